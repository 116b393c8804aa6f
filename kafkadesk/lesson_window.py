"""A lesson in a window without a reader: a report, and a picture of the window a step."""

import asyncio
import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from kafkadesk.core.errors import UserError
from kafkadesk.core.lesson_steps import Lesson, Step
from kafkadesk.core.steps import StepReport
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lesson_facts import LessonRun, StepOutcome, gather, report
from kafkadesk.desk.lesson_player import LessonPlayer
from kafkadesk.guided_lesson import page_of, stage
from kafkadesk.parts import Parts
from kafkadesk.widgets.stall_recorder import StallRecorder

SETTLE_S = 0.4  # before a picture: matrix and counters are repainted five times a second


class Headless:
    """Plays a lesson without a reader. out: where report.json and the pictures go; None: nowhere."""

    def __init__(self, desk: Desk, parts: Parts, lesson: Lesson, out: Path | None) -> None:
        self._desk = desk
        self._parts = parts
        self._lesson = lesson
        self._out = out
        self._stalls = StallRecorder()
        self._player = LessonPlayer(desk, lesson, before_step=self._before_step, after_step=self._after_step)

    async def play(self) -> bool:
        """Play it all, a line a step on standard error, and write the report; return whether the lesson passed."""
        if self._out is not None:
            self._out.mkdir(parents=True, exist_ok=True)
        self._parts.window.show_lesson(shown=True)
        self._stalls.start()
        run = await self._player.play()
        self._stalls.stop()
        if self._out is not None:
            self._write_report(run)
        self._player.close_panes()
        return run.passed

    async def _before_step(self, step: Step) -> None:
        self._parts.lesson.feed(page_of(self._lesson, step))
        stage(self._parts, step, self._player.run.topic)

    async def _after_step(self, step: Step, outcome: StepOutcome) -> None:
        verdict = "ok" if outcome.ok else f"FAILED: {outcome.why}"
        _say(f"step {step.number}  {step.verb:<14} {outcome.seconds:6.2f} s  {verdict}")
        if self._out is None:
            return
        await asyncio.sleep(SETTLE_S)
        self._stalls.stop()  # painting a picture is not the window's own work
        picture(self._parts.window, self._out / f"{step.number:02d}-{step.verb}.png")
        self._stalls.resume()

    def _write_report(self, run: LessonRun) -> None:
        assert self._out is not None
        stall_ms = (self._stalls.percentile(0.99), self._stalls.percentile(1.0))
        data = report(self._desk, run, gather(self._desk, run), stall_ms=stall_ms)
        (self._out / "report.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def picture(window: QWidget, path: Path) -> None:
    """Save what the window shows as a PNG, once all layouts that were asked for are done."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    if not window.grab().save(str(path)):
        _say(f"The picture {path} could not be written.")


def tell_step(step: StepReport) -> None:
    """Say a step of Local Kafka's start on standard error: when it begins to matter, and when it is done."""
    if step.state.over:
        _say(f"{step.step.name} – {step.state.value}{'' if step.text is None else f': {step.text}'}")


def tell_error(error: UserError) -> None:
    """Say an error on standard error, in one sentence."""
    _say(f"kafkadesk: {error.sentence()}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # a headless run speaks on the terminal
