"""Which records travel as dots, and how fast partitions grow: what moves in the flow view, without a clock of its own.

Times are time.monotonic() seconds, handed in.
"""

from collections import deque
from collections.abc import Hashable, Mapping

MOST_DOTS = 40  # at once in all lanes: more is a blur, and costs frames
MOST_IN_LANE = 4
STEP_S = 0.11  # between two dots of a lane
WINDOW_S = 2.0  # over which "1 of 50 shown" is counted
RATE_S = 3.0  # over which a partition's rate is taken
LEAST_RATE_S = 0.9


class Sampler:
    """Chooses which of the arriving records get a dot. travel_s: how long one is on its way."""

    def __init__(self, travel_s: float) -> None:
        self._travel_s = travel_s
        self.clear()

    def clear(self) -> None:
        """Forget everything: the picture is not to be seen, or is another one."""
        self._lanes: dict[Hashable, float] = {}  # when the latest dot of a lane starts
        self._ends: deque[float] = deque()  # when each dot that is under way arrives; nearly in order
        self._counted: deque[tuple[float, int, int]] = deque()  # at, arrived, shown
        self._arrived = 0
        self._shown = 0

    def arrived(self, lane: Hashable, count: int, at: float) -> list[float]:
        """Return the starts of the dots for `count` records of a lane; fewer than they are where it gets crowded."""
        while self._ends and self._ends[0] <= at:
            self._ends.popleft()
        last = self._lanes.get(lane, 0.0)
        starts = []
        for _ in range(min(count, MOST_IN_LANE)):
            start = max(at, last + STEP_S)
            if start > at + MOST_IN_LANE * STEP_S or len(self._ends) >= MOST_DOTS:
                break
            starts.append(start)
            self._ends.append(start + self._travel_s)
            last = start
        if starts:
            self._lanes[lane] = last
        self._counted.append((at, count, len(starts)))
        self._arrived += count
        self._shown += len(starts)
        self._forget(at)
        return starts

    def one_of(self, at: float) -> int:
        """Return n of "1 of n shown" lately; 1 when every record has its dot, or nothing arrives."""
        self._forget(at)
        if self._arrived <= self._shown:
            return 1
        return max(2, round(self._arrived / max(1, self._shown)))

    def _forget(self, at: float) -> None:
        while self._counted and self._counted[0][0] < at - WINDOW_S:
            _, arrived, shown = self._counted.popleft()
            self._arrived -= arrived
            self._shown -= shown


class Rates:
    """Records a second written to each partition of a topic, from its log end offsets."""

    def __init__(self) -> None:
        self._seen: dict[int, deque[tuple[float, int]]] = {}

    def update(self, ends: Mapping[int, int], at: float) -> None:
        """Note the log ends of now."""
        for partition, end in ends.items():
            seen = self._seen.setdefault(partition, deque())
            if seen and end < seen[-1][1]:  # the topic was made anew
                seen.clear()
            seen.append((at, end))
            while len(seen) > 2 and seen[1][0] <= at - RATE_S:
                seen.popleft()

    def rates(self) -> dict[int, float]:
        """Return the rate of each partition that is known long enough, rounded so that it can be read."""
        found = {}
        for partition, seen in self._seen.items():
            (begin, first), (end, last) = seen[0], seen[-1]
            if end - begin >= LEAST_RATE_S:
                found[partition] = _rounded((last - first) / (end - begin))
        return found


def _rounded(rate: float) -> float:
    return round(rate, 1) if rate < 10 else float(round(rate))
