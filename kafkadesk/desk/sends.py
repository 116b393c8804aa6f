"""Sends: a press of Send becomes records, and every record ends in a verdict."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from kafkadesk.core.deliveries import DeliveryLog
from kafkadesk.core.delivery import Delivery, Mode, OutgoingRecord, Partitioning, SendPlan, SendProgress, Verdict
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.events import ProducerEvent, SendFailed, SendsWaiting
from kafkadesk.core.fields import Composer, Content
from kafkadesk.core.kept_records import KeptRecords
from kafkadesk.core.state import Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.topics import check_topic_name
from kafkadesk.desk.arrivals import places_of
from kafkadesk.desk.journaling import Journaling
from kafkadesk.desk.lookup import settled_ends
from kafkadesk.desk.open_sends import LOST_AFTER_S, OpenSends
from kafkadesk.desk.session import Session
from kafkadesk.system.forget_process import send_and_forget

RENDER_AT_ONCE = 200  # records rendered between two turns of the event loop

_LOST_TRACK = QT_TRANSLATE_NOOP("core", "KafkaDesk itself lost track of this send: it may have been written. Look before sending it again.")

log = logging.getLogger(__name__)


class Maker(Protocol):
    """What makes the content of each record of a press: a compiled plan, or an earlier record."""

    def make(self, seq: int) -> Content:
        """Return what record number `seq` holds."""


@dataclass(slots=True)
class _Run:
    """One press of Send while it runs."""

    plan: SendPlan
    progress: SendProgress
    started_at: float
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    requests_before: int | None = None
    finished: asyncio.Event = field(default_factory=asyncio.Event)


class Sends:
    """All sends of the window. `delivered` is called with the deliveries that were added or changed."""

    def __init__(
        self,
        *,
        need_session: Callable[[], Session],
        journal: Journaling,
        topics: Callable[[], dict[str, Topic]],
        delivered: Callable[[Sequence[Delivery]], None],
        progressed: Callable[[SendProgress], None],
    ) -> None:
        self.log = DeliveryLog()
        self.kept = KeptRecords()
        self._journal = journal
        self.progress: dict[int, SendProgress] = {}
        self.seq_base = 0  # a lesson counts its messages from 1
        self._need_session = need_session
        self._topics = topics
        self._delivered = delivered
        self._progressed = progressed
        self._runs: dict[int, _Run] = {}
        self._open: OpenSends[_Run] = OpenSends()
        self._settled: dict[int, asyncio.Event] = {}
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
        composer.make(self._number + 1 - self.seq_base)  # what the first message makes wrong is told before any is sent
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
        self._runs[self._send_id] = _Run(plan, progress, time.monotonic())
        self.progress[self._send_id] = progress
        return self._send_id

    async def run(self, send_id: int, composer: Maker) -> None:
        """Send it all; returns when every record that was started has its verdict."""
        run = self._runs[send_id]
        try:
            session = self._need_session()
            if run.plan.mode is Mode.FORGET:
                await self._forget(run, composer, session)
            else:
                run.requests_before = session.producer.requests()
                await self._journal.prepare(session, run.plan.topic)
                try:
                    await self._send_all(run, composer, session)
                finally:
                    await self._all_settled(run)
                after = session.producer.requests()
                if after is not None and run.requests_before is not None:
                    run.progress = replace(run.progress, requests=after - run.requests_before)
        finally:
            run.progress = replace(run.progress, done=True)
            self._publish(run)
            run.finished.set()
            del self._runs[send_id]

    def stop(self, send_id: int) -> None:
        """Start no more records of this press; those that were started end in their verdict."""
        if run := self._runs.get(send_id):
            run.stop.set()
            self._room.set()  # it may wait for room

    def stop_all(self) -> int:
        """Start no more records of any press; return how many will not be sent."""
        going = [run for run in self._runs.values() if not run.stop.is_set()]
        for run in going:
            run.stop.set()
        return sum(run.progress.planned - run.progress.started for run in going)

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
        if isinstance(event, SendsWaiting):
            self.log.now_waiting(event.waiting)
            self._delivered(())
        else:
            self._changed_if(self.log.apply(event))

    def reconcile(self) -> None:
        """Call it often: a send whose verdict never came, long after its time, is unknown. Nothing is left open."""
        for number in self._open.lost():
            log.error("Send %s had no verdict %s s after its deadline", number, LOST_AFTER_S)
            self.apply(SendFailed(number=number, may_be_written=True, reason=Text(_LOST_TRACK), at=time.monotonic()))

    async def _send_all(self, run: _Run, composer: Maker, session: Session) -> None:
        plan = run.plan
        one_by_one = plan.mode is Mode.CONFIRM or plan.every_ms > 0
        done = 0
        while done < plan.count:
            if await self._stopped_before(run, run.started_at + done * plan.every_ms / 1000) or not await self._room_for(run):
                return
            records = self._compose(run, composer, 1 if one_by_one else min(RENDER_AT_ONCE, plan.count - done))
            if not one_by_one:
                await self._journal.note(records)  # before anybody sees them: what is on the screen survives a crash
            self._enter(run, records)
            await self._hand_over(session, records, noted=not one_by_one)
            done += len(records)
            if plan.mode is Mode.CONFIRM:
                await self._verdict(records[0].number)
            else:
                await asyncio.sleep(0)

    @staticmethod
    async def _stopped_before(run: _Run, at: float) -> bool:
        """Wait for the moment of the next send; return whether Stop came first."""
        with contextlib.suppress(TimeoutError):
            if (left := at - time.monotonic()) > 0:
                await asyncio.wait_for(run.stop.wait(), left)
        return run.stop.is_set()

    def _compose(self, run: _Run, composer: Maker, most: int) -> list[OutgoingRecord]:
        """Render the next records, as many as there is room for and at least one.

        Raises InputError when a template fails on the way: none of them is made then.
        """
        records: list[OutgoingRecord] = []
        sizes: list[int] = []
        while len(records) < most and (not records or self._open.has_room(len(records), sum(sizes))):
            number = self._number + len(records) + 1
            records.append(self._record(run.plan, number, composer.make(number - self.seq_base)))
            sizes.append(len(records[-1].value or b"") + len(records[-1].key or b""))
        self._number += len(records)
        for record, size in zip(records, sizes, strict=True):
            self._open.add(record.number, run, size)
            self.kept.add(record)
        return records

    def _enter(self, run: _Run, records: Sequence[OutgoingRecord]) -> None:
        """Enter records as queued: from now on each is a send, and ends in a verdict."""
        deliveries = [
            Delivery(
                number=record.number, send_id=run.progress.send_id, topic=record.topic, partition=record.partition, key=record.key,
                value_size=None if record.value is None else len(record.value),
                sent_at=time.monotonic(), wall_ms=time.time_ns() // 1_000_000,
            )
            for record in records
        ]  # fmt: skip
        for delivery in deliveries:
            self.log.add(delivery)
        run.progress = replace(run.progress, started=run.progress.started + len(records))
        self._delivered(deliveries)
        self._publish(run)

    def _record(self, plan: SendPlan, number: int, content: Content) -> OutgoingRecord:
        return OutgoingRecord(
            number=number, topic=plan.topic, partition=self._partition(plan), key=content.key, value=content.value, headers=content.headers
        )

    def _partition(self, plan: SendPlan) -> int | None:
        if isinstance(plan.partition, int):
            return plan.partition
        if plan.partition is Partitioning.AUTOMATIC:
            return None
        topic = self._topics().get(plan.topic)
        partition = self._spread % (topic.partitions if topic else 1)
        self._spread += 1
        return partition

    async def _hand_over(self, session: Session, records: list[OutgoingRecord], *, noted: bool) -> None:
        """Give records to the producer, written down in the journal before: a single one on the way, which saves a hop."""
        due = time.monotonic() + session.options.delivery_deadline_ms / 1000
        self._open.due((record.number for record in records), due)
        session.producer.take(records)
        try:
            hand_over = session.producer.hand_over if noted else self._journal.noting(session.producer.hand_over)
            await session.produce(hand_over, records)
        except UserError as error:  # the connection is closed: what the producer took it has rejected itself
            for record in records:
                self._reject(record.number, error.title)

    def _reject(self, number: int, reason: Text) -> None:
        self.apply(SendFailed(number=number, may_be_written=False, reason=reason, at=time.monotonic()))

    async def _verdict(self, number: int) -> None:
        delivery = self.log.get(number)
        if delivery is None or delivery.verdict.final:
            return
        event = self._settled.setdefault(number, asyncio.Event())
        await event.wait()

    async def _all_settled(self, run: _Run) -> None:
        while run.progress.settled < run.progress.started:
            self._room.clear()
            await self._room.wait()

    async def _room_for(self, run: _Run) -> bool:
        """Wait until one more send may be open, and let it be seen that the press waits; return False if it was stopped meanwhile."""
        while not self._open.has_room() and not run.stop.is_set():
            if run.progress.held != len(self._open):
                run.progress = replace(run.progress, held=len(self._open))
                self._publish(run)
            self._room.clear()
            await self._room.wait()
        if run.progress.held is not None:
            run.progress = replace(run.progress, held=None)
            self._publish(run)
        return not run.stop.is_set()

    def _changed_if(self, delivery: Delivery | None) -> None:
        if delivery is None:
            return
        if delivery.verdict.final:
            self._journal.settled(delivery)
            if event := self._settled.pop(delivery.number, None):
                event.set()
            if run := self._open.settled(delivery.number):
                now = time.monotonic()
                run.progress = replace(
                    run.progress,
                    settled=run.progress.settled + 1,
                    confirmed=run.progress.confirmed + (delivery.verdict is Verdict.CONFIRMED),
                    seconds=now - run.started_at,
                )
                self._publish(run)
            self._room.set()
        self._delivered((delivery,))

    def _publish(self, run: _Run) -> None:
        self.progress[run.progress.send_id] = run.progress
        self._progressed(run.progress)

    async def _forget(self, run: _Run, composer: Maker, session: Session) -> None:
        """Send from a process that exits hard without flush, then look up by reading the topic what arrived."""
        topic = run.plan.topic
        before = await session.ask(session.admin.end_offsets, topic)
        records: list[OutgoingRecord] = []
        try:
            while len(records) < run.plan.count and not run.stop.is_set():
                some = self._compose(run, composer, min(RENDER_AT_ONCE, run.plan.count - len(records)))
                await self._journal.note(some, before)
                self._enter(run, some)
                records += some
                await asyncio.sleep(0)
        except BaseException:  # a template that fails later on must not leave these open for ever
            for record in records:
                self._reject(record.number, Text(QT_TRANSLATE_NOOP("core", "The run ended before it was sent.")))
            raise
        try:
            handed_over = await asyncio.to_thread(send_and_forget, session.options.to_json(), records, every_ms=run.plan.every_ms)
        except UserError as error:
            for record in records:  # how far the process came is not known
                self.apply(SendFailed(number=record.number, may_be_written=True, reason=error.title, at=time.monotonic()))
            raise
        reason = Text(QT_TRANSLATE_NOOP("core", "The process ended without flush(): nobody asked the broker."))
        for i, record in enumerate(records):
            if i < handed_over:
                self._changed_if(self.log.not_confirmed(record.number, reason))
            else:
                self._reject(record.number, Text(QT_TRANSLATE_NOOP("core", "The process ended before it came to this one.")))
        after = await settled_ends(session, topic)
        arrived = await session.ask(session.admin.read_range, topic, before, after, 10.0)
        complete = len(arrived) == sum(end - before.get(p, 0) for p, end in after.items())  # else "not found" is not "lost"
        for record, (partition, offset) in zip(records, places_of(records[:handed_over], arrived), strict=False):
            if (complete or partition is not None) and (looked_up := self.log.found(record.number, partition, offset)):
                self._delivered((looked_up,))
