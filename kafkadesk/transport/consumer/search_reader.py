"""Reads the range of a search in one topic, without a group; what does not match ends here."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kafka import errors
from kafka.partitioner import murmur2
from kafka.protocol.consumer import IsolationLevel
from kafka.structs import TopicPartition

from kafkadesk.core.errors import KafkaRefusedError, UserError
from kafkadesk.core.find.plan import exact_key
from kafkadesk.core.find.progress import PartitionRead, PassedOver
from kafkadesk.core.records import GapKind
from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.core.rows.scan import SLICE_ROWS
from kafkadesk.core.serde.decoder import UTF8, Decoder
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.wire import Find
from kafkadesk.transport.client import library
from kafkadesk.transport.client.retriable import passes
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.consumer.health import Health
from kafkadesk.transport.consumer.identity import TopicIdentity
from kafkadesk.transport.consumer.start_positions import resolve
from kafkadesk.transport.fetch.columns import Columns, joined
from kafkadesk.transport.fetch.gaps import Gaps
from kafkadesk.transport.fetch.reader import ColumnReader
from kafkadesk.transport.fetch.unreadable import BadBatch, bad_batch, deleted, goes_on_at, no_records, recreated, truncated
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.fetch_quota import POLL_RECORDS
from kafkadesk.transport.handover.outbox import Unshown

WAIT_S = 0.05
BLOCKED_S = 3.0  # most transactions are over by then
AFTER_ERROR_S = 0.1


class Matches:
    """Chooses the rows that match, for all topics of a search. records: looked at; too_large: values that were not searched."""

    def __init__(self, row_filter: RowFilter | None, most: int | None, decoder: Decoder = UTF8) -> None:
        self.filter = row_filter
        self.decoder = decoder
        self.records = 0
        self.found = 0
        self._most = most

    @property
    def full(self) -> bool:
        """Whether the search has as many matches as it is to have."""
        return self._most is not None and self.found >= self._most

    def reader(self, topic: str) -> type[ColumnReader]:
        """Return what reads a topic's fetched bytes: where no match can be, nothing is decoded."""
        if self.filter is None or not self.decoder.exact(topic):
            return ColumnReader
        return type("SearchedColumns", (ColumnReader,), {"wanted_in": staticmethod(self.filter.possible_in)})

    def among(self, topic: str, rows: Columns) -> tuple[Columns | None, int]:
        """Return those that match, and how many were too large to be searched. Raise TooSlowError as the filter does."""
        chosen, not_read = self._rows(topic, rows) if rows.decoded else ((), 0)
        self.records += len(rows)
        if self._most is not None:
            chosen = chosen[: self._most - self.found]
        self.found += len(chosen)
        return rows.chosen(chosen) if chosen else None, not_read

    def _rows(self, topic: str, rows: Columns) -> tuple[Sequence[int], int]:
        if self.filter is None:
            return range(len(rows)), 0
        batch, chosen, not_read = joined(topic, [rows], ()), list[int](), 0
        for begin in range(0, len(rows), SLICE_ROWS):
            end = min(begin + SLICE_ROWS, len(rows))
            chosen += self.filter.rows(batch, begin, end, self.decoder)
            not_read += self.filter.not_read(batch, begin, end)
        return chosen, not_read


class _Part:
    """A partition while it is read."""

    def __init__(self, begin: int, end: int) -> None:
        self.begin, self.end, self.position = begin, end, begin
        self.since = time.monotonic()  # it stands there
        self.why: Text | None = None
        self.passed: dict[GapKind | None, tuple[int, Text]] = {}

    def pass_over(self, kind: GapKind | None, count: int, reason: Text) -> None:
        """Count what is not searched. The first reason of a kind is named."""
        if count > 0:
            before, first = self.passed.get(kind, (0, reason))
            self.passed[kind] = (before + count, first)


