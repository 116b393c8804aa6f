"""What a record is, and a batch of them as it travels from a consumer process to the window."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADER_LENGTH = struct.Struct("<i")
NO_TIMESTAMP = -1


@dataclass(frozen=True, slots=True)
class Record:
    """One Kafka record, exactly as the broker keeps it: key and value are bytes, None is null.

    timestamp_ms: milliseconds since the epoch, None when the record has none; log_append_time: set by the broker.
    """

    topic: str
    partition: int
    offset: int
    timestamp_ms: int | None
    log_append_time: bool
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()


class GapKind(StrEnum):
    """Why offsets of a partition have no record to show. The values are those of exported rows."""

    UNREADABLE = "unreadable"
    DELETED = "deleted"  # by retention
    TRUNCATED = "truncated"  # by another leader
    RECREATED = "remade"  # the topic was deleted and recreated
    ABORTED = "aborted"  # a transaction's records, with its marker
    MARKER = "marker"  # the end of a transaction
    COMPACTED = "compacted"

    @property
    def normal(self) -> bool:
        """Whether nothing is missing that was ever there to be shown: counted, and no row of its own."""
        return self in (GapKind.MARKER, GapKind.COMPACTED)

    @property
    def restarts(self) -> bool:
        """Whether the same offsets are other records from then on."""
        return self in (GapKind.TRUNCATED, GapKind.RECREATED)


@dataclass(frozen=True, slots=True)
class OffsetRange:
    """Offsets start..end-1 of a partition, of which `count` were records (fewer where the log has gaps)."""

    partition: int
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """Rows of one topic as columns of equal length; bytes stay undecoded until a row is asked for.

    timestamps: NO_TIMESTAMP for none. key_sizes, value_sizes: -1 for null. starts: where row i begins in `data`, which holds
    key, value and encoded headers of each row in turn. ranges: what the rows cover, in the order of arrival.
    """

    topic: str
    partitions: Sequence[int]
    offsets: Sequence[int]
    timestamps: Sequence[int]
    log_append: Sequence[int]
    key_sizes: Sequence[int]
    value_sizes: Sequence[int]
    header_sizes: Sequence[int]
    starts: Sequence[int]
    data: bytes | memoryview
    ranges: tuple[OffsetRange, ...]

    def __len__(self) -> int:
        return len(self.offsets)

    @property
    def nbytes(self) -> int:
        """Memory held by the rows, in bytes: data and 38 bytes of columns a row."""
        return len(self.data) + 38 * len(self.offsets)

    def row(self, i: int) -> Record:
        """Return row i as a Record; copies its bytes."""
        key, value, stamp = self.key(i), self.value(i), self.timestamps[i]
        return Record(
            topic=self.topic,
            partition=self.partitions[i],
            offset=self.offsets[i],
            timestamp_ms=None if stamp == NO_TIMESTAMP else stamp,
            log_append_time=bool(self.log_append[i]),
            key=None if key is None else bytes(key),
            value=None if value is None else bytes(value),
            headers=self.headers(i),
        )

    def key(self, i: int) -> bytes | memoryview | None:
        """Return the bytes of row i's key; None for null."""
        at, size = self.starts[i], self.key_sizes[i]
        return None if size < 0 else self.data[at : at + size]

    def value(self, i: int) -> bytes | memoryview | None:
        """Return the bytes of row i's value; None for null."""
        at, size = self.starts[i] + max(self.key_sizes[i], 0), self.value_sizes[i]
        return None if size < 0 else self.data[at : at + size]

    def headers(self, i: int) -> tuple[tuple[str, bytes | None], ...]:
        at = self.starts[i] + max(self.key_sizes[i], 0) + max(self.value_sizes[i], 0)
        return decode_headers(self.data[at : at + self.header_sizes[i]])


def encode_headers(headers: Iterable[tuple[str, bytes | None]]) -> bytes:
    """Encode headers, duplicates and order kept: size and UTF-8 name, then size (-1: null) and value, for each."""
    parts = []
    for name, value in headers:
        raw = name.encode()
        parts += [HEADER_LENGTH.pack(len(raw)), raw]
        parts += [HEADER_LENGTH.pack(-1)] if value is None else [HEADER_LENGTH.pack(len(value)), value]
    return b"".join(parts)


def decode_headers(data: bytes | memoryview) -> tuple[tuple[str, bytes | None], ...]:
    found: list[tuple[str, bytes | None]] = []
    at = 0
    while at < len(data):
        (size,) = HEADER_LENGTH.unpack_from(data, at)
        at += 4
        name = bytes(data[at : at + size]).decode()
        at += size
        (size,) = HEADER_LENGTH.unpack_from(data, at)
        at += 4
        found.append((name, None if size < 0 else bytes(data[at : at + size])))
        at += max(size, 0)
    return tuple(found)
