"""One KafkaProducer with its open sends: each ends in exactly one verdict, and "rejected" is never said of what was written."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from kafka import KafkaProducer
from kafka import errors as kafka_errors

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.events import SendConfirmed, SendEvent, SendFailed, SendStarted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.batch_watch import Attempt, BatchWatch
from kafkadesk.transport.opening import construct
from kafkadesk.transport.options import ClientOptions
from kafkadesk.transport.translate import describe

log = logging.getLogger(__name__)

EAGER_REFRESH_MS = 5  # the stock 100 ms made the first send to a topic take 107 ms
EAGER_TRIES = 3
METADATA_TRIES_S = 0.5  # a topic made a moment ago may still be unknown to the broker that was asked
FORCED_CLOSE_S = 1.0

_NEVER_LEFT_THIS_PC = QT_TRANSLATE_NOOP("core", "It never left this PC: no broker took it within {seconds} s.")
_CLOSED_FIRST = QT_TRANSLATE_NOOP("core", "It never left this PC: the connection was closed first.")
_NO_ANSWER = QT_TRANSLATE_NOOP(
    "core", "It left this PC, but no answer came within {seconds} s: it may have been written. Sending it again may write it twice."
)
_CUT_OFF = QT_TRANSLATE_NOOP("core", "It left this PC, but the connection was closed before the answer: it may have been written.")
_OFFSET_UNKNOWN = QT_TRANSLATE_NOOP(
    "core", "The broker has this record already, from an earlier attempt, but does not say at which offset."
)


class _Open:
    """A send without a verdict."""

    __slots__ = ("due", "future", "number", "session")

    def __init__(self, session: "ProducerSession", number: int, due: float) -> None:
        self.session = session
        self.number = number
        self.due = due
        self.future: Any = None

    def confirmed(self, metadata: Any) -> None:
        """Thread: the library's sender."""
        if self.session.open.pop(self.number, None) is None:
            return
        now = time.monotonic()
        if metadata.offset < 0:
            self.session.post(SendFailed(number=self.number, may_be_written=True, reason=Text(_OFFSET_UNKNOWN), at=now))
        else:
            self.session.post(SendConfirmed(number=self.number, partition=metadata.partition, offset=metadata.offset, at=now))

    def failed(self, error: BaseException) -> None:
        """Thread: the library's sender, or whoever called send()."""
        self.session.settle(self, error)


