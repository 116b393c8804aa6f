"""Keys of the window that a text field must not take for its own: Ctrl+K deletes to the end of the line in X11's fields."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class OwnKeys(QObject):
    """A shortcut of a window that works wherever the cursor is in it.

    Only the widget with the focus is listened to: a filter on the application would see every event there is.
    """

    def __init__(self, keys: str, window: QWidget) -> None:
        super().__init__(window)
        self._keys = QKeySequence(keys)
        self._window = window
        self._watched: QWidget | None = None
        self.shortcut = QShortcut(self._keys, window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asks = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and QKeySequence(event.keyCombination()) == self._keys:  # type: ignore[attr-defined]  # a QKeyEvent
            event.ignore()  # so it goes on to the shortcut
            return True
        return super().eventFilter(watched, event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):  # one that is being destroyed loses the focus first
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and new.window() is self._window else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
