"""Forwards rows to the window, with reports about offsets without a row between them, in order."""

import time
from collections.abc import Sequence
from typing import Any

from kafka.structs import TopicPartition

from kafkadesk.core.events import Unreadable
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import Text
from kafkadesk.transport.client import library
from kafkadesk.transport.fetch.columns import Columns
from kafkadesk.transport.fetch.gaps import Gaps, Span
from kafkadesk.transport.fetch.unreadable import no_records
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.outbox import PANE, Outbox


class RowForwarder:
    """Forwards rows to a BatchBuilder and reports every skipped offset once.

    Aborted records are reported where they were. Markers and compacted offsets are normal and may be as many as the records:
    they are reported in sums.
    """

    def __init__(self, consumer: Any, topic: str, gaps: Gaps, builder: BatchBuilder, outbox: Outbox) -> None:
        self._subscription = library.subscription(consumer)
        self._topic = topic
        self._gaps = gaps
        self._builder = builder
        self._outbox = outbox
        self._sums: dict[tuple[int, GapKind], tuple[int, int, int]] = {}  # partition and kind -> first, end, count

    def take(self, rows: Columns) -> None:
        """Take polled rows of a partition, in order."""
        begin, partition = 0, rows.partition
        following = self._builder.next_offset(partition, rows.offset)
        for i in rows.breaks(following):
            start = following if i == 0 else rows.offsets[i - 1] + 1
            spans = self._gaps.explain(partition, start, rows.offsets[i])
            if begin < i and any(span.kind == GapKind.ABORTED for span in spans):
                self._builder.add(rows.part(begin, i))
                begin = i
            self._note(partition, spans)
        self._builder.add(rows.part(begin, len(rows)))

    def note_trailing_gaps(self) -> None:
        """Note the offsets between the last fetched row and the position. After every poll()."""
        for partition in self._gaps.read():
            tp = TopicPartition(self._topic, partition)
            place = self._subscription.position(tp) if self._subscription.is_assigned(tp) else None  # a rebalance took it meanwhile
            if place is None:
                continue
            following = self._builder.next_offset(partition, place.offset)
            if following < place.offset:
                self._note(partition, self._gaps.explain(partition, following, place.offset))
                self._builder.begin({partition: place.offset})
        self._gaps.forget()

    def post(self, partition: int, start: int, end: int, kind: GapKind, reason: Text) -> None:
        """Report skipped offsets, after the rows before them."""
        self._builder.flush()
        self._outbox.post(
            Unreadable(pane=PANE, partition=partition, start=start, end=end, reason=reason, kind=kind, count=None, at=time.monotonic())
        )

    def post_sums(self) -> None:
        """Report markers and compacted offsets since the last time."""
        for (partition, kind), (start, end, count) in self._sums.items():
            reason = no_records(kind, count)
            event = Unreadable(
                pane=PANE, partition=partition, start=start, end=end, reason=reason, kind=kind, count=count, at=time.monotonic()
            )
            self._outbox.post(event)
        self._sums.clear()

    def _note(self, partition: int, spans: Sequence[Span]) -> None:
        for start, end, kind in spans:
            if kind == GapKind.ABORTED:
                self.post(partition, start, end, kind, no_records(kind, end - start))
            else:
                first, _, count = self._sums.get((partition, kind), (start, end, 0))
                self._sums[partition, kind] = (first, end, count + end - start)
