"""The table of records in a consumer pane. It paints its rows itself: a delegate a cell costs too much at ten panes."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from kafkadesk.core.render import Kind, sequence_span, size_text
from kafkadesk.models.record_table import Column, Index, RecordTable, Row
from kafkadesk.widgets import theme
from kafkadesk.widgets.theme_colors import ThemeColors

VALUE_CHARS = 16  # the value's least width; before it gets less, time goes
KEY_CHARS = 10
VALUE_CHARS_BESIDE_KEY = 30


class RecordView(QTableView):
    """Newest row first. Scrolled away from the top it asks that rows stay as they are.

    Signals:
        chosen(partition, offset): the user selected a row.
        opened(row): the user wants to see the whole record.
        scrolled_away(bool): whether the newest row is out of sight.
    """

    chosen = Signal(str, int, object)  # a C int is too small for an offset
    opened = Signal(int)
    scrolled_away = Signal(bool)

    def __init__(self, model: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._lit: tuple[str, int, int] | None = None
        self._keyed = False
        self._digits = {Column.NUMBER: 2, Column.OFFSET: 4, Column.PARTITION: 1}
        self._away = False
        self._quiet = False  # the current row moves without the user
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Records"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(0)
        header.setStretchLastSection(True)
        model.refreshed.connect(self._on_refreshed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit_font()

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        """Light up this record wherever it is among the rows."""
        self._lit = (topic, partition, offset)
        self.viewport().update()

    def copy_line(self) -> None:
        """Put the selected row on the clipboard, as kafka-python's example prints it."""
        index = self.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self._table.line(index.row()))

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
        index = self.currentIndex()
        if moved and index.isValid():
            self._quiet = True
            to = self._table.index(index.row() + moved, index.column())
            self.setCurrentIndex(to) if to.isValid() else self.clearSelection()
            self._quiet = False
        if self.isVisible():  # a tile shows its last lines instead: nothing is measured for nobody
            self._measure()
            self.viewport().update()

    def _measure(self) -> None:
        """Give columns the width that their newest contents need; never less than before, so that nothing jitters."""
        digits, keyed = dict(self._digits), self._keyed
        seen = self.viewport().height() // self.verticalHeader().defaultSectionSize() + 1  # they are decoded for painting anyway
        for i in range(min(self._table.rowCount(), seen)):
            row = self._table.row(i)
            keyed = keyed or row.key.kind is not Kind.NULL
            for column in digits:
                digits[column] = max(digits[column], len(self._table.text(row, column)))
        if digits != self._digits or keyed != self._keyed:
            self._digits, self._keyed = digits, keyed
            self._arrange()

    def _arrange(self) -> None:
        """Share the width out; where it is short, key goes first, then time."""
        char, pad = self._mono_width, self._pad
        header = self.horizontalHeader().fontMetrics()

        def width(column: Column, chars: int) -> int:
            name = str(self._table.headerData(column, Qt.Orientation.Horizontal))
            return max(round(chars * char), header.horizontalAdvance(name)) + 2 * pad

        widths = {column: width(column, count) for column, count in self._digits.items()}
        widths[Column.TIME] = width(Column.TIME, len("00:00:00.000"))
        room = self.viewport().width() - sum(widths.values())
        time = room >= VALUE_CHARS * char
        room += 0 if time else widths[Column.TIME]
        key = self._keyed and time and room >= (KEY_CHARS + VALUE_CHARS_BESIDE_KEY) * char
        widths[Column.KEY] = max(width(Column.KEY, KEY_CHARS), round(room * 0.22))
        self.setColumnHidden(Column.TIME, not time)
        self.setColumnHidden(Column.KEY, not key)
        for column, size in widths.items():
            self.setColumnWidth(column, size)

    def _fit_font(self) -> None:
        self._mono = theme.mono_font(self.font())
        self._bold = QFont(self._mono)
        self._bold.setBold(True)
        metrics = QFontMetrics(self._mono)
        self._metrics = metrics
        self._mono_width = metrics.horizontalAdvance("0" * 20) / 20
        self._pad = max(4, round(metrics.height() * 0.4))
        height = max(metrics.height(), self.fontMetrics().height()) + max(4, round(metrics.height() * 0.4))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height)
        self.verticalScrollBar().setSingleStep(height)
        self._arrange()

    def _paint_row(self, painter: QPainter, row: Row, number: str, band: QRect, c: ThemeColors) -> None:
        if self._lit == (row.topic, row.partition, row.offset):
            painter.fillRect(band, QColor(c.flash))
        painter.setPen(QColor(c.line))
        painter.drawLine(band.left(), band.bottom(), band.right(), band.bottom())
        header = self.horizontalHeader()
        texts = (
            (Column.NUMBER, number, self._bold, c.strong),
            (Column.TIME, row.time, self._mono, c.muted),
            (Column.PARTITION, str(row.partition), self._mono, c.text),
            (Column.OFFSET, str(row.offset), self._mono, c.text),
        )
        for column, text, font, color in texts:
            if not header.isSectionHidden(column):
                painter.setFont(font)
                painter.setPen(QColor(color))
                painter.drawText(self._cell(column, band), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._mono)
        if not header.isSectionHidden(Column.KEY):
            words = row.key.kind is not Kind.TEXT
            painter.setPen(QColor(c.muted if words else c.text))
            self._draw_cut(painter, self._table.shown_text(row.key), self._cell(Column.KEY, band))
        self._paint_value(painter, row, self._cell(Column.VALUE, band), c)

    def _paint_value(self, painter: QPainter, row: Row, cell: QRect, c: ThemeColors) -> None:
        """Draw the value and its size. Where it is too long and is one of a series, its number is what is shown."""
        if row.reason is not None:
            painter.setPen(QColor(c.bad))
            self._draw_cut(painter, self._table.text(row, Column.VALUE), cell)
            return
        if row.value.kind is not Kind.TEXT:
            painter.setPen(QColor(c.warn if row.value.kind is Kind.BINARY else c.muted))
            self._draw_cut(painter, self._value_words(row), cell)
            return
        size = size_text(row.value.size)
        size_width = round((len(size) + 1) * self._mono_width)
        if cell.width() < 2 * VALUE_CHARS * self._mono_width:  # a narrow column is for the value alone
            size, size_width = "", 0
        room = max(0, cell.width() - size_width)
        fits = int(room / self._mono_width)
        text, span = row.value.text, sequence_span(row.value.text)
        painter.setPen(QColor(c.text))
        x = cell.left()
        if len(text) > fits and span is not None and span[0] > 2:
            start = min(span[0], len(text) - fits + 2)  # as much before it as there is room for
            text, span = "… " + text[start:], (span[0] - start + 2, span[1] - start + 2)
        elif len(text) <= fits or span is None or span[1] > fits:
            span = None
        if span is not None and span[1] <= fits:
            x += self._draw_piece(painter, text[: span[0]], x, cell)
            painter.setFont(self._bold)
            x += self._draw_piece(painter, text[span[0] : span[1]], x, cell)
            painter.setFont(self._mono)
            text = text[span[1] :]
        left = QRect(x, cell.top(), cell.left() + room - x, cell.height())
        x += self._draw_cut(painter, text, left, cut=row.value.cut)
        painter.setPen(QColor(c.muted))
        painter.drawText(QRect(x, cell.top(), size_width, cell.height()), Qt.AlignmentFlag.AlignVCenter, " " + size)

    def _value_words(self, row: Row) -> str:
        if row.value.kind is Kind.NULL:
            return self.tr("null (tombstone)")
        words = self._table.shown_text(row.value)
        return words if row.value.kind is Kind.EMPTY else f"{words} {size_text(row.value.size)}"

    def _draw_piece(self, painter: QPainter, text: str, x: int, cell: QRect) -> int:
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QRect(x, cell.top(), width, cell.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return width

    def _draw_cut(self, painter: QPainter, text: str, cell: QRect, *, cut: bool = False) -> int:
        """Draw what fits, with "…" where something does not; return its width in pixels."""
        if cell.width() <= 0:
            return 0
        some = text[: int(cell.width() / self._mono_width) + 2]  # shaping all of 4 KiB for every row would be slow
        if cut or len(some) < len(text):
            some += "…"
        some = self._metrics.elidedText(some, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter, some)
        return self._metrics.horizontalAdvance(some)

    def _cell(self, column: Column, band: QRect) -> QRect:
        left = self.columnViewportPosition(column)
        return QRect(left + self._pad, band.top(), self.columnWidth(column) - 2 * self._pad + 1, band.height())

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        c = theme.colors()
        viewport = self.viewport().rect()
        painter.fillRect(viewport, QColor(c.card))
        current = self.currentIndex().row() if self.hasFocus() else -1
        first = max(0, self.rowAt(0))
        for i in range(first, self._table.rowCount()):
            band = QRect(0, self.rowViewportPosition(i), viewport.width(), self.rowHeight(i))
            if band.top() > viewport.bottom():
                break
            row = self._table.row(i)
            number = self._table.number(row)
            self._paint_row(painter, row, "" if number is None else str(number), band, c)
            if i == current:
                painter.setPen(QColor(c.accent))
                painter.drawRect(band.adjusted(0, 0, -1, -1))
        painter.end()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and self.hasFocus():
            self._choose(current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as line"), self.copy_line)
        menu.addAction(self.tr("Show record…"), lambda: self.opened.emit(self.currentIndex().row()))
        menu.popup(event.globalPos() + QPoint(1, 1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_font()
        elif event.type() is QEvent.Type.LanguageChange:
            self._arrange()
