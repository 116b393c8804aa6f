"""Where everything stands in the flow view: partitions left, groups right, a lane for what is read. No Qt: plain numbers.

All lengths are pixels; `unit` is the height of a line of text, and everything follows it. Many partitions share rows of
cells, and the lanes of a row to the same member are one: 100 partitions and 20 members stay readable.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import ceil, log2

from kafkadesk.core.colors import NO_GROUP, GroupMark
from kafkadesk.core.flow_sizes import CELL_W, GROUP_GAP, MEMBER_GAP, PAD, TITLE_H, Form, choose, member_height
from kafkadesk.core.flow_world import FlowGroup, FlowMember, FlowPartition, FlowTopic, FlowWorld, Standing

MARGIN = 0.8  # around all, in units, as all that follows
BAND_GAP = 1.1  # between topics
CAPTION_H = 1.6  # a topic's name, where there are several
GUTTER = 0.75  # before a member in the second column: there the lane turns to it
STRETCH = 1.9  # gaps grow so far where there is room


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    @property
    def cy(self) -> float:
        """Its middle, from the top."""
        return self.y + self.h / 2


class LaneKind(Enum):
    """What a lane means."""

    READS = "reads"
    KEPT = "kept"  # it read this until the rebalance that goes on; nobody does now
    LOST = "lost"  # its reader died, and the group has not noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One partition, or several side by side as cells."""

    topic: str
    partitions: tuple[FlowPartition, ...]
    box: Box
    cells: tuple[Box, ...]
    form: Form

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A member's box; more than one: idle members, stacked. of: the partitions of the topic, and the members of the group."""

    topic: str
    group: FlowGroup | None
    members: tuple[FlowMember, ...]
    of: tuple[int, int]
    box: Box

    @property
    def key(self) -> str:
        """What it is known by: its first member."""
        return self.members[0].key

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A group around its members; group None: the panes without one. title: where its name stands."""

    topic: str
    group: FlowGroup | None
    members: int
    box: Box
    title: Box

    @property
    def area(self) -> Box:
        """All that it takes up, its name included."""
        return Box(self.title.x, self.title.y, self.box.w, self.box.bottom - self.title.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """From a row to a member: a curve from start to bend, then straight along `tail`. width: of the stroke."""

    topic: str
    row: int  # its first partition
    member: str
    kind: LaneKind
    partitions: tuple[int, ...]
    mark: GroupMark
    width: float
    start: tuple[float, float]
    bend: tuple[float, float]
    tail: tuple[tuple[float, float], ...] = ()

    @property
    def key(self) -> tuple[str, int, str, LaneKind]:
        """What the lane is known by when the picture changes."""
        return (self.topic, self.row, self.member, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A topic's name over its rows, where several are shown."""

    topic: FlowTopic
    box: Box

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPlan:
    """The picture: its size, and what stands where."""

    width: float = 0.0
    height: float = 0.0
    rows: tuple[Row, ...] = ()
    seats: tuple[Seat, ...] = ()
    frames: tuple[Frame, ...] = ()
    lanes: tuple[Lane, ...] = ()
    captions: tuple[Caption, ...] = ()


def lay_out(world: FlowWorld, width: float, height: float, unit: float) -> FlowPlan:
    """Return the picture for a room of width × height pixels. It is larger than the room where that is too small."""
    if not world.topics:
        return FlowPlan()
    sizes = choose(tuple(_shape(t) for t in world.topics), width / unit - 2 * MARGIN, height / unit - 2 * MARGIN)
    several = len(world.topics) > 1
    inner = max((width / unit - 2 * MARGIN) / sizes.scale, sizes.width)  # what is shrunk to fit the height takes the whole width still
    heads = (CAPTION_H if several else 0.0) * len(world.topics) + BAND_GAP * (len(world.topics) - 1)
    spare = max(0.0, height / unit - 2 * MARGIN - heads - sum(sizes.heights))
    bands: list[_Band] = []
    y = MARGIN
    for topic, natural in zip(world.topics, sizes.heights, strict=True):
        top = y + (CAPTION_H if several else 0.0)
        tall = natural + spare / len(world.topics)
        bands.append(_Band(topic, sizes.row, sizes.member, sizes.columns, Box(MARGIN, top, inner, tall), sizes.left, sizes.right))
        y = top + tall + BAND_GAP
    captions = tuple(Caption(topic=b.topic, box=_px(Box(b.box.x, b.box.y - CAPTION_H, b.box.w, CAPTION_H), unit)) for b in bands if several)
    parts = [b.build(unit) for b in bands]
    return FlowPlan(
        width=(inner + 2 * MARGIN) * unit, height=(y - BAND_GAP + MARGIN) * unit, captions=captions,
        rows=tuple(r for p in parts for r in p.rows), seats=tuple(s for p in parts for s in p.seats),
        frames=tuple(f for p in parts for f in p.frames), lanes=tuple(lane for p in parts for lane in p.lanes),
    )  # fmt: skip


