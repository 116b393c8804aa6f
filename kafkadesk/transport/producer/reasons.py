"""Why a send has no confirmation, in words: from the library's error and from how the requests with the record went."""

from typing import Any

from kafka import errors as kafka_errors

from kafkadesk.core.delivery import OutgoingRecord, Waiting, WaitKind
from kafkadesk.core.doctor.place import CUT_OFF, NEVER_LEFT, NO_ANSWER
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.producer.batch_watch import Attempt

_NEVER_LEFT_BECAUSE = QT_TRANSLATE_NOOP("core", "It never left this PC: {why}")
_CLOSED_FIRST = QT_TRANSLATE_NOOP("core", "It never left this PC: the connection was closed first.")
_MAY_BE_WRITTEN = QT_TRANSLATE_NOOP("core", "{why} It may have been written. Sending it again may write it twice.")
_EARLIER_ATTEMPT = QT_TRANSLATE_NOOP(
    "core", "{why} But an earlier attempt went unanswered, so it may have been written. Sending it again may write it twice."
)
_MATE = QT_TRANSLATE_NOOP(
    "core", "It shared a batch with a record that the broker does not accept: none of the batch was written. Send it again."
)
_WRITE_DENIED = QT_TRANSLATE_NOOP(
    "core", "The user of this connection (User:ANONYMOUS without a login) lacks the right Write on the topic {topic}."
)
_IDEMPOTENT_DENIED = QT_TRANSLATE_NOOP(
    "core",
    "The user of this connection (User:ANONYMOUS without a login) lacks the right IdempotentWrite on the cluster, or Write on a topic.",
)
_TOO_LARGE_FOR_BROKER = QT_TRANSLATE_NOOP(
    "core",
    "The record has {size} bytes: more than the broker allows for {topic} (max.message.bytes of the topic, message.max.bytes of the broker).",
)
_TOO_LARGE_FOR_CLIENT = QT_TRANSLATE_NOOP("core", "The record has {size} bytes; KafkaDesk itself sends at most {limit} (max_request_size).")
OFFSET_UNKNOWN = QT_TRANSLATE_NOOP("core", "The broker has this record already, from an earlier attempt, but does not say at which offset.")

_ANSWER_AWAITED = QT_TRANSLATE_NOOP("core", "Sent; waiting for the broker's answer.")
_ANSWER_AWAITED_AGAIN = QT_TRANSLATE_NOOP("core", "Retrying ({n}): sent again, waiting for the broker's answer.")
_LEADER_AWAITED = QT_TRANSLATE_NOOP("core", "Waiting for a leader of partition {partition} (tried {n} times).")
_LEADER_UNKNOWN = QT_TRANSLATE_NOOP("core", "Waiting for a leader of partition {partition}.")
_RETRYING = QT_TRANSLATE_NOOP("core", "Retrying ({n}): {why}")
_CONNECTION_LOST = QT_TRANSLATE_NOOP("core", "the connection was lost before the answer.")
_BROKER_AWAITED = QT_TRANSLATE_NOOP("core", "Waiting for the broker: there is no connection to it.")
_TURN_AWAITED = QT_TRANSLATE_NOOP("core", "Waiting for those before it.")

LEADER_MOVED = (3, 5, 6)  # unknown topic or partition (seen while metadata spreads), leader not available, not the leader


def verdict_reason(
    error: BaseException | None, attempt: Attempt | None, *, topic: str, size: int, may_be_written: bool, expired: bool, open_s: float
) -> Text:
    """Return why a send was not confirmed. error None: it was given up. expired: because its time was over.

    open_s: for how many seconds it was open.
    """
    seconds = {"seconds": f"{open_s:g}"}
    answered = None if attempt is None else attempt.last_error
    if may_be_written:
        if attempt is not None and answered is not None:
            why = _of_broker(answered, topic, size)
            return Text(_MAY_BE_WRITTEN if not attempt.refused else _EARLIER_ATTEMPT, {"why": why})
        if isinstance(error, kafka_errors.BrokerResponseError) and not isinstance(error, kafka_errors.RequestTimedOutError):
            return Text(CUT_OFF)  # the answer was to another record, and ended the whole producer
        return Text(CUT_OFF) if _closed(error) and not expired else Text(NO_ANSWER, seconds)
    if answered is not None:
        return Text(_MATE) if _is_mate(error) else _of_broker(error if _same(error, answered) else answered, topic, size)
    if isinstance(error, kafka_errors.KafkaTimeoutError) or _closed(error):
        return Text(_CLOSED_FIRST) if _closed(error) and not expired else Text(NEVER_LEFT, seconds)
    return Text(_NEVER_LEFT_BECAUSE, {"why": _of_broker(error, topic, size)})


