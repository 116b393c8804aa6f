"""A lesson beside a reader: what is asked first, what the panel shows, how it ends; and what a lesson leaves on disk."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.lessons.guided import GuidedLesson
from kafkadesk.app.lessons.headless import LessonReport
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.window import WindowParts, build
from kafkadesk.core.lessons.file import parse_lesson
from kafkadesk.core.lessons.steps import Lesson
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog
from kafkadesk.widgets.lessons.lesson_panel import LessonPage, LessonPanel
from kafkadesk.widgets.lessons.lesson_plan_dialog import LessonPlanDialog
from tests.rigs.broker import Broker
from tests.rigs.window import run_in_qt
from tests.rigs.wine import SLOWER

WAIT_S = 30.0 * SLOWER
LOOK_EVERY_S = 0.02

LESSON = """
format = 1
title = "Two members"
topic = { name = "lesson-{run}", partitions = 2 }
[[pane]]
name = "A1"
[[step]]
say = "They join."
join = [ { pane = "A1", group = "A" } ]
[[step]]
say = "Three are sent."
send = { count = 3, value = "x" }
[[step]]
expect = { received = { A1 = 3 } }
"""

DOCTOR_STEPS = """
[[step]]
say = "The doctor."
doctor = {}
point = ["doctor"]
[[step]]
say = "It is well."
expect = { doctor = "OK" }
point = ["doctor"]
[[step]]
say = "The end."
"""


@dataclass
class Reader:
    """A reader at a window with a lesson."""

    desk: Desk
    parts: WindowParts
    wiring: Hub
    guided: GuidedLesson
    over: list[LessonRun] = field(default_factory=list)

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the window work until something holds; models and widgets say nothing when it does, so it is looked at again and again."""
        end = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < end, [label.text() for label in self.parts.lesson.findChildren(PlainLabel)]
            await asyncio.sleep(LOOK_EVERY_S)

    def question(self) -> LessonPlanDialog | None:
        return next((d for d in self.parts.window.findChildren(LessonPlanDialog) if d.isVisible()), None)

    async def asked(self) -> LessonPlanDialog:
        await self.until(self.question)
        dialog = self.question()
        assert dialog is not None
        return dialog

    def shows(self, text: str) -> bool:
        return any(text in label.text() for label in self.parts.lesson.findChildren(PlainLabel) if not label.isHidden())

    async def next(self, text: str) -> None:
        """Wait until the panel shows a text and a Next, and press it."""
        button = self.parts.lesson.next_button()
        await self.until(lambda: self.shows(text) and button.isEnabled())
        button.click()

    def stop(self) -> None:
        buttons = {b.text(): b for b in self.parts.lesson.findChildren(QPushButton)}
        (buttons.get("Stop") or buttons["Close"]).click()


@pytest.fixture
def play(qtbot: QtBot, qapp: QApplication, broker: Broker) -> Callable[[Callable[[Reader], Awaitable[None]]], None]:
    """Run a scenario with a reader on a real broker, on the event loop that the app runs on."""

    def run(scenario: Callable[[Reader], Awaitable[None]]) -> None:
        run_in_qt(qapp, with_reader(qtbot, broker, scenario))

    return run


