"""Looking through a ring's rows with a filter: in slices of bounded work, what came last first, while more rows come and old ones go."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.core.rows.ring import Chunk, Gap, RingView
from kafkadesk.core.serde.decoder import UTF8, Decoder

SLICE_ROWS = 500
SLICE_BYTES = 512 * 1024


def no_serials() -> "array[int]":
    """Return an empty list of serials."""
    return array("q")


@dataclass(frozen=True, slots=True)
class FoundView:
    """Those rows of a view that a filter found. serials: ascending; row 0 is the newest."""

    base: RingView
    serials: "array[int]" = field(default_factory=no_serials)

    def __len__(self) -> int:
        return len(self.serials)

    def serial(self, row: int) -> int:
        return self.serials[-1 - row]

    def locate(self, row: int) -> tuple[Chunk, int]:
        """Return the chunk of a row and its place in it."""
        return self.base.locate(self.base.end - 1 - self.serial(row))

    def row_of(self, serial: int) -> int | None:
        """Return which row has this serial; None if it is not there."""
        at = bisect_left(self.serials, serial)
        return len(self.serials) - 1 - at if at < len(self.serials) and self.serials[at] == serial else None

    def newest(self, count: int) -> "FoundView":
        """Return the view without its oldest rows."""
        return replace(self, serials=self.serials[len(self.serials) - count :])

    def oldest(self, count: int) -> "FoundView":
        """Return the view without its newest rows."""
        return replace(self, serials=self.serials[:count])


View = RingView | FoundView


def changes(old: View, new: View) -> tuple[int, int, int]:
    """Return how many rows came on top, how many below, and how many of the oldest have gone. Both are of the same kind."""
    if isinstance(old, FoundView) and isinstance(new, FoundView):
        if not len(old) or not len(new):
            return len(new), 0, len(old)
        came = len(new) - bisect_right(new.serials, old.serials[-1])
        return came, bisect_left(new.serials, old.serials[0]), bisect_left(old.serials, new.serials[0])
    assert isinstance(old, RingView)
    assert isinstance(new, RingView)
    return min(new.end - old.end, len(new)), 0, min(new.first - old.first, len(old))


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows low..high-1, by serial, were looked through: found are those that match; not_read are too large for it."""

    low: int
    high: int
    found: "array[int]"
    not_read: int = 0


def look(view: RingView, row_filter: RowFilter, low: int, high: int, decoder: Decoder = UTF8) -> Slice:
    """Look through serials low..high-1, which one chunk holds. Raise TooSlowError as the filter does."""
    chunk, i = view.locate(view.end - 1 - low)
    rows = row_filter.rows(chunk, i, i + high - low, decoder)
    return Slice(low, high, array("q", [low - i + row for row in rows]), row_filter.not_read(chunk, i, i + high - low))


def slice_below(view: RingView, high: int) -> int:
    """Return where a slice that ends before serial `high` begins."""
    chunk, i = view.locate(view.end - high)  # the row high - 1
    if isinstance(chunk, Gap):
        return high - 1
    start = high - 1 - i  # the serial of the chunk's first row
    low = max(start, high - SLICE_ROWS, view.first)
    while high - low > 1 and chunk.starts[i] - chunk.starts[low - start] > SLICE_BYTES:
        low += (high - low) // 2
    return low


def slice_above(view: RingView, low: int) -> int:
    """Return where a slice that begins at serial `low` ends."""
    chunk, i = view.locate(view.end - 1 - low)
    if isinstance(chunk, Gap):
        return low + 1
    high = min(low + len(chunk) - i, low + SLICE_ROWS, view.end)
    while high - low > 1 and chunk.starts[i + high - 1 - low] - chunk.starts[i] > SLICE_BYTES:
        high -= (high - low) // 2
    return high


def slices(view: RingView, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Give what is left to look through when low..high-1 have been: first what came since, then what was before, the newest first."""
    while high < view.end:
        end = slice_above(view, high)
        yield high, end
        high = end
    while low > view.first:
        begin = slice_below(view, low)
        yield begin, low
        low = begin


class Findings:
    """What has been found so far: one stretch of serials, which grows at both ends."""

    def __init__(self, start: int) -> None:
        self.low = self.high = start
        self.serials = no_serials()
        self.not_read = 0

    def add(self, part: Slice) -> None:
        """Take what a slice found. What it shares with the stretch is left out; where it lies beyond, the stretch begins anew."""
        self.not_read += part.not_read
        if part.low > self.high:
            self.low = self.high = part.low
            self.serials = no_serials()
        if part.high > self.high:
            self.serials = self.serials + part.found[bisect_left(part.found, self.high) :]
            self.high = part.high
        elif part.low < self.low:
            self.serials = part.found[: bisect_left(part.found, self.low)] + self.serials
            self.low = part.low

    def forget(self, first: int) -> None:
        """Forget what is older than serial `first`."""
        if self.low < first:
            self.low, self.high = first, max(first, self.high)
            self.serials = self.serials[bisect_left(self.serials, first) :]

    def within(self, view: RingView) -> FoundView:
        """Return what was found among the rows of a view."""
        return FoundView(view, self.serials[bisect_left(self.serials, view.first) : bisect_right(self.serials, view.end - 1)])
