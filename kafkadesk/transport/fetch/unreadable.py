"""Batches that kafka-python cannot read: which one it was, and where the log goes on behind it.

After such an exception the library must not be polled before a seek: its next poll() never returns (a dead generator is
asked again and again). A seek to the next offset does not help either, as the same batch is fetched again: it must go
to the end of the batch. The exception names neither partition nor batch; its traceback does, without another fetch.
"""

import traceback
from dataclasses import dataclass
from typing import assert_never

from kafka.errors import CorruptRecordError, UnsupportedCodecError
from kafka.structs import TopicPartition

from kafkadesk.core.errors import UserError
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import library
from kafkadesk.transport.client.translate import describe

UNPACKING = (library.UNPACK_RECORDS, "_one_by_one")  # of fetch/reader.py; the innermost one has the batch
PARSING = library.Method.PARSE_FETCHED_DATA  # its local names are pinned by tests/kafka/consumer/test_worker_faults.py


@dataclass(frozen=True, slots=True, kw_only=True)
class BadBatch:
    """The batch that could not be read: from `start` on, before `end`; None: its head cannot be read either."""

    partition: TopicPartition
    start: int | None
    end: int | None
    reason: Text


def bad_batch(error: BaseException) -> BadBatch | None:
    """Return the batch that poll() failed on, or None when the error is about something else."""
    for frame, _ in reversed([*traceback.walk_tb(error.__traceback__)]):
        if frame.f_code.co_name in UNPACKING:
            batch = frame.f_locals.get("batch")
            start, end = getattr(batch, "base_offset", None), getattr(batch, "next_offset", None)  # older formats do not tell
            return BadBatch(partition=frame.f_locals["tp"], start=start, end=end, reason=_reason(error))
        if frame.f_code.co_name == PARSING and "no complete records" in str(error):
            return BadBatch(partition=frame.f_locals["tp"], start=None, end=None, reason=_reason(error))
    return None


def _reason(error: BaseException) -> Text:
    if isinstance(error, UserError | UnsupportedCodecError):
        return describe(error).title
    detail = " ".join(" ".join(map(str, error.args)).split()).rstrip(".")  # str() of the library's errors has a number before it
    if "UnicodeDecodeError" in detail:
        return Text(QT_TRANSLATE_NOOP("core", "The name of a header in this batch is not UTF-8, and the Kafka client reads no other."))
    if "failed crc check" in detail:
        return Text(QT_TRANSLATE_NOOP("core", "The batch is damaged: its checksum (CRC) does not match what it holds."))
    if isinstance(error, CorruptRecordError):
        return Text(QT_TRANSLATE_NOOP("core", "The batch is damaged: {detail}."), {"detail": detail})
    return Text(QT_TRANSLATE_NOOP("core", "The batch cannot be unpacked: {detail}."), {"detail": detail})


def goes_on_at(position: int, bad: BadBatch, end_offset: int | None) -> int:
    """Return the offset to seek to: behind the batch, or behind one offset where the batch's own word cannot be true.

    It is `position` itself where every record of the batch was read before the fault was found.
    """
    if bad.end is None or bad.end < position or (end_offset is not None and bad.end > end_offset):
        return position + 1
    return bad.end


def deleted() -> Text:
    """Why offsets are missing that the log no longer has."""
    return Text(QT_TRANSLATE_NOOP("core", "These offsets no longer exist: they were deleted after the topic's retention time."))


def truncated() -> Text:
    """Why offsets are missing that a new leader does not have."""
    return Text(QT_TRANSLATE_NOOP("core", "The log was cut back here when another broker took over: these records are gone."))


def recreated(topic: str) -> Text:
    """Why offsets are missing that another topic of the same name had."""
    source = QT_TRANSLATE_NOOP(
        "core", "The topic {topic} was deleted and made anew: these records are gone, and offsets are counted from 0 again."
    )
    return Text(source, {"topic": topic})


def no_records(kind: GapKind, count: int) -> Text:
    """Why `count` offsets have no record to show."""
    match kind:
        case GapKind.ABORTED:
            source = QT_TRANSLATE_NOOP("core", "An aborted transaction: its producer took these {count} offsets back (marker included).")
        case GapKind.MARKER:
            source = QT_TRANSLATE_NOOP("core", "Markers at the end of transactions take {count} offsets; they are no records.")
        case GapKind.COMPACTED:
            source = QT_TRANSLATE_NOOP(
                "core", "{count} offsets hold no record any more: a later record with the same key took their place."
            )
        case GapKind.UNREADABLE | GapKind.DELETED | GapKind.TRUNCATED | GapKind.RECREATED:
            raise ValueError(kind)  # these have reasons of their own
        case _:
            assert_never(kind)
    return Text(source, {"count": count})
