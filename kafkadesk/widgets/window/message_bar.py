"""One bar for one trouble: a later message about the same thing replaces the earlier one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

MAX_MESSAGES = 3  # more would push the work off the window; the oldest makes room
EDGE_PX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence, what to do next, and a button for it. key: a later message replaces one of the same key.

    details: the log has more about it.
    """

    text: Text
    hint: Text | None = None
    level: NoticeLevel = NoticeLevel.INFO
    key: str = ""
    action: Text | None = None
    on_action: Callable[[], None] | None = None
    details: bool = False


class MessageBar(QWidget):
    """The messages that stand now, newest on top.

    Signals:
        details_requested(): the user wants to see what the log has about a message.
    """

    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, _Row] = {}
        self._compact = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message; in the place of the one with the same key, if there is one. Without a key its text is the key."""
        key = message.key or message.text.source
        if key in self._shown:
            self._shown[key].set_message(message)
            return
        while len(self._shown) >= MAX_MESSAGES:
            self.dismiss(next(iter(self._shown)))
        row = _Row(message, lambda: self.dismiss(key), self.details_requested.emit)
        self._shown[key] = row
        self._layout.insertWidget(0, row)
        self._show_rows()

    def set_compact(self, compact: bool) -> None:
        """Show only the newest message, where the window is low; the others come when it is closed."""
        self._compact = compact
        self._show_rows()

    def dismiss(self, key: str) -> None:
        """Take a message away, since its trouble is over or the user closed it."""
        row = self._shown.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._show_rows()

    def texts(self) -> tuple[str, ...]:
        """Return what stands in the bar, newest first."""
        return tuple(row.text() for row in reversed(self._shown.values()))

    def shows(self, key: str) -> bool:
        """Return whether the message of this key can be seen: it stands in the bar, and its window on the screen."""
        row = self._shown.get(key)
        return row is not None and row.isVisible() and not self.window().isMinimized()

    def dismiss_newest(self) -> bool:
        """Take the newest message away; return whether there was one."""
        if not self._shown:
            return False
        self.dismiss(next(reversed(self._shown)))
        return True

    def _show_rows(self) -> None:
        rows = list(self._shown.values())
        for row in rows:
            row.setVisible(row is rows[-1] or not self._compact)
        self.setVisible(bool(rows))


class _Row(Responsive, QFrame):
    """One message with its button and its close button."""

    def __init__(self, message: Message, close: Callable[[], None], details: Callable[[], None]) -> None:
        super().__init__()
        self._message = message
        self._mark = PlainLabel()
        self._label = PlainLabel(wrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._details = QPushButton()
        theme.set_role(self._details, "link")
        self._details.clicked.connect(details)
        self._close = QToolButton()
        self._close.setText("✕")
        theme.set_role(self._close, "flat")
        self._close.clicked.connect(close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(self._mark)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._details)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.set_message(message)

    def text(self) -> str:
        return self._label.text()

    def set_message(self, message: Message) -> None:
        self._message = message
        mark, role, _, _ = _look(message.level)
        self._mark.setText(mark)
        theme.set_role(self._mark, role)
        self.update()
        sentences = [message.text] if message.hint is None else [message.text, message.hint]
        self._label.setText(" ".join(map(render, sentences)))
        self.setAccessibleName(self._label.text())
        self._action.setVisible(message.action is not None)
        self._action.setText("" if message.action is None else render(message.action))
        self._details.setVisible(message.details)
        self._details.setText(self.tr("Details"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self._close.toolTip())

    def _act(self) -> None:
        if self._message.on_action is not None:
            self._message.on_action()

    def paintEvent(self, event: QPaintEvent) -> None:
        _, _, soft, edge = _look(self._message.level)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(soft))
        painter.fillRect(0, 0, EDGE_PX, self.height(), QColor(edge))
        painter.end()

    def retranslate(self) -> None:
        self.set_message(self._message)


def _look(level: NoticeLevel) -> tuple[str, str, str, str]:
    """Return mark, its role, and the colours of background and edge."""
    colors = theme.colors()
    match level:
        case NoticeLevel.INFO:
            return "ℹ", "muted", colors.accent_soft, colors.accent
        case NoticeLevel.WARNING:
            return "⚠", "warn", colors.warn_soft, colors.warn
        case NoticeLevel.ERROR:
            return "✗", "bad", colors.bad_soft, colors.bad
