"""Converts the bytes of a record to the text to type for them, so that Send produces the same bytes."""

import re

from kafkadesk.core.compose.fields import ValueKind
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.strict import check_json
from kafkadesk.core.serde.decoder import UTF8, Part
from kafkadesk.core.text_tools.byte_text import to_base64, to_hex

HEX_BYTES = 4_096  # longer ones become base64, which is less than half as long
MARKUP = re.compile(r"\{[{%#]")

# What a text field cannot hold unchanged or cannot show: control characters, the line ends that Qt makes its own, its
# two non-characters, and a byte order mark, which nobody sees.
UNTYPABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufeff]")


def fitting(data: bytes | None, *, json: bool = True, one_line: bool = False) -> tuple[ValueKind, str]:
    """Return kind and text for these bytes. json: use JSON for strict JSON; one_line: for a field without line ends."""
    if not data:
        return (ValueKind.NULL if data is None else ValueKind.EMPTY), ""
    text = UTF8.decode(data, "", Part.VALUE).text  # no other decoder: the form makes UTF-8 of what is typed
    if text is None or UNTYPABLE.search(text) or (one_line and "\n" in text):
        return binary(data)
    return (ValueKind.JSON if json and _is_json(text) else ValueKind.TEXT), text


def binary(data: bytes) -> tuple[ValueKind, str]:
    return (ValueKind.HEX, to_hex(data)) if len(data) <= HEX_BYTES else (ValueKind.BASE64, to_base64(data))


def has_markup(text: str) -> bool:
    """Return whether the text contains template markup."""
    return MARKUP.search(text) is not None


def _is_json(text: str) -> bool:
    try:
        check_json(text)
    except InputError:
        return False
    return True
