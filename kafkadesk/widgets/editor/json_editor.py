"""A small editor for a record's value: JSON and template highlighting, line numbers, the faulty line marked."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit, QWidget

from kafkadesk.core.jsontext.brackets import LOOKED_AT, partner
from kafkadesk.core.jsontext.tokens import EDITED
from kafkadesk.core.text_tools.pieces import Hit
from kafkadesk.core.text_tools.positions import utf16_length, utf16_matches
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.editor.highlighter import Highlighter
from kafkadesk.widgets.editor.large_text import AT_ONCE, LargeTextEdit

TINTED = 1_000  # matches; more are counted and found, not tinted
INDENT = "  "
BRACKETS = "{}[]"


class JsonEditor(Responsive, LargeTextEdit):
    """Signals:
    edited: the text changed and has been left alone for a moment.
    """

    edited = Signal()
    SETTLE_MS = 120

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: tuple[int, int | None] | None = None
        self._append: Callable[[QMenu], None] | None = None
        self._found: tuple[tuple[int, int], ...] = ()
        self._gutter = _Gutter(self)
        self._highlighter = Highlighter(self.document(), EDITED)
        self.setFont(theme.mono_font(QApplication.font()))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)  # Tab goes on to Send: the keyboard is never trapped here
        self._settle = QTimer(self, singleShot=True, interval=self.SETTLE_MS)
        self._settle.timeout.connect(self.edited)
        self.textChanged.connect(self._settle.start)
        self.blockCountChanged.connect(self._fit_gutter)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._paint_marks)
        self._fit_gutter()

    def mark_error(self, line: int, column: int | None) -> None:
        """Tint a line, counted from 1, and underline its column if that is known."""
        self._error = (line, column)
        self._paint_marks()

    def clear_error(self) -> None:
        self._error = None
        self._paint_marks()

    def set_more_items(self, append: Callable[[QMenu], None]) -> None:
        """Let `append` add to the editor's own menu."""
        self._append = append

    def restyle(self) -> None:
        self.setFont(theme.mono_font(QApplication.font()))
        self._highlighter.recolor()
        self._paint_marks()
        self._fit_gutter()

    def gutter_width(self) -> int:
        """Return the room that the line numbers need, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9" * digits) + self.fontMetrics().horizontalAdvance("9") * 2

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Paint the line numbers of the visible lines."""
        colors = theme.colors()
        painter = QPainter(self._gutter)
        painter.fillRect(event.rect(), self.palette().base())
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width = self._gutter.width() - self.fontMetrics().horizontalAdvance("9")
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            wrong = self._error is not None and self._error[0] == block.blockNumber() + 1
            painter.setPen(QColor(colors.bad if wrong else colors.muted))
            rect = QRect(0, round(top), width, self.fontMetrics().height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
            top += height
        painter.end()

    def marked_line(self) -> int | None:
        """Return the line that is marked as wrong, from 1."""
        return None if self._error is None else self._error[0]

    # finding: a Hit has position and length in UTF-16 units

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give all matches in the text that is shown."""
        yield [Hit(0, at, length) for at, length in utf16_matches(self.shown_text(), query)]

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Tint the first of these, and select the current one."""
        self._found = tuple((hit.at, hit.length) for hit in hits[:TINTED])
        if current is not None:
            cursor = self.textCursor()
            cursor.setPosition(current.at)
            cursor.setPosition(current.at + current.length, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._paint_marks()

    def selection(self) -> Hit:
        """Return what is selected, or where the cursor is."""
        cursor = self.textCursor()
        return Hit(0, cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())

    def selected_line(self) -> str:
        """Return the selected text; empty if it has a line break."""
        text = self.textCursor().selectedText()
        return "" if "\u2029" in text else text

    def replace_text(self, text: str) -> None:
        """Put another text in the place of all, as one step that Ctrl+Z takes back; the cursor stays at what it stood at."""
        if len(text) > AT_ONCE:
            self.put(text)
            return
        cursor = self.textCursor()
        before = len("".join(self.text()[: cursor.position()].split()))
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        left = before
        cursor.setPosition(
            utf16_length(text[: next((i for i, char in enumerate(text) if not char.isspace() and (left := left - 1) < 0), len(text))])
        )
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _paint_marks(self) -> None:
        selections = [*self._line_here(), *self._found_marks(), *self._error_marks(), *self._bracket_marks()]
        self.setExtraSelections(selections)
        self._gutter.update()

    def _line_here(self) -> list[QTextEdit.ExtraSelection]:
        if not self.hasFocus() or self.textCursor().hasSelection():
            return []
        return [self._whole_line(QTextCursor(self.textCursor().block()), QColor(theme.colors().line))]

    def _found_marks(self) -> list[QTextEdit.ExtraSelection]:
        end = self.document().characterCount()  # the text may have got shorter since they were looked for
        return [self._place(at, length, background=theme.colors().flash) for at, length in self._found if at + length < end]

    def _error_marks(self) -> list[QTextEdit.ExtraSelection]:
        if self._error is None:
            return []
        line, column = self._error
        block = self.document().findBlockByNumber(min(line, self.blockCount()) - 1)
        tint = QColor(theme.colors().bad)
        tint.setAlpha(36)
        marks = [self._whole_line(QTextCursor(block), tint)]
        if column is not None:
            before = utf16_length(block.text()[: column - 1])
            mark = self._place(block.position() + min(before, block.length() - 1), 1)
            mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            mark.format.setUnderlineColor(QColor(theme.colors().bad))
            marks.append(mark)
        return marks

    def _bracket_marks(self) -> list[QTextEdit.ExtraSelection]:
        """Mark the bracket at the cursor, before it or behind it, and the one that belongs to it."""
        if not self.hasFocus() or self.isReadOnly() or self.document().characterCount() > LOOKED_AT:
            return []
        at = self.textCursor().position()
        beside = {p: str(self.document().characterAt(p)) for p in (at - 1, at) if p >= 0}
        if not any(char in BRACKETS for char in beside.values()):
            return []
        text = self.shown_text()
        if utf16_length(text) != len(text):  # positions and characters are not the same then
            text = "".join(char if char <= "\uffff" else "\ufffd\ufffd" for char in text)
        for place in (p for p, char in beside.items() if char in BRACKETS):
            other = partner(text, place)
            if other is not None:
                return [self._place(p, 1, background=theme.colors().select) for p in (place, other)]
        return []

    @staticmethod
    def _whole_line(cursor: QTextCursor, color: QColor) -> QTextEdit.ExtraSelection:
        whole = QTextEdit.ExtraSelection()
        whole.cursor = cursor
        whole.format.setBackground(color)
        whole.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return whole

    def _place(self, start: int, length: int, *, background: str = "") -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, length)
        place = QTextEdit.ExtraSelection()
        place.cursor = cursor
        if background:
            place.format.setBackground(QColor(background))
        return place

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), self.gutter_width(), inside.height())

    def _scroll_gutter(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    def _indent_like_above(self) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        indent = before[: len(before) - len(before.lstrip(" "))]
        if before.rstrip().endswith(("{", "[")):
            indent += INDENT
        cursor.insertText("\n" + indent)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,  # Qt would put a line separator, U+2028, which is not the line end it looks like
        )
        if plain_enter and not self.isReadOnly():
            self._indent_like_above()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        if self._append is not None:
            self._append(menu)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paint_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paint_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()


class _Gutter(QWidget):
    """The strip with the line numbers; the editor paints it, since it knows the lines."""

    def __init__(self, editor: JsonEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_gutter(event)
