"""Finding rows in a consumer pane: opens the filter bar, applies what it says, goes from match to match."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.consumer.filter_bar import FilterBar
from kafkadesk.widgets.consumer.record_view import RecordView


class PaneSearch(QObject):
    """Belongs to a pane. The bar is made when it is wanted for the first time: ten panes open quicker without ten of them.

    Signals:
        bar_made(SavedFilterButton): the menu of its line can be filled.
    """

    bar_made = Signal(object)

    def __init__(self, pane: QWidget, model: RecordTable, view: RecordView) -> None:
        super().__init__(pane)
        self._pane = pane
        self._model = model
        self._view = view
        self._tile = False
        self._open = False
        self.bar: FilterBar | None = None
        model.counted.connect(self._show_count)
        view.chosen.connect(self._show_count)

    def open(self) -> None:
        """Show the bar; what was typed last time is there, and selected."""
        bar = self.bar or self._make()
        was, self._open = self._open, True
        bar.setVisible(not self._tile)
        bar.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bar.edit.selectAll()
        if not was:
            bar.apply()

    def look_for(self, text: str) -> None:
        """Open the bar with this filter."""
        self.open()
        assert self.bar is not None
        self.bar.edit.setText(text)
        self.bar.apply()

    def close(self) -> None:
        self._open = False
        if self.bar is not None:
            self.bar.hide()
        self._model.set_filter(None)
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self) -> None:
        """Open the bar, or close it."""
        self.close() if self._open else self.open()

    def set_tile(self, tile: bool) -> None:
        """A tile has no room for the bar; what it says still holds."""
        self._tile = tile
        if self.bar is not None:
            self.bar.setVisible(self._open and not tile)

    def empty_text(self) -> str:
        """Return what to say where the filter leaves no row; empty where it is not the filter's doing."""
        finder = self._model.finder
        if not finder.hides or not finder.total or self._model.rowCount():
            return ""
        if finder.left:
            return QCoreApplication.translate("PaneSearch", "Looking through {n} rows…").format(n=f"{finder.total:,}")
        return QCoreApplication.translate("PaneSearch", "None of the {n} rows matches the filter.").format(n=f"{finder.total:,}")

    def _make(self) -> FilterBar:
        bar = self.bar = FilterBar(self._pane)
        layout = self._pane.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, bar)  # under the head
        bar.changed.connect(self._on_changed)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)
        self.bar_made.emit(bar.saved)
        return bar

    def _on_changed(self, row_filter: RowFilter | None, only: bool) -> None:
        self._model.set_filter(row_filter, only=only)
        self._show_count()

    def step(self, step: int) -> None:
        """Go to the next match, or with -1 to the one before."""
        current = self._view.currentIndex()
        row = self._model.next_match(current.row() if current.isValid() else None, step)
        if row is not None:
            self._view.go_to(row)
            self._show_count()

    def _show_count(self) -> None:
        if self.bar is not None and self._open:
            current = self._view.currentIndex()
            self.bar.set_finder(self._model.finder, self._model.place(current.row()) if current.isValid() else None)
