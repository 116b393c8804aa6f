"""Keys of one's own: chosen in the list of keys, refused where another action has them, kept for the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.app.keys import KeyWiring
from kafkadesk.core import settings
from kafkadesk.core.actions.keys import KEYS, fault_in, read_keys
from kafkadesk.core.actions.pane import FIND as FIND_IN_PANE
from kafkadesk.core.actions.places import REFRESH
from kafkadesk.core.actions.producer import FIND, FORMAT, SEND, Composing
from kafkadesk.core.actions.window import KEYBOARD, SWITCH_PROFILE
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap, choose_keys
from kafkadesk.widgets.window.keyboard_dialog import KeyboardDialog

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def _as_declared() -> Iterator[None]:
    yield
    choose_keys({})


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> KeyboardDialog:
    theme.apply(qapp, "light")
    made = KeyboardDialog()
    qtbot.addWidget(made)
    KeyWiring(made, Store(tmp_path / "settings.json"))
    made.show()
    return made


def select(dialog: KeyboardDialog, name: str) -> None:
    dialog.tree.setCurrentItem(dialog._lines[name])


def test_keys_of_another_action_at_the_same_place_are_refused() -> None:
    assert fault_in(FORMAT, "Ctrl+Alt+J", alone=False) is None
    assert "Find" in str(fault_in(FORMAT, "Ctrl+F", alone=False))
    assert "Switch profile" in str(fault_in(FORMAT, SWITCH_PROFILE.keys[0], alone=False)), "those of the window work everywhere"
    assert "Send" in str(fault_in(KEYBOARD, SEND.keys[0], alone=False)), "those of the window would work in the producer too"
    assert fault_in(FIND_IN_PANE, FIND.keys[0], alone=False) is None, "producer and pane have each their own"
    assert fault_in(REFRESH, "F", alone=True) is not None
    assert fault_in(SWITCH_PROFILE, "Ctrl+Alt+J", alone=False) is not None


@pytest.mark.parametrize("found", [None, 5, [], {"a": 5}, {"a": None}, {SWITCH_PROFILE.id: "Ctrl+J"}, {"a": "x" * 100}])
def test_odd_values_are_no_keys(found: object) -> None:
    assert read_keys(found) == {}


def test_keys_are_chosen_work_at_once_and_are_kept(qtbot: QtBot, dialog: KeyboardDialog, tmp_path: Path) -> None:
    done: list[str] = []
    area = QWidget()
    qtbot.addWidget(area)
    commands = ActionMap(area, Composing, {FORMAT: lambda: done.append("formatted")})
    commands.add_keys(area, [FORMAT], Qt.ShortcutContext.WindowShortcut)
    area.show()

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        area.activateWindow()
        qtbot.waitUntil(area.isActiveWindow)
        QTest.keyClick(area, key, modifiers)

    press(Qt.Key.Key_F, CTRL_SHIFT)
    assert done == ["formatted"]
    done.clear()
    select(dialog, FORMAT.id)
    assert not dialog.set_button.isEnabled(), "it has these"
    dialog.edit.setKeySequence(QKeySequence("Ctrl+F"))
    assert "“Find” has these keys." in dialog.fault.text()
    assert not dialog.set_button.isEnabled()
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Alt+J"))
    dialog.set_button.click()
    assert dialog._lines[FORMAT.id].text(1) == "Ctrl+Alt+J"
    press(Qt.Key.Key_F, CTRL_SHIFT)
    assert done == [], "the declared ones no longer work"
    press(Qt.Key.Key_J, CTRL_ALT)
    assert done == ["formatted"]
    assert commands.offers()[0].keys == ("Ctrl+Alt+J",)
    assert read_keys(settings.KEYS.get(Store(tmp_path / "settings.json"))) == {FORMAT.id: ("Ctrl+Alt+J",)}
    select(dialog, FORMAT.id)
    dialog.remove.click()
    assert KEYS.of(FORMAT) == ()
    assert dialog._lines[FORMAT.id].text(1) == "—"
    dialog.reset.click()
    assert KEYS.of(FORMAT) == FORMAT.keys
    assert settings.KEYS.get(Store(tmp_path / "settings.json")) == {}


def test_declared_keys_do_not_come_back_while_another_action_has_them(dialog: KeyboardDialog) -> None:
    choose_keys({FORMAT.id: (), FIND.id: FORMAT.keys})
    select(dialog, FORMAT.id)
    assert not dialog.reset.isEnabled()
    dialog.reset_all.click()
    assert (KEYS.of(FORMAT), KEYS.of(FIND)) == (FORMAT.keys, FIND.keys)
    select(dialog, SWITCH_PROFILE.id)
    assert not dialog.remove.isEnabled()
