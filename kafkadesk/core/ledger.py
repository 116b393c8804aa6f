"""Who got what: sends against the panes that read, by exact offset ranges.

Mutable, unlike the rest of the core's state: it is fed hundreds of times a second, and a copy would cost more than the work.
What comes in costs per range and per own send, never per record. Other programs' messages are kept by their newest few only.
"""

from bisect import bisect_left, insort
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.matrix import Cell, CellKind, Column, GroupVerdict, Receipt, Row, VerdictKind
from kafkadesk.core.ranges import OffsetSet
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

KEPT_SENDS = 100_000
KEPT_RUNS = 20_000  # a pane; a run is a range that arrived at once
KEPT_FOREIGN = 300
FOREIGN_TAIL = 20  # of each batch

Place = tuple[str, int, int]  # topic, partition, offset


@dataclass(frozen=True, slots=True)
class _Run:
    """Offsets start..end-1 that arrived at once. again: what of them the scope had received before."""

    partition: int
    start: int
    end: int
    whole: bool
    at: float
    generation: int | None
    again: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Scope:
    """What is judged as one: a group, or a pane that observes. due, got: numbers of own sends, got with how often."""

    group: str | None
    topic: str
    starts: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    committed: dict[int, int] = field(default_factory=dict)
    received: dict[int, OffsetSet] = field(default_factory=dict)
    due: set[int] = field(default_factory=set)
    got: dict[int, int] = field(default_factory=dict)

    def has(self, partition: int, offset: int) -> bool:
        return partition in self.received and offset in self.received[partition]

    def concerned(self, partition: int, offset: int) -> bool:
        return partition in self.starts and offset >= self.starts[partition]


@dataclass(slots=True)
class _Reader:
    """A pane in one scope. hits: own sends that it received: number -> (time of the first arrival, how often)."""

    pane: str
    name: str
    scope: _Scope
    since: float
    living: bool = True
    received: dict[int, OffsetSet] = field(default_factory=dict)
    runs: deque[_Run] = field(default_factory=lambda: deque(maxlen=KEPT_RUNS))
    hits: dict[int, tuple[float, int]] = field(default_factory=dict)


