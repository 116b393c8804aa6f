"""The content of the newest sends, so that one can be sent again exactly as it was."""

from collections import OrderedDict

from kafkadesk.core.compose.fields import Content
from kafkadesk.core.delivery import OutgoingRecord

MAX_RECORDS = 10_000
MAX_BYTES = 32 * 1024 * 1024


class StoredRecords:
    """At most KEPT records of KEPT_BYTES in all; the oldest make room. In memory only: nothing of it reaches a disk."""

    def __init__(self, max_records: int = MAX_RECORDS, max_bytes: int = MAX_BYTES) -> None:
        self._max_records = max_records
        self._max_bytes = max_bytes
        self._records: OrderedDict[int, OutgoingRecord] = OrderedDict()  # a plain one searches for its first through all that were let go
        self._bytes = 0

    def add(self, record: OutgoingRecord) -> None:
        """Keep a record that is about to be sent."""
        self._records[record.number] = record
        self._bytes += record.size
        while len(self._records) > self._max_records or self._bytes > self._max_bytes:
            self._bytes -= self._records.popitem(last=False)[1].size

    def get(self, number: int) -> OutgoingRecord | None:
        """Return the record of this number, if it is still kept."""
        return self._records.get(number)


class Again:
    """Stands where a plan's Composer does: makes the very content of an earlier record, and no template of it."""

    def __init__(self, record: OutgoingRecord) -> None:
        self._content = Content(record.key, record.value, record.headers)

    def make(self, seq: int) -> Content:
        """Return the content, whatever the number of the new send."""
        del seq
        return self._content
