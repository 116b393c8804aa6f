"""The state that all presses of Send share: deliveries, open sends, journal, notifications."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from kafkadesk.core.compose.stored_records import StoredRecords
from kafkadesk.core.delivery import Delivery, OutgoingRecord, Partitioning, SendPlan, SendProgress, Verdict
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import SendFailed, SendsConfirmed
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import Topic
from kafkadesk.core.text import Text
from kafkadesk.desk.sends.journaling import Journaling
from kafkadesk.desk.sends.notify_throttle import NotifyThrottle
from kafkadesk.desk.sends.open_sends import OpenSends
from kafkadesk.desk.sends.send_run import SLICE_S, ContentMaker, RecordsWritten, SendMessage, SendRun


class SendBook:
    """Records become sends here, and every send gets its verdict here.

    delivered: gets the deliveries that were added or changed. progressed: gets the progress of a press of Send that changed.
    post: takes a message from any thread and delivers it, in order, to Sends.apply().
    last_number: the number of the newest send, 0 before the first. seq_base: {{ seq }} counts from here (a lesson begins at 1).
    """

    def __init__(
        self,
        *,
        journal: Journaling,
        topics: Callable[[], dict[str, Topic]],
        delivered: Callable[[Sequence[Delivery]], None],
        progressed: Callable[[SendProgress], None],
        post: Callable[[SendMessage], None],
    ) -> None:
        self.log = DeliveryLog()
        self.stored = StoredRecords()
        self.journal = journal
        self.open_sends: OpenSends[SendRun] = OpenSends()
        self.progress: dict[int, SendProgress] = {}
        self.throttle = NotifyThrottle(self._notify)
        self.delivered = delivered
        self.post = post
        self.last_number = 0
        self.seq_base = 0
        self._topics = topics
        self._progressed = progressed
        self._resolved: dict[int, asyncio.Event] = {}
        self._changed: list[Delivery] = []  # since the last notification; with the runs that they belong to
        self._moved: dict[int, SendRun] = {}
        self._room = asyncio.Event()
        self._spread = 0

    def compose(self, run: SendRun, maker: ContentMaker, most: int) -> list[OutgoingRecord]:
        """Make the next records, as many as there is room and time for; none when the very next one fails: run.fault has the reason."""
        until = time.monotonic() + SLICE_S
        records: list[OutgoingRecord] = []
        size = 0
        while run.fault is None and len(records) < most and (not records or self.open_sends.has_room(len(records), size)):
            number = self.last_number + len(records) + 1
            try:
                content = maker.make(number - self.seq_base)
            except InputError as error:
                run.fault = error
                break
            partition = self._partition(run.plan) if content.partition is None else content.partition
            records.append(
                OutgoingRecord(number, run.plan.topic, partition, content.key, content.value, content.headers, content.timestamp_ms)
            )
            size += records[-1].size
            if time.monotonic() > until:
                break
        self.last_number += len(records)
        for record in records:
            self.open_sends.add(record.number, run, record.size)
            self.stored.add(record)
        return records

    def enter(self, run: SendRun, records: Sequence[OutgoingRecord], written: RecordsWritten | None = None) -> None:
        """Enter records as queued: from now on each is a send and gets a verdict. written: has the time of the sends, if it is not now."""
        at, wall_ms = (time.monotonic(), time.time_ns() // 1_000_000) if written is None else (written.at, written.wall_ms)
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
        self.delivered(deliveries)
        self._publish(run)

    def enter_written(self, written: RecordsWritten) -> None:
        """Enter records that another thread wrote to the journal."""
        run = written.run
        run.to_enter -= len(written.records)
        self.set_deadline(run, written.records, written.at)
        self.enter(run, written.records, written)
        self._room.set()  # it may wait, and can show that now

    def set_deadline(self, run: SendRun, records: Sequence[OutgoingRecord], at: float) -> None:
        """Expect the verdicts of records that were sent `at` (monotonic seconds) before the delivery timeout."""
        self.open_sends.due((record.number for record in records), at + run.session.options.delivery_deadline_ms / 1000)

    def give_up(self, run: SendRun, records: Sequence[OutgoingRecord]) -> None:
        """Forget records that were made and are never entered."""
        run.to_enter -= len(records)
        for record in records:
            self.open_sends.resolved(record.number)
        self._room.set()

    def reject(self, number: int, reason: Text, *, closed_first: bool = False) -> None:
        """Give a send that never left the verdict "rejected". closed_first: the connection was closed before."""
        self.fail(SendFailed(number=number, may_be_written=False, reason=reason, at=time.monotonic(), closed_first=closed_first))

    def leave_unknown(self, number: int, reason: Text) -> None:
        """Give a send that may have been written the verdict "unknown"."""
        self.fail(SendFailed(number=number, may_be_written=True, reason=reason, at=time.monotonic()))

    def fail(self, event: SendFailed) -> None:
        """Give a send the verdict of a failure, unless it has one."""
        if (delivery := self.log.apply(event)) is not None:
            self._resolve((delivery,), closed_first=event.closed_first)

    def leave_unconfirmed(self, number: int, reason: Text) -> None:
        """Give a send that nobody asked about the verdict "not confirmed"."""
        if (delivery := self.log.not_confirmed(number, reason)) is not None:
            self._resolve((delivery,))

    def confirm(self, event: SendsConfirmed) -> None:
        """Give acknowledged sends the verdict "confirmed"."""
        self._resolve([delivery for row in event.rows if (delivery := self.log.apply(row)) is not None])
        if self.throttle.quiet:
            self.throttle.notify_now()  # a turn of the loop sooner

    async def resolved(self, number: int) -> None:
        """Wait until a send has its verdict."""
        delivery = self.log.get(number)
        if delivery is not None and not delivery.verdict.final:
            await self._resolved.setdefault(number, asyncio.Event()).wait()

    async def all_resolved(self, run: SendRun) -> None:
        """Wait until every record of a run that was started has its verdict."""
        while run.to_enter or run.progress.resolved < run.progress.started:
            self._room.clear()
            await self._room.wait()

    async def room_for(self, run: SendRun) -> bool:
        """Wait until one more send may be open, and show that the press waits; return False if it was stopped meanwhile."""
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

    def stop(self, run: SendRun) -> None:
        """Start no more records of a run; those that were started get their verdict."""
        run.stop.set()
        self._room.set()  # it may wait for room

    def finish(self, run: SendRun) -> None:
        """Report the end of a run after its last verdicts, so that nobody judges by half of them."""
        self._moved[run.progress.send_id] = run
        self.throttle.notify_now()
        run.finished.set()

    def _partition(self, plan: SendPlan) -> int | None:
        if isinstance(plan.partition, int):
            return plan.partition
        if plan.partition is Partitioning.AUTOMATIC:
            return None
        topic = self._topics().get(plan.topic)
        partition = self._spread % (topic.partitions if topic else 1)
        self._spread += 1
        return partition

    def _resolve(self, deliveries: Sequence[Delivery], *, closed_first: bool = False) -> None:
        """Note changed deliveries in the journal and in the progress of their runs, and wake who waits for them."""
        self._changed += deliveries
        self.throttle.notify_soon()
        final = [delivery for delivery in deliveries if delivery.verdict.final]
        of_run: dict[tuple[SendRun | None, str], list[Delivery]] = {}
        for delivery in final:
            run = self.open_sends.resolved(delivery.number)
            of_run.setdefault((run, delivery.topic), []).append(delivery)
            if event := self._resolved.pop(delivery.number, None):
                event.set()
        for (run, topic), resolved in of_run.items():
            self.journal.note_verdicts(resolved, self.journal.destination(topic) if run is None else run.to, closed_first=closed_first)
            if run is not None:
                run.progress = replace(
                    run.progress,
                    resolved=run.progress.resolved + len(resolved),
                    confirmed=run.progress.confirmed + sum(d.verdict is Verdict.CONFIRMED for d in resolved),
                    seconds=time.monotonic() - run.started_at,
                )
                self.progress[run.progress.send_id] = run.progress
                self._moved[run.progress.send_id] = run
        if final:
            self._room.set()

    def _notify(self) -> None:
        changed, moved = self._changed, self._moved
        self._changed, self._moved = [], {}
        self.delivered(changed)
        for run in moved.values():
            self._publish(run)

    def _publish(self, run: SendRun) -> None:
        self.progress[run.progress.send_id] = run.progress
        self._progressed(run.progress)
