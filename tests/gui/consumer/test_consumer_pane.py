"""A consumer pane: what it says in each state, what its one button does, what it asks for."""

import os
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kafkadesk.core.actions import pane as actions
from kafkadesk.core.actions.pane import Verb
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.errors import UserError
from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, PaneState
from kafkadesk.core.text import Text
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.consumer import pane_words
from kafkadesk.widgets.consumer.consumer_grid import ConsumerGrid, columns_for
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.group_box import GroupBox
from kafkadesk.widgets.consumer.start_dialog import StartDialog
from tests.rigs.batches import run_of
from tests.rigs.menus import item, opened

IDLE = PaneState(pane="p1", name="Consumer 1")
PLACES = {0: 97, 1: 97}
MEMBER = replace(
    IDLE, mode=PaneMode.MEMBER, group="monitoring", generation=4, partitions=(0, 1), positions=PLACES, end_offsets=PLACES, received=0
)
OBSERVER = replace(MEMBER, mode=PaneMode.OBSERVING, group=None, generation=None)


def no_number(topic: str, partition: int, offset: int) -> int | None:
    return None


def make(qtbot: QtBot, state: PaneState = IDLE, size: tuple[int, int] = (600, 260)) -> ConsumerPane:
    pane = ConsumerPane(RecordTable(no_number), state, GroupColors())
    pane.model.setParent(pane)
    qtbot.addWidget(pane)
    pane.resize(*size)
    pane.show()
    return pane


def heard(pane: ConsumerPane) -> list[tuple[object, ...]]:
    """Return a list that fills with the intents that the pane emits, and the ids of the actions that others carry out."""
    found: list[tuple[object, ...]] = []
    for name in ("read_requested", "renamed", "seek_requested", "start_changed"):
        getattr(pane, name).connect(lambda *values, name=name: found.append((name, *values)))
    for action in (
        actions.KILL, actions.CLOSE, actions.COMMIT_NOW, actions.PYTHON, actions.MAXIMISE, actions.UNCOMMITTED, *actions.THROTTLE.values(),
        *actions.COMMIT_MODE.values(), *actions.ASSIGN.values(),
    ):  # fmt: skip
        pane.commands.bind(action, lambda action=action: found.append((action.id,)))  # type: ignore[misc]
    return found


@pytest.mark.parametrize(
    ("state", "chosen", "verb"),
    [
        (IDLE, None, "Observe"),
        (IDLE, "audit", "Join"),
        (MEMBER, "monitoring", "Leave"),
        (MEMBER, "audit", "Switch"),
        (MEMBER, None, "Switch"),
        (OBSERVER, None, "Stop"),
        (OBSERVER, "audit", "Switch"),
        (replace(MEMBER, mode=PaneMode.JOINING), "monitoring", "Leave"),
        (replace(MEMBER, mode=PaneMode.REBALANCING), "monitoring", "Leave"),
        (replace(OBSERVER, mode=PaneMode.STARTING), None, "Stop"),
        (replace(MEMBER, mode=PaneMode.LEAVING), "monitoring", "Leave"),
        (replace(MEMBER, mode=PaneMode.KILLED), "monitoring", "Join"),
        (replace(MEMBER, mode=PaneMode.FAILED), None, "Observe"),
    ],
)
def test_the_one_button(qtbot: QtBot, state: PaneState, chosen: str | None, verb: str) -> None:
    pane = make(qtbot, state)
    pane.header.box.set_group(chosen)
    assert pane.header.button.text() == verb
    assert pane.header.button.isEnabled() == (state.mode is not PaneMode.LEAVING)


def test_typing_a_group_does_nothing_until_the_button(qtbot: QtBot) -> None:
    pane = make(qtbot)
    intents = heard(pane)
    pane.header.box.setFocus()
    QTest.keyClicks(pane.header.box, "audit")
    QTest.keyClick(pane.header.box, Qt.Key.Key_Return)
    assert intents == []
    pane.set_state(replace(IDLE, received=5))  # what is typed stays
    QTest.mouseClick(pane.header.button, Qt.MouseButton.LeftButton)
    assert intents == [("read_requested", "p1", Verb.JOIN, "audit", Start())]


