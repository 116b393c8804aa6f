"""A lesson beside the live window: its text, a step at a time, at the reader's pace."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QDialog

from kafkadesk.app.intents import Intents
from kafkadesk.app.lessons.doctor import LessonDoctor
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.window import WindowParts
from kafkadesk.core.errors import UserError
from kafkadesk.core.focus import Focus, LowerView
from kafkadesk.core.lessons.steps import Lesson, LessonStep, SendStep
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun, StepOutcome
from kafkadesk.desk.lessons.player import LessonPlayer
from kafkadesk.widgets.base import i18n
from kafkadesk.widgets.lessons.lesson_panel import LessonPage
from kafkadesk.widgets.lessons.lesson_plan_dialog import LessonPlanDialog


def page_of(
    lesson: Lesson, step: LessonStep, *, doing: str = "", can_go_back: bool = False, over: bool = False, passed: bool | None = None
) -> LessonPage:
    """Return a step as the panel shows it, in the window's language. A step without words shows the last words before it."""
    app = QApplication.instance()
    language = "en" if app is None else i18n.current_language(app)
    words = next((s.say for s in reversed(lesson.steps[: step.number]) if s.say is not None), None)
    ask = None if over else step.ask
    return LessonPage(
        title=lesson.title.pick(language), step=step.number, steps=len(lesson.steps), text="" if words is None else words.pick(language),
        question="" if ask is None else ask.question.pick(language), choices=() if ask is None else tuple(c.pick(language) for c in ask.choices),
        answer=None if ask is None else ask.answer, doing=doing, can_go_back=can_go_back, over=over, passed=passed,
    )  # fmt: skip


def stage(parts: WindowParts, step: LessonStep, topic: str) -> None:
    """Show in the producer pane what a step is about to send, and bring to the front what it tells the reader to look at."""
    parts.producer.set_topic(topic)
    if isinstance(step.action, SendStep) and step.action.plan.value is not None:
        parts.producer.editor.payload.set_text(step.action.plan.value)
    for point in step.point:
        if point in ("producer", "deliveries"):
            parts.producer.set_collapsed(collapsed=False)
        elif (view := point.partition(":")[0]) in tuple(LowerView):
            parts.lower.show_view(LowerView(view))
            parts.flow.light(_partition(point, topic))


def _partition(point: str, topic: str) -> Focus | None:
    """Return the partition that "flow:P2" points at."""
    number = point.partition(":P")[2]
    return Focus(topic=topic, partition=int(number)) if number else None


class GuidedLesson(QObject):
    """Plays one lesson at a time, in a workspace of its own; its panes stay for the reader until it is stopped.

    over: called with the run when a lesson is over, played to its end or not. run: the latest.
    """

    def __init__(
        self, desk: Desk, parts: WindowParts, intents: Intents, workspace: Workspace, *, over: Callable[[LessonRun], None] | None = None
    ) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._workspace = workspace
        self._lesson: Lesson | None = None
        self._player: LessonPlayer | None = None
        self._playing: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None  # a lesson that was stopped, and may not have ended quite
        self._over = over
        self.run: LessonRun | None = None
        self._next = asyncio.Event()
        self._step: LessonStep | None = None
        self._shown = 0
        self._kept: dict[str, object] | None = None  # what the reader had typed
        self._doctor = LessonDoctor(parts.window)
        panel = parts.lesson
        panel.next_requested.connect(self._on_next)
        panel.back_requested.connect(self._on_back)
        panel.replay_requested.connect(self._on_replay)
        panel.stop_requested.connect(self.stop)

    def begin(self, lesson: Lesson) -> None:
        """Play a lesson from its beginning; one that plays is stopped."""
        self.stop()
        self._lesson = lesson
        self._kept = self._parts.producer.state()
        self._workspace.begin_lesson()
        self._parts.window.show_desk()
        self._parts.window.show_lesson(shown=True)
        self._step, self._shown = None, 0
        self._parts.lesson.set_page(
            page_of(lesson, lesson.steps[0], doing=_playing())
        )  # Next means nothing before the first step waits for it
        self._player = LessonPlayer(self._desk, lesson, before_step=self._before_step, after_step=self._after_step)
        self.run = self._player.run
        self._playing = self._intents.start(self._play(self._player, self._ending), f"lesson {lesson.title.en}")

    def stop(self) -> None:
        """End the lesson: its panes leave and close, its text goes."""
        playing, self._playing = self._playing, None
        if playing is not None and not playing.done():
            playing.cancel()
            self._ending = playing
        player, self._player = self._player, None
        if player is not None:
            player.close_panes()
        self._lesson = None
        self._doctor.close()
        self._parts.window.show_lesson(shown=False)
        if self._kept is not None:
            self._parts.producer.restore(self._kept)
            self._kept = None
            self._workspace.end_lesson()

    async def _play(self, player: LessonPlayer, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait((before,))
        try:
            if not self._desk.connection.local and not await self._agreed(player.run):
                self.stop()
                return
            await player.play()
        except UserError:
            self.stop()
            raise
        finally:
            if self._over is not None:
                self._over(player.run)
            if self._player is player:  # not stopped
                lesson, passed = player.run.lesson, player.run.passed
                self._parts.lesson.set_page(page_of(lesson, lesson.steps[-1], can_go_back=True, over=True, passed=passed))

    async def _agreed(self, run: LessonRun) -> bool:
        """Say what the lesson creates on a cluster that others may use, and ask."""
        app = QApplication.instance()
        language = "en" if app is None else i18n.current_language(app)
        sends = [step.action.plan.count for step in run.lesson.steps if isinstance(step.action, SendStep)]
        dialog = LessonPlanDialog(
            run.lesson.title.pick(language), bootstrap=self._desk.connection.bootstrap, topic=run.topic, partitions=run.lesson.partitions,
            groups=run.planned_groups(), messages=sum(sends), parent=self._parts.window,
        )  # fmt: skip
        answered = asyncio.Event()
        dialog.finished.connect(lambda _: answered.set())
        dialog.open()
        try:
            await answered.wait()
            return dialog.result() == QDialog.DialogCode.Accepted
        finally:
            dialog.close()
            dialog.deleteLater()

    async def _before_step(self, step: LessonStep) -> None:
        """Show the step's words and wait for Next. A step without words follows the one before it by itself."""
        self._step, self._shown = step, step.number
        if self.run is not None:
            stage(self._parts, step, self.run.topic)
            self._doctor.show_for(step, self.run)
        if step.say is None and step.ask is None:
            return
        self._show()
        self._next.clear()
        await self._next.wait()
        self._show(doing=_playing())

    async def _after_step(self, step: LessonStep, outcome: StepOutcome) -> None:
        if self.run is not None:
            self._doctor.show_for(step, self.run)
        if not outcome.ok and outcome.why is not None:
            text = i18n.render(outcome.why)
            self._intents.show_error(UserError(outcome.why), key=f"lesson-{step.number}-{text}")

    def _show(self, doing: str = "") -> None:
        if self._lesson is not None and self._shown:
            step = self._lesson.steps[self._shown - 1]
            self._parts.lesson.set_page(page_of(self._lesson, step, doing=doing, can_go_back=self._shown > 1))

    def _on_next(self) -> None:
        if self._step is not None and self._shown < self._step.number:
            self._shown += 1
            self._show()
        else:
            self._next.set()

    def _on_back(self) -> None:
        if self._shown > 1:
            self._shown -= 1
            self._show()

    def _on_replay(self) -> None:
        if self._lesson is not None:
            self.begin(self._lesson)


def _playing() -> str:
    return QCoreApplication.translate("GuidedLesson", "Playing…")