def closed_first(reason: Text) -> bool:
    """Whether a send was rejected for nothing else than that the connection was closed."""
    return reason.source == _CLOSED_FIRST


def hint(error: BaseException | None, attempt: Attempt | None) -> Text | None:
    """Return what to do about the broker's refusal of a record, if it was refused by one."""
    answered = error if attempt is None or attempt.last_error is None else attempt.last_error
    return describe(answered).hint if isinstance(answered, kafka_errors.BrokerResponseError) and not _is_mate(error) else None


def refusal(error: BaseException, record: OutgoingRecord, limit: int) -> Text:
    """Return why the library did not take a record. limit: the largest it takes, in bytes."""
    if isinstance(error, kafka_errors.MessageSizeTooLargeError):
        return Text(_TOO_LARGE_FOR_CLIENT, {"size": f"{record.size:,}", "limit": f"{limit:,}"})
    if record.value is None and record.key is None:
        return Text(QT_TRANSLATE_NOOP("core", "A record with neither key nor value cannot be sent: a tombstone needs a key."))
    for name, value in record.headers:
        if value is None:
            return Text(
                QT_TRANSLATE_NOOP("core", "The header {name} is null: the Kafka client can only send headers with a value."), {"name": name}
            )
    if _closed(error):
        return Text(_CLOSED_FIRST)
    return describe(error).title


def waiting_for(attempt: Attempt | None, *, partition: int, has_leader: bool, connected: bool) -> Waiting:
    """Return what an open send waits for."""
    if attempt is None:
        if not has_leader:
            return Waiting(WaitKind.LEADER, 0, Text(_LEADER_UNKNOWN, {"partition": partition}))
        return Waiting(WaitKind.TURN, 0, Text(_TURN_AWAITED)) if connected else Waiting(WaitKind.BROKER, 0, Text(_BROKER_AWAITED))
    tries, error = attempt.tries, attempt.last_error
    if attempt.in_flight:
        if tries == 1:
            return Waiting(WaitKind.ANSWER, tries, Text(_ANSWER_AWAITED))
        return Waiting(WaitKind.RETRY, tries, Text(_ANSWER_AWAITED_AGAIN, {"n": tries - 1}))
    if getattr(error, "errno", None) in LEADER_MOVED or not has_leader:
        return Waiting(WaitKind.LEADER, tries, Text(_LEADER_AWAITED, {"partition": partition, "n": tries}))
    why = Text(_CONNECTION_LOST) if error is None else describe(error).title
    return Waiting(WaitKind.RETRY, tries, Text(_RETRYING, {"n": tries, "why": why}))


def _of_broker(error: BaseException | None, topic: str, size: int) -> Text:
    match error:
        case None:
            return Text(_CLOSED_FIRST)
        case kafka_errors.TopicAuthorizationFailedError():
            return Text(_WRITE_DENIED, {"topic": topic})
        case kafka_errors.ClusterAuthorizationFailedError():
            return Text(_IDEMPOTENT_DENIED)
        case kafka_errors.MessageSizeTooLargeError() | kafka_errors.RecordListTooLargeError():
            return Text(_TOO_LARGE_FOR_BROKER, {"size": f"{size:,}", "topic": topic})
        case _ if "ClusterAuthorizationFailedError" in str(error):  # of a producer id: the library wraps it in a text
            return Text(_IDEMPOTENT_DENIED)
    return describe(error).title


def _is_mate(error: BaseException | None) -> bool:
    """Whether the record itself was good: the library's own error for it is then none of the broker's."""
    return type(error) is kafka_errors.KafkaError and "part of a batch" in str(error)


def _same(error: BaseException | None, answered: Any) -> bool:
    """Whether the error of the record is the broker's answer, said of this very record."""
    return type(error) is type(answered)


def _closed(error: BaseException | None) -> bool:
    return error is None or isinstance(error, kafka_errors.IllegalStateError)
