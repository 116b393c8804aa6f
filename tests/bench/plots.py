"""How cost grows, as pictures: a plot for each axis and unit, the median of the rounds with minimum and maximum."""

import statistics
from collections.abc import Sequence
from pathlib import Path

import numpy
import pyqtgraph
from PySide6.QtGui import QColor

from tests.bench.rig import Figure

SIZE = (560, 300)
INK, LINE, OTHER = QColor(60, 66, 76), QColor(13, 91, 184), QColor(191, 87, 0)


def draw(rounds: Sequence[Sequence[Figure]], folder: Path) -> list[Path]:
    """Write a PNG for each (axis, unit) among the figures that stand on an axis; return the files. Needs a QApplication."""
    points: dict[tuple[str, str], dict[float, list[float]]] = {}
    for figure in (figure for figures in rounds for figure in figures):
        if figure.at is not None:
            points.setdefault((figure.axis, figure.unit), {}).setdefault(figure.at, []).append(figure.value)
    folder.mkdir(parents=True, exist_ok=True)
    return [_plot(axis, unit, values, folder) for (axis, unit), values in points.items()]


def draw_soak(points: Sequence[tuple[float, float, float]], path: Path) -> None:
    """Write a PNG of memory over time, from (seconds, MB of the window, MB of the largest consumer process). Needs a QApplication."""
    widget = _empty("minutes", "MB")
    minutes = [at / 60 for at, _, _ in points]
    widget.addLegend(labelTextColor=INK, offset=(-10, 60))
    for name, color, line in (("window", LINE, [w for _, w, _ in points]), ("largest consumer process", OTHER, [p for _, _, p in points])):
        widget.plot(minutes, line, pen=pyqtgraph.mkPen(color, width=2), name=name)
    widget.setYRange(0, max(w for _, w, _ in points) * 1.1)
    _save(widget, path)


def _empty(across: str, up: str) -> pyqtgraph.PlotWidget:
    widget = pyqtgraph.PlotWidget(background="w")
    widget.resize(*SIZE)
    for side, text in (("bottom", across), ("left", up)):
        widget.getAxis(side).setPen(INK)
        widget.getAxis(side).setTextPen(INK)
        widget.setLabel(side, text)
        widget.getAxis(side).enableAutoSIPrefix(False)
    widget.showGrid(y=True, alpha=0.3)
    return widget


def _save(widget: pyqtgraph.PlotWidget, path: Path) -> None:
    widget.show()
    widget.grab().save(str(path))
    widget.close()


def _plot(axis: str, unit: str, values: dict[float, list[float]], folder: Path) -> Path:
    at = sorted(values)
    medians = [statistics.median(values[x]) for x in at]
    widget = _empty(axis, unit)
    ticks = [(i, f"{x:,.0f}") for i, x in enumerate(at)]  # evenly: each step is a multiple of the one before
    widget.getAxis("bottom").setTicks([ticks])
    places = list(range(len(at)))
    lows, highs = [min(values[x]) for x in at], [max(values[x]) for x in at]
    widget.addItem(
        pyqtgraph.ErrorBarItem(
            x=numpy.array(places),
            y=numpy.array(medians),
            top=numpy.subtract(highs, medians),
            bottom=numpy.subtract(medians, lows),
            beam=0.1,
            pen=LINE,
        )
    )
    widget.plot(places, medians, pen=pyqtgraph.mkPen(LINE, width=2), symbol="o", symbolBrush=LINE, symbolPen=LINE, symbolSize=7)
    widget.setYRange(0, max(highs) * 1.1 or 1)
    path = folder / f"{unit.split('/')[0].replace(' ', '-')}-by-{axis.split()[0]}.png"
    _save(widget, path)
    return path
