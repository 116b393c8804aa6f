"""Who got what, for Qt: an adapter over the ledger, message by pane."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt

from kafkadesk.core.delivery import Verdict as Sent
from kafkadesk.core.ledger import unreadable as gone
from kafkadesk.core.ledger.matrix import Cell, CellKind, GroupVerdict, MatrixColumn, MatrixRow, VerdictKind
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import one_line, tip
from kafkadesk.models.index import NO_PARENT, Index

ROWS = 200  # newest messages shown


class MatrixSource(Protocol):
    """What is asked of the ledger."""

    def columns(self) -> Sequence[MatrixColumn]:
        """Return the columns, those of a group side by side."""
        ...

    def rows(self, limit: int) -> Sequence[MatrixRow]:
        """Return the newest messages, newest first."""
        ...

    def cell(self, row: MatrixRow, column: MatrixColumn) -> Cell: ...

    def why(self, row: MatrixRow, column: MatrixColumn) -> Text:
        """Return the reason for what a cell shows."""
        ...

    def verdict(self, group: str, topic: str) -> GroupVerdict: ...

    def pane_verdict(self, pane: str) -> GroupVerdict:
        """Return how a pane without a group did."""
        ...


class Fixed(IntEnum):
    """The columns before those of the panes."""

    NUMBER = 0
    PARTITION = 1
    OFFSET = 2


class Mood(Enum):
    """What a verdict means to the reader."""

    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    WAITING = "waiting"


MOODS = {
    VerdictKind.NOTHING: Mood.WAITING,
    VerdictKind.EACH_ONCE: Mood.GOOD,
    VerdictKind.WAITING: Mood.WAITING,
    VerdictKind.MISSING: Mood.BAD,
    VerdictKind.REDELIVERED: Mood.WARN,
    VerdictKind.COMING_AGAIN: Mood.WARN,
    VerdictKind.UNTOLD: Mood.WARN,
    VerdictKind.BOTH: Mood.BAD,
    VerdictKind.NOBODY: Mood.WARN,
    VerdictKind.GONE: Mood.WARN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """The verdict of a group, or of a pane that observes, ready to be shown."""

    label: str
    group: str | None
    sentence: str
    mood: Mood

    @property
    def word(self) -> str:
        """Return the sentence without what stands in brackets."""
        return self.sentence.partition(" (")[0]

    @property
    def rest(self) -> str:
        """Return what stands in brackets."""
        return self.sentence[len(self.word) :]


class MatrixTable(QAbstractTableModel):
    """The newest messages by pane. It asks the source when `refresh` is called, and for the cells that are painted.

    label(group) gives the name that a group is shown by.
    """

    def __init__(self, source: MatrixSource, *, label: Callable[[str], str] = str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._label = label
        self._columns: tuple[MatrixColumn, ...] = ()
        self._rows: tuple[MatrixRow, ...] = ()
        self._without: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Ask the source again which messages and panes there are."""
        columns = tuple(c for c in self._source.columns() if c.pane not in self._without)
        rows = tuple(self._source.rows(ROWS))
        if [(c.pane, c.group, c.topic) for c in columns] != [(c.pane, c.group, c.topic) for c in self._columns]:
            self.beginResetModel()
            self._columns, self._rows = columns, rows
            self.endResetModel()
            return
        renamed = columns != self._columns
        self._columns = columns
        if renamed:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, len(Fixed), len(Fixed) + len(columns) - 1)
        # Messages move down as new ones come: what is in the rows changes, and rows are added or taken away at the end.
        had, have = len(self._rows), len(rows)
        if rows[:had] != self._rows[:have]:
            self._rows = rows[:had] + self._rows[have:]
            self.dataChanged.emit(self.index(0, 0), self.index(min(had, have) - 1, self.columnCount() - 1))
        if have > had:
            self.beginInsertRows(NO_PARENT, had, have - 1)
            self._rows = rows
            self.endInsertRows()
        elif have < had:
            self.beginRemoveRows(NO_PARENT, have, had - 1)
            self._rows = rows
            self.endRemoveRows()

    def leave_out(self, panes: Iterable[str]) -> None:
        """Show no column of these panes from the next refresh on, until another call names others."""
        self._without = frozenset(panes)

    def column(self, section: int) -> MatrixColumn | None:
        """Return the pane's column of a section; None for number, partition and offset."""
        return self._columns[section - len(Fixed)] if section >= len(Fixed) else None

    def columns(self) -> tuple[MatrixColumn, ...]:
        return self._columns

    def row(self, row: int) -> MatrixRow:
        return self._rows[row]

    def cell(self, row: int, column: MatrixColumn) -> Cell:
        """Return a cell, as it is now."""
        return self._source.cell(self._rows[row], column)

    def why(self, row: int, column: MatrixColumn) -> str:
        """Return the reason for what a cell shows."""
        return one_line(self._source.why(self._rows[row], column).render(_translate))

    def group_label(self, column: MatrixColumn) -> str:
        """Return the name of a column's group; empty for a pane without one."""
        return "" if column.group is None else self._label(column.group)

    def verdicts(self) -> tuple[VerdictLine, ...]:
        """Return the verdicts of all groups in the matrix, by topic, then of the panes without a group."""
        groups = dict.fromkeys((c.group, c.topic) for c in self._columns if c.group is not None)
        found = [
            _verdict(self._with_topic(self._label(group), topic), self._label(group), self._source.verdict(group, topic))
            for group, topic in groups
        ]
        found += [
            _verdict(self._with_topic(c.name, c.topic), None, self._source.pane_verdict(c.pane)) for c in self._columns if c.group is None
        ]
        return tuple(found)

    def topics(self) -> tuple[str, ...]:
        """Return the topics that the panes' columns are about."""
        return tuple(dict.fromkeys(c.topic for c in self._columns))

    def _with_topic(self, name: str, topic: str) -> str:
        """Return a name with its topic, where there are several."""
        return name if len(self.topics()) < 2 else f"{name} · {topic}"

    def across(self, row: MatrixRow) -> str:
        """Return what stands across all panes where no pane can have the message; empty where one can."""
        match row.verdict:
            case Sent.QUEUED | Sent.IN_FLIGHT:
                return self.tr("in flight")
            case Sent.REJECTED:
                return self.tr("never written")
            case Sent.UNKNOWN | Sent.NOT_CONFIRMED if row.offset is None:
                return self.tr("not seen by anyone so far")
            case _:
                return ""

    def text(self, row: MatrixRow, column: Fixed) -> str:
        match column:
            case Fixed.NUMBER:
                return self.tr("other") if row.number is None else str(row.number)
            case Fixed.PARTITION:
                return "" if row.partition is None else str(row.partition)
            case Fixed.OFFSET:
                if row.offset is not None:
                    return str(row.offset)
                if row.verdict is Sent.REJECTED:
                    return self.tr("rejected")
                return "?" if row.verdict in (Sent.UNKNOWN, Sent.NOT_CONFIRMED) else ""

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Fixed) + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        column = self.column(section)
        if column is None:
            names = {Fixed.NUMBER: self.tr("#"), Fixed.PARTITION: self.tr("part."), Fixed.OFFSET: self.tr("offset")}
            return names[Fixed(section)] if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(column.name)
        group = self.group_label(column)
        return tip(f"{column.name} · {group}" if group else self.tr("{name} · observes").format(name=column.name))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self.column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, Fixed(index.column())) if column is None else self.across(row) or self._words(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            return tip(self.why(index.row(), column))
        return None

    def _words(self, row: int, column: MatrixColumn) -> str:
        """Return a cell in words: for who cannot see its signs."""
        cell = self.cell(row, column)
        match cell.kind:
            case CellKind.BLANK:
                return ""
            case CellKind.OTHERS:
                return self.tr("another member's")
            case CellKind.WAITING:
                return self.tr("waiting")
            case CellKind.MISSING:
                return self.tr("missing")
            case CellKind.UNTOLD:
                return self.tr("cannot be determined")
            case CellKind.GONE:
                return gone.short(cell.gone).render(_translate)
            case CellKind.RECEIVED | CellKind.UNCOMMITTED:
                received = self.tr("received") if cell.kind is CellKind.RECEIVED else self.tr("received, not committed")
                if cell.count > 1:
                    return self.tr("{received}, {n} times").format(received=received, n=cell.count)
                return received if cell.delay_ms is None else f"{received}, {delay_text(cell.delay_ms)}"


def delay_text(ms: float) -> str:
    """Return a delay for a cell: 4 ms, 1.2 s, 3 min."""
    if ms < 999.5:
        return f"{max(0, round(ms))} ms"
    return f"{ms / 1000:.1f} s" if ms < 100_000 else f"{round(ms / 60_000)} min"


def _verdict(label: str, group: str | None, verdict: GroupVerdict) -> VerdictLine:
    return VerdictLine(label=one_line(label), group=group, sentence=verdict.sentence().render(_translate), mood=MOODS[verdict.kind])


def _translate(source: str) -> str:
    return QCoreApplication.translate("core", source)
