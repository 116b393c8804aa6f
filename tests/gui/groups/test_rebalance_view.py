"""The timeline of rebalances: rows, words, selection, and before and after in the flow view."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.groups.rebalance_rows import CauseKind, Move, RebalanceRow
from kafkadesk.core.text import Text
from kafkadesk.models.rebalance_table import RebalanceColumn, RebalanceTable, seconds_text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.flow.flow_view import FlowView
from kafkadesk.widgets.groups.rebalance_view import RebalanceView
from tests.rigs import drawn_flow as drawn

JOINED = RebalanceRow(
    group="g", label="monitoring", topics={"a": "t", "b": "t"}, at_ms=1_795_000_000_000, cause=Text("Consumer 2 joined"), noticed_after_s=0.0, seconds=0.24,
    generation=4, moves=(Move(partitions=(2, 3), source="Consumer 1", target="Consumer 2"),), paused=(("Consumer 1", 0.061),),
    before={"a": (0, 1, 2, 3)}, after={"a": (0, 1), "b": (2, 3)}, names={"a": "Consumer 1", "b": "Consumer 2"},
)  # fmt: skip
KILLED = replace(
    JOINED, at_ms=JOINED.at_ms + 60_000, cause=Text("Consumer 2 was killed"), noticed_after_s=5.86, seconds=0.31, generation=5,
    moves=(Move(partitions=(2, 3), source="Consumer 2", target="Consumer 1"),), paused=(),
)  # fmt: skip
GOING_ON = replace(
    JOINED,
    at_ms=JOINED.at_ms + 90_000,
    cause=Text("another program"),
    noticed_after_s=None,
    seconds=None,
    generation=None,
    moves=(),
    paused=(),
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> RebalanceView:
    theme.apply(qapp, "light")
    table = RebalanceTable()
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    made = RebalanceView(table, GroupColors())
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 250)
    made.show()
    return made


def cells(view: RebalanceView, row: int) -> list[str]:
    table = view.table
    return [str(table.data(table.index(row, column))) for column in RebalanceColumn][1:]


def test_rows_in_words(view: RebalanceView) -> None:
    view.table.set_rows([GOING_ON, KILLED, JOINED])
    assert cells(view, 0) == ["monitoring", "another program", "—", "…", "—", "…", "—"]
    assert cells(view, 1) == ["monitoring", "Consumer 2 was killed", "5.86 s", "310 ms", "5", "P 2 3: Consumer 2 → Consumer 1", "—"]
    assert cells(view, 2) == ["monitoring", "Consumer 2 joined", "0 ms", "240 ms", "4", "P 2 3: Consumer 1 → Consumer 2", "61 ms"]
    assert not view.grab().isNull()


def test_the_selected_one_is_told_and_stays_selected(view: RebalanceView) -> None:
    view.table.set_rows([JOINED])
    assert view.told.text() == "Select one to see what happened."
    assert not view.show_flow.isEnabled()
    view.view.selectRow(0)
    view.table.set_rows([KILLED, JOINED])
    assert view.chosen() == JOINED
    assert view.told.text() == (
        "monitoring: Consumer 2 joined. Stable again 240 ms later. Moved: P 2 3: Consumer 1 → Consumer 2. "
        "Read nothing meanwhile: Consumer 1 61 ms."
    )
    view.view.selectRow(0)
    assert "The group noticed it after 5.86 s." in view.told.text()


def test_one_that_goes_on_ends_in_its_row(view: RebalanceView) -> None:
    view.table.set_rows([GOING_ON, JOINED])
    view.view.selectRow(0)
    assert not view.show_flow.isEnabled()
    view.table.set_rows([replace(GOING_ON, seconds=0.5, generation=6), JOINED])
    assert view.told.text() == "monitoring: another program. Stable again 500 ms later. No partition moved."
    assert view.show_flow.isEnabled()


def test_the_drawn_timeline_shows_what_took_long_and_selects_its_row(view: RebalanceView) -> None:
    left = replace(JOINED, at_ms=JOINED.at_ms + 30_000, cause=Text("{name} left", {"name": "Consumer 2"}))
    view.table.set_rows([KILLED, left, JOINED])
    (_, joined, _), _, (_, killed, noticed) = view.axis.bars()
    assert joined.right() < killed.left()
    assert killed.width() > 5 * joined.width()  # it took the session's timeout
    assert noticed - killed.left() > 0.8 * killed.width()
    assert 0 <= joined.left() <= killed.right() <= view.axis.width()
    asked: list[RebalanceRow] = []
    view.flow_requested.connect(asked.append)
    QTest.mouseClick(view.axis, Qt.MouseButton.LeftButton, pos=killed.center().toPoint())
    assert view.chosen() == KILLED
    QTest.mouseDClick(view.axis, Qt.MouseButton.LeftButton, pos=joined.center().toPoint())
    assert view.chosen() in (JOINED, KILLED)
    assert len(asked) == 1
    assert [row.kind for row in (JOINED, left, GOING_ON, KILLED)] == [CauseKind.JOIN, CauseKind.LEAVE, CauseKind.FOREIGN, CauseKind.DEATH]


def test_where_there_is_no_room_the_cause_is_read_and_the_rest_told_below(view: RebalanceView) -> None:
    view.table.set_rows([KILLED, JOINED])
    view.resize(545, 250)
    column = view.view.columnWidth(RebalanceColumn.CAUSE)
    assert column > view.fontMetrics().horizontalAdvance("Consumer 2 was killed")
    assert view.view.isColumnHidden(RebalanceColumn.MOVED)
    view.resize(990, 250)
    assert not view.view.isColumnHidden(RebalanceColumn.MOVED)


def test_before_and_after_are_asked_for(view: RebalanceView) -> None:
    view.table.set_rows([KILLED, JOINED])
    asked: list[RebalanceRow] = []
    view.flow_requested.connect(asked.append)
    view.view.selectRow(1)
    QTest.mouseClick(view.show_flow, Qt.MouseButton.LeftButton)
    assert asked == [JOINED]


def test_nothing_yet(view: RebalanceView) -> None:
    assert view.view.isHidden() or not view.view.isVisible()
    view.table.set_rows([JOINED])
    assert view.view.isVisible()
    view.table.set_rows([])
    assert not view.view.isVisible()


def test_the_flow_view_shows_the_past_until_it_is_left(qtbot: QtBot) -> None:
    flow = FlowView()
    qtbot.addWidget(flow)
    flow.resize(560, 330)
    flow.show()
    now = drawn.world_of(drawn.topic_of("t", 4, drawn.FOUR))
    flow.set_world(now)
    past = drawn.world_of(drawn.topic_of("t", 4, "Consumer_1 monitoring 0-1\nConsumer_2 monitoring 2-3"))
    flow.show_past(past, "monitoring: Consumer 2 joined.")
    assert flow.caption.text() == "monitoring: Consumer 2 joined."
    flow.set_world(drawn.world_of(drawn.topic_of("t", 4, drawn.FOREIGN)))
    flow.records("t", 0, "Consumer_1", 1)
    assert ([seat.key for seat in flow.scene.plan.seats], flow.scene.dots) == (["Consumer_1", "Consumer_2"], 0)
    QTest.mouseClick(flow.back, Qt.MouseButton.LeftButton)
    assert len(flow.scene.plan.seats) == 4
    assert not flow.back.isVisible()


@pytest.mark.parametrize(("seconds", "text"), [(0.0, "0 ms"), (0.2401, "240 ms"), (0.9996, "1.00 s"), (5.861, "5.86 s")])
def test_durations(seconds: float, text: str) -> None:
    assert seconds_text(seconds) == text
