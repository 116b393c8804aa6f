"""What one does with rows of a consumer pane: several selected, copied, sent again, filtered by, exported."""

import asyncio
import json
import os
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.rows import RowWiring
from kafkadesk.core.actions import rows
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.compose.fields import Composer
from kafkadesk.core.records import Record
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import ConnectionState, PaneMode, PaneState, Phase, Topic
from kafkadesk.core.text import Text
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.models.record_table import RecordColumn, RecordTable
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.export_dialog import ExportDialog
from kafkadesk.widgets.consumer.row_actions import COPY_ROWS
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from kafkadesk.widgets.window.message_bar import MessageBar
from tests.rigs.batches import Made, batch_of, run_of
from tests.rigs.menus import item, opened

STATE = PaneState(pane="p1", name="Consumer 1", mode=PaneMode.OBSERVING, topic="test-kafka", partitions=(0, 1))


def no_number(topic: str, partition: int, offset: int) -> int | None:
    return None


@pytest.fixture
def pane(qtbot: QtBot) -> ConsumerPane:
    made = ConsumerPane(RecordTable(no_number), STATE, GroupColors())
    made.model.setParent(made)
    qtbot.addWidget(made)
    made.actions_on_rows.commands.bind(rows.EXPORT, lambda: None)
    made.resize(800, 300)
    made.show()
    return made


def add_rows(pane: ConsumerPane, *rows: Made) -> None:
    pane.model.add_batch(batch_of(rows))
    pane.model.tick()


