"""A JSON text as a tree for Qt: an adapter over a JsonIndex. Only what is opened is looked at, and a long list by and by."""

import json
from array import array
from contextlib import suppress
from html import escape
from itertools import islice

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from kafkadesk.core.jsontext.index import LIST, OBJECT, JsonIndex
from kafkadesk.core.text_tools.visible import visible_line
from kafkadesk.models.index import NO_PARENT, Index

FETCHED = 500  # children of a node at a time
VALUE_CHARACTERS = 500  # of a value that a row shows
NAME_CHARACTERS = 200
DECODED_CHARACTERS = 4 * VALUE_CHARACTERS  # longer strings are shown as they are written
TOOLTIP_CHARACTERS = 1500
KIND_ROLE = Qt.ItemDataRole.UserRole
COLUMNS = 2


class JsonTree(QAbstractItemModel):
    """Two columns: name (or place in a list) and value. Numbers and names stand there as they were written.

    KIND_ROLE gives the first character of a value: { [ " t f n, a digit or minus, N and I for NaN and Infinity.
    """

    def __init__(self, index: JsonIndex, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._children: dict[int, array[int]] = {}

    @property
    def json(self) -> JsonIndex:
        return self._index

    def node(self, index: Index) -> int:
        return int(index.internalId())

    def index_of(self, node: int) -> QModelIndex:
        """Return the row of a node; it and those above it are fetched for that."""
        above = [node]
        while above[-1]:
            above.append(self._index.parents[above[-1]])
        for parent, child in zip(reversed(above), reversed(above[:-1]), strict=False):
            while len(self._children.get(parent, ())) <= self._index.rows[child]:
                self.fetchMore(self._row(parent))
        return self._row(node)

    def value_text(self, node: int) -> str:
        """Return a value as one line, strings decoded."""
        index = self._index
        match index.kinds[node]:
            case k if k == OBJECT:
                text = self.tr("{count} member") if index.sizes[node] == 1 else self.tr("{count} members")
                return text.format(count=f"{index.sizes[node]:,}")
            case k if k == LIST:
                text = self.tr("{count} item") if index.sizes[node] == 1 else self.tr("{count} items")
                return text.format(count=f"{index.sizes[node]:,}")
        size = index.ends[node] - index.begins[node]
        token = index.token(node, DECODED_CHARACTERS)
        if token.startswith('"') and size <= DECODED_CHARACTERS:
            token = f'"{_decoded(token)}"'
        more = "…" if len(token) > VALUE_CHARACTERS or size > DECODED_CHARACTERS else ""
        if size > DECODED_CHARACTERS:
            more += " " + self.tr("({count} characters)").format(count=f"{size:,}")
        return visible_line(token[:VALUE_CHARACTERS]) + more

    def name_text(self, node: int) -> str:
        """Return a member's name, or the place in a list in brackets; "$" for the whole."""
        if node == 0:
            return "$"
        token = self._index.name_token(node)
        if token is None:
            return f"[{self._index.rows[node]}]"
        name = visible_line(_decoded(token)[:NAME_CHARACTERS])
        return self.tr("{name} (again)").format(name=name) if node in self._index.doubled else name

    def _row(self, node: int, column: int = 0) -> QModelIndex:
        return self.createIndex(self._index.rows[node], column, node)

    # Qt's

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(0, column, 0)
        return self.createIndex(row, column, self._children[self.node(parent)][row])

    def parent(self, index: Index = NO_PARENT) -> QModelIndex:  # type: ignore[override]  # Qt has a second parent(), of QObject
        if not index.isValid() or self.node(index) == 0:
            return QModelIndex()
        return self._row(self._index.parents[self.node(index)])

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        if not parent.isValid():
            return 1 if len(self._index) else 0
        return len(self._children.get(self.node(parent), ())) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return COLUMNS

    def hasChildren(self, parent: Index = NO_PARENT) -> bool:
        return not parent.isValid() or (parent.column() == 0 and self._index.sizes[self.node(parent)] > 0)

    def canFetchMore(self, parent: Index) -> bool:
        return parent.isValid() and len(self._children.get(self.node(parent), ())) < self._index.sizes[self.node(parent)]

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            return
        node = self.node(parent)
        known = self._children.setdefault(node, array("I"))
        more = list(islice(self._index.children(node, known[-1] if known else None), FETCHED))
        if more:
            self.beginInsertRows(parent, len(known), len(known) + len(more) - 1)
            known.extend(more)
            self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("value") if section else self.tr("name")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.value_text(node) if index.column() else self.name_text(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(visible_line(self._index.path(node)[:TOOLTIP_CHARACTERS]))}</qt>"
        if role == KIND_ROLE:
            return self._index.kinds[node]
        return None


def _decoded(token: str) -> str:
    """Return what a JSON string says; as it is written, should it say nothing."""
    with suppress(ValueError):
        return str(json.loads(token))
    return token
