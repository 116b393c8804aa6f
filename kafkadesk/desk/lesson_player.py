"""Plays a lesson on a desk, through the same intents that a person's clicks use, and judges its expectations."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import assert_never

from kafkadesk.core.errors import LessonError, UserError
from kafkadesk.core.events import DeskEvent, RecordsArrived
from kafkadesk.core.expectations import Judgement, judge
from kafkadesk.core.lesson_steps import (
    Commit,
    Expect,
    Expectation,
    Join,
    Joining,
    Kill,
    Leave,
    Lesson,
    Observe,
    RestartKafka,
    Say,
    Seek,
    Send,
    Step,
    StopSend,
    Switch,
    Throttle,
    Verb,
    WaitReceived,
    WaitSeconds,
    WaitSent,
    WaitStable,
)
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lesson_facts import LessonRun, StepOutcome, gather

EXPECT_WITHIN_S = 5.0  # an expectation may come true so long after its step began
EXPECT_EVERY_S = 0.1
QUIET_S = 1.0  # what a late record could make false is judged after so long without one
FOREVER_S = 24 * 3600.0  # the step's own timeout ends it

BeforeStep = Callable[[Step], Awaitable[None]]
AfterStep = Callable[[Step, StepOutcome], Awaitable[None]]


class LessonPlayer:
    """One run of one lesson. before_step waits for the reader's Next; after_step may look at the window, as for a picture."""

    def __init__(self, desk: Desk, lesson: Lesson, *, before_step: BeforeStep | None = None, after_step: AfterStep | None = None) -> None:
        self.run = LessonRun(lesson=lesson, run=uuid.uuid4().hex[:4], base=desk.sends.last_number)
        self._desk = desk
        self._before_step = before_step
        self._after_step = after_step
        self._last_record_at = time.monotonic()

    async def play(self) -> LessonRun:
        """Play all steps. A step that fails fails the lesson, which still plays to its end. Raises UserError when it cannot begin."""
        stop = self._desk.listen(self._on_event)
        try:
            await self._open()
            for step in self.run.lesson.steps:
                if self._before_step is not None:
                    await self._before_step(step)
                outcome = await self._play_step(step)
                self.run.steps.append(outcome)
                if self._after_step is not None:
                    await self._after_step(step, outcome)
        finally:
            stop()
            for send_id in self.run.send_ids:
                self._desk.stop_send(send_id)
        return self.run

    def close_panes(self) -> None:
        """Let the lesson's panes leave and close."""
        for pane in self.run.panes.values():
            if pane in self._desk.panes:
                self._desk.close_pane(pane)

    async def _open(self) -> None:
        desk, lesson, topic = self._desk, self.run.lesson, self.run.topic
        desk.sends.seq_base = self.run.base
        if topic not in desk.topics:
            await desk.create_topic(topic, lesson.partitions)
        found = desk.topics[topic].partitions
        if found != lesson.partitions:
            raise LessonError(
                Text(
                    QT_TRANSLATE_NOOP("core", "The topic “{topic}” has {found} partitions; the lesson is made for {wanted}."),
                    {"topic": topic, "found": found, "wanted": lesson.partitions},
                )
            )
        for name in lesson.panes:
            self.run.panes[name] = desk.add_pane(name, topic=topic)
            await asyncio.sleep(0)  # a pane takes a while to build: the window stays alive in between

    async def _play_step(self, step: Step) -> StepOutcome:
        if step.mark:
            self.run.since = self._desk.sends.last_number - self.run.base + 1
        started = time.monotonic()
        why: Text | None = None
        try:
            async with asyncio.timeout(step.timeout_s):
                why = await self._act(step, step.action)
        except TimeoutError:
            why = Text(QT_TRANSLATE_NOOP("core", "It was not done after {n} s."), {"n": f"{step.timeout_s:g}"})
        except UserError as error:
            why = error.title
        return StepOutcome(n=step.number, verb=step.verb, ok=why is None, seconds=time.monotonic() - started, why=why)

    async def _act(self, step: Step, action: Verb) -> Text | None:
        """Do what the step asks; return the reason when an expectation was false."""
        desk, run = self._desk, self.run
        match action:
            case Say():
                pass
            case Join(members=members):
                for member in members:
                    self._join(member)
                await self._joined(*members)
            case Observe(panes=panes):
                for observing in panes:
                    desk.observe(run.panes[observing.pane], run.topic, observing.start)
                await self._modes({run.panes[o.pane] for o in panes}, PaneMode.OBSERVING)
            case Leave(panes=panes):
                await self._leave(panes)
            case Kill(panes=panes):
                for name in panes:
                    desk.kill(run.panes[name])
                await self._modes({run.panes[name] for name in panes}, PaneMode.KILLED)
            case Switch(member=member):
                await self._leave((member.pane,))
                self._join(member)
                await self._joined(member)
            case Send():
                await self._send(action)
            case StopSend(name=name):
                desk.stop_send(self._send_id(name))
                await self._sent(name)
            case WaitSent(name=name):
                await self._sent(name)
            case WaitReceived(at_least=at_least):
                await desk.until(lambda: all(desk.panes[run.panes[name]].received >= n for name, n in at_least), FOREVER_S)
            case WaitStable(group=group):
                await self._stable({run.group(group)})
            case WaitSeconds(seconds=seconds):
                await asyncio.sleep(seconds)
            case Throttle(pane=name, per_second=per_second):
                desk.throttle(run.panes[name], per_second)
            case Commit(pane=name):
                await desk.commit_and_wait(run.panes[name])
            case Seek(pane=name, to=to, partition=partition):
                await desk.seek_and_wait(run.panes[name], to, partition)
            case RestartKafka():
                await self._restart()
            case Expect(expectations=expectations):
                return await self._expect(step, expectations)
            case _ as never:
                assert_never(never)
        return None

    def _join(self, member: Joining) -> None:
        run = self.run
        real = run.group(member.group)
        self._desk.label_group(real, member.group)
        self._desk.join(run.panes[member.pane], run.topic, real, member.start, commit=member.commit, assignor=member.assignor)

    async def _joined(self, *members: Joining) -> None:
        await self._modes({self.run.panes[m.pane] for m in members}, PaneMode.MEMBER)
        await self._stable({self.run.group(m.group) for m in members})

    async def _leave(self, names: tuple[str, ...]) -> None:
        desk, panes = self._desk, {self.run.panes[name] for name in names}
        groups = {group for pane in panes if (group := desk.panes[pane].group) is not None}
        for pane in panes:
            desk.leave(pane)
        await self._modes(panes, PaneMode.IDLE)
        await self._stable({group for group in groups if desk.groups[group].members})

    async def _modes(self, panes: set[str], mode: PaneMode) -> None:
        """Wait until all panes are in a mode; one that failed fails the step at once, with its reason."""
        desk = self._desk

        def settled() -> bool:
            return all(desk.panes[p].mode in (mode, PaneMode.FAILED) for p in panes)

        await desk.until(settled, FOREVER_S)
        for pane in panes:
            if desk.panes[pane].mode is PaneMode.FAILED and mode is not PaneMode.FAILED and (error := desk.panes[pane].error) is not None:
                raise error

    async def _stable(self, groups: set[str]) -> None:
        await self._desk.until(lambda: all(self._desk.groups[g].stable(self.run.lesson.partitions) for g in groups), FOREVER_S)

    async def _send(self, action: Send) -> None:
        send_id = self._desk.send(replace(action.plan, topic=self.run.topic))
        self.run.send_ids.append(send_id)
        if not action.background:
            await self._over(send_id)

    def _send_id(self, name: str) -> int:
        return next(send_id for send_id in reversed(self.run.send_ids) if self._desk.sends.progress[send_id].name == name)

    async def _sent(self, name: str) -> None:
        await self._over(self._send_id(name))

    async def _over(self, send_id: int) -> None:
        await self._desk.until(lambda: self._desk.sends.progress[send_id].done, FOREVER_S)

    async def _restart(self) -> None:
        desk, run = self._desk, self.run
        reading = {p for p in run.panes.values() if desk.panes[p].mode in (PaneMode.MEMBER, PaneMode.OBSERVING)}
        await desk.restart_local()
        await desk.until(lambda: desk.connection.phase is Phase.CONNECTED, FOREVER_S)
        await desk.until(
            lambda: all(desk.panes[p].error is None and desk.panes[p].mode in (PaneMode.MEMBER, PaneMode.OBSERVING) for p in reading),
            FOREVER_S,
        )
        await self._stable({group for p in reading if (group := desk.panes[p].group) is not None})

    async def _expect(self, step: Step, expectations: tuple[Expectation, ...]) -> Text | None:
        """Judge until all hold, for EXPECT_WITHIN_S at most; then wait for quiet where a late record could still matter."""
        judgements = await self._judge_until(expectations, time.monotonic() + EXPECT_WITHIN_S)
        if any(e.negative for e in expectations):
            await self._quiet()
            judgements = judge(expectations, gather(self._desk, self.run))
        self.run.judged += [(step.number, judgement) for judgement in judgements]
        return next((judgement.why for judgement in judgements if not judgement.held), None)

    async def _quiet(self) -> None:
        """Wait until no record has come for QUIET_S."""
        while True:
            left = self._last_record_at + QUIET_S - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(left)

    async def _judge_until(self, expectations: tuple[Expectation, ...], until: float) -> tuple[Judgement, ...]:
        while True:
            judgements = judge(expectations, gather(self._desk, self.run))
            if all(j.held for j in judgements) or time.monotonic() >= until:
                return judgements
            await asyncio.sleep(EXPECT_EVERY_S)

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, RecordsArrived):
            self._last_record_at = time.monotonic()
