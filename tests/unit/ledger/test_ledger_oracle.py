"""The ledger against an oracle that keeps every receipt one by one: groups whose members come, go and die, and who observes.

The oracle is a small Kafka: logs, commits, an owner for each partition. What a killed member had not committed comes again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kafkadesk.core.ledger.matrix import CellKind, GroupVerdict, VerdictKind
from tests.rigs.drawn_world import TOPIC, World

PARTITIONS = range(2)
GROUP_OF = {"A": "g", "B": "g", "C": "g", "D": "h", "E": "h", "X": None, "Y": None}


@dataclass
class Stay:
    """What is judged as one: a group for ever, or one time that a pane observes."""

    starts: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    committed: dict[int, int] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    next: dict[int, int | None] = field(default_factory=dict)  # of who died: where the next one goes on; None: who left, it is asked first
    receipts: list[tuple[str, int, int, float]] = field(default_factory=list)  # pane, partition, offset, time
    unheard: set[int] = field(default_factory=set)  # sends that were confirmed when it observed no more
    gone: dict[tuple[int, int], str] = field(default_factory=dict)  # what it was told that it cannot have, and why

    def times(self, partition: int, offset: int) -> list[float]:
        return [at for _, p, o, at in self.receipts if (p, o) == (partition, offset)]

    def passed(self, partition: int, offset: int) -> bool:
        behind = self.positions if partition in self.owners else self.committed
        return behind.get(partition, 0) > offset

    def comes_again(self, partition: int, offset: int) -> bool:
        """Whether whoever owns the partition, or gets it next, goes on at or before the offset."""
        on = self.positions[partition] if partition in self.owners else self.next.get(partition)
        return on is not None and on <= offset


class Oracle:
    """Does everything twice: to the ledger, and to its own lists."""

    def __init__(self) -> None:
        self.world = World()
        self.logs: list[list[int | None]] = [[] for _ in PARTITIONS]  # numbers of our sends; None: another program's
        self.begins = [0 for _ in PARTITIONS]
        self.unfit: dict[tuple[int, int], str] = {}  # places without a record to read: compacted | unreadable
        self.late: list[tuple[int, int, int]] = []  # number, partition, offset: written, and the answer is still to come
        self.stays: dict[str, Stay] = {"g": Stay(), "h": Stay()}
        self.since: dict[str, float] = {}
        self.until: dict[str, float] = {}
        self.receipts: list[tuple[str, int, int, str | None, bool]] = []  # pane, partition, offset, group, redelivered
        self.number = 0

    # what happens; n is a free number that each reads in its own way

    def send(self, pane: str, n: int) -> None:
        self.late_send(pane, n)
        self.confirm(len(self.late) - 1)

    def late_send(self, pane: str, n: int) -> None:
        self.number += 1
        self.world.queue(self.number)
        log = self.logs[n % len(self.logs)]
        self.late.append((self.number, n % len(self.logs), len(log)))
        log.append(self.number)

    def answer(self, pane: str, n: int) -> None:
        """Let the broker answer one send that waits for it."""
        if self.late:
            self.confirm(n % len(self.late))

    def foreign(self, pane: str, n: int) -> None:
        self.logs[n % len(self.logs)].append(None)

    def retention(self, pane: str, n: int) -> None:
        """Delete up to two records of a partition."""
        p = n % len(self.logs)
        self.begins[p] = min(len(self.logs[p]), self.begins[p] + 1 + n // 2 % 2)

    def compact(self, pane: str, n: int) -> None:
        """Take the record at offset n away, out of the midst of a log."""
        self.spoil(n % 2, n // 2, "compacted")

    def damage(self, pane: str, n: int) -> None:
        """Make the record at offset n one that nobody can read."""
        self.spoil(n % 2, n // 2, "unreadable")

    def join(self, pane: str, n: int) -> None:
        """Join the group, or observe: from the latest offsets if n is odd."""
        if self.lives(pane):
            return
        self.since[pane] = self.world.now
        self.until.pop(pane, None)
        group = GROUP_OF[pane]
        if group is None:
            stay = self.stays[pane] = Stay()
            self.begin(pane, stay, PARTITIONS, latest=n % 2 == 1)
        else:
            self.rebalance(group, (*self.members(group), pane), latest=n % 2 == 1)

    def leave(self, pane: str, n: int) -> None:
        group = GROUP_OF[pane]
        if not self.lives(pane):
            return
        if group is not None:
            self.commit(pane, n)
        self.end(pane)

    def kill(self, pane: str, n: int) -> None:
        if self.lives(pane):
            self.end(pane, died=True)

    def read(self, pane: str, n: int) -> None:
        """Receive up to n % 4 + 1 records of each partition that the pane has."""
        stay = self.stay(pane)
        for p in self.parts(pane):
            if stay.positions[p] < self.begins[p]:
                self.pass_over(pane, p, range(stay.positions[p], self.begins[p]), "deleted")
            end = min(stay.positions[p] + n % 4 + 1, len(self.logs[p]))
            while stay.positions[p] < end:
                offset = stay.positions[p]
                if self.unfit.get((p, offset)) == "unreadable":
                    self.pass_over(pane, p, range(offset, offset + 1), "unreadable")
                else:
                    bad = (o for o in range(offset, end) if self.unfit.get((p, o)) == "unreadable")
                    self.take(pane, p, range(offset, next(bad, end)))

    def commit(self, pane: str, n: int) -> None:
        group, stay = GROUP_OF[pane], self.stay(pane)
        if group is not None:
            mine = {p: stay.positions[p] for p in self.parts(pane)}
            stay.committed |= mine
            self.world.committed(group, mine)

    def seek(self, pane: str, n: int) -> None:
        """Go on from offset n, forward or back."""
        stay = self.stay(pane)
        for p in [p for p in self.parts(pane) if n <= len(self.logs[p])]:
            stay.positions[p] = n
            self.world.ledger.positions(pane, GROUP_OF[pane], TOPIC, {p: n})

    # helpers

    def spoil(self, p: int, offset: int, kind: str) -> None:
        if offset < len(self.logs[p]):
            self.unfit.setdefault((p, offset), kind)

    def take(self, pane: str, p: int, offsets: range) -> None:
        """Receive what is left of these offsets."""
        stay = self.stay(pane)
        rows = [offset for offset in offsets if (p, offset) not in self.unfit]
        if rows:
            self.world.got(pane, p, *rows, span=(offsets.start, offsets.stop))
        for offset in rows:
            self.receipts.append((pane, p, offset, GROUP_OF[pane], bool(stay.times(p, offset))))
            stay.receipts.append((pane, p, offset, self.world.now))
        stay.positions[p] = offsets.stop
        if compacted := [offset for offset in offsets if offset not in rows]:
            self.pass_over(pane, p, range(compacted[0], compacted[-1] + 1), "compacted")

    def pass_over(self, pane: str, p: int, offsets: range, kind: str) -> None:
        """Tell the pane that these hold nothing for it; among compacted ones may be records, which it received."""
        stay = self.stay(pane)
        stay.positions[p] = max(stay.positions[p], offsets.stop)
        self.world.passed(pane, p, offsets.start, offsets.stop, kind)
        self.world.ledger.positions(pane, GROUP_OF[pane], TOPIC, {p: stay.positions[p]})
        order = ("deleted", "unreadable", "compacted")
        for place in ((p, offset) for offset in offsets):
            stay.gone[place] = min(kind, stay.gone.get(place, kind), key=order.index)

    def confirm(self, i: int) -> None:
        number, partition, offset = self.late.pop(i)
        self.world.confirm(number, partition, offset)
        for pane in [pane for pane in self.since if GROUP_OF[pane] is None and not self.lives(pane)]:
            self.stay(pane).unheard.add(number)

    def lives(self, pane: str) -> bool:
        return pane in self.since and pane not in self.until

    def stay(self, pane: str) -> Stay:
        return self.stays.get(GROUP_OF[pane] or pane, Stay())

    def parts(self, pane: str) -> list[int]:
        """Return the partitions that the pane reads."""
        return self.parts_of(self.stay(pane), pane) if self.lives(pane) else []

    def parts_of(self, stay: Stay, pane: str) -> list[int]:
        return [p for p, owner in stay.owners.items() if owner == pane]

    def members(self, group: str) -> tuple[str, ...]:
        return tuple(sorted(p for p in self.since if GROUP_OF[p] == group and self.lives(p)))

    def end(self, pane: str, *, died: bool = False) -> None:
        group, stay = GROUP_OF[pane], self.stay(pane)
        self.until[pane] = self.world.now
        self.world.stop(pane, died=died)
        if group is not None:
            stay.next |= {p: stay.committed[p] if died else None for p in self.parts_of(stay, pane)}
            stay.owners = {p: owner for p, owner in stay.owners.items() if owner != pane}
            if heirs := self.members(group):
                self.rebalance(group, heirs, latest=True)

    def rebalance(self, group: str, panes: Sequence[str], *, latest: bool) -> None:
        """Deal out the partitions anew: all commit what they read first, as members do when they are asked to give up."""
        stay = self.stays[group]
        for pane in panes:
            self.commit(pane, 0)
        members, stay.owners = sorted(set(panes)), {}
        for i, pane in enumerate(members):
            self.begin(pane, stay, [p for p in PARTITIONS if p % len(members) == i], latest=latest)

    def begin(self, pane: str, stay: Stay, partitions: Sequence[int], *, latest: bool) -> None:
        positions = {p: stay.committed.get(p, len(self.logs[p]) if latest else 0) for p in partitions}
        self.world.read(pane, GROUP_OF[pane], positions)
        for p, position in positions.items():
            stay.owners[p] = pane
            stay.positions[p] = position
            stay.starts[p] = min(position, stay.starts.get(p, position))
        if GROUP_OF[pane] is not None:  # a start position is committed before a member says that it reads
            self.commit(pane, 0)

    # what must be so

    def places(self) -> dict[int, tuple[int, int]]:
        """Return where each confirmed send is."""
        open_ones = {number for number, _, _ in self.late}
        return {n: (p, o) for p in PARTITIONS for o, n in enumerate(self.logs[p]) if n is not None and n not in open_ones}

    def verdict(self, stay: Stay, *, living: bool, observer: bool) -> GroupVerdict:
        heard = {n: place for n, place in self.places().items() if n not in stay.unheard and place[0] in stay.starts}
        due = {n: (p, o) for n, (p, o) in heard.items() if o >= stay.starts[p]}
        times = {n: len(stay.times(*place)) for n, place in due.items()}
        lost = {n: stay.gone[place] for n, place in due.items() if not times[n] and place in stay.gone}
        missing = tuple(sorted(n for n, place in due.items() if not times[n] and n not in lost and stay.passed(*place)))
        twice = () if observer else tuple(sorted(n for n in due if times[n] > 1))
        again = () if observer else tuple(sorted(n for n, (p, o) in due.items() if times[n] == 1 and stay.comes_again(p, o)))
        got = sum(t > 0 for t in times.values())
        kind = {(True, True): VerdictKind.BOTH, (True, False): VerdictKind.MISSING, (False, True): VerdictKind.REDELIVERED}.get(
            (bool(missing), bool(twice))
        )
        if not due:
            kind = VerdictKind.NOTHING
        elif kind is None and again:
            kind = VerdictKind.COMING_AGAIN
        elif kind is None and got + len(lost) < len(due):
            kind = VerdictKind.WAITING if living else VerdictKind.NOBODY
        elif kind is None:
            kind = VerdictKind.GONE if lost else VerdictKind.EACH_ONCE
        unreadable = tuple(sorted(n for n, why in lost.items() if why == "unreadable"))
        return GroupVerdict(
            kind=kind, n=got, of=len(due), missing=missing, redelivered=twice, again=again, observer=observer,
            gone=tuple(sorted(set(lost).difference(unreadable))), unreadable=unreadable,
        )  # fmt: skip

    def cell(self, pane: str, p: int, o: int) -> tuple[CellKind, int]:
        stay, group = self.stay(pane), GROUP_OF[pane]
        count = sum(entry[:3] == (pane, p, o) for entry in self.receipts)
        if count:
            comes_again = group is not None and stay.committed.get(p, -1) <= o
            return (CellKind.UNCOMMITTED if comes_again else CellKind.RECEIVED), count
        if p not in stay.starts or o < stay.starts[p]:
            return CellKind.BLANK, 0
        if times := stay.times(p, o):
            there = self.since[pane] <= times[0] <= self.until.get(pane, times[0])
            return (CellKind.OTHERS if there else CellKind.BLANK), 0
        if not self.lives(pane):
            return CellKind.BLANK, 0
        if stay.owners.get(p, pane) != pane:
            return CellKind.OTHERS, 0
        if (p, o) in stay.gone:
            return CellKind.GONE, 0
        return (CellKind.MISSING if stay.passed(p, o) else CellKind.WAITING), 0

    def check(self) -> None:
        ledger = self.world.ledger
        for group in ("g", "h"):
            expected = self.verdict(self.stays[group], living=bool(self.members(group)), observer=False)
            assert ledger.verdict(group) == expected, group
        for pane in [p for p in self.since if GROUP_OF[p] is None]:
            assert ledger.pane_verdict(pane) == self.verdict(self.stay(pane), living=self.lives(pane), observer=True), pane
        places = self.places()
        rows = [row for row in ledger.rows(1000) if row.number is not None]
        assert [(r.number, r.partition, r.offset) for r in rows] == [
            (n, *places.get(n, (None, None))) for n in range(self.number, 0, -1)
        ]  # fmt: skip
        for column in ledger.columns():
            for row in [row for row in rows if row.number in places]:
                cell = ledger.cell(row, column)
                expected_cell = self.cell(column.pane, *places[row.number or 0])
                assert (cell.kind, cell.count) == expected_cell, (row.number, column.pane)
                if cell.kind is CellKind.GONE:
                    assert cell.gone == self.stay(column.pane).gone[places[row.number or 0]]
        numbers = {place: n for n, place in places.items()}
        for pane in GROUP_OF:
            told = [(r.partition, r.offset, r.number, r.group, r.redelivered) for r in ledger.receipts(pane)]
            assert told == [(p, o, numbers.get((p, o)), g, again) for who, p, o, g, again in self.receipts if who == pane], pane


in_logs = st.tuples(st.sampled_from(("send", "late_send", "answer", "foreign")), st.just("A"), st.integers(0, 3))
in_broker = st.tuples(st.sampled_from(("retention", "compact", "damage")), st.just("A"), st.integers(0, 7))
in_panes = st.tuples(
    st.sampled_from(("join", "join", "read", "read", "leave", "kill", "commit", "seek")), st.sampled_from(list(GROUP_OF)), st.integers(0, 7)
)


@settings(max_examples=400, deadline=None)
@given(st.lists(in_logs | in_broker | in_panes, max_size=50))
@example([("join", "A", 0), ("send", "A", 0), ("read", "A", 3), ("kill", "A", 0), ("join", "B", 0), ("read", "B", 3)])
@example([("join", "A", 1), ("join", "X", 1), ("late_send", "A", 0), ("read", "A", 0), ("read", "X", 0), ("answer", "A", 0)])
@example([("join", "X", 0), ("late_send", "A", 0), ("read", "X", 0), ("leave", "X", 0), ("join", "X", 0)])
@example([("send", "A", 0), ("join", "A", 1), *[("seek", "A", 0), ("read", "A", 0)] * 2, ("send", "A", 0), ("read", "A", 0)])
@example([("join", "A", 0), *[("send", "A", 0)] * 2, ("seek", "A", 2), ("kill", "A", 0)])
@example([("join", "A", 0), ("late_send", "A", 0), *[("read", "A", 0), ("seek", "A", 0)] * 2])
@example([("join", "A", 0), *[("send", "A", 0)] * 3, ("retention", "A", 0), ("compact", "A", 2), ("read", "A", 3)])
@example([("join", "A", 0), ("late_send", "A", 0), ("send", "A", 0), ("damage", "A", 0), ("read", "A", 3)])
@example(
    [("join", "X", 0), ("send", "A", 0), ("damage", "A", 0), ("read", "X", 3), ("join", "A", 0), ("retention", "A", 0), ("read", "A", 1)]
)
@example([("send", "A", 0), ("late_send", "A", 0), ("compact", "A", 0), ("join", "A", 0), ("read", "A", 1)])
def test_the_ledger_agrees_with_counting_one_by_one(orders: list[tuple[str, str, int]]) -> None:
    oracle = Oracle()
    for what, pane, n in orders:
        oracle.world.later(1)
        getattr(oracle, what)(pane, n)
    oracle.check()
    oracle.world.later(1)
    while oracle.late:
        oracle.answer("A", 0)
    oracle.check()


def test_the_oracle_sees_what_a_kill_brings() -> None:
    """The oracle itself: a killed member's messages come again, and both sides say so."""
    oracle = Oracle()
    for what, pane, n in [
        ("join", "A", 0),
        *[("send", "A", 0)] * 3,
        ("read", "A", 1),
        ("kill", "A", 0),
        ("join", "B", 0),
        ("read", "B", 3),
    ]:
        oracle.world.later(1)
        getattr(oracle, what)(pane, n)
    oracle.check()
    assert Counter(again for *_, again in oracle.receipts) == {True: 2, False: 3}
    assert oracle.world.verdict("g") == "2 came more than once: #1, #2"
