"""One KafkaProducer with its open sends: each ends in exactly one verdict, and what was written is never called rejected."""

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from kafka import KafkaProducer
from kafka import errors as kafka_errors

from kafkadesk.core.delivery import OutgoingRecord, Waiting
from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.events import ProducerEvent, SendConfirmed, SendFailed, SendsConfirmed
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import library
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.producer.batch_watch import BatchWatch
from kafkadesk.transport.producer.reasons import OFFSET_UNKNOWN, closed_first, hint, refusal, verdict_reason, waiting_for
from kafkadesk.transport.producer.snapshot import values_of

log = logging.getLogger(__name__)

EAGER_REFRESH_MS = 5  # the stock 100 ms made the first send to a topic take 107 ms
EAGER_TRIES = 3
METADATA_TRIES_S = 0.5  # a topic made a moment ago may still be unknown to the broker that was asked
FORCED_CLOSE_S = 1.0

WAITS_AFTER_S = 0.5  # an open send that young is not said to wait
CALLBACK_S = 0.5  # a future that has been done for so long without its callback's verdict will get none from it


class _OpenSend:
    """A send without a verdict. done_at: when its future was first seen done, the callback still missing."""

    __slots__ = ("done_at", "due", "future", "number", "record", "session", "started")

    def __init__(self, session: "ProducerSession", record: OutgoingRecord, started: float, due: float) -> None:
        self.session = session
        self.number = record.number
        self.record = record
        self.started = started
        self.due = due
        self.future: Any = None
        self.done_at: float | None = None

    def confirmed(self, metadata: Any) -> None:
        """Thread: the library's sender."""
        now = time.monotonic()
        if metadata.offset < 0:
            self.session.tell(self, SendFailed(number=self.number, may_be_written=True, reason=Text(OFFSET_UNKNOWN), at=now))
        else:
            self.session.confirmed.append(SendConfirmed(self.number, metadata.partition, metadata.offset, now))

    def failed(self, error: BaseException) -> None:
        """Thread: the library's sender, or whoever called send()."""
        self.session.settle(self, error)


