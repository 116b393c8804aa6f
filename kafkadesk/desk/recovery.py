"""Sends of sessions that ended too early: named at the next start, and settled once their cluster is there again."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kafkadesk.core.errors import UserError
from kafkadesk.core.journal import Code, Entry
from kafkadesk.core.lost_words import Lost
from kafkadesk.core.settling import Finding
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.lookup import look_up
from kafkadesk.desk.tasks import Tasks
from kafkadesk.system.journal_file import JournalFile, left_over

log = logging.getLogger(__name__)

RETRY_S = 30.0  # after a look-up that failed, such as behind an open transaction


class Recovery:
    """lost: the sends of earlier sessions whose outcome nobody was told. error: why the last look-up failed, if it did.

    Signals: `changed` is called after every change of lost, looking or error.
    """

    def __init__(self, connection: Connection, changed: Callable[[], None], tasks: Tasks) -> None:
        self.lost: tuple[Lost, ...] = ()
        self.looking = False
        self.error: UserError | None = None
        self._failed_at = 0.0
        self._connection = connection
        self._changed = changed
        self._journals: list[JournalFile] = []
        self._tasks = tasks
        self._look_up: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Find what earlier sessions left; settle what can be settled now."""
        self._journals = await asyncio.to_thread(left_over)
        self.lost = tuple(Lost(session=i, entry=entry) for i, journal in enumerate(self._journals) for entry in journal.entries())
        if self.lost:
            log.info("%s sends of earlier sessions have no known outcome", len(self.lost))
            self._changed()
            self.connected()

    def open(self) -> tuple[Lost, ...]:
        """Return those that were not looked up yet."""
        return tuple(lost for lost in self.lost if lost.outcome is None)

    def findings(self) -> Counter[Finding]:
        """Return how many were looked up with which result."""
        return Counter(lost.outcome.finding for lost in self.lost if lost.outcome is not None)

    def connected(self) -> None:
        """Look up what belongs to the cluster that is connected, if anything does; call it whenever the connection changed."""
        resting = self.error is not None and time.monotonic() - self._failed_at < RETRY_S
        if not self.looking and not resting and self._here():
            self.looking = True
            self._look_up = self._tasks.start(self._look(), "look up lost sends")

    async def forget(self) -> None:
        """Take them off the list for good: the user has seen them, or does not want to know."""
        await self._stop()
        journals, self._journals = self._journals, []
        for journal in journals:
            for entry in journal.entries():
                journal.settle(entry.number, Code.SETTLED)
        self.lost, self.looking, self.error = (), False, None
        self._changed()
        for journal in journals:
            await asyncio.to_thread(journal.close)

    async def close(self) -> None:
        """Keep for the next start what was not looked up."""
        await self._stop()
        for journal in self._journals:
            await asyncio.to_thread(journal.close)

    async def _stop(self) -> None:
        if self._look_up is not None:
            self._look_up.cancel()
            await asyncio.gather(self._look_up, return_exceptions=True)
            self._look_up = None

    def _here(self) -> list[Lost]:
        """Return what can be looked up on the cluster of now. A cluster that had no id is known by its address."""
        state = self._connection.state
        if self._connection.session is None or not state.phase.usable or state.cluster_id is None:
            return []
        return [
            lost
            for lost in self.open()
            if state.cluster_id == lost.entry.place.cluster_id
            or (lost.entry.place.cluster_id is None and state.bootstrap == lost.entry.place.bootstrap)
        ]

    async def _look(self) -> None:
        """Look up, one session's sends after the other's; numbers are unique only within a session."""
        tried: set[int] = set()
        self.error = None
        self._changed()
        try:
            while here := [lost for lost in self._here() if lost.session not in tried]:
                number = here[0].session
                tried.add(number)
                await self._look_one(number, [lost.entry for lost in here if lost.session == number])
        except UserError as error:
            log.info("Lost sends could not be looked up: %s", error.sentence())
            self.error, self._failed_at = error, time.monotonic()
        finally:
            self.looking = False
            self._changed()

    async def _look_one(self, session: int, entries: list[Entry]) -> None:
        journal = self._journals[session]
        outcomes = {o.number: o for o in await look_up(self._connection.need_session(), entries, journal.taken)}
        self.lost = tuple(
            replace(lost, outcome=outcomes.get(lost.entry.number, lost.outcome)) if lost.session == session else lost for lost in self.lost
        )
        for number in outcomes:
            journal.settle(number, Code.SETTLED)
        self._changed()
        await asyncio.to_thread(journal.flush)
