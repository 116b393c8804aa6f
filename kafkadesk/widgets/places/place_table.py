"""The tables of the places: sorted by a click on a heading, columns as wide as what is in them, or as the user made them."""

from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from kafkadesk.models.column_table import ColumnTable, Tone
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.plain_table import show_rows
from kafkadesk.widgets.base.responsive import Responsive

T = TypeVar("T")
SAMPLE = 50  # rows whose texts say how wide a column is
FEWEST_CHARS, MOST_CHARS = 6, 60


class PlaceTable(Responsive, QTableView, Generic[T]):
    """Signals:
    chosen(name): another thing is selected; None: none.
    """

    chosen = Signal(object)

    def __init__(self, model: ColumnTable[T], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        model.setParent(self)
        self._name: str | None = None
        self._none = ""
        self._own_widths = False
        self._fitting = False
        self.setModel(model)
        self.setItemDelegate(_ToneDelegate(model, self))
        show_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setStretchLastSection(not model.columns[-1].number)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(model.sort_by)
        header.sectionResized.connect(self._on_resized)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._choose_again)
        self.restyle()

    def set_none(self, text: str) -> None:
        """Say this where there is no row."""
        self._none = text
        self.viewport().update()

    def choose(self, name: str | None) -> None:
        """Select a thing by its name."""
        self._name = name
        self._choose_again()

    def name(self) -> str | None:
        """Return the name of what is selected."""
        return self._name

    def item(self) -> T | None:
        """Return what is selected, if it is shown."""
        row = None if self._name is None else self.table.row_of(self._name)
        return None if row is None else self.table.item(row)

    def widths(self) -> list[int]:
        """Return the widths that the user gave the columns; none: the table's own."""
        header = self.horizontalHeader()
        return [header.sectionSize(i) for i in range(header.count())] if self._own_widths else []

    def set_widths(self, widths: list[int]) -> None:
        """Take back what widths() returned."""
        if len(widths) == self.table.columnCount() and all(0 < width < 10_000 for width in widths):
            self._own_widths = True
            self._resize(widths)

    def fit_columns(self) -> None:
        """Give each column the room that its texts need; where that is too much, the widest give way."""
        if self._own_widths:
            return
        bold = self.font()
        bold.setBold(True)
        metrics, count = QFontMetrics(bold), self.table.columnCount()
        pad, least = round(metrics.height() * 1.3), metrics.averageCharWidth() * FEWEST_CHARS
        most = metrics.averageCharWidth() * MOST_CHARS
        items = [self.table.item(row) for row in range(min(SAMPLE, self.table.rowCount()))]
        widths = [
            min(
                most,
                max(
                    [
                        self.horizontalHeader().sectionSizeHint(i),
                        *(metrics.horizontalAdvance(self.table.cell(one, i)) + pad for one in items),
                    ]
                ),
            )
            for i in range(count)
        ]
        over = sum(widths) - self.viewport().width()
        while over > 0 and max(widths) > least:
            widest = widths.index(max(widths))
            cut = min(over, max(1, (widths[widest] - least) // 4 or 1))
            widths[widest] -= cut
            over -= cut
        self._resize(widths)

    def _resize(self, widths: list[int]) -> None:
        self._fitting = True
        last = len(widths) - self.horizontalHeader().stretchLastSection()
        for i, width in enumerate(widths[:last]):
            self.horizontalHeader().resizeSection(i, width)
        self._fitting = False

    def _on_resized(self, column: int, *_: object) -> None:
        if not self._fitting and self.isVisible() and column < self.table.columnCount() - 1:
            self._own_widths = True

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        name = self.table.name_of(current.row()) if current.isValid() else None
        if name is not None and name != self._name:
            self._name = name
            self.chosen.emit(name)

    def _choose_again(self) -> None:
        row = None if self._name is None else self.table.row_of(self._name)
        if row is None:
            self.selectionModel().clear()
        else:
            self.selectRow(row)

    def restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.5))
        self.fit_columns()

    def retranslate(self) -> None:
        self.table.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.table.columnCount() - 1)
        self.fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._none and self.table.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.colors().muted))
            inside = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(inside, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._none)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()


class _ToneDelegate(QStyledItemDelegate):
    """Cells in the colours that say how much they matter, numbers in fixed width."""

    def __init__(self, table: ColumnTable[T], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        tone, c = self._table.tone(index.row(), index.column()), theme.colors()
        color = {Tone.MUTED: c.muted, Tone.GOOD: c.good, Tone.WARN: c.warn, Tone.BAD: c.bad, Tone.STRONG: c.strong}.get(tone, c.text)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(color))
        if self._table.columns[index.column()].number:
            option.font = theme.mono_font(option.font)
        if tone in (Tone.STRONG, Tone.WARN, Tone.BAD):
            option.font.setBold(True)
        option.state &= ~option.state.State_HasFocus
