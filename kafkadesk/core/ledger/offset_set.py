"""Sets of offsets as sorted, disjoint ranges: a million records in a row cost as much as one."""

from bisect import bisect_left, bisect_right


class OffsetSet:
    """A set of offsets. Adding at the end, the usual case, is constant; elsewhere logarithmic plus what it merges."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __contains__(self, offset: int) -> bool:
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._ends[i]

    def add(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Add start..end-1; return the parts that were there already, as (start, end)."""
        if not self._ends or start > self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)
            return ()
        if start == self._ends[-1]:
            self._ends[-1] = end
            return ()
        first = bisect_left(self._ends, start)  # the first range that touches or follows
        last = bisect_right(self._starts, end)  # after the last range that touches or precedes
        again = tuple(
            (max(start, s), min(end, e))
            for s, e in zip(self._starts[first:last], self._ends[first:last], strict=True)
            if max(start, s) < min(end, e)
        )
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]
        return again

    def cut(self, start: int) -> None:
        """Take out all offsets from `start` on."""
        keep = bisect_left(self._starts, start)
        del self._starts[keep:], self._ends[keep:]
        if keep:
            self._ends[-1] = min(self._ends[-1], start)

    @property
    def end(self) -> int:
        """The offset after the last one; 0 if there is none."""
        return self._ends[-1] if self._ends else 0

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges as (start, end), ascending."""
        return tuple(zip(self._starts, self._ends, strict=True))
