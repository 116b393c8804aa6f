"""Widgets that follow the language, the font and the theme while they are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object  # Qt's class comes after this one in a widget's bases

LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class Responsive(_Base):
    """Put before Qt's class among a widget's bases. Qt may call restyle() as soon as the widget has a parent, a font or a role."""

    def retranslate(self) -> None:
        """Set all texts in the current language."""

    def restyle(self) -> None:
        """Set sizes and colours by the current font and theme; called several times for one change."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in LOOKS:
            self.restyle()
