"""What stands in the window until its parts are there: their places, without words."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kafkadesk.widgets.base import theme

MARGIN, RADIUS = 8, 6
BAR = 44  # pixels; the connection bar
PRODUCER = 0.24  # of the width
PANES = 0.58  # of the height


class Skeleton(QWidget):
    """Cards where the connection bar, the producer, the panes and the views below will be; nothing where the first page will.

    painted: whether it has been on screen.
    """

    def __init__(self, *, desk: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painted = False
        self._desk = desk

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted = True
        if not self._desk:
            return
        colors, painter = theme.colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, self.width(), BAR, QColor(colors.card))
        painter.setPen(QColor(colors.border))
        painter.setBrush(QColor(colors.card))
        top, bottom = BAR + MARGIN, self.height() - MARGIN
        across, down = round(self.width() * PRODUCER), top + round((bottom - top) * PANES)
        for left, upper, right, lower in (
            (MARGIN, top, across, bottom),
            (across + MARGIN, top, self.width() - MARGIN, down),
            (across + MARGIN, down + MARGIN, self.width() - MARGIN, bottom),
        ):
            painter.drawRoundedRect(QRectF(left + 0.5, upper + 0.5, right - left - 1, lower - upper - 1), RADIUS, RADIUS)
        painter.end()
