"""Bytes of a record -> one safe line of text: whatever they are, it is bounded, never raises, and plays no tricks on the reader."""

import codecs
import re
from dataclasses import dataclass
from enum import Enum
from html import escape

DISPLAY_LIMIT = 4096  # bytes of a key or value that are looked at for a row
HEX_LIMIT = 64  # bytes shown of what is no text

ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
# C0, DEL, C1; soft hyphen; bidi marks, embeddings, overrides and isolates; zero-width and other invisible ones; line and
# paragraph separators; byte-order mark; interlinear marks; lone surrogates; tags and variation selectors beyond the first plane.
LAYOUT = re.compile(r"[ \t]*\r?\n[ \t]*")
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
SEQUENCE = re.compile(r'"seq"\s*:\s*-?\d+')


class Kind(Enum):
    """What a key or value turned out to be."""

    TEXT = "text"
    NULL = "null"
    EMPTY = "empty"
    BINARY = "binary"  # not UTF-8: shown as hex


@dataclass(frozen=True, slots=True)
class Shown:
    """One line for a key or value. size: of all of it, in bytes. cut: the text is only its beginning."""

    kind: Kind
    text: str
    size: int
    cut: bool = False


def one_line(text: str) -> str:
    """Return text with everything invisible, direction-changing or line-breaking written as an escape."""
    return UNSAFE.sub(_escape, text) if UNSAFE.search(text) else text


def tip(text: str) -> str:
    """Return a text for a tooltip. Qt takes one for markup when it looks like it; only then it is escaped, or & would be shown as &amp;."""
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br/>") if "<" in text or "&lt;" in text else text


def show(head: bytes | None, size: int | None = None) -> Shown:
    """Return a key or value as one line. head: its first bytes or all of it; size: of all of it, if head is not all."""
    if head is None:
        return Shown(Kind.NULL, "", 0)
    whole = len(head) if size is None else size
    if whole == 0:
        return Shown(Kind.EMPTY, "", 0)
    head = head[:DISPLAY_LIMIT]
    cut = len(head) < whole
    try:
        # Not final where cut: the cut may be inside a character.
        return Shown(Kind.TEXT, one_line(_unfolded(codecs.getincrementaldecoder("utf-8")().decode(head, final=not cut))), whole, cut)
    except UnicodeDecodeError:
        return Shown(Kind.BINARY, head[:HEX_LIMIT].hex(" "), whole, whole > HEX_LIMIT)


def sequence_span(text: str) -> tuple[int, int] | None:
    """Return where `"seq": 9` stands in a JSON line: what tells the messages of a series apart."""
    found = SEQUENCE.search(text)
    return None if found is None else found.span()


def size_text(size: int) -> str:
    """Return a number of bytes for a reader: 143 B, 4.0 KiB, 5.2 MiB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KiB"
    return f"{size / 1024 / 1024:.1f} MiB"


def copied(data: bytes | None) -> str:
    """Return a key or value for a copied line: None for null, all of the text, else Python's own notation of the bytes."""
    if data is None:
        return "None"
    try:
        return one_line(data.decode())
    except UnicodeDecodeError:
        return repr(data)


def record_line(topic: str, partition: int, offset: int, key: bytes | None, value: bytes | None) -> str:
    """Return a record as kafka-python's example prints it: `topic:partition:offset: key=… value=…`."""
    return f"{topic}:{partition}:{offset}: key={copied(key)} value={copied(value)}"


def _unfolded(text: str) -> str:
    """Return JSON that was written over several lines on one. A line break in JSON is layout: inside a string it is an escape."""
    return LAYOUT.sub(" ", text) if text.startswith(("{", "[")) else text


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    short = ESCAPES.get(found.group())
    if short is not None:
        return short
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
