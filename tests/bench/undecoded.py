"""How fast one process can read a topic, whatever becomes of the records: by the library, by our columns, and by the heads of batches alone.

The last is a prototype, and no part of the program: it fetches, checks checksums and counts, but unpacks nothing. What it would take
to show records so is written down in docs/benchmarks.md.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import Fetcher

from kafkadesk.transport.fetch.reader import ColumnReader
from tests.bench.peers import fill
from tests.bench.rig import PARTITIONS, VALUE_BYTES, Bench, Figure

CODECS = ("none", "gzip", "snappy", "lz4", "zstd")
WAYS = ("library", "columns", "heads")
BARE_POLL, OUR_POLL = 500, 5_000


class Heads(list[Any]):
    """A batch that stays as it came; as many rows as its head says."""

    def __len__(self) -> int:
        return sum(batch.records_count for batch in self)


class HeadReader(Fetcher.PartitionRecords):  # type: ignore[misc]  # the library has no types
    """Hands out whole batches, for topics without transactions and compaction."""

    def _unpack_records(self, _tp: Any, records: Any, *_deserializers: Any) -> Iterator[Any]:
        while (batch := records.next_batch()) is not None:
            if not batch.validate_crc():
                raise ValueError(batch.base_offset)
            yield batch
        self.drain()

    def _maybe_skip_record(self, record: Any) -> bool:
        return bool(record.last_offset < self.fetch_offset)

    def take(self, _n: int | None = None) -> Heads:
        """Return the next batch."""
        batch = next(self.record_iterator, None)
        if batch is None:
            return Heads()
        self.next_fetch_offset = batch.next_offset
        self.bytes_read += batch.size_in_bytes
        return Heads([batch])


def read(way: str, bootstrap: str, topic: str, n: int) -> tuple[float, float]:
    """Return records a second of this process alone, and its µs of processor time a record."""
    poll = BARE_POLL if way == "library" else OUR_POLL
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
    if way != "library":
        consumer._fetcher.PartitionRecords = HeadReader if way == "heads" else ColumnReader
    consumer.assign([TopicPartition(topic, p) for p in consumer.partitions_for_topic(topic)])
    consumer.seek_to_beginning()
    started, worked, got = time.perf_counter(), time.process_time(), 0
    while got < n:
        for taken in consumer.poll(timeout_ms=500, max_records=poll).values():
            match way:
                case "library":
                    got += len(taken)
                case "columns":
                    got += sum(map(len, taken))
                case _:
                    got += sum(batch.records_count for batch in taken)
    figures = n / (time.perf_counter() - started), (time.process_time() - worked) / n * 1e6
    consumer.close()
    return figures


async def undecoded(bench: Bench) -> list[Figure]:
    """Each way for each codec; the peer is the library's own reader in the same round."""
    figures = []
    for codec in CODECS:
        topic = await bench.topic(PARTITIONS)
        await asyncio.to_thread(fill, bench.bootstrap, topic, bench.records, VALUE_BYTES, PARTITIONS, codec)
        peer: tuple[float, float] | None = None
        for way in WAYS:
            command = [sys.executable, "-m", "tests.bench.undecoded", way, bench.bootstrap, topic, str(bench.records)]
            done = await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True, text=True, timeout=600)
            speed, work = json.loads(done.stdout.splitlines()[-1])
            peer = peer or (speed, work)
            figures.append(Figure(name=f"read by {way}, {codec}", unit="records/s", value=speed, peer=peer[0]))
            figures.append(Figure(name=f"read by {way}, {codec}: processor", unit="µs/record", value=work, peer=peer[1]))
    return figures


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))))
