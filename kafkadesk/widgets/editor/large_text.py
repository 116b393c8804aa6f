"""A plain text field that a large paste does not stall: it goes in by slices, and what is larger still is kept beside the field."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from kafkadesk.widgets.base.slices import Slices

AT_ONCE = 20_000  # characters; laying them out takes Qt 20 ms
SLICE = 2_000
MOST = 1_200_000  # characters in the field; each key pressed there costs in proportion
MOST_LINE = 20_000  # characters: Qt lays a line out as a whole, again with each change of it
EXCERPT = 4_000


class LargeTextEdit(QPlainTextEdit):
    """Holds any text. One that is too large to be edited is kept as it is, read-only, and its beginning is shown.

    Signals:
        held_changed: held() is another one.
    """

    held_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole: str | None = None  # what the field stands for, while it does not hold all of it
        self._held = False
        self._before = ""
        self._slices = Slices(self)

    def text(self) -> str:
        """Return what is typed or pasted, character for character, also while it is being put in."""
        return self.shown_text() if self._whole is None else self._whole

    def shown_text(self) -> str:
        """Return what stands in the field: toPlainText() would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def held(self) -> bool:
        """Whether the text is too large to be edited: it is kept, and its beginning is shown."""
        return self._held

    def put(self, text: str) -> None:
        """Put another text in the place of all; Ctrl+Z brings back what was there."""
        text = _lines(text)
        if not _fits(text):
            self._hold(text)
            return
        self._release()
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self._insert(cursor, text, text)

    def take_out(self) -> None:
        """Bring back what was there before the text that is held."""
        if self._held:
            self.put(self._before)

    def setPlainText(self, text: str) -> None:
        self._release()
        super().setPlainText(text)

    def clear(self) -> None:
        self._release()
        super().clear()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = _lines(source.text()) if source.hasText() else ""
        cursor = self.textCursor()
        if len(text) <= AT_ONCE and not self._slices.busy:
            super().insertFromMimeData(source)
            return
        around = (_part(self, 0, cursor.selectionStart()), _part(self, cursor.selectionEnd(), self.document().characterCount() - 1))
        whole = text.join(around)
        if _fits(whole):
            self._insert(cursor, text, whole)
        else:
            self._hold(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._held and event.matches(QKeySequence.StandardKey.Undo):
            self.take_out()
        elif self._held and event.matches(QKeySequence.StandardKey.Paste):
            self.put(QApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def _insert(self, cursor: QTextCursor, text: str, whole: str) -> None:
        if len(text) <= AT_ONCE:
            cursor.insertText(text)
            self.setTextCursor(cursor)
            return
        self._whole = whole
        self.setReadOnly(True)
        self._slices.run(_steps(cursor, text), lambda: self._filled(cursor))

    def _filled(self, cursor: QTextCursor) -> None:
        self._whole = None
        self.setReadOnly(False)
        self.setTextCursor(cursor)

    def _hold(self, text: str) -> None:
        before = self._before if self._held else self.text()
        self._slices.stop()
        self._whole, self._before = text, before
        changed, self._held = not self._held, True
        self.setReadOnly(True)
        super().setPlainText(text[:EXCERPT])
        if changed:
            self.held_changed.emit()

    def _release(self) -> None:
        """Let what is in the field be all there is again."""
        self._slices.stop()
        held, self._held, self._whole, self._before = self._held, False, None, ""
        self.setReadOnly(False)
        if held:
            self.held_changed.emit()


def _steps(cursor: QTextCursor, text: str) -> Iterator[None]:
    """Put the text in by slices, as one step that Ctrl+Z takes back."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    cursor.endEditBlock()
    for at in range(0, len(text), SLICE):
        cursor.joinPreviousEditBlock()
        cursor.insertText(text[at : at + SLICE])
        cursor.endEditBlock()
        yield


def _fits(text: str) -> bool:
    """Whether a text can be edited in the field."""
    if len(text) <= AT_ONCE:
        return True
    return len(text) <= MOST and max(map(len, text.split("\n"))) <= MOST_LINE


def _lines(text: str) -> str:
    """Return a text with the line ends that a field has."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")


def _part(field: QPlainTextEdit, start: int, end: int) -> str:
    cursor = QTextCursor(field.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")
