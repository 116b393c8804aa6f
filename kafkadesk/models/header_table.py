"""The headers of one record for Qt: in their order, doubled names and all."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kafkadesk.core.text_tools.one_line import Kind, show, size_text
from kafkadesk.core.text_tools.visible import visible_line

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
SHOWN_CHARACTERS = 500


class HeaderTable(QAbstractTableModel):
    """Four columns: place, name, value, size."""

    def __init__(self, headers: Sequence[tuple[str, bytes | None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = headers

    def value(self, row: int) -> bytes | None:
        """Return the value of a row."""
        return self._headers[row][1]

    def name_text(self, row: int) -> str:
        """Return a name as one line; in hexadecimal where it is no UTF-8."""
        raw = self._headers[row][0].encode("utf-8", "surrogateescape")
        shown = show(raw)
        match shown.kind:
            case Kind.BINARY:
                return self.tr("not UTF-8: {hex}").format(hex=shown.text)
            case Kind.TEXT:
                return visible_line(self._headers[row][0][:SHOWN_CHARACTERS])
        return self.tr("empty")

    def value_text(self, row: int) -> str:
        """Return a value as one line, in words where it is no text."""
        value = self._headers[row][1]
        shown = show(value)
        match shown.kind:
            case Kind.NULL:
                return self.tr("null")
            case Kind.EMPTY:
                return self.tr("empty")
            case Kind.BINARY:
                return self.tr("not UTF-8: {hex}").format(hex=shown.text)
        return visible_line((value or b"")[: 4 * SHOWN_CHARACTERS].decode("utf-8", "ignore")[:SHOWN_CHARACTERS])

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("#", self.tr("name"), self.tr("value"), self.tr("size"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        row = index.row()
        match index.column():
            case 0:
                return row + 1
            case 1:
                return self.name_text(row)
            case 2:
                return self.value_text(row)
        value = self.value(row)
        return "" if value is None else size_text(len(value))
