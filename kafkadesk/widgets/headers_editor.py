"""The headers of the next send: name and value, in order, names may repeat; a value can be null."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

NAME, VALUE, NULL = range(3)
VISIBLE_ROWS = 3


class HeadersEditor(QWidget):
    """A table whose last row is always free to type into. Values are templates, as the record's value is.

    Signals:
        edited: the headers are other ones now.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = QTableWidget(0, 3, self)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        across = self._table.horizontalHeader()
        across.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(NULL, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table)
        self._table.itemChanged.connect(self._changed)
        self.set_headers(())
        self.retranslate()

    def headers(self) -> tuple[tuple[str, str | None], ...]:
        """Return the headers in order; a row without a name is none."""
        found = []
        for row in range(self._table.rowCount()):
            name = self._text(row, NAME).strip()
            if name:
                found.append((name, None if self._null(row) else self._text(row, VALUE)))
        return tuple(found)

    def set_headers(self, headers: tuple[tuple[str, str | None], ...]) -> None:
        """Show these headers."""
        self._table.blockSignals(True)
        self._table.setRowCount(0)
        for name, value in headers:
            self._append(name, value)
        self._append("", "")
        self._table.blockSignals(False)
        self._fit()
        self.edited.emit()

    def type(self, row: int, name: str, value: str) -> None:
        """Put name and value into a row, as typing there does; the row after the last is the free one."""
        for column, text in ((NAME, name), (VALUE, value)):
            item = self._table.item(row, column)
            if item is not None:
                item.setText(text)

    def retranslate(self) -> None:
        """Show all texts in the language of now."""
        self._table.setHorizontalHeaderLabels([self.tr("header"), self.tr("value"), "null"])
        self._table.setAccessibleName(self.tr("Headers"))

    def _append(self, name: str, value: str | None) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        self._table.setItem(row, NAME, QTableWidgetItem(name))
        self._table.setItem(row, VALUE, QTableWidgetItem(value or ""))
        null = QTableWidgetItem()
        null.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        null.setCheckState(Qt.CheckState.Checked if value is None else Qt.CheckState.Unchecked)
        self._table.setItem(row, NULL, null)

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return "" if item is None else item.text()

    def _null(self, row: int) -> bool:
        item = self._table.item(row, NULL)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _changed(self) -> None:
        """Keep exactly one free row at the end; rows emptied in between go."""
        self._table.blockSignals(True)
        last = self._table.rowCount() - 1
        for row in range(last - 1, -1, -1):
            if not self._text(row, NAME) and not self._text(row, VALUE):
                self._table.removeRow(row)
                last -= 1
        if self._text(last, NAME) or self._text(last, VALUE):
            self._append("", "")
        self._table.blockSignals(False)
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        rows = min(self._table.rowCount(), VISIBLE_ROWS)
        height = self._table.horizontalHeader().sizeHint().height() + rows * self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(height + 2 * self._table.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
