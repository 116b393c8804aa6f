"""Bytes in lines of 16: only the lines in sight are ever made, so that 10 MB cost what 1 KB does."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kafkadesk.core.text_tools.hexdump import SEARCH_STEP, WIDTH, hex_text, line_count, offset_digits, side_text, wanted_bytes
from kafkadesk.core.text_tools.pieces import Hit
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.responsive import Responsive

HEX_BEGIN = 2  # characters between offset and bytes
SIDE_BEGIN = HEX_BEGIN + 3 * WIDTH + 1
MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WIDTH,
    Qt.Key.Key_Down: WIDTH,
}


class HexView(Responsive, QAbstractScrollArea):
    """Shows bytes; a range of them can be selected and copied. Find: `search` and `show_hits` (piece 0, at: the offset).

    Signals:
        selected(first, end): the selection changed; end is behind its last byte.
    """

    selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._digits = offset_digits(0)
        self._anchor = self._caret = 0
        self._has_selection = False
        self._hits: Sequence[Hit] = ()
        self._current: Hit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Bytes"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setViewportMargins(0, 0, 0, 0)
        self.restyle()

    def show_bytes(self, data: bytes) -> None:
        """Show these from their beginning."""
        self._data = data
        self._digits = offset_digits(len(data))
        self._anchor = self._caret = 0
        self._has_selection = False
        self._hits, self._current = (), None
        self._fit()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def selection(self) -> tuple[int, int]:
        """Return offset of the first selected byte, and of the one behind the last; equal if none is."""
        if not self._has_selection:
            return self._caret, self._caret
        first, last = sorted((self._anchor, self._caret))
        return first, min(last + 1, len(self._data))

    def select(self, first: int, end: int) -> None:
        """Select these bytes and bring them in sight."""
        self._anchor, self._caret = first, max(first, end - 1)
        self._has_selection = end > first
        self._show_line(first // WIDTH, middle=True)
        self._changed()

    # finding

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give what is found, a MiB at a time: the bytes of a text, or bytes written as 0xdead or de ad."""
        wanted = wanted_bytes(query)
        begin = 0
        while wanted and begin < len(self._data):
            end = begin + SEARCH_STEP
            found = []
            at = self._data.find(wanted, begin, end + len(wanted) - 1)
            while at >= 0:
                found.append(Hit(0, at, len(wanted)))
                begin = at + len(wanted)
                if len(found) % 1000 == 0:
                    yield found
                    found = []
                at = self._data.find(wanted, begin, end + len(wanted) - 1)
            yield found
            begin = max(begin, end)

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Light up what was found; go to the current one."""
        moved = current != self._current
        self._hits, self._current = hits, current
        if current is not None and moved:
            self.select(current.at, current.at + current.length)
        self.viewport().update()

    # helpers

    def restyle(self) -> None:
        self._mono = theme.mono_font(self.font())
        metrics = QFontMetrics(self._mono)
        self._char = metrics.horizontalAdvance("0" * 20) / 20
        self._line = metrics.height() + 2
        self._ascent = metrics.ascent() + 1
        self._pad = max(4, metrics.height() // 2)
        self._fit()

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), max(1, self.viewport().height() // self._line)
        bar.setPageStep(room)
        bar.setRange(0, max(0, line_count(len(self._data)) - room))
        width = self._x(SIDE_BEGIN + WIDTH) + self._pad
        across = self.horizontalScrollBar()
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, width - self.viewport().width()))

    def _x(self, chars: float) -> int:
        """Return where a column begins that has so many characters between it and the offsets' end."""
        return self._pad + round((self._digits + chars) * self._char)

    def _byte_at(self, x: int, y: int) -> int:
        """Return the byte nearest to a point of the viewport."""
        line = self.verticalScrollBar().value() + max(0, y) // self._line
        chars = (x + self.horizontalScrollBar().value() - self._pad) / self._char - self._digits
        column = int(chars - SIDE_BEGIN) if chars >= SIDE_BEGIN - 1 else int((chars - HEX_BEGIN) // 3)
        return max(0, min(len(self._data) - 1, line * WIDTH + max(0, min(WIDTH - 1, column))))

    def _show_line(self, line: int, *, middle: bool = False) -> None:
        bar = self.verticalScrollBar()
        if not bar.value() <= line < bar.value() + bar.pageStep():
            down = line >= bar.value() + bar.pageStep()
            bar.setValue(line - (bar.pageStep() // 2 if middle else bar.pageStep() - 1 if down else 0))

    def _move(self, to: int, *, select: bool) -> None:
        self._caret = max(0, min(len(self._data) - 1, to))
        if not select:
            self._anchor = self._caret
        self._has_selection = bool(self._data) and (select or self._has_selection)
        self._show_line(self._caret // WIDTH)
        self._changed()

    def _changed(self) -> None:
        self.selected.emit(*self.selection())
        self.viewport().update()

    def _bands(self, line: int) -> Iterator[tuple[int, int, str]]:
        """Give what is tinted in a line: first and last column, and the colour."""
        colors, begin = theme.colors(), line * WIDTH
        first_hit = bisect_left(self._hits, begin - max((h.length for h in self._hits[:1]), default=0), key=lambda hit: hit.at)
        spans = []
        for hit in self._hits[first_hit : first_hit + 2 * WIDTH]:
            if hit.at >= begin + WIDTH:
                break
            spans.append((hit.at, hit.at + hit.length, colors.flash))
        if self._has_selection:
            spans.append((*self.selection(), colors.select))
        for first, end, color in spans:
            if first < begin + WIDTH and end > begin:
                yield max(first, begin) - begin, min(end, begin + WIDTH) - begin - 1, color

    # Qt's

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colors = theme.colors()
        painter.fillRect(event.rect(), QColor(colors.editor))
        painter.setFont(self._mono)
        painter.translate(-self.horizontalScrollBar().value(), 0)
        top = self.verticalScrollBar().value()
        for n in range(self.viewport().height() // self._line + 1):
            line = top + n
            part = self._data[line * WIDTH : (line + 1) * WIDTH]
            if not part:
                break
            y = n * self._line
            for first, last, color in self._bands(line):
                left, right = self._x(HEX_BEGIN + 3 * first), self._x(HEX_BEGIN + 3 * last + 2)
                painter.fillRect(QRect(left, y, right - left, self._line), QColor(color))
                left, right = self._x(SIDE_BEGIN + first), self._x(SIDE_BEGIN + last + 1)
                painter.fillRect(QRect(left, y, right - left, self._line), QColor(color))
            painter.setPen(QColor(colors.muted))
            painter.drawText(self._pad, y + self._ascent, f"{line * WIDTH:0{self._digits}x}")
            painter.setPen(QColor(colors.text))
            painter.drawText(self._x(HEX_BEGIN), y + self._ascent, hex_text(part))
            painter.setPen(QColor(colors.json_text))
            painter.drawText(self._x(SIDE_BEGIN), y + self._ascent, side_text(part))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._data:
            self._caret = self._byte_at(event.position().toPoint().x(), event.position().toPoint().y())
            self._anchor = self._anchor if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self._caret
            self._has_selection = True
            self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._data:
            self._move(self._byte_at(event.position().toPoint().x(), event.position().toPoint().y()), select=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        select = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        page = self.verticalScrollBar().pageStep() * WIDTH
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._anchor, self._caret, self._has_selection = 0, max(0, len(self._data) - 1), bool(self._data)
            self._changed()
        elif event.matches(QKeySequence.StandardKey.Copy):
            first, end = self.selection()
            QGuiApplication.clipboard().setText(hex_text(self._data[first:end]))
        elif event.key() in MOVES:
            self._move(self._caret + MOVES[Qt.Key(event.key())], select=select)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._move(self._caret + (page if event.key() == Qt.Key.Key_PageDown else -page), select=select)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            begin, end = (0, len(self._data)) if whole else (self._caret // WIDTH * WIDTH, self._caret // WIDTH * WIDTH + WIDTH)
            self._move(begin if event.key() == Qt.Key.Key_Home else end - 1, select=select)
        else:
            super().keyPressEvent(event)
