"""A batch of records as bytes: a head, then one column after the other, then keys, values and headers of all rows.

The window casts the columns where they lie: no work a record, whatever their number.

Layout, little-endian: HEAD; group and topic as UTF-8; zeros up to a multiple of 8; RANGE times ranges; then for n rows
offsets i64, timestamps i64, partitions i32, key sizes i32, value sizes i32, header sizes i32, starts u32, log append i8;
then the data.
"""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from kafkadesk.core.records import OffsetRange, RecordBatch

HEAD: Final = struct.Struct("<QqIIQhH")  # serial, generation, rows, ranges, bytes of data, bytes of group (-1: none), of topic
RANGE: Final = struct.Struct("<iqqi")
NO_GENERATION: Final = -(2**63)
Code = Literal["q", "i", "I", "b"]
SIZES: Final[dict[Code, int]] = {"q": 8, "i": 4, "I": 4, "b": 1}
COLUMNS: Final[tuple[Code, ...]] = ("q", "q", "i", "i", "i", "i", "I", "b")
ROW: Final = sum(SIZES[code] for code in COLUMNS)
SWAP: Final = sys.byteorder == "big"


def encode_records(batch: RecordBatch, *, group: str | None, generation: int | None, serial: int) -> Iterator[bytes | memoryview]:
    """Return the parts of a frame's body."""
    group_utf8 = b"" if group is None else group.encode()
    topic = batch.topic.encode()
    yield HEAD.pack(
        serial,
        NO_GENERATION if generation is None else generation,
        len(batch),
        len(batch.ranges),
        len(batch.data),
        -1 if group is None else len(group_utf8),
        len(topic),
    )
    yield group_utf8 + topic + bytes(-(HEAD.size + len(group_utf8) + len(topic)) % 8)
    yield b"".join(RANGE.pack(r.partition, r.start, r.end, r.count) for r in batch.ranges)
    columns = (
        batch.offsets,
        batch.timestamps,
        batch.partitions,
        batch.key_sizes,
        batch.value_sizes,
        batch.header_sizes,
        batch.starts,
        batch.log_append,
    )
    for code, column in zip(COLUMNS, columns, strict=True):
        yield _column_bytes(code, column)
    yield batch.data


def decode_records(body: bytes | memoryview) -> tuple[str | None, int | None, int, RecordBatch]:
    """Return group, generation, serial and the batch, which keeps `body` alive. Raise ValueError or struct.error at damage."""
    view = memoryview(body)
    serial, generation, rows, ranges, data_size, group_size, topic_size = HEAD.unpack_from(view)
    at = HEAD.size
    group = None if group_size < 0 else str(view[at : at + group_size], "utf-8")
    at += max(group_size, 0)
    topic = str(view[at : at + topic_size], "utf-8")
    at += topic_size
    at += -at % 8
    if len(view) != at + ranges * RANGE.size + rows * ROW + data_size:
        raise ValueError("the length does not fit the number of rows")
    covered = tuple(OffsetRange(*RANGE.unpack_from(view, at + i * RANGE.size)) for i in range(ranges))
    at += ranges * RANGE.size
    columns: list[Sequence[int]] = []
    for code in COLUMNS:
        size = rows * SIZES[code]
        columns.append(_column(code, view[at : at + size]))
        at += size
    offsets, timestamps, partitions, key_sizes, value_sizes, header_sizes, starts, log_append = columns
    batch = RecordBatch(
        topic=topic,
        partitions=partitions,
        offsets=offsets,
        timestamps=timestamps,
        log_append=log_append,
        key_sizes=key_sizes,
        value_sizes=value_sizes,
        header_sizes=header_sizes,
        starts=starts,
        data=view[at:],
        ranges=covered,
    )
    return group, None if generation == NO_GENERATION else generation, serial, batch


def _column_bytes(code: Code, column: Sequence[int]) -> bytes | memoryview:
    if not SWAP and isinstance(column, array) and column.typecode == code and column:
        return memoryview(column).cast("B")
    values = array(code, column)
    if SWAP:
        values.byteswap()
    return values.tobytes()


def _column(code: Code, raw: memoryview) -> Sequence[int]:
    if not SWAP and raw:  # an empty view cannot be cast
        return raw.cast(code)
    values = array(code, raw.tobytes())
    values.byteswap()
    return values
