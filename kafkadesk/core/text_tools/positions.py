"""Positions in a text: line and column for a reader, UTF-16 units for Qt."""

import re

from kafkadesk.core.text_tools.escapes import spans


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1 and in characters, of the character that has `at` characters before it."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text has: Qt counts positions in them."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_matches(text: str, query: str) -> list[tuple[int, int]]:
    """Return (start, length) in UTF-16 units of every match of `query`, also in what escapes stand for; case is ignored."""
    found: list[tuple[int, int]] = []
    if not query:
        return found
    seen = at = 0  # characters, and the units that they take
    plain, wanted = utf16_length(text) == len(text), re.compile(re.escape(query), re.IGNORECASE)
    for begin, end in spans(text, lambda part: (match.span() for match in wanted.finditer(part))):
        at = begin if plain else at + utf16_length(text[seen:begin])
        seen = begin
        found.append((at, utf16_length(text[begin:end])))
    return found
