"""A time as people read it: with its date where that is not today, and marked where it is hardly the time that was meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MARK, NONE = "⚠", "—"
MINUTE_MS, DAY_MS = 60_000, 86_400_000
EARLIEST_MS = 365 * DAY_MS  # no record is of 1970; seconds that were taken for milliseconds all are
MEANT_FROM_MS = 946_684_800_000  # 2000: of a time in another unit nothing older is guessed


class TimeDoubt(StrEnum):
    """Why a timestamp is hardly the time that was meant. The values are those of exported rows."""

    NEGATIVE = "negative"
    EARLY = "1970"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A time for a cell. short: of at most 12 characters, for a narrow one; doubtful: it begins with MARK."""

    text: str
    short: str
    doubtful: bool = False


def doubt_of(ms: int, now_ms: int) -> TimeDoubt | None:
    """Return what is wrong with a time, milliseconds since 1970. A clock that is less than a day ahead is no doubt."""
    if ms < 0:
        return TimeDoubt.NEGATIVE
    if ms < EARLIEST_MS:
        return TimeDoubt.EARLY
    return TimeDoubt.FUTURE if ms > now_ms + DAY_MS else None


def doubt_words(ms: int, now_ms: int) -> Text | None:
    """Return what is wrong with a time in words, and which one was meant if it was written in another unit."""
    match doubt_of(ms, now_ms):
        case None:
            return None
        case TimeDoubt.NEGATIVE:
            return Text(QT_TRANSLATE_NOOP("core", "Implausible: before 1970."))
        case TimeDoubt.EARLY:
            seconds = (Text(QT_TRANSLATE_NOOP("core", "seconds")), ms * 1000)
            return _meant(Text(QT_TRANSLATE_NOOP("core", "Implausible: of 1970.")), now_ms, seconds)
        case TimeDoubt.FUTURE:
            micros = (Text(QT_TRANSLATE_NOOP("core", "microseconds")), ms // 1000)
            nanos = (Text(QT_TRANSLATE_NOOP("core", "nanoseconds")), ms // 1_000_000)
            return _meant(Text(QT_TRANSLATE_NOOP("core", "Implausible: in the future.")), now_ms, micros, nanos)
        case _ as never:
            assert_never(never)


def _meant(title: Text, now_ms: int, *guesses: tuple[Text, int]) -> Text:
    for unit, at in guesses:
        if MEANT_FROM_MS <= at <= now_ms + DAY_MS:
            text = QT_TRANSLATE_NOOP("core", "{title} Taken as {unit} instead of milliseconds it is {time}.")
            return Text(text, {"title": title, "unit": unit, "time": shown_time(at, now_ms).text})
    return title


def local_time(ms: int) -> datetime | None:
    """Return the second of a time by the clock of this PC; None beyond the calendar."""
    try:
        return datetime.fromtimestamp(ms // 1000, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return None


def shown_time(ms: int | None, now_ms: int) -> ShownTime:
    """Return a time, milliseconds since 1970, as the clock of this PC showed it; None: there is none. It is asked for at each painting."""
    return ShownTime(NONE, NONE) if ms is None else _shown(ms, now_ms // MINUTE_MS)


@lru_cache(maxsize=1024)
def _shown(ms: int, now_minute: int) -> ShownTime:
    at, today = local_time(ms), _day(now_minute)
    if at is not None and at.date() == today:
        clock = f"{at:%H:%M:%S}.{ms % 1000:03d}"
        return ShownTime(clock, clock)
    doubtful = doubt_of(ms, (now_minute + 1) * MINUTE_MS) is not None
    mark = MARK if doubtful else ""
    if at is None:
        return ShownTime(f"{mark} {ms} ms", mark + ("<0001" if ms < 0 else ">9999"), doubtful)
    day = at.date().isoformat()
    short = f"{at:%m-%d %H:%M}" if today is not None and at.year == today.year else day
    return ShownTime(f"{mark} {day} {at:%H:%M:%S}.{ms % 1000:03d}".strip(), mark + short, doubtful)


@lru_cache(maxsize=2)
def _day(minute: int) -> date | None:
    at = local_time(minute * MINUTE_MS)
    return None if at is None else at.date()
