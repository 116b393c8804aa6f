"""Keys of the window that text fields would take: they outlive whatever had the focus."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.widgets.base.own_keys import OwnKeys


def test_the_widget_with_the_focus_may_be_destroyed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, button = QLineEdit(), QPushButton()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    pressed: list[str] = []
    OwnKeys("Ctrl+K", window).shortcut.activated.connect(lambda: pressed.append("Ctrl+K"))
    with qtbot.waitActive(window):
        window.show()
    button.setFocus()
    shiboken6.delete(button)
    field.setFocus()
    field.setText("text")
    field.home(False)
    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (pressed, field.text()) == (["Ctrl+K"], "text")
