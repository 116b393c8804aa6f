"""After a send: why, what to do, the exit dialog, the list of lost ones, and the history as a file."""

import csv
import io
import json
import time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.events import SendConfirmed, SendFailed
from kafkadesk.core.sends import delivery_export
from kafkadesk.core.sends.advice import can_look_up, may_come_twice
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.sends.lookup_rules import Outcome
from kafkadesk.core.sends.lookup_words import LookupResult
from kafkadesk.core.text import Text
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.widgets.base.plain_table import PlainTable
from kafkadesk.widgets.sends.again_dialog import AgainChoice, AgainDialog
from kafkadesk.widgets.sends.delivery_view import DeliveryView
from kafkadesk.widgets.sends.lost_dialog import LostDialog, LostRow
from kafkadesk.widgets.window.exit_dialog import EXTEND_S, WAIT_S, ExitDialog
from tests.rigs.menus import item, opened


def send(number: int, verdict: Verdict = Verdict.QUEUED, topic: str = "test-kafka", key: bytes | None = None) -> Delivery:
    return Delivery(
        number=number, send_id=1, topic=topic, partition=None, key=key, value_size=3, sent_at=time.monotonic(), wall_ms=1_795_000_000_000,
        verdict=verdict,
    )  # fmt: skip


def rows(table: PlainTable) -> list[str]:
    model = table.model()
    return [" | ".join(str(model.index(r, c).data()) for c in range(model.columnCount())) for r in range(model.rowCount())]


def button(dialog: ExitDialog | AgainDialog | LostDialog, text: str) -> QPushButton:
    (found,) = (b for b in dialog.findChildren(QPushButton) if b.text() == text)
    return found


@pytest.fixture
def exit_(qtbot: QtBot) -> ExitDialog:
    made = ExitDialog()
    qtbot.addWidget(made)
    return made


def test_exit_lists_what_is_open_and_counts_down(exit_: ExitDialog) -> None:
    exit_.set_deliveries([send(7), send(8, Verdict.IN_FLIGHT)])
    (table,) = exit_.findChildren(PlainTable)
    assert rows(table) == ["#7 | 0.0 s | waits in KafkaDesk | test-kafka", "#8 | 0.0 s | handed over, no answer | test-kafka"]
    assert exit_._title.text() == "2 sends have no verdict yet."
    assert exit_._count.text() == "Closing in 5 s"


def test_exit_goes_when_all_have_their_verdict(exit_: ExitDialog) -> None:
    gone = QSignalSpy(exit_.close_requested)
    exit_.set_deliveries([send(7)])
    assert gone.count() == 0
    exit_.set_deliveries([])
    exit_.set_deliveries([])
    assert gone.count() == 1


def test_exit_goes_when_the_time_is_up_and_can_be_extended(exit_: ExitDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = QSignalSpy(exit_.close_requested)
    start = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: start + WAIT_S - 0.5)
    exit_.set_deliveries([send(7)])
    button(exit_, "Wait 30 s more").click()
    monkeypatch.setattr("time.monotonic", lambda: start + WAIT_S + EXTEND_S - 1)
    exit_.set_deliveries([send(7)])
    assert gone.count() == 0
    monkeypatch.setattr("time.monotonic", lambda: start + WAIT_S + EXTEND_S + 1)
    exit_.set_deliveries([send(7)])
    assert gone.count() == 1


def test_exit_close_now_and_stay(qtbot: QtBot, exit_: ExitDialog) -> None:
    gone, stayed = QSignalSpy(exit_.close_requested), QSignalSpy(exit_.stay_requested)
    exit_.set_deliveries([send(7)])
    button(exit_, "Close now").click()
    exit_.reject()  # too late
    assert (gone.count(), stayed.count()) == (1, 0)


