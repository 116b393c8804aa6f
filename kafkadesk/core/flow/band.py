"""One topic of the flow view: its partitions left, its groups right, and the lanes between them. Lengths in units until `build`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, log2

from kafkadesk.core.colors import NO_GROUP
from kafkadesk.core.flow.plan import Box, FlowPlan, Frame, Lane, LaneKind, Seat, SeatRow
from kafkadesk.core.flow.sizes import BESIDE, CELL_W, GROUP_GAP, MEMBER_GAP, PAD, PAD_BESIDE, TITLE_H, Sizes, member_height
from kafkadesk.core.flow.world import FlowGroup, FlowMember, FlowTopic, Standing

GUTTER = 0.75  # before a member in the second column: there the lane turns to it
STRETCH = 1.9  # gaps grow so far where there is room


def seats_of(members: tuple[FlowMember, ...]) -> list[tuple[FlowMember, ...]]:
    """Return who sits where: everybody alone, and the idle ones together at the end when they are several."""
    idle = tuple(m for m in members if m.standing is Standing.IDLE)
    rest: list[tuple[FlowMember, ...]] = [(m,) for m in members if m.standing is not Standing.IDLE]
    return [*rest, idle] if idle else rest


def scaled(box: Box, unit: float) -> Box:
    """Return a box in pixels."""
    return Box(box.x * unit, box.y * unit, box.w * unit, box.h * unit)


@dataclass(frozen=True, slots=True)
class Band:
    """One topic, in units."""

    topic: FlowTopic
    sizes: Sizes
    box: Box

    def build(self, unit: float) -> FlowPlan:
        """Return the topic's part of the picture, in pixels."""
        rows = tuple(replace(r, box=scaled(r.box, unit), cells=tuple(scaled(c, unit) for c in r.cells)) for r in self._rows())
        frames, seats = [], []
        for frame, inside in self._groups():
            frames.append(replace(frame, box=scaled(frame.box, unit), title=scaled(frame.title, unit)))
            seats += [replace(s, box=scaled(s.box, unit)) for s in inside]
        lanes = tuple(self._lanes(rows, frames, seats, unit))
        return FlowPlan(rows=rows, frames=tuple(frames), seats=tuple(seats), lanes=lanes)

    def _rows(self) -> Iterator[SeatRow]:
        each, form = self.sizes.row.cells, self.sizes.row
        runs = [self.topic.partitions[i : i + each] for i in range(0, len(self.topic.partitions), each)]
        spread = (self.box.h - len(runs) * form.h) / max(1, len(runs) - 1)
        gap = min(form.most, max(form.gap, spread))
        y = self.box.y + max(0.0, (self.box.h - len(runs) * form.h - (len(runs) - 1) * gap) / 2)
        for run in runs:
            box = Box(self.box.x, y, self.sizes.left, form.h)
            cells = tuple(Box(box.x + i * CELL_W, y, CELL_W, form.h) for i in range(len(run))) if each > 1 else (box,)
            if each > 1:
                box = replace(box, w=len(run) * CELL_W)
            yield SeatRow(topic=self.topic.name, partitions=run, box=box, cells=cells, form=form)
            y += form.h + gap

    def _groups(self) -> Iterator[tuple[Frame, list[Seat]]]:
        """Give each group with its seats, the panes without a group last."""
        parties: list[tuple[FlowGroup | None, list[tuple[FlowMember, ...]]]] = [(g, seats_of(g.members)) for g in self.topic.groups]
        if self.topic.observers:
            parties.append((None, [(m,) for m in self.topic.observers]))
        sizes = self.sizes
        head, pad = (TITLE_H, PAD) if sizes.over else (0.0, PAD_BESIDE)
        lines = [_in_lines(seats, sizes.columns) for _, seats in parties]
        heights = [[max(member_height(sizes.member, stacked=_idle(s)) for s in line) for line in of] for of in lines]
        fixed = sum(sum(h) + head + 2 * pad for h in heights)
        gaps = sum((len(h) - 1) * self._line_gap() for h in heights) + max(0, len(parties) - 1) * GROUP_GAP
        stretch = min(STRETCH, max(1.0, (self.box.h - fixed) / gaps)) if gaps else 1.0
        x = self.box.right - sizes.right
        y = self.box.y + max(0.0, (self.box.h - fixed - gaps * stretch) / 2)
        for (group, _), of, tall in zip(parties, lines, heights, strict=True):
            inner = sum(tall) + (len(tall) - 1) * self._line_gap() * stretch
            frame = Box(x, y + head, sizes.right, inner + 2 * pad)
            title = (
                Box(x, y, sizes.right, TITLE_H) if sizes.over else Box(frame.right - sizes.right * BESIDE, y, sizes.right * BESIDE, frame.h)
            )
            members = 0 if group is None else len(group.members)
            inside: list[Seat] = []
            at = frame.y + pad
            most = max((len(line) for line in of), default=1)
            for line, h in zip(of, tall, strict=True):
                edge = x + pad
                wide = self._seat_width(edge, frame.right - pad if sizes.over else title.x, len(line) if _idle(line[0]) else most)
                for i, who in enumerate(line):
                    box = Box(edge + i * (wide + GUTTER), at, wide, h)
                    inside.append(Seat(topic=self.topic.name, group=group, members=who, of=(len(self.topic.partitions), members), box=box))
                at += h + self._line_gap() * stretch
            yield Frame(topic=self.topic.name, group=group, box=frame, title=title), inside
            y = frame.bottom + GROUP_GAP * stretch

    def _line_gap(self) -> float:
        return MEMBER_GAP if self.sizes.columns == 1 else MEMBER_GAP * 1.5

    @staticmethod
    def _seat_width(left: float, right: float, columns: int) -> float:
        return (right - left - (columns - 1) * GUTTER) / columns

    def _lanes(self, rows: tuple[SeatRow, ...], frames: list[Frame], seats: list[Seat], unit: float) -> Iterator[Lane]:
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
                            width=_lane_width(len(of), observer=seat.group is None) * unit / 17, start=(row.box.right, row.box.cy), turn=(self.box.x + self.sizes.left) * unit,
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
