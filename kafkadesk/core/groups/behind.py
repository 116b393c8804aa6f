"""How long a group is behind, in time: how old the first record is that it has not read.

That age is the record's own timestamp against this computer's clock. It is unknown where the record was deleted, has no timestamp, or is
held back by an open transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

K = TypeVar("K")

FRESH_MS = 15_000
NO_TIME = -1  # of a record that has no timestamp, or is no longer there: another question would not change that


class Unread(NamedTuple):
    """The first record that somebody has not read. topic_id: a recreated topic has other records at the same offsets."""

    topic: str
    topic_id: str | None
    partition: int
    offset: int


Times = Mapping[Unread, int]  # the timestamps of records, in ms; NO_TIME; what is not in it was not answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """How long a group is behind over several partitions. ms: of the furthest whose time is known, None: of none. unknown: of how many it is not."""

    ms: int | None = None
    unknown: int = 0

    @classmethod
    def of(cls, parts: Iterable[int | None]) -> "Behind":
        found = list(parts)
        return cls(ms=max((part for part in found if part is not None), default=None), unknown=found.count(None))

    def words(self) -> Text:
        """Return it as it is read: "38 s", "≥ 5 min 3 s" where that of some partitions is unknown, "—"."""
        if self.ms is None or (self.unknown and not self.ms):
            return Text("—")
        return Text("≥ {time}", {"time": time_words(self.ms)}) if self.unknown else time_words(self.ms)


class Waits(Generic[K]):
    """What was last answered of records that somebody has not read, by what they are shown as.

    Where a group has gone on since, what it was behind then stands for FRESH_MS: a commit moves more often than one asks.
    """

    def __init__(self) -> None:
        self._answered: dict[K, tuple[Unread, int, int]] = {}  # which record, when it was written, when that was answered

    def unknown(self, first: Mapping[K, Unread]) -> set[Unread]:
        """Return those to ask for, and forget what is no longer shown."""
        self._answered = {key: answer for key, answer in self._answered.items() if key in first}
        return {record for key, record in first.items() if key not in self._answered or self._answered[key][0] != record}

    def answer(self, first: Mapping[K, Unread], times: Times, at_ms: int) -> None:
        """Take what was answered at a moment."""
        self._answered |= {key: (record, times[record], at_ms) for key, record in first.items() if record in times}

    def behind_ms(self, key: K, lag: int | None, first: Unread | None, now_ms: int) -> int | None:
        """As the function of this name."""
        record, written, at_ms = self._answered.get(key, (None, NO_TIME, 0))
        if not lag or first is None or record is None or (record != first and now_ms > at_ms + FRESH_MS):
            return 0 if lag == 0 else None
        return behind_ms(lag, record, {record: written}, now_ms if record == first else at_ms)


def behind_ms(lag: int | None, first: Unread | None, times: Times, at_ms: int) -> int | None:
    """Return for how many ms the first unread record has waited at a moment; 0 where all is read, None where that is unknown.

    first None: it is deleted.
    """
    if not lag:
        return lag
    written = NO_TIME if first is None else times.get(first, NO_TIME)
    return None if written == NO_TIME else max(0, at_ms - written)


def time_words(ms: int) -> Text:
    """Return a length of time as it is read, in its two largest units: "0 s", "38 s", "5 min 3 s", "2 h 4 min", "3 d 4 h"."""
    seconds = ms // 1000
    if seconds < 60:
        return Text(QT_TRANSLATE_NOOP("core", "{s} s"), {"s": seconds})
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return Text(QT_TRANSLATE_NOOP("core", "{min} min {s} s"), {"min": minutes, "s": seconds})
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return Text(QT_TRANSLATE_NOOP("core", "{h} h {min} min"), {"h": hours, "min": minutes})
    days, hours = divmod(hours, 24)
    return Text(QT_TRANSLATE_NOOP("core", "{d} d {h} h"), {"d": days, "h": hours})
