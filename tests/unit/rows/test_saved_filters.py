"""Filters that are kept: what is read of a file that anybody may have edited, and who is offered what."""

import pytest

from kafkadesk.core.rows.saved_filters import MOST, SavedFilter, offered, read_saved, with_saved, without

OURS, ALL = SavedFilter("key:order", "p1"), SavedFilter("$.total>9")


def test_those_of_the_profile_stand_before_those_for_all_and_others_are_not_offered() -> None:
    saved = with_saved(with_saved(with_saved([], OURS), SavedFilter("x", "p2")), ALL)
    assert offered(saved, "p1") == [OURS, ALL]
    assert offered(saved, "") == [ALL]


def test_one_that_is_saved_again_stands_first_and_once() -> None:
    assert with_saved([OURS, ALL], ALL) == [ALL, OURS]
    assert without([OURS, ALL], OURS) == [ALL]
    assert len(with_saved([SavedFilter(str(n)) for n in range(MOST)], OURS)) == MOST


@pytest.mark.parametrize(
    "found", [None, 5, "text", {}, [1, "a", ["a"], ["a", 1], [1, "a"], ["", ""], ["x" * 100_000, ""], ["a", "b", "c"]]]
)
def test_odd_values_are_no_filters(found: object) -> None:
    assert read_saved(found) == []


def test_what_was_written_is_read() -> None:
    assert read_saved([list(OURS), list(ALL)]) == [OURS, ALL]
