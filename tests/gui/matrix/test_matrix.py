"""The matrix, its header and verdicts over a ledger drawn as text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.delivery import Delivery
from kafkadesk.core.delivery import Verdict as Sent
from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.ledger.matrix import GroupVerdict, VerdictKind
from kafkadesk.models.lag_table import LagRow
from kafkadesk.models.matrix_table import MatrixTable, Mood, delay_text
from kafkadesk.widgets.groups.lag_view import LagView
from kafkadesk.widgets.matrix.matrix_view import MatrixView
from kafkadesk.widgets.matrix.verdict_strip import VerdictStrip
from tests.rigs.batches import BEGIN_MS, run_of
from tests.rigs.drawn_ledger import PICTURE, PICTURE_PANES, DrawnLedger


def drawn(table: MatrixTable) -> list[str]:
    """Return every row of the matrix in words."""
    return [" | ".join(str(table.data(table.index(r, c))) for c in range(table.columnCount())) for r in range(table.rowCount())]


def checked(source: DrawnLedger) -> MatrixTable:
    table = MatrixTable(source)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    table.refresh()
    return table


@pytest.fixture
def ledger() -> DrawnLedger:
    return DrawnLedger(PICTURE_PANES, PICTURE)


def test_in_words(ledger: DrawnLedger) -> None:
    assert drawn(checked(ledger)) == [
        "10 |  |  | in flight | in flight | in flight | in flight",
        "9 | 0 | 98 | received, 4 ms | another member's | received, 5 ms | received, 4 ms",
        "8 | 3 | 102 | another member's | received, 4 ms | received, 5 ms | received, 4 ms",
        "7 | 2 | 105 | another member's | received, 4 ms | received, 5 ms | received, 4 ms",
        "6 | 1 | ? | " + " | ".join(["not seen by anyone so far"] * 4),
        "5 |  | rejected | " + " | ".join(["never written"] * 4),
        "4 | 3 | 101 | another member's | received, not committed, 4 ms | received, 5 ms | received, 4 ms",
        "3 | 2 | 104 | another member's | received, 2 times | missing | received, 1.2 s",
        "2 | 1 | 99 | received, 4 ms | another member's | received, 5 ms | waiting",
        "other | 1 | 98 | received, 4 ms | another member's | received, 5 ms | received, 4 ms",
        "1 | 0 | 97 | received, 4 ms | another member's |  | received, 4 ms",
    ]


def test_verdicts(ledger: DrawnLedger) -> None:
    ledger.verdicts["audit"] = GroupVerdict(kind=VerdictKind.MISSING, n=6, of=7, missing=(3,))
    found = checked(ledger).verdicts()
    assert [(v.label, v.word, v.rest, v.mood) for v in found] == [
        ("monitoring", "each once", " (7 of 7)", Mood.GOOD),
        ("audit", "1 missing: #3", "", Mood.BAD),
        ("Consumer 4", "all", " (7 of 7)", Mood.GOOD),
    ]


def test_what_cannot_be_determined_is_told_as_such(ledger: DrawnLedger) -> None:
    ledger.draw("1 0 97 4 ? 5 4")
    assert drawn(checked(ledger)) == ["1 | 0 | 97 | received, 4 ms | cannot be determined | received, 5 ms | received, 4 ms"]


def test_rows_come_and_go(ledger: DrawnLedger) -> None:
    table = checked(ledger)
    for drawing, count in (("1 0 97 4 · - 4", 1), (PICTURE, 11), ("", 0), ("2 0 98 4 · - 4\n1 0 97 4 · - 4", 2)):
        ledger.draw(drawing)
        table.refresh()
        assert table.rowCount() == count


def shown_view(qtbot: QtBot, ledger: DrawnLedger, width: int = 700) -> MatrixView:
    view = MatrixView(checked(ledger), GroupColors())
    qtbot.addWidget(view)
    view.resize(width, 330)
    view.show()
    return view


def click(view: MatrixView, row: int, column: int) -> None:
    table = view.cells.model()
    place = view.cells.visualRect(table.index(row, column)).center()
    QTest.mouseClick(view.cells.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_over_the_real_ledger(qtbot: QtBot) -> None:
    ledger = Ledger()
    ledger.reading("p1", "Consumer 1", "monitoring", "test-kafka", {0: 97}, 1.0)
    ledger.reading("p2", "Consumer 2", None, "test-kafka", {0: 97}, 1.0)
    for number in (1, 2):
        ledger.delivery(
            Delivery(
                number=number, send_id=1, topic="test-kafka", partition=0, offset=96 + number, sent_at=2.0, wall_ms=BEGIN_MS, verdict=Sent.CONFIRMED
            )
        )  # fmt: skip
    ledger.arrived(RecordsArrived(pane="p1", group="monitoring", generation=1, serial=1, batch=run_of(97, 2), at=2.005))
    ledger.committed("monitoring", "test-kafka", {0: 98}, 0.0)
    table = MatrixTable(ledger, label=str.upper)
    table.refresh()
    assert drawn(table) == [
        "2 | 0 | 98 | received, not committed, 5 ms | waiting",
        "1 | 0 | 97 | received, 5 ms | waiting",
    ]
    assert [f"{v.label}: {v.sentence}" for v in table.verdicts()] == ["MONITORING: each once (2 of 2)", "Consumer 2: 0 of 2 so far"]
    assert table.why(0, table.columns()[1]) == "Consumer 2 has not come to it yet."


def test_a_cell_says_why_and_tells_which_message(qtbot: QtBot, ledger: DrawnLedger) -> None:
    view = shown_view(qtbot, ledger)
    selected: list[tuple[str, int, int]] = []
    view.message_selected.connect(lambda *what: selected.append(what))
    click(view, 1, 4)
    assert view.why.text() == "Partition 0 belongs to Consumer 2."
    assert set(selected) == {("test-kafka", 0, 98)}


def test_why_follows_its_message(qtbot: QtBot, ledger: DrawnLedger) -> None:
    view = shown_view(qtbot, ledger)
    click(view, 1, 4)
    ledger.draw("11 1 100 4 · 5 4\n" + PICTURE)
    view.refresh()
    assert view.why.text() == "Partition 0 belongs to Consumer 2."
    ledger.draw("11 1 100 4 · 5 4")
    view.refresh()
    assert view.why.text() == ""


def test_a_message_without_an_offset_is_not_selected_elsewhere(qtbot: QtBot, ledger: DrawnLedger) -> None:
    view = shown_view(qtbot, ledger)
    selected: list[object] = []
    view.message_selected.connect(lambda *what: selected.append(what))
    click(view, 0, 4)
    assert selected == []


def image(view: MatrixView) -> bytes:
    picture = view.grab().toImage()  # kept by a name: constBits looks into it
    return bytes(picture.constBits())


def test_highlight_and_new_cells_change_the_picture(qtbot: QtBot, ledger: DrawnLedger) -> None:
    view = shown_view(qtbot, ledger)
    before = image(view)
    view.refresh()
    assert image(view) == before
    view.highlight("test-kafka", 0, 98)
    lit = image(view)
    assert lit != before
    ledger.draw(PICTURE.replace("9 0 98   4 · 5 4", "9 0 98   4 · 5 w"))
    view.refresh()
    assert image(view) != lit


def test_narrow_columns_are_painted_too(qtbot: QtBot) -> None:
    panes = [(f"Consumer {i}", f"group-{i % 9}") for i in range(20)]
    view = shown_view(qtbot, DrawnLedger(panes, "1 0 97 " + " ".join(["4", "o4", "x3", "w", "!"] * 4)), 300)
    assert view.cells.columnWidth(3) >= 2 * view.fontMetrics().height()
    assert image(view)


def test_verdicts_are_told_once(qtbot: QtBot, ledger: DrawnLedger) -> None:
    view = shown_view(qtbot, ledger)
    told: list[object] = []
    view.verdicts_changed.connect(told.append)
    view.refresh()
    ledger.verdicts["audit"] = GroupVerdict(kind=VerdictKind.WAITING, n=6, of=7)
    view.refresh()
    view.refresh()
    assert len(told) == 1


def test_the_strip_alone(qtbot: QtBot, ledger: DrawnLedger) -> None:
    strip = VerdictStrip()
    qtbot.addWidget(strip)
    assert strip.text() == "no verdict yet"
    strip.set_verdicts(checked(ledger).verdicts())
    assert strip.text() == "monitoring: each once (7 of 7)  audit: each once (7 of 7)  Consumer 4: all (7 of 7)"
    assert strip.heightForWidth(150) > strip.heightForWidth(2000)


@pytest.mark.parametrize(("ms", "text"), [(0.2, "0 ms"), (4.4, "4 ms"), (999.4, "999 ms"), (1234, "1.2 s"), (200_000, "3 min")])
def test_delays(ms: float, text: str) -> None:
    assert delay_text(ms) == text


def lag_row(lag: int | None, member: str = "Consumer 1") -> LagRow:
    committed = None if lag is None else 100 - lag
    return LagRow(group="monitoring", topic="test-kafka", partition=0, member=member, committed=committed, log_end=100, lag=lag)


def test_lag(qtbot: QtBot) -> None:
    view = LagView(GroupColors())
    qtbot.addWidget(view)
    QAbstractItemModelTester(view.table, QAbstractItemModelTester.FailureReportingMode.Warning, view.table)
    view.set_rows([])
    view.set_rows([lag_row(None), lag_row(1200, "kcat@/127.0.0.1")])
    view.set_rows([replace(lag_row(0), position=90), lag_row(0, "kcat@/127.0.0.1")])
    view.show()
    assert not view.grab().isNull()
    table = view.table
    rows = [" | ".join(str(table.data(table.index(r, c))) for c in range(7)) for r in range(2)]
    assert rows == [
        "monitoring | 0 | Consumer 1 | 100 | 90 | 100 | 0",
        "monitoring | 0 | kcat@/127.0.0.1 | 100 | — | 100 | 0",
    ]
