"""Strict JSON: whether a text is JSON, and if not, where and why."""

import itertools
import json
import re

from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.faults import MAX_DEPTH, FaultError, scan
from kafkadesk.core.jsontext.tokens import STRING
from kafkadesk.core.text_tools.positions import line_and_column

SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


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
            line, column = line_and_column(text, fault.at)
            raise InputError(fault.title, line=line, column=column) from None
    return len(text.encode())


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
    return max(itertools.accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)


def _distinct(pairs: list[tuple[str, object]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _RefusedError


def _refuse(constant: str) -> None:
    raise _RefusedError(constant)