class ProducerSession:
    """One KafkaProducer. open: sends without a verdict, oldest first.

    Thread: send() and partitions() from one thread at a time; post is called from that one and from the library's sender.
    """

    def __init__(self, options: ClientOptions, post: Callable[[ProducerEvent], None]) -> None:
        self._post = post
        self.open: dict[int, _OpenSend] = {}
        self.confirmed: deque[SendConfirmed] = deque()  # and not told yet: all of a batch are told at once
        self.doubted = False  # a send ended as unknown: sequence numbers may have a gap, so later sends get a new session
        self._deadline_s = options.delivery_deadline_ms / 1000
        settings = options.producer_settings()
        self._limit = int(settings["max_request_size"])
        self._expired = False
        self._cut_at: float | None = None
        self._producer = construct(KafkaProducer, settings)
        self._sender = library.sender(self._producer)
        self._metadata = library.cluster(self._producer)
        library.forbid_auto_create(self._producer)  # else a typing error would create a topic
        self._watch = BatchWatch(self._sender, ended=self.tell_confirmed)

    @property
    def alive(self) -> bool:
        """Whether new sends can be given to this session."""
        return self._watch.usable and not self.doubted and bool(self._sender.is_alive())

    @property
    def requests(self) -> int:
        """How many produce requests were made, repeated attempts included."""
        return self._watch.requests

    def partitions(self, topic: str, *, refresh: bool = False) -> tuple[int, ...]:
        """Return the topic's partitions, asking the cluster if they are not known or `refresh`. Blocks 3 s at most.

        Raises KafkaRefusedError when there is no such topic, ConnectError when nobody answers.
        """
        known = self._metadata.partitions_for_topic(topic)
        if known and not refresh:
            return tuple(sorted(known))
        try:
            self._sender.add_topic(topic)
        except (TypeError, ValueError) as exc:
            raise describe(kafka_errors.InvalidTopicError(topic)) from exc
        if known := self._asked(topic):
            return tuple(sorted(known))
        library.requested_topics(self._metadata).discard(topic)  # or the library would ask for it ten times a second from now on
        if topic in self._metadata.unauthorized_topics:
            raise describe(kafka_errors.TopicAuthorizationFailedError(topic))
        raise KafkaRefusedError(
            Text(QT_TRANSLATE_NOOP("core", "There is no topic {topic} on this cluster."), {"topic": topic}),
            Text(QT_TRANSLATE_NOOP("core", "Create it, or choose another one. KafkaDesk never makes a topic by sending to it.")),
        )

    def forget_deleted(self) -> None:
        """Stop asking for topics that were deleted meanwhile; the library would ask ten times a second for ever."""
        for topic in tuple(library.requested_topics(self._metadata)):
            if not self.open and self._metadata.partitions_for_topic(topic) is None:
                library.requested_topics(self._metadata).discard(topic)

    def send(self, record: OutgoingRecord, due: float) -> None:
        """Hand one record to the library. Whatever happens, it gets exactly one verdict. due: by when, monotonic seconds.

        Call tell_confirmed() behind the last one: what was confirmed while it was handed over is not told by the library's thread.
        """
        entry = _OpenSend(self, record, time.monotonic(), due)
        self.open[record.number] = entry
        try:
            entry.future = future = self._producer.send(
                record.topic,
                record.value,
                record.key,
                list(record.headers) if record.headers else None,
                record.partition,
                record.timestamp_ms,
            )
        except Exception as exc:  # noqa: BLE001  # whatever send() raises, the record was not taken
            reason = refusal(exc, record, self._limit)
            now, closed = time.monotonic(), closed_first(reason)
            self.tell(entry, SendFailed(number=entry.number, may_be_written=False, reason=reason, at=now, closed_first=closed))
        else:
            future.add_callback(entry.confirmed)
            future.add_errback(entry.failed)

    def overdue(self, now: float) -> bool:
        """Whether a send should have had its verdict by now (monotonic seconds)."""
        return any(now > entry.due for entry in values_of(self.open))

    def reconcile(self, now: float) -> None:
        """Give the verdict to sends whose future is done while its callback failed: the library only logs that."""
        self.tell_confirmed()
        for entry in values_of(self.open):
            if entry.future is None or not entry.future.is_done:
                continue
            if entry.done_at is None:
                entry.done_at = now
            elif now - entry.done_at >= CALLBACK_S:
                log.error("Send %s had no verdict though its future was done", entry.number)
                if entry.future.succeeded():
                    entry.confirmed(entry.future.value)
                else:
                    entry.failed(entry.future.exception)
        self.tell_confirmed()

    def waiting(self, now: float) -> dict[int, Waiting]:
        """Return what sends wait for that have been open for a while, by number."""
        found: dict[int, Waiting] = {}
        of_batch: dict[Any, Waiting] = {}  # all records of a batch wait for the same
        for entry in values_of(self.open):
            if entry.future is None or now - entry.started < WAITS_AFTER_S:
                continue
            batch = library.produce_future(entry.future)
            if (reason := of_batch.get(batch)) is None:
                node = self._metadata.leader_for_partition(batch.topic_partition)
                led = node is not None and node >= 0
                reason = of_batch[batch] = waiting_for(
                    self._watch.attempt(entry.future),
                    partition=batch.topic_partition.partition,
                    has_leader=led,
                    connected=led and library.is_connected(self._sender, node),
                )
            found[entry.number] = reason
        return found

    def tell_confirmed(self) -> None:
        """Post what was confirmed and not posted yet, of sends without a verdict. If posting fails they stay open, for reconcile()."""
        told: list[tuple[SendConfirmed, _OpenSend]] = []
        while self.confirmed:
            with contextlib.suppress(IndexError):  # another thread had it first
                row = self.confirmed.popleft()
                if (entry := self.open.pop(row.number, None)) is not None:
                    told.append((row, entry))
        if not told:
            return
        try:
            self._post(SendsConfirmed(rows=[row for row, _ in told]))
        except BaseException:
            self.open |= {entry.number: entry for _, entry in told}
            raise

    def tell(self, entry: _OpenSend, event: SendFailed) -> None:
        """Post the verdict of a send, unless it has one. If posting fails the send stays open, for reconcile()."""
        if self.open.pop(entry.number, None) is None:
            return
        try:
            self._post(event)
        except BaseException:
            self.open[entry.number] = entry
            raise

    def settle(self, entry: _OpenSend, error: BaseException | None) -> None:
        """Post the verdict of a send that failed, or (error None) that was given up."""
        attempt = None if entry.future is None else self._watch.attempt(entry.future)
        may_be_written = attempt is not None and attempt.may_be_written
        self.doubted = self.doubted or may_be_written
        # A record that joined an older batch shares its deadline.
        open_s = min(self._deadline_s, round(time.monotonic() - entry.started, 1))
        reason = verdict_reason(
            error, attempt, topic=entry.record.topic, size=entry.record.size, may_be_written=may_be_written, expired=self._expired, open_s=open_s
        )  # fmt: skip
        todo = None if may_be_written else hint(error, attempt)
        event = SendFailed(
            number=entry.number,
            may_be_written=may_be_written,
            reason=reason,
            at=time.monotonic(),
            hint=todo,
            closed_first=closed_first(reason),
        )
        self.tell(entry, event)

    def cut(self, *, expired: bool = False) -> None:
        """Let nothing more be sent, and the sender's thread end; returns at once. expired: because a send's deadline passed."""
        if self._cut_at is not None:
            return
        self._cut_at = time.monotonic()
        self._expired = expired
        if self.open:
            self._watch.shut()
            self._sender.force_close()
        else:
            self._sender.initiate_close()

    def give_up(self) -> None:
        """Wait, FORCED_CLOSE_S from cut() on at most, for the sender's thread; then every open send gets its verdict.

        The verdicts hold even if that thread is stuck and outlives them: the gate is shut.
        """
        self._sender.join(self._left())
        for entry in values_of(self.open):
            if entry.future is not None:  # else send() is about to return it, aborted
                self.settle(entry, None)

    @property
    def ended(self) -> bool:
        """Whether the sender's thread is over, or was given its time to be."""
        return self._cut_at is not None and (not self._sender.is_alive() or self._left() <= 0)

    def close(self) -> None:
        """End the producer; every send that is still open gets its verdict."""
        self.cut()
        self.give_up()
        if self._sender.is_alive():
            log.warning("The producer's thread did not end within %s s", FORCED_CLOSE_S)
            self._sender.force_close()
            library.abandon(self._producer)
        else:
            self._producer.close(timeout=0)

    def _left(self) -> float:
        return 0.0 if self._cut_at is None else max(0.0, self._cut_at + FORCED_CLOSE_S - time.monotonic())

    def _asked(self, topic: str) -> set[int] | None:
        """Refresh metadata until it was answered for long enough to know; return the topic's partitions or None."""
        started = time.monotonic()
        answered = 0
        limit = self._producer.config["max_block_ms"] / 1000
        settings = self._metadata.config
        usual = settings["retry_backoff_ms"]
        try:
            while (elapsed := time.monotonic() - started) < (METADATA_TRIES_S if answered else limit):
                # The first answer may be to a request that did not name the topic yet: eager for two.
                settings["retry_backoff_ms"] = EAGER_REFRESH_MS if answered < EAGER_TRIES else usual
                event = threading.Event()
                future = self._metadata.request_update()
                future.add_both(lambda _, event=event: event.set())
                self._sender.wakeup()
                event.wait(limit - elapsed)
                answered += future.succeeded() or isinstance(future.exception, kafka_errors.BrokerResponseError)
                if known := self._metadata.partitions_for_topic(topic):
                    return set(known)
        finally:
            settings["retry_backoff_ms"] = usual
        if not answered:
            raise describe(kafka_errors.KafkaTimeoutError("metadata"))
        return None
