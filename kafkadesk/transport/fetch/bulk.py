"""Record batches (Kafka's format v2) -> columns without an object a record.

The library makes some 20 Python objects of each record. Here Python only walks from one record's length to the next one's; the
other fields are read by numpy, for all rows of a group at once. What is not exactly as the format says raises Irregular: the
library's own reader then takes its turn, so that faults are found, and worded, as it does. Imported when there is enough to read.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from kafkadesk.core.records import encode_headers
from kafkadesk.transport.client import library
from kafkadesk.transport.fetch.columns import LOG_APPEND, Columns

Ints = npt.NDArray[np.int64]
VARINT_BITS = 63  # no field of a record is longer


class IrregularError(Exception):
    """Bytes that are not read here."""


def of_batches(partition: int, batches: Sequence[Any]) -> Columns:
    """Return all records of the library's v2 batches, which are unpacked already and of one leader epoch. Raise IrregularError."""
    bodies = [library.batch_body(batch) for batch in batches]
    counts = [batch.records_count for batch in batches]
    body = bytes(bodies[0]) if len(bodies) == 1 else b"".join(bodies)
    bytes_of = np.frombuffer(body, np.uint8)
    try:
        starts = _walked(body, bodies, counts)
        if not len(starts) or bytes_of[starts].any():  # attributes: none are defined
            raise IrregularError("no rows, or attributes")
        deltas, at = _varints(bytes_of, starts + 1)
        offsets, at = _varints(bytes_of, at)
        key_sizes, key_at = _varints(bytes_of, at)
        value_sizes, value_at = _varints(bytes_of, key_at + np.maximum(key_sizes, 0))
        value_ends = value_at + np.maximum(value_sizes, 0)
        header_counts, at = _varints(bytes_of, value_ends)
        headers = _headers(body, header_counts, at) if header_counts.any() else None
        _check(body, bodies, counts, starts=starts, ends=at)
    except (IndexError, ValueError, OverflowError) as error:
        raise IrregularError(str(error)) from error
    header_sizes = array("i", bytes(4 * len(starts)) if headers is None else map(len, headers))
    sizes = np.maximum(key_sizes, 0) + np.maximum(value_sizes, 0) + np.frombuffer(header_sizes, np.int32)
    return Columns(
        partition,
        batches[0].leader_epoch,
        _array("q", np.repeat([batch.base_offset for batch in batches], counts) + offsets),
        _array("q", _timestamps(batches, counts, deltas)),
        _array("b", np.repeat([batch.timestamp_type for batch in batches], counts).astype(np.int8)),
        _array("i", np.maximum(key_sizes, -1).astype(np.int32)),
        _array("i", np.maximum(value_sizes, -1).astype(np.int32)),
        header_sizes,
        _data(body, (key_at, key_sizes), (value_at, value_ends), headers),
        _array("I", np.cumsum(sizes).astype(np.uint32)),
    )


def _walked(body: bytes, bodies: Sequence[memoryview], counts: Sequence[int]) -> Ints:
    """Return where each record begins, behind its length: all that is done a record in Python, so it is spelt out."""
    starts: list[int] = []
    add = starts.append
    at = behind = 0
    for count, part in zip(counts, bodies, strict=True):
        behind += len(part)
        for _ in range(count):
            size = body[at]
            at += 1
            if size > 0x7F:
                byte = body[at]
                at += 1
                size = size & 0x7F | byte << 7
                if byte > 0x7F:
                    size, at = _long(body, at, size & 0x3FFF)
            add(at)
            at += size >> 1
        if at != behind:
            raise IrregularError("the records do not end with their batch")
    return np.array(starts, np.int64)


def _long(body: bytes, at: int, found: int) -> tuple[int, int]:
    """Go on with a varint behind its second byte."""
    for shift in range(14, VARINT_BITS, 7):
        byte = body[at]
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found, at
    raise IrregularError("a number that is too long")


