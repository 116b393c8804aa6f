"""A long text that is read piece by piece, as far as somebody scrolls; very long lines are broken, and copied without the break."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from kafkadesk.core.jsontext.tokens import PLAIN, SHOWN
from kafkadesk.core.text_tools.pieces import Hit, Pieces, search
from kafkadesk.core.text_tools.positions import utf16_length
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.slices import Slices
from kafkadesk.widgets.editor.highlighter import LazyHighlighter

ROW = 500  # characters of a line before it is broken: Qt lays out a line at once
FIRST_LINES, FIRST_CHARACTERS = 120, 12_000  # one of them fills the tallest window
LIT = 300  # hits painted at once: those in sight
# What Qt would take for a line's or a frame's end, or refuse; one character for another, so that places stay the same.
IN_DOCUMENT = str.maketrans(
    {"\r": "␍", "\u2029": "\ufffd", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"} | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
)


class PiecesView(Responsive, QPlainTextEdit):
    """Shows Pieces. Find: `search` and `show_hits`.

    Signals:
        copied(text): a selection was put on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = Pieces(iter(()))
        self._starts: list[int] = []  # of each piece in the document, in Qt's units
        self._breaks: list[list[int]] = []  # of each piece: characters before each break that we made
        self._size = 0
        self._all = False
        self._hits: Sequence[Hit] = ()
        self._current: Hit | None = None
        self._slices = Slices(self)
        self.highlighter = LazyHighlighter(self.document(), PLAIN)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self._fit_font()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionChanged.connect(self._on_selected)

    def show_pieces(self, pieces: Pieces, *, is_json: bool = False) -> None:
        """Show this text from its beginning."""
        self._slices.stop()
        self.viewport().setUpdatesEnabled(True)
        self._pieces = pieces
        self._starts, self._breaks, self._size = [], [], 0
        self._hits, self._current = (), None
        self.clear()
        self.highlighter.coloring = SHOWN if is_json else PLAIN
        self.highlighter.forget()
        while self.blockCount() < FIRST_LINES and self._size < FIRST_CHARACTERS and self._add():
            pass
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._color()

    @property
    def complete(self) -> bool:
        """Whether all of the text is in the view."""
        return self._pieces.complete and len(self._starts) == len(self._pieces)

    def whole_text(self) -> str:
        """Return all of the text as it is shown, also what is not in the view yet."""
        return "".join(iter_pieces(self._pieces))

    # finding

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give what is found, piece by piece."""
        return search(self._pieces, query)

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Light up what was found; go to the current one, and read on as far as it is."""
        moved = current != self._current
        self._hits, self._current = hits, current
        if current is not None and moved:
            self.go_to(current)
        else:
            self._paint_hits()

    def go_to(self, hit: Hit) -> None:
        """Select this place, as soon as the text is read so far."""
        self._read_on(hit.piece + 1, lambda: self._select(hit))

    # reading on

    def _read_on(self, piece: int, then: Callable[[], None]) -> None:
        """Read as far as a piece, in turns, and do something there. Nothing is painted meanwhile: it would cost most of the time."""

        def arrive() -> None:
            self.viewport().setUpdatesEnabled(True)
            then()

        self.viewport().setUpdatesEnabled(False)
        self._slices.run(self._read_to(piece), arrive)

    def _read_to(self, piece: int) -> Iterator[None]:
        while len(self._starts) <= piece and self._add():
            yield

    def _add(self) -> bool:
        """Put the next piece at the end; False: there is none."""
        piece = self._pieces.get(len(self._starts))
        if piece is not None:
            self._append(piece)
        return piece is not None

    def _append(self, piece: str) -> None:
        body = piece.removesuffix("\n")
        breaks: list[int] = []
        at = 0
        lines = []
        for line in body.split("\n"):
            inside = range(ROW, len(line), ROW)
            breaks += [at + i for i in inside]
            lines += [line[i : i + ROW] for i in range(0, max(1, len(line)), ROW)]
            at += len(line) + 1
        text = "\n".join(lines).translate(IN_DOCUMENT)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.highlighter.forget(cursor.blockNumber())  # Qt takes the colours from the line that it inserts behind
        start = self._size + 1 if self._starts else 0
        cursor.insertText("\n" + text if self._starts else text)
        self._starts.append(start)
        self._breaks.append(breaks)
        self._size = start + utf16_length(text)

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.verticalScrollBar().pageStep():
            self._add()
        self._color()
        self._paint_hits()

    def _color(self) -> None:
        """Colour the lines in sight that are not yet: to colour what nobody has scrolled to would take most of the time."""
        if not self.isVisible():
            return
        bottom = self.cursorForPosition(self.viewport().rect().bottomRight()).blockNumber()
        block = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() <= bottom:
            self.highlighter.color(block)
            block = block.next()

    # places

    def _position(self, piece: int, at: int) -> int:
        """Return where a character of a piece stands in the document."""
        text = (self._pieces.get(piece) or "")[:at]
        return self._starts[piece] + utf16_length(text) + bisect_right(self._breaks[piece], at)

    def _place(self, position: int) -> tuple[int, int]:
        """Return piece and character that stand at a position of the document."""
        piece = max(0, bisect_right(self._starts, position) - 1)
        text, left = self._pieces.get(piece) or "", position - self._starts[piece]
        breaks = self._breaks[piece]
        if utf16_length(text) == len(text):
            for n, at in enumerate(breaks):
                if at + n >= left:
                    return piece, left - n
            return piece, min(len(text), left - len(breaks))
        ours = set(breaks)
        for at, character in enumerate(text):
            left -= at in ours
            if left <= 0:
                return piece, at
            left -= utf16_length(character)
        return piece, len(text)

    def _select(self, hit: Hit) -> None:
        if hit.piece >= len(self._starts):
            return
        first = self._pieces.get(hit.piece) or ""
        over = hit.at + hit.length - len(first)
        end = self._position(hit.piece + 1, over) if over > 0 and hit.piece + 1 < len(self._starts) else None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(hit.piece, hit.at))
        cursor.setPosition(self._position(hit.piece, hit.at + hit.length) if end is None else end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self._paint_hits()

    def _paint_hits(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        if self._hits and self._starts:
            colors = theme.colors()
            first = self._place(self.firstVisibleBlock().position())
            last = self._place(self.cursorForPosition(self.viewport().rect().bottomRight()).position())
            begin = bisect_left(self._hits, Hit(first[0], max(0, first[1] - ROW), 0))
            for hit in self._hits[begin : begin + LIT]:
                if (hit.piece, hit.at) > last or hit.piece >= len(self._starts):
                    break
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.document())
                cursor.setPosition(self._position(hit.piece, hit.at))
                size = len(self._pieces.get(hit.piece) or "")
                cursor.setPosition(self._position(hit.piece, min(size, hit.at + hit.length)), QTextCursor.MoveMode.KeepAnchor)
                setattr(mark, "cursor", cursor)  # noqa: B010  # the stubs know these two as methods
                setattr(mark, "format", _background(colors.flash))  # noqa: B010
                marks.append(mark)
        self.setExtraSelections(marks)

    def context_menu(self) -> QMenu:
        """Return Qt's menu, whose Copy is reported too."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-copy":
                action.triggered.connect(self._report_copy)
        return menu

    def _report_copy(self) -> None:
        if text := self.createMimeDataFromSelection().text():
            self.copied.emit(text)

    def _on_selected(self) -> None:
        self._all = False

    def _fit_font(self) -> None:
        self.setFont(theme.mono_font(self.font()))

    # Qt's

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        cursor = self.textCursor()
        if self._all:
            data.setText(self.whole_text())
        elif cursor.hasSelection():
            (first, begin), (last, end) = self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())
            parts = [self._pieces.get(i) or "" for i in range(first, last + 1)]
            parts[-1] = parts[-1][:end]
            parts[0] = parts[0][begin:]
            data.setText("".join(parts))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.MoveToEndOfDocument) and not self.complete:
            self._read_on(2**31, lambda: self.moveCursor(QTextCursor.MoveOperation.End))
            return
        super().keyPressEvent(event)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._all = True  # also what is not read yet
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._report_copy()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._color()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_scrolled(self.verticalScrollBar().value())

    def restyle(self) -> None:
        self.highlighter.forget()
        self._color()


def iter_pieces(pieces: Pieces) -> Iterator[str]:
    number = 0
    while (piece := pieces.get(number)) is not None:
        yield piece
        number += 1


def _background(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(color))
    return made
