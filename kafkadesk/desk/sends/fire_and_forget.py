"""Sends that nobody asks about: from processes that exit hard without flush; then the topic is read for what arrived."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.events import SendFailed
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.sends.send_run import Maker, Run
from kafkadesk.system.processes.forget import limit_s, send_and_forget

if TYPE_CHECKING:
    from kafkadesk.desk.sends.sends import Sends

log = logging.getLogger(__name__)

RENDER_AT_ONCE = 200  # records rendered between two turns of the event loop
PACED_S = 30.0  # of sends with a pause between, what one process gets: each has its verdict soon, whatever the pace

_NOBODY_ASKED = QT_TRANSLATE_NOOP("core", "The process ended without flush(): nobody asked the broker.")
_NOT_COME_TO = QT_TRANSLATE_NOOP("core", "The process ended before it came to this one.")
_ENDED_BEFORE = QT_TRANSLATE_NOOP("core", "The run ended before it was sent.")


async def forget(sends: "Sends", run: Run, composer: Maker) -> None:
    """Send a run in portions: no more records are open at once than in any other run, and each portion is a process of its own."""
    while run.progress.started < run.plan.count and await sends.room_for(run):
        await sends.journal.ask_anew(run.session, run.to)
        records = await _portion(sends, run, composer)
        if not records:
            break
        try:
            sends.open_sends.due((r.number for r in records), time.monotonic() + limit_s(len(records), run.plan.every_ms))
            handed_over = await _process(run, records)
        except ConnectError as error:  # said before the first send()
            _reject(sends, records, error.title)
            raise
        except UserError as error:
            for record in records:  # how far the process came is not known
                sends.apply(SendFailed(number=record.number, may_be_written=True, reason=error.title, at=time.monotonic()))
            raise
        for record in records[:handed_over]:
            sends.changed_if(sends.log.not_confirmed(record.number, Text(_NOBODY_ASKED)))
        _reject(sends, records[handed_over:], Text(_NOT_COME_TO))
        try:
            await sends.look_up(run.plan.topic)
        except UserError as error:
            log.info("What arrived of forgotten sends is looked up later: %s", error.sentence())
    run.check()


async def _portion(sends: "Sends", run: Run, composer: Maker) -> list[OutgoingRecord]:
    """Return the next records, written down and entered: as many as there is room for; none when the next one cannot be made."""
    most = run.plan.count - run.progress.started
    if run.plan.every_ms:
        most = min(most, 1 + int(PACED_S * 1000) // run.plan.every_ms)
    records: list[OutgoingRecord] = []
    try:
        while len(records) < most and not run.stop.is_set() and (not records or sends.open_sends.has_room()):
            some = sends.compose(run, composer, min(RENDER_AT_ONCE, most - len(records)))
            if not some:
                break
            await sends.journal.note(some, run.to)
            sends.enter(run, some)
            records += some
            await asyncio.sleep(0)
    except BaseException:  # what ends the run must not leave these open for ever
        _reject(sends, records, Text(_ENDED_BEFORE))
        raise
    return records


async def _process(run: Run, records: Sequence[OutgoingRecord]) -> int:
    """Return how many records a process came to. Stop ends one that pauses between sends; at the exit it is ended in any case."""
    stop = threading.Event()
    watching = asyncio.create_task(_pass_on(run.stop, stop)) if run.plan.every_ms else None
    try:
        options = run.session.options.to_json()
        return await asyncio.to_thread(send_and_forget, options, records, every_ms=run.plan.every_ms, stop=stop)
    finally:
        stop.set()
        if watching is not None:
            watching.cancel()


async def _pass_on(asked: asyncio.Event, stop: threading.Event) -> None:
    await asked.wait()
    stop.set()


def _reject(sends: "Sends", records: Sequence[OutgoingRecord], reason: Text) -> None:
    for record in records:
        sends.reject(record.number, reason)
