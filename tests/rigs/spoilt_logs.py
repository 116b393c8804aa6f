"""Logs that no ordinary producer writes: aborted transactions, batches spoilt on disk."""

import sys
import time
import uuid
from collections.abc import Callable, Sequence

import confluent_kafka
import crc32c

from kafkadesk.transport.fetch.gaps import HEAD, heads
from tests.rigs.broker import Broker
from tests.rigs.processes import Cluster, cluster_on


class Transactions:
    """A transactional producer of librdkafka, to partition 0. The end of a transaction has its marker in the log."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self._bootstrap = bootstrap
        self._topic = topic
        self._producer = confluent_kafka.Producer({"bootstrap.servers": bootstrap, "transactional.id": f"tx-{uuid.uuid4().hex[:6]}"})
        self._producer.init_transactions(20)

    def begin(self, values: Sequence[bytes]) -> None:
        self._producer.begin_transaction()
        for value in values:
            self._producer.produce(self._topic, value, partition=0)
        self._producer.flush(20)

    def commit(self) -> None:
        self._end(self._producer.commit_transaction)

    def abort(self) -> None:
        self._end(self._producer.abort_transaction)

    def _end(self, end: Callable[[float], None]) -> None:
        """The broker answers before it writes the marker: what is sent at once may stand before that."""
        reader = confluent_kafka.Consumer({"bootstrap.servers": self._bootstrap, "group.id": "none", "isolation.level": "read_uncommitted"})
        before = self._log_end(reader)
        end(20)
        until = time.monotonic() + 20
        while self._log_end(reader) == before:
            assert time.monotonic() < until, "no marker"
        reader.close()

    def _log_end(self, reader: confluent_kafka.Consumer) -> int:
        _, end = reader.get_watermark_offsets(confluent_kafka.TopicPartition(self._topic, 0), timeout=20)
        return int(end)


def spoilt_on_disk(broker: Broker) -> str:
    """Write 3 batches of 3 to a partition for each kind, change the second one in the broker's own file while it is down."""
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(len(KINDS))
        for first in (0, 3, 6):
            with cluster.batching() as producer:
                for partition in range(len(KINDS)):
                    for value in range(first, first + 3):
                        producer.send(topic, b"%d" % value, partition=partition)
    data_folder = broker.log_path.parents[1]
    broker.stop()
    for partition, (change, _) in enumerate(KINDS):
        (log,) = data_folder.rglob(f"{topic}-{partition}/*.log")
        data = log.read_bytes()
        _, second, _ = heads(data)
        log.write_bytes(data[: second.at] + change(bytearray(data[second.at : second.behind])) + data[second.behind :])
    if sys.platform == "win32":
        # Ended hard, as there it always is, the broker would look through its log at the next start, and cut off what we have spoilt.
        (data_folder / "data" / ".kafka_cleanshutdown").write_text('{"version":0,"brokerEpoch":-1}')
    broker.restart()
    return topic


def spoil(cluster: Cluster, topic: str) -> None:
    """Write 3 good records, a batch whose second of 3 records cannot be read, and 3 good ones, all to partition 0."""
    cluster.send(topic, [b"0", b"1", b"2"], 0)
    with cluster.batching() as producer:
        producer.send(topic, b"3", partition=0)
        producer.send(topic, b"4", partition=0, headers=[(NoText("h"), b"v")])
        producer.send(topic, b"5", partition=0)
    cluster.send(topic, [b"6", b"7", b"8"], 0)
    cluster.send(topic, [b"other"], 1)


class NoText(str):
    """A header name that is not UTF-8, as a client in C can send it."""

    __slots__ = ()

    def encode(self, *_: object) -> bytes:
        return b"\xff\xfe"


CRC_AT = 17

ATTRIBUTES_AT = 21


def sealed(batch: bytearray) -> bytes:
    """Give a batch that was changed the checksum of what it holds now."""
    batch[CRC_AT : CRC_AT + 4] = crc32c.crc32c(bytes(batch[ATTRIBUTES_AT:])).to_bytes(4, "big")
    return bytes(batch)


def wrong_checksum(batch: bytearray) -> bytes:
    batch[-3] ^= 0xFF
    return bytes(batch)


def unknown_codec(batch: bytearray) -> bytes:
    batch[ATTRIBUTES_AT + 1] = 5
    return sealed(batch)


def one_too_few(batch: bytearray) -> bytes:
    """One more record is announced than there is: all that are there can be read."""
    count_at = HEAD.size - 4
    batch[count_at : HEAD.size] = (int.from_bytes(batch[count_at : HEAD.size], "big") + 1).to_bytes(4, "big")
    return sealed(batch)


def cut_short(batch: bytearray) -> bytes:
    """It ends in the middle of its first record."""
    short = batch[: HEAD.size + 4]
    short[8:12] = (len(short) - 12).to_bytes(4, "big")
    return sealed(short)


def wrong_packing(batch: bytearray) -> bytes:
    """It says gzip, and is none."""
    batch[ATTRIBUTES_AT + 1] = 1
    return sealed(batch)


def lies_about_its_end(batch: bytearray) -> bytes:
    """It claims a million offsets, and its checksum is wrong."""
    batch[23:27] = (1_000_000).to_bytes(4, "big")
    return bytes(batch)


KINDS: tuple[tuple[Callable[[bytearray], bytes], str], ...] = (
    (one_too_few, ""),
    (wrong_checksum, "The batch is damaged: its checksum (CRC) does not match what it holds."),
    (unknown_codec, "compression of these records cannot be read"),
    (cut_short, "The batch is damaged: "),
    (wrong_packing, "The batch cannot be unpacked: Error -3 while decompressing data: incorrect header check."),
    (lies_about_its_end, "The batch is damaged: its checksum (CRC) does not match what it holds."),
)
