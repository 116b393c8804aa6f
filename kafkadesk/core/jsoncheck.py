"""Strict JSON: whether a text is JSON, and if not, where and why. Templates are checked as they are once filled in."""

import itertools
import json
import re
from dataclasses import dataclass

from kafkadesk.core.errors import InputError
from kafkadesk.core.jsonfaults import MAX_DEPTH, FaultError, place, scan
from kafkadesk.core.payload import Template
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
SHOWN = 80  # characters of a filled-in line in a hint


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A template that makes valid JSON. size: bytes of its UTF-8 with the sample; filled_in: it has places to fill in."""

    size: int
    filled_in: bool


class _RefusedError(ValueError):
    """Something that the fast scanner takes and strict JSON does not."""


def check_json(text: str) -> int:
    """Return the size in bytes of the text's UTF-8; raise InputError with line and column at the first thing that is not strict JSON.

    Strict: one value, no NaN or Infinity, no name twice in an object, no half of a surrogate pair, at most MAX_DEPTH brackets deep.
    """
    if not _fast(text):
        try:
            scan(text)
        except FaultError as fault:
            line, column = place(text, fault.at)
            raise InputError(fault.title, line=line, column=column) from None
    return len(text.encode())


def check_template(text: str, *, seq: int = 1) -> TemplateCheck:
    """Check that a template makes JSON: it is filled in once, with `seq`, and the place of a fault is told in the template's own lines.

    Raises InputError. Its line and column are None where the fault is in text that has no place in the template; the hint then shows it.
    """
    template = Template(text)
    filled = template.render(seq)
    try:
        return TemplateCheck(check_json(filled), filled != text)
    except InputError as error:
        if filled == text or error.line is None or error.column is None:
            raise
        raise _placed(text, filled, error, error.line, error.column) from None


def _fast(text: str) -> bool:
    """Return whether the text is strict JSON, as far as the library's scanner in C can tell; False: look closer."""
    if SURROGATE_ESCAPE.search(text):
        return False
    try:
        # Numbers are left as text: 5,000 digits are valid JSON, and no Python int is wanted of them.
        json.loads(text, object_pairs_hook=_distinct, parse_constant=_refuse, parse_int=str, parse_float=str)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return text.count("[") + text.count("{") <= MAX_DEPTH or _depth(text) <= MAX_DEPTH


def _depth(text: str) -> int:
    """Return how many brackets are open at most, in a text that is JSON."""
    brackets = re.sub(r"[^\[\]{}]+", "", STRING.sub("", text))
    return max(itertools.accumulate(1 if bracket in "[{" else -1 for bracket in brackets))


def _distinct(pairs: list[tuple[str, object]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _RefusedError


def _refuse(constant: str) -> None:
    raise _RefusedError(constant)


def _placed(text: str, filled: str, error: InputError, line: int, column: int) -> InputError:
    """Return the error with its place in the template, if that can be told."""
    was, now = text.split("\n"), filled.split("\n")
    hint = Text(QT_TRANSLATE_NOOP("core", "Filled in, line {line} reads: {text}"), {"line": line, "text": now[line - 1].strip()[:SHOWN]})
    found = _column(was[line - 1], now[line - 1], column - 1) if len(was) == len(now) else None
    if found is None:
        return InputError(error.title, hint)
    at, exact = found
    return InputError(error.title, None if exact else hint, line=line, column=at + 1)


def _column(before: str, after: str, at: int) -> tuple[int, bool] | None:
    """Return what stands before `at` of a filled-in line, in the line of the template; False: it is inside what was filled in.

    The texts between the places of the template must be found in the filled-in line, in their order.
    """
    spans = [found.span() for found in PLACE.finditer(before)]
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
