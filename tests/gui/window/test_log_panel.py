"""The log panel: words, newest first, filter, copy, export; and the way to it."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.log import LogWiring
from kafkadesk.core.errors import UserError
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.window.log_panel import LogPanel
from kafkadesk.widgets.window.message_bar import Message, MessageBar

EXPIRED = "Heartbeat session expired, marking coordinator dead"
CANARY = "CANARY-7f3a"


@pytest.fixture
def book() -> LogBook:
    made = LogBook()
    made.add(logging.INFO, "kafka.coordinator", "(Re-)joining group monitoring")
    made.add(logging.ERROR, "kafkadesk.desk", f"Failed with sasl_password={CANARY}", details="Traceback\nValueError: <b>x</b>")
    made.add_line("Consumer 3", f"2026-01-01 10:00:00,000 WARNING kafka.coordinator: {EXPIRED}")
    return made


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, book: LogBook) -> Iterator[LogPanel]:
    theme.apply(qapp, "light")
    made = LogPanel(book)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.hide()


def test_it_says_what_the_lines_mean_newest_first(panel: LogPanel) -> None:
    first, second, third = panel.texts()
    assert first.startswith("The group's coordinator has not answered for a whole session timeout.")
    assert second == "Failed with sasl_password=***"
    assert third.startswith("The group shares out its partitions anew")
    told = panel.details.toPlainText()
    assert told.startswith(first)
    assert f"[Consumer 3] kafka.coordinator: {EXPIRED}" in told


def test_what_comes_while_it_is_open_is_shown_and_the_selection_stays(qtbot: QtBot, panel: LogPanel, book: LogBook) -> None:
    panel.view.selectRow(1)
    book.add(logging.WARNING, "kafkadesk.x", "new")
    qtbot.waitUntil(lambda: panel.texts()[0] == "new")
    assert panel.view.currentIndex().row() == 2
    assert "ValueError: <b>x</b>" in panel.details.toPlainText()


def test_level_and_text_filter(panel: LogPanel) -> None:
    panel.open(level=logging.ERROR)
    assert panel.texts() == ["Failed with sasl_password=***"]
    panel.open(level=logging.INFO)
    search = panel.findChildren(QLineEdit)[0]
    search.setText("consumer 3")
    assert len(panel.texts()) == 1
    search.setText("nothing like it")
    assert (panel.texts(), panel.details.toPlainText()) == ([], "")


def test_copy_takes_the_selected_entry_without_secrets(qtbot: QtBot, panel: LogPanel) -> None:
    panel.view.selectRow(1)
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Copy")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert "Failed with sasl_password=***" in text
    assert CANARY not in text
    assert button.text() == "Copied"


def test_it_looks_only_while_it_is_shown(qtbot: QtBot, panel: LogPanel, book: LogBook) -> None:
    panel.hide()
    fed = QSignalSpy(panel.table.modelReset)
    book.add(logging.INFO, "x", "unseen")
    qtbot.wait(700)
    assert fed.count() == 0


def test_the_log_goes_to_a_file_as_a_whole_or_not_at_all(tmp_path: Path, book: LogBook) -> None:
    parts = Mock()
    parts.window = None
    wiring = LogWiring(book, parts, Mock())
    path = tmp_path / "log.txt"
    asyncio.run(wiring.export(path))
    text = path.read_text(encoding="utf-8")
    assert EXPIRED in text
    assert CANARY not in text
    assert text.index("joining group") < text.index(EXPIRED)
    with pytest.raises(UserError, match=r"log\.txt"):
        asyncio.run(wiring.export(tmp_path / "absent" / "log.txt"))
    assert [p.name for p in tmp_path.iterdir()] == ["log.txt"]


def test_a_banner_with_details_leads_to_the_log(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    asked = QSignalSpy(bar.details_requested)
    bar.show_message(Message(text=Text("plain"), key="a"))
    assert not [b for b in bar.findChildren(QPushButton) if b.text() == "Details" and not b.isHidden()]
    bar.show_message(Message(text=Text("with more"), key="b", details=True))
    [button] = [b for b in bar.findChildren(QPushButton) if b.text() == "Details" and not b.isHidden()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
