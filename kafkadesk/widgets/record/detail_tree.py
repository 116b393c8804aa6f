"""The tree of a JSON value, with exact copies of its parts."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHeaderView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from kafkadesk.core.jsontext.index import JsonIndex
from kafkadesk.core.text_tools.pieces import Hit
from kafkadesk.models.json_tree import KIND_ROLE, JsonTree
from kafkadesk.widgets.base import theme

SEARCH_STEP = 200  # nodes
OPENED_AT_FIRST = 200  # children: a longer list is not unfolded unasked
NAME_SHARE = 0.35
INDENT_LINES = 0.8  # of a line's height a level: deep trees stay in sight longer


class JsonTreeView(QTreeView):
    """Find: `search` and `show_hits` (Hit.piece is the node).

    Signals:
        copied(text): a part was put on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: JsonTree | None = None
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("JSON tree"))
        self.setItemDelegate(_Colored(self))
        self.setFont(theme.mono_font(self.font()))
        self.setIndentation(max(8, round(self.fontMetrics().height() * INDENT_LINES)))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_json(self, index: JsonIndex) -> None:
        """Show this, unfolded one level."""
        old = self._model
        self._model = JsonTree(index, self)
        self.setModel(self._model)
        if old is not None:
            old.deleteLater()
        self.header().resizeSection(0, round(max(self.width(), self.fontMetrics().averageCharWidth() * 80) * NAME_SHARE))
        root = self._model.index(0, 0)
        self._model.fetchMore(root)
        self.expand(root)
        if len(index) and index.sizes[0] <= OPENED_AT_FIRST:
            for row in range(min(self._model.rowCount(root), OPENED_AT_FIRST)):
                child = self._model.index(row, 0, root)
                if index.sizes[self._model.node(child)] <= OPENED_AT_FIRST // 10:
                    self.expand(child)

    # finding

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give the nodes whose name or value has the text, as shown or as written, upper and lower case alike."""
        model, wanted = self._model, query.casefold()
        if model is None:
            return
        found: list[Hit] = []
        for node in range(len(model.json)):
            plain = "" if model.json.is_container(node) else model.value_text(node)
            texts = [model.name_text(node), plain]
            if "\\" in wanted:  # nothing decoded has what only an escape is
                texts += [model.json.name_token(node) or "", "" if model.json.is_container(node) else model.json.token(node)]
            if any(wanted in text.casefold() for text in texts):
                found.append(Hit(node, 0, 0))
            if node % SEARCH_STEP == 0:
                yield found
                found = []
        yield found

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        del hits
        if current is not None and self._model is not None:
            index = self._model.index_of(current.piece)
            self.setCurrentIndex(index)
            self.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)

    # copies

    def copy_value(self) -> None:
        """Put the selected value on the clipboard as it is written."""
        if self._model is not None and self.currentIndex().isValid():
            self._copy(self._model.json.token(self._model.node(self.currentIndex())))

    def copy_path(self) -> None:
        """Put the place of the selected value on the clipboard: $.orders[3].id."""
        if self._model is not None and self.currentIndex().isValid():
            self._copy(self._model.json.path(self._model.node(self.currentIndex())))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    # Qt's

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Copy value as written"), self.copy_value)
            menu.addAction(self.tr("Copy path"), self.copy_path)
            menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif event.key() == Qt.Key.Key_Asterisk:
            self.expand(self.currentIndex())  # Qt would unfold all that is below, a million rows if there are so many
        else:
            super().keyPressEvent(event)


class _Colored(QStyledItemDelegate):
    """Draws values in the colours of JSON."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        colors, kind = theme.colors(), index.data(KIND_ROLE)
        if index.column() == 0:
            color = colors.json_key
        elif kind in b"{[":
            color = colors.muted
        else:
            color = colors.json_text if kind == ord('"') else colors.json_number
        palette = QPalette(getattr(option, "palette"))  # noqa: B009  # the stubs do not know it
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            palette.setColor(role, QColor(color))
        setattr(option, "palette", palette)  # noqa: B010
