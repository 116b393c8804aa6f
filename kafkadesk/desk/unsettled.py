"""Sends whose verdict is not the last word: looked up, sent again, and those of sessions that ended too early."""

from collections.abc import Callable, Sequence

from kafkadesk.core.delivery import Delivery, Partitioning, SendPlan, Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.kept_records import Again
from kafkadesk.core.settling import Finding
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.journaling import Journaling
from kafkadesk.desk.lookup import look_up
from kafkadesk.desk.recovery import Recovery
from kafkadesk.desk.sends import Sends
from kafkadesk.desk.tasks import Tasks


class Unsettled:
    """recovery: the sends of earlier sessions. changed: called when they changed; delivered: with deliveries that did."""

    def __init__(
        self,
        connection: Connection,
        sends: Sends,
        journal: Journaling,
        *,
        changed: Callable[[], None],
        delivered: Callable[[Sequence[Delivery]], None],
        tasks: Tasks,
    ) -> None:
        self.recovery = Recovery(connection, changed, tasks)
        self._tasks = tasks
        self._connection = connection
        self._sends = sends
        self._journal = journal
        self._delivered = delivered

    def connection_changed(self) -> None:
        """Look up what earlier sessions left, if this is its cluster; forget what holds for topics that are gone."""
        if self._connection.session is not None:
            self._journal.keep(self._connection.topics)
        self.recovery.connected()

    async def look_up(self, number: int) -> Text:
        """Read the topic for this send of unknown outcome, and for all others there; return what was found, in words.

        All of them, because of several identical ones nobody can tell one from the other. Raises UserError.
        """
        delivery = self._sends.log.get(number)
        if delivery is None or delivery.verdict is not Verdict.UNKNOWN:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "#{n} has its verdict: there is nothing to look up."), {"n": number}))
        session = self._connection.need_session()
        entries = [e for e in self._journal.entries(delivery.topic) if self._is_unknown(e.number)]
        elsewhere = {e.number: e.place.bootstrap for e in entries if e.place.cluster_id not in (None, self._connection.state.cluster_id)}
        if number in elsewhere:
            raise InputError(
                Text(
                    QT_TRANSLATE_NOOP("core", "#{n} was sent to another cluster: {bootstrap}."),
                    {"n": number, "bootstrap": elsewhere[number]},
                ),
                Text(QT_TRANSLATE_NOOP("core", "Connect to that one to look it up.")),
            )
        entries = [e for e in entries if e.number not in elsewhere]
        outcomes = await look_up(session, entries, self._journal.taken)
        changed = []
        for outcome in outcomes:
            found = outcome.finding is Finding.FOUND
            there = None if outcome.finding in (Finding.COUNTED, Finding.GONE) else found
            place = (outcome.partition, outcome.offset) if found else (None, None)
            if (known := self._sends.log.looked_up(outcome.number, outcome.sentence(), there, *place)) is not None:
                changed.append(known)
            self._journal.looked_up(outcome.number)
        self._delivered(changed)
        said = [outcome.sentence() for outcome in outcomes if outcome.number == number]
        return said[0] if said else self._already(number)

    def send_again(self, number: int) -> int:
        """Send the very content of an earlier send once more; as Desk.send(). Raises InputError too when it is not kept any more."""
        record = self._sends.kept.get(number)
        if record is None:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "The content of #{n} is not kept any more."), {"n": number}),
                Text(
                    QT_TRANSLATE_NOOP("core", "KafkaDesk keeps the newest 10,000 records, 32 MiB of them at most, and none over a restart.")
                ),
            )
        partition = Partitioning.AUTOMATIC if record.partition is None else record.partition
        plan = SendPlan(topic=record.topic, value=None, partition=partition)
        self._sends.check_topic(plan)
        send_id = self._sends.begin(plan)
        self._tasks.start(self._sends.run(send_id, Again(record)), f"send {send_id}")
        return send_id

    async def close(self) -> None:
        """Write down what is still open."""
        await self.recovery.close()
        await self._journal.close()

    def _is_unknown(self, number: int) -> bool:
        delivery = self._sends.log.get(number)
        return delivery is None or delivery.verdict is Verdict.UNKNOWN

    def _already(self, number: int) -> Text:
        delivery = self._sends.log.get(number)
        known = None if delivery is None else delivery.looked_up
        return known or Text(QT_TRANSLATE_NOOP("core", "It cannot be looked up: it is not in the journal."))
