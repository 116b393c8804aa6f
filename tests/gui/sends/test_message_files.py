"""A file of messages: what would be sent is looked at first, wrong lines stop it, and each message gets its verdict."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.producer import SEND_FILE
from kafkadesk.core.compose.message_file import CsvColumns, read_messages
from kafkadesk.core.delivery import Verdict
from kafkadesk.desk.desk import Desk
from kafkadesk.models.text_table import TextTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.plain_table import PlainTable
from kafkadesk.widgets.producer.file_dialog import MessageFileDialog
from tests.rigs.broker import Broker
from tests.rigs.desk import new_topic
from tests.rigs.window import play, see


def column(view: PlainTable, number: int) -> list[str]:
    table = view.model()
    assert isinstance(table, TextTable)
    return [str(table.data(table.index(row, number))) for row in range(table.rowCount())]


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> MessageFileDialog:
    theme.apply(qapp, "light")
    made = MessageFileDialog("orders.jsonl", ["orders", "other"], "other", csv=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_can_be_sent_until_the_file_is_read(dialog: MessageFileDialog) -> None:
    assert not dialog.go.isEnabled()
    dialog.set_file(read_messages(b""))
    assert not dialog.go.isEnabled()
    dialog.set_file(read_messages(b'{"n": 1}\n"two"\n'))
    assert dialog.go.isEnabled()
    assert (dialog.go.text(), dialog.topic.currentText()) == ("Send 2 messages", "other")
    assert column(dialog.messages, 4) == ['{"n": 1}', '"two"']
    assert not dialog.where.isEnabled(), "no line names a partition"
    assert not dialog.when.isEnabled()


def test_wrong_lines_are_named_and_the_others_are_sent_only_if_chosen(dialog: MessageFileDialog) -> None:
    dialog.set_file(read_messages(b'{"n": 1}\n{"n": \n\n3\n'))
    assert column(dialog.faults, 0) == ["Line 2, column 6: The { of line 2, column 1 is never closed."]
    assert dialog.tabs.currentWidget() is dialog.faults
    assert not dialog.go.isEnabled()
    dialog.others.setChecked(True)
    assert dialog.go.isEnabled()
    assert dialog.go.text() == "Send 2 messages"


def test_of_many_lines_the_first_are_shown_and_all_are_counted(dialog: MessageFileDialog) -> None:
    dialog.set_file(read_messages(b"1\n" * 250))
    assert len(column(dialog.messages, 0)) == 100
    assert dialog.go.text() == "Send 250 messages"
    assert "The first 100 messages are shown." in dialog._summary.text()


def test_from_the_menu_to_the_verdicts(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("id,total\no-1,5\no-2,7\n")

    async def story(desk: Desk, parts: WindowParts) -> None:
        topic = await new_topic(desk, 2)
        await see("the topic can be chosen", lambda: topic in desk.topics)
        parts.producer.set_topic(topic)
        next(offer for offer in parts.producer.commands.offers() if offer.id == SEND_FILE.id).trigger()
        [asking] = parts.window.findChildren(QFileDialog)
        asking.fileSelected.emit(str(file))
        asking.reject()
        [dialog] = parts.window.findChildren(MessageFileDialog)
        await see("the file is read", lambda: dialog.go.isEnabled())
        assert dialog.topic.currentText() == topic
        dialog.key.setCurrentText("id")
        assert dialog.columns() == CsvColumns(key="id")
        dialog.columns_chosen.emit(dialog.columns())
        await see("it is read by its columns", lambda: column(dialog.messages, 2) == ["o-1", "o-2"])
        assert [json.loads(value) for value in column(dialog.messages, 4)] == [{"total": "5"}, {"total": "7"}]
        dialog.go.click()
        await see("each is confirmed", lambda: desk.sends.log.totals() == {Verdict.CONFIRMED: 2})
        await see("it is closed", lambda: not parts.window.findChildren(MessageFileDialog))

    play(qtbot, qapp, broker.bootstrap, story)


def test_a_file_that_cannot_be_read_is_refused_in_the_dialog(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(b"id\n\xc4\n")

    async def story(_: Desk, parts: WindowParts) -> None:
        next(offer for offer in parts.producer.commands.offers() if offer.id == SEND_FILE.id).trigger()
        [asking] = parts.window.findChildren(QFileDialog)
        asking.fileSelected.emit(str(file))
        asking.reject()
        [dialog] = parts.window.findChildren(MessageFileDialog)
        await see("why", lambda: "not UTF-8: line 2" in dialog._fault.text())
        assert not dialog.go.isEnabled()
        dialog.reject()

    play(qtbot, qapp, broker.bootstrap, story)
