"""The reader that makes columns against the library's own, which is the judge: the same rows, the same positions, the same faults."""

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import crc32c
import pytest
from kafka.consumer.fetcher import Fetcher
from kafka.protocol.consumer import IsolationLevel
from kafka.record import MemoryRecords
from kafka.record.default_records import DefaultRecordBatch, DefaultRecordBatchBuilder
from kafka.record.legacy_records import LegacyRecordBatchBuilder
from kafka.structs import TopicPartition

from kafkadesk.transport.fetch import (
    bulk,  # noqa: F401  # loaded: then few rows are enough for it
    reader,
)
from kafkadesk.transport.fetch.columns import Columns, joined
from kafkadesk.transport.fetch.reader import ColumnReader
from kafkadesk.transport.fetch.unreadable import bad_batch

TP = TopicPartition("t", 3)
NONE, GZIP, SNAPPY, LZ4, ZSTD = range(5)
ABORT, COMMIT = b"\x00\x00\x00\x00", b"\x00\x00\x00\x01"
ATTRIBUTES_AT, CRC_AT, LAST_DELTA_AT, COUNT_AT = 21, 17, 23, 57
Row = tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]


class Aborted(NamedTuple):
    """As a fetch response names it."""

    producer_id: int
    first_offset: int


def sealed(batch: bytearray) -> bytes:
    """Give a batch that was changed the checksum of what it holds now."""
    batch[CRC_AT : CRC_AT + 4] = crc32c.crc32c(bytes(batch[ATTRIBUTES_AT:])).to_bytes(4, "big")
    return bytes(batch)


def batch_of(
    base: int,
    rows: Sequence[Row],
    *,
    codec: int = NONE,
    epoch: int = 0,
    producer: int = -1,
    transactional: bool = False,
    control: bool = False,
    by_broker: bool = False,
    kept: Sequence[int] | None = None,
    stamp: int = 1_700_000_000_000,
) -> bytes:
    """Build a batch as a producer and a broker would. kept: the offset deltas that compaction has left, of rows as many."""
    builder = DefaultRecordBatchBuilder(2, codec, int(transactional), producer, 0, 0, 1 << 30)
    deltas = range(len(rows)) if kept is None else kept
    for delta, (key, value, headers) in zip(deltas, rows, strict=True):
        assert builder.append(delta, stamp + delta * 7 - 3, key, value, headers)
    data = bytearray(builder.build())
    data[0:8] = base.to_bytes(8, "big")
    data[12:16] = epoch.to_bytes(4, "big")
    data[ATTRIBUTES_AT + 1] |= 0x20 * control | 0x08 * by_broker
    return sealed(data)


def read(
    kind: type[Any], data: bytes, *, start: int = 0, aborted: Sequence[Aborted] = (), portion: int = 7, committed: bool = True
) -> list[Any]:
    """Return all that a reader tells: its rows, where it goes on after its rows and after each fault, and the batch each fault is about."""
    drained: list[Any] = []
    level = IsolationLevel.READ_COMMITTED if committed else IsolationLevel.READ_UNCOMMITTED
    records = kind(
        start, TP, MemoryRecords(data), isolation_level=level, aborted_transactions=list(aborted), on_drain=drained.append, check_crcs=True
    )
    told: list[Any] = []
    while records:
        try:
            taken = list(records.take(portion))
        except Exception as error:  # noqa: BLE001  # whatever the library raises is compared
            bad = bad_batch(error)
            about = bad and (bad.start, bad.end)
            return [*told, (type(error), error.args, about), records.next_fetch_offset]
        told += [row for part in taken for row in rows_of(part)]
    assert drained == [records]
    return [*told, (records.next_fetch_offset, records.leader_epoch)]


def rows_of(part: Any) -> list[Any]:
    """Return what was taken, record by record."""
    if not isinstance(part, Columns):
        return [(part.offset, part.timestamp, part.timestamp_type or 0, part.key, part.value, tuple(part.headers))]
    batch = joined("t", [part], ())
    rows = [batch.row(i) for i in range(len(batch))]
    assert {row.partition for row in rows} == {TP.partition}
    return [
        (row.offset, -1 if row.timestamp_ms is None else row.timestamp_ms, int(row.log_append_time), row.key, row.value, row.headers)
        for row in rows
    ]


def same(data: bytes, **how: Any) -> list[Any]:
    """Read with both, in bulk and one by one, compare, and return what they told."""
    expected = read(Fetcher.PartitionRecords, data, **how)
    assert read(ColumnReader, data, **how) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "FEW_ROWS", sys.maxsize)
        assert read(ColumnReader, data, **how) == expected
    return expected


