"""Composing in the producer pane: the editor's tools, limits, tombstones, the preview, templates of one's own."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.core.actions.producer import FORMAT
from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.delivery import Encoding, SendPlan
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import ConnectionState, Phase, Topic
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.producer.preview_dialog import PreviewDialog
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from tests.rigs.menus import opened

LOCAL = ConnectionState(phase=Phase.CONNECTED, bootstrap="127.0.0.1:9092", local=True)
TIGHT = '{"a":1.50,"a":[1e400,{"b":"消息😀"}],"n":{{ seq }}}'
LAID_OUT = '{\n  "a": 1.50,\n  "a": [\n    1e400,\n    {\n      "b": "消息😀"\n    }\n  ],\n  "n": {{ seq }}\n}'
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ProducerPane:
    theme.apply(qapp, "light")
    table = DeliveryTable(DeliveryLog())
    made = ProducerPane(table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.set_connection(LOCAL)
    made.set_topics((Topic(name="t", partitions=4), Topic(name="u", partitions=4)))
    made.set_topic("t")
    made.show()
    made.activateWindow()
    made.editor.payload.editor.setFocus()
    qtbot.waitUntil(made.editor.payload.editor.hasFocus)
    return made


def said(pane: ProducerPane) -> tuple[bool, str]:
    """Return whether Send can be pressed, and the sentence."""
    return pane.editor.controls.button.isEnabled(), pane.sentence.text()


# the editor


def test_format_and_minify_are_one_step_each_and_keep_the_cursor_where_it_was(qtbot: QtBot, pane: ProducerPane) -> None:
    editor = pane.editor.payload.editor
    pane.editor.payload.set_text(TIGHT)
    cursor = editor.textCursor()
    cursor.setPosition(TIGHT.index('"n"'))
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_F, CTRL_SHIFT)
    assert editor.text() == LAID_OUT
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor, 3)
    assert cursor.selectedText() == '"n"'
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL_SHIFT)
    assert editor.text() == TIGHT
    editor.undo()
    assert editor.text() == LAID_OUT
    editor.undo()
    assert editor.text() == TIGHT
    editor.undo()
    assert editor.text() == ""


def test_what_cannot_be_laid_out_says_why_and_stays(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("[{% if seq %}1{% endif %}]")
    pane.editor.payload.tools.commands.trigger(FORMAT)
    assert pane.editor.payload.editor.text() == "[{% if seq %}1{% endif %}]"
    assert said(pane) == (True, "A template with {% … %} between values cannot be formatted automatically.")


def test_find_counts_goes_round_and_knows_where_characters_are_wide(qtbot: QtBot, pane: ProducerPane) -> None:
    editor = pane.editor.payload.editor
    pane.editor.payload.set_text("😀 Kafka\nkafka 消息\nKAFKA")
    QTest.keyClick(editor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    find = pane.editor.payload.find_bar
    qtbot.waitUntil(find.query.hasFocus)
    QTest.keyClicks(find.query, "kafka")
    qtbot.waitUntil(lambda: find.count.text() == "1 of 3")  # all of it was searched
    seen = []
    for key, shift in (
        (None, False),
        (Qt.Key.Key_Return, False),
        (Qt.Key.Key_Return, False),
        (Qt.Key.Key_Return, False),
        (Qt.Key.Key_Return, True),
    ):
        if key is not None:
            QTest.keyClick(find.query, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
        seen.append((editor.textCursor().selectedText(), find.count.text()))
    assert seen == [("Kafka", "1 of 3"), ("kafka", "2 of 3"), ("KAFKA", "3 of 3"), ("Kafka", "1 of 3"), ("KAFKA", "3 of 3")]
    find.query.setText("nothing")
    assert find.count.text() == "no match"
    QTest.keyClick(find.query, Qt.Key.Key_Escape)
    assert find.isHidden()
    assert editor.hasFocus()


def test_the_bracket_at_the_cursor_shows_its_partner(qtbot: QtBot, pane: ProducerPane) -> None:
    editor = pane.editor.payload.editor
    pane.editor.payload.set_text('["😀}", {"a": 1}]')
    cursor = editor.textCursor()
    for at, pair in ((0, {0, 16}), (17, {0, 16}), (8, {8, 15}), (5, set())):
        cursor.setPosition(at)
        editor.setTextCursor(cursor)
        marked = {s.cursor.selectionStart() for s in editor.extraSelections() if s.cursor.hasSelection()}
        assert marked == pair, at


def test_a_no_break_space_and_shift_enter_stay_what_they_are(qtbot: QtBot, pane: ProducerPane) -> None:
    """toPlainText() turns the one into a space; Qt's Shift+Enter is a line separator, which JSON takes for an odd character."""
    pane.editor.payload.set_text('{"a": "1\u00a0000"}')
    cursor = pane.editor.payload.editor.textCursor()
    cursor.setPosition(1)
    pane.editor.payload.editor.setTextCursor(cursor)
    QTest.keyClick(pane.editor.payload.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.editor.plan().value == '{\n  "a": "1\u00a0000"}'
    pane.editor.payload.check()
    assert pane.editor.payload.fault() == ""


def test_an_invisible_byte_order_mark_is_seen(qtbot: QtBot, pane: ProducerPane) -> None:
    """As a file brings it along; PySide takes the first one off a text that begins with it."""
    pane.editor.payload.editor.textCursor().insertText("x\ufeff{}")
    cursor = pane.editor.payload.editor.textCursor()
    cursor.setPosition(0)
    cursor.deleteChar()
    pane.editor.payload.check()
    assert said(pane) == (False, "line 1, column 1: The text begins with an invisible byte order mark.")


# kinds and limits


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        (ValueKind.HEX, "de a", "line 1, column 4: The digit a stands alone: a byte has two hexadecimal digits."),
        (ValueKind.HEX, "00\n0x", "line 2, column 2: “x” is not a hexadecimal digit: these are 0 to 9 and a to f."),
        (ValueKind.BASE64, "a_==", "line 1, column 2: _ is of the URL-safe alphabet: in plain base64 it is /."),
        (ValueKind.BASE64, "QQ==QQ==", "line 1, column 3: = only fills up the end of base64, and more follows here."),
        (ValueKind.JSON, '{"a": 1, "a": 2}', "line 1, column 10: The name “a” is there twice in this object."),
        (ValueKind.JSON, "[" * 5_000, "line 1, column 501: More than 500 brackets are open here."),
    ],
)
def test_what_cannot_be_bytes_is_refused_where_it_is(qtbot: QtBot, pane: ProducerPane, kind: ValueKind, text: str, fault: str) -> None:
    pane.editor.payload.set_text(text)
    pane.editor.payload.set_kind(kind)
    assert said(pane) == (False, fault)
    assert pane.editor.payload.editor.text() == text
    pane.editor.payload.set_text("{}" if kind is ValueKind.JSON else "")
    assert said(pane) == (True, "")


