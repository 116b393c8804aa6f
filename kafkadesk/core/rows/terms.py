"""What one word of a row filter asks of a row, answered for many undecoded rows at once: bytes are searched before anything is decoded."""

import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from kafkadesk.core.records import RecordBatch
from kafkadesk.core.rows.json_path import JsonPath
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.rows.search import REGEX_LIMIT_S, Expression, Literal, Search
from kafkadesk.core.serde.decoder import DecodedAs, Decoder, Part, is_utf8


class Field(Enum):
    """Where a word is looked for."""

    ANY = "any"
    KEY = "key"
    VALUE = "value"
    HEADER = "header"


class Term(Protocol):
    """One condition. cost: cheap ones are asked first."""

    @property
    def cost(self) -> int:
        """How dear a row is, in comparison."""

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        """Return those of these rows (ascending) for which the condition holds."""

    def holds_for_gap(self, gap: Gap) -> bool:
        """Whether it holds for offsets that have no record."""

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Give where in a shown key or value stands what was looked for."""


@dataclass(frozen=True, slots=True)
class Words:
    """Looks for something in key, value and headers, or in one of them. name: only in headers of this name (lower case)."""

    search: Search
    field: Field = Field.ANY
    name: str | None = None

    @property
    def cost(self) -> int:
        """Bytes are searched quickly, expressions are not."""
        return 50 if isinstance(self.search, Expression) else 10

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        """Return the rows in which it was found."""
        if not rows:
            return []
        deadline, exact = time.perf_counter() + REGEX_LIMIT_S, decoder.exact(batch.topic)
        found: Iterable[int] = rows
        if isinstance(self.search, Literal) and self.search.raw is not None and exact:
            found = _candidates(batch, rows, (self.search.raw, *self.search.escapes))
        return [i for i in found if self._in_row(batch, i, decoder, exact, deadline)]

    def holds_for_gap(self, gap: Gap) -> bool:
        """A gap has no text: nobody knows what was there."""
        del gap
        return False

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Give where it stands in a shown key or value."""
        return self.search.spans(text) if self.field in (Field.ANY, field) else ()

    def _in_row(self, batch: RecordBatch, i: int, decoder: Decoder, exact: bool, deadline: float) -> bool:
        find, field = self.search.found_in, self.field
        in_key = batch.key_sizes[i] >= 0 and (field is Field.ANY or field is Field.KEY)
        if in_key and find(_searched(batch, i, Part.KEY, decoder, exact), deadline):
            return True
        in_value = batch.value_sizes[i] >= 0 and (field is Field.ANY or field is Field.VALUE)
        if in_value and find(_searched(batch, i, Part.VALUE, decoder, exact), deadline):
            return True
        if field is Field.KEY or field is Field.VALUE or not batch.header_sizes[i]:
            return False
        for name, value in batch.headers(i):
            if self.name is None and find(name.encode(), deadline):
                return True
            if value is None or self.name not in (None, name.lower()):
                continue
            if find(decoder.decode(value, batch.topic, Part.HEADER).searched, deadline):
                return True
        return False


def _candidates(batch: RecordBatch, rows: Sequence[int], needles: Iterable[bytes]) -> list[int]:
    """Return the rows in whose bytes a needle stands, be it across the border of two fields: one search for all of them."""
    first, last = rows[0], rows[-1]
    base = batch.starts[first]
    data = bytes(batch.data[base : _end(batch, last)]).lower()
    found: set[int] = set()
    for needle in needles:
        at = data.find(needle)
        while at >= 0:
            i = bisect_right(batch.starts, base + at, first, last + 1) - 1
            end = _end(batch, i) - base
            if at + len(needle) <= end:
                found.add(i)
                at = data.find(needle, max(end, at + 1))
            else:
                at = data.find(needle, at + 1)
    return sorted(found.intersection(rows))


