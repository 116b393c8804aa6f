"""A table of things by columns: filtered and sorted here, a cell made only when it is painted. Ten thousand rows are no matter."""

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.models.index import NO_PARENT, Index

T = TypeVar("T")
Translate = Callable[[Text], str]


class Tone(Enum):
    """How much a cell matters."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column. text: what a cell shows; key: what rows are sorted by; number: it stands at the right; tip: more than the text."""

    title: Text
    text: Callable[[T], Text | str]
    key: Callable[[T], Any]
    tone: Callable[[T], Tone] = lambda _: Tone.PLAIN
    number: bool = False
    tip: Callable[[T], Text | str] | None = None


class ColumnTable(QAbstractTableModel, Generic[T]):
    """name: what a thing is known by, and what is searched for. A thing keeps its row's selection whatever becomes of its figures."""

    def __init__(self, columns: Sequence[Column[T]], name: Callable[[T], str], translate: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._name = name
        self._translate = translate
        self._all: list[T] = []
        self._rows: list[T] = []
        self._needle = ""
        self._wanted: Callable[[T], bool] = lambda _: True
        self._by, self._descending = 0, False

    def set_items(self, items: Iterable[T], needle: str = "", wanted: Callable[[T], bool] = lambda _: True) -> None:
        """Show those of these things whose name contains the text, and which are wanted. What sorts alike stays in this order."""
        self._all = list(items)
        self._needle, self._wanted = needle.casefold().strip(), wanted
        self._show()

    @property
    def sorting(self) -> tuple[int, bool]:
        """By which column rows are sorted, and whether the largest is first."""
        return self._by, self._descending

    def sort_by(self, column: int, descending: bool | None = None) -> None:
        """Sort by a column; not said how: the other way round where it is sorted by it already, numbers from the largest."""
        if descending is None:
            descending = not self._descending if column == self._by else self.columns[column].number
        self._by, self._descending = column, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._show()

    def item(self, row: int) -> T:
        return self._rows[row]

    def name_of(self, row: int) -> str:
        return self._name(self._rows[row])

    def row_of(self, name: str) -> int | None:
        """Return where the thing of a name is; None: it is not shown."""
        return next((row for row, item in enumerate(self._rows) if self._name(item) == name), None)

    def cell(self, item: T, column: int) -> str:
        """Return the text of a cell."""
        return self._words(self.columns[column].text(item))

    def tone(self, row: int, column: int) -> Tone:
        return self.columns[column].tone(self._rows[row])

    def _show(self) -> None:
        key, name = self.columns[self._by].key, self._name
        shown = [item for item in self._all if self._needle in name(item).casefold() and self._wanted(item)]
        shown.sort(key=key, reverse=self._descending)
        before, after = [name(item) for item in self._rows], [name(item) for item in shown]
        if before == after:
            self._rows = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(self.columns) - 1))
        elif set(before) == set(after):
            self._reorder(shown, {place: row for row, place in enumerate(after)}, before)
        else:
            self.beginResetModel()
            self._rows = shown
            self.endResetModel()

    def _reorder(self, shown: list[T], places: dict[str, int], before: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        self._rows = shown
        self.changePersistentIndexList(old, [self.index(places[before[index.row()]], index.column()) for index in old])
        self.layoutChanged.emit()

    def _words(self, text: Text | str) -> str:
        return self._translate(text) if isinstance(text, Text) else one_line(text)

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = "" if section != self._by else " ▾" if self._descending else " ▴"
            return self._translate(self.columns[section].title) + arrow
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(column.text(item))
        if role == Qt.ItemDataRole.ToolTipRole:
            return html.escape(self._words((column.tip or column.text)(item)))
        return self._alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
