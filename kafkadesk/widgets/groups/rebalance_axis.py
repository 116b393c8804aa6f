"""The newest rebalances drawn over time: each a bar, pale until the group noticed, then solid until it was stable."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kafkadesk.core.groups.rebalance_rows import CauseKind, RebalanceRow
from kafkadesk.core.text_tools.one_line import one_line, tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.guarded import guarded
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.responsive import Responsive

SPAN_MS = 300_000  # shown before the newest
LEAST_MS = 10_000  # the whole axis, at least
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120)
LEAST_PX = 5.0  # a bar must be seen and hit


class RebalanceAxis(Responsive, QWidget):
    """A picture of the table's rows; who cannot use a mouse has all of it in the table.

    Signals: picked(index): a bar was pressed. opened(): it was pressed twice.
    """

    picked = Signal(int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[RebalanceRow, str], ...] = ()
        self._selected: tuple[str, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def set_rows(self, rows: Sequence[tuple[RebalanceRow, str]], selected: tuple[str, int] | None) -> None:
        """Draw these rows, newest first, each with its story; selected: the key of one."""
        self._rows, self._selected = tuple(rows), selected
        self.update()

    def bars(self) -> list[tuple[int, QRectF, float]]:
        """Return index, place and where "noticed" is (x) of each bar that is shown, the oldest first."""
        first, last = self._span()
        scale = self._width() / (last - first)
        line = self.fontMetrics().height()
        found = []
        for i, (row, _) in reversed(list(enumerate(self._rows))):
            end = row.at_ms + round(1000 * row.seconds) if row.seconds is not None else last
            if end < first:
                continue
            left = line + max(0.0, (row.began_ms - first) * scale)
            width = max(LEAST_PX, line + (end - first) * scale - left)
            noticed = line + max(0.0, (row.at_ms - first) * scale)
            found.append((i, QRectF(left, line * 1.3, width, line * 0.9), min(noticed, left + width - 2)))
        return found

    def index_at(self, x: float) -> int | None:
        """Return the row whose bar is nearest to x, if it is near."""
        near = [(max(bar.left() - x, x - bar.right(), 0.0), -i) for i, bar, _ in self.bars()]
        distance, found = min(near, default=(99.0, 0))
        return -found if distance <= self.fontMetrics().height() / 2 else None

    # inside

    def _span(self) -> tuple[int, int]:
        """Return the first and last moment that are shown, in ms since the epoch."""
        if not self._rows:
            return 0, LEAST_MS
        last = max(row.at_ms + round(1000 * (row.seconds or 1.0)) for row, _ in self._rows)
        first = max(min(row.began_ms for row, _ in self._rows), last - SPAN_MS)
        room = max(LEAST_MS, last - first) // 30
        return first - room, max(last, first + LEAST_MS) + room

    def _width(self) -> float:
        return max(1.0, self.width() - 2.0 * self.fontMetrics().height())

    def _color(self, kind: CauseKind) -> QColor:
        c = theme.colors()
        return QColor({CauseKind.JOIN: c.good, CauseKind.LEAVE: c.accent, CauseKind.DEATH: c.bad, CauseKind.FOREIGN: c.muted}[kind])

    def _ticks(self, painter: QPainter) -> None:
        c, line = theme.colors(), self.fontMetrics().height()
        first, last = self._span()
        base = line * 2.5
        painter.setPen(QColor(c.border_strong))
        painter.drawLine(QPointF(line, base), QPointF(line + self._width(), base))
        room = self.fontMetrics().horizontalAdvance("00:00:00") * 1.8
        fitting = (last - first) / 1000 * room / self._width()
        step_ms = 1000 * next((s for s in STEPS_S if s >= fitting), STEPS_S[-1])
        for at in range((first // step_ms + 1) * step_ms, last, step_ms):
            x = line + (at - first) * self._width() / (last - first)
            text = datetime.fromtimestamp(at / 1000).astimezone().strftime("%H:%M:%S")
            half = room / 2
            if line <= x - half / 2 and x + half / 2 <= self.width() - line / 2:
                painter.setPen(QColor(c.border_strong))
                painter.drawLine(QPointF(x, base), QPointF(x, base + line / 5))
                painter.setPen(QColor(c.muted))
                painter.drawText(QRectF(x - half, base + line / 5, room, line), Qt.AlignmentFlag.AlignCenter, text)

    def _names(self, painter: QPainter, bars: Sequence[tuple[int, QRectF, float]]) -> None:
        """Write causes over their bars, the selected one first, then the newest, where there is room."""
        metrics, taken = self.fontMetrics(), list[tuple[float, float]]()
        painter.setPen(QColor(theme.colors().text))
        for i, bar, _ in sorted(bars, key=lambda bar: (self._rows[bar[0]][0].key != self._selected, bar[0])):
            text = one_line(render(self._rows[i][0].cause))
            wide = metrics.horizontalAdvance(text)
            left = max(2.0, min(bar.left(), self.width() - wide - 4.0))
            if all(left > end + 8 or left + wide < begin - 8 for begin, end in taken):
                taken.append((left, left + wide))
                painter.drawText(QPointF(left, metrics.height() * 1.05), text)

    def restyle(self) -> None:
        self.setFixedHeight(round(self.fontMetrics().height() * 3.9))

    # Qt's

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ticks(painter)
        bars = self.bars()
        for i, bar, noticed in bars:
            row = self._rows[i][0]
            color = self._color(row.kind)
            pale = QColor(color)
            pale.setAlphaF(0.3)
            painter.fillRect(bar, pale)
            painter.fillRect(QRectF(QPointF(noticed, bar.top()), bar.bottomRight()), color)
            if row.key == self._selected:
                painter.setPen(QColor(theme.colors().strong))
                painter.drawRect(bar.adjusted(-2, -2, 2, 2))
        self._names(painter, bars)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().x())
        if index is not None:
            self.picked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.index_at(event.position().x()) is not None:
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.index_at(event.pos().x())
            QToolTip.showText(event.globalPos(), "" if index is None else tip(self._rows[index][1]), self)
            return True
        return super().event(event)
