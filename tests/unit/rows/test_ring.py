"""The ring of rows: the newest stay, whatever the batches were; drawn as offsets, newest first."""

from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core.records import RecordBatch
from kafkadesk.core.rows.ring import CHUNK_BYTES, Gap, RecordRing, RingView
from kafkadesk.core.text import Text
from tests.rigs.batches import run_of


def drawn(view: RingView) -> str:
    """Return the offsets of a view, newest first; a gap as start..end."""
    found = []
    for row in range(len(view)):
        chunk, i = view.locate(row)
        found.append(f"{chunk.start}..{chunk.end}" if isinstance(chunk, Gap) else str(chunk.offsets[i]))
    return " ".join(found)


def filled(ring: RecordRing, *sizes: int) -> RecordRing:
    """Add batches of these sizes; offsets go on."""
    for size in sizes:
        ring.add(run_of(ring.received, size))
    return ring


def test_newest_first() -> None:
    ring = filled(RecordRing(), 3, 2)
    assert drawn(ring.view()) == "4 3 2 1 0"
    assert (ring.received, len(ring), ring.dropped) == (5, 5, 0)


def test_the_oldest_make_room_by_the_row() -> None:
    ring = filled(RecordRing(max_rows=4), 3, 3)
    assert drawn(ring.view()) == "5 4 3 2"
    assert (ring.received, len(ring), ring.dropped) == (6, 4, 2)


def test_a_batch_larger_than_the_ring_shows_its_newest_rows() -> None:
    assert drawn(filled(RecordRing(max_rows=2), 5).view()) == "4 3"


def test_a_view_does_not_change() -> None:
    ring = filled(RecordRing(max_rows=3), 3)
    view = ring.view()
    filled(ring, 3, 3)
    assert drawn(view) == "2 1 0"
    assert drawn(ring.view()) == "8 7 6"


def test_bytes_are_bounded_and_given_back() -> None:
    one = run_of(0, 10, value=b"x" * 1000).nbytes + CHUNK_BYTES
    ring = RecordRing(max_bytes=3 * one)
    for i in range(10):
        ring.add(run_of(10 * i, 10, value=b"x" * 1000))
    assert ring.nbytes <= 3 * one
    assert (len(ring), ring.dropped) == (30, 70)
    assert len(ring.view().chunks) == 3


def test_one_batch_beyond_the_bound_is_shown_all_the_same() -> None:
    ring = RecordRing(max_bytes=100)
    ring.add(run_of(0, 2, value=b"x" * 1000))
    assert drawn(ring.view()) == "1 0"


def test_a_gap_is_a_row() -> None:
    ring = filled(RecordRing(), 1)
    ring.add(Gap(topic="t", partition=0, start=1, end=5, reason=Text("bad")))
    assert drawn(ring.view()) == "1..5 0"


def test_an_empty_batch_is_nothing() -> None:
    ring = RecordRing()
    ring.add(run_of(0, 0))
    assert (ring.received, len(ring.view().chunks)) == (0, 0)


def test_clear_keeps_the_counters() -> None:
    ring = filled(RecordRing(), 3)
    ring.clear()
    filled(ring, 1)
    assert drawn(ring.view()) == "3"
    assert (ring.received, ring.dropped) == (4, 3)


def test_limit_applies_at_once() -> None:
    ring = filled(RecordRing(), 2, 2, 2)
    ring.limit(3, 10**9)
    assert drawn(ring.view()) == "5 4 3"


def test_serials_are_kept() -> None:
    ring = filled(RecordRing(max_rows=2), 5)
    view = ring.view()
    assert [view.serial(0), view.serial(1)] == [4, 3]


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(1, 20), st.integers(1, 60_000))
def test_it_is_the_tail_of_all_that_came(sizes: list[int], max_rows: int, max_bytes: int) -> None:
    ring, came = RecordRing(max_rows, max_bytes), 0
    for size in sizes:
        ring.add(run_of(came, size, value=b"x" * 100))
        came += size
        view = ring.view()
        offsets = []
        for row in range(len(view)):
            chunk, i = view.locate(row)
            assert isinstance(chunk, RecordBatch)
            offsets.append(chunk.offsets[i])
        assert offsets == list(range(came - 1, came - 1 - len(ring), -1))
        assert len(ring) <= max_rows
        assert ring.received == ring.dropped + len(ring) == came
        assert ring.nbytes <= max_bytes or len(view.chunks) == 1
        assert ring.nbytes == sum(chunk.nbytes + CHUNK_BYTES for chunk in view.chunks)
