"""Sends: a press of Send becomes records, and every record ends in a verdict."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.compose.fields import Composer
from kafkadesk.core.compose.kept_records import KeptRecords
from kafkadesk.core.delivery import Delivery, Mode, OutgoingRecord, Partitioning, SendPlan, SendProgress, Verdict
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.events import ProducerEvent, SendFailed, SendsConfirmed, SendsNoted, SendsStarted, SendsWaiting
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.sends.fire_and_forget import forget
from kafkadesk.desk.sends.journaling import Journaling
from kafkadesk.desk.sends.notify_throttle import Telling
from kafkadesk.desk.sends.open_sends import LOST_AFTER_S, OpenSends
from kafkadesk.desk.sends.pipelined import send_in_portions
from kafkadesk.desk.sends.send_run import Maker, Run, check_ends, rejected
from kafkadesk.desk.session import Session

_LOST_TRACK = QT_TRANSLATE_NOOP("core", "KafkaDesk itself lost track of this send: it may have been written. Look before sending it again.")

log = logging.getLogger(__name__)


class Sends:
    """All sends of the window. `delivered` is called with the deliveries that were added or changed.

    look_up: reads a topic for what became of sends that nobody asked about. post: takes an event from any thread, for apply().
    """

    def __init__(
        self,
        *,
        need_session: Callable[[], Session],
        journal: Journaling,
        topics: Callable[[], dict[str, Topic]],
        delivered: Callable[[Sequence[Delivery]], None],
        progressed: Callable[[SendProgress], None],
        look_up: Callable[[str], Awaitable[None]],
        post: Callable[[ProducerEvent], None],
    ) -> None:
        self.log = DeliveryLog()
        self.kept = KeptRecords()
        self.journal = journal
        self.look_up = look_up
        self.post = post
        self.progress: dict[int, SendProgress] = {}
        self.seq_base = 0  # a lesson counts its messages from 1
        self._need_session = need_session
        self._topics = topics
        self._delivered = delivered
        self._progressed = progressed
        self._runs: dict[int, Run] = {}
        self.open_sends: OpenSends[Run] = OpenSends()
        self._settled: dict[int, asyncio.Event] = {}
        self._changed: list[Delivery] = []  # since they were told last; with the runs that they belong to
        self._moved: dict[int, Run] = {}
        self._telling = Telling(self._tell)
        self._room = asyncio.Event()
        self._number = 0
        self._send_id = 0
        self._spread = 0

    def check(self, plan: SendPlan) -> Composer:
        """Return the compiled plan; raises InputError or ConnectError, before anything is sent, when it cannot go."""
        self.check_topic(plan)
        if plan.value is None and plan.key is None:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "A null value needs a key.")),
                Text(QT_TRANSLATE_NOOP("core", "A tombstone says “forget this key”: type the key it is for.")),
            )
        composer = Composer(plan)
        check_ends(composer, self._number + 1 - self.seq_base, plan.count)
        return composer

    def check_topic(self, plan: SendPlan) -> None:
        """Raise InputError or ConnectError when nothing can be sent to the plan's topic."""
        self._need_session()
        check_topic_name(plan.topic)
        topic = self._topics().get(plan.topic)
        if topic is None:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "There is no topic “{topic}”."), {"topic": plan.topic}),
                Text(QT_TRANSLATE_NOOP("core", "Create it with the + beside the topic, or choose another one.")),
            )

    def begin(self, plan: SendPlan) -> int:
        """Register one press of Send and return its id; the caller runs `run(send_id)`."""
        self._send_id += 1
        progress = SendProgress(
            send_id=self._send_id, name=plan.name, topic=plan.topic, mode=plan.mode, planned=plan.count,
            started=0, settled=0, confirmed=0, seconds=0.0, requests=None, done=False,
        )  # fmt: skip
        self._runs[self._send_id] = Run(plan, progress, self._need_session(), self.journal.destination(plan.topic), time.monotonic())
        self.progress[self._send_id] = progress
        return self._send_id

    async def run(self, send_id: int, composer: Maker) -> None:
        """Send it all; returns when every record that was started has its verdict."""
        run = self._runs[send_id]
        try:
            if run.plan.mode is Mode.FORGET:
                await forget(self, run, composer)
            else:
                run.requests_before = run.session.producer.requests()
                await self.journal.prepare(run.session, run.to)
                try:
                    if run.plan.one_by_one:
                        await self._send_one_by_one(run, composer)
                    else:
                        await send_in_portions(self, run, composer)
                finally:
                    await self._all_settled(run)
                after = run.session.producer.requests()
                if after is not None and run.requests_before is not None:
                    run.progress = replace(run.progress, requests=after - run.requests_before)
        finally:
            run.progress = replace(run.progress, done=True, stopped=run.stop.is_set() and run.progress.started < run.progress.planned)
            self._moved[send_id] = run
            self._telling.now()  # its last verdicts are told before its end is, so that nobody judges by half of them
            run.finished.set()
            del self._runs[send_id]

    def stop(self, send_id: int) -> None:
        """Start no more records of this press; those that were started end in their verdict."""
        if run := self._runs.get(send_id):
            run.stop.set()
            self._room.set()  # it may wait for room

    def unsent(self) -> int:
        """Return how many records of the presses that run are still to be started."""
        return sum(run.unsent for run in self._runs.values())

    def stop_all(self) -> None:
        """Start no more records of any press."""
        for send_id in self._runs:
            self.stop(send_id)

    async def finished(self, send_id: int) -> None:
        """Wait until the press of Send is over."""
        if run := self._runs.get(send_id):
            await run.finished.wait()

    @property
    def last_number(self) -> int:
        """The number of the newest send; 0 before the first."""
        return self._number

    def running(self) -> tuple[int, ...]:
        """Return the ids of the presses that are not over."""
        return tuple(self._runs)

    def apply(self, event: ProducerEvent) -> None:
        """Take an event of the producer: the delivery gets its verdict."""
        match event:
            case SendsConfirmed(rows=rows):
                self._changed_all([delivery for row in rows if (delivery := self.log.apply(row)) is not None])
                if self._telling.quiet:
                    self._telling.now()  # a turn of the loop sooner
            case SendFailed():
                self.changed_if(self.log.apply(event), closed_first=event.closed_first)
            case SendsNoted():
                self._noted(event)
            case SendsStarted(numbers=numbers):
                if self.log.started(numbers):
                    self._telling.later()
            case SendsWaiting():
                self.log.now_waiting(event.waiting)
                self._delivered(())

    def reconcile(self) -> None:
        """Call it often: a send whose verdict never came, long after its time, is unknown. Nothing is left open."""
        for number in self.open_sends.lost():
            log.error("Send %s had no verdict %s s after its deadline", number, LOST_AFTER_S)
            self.apply(SendFailed(number=number, may_be_written=True, reason=Text(_LOST_TRACK), at=time.monotonic()))

    async def _send_one_by_one(self, run: Run, composer: Maker) -> None:
        plan = run.plan
        for done in range(plan.count):
            if await run.stopped_before(run.started_at + done * plan.every_ms / 1000) or not await self.room_for(run):
                return
            records = self.compose(run, composer, 1)
            if not records:
                break
            self.enter(run, records)
            await self._hand_over(run, records)
            if plan.mode is Mode.CONFIRM:
                await self._verdict(records[0].number)
            else:
                await asyncio.sleep(0)
        run.check()

    def compose(self, run: Run, composer: Maker, most: int) -> list[OutgoingRecord]:
        """Render the next records, as many as there is room for; none when the very next one fails, which the run's fault tells."""
        records: list[OutgoingRecord] = []
        size = 0
        while run.fault is None and len(records) < most and (not records or self.open_sends.has_room(len(records), size)):
            number = self._number + len(records) + 1
            try:
                content = composer.make(number - self.seq_base)
            except InputError as error:
                run.fault = error
                break
            records.append(OutgoingRecord(number, run.plan.topic, self._partition(run.plan), content.key, content.value, content.headers))
            size += records[-1].size
        self._number += len(records)
        for record in records:
            self.open_sends.add(record.number, run, record.size)
            self.kept.add(record)
        return records

    def enter(self, run: Run, records: Sequence[OutgoingRecord], noted: SendsNoted | None = None) -> None:
        """Enter records as queued: from now on each is a send, and ends in a verdict. noted: when that was, if not now."""
        at, wall_ms = (time.monotonic(), time.time_ns() // 1_000_000) if noted is None else (noted.at, noted.wall_ms)
        deliveries = [
            Delivery(
                number=record.number, send_id=run.progress.send_id, topic=record.topic, partition=record.partition, key=record.key,
                value_size=None if record.value is None else len(record.value),
                sent_at=at, wall_ms=wall_ms,
            )
            for record in records
        ]  # fmt: skip
        for delivery in deliveries:
            self.log.add(delivery)
        run.progress = replace(run.progress, started=run.progress.started + len(records))
        self._delivered(deliveries)
        self._publish(run)

    def _partition(self, plan: SendPlan) -> int | None:
        if isinstance(plan.partition, int):
            return plan.partition
        if plan.partition is Partitioning.AUTOMATIC:
            return None
        topic = self._topics().get(plan.topic)
        partition = self._spread % (topic.partitions if topic else 1)
        self._spread += 1
        return partition

    def give_up(self, run: Run, records: Sequence[OutgoingRecord]) -> None:
        """Forget records that were made and are never entered."""
        run.to_enter -= len(records)
        for record in records:
            self.open_sends.settled(record.number)
        self._room.set()

    def _noted(self, event: SendsNoted) -> None:
        run = self._runs[event.send_id]  # it waits for them
        run.to_enter -= len(event.records)
        self._give_deadline(run, event.records, event.at)
        self.enter(run, event.records, event)
        self._room.set()  # it may wait, and say so now

    def _give_deadline(self, run: Run, records: Sequence[OutgoingRecord], at: float) -> None:
        self.open_sends.due((record.number for record in records), at + run.session.options.delivery_deadline_ms / 1000)

    async def _hand_over(self, run: Run, records: list[OutgoingRecord]) -> None:
        """Give records to the producer, written down in the journal on the way."""
        session = run.session
        self._give_deadline(run, records, time.monotonic())
        session.producer.take(records)
        try:
            await session.produce(self.journal.noting(session.producer.hand_over, run.to), records)
        except UserError as error:  # the connection is closed: what the producer took it has rejected itself
            for record in records:
                self.reject(record.number, error.title, closed_first=True)

    def reject(self, number: int, reason: Text, *, closed_first: bool = False) -> None:
        """Say of a send that it never left."""
        self.apply(rejected(number, reason, closed_first=closed_first))

    async def _verdict(self, number: int) -> None:
        delivery = self.log.get(number)
        if delivery is None or delivery.verdict.final:
            return
        event = self._settled.setdefault(number, asyncio.Event())
        await event.wait()

    async def _all_settled(self, run: Run) -> None:
        while run.to_enter or run.progress.settled < run.progress.started:
            self._room.clear()
            await self._room.wait()

    async def room_for(self, run: Run) -> bool:
        """Wait until one more send may be open, and let it be seen that the press waits; return False if it was stopped meanwhile."""
        while not self.open_sends.has_room() and not run.stop.is_set():
            if run.progress.held != len(self.open_sends) and not run.to_enter:
                run.progress = replace(run.progress, held=len(self.open_sends))
                self._publish(run)
            self._room.clear()
            await self._room.wait()
        if run.progress.held is not None:
            run.progress = replace(run.progress, held=None)
            self._publish(run)
        return not run.stop.is_set()

    def changed_if(self, delivery: Delivery | None, *, closed_first: bool = False) -> None:
        """Go on with a send that was changed, if it was."""
        if delivery is not None:
            self._changed_all((delivery,), closed_first=closed_first)

    def _changed_all(self, deliveries: Sequence[Delivery], *, closed_first: bool = False) -> None:
        self._changed += deliveries
        self._telling.soon()
        final = [delivery for delivery in deliveries if delivery.verdict.final]
        of_run: dict[tuple[Run | None, str], list[Delivery]] = {}
        for delivery in final:
            run = self.open_sends.settled(delivery.number)
            of_run.setdefault((run, delivery.topic), []).append(delivery)
            if event := self._settled.pop(delivery.number, None):
                event.set()
        for (run, topic), settled in of_run.items():
            self.journal.settled(settled, self.journal.destination(topic) if run is None else run.to, closed_first=closed_first)
            if run is not None:
                run.progress = replace(
                    run.progress,
                    settled=run.progress.settled + len(settled),
                    confirmed=run.progress.confirmed + sum(d.verdict is Verdict.CONFIRMED for d in settled),
                    seconds=time.monotonic() - run.started_at,
                )
                self.progress[run.progress.send_id] = run.progress
                self._moved[run.progress.send_id] = run
        if final:
            self._room.set()

    def _tell(self) -> None:
        """Tell what has changed."""
        changed, moved = self._changed, self._moved
        self._changed, self._moved = [], {}
        self._delivered(changed)
        for run in moved.values():
            self._publish(run)

    def _publish(self, run: Run) -> None:
        self.progress[run.progress.send_id] = run.progress
        self._progressed(run.progress)
