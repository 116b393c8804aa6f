r"""Escapes in a text, as JSON writes them: \u5317, \/, \". Whoever searches a text searches what they stand for, beside what is written."""

import re
from array import array
from collections.abc import Callable, Iterable

ESCAPE = re.compile(r'((?:\\u[0-9a-fA-F]{4})+)|\\(["\\/bfnrt])')
STAND_FOR = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WRITTEN = {plain: f"\\{letter}" for letter, plain in STAND_FOR.items()}
LONGEST = 12  # characters that one may be written as: the escapes of two surrogates

Find = Callable[[str], Iterable[tuple[int, int]]]


def unescaped(written: str) -> str | None:
    """Return what a text stands for; None where nothing in it is escaped."""
    if "\\" not in written:
        return None
    plain = ESCAPE.sub(_plain, written)
    return None if plain == written else plain


def escapes_of(character: str) -> set[str]:
    """Return the ways to write a character as an escape, hexadecimal digits in lower case."""
    units = character.encode("utf-16-be", "surrogatepass")
    coded = "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
    return {coded, WRITTEN.get(character, coded)}


def spans(written: str, find: Find) -> list[tuple[int, int]]:
    """Return where in a text, and in what it stands for, something is found: places of what is written, in order and apart."""
    found = set(find(written))
    if (plain := unescaped(written)) is not None:
        at = _places(written)
        found.update((at[begin], at[end]) for begin, end in find(plain))
    apart: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return apart


def _plain(found: re.Match[str]) -> str:
    if found[1] is None:
        return STAND_FOR[found[2]]
    return bytes.fromhex(found[1].replace("\\u", "")).decode("utf-16-be", "surrogatepass")


def _places(written: str) -> "array[int]":
    """Return where each character that a text stands for is written, and where the last one ends."""
    places, at = array("q"), 0
    for found in ESCAPE.finditer(written):
        places.extend(range(at, found.start()))
        at = found.start()
        for character in _plain(found):
            places.append(at)
            at += 2 if found[1] is None else 12 if ord(character) > 0xFFFF else 6
    places.extend(range(at, len(written) + 1))
    return places
