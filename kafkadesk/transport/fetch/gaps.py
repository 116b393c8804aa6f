"""Offsets that hold no record to show: found between the rows that were polled, explained by the batches that were fetched.

kafka-python passes over transaction markers, aborted records and offsets that were compacted away without a word. What it fetched
is kept here until it has been read, and looked into only where offsets are missing. Pinned by tests/kafka/consumer/test_gaps.py.
"""

import struct
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kafka.protocol.consumer import IsolationLevel
from kafka.record.default_records import DefaultRecordBatch
from kafka.structs import TopicPartition

from kafkadesk.core.records import GapKind
from kafkadesk.transport.client import library

HEAD = struct.Struct(">qiibIhiqqqhii")  # of a batch of format v2: https://kafka.apache.org/documentation/#recordbatch
AFTER_LENGTH = 12  # bytes of a batch that its own length does not count
TRANSACTIONAL, CONTROL = 0x10, 0x20  # attributes


class Span(NamedTuple):
    """Offsets start..end-1 of one kind: MARKER, ABORTED or COMPACTED."""

    start: int
    end: int
    kind: GapKind


class Head(NamedTuple):
    """What the head of a batch says. at, behind: where it begins and ends in what was fetched."""

    start: int
    end: int
    attributes: int
    producer: int
    at: int
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer of a broker about one partition. aborted: (producer, first offset) of transactions that were aborted there."""

    data: bytes | memoryview
    aborted: tuple[tuple[int, int], ...]
    committed_only: bool

    def spans(self) -> Iterator[Span]:
        """Yield the batches whose offsets hold no record to show, in order."""
        waiting = deque(sorted(self.aborted, key=lambda one: one[1]))
        aborted: set[int] = set()
        for head in heads(self.data):
            while waiting and waiting[0][1] < head.end:
                aborted.add(waiting.popleft()[0])
            if head.attributes & CONTROL:
                yield Span(head.start, head.end, GapKind.MARKER)
                if head.producer in aborted and next(DefaultRecordBatch(self.data[head.at : head.behind])).abort:
                    aborted.discard(head.producer)
            elif self.committed_only and head.attributes & TRANSACTIONAL and head.producer in aborted:
                yield Span(head.start, head.end, GapKind.ABORTED)


def heads(data: bytes | memoryview) -> Iterator[Head]:
    """Yield the heads of the batches; those of record formats before Kafka 0.11 say too little and end it."""
    at = 0
    while at + HEAD.size <= len(data):
        base, length, _, magic, _, attributes, last, _, _, producer, _, _, _ = HEAD.unpack_from(data, at)
        behind = at + AFTER_LENGTH + length
        if magic != 2 or behind < at + HEAD.size:
            return
        yield Head(base, base + last + 1, attributes, producer, at, behind)
        at = behind


def explained(start: int, end: int, spans: Collection[Span]) -> list[Span]:
    """Return start..end-1, which hold no record, in parts of one kind. What no batch explains was compacted away.

    The marker at the end of aborted records belongs to them.
    """
    parts: list[Span] = []

    def add(part: Span) -> None:
        last = parts[-1] if parts else None
        if last is not None and (last.kind == part.kind or (last.kind, part.kind) == (GapKind.ABORTED, GapKind.MARKER)):
            parts[-1] = Span(last.start, part.end, last.kind)
        elif part.start < part.end:
            parts.append(part)

    at = start
    for span in spans:
        low, high = max(span.start, at), min(span.end, end)
        if low >= high:
            continue
        if at < low:
            add(Span(at, low, GapKind.COMPACTED))
        add(Span(low, high, span.kind))
        at = high
    if at < end:
        add(Span(at, end, GapKind.COMPACTED))
    return parts


class Gaps:
    """Notes what a consumer fetches, and explains offsets that its rows leave out.

    stable: last stable offset and high watermark of each partition, as the last fetch said. refused: the broker's error code
    instead of records, by partition, where the last fetch got one.
    Thread: the main thread, whose poll() calls back.
    """

    def __init__(self, consumer: Any) -> None:
        self.stable: dict[int, tuple[int, int]] = {}
        self.refused: dict[int, int] = {}
        self._fetcher = library.fetcher(consumer)
        self._reading: dict[int, list[tuple[Any, Fetched]]] = {}  # by partition: the library's reader of it, and what it reads
        self._unread: dict[int, Fetched] = {}  # what the library could not even begin to read
        self._ended: list[Any] = []
        self._parse = library.replace_method(self._fetcher, library.Method.PARSE_FETCHED_DATA, self._fetched)
        self._drained = library.replace_method(self._fetcher, library.Method.PARTITION_DRAINED, self._read)

    def explain(self, partition: int, start: int, end: int) -> list[Span]:
        """Return why offsets start..end-1 of a partition have no rows."""
        return explained(start, end, [span for _, fetched in self._reading.get(partition, ()) for span in fetched.spans()])

    def behind(self, partition: int, offset: int) -> int | None:
        """Return where the batch after the one with `offset` begins; None: it was not fetched."""
        sources = [fetched for _, fetched in self._reading.get(partition, ())]
        if partition in self._unread:
            sources.append(self._unread[partition])
        for fetched in sources:
            known = [head.start for head in heads(fetched.data)]
            if known and known[0] <= offset:
                return next((start for start in known if start > offset), None)
        return None

    def read(self) -> set[int]:
        """Return the partitions of which a fetch was read to its end; forget() those when they were asked about."""
        return {reader.topic_partition.partition for reader in self._ended}

    def forget(self) -> None:
        """Let go of what was read to its end."""
        for reader in self._ended:
            partition = reader.topic_partition.partition
            left = [one for one in self._reading.get(partition, ()) if one[0] is not reader]
            if left:
                self._reading[partition] = left
            else:
                self._reading.pop(partition, None)
        self._ended.clear()

    def drop_reader(self, partition: TopicPartition) -> None:
        """Have the library fetch a partition anew from its position: a reader that has raised is dead, and would be asked for ever."""
        reader = library.current_reader(self._fetcher)
        if reader is not None and reader.topic_partition == partition:
            reader.drain()

    def _fetched(self, completed: Any) -> Any:
        partition, answer = completed.topic_partition.partition, completed.partition_data
        self._unread.pop(partition, None)
        if answer.error_code:
            self.refused[partition] = answer.error_code
            return self._parse(completed)
        self.refused.pop(partition, None)
        if answer.last_stable_offset >= 0:
            self.stable[partition] = (answer.last_stable_offset, answer.high_watermark)
        if not answer.records:
            return self._parse(completed)
        fetched = Fetched(
            data=answer.records,
            aborted=tuple((one.producer_id, one.first_offset) for one in answer.aborted_transactions or ()),
            committed_only=library.isolation_level(self._fetcher) == IsolationLevel.READ_COMMITTED,
        )
        self._unread[partition] = fetched
        reader = self._parse(completed)
        del self._unread[partition]
        if reader is not None:
            self._reading.setdefault(partition, []).append((reader, fetched))
        return reader

    def _read(self, reader: Any) -> None:
        self._ended.append(reader)
        self._drained(reader)
