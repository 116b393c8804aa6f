"""Batches that nobody can read, one of each kind, and every compression: a pane says which offsets, and goes on at rest."""

import sys
import time
from collections.abc import Callable

import confluent_kafka
import crc32c
import psutil
import pytest
from kafka import codec
from kafka.record import default_records

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Unreadable
from kafkadesk.core.state import Start
from kafkadesk.transport.fetch import unpacking
from kafkadesk.transport.fetch.gaps import HEAD, heads
from tests.rigs.broker import Broker
from tests.rigs.processes import cluster_on, panes_on

EARLIEST = Start("earliest")
CODECS = ("gzip", "snappy", "lz4", "zstd")
CRC_AT, ATTRIBUTES_AT = 17, 21
IDLE_S, IDLE_CPU = 2.0, 0.15  # a pane at rest uses a few hundredths of a core
MIB = 1024 * 1024


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


def at_rest(pid: int) -> float:
    """Return how much of a core a process uses, from now on."""
    process = psutil.Process(pid)
    before, began = process.cpu_times(), time.monotonic()
    while time.monotonic() - began < IDLE_S:
        time.sleep(0.05)
    after = process.cpu_times()
    return (after.user + after.system - before.user - before.system) / IDLE_S


def test_each_kind_of_unreadable_batch_is_named_and_passed_over_once(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    topic = spoilt_on_disk(broker)
    with panes_on(broker.bootstrap) as panes:
        began = panes.observe("a", topic, EARLIEST).at
        panes.until(lambda: len(panes.rows("a")) == 6 * len(KINDS) + 3)
        assert [row.value for row in panes.rows("a") if row.partition == 0] == [b"%d" % i for i in range(9)], "one_too_few"
        bad = {e.partition: e for e in panes.events if isinstance(e, Unreadable)}
        assert {p: (e.start, e.end, e.kind) for p, e in bad.items()} == dict.fromkeys(range(1, len(KINDS)), (3, 6, "unreadable"))
        assert len([e for e in panes.events if isinstance(e, Unreadable)]) == len(KINDS) - 1
        for partition, (_, words) in list(enumerate(KINDS))[1:]:
            assert words in bad[partition].reason.render(), bad[partition].reason.render()
        assert max(e.at for e in bad.values()) - began < 5
        with cluster_on(broker.bootstrap) as cluster:
            cluster.send(topic, [b"later"] * len(KINDS))
        panes.until(lambda: panes.values("a").count(b"later") == len(KINDS))
        assert at_rest(panes.workers.pids()["a"]) < IDLE_CPU


def test_every_compression_is_read_and_leaves_the_process_at_rest(broker: Broker) -> None:
    with panes_on(broker.bootstrap) as panes, cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1)
        for name in CODECS:
            producer = confluent_kafka.Producer({"bootstrap.servers": broker.bootstrap, "compression.type": name, "linger.ms": 50})
            for i in range(200):
                producer.produce(topic, f"{name} {i} ".encode() * 20, partition=0)
            producer.flush(20)
        panes.observe("a", topic, EARLIEST)
        panes.until(lambda: len(panes.rows("a")) == 800)
        assert panes.values("a") == [f"{name} {i} ".encode() * 20 for name in CODECS for i in range(200)]
        assert at_rest(panes.workers.pids()["a"]) < IDLE_CPU


@pytest.mark.allow_logs("blocking the event loop")  # 144 MB are put together
def test_a_batch_that_unpacks_to_too_much_is_passed_over(broker: Broker) -> None:
    """A bomb: under a megabyte on the wire, more than the ceiling in memory."""
    with panes_on(broker.bootstrap) as panes, cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1, **{"max.message.bytes": str(200 * MIB)})
        cluster.send(topic, [b"before"])
        config = {
            "bootstrap.servers": broker.bootstrap, "compression.type": "zstd", "linger.ms": 5_000, "batch.size": 2_000_000_000,
            "message.max.bytes": 200 * MIB, "queue.buffering.max.kbytes": 2_000_000,
        }  # fmt: skip
        producer = confluent_kafka.Producer(config)
        for _ in range(3):
            producer.produce(topic, bytes(48 * MIB), partition=0)
        producer.flush(30)
        cluster.send(topic, [b"after"])
        panes.observe("a", topic, EARLIEST)
        panes.until(lambda: b"after" in panes.values("a"))
        bad = panes.next(Unreadable, "a")
        assert (bad.start, bad.end) == (1, 4)
        assert bad.reason.render() == "The batch unpacks to more than 128 MiB, the most that a pane takes."
        assert psutil.Process(panes.workers.pids()["a"]).memory_info().rss < 400 * MIB
        assert at_rest(panes.workers.pids()["a"]) < IDLE_CPU


PACK = {"gzip": codec.gzip_encode, "snappy": codec.snappy_encode, "lz4": codec.lz4_encode, "zstd": codec.zstd_encode}
UNPACK = {"gzip": unpacking.ungzip, "snappy": unpacking.unsnappy, "lz4": unpacking.unlz4, "zstd": unpacking.unzstd}


@pytest.mark.parametrize("name", CODECS)
def test_a_codec_unpacks_what_fits_and_nothing_larger(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(default_records, f"{name}_decode"), "the library has another name for it now"
    assert UNPACK[name](PACK[name](bytes(100_000))) == bytes(100_000)
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 99_999)
    with pytest.raises(UserError, match="unpacks to more than"):
        UNPACK[name](PACK[name](bytes(100_000)))


@pytest.mark.allow_logs("The zstd codec does not work")
def test_a_codec_that_does_not_work_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacking.trouble.cache_clear()
    assert unpacking.trouble() is None
    unpacking.trouble.cache_clear()
    monkeypatch.setattr(codec, "zstd", None)
    error = unpacking.trouble()
    unpacking.trouble.cache_clear()
    assert error is not None
    assert error.sentence() == (
        "This KafkaDesk cannot unpack zstd. Records compressed so are passed over and named. Install KafkaDesk again."
    )
