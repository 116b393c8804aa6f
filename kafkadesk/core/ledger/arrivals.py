"""What a reader received of one partition, by offset ranges: how often, and when first."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kafkadesk.core.ledger.offset_set import OffsetSet

KEPT_TIMES = 4_000  # a pane's partition: of runs, for sends whose verdict comes after their record. Minutes of them, in 96 KB
COUNTED = 9  # receipts of one message that are told apart

Span = tuple[int, int]  # offsets start..end-1


@dataclass(slots=True)
class Arrivals:
    """What a reader received of one partition. layers[n]: what it received more than n times.

    starts, ends, times: first arrivals, by offset. As columns: a hundred partitions in eight panes would fill gigabytes with tuples.
    """

    layers: list[OffsetSet] = field(default_factory=lambda: [OffsetSet()])
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, start: int, end: int, at: float) -> None:
        """Note that start..end-1 arrived."""
        again = self.layers[0].add(start, end)
        for first, behind in _without(start, end, again):
            place = bisect_right(self.starts, first)
            self.starts.insert(place, first)
            self.ends.insert(place, behind)
            self.times.insert(place, at)
        if len(self.starts) > KEPT_TIMES:
            del self.starts[: KEPT_TIMES // 4], self.ends[: KEPT_TIMES // 4], self.times[: KEPT_TIMES // 4]
        level = 1
        while again and level < COUNTED:
            if level == len(self.layers):
                self.layers.append(OffsetSet())
            again = tuple(more for span in again for more in self.layers[level].add(*span))
            level += 1

    def cut(self, start: int) -> None:
        """Forget what arrived of offsets from `start` on."""
        for layer in self.layers:
            layer.cut(start)
        keep = bisect_left(self.starts, start)
        del self.starts[keep:], self.ends[keep:], self.times[keep:]
        if keep:
            self.ends[-1] = min(self.ends[-1], start)

    def count(self, offset: int) -> int:
        """Return how often an offset arrived, up to COUNTED."""
        return sum(offset in layer for layer in self.layers)

    def first_at(self, offset: int) -> float | None:
        """Return when an offset arrived first; None when it did not, or that was too long ago to be known."""
        i = bisect_right(self.starts, offset) - 1
        return self.times[i] if i >= 0 and offset < self.ends[i] else None


def _without(start: int, end: int, holes: Iterable[Span]) -> Iterator[Span]:
    """Yield start..end-1 without the holes, which are ascending and inside."""
    for hole_start, hole_end in holes:
        if start < hole_start:
            yield start, hole_start
        start = hole_end
    if start < end:
        yield start, end