def plain(count: int, size: int = 20) -> list[Row]:
    return [(None, b"%0*d" % (size, i), []) for i in range(count)]


def mixed(count: int, seed: int = 1) -> list[Row]:
    """Rows of every shape: nulls, empty ones, long ones, headers."""
    dice = random.Random(seed)
    sizes = (0, 1, 5, 63, 64, 127, 128, 300, 8191, 8192, 20_000)

    def some() -> bytes | None:
        return None if dice.random() < 0.2 else dice.randbytes(dice.choice(sizes))

    def headers() -> list[tuple[str, bytes | None]]:
        return [(dice.choice(("h", "ключ", "n" * 70, "")), some()) for _ in range(dice.choice((0, 0, 0, 1, 3)))]

    return [(some(), some(), headers()) for _ in range(count)]


@pytest.mark.parametrize("codec", [NONE, GZIP, SNAPPY, LZ4, ZSTD])
@pytest.mark.parametrize("rows", [plain(200), mixed(200)], ids=["plain", "mixed"])
def test_every_codec_and_every_shape_of_row(rows: list[Row], codec: int) -> None:
    told = same(batch_of(0, rows, codec=codec) + batch_of(200, rows[:30], codec=codec, by_broker=True), portion=13)
    assert len(told) == 231


def test_a_start_within_a_batch_and_offsets_that_were_compacted_away() -> None:
    left = [1, 2, 5, 60, 61, 62, 63, 64, 65, 90, 200, 9_000, 9_001, 9_002, 9_003, 9_004, 9_005, 9_006]
    data = bytearray(batch_of(100, plain(len(left)), kept=left))
    data[LAST_DELTA_AT : LAST_DELTA_AT + 4] = (9_500).to_bytes(4, "big")  # the last records of the batch are gone
    spoilt = sealed(data) + batch_of(9_601, plain(20))
    for start in (0, 100, 101, 103, 161, 9_106, 9_107, 9_610, 9_620):
        told = same(spoilt, start=start)
        assert [row[0] for row in told[:-1]] == [o for o in [*(100 + d for d in left), *range(9_601, 9_621)] if o >= start]
    assert same(sealed(data), start=9_300) == [(9_601, 0)], "all of it is before the start, and the next fetch is behind it"


def test_transactions_and_their_markers() -> None:
    data = b"".join(
        (
            batch_of(0, plain(20), producer=7, transactional=True),
            batch_of(20, plain(20), producer=8, transactional=True),
            batch_of(40, plain(20)),
            batch_of(60, [(ABORT, b"\x00" * 6, [])], producer=7, transactional=True, control=True),
            batch_of(61, plain(20), producer=7, transactional=True),
            batch_of(81, [(COMMIT, b"\x00" * 6, [])], producer=8, transactional=True, control=True),
            batch_of(82, [(COMMIT, b"\x00" * 6, [])], producer=7, transactional=True, control=True),
        )
    )
    told = same(data, aborted=[Aborted(7, 0)])
    assert [row[0] for row in told[:-1]] == [*range(20, 60), *range(61, 81)]
    assert told[-1][0] == 83, "it goes on behind the markers"
    assert len(same(data, aborted=[Aborted(7, 0)], committed=False)) == 81
    assert same(data[: data.index(batch_of(20, plain(20), producer=8, transactional=True))], aborted=[Aborted(7, 0)])[-1][0] == 20


def test_leaders_that_change_and_formats_of_old() -> None:
    old = LegacyRecordBatchBuilder(1, 0, 100_000)
    for i in range(30):
        old.append(i, 1_600_000_000_000 + i, b"k" if i % 2 else None, b"old %d" % i)
    data = bytes(old.build()) + batch_of(30, plain(40), epoch=2) + batch_of(70, plain(40), epoch=5) + batch_of(110, plain(3), epoch=6)
    told = same(data, portion=50)
    assert len(told) == 114
    assert told[-1][1] == 6


def cut(batch: bytearray) -> bytes:
    """End in the middle of a record."""
    short = batch[:-9]
    short[8:12] = (len(short) - 12).to_bytes(4, "big")
    return sealed(short)


def count_changed(by: int) -> Callable[[bytearray], bytes]:
    def change(batch: bytearray) -> bytes:
        count = int.from_bytes(batch[COUNT_AT : COUNT_AT + 4], "big", signed=True)
        batch[COUNT_AT : COUNT_AT + 4] = (count + by).to_bytes(4, "big", signed=True)
        return sealed(batch)

    return change