async def with_reader(qtbot: QtBot, broker: Broker, scenario: Callable[[Reader], Awaitable[None]]) -> None:
    desk = Desk()
    parts = build(desk.sends.log, desk.ledger, desk.labels.label_of, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    wiring = Hub(desk, parts, Intents(parts.messages))
    over: list[LessonRun] = []
    reader = Reader(
        desk, parts, wiring, GuidedLesson(desk, parts, wiring.intents, Workspace(desk, parts, wiring.intents), over=over.append), over
    )
    parts.window.show()
    try:
        await desk.connect(broker.bootstrap)
        await desk.connected()
        await scenario(reader)
    finally:
        reader.guided.stop()
        wiring.close()
        await wiring.intents.close()
        await desk.close()


def lesson(text: str = LESSON) -> Lesson:
    return parse_lesson(text.encode(), local=False)


Play = Callable[[Callable[[Reader], Awaitable[None]]], None]


def test_a_long_choice_breaks_its_line_and_pushes_no_text_out_of_the_panel(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    panel = LessonPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    choices = ("从那里接着读，" * 6, "A2 gets two of the four partitions, and goes on from where A1 stopped & committed", "no")
    panel.set_page(LessonPage(title="T", step=1, steps=1, text="a text " * 20, question="Which?", choices=choices, answer=0))
    (area,) = panel.findChildren(QScrollArea)
    page = area.widget()
    assert page is not None
    qtbot.waitUntil(lambda: page.width() == area.viewport().width())
    buttons = panel.findChildren(QRadioButton)
    assert [button.accessibleName() for button in buttons] == list(choices)
    assert all(button.sizeHint().width() <= button.width() for button in buttons)
    assert "\n" in buttons[0].text()
    assert "\n" in buttons[1].text()
    assert buttons[2].text() == "no"


def test_elsewhere_it_lists_what_it_creates_and_asks(play: Play) -> None:
    async def scenario(reader: Reader) -> None:
        reader.guided.begin(lesson())
        dialog = await reader.asked()
        run = reader.guided.run
        assert run is not None
        said = " ".join(label.text() for label in dialog.findChildren(PlainLabel))
        for named in ("Two members", reader.desk.connection.bootstrap, run.topic, "2 partitions", f"A-{run.run}", "3 messages"):
            assert named in said
        dialog.reject()
        await reader.until(lambda: reader.over)
        assert run.topic not in reader.desk.topics
        assert not reader.desk.panes
        assert not reader.parts.lesson.isVisible()
        assert not run.passed

    play(scenario)


def test_a_lesson_at_the_readers_pace(play: Play) -> None:
    async def scenario(reader: Reader) -> None:
        reader.guided.begin(lesson())
        (await reader.asked()).accept()
        await reader.next("They join.")
        await reader.next("Three are sent.")
        await reader.until(lambda: reader.over)
        assert [run.verdict() for run in reader.over] == ["passed"]
        await reader.until(lambda: reader.shows("everything came out as it says"))
        assert [pane.name for pane in reader.desk.panes.values()] == ["A1"]
        reader.stop()
        await reader.until(lambda: not reader.desk.panes)
        assert reader.guided.run is reader.over[0]
        assert len(reader.over) == 1

    play(scenario)


def test_the_doctor_shows_beside_the_text_what_it_found_and_mends_nothing(play: Play) -> None:
    async def scenario(reader: Reader) -> None:
        reader.guided.begin(lesson(LESSON + DOCTOR_STEPS))
        (await reader.asked()).accept()
        await reader.next("They join.")
        await reader.next("Three are sent.")
        await reader.next("The doctor.")
        await reader.until(lambda: reader.shows("It is well."))
        (dialog,) = reader.parts.window.findChildren(DoctorDialog)
        assert dialog.isVisible()
        assert dialog.box.title.text().startswith("Everything is well")
        assert dialog.tree.topLevelItemCount() > 0
        assert not any(button.isVisible() for button in (dialog.box.map, dialog.box.hosts, dialog.again))
        await reader.next("It is well.")
        await reader.until(lambda: reader.shows("The end."))
        await reader.until(lambda: not reader.parts.window.findChildren(DoctorDialog))
        await reader.next("The end.")
        await reader.until(lambda: reader.over)
        assert [run.verdict() for run in reader.over] == ["passed"]

    play(scenario)


def test_a_pane_closed_by_the_reader_does_not_leave_the_panel_playing(play: Play) -> None:
    async def scenario(reader: Reader) -> None:
        reader.guided.begin(lesson())
        (await reader.asked()).accept()
        await reader.next("They join.")
        await reader.until(lambda: reader.shows("Three are sent."))
        (pane,) = reader.desk.panes
        reader.desk.close_pane(pane)
        await reader.next("Three are sent.")
        await reader.until(lambda: reader.shows("something came out differently"))
        assert not reader.shows("Playing…")
        assert [run.passed for run in reader.over] == [False]

    play(scenario)


def test_replay_begins_once_the_one_before_has_ended(play: Play) -> None:
    async def scenario(reader: Reader) -> None:
        reader.guided.begin(lesson())
        (await reader.asked()).accept()
        await reader.until(lambda: reader.shows("They join."))
        first = reader.guided.run
        reader.guided.begin(lesson())
        (await reader.asked()).accept()
        await reader.next("They join.")
        await reader.next("Three are sent.")
        await reader.until(lambda: len(reader.over) == 2)
        assert reader.over == [first, reader.guided.run]
        assert [run.passed for run in reader.over] == [False, True]

    play(scenario)


# on disk


def test_a_report_that_cannot_be_written_is_said(play: Play, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    async def scenario(reader: Reader) -> None:
        gone = LessonReport(reader.desk, reader.parts.window, tmp_path / "gone")
        await gone.picture("01-say")
        gone.write(LessonRun(lesson=lesson(), run="0000"))
        assert not gone.written
        said = capfd.readouterr().err.splitlines()
        assert [line.partition(": ")[2].split()[:2] for line in said] == [["The", "picture"], ["The", "report"]]
        kept = LessonReport(reader.desk, reader.parts.window, tmp_path)
        await kept.picture("01-say")
        kept.write(LessonRun(lesson=lesson(), run="0000"))
        assert kept.written
        assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["passed"] is False

    play(scenario)


def test_the_longest_gap_is_known_and_moves_no_other_figure(qtbot: QtBot) -> None:
    recorder = StallRecorder()
    assert recorder.percentile(1.0) is None
    recorder.start()
    qtbot.waitUntil(lambda: recorder._gaps.total() >= 20)
    before = recorder.percentile(1.0)
    assert before is not None
    time.sleep(0.2)  # the stall itself
    qtbot.waitUntil(lambda: (recorder.percentile(1.0) or 0.0) >= 150)
    recorder.stop()
    assert (recorder.percentile(0.5) or 0.0) <= before
