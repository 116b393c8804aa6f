"""Rows of one partition as columns. Without numpy, which takes 0.15 s of processor to load: fetch/bulk.py has it, for what is large."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from kafkadesk.core.records import OffsetRange, RecordBatch, encode_headers

LOG_APPEND = 1  # the library's word for a timestamp that the broker set


@dataclass(slots=True)
class Columns:
    """Rows of one partition, in order. Sizes: -1 for null. data: key, value and encoded headers of each row in turn."""

    partition: int
    leader_epoch: int
    offsets: "array[int]"
    timestamps: "array[int]"
    log_append: "array[int]"
    key_sizes: "array[int]"
    value_sizes: "array[int]"
    header_sizes: "array[int]"
    data: bytes
    ends: "array[int]"  # where each row's part of data ends, counted from `base` (u32)
    base: int = 0

    def __len__(self) -> int:
        return len(self.offsets)

    @classmethod
    def undecoded(cls, partition: int, leader_epoch: int, offsets: "array[int]") -> "Columns":
        """Return rows of which nothing is known but their offsets."""
        none = array("i")
        return cls(partition, leader_epoch, offsets, none, none, none, none, none, b"", array("I", bytes(4 * len(offsets))))

    @property
    def decoded(self) -> bool:
        """Whether more than the offsets is known."""
        return bool(self.key_sizes)

    @property
    def offset(self) -> int:
        """The first row's offset, by the name that the library asks a record for."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """The offset after the last row."""
        return self.offsets[-1] + 1

    def part(self, begin: int, end: int) -> "Columns":
        """Return rows begin..end-1; there must be some."""
        if begin == 0 and end >= len(self):
            return self
        low = self.ends[begin - 1] if begin else self.base
        ends = self.ends[begin:end]
        return Columns(
            self.partition,
            self.leader_epoch,
            self.offsets[begin:end],
            self.timestamps[begin:end],
            self.log_append[begin:end],
            self.key_sizes[begin:end],
            self.value_sizes[begin:end],
            self.header_sizes[begin:end],
            self.data[low - self.base : ends[-1] - self.base],
            ends,
            low,
        )

    def chosen(self, rows: Sequence[int]) -> "Columns":
        """Return these rows, ascending; there must be some."""
        if len(rows) == len(self):
            return self
        pieces = [self.data[(self.ends[i - 1] if i else self.base) - self.base : self.ends[i] - self.base] for i in rows]

        def of(column: "array[int]") -> "array[int]":
            return array(column.typecode, [column[i] for i in rows])

        return Columns(
            self.partition,
            self.leader_epoch,
            of(self.offsets),
            of(self.timestamps),
            of(self.log_append),
            of(self.key_sizes),
            of(self.value_sizes),
            of(self.header_sizes),
            b"".join(pieces),
            array("I", accumulate(map(len, pieces))),
        )

    def first_from(self, offset: int) -> int:
        """Return the first row whose offset is not below this one; len() if there is none."""
        return next((row for row, found in enumerate(self.offsets) if found >= offset), len(self))

    def breaks(self, following: int) -> list[int]:
        """Return the rows before which offsets are left out; `following`: the offset that the first row should have."""
        if self.end - following == len(self):
            return []
        before = chain((following - 1,), self.offsets)
        return [row for row, (last, offset) in enumerate(zip(before, self.offsets, strict=False)) if offset != last + 1]


def of_records(partition: int, leader_epoch: int, records: Sequence[Any]) -> Columns:
    """Return the library's records (there must be some) as columns."""
    keys, values = [r.key for r in records], [r.value for r in records]
    headers = [encode_headers(r.headers) if r.headers else b"" for r in records]
    rows = [b"".join(filter(None, row)) for row in zip(keys, values, headers, strict=True)]
    return Columns(
        partition,
        leader_epoch,
        array("q", [r.offset for r in records]),
        array("q", [-1 if r.timestamp is None else r.timestamp for r in records]),
        array("b", [(r.timestamp_type or 0) == LOG_APPEND for r in records]),
        array("i", [-1 if key is None else len(key) for key in keys]),
        array("i", [-1 if value is None else len(value) for value in values]),
        array("i", map(len, headers)),
        b"".join(rows),
        array("I", accumulate(map(len, rows))),
    )


def joined(topic: str, parts: Sequence[Columns], ranges: tuple[OffsetRange, ...]) -> RecordBatch:
    """Return the parts (there must be some) as one batch."""
    partitions, offsets, timestamps, log_append = array("i"), array("q"), array("q"), array("b")
    key_sizes, value_sizes, header_sizes = array("i"), array("i"), array("i")
    starts = array("I")
    size = 0
    for part in parts:
        partitions.extend(array("i", [part.partition]) * len(part))
        offsets.extend(part.offsets)
        timestamps.extend(part.timestamps)
        log_append.extend(part.log_append)
        key_sizes.extend(part.key_sizes)
        value_sizes.extend(part.value_sizes)
        header_sizes.extend(part.header_sizes)
        starts.append(size)
        by = size - part.base
        starts.extend(part.ends[:-1] if by == 0 else array("I", [end + by for end in part.ends[:-1]]))
        size += len(part.data)
    return RecordBatch(
        topic=topic,
        partitions=partitions,
        offsets=offsets,
        timestamps=timestamps,
        log_append=log_append,
        key_sizes=key_sizes,
        value_sizes=value_sizes,
        header_sizes=header_sizes,
        starts=starts,
        data=parts[0].data if len(parts) == 1 else b"".join([part.data for part in parts]),
        ranges=ranges,
    )
