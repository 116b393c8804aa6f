"""Sends one record at a time: after the verdict of the one before, or at its own moment."""

import asyncio
import time

from kafkadesk.core.delivery import Mode, OutgoingRecord
from kafkadesk.core.errors import UserError
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.send_run import ContentMaker, SendRun


class OneByOne:
    """The way of a plan with pauses between records, or with each verdict awaited."""

    def __init__(self, book: SendBook) -> None:
        self._book = book

    async def run(self, run: SendRun, maker: ContentMaker) -> None:
        plan = run.plan
        for done in range(plan.count):
            if await run.stopped_before(run.started_at + done * plan.every_ms / 1000) or not await self._book.room_for(run):
                return
            records = self._book.compose(run, maker, 1)
            if not records:
                break
            self._book.enter(run, records)
            await self._hand_over(run, records)
            if plan.mode is Mode.CONFIRM:
                await self._book.resolved(records[0].number)
            else:
                await asyncio.sleep(0)
        run.check()

    async def _hand_over(self, run: SendRun, records: list[OutgoingRecord]) -> None:
        """Write records to the journal and hand them to the producer."""
        session = run.session
        self._book.set_deadline(run, records, time.monotonic())
        session.producer.take(records)
        try:
            await self._book.journal.written(records, run.to, lambda: session.submit(session.producer.hand_over, records))
        except UserError as error:  # the connection is closed; the producer itself has rejected what it took
            for record in records:
                self._book.reject(record.number, error.title, closed_first=True)
