"""A key or a header's value: its text above, its bytes below."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import Decoded, Decoder
from kafkadesk.core.serde.schema_id import SchemaMark
from kafkadesk.core.text_tools.one_line import size_text
from kafkadesk.core.text_tools.pieces import Pieces, decoded_pieces, text_pieces
from kafkadesk.models.header_table import HeaderTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.record.detail_hex import HexView
from kafkadesk.widgets.record.detail_text import PiecesView


class BytesPane(QWidget):
    """Shows bytes that are usually short; null and empty in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(role="muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text, self.hex = PiecesView(), HexView()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.text)
        self._splitter.addWidget(self.hex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self._splitter, 1)

    def say(self, words: str) -> None:
        """Show these words, and no bytes."""
        self._splitter.hide()
        self.words.setText(words)

    def show_decoded(self, decoded: Decoded, mark: SchemaMark | None = None, *, raw: bool = False) -> None:
        """Show these. mark: the schema that they name."""
        if not decoded.data:
            self.say(self.tr("null: there are no bytes") if decoded.data is None else self.tr("empty: 0 bytes, which is not null"))
            return
        self._splitter.show()
        data = bytes(decoded.data)
        facts = (decoded.problem, None if mark is None else mark.describe())
        self.words.setText(" · ".join([size_text(len(data)), *(render(fact) for fact in facts if fact is not None)]))
        self.text.show_pieces(Pieces(decoded_pieces(data) if decoded.text is None else text_pieces(decoded.text), raw=raw))
        self.hex.show_bytes(data)


class HeadersPane(QSplitter):
    """All headers in their order, and below them the value of the selected one."""

    def __init__(self, record: Record, decoder: Decoder, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = HeaderTable(record, decoder, self)
        self._raw = False
        self.table = QTableView()
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setFont(theme.mono_font(self.font()))
        self.table.setAccessibleName(self.tr("Headers"))
        height = self.table.fontMetrics().height() + max(4, self.table.fontMetrics().height() // 3)
        self.table.verticalHeader().setMinimumSectionSize(height)
        self.table.verticalHeader().setDefaultSectionSize(height)
        header, char = self.table.horizontalHeader(), self.table.fontMetrics().averageCharWidth()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, chars in ((0, 6), (1, 28), (3, 12)):
            self.table.setColumnWidth(column, char * chars)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.value = BytesPane()
        self.addWidget(self.table)
        self.addWidget(self.value)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        if record.headers:
            self.table.selectRow(0)
        else:
            self.table.hide()
            self.value.say(self.tr("This record has no headers."))

    def set_raw(self, raw: bool) -> None:
        """Show hidden characters of the value as they are, or marked."""
        self._raw = raw
        self._on_row(self.table.currentIndex())

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.value.show_decoded(self._model.value(index.row()), raw=self._raw)
