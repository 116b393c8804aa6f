"""Sends of sessions that ended too early: shown at the next start, and stored until the user has seen their outcome."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kafkadesk.core.errors import UserError
from kafkadesk.core.sends.earlier_sessions import EarlierSend
from kafkadesk.core.sends.journal import Cluster, Code, JournalEntry
from kafkadesk.core.sends.lookup_rules import Outcome, resolved_without_reading
from kafkadesk.core.sends.lookup_words import LookupResult
from kafkadesk.system.files.journal import JournalFile, left_over

log = logging.getLogger(__name__)


class Recovery:
    """sends: of earlier sessions, whose outcome the user has not seen. looking: whether they are being looked up.

    loaded: whether their journals were read. `changed` is called after every change of these.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.sends: tuple[EarlierSend, ...] = ()
        self.looking = False
        self._errors: dict[str, UserError] = {}  # by topic
        self.loaded = False
        self._changed = changed
        self._journals: list[JournalFile] = []

    async def load(self) -> None:
        """Read the journals of earlier sessions; sends that need no look-up get their outcome at once."""
        self._journals = await asyncio.to_thread(left_over)
        found = [replace(entry, session=i) for i, journal in enumerate(self._journals, 1) for entry in journal.entries()]
        self.sends = tuple(EarlierSend(entry=entry) for entry in found)
        self.loaded = True
        if self.sends:
            log.info("%s sends of earlier sessions have no known outcome", len(self.sends))
        self.take(resolved_without_reading(found))

    def open(self) -> tuple[EarlierSend, ...]:
        """Return the sends without an outcome."""
        return tuple(lost for lost in self.sends if lost.outcome is None)

    @property
    def error(self) -> UserError | None:
        """Why the last look-up of some of them failed."""
        topics = {lost.entry.place.topic for lost in self.open()}
        return next((error for topic, error in self._errors.items() if topic in topics), None)

    def results(self) -> Counter[LookupResult]:
        """Return the number of sends by result."""
        return Counter(lost.outcome.result for lost in self.sends if lost.outcome is not None)

    def paths(self) -> set[Path]:
        """Return the files of those sessions."""
        return {journal.path for journal in self._journals}

    def topics(self, cluster: Cluster) -> set[str]:
        """Return the topics of a cluster in which some are to be looked up."""
        return {lost.entry.place.topic for lost in self.open() if lost.entry.place.cluster.same(cluster)}

    def entries(self, cluster: Cluster, topic: str) -> list[JournalEntry]:
        """Return the sends to look up in a topic."""
        return [lost.entry for lost in self._of(cluster, topic) if lost.outcome is None]

    def outcomes(self, cluster: Cluster, topic: str, topic_id: str | None) -> list[Outcome]:
        """Return the known outcomes of sends to a topic; topic_id None: of every topic of this name."""
        known = (None, topic_id)
        return [
            lost.outcome
            for lost in self._of(cluster, topic)
            if lost.outcome is not None and (topic_id is None or lost.entry.place.topic_id in known)
        ]

    def taken(self, cluster: Cluster, topic: str, topic_id: str | None) -> dict[int, list[tuple[int, int]]]:
        """Return the offsets of sends of those sessions whose outcome is known, by partition."""
        found: dict[int, list[tuple[int, int]]] = {}
        for journal in self._journals:
            for partition, ranges in journal.taken(cluster, topic, topic_id).items():
                found.setdefault(partition, []).extend(ranges)
        return found

    def take(self, outcomes: Iterable[Outcome]) -> None:
        """Enter outcomes; they stay in the journals until shown(). An undecided one is shown as an error."""
        known = {(outcome.session, outcome.number): outcome for outcome in outcomes if outcome.session}
        made = []
        for lost in self.sends:
            outcome = known.get((lost.entry.session, lost.entry.number))
            if outcome is not None:
                self._errors.pop(lost.entry.place.topic, None)
            made.append(lost if outcome is None or not outcome.decided else replace(lost, outcome=outcome))
        self.sends = tuple(made)
        for lost in self.open():
            if (outcome := known.get((lost.entry.session, lost.entry.number))) is not None:
                self._errors[lost.entry.place.topic] = UserError(outcome.sentence(), retry=True)
        self._changed()

    def failed(self, topic: str, error: UserError) -> None:
        """Enter why a topic could not be read."""
        self._errors[topic] = error
        self._changed()

    def set_looking(self, *, on: bool) -> None:
        """Set whether a look-up runs."""
        if on != self.looking:
            self.looking = on
            self._changed()

    async def shown(self) -> None:
        """Note that the user has seen the known outcomes: the next start does not report them again."""
        touched = set()
        for lost in self.sends:
            if lost.outcome is not None and lost.entry.session <= len(self._journals):
                touched.add(lost.entry.session)
                self._journals[lost.entry.session - 1].resolve(lost.entry.number, Code.RESOLVED)
        for session in touched:
            await asyncio.to_thread(self._journals[session - 1].flush)

    async def forget(self) -> None:
        """Remove all sends from list and journals: the user has seen them, or is not interested."""
        journals, self._journals = self._journals, []
        for journal in journals:
            for entry in journal.entries():
                journal.resolve(entry.number, Code.RESOLVED)
        self.sends, self.looking, self._errors = (), False, {}
        self._changed()
        for journal in journals:
            await asyncio.to_thread(journal.close)

    async def close(self) -> None:
        """Close the journals; the next start reports what the user has not seen."""
        for journal in self._journals:
            await asyncio.to_thread(journal.close)

    def _of(self, cluster: Cluster, topic: str) -> Iterable[EarlierSend]:
        return (lost for lost in self.sends if lost.entry.place.topic == topic and lost.entry.place.cluster.same(cluster))
