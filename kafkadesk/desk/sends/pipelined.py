"""Sends records in batches without waiting for verdicts: while other threads write and hand over one batch, the next one is made."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import UserError
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.send_run import ContentMaker, RecordsWritten, SendRun, rejected

BATCH = 500  # records: some 5 ms of the loop's time; each batch also costs four hops between threads
AHEAD = 3  # batches on their way to the library at the same time


class Pipelined:
    """The way of a plan whose records do not wait for each other."""

    def __init__(self, book: SendBook) -> None:
        self._book = book

    async def run(self, run: SendRun, maker: ContentMaker) -> None:
        """Send all records of a run; what was made is on its way when this returns."""
        plan, made = run.plan, 0
        forwarding: deque[asyncio.Task[None]] = deque()
        try:
            while made < plan.count and not run.stop.is_set() and await self._book.room_for(run):
                records = self._book.compose(run, maker, min(BATCH, plan.count - made))
                if not records:
                    break
                made += len(records)
                forwarding.append(asyncio.create_task(self._forward(run, records)))
                if len(forwarding) > AHEAD:
                    await forwarding.popleft()
                else:
                    await asyncio.sleep(0)
        finally:
            await asyncio.gather(*forwarding)
        run.check()

    async def _forward(self, run: SendRun, records: Sequence[OutgoingRecord]) -> None:
        """Write records to the journal (journal's thread), enter them (loop), hand them over (producer's thread), in this order."""
        posted = False

        def written() -> Future[None]:
            """Thread: the journal's. The message comes before any verdict does: both use the same mailbox."""
            nonlocal posted
            posted = True
            self._book.post(RecordsWritten(run=run, records=records, at=time.monotonic(), wall_ms=time.time_ns() // 1_000_000))
            run.session.producer.take(records)
            return run.session.submit(run.session.producer.hand_over, records)

        run.to_enter += len(records)
        try:
            await self._book.journal.written(records, run.to, written)
        except UserError as error:  # the connection is closed; the producer itself has rejected what it took
            for record in records:
                self._book.post(rejected(record.number, error.title, closed_first=True))
        finally:
            if not posted:
                self._book.give_up(run, records)
