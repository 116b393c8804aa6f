"""A lesson that leaves a report; without a reader also a picture of the window a step."""

import asyncio
import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from kafkadesk.app.lessons.doctor import LessonDoctor
from kafkadesk.app.lessons.guided import page_of, stage
from kafkadesk.app.window import WindowParts
from kafkadesk.core.errors import UserError
from kafkadesk.core.lessons.steps import Lesson, LessonStep
from kafkadesk.core.steps import StepReport
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun, StepOutcome, gather, report
from kafkadesk.desk.lessons.player import LessonPlayer
from kafkadesk.widgets.base.stall_recorder import StallRecorder

REPORT = "report.json"
SETTLE_S = 0.4  # before a picture: matrix and counters are repainted five times a second


class LessonReport:
    """Leaves report.json and pictures in the folder `out`; None: nowhere. written: nothing that was to be written is missing."""

    def __init__(self, desk: Desk, window: QWidget, out: Path | None) -> None:
        self.written = True
        self._desk = desk
        self._window = window
        self._out = out
        self._stalls = StallRecorder(watch=True)

    def begin(self) -> None:
        """Measure from now on how long the window is away."""
        self._stalls.start()

    async def picture(self, name: str) -> None:
        """Save what the window shows, once it has settled, as `name`.png."""
        if self._out is None:
            return
        await asyncio.sleep(SETTLE_S)
        self._stalls.stop()  # painting a picture is not the window's own work
        self.written &= picture(self._window, self._out / f"{name}.png")
        self._stalls.resume()

    def write(self, run: LessonRun) -> None:
        """Write what came of a run, however it ended."""
        self._stalls.stop()
        if self._out is None:
            return
        stall_ms = (self._stalls.percentile(0.99), self._stalls.percentile(1.0))
        stalls = [(stall.milliseconds, stall.ran) for stall in self._stalls.stalls]
        data = report(self._desk, run, gather(self._desk, run), stall_ms=stall_ms, stalls=stalls)
        path = self._out / REPORT
        try:
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            self.written = False
            _say(f"kafkadesk: The report {path} could not be written: {error.strerror or error}.")


class Headless:
    """Plays a lesson without a reader."""

    def __init__(self, desk: Desk, parts: WindowParts, lesson: Lesson, out: LessonReport) -> None:
        self._parts = parts
        self._lesson = lesson
        self._out = out
        self._doctor = LessonDoctor(parts.window)
        self._player = LessonPlayer(desk, lesson, before_step=self._before_step, after_step=self._after_step)

    async def play(self) -> LessonRun:
        """Play it all, a line a step on standard error, and write the report, also when it was given up."""
        self._parts.window.show_desk()
        self._parts.window.show_lesson(shown=True)
        self._out.begin()
        try:
            return await self._player.play()
        finally:
            self._out.write(self._player.run)
            self._player.close_panes()
            self._doctor.close()

    async def _before_step(self, step: LessonStep) -> None:
        self._doctor.show_for(step, self._player.run)
        self._parts.lesson.set_page(page_of(self._lesson, step))
        stage(self._parts, step, self._player.run.topic)

    async def _after_step(self, step: LessonStep, outcome: StepOutcome) -> None:
        verdict = "ok" if outcome.ok else f"FAILED: {outcome.why}"
        self._doctor.show_for(step, self._player.run)
        _say(f"step {step.number}  {step.verb:<14} {outcome.seconds:6.2f} s  {verdict}")
        await self._out.picture(f"{step.number:02d}-{step.verb}")


def picture(window: QWidget, path: Path) -> bool:
    """Save what the window and the dialogs before it show as a PNG, once all layouts are done; return whether it could be written."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    shown = window.grab()
    with QPainter(shown) as painter:
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                place = dialog.geometry().translated(-window.pos())
                painter.drawPixmap(place.topLeft(), dialog.grab())
                painter.drawRect(place)  # a dialog's frame is the system's, and not in its picture
    saved = shown.save(str(path))
    if not saved:
        _say(f"kafkadesk: The picture {path} could not be written.")
    return saved


def tell_step(step: StepReport) -> None:
    """Say a step of Local Kafka's start on standard error: when it begins to matter, and when it is done."""
    if step.state.over:
        _say(f"{step.step.name} – {step.state.value}{'' if step.text is None else f': {step.text}'}")


def tell_error(error: UserError) -> None:
    """Say an error on standard error, in one sentence."""
    _say(f"kafkadesk: {error.sentence()}")


def tell_verdict(verdict: str) -> None:
    """Say how a lesson ended on standard output: the one line that programs read."""
    print(verdict, flush=True)  # noqa: T201  # a lesson run speaks on the terminal


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # a headless run speaks on the terminal
