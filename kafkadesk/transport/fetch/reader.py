"""What the library fetched -> columns, in place of its own reader, which makes an object of every record: a fifth of its time a record.

It takes the place of Fetcher.PartitionRecords for one consumer, so that fetching, positions, pauses and errors stay the library's.
Which batches are handed out is decided as there, and in the same order (pinned, with the library as the judge, by
tests/unit/fetch/test_column_reader.py).
"""

import logging
import sys
from array import array
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, ClassVar

from kafka.consumer.fetcher import Fetcher
from kafka.errors import CorruptRecordError
from kafka.protocol.consumer import IsolationLevel

from kafkadesk.transport.client import library
from kafkadesk.transport.fetch.columns import Columns, of_records

log = logging.getLogger(__name__)

GROUP_ROWS, GROUP_BYTES = 5_000, 1024 * 1024  # decoded at once
FEW_ROWS = 16  # fewer are read faster one by one
BULK = "kafkadesk.transport.fetch.bulk"
LOAD_ROWS = 10_000  # read one by one in all, or MANY_ROWS at once; then BULK is loaded, which takes as long as reading 25,000 so
MANY_ROWS = 1_000
LEAST_RECORD = 7  # bytes: one for each of its fields
V2 = 2  # the record format since Kafka 0.11


class PolledColumns(list[Columns]):
    """Rows as the library's fetcher handles them: it asks how many there are, and pours them into a list."""

    def __len__(self) -> int:
        return sum(map(len, self))


