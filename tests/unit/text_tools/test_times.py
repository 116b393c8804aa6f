"""Times as they are shown: with a date where it is not today, and marked where nobody can have meant them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.text_tools.times import MARK, TimeDoubt, doubt_of, doubt_words, shown_time

NOON = datetime(2026, 11, 18, 12, 0).astimezone()
NOW = int(NOON.timestamp()) * 1000


def at(**before: float) -> int:
    return int((NOON - timedelta(**before)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("ms", "text", "short"),
    [
        (NOW + 7, "12:00:00.007", "12:00:00.007"),
        (at(hours=12), "00:00:00.000", "00:00:00.000"),
        (at(hours=12, milliseconds=1), "2026-11-17 23:59:59.999", "11-17 23:59"),
        (at(days=-1), "2026-11-19 12:00:00.000", "11-19 12:00"),
        (at(days=365), "2025-11-18 12:00:00.000", "2025-11-18"),
        (None, "—", "—"),
    ],
)
def test_the_date_stands_where_it_is_not_today(ms: int | None, text: str, short: str) -> None:
    shown = shown_time(ms, NOW)
    assert (shown.text, shown.short, shown.doubtful) == (text, short, False)


def test_a_time_of_today_is_dated_tomorrow() -> None:
    assert shown_time(NOW, NOW + 86_400_000).text == "2026-11-18 12:00:00.000"


@pytest.mark.parametrize(
    ("ms", "doubt", "said"),
    [
        (0, TimeDoubt.EARLY, "Implausible: of 1970."),
        (NOW // 1000, TimeDoubt.EARLY, "Implausible: of 1970. Taken as seconds instead of milliseconds it is 12:00:00.000."),
        (-5, TimeDoubt.NEGATIVE, "Implausible: before 1970."),
        (-(2**62), TimeDoubt.NEGATIVE, "Implausible: before 1970."),
        (at(days=-2), TimeDoubt.FUTURE, "Implausible: in the future."),
        (NOW * 1000, TimeDoubt.FUTURE, "Implausible: in the future. Taken as microseconds instead of milliseconds it is 12:00:00.000."),
        (
            at(days=1) * 1_000_000,
            TimeDoubt.FUTURE,
            "Implausible: in the future. Taken as nanoseconds instead of milliseconds it is 2026-11-17 12:00:00.000.",
        ),
        (2**63 - 1, TimeDoubt.FUTURE, "Implausible: in the future."),
    ],
)
def test_an_implausible_time_is_marked_and_says_what_may_be_meant(ms: int, doubt: TimeDoubt, said: str) -> None:
    words = doubt_words(ms, NOW)
    assert doubt_of(ms, NOW) is doubt
    assert words is not None
    assert words.render() == said
    shown = shown_time(ms, NOW)
    assert shown.doubtful
    assert shown.text.startswith(MARK)
    assert shown.short.startswith(MARK)


def test_old_records_and_clocks_that_are_a_little_ahead_are_plausible() -> None:
    for ms in (at(days=365 * 30), at(hours=-23)):
        assert doubt_of(ms, NOW) is None
        assert doubt_words(ms, NOW) is None


@given(st.integers(-(2**63), 2**63 - 1), st.integers(0, 2**42))
def test_every_time_has_a_text_for_a_narrow_cell(ms: int, now_ms: int) -> None:
    shown = shown_time(ms, now_ms)
    assert 0 < len(shown.short) <= 12
    assert shown.doubtful == shown.text.startswith(MARK) == shown.short.startswith(MARK)