def test_exit_asks_before_a_running_series_is_stopped(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    exit_ = ExitDialog(unsent=40)
    qtbot.addWidget(exit_)
    gone, stayed, stopped = QSignalSpy(exit_.close_requested), QSignalSpy(exit_.stay_requested), QSignalSpy(exit_.stop_requested)
    exit_.set_deliveries([], 40)  # nothing open just now
    assert exit_._series.text() == "A series is still running: 40 of its records are not sent yet, and would not be."
    assert [b.text() for b in exit_.findChildren(QPushButton) if not b.isHidden()] == ["Do not close", "Stop the series and close"]
    start = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: start + WAIT_S + 1)
    exit_.set_deliveries([send(7)], 39)
    assert gone.count() == 0, "while the series runs no time runs out"
    button(exit_, "Stop the series and close").click()
    assert (gone.count(), stopped.count()) == (0, 1)
    exit_.set_deliveries([send(7)], 0)
    assert exit_._count.text() == "Closing in 5 s"
    exit_.set_deliveries([], 0)
    assert (gone.count(), stayed.count()) == (1, 0)
    other = ExitDialog(unsent=40)
    qtbot.addWidget(other)
    stayed, stopped = QSignalSpy(other.stay_requested), QSignalSpy(other.stop_requested)
    button(other, "Do not close").click()
    assert (stayed.count(), stopped.count()) == (1, 0)


