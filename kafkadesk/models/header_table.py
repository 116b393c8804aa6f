"""The headers of one record for Qt: in their order, doubled names and all."""

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import UTF8, Decoded, DecodedAs, Decoder, Part
from kafkadesk.core.text_tools.one_line import DISPLAY_LIMIT, show, size_text
from kafkadesk.core.text_tools.visible import visible_line
from kafkadesk.models.index import NO_PARENT, Index

SHOWN_CHARACTERS = 500


class HeaderTable(QAbstractTableModel):
    """Four columns: place, name, value, size."""

    def __init__(self, record: Record, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers, self._topic, self._decoder = record.headers, record.topic, decoder

    def value(self, row: int) -> Decoded:
        return self._decoder.decode(self._headers[row][1], self._topic, Part.HEADER)

    def name_text(self, row: int) -> str:
        """Return a name as one line; in hexadecimal where it is no UTF-8."""
        raw = self._headers[row][0].encode("utf-8", "surrogateescape")
        decoded = UTF8.decode(raw, self._topic, Part.HEADER, limit=DISPLAY_LIMIT)
        if decoded.kind is DecodedAs.BINARY:
            return self.tr("not UTF-8: {hex}").format(hex=show(decoded).text)
        return visible_line((decoded.text or "")[:SHOWN_CHARACTERS]) or self.tr("empty")

    def value_text(self, row: int) -> str:
        """Return a value as one line, in words where it is no text."""
        value = self._headers[row][1]
        decoded = self._decoder.decode(value, self._topic, Part.HEADER, limit=DISPLAY_LIMIT)
        match decoded.kind:
            case DecodedAs.NULL:
                return self.tr("null")
            case DecodedAs.EMPTY:
                return self.tr("empty")
            case DecodedAs.BINARY:
                return self.tr("not UTF-8: {hex}").format(hex=show(decoded).text)
            case DecodedAs.TEXT:
                return visible_line((decoded.text or "")[:SHOWN_CHARACTERS])

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
        value = self._headers[row][1]
        return "" if value is None else size_text(len(value))
