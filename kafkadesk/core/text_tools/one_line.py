"""Bytes of a record -> one safe line of text: whatever they are, it is bounded, never raises, and plays no tricks on the reader."""

import re
from dataclasses import dataclass
from html import escape

from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import UTF8, Decoded, DecodedAs, Decoder, Part

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


@dataclass(frozen=True, slots=True)
class ShownText:
    """One line for a key or value. size: of all of it, in bytes. cut: the text is only its beginning."""

    kind: DecodedAs
    text: str
    size: int
    cut: bool = False


def one_line(text: str) -> str:
    """Return text with everything invisible, direction-changing or line-breaking written as an escape."""
    return UNSAFE.sub(_escape, text) if UNSAFE.search(text) else text


def tip(text: str) -> str:
    """Return a text for a tooltip. Qt takes one for markup when it looks like it; only then it is escaped, or & would be shown as &amp;."""
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br/>") if "<" in text or "&lt;" in text else text


def show(decoded: Decoded) -> ShownText:
    """Return a key or value, decoded up to DISPLAY_LIMIT, as one line: binary as hex."""
    data = decoded.data or b""
    if decoded.kind is DecodedAs.BINARY:
        return ShownText(decoded.kind, data[:HEX_LIMIT].hex(" "), len(data), len(data) > HEX_LIMIT)
    return ShownText(decoded.kind, one_line(_unfolded(decoded.text or "")), len(data), decoded.cut)


def sequence_span(text: str) -> tuple[int, int] | None:
    """Return where `"seq": 9` stands in a JSON line: what tells the messages of a series apart."""
    found = SEQUENCE.search(text)
    return None if found is None else found.span()


def number_text(value: int | None) -> str:
    """Return a number for a reader: 1,204; a dash where it is unknown."""
    return "—" if value is None else f"{value:,}"


def size_text(size: int) -> str:
    """Return a number of bytes for a reader: 143 B, 4.0 KiB, 5.2 MiB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KiB"
    return f"{size / 1024 / 1024:.1f} MiB"


def record_line(record: Record, decoder: Decoder = UTF8) -> str:
    """Return a record as kafka-python's example prints it: `topic:partition:offset: key=… value=…`."""
    key, value = (
        _copied(decoder.decode(data, record.topic, part, record.headers))
        for data, part in ((record.key, Part.KEY), (record.value, Part.VALUE))
    )
    return f"{record.topic}:{record.partition}:{record.offset}: key={key} value={value}"


def _copied(decoded: Decoded) -> str:
    """Return None for null, all of the text, else Python's own notation of the bytes."""
    return repr(decoded.data) if decoded.text is None else one_line(decoded.text)


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
