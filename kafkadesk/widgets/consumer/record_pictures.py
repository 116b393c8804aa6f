"""Rows of a consumer pane as pictures: with each record that comes all rows move, and nothing else about them changes."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from kafkadesk.core.groups.revoked_rows import RowState
from kafkadesk.models.record_row import Row
from kafkadesk.models.record_table import RecordColumn
from kafkadesk.models.row_finder import Marks
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.theme_colors import ThemeColors
from kafkadesk.widgets.consumer.record_paint import RowPainter

TIMES_HOLD_S = 60  # then a time may be of yesterday, or no more in the future


class RowLook(NamedTuple):
    """What a row looks like, apart from what it holds. number: of our own send."""

    lit: bool
    selected: bool
    match: bool
    current: bool
    number: int | None
    state: RowState | None
    marks: Marks


class Layout(NamedTuple):
    """What all rows have in common. columns: where text stands, and how much room it has; period: for which times are in words."""

    columns: Mapping[RecordColumn, tuple[int, int]]
    width: int
    height: int
    ratio: float
    colors: ThemeColors
    period: int


@dataclass(slots=True)
class _Drawn:
    """A row as it was drawn the last time. picture: made the second time, as at full speed no row is drawn twice."""

    row: Row
    look: RowLook
    picture: QPixmap | None = None


class RowPictures:
    """Draws rows; those of the last painting that have not changed are copied. bar: the width of the sign of a match."""

    def __init__(self, rows: RowPainter, bar: int) -> None:
        self._rows = rows
        self._bar = bar
        self._layout: Layout | None = None
        self._drawn: dict[int, _Drawn] = {}  # by id() of the row, which it keeps alive
        self._now: dict[int, _Drawn] = {}

    def forget(self) -> None:
        """Draw every row anew."""
        self._drawn.clear()

    def begin(self, columns: Mapping[RecordColumn, tuple[int, int]], width: int, height: int, ratio: float) -> None:
        """Begin a painting with this layout."""
        layout = Layout(columns, width, height, ratio, theme.colors(), int(time.time() / TIMES_HOLD_S))
        if layout != self._layout:
            self._layout = layout
            self._drawn.clear()

    def draw(self, painter: QPainter, top: int, row: Row, look: RowLook) -> None:
        """Draw a row at this height."""
        assert self._layout is not None
        drawn = self._drawn.get(id(row))
        if drawn is None or drawn.look != look:
            self._paint(painter, top, row, look, self._layout)
            drawn = _Drawn(row, look)
        else:
            if drawn.picture is None:
                drawn.picture = self._picture(row, look, self._layout)
            painter.drawPixmap(0, top, drawn.picture)
        self._now[id(row)] = drawn

    def end(self) -> None:
        """End a painting: what was not in it is forgotten."""
        self._drawn, self._now = self._now, {}

    def _picture(self, row: Row, look: RowLook, layout: Layout) -> QPixmap:
        picture = QPixmap(round(layout.width * layout.ratio), round(layout.height * layout.ratio))
        picture.setDevicePixelRatio(layout.ratio)
        picture.fill(QColor(layout.colors.card))
        painter = QPainter(picture)
        self._paint(painter, 0, row, look, layout)
        painter.end()
        return picture

    def _paint(self, painter: QPainter, top: int, row: Row, look: RowLook, layout: Layout) -> None:
        c, band = layout.colors, QRect(0, top, layout.width, layout.height)
        if look.lit or look.selected:
            painter.fillRect(band, QColor(c.flash if look.lit else c.select))
        if look.match:
            painter.fillRect(QRect(0, top, self._bar, layout.height), QColor(c.accent))
        cells = {column: QRect(left, top, width, layout.height) for column, (left, width) in layout.columns.items()}
        self._rows.paint(painter, row, cells, look.marks, look.state)
        painter.setPen(QColor(c.line))
        painter.drawLine(band.left(), band.bottom(), band.right(), band.bottom())
        if look.current:
            painter.setPen(QColor(c.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band.adjusted(0, 0, -1, -1))
