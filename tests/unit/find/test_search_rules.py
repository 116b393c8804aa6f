"""The rules of a search that need no broker: ranges as typed, the demanded key, progress, and its way through the pipe."""

from array import array

import pytest

from kafkadesk.core.errors import InputError
from kafkadesk.core.find.plan import SearchPlan, exact_key, position
from kafkadesk.core.find.progress import PartitionRead, PassedOver, SearchEnd, SearchEnded, SearchProgress
from kafkadesk.core.find.words import end_words, notes, progress_words
from kafkadesk.core.records import GapKind
from kafkadesk.core.rows.filter import parse_filter
from kafkadesk.core.start_position import EARLIEST, LATEST, Start, StartKind
from kafkadesk.core.text import Text
from kafkadesk.core.wire import Find, FrameReader, decode_command, decode_event, encode_command, encode_event
from kafkadesk.transport.fetch.columns import Columns, joined

PARTS = (
    PartitionRead(topic="a", partition=0, begin=10, end=110, position=110, passed=(PassedOver(kind=GapKind.COMPACTED, count=3, reason=Text("c")),)),
    PartitionRead(topic="a", partition=1, begin=0, end=100, position=50, why=Text("gone")),
)  # fmt: skip


def test_a_range_is_typed_as_beginning_now_offset_or_time() -> None:
    assert (position("beginning"), position(" NOW "), position("1500")) == (EARLIEST, LATEST, Start(StartKind.OFFSET, 1500))
    assert position("2026-11-30T18:00:05+01:00") == Start(StartKind.TIME, 1_796_058_005_000)
    for wrong in ("yesterdayish", "", "-3", "18:00"):
        with pytest.raises(InputError, match="neither an offset nor a time"):
            position(wrong)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("key=a", b"a"), ("$.x>3 key=a", b"a"), ("key:a", None), ("-key=a", None), ("value=a", None), ("a", None), ("", None)],
)
def test_only_a_filter_that_demands_one_key_reads_one_partition(typed: str, key: bytes | None) -> None:
    assert exact_key(parse_filter(typed)) == key


@pytest.mark.parametrize(
    ("typed", "value", "possible"),
    [
        ("Abc", b'{"a": "xABCx"}', True), ("abc", b'{"a": "x"}', False), ("abc", b'{"a": "\\u0061bc"}', True), ("-abc", b"x", True),
        ("key=abc", b"abc", True), ("key=abc", b"ABC", False), ("$.a=abc", b'{"a": "abc"}', True), ("$.a=abc", b'{"a": "abd"}', False),
        ("$.a=abc", b'{"a": "\\u0061bc"}', True), ("$.a=100", b'{"a": 1e2}', True), ("$.a!=abc", b'{"a": 1}', True), ("$.a=abc", b"\\{abd", False),
        ("$.a=true", b'{"a": true}', True), ("/a.c/", b"x", True), ("p:3 abc", b"x", False), ("北京", "…北京".encode(), True), ("é", b"x", True),
    ],
)  # fmt: skip
def test_bytes_in_which_nothing_can_match_are_known_and_no_others(typed: str, value: bytes, possible: bool) -> None:
    row_filter = parse_filter(typed)
    assert row_filter is not None
    assert row_filter.possible_in(b"\x5c\x06" + value) is possible
    column = array("i", [len(value)])
    rows = Columns(
        3, 0, array("q", [0]), array("q", [7]), array("b", [0]), column, column, array("i", [0]), value * 2, array("I", [2 * len(value)])
    )
    assert possible or row_filter.rows(joined("t", [rows], ()), 0, 1) == []


def test_a_plan_that_cannot_be_carried_out_is_refused_in_words() -> None:
    for plan in (
        SearchPlan(topics=()),
        SearchPlan(topics=("a b",)),
        SearchPlan(topics=("a",), most=0),
        SearchPlan(topics=("a",), filter="p:x"),
    ):
        with pytest.raises(InputError):
            plan.check()


def test_progress_counts_offsets_and_says_what_is_missing() -> None:
    progress = SearchProgress(parts=PARTS, records=147, found=2, seconds=3.0, keyed={"b": (4, 6)})
    assert (progress.offsets, progress.read, progress.share, progress.rate, progress.left_s) == (200, 150, 0.75, 49.0, 1.0)
    assert [part.complete for part in PARTS] == [True, False]
    assert progress_words(progress).render() == "75 % · 150 of 200 read · 2 found · 49/s · 1 s left"
    assert end_words(SearchEnd.INCOMPLETE, progress).render() == "Not all of the range could be read: 150 of 200 offsets were, 2 found."
    assert [note.render() for note in notes(progress)] == [
        "b: only partition 4 of 6 is read, as the key that the filter demands hashes to it.",
        "a P0: 3 passed over. c",
        "a P1: read to offset 50 of 100. gone",
    ]
    assert (SearchProgress().share, SearchProgress().left_s) == (0.0, None)


def test_plans_and_ends_come_through_the_pipe_as_they_are() -> None:
    find = Find(
        options={"bootstrap": "x"}, plan=SearchPlan(topics=("a", "b"), filter='"ü" key=1', begin=position("7"), partitions=(1, 2), most=5)
    )
    ended = SearchEnded(pane="s", progress=SearchProgress(parts=PARTS, keyed={"b": (4, 6)}), end=SearchEnd.INCOMPLETE, at=1.0)
    for data, decode, sent in (
        (encode_command(find), lambda _, body: decode_command(body), find),
        (encode_event(ended), lambda kind, body: decode_event(kind, body, pane="s", at=0.0), ended),
    ):
        reader, complete = FrameReader(), None
        while data:
            room = reader.room()
            count = min(len(room), len(data))
            room[:count] = data[:count]
            complete, data = reader.took(count), data[count:]
        assert complete is not None
        assert decode(*complete) == sent


def test_chosen_rows_keep_their_bytes_also_from_the_middle_of_a_part() -> None:
    rows = Columns(
        3, 0, array("q", range(100, 106)), array("q", [7] * 6), array("b", [0] * 6), array("i", [1] * 6), array("i", [2] * 6), array("i", [0] * 6),
        b"a00b11c22d33e44f55", array("I", range(3, 21, 3)),
    )  # fmt: skip
    batch = joined("t", [rows.part(1, 6).chosen([0, 2, 4])], ())
    assert [(row.offset, row.key, row.value) for row in map(batch.row, range(3))] == [
        (101, b"b", b"11"),
        (103, b"d", b"33"),
        (105, b"f", b"55"),
    ]
