"""Plays a lesson on a desk, through the same intents that a person's clicks use, and judges its expectations."""

import asyncio
import contextlib
import time
import uuid
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import assert_never

from kafkadesk.core.errors import LessonError, UserError
from kafkadesk.core.events import PANE_LOST_AFTER_S, DeliveriesChanged, DeskEvent
from kafkadesk.core.lessons.steps import (
    CommitStep,
    ConnectStep,
    DoctorStep,
    Expectation,
    ExpectStep,
    JoinPart,
    JoinStep,
    KillStep,
    LeaveStep,
    Lesson,
    LessonStep,
    MapNamesStep,
    ObserveStep,
    RestartKafkaStep,
    SayStep,
    SeekStep,
    SendStep,
    StopSendStep,
    SwitchStep,
    ThrottleStep,
    WaitReceivedStep,
    WaitSecondsStep,
    WaitSentStep,
    WaitStableStep,
)
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode, PaneState, Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.acknowledged import commit_and_wait, seek_and_wait
from kafkadesk.desk.lessons.facts import LessonRun, StepOutcome
from kafkadesk.desk.lessons.judge import LessonJudge
from kafkadesk.desk.lessons.names import LessonNames

SETTLE_S = 35.0  # for the verdicts of sends in the background: the producer gives up after 30 s
SAID_WITHIN_S = 1.0  # a pane's word reaches the window, also on a busy machine
FOREVER_S = 24 * 3600.0  # the step's own timeout ends it
READING = (PaneMode.MEMBER, PaneMode.OBSERVING)

Action = (
    SayStep | JoinStep | ObserveStep | LeaveStep | KillStep | SwitchStep | SendStep | StopSendStep | WaitReceivedStep | WaitStableStep | WaitSentStep | WaitSecondsStep | ThrottleStep | CommitStep
    | SeekStep | RestartKafkaStep | ConnectStep | DoctorStep | MapNamesStep
)  # fmt: skip  # every verb but expect
BeforeStep = Callable[[LessonStep], Awaitable[None]]
AfterStep = Callable[[LessonStep, StepOutcome], Awaitable[None]]