@pytest.fixture
def view(qtbot: QtBot) -> DeliveryView:
    log = DeliveryLog()
    for number in range(1, 5):
        log.add(send(number))
    log.apply(SendConfirmed(number=1, partition=2, offset=104, at=time.monotonic()))
    log.apply(SendFailed(number=2, may_be_written=False, reason=Text("There is no partition 7."), at=time.monotonic()))
    log.apply(SendFailed(number=3, may_be_written=True, reason=Text("The connection died."), at=time.monotonic()))
    table = DeliveryTable(log)
    made = DeliveryView(table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(345, 500)
    made.show()
    table.refresh()
    made.log = log  # type: ignore[attr-defined]
    return made


def test_why_is_said_with_what_to_do(view: DeliveryView) -> None:
    look_up, again = view.why.buttons()
    view.select(1)
    assert not view.why.isVisible()
    view.select(2)
    assert (view.why.reason(), view.why.advice()) == (
        "#2: There is no partition 7.",
        "It was not written: sending it again writes it once.",
    )
    assert (look_up.isVisible(), again.isVisible()) == (False, True)
    view.select(3)
    assert (view.why.reason(), view.why.advice()) == (
        "#3: The connection died.",
        "Look it up before you send it again: it may be written twice.",
    )
    asked, wanted = QSignalSpy(view.look_up_requested), QSignalSpy(view.again_requested)
    look_up.click()
    again.click()
    assert (asked.at(0), wanted.at(0)) == ([3], [3])
    view.set_searching(3)
    assert (look_up.text(), look_up.isEnabled()) == ("Looking…", False)


def test_in_a_low_window_the_words_lie_beside_the_rows_not_over_them(view: DeliveryView) -> None:
    view.select(3)
    view.resize(345, view.fontMetrics().height() * 14)  # about what a window of 640 pixels leaves
    table = view.findChildren(QTableView)[0]
    assert table.geometry().bottom() < view.why.geometry().top()
    assert table.viewport().height() // table.verticalHeader().defaultSectionSize() >= 2


def test_a_cause_that_one_can_mend_is_said_with_how(view: DeliveryView) -> None:
    log: DeliveryLog = view.log  # type: ignore[attr-defined]
    log.apply(SendFailed(number=4, may_be_written=False, reason=Text("Too large."), at=time.monotonic(), hint=Text("Make it smaller.")))
    view.model().refresh()
    view.select(4)
    assert view.why.advice() == "Make it smaller. It was not written: sending it again writes it once."


def test_what_was_found_is_said_in_row_and_panel(view: DeliveryView) -> None:
    log: DeliveryLog = view.log  # type: ignore[attr-defined]
    outcome = Outcome(number=3, result=LookupResult.FOUND, partition=1, offset=7)
    log.looked_up(3, outcome.sentence(), True, 1, 7)
    view.model().refresh()
    view.select(3)
    assert view.why.advice() == "It is in the topic: partition 1, offset 7."
    assert not view.why.buttons()[0].isVisible()
    assert view.model().index(1, 6).data() == "? unknown · arrived"


def test_sending_again_what_may_be_there_asks_first(qtbot: QtBot) -> None:
    unknown = send(3, Verdict.UNKNOWN)
    assert may_come_twice(unknown)
    assert can_look_up(unknown)
    assert not may_come_twice(send(2, Verdict.REJECTED))
    dialog = AgainDialog(unknown, can_look_up=True)
    qtbot.addWidget(dialog)
    assert button(dialog, "Look it up first").isDefault(), "Enter must not write it twice"
    button(dialog, "Send again anyway").click()
    assert dialog.choice is AgainChoice.AGAIN


def test_sending_again_what_was_confirmed_says_that_it_is_there(qtbot: QtBot) -> None:
    dialog = AgainDialog(send(2, Verdict.CONFIRMED, topic="orders"), can_look_up=False)
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert said == "#2 was written: it is confirmed. Sending it again writes it a second time: consumers of orders will get it twice."
    assert button(dialog, "Cancel").isDefault()


def test_a_row_has_a_menu_with_what_fits_its_verdict(view: DeliveryView) -> None:
    def offered(number: int) -> list[str]:
        view.select(number)
        return [action.text().partition("\t")[0] for action in opened(view.actions_on_rows.menu) if action.isEnabled()]

    wanted = QSignalSpy(view.again_requested)
    assert offered(1) == ["Copy as line", "Send again"]
    assert offered(3) == ["Copy as line", "Look it up", "Send again"]
    item(view.actions_on_rows.menu, "Send again").trigger()
    assert wanted.at(0) == [3]
    assert item(view.actions_on_rows.menu, "Why?").toolTip() == "Nothing went wrong that the doctor could explain"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_right_click_chooses_the_row_it_is_about(view: DeliveryView, qtbot: QtBot) -> None:
    view.show()
    table = view.findChildren(QTableView)[0]
    middle = table.visualRect(table.model().index(1, 0)).center()
    table.customContextMenuRequested.emit(middle)
    assert table.currentIndex().row() == 1
    menu = view.actions_on_rows.menu
    assert menu.isVisible()
    menu.close()


def test_copy_takes_the_whole_row(view: DeliveryView) -> None:
    view.select(3)
    view.actions_on_rows.copy_line()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert len(cells) == view.model().columnCount()
    assert (cells[0], cells[2]) == ("3", "test-kafka")
    assert cells[6] == "? unknown"


def test_the_list_of_lost_ones(qtbot: QtBot) -> None:
    dialog = LostDialog()
    qtbot.addWidget(dialog)
    outcome = Outcome(number=2, result=LookupResult.COUNTED, same=3, there=2).sentence()
    dialog.set_sends(
        Text("2 sends had no known outcome."),
        None,
        [
            LostRow(number=1, wall_ms=1_795_000_000_000, topic="<b>x</b>", partition=None, outcome=None),
            LostRow(number=2, wall_ms=1_795_000_000_000, topic="t", partition=0, outcome=outcome),
        ],
    )
    (table,) = dialog.findChildren(PlainTable)
    assert [row.split(" | ", 2)[2] for row in rows(table)] == [
        "<b>x</b> | — | not looked up yet",
        "t | 0 | 2 of 3 identical ones are in the topic.",
    ]
    assert dialog._whole.text() == "#1: not looked up yet"
    table.selectRow(1)
    assert dialog._whole.text() == "#2: 2 of 3 identical ones are in the topic.", "in full, however long: the cell ends it with dots"
    forgotten = QSignalSpy(dialog.forget_requested)
    button(dialog, "Forget them").click()
    assert forgotten.count() == 1


def test_history_as_jsonl_loses_nothing_and_as_csv_runs_nothing() -> None:
    log = DeliveryLog()
    for number, key in ((1, b"=1+1"), (2, b"\xff\xfe"), (3, None)):
        log.add(send(number, key=key))
    log.apply(SendConfirmed(number=1, partition=2, offset=104, at=time.monotonic()))
    log.apply(SendFailed(number=2, may_be_written=True, reason=Text('He said "no",\nand left.'), at=time.monotonic()))
    history = log.recent(10)[::-1]
    first, second, third = (json.loads(line) for line in delivery_export.jsonl(history))
    assert (first["key"], first["partition"], first["offset"], first["verdict"]) == ("=1+1", 2, 104, "confirmed")
    assert (second["key_base64"], second["reason"]) == ("//4=", 'He said "no",\nand left.')
    assert (third["key"], third["verdict"], third["time"]) == (None, "queued", "2026-11-18T11:06:40.000+00:00")
    titles, *lines = csv.reader(io.StringIO("\r\n".join(delivery_export.csv(history)), newline=""))
    table = [dict(zip(titles, line, strict=True)) for line in lines]
    assert [row["key"] for row in table] == ["'=1+1", "\\xff\\xfe", ""]
    assert table[1]["reason"] == 'He said "no",\nand left.'