class Ledger:
    """Feed it deliveries and what panes do; ask it for rows, columns, cells and verdicts."""

    def __init__(self) -> None:
        self._sends: dict[int, Delivery] = {}
        self._places: dict[Place, int] = {}
        self._offsets: dict[tuple[str, int], list[int]] = {}
        self._foreign: OrderedDict[Place, float] = OrderedDict()
        self._groups: dict[str, _Scope] = {}
        self._readers: dict[tuple[str, str | None, str], _Reader] = {}
        self._current: dict[str, _Reader] = {}

    # what comes in

    def delivery(self, delivery: Delivery) -> None:
        """Take a new send, or what became of it."""
        new = delivery.number not in self._sends
        old = self._sends.get(delivery.number)
        self._sends[delivery.number] = delivery
        if new and len(self._sends) > KEPT_SENDS:
            self._forget(next(iter(self._sends)))
        if delivery.partition is not None and delivery.offset is not None and (old is None or old.offset is None):
            self._placed(delivery.number, (delivery.topic, delivery.partition, delivery.offset))

    def reading(self, pane: str, name: str, group: str | None, topic: str, positions: Mapping[int, int], at: float) -> None:
        """Note that a pane begins to read, alone or with a new share of its group."""
        reader = self._reader(pane, name, group, topic, at)
        scope = reader.scope
        if group is None:
            scope.starts, scope.owners, scope.received = {}, {}, {}
            scope.due.clear()
            scope.got.clear()
        for partition, position in positions.items():
            known = scope.starts.get(partition)
            scope.positions[partition] = position
            scope.owners[partition] = pane
            if known is None:
                scope.starts[partition] = position
                self._make_due(scope, partition, position)
        for partition, owner in list(scope.owners.items()):
            if owner == pane and partition not in positions:
                del scope.owners[partition]

    def stopped(self, pane: str, at: float) -> None:
        """Note that a pane reads no more."""
        del at
        reader = self._current.pop(pane, None)
        if reader is not None:
            reader.living = False
            reader.scope.owners = {p: owner for p, owner in reader.scope.owners.items() if owner != pane}

    def closed(self, pane: str, at: float) -> None:
        """Forget a pane; what its groups received stays."""
        self.stopped(pane, at)
        self._readers = {key: reader for key, reader in self._readers.items() if reader.pane != pane}

    def renamed(self, pane: str, name: str) -> None:
        """Give a pane's columns another name."""
        for reader in self._readers.values():
            if reader.pane == pane:
                reader.name = name

    def arrived(self, event: RecordsArrived) -> None:
        """Take a batch that reached the window."""
        reader = self._current.get(event.pane)
        if reader is None or reader.scope.group != event.group or reader.scope.topic != event.batch.topic:
            reader = self._readers.get((event.pane, event.group, event.batch.topic))
            if reader is None:
                return
        scope, topic = reader.scope, event.batch.topic
        for r in event.batch.ranges:
            again = scope.received.setdefault(r.partition, OffsetSet()).add(r.start, r.end)
            reader.received.setdefault(r.partition, OffsetSet()).add(r.start, r.end)
            reader.runs.append(_Run(r.partition, r.start, r.end, r.count == r.end - r.start, event.at, event.generation, again))
            scope.positions[r.partition] = max(r.end, scope.positions.get(r.partition, 0))
            for number in self._numbers(topic, r.partition, r.start, r.end):
                self._hit(reader, number, event.at)
        self._note_foreign(event)

    def positions(self, pane: str, group: str | None, topic: str, positions: Mapping[int, int]) -> None:
        """Take a pane's positions; they pass what is no record, such as the end of a transaction."""
        reader = self._readers.get((pane, group, topic))
        if reader is not None:
            for partition, position in positions.items():
                if reader.scope.owners.get(partition) == pane:
                    reader.scope.positions[partition] = position

    def committed(self, group: str, topic: str, offsets: Mapping[int, int]) -> None:
        """Take a group's commits."""
        scope = self._groups.get(group)
        if scope is not None and scope.topic == topic:
            scope.committed.update(offsets)

    def assignment(self, group: str, topic: str, owners: Mapping[int, str]) -> None:
        """Take who owns which partition of a group: partition -> pane."""
        scope = self._groups.get(group)
        if scope is not None and scope.topic == topic:
            scope.owners = dict(owners)

    # what is asked

    def number_of(self, topic: str, partition: int, offset: int) -> int | None:
        """Return the number of our send at this place; None for another program's message."""
        return self._places.get((topic, partition, offset))

    def rows(self, limit: int) -> tuple[Row, ...]:
        """Return the newest messages, newest first: our sends, and other programs' that were seen."""
        ours = [
            Row(number=d.number, topic=d.topic, partition=d.partition, offset=d.offset, verdict=d.verdict, at=d.sent_at)
            for d in islice(reversed(self._sends.values()), limit)
        ]
        theirs = [
            Row(number=None, topic=topic, partition=partition, offset=offset, verdict=None, at=at)
            for (topic, partition, offset), at in islice(reversed(self._foreign.items()), limit)
        ]
        return tuple(sorted(ours + theirs, key=lambda row: row.at, reverse=True)[:limit])

    def columns(self) -> tuple[Column, ...]:
        """Return the panes that read, and those that did and received something; by group, observers last."""
        shown = [r for r in self._readers.values() if r.living or r.received]
        order = {group: i for i, group in enumerate(dict.fromkeys(r.scope.group for r in shown if r.scope.group is not None))}
        shown.sort(key=lambda r: len(order) if r.scope.group is None else order[r.scope.group])
        return tuple(Column(pane=r.pane, name=r.name, group=r.scope.group, topic=r.scope.topic, living=r.living) for r in shown)

    def cell(self, row: Row, column: Column) -> Cell:
        """Return what a pane has to do with a message."""
        reader = self._readers.get((column.pane, column.group, column.topic))
        if reader is None or row.topic != column.topic or row.partition is None or row.offset is None:
            return Cell(kind=CellKind.BLANK)
        scope, partition, offset = reader.scope, row.partition, row.offset
        if partition in reader.received and offset in reader.received[partition]:
            return self._received(reader, row, partition, offset)
        if not scope.concerned(partition, offset):
            return Cell(kind=CellKind.BLANK)
        if scope.has(partition, offset):
            return Cell(kind=CellKind.OTHERS)
        owner = scope.owners.get(partition)
        if owner == reader.pane:
            passed = scope.positions.get(partition, 0) > offset
            return Cell(kind=CellKind.MISSING if passed else CellKind.WAITING)
        if not reader.living or reader.since > row.at:
            return Cell(kind=CellKind.BLANK)
        return Cell(kind=CellKind.WAITING if owner is None else CellKind.OTHERS)

    def why(self, row: Row, column: Column) -> Text:
        """Return why a cell is as it is, in words."""
        cell = self.cell(row, column)
        reader = self._readers.get((column.pane, column.group, column.topic))
        owner = None if reader is None or row.partition is None else reader.scope.owners.get(row.partition)
        names = {"name": column.name, "partition": row.partition, "owner": "" if owner is None else self._name(owner), "n": cell.count}
        match cell.kind:
            case CellKind.RECEIVED | CellKind.UNCOMMITTED if cell.count > 1:
                return Text(QT_TRANSLATE_NOOP("core", "{name} received it {n} times."), names)
            case CellKind.RECEIVED:
                return Text(QT_TRANSLATE_NOOP("core", "{name} received it."), names)
            case CellKind.UNCOMMITTED:
                return Text(
                    QT_TRANSLATE_NOOP("core", "{name} received it. The group has not committed it yet: it would come again."), names
                )
            case CellKind.OTHERS if owner is not None:
                return Text(QT_TRANSLATE_NOOP("core", "Partition {partition} belongs to {owner}."), names)
            case CellKind.OTHERS:
                return Text(QT_TRANSLATE_NOOP("core", "Another member of the group received it."), names)
            case CellKind.WAITING:
                return Text(QT_TRANSLATE_NOOP("core", "{name} has not come to it yet."), names)
            case CellKind.MISSING:
                return Text(QT_TRANSLATE_NOOP("core", "{name} has read past it without receiving it."), names)
            case CellKind.BLANK:
                return Text(QT_TRANSLATE_NOOP("core", "It was sent before {name} began to read here, or is in no partition yet."), names)

    def verdict(self, group: str) -> GroupVerdict:
        """Return how a group did with the confirmed sends since it was first seen reading here."""
        scope = self._groups.get(group)
        if scope is None:
            return GroupVerdict(kind=VerdictKind.NOTHING, n=0, of=0)
        return self._judge(scope, living=any(r.living and r.scope is scope for r in self._readers.values()))

    def pane_verdict(self, pane: str) -> GroupVerdict:
        """Return how an observing pane did."""
        reader = self._current.get(pane)
        if reader is None or reader.scope.group is not None:
            return GroupVerdict(kind=VerdictKind.NOTHING, n=0, of=0, observer=True)
        return self._judge(reader.scope, living=True)

    def delays(self, pane: str, count: int) -> tuple[float, ...]:
        """Return the latest delays of a pane, in milliseconds, from Send to the row's arrival."""
        reader = self._current.get(pane)
        latest = islice(reversed(reader.hits.items()), count) if reader is not None else ()
        return tuple((at - self._sends[number].sent_at) * 1000 for number, (at, _) in latest if number in self._sends)

    def receipts(self, pane: str) -> tuple[Receipt, ...]:
        """Return what a pane received, in order of arrival, as far as it is kept."""
        mine = [(run, reader) for reader in self._readers.values() if reader.pane == pane for run in reader.runs]
        mine.sort(key=lambda pair: pair[0].at)
        return tuple(receipt for run, reader in mine for receipt in self._receipts(run, reader))

    # inside

    def _reader(self, pane: str, name: str, group: str | None, topic: str, at: float) -> _Reader:
        key = (pane, group, topic)
        reader = self._readers.get(key)
        if reader is None:
            scope = _Scope(None, topic) if group is None else self._groups.get(group)
            if scope is None or scope.topic != topic:
                scope = self._groups[str(group)] = _Scope(group, topic)
            reader = self._readers[key] = _Reader(pane, name, scope, at)
        if not reader.living:
            reader.living, reader.since = True, at
        self._current[pane] = reader
        return reader

    def _placed(self, number: int, place: Place) -> None:
        """Note where the broker put a send; records may have arrived before that was known."""
        topic, partition, offset = place
        self._places[place] = number
        self._foreign.pop(place, None)
        insort(self._offsets.setdefault((topic, partition), []), offset)
        for scope in self._scopes(topic):
            if scope.concerned(partition, offset):
                scope.due.add(number)
        for reader in self._readers.values():
            if reader.scope.topic == topic and partition in reader.received and offset in reader.received[partition]:
                for run in reader.runs:
                    if run.partition == partition and run.start <= offset < run.end:
                        self._hit(reader, number, run.at)

    def _scopes(self, topic: str) -> list[_Scope]:
        observing = [r.scope for r in self._readers.values() if r.scope.group is None and r.scope.topic == topic]
        return [s for s in self._groups.values() if s.topic == topic] + observing

    def _make_due(self, scope: _Scope, partition: int, start: int) -> None:
        scope.due.update(self._numbers(scope.topic, partition, start, None))

    def _numbers(self, topic: str, partition: int, start: int, end: int | None) -> Iterable[int]:
        """Return our sends in start..end-1 of a partition."""
        offsets = self._offsets.get((topic, partition))
        if not offsets or offsets[-1] < start:
            return ()
        stop = len(offsets) if end is None else bisect_left(offsets, end)
        return [self._places[topic, partition, offset] for offset in offsets[bisect_left(offsets, start) : stop]]

    def _hit(self, reader: _Reader, number: int, at: float) -> None:
        first, count = reader.hits.get(number, (at, 0))
        reader.hits[number] = (first, count + 1)
        reader.scope.got[number] = reader.scope.got.get(number, 0) + 1

    def _forget(self, number: int) -> None:
        """Make room: drop the oldest send everywhere."""
        delivery = self._sends.pop(number)
        for reader in self._readers.values():
            reader.hits.pop(number, None)
            reader.scope.due.discard(number)
            reader.scope.got.pop(number, None)
        if delivery.partition is not None and delivery.offset is not None:
            self._places.pop((delivery.topic, delivery.partition, delivery.offset), None)
            offsets = self._offsets[delivery.topic, delivery.partition]
            del offsets[bisect_left(offsets, delivery.offset)]

    def _note_foreign(self, event: RecordsArrived) -> None:
        batch = event.batch
        for i in range(max(0, len(batch) - FOREIGN_TAIL), len(batch)):
            place = (batch.topic, batch.partitions[i], batch.offsets[i])
            if place not in self._places and place not in self._foreign:
                self._foreign[place] = event.at
        while len(self._foreign) > KEPT_FOREIGN:
            self._foreign.popitem(last=False)

    def _received(self, reader: _Reader, row: Row, partition: int, offset: int) -> Cell:
        at, count = reader.hits.get(row.number or 0, (None, 1))
        delay_ms = None if at is None or row.number is None else max(0.0, (at - row.at) * 1000)
        scope = reader.scope
        open_end = scope.group is not None and scope.committed.get(partition, -1) <= offset
        return Cell(kind=CellKind.UNCOMMITTED if open_end else CellKind.RECEIVED, count=count, delay_ms=delay_ms)

    def _judge(self, scope: _Scope, *, living: bool) -> GroupVerdict:
        pending = scope.due - scope.got.keys()
        missing = tuple(sorted(number for number in pending if self._passed(scope, number)))
        twice = tuple(sorted(number for number in scope.due if scope.got.get(number, 0) > 1))
        of = len(scope.due)
        if of == 0:
            kind = VerdictKind.NOTHING
        elif missing:
            kind = VerdictKind.BOTH if twice else VerdictKind.MISSING
        elif twice:
            kind = VerdictKind.REDELIVERED
        elif pending:
            kind = VerdictKind.WAITING if living else VerdictKind.NOBODY
        else:
            kind = VerdictKind.EACH_ONCE
        return GroupVerdict(kind=kind, n=of - len(pending), of=of, missing=missing, redelivered=twice, observer=scope.group is None)

    def _passed(self, scope: _Scope, number: int) -> bool:
        delivery = self._sends.get(number)
        if delivery is None or delivery.partition is None or delivery.offset is None:
            return False
        return scope.positions.get(delivery.partition, 0) > delivery.offset

    def _receipts(self, run: _Run, reader: _Reader) -> Iterable[Receipt]:
        scope = reader.scope
        for offset in range(run.start, run.end):
            number = self._places.get((scope.topic, run.partition, offset))
            if number is None and not run.whole:
                continue  # a gap in the log may stand here: it was no record
            send = None if number is None else self._sends.get(number)
            again = any(start <= offset < end for start, end in run.again)
            delay_ms = None if send is None else max(0.0, (run.at - send.sent_at) * 1000)
            yield Receipt(
                partition=run.partition, offset=offset, number=number, group=scope.group, generation=run.generation, delay_ms=delay_ms,
                redelivered=again,
            )  # fmt: skip

    def _name(self, pane: str) -> str:
        return next((reader.name for reader in self._readers.values() if reader.pane == pane), pane)
