"""The ledger's state of each reader and each group: what arrived where, how often, and what is still expected.

Mutable and private to the ledger. Everything is stored as offset ranges; only our own sends are stored one by one.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from kafkadesk.core.ledger.arrivals import Arrivals, Span
from kafkadesk.core.ledger.matrix import Cell, CellKind, GroupVerdict, MatrixRow, VerdictKind
from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.ledger.unreadable import TOLD_EXACTLY, UnreadableOffsets
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
class GroupScope:
    """What gets one verdict: a group, or a pane that observes. Sends are identified by number.

    expected: sends that it should receive; pending: those of them not received yet, by partition and offset.
    receipts: when a send was first received (None: unknown) and how often, by any of its panes.
    owned_elsewhere: partitions that members of other programs own now; read_by_others: offsets committed while another program owned
    the partition; they count neither as received nor as missing.
    gone: offsets that its panes could not receive; lost: the sends among them that nobody received, and why.
    """

    group: str | None
    topic: str
    starts: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    owned_elsewhere: frozenset[int] = frozenset()
    committed: dict[int, int] = field(default_factory=dict)
    received: dict[int, OffsetSet] = field(default_factory=dict)
    read_by_others: dict[int, OffsetSet] = field(default_factory=dict)
    gone: UnreadableOffsets = field(default_factory=UnreadableOffsets)
    lost: dict[int, GapKind] = field(default_factory=dict)
    expected: set[int] = field(default_factory=set)
    pending: dict[int, dict[int, int]] = field(default_factory=dict)
    receipts: dict[int, tuple[float | None, int]] = field(default_factory=dict)
    _lowest: dict[int, list[int]] = field(default_factory=dict)  # heaps of offsets; on top the lowest one that is pending
    _redelivered: set[int] = field(default_factory=set)

    def has(self, partition: int, offset: int) -> bool:
        """Whether some pane of it received the offset."""
        return partition in self.received and offset in self.received[partition]

    def concerned(self, partition: int, offset: int) -> bool:
        """Whether the offset lies at or after the position where it started to read the partition."""
        return partition in self.starts and offset >= self.starts[partition]

    def passed(self, partition: int, offset: int) -> bool:
        """Whether nobody will read the offset any more: its owner's position, or the committed offset, is past it."""
        behind = self.positions if partition in self.owners else self.committed
        return behind.get(partition, 0) > offset

    def expect(self, number: int, partition: int, offset: int) -> None:
        """Note that a send should be received here."""
        if number in self.expected or (partition in self.read_by_others and offset in self.read_by_others[partition]):
            return
        self.expected.add(number)
        if number in self.receipts:
            return
        if kind := self.gone.kind(partition, offset):
            self.lost[number] = kind
        else:
            self.pending.setdefault(partition, {})[offset] = number
            heappush(self._lowest.setdefault(partition, []), offset)

    def note_received(self, number: int, partition: int, offset: int, at: float | None, times: int) -> None:
        """Note that a send was received, at some time, so many times."""
        first, count = self.receipts.get(number, (at, 0))
        if at is not None and first is not None:
            at = min(first, at)
        self.receipts[number] = (at, count + times)
        self.lost.pop(number, None)
        self._resolve(partition, offset)
        if count + times > 1:
            self._redelivered.add(number)

    def forget(self, number: int, partition: int, offset: int) -> None:
        """Drop a send that is too old to be stored."""
        self.expected.discard(number)
        self.receipts.pop(number, None)
        self.lost.pop(number, None)
        self._redelivered.discard(number)
        self._resolve(partition, offset)

    def read_elsewhere(self, partition: int, end: int) -> None:
        """Note that another program's member read a partition up to end-1: what is pending there is no longer expected here."""
        start = self.committed.get(partition, self.starts.get(partition, end))
        if start >= end:
            return
        self.read_by_others.setdefault(partition, OffsetSet()).add(start, end)
        waiting = self.pending.get(partition, {})
        taken = [offset for offset in waiting if start <= offset < end]
        self.expected.difference_update(waiting[offset] for offset in taken)
        self._resolve(partition, *taken)

    def passed_over(self, partition: int, start: int, end: int, kind: GapKind) -> None:
        """Note that a pane could not receive start..end-1: what is pending there is not missing, nobody can receive it."""
        if kind.restarts:  # these offsets are, or will be, other records
            self.gone.forget(partition, start)
            if partition in self.received:
                self.received[partition].cut(start)
            self.starts[partition] = min(start, self.starts.get(partition, start))
        else:
            self.gone.add(partition, start, end, kind)
        waiting = self.pending.get(partition, {})
        taken = {offset: number for offset, number in waiting.items() if start <= offset < end}
        self.lost |= {number: self.gone.kind(partition, offset) or kind for offset, number in taken.items()}
        self._resolve(partition, *taken)

    def displace(self, number: int, partition: int, offset: int) -> None:
        """Note that another record has the offset of a send now: whoever has not received the send never will."""
        if self.pending.get(partition, {}).get(offset) == number:
            self.lost[number] = GapKind.RECREATED
            self._resolve(partition, offset)

    def verdict(self, *, living: bool) -> GroupVerdict:
        """Return the verdict. living: whether somebody reads now."""
        missing = tuple(sorted(self._missing()))
        # A pane that observes may read anything again as it likes: no message "came twice" to it.
        twice = () if self.group is None else tuple(sorted(self._redelivered & self.expected))
        of = len(self.expected)
        pending = sum(map(len, self.pending.values()))
        if of == 0:
            kind = VerdictKind.NOTHING
        elif missing:
            kind = VerdictKind.BOTH if twice else VerdictKind.MISSING
        elif twice:
            kind = VerdictKind.REDELIVERED
        elif pending:
            kind = VerdictKind.WAITING if living or self.owned_elsewhere else VerdictKind.NOBODY
        else:
            kind = VerdictKind.GONE if self.lost else VerdictKind.EACH_ONCE
        unreadable = tuple(sorted(number for number, why in self.lost.items() if why == GapKind.UNREADABLE))
        return GroupVerdict(
            kind=kind, n=of - pending - len(self.lost), of=of, missing=missing, redelivered=twice, observer=self.group is None,
            gone=tuple(sorted(self.lost.keys() - set(unreadable))), unreadable=unreadable,
        )  # fmt: skip

    def _missing(self) -> Iterator[int]:
        """Yield what was expected and was passed by. With nothing missing, the usual case, only the lowest offsets are checked."""
        for partition, heap in self._lowest.items():
            waiting = self.pending[partition]
            if heap and self.passed(partition, heap[0]):
                yield from (number for offset, number in waiting.items() if self.passed(partition, offset))

    def _resolve(self, partition: int, *offsets: int) -> None:
        """Remove offsets from what is pending. The heap's top is corrected at once, so that no query has to catch up."""
        waiting = self.pending.get(partition)
        if waiting is None:
            return
        for offset in offsets:
            waiting.pop(offset, None)
        heap = self._lowest[partition]
        while heap and heap[0] not in waiting:
            heappop(heap)


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
        if self.scope.has(partition, offset):  # else it came to a pane that observes, an earlier time that it observed
            self.scope.note_received(number, partition, offset, at, times)

    def times(self, row: MatrixRow) -> int:
        """Return how often it received a message."""
        if row.topic != self.scope.topic or row.partition is None or row.offset is None:
            return 0
        return self._others(row.partition, row.offset) if row.number is None else self.receipts.get(row.number, NEVER)[1]

    def cell(self, row: MatrixRow) -> Cell:
        """Return what happened between it and a message."""
        partition, offset = row.partition, row.offset
        if row.topic != self.scope.topic or partition is None or offset is None:
            return Cell(kind=CellKind.BLANK)
        at, times = (None, self._others(partition, offset)) if row.number is None else self.receipts.get(row.number, NEVER)
        if not times:
            kind = self._unreceived(row, partition, offset)
            lost = self.scope.lost.get(row.number or 0)
            if kind is CellKind.GONE or _restarts(lost):
                return Cell(kind=CellKind.GONE, gone=lost or self.scope.gone.kind(partition, offset))
            return Cell(kind=kind)
        comes_again = self.scope.group is not None and self.scope.committed.get(partition, -1) <= offset
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
        return self.scope.has(partition, offset) and not self.scope.gone.kind(partition, offset)

    def _unreceived(self, row: MatrixRow, partition: int, offset: int) -> CellKind:
        scope = self.scope
        if not scope.concerned(partition, offset):
            return CellKind.BLANK
        if row.number in scope.receipts if row.number is not None else self._others_have(partition, offset):
            at = row.at if row.number is None else scope.receipts[row.number][0]
            return CellKind.OTHERS if at is not None and self.there(at) else CellKind.BLANK
        if not self.living:
            return CellKind.BLANK
        if partition in scope.owned_elsewhere or (partition in scope.read_by_others and offset in scope.read_by_others[partition]):
            return CellKind.OTHERS
        if scope.owners.get(partition, self.pane) != self.pane:
            return CellKind.OTHERS
        if scope.gone.kind(partition, offset):
            return CellKind.GONE
        return CellKind.MISSING if scope.passed(partition, offset) else CellKind.WAITING


def holds(offsets: Sequence[int], rows: range, r: OffsetRange, offset: int) -> bool:
    """Whether a record of a range has this offset; `rows` are its indexes in the batch's offsets."""
    if r.count == r.end - r.start:
        return True
    i = bisect_left(offsets, offset, rows.start, rows.stop)
    return i < rows.stop and offsets[i] == offset


def _restarts(kind: GapKind | None) -> bool:
    return kind is not None and kind.restarts