class ColumnReader(Fetcher.PartitionRecords):  # type: ignore[misc]  # the library has no types
    """Hands out Columns instead of records.

    wanted_in: whether a row in these bytes may be wanted; rows in others are handed out undecoded. None: all are wanted.
    """

    wanted_in: ClassVar[Callable[[bytes], bool] | None] = None
    _left: Columns | None = None  # decoded, and not handed out yet
    _rows_one_by_one: ClassVar[int] = 0  # in this process, of groups of some size

    def take(self, n: int | None = None) -> "PolledColumns":
        """Return up to n rows, of one run of batches; none at the end."""
        self._maybe_raise_next_inline_exception()
        rows = self._left if self._left is not None else next(self.record_iterator, None)
        self._left = None
        if rows is None:
            return PolledColumns()
        many = len(rows) if n is None else min(n, len(rows))
        found = rows.part(0, many)
        self.next_fetch_offset, self.leader_epoch = found.end, found.leader_epoch
        self.records_read += many
        self.bytes_read += len(found.data) + many  # not 0: then the partition's turn would come first again
        if many < len(rows):
            self._left = rows.part(many, len(rows))
            return PolledColumns([found])
        try:  # what follows may be the end, or be passed over: then the position is behind that
            self._left = next(self.record_iterator, None)
        except Exception as error:  # noqa: BLE001  # raised by the next call, as the library does
            self._next_inline_exception = error
        return PolledColumns([found])

    def _unpack_records(self, tp: Any, records: Any, *_deserializers: Any) -> Iterator[Columns]:
        """Yield what is to be shown, decoded in groups. Raise what cannot be read, behind all that can."""
        group = _Group()
        batch = last = skipped = None
        failed: Exception | None = None
        while True:
            wanted = False
            try:
                batch = records.next_batch()
                wanted = batch is not None and self._wanted(tp, batch)
            except Exception as error:  # noqa: BLE001  # raised below, when what came before was handed out
                failed = error
            if batch is None or failed is not None or (wanted and not group.fits(batch)):
                yield from self._decoded(tp, group)
                group = _Group()
            if failed is not None:
                self._behind(skipped)
                raise failed
            if batch is None:
                break
            last = batch
            if wanted:
                group.add(batch, skipped)
            else:
                skipped = batch
        self._behind(last)
        self.drain()

    def _wanted(self, tp: Any, batch: Any) -> bool:
        """Whether a batch is to be shown: then it is unpacked. Raise what is wrong with it."""
        if self.check_crcs and not batch.validate_crc():
            raise CorruptRecordError(f"Record batch for partition {tp} at offset {batch.base_offset} failed crc check")
        if batch.magic < V2:
            return True
        if self.isolation_level == IsolationLevel.READ_COMMITTED and batch.has_producer_id():
            self._consume_aborted_transactions_up_to(batch.last_offset)
            if self._contains_abort_marker(batch):
                self.aborted_producer_ids.discard(batch.producer_id)
            elif self._is_batch_aborted(batch):
                return False
        if batch.is_control_batch:
            return False
        library.uncompress(batch)
        return True

    def _decoded(self, tp: Any, group: "_Group") -> Iterator[Columns]:
        wanted_in = type(self).wanted_in
        if wanted_in is not None and group.dense and not any(wanted_in(bytes(library.batch_body(batch))) for batch in group.batches):
            yield from self._wanted_part(Columns.undecoded(tp.partition, group.batches[0].leader_epoch, group.offsets()))
            return
        if group.rows >= FEW_ROWS and self._reads_in_bulk(group.rows):
            from kafkadesk.transport.fetch.bulk import IrregularError, of_batches  # loads numpy

            try:
                yield from self._wanted_part(of_batches(tp.partition, group.batches))
                return
            except IrregularError as error:
                log.debug("Read one by one: %s", error)
        for batch, skipped in zip(group.batches, group.skipped, strict=True):
            yield from self._one_by_one(tp, batch, skipped)

    @classmethod
    def _reads_in_bulk(cls, rows: int) -> bool:
        """Whether so many rows are worth it, now or together with those before them."""
        cls._rows_one_by_one += rows
        return BULK in sys.modules or rows >= MANY_ROWS or cls._rows_one_by_one >= LOAD_ROWS

    def _one_by_one(self, tp: Any, batch: Any, skipped: Any) -> Iterator[Columns]:
        """Read a batch as the library does; `skipped`: the last one before it that is not shown.

        unreadable.bad_batch() knows the name of this function, and its `tp` and `batch`.
        """
        records: list[Any] = []
        failed: Exception | None = None
        try:
            for record in batch:
                if self.check_crcs and not record.validate_crc():
                    raise CorruptRecordError(f"Record for partition {tp} at offset {record.offset} failed crc check")
                records.append(record)
        except Exception as error:  # noqa: BLE001  # raised below, when what came before was handed out
            failed = error
        if records:
            yield from self._wanted_part(of_records(tp.partition, getattr(batch, "leader_epoch", -1), records))
        if failed is not None:
            self._behind(skipped)
            raise failed

    def _wanted_part(self, rows: Columns) -> Iterator[Columns]:
        """Yield the rows from the offset that was asked for: the first batch may begin before that."""
        begin = rows.first_from(self.fetch_offset)
        if begin < len(rows):
            yield rows.part(begin, len(rows))

    def _behind(self, batch: Any) -> None:
        """Go on behind a batch: its head tells where that is also if its last records were compacted away, or are not shown."""
        if batch is not None and batch.magic == V2:
            self.next_fetch_offset = max(self.next_fetch_offset, batch.next_offset)
            self.leader_epoch = batch.leader_epoch


class _Group:
    """Batches that are decoded together."""

    def __init__(self) -> None:
        self.batches: list[Any] = []
        self.skipped: list[Any] = []  # for each batch the last one before it that is not shown
        self.rows = 0
        self._bytes = 0

    def fits(self, batch: Any) -> bool:
        """Whether one more batch can be decoded together with these."""
        if not self.batches:
            return True
        first = self.batches[0]
        if batch.magic != V2 or first.magic != V2 or first.leader_epoch != batch.leader_epoch:
            return False
        return self.rows + batch.records_count <= GROUP_ROWS and self._bytes + library.batch_size(batch) <= GROUP_BYTES

    @property
    def dense(self) -> bool:
        """Whether there are batches, none of them lacks offsets, and none is too short for its records."""
        return bool(self.batches) and all(
            b.magic == V2
            and 0 < b.records_count == b.last_offset - b.base_offset + 1
            and len(library.batch_body(b)) >= LEAST_RECORD * b.records_count
            for b in self.batches
        )

    def offsets(self) -> "array[int]":
        """Return the offsets of a dense group."""
        return array("q", chain.from_iterable(range(batch.base_offset, batch.last_offset + 1) for batch in self.batches))

    def add(self, batch: Any, skipped: Any) -> None:
        """Take a batch that fits."""
        self.batches.append(batch)
        self.skipped.append(skipped)
        if batch.magic == V2:
            self.rows += batch.records_count
            self._bytes += library.batch_size(batch)
