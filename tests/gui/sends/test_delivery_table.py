"""The delivery table's model: drawn as text, watched by Qt's model tester, and never faster than the eye."""

import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kafkadesk.core.delivery import Delivery, Waiting, WaitKind
from kafkadesk.core.events import SendConfirmed, SendFailed
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.text import Text
from kafkadesk.models.delivery_table import REFRESH_BURST, REFRESH_PER_S, SHOWN_ROWS, DeliveryColumn, DeliveryTable, latency_text
from kafkadesk.widgets.base.cell_paint import CellFonts
from kafkadesk.widgets.sends.delivery_view import DeliveryView


def send(number: int, *, topic: str = "test-kafka", key: bytes | None = None) -> Delivery:
    return Delivery(number=number, send_id=1, topic=topic, partition=None, key=key, value_size=3, sent_at=100.0, wall_ms=1_795_000_000_000)


def watch(table: DeliveryTable) -> None:
    """Let Qt check every signal of the model from now on; what it finds is logged, and fails the test."""
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)


@pytest.fixture
def log() -> DeliveryLog:
    return DeliveryLog()


@pytest.fixture
def table(log: DeliveryLog, qtbot: QtBot) -> DeliveryTable:
    made = DeliveryTable(log)
    watch(made)
    return made


def drawn(table: DeliveryTable) -> list[str]:
    columns = (
        DeliveryColumn.NUMBER,
        DeliveryColumn.PARTITION,
        DeliveryColumn.OFFSET,
        DeliveryColumn.LATENCY,
        DeliveryColumn.VERDICT,
        DeliveryColumn.REASON,
    )
    return [" | ".join(table.index(row, c).data() for c in columns).rstrip(" |") for row in range(table.rowCount())]


def test_each_verdict_newest_first(log: DeliveryLog, table: DeliveryTable) -> None:
    for number in range(1, 6):
        log.add(send(number))
    log.apply(SendConfirmed(number=1, partition=2, offset=104, at=100.0031))
    log.apply(SendFailed(number=2, may_be_written=False, reason=Text("There is no partition 7."), at=100.0))
    log.apply(SendFailed(number=3, may_be_written=True, reason=Text("The connection died."), at=130.0))
    log.started((4,))
    table.refresh()
    assert drawn(table) == [
        "5 | — | — | … | ◌ queued",
        "4 | — | — | … | ○ in flight",
        "3 | — | — | 30 s | ? unknown | The connection died.",
        "2 | — | — | 0.0 ms | ✗ rejected | There is no partition 7.",
        "1 | 2 | 104 | 3.1 ms | ✓ confirmed",
    ]


def test_an_open_send_says_what_it_waits_for_until_it_has_its_verdict(log: DeliveryLog, table: DeliveryTable) -> None:
    for number in range(1, 6):
        log.add(send(number))
        log.started((number,))
    kinds = (WaitKind.ANSWER, WaitKind.RETRY, WaitKind.LEADER, WaitKind.BROKER, WaitKind.TURN)
    log.now_waiting({number: Waiting(kind, 3, Text(kind.value)) for number, kind in enumerate(kinds, 1)})
    table.refresh()
    assert drawn(table) == [
        "5 | — | — | … | ○ in flight | turn",
        "4 | — | — | … | ○ waits for broker | broker",
        "3 | — | — | … | ○ waits for leader | leader",
        "2 | — | — | … | ○ retrying 3 | retry",
        "1 | — | — | … | ○ in flight | answer",
    ]
    log.apply(SendConfirmed(number=2, partition=0, offset=7, at=100.5))
    log.now_waiting({3: Waiting(WaitKind.LEADER, 4, Text("leader"))})
    table.refresh()
    assert drawn(table)[1:] == [
        "4 | — | — | … | ○ in flight",
        "3 | — | — | … | ○ waits for leader | leader",
        "2 | 0 | 7 | 500 ms | ✓ confirmed",
        "1 | — | — | … | ○ in flight",
    ]


def test_a_send_that_nobody_asked_about_says_what_reading_found(log: DeliveryLog, table: DeliveryTable) -> None:
    for number in (1, 2, 3):
        log.add(send(number))
        log.not_confirmed(number, Text("without flush()"))
    log.found(2, 0, 7)
    log.found(3, None, None)
    table.refresh()
    assert drawn(table) == [
        "3 | — | — | — | ~ not confirmed · lost | without flush()",
        "2 | 0 | 7 | — | ~ not confirmed · arrived | without flush()",
        "1 | — | — | — | ~ not confirmed | without flush()",
    ]


def test_rows_grow_at_the_top_and_go_at_the_bottom(table: DeliveryTable, log: DeliveryLog) -> None:
    for number in range(1, SHOWN_ROWS):
        log.add(send(number))
    table.refresh()
    assert (table.rowCount(), table.row_of(1)) == (SHOWN_ROWS - 1, SHOWN_ROWS - 2)
    for number in range(SHOWN_ROWS, SHOWN_ROWS + 3):
        log.add(send(number))
    table.refresh()
    assert (table.rowCount(), table.row_of(SHOWN_ROWS + 2), table.row_of(2)) == (SHOWN_ROWS, 0, None)


def test_so_many_new_ones_that_none_of_the_old_is_left(table: DeliveryTable, log: DeliveryLog) -> None:
    log.add(send(1))
    table.refresh()
    for number in range(2, SHOWN_ROWS + 3):
        log.add(send(number))
    table.refresh()
    assert (table.rowCount(), table.row_of(1)) == (SHOWN_ROWS, None)


