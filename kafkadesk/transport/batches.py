"""Polled records -> batches of columns. The one place of a consumer process where work a record counts: all in C."""

import time
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.records import OffsetRange, RecordBatch, encode_headers
from kafkadesk.transport.outbox import PANE, Outbox, Unshown

MERGE_S = 0.020  # rows that come within this time after a batch wait for company
MERGE_ROWS = 5_000
MERGE_BYTES = 4 * 1024 * 1024


def make_batch(topic: str, rows: Sequence[Any], ranges: tuple[OffsetRange, ...]) -> RecordBatch:
    """Return kafka-python's records (there must be some) as columns."""
    _, partitions, _, offsets, stamps, kinds, keys, values, headers, _, key_sizes, value_sizes, _ = zip(*rows, strict=True)
    count = len(rows)
    pieces: list[Sequence[bytes | None]] = [keys, values]
    header_sizes = array("i", bytes(4 * count))
    if any(headers):
        encoded = [encode_headers(h) if h else b"" for h in headers]
        header_sizes = array("i", map(len, encoded))
        pieces.append(encoded)
    sizes = [k * (k > 0) + v * (v > 0) + h for k, v, h in zip(key_sizes, value_sizes, header_sizes, strict=True)]
    starts = array("I", accumulate(sizes, initial=0))
    del starts[-1]
    return RecordBatch(
        topic=topic,
        partitions=array("i", partitions),
        offsets=array("q", offsets),
        timestamps=array("q", (-1 if t is None else t for t in stamps) if None in stamps else stamps),
        log_append=array("b", [kind or 0 for kind in kinds]),
        key_sizes=array("i", key_sizes),
        value_sizes=array("i", value_sizes),
        header_sizes=header_sizes,
        starts=starts,
        data=b"".join(filter(None, chain.from_iterable(zip(*pieces, strict=True)))),
        ranges=ranges,
    )


class Gather:
    """Rows on their way into a batch. A row that comes alone leaves at once, rows that pour in leave in large batches.

    Thread: the main thread, or kafka-python's I/O thread while the main one waits for it in poll() or close().
    """

    def __init__(self, topic: str, outbox: Outbox, unshown: Unshown, serial: int) -> None:
        self.serial = serial  # of the last batch
        self.group: str | None = None
        self.generation: int | None = None
        self._topic = topic
        self._outbox = outbox
        self._unshown = unshown
        self._rows: list[Any] = []
        self._ranges: list[OffsetRange] = []
        self._bytes = 0
        self._flushed_at = 0.0
        self._next: dict[int, int] = {}  # where the next range of a partition begins

    def __len__(self) -> int:
        return len(self._rows)

    def next_offset(self, partition: int, default: int) -> int:
        """Return the offset after the last row of a partition, or where its rows are to begin."""
        return self._next.get(partition, default)

    def begin(self, positions: Mapping[int, int]) -> None:
        """Note where the next rows of these partitions begin: at a start, after a seek, or behind what is unreadable."""
        self._next.update(positions)

    def add(self, partition: int, rows: Sequence[Any]) -> None:
        """Take rows of a partition, in order and without a gap that the log does not have."""
        size = sum(row[10] + row[11] for row in rows)  # key and value; what nulls and headers add does not matter here
        if size > MERGE_BYTES and len(rows) > 1:
            middle = len(rows) // 2
            self.add(partition, rows[:middle])
            self.add(partition, rows[middle:])
            return
        if self._bytes + size > MERGE_BYTES or len(self._rows) + len(rows) > MERGE_ROWS:
            self.flush()
        end = rows[-1].offset + 1
        part = OffsetRange(partition, self._next.get(partition, rows[0].offset), end, len(rows))
        last = self._ranges[-1] if self._ranges else None
        if last is not None and (last.partition, last.end) == (partition, part.start):
            self._ranges[-1] = OffsetRange(partition, last.start, end, last.count + part.count)
        else:
            self._ranges.append(part)
        self._next[partition] = end
        self._rows += rows
        self._bytes += size

    def due_in(self) -> float | None:
        """Return after how many seconds the rows must leave; None: there are none."""
        if not self._rows:
            return None
        return max(0.0, self._flushed_at + MERGE_S - time.monotonic())

    def flush(self) -> None:
        """Send what was gathered."""
        if not self._rows:
            return
        batch = make_batch(self._topic, self._rows, tuple(self._ranges))
        self.serial += 1
        self._unshown.sent(self.serial, batch.nbytes, {r.partition: r.end for r in self._ranges})
        self._rows, self._ranges, self._bytes = [], [], 0
        self._flushed_at = now = time.monotonic()
        event = RecordsArrived(pane=PANE, group=self.group, generation=self.generation, serial=self.serial, batch=batch, at=now)
        self._outbox.post(event)
