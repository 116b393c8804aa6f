"""F6 and Shift+F6 go through the parts of the window; each takes the cursor back to where it was."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kafkadesk.app.window import WindowParts
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.window import in_window


def test_f6_goes_round_all_parts_and_back(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def story(desk: Desk, parts: WindowParts) -> None:
        desk.add_pane()
        window = parts.window
        window.activateWindow()
        parts.producer.editor.payload.setFocus()
        start = QApplication.focusWidget()
        areas: tuple[QWidget, ...] = (parts.bar, parts.producer, parts.grid, parts.lower)

        def area() -> QWidget | None:
            focus = QApplication.focusWidget()
            return next((one for one in areas if focus is not None and one.isAncestorOf(focus)), None)

        seen = []
        for _ in areas:
            seen.append(area())
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        assert seen == [parts.producer, parts.grid, parts.lower, parts.bar]
        assert QApplication.focusWidget() is start, "back where the cursor was"
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert area() is parts.bar

    in_window(qtbot, qapp, broker, story)