@pytest.mark.parametrize(
    ("state", "chosen", "intent"),
    [
        (IDLE, None, ("read_requested", "p1", Verb.OBSERVE, "", Start())),
        (MEMBER, "monitoring", ("read_requested", "p1", Verb.LEAVE, "monitoring", Start())),
        (MEMBER, "audit", ("read_requested", "p1", Verb.SWITCH, "audit", Start())),
        (MEMBER, None, ("read_requested", "p1", Verb.SWITCH, "", Start())),
        (OBSERVER, None, ("read_requested", "p1", Verb.STOP, "", Start())),
    ],
)
def test_what_the_button_asks_for(qtbot: QtBot, state: PaneState, chosen: str | None, intent: tuple[object, ...]) -> None:
    pane = make(qtbot, state)
    intents = heard(pane)
    pane.header.box.set_group(chosen)
    pane.header.button.click()
    assert intents == [intent]


def test_the_observe_entry_clears_the_box_and_recent_groups_are_offered(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    pane.set_recent_groups(("monitoring", "audit"))
    box = pane.header.box
    assert [box.itemText(i) for i in range(box.count())] == ["observe (no group)", "monitoring", "audit"]
    assert box.group() == "monitoring"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert box.group() is None
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert box.group() == "audit"


def test_not_available_says_why(qtbot: QtBot) -> None:
    pane = make(qtbot)
    pane.set_available("Choose a topic first.")
    assert not pane.header.button.isEnabled()
    assert pane.header.button.toolTip() == "Choose a topic first."
    pane.set_state(MEMBER)
    assert pane.header.button.isEnabled()  # leaving is always possible


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (IDLE, "Choose a group and press Join, or press Observe."),
        (replace(MEMBER, mode=PaneMode.JOINING), "Joining group monitoring…"),
        (
            replace(MEMBER, partitions=()),
            "No partition: the group has more members than the topic has partitions, or the others have not given theirs up yet.",
        ),
        (MEMBER, "Waiting."),
        (replace(MEMBER, begin_offsets={0: 7, 1: 67}), "Waiting. 120 older records:"),
        (replace(MEMBER, begin_offsets=PLACES), "Waiting."),
        (replace(MEMBER, mode=PaneMode.KILLED, killed_at=0.0), "Press Join or Observe to start it again."),
    ],
)
def test_empty(qtbot: QtBot, state: PaneState, text: str) -> None:
    pane = make(qtbot, state)
    assert pane.body.empty.text() == text
    assert pane.body.empty.isVisible()
    assert pane.body.older.isVisible() == ("older" in text)


def test_older_records_are_asked_for(qtbot: QtBot) -> None:
    pane = make(qtbot, replace(MEMBER, begin_offsets={0: 0, 1: 0}))
    intents = heard(pane)
    pane.body.older.click()
    assert intents == [("seek_requested", "p1", Start(StartKind.EARLIEST))]


@pytest.mark.parametrize(("passed", "text"), [
    (0.0, "Killed. Kafka notices in ≤ 6 s"),
    (2.5, "Killed. Kafka notices in ≤ 4 s"),
    (5.99, "Killed. Kafka notices in ≤ 1 s"),
    (6.01, "Killed. Its session timeout is over: the group goes on without it."),
])  # fmt: skip
def test_a_killed_pane_counts_down(passed: float, text: str) -> None:
    assert pane_words.notice(replace(MEMBER, mode=PaneMode.KILLED, killed_at=100.0), 100.0 + passed) == text


def test_the_countdown_is_shown_and_ends(qtbot: QtBot) -> None:
    pane = make(qtbot)
    pane.set_state(replace(MEMBER, mode=PaneMode.KILLED, killed_at=time.monotonic(), session_timeout_s=0.6))
    assert pane.notice.text() == "Killed. Kafka notices in ≤ 1 s"
    qtbot.waitUntil(lambda: pane.notice.text().startswith("Killed. Its session timeout is over"), timeout=5000)
    pane.set_state(replace(MEMBER, mode=PaneMode.JOINING))
    assert not pane.notice.isVisible()


