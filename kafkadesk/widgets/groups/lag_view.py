"""Lags: a table with committed offset, position, log end and lag of each partition; how each group's lag goes, drawn and in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.colors import GroupColors, GroupMark
from kafkadesk.core.groups.lag_history import Key, LagHistory, Points, Trend
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.models.lag_table import LagColumn, LagRow, LagTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.cell_paint import CellFonts
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import show_rows
from kafkadesk.widgets.base.responsive import Responsive

BESIDE_CHARS = 105  # narrower, the plot goes below the table
MOST_SAID = 5  # groups whose lag is told in words; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LagLine:
    """A line of the plot. partition: it is one partition's and not a group's sum; faint: another one is looked at."""

    mark: GroupMark
    points: Points
    partition: bool = False
    faint: bool = False


class Plot(Protocol):
    """What draws the lines: lag_plot.LagPlot, which comes later."""

    def set_lines(self, lines: Sequence[LagLine], now: float) -> None:
        """Draw these lines."""


class LagView(Responsive, QWidget):
    """Takes rows and the history of lags, shows them; says so when there is no group. The plot is brought when it is first seen.

    Signals:
        shown(): it has become visible.
    """

    shown = Signal()

    def __init__(self, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = LagTable(render, self)
        self.view = _LagTableView()
        self._colors = colors
        self._chosen: Key | None = None
        self._history: LagHistory | None = None
        self._now = 0.0
        self._rows: Sequence[LagRow] = ()
        self._plot: Plot | None = None
        self._set_up_table(colors)
        self._none = PlainLabel(role="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentences = tuple(PlainLabel(wrap=True) for _ in range(MOST_SAID + 1))
        self._more = PlainLabel(role="muted")
        self._no_plot = PlainLabel(role="muted", wrap=True)
        self._no_plot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._missing = False
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self._lay_out())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.table.modelReset.connect(self._choose_again)
        self.retranslate()
        self.restyle()

    def set_rows(self, rows: Sequence[LagRow]) -> None:
        self.table.set_rows(rows)
        self._rows = rows
        self._layout.setCurrentIndex(1 if rows else 0)

    def set_history(self, history: LagHistory, now: float) -> None:
        """Show how the lags went. now: time.monotonic() seconds."""
        self._history, self._now = history, now
        self._show_trends()

    def set_plot(self, plot: QWidget) -> None:
        """Take the widget that draws the lines, a lag_plot.LagPlot."""
        self._plot = plot  # type: ignore[assignment]  # no class can be both a QWidget and a Protocol for mypy
        self._no_plot.hide()
        self._side_layout.addWidget(plot, 1)

    def no_plot(self) -> None:
        """Say that lines cannot be drawn here; all else works."""
        self._missing = True
        self.retranslate()

    def chosen(self) -> Key | None:
        """Return the partition whose line is shown too."""
        return self._chosen

    def _set_up_table(self, colors: GroupColors) -> None:
        view = self.view
        view.setModel(self.table)
        view.setItemDelegate(_LagDelegate(colors, self.table, view))
        show_rows(view)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(0)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _lay_out(self) -> QWidget:
        side = QWidget()
        self._side_layout = layout = QVBoxLayout(side)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(2)
        for label in (*self._sentences, self._more):
            label.hide()
            layout.addWidget(label)
        layout.addWidget(self._no_plot, 1)
        self._body = body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.addWidget(self.view)
        body.addWidget(side)
        body.setStretchFactor(0, 3)
        body.setStretchFactor(1, 2)
        return body

    def _on_chosen(self) -> None:
        rows = self.view.selectionModel().selectedRows()
        self._chosen = self.table.row(rows[0].row()).key if rows else None
        self._show_trends()

    def _choose_again(self) -> None:
        """Select the row that was selected, wherever it is now."""
        place = None if self._chosen is None else self.table.place(self._chosen)
        if place is not None:
            self.view.selectRow(place)
        else:
            self._chosen = None

    def _show_trends(self) -> None:
        history = self._history
        if history is None or not self.isVisible():
            return
        groups = history.groups()
        sums = {group: history.of_group(group) for group in groups}
        chosen = self._chosen if self._chosen is not None and self._chosen[0] in sums else None
        said = [(group, self.tr("{name}: {words}"), self._trend(history.trend_of_group(group), group)) for group in sums][:MOST_SAID]
        lines = [LagLine(mark=self._colors.mark(group), points=points, faint=chosen is not None) for group, points in sums.items()]
        if chosen is not None:
            points = history.of_partition(chosen)
            lines.append(LagLine(mark=self._colors.mark(chosen[0]), points=points, partition=True))
            said.append((chosen[0], self.tr("- - P{partition} of {name}: {words}"), self._trend(history.trend(points), *chosen)))
        for label in self._sentences[len(said) :]:
            label.hide()
        new_protocol = {row.group for row in self._rows if row.new_protocol}
        for label, (group, form, trend) in zip(self._sentences, said, strict=False):
            shown = self.tr("{group} (new consumer protocol)").format(group=group) if group in new_protocol else group
            text = form.format(name=one_line(shown), words=render(trend.words()), partition=0 if chosen is None else chosen[2])
            label.setText(text)
            color = theme.group_color(self._colors.mark(group)).name()
            if label.property("hue") != color:
                label.setProperty("hue", color)
                label.setStyleSheet(f"color: {color}; font-weight: bold;")
            label.show()
        self._more.setVisible(len(groups) > MOST_SAID)
        if len(groups) > MOST_SAID:
            self._more.setText(self.tr("and {n} more groups").format(n=len(groups) - MOST_SAID))
        if self._plot is not None:
            self._plot.set_lines(lines, self._now)

    def _trend(self, trend: Trend, *key: str | int) -> Trend:
        """Return a trend with what the rows of a group, or of one partition, tell beside it."""
        rows = [row for row in self._rows if row.key[: len(key)] == key]
        return replace(trend, deleted=sum(row.deleted for row in rows), held=sum(row.held for row in rows))

    def retranslate(self) -> None:
        self._none.setText(self.tr("No group yet: lag is between a group's commits and the log end."))
        self.view.setAccessibleName(self.tr("Lag"))
        self.view.fit_columns()
        self._no_plot.setText(
            self.tr("Lines cannot be drawn: the Python package pyqtgraph is missing. Install it with: pip install pyqtgraph")
            if self._missing
            else self.tr("The plot is being loaded…")
        )
        self._show_trends()

    def restyle(self) -> None:
        self.view.fit_columns()
        self.view.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.4))
        self._show_trends()

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * BESIDE_CHARS
        self._body.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


class _LagTableView(QTableView):
    """Each column has room for its heading, and the same share of what is left. Escape takes the selection back."""

    def fit_columns(self) -> None:
        """Give the columns their widths."""
        header = self.horizontalHeader()
        needed = [header.sectionSizeHint(i) for i in range(header.count())]
        left = self.viewport().width() - sum(needed)
        for i, width in enumerate(needed):
            share = left // len(needed) if left > 0 else left * width // sum(needed)
            header.resizeSection(i, width + share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)


class _LagDelegate(QStyledItemDelegate):
    """Groups in their colour, numbers in fixed width, a lag that is not 0 stands out.

    Hundreds of cells change five times a second: what they are painted with is kept from one time to the next.
    """

    def __init__(self, colors: GroupColors, table: LagTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._colors = colors
        self._table = table
        self._fonts: dict[str, CellFonts] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        c, row, column = theme.colors(), self._table.row(index.row()), index.column()
        fonts = self._fonts.get(option.font.key())
        if fonts is None:
            fonts = self._fonts[option.font.key()] = CellFonts(option.font)
        font, color = fonts.mono if column >= LagColumn.COMMITTED else fonts.plain, QColor(c.text)
        if column == LagColumn.GROUP:
            font, color = fonts.bold, theme.group_color(self._colors.mark(row.group))
        elif column >= LagColumn.LAG and row.lag:
            font, color = fonts.mono_bold, QColor(c.warn)
        pad = option.fontMetrics.height() // 3
        cell = option.rect.adjusted(pad, 0, -pad, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(c.accent_soft))
        painter.setPen(QColor(c.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setFont(font)
        painter.setPen(color)
        text = str(self._table.data(index))
        if column < LagColumn.COMMITTED or len(text) * fonts.digit > cell.width():  # numbers change, and nearly all of them fit
            text = fonts.fitting(text, cell.width(), font)
        alignment = self._table.data(index, Qt.ItemDataRole.TextAlignmentRole)
        assert isinstance(alignment, Qt.AlignmentFlag)
        painter.drawText(cell, alignment, text)
        painter.restore()