def seats_of(members: tuple[FlowMember, ...]) -> list[tuple[FlowMember, ...]]:
    """Return who sits where: everybody alone, and the idle ones together at the end when they are several."""
    idle = tuple(m for m in members if m.standing is Standing.IDLE)
    rest: list[tuple[FlowMember, ...]] = [(m,) for m in members if m.standing is not Standing.IDLE]
    return [*rest, idle] if idle else rest


def _shape(topic: FlowTopic) -> tuple[int, tuple[tuple[int, bool], ...], int]:
    """Return what decides about sizes: partitions; a group's seats and whether the last is an idle one; observers."""
    groups = []
    for group in topic.groups:
        seats = seats_of(group.members)
        groups.append((len(seats), seats[-1][0].standing is Standing.IDLE))
    return len(topic.partitions), tuple(groups), len(topic.observers)


def _px(box: Box, unit: float) -> Box:
    return Box(box.x * unit, box.y * unit, box.w * unit, box.h * unit)


@dataclass(frozen=True, slots=True)
class _Band:
    """One topic, in units."""

    topic: FlowTopic
    row: Form
    member: Form
    columns: int
    box: Box
    left: float
    right: float

    def build(self, unit: float) -> FlowPlan:
        rows = tuple(replace(r, box=_px(r.box, unit), cells=tuple(_px(c, unit) for c in r.cells)) for r in self._rows())
        frames, seats = [], []
        for frame, inside in self._groups():
            frames.append(replace(frame, box=_px(frame.box, unit), title=_px(frame.title, unit)))
            seats += [replace(s, box=_px(s.box, unit)) for s in inside]
        lanes = tuple(self._lanes(rows, frames, seats, unit))
        return FlowPlan(rows=rows, frames=tuple(frames), seats=tuple(seats), lanes=lanes)

    def _rows(self) -> Iterator[Row]:
        each, form = self.row.cells, self.row
        runs = [self.topic.partitions[i : i + each] for i in range(0, len(self.topic.partitions), each)]
        spread = (self.box.h - len(runs) * form.h) / max(1, len(runs) - 1)
        gap = min(form.most, max(form.gap, spread))
        y = self.box.y + max(0.0, (self.box.h - len(runs) * form.h - (len(runs) - 1) * gap) / 2)
        for run in runs:
            box = Box(self.box.x, y, self.left, form.h)
            cells = tuple(Box(box.x + i * CELL_W, y, CELL_W, form.h) for i in range(len(run))) if each > 1 else (box,)
            if each > 1:
                box = replace(box, w=len(run) * CELL_W)
            yield Row(topic=self.topic.name, partitions=run, box=box, cells=cells, form=form)
            y += form.h + gap

    def _groups(self) -> Iterator[tuple[Frame, list[Seat]]]:
        """Give each group with its seats, the panes without a group last."""
        parties: list[tuple[FlowGroup | None, list[tuple[FlowMember, ...]]]] = [(g, seats_of(g.members)) for g in self.topic.groups]
        if self.topic.observers:
            parties.append((None, [(m,) for m in self.topic.observers]))
        lines = [_in_lines(seats, self.columns) for _, seats in parties]
        heights = [[max(member_height(self.member, stacked=_idle(s)) for s in line) for line in of] for of in lines]
        fixed = sum(sum(h) + TITLE_H + 2 * PAD for h in heights)
        gaps = sum((len(h) - 1) * self._line_gap() for h in heights) + max(0, len(parties) - 1) * GROUP_GAP
        stretch = min(STRETCH, max(1.0, (self.box.h - fixed) / gaps)) if gaps else 1.0
        x = self.box.right - self.right
        y = self.box.y + max(0.0, (self.box.h - fixed - gaps * stretch) / 2)
        for (group, seats), of, tall in zip(parties, lines, heights, strict=True):
            inside, at = [], y + TITLE_H + PAD
            members = 0 if group is None else len(group.members)
            most = max((len(line) for line in of), default=1)
            for line, h in zip(of, tall, strict=True):
                wide = self._seat_width(len(line) if _idle(line[0]) else most)
                for i, who in enumerate(line):
                    box = Box(x + PAD + i * (wide + GUTTER), at, wide, h)
                    inside.append(Seat(topic=self.topic.name, group=group, members=who, of=(len(self.topic.partitions), members), box=box))
                at += h + self._line_gap() * stretch
            bottom = at - self._line_gap() * stretch + PAD if seats else at
            frame = Box(x, y + TITLE_H, self.right, bottom - y - TITLE_H)
            title = Box(x, y, self.right, TITLE_H)
            yield Frame(topic=self.topic.name, group=group, members=len(self.topic.observers) or members, box=frame, title=title), inside
            y = bottom + GROUP_GAP * stretch

    def _line_gap(self) -> float:
        return MEMBER_GAP if self.columns == 1 else MEMBER_GAP * 1.5

    def _seat_width(self, columns: int) -> float:
        return (self.right - 2 * PAD - (columns - 1) * GUTTER) / columns

    def _lanes(self, rows: tuple[Row, ...], frames: list[Frame], seats: list[Seat], unit: float) -> Iterator[Lane]:
        tops = {seat.key: seat.box.y for seat in seats}
        left = {id(frame.group): frame.box.x for frame in frames}
        for seat in seats:
            if len(seat.members) > 1:
                continue
            member, edge = seat.members[0], left[id(seat.group)]
            mark = NO_GROUP if seat.group is None else seat.group.mark
            first = seat.box.x <= edge + (PAD + 0.01) * unit
            bend = (seat.box.x, seat.box.cy)
            tail: tuple[tuple[float, float], ...] = ()
            if not first:  # along the gap over its line, then down to it
                gutter = tops[seat.key] - self._line_gap() * unit / 2
                bend, tail = (edge, gutter), ((seat.box.x - GUTTER * unit * 0.8, gutter), (seat.box.x, seat.box.cy))
            for kind, partitions in _read_by(member):
                for row in rows:
                    of = tuple(p.number for p in row.partitions if p.number in partitions)
                    if of:
                        yield Lane(
                            topic=self.topic.name, row=row.partitions[0].number, member=member.key, kind=kind, partitions=of, mark=mark,
                            width=_lane_width(len(of), observer=seat.group is None) * unit / 17, start=(row.box.right, row.box.cy),
                            bend=bend, tail=tail,
                        )  # fmt: skip