def test_trouble_is_plain_text(qtbot: QtBot) -> None:
    error = UserError(Text("The topic <b>x</b> is gone."), Text("Choose another."))
    pane = make(qtbot, replace(MEMBER, mode=PaneMode.FAILED, error=error))
    assert pane.notice.text() == "The topic <b>x</b> is gone. Choose another."
    assert pane.notice.textFormat() is Qt.TextFormat.PlainText
    assert pane.header.status.text() == "failed"


def test_footer(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    pane.model.add_batch(run_of(97, 7))
    pane.model.tick()
    pane.set_state(replace(MEMBER, rate=21_000.0, end_offsets={0: 100, 1: 97}, delay_ms=12.3))
    assert pane.footer.text() == "7 received · 7 shown · 0 dropped · 21,000/s · 3 unread · from latest · 12 ms end to end"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (IDLE, "from latest"),
        (OBSERVER, "0 received · 0 unread · observes, commits nothing · from latest"),
        (
            replace(MEMBER, commit=CommitMode.MANUAL, start=Start(StartKind.LAST, 100)),
            "0 received · 0 unread · commits by hand · from the last 100",
        ),
        (replace(MEMBER, per_second=5), "0 received · 0 unread · at most 5/s · from latest"),
        (replace(MEMBER, uncommitted=True), "0 received · 0 unread · includes aborted · from latest"),
        (
            replace(MEMBER, passed={GapKind.MARKER: 1_234, GapKind.ABORTED: 7, GapKind.UNREADABLE: 3}),
            "0 received · 0 unread · unreadable 3 · aborted 7 · transaction markers 1,234 · from latest",
        ),
        (replace(MEMBER, resumed=frozenset(PLACES)), "0 received · 0 unread · resumes at 97"),
        (replace(MEMBER, resumed=frozenset(PLACES), positions={0: 97, 1: 99}), "0 received · 0 unread · resumes at P0:97 P1:99"),
    ],
)
def test_footer_in_other_states(qtbot: QtBot, state: PaneState, text: str) -> None:
    pane = make(qtbot)
    pane.set_state(state)
    assert pane.footer.text() == text


def test_where_it_resumed_does_not_move_with_its_position(qtbot: QtBot) -> None:
    pane = make(qtbot)
    resumed = replace(MEMBER, resumed=frozenset(PLACES))
    pane.set_state(resumed)
    pane.set_state(replace(resumed, positions={0: 150, 1: 150}))
    assert "resumes at 97" in pane.footer.text()


def test_the_footer_is_never_clipped(qtbot: QtBot) -> None:
    for size in ((600, 260), (260, 120), (200, 100)):
        pane = make(qtbot, MEMBER, size)
        pane.resize(pane.minimumSizeHint())
        bottom = pane.footer.mapTo(pane, pane.footer.rect().bottomLeft()).y()
        assert bottom < pane.height()
        assert pane.footer.height() >= pane.fontMetrics().height()


def test_pause_freezes_and_counts(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    pane.model.add_batch(run_of(0, 3))
    pane.model.tick()
    pane.header.pause.click()
    pane.model.add_batch(run_of(3, 23))
    pane.model.tick()
    assert (pane.model.rowCount(), pane.fresh.text(), pane.fresh.isVisible()) == (3, "▲ 23 new", True)
    pane.fresh.click()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 26)
    assert not pane.header.pause.isChecked()
    assert not pane.fresh.isVisible()


def test_scrolled_away_holds_too(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    pane.model.add_batch(run_of(0, 100))
    pane.model.tick()
    pane.view.scrollTo(pane.model.index(50, 0))
    pane.model.add_batch(run_of(100, 5))
    pane.model.tick()
    assert (pane.model.held, pane.model.waiting) == (True, 5)
    pane.view.scrollToTop()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 105)


def test_rename(qtbot: QtBot) -> None:
    pane = make(qtbot)
    intents = heard(pane)
    pane.header.name.setText("  Alice ")
    pane.header.name.editingFinished.emit()
    pane.header.name.setText(" ")
    pane.header.name.editingFinished.emit()
    assert intents == [("renamed", "p1", "Alice")]
    assert pane.header.name.text() == "Consumer 1"


