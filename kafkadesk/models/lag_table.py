"""How far each group is behind, for Qt: an adapter over plain rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from kafkadesk.core.groups.behind import Unread, time_words
from kafkadesk.core.groups.lag_history import Key
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import number_text, one_line
from kafkadesk.models.index import NO_PARENT, Index


@dataclass(frozen=True, slots=True, kw_only=True)
class LagRow:
    """A partition as a group has it. member: a pane's name, another program's client id and host, or a dash.

    committed: next offset to read, None without a commit; position: where the pane that has it reads, None for others;
    lag: records from there to the log end, None while unknown; deleted: those that were deleted before the group read them, which are not
    in it; next: the record at the commit, behind_ms: since when it waits, None while unknown; held: those of it that an open transaction holds back. new_protocol: the group is one of Kafka's new consumer protocol (KIP-848).
    """

    group: str
    topic: str
    partition: int
    member: str
    committed: int | None
    log_end: int | None
    lag: int | None
    position: int | None = None
    next: Unread | None = None
    behind_ms: int | None = None
    deleted: int = 0
    held: int = 0
    new_protocol: bool = False

    @property
    def key(self) -> Key:
        """What the row is known by, whatever its numbers are."""
        return self.group, self.topic, self.partition


class LagColumn(IntEnum):
    """What a column shows."""

    GROUP = 0
    PARTITION = 1
    MEMBER = 2
    COMMITTED = 3
    POSITION = 4
    LOG_END = 5
    LAG = 6
    BEHIND = 7


NUMBERS = (LagColumn.PARTITION, LagColumn.COMMITTED, LagColumn.POSITION, LagColumn.LOG_END, LagColumn.LAG, LagColumn.BEHIND)


class LagTable(QAbstractTableModel):
    """Rows in the order in which they are fed."""

    def __init__(self, translate: Callable[[Text], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self._rows: tuple[LagRow, ...] = ()
        self._several = False  # topics

    def set_rows(self, rows: Sequence[LagRow]) -> None:
        """Show these rows; cheap when nothing changed."""
        new = tuple(rows)
        if new == self._rows:
            return
        self._several = len({row.topic for row in new}) > 1
        if len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(LagColumn) - 1))
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()

    def place(self, key: Key) -> int | None:
        """Return where a row is now; None if it is not there any more."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), None)

    def row(self, row: int) -> LagRow:
        return self._rows[row]

    # Qt's

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(LagColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(LagColumn(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            LagColumn.GROUP: self.tr("group"),
            LagColumn.PARTITION: self.tr("partition"),
            LagColumn.MEMBER: self.tr("member"),
            LagColumn.COMMITTED: self.tr("committed"),
            LagColumn.POSITION: self.tr("position"),
            LagColumn.LOG_END: self.tr("log end"),
            LagColumn.LAG: self.tr("lag"),
            LagColumn.BEHIND: self.tr("behind"),
        }
        return names[LagColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], LagColumn(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column:
            case LagColumn.GROUP:
                return one_line(row.group)
            case LagColumn.PARTITION:
                # The topic only where there are several: a long name would hide the number.
                return f"{one_line(row.topic)}:{row.partition}" if self._several else str(row.partition)
            case LagColumn.MEMBER:
                return one_line(row.member)
            case LagColumn.COMMITTED:
                return number_text(row.committed)
            case LagColumn.POSITION:
                return number_text(row.position)
            case LagColumn.LOG_END:
                return number_text(row.log_end)
            case LagColumn.LAG:
                return number_text(row.lag)
            case LagColumn.BEHIND:
                return "—" if row.behind_ms is None else self._translate(time_words(row.behind_ms))


def _alignment(column: LagColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
