"""The header of the matrix: each group's name over its panes, all in its colour."""

from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from kafkadesk.core.colors import GroupColors
from kafkadesk.models.matrix_table import Fixed, MatrixTable
from kafkadesk.widgets.base import theme

LINES = 2.5  # of text


class MatrixHeader(QHeaderView):
    """Two lines: groups, panes."""

    def __init__(self, model: MatrixTable, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._colors = colors
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)

    # Qt's

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self.fontMetrics().height() * LINES))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        c = theme.colors()
        painter.fillRect(self.viewport().rect(), QColor(c.header))
        painter.setPen(QColor(c.line))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        half = self.height() // 2
        for fixed in Fixed:
            painter.setPen(QColor(c.muted))
            name = str(self._model.headerData(fixed, self.orientation()))
            self._draw(painter, self._box(fixed, fixed, half, self.height() - half), name)
        sections = range(len(Fixed), self.count())
        for group, run in groupby(sections, key=self._group):
            members = list(run)
            mark = self._colors.mark(group)
            color = theme.group_color(mark) if group is not None else QColor(c.muted)
            for section in members:
                painter.setPen(color)
                name = str(self._model.headerData(section, self.orientation()))
                self._draw(painter, self._box(section, section, half, self.height() - half), name)
            if group is not None:
                over = self._box(members[0], members[-1], 0, half)
                painter.fillRect(QRect(over.left(), half - 1, over.width(), 2), color)
                painter.setPen(color)
                self._draw(painter, over, f"{mark.initials} {group}" if mark.striped else group)
        painter.end()

    def _group(self, section: int) -> str | None:
        column = self._model.column(section)
        return None if column is None or column.group is None else self._model.group_label(column)

    def _box(self, first: int, last: int, top: int, height: int) -> QRect:
        gap = self.fontMetrics().height() // 5
        left = self.sectionViewportPosition(first) + gap
        right = self.sectionViewportPosition(last) + self.sectionSize(last) - gap
        return QRect(left, top, right - left, height)

    def _draw(self, painter: QPainter, box: QRect, text: str) -> None:
        # What tells names apart is often at their end: Consumer 1, Consumer 2.
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
