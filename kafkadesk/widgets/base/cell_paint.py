"""What the cells of a table are painted with, kept from one painting to the next: tables that change all the time are painted all the time."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText

from kafkadesk.widgets.base import theme

MOST_FITTED = 1_000  # texts of which it is known how they fit into their cells


class LaidOut(NamedTuple):
    """A text ready to be drawn, and its size in pixels."""

    text: QStaticText
    width: float
    height: float


class CellFonts:
    """The fonts of a table's cells, made from one. digit: how wide a digit is in the fixed-width ones, in pixels."""

    def __init__(self, like: QFont) -> None:
        self.plain, self.bold = QFont(like), QFont(like)
        self.mono, self.mono_bold = theme.mono_font(like), theme.mono_font(like)
        self.bold.setBold(True)
        self.mono_bold.setBold(True)
        self.digit = max(QFontMetrics(font).horizontalAdvance("0") for font in (self.mono, self.mono_bold))
        self._fitted: dict[tuple[str, int, bool, bool], str] = {}
        self._laid_out: dict[tuple[str, int, bool], LaidOut] = {}

    def fitting(self, text: str, width: int, font: QFont) -> str:
        """Return a text as it fits into a width in pixels, in one of these fonts.

        To find that out takes longer than to paint it, and most texts are the same each time.
        """
        key = text, width, font.bold(), font is self.plain or font is self.bold
        if key not in self._fitted:
            if len(self._fitted) >= MOST_FITTED:
                self._fitted.clear()
            self._fitted[key] = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._fitted[key]

    def laid_out(self, text: str, width: int, *, bold: bool) -> LaidOut:
        """Return a text as it fits into a width in pixels, laid out in the plain font or the bold one: drawing takes a third then."""
        key = text, width, bold
        if key not in self._laid_out:
            if len(self._laid_out) >= MOST_FITTED:
                self._laid_out.clear()
            font = self.bold if bold else self.plain
            made = QStaticText(self.fitting(text.replace("\n", " "), width, font))
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(font=font)
            self._laid_out[key] = LaidOut(made, made.size().width(), made.size().height())
        return self._laid_out[key]
