"""What is typed survives: a process that is killed while one types, a start after it, an older version's settings."""

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kafkadesk.app.session import drafts
from kafkadesk.app.session.drafts import Drafts
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.system.files.drafts import draft_store
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.producer.producer_pane import ProducerPane

WAIT_S = 30
TYPED = "".join(f"{{{n}:“消息😀”}}" for n in range(4_000))  # each prefix is unlike the others, and none is JSON

LARGE = ("x" * 99 + "\n") * 100_000

TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.app.session.drafts import Drafts
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.app.session.saving import Saving, draft_damaged
from kafkadesk.system.files.drafts import draft_store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.window.message_bar import MessageBar
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from tests.gui.session.test_drafts import TYPED

app = QApplication([])
theme.apply(app, "light")
table = DeliveryTable(DeliveryLog())
pane = ProducerPane(table)
saving, store = Saving(MessageBar(pane)), draft_store()
saving.watch(store, draft_damaged())
drafts = Drafts(pane, store, staged=lambda: False)
drafts.restore({})
pane.show()
print("ready", flush=True)
at = len(pane.editor.payload.editor.text())
pane.editor.payload.editor.moveCursor(QTextCursor.MoveOperation.End)
for at in range(at, len(TYPED)):
    pane.editor.payload.editor.insertPlainText(TYPED[at])
    pane.editor.form.key.set_key(str(at))
    print(at + 1, time.monotonic(), flush=True)
    until = time.monotonic() + 0.002
    while time.monotonic() < until:
        app.processEvents()
"""


def kept(home: Path) -> dict[str, object]:
    """Return the state that the next start would put back."""
    state: dict[str, object] = Store(home / "config" / "draft.json").get("producer", {})
    return state


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAFKADESK_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_a_process_killed_while_one_types_loses_the_last_second_at_most(home: Path, rounds: int) -> None:
    rng = random.Random(1)
    have = 0
    for _ in range(rounds):
        process = subprocess.Popen([sys.executable, "-c", TYPIST], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "."})
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        typed: list[tuple[int, float]] = []
        end = time.monotonic() + 1.5 + rng.random()
        while time.monotonic() < end:
            count, at = process.stdout.readline().split()
            typed.append((int(count), float(at)))
        process.kill()
        typed += [(int(line.split()[0]), float(line.split()[1])) for line in process.stdout if line.endswith("\n")]
        process.wait(WAIT_S)
        process.stdout.close()
        assert typed[0][0] == have + 1, "the start put back what was kept"
        state = kept(home)
        value = str(state["value"])
        assert value == TYPED[: len(value)]
        assert int(str(state["key"])) in (len(value), len(value) - 1)
        missing = [at for count, at in typed if count > len(value)]
        assert not missing or typed[-1][1] - missing[0] < drafts.SAVE_MS / 1000 + 2.0, "a second, and what a busy machine takes to write"
        have = len(value)
    assert have > 0


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ProducerPane:
    theme.apply(qapp, "light")
    table = DeliveryTable(DeliveryLog())
    made = ProducerPane(table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_half_typed_header_is_kept_and_sent(qtbot: QtBot, pane: ProducerPane, home: Path) -> None:
    """The cell is still open: nobody has pressed Enter in it."""
    pane.editor.payload.headers.setVisible(True)
    table = pane.editor.payload.headers._table
    table.setCurrentCell(0, 0)
    table.edit(table.model().index(0, 0))
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, " trace id ")
    assert editor.text() == " trace id "
    assert pane.editor.plan().headers == (("trace id", ""),)
    for _ in " trace id ":
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert pane.editor.plan().headers == ()
    QTest.keyClicks(editor, "other")
    assert pane.editor.plan().headers == (("other", ""),)


def test_what_a_lesson_stages_is_not_kept(qtbot: QtBot, pane: ProducerPane, home: Path) -> None:
    staged = [False]
    store = Store(home / "draft.json")
    keeper = Drafts(pane, store, staged=lambda: staged[0])
    pane.editor.payload.set_text('{"mine": 1}')
    keeper.save()
    staged[0] = True
    pane.editor.payload.set_text('{"the lesson\'s": 2}')
    keeper.save()
    asyncio.run(keeper.close())
    assert json.loads((home / "draft.json").read_text())["settings"]["producer"]["value"] == '{"mine": 1}'


def test_a_value_of_ten_megabytes_comes_back(qtbot: QtBot, pane: ProducerPane, home: Path) -> None:
    keeper = Drafts(pane, draft_store(), staged=lambda: False)
    keeper.restore({"value": LARGE, "format": "text"})
    asyncio.run(keeper.close())
    pane.editor.payload.set_text("")
    keeper = Drafts(pane, draft_store(), staged=lambda: False)
    keeper.restore({})
    assert pane.editor.payload.editor.text() == LARGE
    asyncio.run(keeper.close())
