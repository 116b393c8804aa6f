"""What comes back at the next start, and the user's own panes beside a lesson's."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Wiring
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.window import Parts
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.widgets.window.callout import Callouts
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, new_topic, stable
from tests.rigs.window import connected_window, run_in_qt

Scenario = Callable[[Desk, Parts, Wiring, Workspace], Awaitable[Any]]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, broker: Broker) -> Callable[[Scenario], Any]:
    """Let somebody sit at a new window that is connected to the broker, do something, and leave."""

    async def session(scenario: Scenario) -> Any:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, wiring):
            workspace = Workspace(desk, parts, wiring)
            try:
                return await scenario(desk, parts, wiring, workspace)
            finally:
                workspace.close()

    return lambda scenario: run_in_qt(qapp, session(scenario))


def test_panes_come_back_idle_and_read_again_when_asked_to(sit: Callable[[Scenario], Any]) -> None:
    async def first(desk: Desk, parts: Parts, wiring: Wiring, workspace: Workspace) -> Any:
        topic = await new_topic(desk)
        member = desk.add_pane("Anna")
        desk.join(
            member,
            ReadPlan(
                topic=topic, group=f"group-{topic}", start=Start(StartKind.LAST, 5), commit=CommitMode.MANUAL, assignor=Assignor.STICKY
            ),
        )
        wiring.panes.shows_own_group(f"group-{topic}")
        observer, idle = desk.add_pane("Otto"), desk.add_pane("Ida")
        desk.observe(observer, topic)
        desk.choose_assignor(idle, Assignor.COOPERATIVE_STICKY)
        await stable(desk, topic, f"group-{topic}", member)
        return topic, json.loads(json.dumps(workspace.state()))

    topic, kept = sit(first)

    async def second(desk: Desk, parts: Parts, wiring: Wiring, workspace: Workspace) -> None:
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


@pytest.mark.parametrize(
    "wrong",
    [{}, {"panes": 3}, {"panes": [{}, None, {"name": "", "topic": "t", "group": None, "reading": True}]}, {"own_groups": {"c": 1}},
     {"panes": [{"name": "x", "topic": 1, "group": None, "reading": True}]}],
)  # fmt: skip
def test_a_workspace_edited_by_hand_is_passed_over(sit: Callable[[Scenario], Any], wrong: dict[str, Any]) -> None:
    async def scenario(desk: Desk, parts: Parts, wiring: Wiring, workspace: Workspace) -> None:
        workspace.restore(wrong)
        workspace.resume()
        assert not desk.panes

    sit(scenario)


def test_a_lesson_has_the_window_for_itself_and_the_users_panes_go_on(sit: Callable[[Scenario], Any]) -> None:
    async def scenario(desk: Desk, parts: Parts, wiring: Wiring, workspace: Workspace) -> None:
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
    async def scenario(desk: Desk, parts: Parts, wiring: Wiring, workspace: Workspace) -> None:
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