class SearchReader:
    """Reads one topic's range once. turn: called often; returns whether to go on. notify: the broker is away, or (None) back."""

    def __init__(
        self,
        consumer: Any,
        topic: str,
        command: Find,
        matches: Matches,
        *,
        builder: BatchBuilder,
        notify: Callable[[UserError | None], None],
        turn: Callable[[], bool],
    ) -> None:
        self.topic = topic
        self.builder = builder
        self.keyed: tuple[int, int] | None = None  # the one partition that is read, of how many
        self._consumer = consumer
        self._plan = command.plan
        self._patience_s = command.patience_s
        self._matches = matches
        self._turn = turn
        self._subscription = library.subscription(consumer)
        library.fetcher(consumer).PartitionRecords = matches.reader(topic)
        self._gaps = Gaps(consumer)
        self._identity = TopicIdentity(consumer, topic)
        self._health = Health(consumer, topic, notify)
        self._parts: dict[int, _Part] = {}
        self._open: set[int] = set()  # not read to their ends yet
        self._lost_at: float | None = None
        self._failed_at: tuple[Any, int] | None = None

    def close(self, timeout_ms: int) -> None:
        """Close the consumer."""
        self._consumer.close(autocommit=False, timeout_ms=timeout_ms)

    def parts(self) -> list[PartitionRead]:
        """Return how far each partition is."""
        return [
            PartitionRead(
                topic=self.topic, partition=number, begin=part.begin, end=part.end, position=part.position, why=part.why,
                passed=tuple(PassedOver(kind=kind, count=count, reason=reason) for kind, (count, reason) in part.passed.items()),
            )
            for number, part in self._parts.items()
        ]  # fmt: skip

    # the range

    def resolve(self) -> None:
        """Fix the range: the first offset of each partition, and the end. Raise what the broker says, or what keeps it from answering."""
        partitions = self._patiently(lambda: self._chosen(self._identity.begin()))
        if partitions is None:
            return
        # Of the ends only those of the log are known: an open transaction must be told, not left out.
        library.set_isolation_level(self._consumer, IsolationLevel.READ_UNCOMMITTED)
        begins, ends = self._offsets(partitions)
        level = IsolationLevel.READ_UNCOMMITTED if self._plan.uncommitted else IsolationLevel.READ_COMMITTED
        library.set_isolation_level(self._consumer, level)
        for partition in partitions:
            tp = TopicPartition(self.topic, partition)
            part = self._parts[partition] = _Part(begins.get(tp, 0), ends.get(tp, 0))
            if tp not in begins or tp not in ends:
                part.why = _no_leader(partition)
        self._open = {number for number, part in self._parts.items() if part.position < part.end}
        self._assign()

    def _chosen(self, known: set[int]) -> list[int]:
        key = exact_key(self._matches.filter) if self._plan.by_key and self._matches.decoder.exact(self.topic) else None
        if self._plan.partitions is not None:
            if unknown := sorted(set(self._plan.partitions) - known):
                text = QT_TRANSLATE_NOOP("core", "Topic {topic} has no partition {partition}.")
                raise KafkaRefusedError(Text(text, {"topic": self.topic, "partition": unknown[0]}))
            return sorted(set(self._plan.partitions))
        if key is not None and known == set(range(len(known))):
            self.keyed = ((murmur2(key) & 0x7FFFFFFF) % len(known), len(known))
            return [self.keyed[0]]
        return sorted(known)

    def _offsets(self, partitions: Sequence[int]) -> tuple[Mapping[Any, int], Mapping[Any, int]]:
        """Return begins and ends; without those partitions that no broker leads."""
        left = [TopicPartition(self.topic, p) for p in partitions]
        network, cluster = library.network(self._consumer), library.cluster(self._consumer)

        def ask() -> tuple[Mapping[Any, int], Mapping[Any, int]]:
            try:
                begins = network.run(resolve, self._consumer, left, self._plan.begin)
                return begins, network.run(resolve, self._consumer, left, self._plan.end)
            except errors.KafkaError:
                led = [tp for tp in left if cluster.leader_for_partition(tp) not in (None, -1)]
                if led:
                    left[:] = led
                raise

        return self._patiently(ask) or ({}, {})

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """Ask until there is an answer; None: the search was ended before. Raise the error once it lasts."""
        until = time.monotonic() + self._patience_s
        while self._turn():
            try:
                return ask()
            except errors.KafkaError as error:
                if not passes(error) or time.monotonic() > until:
                    raise
                time.sleep(AFTER_ERROR_S)
        return None

    # reading

    def read(self, unshown: Unshown) -> None:
        """Read until every partition is at its end or unreadable, the matches are enough, or turn() says so."""
        for part in self._parts.values():
            part.since = time.monotonic()
        while self._open and not self._matches.full and self._turn():
            if unshown.full:
                unshown.moved.wait(WAIT_S)
                unshown.moved.clear()
                for part in self._parts.values():
                    part.since = time.monotonic()
                continue
            self._guarded(self._poll)
            due = self.builder.due_in()
            if due is not None and due <= 0:
                self.builder.flush()
            self._health.check(sorted(self._open))
            if self._identity.recreated:
                for number in list(self._open):
                    self._give_up(number, recreated(self.topic))
            self._give_up_standing()
            self._assign()

    def _poll(self) -> None:
        for tp, polled in library.poll_once(self._consumer, WAIT_S, POLL_RECORDS).items():
            for rows in polled:
                self._take(self._parts[tp.partition], rows)
        for number in self._gaps.read() & self._open:
            self._move(number, self._position(number))
        self._gaps.forget()

    def _take(self, part: _Part, rows: Columns) -> None:
        """Take polled rows of a partition, in order."""
        behind = rows.end
        begin, end = rows.first_from(part.position), len(rows) if behind <= part.end else rows.first_from(part.end)
        if begin >= end:
            self._move(rows.partition, behind)
            return
        rows = rows.part(begin, end)
        for i in rows.breaks(part.position):
            self._explain(rows.partition, part.position if i == 0 else rows.offsets[i - 1] + 1, rows.offsets[i])
        found, not_read = self._matches.among(self.topic, rows)
        if found is not None:
            self.builder.add(found)
        part.pass_over(None, not_read, _too_large())
        part.position = found.end if found is not None and self._matches.full else rows.end
        part.since = time.monotonic()
        if behind > part.end:
            self._move(rows.partition, behind)

    def _move(self, number: int, position: int) -> None:
        """Note that nothing more stands before a position."""
        part = self._parts[number]
        position = min(position, part.end)
        if position > part.position and not self._matches.full:
            self._explain(number, part.position, position)
            part.position, part.since = position, time.monotonic()

    def _explain(self, number: int, start: int, end: int) -> None:
        for span in self._gaps.explain(number, start, end):
            count = span.end - span.start
            self._parts[number].pass_over(span.kind, count, no_records(span.kind, count))

    def _assign(self) -> None:
        """Read what is not at its end."""
        self._open = {n for n in self._open if self._parts[n].position < self._parts[n].end and self._parts[n].why is None}
        assigned = {tp.partition for tp in self._consumer.assignment()}
        if assigned == self._open:
            return
        self._consumer.assign([TopicPartition(self.topic, n) for n in sorted(self._open)])
        for number in self._open - assigned:
            self._consumer.seek(TopicPartition(self.topic, number), self._parts[number].position)

    def _give_up_standing(self) -> None:
        now = time.monotonic()
        if not self._health.lost:
            self._lost_at = None
        elif self._lost_at is None:
            self._lost_at = now
        lost_s = 0.0 if self._lost_at is None else now - self._lost_at
        for number in list(self._open):
            part = self._parts[number]
            stable, high = self._gaps.stable.get(number, (0, 0))
            if not self._plan.uncommitted and part.position == stable < high and now - part.since > BLOCKED_S:
                self._give_up(number, _blocked(number, stable, part.end - stable))
            elif lost_s > self._patience_s or (self._lost_at is None and now - part.since > self._patience_s):
                self._give_up(number, self._why(number))

    def _why(self, number: int) -> Text:
        code = self._gaps.refused.get(number)
        error = describe(errors.KafkaTimeoutError() if code is None else errors.for_code(code)())
        return Text(QT_TRANSLATE_NOOP("core", "P{partition} could not be read on: {why}"), {"partition": number, "why": error.title})

    def _give_up(self, number: int, why: Text) -> None:
        self._parts[number].why = why
        self._open.discard(number)

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:
            bad = bad_batch(error)
            if bad is not None:
                self._pass_over_batch(bad)
            elif isinstance(error, errors.OffsetOutOfRangeError):
                lost = list(error.args[0])
                self._guarded(lambda: self._find_again(lost))
            elif isinstance(error, errors.LogTruncationError):
                for tp in error.divergent_offsets:
                    self._give_up(tp.partition, truncated())
            elif passes(error):
                self._health.failed(error)
                time.sleep(AFTER_ERROR_S)
            else:
                raise

    def _find_again(self, lost: list[TopicPartition]) -> None:
        """Go on where the log begins now: offsets of the range were deleted."""
        for tp, begin in library.network(self._consumer).run(resolve, self._consumer, lost, EARLIEST).items():
            part = self._parts[tp.partition]
            if begin <= part.position:
                self._give_up(tp.partition, truncated())
                continue
            begin = min(begin, part.end)
            part.pass_over(GapKind.DELETED, begin - part.position, deleted())
            part.position = begin
            self._consumer.seek(tp, begin)

    def _pass_over_batch(self, bad: BadBatch) -> None:
        """Go on behind a batch, as ConsumerLoop does."""
        tp, number = bad.partition, bad.partition.partition
        part, position = self._parts[number], self._position(number)
        behind = self._gaps.behind(number, position if bad.start is None else bad.start)
        end = behind if behind is not None and behind >= position else goes_on_at(position, bad, part.end)
        again, self._failed_at = self._failed_at == (tp, position), (tp, position)
        if end == position and not again:  # all its records were read
            self._gaps.drop_reader(tp)
            return
        end = min(max(end, position + 1), max(part.end, position + 1))
        self._consumer.seek(tp, end)
        part.pass_over(GapKind.UNREADABLE, min(end, part.end) - part.position, bad.reason)
        part.position, part.since = max(part.position, end), time.monotonic()

    def _position(self, number: int) -> int:
        tp = TopicPartition(self.topic, number)
        place = self._subscription.position(tp) if self._subscription.is_assigned(tp) else None
        return self._parts[number].position if place is None else int(place.offset)


def _no_leader(partition: int) -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "P{partition} has no leader: no broker has it just now."), {"partition": partition})


def _blocked(partition: int, offset: int, count: int) -> Text:
    return Text(
        QT_TRANSLATE_NOOP("core", "P{partition} is blocked by an open transaction since offset {offset}: {count} offsets wait."),
        {"partition": partition, "offset": offset, "count": count},
    )


def _too_large() -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "Values of more than 1 MiB are not searched by a JSON path."))
