"""Pictures without a display have letters in them: on Windows Qt's offscreen platform has no fonts by itself, and draws a box for each."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from kafkadesk.widgets.base import theme


def test_letters_have_widths_of_their_own_and_offsets_stand_in_columns(qapp: QApplication) -> None:
    text = QFontMetrics(qapp.font())
    assert text.horizontalAdvance("iiii") < text.horizontalAdvance("WWWW")
    assert text.inFont("i")
    fixed = QFontMetrics(theme.mono_font(qapp.font()))
    assert fixed.horizontalAdvance("iiii") == fixed.horizontalAdvance("8888")
    assert fixed.inFont("8")