def test_nothing_typed_yet_is_no_mistake(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("{,")
    can, _ = said(pane)
    assert (can, pane.editor.payload._status.property("role")) == (False, "bad")
    assert pane.editor.payload.editor.marked_line() == 1
    pane.editor.payload.set_text("  ")
    assert said(pane) == (False, "line 1, column 3: There is nothing here yet: JSON needs a value.")
    assert pane.editor.payload.status() == "There is nothing here yet: JSON needs a value."
    assert pane.editor.payload._status.property("role") == "muted"
    assert pane.editor.payload.editor.marked_line() is None, "no line is marked red"


def test_null_empty_and_a_typed_value_are_told_apart(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("[1]")
    pane.editor.form.key.set_key("", ValueKind.EMPTY)
    seen = {}
    for kind in (ValueKind.JSON, ValueKind.EMPTY, ValueKind.NULL):
        pane.editor.payload.set_kind(kind)
        plan = pane.editor.plan()
        seen[kind] = (plan.value, plan.value_encoding, plan.key, pane.editor.payload.status())
    assert seen == {
        ValueKind.JSON: ("[1]", Encoding.JSON, "", "✓ valid JSON · 3 bytes"),
        ValueKind.EMPTY: ("", Encoding.TEXT, "", "✓ empty value"),
        ValueKind.NULL: (None, Encoding.TEXT, "", "✓ null value"),
    }
    assert pane.editor.payload.editor.text() == "[1]"


def test_a_record_that_the_topic_does_not_take_cannot_be_sent(qtbot: QtBot, pane: ProducerPane) -> None:
    met = QSignalSpy(pane.editor.payload.limit_met)
    pane.set_client_limit(2_000)
    pane.set_topic_settings(TopicSettings(max_message_bytes=1_000))
    pane.editor.payload.set_kind(ValueKind.TEXT)
    pane.editor.payload.set_text("x" * 925)
    assert said(pane) == (True, "")
    assert pane.editor.payload.status() == "✓ text · 925 bytes, batch 995 of 1 000"
    pane.editor.form.key.set_key("123456")
    assert said(pane) == (False, "The record has 1 001 bytes; the topic accepts at most 1 000 (max.message.bytes).")
    assert met.count()
    pane.editor.payload.set_text("x" * 2_000)
    assert said(pane) == (False, "The record has 2 076 bytes; KafkaDesk sends at most 2 000 (max_request_size).")
    pane.set_client_limit(3_000)
    pane.set_topic_settings(TopicSettings())
    assert said(pane) == (True, "")


def test_a_fault_of_the_key_is_said_and_not_laid_at_the_values_door(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("{}")
    pane.editor.form.key.set_key("{{ nobody }}")
    assert said(pane) == (False, "line 1, column 4: Key: There is no “nobody” in a template.")
    assert pane.editor.payload.editor.marked_line() is None
    pane.editor.payload.set_templates(False)
    assert said(pane) == (True, "")


# tombstones


def answer(pane: ProducerPane, text: str) -> str:
    """Press a button of the question; return what it asked."""
    box = pane.findChild(QMessageBox)
    assert box is not None
    asked = f"{box.text()} {box.informativeText()}"
    next(b for b in box.buttons() if isinstance(b, QPushButton) and text in b.text()).click()
    return asked


def test_a_tombstone_is_asked_about_once_for_each_topic(qtbot: QtBot, pane: ProducerPane) -> None:
    sent = QSignalSpy(pane.send_requested)
    pane.editor.payload.set_kind(ValueKind.NULL)
    pane.editor.form.key.set_key("order-17")
    pane.set_topic_settings(TopicSettings(compacted=True))

    def press() -> None:
        pane.editor.controls._pressed_at = float("-inf")  # a press half a second later
        pane.editor.controls.button.click()

    press()
    assert sent.count() == 0
    asked = answer(pane, "Cancel")
    assert asked.startswith(
        "A null value is a tombstone: this deletes key “order-17” on compacted topics. The topic is compacted: Kafka will"
    )
    assert sent.count() == 0
    qtbot.waitUntil(lambda: pane.findChild(QMessageBox) is None)
    press()
    answer(pane, "Send the tombstone")
    assert sent.count() == 1
    assert sent.at(0)[0] == SendPlan(topic="t", value=None, key="order-17")
    qtbot.waitUntil(lambda: pane.findChild(QMessageBox) is None)
    press()
    assert sent.count() == 2
    pane.set_topic("u")
    pane.set_topic_settings(TopicSettings(compacted=False))
    press()
    assert "is not compacted: nothing is deleted" in answer(pane, "Cancel")
    pane.editor.payload.set_kind(ValueKind.EMPTY)
    press()
    assert sent.count() == 3, "an empty value is no tombstone"


# the preview


def test_the_preview_shows_what_the_next_message_holds(qtbot: QtBot) -> None:
    plan = SendPlan(
        topic="t", value='{"n": {{ seq }}}', key="00 {{ seq }}", key_encoding=Encoding.HEX, headers=(("a", "{{ seq }}"), ("b", "")),
    )  # fmt: skip
    dialog = PreviewDialog(plan, 12)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.value.text() == '{"n": 12}'
    assert dialog.key.text() == "00 12  (2 bytes, shown as hex)"
    assert dialog.headers.text() == "a: 12  (2 bytes)\nb: empty, 0 bytes"
    assert dialog.sizes.text() == "Value: 9 bytes. With key, headers and its batch, the record makes 87 bytes."
    dialog.number.setValue(3)
    assert dialog.sizes.text() == "line 1, column 4: Key: The digit 3 stands alone: a byte has two hexadecimal digits."


# templates of one's own


def test_a_message_is_saved_picked_and_deleted(qtbot: QtBot, pane: ProducerPane, tmp_path: Path) -> None:
    store = Store(tmp_path / "s.json")
    pane.saved.changed.connect(lambda messages: store.put("templates", messages))
    pane.editor.payload.set_text("ff {{ seq }}0")
    pane.editor.payload.set_kind(ValueKind.HEX)
    pane.editor.form.key.set_key("k")
    assert (pane.saved.save("my & own", pane.state()), pane.saved.save("my & own", pane.state())) == ("my & own", "my & own (2)")
    pane.editor.payload.set_text("other")
    pane.editor.form.key.set_key("other")
    before = pane.state()
    pane.saved.set_messages(Store(tmp_path / "s.json").get("templates"))
    texts = [action.text() for action in opened(pane.header.menu)]
    assert texts[-4:] == ["my && own", "my && own (2)", "Save this message…", "Delete"]
    pane.header.saved_chosen.emit("my & own")
    assert (pane.editor.plan().value, pane.editor.plan().value_encoding, pane.editor.plan().key) == ("ff {{ seq }}0", Encoding.HEX, "k")
    assert pane.sentence.text().endswith("The message “my & own” is in the editor.") or not pane.editor.controls.button.isEnabled()
    pane._take_back(before)
    assert pane.state() == before
    pane.saved.delete("my & own")
    assert list(json.loads((tmp_path / "s.json").read_text())["settings"]["templates"]) == ["my & own (2)"]


def test_saved_messages_edited_by_hand_do_no_harm(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.saved.set_messages({"a": 3, "b": {"value": 5, "headers": "x", "format": "?", "topic": "stolen"}})
    assert pane.saved.names() == ("b",)
    pane.header.saved_chosen.emit("b")
    assert pane.editor.plan().topic == "t"
