"""The rows of a consumer pane for Qt: an adapter over a ring of undecoded batches."""

import time
from array import array
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer, Signal

from kafkadesk.core.groups.revoked_rows import RevokedRows, RowState
from kafkadesk.core.records import Record, RecordBatch
from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.core.rows.ring import MAX_BYTES, MAX_ROWS, Gap, RecordRing
from kafkadesk.core.rows.scan import FoundView, View, changes
from kafkadesk.core.serde.decoder import UTF8, Decoder
from kafkadesk.core.state import PaneState
from kafkadesk.core.text_tools.one_line import record_line
from kafkadesk.models.index import NO_PARENT, Index
from kafkadesk.models.record_row import Row, gap_text, make_row, row_time, shown_text, state_text, time_tooltip, tooltip
from kafkadesk.models.row_finder import Marks, RowFinder

REPAINT_MS = 100
STAGGER_MS = 37  # apart from each other, so that ten panes do not repaint in one turn of the loop
ROWS_CACHED = 512

NumberOf = Callable[[str, int, int], int | None]


class RecordColumn(IntEnum):
    """What a column shows."""

    NUMBER = 0
    TIME = 1
    PARTITION = 2
    OFFSET = 3
    KEY = 4
    VALUE = 5


class RecordTable(QAbstractTableModel):
    """Records, newest first, and at most so many of them. Only rows that are asked for are decoded.

    With a filter they are those that match, or all of them with the matches marked (`only=False`).
    number_of(topic, partition, offset) gives the `#` of our own sends; decoder: what all that is done with rows decodes with. While held, the rows stay as they are and
    what arrives is counted in `waiting`.

    Signals:
        refreshed(moved): paint again; what was in row r is now in row r + moved, without a row signal (none once the ring is full).
        counted(): counters changed; at most ten times a second.
    """

    refreshed = Signal(int)
    counted = Signal()

    def __init__(self, number_of: NumberOf, *, index: int = 0, decoder: Decoder = UTF8, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number_of = number_of
        self.decoder = decoder
        self._ring = RecordRing()
        self.finder = RowFinder(decoder, self)  # knows all rows, as of the last tick, or as they are held
        self.finder.progressed.connect(self._on_found)
        self._view: View = self.finder.base  # those of them that are shown
        self._rows: dict[int, Row] = {}
        self._revoked = RevokedRows()
        self._held = False
        self._gaps = 0
        self._phase_ms = index * STAGGER_MS % REPAINT_MS
        self._ticked_ms = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    # what comes in

    def add_batch(self, batch: RecordBatch) -> None:
        """Take a batch; costs the same whatever it holds."""
        self._ring.add(batch)
        self._soon()

    def add_gap(self, gap: Gap) -> None:
        """Take a row that says what could not be read."""
        self._ring.add(gap)
        self._gaps += 1
        self._soon()

    def update_ownership(self, state: PaneState, committed: Mapping[int, int]) -> None:
        """Take which partitions the pane has now, and what its group has committed: rows of those that were taken are marked."""
        if self._revoked.update(state, committed, self._ring.received):
            self._soon()

    def touch(self) -> None:
        """Have the rows painted again: numbers of our sends became known."""
        self._soon()

    def clear(self) -> None:
        """Forget all rows; the counters go on."""
        self._ring.clear()
        self.finder.base = self._ring.view()
        self.finder.restart(self.finder.filter)
        self._reset()

    def limit(self, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES) -> None:
        """Change how much is kept."""
        self._ring.limit(max_rows, max_bytes)
        self._soon()

    def hold(self, held: bool) -> None:
        """Freeze what is shown, or let it go on."""
        if held != self._held:
            self._held = held
            self._soon()

    def set_filter(self, row_filter: RowFilter | None, *, only: bool = True) -> None:
        """Show the rows that match; or, not only those, have them marked, so that next_match() finds them."""
        if self.finder.begin(row_filter, only=only):
            self._reset()

    def tick(self) -> None:
        """Show what has come in since; called by the model's own timer, at most ten times a second."""
        self._ticked_ms = _now_ms()
        if not self._held:
            self.finder.advance(self._ring.view())
        self._advance(self.finder.shown())
        self.counted.emit()

    # what is known

    @property
    def received(self) -> int:
        """Records that ever arrived."""
        return self._ring.received - self._gaps

    @property
    def dropped(self) -> int:
        """Rows that had to make room for newer ones."""
        return self._ring.dropped

    @property
    def shown(self) -> int:
        """Rows that can be scrolled to."""
        return len(self._view)

    @property
    def waiting(self) -> int:
        """Rows that arrived since what is shown was frozen."""
        return self._ring.received - self.finder.base.end

    @property
    def hidden(self) -> int:
        """Rows that are not shown because they do not match, or have not been looked at yet."""
        return self.finder.total - len(self._view)

    @property
    def held(self) -> bool:
        """Whether what is shown is frozen."""
        return self._held

    def row(self, row: int) -> Row:
        """Return a row ready to be painted."""
        serial = self._view.serial(row)
        found = self._rows.get(serial)
        if found is None:
            if len(self._rows) >= ROWS_CACHED:
                self._rows.clear()
            found = self._rows[serial] = make_row(*self._view.locate(row), self.decoder)
        return found

    def marks(self, row: int) -> Marks:
        """Return where in the key and in the value of a row stands what is looked for."""
        return self.finder.marks(self._view.serial(row), self.row(row))

    def is_match(self, row: int) -> bool:
        """Whether a row is what is looked for, among others that are not."""
        return self.finder.filter is not None and not self.finder.hides and self.finder.place(self._view.serial(row)) is not None

    def next_match(self, row: int | None, step: int) -> int | None:
        """Return the next row that matches, down the table (step 1) or up (-1), from the top or the bottom without a row; round the end."""
        serial = self.finder.next(None if row is None or row >= len(self._view) else self._view.serial(row), step)
        return None if serial is None else self._view.row_of(serial)

    def place(self, row: int) -> int | None:
        """Return which of the matches a row is, the newest being 1; None if it does not match."""
        return self.finder.place(self._view.serial(row)) if row < len(self._view) else None

    def state_of(self, row: int) -> RowState | None:
        """Return what became of a row's partition, if the group has taken it from the pane since."""
        shown = self.row(row)
        return self._revoked.state_of(self._view.serial(row), shown.partition, shown.offset)

    def number(self, row: Row) -> int | None:
        """Return the number of our send that a row is; it may become known after the row."""
        return None if row.reason is not None else self._number_of(row.topic, row.partition, row.offset)

    def record(self, row: int) -> Record | None:
        """Return the whole record of a row; None if the row stands for what could not be read."""
        chunk, i = self._view.locate(row)
        return None if isinstance(chunk, Gap) else chunk.row(i)

    def line(self, row: int) -> str:
        """Return the row as kafka-python's example prints it, for Copy as line."""
        record = self.record(row)
        if record is None:
            return gap_text(self.row(row))
        return record_line(record, self.decoder)

    @property
    def kept(self) -> int:
        """Rows that the pane holds: those that are shown, hidden by a filter, or waiting."""
        return len(self._ring)

    def shown_rows(self) -> View:
        """Return the rows that are shown, as they are now."""
        return self._view

    def kept_rows(self) -> View:
        """Return all rows that the pane holds."""
        return self._ring.view()

    def chosen_rows(self, rows: Iterable[int]) -> View:
        return FoundView(self.finder.base, array("q", sorted(self._view.serial(row) for row in rows)))

    def last(self, count: int) -> list[str]:
        """Return the newest rows in short: "#12 P3:104"."""
        found = []
        for i in range(min(count, len(self._view))):
            row = self.row(i)
            number = self.number(row)
            found.append(f"P{row.partition}:{row.offset}" if number is None else f"#{number} P{row.partition}:{row.offset}")
        return found

    def text(self, row: Row, column: RecordColumn) -> str:
        """Return what a cell says, before it is cut to the width of the column."""
        match column:
            case RecordColumn.NUMBER:
                number = self.number(row)
                return "" if number is None else str(number)
            case RecordColumn.TIME:
                return row_time(row).text
            case RecordColumn.PARTITION:
                return str(row.partition)
            case RecordColumn.OFFSET:
                return str(row.offset)
            case RecordColumn.KEY:
                return shown_text(row.key) if row.reason is None else ""
            case RecordColumn.VALUE:
                return shown_text(row.value) if row.reason is None else gap_text(row)

    # helpers

    def _soon(self) -> None:
        """Tick at the pane's next turn; at once after a pause, so that a single record is not kept waiting."""
        if self._timer.isActive():
            return
        now = _now_ms()
        idle = now - self._ticked_ms >= 2 * REPAINT_MS
        self._timer.start(0 if idle else REPAINT_MS - (now - self._phase_ms) % REPAINT_MS)

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._view = self.finder.shown()
        self.endResetModel()
        self.counted.emit()

    def _on_found(self) -> None:
        """Show the first matches at once, later ones with the next tick."""
        if self.finder.trouble is not None:
            self._reset()  # without the filter, and the pane says why
        elif not len(self._view):
            self.tick()
        else:
            self._soon()

    def _advance(self, new: View) -> None:
        """Show `new`: what only moves is painted again, what is more or less than before is a row signal."""
        old = self._view
        came, below, gone = changes(old, new)
        if below:  # a filter found older rows
            self.beginInsertRows(NO_PARENT, len(old), len(old) + below - 1)
            self._view = new.oldest(len(new) - came)
            self.endInsertRows()
        if gone > came:  # large records took the room of many small ones
            self.beginRemoveRows(NO_PARENT, len(new), len(old) - 1)
            self._view = old.newest(len(new))
            self.endRemoveRows()
        elif came > gone:
            self._view = new.oldest(len(new) - (came - gone))
            self.beginInsertRows(NO_PARENT, 0, came - gone - 1)
            self._view = new
            self.endInsertRows()
        self._view = new
        self.refreshed.emit(min(came, gone))

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._view)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(RecordColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names: Mapping[int, str] = {
            RecordColumn.NUMBER: self.tr("#"),
            RecordColumn.TIME: self.tr("time"),
            RecordColumn.PARTITION: self.tr("part."),
            RecordColumn.OFFSET: self.tr("offset"),
            RecordColumn.KEY: self.tr("key"),
            RecordColumn.VALUE: self.tr("value"),
        }
        return names.get(section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._view):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(self.row(index.row()), RecordColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row(), RecordColumn(index.column()))
        return None

    def _tooltip(self, i: int, column: RecordColumn) -> str | None:
        row = self.row(i)
        match column:
            case RecordColumn.KEY if row.reason is None:
                return tooltip(row.key)
            case RecordColumn.VALUE:
                return tooltip(row.value) if row.reason is None else f"<qt>{escape(gap_text(row))}</qt>"
            case RecordColumn.TIME:
                return time_tooltip(row)
            case RecordColumn.PARTITION | RecordColumn.OFFSET:
                return state_text(self.state_of(i), row.partition)
            case _:
                return None


def _now_ms() -> int:
    return int(time.monotonic() * 1000)
