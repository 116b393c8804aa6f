"""The panel of a guided lesson."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.lessons.lesson_panel import LessonPanel


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_buttons_have_room_for_their_words_in_the_narrowest_panel(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    theme.apply(qapp, "light")
    panel = LessonPanel()
    qtbot.addWidget(panel)
    i18n.install(qapp, language)
    try:
        panel.show()
        panel.resize(1, 400)
        buttons = panel.findChildren(QPushButton)
        assert len(buttons) == 4
        # Layouts follow new words and a new size in turns of the event loop.
        qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons), timeout=2000)
    finally:
        i18n.install(qapp, "en")
