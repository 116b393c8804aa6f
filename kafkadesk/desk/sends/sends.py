"""Sends: a press of Send becomes records, and every record gets a verdict."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.compose.fields import Composer
from kafkadesk.core.compose.message_file import FileMessage
from kafkadesk.core.compose.stored_records import Again
from kafkadesk.core.delivery import Mode, Partitioning, SendPlan, SendProgress
from kafkadesk.core.errors import InputError
from kafkadesk.core.events import SendFailed, SendsConfirmed, SendsStarted, SendsWaiting
from kafkadesk.core.state import Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.fire_and_forget import FireAndForget
from kafkadesk.desk.sends.one_by_one import OneByOne
from kafkadesk.desk.sends.open_sends import LOST_AFTER_S
from kafkadesk.desk.sends.pipelined import Pipelined
from kafkadesk.desk.sends.send_run import ContentMaker, InOrder, RecordsWritten, SendMessage, SendRun, check_ends
from kafkadesk.desk.session import Session
from kafkadesk.desk.tasks import Tasks

_LOST_TRACK = QT_TRANSLATE_NOOP(
    "core", "KafkaDesk received no result for this send: it may have been written. Look it up before you send it again."
)

log = logging.getLogger(__name__)


class Sends:
    """All presses of Send. log: the deliveries; progress: how far each press got, by send_id.

    look_up: reads a topic for what became of sends that nobody asked about.
    """

    def __init__(
        self,
        book: SendBook,
        *,
        need_session: Callable[[], Session],
        topics: Callable[[], dict[str, Topic]],
        look_up: Callable[[str], Awaitable[object]],
        tasks: Tasks,
    ) -> None:
        self.book = book
        self.log = book.log
        self.progress = book.progress
        self._need_session = need_session
        self._topics = topics
        self._tasks = tasks
        self._one_by_one = OneByOne(book)
        self._pipelined = Pipelined(book)
        self._fire_and_forget = FireAndForget(book, look_up)
        self._runs: dict[int, SendRun] = {}
        self._send_id = 0

    def send(self, plan: SendPlan) -> int:
        """Start sending and return the id of this press of Send; raises InputError or ConnectError before anything is sent."""
        return self._start(plan, self.check(plan))

    def send_again(self, number: int) -> int:
        """Send the very content of an earlier send once more; as send(). Raises InputError too when it is no longer stored."""
        record = self.book.stored.get(number)
        if record is None:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "The content of #{n} is no longer stored."), {"n": number}),
                Text(QT_TRANSLATE_NOOP("core", "KafkaDesk stores the newest 10,000 records, at most 32 MiB, until it is closed.")),
            )
        partition = Partitioning.AUTOMATIC if record.partition is None else record.partition
        plan = SendPlan(topic=record.topic, value=None, partition=partition)
        self._check_topic(plan)
        return self._start(plan, Again(record))

    def send_messages(
        self, topic: str, messages: Sequence[FileMessage], *, where: bool = False, when: bool = False, name: str | None = None
    ) -> int:
        """Start sending the messages of a file, byte for byte; as send(). where, when: to their own partitions, with their own timestamps."""
        plan = SendPlan(
            topic=topic, value=None, partition=Partitioning.AUTOMATIC, count=len(messages), mode=Mode.PIPELINED, name=name, templates=False
        )
        self._check_topic(plan)
        if not messages:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "There is no message to send.")))
        return self._start(plan, InOrder(messages, where=where, when=when))

    def check(self, plan: SendPlan) -> Composer:
        """Return the compiled plan; raises InputError or ConnectError, before anything is sent, when it cannot go."""
        self._check_topic(plan)
        if plan.value is None and plan.key is None:
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "A null value needs a key.")),
                Text(QT_TRANSLATE_NOOP("core", "A tombstone deletes a key: enter the key.")),
            )
        composer = Composer(plan)
        check_ends(composer, self.book.last_number + 1 - self.book.seq_base, plan.count)
        return composer

    def stop(self, send_id: int) -> None:
        """Start no more records of this press; those that were started get their verdict."""
        if run := self._runs.get(send_id):
            self.book.stop(run)

    def stop_all(self) -> None:
        """Start no more records of any press."""
        for run in self._runs.values():
            self.book.stop(run)

    def unsent(self) -> int:
        """Return how many records of the running presses are still to be started."""
        return sum(run.unsent for run in self._runs.values())

    def running(self) -> tuple[int, ...]:
        """Return the ids of the presses that are not over."""
        return tuple(self._runs)

    async def finished(self, send_id: int) -> None:
        """Wait until the press of Send is over."""
        if run := self._runs.get(send_id):
            await run.finished.wait()

    def apply(self, message: SendMessage) -> None:
        """Take an event of the producer, or what another thread of a press reports."""
        match message:
            case SendsConfirmed():
                self.book.confirm(message)
            case SendFailed():
                self.book.fail(message)
            case RecordsWritten():
                self.book.enter_written(message)
            case SendsStarted(numbers=numbers):
                if self.log.started(numbers):
                    self.book.throttle.notify_later()
            case SendsWaiting():
                self.log.now_waiting(message.waiting)
                self.book.delivered(())

    def reconcile(self) -> None:
        """Call it often: a send without a verdict long after its deadline becomes unknown, so that none stays open."""
        for number in self.book.open_sends.lost():
            log.error("Send %s had no verdict %s s after its deadline", number, LOST_AFTER_S)
            self.book.leave_unknown(number, Text(_LOST_TRACK))

    def _check_topic(self, plan: SendPlan) -> None:
        self._need_session()
        check_topic_name(plan.topic)
        if plan.topic not in self._topics():
            raise InputError(
                Text(QT_TRANSLATE_NOOP("core", "There is no topic “{topic}”."), {"topic": plan.topic}),
                Text(QT_TRANSLATE_NOOP("core", "Create it with the + beside the topic, or choose another one.")),
            )

    def _start(self, plan: SendPlan, maker: ContentMaker) -> int:
        self._send_id += 1
        progress = SendProgress(
            send_id=self._send_id, name=plan.name, topic=plan.topic, mode=plan.mode, planned=plan.count,
            started=0, resolved=0, confirmed=0, seconds=0.0, requests=None, done=False,
        )  # fmt: skip
        run = SendRun(plan, progress, self._need_session(), self.book.journal.destination(plan.topic), time.monotonic())
        self._runs[self._send_id] = run
        self.progress[self._send_id] = progress
        self._tasks.start(self._run(run, maker), f"send {self._send_id}")
        return self._send_id

    async def _run(self, run: SendRun, maker: ContentMaker) -> None:
        """Send it all; returns when every record that was started has its verdict."""
        try:
            if run.plan.mode is Mode.FORGET:
                await self._fire_and_forget.run(run, maker)
            else:
                await self._with_answers(run, maker)
        finally:
            run.progress = replace(run.progress, done=True, stopped=run.stop.is_set() and run.progress.started < run.progress.planned)
            self.book.finish(run)
            del self._runs[run.progress.send_id]

    async def _with_answers(self, run: SendRun, maker: ContentMaker) -> None:
        producer = run.session.producer
        before = producer.requests()
        await self.book.journal.prepare(run.session, run.to)
        try:
            await (self._one_by_one if run.plan.one_by_one else self._pipelined).run(run, maker)
        finally:
            await self.book.all_resolved(run)
        after = producer.requests()
        if after is not None and before is not None:
            run.progress = replace(run.progress, requests=after - before)