class LessonPlayer:
    """One run of one lesson. before_step waits for the reader's Next; after_step may look at the window, as for a picture."""

    def __init__(self, desk: Desk, lesson: Lesson, *, before_step: BeforeStep | None = None, after_step: AfterStep | None = None) -> None:
        self.run = LessonRun(lesson=lesson, run=uuid.uuid4().hex[:4])
        self._desk = desk
        self._before_step = before_step
        self._after_step = after_step
        self._judge = LessonJudge(desk, self.run)
        self._names = LessonNames(desk, self.run)
        self._counted = 0  # the number of the newest send that was looked at

    async def play(self) -> LessonRun:
        """Play all steps. A step that fails fails the lesson, which still plays to its end. Raises UserError when it cannot begin."""
        sends = self._desk.sends
        sends.book.seq_base = self._counted = sends.book.last_number
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
            await self._settle()
            self.run.over = True
        finally:
            stop()
            self._stop_sends()
            sends.book.seq_base = 0
        return self.run

    def close_panes(self) -> None:
        """Let the lesson's panes leave and close; the window is on Local Kafka's own address again if the lesson took it elsewhere."""
        for pane in self.run.panes.values():
            if pane in self._desk.panes:
                self._desk.close_pane(pane)
        self._names.go_back()

    async def _open(self) -> None:
        desk, lesson, topic = self._desk, self.run.lesson, self.run.topic
        await self._names.open()
        if lesson.exact_groups:
            for group in self.run.planned_groups():
                await self._refuse_others(group)
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
            self.run.panes[name] = desk.add_pane(name, ReadPlan(topic=topic))
            await asyncio.sleep(0)  # a pane takes a while to build: the window stays alive in between

    async def _refuse_others(self, group: str) -> None:
        """Stop the lesson before a group that somebody else uses: it would take partitions and move commits."""
        info = await self._desk.group_info(group)
        if info.members or any(info.committed.values()):
            raise LessonError(
                Text(
                    QT_TRANSLATE_NOOP("core", "Group “{group}” has members or commits already: the lesson would disturb them."),
                    {"group": group},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Change the group in the lesson, or leave out exact_groups.")),
            )

    async def _play_step(self, step: LessonStep) -> StepOutcome:
        if step.mark:
            self.run.since = len(self.run.seqs) + 1
        started = time.monotonic()
        why: Text | None = None
        try:
            if isinstance(step.action, ExpectStep):  # it ends in time by itself, with what it found
                why = await self._expect(step, step.action.expectations)
            else:
                async with asyncio.timeout(step.timeout_s):
                    await self._act(step.action)
        except TimeoutError:
            why = Text(QT_TRANSLATE_NOOP("core", "It was not done after {n} s."), {"n": f"{step.timeout_s:g}"})
        except UserError as error:
            why = error.title
        return StepOutcome(n=step.number, verb=step.verb, ok=why is None, seconds=time.monotonic() - started, why=why)

    async def _act(self, action: Action) -> None:
        """Do what a step asks, and wait until it is done."""
        desk, run = self._desk, self.run
        match action:
            case SayStep():
                pass
            case JoinStep(members=members):
                for member in members:
                    await self._join(member)
                await self._joined(*members)
            case ObserveStep(panes=panes):
                for observing in panes:
                    desk.observe(self._pane(observing.pane).pane, run.topic, observing.start)
                await self._modes([o.pane for o in panes], PaneMode.OBSERVING)
            case LeaveStep(panes=panes):
                await self._leave(panes)
            case KillStep(panes=panes):
                for name in panes:
                    desk.kill(self._pane(name).pane)
                await self._modes(panes, PaneMode.KILLED)
            case SwitchStep(member=member):
                await self._leave((member.pane,))
                await self._join(member)
                await self._joined(member)
            case SendStep():
                await self._send(action)
            case StopSendStep(name=name):
                desk.stop_send(self._send_id(name))
                await self._sent(name)
            case WaitSentStep(name=name):
                await self._sent(name)
            case WaitReceivedStep(at_least=at_least):
                await desk.until(lambda: all(self._pane(name).received >= n for name, n in at_least), FOREVER_S)
            case WaitStableStep(group=group):
                await self._stable({run.group(group)})
            case WaitSecondsStep(seconds=seconds):
                await asyncio.sleep(seconds)
            case ThrottleStep(pane=name, per_second=per_second):
                desk.throttle(self._pane(name).pane, per_second)
            case CommitStep(pane=name):
                await commit_and_wait(desk, self._pane(name).pane)
            case SeekStep(pane=name, to=to, partition=partition):
                await seek_and_wait(desk, self._pane(name).pane, to, partition)
            case RestartKafkaStep():
                await self._restart()
            case ConnectStep(advertised=advertised):
                await self._names.connect(advertised=advertised)
            case DoctorStep():
                await self._names.examine()
            case MapNamesStep():
                await self._names.map_proved()
            case _ as never:
                assert_never(never)

    def _pane(self, name: str) -> PaneState:
        """Return one of the lesson's panes; raise LessonError when the reader has closed it."""
        state = self._desk.panes.get(self.run.panes[name])
        if state is None:
            raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The pane “{name}” was closed."), {"name": name}))
        return state

    async def _join(self, member: JoinPart) -> None:
        run = self.run
        real = run.group(member.group)
        self._desk.labels.set_label(real, member.group)
        plan = ReadPlan(topic=run.topic, group=real, start=member.start, commit=member.commit, assignor=member.assignor)
        await self._desk.join(self._pane(member.pane).pane, plan, confirmed=True)

    async def _joined(self, *members: JoinPart) -> None:
        await self._modes([m.pane for m in members], PaneMode.MEMBER)
        await self._stable({self.run.group(m.group) for m in members})

    async def _leave(self, names: tuple[str, ...]) -> None:
        desk, panes = self._desk, [self._pane(name) for name in names]
        for pane in panes:
            desk.leave(pane.pane)
        await self._modes(names, PaneMode.IDLE)
        left = {pane.group for pane in panes if pane.group is not None} & desk.groups.keys()
        await self._stable({group for group in left if desk.groups[group].members})

    async def _modes(self, names: Collection[str], mode: PaneMode) -> None:
        """Wait until all panes are in a mode; one that failed or was closed fails the step at once, with its reason."""

        def settled() -> bool:
            panes = [self._pane(name) for name in names]
            failed = next((pane.error for pane in panes if pane.mode is PaneMode.FAILED and pane.error is not None), None)
            if failed is not None:
                raise failed
            return all(pane.mode is mode for pane in panes)

        await self._desk.until(settled, FOREVER_S)

    async def _stable(self, groups: set[str]) -> None:
        desk, partitions = self._desk, self.run.lesson.partitions
        await desk.until(lambda: all(g in desk.groups and desk.groups[g].stable(partitions) for g in groups), FOREVER_S)

    async def _send(self, action: SendStep) -> None:
        send_id = self._desk.send(replace(action.plan, topic=self.run.topic))
        self.run.send_ids.append(send_id)
        if not action.background:
            await self._over(send_id)

    def _send_id(self, name: str) -> int:
        """Return the press of Send of this name; raise LessonError when it could not be made."""
        found = next((i for i in self.run.send_ids if self._desk.sends.progress[i].name == name), None)
        if found is None:
            raise LessonError(Text(QT_TRANSLATE_NOOP("core", "The send “{name}” did not begin."), {"name": name}))
        return found

    async def _sent(self, name: str) -> None:
        await self._over(self._send_id(name))

    async def _over(self, send_id: int) -> None:
        await self._desk.until(lambda: self._desk.sends.progress[send_id].done, FOREVER_S)

    def _stop_sends(self) -> None:
        for send_id in self.run.send_ids:
            self._desk.stop_send(send_id)

    async def _settle(self) -> None:
        """Stop what is still sent in the background, and wait for the verdicts of what was started."""
        self._stop_sends()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_S):
                for send_id in self.run.send_ids:
                    await self._desk.sends.finished(send_id)

    async def _restart(self) -> None:
        """Restart the broker; done when the cluster was looked at anew and every pane that read has heard from it again."""
        desk = self._desk
        reading = [name for name in self.run.panes if self._pane(name).mode in READING]
        await desk.local.restart()
        # A look at the cluster, or a pane's question, may have begun before. A pane that heard nothing for PANE_LOST_AFTER_S says so.
        panes_known_at, rounds = time.monotonic() + PANE_LOST_AFTER_S + SAID_WITHIN_S, desk.connection.rounds
        await desk.until(lambda: desk.connection.phase is Phase.CONNECTED and desk.connection.rounds >= rounds + 2, FOREVER_S)
        await asyncio.sleep(panes_known_at - time.monotonic())
        await desk.until(lambda: all(_reads(self._pane(name)) for name in reading), FOREVER_S)
        await self._stable({group for name in reading if (group := self._pane(name).group) is not None})

    async def _expect(self, step: LessonStep, expectations: tuple[Expectation, ...]) -> Text | None:
        """Judge, and return the reason when an expectation was false."""
        judgements = await self._judge.judge(expectations, step.timeout_s)
        self.run.judged += [(step.number, judgement) for judgement in judgements]
        return next((judgement.why for judgement in judgements if not judgement.held), None)

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, DeliveriesChanged):
            self._count(event.numbers)
        self._judge.note(event)

    def _count(self, numbers: tuple[int, ...]) -> None:
        """Count new messages. What the reader sends beside the lesson is none of its messages, and takes no seq from them."""
        sends = self._desk.sends
        for number in numbers:
            if number <= self._counted:
                continue
            self._counted = number
            delivery = sends.log.get(number)
            if delivery is not None and delivery.send_id in self.run.send_ids:
                self.run.seqs[number] = len(self.run.seqs) + 1
            else:
                sends.book.seq_base += 1


def _reads(pane: PaneState) -> bool:
    return pane.mode in READING and pane.error is None
