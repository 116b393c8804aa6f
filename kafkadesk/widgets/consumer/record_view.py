"""The table of records in a consumer pane. It paints its rows itself: a delegate a cell costs too much at ten panes."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kafkadesk.core.focus import Focus, covers
from kafkadesk.core.serde.decoder import DecodedAs
from kafkadesk.models.index import Index
from kafkadesk.models.record_row import Row
from kafkadesk.models.record_table import RecordColumn, RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.plain_table import show_rows
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.consumer.record_paint import VALUE_CHARS, RowPainter
from kafkadesk.widgets.consumer.record_pictures import RowLook, RowPictures

KEY_CHARS = 10
TIME_CHARS = 12  # without the date, or without the clock
VALUE_CHARS_BESIDE_KEY, VALUE_CHARS_BESIDE_DATE = 30, 40


class RowRanges:
    """Rows of a table, by first and last of each stretch: Ctrl+A selects 50,000, and nobody counts them one by one."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.ranges = sorted(ranges)

    def __len__(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self.ranges)

    def __contains__(self, row: int) -> bool:
        return any(top <= row <= bottom for top, bottom in self.ranges)

    def __iter__(self) -> Iterator[int]:
        return (row for top, bottom in self.ranges for row in range(top, bottom + 1))


class RecordView(Responsive, QTableView):
    """Newest row first. Scrolled away from the top it asks that rows stay as they are.

    Signals:
        chosen(topic, partition, offset): the user selected a row.
        opened(row): the user wants to see the whole record.
        menu_requested(QPoint): a menu for the selected rows, at this place on the screen.
        scrolled_away(bool): whether the newest row is out of sight.
    """

    chosen = Signal(str, int, object)  # a C int is too small for an offset
    opened = Signal(int)
    scrolled_away = Signal(bool)
    menu_requested = Signal(QPoint)

    def __init__(self, model: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._lit: tuple[str, int, int] | None = None
        self._pointed: Focus | None = None
        self._keyed = False
        self._digits = {RecordColumn.NUMBER: 2, RecordColumn.TIME: TIME_CHARS, RecordColumn.OFFSET: 4, RecordColumn.PARTITION: 1}
        self._measured: dict[int, Row] = {}
        self._away = False
        self._quiet = False  # the current row moves without the user
        self.setModel(model)
        show_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Records"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(0)
        header.setStretchLastSection(True)
        model.refreshed.connect(self._on_refreshed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.restyle()

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        """Light up this record wherever it is among the rows."""
        self._lit = (topic, partition, offset)
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Select a row and scroll to it; it is lit up wherever it is shown."""
        index = self._table.index(row, 0)
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._choose(index)

    def selected_rows(self) -> RowRanges:
        selection = self.selectionModel().selection()
        return RowRanges((one.top(), one.bottom()) for one in (selection.at(i) for i in range(selection.size())))

    def point(self, focus: Focus | None) -> None:
        """Light up the records of what is pointed at anywhere; None: of nothing."""
        if focus != self._pointed:
            self._pointed = focus
            self.viewport().update()

    def columns(self) -> dict[RecordColumn, tuple[int, int]]:
        """Return where the columns that are shown have room for text, and how much."""
        shown = [column for column in RecordColumn if not self.isColumnHidden(column)]
        return {c: (self.columnViewportPosition(c) + self._pad, self.columnWidth(c) - 2 * self._pad + 1) for c in shown}

    # helpers

    def _choose(self, index: Index) -> None:
        if index.isValid() and index.row() < self._table.rowCount():
            row = self._table.row(index.row())
            self._lit = (row.topic, row.partition, row.offset)
            self.chosen.emit(row.topic, row.partition, row.offset)
            self.viewport().update()

    def _on_scrolled(self, value: int) -> None:
        away = value > 0
        if away != self._away:
            self._away = away
            self.scrolled_away.emit(away)

    def _on_refreshed(self, moved: int) -> None:
        if moved:
            self._quiet = True
            self._move_selection(moved)
            self._quiet = False
        if self.isVisible():  # a tile shows its last lines instead: nothing is measured for nobody
            self._measure()
            self.executeDelayedItemsLayout()  # of rows that came or went: else Qt paints all of them again for it, a turn later
            self.viewport().update()

    def _move_selection(self, moved: int) -> None:
        table, last = self._table, len(RecordColumn) - 1
        rows, current, moving = table.rowCount(), self.currentIndex(), self.selectionModel()
        selection = QItemSelection()
        for top, bottom in self.selected_rows().ranges:
            if top + moved < rows:
                selection.select(table.index(top + moved, 0), table.index(min(bottom + moved, rows - 1), last))
        moving.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        to = table.index(current.row() + moved, current.column()) if current.isValid() else current
        moving.setCurrentIndex(to, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _measure(self) -> None:
        """Give columns the width that their newest contents need; never less than before, so that nothing jitters."""
        digits, keyed = dict(self._digits), self._keyed
        seen = self.viewport().height() // self.verticalHeader().defaultSectionSize() + 1  # they are decoded for painting anyway
        rows = [self._table.row(i) for i in range(min(self._table.rowCount(), seen))]
        for row in rows:
            if id(row) in self._measured and self._table.number(row) is None:
                continue
            keyed = keyed or row.key.kind is not DecodedAs.NULL
            for column in digits:
                digits[column] = max(digits[column], len(self._table.text(row, column)))
        self._measured = {id(row): row for row in rows}
        if digits != self._digits or keyed != self._keyed:
            self._digits, self._keyed = digits, keyed
            self._arrange()

    def _arrange(self) -> None:
        """Share the width out; where it is short, the key is hidden first or dated times are shortened, then times are hidden."""
        char, pad = self._mono_width, self._pad
        header = self.horizontalHeader().fontMetrics()

        def width(column: RecordColumn, chars: int) -> int:
            name = str(self._table.headerData(column, Qt.Orientation.Horizontal))
            return max(round(chars * char), header.horizontalAdvance(name)) + 2 * pad

        widths = {column: width(column, count) for column, count in self._digits.items()}
        room = self.viewport().width() - sum(widths.values())
        if room < VALUE_CHARS_BESIDE_DATE * char:
            room += widths[RecordColumn.TIME]
            widths[RecordColumn.TIME] = width(RecordColumn.TIME, TIME_CHARS)
            room -= widths[RecordColumn.TIME]
        time = room >= VALUE_CHARS * char
        room += 0 if time else widths[RecordColumn.TIME]
        key = self._keyed and time and room >= (KEY_CHARS + VALUE_CHARS_BESIDE_KEY) * char
        widths[RecordColumn.KEY] = max(width(RecordColumn.KEY, KEY_CHARS), round(room * 0.22))
        self.setColumnHidden(RecordColumn.TIME, not time)
        self.setColumnHidden(RecordColumn.KEY, not key)
        for column, size in widths.items():
            self.setColumnWidth(column, size)

    def restyle(self) -> None:
        self._mono = theme.mono_font(self.font())
        metrics = QFontMetrics(self._mono)
        self._mono_width = metrics.horizontalAdvance("0" * 20) / 20
        self._pad = max(4, round(metrics.height() * 0.4))
        self._pictures = RowPictures(RowPainter(self._table, self._mono), max(3, self._pad // 2))
        height = max(metrics.height(), self.fontMetrics().height()) + max(4, round(metrics.height() * 0.4))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height)
        self.verticalScrollBar().setSingleStep(height)
        self._arrange()

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight: what looks as it did the last time is a picture since then, and is only copied."""
        painter = QPainter(self.viewport())
        c, bottom = theme.colors(), self.viewport().rect().bottom()
        painter.fillRect(self.viewport().rect(), QColor(c.card))
        current = self.currentIndex().row() if self.hasFocus() else -1
        first, selected = max(0, self.rowAt(0)), self.selected_rows()
        top, height, width = self.rowViewportPosition(first), self.verticalHeader().defaultSectionSize(), self.viewport().width()
        self._pictures.begin(self.columns(), width, height, self.devicePixelRatioF())
        for i in range(first, self._table.rowCount()):
            if top > bottom:
                break
            row = self._table.row(i)
            lit = self._lit == (row.topic, row.partition, row.offset) or covers(self._pointed, row.topic, row.partition, row.offset)
            look = RowLook(
                lit=lit,
                selected=len(selected) > 1 and i in selected,
                match=self._table.is_match(i),
                current=i == current,
                number=self._table.number(row),
                state=self._table.state_of(i),
                marks=self._table.marks(i),
            )
            self._pictures.draw(painter, top, row, look)
            top += height
        self._pictures.end()
        painter.end()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and self.hasFocus():
            self._choose(current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if not index.isValid():
            return
        if index.row() not in self.selected_rows():
            self.setCurrentIndex(index)
        self.menu_requested.emit(event.globalPos() + QPoint(1, 1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retranslate(self) -> None:
        self._pictures.forget()
        self._arrange()
