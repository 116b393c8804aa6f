"""The log for Qt: an adapter over the entries of a LogBook, as they are fed."""

import time
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kafkadesk.core.log.book import LogEntry
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.core.text_tools.times import shown_time
from kafkadesk.models.index import NO_PARENT, Index

MARKS = ((40, "✗"), (30, "⚠"), (0, "ℹ"))  # by level, as in `logging`
SHOWN_CHARS = 400  # in a cell; the details have all of it


class LogColumn(IntEnum):
    """What a column shows."""

    TIME = 0
    LEVEL = 1
    WHO = 2
    TEXT = 3


class LogTable(QAbstractTableModel):
    """Entries in the order in which they are fed. render: a sentence in the language of now."""

    def __init__(self, render: Callable[[Text], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._render = render
        self._entries: Sequence[LogEntry] = ()

    def set_entries(self, entries: Sequence[LogEntry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> LogEntry:
        return self._entries[row]

    def row_of(self, serial: int) -> int | None:
        """Return where an entry is, if it is shown."""
        return next((row for row, entry in enumerate(self._entries) if entry.serial == serial), None)

    def words(self, entry: LogEntry) -> str:
        """Return what an entry says: its meaning where it is known, else its own text; how often."""
        text = entry.text if entry.meaning is None else self._render(entry.meaning)
        return f"×{entry.count}  {text}" if entry.count > 1 else text

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(LogColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            LogColumn.TIME: self.tr("time"),
            LogColumn.LEVEL: "",
            LogColumn.WHO: self.tr("who"),
            LogColumn.TEXT: self.tr("what happened"),
        }
        return names[LogColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self._entries[index.row()]
        match LogColumn(index.column()):
            case LogColumn.TIME:
                return shown_time(entry.wall_ms, int(time.time() * 1000)).short
            case LogColumn.LEVEL:
                return next(mark for level, mark in MARKS if entry.level >= level)
            case LogColumn.WHO:
                return entry.who or self.tr("window")
            case LogColumn.TEXT:
                return one_line(self.words(entry)[:SHOWN_CHARS])
