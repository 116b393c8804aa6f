"""Sends of unknown outcome: looks them up, in this session and after sessions that ended too early."""

from collections.abc import Callable, Sequence

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.events import DeskEvent, Notice, RecoveryChanged
from kafkadesk.core.sends.earlier_sessions import summary_of_found
from kafkadesk.core.sends.lookup_rules import Outcome
from kafkadesk.core.sends.lookup_words import LookupResult
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.lookup_scheduler import LookupScheduler
from kafkadesk.desk.sends.recovery import Recovery
from kafkadesk.desk.tasks import Tasks


class UnresolvedSends:
    """recovery: the sends of earlier sessions. notify: gets an event when they change."""

    def __init__(
        self,
        connection: Connection,
        book: SendBook,
        *,
        notify: Callable[[DeskEvent], None],
        tasks: Tasks,
    ) -> None:
        self._connection = connection
        self._book = book
        self._journal = book.journal
        self._notify = notify
        self._journal.keep_taken(on=True)  # until the journals of earlier sessions are read
        self.recovery = Recovery(self._recovery_changed)
        self._scheduler = LookupScheduler(connection, self._journal, self.recovery, found=self._found, tasks=tasks)

    def connection_changed(self) -> None:
        """Forget the end offsets of deleted topics, and look up what can be looked up now."""
        if self._connection.session is not None:
            self._journal.keep(self._connection.topics)
        self.tick()

    def tick(self) -> None:
        """Start the look-ups that are due; call it a few times a second."""
        self._scheduler.tick()

    async def look_up(self, number: int) -> Text:
        """Read the topic for this send of unknown outcome, and for all others there; return the outcome as a sentence.

        All of them, because several identical sends cannot be told apart. Raises UserError.
        """
        delivery = self._book.log.get(number)
        if delivery is None or delivery.verdict is not Verdict.UNKNOWN:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "#{n} already has a result."), {"n": number}))
        self._connection.need_session()
        entry = self._journal.entry(number)
        if entry is not None and not entry.place.cluster.same(self._journal.cluster):
            raise InputError(
                Text(
                    QT_TRANSLATE_NOOP("core", "#{n} was sent to another cluster: {bootstrap}."),
                    {"n": number, "bootstrap": entry.place.bootstrap},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Connect to that cluster to look it up.")),
            )
        for outcome in await self._scheduler.look_up_now(delivery.topic):
            if outcome.number == number:
                if outcome.decided:
                    return outcome.sentence()
                raise UserError(
                    Text(QT_TRANSLATE_NOOP("core", "The outcome of #{n} cannot be determined yet."), {"n": number}),
                    outcome.sentence(),
                    retry=True,
                )
        return self._already(number)

    async def look_up_topic(self, topic: str) -> None:
        """Read a topic for its sends without a confirmation; raises UserError."""
        await self._scheduler.look_up_now(topic)

    async def close(self) -> None:
        """Stop the look-ups and write the rest of the journals."""
        await self._scheduler.stop()
        await self.recovery.close()
        await self._journal.close()

    def _recovery_changed(self) -> None:
        self._journal.keep_taken(on=bool(self.recovery.open()))
        if self.recovery.loaded:
            self._notify(RecoveryChanged())
            self.tick()

    def _found(self, outcomes: Sequence[Outcome], by_itself: bool) -> None:
        """Enter the outcomes of sends of this session."""
        decided = [outcome for outcome in outcomes if outcome.decided]
        changed = [known for outcome in decided if (known := self._entered(outcome)) is not None]
        if changed:
            self._book.delivered(changed)
        if decided and by_itself:
            summary = summary_of_found(decided)
            self._notify(Notice(text=summary.text, hint=summary.hint, level=summary.level, key="looked up"))

    def _entered(self, outcome: Outcome) -> Delivery | None:
        log, number = self._book.log, outcome.number
        known = log.get(number)
        there = outcome.result is LookupResult.FOUND
        countable = outcome.result in (LookupResult.FOUND, LookupResult.NOT_FOUND, LookupResult.COUNTED)
        if known is not None and known.verdict is Verdict.NOT_CONFIRMED and countable:
            return log.found(number, outcome.partition, outcome.offset)  # each by itself: a lesson counts them
        place = (outcome.partition, outcome.offset) if there else (None, None)
        return log.looked_up(
            number, outcome.sentence(), there if outcome.result in (LookupResult.FOUND, LookupResult.NOT_FOUND) else None, *place
        )

    def _already(self, number: int) -> Text:
        delivery = self._book.log.get(number)
        known = None if delivery is None else delivery.looked_up
        return known or Text(QT_TRANSLATE_NOOP("core", "It cannot be looked up: it is not in the journal."))
