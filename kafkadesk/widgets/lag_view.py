"""The table of lags: group, partition, who has it, committed offset, log end, lag."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kafkadesk.core.colors import GroupColors
from kafkadesk.models.lag_table import LagColumn, LagRow, LagTable
from kafkadesk.widgets import theme
from kafkadesk.widgets.labels import PlainLabel


class LagView(QWidget):
    """Takes rows, shows them; says so when there is no group."""

    def __init__(self, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = LagTable(self)
        self.view = QTableView()
        self.view.setModel(self.table)
        self.view.setItemDelegate(_LagDelegate(colors, self.table, self.view))
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Lag"))
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.horizontalHeader().setHighlightSections(False)
        self._none = PlainLabel(role="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self.view)
        self._words()
        self._fit_font()

    def feed(self, rows: Sequence[LagRow]) -> None:
        """Show these rows."""
        self.table.feed(rows)
        self._layout.setCurrentWidget(self.view if rows else self._none)

    def _words(self) -> None:
        self._none.setText(self.tr("No group yet: lag is between a group's commits and the log end."))

    def _fit_font(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.4))

    # Qt's

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_font()
        elif event.type() is QEvent.Type.LanguageChange:
            self._words()


class _LagDelegate(QStyledItemDelegate):
    """Groups in their colour, numbers in fixed width, a lag that is not 0 stands out."""

    def __init__(self, colors: GroupColors, table: LagTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._colors = colors
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        c, row, column = theme.colors(), self._table.row(index.row()), LagColumn(index.column())
        font = theme.mono_font(option.font) if column >= LagColumn.COMMITTED else option.font
        color = QColor(c.text)
        if column is LagColumn.GROUP:
            color = theme.group_color(self._colors.mark(row.group))
            font.setBold(True)
        elif column is LagColumn.LAG and row.lag:
            color = QColor(c.warn)
            font.setBold(True)
        pad = option.fontMetrics.height() // 3
        cell = option.rect.adjusted(pad, 0, -pad, 0)
        painter.save()
        painter.setPen(QColor(c.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setFont(font)
        painter.setPen(color)
        alignment = self._table.data(index, Qt.ItemDataRole.TextAlignmentRole)
        assert isinstance(alignment, Qt.AlignmentFlag)
        text = painter.fontMetrics().elidedText(str(self._table.data(index)), Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, alignment, text)
        painter.restore()
