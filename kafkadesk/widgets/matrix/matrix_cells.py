"""The cells of the matrix: signs that differ in shape, not in colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.delivery import Verdict
from kafkadesk.core.focus import Focus, covers
from kafkadesk.core.ledger.matrix import Cell, CellKind, MatrixColumn, MatrixRow
from kafkadesk.core.records import GapKind
from kafkadesk.models.index import Index
from kafkadesk.models.matrix_table import Fixed, MatrixTable, delay_text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.matrix.matrix_header import MatrixHeader

DOTS_ONLY = 4.1  # of the height of a line, 70 px at 100 %: in narrower columns there is no delay
LEAST = 2.0  # of the height of a line: narrower no column gets; the table scrolls then


@dataclass(frozen=True, slots=True)
class _Line:
    """A message as it is painted. texts: of the first columns; across: of all panes at once, in place of cells."""

    texts: tuple[str, ...]
    across: str
    cells: tuple[Cell, ...]


class _Paints:
    """What one painting needs of colours and columns, made once and not for each cell. boxes: left edge and width inside, by column."""

    def __init__(self, columns: Sequence[MatrixColumn], boxes: Sequence[tuple[int, int]], hues: Sequence[QColor | None]) -> None:
        c = theme.colors()
        self.columns = columns
        self.boxes = boxes
        self.text, self.muted, self.line, self.flash = (QColor(name) for name in (c.text, c.muted, c.line, c.flash))
        self.warn, self.bad, self.accent = (QColor(name) for name in (c.warn, c.bad, c.accent))
        self.hues = [self.muted if hue is None else hue for hue in hues]


class MatrixCells(Responsive, QTableView):
    """Paints what is to be seen and nothing else.

    Signals:
        chosen(topic, partition, offset): the user selected a cell; partition and offset are None where unknown.
    """

    chosen = Signal(str, object, object)

    def __init__(self, model: MatrixTable, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._colors = colors
        self._lit: tuple[str, int | None, int | None] | None = None
        self._pointed: Focus | None = None
        self._picked: tuple[object, MatrixColumn] | None = None  # the message and the pane whose cell was selected
        self._seen: list[_Line] = []
        self._digits = 0
        self.setHorizontalHeader(MatrixHeader(model, colors, self))
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Who got what"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._arrange)
        self.clicked.connect(self._choose)
        self.restyle()

    def refresh(self) -> None:
        """Paint again if anything that is to be seen is different now."""
        digits = max((len(self._table.text(self._table.row(i), Fixed.OFFSET)) for i in range(self._table.rowCount())), default=0)
        if digits != self._digits:
            self._digits = digits
            self._arrange()
        if self.isVisible():
            self.executeDelayedItemsLayout()  # of rows that came: else all are painted again for it, a turn later
            if self._look() != self._seen:
                self.viewport().update()
            self.horizontalHeader().viewport().update()

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        self._lit = (topic, partition, offset)
        self.viewport().update()

    def point(self, focus: Focus | None) -> None:
        """Light up the messages, or the column, of what is pointed at anywhere; None: of nothing."""
        if focus != self._pointed:
            self._pointed = focus
            self.viewport().update()

    def why(self) -> str:
        """Return why the selected cell is as it is; empty without one."""
        if self._picked is None:
            return ""
        message, column = self._picked
        for i in range(self._table.rowCount()):
            if self._key(i) == message and column in self._table.columns():
                return self._table.why(i, column)
        return ""

    # helpers

    def _key(self, row: int) -> tuple[object, ...]:
        """Return what a message is known by: its number, or where it is if it is another program's."""
        message = self._table.row(row)
        return (message.number,) if message.number is not None else (message.topic, message.partition, message.offset)

    def _choose(self, index: Index) -> None:
        if not index.isValid() or index.row() >= self._table.rowCount():
            return
        row, column = self._table.row(index.row()), self._table.column(index.column())
        self._picked = None if column is None else (self._key(index.row()), column)
        self._lit = (row.topic, row.partition, row.offset)
        self.viewport().update()
        self.chosen.emit(row.topic, row.partition, row.offset)

    def _visible(self) -> range:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, self._table.rowCount() if last < 0 else last + 1)

    def _look(self) -> list[_Line]:
        found = []
        for i in self._visible():
            row = self._table.row(i)
            across = self._table.across(row)
            cells = () if across else tuple(self._table.cell(i, column) for column in self._table.columns())
            found.append(_Line(tuple(self._table.text(row, column) for column in Fixed), across, cells))
        return found

    def _arrange(self) -> None:
        """Number, partition and offset take what they need; the panes share the rest."""
        mono, pad = self._mono_metrics, 2 * self._pad
        bold = QFontMetrics(self._bold)
        names = [str(self._table.headerData(c, Qt.Orientation.Horizontal)) for c in Fixed]
        chars = {Fixed.NUMBER: 4, Fixed.PARTITION: 2, Fixed.OFFSET: max(4, self._digits)}
        for column, count in chars.items():
            self.setColumnWidth(column, max(mono.horizontalAdvance("0" * count), bold.horizontalAdvance(names[column])) + pad)
        panes = len(self._table.columns())
        if panes:
            room = self.viewport().width() - sum(self.columnWidth(c) for c in Fixed)
            width = max(round(LEAST * self.fontMetrics().height()), room // panes)
            for i in range(panes):
                self.setColumnWidth(len(Fixed) + i, width)

    def restyle(self) -> None:
        self._mono = theme.mono_font(self.font())
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self._mono_metrics = QFontMetrics(self._mono)
        self._unit = unit = self.fontMetrics().height()
        self._pad = unit // 3
        height = round(unit * 1.35)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().sizeHint().height())
        self._arrange()

    # painting

    def _paints(self) -> _Paints:
        columns = self._table.columns()
        labels = [None if column.group is None else self._table.group_label(column) for column in columns]
        hues = [None if label is None else theme.group_color(self._colors.mark(label)) for label in labels]
        places = range(len(Fixed) + len(columns))
        return _Paints(columns, [(self.columnViewportPosition(n) + self._pad, self.columnWidth(n) - 2 * self._pad) for n in places], hues)

    def _paint_row(self, painter: QPainter, i: int, line: _Line, paints: _Paints) -> None:
        row = self._table.row(i)
        band = QRect(0, self.rowViewportPosition(i), self.viewport().width(), self.rowHeight(i))
        top, height = band.top(), band.height()
        if self._lit is not None or self._pointed is not None:
            self._paint_light(painter, band, row, paints)
        painter.setPen(paints.line)
        painter.drawLine(band.left(), band.bottom(), band.right(), band.bottom())
        foreign = row.number is None
        for fixed, text in zip(Fixed, line.texts, strict=True):
            painter.setFont(self._mono if fixed is Fixed.OFFSET else self._bold if fixed is Fixed.NUMBER and not foreign else self.font())
            painter.setPen(paints.muted if foreign and fixed is Fixed.NUMBER else paints.text)
            left, width = paints.boxes[fixed]
            painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(self.font())
        if line.across:
            left = sum(paints.boxes[Fixed.OFFSET]) + self._pad
            painter.setPen(paints.muted if row.verdict is Verdict.REJECTED else paints.warn)
            painter.drawText(QRect(left, top, band.right() - left, height), Qt.AlignmentFlag.AlignCenter, line.across)
            return
        for n, cell in enumerate(line.cells):
            if cell.kind is not CellKind.BLANK:
                left, width = paints.boxes[len(Fixed) + n]
                self._paint_cell(painter, QRect(left, top, width, height), cell, paints, paints.hues[n])
        if self._picked is not None and self._picked[0] == self._key(i) and self._picked[1] in paints.columns:
            left, width = paints.boxes[len(Fixed) + paints.columns.index(self._picked[1])]
            painter.setPen(paints.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRect(left, top, width, height).adjusted(-2, 1, 2, -2))

    def _paint_light(self, painter: QPainter, band: QRect, row: MatrixRow, paints: _Paints) -> None:
        """Light up the row, or the column, of what was selected or is pointed at."""
        lit = self._lit is not None and self._lit == (row.topic, row.partition, row.offset)
        if lit or covers(self._pointed, row.topic, row.partition, row.offset):
            painter.fillRect(band, paints.flash)
        for column, (left, width) in zip(paints.columns, paints.boxes[len(Fixed) :], strict=True):
            if self._pointed is not None and self._pointed.member == column.pane:
                painter.fillRect(QRect(left - self._pad, band.top(), width + 2 * self._pad, band.height()), paints.flash)

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, paints: _Paints, hue: QColor) -> None:
        radius = self._unit * 0.2
        middle = QPointF(box.center()) + QPointF(0.5, 0.5)
        match cell.kind:
            case CellKind.BLANK:
                return
            case CellKind.OTHERS:
                _disc(painter, middle, radius * 0.35, paints.muted)
            case CellKind.WAITING:
                _ring(painter, middle, radius, QPen(paints.muted, 1.3, Qt.PenStyle.DashLine))
            case CellKind.MISSING:
                painter.setPen(QPen(paints.bad, max(1.5, radius * 0.5)))
                for sign in (1, -1):
                    painter.drawLine(middle + QPointF(-radius, -radius * sign), middle + QPointF(radius, radius * sign))
            case CellKind.UNTOLD:
                painter.setPen(paints.warn)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
            case CellKind.GONE:
                painter.setPen(QPen(paints.warn if cell.gone == GapKind.UNREADABLE else paints.muted, max(1.5, radius * 0.4)))
                painter.drawLine(middle - QPointF(radius * 1.2, 0), middle + QPointF(radius * 1.2, 0))
            case CellKind.RECEIVED | CellKind.UNCOMMITTED:
                self._paint_received(painter, box, cell, paints, hue)

    def _paint_received(self, painter: QPainter, box: QRect, cell: Cell, paints: _Paints, hue: QColor) -> None:
        radius, gap = self._unit * 0.24, self._unit * 0.3
        text, shade = "", paints.muted
        if cell.count > 1:
            text, shade = f"×{cell.count}", paints.warn
        elif cell.delay_ms is not None and box.width() >= DOTS_ONLY * self._unit - 2 * self._pad:
            text = delay_text(cell.delay_ms)
        advance = self.fontMetrics().horizontalAdvance(text) if text else 0
        left = box.left() + max(0.0, (box.width() - 2 * radius - (gap + advance if text else 0)) / 2)
        middle = QPointF(left + radius, box.top() + box.height() / 2)
        if cell.kind is CellKind.RECEIVED:
            _disc(painter, middle, radius, hue)
        else:
            _ring(painter, middle, radius * 0.85, QPen(hue, max(1.5, radius * 0.4)))
        if text:
            painter.setPen(shade)
            room = QRectF(left + 2 * radius + gap, box.top(), advance + 2, box.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(theme.colors().card))
        self._seen = self._look()
        paints = self._paints()
        for i, line in zip(self._visible(), self._seen, strict=True):
            self._paint_row(painter, i, line, paints)
        painter.end()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._choose(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _disc(painter: QPainter, middle: QPointF, radius: float, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(middle, radius, radius)


def _ring(painter: QPainter, middle: QPointF, radius: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)
