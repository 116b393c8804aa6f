"""What a pane received, as one member of a group or observing: what arrived where, and how often. Mutable and private to the ledger."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kafkadesk.core.ledger.arrivals import Arrivals, Span
from kafkadesk.core.ledger.evidence import Doubt, Owner
from kafkadesk.core.ledger.matrix import Cell, CellKind, MatrixRow
from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.ledger.scope import GroupScope
from kafkadesk.core.ledger.unreadable import TOLD_EXACTLY
from kafkadesk.core.records import GapKind, OffsetRange

KEPT_RUNS = 20_000  # a pane; a run is a range that arrived at once
NEVER = (None, 0)


@dataclass(frozen=True, slots=True)
class ReceivedRange:
    """Offsets start..end-1 that arrived in one batch. again: those that the scope had received before. some: which, where the log has gaps."""

    partition: int
    start: int
    end: int
    some: Sequence[int] | None
    at: float
    generation: int | None
    again: tuple[Span, ...]


@dataclass(slots=True)
class Reader:
    """A pane in one scope, from `since` on; until: None while it reads. receipts: as GroupScope.receipts, for this pane alone.

    partitions: those that it read when it last reported. absent: other programs' messages missing inside a range that arrived.
    """

    pane: str
    name: str
    scope: GroupScope
    since: float
    until: float | None = None
    partitions: frozenset[int] = frozenset()
    received: dict[int, Arrivals] = field(default_factory=dict)
    runs: deque[ReceivedRange] = field(default_factory=lambda: deque(maxlen=KEPT_RUNS))
    receipts: dict[int, tuple[float | None, int]] = field(default_factory=dict)
    absent: dict[int, OffsetSet] = field(default_factory=dict)

    @property
    def living(self) -> bool:
        """Whether it reads."""
        return self.until is None

    def there(self, at: float) -> bool:
        """Whether it was reading at a time."""
        return self.since <= at and (self.until is None or at <= self.until)

    def count(self, partition: int, offset: int) -> int:
        """Return how often it received an offset."""
        return self.received[partition].count(offset) if partition in self.received else 0

    def replaced(self, number: int, partition: int, offset: int) -> bool:
        """Whether what arrives at a send's offset now must be another record: the log was truncated since the send was received, or lost."""
        return _restarts(self.scope.lost.get(number)) or (number in self.receipts and not self.count(partition, offset))

    def take(self, run: ReceivedRange) -> None:
        """Add offsets that arrived."""
        self.received.setdefault(run.partition, Arrivals()).add(run.start, run.end, run.at)
        self.runs.append(run)

    def note_absent(self, known: Iterable[tuple[str, int, int]], offsets: Sequence[int], rows: range, r: OffsetRange) -> None:
        """Note which of other programs' known messages (topic, partition, offset) are not in a range with gaps that arrived."""
        for topic, partition, offset in known:
            if (topic, partition) == (self.scope.topic, r.partition) and r.start <= offset < r.end and not holds(offsets, rows, r, offset):
                self.absent.setdefault(partition, OffsetSet()).add(offset, offset + 1)
                self.scope.gone.add(partition, offset, offset + 1, GapKind.COMPACTED)

    def note_received(self, number: int, partition: int, offset: int, at: float | None, times: int = 1) -> None:
        """Note that a send was received."""
        first, count = self.receipts.get(number, (at, 0))
        self.receipts[number] = (first, count + times)
        if offset in self.scope.logs[partition].received:  # else it came to a pane that observes, an earlier time that it observed
            self.scope.note_received(number, partition, offset, at, times)

    def times(self, row: MatrixRow) -> int:
        """Return how often it received a message."""
        if row.log != self.scope.topic or row.partition is None or row.offset is None:
            return 0
        return self._others(row.partition, row.offset) if row.number is None else self.receipts.get(row.number, NEVER)[1]

    def cell(self, row: MatrixRow) -> Cell:
        """Return what happened between it and a message."""
        partition, offset = row.partition, row.offset
        if row.log != self.scope.topic or partition is None or offset is None:
            return Cell(kind=CellKind.BLANK)
        at, times = (None, self._others(partition, offset)) if row.number is None else self.receipts.get(row.number, NEVER)
        if not times:
            kind = self._unreceived(row, partition, offset)
            lost = self.scope.lost.get(row.number or 0)
            if kind is CellKind.GONE or _restarts(lost):
                return Cell(kind=CellKind.GONE, gone=lost or self.scope.gone.kind(partition, offset) or GapKind.DELETED)
            return Cell(kind=kind, doubt=self._doubt(row, partition, offset) if kind is CellKind.UNTOLD else None)
        committed = self.scope.logs[partition].committed
        comes_again = self.scope.group is not None and (-1 if committed is None else committed) <= offset
        return Cell(
            kind=CellKind.UNCOMMITTED if comes_again else CellKind.RECEIVED,
            count=times,
            delay_ms=None if at is None else max(0.0, (at - row.at) * 1000),
        )

    def _others(self, partition: int, offset: int) -> int:
        """Return how often it received another program's message: arrivals are stored as ranges, which have gaps."""
        if partition in self.absent and offset in self.absent[partition]:
            return 0
        return 0 if self.scope.gone.kind(partition, offset) in TOLD_EXACTLY else self.count(partition, offset)

    def _others_have(self, partition: int, offset: int) -> bool:
        return offset in self.scope.logs[partition].received and not self.scope.gone.kind(partition, offset)

    def _doubt(self, row: MatrixRow, partition: int, offset: int) -> Doubt | None:
        """Return why it cannot be determined whether somebody else of the group received a message."""
        log = self.scope.logs[partition]
        if row.number is not None:
            return self.scope.skipped.get(row.number) or (Doubt.NO_COMMIT if log.silent and offset in log.pending else None)
        return Doubt.NO_COMMIT if log.silent else log.doubt(offset)

    def _unreceived(self, row: MatrixRow, partition: int, offset: int) -> CellKind:
        scope, log = self.scope, self.scope.logs[partition]
        if row.number not in scope.expected if row.number is not None else log.start is None or offset < log.start:
            return CellKind.BLANK
        if row.number in scope.receipts if row.number is not None else self._others_have(partition, offset):
            at = row.at if row.number is None else scope.receipts[row.number][0]
            return CellKind.OTHERS if at is not None and self.there(at) else CellKind.BLANK
        if not self.living:
            return CellKind.BLANK
        if offset in log.by_others or offset in log.unless_received:
            return CellKind.OTHERS
        if self._doubt(row, partition, offset) is not None:
            return CellKind.UNTOLD
        if log.owner not in (self.pane, Owner.UNKNOWN, Owner.DEAD, Owner.NOBODY):
            return CellKind.OTHERS
        if scope.gone.kind(partition, offset) or (log.vacant and offset < log.begin):
            return CellKind.GONE
        return CellKind.MISSING if log.passed(offset) else CellKind.WAITING


def holds(offsets: Sequence[int], rows: range, r: OffsetRange, offset: int) -> bool:
    """Whether a record of a range has this offset; `rows` are its indexes in the batch's offsets."""
    if r.count == r.end - r.start:
        return True
    i = bisect_left(offsets, offset, rows.start, rows.stop)
    return i < rows.stop and offsets[i] == offset


def _restarts(kind: GapKind | None) -> bool:
    return kind is not None and kind.restarts
