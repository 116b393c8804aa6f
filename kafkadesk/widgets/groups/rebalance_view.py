"""The timeline of rebalances: newest first, with its cause, how long it took and what moved; one that is selected is told in words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.groups.rebalance_rows import RebalanceRow
from kafkadesk.models.rebalance_table import RebalanceColumn, RebalanceTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import show_rows
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.groups.rebalance_axis import RebalanceAxis

TOLD_BELOW = (RebalanceColumn.GENERATION, RebalanceColumn.MOVED, RebalanceColumn.PAUSED)  # without them where there is no room
WIDE = 100  # characters
FIXED = (RebalanceColumn.TIME, RebalanceColumn.NOTICED, RebalanceColumn.STABLE, RebalanceColumn.GENERATION, RebalanceColumn.PAUSED)


class RebalanceView(Responsive, QWidget):
    """Takes its model.

    Signals:
        selected(row): the user selected a RebalanceRow; None: none any more.
        flow_requested(row): show this one, before and after, in the flow view.
        export_requested(file): write all of them; the ending says how, .json or .csv.
    """

    selected = Signal(object)
    flow_requested = Signal(object)
    export_requested = Signal(str)

    def __init__(self, model: RebalanceTable, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        self.view = QTableView()
        self.view.setModel(model)
        self.view.setItemDelegate(_RebalanceDelegate(colors, model, self.view))
        show_rows(self.view)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.told = PlainLabel(role="muted", wrap=True)
        self.show_flow, self.export = QPushButton(), QPushButton()
        self._none = PlainLabel(role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body, self._foot, self._drawn = QStackedWidget(), QFrame(), QWidget()
        self.axis = RebalanceAxis()
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._on_selected)
        model.dataChanged.connect(self._show_story)
        model.modelReset.connect(self._on_rows)
        model.rowsInserted.connect(self._on_rows)
        self.view.doubleClicked.connect(self._request_flow)
        self.axis.picked.connect(self._on_picked)
        self.axis.opened.connect(self._request_flow)
        self.show_flow.clicked.connect(self._request_flow)
        self.export.clicked.connect(self._ask_file)
        self.retranslate()
        self.restyle()
        self._on_rows()

    def chosen(self) -> RebalanceRow | None:
        """Return the row that is selected."""
        index = self.view.currentIndex()
        return self.table.row(index.row()) if index.isValid() and index.row() < self.table.rowCount() else None

    def _lay_out(self) -> None:
        header = self.view.horizontalHeader()
        for column in RebalanceColumn:
            mode = QHeaderView.ResizeMode.Fixed if column in FIXED else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        theme.set_role(self._foot, "footer")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(8, 4, 8, 4)
        foot.addWidget(self.told, 1)
        for button in (self.show_flow, self.export):
            theme.set_role(button, "flat")
            foot.addWidget(button)
        self._body.addWidget(self._none)
        drawn = QVBoxLayout(self._drawn)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setSpacing(0)
        drawn.addWidget(self.axis)
        drawn.addWidget(self.view, 1)
        self._body.addWidget(self._drawn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._foot)

    def _on_rows(self, *_: object) -> None:
        any_row = self.table.rowCount() > 0
        self._body.setCurrentWidget(self._drawn if any_row else self._none)
        self._foot.setVisible(any_row)
        self._show_story()

    def _on_picked(self, row: int) -> None:
        self.view.selectRow(row)
        self.view.scrollTo(self.table.index(row, 0))

    def _on_selected(self, *_: object) -> None:
        self._show_story()
        self.selected.emit(self.chosen())

    def _show_story(self, *_: object) -> None:
        row = self.chosen()
        self.axis.set_rows([(r, self.table.story(r)) for r in self.table.rows()], None if row is None else row.key)
        self.told.setText(self.tr("Select one to see what happened.") if row is None else self.table.story(row))
        self.show_flow.setEnabled(row is not None and row.over)

    def _request_flow(self, *_: object) -> None:
        row = self.chosen()
        if row is not None and row.over:
            self.flow_requested.emit(row)

    def _ask_file(self) -> None:
        kinds = self.tr("JSON (*.json);;CSV, for spreadsheets (*.csv)").split(";;")
        ask_save(self, self.tr("Export rebalances"), "rebalances.json", kinds, self.export_requested.emit)

    def retranslate(self) -> None:
        self._none.setText(self.tr("No rebalance yet: the first one happens when a pane joins a group."))
        self.show_flow.setText(self.tr("Before and after"))
        self.show_flow.setToolTip(self.tr("Show in the flow view what moved"))
        self.export.setText(self.tr("Export…"))
        self.view.setAccessibleName(self.tr("Rebalances"))
        self._show_story()

    def restyle(self) -> None:
        metrics = self.fontMetrics()
        self.view.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.4))
        self.told.setMinimumHeight(2 * metrics.height() + 4)  # two lines, at once: the table must not jump with each selection
        widths = {"00:00:00.000": (RebalanceColumn.TIME,), "00.00 s": FIXED[1:3] + FIXED[4:], "gen. 0": (RebalanceColumn.GENERATION,)}
        for text, columns in widths.items():
            for column in columns:
                self.view.setColumnWidth(column, metrics.horizontalAdvance(text) + metrics.height() * 2)
        self._fit_columns()

    def _fit_columns(self) -> None:
        narrow = self.width() < WIDE * self.fontMetrics().averageCharWidth()
        for column in TOLD_BELOW:
            self.view.setColumnHidden(column, narrow)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()


class _RebalanceDelegate(QStyledItemDelegate):
    """Groups in their colour; how long it took as a bar behind the figure, so that a slow one is seen at once."""

    def __init__(self, colors: GroupColors, table: RebalanceTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._colors = colors
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        c, row, column = theme.colors(), self._table.row(index.row()), RebalanceColumn(index.column())
        pad = option.fontMetrics.height() // 3
        cell = option.rect.adjusted(pad, 0, -pad, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(c.select))
        self._bar(painter, option, row, column)
        painter.setPen(QColor(c.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        font, color = option.font, QColor(c.text if row.over else c.warn)
        if column is RebalanceColumn.GROUP:
            color = theme.group_color(self._colors.mark(row.label))
            font.setBold(True)
        elif column in FIXED:
            font = theme.mono_font(option.font)
        painter.setFont(font)
        painter.setPen(color)
        alignment = self._table.data(index, Qt.ItemDataRole.TextAlignmentRole)
        assert isinstance(alignment, Qt.AlignmentFlag)
        text = painter.fontMetrics().elidedText(str(self._table.data(index)), Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, alignment, text)
        painter.restore()

    def _bar(self, painter: QPainter, option: QStyleOptionViewItem, row: RebalanceRow, column: RebalanceColumn) -> None:
        def value(of: RebalanceRow) -> float:
            found = {
                RebalanceColumn.NOTICED: of.noticed_after_s,
                RebalanceColumn.STABLE: of.seconds,
                RebalanceColumn.PAUSED: of.most_paused_s,
            }.get(column)
            return found or 0.0

        if column not in (RebalanceColumn.NOTICED, RebalanceColumn.STABLE, RebalanceColumn.PAUSED) or not value(row):
            return
        most = max(value(other) for other in self._table.rows())
        color = QColor(theme.colors().warn) if column is RebalanceColumn.NOTICED else theme.group_color(self._colors.mark(row.label))
        color.setAlphaF(0.2)
        area = QRectF(option.rect.adjusted(2, 3, -2, -4))
        area.setLeft(area.right() - max(2.0, area.width() * value(row) / most))
        painter.fillRect(area, color)
