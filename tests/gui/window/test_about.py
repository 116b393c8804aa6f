"""The About box: reachable by the menu and by F1, it lists what KafkaDesk is shipped with, and shows each licence."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk import __version__
from kafkadesk.app import about as about_wiring
from kafkadesk.app.about import AboutWiring
from kafkadesk.core.actions.window import ABOUT, LOG
from kafkadesk.core.components import Component
from kafkadesk.core.errors import InputError
from kafkadesk.core.text import Text
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.window.about_dialog import AboutDialog
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from tests.rigs.installed import installed
from tests.rigs.menus import item
from tests.rigs.profiles import Window, in_window
from tests.rigs.window import until

EVIL = Component(name="<b>evil</b>", version="<i>1</i>", licence="<h1>MIT</h1>")


def test_the_question_mark_has_a_menu_that_leads_there(qtbot: QtBot) -> None:
    bar = ConnectionBar()
    qtbot.addWidget(bar)
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "?")
    assert button.accessibleName() == "Help"
    menu = button.menu()
    assert isinstance(menu, QMenu)
    asked: list[str] = []
    bar.commands.bind(ABOUT, lambda: asked.append("about"))
    bar.commands.bind(LOG, lambda: asked.append("log"))
    item(menu, "About KafkaDesk").trigger()
    item(menu, "Log").trigger()
    assert asked == ["about", "log"]


@pytest.mark.skipif(not installed(), reason="KafkaDesk itself is not installed by pip here")
def test_f1_opens_it_once_and_each_part_shows_its_licence(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    async def play(window: Window) -> None:
        about = AboutWiring(window.parts, window.wiring.intents)
        window.parts.window.activateWindow()
        await until(window.parts.window.isActiveWindow, "the window does not become active")
        QTest.keyClick(window.parts.window, Qt.Key.Key_F1)
        dialog = about.dialog
        assert dialog is not None
        about.open()
        assert about.dialog is dialog
        await until(lambda: dialog.table.topLevelItemCount() > 10, "the list did not come")
        assert __version__ in dialog.title.text()
        for name in ("pyside6-essentials", "CPython", "kafka-python"):
            assert dialog.table.findItems(name, Qt.MatchFlag.MatchExactly, 0)
        dialog.choose("kafka-python")
        await until(lambda: "Apache License" in dialog.text.toPlainText(), "the licence did not come")
        dialog.copy.click()
        assert "\nkafka-python\t" in QGuiApplication.clipboard().text()
        dialog.reject()
        assert about.dialog is None

    in_window(qtbot, qapp, Store(tmp_path / "settings.json"), play)


def test_a_list_that_cannot_be_read_is_said_to_be(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def damaged() -> tuple[Component, ...]:
        raise InputError(Text("It is damaged."))

    monkeypatch.setattr(about_wiring, "shipped", damaged)

    async def play(window: Window) -> None:
        about = AboutWiring(window.parts, window.wiring.intents)
        about.open()
        dialog = about.dialog
        assert dialog is not None
        await until(lambda: dialog.heading.text() == "It is damaged.", "nothing was said")
        dialog.reject()

    in_window(qtbot, qapp, Store(tmp_path / "settings.json"), play)


def test_texts_of_others_are_no_markup_and_come_only_for_the_chosen_part(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.set_parts([EVIL, Component(name="two", version="2", licence="MIT")])
    dialog.set_text(EVIL, "<b>text</b>")
    assert dialog.text.toPlainText() == "<b>text</b>"
    dialog.choose("two")
    dialog.set_text(EVIL, "late")
    assert dialog.text.toPlainText() == ""
    dialog.set_text(Component(name="two", version="2", licence="MIT"), "")
    assert dialog.text.toPlainText() == "No licence text came with two. Its licence: MIT."
