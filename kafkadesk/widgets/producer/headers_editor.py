"""The headers of the next send: name and value, in order, names may repeat; each value has a kind of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.core.delivery import Encoding
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.producer.kind_button import KindButton

NAME, VALUE, KIND = range(3)
VISIBLE_ROWS = 3
KINDS = (ValueKind.TEXT, ValueKind.JSON, ValueKind.HEX, ValueKind.BASE64, ValueKind.EMPTY, ValueKind.NULL)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One header as it is typed."""

    name: str
    text: str = ""
    kind: ValueKind = ValueKind.TEXT


FREE = HeaderRow("")


class HeadersEditor(Responsive, QWidget):
    """A table whose last row is always free to type into. Values are templates, as the record's value is.

    A name that is typed loses the spaces around it, which nobody could see; one that was put in keeps them.

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
        self._table.setItemDelegateForColumn(NAME, _LiveDelegate(self._table, strip=True))
        self._table.setItemDelegateForColumn(VALUE, _LiveDelegate(self._table, strip=False))
        across = self._table.horizontalHeader()
        across.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(KIND, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table)
        self._table.itemChanged.connect(self._changed)
        self.set_headers(())
        self.retranslate()

    def rows(self) -> tuple[HeaderRow, ...]:
        """Return the headers as they are typed, in order."""
        return tuple(row for row in map(self._row, range(self._table.rowCount())) if row != FREE)

    def headers(self) -> tuple[tuple[str, str | None], ...]:
        """Return the headers as a plan says them, in order."""
        return tuple((row.name, row.kind.of_plan(row.text)) for row in self.rows())

    def encodings(self) -> tuple[Encoding, ...]:
        """Return how each header becomes bytes; nothing where all are text."""
        found = tuple(row.kind.encoding for row in self.rows())
        return found if set(found) - {Encoding.TEXT} else ()

    def set_headers(self, headers: Sequence[HeaderRow | tuple[str, str | None]]) -> None:
        """Show these headers; a pair is a name and a text, or None for null."""
        blocker = QSignalBlocker(self._table)
        self._table.setRowCount(0)
        for header in headers:
            if not isinstance(header, HeaderRow):
                name, text = header
                header = HeaderRow(name, text or "", ValueKind.NULL if text is None else ValueKind.TEXT)
            self._append(header)
        self._append(FREE)
        blocker.unblock()
        self._fit()
        self.edited.emit()

    def type(self, row: int, name: str, value: str) -> None:
        """Put name and value into a row, as typing there does; the row after the last is the free one."""
        for column, text in ((NAME, name), (VALUE, value)):
            item = self._table.item(row, column)
            if item is not None:
                item.setText(text)

    def retranslate(self) -> None:
        self._table.setHorizontalHeaderLabels([self.tr("header"), self.tr("value"), self.tr("kind")])
        self._table.setAccessibleName(self.tr("Headers"))

    def _append(self, header: HeaderRow) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        self._table.setItem(row, NAME, QTableWidgetItem(header.name))
        self._table.setItem(row, VALUE, QTableWidgetItem(header.text))
        button = KindButton(KINDS)
        button.set_kind(header.kind)
        button.chosen.connect(lambda _: self._kind_chosen())
        self._table.setCellWidget(row, KIND, button)

    def _row(self, row: int) -> HeaderRow:
        button = self._button(row)
        return HeaderRow(self._text(row, NAME), self._text(row, VALUE), ValueKind.TEXT if button is None else button.kind())

    def _button(self, row: int) -> KindButton | None:
        button = self._table.cellWidget(row, KIND)
        return button if isinstance(button, KindButton) else None

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return "" if item is None else item.text()

    def _kind_chosen(self) -> None:
        self._table.resizeColumnToContents(KIND)
        self._changed()

    def _changed(self) -> None:
        """Keep exactly one free row at the end; rows emptied in between go."""
        blocker = QSignalBlocker(self._table)
        last = self._table.rowCount() - 1
        typing = self._table.currentRow() if self._table.viewport().findChild(QLineEdit) is not None else None
        for row in range(last - 1, -1, -1):
            if self._row(row) == FREE and row != typing:
                self._table.removeRow(row)
                last -= 1
        if self._row(last) != FREE:
            self._append(FREE)
        blocker.unblock()
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        rows = min(self._table.rowCount(), VISIBLE_ROWS)
        height = self._table.horizontalHeader().sizeHint().height() + rows * self._table.verticalHeader().defaultSectionSize()
        self._table.setFixedHeight(height + 2 * self._table.frameWidth())


class _LiveDelegate(QStyledItemDelegate):
    """Edits a cell so that every key counts at once: Send and a crash come while the cell is still open."""

    def __init__(self, parent: QWidget, *, strip: bool) -> None:
        super().__init__(parent)
        self._strip = strip

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.textEdited.connect(lambda: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():  # else it is the one who knows better
            editor.setText(index.data() or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip() if self._strip and editor.isModified() else editor.text())