def _check(body: bytes, bodies: Sequence[memoryview], counts: Sequence[int], *, starts: Ints, ends: Ints) -> None:
    """Raise ValueError unless each record ends where the next one's length begins, and no length is negative."""
    behind = np.cumsum([len(part) for part in bodies])
    lasts = np.cumsum(counts) - 1
    lengths_at = np.empty(len(starts), np.int64)  # where each record's length stands
    lengths_at[0], lengths_at[1:] = 0, ends[:-1]
    if (ends[lasts[np.array(counts) > 0]] != behind[np.array(counts) > 0]).any():
        raise ValueError("a batch that does not end with its last record")
    sizes, at = _varints(np.frombuffer(body, np.uint8), lengths_at)
    if (at != starts).any() or (starts + sizes != ends).any():
        raise ValueError("a record that is not as long as it says")


def _varints(data: npt.NDArray[np.uint8], at: Ints) -> tuple[Ints, Ints]:
    """Return the numbers that stand at these places, and the places behind them. Raise IndexError or ValueError."""
    byte = data[at]
    found = (byte & 0x7F).astype(np.int64)
    behind = at + 1
    more = np.flatnonzero(byte > 0x7F)
    shift = 7
    while len(more):
        if shift >= VARINT_BITS:
            raise ValueError("a number that is too long")
        byte = data[behind[more]]
        found[more] |= (byte & 0x7F).astype(np.int64) << shift
        behind[more] += 1
        more = more[byte > 0x7F]
        shift += 7
    return (found >> 1) ^ -(found & 1), behind


def _headers(body: bytes, counts: Ints, at: Ints) -> list[bytes]:
    """Return the headers of each row as a RecordBatch has them; `at` goes behind them. Raise IndexError or ValueError."""
    if (counts < 0).any():
        raise ValueError("a negative number of headers")
    encoded = [b""] * len(counts)
    for row in np.flatnonzero(counts).tolist():
        place, found = int(at[row]), []
        for _ in range(int(counts[row])):
            name, place = _piece(body, place)
            value, place = _piece(body, place)
            if name is None:
                raise ValueError("a header without a name")
            found.append((name.decode(), value))
        encoded[row] = encode_headers(found)
        at[row] = place
    return encoded


def _piece(body: bytes, at: int) -> tuple[bytes | None, int]:
    """Return the bytes that stand behind their length, and the place behind them."""
    size = body[at]
    at += 1
    if size > 0x7F:
        size, at = _long_from(body, at, size & 0x7F)
    if size & 1:
        return None, at
    end = at + (size >> 1)
    if end > len(body):
        raise IndexError("a header that goes on behind its batch")
    return body[at:end], end


def _long_from(body: bytes, at: int, first: int) -> tuple[int, int]:
    byte = body[at]
    found = first | (byte & 0x7F) << 7
    return (found, at + 1) if byte < 0x80 else _long(body, at + 1, found)


def _timestamps(batches: Sequence[Any], counts: Sequence[int], deltas: Ints) -> Ints:
    """Return the records' own timestamps, or the one that the broker gave their batch."""
    by_broker = np.array([batch.timestamp_type == LOG_APPEND for batch in batches])
    base = np.array([batch.max_timestamp if own else batch.first_timestamp for batch, own in zip(batches, by_broker, strict=True)])
    return np.repeat(base, counts) + np.where(np.repeat(by_broker, counts), 0, deltas)


def _data(body: bytes, keys: tuple[Ints, Ints], values: tuple[Ints, Ints], headers: list[bytes] | None) -> bytes:
    """Return key, value and headers of each row in turn, and nothing of what stands between them."""
    key_at, key_sizes = keys
    value_at, value_ends = (places.tolist() for places in values)
    parts: list[Sequence[bytes]] = []
    if (key_sizes > 0).any():
        key_ends = (key_at + np.maximum(key_sizes, 0)).tolist()
        parts.append([body[at:end] for at, end in zip(key_at.tolist(), key_ends, strict=True)])
    parts.append([body[at:end] for at, end in zip(value_at, value_ends, strict=True)])
    if headers is not None:
        parts.append(headers)
    return b"".join(parts[0] if len(parts) == 1 else chain.from_iterable(zip(*parts, strict=True)))


def _array(code: str, values: npt.NDArray[Any]) -> "array[int]":
    return array(code, values.tobytes())
