"""Text in which nothing hides: what cannot be seen, or changes how other text reads, as a mark such as ‹NUL› or ‹U+202E›.

The marks are not those of JSON or Python on purpose: a record whose text holds the six characters backslash-u-2-0-2-e
must not look like one that holds the character U+202E itself.
"""

from collections import Counter
from functools import cache

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import UNSAFE

LINE_LAYOUT = "\t\n"  # has its place in a text of several lines
NAMED = 6  # kinds of hidden characters that a sentence names
PLANES = (range(0x10000), range(0xE0000, 0xE1000))  # where the hidden characters are
HALF_BYTES = 0xDC80  # how the codec error handler "surrogateescape" writes byte 0x80, and the others up from there

C0_NAMES = (  # after ISO 646
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)  # fmt: skip


def visible(text: str) -> str:
    """Return a text of any number of lines with a mark for each hidden character, and for each byte that is no UTF-8."""
    return text.translate(_marks(LINE_LAYOUT)) if UNSAFE.search(text) else text


def visible_line(text: str) -> str:
    """Return the text on one line: line breaks and tabs are marked too."""
    return text.translate(_marks("")) if UNSAFE.search(text) else text


def mark(character: str) -> str:
    """Return what stands for a hidden character: ‹ESC›, ‹U+202E›, or ‹0xFF› for a byte that is no UTF-8."""
    code = ord(character)
    if code < len(C0_NAMES):
        return f"‹{C0_NAMES[code]}›"
    if HALF_BYTES <= code < HALF_BYTES + 0x80:
        return f"‹0x{code - 0xDC00:02X}›"
    return "‹DEL›" if code == 0x7F else f"‹U+{code:04X}›"


def hidden_in(text: str) -> Counter[str]:
    """Return how often the text holds each hidden character; layout (line breaks, tabs) is not counted."""
    return Counter(c for c in UNSAFE.findall(text) if c not in LINE_LAYOUT)


def hidden_words(found: Counter[str]) -> str:
    """Return hidden characters and how often they are there, in short: "‹U+202E› 1×, ‹NUL› 12×, …"."""
    words = [f"{mark(character)} {count:,}×" for character, count in found.most_common(NAMED)]
    return ", ".join(words + ["…"] * (len(found) > NAMED))


def copy_warning(hidden: Counter[str]) -> Text | None:
    """Return what to tell somebody who has copied these hidden characters (see hidden_in) exactly; None: there are none."""
    if not hidden:
        return None
    return Text(
        QT_TRANSLATE_NOOP("core", "Copied exactly, with characters that cannot be seen or that act on a terminal: {characters}."),
        {"characters": hidden_words(hidden)},
    )


@cache
def _marks(layout: str) -> dict[int, str]:
    """Return what stands for each hidden character but these."""
    characters = "".join(chr(code) for codes in PLANES for code in codes)
    return {ord(c): mark(c) for c in UNSAFE.findall(characters) if c not in layout}
