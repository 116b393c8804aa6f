"""How large things in the flow view are, so that all of it fits the room: full boxes, single lines, cells, columns of members.

Lengths in units: heights of a line of text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import ceil

CELL_W = 2.35
TITLE_H = 1.45
PAD = 0.55  # between a frame and what is in it
PAD_BESIDE = 0.3  # where the group's name stands in the frame, beside its members
BESIDE = 0.46  # of the frame is for the name then
MARGIN = 0.8  # around all
BAND_GAP = 1.1  # between topics below each other
SIDE_GAP = 3.0  # between topics beside each other
CAPTION_H = 1.6  # a topic's name, where there are several
LARGER = (1.5, 1.25)  # where little stands in much room, it is drawn larger
MEMBER_GAP = 0.42
GROUP_GAP = 0.7
IDLE_MORE = 1.05  # a line for the reason
LANE_SHARE = 0.24  # of the width is for lanes, at least
LEAST_LANE, MOST_LANE = 6.0, 12.0  # what lanes need; more only where there is room

Shape = tuple[int, tuple[tuple[int, bool], ...], int]  # partitions; a group's seats and whether the last is idle; observers


@dataclass(frozen=True, slots=True)
class Form:
    """How rows or members are drawn. h: their height; gap, most: least and most room between two; cells: partitions a row."""

    name: str
    h: float
    gap: float
    most: float
    cells: int = 1
    worth: float = 1.0  # how much of what is known it shows: the richer one is taken where both fit


FULL = Form("full", 2.55, 0.55, 2.3)
LINE = Form("line", 1.5, 0.3, 1.1, worth=0.97)
CELLS = tuple(Form("cells", 1.75, 0.32, 0.9, cells=n, worth=0.93) for n in (4, 5, 8, 10, 16, 20, 25, 50))
MEMBERS = (Form("full", 2.0, MEMBER_GAP, 1.0), Form("line", 1.5, MEMBER_GAP, 1.0, worth=0.97))
ARRANGEMENTS = ((1, True), (2, True), (3, True), (4, True), (1, False))  # columns of members; groups' names over or beside them
BESIDE_COST = 0.1
COLUMN_COST = 0.08
EVEN = 1.03  # rows that are all full read better


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What was chosen. across: topics beside each other; columns: of members; over: groups' names stand over their frames.

    left, right: widths of rows and of groups; width: that a topic needs; heights: of each line of topics; height: of all.
    scale: that makes it fit the room.
    """

    row: Form
    member: Form
    columns: int
    across: int
    over: bool
    left: float
    right: float
    width: float
    heights: tuple[float, ...]
    height: float
    scale: float


@lru_cache(maxsize=64)
def choose(shapes: tuple[Shape, ...], width: float, height: float) -> Sizes:
    """Return the richest sizes that fit the room; where none fits, those that have to shrink least."""
    best = _best(shapes, width, height)
    if best.scale == 1.0 and best.row is FULL and best.member is MEMBERS[0] and best.columns == 1 and best.over:
        for factor in LARGER:
            larger = _best(shapes, width / factor, height / factor)
            if larger.scale == 1.0 and (larger.row, larger.member, larger.columns, larger.over) == (FULL, MEMBERS[0], 1, True):
                return replace(larger, scale=factor)
    return best


def member_height(form: Form, *, stacked: bool) -> float:
    """Return the height of a member's box, or of idle ones with their reason."""
    return form.h + IDLE_MORE if stacked else form.h


def _best(shapes: tuple[Shape, ...], width: float, height: float) -> Sizes:
    best: Sizes | None = None
    worth = -1.0
    for sizes, how in _candidates(shapes, max(1.0, width), max(1.0, height)):
        if sizes.scale * how > worth + 1e-9:
            best, worth = sizes, sizes.scale * how
    assert best is not None
    return best


def _candidates(shapes: tuple[Shape, ...], width: float, height: float) -> Iterator[tuple[Sizes, float]]:
    most = max(shape[0] for shape in shapes)
    rows = [FULL, LINE, *(form for form in CELLS if form.cells < most)]
    head = CAPTION_H if len(shapes) > 1 else 0.0
    for across in range(1, min(3, len(shapes)) + 1):
        room = (width - (across - 1) * SIDE_GAP) / across
        for row, member, (columns, over) in product(rows, MEMBERS, ARRANGEMENTS):
            left, right = _left_width(row, most, room), _right_width(columns, room, over=over)
            wide = left + right + max(LEAST_LANE, LANE_SHARE * room)
            each = [max(_left_height(shape[0], row), _right_height(shape, member, columns, over=over)) for shape in shapes]
            heights = tuple(max(each[i : i + across]) for i in range(0, len(each), across))
            tall = sum(heights) + len(heights) * head + (len(heights) - 1) * BAND_GAP
            sizes = Sizes(
                row=row, member=member, columns=columns, across=across, over=over, left=left, right=right, width=wide, heights=heights,
                height=tall, scale=min(1.0, room / wide, height / tall),
            )  # fmt: skip
            even = EVEN if row.cells > 1 and most % row.cells == 0 else 1.0
            yield sizes, row.worth * even * member.worth - COLUMN_COST * (columns - 1) - BESIDE_COST * (not over)


def _left_width(row: Form, partitions: int, width: float) -> float:
    if row.cells > 1:
        return CELL_W * min(row.cells, partitions)
    return min(13.0, max(8.2, width * 0.25))


def _right_width(columns: int, width: float, *, over: bool) -> float:
    if not over:
        return min(27.0, max(19.0, width * 0.5))
    if columns == 1:
        return min(19.0, max(10.5, width * 0.4))
    return min(9.5 * columns + 4.0, max(7.6 * columns, width * 0.42))


def _left_height(partitions: int, row: Form) -> float:
    rows = ceil(partitions / row.cells)
    return rows * row.h + (rows - 1) * row.gap


def _right_height(shape: Shape, member: Form, columns: int, *, over: bool) -> float:
    _, groups, observers = shape
    parties = [*groups, *([(observers, False)] if observers else [])]
    tall = max(0, len(parties) - 1) * GROUP_GAP
    gap = MEMBER_GAP if columns == 1 else MEMBER_GAP * 1.5
    around = TITLE_H + 2 * PAD if over else 2 * PAD_BESIDE
    for seats, idle in parties:
        lines = ceil((seats - idle) / columns) + idle
        tall += around + lines * member.h + max(0, lines - 1) * gap + (IDLE_MORE if idle else 0.0)
    return tall
