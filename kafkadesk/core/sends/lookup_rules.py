"""The rules that determine outcomes of sends from the records of a topic; they do not read it themselves.

"It was not written" is the result only if nothing else is possible: every doubt has its own sentence, and the outcome stays open.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.records import Record
from kafkadesk.core.sends.journal import Code, JournalEntry, content_of
from kafkadesk.core.sends.lookup_words import CLOSED_FIRST, INDETERMINATE, LATER, REFUSED, LookupResult, sentence_of
from kafkadesk.core.text import Text

ContentHashes = tuple[str | None, str | None, str | None]
Ranges = Mapping[int, Sequence[tuple[int, int]]]
Key = tuple[int, int]  # session and number

STAMPED_MS = 90_000  # the library stamps a record when it takes it: after the journal was written, before its deadline
STEPS_MS = 10_000  # how far this PC's clock may be set back in between


class Match(NamedTuple):
    """The position of a record with the content of a send. stamp_ms: its create time; None: not known."""

    partition: int
    offset: int
    stamp_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of one send. same: number of identical sends that were looked up; there: how many of them are in the topic.

    partition, offset: where it is; if not all identical ones are there, the position of one of them.
    more: extra records with the same content that cannot belong to these sends. why: replaces the usual sentence.
    """

    number: int
    result: LookupResult
    session: int = 0
    partition: int | None = None
    offset: int | None = None
    same: int = 1
    there: int = 0
    more: int = 0
    why: Text | None = None

    @property
    def decided(self) -> bool:
        """Whether another look-up would have the same result."""
        return self.result is not LookupResult.LATER

    def sentence(self) -> Text:
        return sentence_of(
            self.result, self.why, partition=self.partition, offset=self.offset, same=self.same, there=self.there, more=self.more
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicExtent:
    """The offsets of a topic before it was read: oldest and next, by partition. by_time: the first offset since a time before the sends.

    by_time is needed only where the ends before the sends are not known. compacted: a record may be deleted because a later one has its key;
    None: the cluster does not tell. topic_id: as in JournalPlace. replicated: partitions have several replicas, so that some records
    of the leader may not be readable yet.
    """

    begins: Mapping[int, int]
    ends: Mapping[int, int]
    by_time: Mapping[int, int] | None = None
    compacted: bool | None = False
    topic_id: str | None = None
    replicated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRead:
    """How reading a topic went. unread: unreadable offsets. short: partitions not read to their end; why: the reason."""

    unread: Ranges = field(default_factory=dict)
    short: frozenset[int] = frozenset()
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterRead:
    """What is known only after the topic was read: confirmations may have come meanwhile, old records may be deleted.

    begins: its oldest offsets now. taken: offsets of other sends. same_content: contents of other sends whose outcome is open.
    too_recent: sends (session and number) that replicas may still be fetching.
    """

    begins: Mapping[int, int]
    reading: TopicRead = TopicRead()
    taken: Ranges = field(default_factory=dict)
    same_content: Collection[ContentHashes] = ()
    too_recent: Collection[Key] = ()


class LookupRules:
    """Looks for the sends of one topic among its records: tell it every record from `starts()` to the end, then ask `outcomes()`."""

    def __init__(self, entries: Sequence[JournalEntry], extent: TopicExtent) -> None:
        self._extent = extent
        self._made = [made for e in entries if (made := self._elsewhere(e)) is not None]
        without = {(made.session, made.number) for made in self._made}
        self._wanted: defaultdict[ContentHashes, list[JournalEntry]] = defaultdict(list)
        for entry in entries:
            if (entry.session, entry.number) not in without:
                self._wanted[entry.content].append(entry)
        self._matches: defaultdict[ContentHashes, list[Match]] = defaultdict(list)

    def starts(self) -> dict[int, int]:
        """Return where to start reading, by partition; only partitions that one of the sends may be in."""
        starts: dict[int, int] = {}
        for entry in (e for same in self._wanted.values() for e in same):
            for partition in self._partitions(entry):
                floor = max(self._floor(entry, partition), self._extent.begins.get(partition, 0))
                starts[partition] = min(starts.get(partition, floor), floor)
        return starts

    def offer(self, record: Record) -> None:
        """Add a record of the topic: each once, in the order of its partition."""
        content = content_of(record.key, record.value, record.headers)
        if content in self._wanted:
            stamp = None if record.log_append_time else record.timestamp_ms
            self._matches[content].append(Match(record.partition, record.offset, stamp))

    def outcomes(self, after: AfterRead) -> list[Outcome]:
        """Return the outcome of each send, by session and number."""
        taken = {partition: _offsets(ranges) for partition, ranges in after.taken.items()}
        made = list(self._made)
        for content, same in self._wanted.items():
            matches = [match for match in self._matches.get(content, ()) if match.offset not in taken.get(match.partition, ())]
            made += self._resolve(same, matches, after, same_content=content in after.same_content)
        return sorted(made, key=lambda outcome: (outcome.session, outcome.number))

    def _resolve(self, same: list[JournalEntry], matches: list[Match], after: AfterRead, *, same_content: bool) -> Iterable[Outcome]:
        """Give all identical sends the same result: with fewer records than sends, their records cannot be told apart."""
        found, spare = self._matched(same, matches)
        least = {p: min(self._floor(e, p) for e in same) for p in self._extent.ends}
        more = sum(match.offset >= least.get(match.partition, 0) for match in spare)
        there = len(found)
        result, why = LookupResult.FOUND, None
        if same_content:
            result, why = LookupResult.LATER, Text(LATER["same content"])
        elif there < len(same):
            result, why = self._missing(same, after, more)
            result = LookupResult.COUNTED if there and result is LookupResult.NOT_FOUND else result
        for entry in same:
            match = found.get((entry.session, entry.number))
            yield Outcome(
                number=entry.number, session=entry.session, result=result, same=len(same), there=there, more=more, why=why,
                partition=None if match is None else match.partition, offset=None if match is None else match.offset,
            )  # fmt: skip

    def _matched(self, same: list[JournalEntry], matches: list[Match]) -> tuple[dict[Key, Match], list[Match]]:
        """Assign a match to as many of the identical sends as possible, none before its floor; return the spare matches too."""
        found: dict[Key, Match] = {}
        spare: defaultdict[int, list[Match]] = defaultdict(list)
        ordered = sorted((e for e in same if e.place.ends is not None), key=self._height)
        waiting = {p: deque(e for e in ordered if e.partition == p) for p in {match.partition for match in matches}}
        for match in sorted(matches, key=lambda match: match[:2]):
            # In a fixed partition each gets the first match it can have, so that later ones are left for the others.
            queue = waiting[match.partition]
            if queue and self._fits(queue[0], match):
                entry = queue.popleft()
                found[entry.session, entry.number] = match
            else:
                spare[match.partition].append(match)
        for entry in reversed([e for e in ordered if e.partition is None]):
            for left in spare.values():
                if left and self._fits(entry, left[-1]):
                    found[entry.session, entry.number] = left.pop()
                    break
        for entry in (e for e in same if e.place.ends is None):
            self._by_stamp(entry, found, spare)
        return found, [match for left in spare.values() for match in left]

    def _fits(self, entry: JournalEntry, match: Match) -> bool:
        """Whether a matching record can be the send: it is not older."""
        new = match.stamp_ms is None or match.stamp_ms >= entry.place.wall_ms - STEPS_MS
        return new and match.offset >= self._floor(entry, match.partition)

    def _by_stamp(self, entry: JournalEntry, found: dict[Key, Match], spare: Mapping[int, list[Match]]) -> None:
        """Find a send whose floor is only estimated: the record must have the time of the send, or it may be an older one."""
        for partition, left in spare.items():
            if entry.partition not in (None, partition):
                continue
            for match in left:
                if match.stamp_ms is not None and 0 <= match.stamp_ms - entry.place.wall_ms <= STAMPED_MS:
                    found[entry.session, entry.number] = match
                    left.remove(match)
                    return

    def _missing(self, same: list[JournalEntry], after: AfterRead, more: int) -> tuple[LookupResult, Text | None]:
        """Return the result for identical sends that are not all there: NOT_FOUND only if nothing else is possible."""
        partitions = {p for e in same for p in self._partitions(e)}
        if partitions & after.reading.short:
            return LookupResult.LATER, after.reading.why or Text(LATER["short"])
        if self._extent.replicated and any((e.session, e.number) in after.too_recent for e in same):
            return LookupResult.LATER, Text(LATER["too recent"])
        where = [(e, p) for e in same for p in self._partitions(e)]
        for entry, partition in where:
            if any(end > self._floor(entry, partition) for _, end in after.reading.unread.get(partition, ())):
                return LookupResult.INDETERMINATE, self._unread(after, partition)
        if any(after.begins.get(partition, 0) > self._floor(entry, partition) for entry, partition in where):
            return LookupResult.INDETERMINATE, Text(INDETERMINATE["retention"])
        if same[0].key is not None and self._extent.compacted is not False:
            return LookupResult.INDETERMINATE, Text(INDETERMINATE["compacted" if self._extent.compacted else "settings"])
        if any(e.place.ends is None for e in same):
            return LookupResult.INDETERMINATE, Text(INDETERMINATE["alike" if more else "ends"], {"n": more})
        if any(e.place.topic_id is None or self._extent.topic_id is None for e in same):
            return LookupResult.INDETERMINATE, Text(INDETERMINATE["no id"])
        return LookupResult.NOT_FOUND, None

    @staticmethod
    def _unread(after: AfterRead, partition: int) -> Text:
        start, end = after.reading.unread[partition][-1]
        return Text(INDETERMINATE["unread"], {"partition": partition, "first": start, "last": end - 1})

    def _elsewhere(self, entry: JournalEntry) -> Outcome | None:
        """Return what is certain without reading: the topic was recreated or truncated, or has no such partition."""
        then, now = entry.place.topic_id, self._extent.topic_id
        ends = entry.place.ends or {}
        wanted = ends if entry.partition is None else {entry.partition: ends.get(entry.partition, 0)}
        result, why = LookupResult.INDETERMINATE, None
        if then is not None and now is not None and then != now:
            why = Text(INDETERMINATE["recreated"])
        elif entry.partition is not None and entry.partition not in self._extent.ends and then is not None and then == now:
            result, why = LookupResult.NOT_FOUND, Text(INDETERMINATE["no partition"], {"partition": entry.partition})
        elif any(p not in self._extent.ends or self._extent.ends[p] < floor for p, floor in wanted.items()):
            why = Text(INDETERMINATE["truncated" if then is not None and then == now else "recreated"])
        return None if why is None else Outcome(number=entry.number, session=entry.session, result=result, why=why)

    def _partitions(self, entry: JournalEntry) -> Sequence[int]:
        return sorted(self._extent.ends) if entry.partition is None else (entry.partition,)

    def _floor(self, entry: JournalEntry, partition: int) -> int:
        if entry.place.ends is not None:
            return entry.place.ends.get(partition, 0)  # a partition that was added since
        return (self._extent.by_time or {}).get(partition, 0)

    def _height(self, entry: JournalEntry) -> tuple[int, int]:
        """Return a sort key that grows with the floors of a send."""
        return sum(self._floor(entry, p) for p in self._extent.ends), entry.number


def resolved_without_reading(entries: Iterable[JournalEntry]) -> list[Outcome]:
    """Return the outcomes of sends that were not written."""
    return [
        Outcome(
            number=e.number, session=e.session, result=LookupResult.CLOSED_FIRST, why=Text(REFUSED if e.code is Code.REFUSED else CLOSED_FIRST)
        )
        for e in entries
        if e.certainly_not_written
    ]  # fmt: skip


def topic_deleted(entries: Iterable[JournalEntry]) -> list[Outcome]:
    return [
        Outcome(
            number=e.number,
            session=e.session,
            result=LookupResult.INDETERMINATE,
            why=Text(INDETERMINATE["no topic"], {"topic": e.place.topic}),
        )
        for e in entries
    ]


def occupied(outcomes: Iterable[Outcome]) -> dict[int, list[tuple[int, int]]]:
    """Return which offsets belong to the sends of these outcomes, by partition: no other send can have been written there."""
    found: dict[int, list[tuple[int, int]]] = {}
    for outcome in outcomes:
        if outcome.partition is not None and outcome.offset is not None:
            found.setdefault(outcome.partition, []).append((outcome.offset, outcome.offset + 1))
    return found


def _offsets(ranges: Sequence[tuple[int, int]]) -> OffsetSet:
    found = OffsetSet()
    for start, end in ranges:
        found.add(start, end)
    return found
