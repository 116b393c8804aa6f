"""What reading a topic says of sends whose outcome is not known: the rules, without the reading."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.journal import Entry, content_of
from kafkadesk.core.ranges import OffsetSet
from kafkadesk.core.records import Record
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

Content = tuple[str | None, str | None, str | None]
Ranges = Mapping[int, Sequence[tuple[int, int]]]


class Finding(Enum):
    """What a look into the topic showed of one send."""

    FOUND = "found"
    NOT_FOUND = "not found"
    COUNTED = "counted"  # of several identical ones some are there: nobody can say which
    GONE = "gone"  # what was written then cannot be read any more
    CUT_OFF = "cut off"  # certainly not written, which needs no look


_CUT_OFF = QT_TRANSLATE_NOOP("core", "It was not written: KafkaDesk was closed before it left this PC.")
_COUNTED = QT_TRANSLATE_NOOP("core", "{there} of {same} identical ones are in the topic.")
_GONE = QT_TRANSLATE_NOOP("core", "It cannot be looked up any more.")
ONE = {
    Finding.FOUND: QT_TRANSLATE_NOOP("core", "It is in the topic: partition {partition}, offset {offset}."),
    Finding.NOT_FOUND: QT_TRANSLATE_NOOP("core", "It is not in the topic: it was not written."),
    Finding.COUNTED: _COUNTED,
    Finding.GONE: _GONE,
    Finding.CUT_OFF: _CUT_OFF,
}
SEVERAL = ONE | {
    Finding.FOUND: QT_TRANSLATE_NOOP("core", "All {same} identical ones are in the topic, one at partition {partition}, offset {offset}."),
    Finding.NOT_FOUND: QT_TRANSLATE_NOOP("core", "None of the {same} identical ones is in the topic: they were not written."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one send. same: identical sends that were looked for; there: how many of those are in the topic.

    more: further records with this content that none of the sends can be, or need be. why: for GONE.
    """

    number: int
    finding: Finding
    partition: int | None = None
    offset: int | None = None
    same: int = 1
    there: int = 0
    more: int = 0
    why: Text | None = None

    def sentence(self) -> Text:
        """Return the outcome in words."""
        if self.why is not None:
            return self.why
        text = (ONE if self.same == 1 else SEVERAL)[self.finding]
        said = Text(text, {"partition": self.partition, "offset": self.offset, "same": self.same, "there": self.there})
        if not self.more:
            return said
        more = Text(QT_TRANSLATE_NOOP("core", "More records with the same content are there: {n}."), {"n": self.more})
        return Text("{said} {more}", {"said": said, "more": more})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What a topic holds now: its oldest and next offsets, by partition. by_time: the first offset since a time before the sends.

    by_time is needed only where the ends before the sends are not known. compacted: a record may be gone because a later one has its key.
    """

    begins: Mapping[int, int]
    ends: Mapping[int, int]
    by_time: Mapping[int, int] | None = None
    compacted: bool = False


class Search:
    """Looks for the sends of one topic among its records: tell it every record from `starts()` to the end, then ask `outcomes()`.

    taken: offsets that belong to other, confirmed sends, by partition.
    """

    def __init__(self, entries: Sequence[Entry], extent: Extent, taken: Ranges) -> None:
        self._extent = extent
        self._taken = {p: _offsets(ranges) for p, ranges in taken.items()}
        self._gone = {e.number: why for e in entries if (why := self._remade(e)) is not None}
        self._wanted: defaultdict[Content, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.number not in self._gone:
                self._wanted[entry.content].append(entry)
        self._places: defaultdict[Content, dict[int, list[int]]] = defaultdict(dict)

    def starts(self) -> dict[int, int]:
        """Return where to begin reading, by partition; only partitions that one of the sends may be in."""
        starts: dict[int, int] = {}
        for entry in (e for same in self._wanted.values() for e in same):
            for partition in self._partitions(entry):
                floor = max(self._floor(entry, partition), self._extent.begins.get(partition, 0))
                starts[partition] = min(starts.get(partition, floor), floor)
        return starts

    def offer(self, record: Record) -> None:
        """Take a record of the topic, in the order of its partition."""
        content = content_of(record.key, record.value, record.headers)
        if content in self._wanted and record.offset not in self._taken.get(record.partition, ()):
            self._places[content].setdefault(record.partition, []).append(record.offset)

    def outcomes(self) -> list[Outcome]:
        """Return what became of each send, by number."""
        made = [Outcome(number=number, finding=Finding.GONE, why=why) for number, why in self._gone.items()]
        for content, same in self._wanted.items():
            made += self._settle(same, self._places.get(content, {}))
        return sorted(made, key=lambda outcome: outcome.number)

    def _settle(self, same: list[Entry], places: dict[int, list[int]]) -> Iterable[Outcome]:
        """Give as many of the identical sends as possible a place each, none before its floor."""
        found: dict[int, tuple[int, int]] = {}
        spare: dict[int, list[int]] = {}
        ordered = sorted(same, key=lambda e: e.number)  # and so by floor: a log only grows
        for partition, offsets in places.items():
            # Of their own partition: each the first place it can have, so that the later ones are left for the others.
            waiting = deque(e for e in ordered if e.partition == partition)
            spare[partition] = []
            for offset in offsets:
                if waiting and offset >= self._floor(waiting[0], partition):
                    found[waiting.popleft().number] = (partition, offset)
                else:
                    spare[partition].append(offset)
        for entry in reversed([e for e in ordered if e.partition is None]):
            for partition, offsets in spare.items():
                if offsets and offsets[-1] >= self._floor(entry, partition):
                    found[entry.number] = (partition, offsets.pop())
                    break
        more = sum(o >= min(self._floor(e, p) for e in same) for p, offsets in spare.items() for o in offsets)
        for entry in same:
            yield self._outcome(entry, found, same=len(same), more=more)

    def _outcome(self, entry: Entry, found: dict[int, tuple[int, int]], *, same: int, more: int) -> Outcome:
        there = len(found)
        if there == same:
            partition, offset = found[entry.number]
            return Outcome(
                number=entry.number, finding=Finding.FOUND, partition=partition, offset=offset, same=same, there=there, more=more
            )
        if any(self._extent.begins.get(p, 0) > self._floor(entry, p) for p in self._partitions(entry)):
            why = QT_TRANSLATE_NOOP("core", "It cannot be looked up any more: the topic has deleted its oldest records since (retention).")
            return Outcome(number=entry.number, finding=Finding.GONE, same=same, there=there, why=Text(why))
        if self._extent.compacted and entry.key is not None:
            why = QT_TRANSLATE_NOOP("core", "It is not in the topic: it was not written, or compaction has removed it since.")
            return Outcome(number=entry.number, finding=Finding.GONE, same=same, there=there, why=Text(why))
        finding = Finding.COUNTED if there else Finding.NOT_FOUND
        return Outcome(number=entry.number, finding=finding, same=same, there=there, more=more)

    def _remade(self, entry: Entry) -> Text | None:
        """Say that this is not the topic of the send any more, if offsets that it had are not there."""
        ends = entry.place.ends or {}
        wanted = ends if entry.partition is None else {entry.partition: ends.get(entry.partition, 0)}
        if all(p in self._extent.ends and self._extent.ends[p] >= floor for p, floor in wanted.items()):
            return None
        return Text(QT_TRANSLATE_NOOP("core", "It cannot be looked up any more: the topic was deleted and made again since."))

    def _partitions(self, entry: Entry) -> Sequence[int]:
        return sorted(self._extent.ends) if entry.partition is None else (entry.partition,)

    def _floor(self, entry: Entry, partition: int) -> int:
        if entry.place.ends is not None:
            return entry.place.ends.get(partition, 0)  # a partition that was added since
        return (self._extent.by_time or {}).get(partition, 0)


def topic_gone(entries: Iterable[Entry]) -> list[Outcome]:
    """Return the outcomes of sends to a topic that is not there any more."""
    why = Text(QT_TRANSLATE_NOOP("core", "It cannot be looked up any more: the topic was deleted."))
    return [Outcome(number=e.number, finding=Finding.GONE, why=why) for e in entries]


def _offsets(ranges: Sequence[tuple[int, int]]) -> OffsetSet:
    found = OffsetSet()
    for start, end in ranges:
        found.add(start, end)
    return found