def click(pane: ConsumerPane, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = pane.view.visualRect(pane.model.index(row, RecordColumn.VALUE)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def entry(menu: QMenu, text: str) -> bool:
    """Press an entry of a menu; return whether it could be pressed."""
    action = item(menu, text)
    action.trigger()
    return action.isEnabled()


def test_several_rows_are_copied_as_lines_and_stay_selected_while_rows_move(pane: ConsumerPane) -> None:
    pane.model.limit(max_rows=20)
    pane.model.add_batch(run_of(0, 20))
    pane.model.tick()
    click(pane, 1)
    click(pane, 3, Qt.KeyboardModifier.ShiftModifier)
    click(pane, 5, Qt.KeyboardModifier.ControlModifier)
    assert list(pane.view.selected_rows()) == [1, 2, 3, 5]
    pane.model.add_batch(run_of(20, 2))
    pane.model.tick()
    assert list(pane.view.selected_rows()) == [3, 4, 5, 7]
    assert pane.view.currentIndex().row() == 7
    assert pane.view.grab().size() == pane.view.size()
    pane.actions_on_rows.copy_lines()
    lines = QApplication.clipboard().text().split("\n")
    assert lines == [f"test-kafka:0:{n}: key=None value={{}}" for n in (18, 17, 16, 14)]
    pane.model.add_batch(run_of(22, 16))  # the oldest of them go
    pane.model.tick()
    assert list(pane.view.selected_rows()) == [19]


def test_too_many_rows_for_the_clipboard(pane: ConsumerPane, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(pane.actions_on_rows, "_show_tip", told.append)
    pane.model.add_batch(run_of(0, COPY_ROWS + 1))
    pane.model.tick()
    QApplication.clipboard().setText("before")
    pane.view.selectAll()
    pane.actions_on_rows.copy_lines()
    assert QApplication.clipboard().text() == "before"
    assert told == ["Too much for the clipboard: 5,001 rows. Export them to a file instead."]


@pytest.mark.parametrize(
    ("value", "hidden"),
    [(b"plain\n\ttext", None), ("a\u202eb\x1b[31m".encode(), "‹U+202E› 1×, ‹ESC› 1×"), ("你好".encode(), None), (b"\x00", "‹NUL› 1×")],
)
def test_a_copied_value_is_all_of_it_and_what_cannot_be_seen_is_said(
    pane: ConsumerPane, monkeypatch: pytest.MonkeyPatch, value: bytes, hidden: str | None
) -> None:
    told: list[str] = []
    monkeypatch.setattr(pane.actions_on_rows, "_show_tip", told.append)
    add_rows(pane, Made(value=value))
    click(pane, 0)
    assert entry(pane.actions_on_rows.menu, "Copy value")
    assert QApplication.clipboard().text() == value.decode()
    warning = f"Copied exactly, with characters that cannot be seen or that act on a terminal: {hidden}."
    assert told == ([] if hidden is None else [f"{warning} “Copy as line” writes them as \\x1b."])


def test_a_menu_for_what_is_selected(pane: ConsumerPane) -> None:
    add_rows(pane, Made(key=b"a b", value=b"\xff"), Made(offset=1, partition=3, key=b"\xff"))
    pane.model.add_gap(Gap(topic="t", partition=0, start=2, end=3, reason=Text("bad")))
    pane.model.tick()
    click(pane, 0)
    usable = {action.text().partition("\t")[0]: action.isEnabled() for action in opened(pane.actions_on_rows.menu)}
    assert usable == {"Copy as line": True, "Copy value": False, "Show record…": False, "Send again…": False, "Export rows…": True}
    click(pane, 1)
    assert entry(pane.actions_on_rows.menu, "Filter: only this partition")
    assert pane.search.bar is not None
    assert pane.search.bar.edit.text() == "p:3"
    pane.search.close()
    click(pane, 2)
    assert entry(pane.actions_on_rows.menu, "Filter: only this key")
    assert pane.search.bar.edit.text() == 'key="a b"'
    pane.search.close()
    pane.view.selectAll()
    usable = {action.text().partition("\t")[0]: action.isEnabled() for action in opened(pane.actions_on_rows.menu)}
    assert (usable["Copy 3 rows as lines"], usable["Send again…"], usable["Copy value"]) == (True, False, False)


class Rig:
    """A consumer pane, a producer pane, and what connects them; work() runs what was started."""

    def __init__(self, qtbot: QtBot, pane: ConsumerPane) -> None:
        self.loop = asyncio.new_event_loop()
        self.tasks: list[asyncio.Task[Any]] = []
        self.pane = pane
        self.producer = ProducerPane(DeliveryTable(DeliveryLog()))
        qtbot.addWidget(self.producer)
        self.producer.set_connection(ConnectionState(phase=Phase.CONNECTED))
        self.producer.set_topics((Topic(name="test-kafka", partitions=4),))
        self.wiring = RowWiring(self.producer, StoppedIntents(self), self.producer)
        self.wiring.connect_pane(pane)

    def work(self) -> None:
        self.loop.run_until_complete(asyncio.wait(self.tasks, timeout=20))


class StoppedIntents(Intents):
    """Runs nothing before the loop is told to."""

    def __init__(self, rig: Rig) -> None:
        super().__init__(MessageBar(rig.producer))
        self._rig = rig

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = self._rig.loop.create_task(work, name=name)
        self._rig.tasks.append(task)
        return task


@pytest.fixture
def rig(qtbot: QtBot, pane: ConsumerPane) -> Iterator[Rig]:
    made = Rig(qtbot, pane)
    yield made
    made.loop.run_until_complete(made.loop.shutdown_default_executor())
    made.loop.close()


@pytest.mark.parametrize(
    "made",
    [
        Made(key=b"k", value=b'{"a": 0.10, "a": 1}', headers=(("h", b"x"), ("h", b"\xff"))),
        Made(key=b"k", value=None),
        Made(key=b"", value=b"\xff\x00"),
        Made(key=b"\x00", value=b"{{ seq }} \r\n \xe2\x80\xae"),
    ],
)
def test_send_again_puts_every_byte_into_the_producer_and_sends_nothing(rig: Rig, made: Made) -> None:
    sent: list[object] = []
    rig.producer.send_requested.connect(sent.append)
    add_rows(rig.pane, made)
    click(rig.pane, 0)
    assert entry(rig.pane.actions_on_rows.menu, "Send again…")
    content = Composer(rig.producer.editor.plan()).make(1)
    assert (content.key, content.value, content.headers) == (made.key, made.value, made.headers)
    assert rig.producer.editor.plan().topic == "test-kafka"
    assert "byte for byte" in rig.producer.sentence.text()
    assert sent == []


def dialog_of(rig: Rig) -> ExportDialog:
    return rig.wiring.ask_export(rig.pane)


def choices(dialog: ExportDialog) -> list[str]:
    return [button.text() for button in dialog.rows.buttons()]


def test_what_is_shown_or_all_that_is_held_is_exported(rig: Rig, qtbot: QtBot, tmp_path: Path) -> None:
    add_rows(rig.pane, *[Made(partition=n % 4, offset=n) for n in range(40)])
    rig.pane.search.look_for("p:1")
    qtbot.waitUntil(lambda: rig.pane.model.rowCount() == 10)
    rig.pane.model.hold(True)
    rig.pane.model.add_batch(run_of(40, 2))
    rig.pane.view.selectAll()
    dialog = dialog_of(rig)
    assert choices(dialog) == ["10 rows that are selected", "10 rows that are shown", "All 42 rows that the pane holds"]
    for choice, expected in ((1, [n for n in range(40) if n % 4 == 1]), (2, list(range(42)))):
        file = tmp_path / f"{choice}.jsonl"
        dialog.rows.button(choice).setChecked(True)
        dialog.begin(str(file))
        rig.work()
        assert [json.loads(line)["offset"] for line in file.read_text(encoding="utf-8").splitlines()] == expected
        assert dialog.said.text() == f"{len(expected)} rows written to {file}."
    dialog.forms.button(1).setChecked(True)
    dialog.begin(str(tmp_path / "rows.csv"))
    rig.work()
    assert (tmp_path / "rows.csv").read_bytes().count(b"\r\n") == 43
    dialog.close()


def test_a_closed_dialog_gives_the_export_up_and_leaves_nothing(rig: Rig, tmp_path: Path) -> None:
    for n in range(0, 50_000, 500):
        rig.pane.model.add_batch(run_of(n, 500, value=b"x" * 500))
    rig.pane.model.tick()
    dialog = dialog_of(rig)
    rig.loop.call_later(0.05, dialog.reject)
    dialog.begin(str(tmp_path / "rows.jsonl"))
    rig.work()
    assert rig.tasks[-1].cancelled()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a folder that is a file, as POSIX says it")
def test_a_file_that_cannot_be_written_is_said_and_another_can_be_chosen(rig: Rig, tmp_path: Path) -> None:
    add_rows(rig.pane, Made())
    (tmp_path / "file").write_text("")
    dialog = dialog_of(rig)
    dialog.begin(str(tmp_path / "file" / "rows.jsonl"))
    rig.work()
    assert dialog.said.text().startswith("rows.jsonl could not be written:")
    assert dialog.go.isEnabled()
    dialog.close()


def test_nothing_to_export(rig: Rig) -> None:
    dialog = dialog_of(rig)
    assert not dialog.go.isEnabled()
    dialog.close()


def test_a_gap_is_no_record_to_send(pane: ConsumerPane) -> None:
    asked: list[Record] = []
    pane.actions_on_rows.send_again_requested.connect(asked.append)
    pane.model.add_gap(Gap(topic="t", partition=0, start=2, end=3, reason=Text("bad")))
    pane.model.tick()
    click(pane, 0)
    pane.actions_on_rows._send_again()
    assert asked == []
