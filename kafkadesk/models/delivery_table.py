"""The delivery table: an adapter over core.sends.deliveries.DeliveryLog, newest send first. It holds no facts, only which numbers it shows."""

import html
import math
import time
from collections import Counter
from collections.abc import Collection, Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt, QTimer, Signal

from kafkadesk.core.delivery import Delivery, Verdict, Waiting, WaitKind
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.serde.decoder import UTF8, Part
from kafkadesk.core.text_tools.times import ShownTime, shown_time
from kafkadesk.models.index import NO_PARENT, Index

SHOWN_ROWS = 5_000  # the log keeps more; nobody scrolls through them, and a view lays out what the model has
REFRESH_PER_S = 10.0
OPEN_WAIT_S = 0.04
REFRESH_BURST = 4.0  # refreshes that go at once after a quiet while, so that a single send is on screen with no wait

FEW = 16  # rows that are said to have changed one by one; of more, all rows are

NUMBER_ROLE = int(Qt.ItemDataRole.UserRole)

MARKS = {
    Verdict.QUEUED: "◌",
    Verdict.IN_FLIGHT: "○",
    Verdict.CONFIRMED: "✓",
    Verdict.REJECTED: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.NOT_CONFIRMED: "~",
}


class DeliveryColumn(IntEnum):
    """The columns of the table, left to right."""

    NUMBER = 0
    TIME = 1
    TOPIC = 2
    PARTITION = 3
    OFFSET = 4
    LATENCY = 5
    VERDICT = 6
    REASON = 7


RIGHT_ALIGNED = (DeliveryColumn.PARTITION, DeliveryColumn.OFFSET, DeliveryColumn.LATENCY)
ALIGNED_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGNED_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ANSWERED = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), NUMBER_ROLE)


def _time(delivery: Delivery) -> ShownTime:
    return shown_time(delivery.wall_ms, int(time.time() * 1000))


def latency_text(milliseconds: float | None) -> str:
    """Return a latency as people read it: "3.1 ms", "312 ms", "30 s"."""
    if milliseconds is None:
        return "—"
    if milliseconds < 10:
        return f"{milliseconds:.1f} ms"
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1000
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"