def byte_changed(batch: bytearray) -> bytes:
    batch[-3] ^= 0xFF
    return bytes(batch)


def other_codec(batch: bytearray) -> bytes:
    batch[ATTRIBUTES_AT + 1] |= GZIP
    return sealed(batch)


def header_not_utf8(batch: bytearray) -> bytes:
    return sealed(bytearray(bytes(batch).replace(b"name", b"na\xffe")))


@pytest.mark.parametrize(
    "spoil", [cut, count_changed(1), count_changed(-1), count_changed(-100), byte_changed, other_codec, header_not_utf8]
)
@pytest.mark.parametrize("portion", [7, 40, 500])
def test_what_cannot_be_read_is_found_at_the_same_place_with_the_same_words(spoil: Callable[[bytearray], bytes], portion: int) -> None:
    rows: list[Row] = [(None, b"v%d" % i, [("name", b"x")] if i == 25 else []) for i in range(40)]
    marker = batch_of(40, [(COMMIT, b"\x00" * 6, [])], producer=7, transactional=True, control=True)
    spoilt = spoil(bytearray(batch_of(41, rows)))
    assert any(isinstance(one[0], type) for one in same(batch_of(0, rows) + marker + spoilt + batch_of(81, rows), portion=portion))
    same(spoilt, start=41, portion=portion)
    same(spoilt, start=50, portion=portion)


def test_bytes_changed_at_random_are_never_read_otherwise() -> None:
    dice = random.Random(5)
    whole = batch_of(0, [(k, v, h) for k, v, h in mixed(300, seed=3) if len(k or b"") + len(v or b"") < 20])
    head = DefaultRecordBatch.HEADER_STRUCT.size
    assert len(same(whole)) > 40
    regular = 0
    for _ in range(400):
        data = bytearray(whole)
        at = dice.randrange(head, head + 200) if dice.random() < 0.5 else dice.randrange(head, len(data))
        data[at] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        told = same(sealed(data), portion=100)
        regular += not any(isinstance(one[0], type) for one in told)
    assert 50 < regular < 390, "some are whole still, some are not"


def test_whole_batches_are_not_read_record_by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reader is for: also with headers, keys and codecs."""
    data = b"".join(batch_of(i * 100, mixed(100, seed=i), codec=i % 5) for i in range(10))
    expected = read(Fetcher.PartitionRecords, data)

    def record_by_record(self: object) -> None:
        raise AssertionError(self)

    monkeypatch.setattr(DefaultRecordBatch, "__next__", record_by_record)
    assert read(ColumnReader, data) == expected
    assert len(expected) == 1_001


@pytest.mark.parametrize("few", [0, sys.maxsize], ids=["in bulk", "one by one"])
def test_parts_that_are_joined_keep_their_rows(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FEW_ROWS", few)
    rows = mixed(60)
    whole = ColumnReader(3, TP, MemoryRecords(batch_of(0, rows)))
    parts = [part for portion in (5, 1, 20, 31) for part in whole.take(portion)]
    batch = joined("t", parts, ())
    assert [(row.key, row.value, list(row.headers)) for row in (batch.row(i) for i in range(len(batch)))] == rows[3:]


def test_a_consumer_process_loads_numpy_when_there_is_much_to_read() -> None:
    """And of the library only what a consumer needs: each start of a pane pays for the rest."""
    code = """if True:
        import sys
        from kafkadesk.transport.client import lazy_kafka
        lazy_kafka.install()
        import kafkadesk.transport.consumer.worker
        from kafka.record import MemoryRecords
        from kafka.structs import TopicPartition
        from kafkadesk.transport.fetch.reader import ColumnReader
        print(*{"numpy", "kafka.admin", "kafka.producer", "http.client", "kafkadesk.core.state"} & set(sys.modules))
        few, many = (bytes.fromhex(line) for line in sys.stdin)
        for data in (few, many):
            found = list(ColumnReader(0, TopicPartition("t", 0), MemoryRecords(data)).take())
            print(sum(map(len, found)), "numpy" in sys.modules)
    """
    batches = "\n".join(batch_of(0, plain(count)).hex() for count in (reader.MANY_ROWS - 1, reader.MANY_ROWS))
    done = subprocess.run([sys.executable, "-c", code], input=batches, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == f"\n{reader.MANY_ROWS - 1} False\n{reader.MANY_ROWS} True\n", done.stderr
