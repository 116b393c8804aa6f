"""Record batches made by hand, for tests that need no Kafka."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from kafkadesk.core.records import OffsetRange, RecordBatch, encode_headers

BEGIN_MS = 1_795_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One record to make."""

    partition: int = 0
    offset: int = 0
    key: bytes | None = None
    value: bytes | None = b"{}"
    timestamp_ms: int = BEGIN_MS
    headers: tuple[tuple[str, bytes | None], ...] = ()


MADE_BYTES = st.none() | st.binary(max_size=12) | st.text(max_size=12).map(lambda text: text.encode(errors="ignore"))
MADE_RECORDS = st.builds(
    Made,
    partition=st.integers(0, 2**31 - 1),
    offset=st.integers(0, 2**63 - 1),
    timestamp_ms=st.integers(-1, 2**62),
    key=MADE_BYTES,
    value=MADE_BYTES,
    headers=st.lists(st.tuples(st.text(max_size=5).filter(lambda t: t.isprintable()), MADE_BYTES), max_size=3).map(tuple),
)


def batch_of(records: Sequence[Made], topic: str = "test-kafka") -> RecordBatch:
    """Return records as a batch, in the order of arrival."""
    data = bytearray()
    starts, keys, values, headers = array("q"), array("i"), array("i"), array("i")
    for r in records:
        encoded = encode_headers(r.headers)
        starts.append(len(data))
        keys.append(-1 if r.key is None else len(r.key))
        values.append(-1 if r.value is None else len(r.value))
        headers.append(len(encoded))
        data += (r.key or b"") + (r.value or b"") + encoded
    return RecordBatch(
        topic,
        array("i", [r.partition for r in records]),
        array("q", [r.offset for r in records]),
        array("q", [r.timestamp_ms for r in records]),
        array("b", [0] * len(records)),
        keys,
        values,
        headers,
        starts,
        bytes(data),
        tuple(OffsetRange(r.partition, r.offset, r.offset + 1, 1) for r in records),
    )


def run_of(first: int, count: int, *, partition: int = 0, value: bytes = b"{}", topic: str = "test-kafka") -> RecordBatch:
    """Return `count` records of one partition, from offset `first` on."""
    return batch_of([Made(partition=partition, offset=first + i, value=value) for i in range(count)], topic)
