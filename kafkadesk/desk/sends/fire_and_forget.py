"""Sends records from processes that exit hard without flush(), then reads the topic for what arrived."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Sequence

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.send_run import ContentMaker, SendRun
from kafkadesk.system.processes.forget import limit_s, send_and_forget

log = logging.getLogger(__name__)

MADE_AT_ONCE = 200  # records made between two turns of the event loop
PACED_S = 30.0  # of sends with a pause between, what one process gets: each has its verdict soon, whatever the pace

_NOBODY_ASKED = QT_TRANSLATE_NOOP("core", "The process ended without flush() and did not wait for the broker's answer.")
_NOT_COME_TO = QT_TRANSLATE_NOOP("core", "The process ended before it sent this record.")
_ENDED_BEFORE = QT_TRANSLATE_NOOP("core", "The series ended before this record was sent.")


class FireAndForget:
    """The way of a plan in Mode.FORGET. look_up: reads a topic for what arrived of its sends; may raise UserError."""

    def __init__(self, book: SendBook, look_up: Callable[[str], Awaitable[object]]) -> None:
        self._book = book
        self._look_up = look_up

    async def run(self, run: SendRun, maker: ContentMaker) -> None:
        """Send all records of a run in batches, each from its own process: no more records are open than in any other run."""
        while run.progress.started < run.plan.count and await self._book.room_for(run):
            await self._book.journal.ask_anew(run.session, run.to)
            records = await self._batch(run, maker)
            if not records:
                break
            try:
                self._book.open_sends.due(
                    (record.number for record in records), time.monotonic() + limit_s(len(records), run.plan.every_ms)
                )  # fmt: skip
                handed_over = await _process(run, records)
            except ConnectError as error:  # raised before the first send()
                self._reject(records, error.title)
                raise
            except UserError as error:
                for record in records:  # how far the process came is not known
                    self._book.leave_unknown(record.number, error.title)
                raise
            for record in records[:handed_over]:
                self._book.leave_unconfirmed(record.number, Text(_NOBODY_ASKED))
            self._reject(records[handed_over:], Text(_NOT_COME_TO))
            try:
                await self._look_up(run.plan.topic)
            except UserError as error:
                log.info("What arrived of forgotten sends is looked up later: %s", error.sentence())
        run.check()

    async def _batch(self, run: SendRun, maker: ContentMaker) -> list[OutgoingRecord]:
        """Return the next records, written to the journal and entered: as many as there is room for; none when the next one fails."""
        most = run.plan.count - run.progress.started
        if run.plan.every_ms:
            most = min(most, 1 + int(PACED_S * 1000) // run.plan.every_ms)
        records: list[OutgoingRecord] = []
        try:
            while len(records) < most and not run.stop.is_set() and (not records or self._book.open_sends.has_room()):
                some = self._book.compose(run, maker, min(MADE_AT_ONCE, most - len(records)))
                if not some:
                    break
                await self._book.journal.written(some, run.to)
                self._book.enter(run, some)
                records += some
                await asyncio.sleep(0)
        except BaseException:  # what ends the run must not leave these open for ever
            self._reject(records, Text(_ENDED_BEFORE))
            raise
        return records

    def _reject(self, records: Sequence[OutgoingRecord], reason: Text) -> None:
        for record in records:
            self._book.reject(record.number, reason)


async def _process(run: SendRun, records: Sequence[OutgoingRecord]) -> int:
    """Return how many records a process handed over. Stop ends a process that pauses between sends; the exit ends any."""
    stop = threading.Event()
    watching = asyncio.create_task(_forward_stop(run.stop, stop)) if run.plan.every_ms else None
    try:
        options = run.session.options.to_json()
        return await asyncio.to_thread(send_and_forget, options, records, every_ms=run.plan.every_ms, stop=stop)
    finally:
        stop.set()
        if watching is not None:
            watching.cancel()


async def _forward_stop(requested: asyncio.Event, stop: threading.Event) -> None:
    await requested.wait()
    stop.set()
