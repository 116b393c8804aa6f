"""What the journal holds of each send: enough to look for it in the topic after a crash, and never what was in it.

One JSON object a line. `{"sends": …}`: records about to be handed over, with the topic's end offsets before; `{"verdicts": [[number, code,
partition, offset], …]}`: what became of them; `{"taken": …}`: offsets that belong to confirmed sends, kept when the file is written anew.
A line that cannot be read (a crash in the middle of it, a lost sector) costs itself and no other.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.ranges import OffsetSet
from kafkadesk.core.records import encode_headers

HASH_BYTES = 16  # BLAKE2b: two different payloads with one hash are not met with
KEPT = 100_000  # sends without a known outcome; more would be a broken cluster that is sent to for days


class Code(StrEnum):
    """What the journal says of a send after its first line."""

    CONFIRMED = "c"
    REJECTED = "r"
    UNKNOWN = "u"
    CUT_OFF = "x"  # rejected because KafkaDesk was closed: the next start says so
    SETTLED = "s"  # looked up in the topic, or given up by the user


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where sends of one moment go. ends: next offset of each partition before them; None: not known. wall_ms: since the epoch."""

    topic: str
    bootstrap: str
    cluster_id: str | None
    wall_ms: int
    ends: Mapping[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One send in the journal. key, value, headers: hashes (None: null, or no headers). cut_off: certainly not written."""

    number: int
    place: Place
    partition: int | None
    key: str | None
    value: str | None
    headers: str | None
    cut_off: bool = False

    @property
    def content(self) -> tuple[str | None, str | None, str | None]:
        """What two sends of the same payload have in common."""
        return self.key, self.value, self.headers


def fingerprint(data: bytes | None) -> str | None:
    """Return the hash that stands for a key, value or headers."""
    return None if data is None else hashlib.blake2b(data, digest_size=HASH_BYTES).hexdigest()


def content_of(
    key: bytes | None, value: bytes | None, headers: Sequence[tuple[str, bytes | None]]
) -> tuple[str | None, str | None, str | None]:
    """Return the hashes of a record's parts."""
    return fingerprint(key), fingerprint(value), fingerprint(encode_headers(headers)) if headers else None


def sends_line(records: Sequence[OutgoingRecord], place: Place) -> dict[str, Any]:
    """Return the line for records of one topic that are about to be handed over."""
    return {
        "sends": {
            "topic": place.topic,
            "bootstrap": place.bootstrap,
            "cluster": place.cluster_id,
            "wall_ms": place.wall_ms,
            "ends": None if place.ends is None else {str(p): offset for p, offset in place.ends.items()},
            "rows": [[r.number, r.partition, *content_of(r.key, r.value, r.headers)] for r in records],
        }
    }


class _Topic:
    """How many sends of a topic have no known outcome; which of its offsets belong to confirmed ones, while there are any."""

    __slots__ = ("open", "taken")

    def __init__(self) -> None:
        self.open = 0
        self.taken: dict[int, OffsetSet] = {}

    def take(self, partition: int, start: int, end: int) -> None:
        known = self.taken.get(partition)
        if known is None:
            known = self.taken[partition] = OffsetSet()
        known.add(start, end)


class JournalState:
    """What the lines of a journal amount to: the sends without a known outcome, and which offsets belong to others."""

    def __init__(self) -> None:
        self.damaged = 0  # lines that could not be read
        self._open: dict[int, tuple[_Topic, dict[str, Any], list[Any], Code | None]] = {}
        self._topics: dict[str, _Topic] = {}

    def __len__(self) -> int:
        return len(self._open)

    def read(self, lines: Iterable[str]) -> None:
        """Take lines as they stand in a file."""
        for line in lines:
            try:
                self.take(_checked(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                self.damaged += 1

    def take(self, line: Mapping[str, Any]) -> None:
        """Take one line. Raises ValueError, TypeError, KeyError or AttributeError for one that is none."""
        match line:
            case {"sends": dict(block)}:
                self._noted(block)
            case {"verdicts": list(verdicts)}:
                for number, code, partition, offset in verdicts:
                    self.settle(number, Code(code), partition, offset)
            case {"taken": dict(taken)}:
                for topic, partitions in taken.items():
                    for partition, ranges in partitions.items():
                        for start, end in ranges:
                            self._topics.setdefault(topic, _Topic()).take(int(partition), start, end)
            case _:
                raise ValueError("not a line of a journal")

    def settle(self, number: int, code: Code, partition: int | None = None, offset: int | None = None) -> bool:
        """Note what became of a send; return whether it is one that was open."""
        if (known := self._open.get(number)) is None:
            return False
        topic, block, row, _ = known
        if code is Code.UNKNOWN or code is Code.CUT_OFF:
            self._open[number] = (topic, block, row, code)
            return True
        del self._open[number]
        topic.open -= 1
        if not topic.open:
            topic.taken.clear()
        elif partition is not None and offset is not None:
            topic.take(partition, offset, offset + 1)
        return True

    def entries(self) -> list[Entry]:
        """Return the sends without a known outcome, and those that were cut off at the exit, by number."""
        return [_entry(*known[1:]) for _, known in sorted(self._open.items())]

    def entry(self, number: int) -> Entry | None:
        """Return one of them."""
        known = self._open.get(number)
        return None if known is None else _entry(*known[1:])

    def taken(self, topic: str) -> dict[int, tuple[tuple[int, int], ...]]:
        """Return the offsets of confirmed sends, as (start, end), by partition: what is there belongs to no open send."""
        known = self._topics.get(topic)
        return {} if known is None else {partition: offsets.ranges() for partition, offsets in known.taken.items()}

    def lines(self) -> list[dict[str, Any]]:
        """Return the fewest lines that amount to the same; of more than KEPT sends the newest."""
        blocks: dict[int, tuple[dict[str, Any], list[list[Any]]]] = {}
        verdicts = []
        for number, (_, block, row, code) in list(self._open.items())[-KEPT:]:
            blocks.setdefault(id(block), (block, []))[1].append(row)
            if code is not None:
                verdicts.append([number, code, None, None])
        made: list[dict[str, Any]] = [{"sends": {**block, "rows": rows}} for block, rows in blocks.values()]
        taken = {topic: {str(p): ranges for p, ranges in self.taken(topic).items()} for topic, known in self._topics.items() if known.taken}
        return [*made, *([{"taken": taken}] if taken else []), *([{"verdicts": verdicts}] if verdicts else [])]

    def _noted(self, block: dict[str, Any]) -> None:
        rows = block["rows"]
        head = {name: value for name, value in block.items() if name != "rows"}
        topic = self._topics.setdefault(head["topic"], _Topic())
        before = len(self._open)
        self._open.update((row[0], (topic, head, row, None)) for row in rows)
        topic.open += len(self._open) - before


def _checked(line: Any) -> Any:
    """Return a line from a file if everything in it makes sense, so that nothing is taken of one that does not."""
    match line:
        case {"sends": dict(block)}:
            for row in block["rows"]:
                _entry(block, row, None)
        case {"verdicts": list(verdicts)}:
            for number, code, _, _ in verdicts:
                int(number), Code(code)
    return line


def _entry(block: dict[str, Any], row: list[Any], code: Code | None) -> Entry:
    number, partition, key, value, headers = row
    ends = block["ends"]
    place = Place(
        topic=str(block["topic"]),
        bootstrap=str(block["bootstrap"]),
        cluster_id=block["cluster"],
        wall_ms=int(block["wall_ms"]),
        ends=None if ends is None else {int(p): int(offset) for p, offset in ends.items()},
    )
    return Entry(number=int(number), place=place, partition=partition, key=key, value=value, headers=headers, cut_off=code is Code.CUT_OFF)
