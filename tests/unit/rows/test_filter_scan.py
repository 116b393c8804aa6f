"""Looking through a ring in slices while rows come and go: nothing twice, nothing left out."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.rows.filter import parse_filter
from kafkadesk.core.rows.ring import Gap, RecordRing, RingView
from kafkadesk.core.rows.scan import SLICE_BYTES, SLICE_ROWS, Findings, FoundView, changes, look, slices
from kafkadesk.core.text import Text
from tests.rigs.batches import Made, batch_of, run_of

ODD = parse_filter("$.n=1")


def numbered(first: int, count: int) -> list[Made]:
    return [Made(offset=first + i, value=b'{"n":%d}' % ((first + i) % 2)) for i in range(count)]


def test_slices_are_bounded_and_the_newest_come_first() -> None:
    ring = RecordRing()
    ring.add(run_of(0, 1200))
    ring.add(Gap(topic="t", partition=0, start=1, end=5, reason=Text("bad")))
    ring.add(run_of(1201, 3, value=b"x" * (SLICE_BYTES + 1)))
    view = ring.view()
    found = list(slices(view, view.end, view.end))
    assert found == [(1203, 1204), (1202, 1203), (1201, 1202), (1200, 1201), (700, 1200), (200, 700), (0, 200)]
    assert max(high - low for low, high in found) <= SLICE_ROWS
    assert list(slices(view, 1100, 1100))[:2] == [(1100, 1200), (1200, 1201)]


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 6), st.booleans()), max_size=25),
    st.integers(1, 80),
)
def test_what_is_found_is_what_matches_among_the_rows_there_are(steps: list[tuple[int, int, bool]], max_rows: int) -> None:
    """Rows come; now and then some slices are looked through; sometimes the window forgets what has gone, sometimes later."""
    assert ODD is not None
    ring, findings = RecordRing(max_rows=max_rows), Findings(0)
    low = high = 0
    for count, looks, forget in steps:
        ring.add(batch_of(numbered(ring.received, count)))
        view = ring.view()
        for _ in range(looks):
            if high < view.first:
                low = high = view.first
            todo = next(slices(view, max(low, view.first), high), None)
            if todo is None:
                break
            part = look(view, ODD, *todo)
            low, high = min(low, part.low), max(high, part.high)
            findings.add(part)
        if forget:
            findings.forget(view.first)
    view = ring.view()
    for todo in slices(view, max(low, view.first), high) if high >= view.first else slices(view, view.first, view.first):
        findings.add(look(view, ODD, *todo))
    findings.forget(view.first)
    assert list(findings.within(view).serials) == [n for n in range(view.first, view.end) if n % 2]


@given(st.sets(st.integers(0, 20)), st.integers(0, 10), st.integers(10, 20), st.integers(0, 12))
def test_changes_between_two_views(every: set[int], low: int, high: int, first: int) -> None:
    """From what is between low and high to what is from `first` on."""
    base = RingView()
    old = FoundView(base, array("q", sorted(n for n in every if low <= n < high)))
    new = FoundView(base, array("q", sorted(n for n in every if n >= first)))
    came, below, gone = changes(old, new)
    assert len(old) + came + below - gone == len(new)
    kept = len(old) - gone
    if kept:
        assert new.oldest(len(new) - came).newest(len(new) - came - below).serials[-kept:] == old.serials[-kept:]
        assert [new.row_of(s) for s in old.newest(kept).serials[::-1]] == list(range(came, came + kept))
