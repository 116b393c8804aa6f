"""Decides when sends of unknown outcome are looked up: as soon as their cluster answers, or when the user requests it."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.sends.journal import Cluster, Code, JournalState
from kafkadesk.core.sends.lookup_rules import Outcome, Ranges, occupied
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.sends.journaling import Journaling
from kafkadesk.desk.sends.recovery import Recovery
from kafkadesk.desk.sends.topic_scan import OtherSends, scan_topic
from kafkadesk.desk.session import Session
from kafkadesk.desk.tasks import Tasks
from kafkadesk.system.files.journal import beside

log = logging.getLogger(__name__)

GATHER_S = 1.0  # many verdicts come at the same time: one scan serves them all
RETRY_S = 30.0  # after a look-up without a result; twice as long each time
RETRY_MOST_S = 15 * 60.0


@dataclass(slots=True)
class _Rest:
    """When a topic may be read again, monotonic seconds; vain: how many scans had no result."""

    until: float
    vain: int = 0


class LookupScheduler:
    """Runs all look-ups, one at a time. One scan serves all sends of a topic: no two identical sends may claim the same record.

    found: called with the outcomes of sends of this session, and whether the look-up started by itself.
    """

    def __init__(
        self,
        connection: Connection,
        journal: Journaling,
        recovery: Recovery,
        *,
        found: Callable[[Sequence[Outcome], bool], None],
        tasks: Tasks,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._recovery = recovery
        self._found = found
        self._tasks = tasks
        self._one = asyncio.Lock()
        self._rests: dict[str, _Rest] = {}
        self._session: Session | None = None
        self._running: asyncio.Task[None] | None = None

    def tick(self) -> None:
        """Start the look-ups that are due; call it a few times a second."""
        if self._connection.session is not self._session:  # another cluster, or reconnected: no reason to wait
            self._session = self._connection.session
            self._rests.clear()
        if self._running is None and (due := self._due()):
            self._running = self._tasks.start(self._read_all(due), "look up sends")
            self._running.add_done_callback(self._ended)

    async def look_up_now(self, topic: str) -> list[Outcome]:
        """Read a topic for all its sends of unknown outcome and return their outcomes; raises UserError."""
        async with self._one:
            session = self._connection.need_session()
            if self._connection.state.cluster_id is None:
                raise _not_yet()
            outcomes = await self._read(session, topic)
            self._found(outcomes, False)
            return outcomes

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def _due(self) -> list[str]:
        """Return the topics to read now."""
        state = self._connection.state
        if self._session is None or not state.phase.usable or state.cluster_id is None:
            return []
        now = time.monotonic()
        for topic in (unknown := self._journal.unknown()):
            self._rests.setdefault(topic, _Rest(now + GATHER_S))
        waiting = unknown | self._recovery.topics(self._journal.cluster)
        return sorted(topic for topic in waiting if topic not in self._rests or now >= self._rests[topic].until)

    async def _read_all(self, topics: Sequence[str]) -> None:
        session = self._session
        for topic in topics:
            async with self._one:
                if session is None or session is not self._connection.session:
                    return
                try:
                    self._found(await self._read(session, topic), True)
                except UserError as error:
                    log.info("Sends to %s could not be looked up: %s", topic, error.sentence())

    async def _read(self, session: Session, topic: str) -> list[Outcome]:
        """Read one topic and return the outcomes of sends of this session. After an error, or without a result, it is read again later."""
        cluster = self._journal.cluster
        ours = {e.number: e for e in self._journal.entries(cluster, topic) if e.code is Code.UNKNOWN}
        lost = self._recovery.entries(cluster, topic)
        if not ours and not lost:
            return []

        before = await self._beside()
        windows = {path: -i for i, path in enumerate(before, 1)}
        theirs = {
            (windows[path], e.number): replace(e, session=windows[path])
            for path, state in before.items()
            for e in state.entries_of(cluster, topic)
            if e.code is Code.UNKNOWN
        }  # unknown sends of other windows: none of them may claim a record of the others

        async def others(topic_id: str | None, ends_at_ms: int) -> OtherSends:
            now = await self._beside()
            open_ones = [e for e in self._journal.entries(cluster, topic) if e.number not in ours]
            for path, state in now.items():
                open_ones += [e for e in state.entries_of(cluster, topic) if (windows.get(path), e.number) not in theirs]
            same_content = {e.content for e in open_ones if not e.certainly_not_written and e.place.wall_ms <= ends_at_ms}
            sources = [state.taken(cluster, topic, topic_id) for state in now.values()]
            return OtherSends(taken=self._taken(cluster, topic, topic_id, sources), same_content=same_content)

        outcomes: list[Outcome] = []
        in_vain, asked = True, True
        self._recovery.set_looking(on=bool(lost))
        try:
            found = await scan_topic(session, topic, [*ours.values(), *lost, *theirs.values()], others)
            outcomes = [outcome for outcome in found if outcome.session >= 0]
            in_vain = not all(outcome.decided for outcome in outcomes)
        except UserError as error:
            asked = not isinstance(error, ConnectError)
            if lost:
                self._recovery.failed(topic, error)
            raise
        finally:
            self._rest(topic, in_vain=in_vain, asked=asked)
            self._recovery.set_looking(on=False)
        self._recovery.take(outcomes)
        for outcome in outcomes:
            if outcome.decided and not outcome.session:
                self._journal.note_outcome(ours[outcome.number], outcome.partition, outcome.offset)
        return [outcome for outcome in outcomes if not outcome.session]

    async def _beside(self) -> dict[Path, JournalState]:
        return await asyncio.to_thread(beside, {self._journal.path, *self._recovery.paths()})

    def _taken(self, cluster: Cluster, topic: str, topic_id: str | None, more: Sequence[Ranges]) -> dict[int, list[tuple[int, int]]]:
        """Return the offsets of sends with a known outcome, of this session and earlier ones, by partition. more: of other windows."""
        sources = (
            *more,
            self._journal.taken(cluster, topic, topic_id),
            self._recovery.taken(cluster, topic, topic_id),
            occupied(self._recovery.outcomes(cluster, topic, topic_id)),
        )
        taken: dict[int, list[tuple[int, int]]] = {}
        for source in sources:
            for partition, ranges in source.items():
                taken.setdefault(partition, []).extend(ranges)
        return taken

    def _rest(self, topic: str, *, in_vain: bool, asked: bool) -> None:
        """Set when a topic may be read again. The wait does not grow while no broker answers: that can end at any moment."""
        known = self._rests.get(topic)
        vain = asked + (known.vain if known is not None else 0) if in_vain else 0
        wait_s = min(RETRY_MOST_S, RETRY_S * 2 ** max(0, vain - 1)) if in_vain else GATHER_S
        self._rests[topic] = _Rest(time.monotonic() + (wait_s if asked else min(wait_s, RETRY_S)), vain)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del task
        self._running = None


def _not_yet() -> ConnectError:
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "The cluster ID is not known yet.")),
        Text(QT_TRANSLATE_NOOP("core", "Try again once it is connected.")),
        retry=True,
    )
