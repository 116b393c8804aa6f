"""Colours of a text in the detail: marks of what hides, and JSON."""

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from kafkadesk.core.text_tools.positions import utf16_length
from kafkadesk.widgets.base import theme

MARKS = r"(?P<mark>‹(?:[A-Z][A-Z0-9]{1,2}|U\+[0-9A-F]{4,6}|0x[0-9A-F]{2})›)"
JSON_TOKENS = (
    MARKS
    + r'|(?P<key>"[^"\\]*+(?:\\.[^"\\]*+)*+"(?=\s*:))|(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)'
    + r"|(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?P<word>\b(?:true|false|null|NaN|Infinity)\b)"
)
PLAIN, JSON = re.compile(MARKS), re.compile(JSON_TOKENS)
MARK = re.compile(MARKS)


class DetailHighlighter(QSyntaxHighlighter):
    """Colours marks, and the tokens of JSON where the text is JSON, in the lines that it is told to colour."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._tokens = PLAIN
        self._colored: set[int] = set()
        self._coloring = False

    def begin(self, tokens: re.Pattern[str]) -> None:
        """Take these tokens for what comes; nothing is coloured yet."""
        self._tokens = tokens
        self._colored.clear()

    def color(self, block: QTextBlock) -> None:
        """Colour a line, once."""
        if block.blockNumber() not in self._colored:
            self._colored.add(block.blockNumber())
            self._coloring = True
            self.rehighlightBlock(block)
            self._coloring = False

    def forget(self, line: int | None = None) -> None:
        """Colour a line anew when it is seen next; None: all lines."""
        if line is None:
            self._colored.clear()
        else:
            self._colored.discard(line)

    def highlightBlock(self, text: str) -> None:
        if not self._coloring:
            return
        colors = theme.colors()
        by_kind = {"mark": colors.bad, "key": colors.json_key, "string": colors.json_text}
        at = 0  # in Qt's units, which count some characters as two
        before = 0
        for found in self._tokens.finditer(text):
            kind = found.lastgroup or "mark"
            at += utf16_length(text[before : found.start()])
            size = utf16_length(found.group())
            self.setFormat(at, size, _format(by_kind.get(kind, colors.json_number)))
            if kind in ("key", "string"):
                for mark in MARK.finditer(found.group()):
                    self.setFormat(at + utf16_length(found.group()[: mark.start()]), len(mark.group()), _format(colors.bad))
            at += size
            before = found.end()


def _format(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made
