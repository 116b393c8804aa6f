"""What comes back at the next start, and the user's own panes beside a lesson's."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions import pane as actions
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.widgets.consumer.group_guard_dialog import GroupGuardDialog
from kafkadesk.widgets.window.callout import Callouts
from kafkadesk.widgets.window.python_dialog import PythonDialog
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, stable
from tests.rigs.window import connected_window, run_in_qt

Scenario = Callable[[Desk, WindowParts, Hub, Workspace], Awaitable[Any]]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, broker: Broker) -> Callable[[Scenario], Any]:
    """Let somebody sit at a new window that is connected to the broker, do something, and leave."""

    async def session(scenario: Scenario) -> Any:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, wiring):
            workspace = Workspace(desk, parts, wiring.intents)
            try:
                return await scenario(desk, parts, wiring, workspace)
            finally:
                workspace.close()

    return lambda scenario: run_in_qt(qapp, session(scenario))


def test_panes_come_back_idle_and_read_again_when_asked_to(sit: Callable[[Scenario], Any]) -> None:
    async def first(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> Any:
        topic = await new_topic(desk)
        member = desk.add_pane("Anna")
        await desk.join(
            member,
            ReadPlan(
                topic=topic, group=f"group-{topic}", start=Start(StartKind.LAST, 5), commit=CommitMode.MANUAL, assignor=Assignor.STICKY
            ),
            confirmed=True,
        )
        desk.guard.add_own(f"group-{topic}")
        observer, idle = desk.add_pane("Otto"), desk.add_pane("Ida")
        desk.observe(observer, topic)
        desk.choose(idle, assignor=Assignor.COOPERATIVE_STICKY)
        await stable(desk, topic, f"group-{topic}", member)
        return topic, json.loads(json.dumps(workspace.state()))

    topic, kept = sit(first)

    async def second(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        workspace.restore(kept)
        assert [(p.name, p.mode, p.group, p.start, p.commit, p.assignor) for p in desk.panes.values()] == [
            ("Anna", PaneMode.IDLE, f"group-{topic}", Start(StartKind.LAST, 5), "manual", "sticky"),
            ("Otto", PaneMode.IDLE, None, Start(), "shown", "range"),
            ("Ida", PaneMode.IDLE, None, Start(), "shown", "cooperative-sticky"),
        ]
        await desk.until(lambda: len(parts.grid.panes()) == 3, WAIT_S)
        assert parts.grid.panes()[0].header.box.group() == f"group-{topic}"
        workspace.resume()
        anna, otto, ida = desk.panes
        await stable(desk, topic, f"group-{topic}", anna)
        await desk.until(lambda: desk.panes[otto].mode is PaneMode.OBSERVING, WAIT_S)
        assert desk.panes[ida].mode is PaneMode.IDLE

    sit(second)


def test_what_was_chosen_for_the_next_reading_is_in_the_python_script_and_comes_back(sit: Callable[[Scenario], Any]) -> None:
    async def first(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> Any:
        pane = desk.add_pane("Nina", ReadPlan(topic="t", group="g"))
        (widget,) = parts.grid.panes()
        widget.start_changed.emit(pane, Start(StartKind.OFFSET, 97))
        widget.commands.trigger(actions.COMMIT_MODE[CommitMode.MANUAL])
        widget.commands.trigger(actions.PYTHON)
        dialog = parts.window.findChild(PythonDialog)
        assert dialog is not None
        text = dialog.findChild(QPlainTextEdit)
        assert text is not None
        script = text.toPlainText()
        assert "return 97" in script
        assert "consumer.commit()" not in script
        dialog.close()
        return json.loads(json.dumps(workspace.state()))

    kept = sit(first)

    async def second(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        workspace.restore(kept)
        (pane,) = desk.panes.values()
        assert (pane.group, pane.start, pane.commit) == ("g", Start(StartKind.OFFSET, 97), CommitMode.MANUAL)

    sit(second)


def test_the_guard_asks_about_the_group_behind_a_lessons_label(sit: Callable[[Scenario], Any]) -> None:
    async def scenario(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        topic = await new_topic(desk, 1)
        parts.producer.set_topic(topic)
        async with desk_on(desk.connection.bootstrap) as theirs:
            await join(theirs, topic, f"{topic}-A")
            desk.labels.set_label(f"{topic}-A", "A")
            pane = desk.add_pane()
            (widget,) = parts.grid.panes()
            widget.read_requested.emit(pane, actions.Verb.JOIN, "A", Start())
            await desk.until(lambda: parts.window.findChild(GroupGuardDialog) is not None, WAIT_S)
            dialog = parts.window.findChild(GroupGuardDialog)
            assert dialog is not None
            assert desk.panes[pane].mode is PaneMode.IDLE
            next(b for b in dialog.findChildren(QPushButton) if b.text() == "Join anyway").click()
            await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, WAIT_S)
            assert desk.panes[pane].group == f"{topic}-A"

    sit(scenario)


@pytest.mark.parametrize(
    "wrong",
    [{}, {"panes": 3}, {"panes": [{}, None, {"name": "", "topic": "t", "group": None, "reading": True}]}, {"own_groups": {"c": 1}},
     {"panes": [{"name": "x", "topic": 1, "group": None, "reading": True}]}],
)  # fmt: skip
def test_a_workspace_edited_by_hand_is_passed_over(sit: Callable[[Scenario], Any], wrong: dict[str, Any]) -> None:
    async def scenario(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        workspace.restore(wrong)
        workspace.resume()
        assert not desk.panes

    sit(scenario)


def test_a_lesson_has_the_window_for_itself_and_the_users_panes_go_on(sit: Callable[[Scenario], Any]) -> None:
    async def scenario(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        topic = await new_topic(desk)
        mine = desk.add_pane("mine")
        desk.observe(mine, topic)
        await desk.until(lambda: desk.panes[mine].mode is PaneMode.OBSERVING, WAIT_S)
        workspace.begin_lesson()
        theirs = desk.add_pane("lesson's")
        desk.observe(theirs, topic)
        await desk.until(lambda: desk.panes[theirs].mode is PaneMode.OBSERVING, WAIT_S)
        parts.matrix.refresh()

        def shown() -> list[str]:
            return [pane.state.name for pane in parts.grid.panes() if pane.isVisible()]

        def columns() -> list[str]:
            model = parts.matrix.cells.model()
            assert isinstance(model, MatrixTable)
            return [column.name for column in model.columns()]

        assert (shown(), columns()) == (["lesson's"], ["lesson's"])
        assert desk.panes[mine].mode is PaneMode.OBSERVING
        workspace.end_lesson()
        assert (shown(), columns()) == (["mine", "lesson's"], ["mine", "lesson's"])

    sit(scenario)


def test_a_callout_goes_with_the_first_send_also_by_key(sit: Callable[[Scenario], Any]) -> None:
    async def scenario(desk: Desk, parts: WindowParts, wiring: Hub, workspace: Workspace) -> None:
        topic = await new_topic(desk)
        parts.producer.set_topic(topic)
        parts.callouts.point("send", parts.producer.editor.controls.button, "Press Send")
        assert parts.callouts.is_shown()
        parts.producer.send_requested.emit(parts.producer.editor.plan())
        assert not parts.callouts.is_shown()
        await desk.until(lambda: not desk.sends.running(), WAIT_S)

    sit(scenario)


def test_a_callout_that_took_itself_away_is_forgotten(qtbot: QtBot) -> None:
    """A mouse on the button ends it before the button's own signal: what comes afterwards must not meet a deleted object."""
    target = QPushButton("Send")
    qtbot.addWidget(target)
    target.show()
    callouts = Callouts()
    callouts.point("send", target, "Press Send")
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not callouts.is_shown()
    assert not callouts.dismiss()
