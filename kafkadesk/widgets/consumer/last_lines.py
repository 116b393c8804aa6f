"""The newest records of a pane in short, for a tile: "#12 P3:104"."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kafkadesk.core.focus import Focus, covers
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme

LINES = 4


class LastLines(QWidget):
    """As many of the newest records as there is room for.

    Signals:
        chosen(topic, partition, offset): the user clicked on one.
    """

    chosen = Signal(str, int, object)  # a C int is too small for an offset

    def __init__(self, model: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._lit: tuple[str, int, int] | None = None
        self._pointed: Focus | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Newest records"))
        model.refreshed.connect(self._on_refreshed)

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        """Light up this record if it is here."""
        self._lit = (topic, partition, offset)
        self.update()

    def point(self, focus: Focus | None) -> None:
        """Light up the records of what is pointed at anywhere; None: of nothing."""
        if focus != self._pointed:
            self._pointed = focus
            self.update()

    def _on_refreshed(self, moved: int) -> None:
        del moved
        self.update()

    # Qt's

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 14, self._line_height() * LINES)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.mono_font(self.font()))
        c, height, pad = theme.colors(), self._line_height(), self._line_height() // 3
        for i, line in enumerate(self._table.last(self._lines())):
            band = QRect(0, i * height, self.width(), height)
            row = self._table.row(i)
            if self._lit == (row.topic, row.partition, row.offset) or covers(self._pointed, row.topic, row.partition, row.offset):
                painter.fillRect(band, QColor(c.flash))
            painter.setPen(QColor(c.text))
            room = band.adjusted(pad, 0, -pad, 0)
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignVCenter,
                painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width()),
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        i = int(event.position().y()) // self._line_height()
        if 0 <= i < min(self._lines(), self._table.rowCount()):
            row = self._table.row(i)
            self.chosen.emit(row.topic, row.partition, row.offset)

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _lines(self) -> int:
        return max(1, self.height() // self._line_height())
