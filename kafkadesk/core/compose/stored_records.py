"""Stores the content of the newest sends, so that one can be sent again unchanged."""

from collections import OrderedDict

from kafkadesk.core.compose.fields import Content
from kafkadesk.core.delivery import OutgoingRecord

MAX_RECORDS = 10_000
MAX_BYTES = 32 * 1024 * 1024


class StoredRecords:
    """At most MAX_RECORDS records of MAX_BYTES in all; the oldest are dropped. In memory only, never on disk."""

    def __init__(self, max_records: int = MAX_RECORDS, max_bytes: int = MAX_BYTES) -> None:
        self._max_records = max_records
        self._max_bytes = max_bytes
        self._records: OrderedDict[int, OutgoingRecord] = (
            OrderedDict()
        )  # finding the first key of a plain dict takes longer with each removed one
        self._bytes = 0

    def add(self, record: OutgoingRecord) -> None:
        """Store a record that is about to be sent."""
        self._records[record.number] = record
        self._bytes += record.size
        while len(self._records) > self._max_records or self._bytes > self._max_bytes:
            self._bytes -= self._records.popitem(last=False)[1].size

    def get(self, number: int) -> OutgoingRecord | None:
        """Return the record of this number, if it is still stored."""
        return self._records.get(number)


class Again:
    """Used in place of a plan's Composer: returns the content of an earlier record, without templates."""

    def __init__(self, record: OutgoingRecord) -> None:
        self._content = Content(record.key, record.value, record.headers)

    def make(self, seq: int) -> Content:
        """Return the content, whatever the number of the new send."""
        del seq
        return self._content
