"""The user's own templates: messages kept under a name, with key, headers and kinds."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

PARTS = ("key", "key_kind", "value", "format", "ascii_escaped", "templates", "headers")
MAX_NAME = 60  # characters, of a menu


class SavedMessages(QObject):
    """Messages by name, in the order they were saved. A name that is taken gets a number.

    Signals:
        changed: all of them, as plain values that JSON can keep.
    """

    changed = Signal(dict)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._messages: dict[str, dict[str, object]] = {}

    def set_messages(self, kept: Mapping[str, object]) -> None:
        """Take what was kept; what is no message (a file edited by hand) is passed over."""
        self._messages = {name: _message(message) for name, message in kept.items() if isinstance(message, dict)}

    def names(self) -> tuple[str, ...]:
        """Return the names, in the order they were saved."""
        return tuple(self._messages)

    def get(self, name: str) -> dict[str, object]:
        """Return a message, for ProducerPane.restore."""
        return dict(self._messages[name])

    def save(self, name: str, state: Mapping[str, object]) -> str:
        """Keep the message of a pane's state; return the name that it got."""
        wanted = name.strip()[:MAX_NAME] or self.tr("Message")
        free = next(n for n in (wanted, *(f"{wanted} ({i})" for i in range(2, len(self._messages) + 3))) if n not in self._messages)
        self._messages[free] = _message(state)
        self.changed.emit(dict(self._messages))
        return free

    def delete(self, name: str) -> None:
        if self._messages.pop(name, None) is not None:
            self.changed.emit(dict(self._messages))

    def ask_name(self, state: Mapping[str, object]) -> QInputDialog:
        """Ask for a name, and keep the message under it."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Save this message"))
        dialog.setLabelText(self.tr("Name in the template menu (key, value and headers are kept):"))
        dialog.textValueSelected.connect(lambda name: self.save(name, state))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def _message(state: Mapping[str, object]) -> dict[str, object]:
    return {part: state[part] for part in PARTS if part in state}
