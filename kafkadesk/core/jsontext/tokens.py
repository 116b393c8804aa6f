"""The tokens of JSON, for all who read it as text: those that readers rely on, and what a text still being typed looks like."""

import re
from collections.abc import Iterator

from kafkadesk.core.text_tools.positions import utf16_length

# Nothing is possessive here that can itself go back (a choice, an optional part): up to Python 3.11.4 that matches wrongly
# (cpython#106052), and Debian 12 has 3.11.2.
SPACE = r"[ \t\n\r]*+"
NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?"
LITERALS = ("true", "false", "null")
CLOSING = {"{": "}", "[": "]"}
OPEN_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+'  # whatever its escapes are, up to its last quote
STRING = re.compile(OPEN_STRING + '"', re.DOTALL)
TEMPLATE = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
MARK = r"‹(?:[A-Z][A-Z0-9]{1,2}|U\+[0-9A-F]{4,6}|0x[0-9A-F]{2})›"  # see text_tools.visible


class Coloring:
    """Which tokens of a line are coloured. special: what stands out in strings too; words: coloured as literals."""

    def __init__(self, kind: str, special: str, words: tuple[str, ...] = ()) -> None:
        parts = [f"(?P<{kind}>{special})"]
        if words:
            parts += [
                rf"(?P<key>{OPEN_STRING}\"(?=\s*:))|(?P<string>{OPEN_STRING}\"?)",
                rf"(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?P<word>\b(?:{'|'.join(words)})\b)",
            ]
        self._kind, self._special, self._tokens = kind, re.compile(special), re.compile("|".join(parts))

    def spans(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Give (start, length, kind) in UTF-16 units, what is inside a string after the string."""
        at = before = 0
        for found in self._tokens.finditer(line):
            at += utf16_length(line[before : found.start()])
            before, kind, token = found.start(), found.lastgroup or self._kind, found[0]
            yield at, utf16_length(token), kind
            if kind in ("key", "string"):
                for inner in self._special.finditer(token):
                    yield at + utf16_length(token[: inner.start()]), utf16_length(inner[0]), self._kind


EDITED = Coloring("template", TEMPLATE, LITERALS)
SHOWN = Coloring("mark", MARK, (*LITERALS, "NaN", "Infinity"))
PLAIN = Coloring("mark", MARK)
