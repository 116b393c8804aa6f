"""Finds a text in an editor: every match is tinted and counted; Enter goes on, Shift+Enter back, Esc closes."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.core.text_tools.positions import utf16_matches
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.editor.json_editor import JsonEditor

TINTED = 1_000  # matches; more are counted and found, not tinted
SETTLE_MS = 120


class FindBar(Responsive, QWidget):
    """Hidden until open() is called. Upper and lower case are the same."""

    def __init__(self, editor: JsonEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._found: list[tuple[int, int]] = []
        self.edit = QLineEdit()
        self.count = PlainLabel(role="muted")
        self._previous, self._next, self._close = (QPushButton(text) for text in ("↑", "↓", "✕"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.count)
        for button in (self._previous, self._next, self._close):
            theme.mark(button, "flat")
            layout.addWidget(button)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self.edit.textChanged.connect(self._begin)
        editor.textChanged.connect(self._edited)
        self._previous.clicked.connect(lambda: self.go(-1))
        self._next.clicked.connect(lambda: self.go(1))
        self._close.clicked.connect(self.close_bar)
        self.hide()
        self.retranslate()

    def open(self) -> None:
        """Show the bar, with what is selected in the editor."""
        chosen = self._editor.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen:
            self.edit.setText(chosen)
        self.edit.setFocus()
        self.edit.selectAll()
        self._look()

    def close_bar(self) -> None:
        """Hide the bar and go back to the editor."""
        self.hide()
        self._editor.mark_found(())
        self._editor.setFocus()

    def go(self, step: int) -> None:
        """Select the next match, or with -1 the one before; after the last comes the first."""
        self._look()
        if not self._found:
            return
        cursor = self._editor.textCursor()
        if step > 0:
            at = next((i for i, (start, _) in enumerate(self._found) if start >= cursor.selectionEnd()), 0)
        else:
            at = next((i for i in reversed(range(len(self._found))) if self._found[i][0] < cursor.selectionStart()), -1)
        self._select(at % len(self._found))

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("Find"))
        self.edit.setAccessibleName(self.tr("Find"))
        for button, text in (
            (self._previous, self.tr("Previous match (Shift+Enter)")),
            (self._next, self.tr("Next match (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(tip(text))
            button.setAccessibleName(text)
        self._show_count()

    def _begin(self) -> None:
        """Look for another text: go to its first match from the cursor on."""
        self._look()
        if self._found:
            here = self._editor.textCursor().selectionStart()
            self._select(next((i for i, (start, _) in enumerate(self._found) if start >= here), 0))

    def _edited(self) -> None:
        if self.isVisible():
            self._settle.start()

    def _look(self) -> None:
        self._found = utf16_matches(self._editor.shown_text(), self.edit.text()) if self.isVisible() else []
        self._editor.mark_found(self._found[:TINTED])
        self._show_count()

    def _select(self, index: int) -> None:
        cursor = self._editor.textCursor()
        start, length = self._found[index]
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._show_count()

    def _show_count(self) -> None:
        if not self.edit.text():
            self.count.setText("")
        elif not self._found:
            self.count.setText(self.tr("no match"))
        else:
            here = self._editor.textCursor().selectionStart()
            at = next((i + 1 for i, (start, _) in enumerate(self._found) if start == here), 0)
            self.count.setText(self.tr("{n} of {of}").format(n=at or "–", of=len(self._found)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain == Qt.KeyboardModifier.NoModifier:
            self.go(1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain == Qt.KeyboardModifier.ShiftModifier:
            self.go(-1)
        else:
            super().keyPressEvent(event)
