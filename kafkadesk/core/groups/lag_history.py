"""How lags went in the last ten minutes, and what that comes to in words: growing, falling, standing.

Fed once a second with the lag of every partition of every group; nothing is done a record. Bounded: a sample keeps eight
bytes a partition, and one in which nothing changed shares them with the one before.
"""

from array import array
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

KEPT_S = 600.0
MOST_SAMPLES = 700  # of KEPT_S, should they come faster than once a second
TREND_S = 6.0  # what is called growing or falling is what the last seconds did
LOOKS_S = 60.0  # of those that are seconds apart
FEWEST = 3  # samples that make a trend
STANDING_PER_S = 0.5  # slower is called standing
UNKNOWN = -1

Key = tuple[str, str, int]  # group as it is shown, topic, partition
Points = tuple[list[float], list[int]]  # times (time.monotonic() seconds) and lags, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLag:
    """How far a group's commit is behind. The numbers are those of LagRow and Trend."""

    lag: int | None
    deleted: int = 0
    held: int = 0

    @classmethod
    def of(cls, committed: int | None, begin: int, stable: int, end: int) -> "PartitionLag":
        """Return it from the commit, and where the log begins, where open transactions begin and where it ends."""
        if committed is None:
            return cls(lag=None)
        first = max(committed, begin)
        return cls(lag=max(0, end - first), deleted=max(0, begin - committed), held=max(0, end - max(stable, first)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Where a lag is and where it goes. lag: None while unknown; per_second: None while it was not seen for long enough.

    unknown: partitions whose lag is unknown, and that are not in it. deleted: records that were deleted before the group read them, and
    are not in it; held: records of it that a transaction holds back, which is open.
    """

    lag: int | None
    per_second: float | None = None
    unknown: int = 0
    deleted: int = 0
    held: int = 0

    @property
    def drained_in_s(self) -> float | None:
        """Seconds until nothing is left at this pace; None when it does not fall."""
        if not self.lag or self.per_second is None or self.per_second >= 0:
            return None
        return self.lag / -self.per_second

    def words(self) -> Text:
        """Return it as a text, such as "lag 120, growing 14/s"."""
        text = self._words()
        if self.lag is not None and self.unknown:
            text = Text(QT_TRANSLATE_NOOP("core", "{lag}; partitions of unknown lag: {n}"), {"lag": text, "n": self.unknown})
        if self.held:
            text = Text(QT_TRANSLATE_NOOP("core", "{lag}; held back by an open transaction: {n}"), {"lag": text, "n": f"{self.held:,}"})
        if self.deleted:
            text = Text(QT_TRANSLATE_NOOP("core", "{lag}; deleted unread: {n}"), {"lag": text, "n": f"{self.deleted:,}"})
        return text

    def _words(self) -> Text:
        args: dict[str, object] = {"lag": "" if self.lag is None else f"{self.lag:,}"}
        if self.lag is None:
            return Text(QT_TRANSLATE_NOOP("core", "lag unknown: nothing committed yet"))
        pace = self.per_second
        if pace is None:
            return Text(QT_TRANSLATE_NOOP("core", "lag {lag}"), args)
        args["pace"] = _pace(abs(pace))
        if pace > 0:
            return Text(QT_TRANSLATE_NOOP("core", "lag {lag}, growing {pace}/s"), args)
        if not self.lag:
            return Text(
                QT_TRANSLATE_NOOP("core", "lag 0") if self.unknown or self.deleted else QT_TRANSLATE_NOOP("core", "lag 0, all read")
            )
        left = self.drained_in_s
        if left is None:
            return Text(QT_TRANSLATE_NOOP("core", "lag {lag}, standing"), args)
        if left < 90:
            args["seconds"] = max(1, round(left))
            return Text(QT_TRANSLATE_NOOP("core", "lag {lag}, falling {pace}/s, drained in about {seconds} s"), args)
        args["minutes"] = round(left / 60)
        return Text(QT_TRANSLATE_NOOP("core", "lag {lag}, falling {pace}/s, drained in about {minutes} min"), args)


@dataclass(frozen=True, slots=True)
class _Sample:
    at: float
    places: Mapping[Key, int]
    lags: "array[int]"
    sums: Mapping[str, tuple[int, int]]  # of each group: of the lags that are known, and how many are not


class Paces:
    """How fast the lags of many groups grow, from a look every few seconds: nothing but the sums of the last LOOKS_S seconds is kept."""

    def __init__(self) -> None:
        self._looks: deque[tuple[float, Mapping[str, int]]] = deque()

    def look(self, at: float, lags: Mapping[str, int]) -> dict[str, float]:
        """Take the lags of now, and return by how many records a second they grow, of those seen for long enough. at: as LagHistory's."""
        self._looks.append((at, lags))
        while self._looks[0][0] < at - LOOKS_S:
            self._looks.popleft()
        found = {}
        for group in lags:
            seen = [(moment, known[group]) for moment, known in self._looks if group in known]
            pace = _slope([moment for moment, _ in seen], [lag for _, lag in seen])
            if pace is not None:
                found[group] = pace
        return found


class LagHistory:
    """The samples of the last KEPT_S seconds."""

    def __init__(self) -> None:
        self._samples: deque[_Sample] = deque(maxlen=MOST_SAMPLES)

    def clear(self) -> None:
        """Forget everything: another cluster is looked at."""
        self._samples.clear()

    def sample(self, at: float, lags: Mapping[Key, int | None]) -> None:
        """Take the lags of now; None: unknown. at: time.monotonic() seconds."""
        places: Mapping[Key, int] = {key: place for place, key in enumerate(lags)}
        values = array("q", (UNKNOWN if lag is None else lag for lag in lags.values()))
        sums: Mapping[str, tuple[int, int]] = _sums(lags)
        if self._samples:
            last = self._samples[-1]
            if places == last.places:
                places = last.places
                values, sums = (last.lags, last.sums) if values == last.lags else (values, sums)
        self._samples.append(_Sample(at, places, values, sums))
        while self._samples[0].at < at - KEPT_S:
            self._samples.popleft()

    def groups(self) -> tuple[str, ...]:
        """Return the groups of the newest sample, in the order in which they were given."""
        return tuple(dict.fromkeys(key[0] for key in self._samples[-1].places)) if self._samples else ()

    def of_partition(self, key: Key) -> Points:
        """Return the lags of one partition."""
        times: list[float] = []
        lags: list[int] = []
        for sample in self._samples:
            place = sample.places.get(key)
            if place is not None and sample.lags[place] != UNKNOWN:
                times.append(sample.at)
                lags.append(sample.lags[place])
        return times, lags

    def of_group(self, group: str) -> Points:
        """Return the sums of the lags that are known of a group's partitions, since they are known of as many as now."""
        unknown = self._unknown(group)
        seen = []
        for sample in reversed(self._samples):
            if group not in sample.sums or sample.sums[group][1] != unknown:
                break
            seen.append(sample)
        return [sample.at for sample in reversed(seen)], [sample.sums[group][0] for sample in reversed(seen)]

    def trend_of_group(self, group: str) -> Trend:
        """Return where a group's lag is and goes, as far as it is known."""
        return replace(self.trend(self.of_group(group)), unknown=self._unknown(group))

    def _unknown(self, group: str) -> int:
        return self._samples[-1].sums.get(group, (0, 0))[1] if self._samples else 0

    def trend(self, points: Points) -> Trend:
        """Return where a lag is, and where it went in the last TREND_S seconds."""
        times, lags = points
        if not self._samples or not times or times[-1] != self._samples[-1].at:
            return Trend(lag=None)
        first = next(i for i, at in enumerate(times) if at >= times[-1] - TREND_S)
        return Trend(lag=lags[-1], per_second=_slope(times[first:], lags[first:]))


def _sums(lags: Mapping[Key, int | None]) -> dict[str, tuple[int, int]]:
    """Return of each group of which a lag is known the sum, and how many are not."""
    unknown = Counter(group for (group, _, _), lag in lags.items() if lag is None)
    sums: dict[str, int] = {}
    for (group, _, _), lag in lags.items():
        if lag is not None:
            sums[group] = sums.get(group, 0) + lag
    return {group: (lag, unknown[group]) for group, lag in sums.items()}


def _slope(times: Sequence[float], lags: Sequence[int]) -> float | None:
    """Return the pace of the straight line through the points; 0 where it is no more than their unrest.

    A lag is log end minus commit, and both are told in steps: it goes up and down by what comes in a second.
    """
    n = len(times)
    if n < FEWEST:
        return None
    mean_t, mean = sum(times) / n, sum(lags) / n
    spread = sum((t - mean_t) ** 2 for t in times)
    pace = sum((t - mean_t) * (lag - mean) for t, lag in zip(times, lags, strict=True)) / spread
    unrest = (sum((lag - mean - pace * (t - mean_t)) ** 2 for t, lag in zip(times, lags, strict=True)) / n) ** 0.5
    change = abs(pace) * (times[-1] - times[0])
    return pace if abs(pace) >= STANDING_PER_S and change > 2 * unrest else 0.0


def pace_words(per_second: float | None, lag: int) -> Text:
    """Return in a word or two where a lag goes; a dash where that is not known yet."""
    if per_second is None:
        return Text("—")
    if per_second > 0:
        return Text(QT_TRANSLATE_NOOP("core", "growing {pace}/s"), {"pace": _pace(per_second)})
    if per_second < 0:
        return Text(QT_TRANSLATE_NOOP("core", "falling {pace}/s"), {"pace": _pace(-per_second)})
    return Text(QT_TRANSLATE_NOOP("core", "standing") if lag else QT_TRANSLATE_NOOP("core", "all read"))


def _pace(pace: float) -> str:
    return f"{pace:,.1f}" if pace < 10 else f"{pace:,.0f}"