def entries(menu: QMenu) -> dict[str, bool]:
    """Return all entries of a menu and of those in it, and whether they can be used."""
    found: dict[str, bool] = {}
    for action in menu.actions():
        sub = menu.findChildren(QMenu)
        found[action.text().partition("\t")[0]] = action.isEnabled()
        for one in sub:
            if one.title() == action.text():
                found |= entries(one)
    return found


def test_menu(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    intents = heard(pane)
    menu = pane.menu
    opened(menu)
    usable = entries(menu)
    assert usable["Kill"]
    assert usable["Seek"]
    assert usable["Commit now"]
    assert not usable["Copy rows as lines"]
    every = {action.text(): action for one in (menu, *menu.findChildren(QMenu)) for action in one.actions()}
    for text in ("Kill", "Close", "Commit now", "by hand", "to earliest", "from earliest", "at most 5/s", "Show as Python…", "Maximise"):
        every[text].trigger()
    assert intents == [
        ("pane.kill",),
        ("pane.close",),
        ("pane.commit",),
        ("pane.commit_manual",),
        ("seek_requested", "p1", Start(StartKind.EARLIEST)),
        ("start_changed", "p1", Start(StartKind.EARLIEST)),
        ("pane.throttle_5",),
        ("pane.python",),
        ("pane.maximise",),
    ]
    every["Show uncommitted and aborted records"].trigger()
    assert ("pane.uncommitted",) in intents
    pane.set_state(replace(IDLE, next=replace(IDLE.plan, start=Start(StartKind.EARLIEST))))
    pane.header.box.set_group("audit")
    pane.header.button.click()
    assert intents[-1] == ("read_requested", "p1", Verb.JOIN, "audit", Start(StartKind.EARLIEST))


def test_a_commit_mode_chosen_by_a_member_is_marked_and_said_to_hold_from_its_next_join(qtbot: QtBot) -> None:
    pane = make(qtbot, MEMBER)
    heard(pane)
    for state, title in ((MEMBER, "Commit (from the next join on)"), (IDLE, "Commit")):
        pane.set_state(replace(state, next=replace(state.plan, commit=CommitMode.MANUAL)))
        opened(pane.menu)
        sub = next(sub for sub in pane.menu.findChildren(QMenu) if sub.title() == title)
        opened(sub)
        assert [(a.text(), a.isChecked()) for a in sub.actions()[:2]] == [("what was shown", False), ("by hand", True)]


def test_menu_of_an_idle_pane(qtbot: QtBot) -> None:
    pane = make(qtbot)
    heard(pane)
    pane.set_maximised(True)
    opened(pane.menu)
    usable = entries(pane.menu)
    assert (usable["Kill"], usable["Seek"], usable["Commit now"], usable["Back to all panes"]) == (False, False, False, True)


def assignment(menu: QMenu) -> QMenu:
    """Return the submenu of strategies."""
    sub = item(menu, "Assignment").menu()
    assert isinstance(sub, QMenu)
    return sub


def test_strategy_is_chosen_before_a_join_and_the_one_in_use_is_marked(qtbot: QtBot) -> None:
    pane = make(qtbot)
    intents = heard(pane)
    pane.set_state(replace(IDLE, assignor=Assignor.STICKY))
    sub = assignment(pane.menu)
    assert [(a.text(), a.isChecked()) for a in sub.actions()] == [
        ("range", False), ("roundrobin", False), ("sticky", True), ("cooperative-sticky", False),
    ]  # fmt: skip
    assert sub.actions()[3].toolTip().endswith("only the partitions that move are given up: the others keep flowing during a rebalance.")
    sub.actions()[3].trigger()
    assert intents == [("pane.assign_cooperative-sticky",)]
    pane.set_state(MEMBER)
    sub = assignment(pane.menu)
    assert sub.title() == "Assignment (leave the group to change it)"
    assert not any(a.isEnabled() for a in sub.actions())
    assert {a.toolTip() for a in sub.actions()} == {"Leave the group to change it"}


@pytest.mark.parametrize(
    "start",
    [
        Start(),
        Start(StartKind.EARLIEST),
        Start(StartKind.LAST, 7),
        Start(StartKind.OFFSET, 2**60),
        Start(StartKind.TIME, 1_795_000_000_123),
    ],
)
def test_start_dialog_gives_back_what_it_was_given(qtbot: QtBot, start: Start) -> None:
    dialog = StartDialog("Seek", "", start)
    qtbot.addWidget(dialog)
    assert dialog.start() == start


@pytest.mark.skipif(os.name == "nt", reason="the zone of a process cannot be set there")
@pytest.mark.parametrize(("zone", "said"), [("Asia/Shanghai", "UTC+08:00"), ("America/St_Johns", "UTC-03:30"), ("UTC", "UTC+00:00")])
def test_start_dialog_shows_its_time_zone_and_takes_milliseconds(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, zone: str, said: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        dialog = StartDialog("Seek", "", Start(StartKind.TIME, 1_795_000_000_123))
        qtbot.addWidget(dialog)
        assert dialog._zone.text() == f"In this PC's time zone: {said}"
        assert dialog._time.text().endswith(".123")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("text", "good"), [("0", True), (str(2**63 - 1), True), (str(2**63), False), ("-1", False), ("", False), ("٣", False)]
)
def test_start_dialog_checks_the_offset(qtbot: QtBot, text: str, good: bool) -> None:
    dialog = StartDialog("Seek", "", Start(StartKind.OFFSET, 1))
    qtbot.addWidget(dialog)
    dialog._offset.setText(text)
    assert dialog._buttons.button(dialog._buttons.StandardButton.Ok).isEnabled() == good


@pytest.mark.parametrize(("panes", "columns"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 5), (10, 5), (14, 5)])
def test_columns(panes: int, columns: int) -> None:
    assert columns_for(panes) == columns


