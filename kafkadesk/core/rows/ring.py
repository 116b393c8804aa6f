"""The newest rows of a pane: whole record batches as they came, never unpacked, in a ring bounded in rows and in bytes."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kafkadesk.core.records import GapKind, RecordBatch
from kafkadesk.core.text import Text

MAX_ROWS = 50_000
MAX_BYTES = 256 * 1024 * 1024
CHUNK_BYTES = 3 * 1024  # what a chunk costs beside its rows: measured, 2.9 KB of views and columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A row that is no record: offsets start..end-1 of a partition have none, or none that could be read."""

    topic: str
    partition: int
    start: int
    end: int
    reason: Text
    kind: GapKind = GapKind.UNREADABLE

    @property
    def nbytes(self) -> int:
        """Memory held, about, in bytes."""
        return CHUNK_BYTES

    def __len__(self) -> int:
        return 1


Chunk = RecordBatch | Gap


@dataclass(frozen=True, slots=True)
class RingView:
    """What a ring held at one moment; what comes later does not change it.

    Every row has a serial, counting all that ever arrived; chunk i begins at starts[i]. Row 0 is the newest.
    """

    chunks: Sequence[Chunk] = ()
    starts: Sequence[int] = ()
    first: int = 0  # serial of the oldest row
    end: int = 0  # serial after the newest row

    def __len__(self) -> int:
        return self.end - self.first

    def serial(self, row: int) -> int:
        return self.end - 1 - row

    def row_of(self, serial: int) -> int | None:
        """Return which row has this serial; None if it is not there."""
        return self.end - 1 - serial if self.first <= serial < self.end else None

    def newest(self, count: int) -> "RingView":
        """Return the view without its oldest rows."""
        return replace(self, first=self.end - count)

    def oldest(self, count: int) -> "RingView":
        """Return the view without its newest rows."""
        return replace(self, end=self.first + count)

    def locate(self, row: int) -> tuple[Chunk, int]:
        """Return the chunk of a row and its place in it."""
        serial = self.serial(row)
        i = bisect_right(self.starts, serial) - 1
        return self.chunks[i], serial - self.starts[i]


class RecordRing:
    """Takes batches, keeps the newest rows. Adding costs the same whatever the batch holds."""

    def __init__(self, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES) -> None:
        self._max_rows = max_rows
        self._max_bytes = max_bytes
        self._chunks: list[Chunk] = []
        self._starts: list[int] = []
        self._first = 0
        self._end = 0
        self._nbytes = 0

    @property
    def received(self) -> int:
        """Rows that ever arrived."""
        return self._end

    @property
    def dropped(self) -> int:
        """Rows that arrived and had to make room."""
        return self._first

    @property
    def nbytes(self) -> int:
        """Memory held, about, in bytes."""
        return self._nbytes

    def __len__(self) -> int:
        return self._end - self._first

    def add(self, chunk: Chunk) -> None:
        """Take a batch whose last row is the newest; the oldest rows make room."""
        if len(chunk) == 0:
            return
        self._chunks.append(chunk)
        self._starts.append(self._end)
        self._end += len(chunk)
        self._nbytes += chunk.nbytes + CHUNK_BYTES
        self._make_room()

    def limit(self, max_rows: int, max_bytes: int) -> None:
        """Change how much is kept."""
        self._max_rows, self._max_bytes = max_rows, max_bytes
        self._make_room()

    def clear(self) -> None:
        """Drop all rows; serials and counters go on."""
        self._chunks, self._starts = [], []
        self._first = self._end
        self._nbytes = 0

    def view(self) -> RingView:
        """Return what is held now; costs a copy of the list of chunks."""
        return RingView(tuple(self._chunks), tuple(self._starts), self._first, self._end)

    def _make_room(self) -> None:
        self._first = max(self._first, self._end - self._max_rows)
        gone, newest = 0, len(self._chunks) - 1  # the newest batch stays, however large
        while gone < newest and (self._starts[gone + 1] <= self._first or self._nbytes > self._max_bytes):
            self._nbytes -= self._chunks[gone].nbytes + CHUNK_BYTES
            gone += 1
            self._first = max(self._first, self._starts[gone])
        if gone:
            del self._chunks[:gone], self._starts[:gone]
