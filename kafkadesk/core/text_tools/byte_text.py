"""Bytes as people type them: hexadecimal and base64, both with white space wherever one likes, refused where they are wrong."""

import base64
import binascii
import re

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.positions import line_and_column
from kafkadesk.core.text_tools.printable import printable

HEX_LINE_BYTES = 32
BASE64_LINE_BYTES = 57  # 76 characters, as in MIME
HEX_GOOD = re.compile(r"(?:[ \t\n\r\f\v]*[0-9a-fA-F]{2})*[ \t\n\r\f\v]*")
BASE64_GOOD = re.compile(r"[A-Za-z0-9+/ \t\n\r\f\v]*")
SPACE = " \t\n\r\f\v"


def decode_hex(text: str) -> bytes:
    """Return the bytes of "de ad be ef"; raise InputError with line and column. White space may stand between bytes, as in bytes.fromhex."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        at = HEX_GOOD.match(text).end()  # type: ignore[union-attr]  # it matches nothing at least
    if text[at : at + 1].isascii() and text[at : at + 1].isalnum() and text[at] in "0123456789abcdefABCDEF":
        following = text[at + 1 : at + 2]
        if not following or following in SPACE:
            raise _wrong(text, at, QT_TRANSLATE_NOOP("core", "The digit {word} stands alone: a byte has two hexadecimal digits."), text[at])
        at += 1
    raise _wrong(text, at, QT_TRANSLATE_NOOP("core", "{word} is not a hexadecimal digit: these are 0 to 9 and a to f."), _shown(text[at]))


def decode_base64(text: str) -> bytes:
    """Return the bytes of standard base64 with its padding; raise InputError with line and column. White space counts for nothing."""
    packed = text.translate({ord(char): None for char in SPACE})
    if len(packed) % 4 == 0 and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", packed):
        try:
            return base64.b64decode(packed, validate=True)
        except binascii.Error:  # cannot be, by the shape: whatever it is, the end is where it is noticed
            raise _unfinished(text) from None
    at = BASE64_GOOD.match(text).end()  # type: ignore[union-attr]  # it matches nothing at least
    if at == len(text) or (text[at] == "=" and not text[at:].strip("=" + SPACE)):
        raise _unfinished(text)
    if text[at] == "=":
        raise _wrong(text, at, QT_TRANSLATE_NOOP("core", "{word} only fills up the end of base64, and more follows here."), "=")
    if text[at] in "-_":
        right = {"-": "+", "_": "/"}[text[at]]
        title = QT_TRANSLATE_NOOP("core", "{word} is of the URL-safe alphabet: in plain base64 it is {plain}.")
        raise _wrong(text, at, title, text[at], plain=right)
    raise _wrong(text, at, QT_TRANSLATE_NOOP("core", "{word} is not a character of base64."), _shown(text[at]))


def to_hex(data: bytes) -> str:
    """Return bytes as pairs of digits, HEX_LINE_BYTES a line."""
    return "\n".join(data[i : i + HEX_LINE_BYTES].hex(" ") for i in range(0, len(data), HEX_LINE_BYTES))


def to_base64(data: bytes) -> str:
    """Return bytes as base64 in lines of 76 characters."""
    lines = (data[i : i + BASE64_LINE_BYTES] for i in range(0, len(data), BASE64_LINE_BYTES))
    return "\n".join(base64.b64encode(line).decode("ascii") for line in lines)


def _unfinished(text: str) -> InputError:
    at = len(text.rstrip(SPACE))
    return _wrong(
        text, at, QT_TRANSLATE_NOOP("core", "Base64 comes in groups of four characters, filled up with =: the last one is not whole.")
    )


def _wrong(text: str, at: int, title: str, word: str = "", **args: object) -> InputError:
    line, column = line_and_column(text, at)
    return InputError(Text(title, {"word": word, **args}), line=line, column=column)


def _shown(char: str) -> str:
    shown = printable(char)
    return f"“{char}”" if shown == char else shown
