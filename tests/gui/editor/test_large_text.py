"""Large texts in the value editor: no stall, nothing lost of them, one Ctrl+Z, and a word where they cannot be edited."""

import gc
import json

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.core.actions.producer import FORMAT
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.editor.large_text import EXCERPT
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from tests.rigs.loop_gap import LoopGap, least_gap_ms
from tests.rigs.wine import needs_windows_speed

MB = 1_000_000
GAP_MS = {1: 60, 10: 250}
BEFORE = '{"typed": 1}'

ONE = json.dumps({"id": 1, "name": "user ä\u00a0😀", "tags": ["a", "b"]}, indent=2, ensure_ascii=False)


def pretty(size: int) -> str:
    return "[\n" + ",\n".join([ONE] * (size // len(ONE))) + "\n]"


def one_line(size: int) -> str:
    return json.dumps([{"id": i, "name": f"user {i}"} for i in range(size // 33)])


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ProducerPane:
    theme.apply(qapp, "light")
    table = DeliveryTable(DeliveryLog())
    made = ProducerPane(table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(345, 900)
    made.show()
    made.editor.payload.set_text(BEFORE)
    return made


def paste(pane: ProducerPane, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    pane.editor.payload.editor.selectAll()
    pane.editor.payload.editor.insertFromMimeData(data)


def settle(qtbot: QtBot, pane: ProducerPane) -> None:
    payload = pane.editor.payload

    def all_there() -> bool:
        return payload.editor.held() or not payload.editor.isReadOnly()

    qtbot.waitUntil(lambda: all_there() and payload.status().startswith("✓ valid JSON"), timeout=60_000)


@pytest.mark.parametrize(
    ("megabytes", "text"),
    [
        pytest.param(1, pretty(MB), id="1 MB of lines"),
        pytest.param(1, one_line(MB), id="1 MB in a line"),
        pytest.param(1, f'{{"n": {{{{ seq }}}}, "s": "{"y" * MB}"}}', id="1 MB template"),
        pytest.param(10, pretty(10 * MB), id="10 MB of lines", marks=needs_windows_speed),
        pytest.param(10, one_line(10 * MB), id="10 MB in a line"),
    ],
)
def test_a_large_paste_stalls_nothing(qtbot: QtBot, pane: ProducerPane, megabytes: int, text: str) -> None:
    gc.collect()
    gc.freeze()  # as the app does

    def worst_gap_ms() -> float:
        pane.editor.payload.set_text(BEFORE)
        gap = LoopGap()
        paste(pane, text)
        assert pane.editor.plan().value == text, "the plan has all of it at once"
        settle(qtbot, pane)
        gap.look()
        return gap.worst_ms

    least = least_gap_ms(worst_gap_ms, GAP_MS[megabytes])
    gc.unfreeze()
    assert least <= GAP_MS[megabytes]
    assert pane.editor.plan().value == text


def test_a_paste_that_goes_in_by_slices_is_one_step_back(qtbot: QtBot, pane: ProducerPane) -> None:
    text = pretty(100_000)
    paste(pane, text)
    assert pane.editor.payload.editor.isReadOnly()
    settle(qtbot, pane)
    assert not pane.editor.payload.editor.held()
    assert pane.editor.payload.editor.shown_text() == text
    pane.editor.payload.editor.undo()
    assert pane.editor.payload.editor.text() == BEFORE


def test_a_paste_in_the_middle_keeps_what_is_around_it(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text('["😀", , 2]')
    cursor = pane.editor.payload.editor.textCursor()
    cursor.setPosition(7)
    pane.editor.payload.editor.setTextCursor(cursor)
    data = QMimeData()
    data.setText(pretty(60_000).replace("\n", "\r\n"))
    pane.editor.payload.editor.insertFromMimeData(data)
    expected = '["😀", ' + pretty(60_000) + ", 2]"
    assert pane.editor.payload.editor.text() == expected, "already while it goes in"
    settle(qtbot, pane)
    assert pane.editor.payload.editor.shown_text() == expected


def test_another_text_while_one_goes_in_takes_its_place(qtbot: QtBot, pane: ProducerPane) -> None:
    for _ in range(2):
        paste(pane, pretty(200_000))
        pane.editor.payload.set_text('{"other": 1}')
        assert not pane.editor.payload.editor.isReadOnly()
        settle(qtbot, pane)
        assert pane.editor.payload.editor.text() == pane.editor.payload.editor.shown_text() == '{"other": 1}'


def test_what_is_too_large_to_edit_is_said_sent_and_taken_out_again(qtbot: QtBot, pane: ProducerPane) -> None:
    text = one_line(200_000)
    paste(pane, text)
    editor, note = pane.editor.payload.editor, pane.editor.payload._large
    assert editor.held()
    assert editor.shown_text() == text[:EXCERPT]
    assert note.isVisible()
    assert note.text().startswith(f"Too large to be edited here: all {len(text):,}".replace(",", " "))
    settle(qtbot, pane)
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    pane.editor.payload.tools.commands.trigger(FORMAT)
    assert editor.text() == text, "it is not changed by accident"
    pane.editor.payload.find_bar.open()
    pane.editor.payload.find_bar.query.setText("user 9")
    pane.editor.payload.find_bar.step(1)
    state = pane.state()
    [take_out] = [b for b in pane.editor.payload.findChildren(QPushButton) if b.text() == "Take it out"]
    take_out.click()
    assert editor.text() == editor.shown_text() == BEFORE
    assert not note.isVisible()
    assert not editor.isReadOnly()
    pane.restore(state)
    assert editor.held()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == BEFORE


def test_send_waits_for_the_verdict_on_a_large_text(qtbot: QtBot, pane: ProducerPane) -> None:
    paste(pane, one_line(300_000) + "]")
    pane.editor.payload.check()
    assert pane.editor.payload.status().startswith("checking")
    pane.editor.payload.check(now=True)
    assert pane.editor.payload.fault().startswith("line 1, column ")
