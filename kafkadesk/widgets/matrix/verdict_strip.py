"""The verdicts of all groups on one strip, such as "monitoring: each once (7 of 7)"."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kafkadesk.models.matrix_table import Mood, VerdictLine
from kafkadesk.widgets.base import theme

MAX_LINES = 3


class VerdictStrip(QWidget):
    """Shows verdicts side by side, on more lines where one is too short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdicts: tuple[VerdictLine, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_verdicts(self, verdicts: Sequence[VerdictLine]) -> None:
        new = tuple(verdicts)
        if new != self._verdicts:
            self._verdicts = new
            self.setAccessibleName(self.text())
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """Return all of it, as one line."""
        return "  ".join(f"{v.label}: {v.sentence}" for v in self._verdicts) or self.tr("no verdict yet")

    # helpers

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 1.25)

    def _places(self, width: int) -> list[QPoint]:
        """Return where each verdict begins, line by line."""
        gap, x, line, found = self.fontMetrics().height(), 0, 0, []
        for verdict in self._verdicts:
            size = self._width(verdict)
            if x and x + size > width:
                x, line = 0, line + 1
            found.append(QPoint(x, line * self._line_height()))
            x += size + gap
        return found

    def _width(self, verdict: VerdictLine) -> int:
        label = self.fontMetrics().horizontalAdvance(f"{verdict.label}: ")
        return label + QFontMetrics(self._bold()).horizontalAdvance(verdict.word) + self.fontMetrics().horizontalAdvance(verdict.rest)

    # Qt's

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(v) for v in self._verdicts), self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self._line_height())

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        lines = places[-1].y() // self._line_height() + 1 if places else 1
        return min(lines, MAX_LINES) * self._line_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = theme.colors()
        moods = {Mood.GOOD: c.good, Mood.BAD: c.bad, Mood.WARN: c.warn, Mood.WAITING: c.muted}
        rise = (self._line_height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) // 2
        if not self._verdicts:
            painter.setPen(QColor(c.muted))
            painter.drawText(0, rise, self.text())
        for verdict, place in zip(self._verdicts, self._places(self.width()), strict=True):
            x, y = place.x(), place.y() + rise
            for text, color, font in (
                (f"{verdict.label}: ", c.text, self.font()),
                (verdict.word, moods[verdict.mood], self._bold()),
                (verdict.rest, c.text, self.font()),
            ):
                painter.setFont(font)
                painter.setPen(QColor(color))
                painter.drawText(x, y, text)
                x += painter.fontMetrics().horizontalAdvance(text)
        painter.end()
