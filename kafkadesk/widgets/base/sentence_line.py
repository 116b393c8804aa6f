"""One sentence with one thing to do about it, as the producer pane shows after a send."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel


class SentenceLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel(wrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        theme.set_role(self._button, "link")
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._act)
        self._on_action: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        self.hide()

    def say(self, text: str, *, role: str = "muted", action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a sentence, and a link for what to do about it; an empty text hides the line."""
        theme.set_role(self._label, role)
        self._label.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._on_action = on_action
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._label.text()

    def action_button(self) -> QPushButton:
        """Return the link, for whoever points at it."""
        return self._button

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()