class ProducerSession:
    """One KafkaProducer. open: sends without a verdict, oldest first.

    Thread: send() and partitions() from one thread at a time; post is called from that one and from the library's sender.
    """

    def __init__(self, options: ClientOptions, post: Callable[[SendEvent], None]) -> None:
        self.post = post
        self.open: dict[int, _Open] = {}
        self.doubted = False  # a send ended as unknown: sequence numbers may have a gap, so later sends get a new session
        self._deadline_s = options.delivery_deadline_ms / 1000
        self._limit = int(options.producer_settings()["max_request_size"])
        self._expired = False
        self._producer = construct(KafkaProducer, options.producer_settings())
        self._sender = self._producer._sender
        self._metadata = self._producer._metadata
        # The library takes the setting and never passes it on (3.0.12): a typing error would make a topic.
        self._metadata.config["allow_auto_create_topics"] = False
        self._watch = BatchWatch(self._sender)

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
        self._metadata._topics.discard(topic)  # or the library would ask for it ten times a second from now on
        if topic in self._metadata.unauthorized_topics:
            raise describe(kafka_errors.TopicAuthorizationFailedError(topic))
        raise KafkaRefusedError(
            Text(QT_TRANSLATE_NOOP("core", "There is no topic {topic} on this cluster."), {"topic": topic}),
            Text(QT_TRANSLATE_NOOP("core", "Create it, or choose another one. KafkaDesk never makes a topic by sending to it.")),
        )

    def forget_deleted(self) -> None:
        """Stop asking for topics that were deleted meanwhile; the library would ask ten times a second for ever."""
        for topic in tuple(self._metadata._topics):
            if not self.open and self._metadata.partitions_for_topic(topic) is None:
                self._metadata._topics.discard(topic)

    def send(self, record: OutgoingRecord) -> None:
        """Hand one record to the library. Whatever happens, exactly one verdict is posted for it, now or later."""
        now = time.monotonic()
        entry = _Open(self, record.number, now + self._deadline_s)
        self.open[record.number] = entry
        self.post(SendStarted(number=record.number, at=now))
        try:
            entry.future = future = self._producer.send(
                record.topic, record.value, record.key, list(record.headers) if record.headers else None, record.partition
            )
        except kafka_errors.MessageSizeTooLargeError:
            self._reject(entry, self._too_large(record))
        except Exception as exc:  # noqa: BLE001  # whatever send() raises, the record was not taken
            self._reject(entry, _unsendable(record) or describe(exc).title)
        else:
            future.add_callback(entry.confirmed)
            future.add_errback(entry.failed)

    def overdue(self, now: float) -> bool:
        """Whether the oldest send should have had its verdict by now (monotonic seconds)."""
        oldest = next(iter(tuple(self.open.values())[:1]), None)
        return oldest is not None and now > oldest.due

    def settle(self, entry: _Open, error: BaseException | None) -> None:
        """Post the verdict of a send that failed, or (error None) that was given up."""
        if self.open.pop(entry.number, None) is None:
            return
        attempt = None if entry.future is None else self._watch.attempt(entry.future)
        may_be_written = attempt is not None and attempt.may_be_written
        self.doubted = self.doubted or may_be_written
        reason = self._reason(error, attempt, may_be_written=may_be_written)
        self.post(SendFailed(number=entry.number, may_be_written=may_be_written, reason=reason, at=time.monotonic()))

    def close(self, *, expired: bool = False) -> None:
        """End the producer and give every open send its verdict. expired: because a send's deadline passed.

        Blocks FORCED_CLOSE_S at most. The verdicts hold even if the sender thread is stuck and outlives that: the gate is shut.
        """
        self._expired = expired
        if self.open:
            self._watch.shut()
            self._sender.force_close()
        else:
            self._sender.initiate_close()
        self._sender.join(FORCED_CLOSE_S)
        for entry in tuple(self.open.values()):
            if entry.future is not None:  # else send() is about to return it, aborted
                self.settle(entry, None)
        if self._sender.is_alive():
            log.warning("The producer's thread did not end within %s s", FORCED_CLOSE_S)
            self._sender.force_close()
            self._producer._unregister_cleanup()
            self._producer._closed = True
        else:
            self._producer.close(timeout=0)

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

    def _reject(self, entry: _Open, reason: Text) -> None:
        if self.open.pop(entry.number, None) is not None:
            self.post(SendFailed(number=entry.number, may_be_written=False, reason=reason, at=time.monotonic()))

    def _reason(self, error: BaseException | None, attempt: Attempt | None, *, may_be_written: bool) -> Text:
        if isinstance(error, kafka_errors.BrokerResponseError) and attempt is not None and attempt.last_error is not None:
            return describe(error).title
        if attempt is not None and attempt.last_error is not None:
            return describe(attempt.last_error).title
        cut_off = isinstance(error, kafka_errors.IllegalStateError | None) and not self._expired
        if may_be_written:
            return Text(_CUT_OFF) if cut_off else Text(_NO_ANSWER, {"seconds": f"{self._deadline_s:g}"})
        if isinstance(error, kafka_errors.IllegalStateError | kafka_errors.KafkaTimeoutError | None):
            return Text(_CLOSED_FIRST) if cut_off else Text(_NEVER_LEFT_THIS_PC, {"seconds": f"{self._deadline_s:g}"})
        return describe(error).title

    def _too_large(self, record: OutgoingRecord) -> Text:
        size = len(record.key or b"") + len(record.value or b"")
        return Text(
            QT_TRANSLATE_NOOP("core", "The record has {size} bytes; KafkaDesk itself sends at most {limit} (max_request_size)."),
            {"size": f"{size:,}", "limit": f"{self._limit:,}"},
        )


def _unsendable(record: OutgoingRecord) -> Text | None:
    """Say what the library cannot send of a record, if that is why it refused."""
    if record.value is None and record.key is None:
        return Text(QT_TRANSLATE_NOOP("core", "A record with neither key nor value cannot be sent: a tombstone needs a key."))
    for name, value in record.headers:
        if value is None:
            return Text(
                QT_TRANSLATE_NOOP("core", "The header {name} is null: the Kafka client can only send headers with a value."), {"name": name}
            )
    return None
