"""What a filter finds among a pane's rows, as the table and the filter bar ask for it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.core.rows.ring import RingView
from kafkadesk.core.rows.scan import FoundView, View
from kafkadesk.core.rows.search import TooSlowError
from kafkadesk.core.rows.terms import Field
from kafkadesk.core.serde.decoder import DecodedAs, Decoder
from kafkadesk.models.record_row import Row
from kafkadesk.models.row_scan import RowScan

MARKS_CACHED = 512

Spans = Sequence[tuple[int, int]]
Marks = tuple[Spans, Spans]
NO_MARKS: Marks = ((), ())


class RowFinder(QObject):
    """Searches the rows of `base`. With `only` those that match are shown; without, all of them, the matches marked.

    Signals:
        progressed(): more was looked through, or the filter gave up.
    """

    progressed = Signal()

    def __init__(self, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = RingView()
        self._only = True
        self._scan = RowScan(decoder, self)
        self._scan.progressed.connect(self.progressed)
        self._marks: dict[int, Marks] = {}
        self._marking = True

    # what is looked for

    def begin(self, row_filter: RowFilter | None, *, only: bool) -> bool:
        """Look for something else, or for nothing. Return whether what is shown changes with it."""
        changed = row_filter != self._scan.filter or self._scan.trouble is not None
        if not changed and only == self._only:
            return False
        self._only = only
        if changed:
            self.restart(row_filter)
        return True

    def restart(self, row_filter: RowFilter | None) -> None:
        """Forget what was found, and look for this."""
        self._marks.clear()
        self._marking = True
        self._scan.begin(row_filter, self.base)

    def advance(self, base: RingView) -> None:
        """Go on with these rows: some came, some went."""
        self.base = base
        self._scan.advance(base)

    @property
    def filter(self) -> RowFilter | None:
        """What is looked for; None for nothing."""
        return self._scan.filter

    @property
    def trouble(self) -> InputError | None:
        """Why the filter gave up, if it did: all rows are shown then."""
        return self._scan.trouble

    @property
    def hides(self) -> bool:
        """Whether rows that do not match are hidden."""
        return self._only and self._scan.filter is not None and self._scan.trouble is None

    # what is found

    def shown(self) -> View:
        return self._found() if self.hides else self.base

    @property
    def matching(self) -> int:
        return len(self._found())

    @property
    def left(self) -> int:
        """Rows that have not been looked through yet."""
        return self._scan.left(self.base)

    @property
    def total(self) -> int:
        """Rows there are, hidden or not."""
        return len(self.base)

    @property
    def too_large(self) -> int:
        """Rows in which no JSON path was looked for, because they are too large."""
        return self._scan.findings.not_read

    def marks(self, serial: int, row: Row) -> Marks:
        """Return where in the key and in the value of a row stands what is looked for."""
        wanted = self._scan.filter
        if wanted is None or not self._marking:
            return NO_MARKS
        if serial not in self._marks:
            if len(self._marks) >= MARKS_CACHED:
                self._marks.clear()
            pairs = ((Field.KEY, row.key), (Field.VALUE, row.value))
            try:
                key, value = (wanted.marks(field, part.text) if part.kind is DecodedAs.TEXT else () for field, part in pairs)
            except TooSlowError:
                self._marking = False  # rows are painted meanwhile: one that takes long is enough
                return NO_MARKS
            self._marks[serial] = (key, value)
        return self._marks[serial]

    def next(self, serial: int | None, step: int) -> int | None:
        """Return the serial of the next match, older (step 1) or newer (-1), from the newest or oldest without one; round the end."""
        serials = self._found().serials
        if not serials:
            return None
        if serial is None:
            return serials[-1] if step > 0 else serials[0]
        return serials[bisect_left(serials, serial) - 1] if step > 0 else serials[bisect_right(serials, serial) % len(serials)]

    def place(self, serial: int) -> int | None:
        """Return which of the matches a row is, the newest being 1; None if it does not match."""
        row = self._found().row_of(serial)
        return None if row is None else row + 1

    def _found(self) -> FoundView:
        return self._scan.view(self.base)
