"""How large things in the flow view are, so that all of it fits the room: full boxes, single lines, cells, columns of members.

Lengths in units: heights of a line of text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

CELL_W = 2.7
TITLE_H = 1.45
PAD = 0.55  # between a frame and what is in it
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
COLUMNS = (1, 2, 3, 4)
COLUMN_COST = 0.08
EVEN = 1.03  # rows that are all full read better


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What was chosen. left, right: widths of rows and of groups; heights: of each topic; width, height: of all."""

    row: Form
    member: Form
    columns: int
    left: float
    right: float
    width: float
    heights: tuple[float, ...]
    scale: float  # that makes it fit the room, 1 at most


@lru_cache(maxsize=64)
def choose(shapes: tuple[Shape, ...], width: float, height: float) -> Sizes:
    """Return the richest sizes that fit the room; where none fits, those that have to shrink least."""
    best: Sizes | None = None
    worth = -1.0
    for sizes, how in _candidates(shapes, max(1.0, width), max(1.0, height)):
        if sizes.scale * how > worth + 1e-9:
            best, worth = sizes, sizes.scale * how
    assert best is not None
    return best


def member_height(form: Form, *, stacked: bool) -> float:
    """Return the height of a member's box, or of idle ones with their reason."""
    return form.h + IDLE_MORE if stacked else form.h


def _candidates(shapes: tuple[Shape, ...], width: float, height: float) -> Iterator[tuple[Sizes, float]]:
    most = max(shape[0] for shape in shapes)
    rows = [FULL, LINE, *(form for form in CELLS if form.cells < most)]
    for row in rows:
        for member in MEMBERS:
            for columns in COLUMNS:
                left = _left_width(row, most, width)
                right = _right_width(columns, width)
                wide = left + right + max(LEAST_LANE, LANE_SHARE * width)
                heights = tuple(max(_left_height(shape[0], row), _right_height(shape, member, columns)) for shape in shapes)
                heads = (1.6 + 1.1) * len(shapes) - 1.1 if len(shapes) > 1 else 0.0
                scale = min(1.0, width / wide, height / (sum(heights) + heads))
                sizes = Sizes(
                    row=row, member=member, columns=columns, left=left, right=right, width=wide, heights=heights, scale=scale
                )  # fmt: skip
                even = EVEN if row.cells > 1 and most % row.cells == 0 else 1.0
                yield sizes, row.worth * even * member.worth - COLUMN_COST * (columns - 1)


def _left_width(row: Form, partitions: int, width: float) -> float:
    if row.cells > 1:
        return CELL_W * min(row.cells, partitions)
    return min(13.0, max(8.2, width * 0.25))


def _right_width(columns: int, width: float) -> float:
    if columns == 1:
        return min(19.0, max(10.5, width * 0.4))
    return min(9.5 * columns + 4.0, max(7.6 * columns, width * 0.42))


def _left_height(partitions: int, row: Form) -> float:
    rows = ceil(partitions / row.cells)
    return rows * row.h + (rows - 1) * row.gap


def _right_height(shape: Shape, member: Form, columns: int) -> float:
    _, groups, observers = shape
    parties = [*groups, *([(observers, False)] if observers else [])]
    tall = max(0, len(parties) - 1) * GROUP_GAP
    gap = MEMBER_GAP if columns == 1 else MEMBER_GAP * 1.5
    for seats, idle in parties:
        lines = ceil((seats - idle) / columns) + idle
        tall += TITLE_H + 2 * PAD + lines * member.h + max(0, lines - 1) * gap + (IDLE_MORE if idle else 0.0)
    return tall