def _end(batch: RecordBatch, i: int) -> int:
    return batch.starts[i] + max(batch.key_sizes[i], 0) + max(batch.value_sizes[i], 0) + batch.header_sizes[i]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Partitions, or offsets, within ranges: both ends belong to it."""

    ranges: tuple[tuple[int, int], ...]
    offsets: bool

    @property
    def cost(self) -> int:
        """Nothing is read but a column."""
        return 1

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        """Return the rows within a range."""
        column = batch.offsets if self.offsets else batch.partitions
        if len(self.ranges) == 1:
            low, high = self.ranges[0]
            return [i for i in rows if low <= column[i] <= high]
        return [i for i in rows if any(low <= column[i] <= high for low, high in self.ranges)]

    def holds_for_gap(self, gap: Gap) -> bool:
        """Whether the gap is in one of the partitions, or touches one of the ranges of offsets."""
        first, last = (gap.start, gap.end - 1) if self.offsets else (gap.partition, gap.partition)
        return any(first <= high and last >= low for low, high in self.ranges)

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Nothing: its column says it all."""
        del field, text
        return ()


class Kind(Enum):
    """What `is:` can ask for."""

    TOMBSTONE = "tombstone"
    EMPTY = "empty"
    BINARY = "binary"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Is:
    """What sort of row it is."""

    kind: Kind

    @property
    def cost(self) -> int:
        """Only binary needs the value."""
        return 20 if self.kind is Kind.BINARY else 1

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        match self.kind:
            case Kind.TOMBSTONE:
                return [i for i in rows if batch.value_sizes[i] < 0]
            case Kind.EMPTY:
                return [i for i in rows if batch.value_sizes[i] == 0]
            case Kind.BINARY:
                return [i for i in rows if _is_binary(batch, i, decoder)]
            case Kind.GAP:
                return []

    def holds_for_gap(self, gap: Gap) -> bool:
        del gap
        return self.kind is Kind.GAP

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Nothing: all of the value is meant."""
        del field, text
        return ()


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON path in the value."""

    path: JsonPath
    marked: Callable[[str], Iterable[tuple[int, int]]]

    @property
    def cost(self) -> int:
        """The dearest: the value is parsed."""
        return 100

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        """Return the rows whose value has what the path asks for."""
        exact = decoder.exact(batch.topic)
        return [i for i in rows if batch.value_sizes[i] > 0 and self.path.holds(_searched(batch, i, Part.VALUE, decoder, exact))]

    def holds_for_gap(self, gap: Gap) -> bool:
        """A gap has no value."""
        del gap
        return False

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Give where the last name of the path stands."""
        return self.marked(text) if field is Field.VALUE else ()


@dataclass(frozen=True, slots=True)
class Not:
    """All rows but those of a term."""

    term: Term

    @property
    def cost(self) -> int:
        """The same as without the not."""
        return self.term.cost

    def select(self, batch: RecordBatch, rows: Sequence[int], decoder: Decoder) -> list[int]:
        out = set(self.term.select(batch, rows, decoder))
        return [i for i in rows if i not in out]

    def holds_for_gap(self, gap: Gap) -> bool:
        return not self.term.holds_for_gap(gap)

    def marks(self, field: Field, text: str) -> Iterable[tuple[int, int]]:
        """Nothing: what is shown is what it does not occur in."""
        del field, text
        return ()


def _searched(batch: RecordBatch, i: int, part: Part, decoder: Decoder, exact: bool) -> bytes:
    """Return the text of a row's key or value as UTF-8. exact: the bytes are that."""
    data = batch.key(i) if part is Part.KEY else batch.value(i)
    if exact:
        return bytes(data or b"")
    return decoder.decode(data, batch.topic, part, batch.headers(i)).searched


def _is_binary(batch: RecordBatch, i: int, decoder: Decoder) -> bool:
    data = batch.value(i)
    if data is None or decoder.exact(batch.topic):
        return data is not None and not is_utf8(data)
    return decoder.decode(data, batch.topic, Part.VALUE, batch.headers(i)).kind is DecodedAs.BINARY
