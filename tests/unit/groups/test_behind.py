"""How long a group is behind, in time: what is known, what is not, and how it is read."""

import pytest

from kafkadesk.core.groups.behind import FRESH_MS, NO_TIME, Behind, Unread, Waits, behind_ms, time_words
from kafkadesk.core.groups.lag_history import Paces, pace_words

FIRST = Unread("orders", "id", 0, 7)


@pytest.mark.parametrize(
    ("lag", "times", "found"),
    [
        (0, {}, 0),
        (None, {FIRST: 1000}, None),
        (3, {FIRST: 1000}, 4000),
        (3, {FIRST: 9000}, 0),  # the clock that wrote it is ahead of this one
        (3, {FIRST: NO_TIME}, None),
        (3, {}, None),
        (3, {FIRST._replace(topic_id="of the topic before"): 1000}, None),
    ],
)
def test_the_first_unread_record_says_how_long(lag: int | None, times: dict[Unread, int], found: int | None) -> None:
    assert behind_ms(lag, FIRST, times, at_ms=5000) == found


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "—"),
        ([0, 0], "0 s"),
        ([0, 38_900, 2_000], "38 s"),
        ([38_000, None], "≥ 38 s"),
        ([0, None], "—"),  # the unknown one may be hours behind
        ([None], "—"),
    ],
)
def test_a_group_is_as_far_behind_as_its_furthest_partition(parts: list[int | None], words: str) -> None:
    assert str(Behind.of(parts).words()) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.999, "0 s"), (59.9, "59 s"), (303, "5 min 3 s"), (7_440, "2 h 4 min"), (273_600, "3 d 4 h")]
)
def test_a_time_is_read_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert str(time_words(int(seconds * 1000))) == words


def test_a_trend_needs_three_looks_and_forgets_old_ones() -> None:
    paces = Paces()
    assert paces.look(0.0, {"g": 100}) == {}
    assert paces.look(5.0, {"g": 200}) == {}
    assert paces.look(10.0, {"g": 300, "new": 5}) == {"g": 20.0}
    assert paces.look(1000.0, {"g": 9, "new": 5}) == {}
    assert [str(pace_words(pace, lag)) for pace, lag in ((None, 5), (20.0, 5), (-3.0, 5), (0.0, 5), (0.0, 0))] == [
        "—", "growing 20/s", "falling 3.0/s", "standing", "all read",
    ]  # fmt: skip


def test_what_was_answered_stands_while_the_group_goes_on_and_not_for_long() -> None:
    waits, key, now = Waits[str](), "g/orders/0", 1_000_000
    later = FIRST._replace(offset=8)
    assert waits.unknown({key: FIRST}) == {FIRST}
    assert waits.behind_ms(key, 3, FIRST, now) is None
    waits.answer({key: FIRST}, {FIRST: now - 40_000}, now)
    assert waits.unknown({key: FIRST}) == set()
    assert waits.behind_ms(key, 3, FIRST, now + 2_000) == 42_000  # the same record waits longer
    assert waits.behind_ms(key, 3, later, now + 2_000) == 40_000  # as it was when it was asked
    assert waits.behind_ms(key, 3, later, now + FRESH_MS + 1) is None
    assert waits.behind_ms(key, 0, later, now) == 0
    assert waits.behind_ms(key, None, None, now) is None
    assert waits.unknown({key: later}) == {later}
    assert waits.unknown({}) == set()
    assert waits.behind_ms(key, 3, FIRST, now) is None  # forgotten with its row
