"""The lag view: lines and words a group, and of the partition that is selected."""

import importlib
import importlib.util
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.groups.lag_history import LagHistory
from kafkadesk.models.lag_table import LagRow
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.groups.lag_plot import LagPlot
from kafkadesk.widgets.groups.lag_view import LagLine, LagView


class Drawn(QWidget):
    """Keeps what it is to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[list[int], bool, bool]] = []
        self.fed = 0

    def set_lines(self, lines: Sequence[LagLine], now: float) -> None:
        del now
        self.fed += 1
        self.lines = [(line.points[1], line.partition, line.faint) for line in lines]


def rows(groups: int = 1, lag: int = 0) -> list[LagRow]:
    return [
        LagRow(group=f"<b>g{g}", topic="orders", partition=p, member="A", committed=5, log_end=5 + lag, lag=lag, position=5)
        for g in range(groups)
        for p in range(2)
    ]


def fed(view: LagView, *, groups: int = 1) -> LagHistory:
    history = LagHistory()
    for second in range(4):
        history.sample(float(second), {row.key: row.lag for row in rows(groups, lag=7 * second)})
    view.set_rows(rows(groups, lag=21))
    view.set_history(history, 3.0)
    return history


def said(view: LagView) -> list[str]:
    return [label.text() for label in (*view._sentences, view._more) if label.isVisible()]


@pytest.fixture
def view(qtbot: QtBot) -> LagView:
    made = LagView(GroupColors())
    qtbot.addWidget(made)
    made.set_plot(Drawn())
    made.resize(900, 300)
    made.show()
    return made


def drawn(view: LagView) -> Drawn:
    assert isinstance(view._plot, Drawn)
    return view._plot


def test_a_group_is_a_line_and_a_sentence_and_a_selected_partition_another(view: LagView) -> None:
    fed(view)
    assert said(view) == ["<b>g0: lag 42, growing 14/s"]
    assert view._sentences[0].textFormat() is Qt.TextFormat.PlainText
    assert drawn(view).lines == [([0, 14, 28, 42], False, False)]
    view.view.selectRow(1)
    assert said(view) == ["<b>g0: lag 42, growing 14/s", "- - P1 of <b>g0: lag 21, growing 7.0/s"]
    assert drawn(view).lines == [([0, 14, 28, 42], False, True), ([0, 7, 14, 21], True, False)]
    view.set_rows(rows(2, lag=21))  # another group came: what was selected still is
    assert view.chosen() == ("<b>g0", "orders", 1)
    QTest.keyClick(view.view, Qt.Key.Key_Escape)
    assert view.chosen() is None
    assert drawn(view).lines == [([0, 14, 28, 42], False, False)]


def test_many_groups_are_counted_and_all_are_drawn(view: LagView) -> None:
    fed(view, groups=7)
    assert said(view)[-1] == "and 2 more groups"
    assert len(said(view)) == 6
    assert len(drawn(view).lines) == 7


def test_nothing_is_drawn_while_nobody_looks(view: LagView) -> None:
    view.hide()
    before = drawn(view).fed
    fed(view)
    assert drawn(view).fed == before


def test_without_a_group_it_says_so_and_without_pyqtgraph_too(qtbot: QtBot) -> None:
    view = LagView(GroupColors())
    qtbot.addWidget(view)
    view.show()
    view.set_rows([])
    assert view._none.isVisible()
    fed(view)
    view.no_plot()
    assert "pip install pyqtgraph" in view._no_plot.text()
    assert said(view) == ["<b>g0: lag 42, growing 14/s"]


@pytest.mark.skipif(importlib.util.find_spec("pyqtgraph") is None, reason="pyqtgraph, a dependency of KafkaDesk, is not installed here")
def test_lines_are_really_drawn(qtbot: QtBot) -> None:
    view = LagView(GroupColors())
    qtbot.addWidget(view)
    plot = LagPlot(importlib.import_module("pyqtgraph"))
    view.set_plot(plot)
    view.resize(900, 300)
    view.show()
    before = plot.grab().toImage()
    fed(view, groups=2)
    qtbot.wait_until(lambda: plot.grab().toImage() != before)
    assert len(plot._curves) == 2
    fed(view)
    assert len(plot._curves) == 1


@pytest.mark.skipif(importlib.util.find_spec("pyqtgraph") is None, reason="pyqtgraph, a dependency of KafkaDesk, is not installed here")
@pytest.mark.parametrize(("highest", "height"), [(0, 90), (1, 300), (42, 60), (3, 90), (3, 300), (12, 90), (987_654, 300)])
def test_the_axis_counts_whole_records_and_is_not_crowded(qtbot: QtBot, highest: int, height: int) -> None:
    plot = LagPlot(importlib.import_module("pyqtgraph"))
    qtbot.addWidget(plot)
    plot.resize(500, height)
    plot.show()
    plot.set_lines([LagLine(mark=GroupColors().mark("g"), points=([0.0, 1.0], [0, highest]))], 1.0)
    ((*marks,),) = plot._plot.getAxis("left")._tickLevels
    assert marks
    assert all(isinstance(lag, int) and 0 < lag <= max(1, highest) and text == str(lag) for lag, text in marks)
    assert len(marks) * plot.fontMetrics().height() * 2 <= height


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_heading_has_its_room(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    theme.apply(qapp, "light")
    view = LagView(GroupColors())
    qtbot.addWidget(view)
    fed(view)
    view.resize(510, 300)  # beside the matrix, with the producer pane and a lesson open, in 1680 pixels
    view.show()
    try:
        i18n.install(qapp, language)
        qapp.processEvents()  # the window is told of its language by an event
        header = view.view.horizontalHeader()
        assert view.table.headerData(6, Qt.Orientation.Horizontal) == {"en": "lag", "zh_CN": "积压"}[language]
        assert all(header.sectionSize(i) >= header.sectionSizeHint(i) for i in range(header.count()))
        assert header.length() <= view.view.viewport().width()
    finally:
        i18n.install(qapp, "en")
