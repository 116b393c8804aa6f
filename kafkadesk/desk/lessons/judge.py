"""When to judge what a lesson expects: as soon as something changed, not more often than the window can bear, and once it is quiet."""

import asyncio
import time

from kafkadesk.core.events import DeliveriesChanged, DeskEvent, RecordsArrived
from kafkadesk.core.lessons.judge import Judgement, judge
from kafkadesk.core.lessons.steps import Expectation
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.lessons.facts import LessonRun, gather

WITHIN_S = 5.0  # an expectation may come true so long after its step began
EVERY_S = 0.2  # not judged more often
AT_LEAST_EVERY_S = 1.0  # log ends, which lag is made of, change without an event
QUIET_S = 1.0  # what a late record could make false is judged after so long without one
SHARE = 4  # a judgement that took so long is followed by so many times as long for the window


class LessonJudge:
    """Judges by what is so on the desk. Hand it every event of the desk."""

    def __init__(self, desk: Desk, run: LessonRun) -> None:
        self._desk = desk
        self._run = run
        self._news_at = time.monotonic()  # of the lesson's own panes and messages
        self._changed = asyncio.Event()

    def note(self, event: DeskEvent) -> None:
        """Note that something changed, and when it was about the lesson's own messages."""
        match event:
            case RecordsArrived(pane=pane) if pane in self._run.panes.values():
                self._news_at = time.monotonic()
            case DeliveriesChanged(numbers=numbers) if any(number in self._run.seqs for number in numbers):
                self._news_at = time.monotonic()
        self._changed.set()

    async def judge(self, expectations: tuple[Expectation, ...], timeout_s: float) -> tuple[Judgement, ...]:
        """Judge until all hold, for WITHIN_S at most; then wait for quiet where a late record could still matter. Ends within timeout_s."""
        end = time.monotonic() + timeout_s
        judgements = await self._until_held(expectations, min(end, time.monotonic() + WITHIN_S))
        if any(e.negative for e in expectations):
            await self._quiet(end)
            judgements = judge(expectations, gather(self._desk, self._run))
        return judgements

    async def _until_held(self, expectations: tuple[Expectation, ...], end: float) -> tuple[Judgement, ...]:
        while True:
            began = time.monotonic()
            self._changed.clear()
            judgements = judge(expectations, gather(self._desk, self._run))
            now = time.monotonic()
            if all(j.held for j in judgements) or now >= end:
                return judgements
            await asyncio.sleep(min(max(EVERY_S, SHARE * (now - began)), end - now))
            await self._change(min(end, time.monotonic() + AT_LEAST_EVERY_S))

    async def _change(self, end: float) -> None:
        """Wait until something changed on the desk, or until `end`."""
        await asyncio.wait((changed := asyncio.ensure_future(self._changed.wait()),), timeout=max(0.0, end - time.monotonic()))
        changed.cancel()

    async def _quiet(self, end: float) -> None:
        """Wait until nothing was heard of the lesson's messages for QUIET_S, or until `end`."""
        while True:
            left = min(self._news_at + QUIET_S, end) - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(left)