def test_a_log_that_loses_a_send_in_the_middle(qtbot: QtBot) -> None:
    """An open send outlives later ones that have their verdict."""
    log = DeliveryLog(kept=3)
    table = DeliveryTable(log)
    watch(table)
    for number in (1, 2, 3):
        log.add(send(number))
    table.refresh()
    log.apply(SendConfirmed(number=2, partition=0, offset=0, at=100.0))
    log.add(send(4))
    table.refresh()
    assert [table.index(r, 0).data() for r in range(table.rowCount())] == ["4", "3", "1"]


def test_one_send_is_shown_without_a_wait(qtbot: QtBot, log: DeliveryLog, table: DeliveryTable) -> None:
    began = time.monotonic()
    log.add(send(1))
    with qtbot.waitSignal(table.refreshed, timeout=1000):
        table.changed()
    log.apply(SendConfirmed(number=1, partition=0, offset=0, at=101.0))
    with qtbot.waitSignal(table.refreshed, timeout=1000):
        table.changed()
    assert drawn(table) == ["1 | 0 | 0 | 1.0 s | ✓ confirmed"]
    assert time.monotonic() - began < 1 / REFRESH_PER_S


def test_a_verdict_is_shown_in_the_same_turn_and_nothing_is_drawn_before_it(qtbot: QtBot, log: DeliveryLog, table: DeliveryTable) -> None:
    refreshed: list[str] = []
    table.refreshed.connect(lambda: refreshed.append(drawn(table)[0]))
    log.add(send(1))
    table.changed(settled=False)
    log.apply(SendConfirmed(number=1, partition=0, offset=0, at=101.0))
    table.changed()
    assert refreshed == ["1 | 0 | 0 | 1.0 s | ✓ confirmed"]
    log.add(send(2))
    table.changed(settled=False)
    qtbot.waitUntil(lambda: refreshed[1:] == ["2 | — | — | … | ◌ queued"], timeout=1000)  # its verdict takes longer than a moment


def test_only_the_rows_that_changed_are_drawn_again(log: DeliveryLog, table: DeliveryTable) -> None:
    rows: list[tuple[int, int]] = []
    for number in range(1, 41):
        log.add(send(number))
    table.refresh()
    table.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    log.apply(SendConfirmed(number=38, partition=0, offset=0, at=101.0))
    table.changed((38,))
    assert rows == [(2, 2)]
    rows.clear()
    table.changed()
    assert rows == [(0, 39)], "any may have"
    rows.clear()
    table.changed(range(1, 31))
    assert rows == [(0, 39)], "many are drawn at once"


def test_a_hundred_thousand_sends_refresh_ten_times_a_second(qtbot: QtBot, log: DeliveryLog) -> None:
    table = DeliveryTable(log)  # with nobody who watches it: that takes longer than all the rest
    refreshed: list[float] = []
    table.refreshed.connect(lambda: refreshed.append(time.monotonic()))
    began = time.monotonic()
    for number in range(1, 100_001):
        log.add(send(number))
        log.apply(SendConfirmed(number=number, partition=0, offset=number, at=100.0))
        table.changed()
        if number % 500 == 0:
            qtbot.wait(0)
    qtbot.waitUntil(lambda: table.row_of(100_000) == 0)
    seconds = time.monotonic() - began
    assert len(refreshed) <= REFRESH_BURST + REFRESH_PER_S * seconds + 1


def test_outside_text_in_a_tooltip_is_no_markup(log: DeliveryLog, table: DeliveryTable) -> None:
    log.add(send(1, key=b"<b>&\xff"))
    table.refresh()
    tip = table.index(0, DeliveryColumn.VERDICT).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;&amp;\\xff" in tip


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(None, "—"), (0.4, "0.4 ms"), (9.96, "10.0 ms"), (312.4, "312 ms"), (1_234.0, "1.2 s"), (30_000.0, "30 s")]
)
def test_latency_as_people_read_it(milliseconds: float | None, text: str) -> None:
    assert latency_text(milliseconds) == text


def test_the_hint_of_an_empty_table_has_the_table_s_width(qtbot: QtBot) -> None:
    """After a restart too: there the view has its size before the table in it has."""
    table = DeliveryTable(DeliveryLog())
    view = DeliveryView(table)
    table.setParent(view)
    qtbot.addWidget(view)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    for width in (345, 900):
        view.resize(width, 300)
        view.show()
        qtbot.waitUntil(lambda: view._empty.width() == view._table.viewport().width() - 32)
    assert view._empty.width() > 800


def test_a_reason_of_two_lines_stays_in_its_row(qtbot: QtBot) -> None:
    font = QFont()
    laid_out = CellFonts(font).laid_out("No broker answered.\nIt was asked for 30 s.", 400, bold=False)
    assert laid_out.height <= QFontMetrics(font).height() + 1
    assert "asked for 30 s" in laid_out.text.text()


def test_what_does_not_fit_ends_in_dots(qtbot: QtBot) -> None:
    laid_out = CellFonts(QFont()).laid_out("There is no partition 7 in this topic, it has three.", 90, bold=True)
    assert laid_out.text.text().endswith("…")
    assert laid_out.width <= 90


def test_a_verdict_is_on_the_screen_when_the_window_is_painted_next(qtbot: QtBot, log: DeliveryLog, table: DeliveryTable) -> None:
    view = DeliveryView(table)
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitExposed(view):
        view.show()
    log.add(send(1))
    table.refresh()
    viewport = view._table.viewport()
    painted = Painted()
    qtbot.wait(0)
    for widget in (view, viewport):
        widget.installEventFilter(painted)
    log.add(send(2))
    log.apply(SendConfirmed(number=2, partition=0, offset=0, at=101.0))
    table.changed((2,))
    qtbot.waitUntil(lambda: viewport in painted.widgets)
    assert painted.widgets == [view, viewport], "and not the window alone before"


class Painted(QObject):
    """Notes which of the widgets that it is installed on are painted, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.widgets.append(watched)
        return False
