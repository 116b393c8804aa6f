"""The rows of a pane, fed with batches; drawn as text."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.core.focus import Focus
from kafkadesk.core.records import GapKind, RecordBatch
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.state import PaneMode, PaneState
from kafkadesk.core.text import Text
from kafkadesk.models.record_row import Row
from kafkadesk.models.record_table import RecordColumn, RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.consumer.record_paint import RowPainter
from kafkadesk.widgets.consumer.record_view import RecordView
from kafkadesk.widgets.consumer.row_actions import RowActions
from tests.rigs.batches import BEGIN_MS, Made, batch_of, run_of


def no_number(topic: str, partition: int, offset: int) -> int | None:
    return None


def drawn(table: RecordTable, rows: int = 5) -> list[str]:
    """Return the newest rows: number, partition, offset, key, value."""
    columns = (RecordColumn.NUMBER, RecordColumn.PARTITION, RecordColumn.OFFSET, RecordColumn.KEY, RecordColumn.VALUE)
    return [" | ".join(str(table.data(table.index(r, c))) for c in columns) for r in range(min(rows, table.rowCount()))]


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable(no_number)
    # It watches every signal of the model from now on; what it finds is a Qt warning, which fails the test.
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def test_rows_newest_first_with_numbers(qtbot: QtBot) -> None:
    table = RecordTable(lambda topic, p, o: {("test-kafka", 2, 104): 3}.get((topic, p, o)))
    table.add_batch(batch_of([Made(partition=2, offset=104, value=b'{"seq":3}'), Made(partition=3, offset=101, key=b"k", value=None)]))
    table.tick()
    assert drawn(table) == [" | 3 | 101 | k | null", '3 | 2 | 104 | null | {"seq":3}']


def test_what_is_no_text_is_said_in_words(table: RecordTable) -> None:
    table.add_batch(batch_of([Made(value=b""), Made(offset=1, value=b"\xff\xfe"), Made(offset=2, value="a\nb \u202e".encode())]))
    table.add_gap(Gap(topic="t", partition=0, start=3, end=9, reason=Text("header name is not UTF-8")))
    table.tick()
    assert drawn(table) == [
        " | 0 | 3 |  | offsets 3..8 unreadable: header name is not UTF-8",
        " | 0 | 2 | null | a\\nb \\u202e",
        " | 0 | 1 | null | not UTF-8: ff fe",
        " | 0 | 0 | null | empty",
    ]
    assert table.received == 3


def test_lines_for_the_clipboard(table: RecordTable) -> None:
    table.add_batch(batch_of([Made(partition=2, offset=104, value=b'{"seq":3}')]))
    table.add_gap(Gap(topic="t", partition=0, start=3, end=4, reason=Text("bad")))
    table.tick()
    assert table.line(1) == 'test-kafka:2:104: key=None value={"seq":3}'
    assert table.line(0) == "offsets 3..3 unreadable: bad"
    assert table.record(0) is None


def test_rows_come_without_being_asked_for(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.counted):
        table.add_batch(run_of(0, 3))
    assert table.rowCount() == 3


def test_counters_and_no_row_signal_once_full(table: RecordTable) -> None:
    table.limit(max_rows=10)
    signals: list[str] = []
    table.rowsInserted.connect(lambda: signals.append("inserted"))
    table.rowsRemoved.connect(lambda: signals.append("removed"))
    table.modelReset.connect(lambda: signals.append("reset"))
    table.add_batch(run_of(0, 8))
    table.tick()
    table.add_batch(run_of(8, 8))
    table.tick()
    assert signals == ["inserted", "inserted"]
    for i in range(2, 20):
        table.add_batch(run_of(8 * i, 8))
        table.tick()
    assert signals == ["inserted", "inserted"]
    assert (table.received, table.shown, table.dropped) == (160, 10, 150)
    assert drawn(table, 1) == [" | 0 | 159 | null | {}"]


def test_fewer_large_rows_after_many_small_ones(table: RecordTable) -> None:
    table.limit(max_bytes=160_000)
    table.add_batch(run_of(0, 1000))
    table.tick()
    table.add_batch(run_of(1000, 10, value=b"x" * 15_000))
    table.tick()
    assert (table.rowCount(), table.dropped) == (10, 1000)


def test_held_rows_stay_and_the_new_ones_are_counted(table: RecordTable) -> None:
    table.limit(max_rows=3)
    table.add_batch(run_of(0, 3))
    table.tick()
    table.hold(True)
    table.add_batch(run_of(3, 23))
    table.tick()
    assert (table.waiting, drawn(table, 1)) == (23, [" | 0 | 2 | null | {}"])
    table.hold(False)
    table.tick()
    assert (table.waiting, drawn(table, 1)) == (0, [" | 0 | 25 | null | {}"])


def test_clear(table: RecordTable) -> None:
    table.add_batch(run_of(0, 3))
    table.tick()
    table.clear()
    assert (table.rowCount(), table.received) == (0, 3)


def test_a_number_may_come_after_the_row(qtbot: QtBot) -> None:
    known: dict[tuple[int, int], int] = {}
    table = RecordTable(lambda _, p, o: known.get((p, o)))
    table.add_batch(run_of(7, 1))
    table.tick()
    assert drawn(table) == [" | 0 | 7 | null | {}"]
    known[0, 7] = 12
    assert drawn(table) == ["12 | 0 | 7 | null | {}"]
    assert table.last(4) == ["#12 P0:7"]


def test_tooltips_are_escaped(table: RecordTable) -> None:
    table.add_batch(batch_of([Made(value=b"<img src=x>")]))
    table.tick()
    tip = table.data(table.index(0, RecordColumn.VALUE), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;img src=x&gt;<br/>11 B</qt>"


def test_a_gap_that_is_normal_is_not_called_unreadable(table: RecordTable) -> None:
    table.add_gap(Gap(topic="t", partition=0, start=3, end=9, reason=Text("An <b>aborted</b> transaction."), kind=GapKind.ABORTED))
    table.tick()
    assert drawn(table) == [" | 0 | 3 |  | offsets 3..8: An <b>aborted</b> transaction."]
    tip = table.data(table.index(0, RecordColumn.VALUE), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>offsets 3..8: An &lt;b&gt;aborted&lt;/b&gt; transaction.</qt>"


def test_rows_of_a_partition_that_was_taken_say_so(table: RecordTable) -> None:
    member = PaneState(pane="p1", name="Consumer 1", topic="test-kafka", mode=PaneMode.MEMBER, group="g", partitions=(0, 1))
    table.update_ownership(member, {0: 0, 1: 0})
    table.add_batch(batch_of([Made(partition=1, offset=0), Made(partition=1, offset=1), Made(partition=0, offset=0)]))
    table.update_ownership(replace(member, partitions=(0,)), {0: 1, 1: 1})
    table.tick()
    tips = [table.data(table.index(row, RecordColumn.PARTITION), Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert tips == [
        None,
        "<qt>Partition 1 was taken from this pane before the row was committed: whoever reads the partition next receives it again.</qt>",
        "<qt>Partition 1 was taken from this pane since. The row was committed before.</qt>",
    ]


def test_a_time_has_its_date_unless_it_is_of_today_and_says_what_is_implausible(
    table: RecordTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 11, 18, 12).astimezone()
    now = int(noon.timestamp() * 1000)
    monkeypatch.setattr(time, "time", lambda: now / 1000)
    stamps = [-1, now - 86_400_000, now // 1000, now + 7]
    table.add_batch(batch_of([Made(offset=i, timestamp_ms=stamp) for i, stamp in enumerate(stamps)]))
    table.tick()
    today, seconds, yesterday, none = (table.index(row, RecordColumn.TIME) for row in range(4))
    assert [table.data(index) for index in (today, yesterday, none)] == ["12:00:00.007", "2026-11-17 12:00:00.000", "—"]
    assert str(table.data(seconds)).startswith("⚠ 1970-01-2")
    tips = [table.data(index, Qt.ItemDataRole.ToolTipRole) for index in (today, seconds, none)]
    assert tips[0] == f"<qt>2026-11-18 12:00:00.007 {noon:%z}</qt>"
    assert "Taken as seconds instead of milliseconds it is 12:00:00.000." in str(tips[1])
    assert tips[2] is None


def test_a_dated_time_fits_its_column_at_every_width(qtbot: QtBot, table: RecordTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: BEGIN_MS / 1000)
    stamps = [BEGIN_MS, BEGIN_MS - 86_400_000, BEGIN_MS // 1000, BEGIN_MS * 1000, -5]
    table.add_batch(batch_of([Made(offset=i, timestamp_ms=stamp) for i, stamp in enumerate(stamps)]))
    table.tick()
    view = shown_view(qtbot, table)
    drawn: list[tuple[str, int, int]] = []
    painter = RowPainter(table, theme.mono_font(view.font()))
    metrics = QFontMetrics(theme.mono_font(view.font()))
    for width in range(300, 1500, 20):
        view.resize(width, 200)
        left, room = view.columns().get(RecordColumn.TIME, (0, 0))
        if room:
            for row in range(5):
                _, text, _, _ = painter._time(table.row(row), QRect(left, 0, room, 20), theme.colors())
                drawn.append((text, metrics.horizontalAdvance(text), room))
    assert {drawn[3][0], drawn[3][0][:16].removeprefix("2026-")} <= {text for text, _, _ in drawn}, "long and short forms"
    assert all(needed <= room for _, needed, room in drawn), drawn


def shown_view(qtbot: QtBot, table: RecordTable, width: int = 700) -> RecordView:
    view = RecordView(table)
    qtbot.addWidget(view)
    view.resize(width, 200)
    view.show()
    return view


def test_key_goes_first_then_time(qtbot: QtBot, table: RecordTable) -> None:
    table.add_batch(batch_of([Made(key=b"order-17", value=b"{}" * 50)]))
    view = shown_view(qtbot, table)
    table.tick()
    char = view.fontMetrics().averageCharWidth()

    def columns(chars: int) -> str:
        view.resize(chars * char, 200)
        return " ".join(column.name.lower() for column in RecordColumn if not view.isColumnHidden(column))

    assert columns(120) == "number time partition offset key value"
    assert columns(60) == "number time partition offset value"
    assert columns(36) == "number partition offset value"


def test_a_chosen_row_is_told_and_moves_with_the_rows(qtbot: QtBot, table: RecordTable) -> None:
    table.limit(max_rows=20)
    table.add_batch(run_of(2**40, 20))
    table.tick()
    view = shown_view(qtbot, table)
    chosen: list[tuple[str, int, int]] = []
    view.chosen.connect(lambda *what: chosen.append(what))
    place = view.visualRect(table.index(2, RecordColumn.VALUE)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(chosen) == {("test-kafka", 0, 2**40 + 17)}
    table.add_batch(run_of(2**40 + 20, 3))
    table.tick()
    assert view.currentIndex().row() == 5
    RowActions(view, table).copy_lines()
    assert QApplication.clipboard().text() == f"test-kafka:0:{2**40 + 17}: key=None value={{}}"


def test_scrolling_away_is_told(qtbot: QtBot, table: RecordTable) -> None:
    table.add_batch(run_of(0, 100))
    table.tick()
    view = shown_view(qtbot, table)
    away: list[bool] = []
    view.scrolled_away.connect(away.append)
    view.scrollTo(table.index(50, 0))
    view.scrollToTop()
    assert away == [True, False]


def painted(qtbot: QtBot, view: RecordView) -> bytes:
    image = view.grab().toImage()
    return bytes(image.constBits())


def test_a_highlighted_row_looks_different(qtbot: QtBot, table: RecordTable) -> None:
    table.add_batch(run_of(0, 3))
    table.tick()
    view = shown_view(qtbot, table)
    before = painted(qtbot, view)
    view.highlight("test-kafka", 0, 99)
    assert painted(qtbot, view) == before
    view.highlight("test-kafka", 0, 1)
    assert painted(qtbot, view) != before


def test_anything_can_be_painted(qtbot: QtBot, table: RecordTable) -> None:
    table.add_batch(
        batch_of(
            [
                Made(value=None),
                Made(offset=1, value=b""),
                Made(offset=2, value=b"\xff" * 100),
                Made(offset=3, value=b'{"a":1,"seq":9,"b":"' + b"x" * 9000 + b'"}', key=b"\x00\xff"),
                Made(offset=2**62, value="🎉中文".encode() * 2000, timestamp_ms=-1),
            ]
        )
    )
    table.add_gap(Gap(topic="t", partition=0, start=3, end=9, reason=Text("bad")))
    table.tick()
    view = shown_view(qtbot, table)
    for width in (30, 120, 400, 1500):
        view.resize(width, 300)
        assert painted(qtbot, view)


def worst_gaps(feed: Callable[[], None], seconds: float) -> tuple[float, float]:
    """Return p99 and the longest time in ms for which the loop was away while `feed` was called every 16.7 ms."""
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000 - 5)
        last = now

    heart, pump = QTimer(), QTimer()
    heart.setTimerType(Qt.TimerType.PreciseTimer)
    heart.timeout.connect(beat)
    pump.timeout.connect(feed)
    heart.start(5)
    pump.start(17)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
    heart.stop()
    pump.stop()
    gaps.sort()
    return gaps[int(len(gaps) * 0.99)], gaps[-1]


def test_feeding_costs_the_loop_little(qtbot: QtBot) -> None:
    """300,000 records/s into one pane that is on screen. The goal is 16 ms; the machine is shared, so only a stall fails."""
    batch: RecordBatch = run_of(0, 5000, value=b"x" * 200)
    table = RecordTable(no_number)
    view = shown_view(qtbot, table, 900)
    p99, longest = worst_gaps(lambda: table.add_batch(batch), 2.0)
    print(f"p99 {p99:.1f} ms, longest {longest:.1f} ms, {table.received / 2:,.0f} records/s")
    assert table.received > 300_000
    assert view.model().rowCount(QModelIndex()) == 50_000
    assert p99 < 60


def test_rows_that_only_moved_are_copied_and_look_as_if_drawn(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: dict[int, int] = {}
    table = RecordTable(lambda _, _p, offset: numbers.get(offset))
    view = shown_view(qtbot, table)
    view.resize(700, 400)
    paint, painted = RowPainter.paint, []

    def counted(self: RowPainter, painter: QPainter, row: Row, cells: Any, *more: Any) -> None:
        painted.append(row.offset)
        paint(self, painter, row, cells, *more)

    monkeypatch.setattr(RowPainter, "paint", counted)

    def shown() -> QImage:
        QApplication.processEvents()
        return view.viewport().grab().toImage()

    def drawn_anew() -> QImage:
        view.retranslate()
        return shown()

    for offset in range(8):
        table.add_batch(batch_of([Made(offset=offset, key=b"k", value=b"value %d" % offset)]))
        table.tick()
        shown()
    painted.clear()
    table.add_batch(batch_of([Made(offset=8, value=b"new")]))
    table.tick()
    after = shown()
    assert set(painted) == {8}, "the others are copied"
    assert after == drawn_anew()
    changes: tuple[Callable[[], None], ...] = (
        lambda: numbers.update({3: 17}),
        lambda: view.highlight("test-kafka", 0, 5),
        lambda: view.selectAll(),
        lambda: view.point(Focus(topic="test-kafka", partition=0)),
        lambda: view.resize(600, 380),
    )
    for change in changes:
        before = shown()
        change()
        table.touch()
        table.tick()
        after = shown()
        assert after != before
        assert after == drawn_anew()
