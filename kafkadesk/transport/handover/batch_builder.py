"""Polled rows on their way into batches for the window."""

import time
from collections.abc import Mapping

from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.records import OffsetRange
from kafkadesk.transport.fetch.columns import Columns, joined
from kafkadesk.transport.handover.outbox import PANE, Outbox, Unshown

MERGE_S = 0.020  # rows that come within this time after a batch wait for company
MERGE_ROWS = 5_000
MERGE_BYTES = 4 * 1024 * 1024


class BatchBuilder:
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
        self._parts: list[Columns] = []
        self._rows = 0
        self._ranges: list[OffsetRange] = []
        self._bytes = 0
        self._flushed_at = 0.0
        self._next: dict[int, int] = {}  # where the next range of a partition begins

    def __len__(self) -> int:
        return self._rows

    def next_offset(self, partition: int, default: int) -> int:
        """Return the offset after the last row of a partition, or where its rows are to begin."""
        return self._next.get(partition, default)

    def begin(self, positions: Mapping[int, int]) -> None:
        """Note where the next rows of these partitions begin: at a start, after a seek, or behind what is unreadable."""
        self._next.update(positions)

    def add(self, rows: Columns) -> None:
        """Take rows of a partition, in order and without a gap that the log does not have."""
        size, count = len(rows.data), len(rows)
        if size > MERGE_BYTES and count > 1:
            middle = count // 2
            self.add(rows.part(0, middle))
            self.add(rows.part(middle, count))
            return
        if self._bytes + size > MERGE_BYTES or self._rows + count > MERGE_ROWS:
            self.flush()
        part = OffsetRange(rows.partition, self._next.get(rows.partition, rows.offset), rows.end, count)
        last = self._ranges[-1] if self._ranges else None
        if last is not None and (last.partition, last.end) == (part.partition, part.start):
            self._ranges[-1] = OffsetRange(part.partition, last.start, part.end, last.count + count)
        else:
            self._ranges.append(part)
        self._next[part.partition] = part.end
        self._parts.append(rows)
        self._rows += count
        self._bytes += size

    def due_in(self) -> float | None:
        """Return after how many seconds the rows must leave; None: there are none."""
        if not self._rows:
            return None
        return max(0.0, self._flushed_at + MERGE_S - time.monotonic())

    def flush(self) -> None:
        if not self._rows:
            return
        batch = joined(self._topic, self._parts, tuple(self._ranges))
        self.serial += 1
        self._unshown.sent(self.serial, batch.nbytes, {r.partition: r.end for r in self._ranges})
        self._parts, self._ranges, self._rows, self._bytes = [], [], 0, 0
        self._flushed_at = now = time.monotonic()
        event = RecordsArrived(pane=PANE, group=self.group, generation=self.generation, serial=self.serial, batch=batch, at=now)
        self._outbox.post(event)
