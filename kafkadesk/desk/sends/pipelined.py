"""A pipelined press of Send, in portions: while one is written down and handed over on other threads, the next one is made."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import SendsNoted
from kafkadesk.desk.sends.send_run import Maker, Run, rejected

if TYPE_CHECKING:
    from kafkadesk.desk.sends.sends import Sends

PORTION = 500  # records: some 5 ms of the loop's time; each portion also costs four hops between threads
AHEAD = 3  # portions on their way to the library at once


async def send_in_portions(sends: "Sends", run: Run, composer: Maker) -> None:
    """Send all records of a run, none waiting for the verdict of another; what is made is on its way when this returns."""
    plan, made = run.plan, 0
    passing: deque[asyncio.Task[None]] = deque()
    try:
        while made < plan.count and not run.stop.is_set() and await sends.room_for(run):
            records = sends.compose(run, composer, min(PORTION, plan.count - made))
            if not records:
                break
            made += len(records)
            passing.append(asyncio.create_task(_pass_on(sends, run, records)))
            if len(passing) > AHEAD:
                await passing.popleft()
            else:
                await asyncio.sleep(0)
    finally:
        await asyncio.gather(*passing)
    run.check()


async def _pass_on(sends: "Sends", run: Run, records: Sequence[OutgoingRecord]) -> None:
    """Write records down, enter them, and hand them over: in this order, the first on the journal's thread, the last on the producer's."""
    told = False

    def noted(records: Sequence[OutgoingRecord]) -> Future[None]:
        """Thread: the journal's. The event comes before any verdict does: both go by the same mailbox."""
        nonlocal told
        told = True
        sends.post(SendsNoted(send_id=run.progress.send_id, records=records, at=time.monotonic(), wall_ms=time.time_ns() // 1_000_000))
        run.session.producer.take(records)
        return run.session.submit(run.session.producer.hand_over, records)

    run.to_enter += len(records)
    try:
        await sends.journal.pass_on(records, run.to, noted)
    except UserError as error:  # the connection is closed: what the producer took it has rejected itself
        for record in records:
            sends.post(rejected(record.number, error.title, closed_first=True))
    finally:
        if not told:
            sends.give_up(run, records)
