"""Frames between the window and its consumer processes: there and back, in any portions, and nothing else is taken."""

import json
import subprocess
import sys
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kafkadesk.core import events, wire
from kafkadesk.core.errors import ConnectError, InputError, LessonError, LocalKafkaError, UserError
from kafkadesk.core.events import PaneEvent, PaneTrouble, PositionsMoved, Reading, RecordsArrived, Revoked, Unreadable, WorkerDied
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.records import GapKind, OffsetRange, Record, RecordBatch, encode_headers
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.text import Text
from kafkadesk.core.wire import FrameKind, FrameReader, WireError
from kafkadesk.core.wire_records import encode_records

TEXTS = st.recursive(
    st.builds(Text, st.text(max_size=20), st.just({})),
    lambda inner: st.builds(Text, st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=9), st.integers(), inner), max_size=3)),
    max_leaves=4,
)  # fmt: skip
OFFSETS = st.integers(0, 2**63 - 1)
NULLABLE = st.none() | st.binary(max_size=40)
HEADERS = st.lists(st.tuples(st.text(max_size=6), NULLABLE), max_size=3).map(tuple)
RECORDS = st.lists(
    st.builds(Record, st.just("t"), st.integers(0, 99), OFFSETS, st.none() | OFFSETS, st.booleans(), NULLABLE, NULLABLE, HEADERS),
    max_size=12,
)
RANGES = st.lists(st.builds(OffsetRange, st.integers(0, 99), OFFSETS, OFFSETS, st.integers(0, 2**31 - 1)), max_size=4).map(tuple)


def batch_of(rows: list[Record], ranges: tuple[OffsetRange, ...] = (), topic: str = "t") -> RecordBatch:
    """Build a batch the plain way, as a second opinion on the one that the worker builds fast."""
    pieces = [(r.key or b"") + (r.value or b"") + encode_headers(r.headers) for r in rows]
    return RecordBatch(
        topic=topic,
        partitions=[r.partition for r in rows],
        offsets=[r.offset for r in rows],
        timestamps=[-1 if r.timestamp_ms is None else r.timestamp_ms for r in rows],
        log_append=[int(r.log_append_time) for r in rows],
        key_sizes=[-1 if r.key is None else len(r.key) for r in rows],
        value_sizes=[-1 if r.value is None else len(r.value) for r in rows],
        header_sizes=[len(encode_headers(r.headers)) for r in rows],
        starts=[sum(map(len, pieces[:i])) for i in range(len(rows))],
        data=b"".join(pieces),
        ranges=ranges,
    )


def frames(data: bytes, portions: list[int]) -> list[tuple[FrameKind, bytes]]:
    """Feed `data` in portions of these sizes, over and over."""
    reader, found, at, turn = FrameReader(), [], 0, 0
    while at < len(data):
        room = reader.room()
        n = min(len(room), portions[turn % len(portions)], len(data) - at)
        room[:n] = data[at : at + n]
        at, turn = at + n, turn + 1
        if complete := reader.took(n):
            found.append((complete[0], bytes(complete[1])))
    return found


def through(event: PaneEvent) -> PaneEvent:
    [(kind, body)] = frames(wire.encode_event(event), [10**9])
    return wire.decode_event(kind, body, pane=event.pane, at=getattr(event, "at", 0.0))


@given(
    rows=RECORDS,
    ranges=RANGES,
    group=st.none() | st.text(max_size=9),
    generation=st.none() | st.integers(0, 2**31),
    serial=st.integers(0, 2**63),
)
def test_records_come_through_as_they_were(
    rows: list[Record], ranges: tuple[OffsetRange, ...], group: str | None, generation: int | None, serial: int
) -> None:
    sent = RecordsArrived(pane="p", group=group, generation=generation, serial=serial, batch=batch_of(rows, ranges, "主题"), at=1.5)
    got = through(sent)
    assert isinstance(got, RecordsArrived)
    assert (got.pane, got.group, got.generation, got.serial, got.at) == ("p", group, generation, serial, 1.5)
    assert (got.batch.topic, got.batch.ranges, len(got.batch)) == ("主题", ranges, len(rows))
    assert [got.batch.row(i) for i in range(len(rows))] == [sent.batch.row(i) for i in range(len(rows))]
    assert [r.value for r in rows] == [got.batch.row(i).value for i in range(len(rows))]


