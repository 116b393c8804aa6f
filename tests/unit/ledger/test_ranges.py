"""Sets of offsets, drawn as ranges: 0-3 is 0, 1 and 2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.ledger.offset_set import OffsetSet


def spans(text: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, _, end in (word.partition("-") for word in text.split())]


def drawn(ranges: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{start}-{end}" for start, end in ranges)


@pytest.mark.parametrize(
    ("before", "added", "again", "after"),
    [
        ("", "3-5", "", "3-5"),
        ("0-3", "3-5", "", "0-5"),  # touches the end, as a stream does
        ("0-3", "5-7", "", "0-3 5-7"),
        ("5-7", "0-3", "", "0-3 5-7"),
        ("5-7", "0-5", "", "0-7"),
        ("0-3 5-7", "3-5", "", "0-7"),  # fills the gap
        ("0-3 5-7", "2-6", "2-3 5-6", "0-7"),
        ("0-9", "2-4", "2-4", "0-9"),
        ("2-4", "0-9", "2-4", "0-9"),
        ("0-1 2-3 4-5 8-9", "1-6", "2-3 4-5", "0-6 8-9"),
        ("0-3", "0-3", "0-3", "0-3"),
        ("0-3 9-12", "4-5", "", "0-3 4-5 9-12"),
    ],
)
def test_adding(before: str, added: str, again: str, after: str) -> None:
    offsets = OffsetSet()
    for start, end in spans(before):
        offsets.add(start, end)
    [(start, end)] = spans(added)
    assert drawn(offsets.add(start, end)) == again
    assert drawn(offsets.ranges()) == after


def test_nothing_is_in_an_empty_set() -> None:
    assert 0 not in OffsetSet()
    assert OffsetSet().ranges() == ()


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=40))
def test_agrees_with_a_set(added: list[tuple[int, int]]) -> None:
    offsets, naive = OffsetSet(), set[int]()
    for start, length in added:
        new = set(range(start, start + length))
        again = offsets.add(start, start + length)
        assert [o for s, e in again for o in range(s, e)] == sorted(naive & new)
        naive |= new
        assert [o for s, e in offsets.ranges() for o in range(s, e)] == sorted(naive)
        assert all(end < start for (_, end), (start, _) in zip(offsets.ranges(), offsets.ranges()[1:], strict=False))
    assert [o for o in range(-1, 80) if o in offsets] == sorted(naive)


def test_a_million_in_a_row_is_one_range() -> None:
    offsets = OffsetSet()
    for start in range(0, 1_000_000, 500):
        offsets.add(start, start + 500)
    assert offsets.ranges() == ((0, 1_000_000),)
