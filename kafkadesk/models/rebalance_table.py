"""The rebalances of all groups, for Qt: an adapter over plain rows."""

import time
from collections.abc import Sequence
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt

from kafkadesk.core.groups.rebalance_rows import RebalanceRow
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.core.text_tools.times import shown_time
from kafkadesk.models.index import NO_PARENT, Index


class RebalanceColumn(IntEnum):
    """What a column shows."""

    TIME = 0
    GROUP = 1
    CAUSE = 2
    NOTICED = 3
    STABLE = 4
    GENERATION = 5
    MOVED = 6
    PAUSED = 7


NUMBERS = (RebalanceColumn.NOTICED, RebalanceColumn.STABLE, RebalanceColumn.GENERATION, RebalanceColumn.PAUSED)


class RebalanceTable(QAbstractTableModel):
    """Rows in the order in which they are fed: newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RebalanceRow, ...] = ()

    def set_rows(self, rows: Sequence[RebalanceRow]) -> None:
        """Show these rows; cheap when nothing changed. New ones come at the top, and the selection stays with its row."""
        new = tuple(rows)
        if new == self._rows:
            return
        added = len(new) - len(self._rows)
        if added >= 0 and [r.key for r in new[added:]] == [r.key for r in self._rows]:
            if added:
                self.beginInsertRows(NO_PARENT, 0, added - 1)
                self._rows = new
                self.endInsertRows()
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(RebalanceColumn) - 1))
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()

    def row(self, row: int) -> RebalanceRow:
        return self._rows[row]

    def rows(self) -> tuple[RebalanceRow, ...]:
        return self._rows

    def story(self, row: RebalanceRow) -> str:
        """Return a rebalance in sentences, for its tooltip and for who selects it."""
        parts = [f"{row.label}: {_render(row)}."]
        if row.noticed_after_s is not None and row.noticed_after_s >= 0.0005:
            parts.append(self.tr("The group noticed it after {s}.").format(s=seconds_text(row.noticed_after_s)))
        if row.seconds is None:
            parts.append(self.tr("It goes on: members get their partitions."))
        else:
            parts.append(self.tr("Stable again {s} later.").format(s=seconds_text(row.seconds)))
        if row.moves:
            parts.append(self.tr("Moved: {moves}.").format(moves="; ".join(map(str, row.moves))))
        elif row.over:
            parts.append(self.tr("No partition moved."))
        if row.paused:
            listed = ", ".join(f"{name} {seconds_text(s)}" for name, s in row.paused)
            parts.append(self.tr("Read nothing meanwhile: {members}.").format(members=listed))
        return one_line(" ".join(parts))

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(RebalanceColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(RebalanceColumn(section))
        names = {
            RebalanceColumn.TIME: (self.tr("time"), self.tr("When the group noticed")),
            RebalanceColumn.GROUP: (self.tr("group"), ""),
            RebalanceColumn.CAUSE: (self.tr("cause"), ""),
            RebalanceColumn.NOTICED: (self.tr("noticed"), self.tr("From the cause until the group noticed")),
            RebalanceColumn.STABLE: (self.tr("stable"), self.tr("From then until every member reads again")),
            RebalanceColumn.GENERATION: (self.tr("gen."), self.tr("Generation")),
            RebalanceColumn.MOVED: (self.tr("moved"), self.tr("Partitions, from whom to whom")),
            RebalanceColumn.PAUSED: (self.tr("pause"), self.tr("The longest time in which a member read nothing")),
        }
        name, tip = names[RebalanceColumn(section)]
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(tip) or None
        return name if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], RebalanceColumn(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(self.story(row))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column:
            case RebalanceColumn.TIME:
                return shown_time(row.at_ms, int(time.time() * 1000)).short
            case RebalanceColumn.GROUP:
                return one_line(row.label)
            case RebalanceColumn.CAUSE:
                return one_line(_render(row))
            case RebalanceColumn.NOTICED:
                return "—" if row.noticed_after_s is None else seconds_text(row.noticed_after_s)
            case RebalanceColumn.STABLE:
                return "…" if row.seconds is None else seconds_text(row.seconds)
            case RebalanceColumn.GENERATION:
                return "—" if row.generation is None else str(row.generation)
            case RebalanceColumn.MOVED:
                return one_line("; ".join(map(str, row.moves))) or ("—" if row.over else "…")
            case RebalanceColumn.PAUSED:
                return "—" if row.most_paused_s is None else seconds_text(row.most_paused_s)


def seconds_text(seconds: float) -> str:
    """Return a duration: 0 ms, 240 ms, 5.86 s."""
    return f"{round(seconds * 1000)} ms" if seconds < 0.9995 else f"{seconds:.2f} s"


def _render(row: RebalanceRow) -> str:
    return row.cause.render(lambda source: QCoreApplication.translate("core", source))


def _alignment(column: RebalanceColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
