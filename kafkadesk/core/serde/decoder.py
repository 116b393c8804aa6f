"""From the bytes of a key, a value or a header to text: decoding is in this file, whatever is done with the text.

Rows, filters, exports, copies, the record window and the producer's form take a Decoder. Formats of a schema registry
are to be a second implementation, which chooses by topic; it is passed in where the default, UTF8, is used today.
Nothing is decoded ahead: rows that nobody sees or searches stay bytes. Thread: any; a Decoder has no state.
"""

import codecs
from base64 import b64encode
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NOT_UTF8 = QT_TRANSLATE_NOOP("core", "Not UTF-8: the first byte that cannot be decoded is at {at}.")

Bytes = bytes | memoryview
Headers = Sequence[tuple[str, bytes | None]]


class Part(Enum):
    """What of a record is decoded."""

    KEY = "key"
    VALUE = "value"
    HEADER = "header"


class DecodedAs(Enum):
    """What bytes turned out to be. JSON is text: whoever shows or searches it as JSON parses it then."""

    NULL = "null"
    EMPTY = "empty"
    TEXT = "text"
    BINARY = "binary"  # no text; `problem` says why


class Decoded(NamedTuple):
    """What a decoder made of bytes. A tuple, because filters make one for every row that they search.

    data: the bytes, all of them. text: None unless they are text. exact: the text's UTF-8 is the data, so that it can
    be put back for it. cut: text is only the beginning.
    """

    kind: DecodedAs
    data: Bytes | None
    text: str | None = None
    problem: Text | None = None
    exact: bool = True
    cut: bool = False

    @property
    def searched(self) -> bytes:
        """The bytes in which a filter searches: UTF-8 of the text, or the data where there is none."""
        return bytes(self.data or b"") if self.text is None or self.exact else self.text.encode(errors="surrogatepass")

    def json_fields(self, name: str) -> dict[str, str | None]:
        """Return it for a line of JSON: the text by this name, and the bytes beside it where they cannot be had from it again."""
        if self.data is None:
            return {name: None}
        if self.text is not None and self.exact:
            return {name: self.text}
        text = {} if self.text is None else {name: self.text}
        return {**text, f"{name}_base64": b64encode(self.data).decode()}

    @property
    def escaped(self) -> str:
        """The text, or the bytes with an escape for each that is no UTF-8."""
        return self.text if self.text is not None else bytes(self.data or b"").decode(errors="backslashreplace")


class Decoder(Protocol):
    """Makes text of the bytes of records."""

    def exact(self, topic: str) -> bool:
        """Whether the text of this topic's records is always their bytes as UTF-8: then bytes are searched and not decoded."""

    def decode(self, data: Bytes | None, topic: str, part: Part, headers: Headers = (), *, limit: int | None = None) -> Decoded:
        """Return what bytes say. headers: those of the record; limit: so many bytes of text are enough, for a line of a table."""


class Utf8Decoder:
    """Takes all bytes for UTF-8 text."""

    def exact(self, topic: str) -> bool:
        """Return that they are: nothing else is known here."""
        del topic
        return True

    def decode(self, data: Bytes | None, topic: str, part: Part, headers: Headers = (), *, limit: int | None = None) -> Decoded:
        """Return the bytes as UTF-8; not more than `limit` of them are read."""
        del topic, part, headers
        if data is None:
            return Decoded(DecodedAs.NULL, None)
        if not data:
            return Decoded(DecodedAs.EMPTY, data, "")
        try:
            if limit is None or len(data) <= limit:
                return Decoded(DecodedAs.TEXT, data, str(data, "utf-8"))
            # Not final: the cut may be inside a character.
            return Decoded(DecodedAs.TEXT, data, codecs.getincrementaldecoder("utf-8")().decode(data[:limit]), cut=True)
        except UnicodeDecodeError as error:
            return Decoded(DecodedAs.BINARY, data, problem=Text(NOT_UTF8, {"at": f"{error.start:,}"}))


UTF8 = Utf8Decoder()


def readable(data: bytes) -> str:
    """Return searched bytes as text, whatever they are."""
    return data.decode(errors="replace")


def is_utf8(data: Bytes) -> bool:
    """Whether bytes of a topic that is exact are text: quicker than to decode them."""
    try:
        str(data, "utf-8")
    except UnicodeDecodeError:
        return False
    return True
