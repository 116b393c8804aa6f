"""The plot of lags over time. pyqtgraph is handed in: it and numpy take a while to import, in a thread, when the view is first seen."""

import itertools
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kafkadesk.core.groups.lag_history import KEPT_S
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.groups.lag_view import LagLine

LINE_PX, THIN_PX = 2.0, 1.0
SHORTEST_S = 60.0  # what the time axis shows at least
TICKS_S = (10, 15, 30, 60, 120, 300)


class LagPlot(Responsive, QWidget):
    """Takes lines, draws them over the time before now. pyqtgraph: the module of that name."""

    def __init__(self, pyqtgraph: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pyqtgraph = pyqtgraph
        self._lines: tuple[LagLine, ...] = ()
        self._now = 0.0
        self._oldest = -SHORTEST_S
        self._highest = 1
        self._curves: list[Any] = []
        self._plot: Any = pyqtgraph.PlotWidget(self, enableMenu=False)
        menu = self._plot.getPlotItem().ctrlMenu  # made all the same, and nobody's child: it would outlive the plot
        menu.setParent(self, menu.windowFlags())
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMinimumHeight(0)
        self._plot.getAxis("left").enableAutoSIPrefix(False)
        self._plot.getAxis("bottom").setStyle(hideOverlappingLabels=False)  # else it leaves out the last one
        self._plot.getPlotItem().layout.setContentsMargins(0, 0, self.fontMetrics().averageCharWidth() * 4, 0)  # for half of the last time
        self._plot.setAccessibleName(self.tr("Lag over time"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.restyle()

    def set_lines(self, lines: Sequence[LagLine], now: float) -> None:
        """Draw these lines. now: time.monotonic() seconds, the right edge."""
        self._lines, self._now = tuple(lines), now
        self._draw()

    def _draw(self) -> None:
        while len(self._curves) > len(self._lines):
            self._plot.removeItem(self._curves.pop())
        while len(self._curves) < len(self._lines):
            self._curves.append(self._plot.plot([], [], antialias=True))
        oldest, highest = -SHORTEST_S, 1
        for curve, line in zip(self._curves, self._lines, strict=True):
            times, lags = line.points
            ago = [at - self._now for at in times]
            color = theme.group_color(line.mark)
            if line.faint:
                color.setAlpha(90)
            style = Qt.PenStyle.DashLine if line.partition else Qt.PenStyle.SolidLine
            curve.setPen(self._pyqtgraph.mkPen(color, width=THIN_PX if line.faint else LINE_PX, style=style))
            curve.setData(ago, lags)
            oldest, highest = min(oldest, ago[0] if ago else 0.0), max(highest, max(lags, default=0))
        self._oldest = max(oldest, -KEPT_S)
        self._plot.setXRange(self._oldest, 0.0, padding=0)
        self._mark_times()
        self._highest = highest
        self._mark_lags()

    def _mark_times(self) -> None:
        """Put ticks at round times, as many as there is room for."""
        room = max(1.0, self._plot.width() / (self.fontMetrics().horizontalAdvance("-10 min") * 1.8))
        step = next((s for s in TICKS_S if -self._oldest / s <= room), TICKS_S[-1])
        times = range(0, round(-self._oldest) + 1, step)
        self._plot.getAxis("bottom").setTicks([[(-ago, self._ago(ago)) for ago in times]])

    def _mark_lags(self) -> None:
        """Show lags up to the highest, with as many ticks as there is room for, at whole records: there are no halves."""
        room = max(1.0, self._plot.height() / (self.fontMetrics().height() * 2.5))
        step = next(
            step for power in itertools.count() for step in (10**power, 2 * 10**power, 5 * 10**power) if self._highest / step <= room
        )
        over = max(0.08, 0.7 * self.fontMetrics().height() / max(1.0, self._plot.getViewBox().height()))  # for half of the highest mark
        self._plot.setYRange(0, self._highest * (1 + over), padding=0)
        marks = range(step, self._highest + 1, step) or (self._highest,)
        self._plot.getAxis("left").setTicks([[(lag, str(lag)) for lag in marks]])

    def _ago(self, seconds: int) -> str:
        if not seconds:
            return self.tr("now")
        if seconds % 60:
            return self.tr("-{n} s").format(n=seconds)
        return self.tr("-{n} min").format(n=seconds // 60)

    def restyle(self) -> None:
        c = theme.colors()
        self._plot.setBackground(QColor(c.card))
        self._plot.showGrid(x=False, y=True, alpha=0.15)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(QColor(c.border_strong))
            axis.setTextPen(QColor(c.muted))
            axis.setStyle(tickFont=self.font())
        self._draw()

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark_times()
        self._mark_lags()
