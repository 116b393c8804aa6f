"""The content of the journal: enough to look for each send in the topic after a crash, but never its payload.

One JSON object a line. `{"sends": …}`: records about to be handed over, with the topic's end offsets before; `{"verdicts": [[number, code,
partition, offset], …]}`: their outcomes; `{"taken": [[bootstrap, cluster, topic, topic id, {partition: ranges}], …]}`: offsets that
belong to sends whose outcome is known, written when the file is rewritten.
An unreadable line (a crash while writing, a lost sector) does not affect the other lines.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.records import encode_headers

HASH_BYTES = 16  # BLAKE2b: two different payloads do not get the same hash in practice
MAX_SENDS = 100_000  # sends without a known outcome; only days of sending to a broken cluster make more


class Code(StrEnum):
    """The outcome of a send in the journal."""

    CONFIRMED = "c"
    REJECTED = "r"
    UNKNOWN = "u"
    CLOSED_FIRST = "x"  # rejected because KafkaDesk was closed: the next start reports it
    REFUSED = "f"  # rejected for another reason while KafkaDesk was closing, so that the user has not seen it
    RESOLVED = "s"  # looked up in the topic, or given up by the user

    @property
    def unreported(self) -> bool:
        """Whether the user has not seen the outcome yet."""
        return self in (Code.UNKNOWN, Code.CLOSED_FIRST, Code.REFUSED)


class Cluster(NamedTuple):
    """The cluster of a send, as far as it was known."""

    bootstrap: str
    cluster_id: str | None

    def same(self, other: "Cluster") -> bool:
        """Whether both are the same: by their ids, or by their addresses if an id is not known."""
        if self.cluster_id is None or other.cluster_id is None:
            return self.bootstrap == other.bootstrap
        return self.cluster_id == other.cluster_id


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPlace:
    """The destination of sends at one moment. ends: next offset of each partition before them; None: not known. wall_ms: since the epoch.

    topic_id: Kafka's ID of this topic, which differs from the ID of a recreated topic of the same name; None: not known.
    """

    topic: str
    bootstrap: str
    cluster_id: str | None
    wall_ms: int
    ends: Mapping[int, int] | None
    topic_id: str | None = None

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.bootstrap, self.cluster_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One send in the journal. key, value, headers: hashes (None: null, or no headers). code: its outcome; None: it has none yet.

    session: numbers are unique only within a session; 0: the current one.
    """

    number: int
    place: JournalPlace
    partition: int | None
    key: str | None
    value: str | None
    headers: str | None
    code: Code | None = None
    session: int = 0

    @property
    def content(self) -> tuple[str | None, str | None, str | None]:
        """The hashes: equal for sends of the same payload."""
        return self.key, self.value, self.headers

    @property
    def certainly_not_written(self) -> bool:
        """Whether it needs no look-up because it was not written."""
        return self.code is Code.CLOSED_FIRST or self.code is Code.REFUSED


def fingerprint(data: bytes | None) -> str | None:
    """Return the hash that stands for a key, value or headers."""
    return None if data is None else hashlib.blake2b(data, digest_size=HASH_BYTES).hexdigest()


def content_of(
    key: bytes | None, value: bytes | None, headers: Sequence[tuple[str, bytes | None]]
) -> tuple[str | None, str | None, str | None]:
    """Return the hashes of a record's parts."""
    return fingerprint(key), fingerprint(value), fingerprint(encode_headers(headers)) if headers else None


def sends_line(records: Sequence[OutgoingRecord], place: JournalPlace) -> dict[str, Any]:
    """Return the line for records of one topic that are about to be handed over."""
    rows: list[list[Any]] = []
    last, hashes = None, content_of(None, None, ())
    for r in records:
        if last is None or r.value is not last.value or r.key is not last.key or r.headers is not last.headers:
            hashes = content_of(r.key, r.value, r.headers)  # else the same content is sent again
        last = r
        rows.append([r.number, r.partition, *hashes])
    return {
        "sends": {
            "topic": place.topic,
            "bootstrap": place.bootstrap,
            "cluster": place.cluster_id,
            "wall_ms": place.wall_ms,
            "topic_id": place.topic_id,
            "ends": None if place.ends is None else {str(p): offset for p, offset in place.ends.items()},
            "rows": rows,
        }
    }