def _in_lines(seats: list[tuple[FlowMember, ...]], columns: int) -> list[list[tuple[FlowMember, ...]]]:
    """Return the seats line by line; idle ones have one of their own, so that there is room for the reason."""
    alone = [seats[-1]] if seats and _idle(seats[-1]) else []
    rest = seats[: len(seats) - len(alone)]
    lines = [rest[i * columns : (i + 1) * columns] for i in range(ceil(len(rest) / columns))]
    return [*lines, alone] if alone else lines


def _idle(seat: tuple[FlowMember, ...]) -> bool:
    return seat[0].standing is Standing.IDLE


def _read_by(member: FlowMember) -> list[tuple[LaneKind, frozenset[int]]]:
    kept = LaneKind.LOST if member.standing is Standing.DEAD else LaneKind.KEPT
    return [(kind, frozenset(of)) for kind, of in ((kept, member.kept), (LaneKind.READS, member.partitions)) if of]


def _lane_width(partitions: int, *, observer: bool) -> float:
    """Return how thick a lane is, in pixels at the usual text size: more partitions, thicker, but not in proportion."""
    return (1.1 if observer else 2.2) + 0.9 * log2(partitions)


def span_text(partitions: tuple[int, ...]) -> str:
    """Return partitions in short, for a member's box: "0 1", "0–24", "0 5 10 …"."""
    if not partitions:
        return ""
    if len(partitions) > 2 and all(b == a + 1 for a, b in pairwise(partitions)):
        return f"{partitions[0]}–{partitions[-1]}"
    shown = partitions[:6]
    return " ".join(map(str, shown)) + (f" … ({len(partitions)})" if len(partitions) > len(shown) else "")
