"""How cost grows, as pictures: a plot for each axis and unit, the median of the rounds with minimum and maximum."""

import statistics
from collections.abc import Sequence
from pathlib import Path

import numpy
import pyqtgraph
from PySide6.QtGui import QColor

from tests.bench.rig import Figure

SIZE = (560, 300)
INK, LINE = QColor(60, 66, 76), QColor(13, 91, 184)


def draw(rounds: Sequence[Sequence[Figure]], folder: Path) -> list[Path]:
    """Write a PNG for each (axis, unit) among the figures that stand on an axis; return the files. Needs a QApplication."""
    points: dict[tuple[str, str], dict[float, list[float]]] = {}
    for figure in (figure for figures in rounds for figure in figures):
        if figure.at is not None:
            points.setdefault((figure.axis, figure.unit), {}).setdefault(figure.at, []).append(figure.value)
    folder.mkdir(parents=True, exist_ok=True)
    return [_plot(axis, unit, values, folder) for (axis, unit), values in points.items()]


def _plot(axis: str, unit: str, values: dict[float, list[float]], folder: Path) -> Path:
    at = sorted(values)
    medians = [statistics.median(values[x]) for x in at]
    widget = pyqtgraph.PlotWidget(background="w")
    widget.resize(*SIZE)
    ticks = [(i, f"{x:,.0f}") for i, x in enumerate(at)]  # evenly: each step is a multiple of the one before
    for side, text in (("bottom", axis), ("left", unit)):
        widget.getAxis(side).setPen(INK)
        widget.getAxis(side).setTextPen(INK)
        widget.setLabel(side, text)
        widget.getAxis(side).enableAutoSIPrefix(False)
    widget.getAxis("bottom").setTicks([ticks])
    widget.showGrid(y=True, alpha=0.3)
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
    path = folder / f"{unit.split('/')[0]}-by-{axis.split()[0]}.png"
    widget.show()
    widget.grab().save(str(path))
    widget.close()
    return path
