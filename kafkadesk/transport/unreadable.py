"""Batches that kafka-python cannot read: which one it was, and where the log goes on behind it.

After such an exception the library must not be polled before a seek: its next poll() never returns (a dead generator is
asked again and again). A seek to the next offset does not help either, as the same batch is fetched again: it must go
to the end of the batch. The exception names neither partition nor batch; its traceback does, without another fetch.
"""

import traceback
from dataclasses import dataclass

from kafka.structs import TopicPartition

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.translate import describe

UNPACKING = "_unpack_records"  # of kafka.consumer.fetcher; pinned with its local names by tests/kafka/test_worker_faults.py


@dataclass(frozen=True, slots=True, kw_only=True)
class BadBatch:
    """The batch that could not be read ends before offset `end`; None: its head cannot be read either."""

    partition: TopicPartition
    end: int | None
    reason: Text


def bad_batch(error: BaseException) -> BadBatch | None:
    """Return the batch that poll() failed on, or None when the error is about something else."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == UNPACKING:
            batch = frame.f_locals.get("batch")
            end = getattr(batch, "next_offset", None)  # record formats before Kafka 0.11 do not tell
            return BadBatch(partition=frame.f_locals["tp"], end=end, reason=describe(error).title)
    return None


def goes_on_at(position: int, bad: BadBatch, end_offset: int | None) -> int:
    """Return the offset to seek to: behind the batch, or behind one offset where the batch's own word cannot be true."""
    if bad.end is None or bad.end <= position or (end_offset is not None and bad.end > end_offset):
        return position + 1
    return bad.end


def deleted() -> Text:
    """Why offsets are missing that the log no longer has."""
    return Text(QT_TRANSLATE_NOOP("core", "These offsets no longer exist: they were deleted after the topic's retention time."))


def cut_off() -> Text:
    """Why offsets are missing that a new leader does not have."""
    return Text(QT_TRANSLATE_NOOP("core", "The log was cut back here when another broker took over: these records are gone."))


def no_records(kind: str, count: int) -> Text:
    """Why `count` offsets have no record to show. kind: as events.Unreadable has it."""
    match kind:
        case "aborted":
            source = QT_TRANSLATE_NOOP("core", "An aborted transaction: its producer took these {count} offsets back (marker included).")
        case "marker":
            source = QT_TRANSLATE_NOOP("core", "Markers at the end of transactions take {count} offsets; they are no records.")
        case _:
            source = QT_TRANSLATE_NOOP(
                "core", "{count} offsets hold no record any more: a later record with the same key took their place."
            )
    return Text(source, {"count": count})