class _Topic(NamedTuple):
    """A topic as it was when something was sent to it."""

    cluster: Cluster
    name: str
    topic_id: str | None


class _Sent:
    """Counts the sends of a topic without a known outcome (open) and those with verdict unknown; taken: offsets of other sends."""

    __slots__ = ("open", "taken", "unknown")

    def __init__(self) -> None:
        self.open = 0
        self.unknown = 0
        self.taken: dict[int, OffsetSet] = {}

    def take(self, partition: int, start: int, end: int) -> None:
        known = self.taken.get(partition)
        if known is None:
            known = self.taken[partition] = OffsetSet()
        known.add(start, end)


class JournalState:
    """The state that the lines of a journal describe: the sends without a known outcome, and the offsets of other sends.

    keeps_taken: remember those offsets also where no send is open, because sends of earlier sessions are not looked up yet.
    """

    def __init__(self) -> None:
        self.damaged = 0  # lines that could not be read
        self.keeps_taken = False
        self._open: dict[int, tuple[_Sent, dict[str, Any], list[Any], Code | None]] = {}
        self._topics: dict[_Topic, _Sent] = {}

    def __len__(self) -> int:
        return len(self._open)

    def read(self, lines: Iterable[str]) -> None:
        for line in lines:
            try:
                self.take(_checked(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                self.damaged += 1

    def take(self, line: Mapping[str, Any]) -> None:
        """Apply one line. Raises ValueError, TypeError, KeyError or AttributeError for an invalid one."""
        match line:
            case {"sends": dict(block)}:
                self._noted(block)
            case {"verdicts": list(verdicts)}:
                for number, code, partition, offset in verdicts:
                    self.resolve(number, Code(code), partition, offset)
            case {"taken": list(taken)}:
                for bootstrap, cluster_id, name, topic_id, partitions in taken:
                    sent = self._sent(_Topic(Cluster(bootstrap, cluster_id), name, topic_id))
                    for partition, ranges in partitions.items():
                        for start, end in ranges:
                            sent.take(int(partition), start, end)
            case _:
                raise ValueError("not a line of a journal")

    def resolve(self, number: int, code: Code, partition: int | None = None, offset: int | None = None) -> bool:
        """Note the outcome of a send; return whether it was open. partition, offset: where it, or an identical one, is."""
        if (known := self._open.get(number)) is None:
            return False
        sent, block, row, before = known
        sent.unknown += (code is Code.UNKNOWN) - (before is Code.UNKNOWN)
        if code.unreported:
            self._open[number] = (sent, block, row, code)
            return True
        del self._open[number]
        sent.open -= 1
        if not sent.open and not self.keeps_taken:
            sent.taken.clear()
        elif partition is not None and offset is not None:
            sent.take(partition, offset, offset + 1)
        return True

    def entries(self) -> list[JournalEntry]:
        """Return the sends whose outcome is unknown or unreported, by number."""
        return [_entry(*known[1:]) for _, known in sorted(self._open.items())]

    def entries_of(self, cluster: Cluster, name: str) -> list[JournalEntry]:
        """Return those that went to any topic of this name."""
        of_topic = {id(sent) for _, sent in self._of(cluster, name)}
        return [_entry(*known[1:]) for _, known in sorted(self._open.items()) if id(known[0]) in of_topic]

    def entry(self, number: int) -> JournalEntry | None:
        known = self._open.get(number)
        return None if known is None else _entry(*known[1:])

    def unknown(self) -> list[tuple[Cluster, str]]:
        """Return the topics of sends whose verdict is unknown."""
        return [(topic.cluster, topic.name) for topic, sent in self._topics.items() if sent.unknown]

    def taken(self, cluster: Cluster, name: str, topic_id: str | None) -> dict[int, tuple[tuple[int, int], ...]]:
        """Return the offsets of sends whose outcome is known, as (start, end), by partition: no other send is there.

        topic_id None: of every topic of this name.
        """
        found: dict[int, tuple[tuple[int, int], ...]] = {}
        for topic, sent in self._of(cluster, name):
            if topic_id is None or topic.topic_id in (None, topic_id):
                for partition, offsets in sent.taken.items():
                    found[partition] = found.get(partition, ()) + offsets.ranges()
        return found

    def keep_taken(self, *, on: bool) -> None:
        """Set keeps_taken; off: forget the offsets of topics without open sends."""
        self.keeps_taken = on
        if not on:
            for sent in self._topics.values():
                if not sent.open:
                    sent.taken.clear()

    def lines(self) -> list[dict[str, Any]]:
        """Return the fewest lines that describe the same state; of more than MAX_SENDS sends the newest."""
        blocks: dict[int, tuple[dict[str, Any], list[list[Any]]]] = {}
        verdicts = []
        for number, (_, block, row, code) in list(self._open.items())[-MAX_SENDS:]:
            blocks.setdefault(id(block), (block, []))[1].append(row)
            if code is not None:
                verdicts.append([number, code, None, None])
        made: list[dict[str, Any]] = [{"sends": {**block, "rows": rows}} for block, rows in blocks.values()]
        taken = [
            [*topic.cluster, topic.name, topic.topic_id, {str(p): offsets.ranges() for p, offsets in sent.taken.items()}]
            for topic, sent in self._topics.items()
            if sent.taken
        ]
        return [*made, *([{"taken": taken}] if taken else []), *([{"verdicts": verdicts}] if verdicts else [])]

    def _noted(self, block: dict[str, Any]) -> None:
        rows = block["rows"]
        head = {name: value for name, value in block.items() if name != "rows"}
        sent = self._sent(_Topic(Cluster(head["bootstrap"], head["cluster"]), head["topic"], head["topic_id"]))
        before = len(self._open)
        self._open.update((row[0], (sent, head, row, None)) for row in rows)
        sent.open += len(self._open) - before

    def _sent(self, topic: _Topic) -> _Sent:
        known = self._topics.get(topic)
        if known is None:
            known = self._topics[topic] = _Sent()
        return known

    def _of(self, cluster: Cluster, name: str) -> list[tuple[_Topic, _Sent]]:
        return [(topic, sent) for topic, sent in self._topics.items() if topic.name == name and topic.cluster.same(cluster)]


def _checked(line: Any) -> Any:
    """Return a line from a file if all of it is valid, so that an invalid line is not applied in part."""
    match line:
        case {"sends": dict(block)}:
            for row in block["rows"]:
                _entry(block, row, None)
        case {"verdicts": list(verdicts)}:
            for number, code, _, _ in verdicts:
                int(number), Code(code)
        case {"taken": list(taken)}:
            for bootstrap, cluster_id, name, topic_id, partitions in taken:
                hash((bootstrap, cluster_id, name, topic_id))
                for partition, ranges in partitions.items():
                    int(partition), [(int(start), int(end)) for start, end in ranges]
    return line


def _entry(block: dict[str, Any], row: list[Any], code: Code | None) -> JournalEntry:
    number, partition, key, value, headers = row
    ends = block["ends"]
    place = JournalPlace(
        topic=str(block["topic"]),
        bootstrap=str(block["bootstrap"]),
        cluster_id=block["cluster"],
        topic_id=block["topic_id"],
        wall_ms=int(block["wall_ms"]),
        ends=None if ends is None else {int(p): int(offset) for p, offset in ends.items()},
    )
    return JournalEntry(number=int(number), place=place, partition=partition, key=key, value=value, headers=headers, code=code)
