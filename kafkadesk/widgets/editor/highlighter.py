"""Colours of a text: JSON, templates, and marks of what hides."""

from functools import cache

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from kafkadesk.core.jsontext.tokens import Coloring
from kafkadesk.widgets.base import theme

LONGEST_LINE = 5_000  # characters of a line: a whole document pasted in one line must not freeze the window
LARGEST = 300_000  # characters of a document: a larger one stays plain, for the same reason


class Highlighter(QSyntaxHighlighter):
    """Colours every line when it changes."""

    def __init__(self, document: QTextDocument, coloring: Coloring) -> None:
        super().__init__(document)
        self.coloring = coloring
        self._colors = theme.colors()

    def recolor(self) -> None:
        """Take the theme's colours; text is not coloured again for another font."""
        if theme.colors() is not self._colors:
            self._colors = theme.colors()
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if self.document().characterCount() <= LARGEST:
            self._paint(text[:LONGEST_LINE])

    def _paint(self, text: str) -> None:
        colors = theme.colors()
        by_kind = {"mark": colors.bad, "template": colors.json_template, "key": colors.json_key, "string": colors.json_text}
        for at, length, kind in self.coloring.spans(text):
            self.setFormat(at, length, _format(by_kind.get(kind, colors.json_number)))


class LazyHighlighter(Highlighter):
    """Colours only the lines that it is asked to, each once: of a long text those in sight."""

    def __init__(self, document: QTextDocument, coloring: Coloring) -> None:
        super().__init__(document, coloring)
        self._colored: set[int] = set()
        self._coloring = False

    def color(self, block: QTextBlock) -> None:
        if block.blockNumber() not in self._colored:
            self._colored.add(block.blockNumber())
            self._coloring = True
            self.rehighlightBlock(block)
            self._coloring = False

    def forget(self, line: int | None = None) -> None:
        """Colour a line again when it is seen next; None: all lines."""
        if line is None:
            self._colored.clear()
        else:
            self._colored.discard(line)

    def highlightBlock(self, text: str) -> None:
        if self._coloring:
            self._paint(text)


@cache
def _format(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made
