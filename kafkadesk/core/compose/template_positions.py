"""Finds the position in a template that causes an error in its filled-in text."""

import re

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
SHOWN = 80  # characters of a filled-in line in a hint
LONGEST = 4_000  # characters of a line in which the position is looked for: it takes the square of that


def in_template(text: str, filled: str, error: InputError) -> InputError:
    """Return an error of the filled-in text with its position in the template `text`; if that is not clear, the hint shows the line."""
    line, column = error.line, error.column
    if filled == text or line is None or column is None:
        return error
    was, now = text.split("\n"), filled.split("\n")
    hint = Text(
        QT_TRANSLATE_NOOP("core", "Line {line} with the template filled in: {text}"), {"line": line, "text": now[line - 1].strip()[:SHOWN]}
    )
    found = _column(was[line - 1], now[line - 1], column - 1) if len(was) == len(now) and len(was[line - 1]) <= LONGEST else None
    if found is None:
        return InputError(error.title, hint)
    at, exact = found
    return InputError(error.title, None if exact else hint, line=line, column=at + 1)


def _column(before: str, after: str, at: int) -> tuple[int, bool] | None:
    """Return the position in the template's line of `at` in the filled-in line; False: it is inside a filled-in value.

    The texts between the placeholders of the template must be found in the filled-in line, in their order.
    """
    spans = [found.span() for found in PLACEHOLDER.finditer(before)]
    edges = [0, *(edge for span in spans for edge in span), len(before)]
    texts = list(zip(edges[::2], edges[1::2], strict=True))
    start = begin = end = 0  # end: of what has been found so far, in the filled-in line
    for i, (start, stop) in enumerate(texts):
        text = before[start:stop]
        last = i == len(texts) - 1
        begin = len(after) - len(text) if last else after.find(text, end)
        if begin < end or not after.startswith(text, begin) or (i == 0 and begin > 0):
            return None
        if at < begin:
            return spans[i - 1][0], False
        end = begin + len(text)
        if at < end:
            break
    return start + at - begin, True