def grid_with(qtbot: QtBot, count: int, size: tuple[int, int]) -> ConsumerGrid:
    grid = ConsumerGrid()
    qtbot.addWidget(grid)
    grid.resize(*size)
    for i in range(count):
        grid.add(ConsumerPane(RecordTable(no_number, index=i), replace(MEMBER, pane=f"p{i}", name=f"Consumer {i}"), GroupColors()))
    grid.show()
    QApplication.processEvents()
    return grid


def test_a_pane_that_is_added_beside_a_maximised_one_is_seen(qtbot: QtBot) -> None:
    grid = grid_with(qtbot, 2, (1000, 600))
    grid.toggle_maximised("p0")
    grid.add(ConsumerPane(RecordTable(no_number), replace(MEMBER, pane="p2"), GroupColors()))
    QApplication.processEvents()
    assert [pane.isVisible() for pane in grid.panes()] == [True, True, True]
    assert all(pane.window() is grid for pane in grid.panes())


def places(grid: ConsumerGrid) -> list[str]:
    """Return the panes row by row, as they stand."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for pane in grid.panes():
        if pane.isVisible():
            rows.setdefault(pane.y(), []).append((pane.x(), pane.pane))
    return [" ".join(name for _, name in sorted(row)) for _, row in sorted(rows.items())]


@pytest.mark.parametrize(
    ("count", "drawn"),
    [
        (1, ["p0"]),
        (2, ["p0 p1"]),
        (3, ["p0 p1", "p2"]),
        (5, ["p0 p1 p2", "p3 p4"]),
        (10, ["p0 p1 p2 p3 p4", "p5 p6 p7 p8 p9"]),
    ],
)
def test_grid(qtbot: QtBot, count: int, drawn: list[str]) -> None:
    assert places(grid_with(qtbot, count, (1200, 500))) == drawn


@pytest.mark.parametrize(("count", "size"), [(1, (945, 360)), (4, (945, 360)), (10, (945, 360)), (10, (2180, 820)), (24, (945, 360))])
def test_no_footer_is_clipped_and_nothing_overlaps(qtbot: QtBot, count: int, size: tuple[int, int]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    grid = grid_with(qtbot, count, size)
    inner = grid.widget()
    assert inner is not None
    assert inner.width() <= grid.viewport().width()  # it scrolls downwards at most
    assert (inner.height() <= grid.viewport().height()) == (count <= 10)
    for pane in grid.panes():
        foot = pane.footer.mapTo(inner, pane.footer.rect().bottomLeft()).y()
        assert foot < pane.geometry().bottom() <= inner.height()
        assert pane.header.button.mapTo(pane, pane.header.button.rect().topRight()).x() < pane.width()


def test_rows_of_panes_are_equally_tall_whatever_they_say(qtbot: QtBot) -> None:
    grid = grid_with(qtbot, 10, (908, 330))
    killed = grid.panes()[8]
    killed.set_state(replace(killed.state, mode=PaneMode.KILLED, killed_at=time.monotonic(), partitions=()))
    joining = grid.panes()[6]
    joining.set_state(replace(joining.state, mode=PaneMode.JOINING, partitions=()))
    inner = grid.widget()
    assert inner is not None

    def settled() -> None:
        heights, widths = [p.height() for p in grid.panes()], [p.width() for p in grid.panes()]
        assert max(heights) - min(heights) <= 1
        assert max(widths) - min(widths) <= 1
        assert inner.width() <= grid.viewport().width()

    qtbot.waitUntil(settled)


def test_one_pane_large_and_back(qtbot: QtBot) -> None:
    grid = grid_with(qtbot, 4, (1200, 500))
    told: list[str] = []
    grid.maximised.connect(told.append)
    header = grid.panes()[2].header
    where = QPointF(1, 1)
    press = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, where, header.mapToGlobal(where), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    QApplication.sendEvent(header, press)
    QApplication.processEvents()
    assert places(grid) == ["p2"]
    QTest.keyClick(grid.panes()[2], Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert places(grid) == ["p0 p1", "p2 p3"]
    assert told == ["p2", ""]


def test_a_large_pane_that_is_closed_gives_the_others_back(qtbot: QtBot) -> None:
    grid = grid_with(qtbot, 3, (1200, 500))
    grid.toggle_maximised("p1")
    grid.remove("p1")
    QApplication.processEvents()
    assert places(grid) == ["p0 p2"]
    assert grid.pane("p1") is None


def test_a_message_is_lit_in_all_panes(qtbot: QtBot) -> None:
    grid = grid_with(qtbot, 2, (1200, 300))
    selected: list[tuple[object, ...]] = []
    grid.message_selected.connect(lambda *what: selected.append(what))
    for pane in grid.panes():
        pane.model.add_batch(run_of(2**40, 2))
        pane.model.tick()
    first, second = grid.panes()
    before = second.view.grab().toImage()
    place = first.view.visualRect(first.model.index(0, 5)).center()
    QTest.mouseClick(first.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected[-1] == ("test-kafka", 0, 2**40 + 1)
    grid.highlight("test-kafka", 0, 2**40 + 1)
    assert second.view.grab().toImage() != before


def test_theme_follows_what_is_chosen(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for scheme, dark in (("dark", True), ("light", False)):
        theme.apply(app, scheme)
        assert theme.is_dark() is dark
    points = app.font().pointSizeF()
    theme.zoom(app, 2)
    assert app.font().pointSizeF() == points + 2
    theme.zoom(app, 0)
    assert app.font().pointSizeF() == points


@pytest.mark.parametrize("height", [120, 160, 200, 260])
def test_a_long_notice_pushes_no_row_under_the_status_line(qtbot: QtBot, height: int) -> None:
    long = Text("Broker 127.0.0.1:9092 took the connection and has not answered for 10 s. " * 3)
    pane = make(qtbot, replace(MEMBER, error=UserError(long, long)), (300, height))
    pane.model.add_batch(run_of(0, 30))
    qtbot.waitUntil(lambda: pane.body.currentWidget() is pane.view)
    QApplication.processEvents()
    assert pane.body.geometry().bottom() < pane._foot.geometry().top()
    assert pane.notice.geometry().bottom() < pane.body.geometry().top() + 1
    assert pane._foot.geometry().bottom() < pane.height()


def test_another_language_leaves_the_group_in_its_box(qtbot: QtBot, qapp: QApplication) -> None:
    """The box showed "observe", and the button "Switch", in every pane that was in a group."""
    box = GroupBox()
    qtbot.addWidget(box)
    box.set_recent(("audit",))
    box.set_group("billing")
    qapp.sendEvent(box, QEvent(QEvent.Type.LanguageChange))
    assert box.group() == "billing"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    qapp.sendEvent(box, QEvent(QEvent.Type.LanguageChange))
    assert box.group() is None