class DeliveryTable(QAbstractTableModel):
    """Newest first, refreshed at most REFRESH_PER_S times a second whatever is sent.

    Signals:
        refreshed: rows and totals are those of the log now.
    """

    refreshed = Signal()

    def __init__(self, log: DeliveryLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._numbers: list[int] = []
        self._changed: set[int] = set()  # sends that changed since the last refresh
        self._all_changed = False
        self._tokens = REFRESH_BURST
        self._tokens_at = time.monotonic()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._in_turn)

    def changed(self, numbers: Collection[int] = (), *, settled: bool = True) -> None:
        """Note that the log changed: the rows follow now after a quiet while, or within a tenth of a second.

        numbers: of the sends that changed; none: any may have.
        settled: sends got their verdict. Of others nothing is shown for a moment: their verdicts may come within it, and to draw the
        one would hold up the other.
        """
        self._all_changed = self._all_changed or not numbers or len(self._changed) + len(numbers) > FEW
        if not self._all_changed:
            self._changed.update(numbers)
        now = time.monotonic()
        self._tokens = min(REFRESH_BURST, self._tokens + (now - self._tokens_at) * REFRESH_PER_S)
        self._tokens_at = now
        wait_s = max((1 - self._tokens) / REFRESH_PER_S, 0.0 if settled else OPEN_WAIT_S)
        if wait_s <= 0:
            self._in_turn()
        elif not self._timer.isActive() or self._timer.remainingTime() > wait_s * 1000:
            self._timer.start(math.ceil(wait_s * 1000))

    def _in_turn(self) -> None:
        self._tokens -= 1
        self._timer.stop()
        self._follow()
        self._tokens_at = time.monotonic()  # however long that took: it must not be all that the window does

    def refresh(self) -> None:
        self._all_changed = True
        self._follow()

    def _follow(self) -> None:
        new = self._log.numbers(SHOWN_ROWS)
        old_first = self._numbers[0] if self._numbers else None
        if new and old_first is not None and old_first in new:
            self._grow(new, new.index(old_first))
        if new != self._numbers:
            self.beginResetModel()
            self._numbers = new
            self.endResetModel()
        for first, last in self._changed_rows():
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(DeliveryColumn) - 1))
        self._changed.clear()
        self._all_changed = False
        self.refreshed.emit()

    def _changed_rows(self) -> list[tuple[int, int]]:
        """Return from which row to which has changed: a view paints what it is told of, and a send waits for that."""
        if self._all_changed:
            return [(0, len(self._numbers) - 1)] if self._numbers else []
        return [(row, row) for number in self._changed if (row := self.row_of(number)) is not None]

    def totals(self) -> Counter[Verdict]:
        """Return how many sends of the log have each verdict."""
        return self._log.totals()

    def delivery(self, row: int) -> Delivery | None:
        """Return what is known of the send in `row`."""
        return self._log.get(self._numbers[row]) if 0 <= row < len(self._numbers) else None

    def row_of(self, number: int) -> int | None:
        """Return where the send with this number stands, if it is shown."""
        return self._numbers.index(number) if number in self._numbers else None

    def verdict_text(self, delivery: Delivery) -> str:
        """Return the verdict in words; for an unconfirmed send also what reading the topic showed."""
        match delivery.verdict:
            case Verdict.QUEUED:
                return self.tr("queued")
            case Verdict.IN_FLIGHT:
                return self._open_text(self._log.waits_for(delivery.number))
            case Verdict.CONFIRMED:
                return self.tr("confirmed")
            case Verdict.REJECTED:
                return self.tr("rejected")
            case Verdict.UNKNOWN:
                looked_up = {None: self.tr("unknown"), True: self.tr("unknown · arrived"), False: self.tr("unknown · not written")}
                return looked_up[delivery.found]
            case Verdict.NOT_CONFIRMED:
                found = {None: self.tr("not confirmed"), True: self.tr("not confirmed · arrived"), False: self.tr("not confirmed · lost")}
                return found[delivery.found]

    def reason_text(self, delivery: Delivery) -> str:
        """Return why the send was rejected or is unknown, or what an open one waits for; else an empty text."""
        waiting = self._log.waits_for(delivery.number)
        reason = delivery.reason if waiting is None else waiting.why
        return "" if reason is None else reason.render(lambda source: QCoreApplication.translate("core", source))

    def _open_text(self, waiting: Waiting | None) -> str:
        match waiting:
            case Waiting(kind=WaitKind.RETRY, tries=tries):
                return self.tr("retrying {n}").format(n=tries)
            case Waiting(kind=WaitKind.LEADER):
                return self.tr("waits for leader")
            case Waiting(kind=WaitKind.BROKER):
                return self.tr("waits for broker")
            case _:
                return self.tr("in flight")

    def _grow(self, new: list[int], added: int) -> None:
        """Take `added` rows at the top, and lose at the bottom those that are no longer among the newest."""
        if added:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self._numbers = new[:added] + self._numbers
            self.endInsertRows()
        if len(self._numbers) > len(new):
            self.beginRemoveRows(QModelIndex(), len(new), len(self._numbers) - 1)
            del self._numbers[len(new) :]
            self.endRemoveRows()

    def text(self, delivery: Delivery, column: int) -> str:
        match DeliveryColumn(column):
            case DeliveryColumn.NUMBER:
                return str(delivery.number)
            case DeliveryColumn.TIME:
                return _time(delivery).short
            case DeliveryColumn.TOPIC:
                return delivery.topic
            case DeliveryColumn.PARTITION:
                return "—" if delivery.partition is None else str(delivery.partition)
            case DeliveryColumn.OFFSET:
                return "—" if delivery.offset is None else str(delivery.offset)
            case DeliveryColumn.LATENCY:
                return latency_text(delivery.latency_ms) if delivery.verdict.final else "…"
            case DeliveryColumn.VERDICT:
                return f"{MARKS[delivery.verdict]} {self.verdict_text(delivery)}"
            case DeliveryColumn.REASON:
                return self.reason_text(delivery)

    def _tooltip(self, delivery: Delivery) -> str:
        key = self.tr("none") if delivery.key is None else UTF8.decode(delivery.key[:60], delivery.topic, Part.KEY).escaped
        lines: Iterable[tuple[str, str]] = (
            ("#", str(delivery.number)),
            (self.title(DeliveryColumn.TIME), _time(delivery).text),
            *((self.title(c), self.text(delivery, c)) for c in (DeliveryColumn.TOPIC, DeliveryColumn.PARTITION, DeliveryColumn.OFFSET)),
            (self.tr("key"), key),
            (self.tr("value"), "null" if delivery.value_size is None else self.tr("{n} bytes").format(n=delivery.value_size)),
            *((self.title(c), self.text(delivery, c)) for c in (DeliveryColumn.LATENCY, DeliveryColumn.VERDICT, DeliveryColumn.REASON)),
        )
        return "<br>".join(f"{html.escape(name)}: <b>{html.escape(text)}</b>" for name, text in lines if text)

    def title(self, column: int) -> str:
        return (
            "#",
            self.tr("time"),
            self.tr("topic"),
            self.tr("part."),
            self.tr("offset"),
            self.tr("latency"),
            self.tr("verdict"),
            self.tr("reason"),
        )[column]

    def retranslate(self) -> None:
        """Ask the views for all texts again, after a switch of language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DeliveryColumn) - 1)
        self.refresh()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(DeliveryColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if role != Qt.ItemDataRole.TextAlignmentRole:
            return None
        return ALIGNED_RIGHT if section in RIGHT_ALIGNED else ALIGNED_LEFT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNED_RIGHT if index.column() in RIGHT_ALIGNED else ALIGNED_LEFT
        if role not in ANSWERED:  # a view asks for nine more at each painting of each cell
            return None
        delivery = self.delivery(index.row()) if index.isValid() else None
        if delivery is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(delivery, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(delivery)
            case _ if role == NUMBER_ROLE:
                return delivery.number
            case _:
                return None