@given(bodies=st.lists(st.binary(max_size=50), max_size=8), portions=st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_frames_are_found_at_any_chunk_boundaries(bodies: list[bytes], portions: list[int]) -> None:
    data = b"".join(wire.frame(FrameKind.EVENT, body) for body in bodies)
    assert frames(data, portions) == [(FrameKind.EVENT, body) for body in bodies]


@given(text=TEXTS, offsets=st.dictionaries(st.integers(0, 10**6), OFFSETS), numbers=st.frozensets(st.integers(0, 99)))
def test_events_come_through_as_they_were(text: Text, offsets: dict[int, int], numbers: frozenset[int]) -> None:
    for event in (
        Reading(pane="p", group="g", generation=3, positions=offsets, resumed=numbers, at=0.25),
        Reading(pane="p", group=None, generation=None, positions={}, resumed=frozenset(), at=0.25),
        PositionsMoved(pane="p", positions=offsets, end_offsets={}, at=1e6),
        Revoked(pane="p", group="组", generation=None, partitions=tuple(numbers), lost=True, at=0.0),
        Unreadable(pane="p", partition=1, start=2, end=3, reason=text, at=1.0),
        WorkerDied(pane="p", exit_code=-9, killed=False, log_tail=("a", "b\ud800"), at=1.0),
    ):
        assert through(event) == event


@pytest.mark.parametrize(
    "error",
    [
        UserError(Text("what"), Text("do"), retry=True),
        ConnectError(Text("{a} of {b}", {"a": 1, "b": Text("c")}), retry=True),
        InputError(Text("x"), line=2, column=3),
        LocalKafkaError(Text("x"), log_tail=("l1", "l2")),
        LessonError(Text("x"), Text("y"), step=4),
    ],
)
def test_errors_keep_class_words_and_places(error: UserError) -> None:
    got = through(PaneTrouble(pane="p", error=error, fatal=True, at=0.0))
    assert isinstance(got, PaneTrouble)
    assert type(got.error) is type(error)
    assert vars(got.error) == vars(error)


def test_a_trouble_that_is_over_has_no_error() -> None:
    assert through(PaneTrouble(pane="p", error=None, fatal=False, at=0.0)) == PaneTrouble(pane="p", error=None, fatal=False, at=0.0)


def test_an_argument_that_json_does_not_know_arrives_as_its_words() -> None:
    got = through(Unreadable(pane="p", partition=0, start=0, end=1, reason=Text("{e}", {"e": ValueError("why")}), at=0.0))
    assert isinstance(got, Unreadable)
    assert got.reason.render() == "why"


@given(
    kind=st.sampled_from(StartKind),
    value=OFFSETS,
    commit=st.sampled_from(CommitMode),
    assignor=st.sampled_from(Assignor),
    partition=st.none() | st.integers(0, 9),
    serial=OFFSETS,
)
def test_commands_come_through_as_they_were(
    kind: StartKind, value: int, commit: CommitMode, assignor: Assignor, partition: int | None, serial: int
) -> None:
    start, options = Start(kind, value if kind.takes_value else None), {"bootstrap": (("::1", 9092),), "client_id": "面板"}
    for command in (
        wire.Read(options=options, plan=ReadPlan(topic="t", start=start), positions={0: serial}),
        wire.Read(options=options, plan=ReadPlan(topic="t", group="g", start=start, commit=commit, assignor=assignor)),
        wire.Leave(),
        wire.Seek(to=start, partition=partition),
        wire.Throttle(per_second=5),
        wire.ShowUncommitted(on=True),
        wire.Commit(),
        wire.RowsShown(serial=serial),
        wire.Quit(),
    ):
        [(found, body)] = frames(wire.encode_command(command), [3, 1])
        assert (found, wire.decode_command(body)) == (FrameKind.COMMAND, command)


def test_every_event_has_a_word_on_the_wire() -> None:
    assert {cls.__name__ for cls in get_args(events.PaneEvent)} - {"RecordsArrived"} == set(wire._EVENTS)


@given(body=st.binary(max_size=200))
def test_foreign_bytes_are_refused_and_nothing_else_happens(body: bytes) -> None:
    for kind in FrameKind:
        try:
            wire.decode_event(kind, body, pane="p", at=0.0)
        except WireError:
            continue
        pytest.fail(f"{body!r} was taken for an event")


@given(st.data())
def test_damaged_records_are_refused_or_stay_inside_their_frame(data: st.DataObject) -> None:
    whole = bytearray(
        b"".join(bytes(p) for p in encode_records(batch_of([Record("t", 0, 1, 2, False, b"k", b"v")]), group="g", generation=1, serial=1))
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    try:
        event = wire.decode_event(FrameKind.RECORDS, bytes(whole), pane="p", at=0.0)
    except WireError:
        return
    assert isinstance(event, RecordsArrived)
    assert len(event.batch) == 1


def test_a_class_that_is_no_event_is_not_made() -> None:
    for name in ("RecordsArrived", "Popen", "Start", "SendStarted", "__class__"):
        with pytest.raises(WireError):
            wire.decode_event(FrameKind.EVENT, json.dumps([name, {}]).encode(), pane="p", at=0.0)


@pytest.mark.parametrize("head", [wire.HEAD.pack(wire.MAX_BODY + 1, FrameKind.EVENT), wire.HEAD.pack(1, 0), wire.HEAD.pack(1, 99)])
def test_a_frame_too_large_or_of_unknown_kind_is_refused_before_memory_is_taken(head: bytes) -> None:
    reader = FrameReader()
    reader.room()[:] = head
    with pytest.raises(WireError):
        reader.took(len(head))


def test_the_window_does_no_work_a_record() -> None:
    event = through(
        RecordsArrived(
            pane="p",
            group=None,
            generation=None,
            serial=1,
            batch=batch_of([Record("t", 0, i, 0, False, None, b"v") for i in range(9)]),
            at=0.0,
        )
    )
    assert isinstance(event, RecordsArrived)
    columns = (
        event.batch.offsets,
        event.batch.timestamps,
        event.batch.partitions,
        event.batch.starts,
        event.batch.value_sizes,
        event.batch.data,
    )
    assert {type(c) for c in columns} == {memoryview}
    assert event.batch.nbytes - len(event.batch.data) >= sum(memoryview(c).nbytes for c in columns[:-1])  # type: ignore[arg-type,misc]


def test_a_consumer_process_never_imports_qt() -> None:
    code = "import sys, kafkadesk.transport.consumer.worker; print([m for m in sys.modules if m.startswith(('PySide6', 'shiboken', 'qasync'))])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", GapKind)
def test_the_kind_of_a_gap_comes_back_as_one(kind: GapKind) -> None:
    came = through(Unreadable(pane="p", partition=0, start=3, end=9, reason=Text("x"), at=1.0, kind=kind, count=2))
    assert isinstance(came, Unreadable)
    assert came.kind is kind
