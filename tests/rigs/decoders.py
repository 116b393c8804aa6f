"""A decoder for one topic whose values are no UTF-8, as those of a schema registry."""

import zlib

from kafkadesk.core.serde.decoder import UTF8, Bytes, Decoded, DecodedAs, Headers, Part
from kafkadesk.core.text import Text

ZIPPED = "zipped"  # the topic
PREFIX = b"\0\0\0\0\7"


def zipped(text: str) -> bytes:
    """Return a value of that topic."""
    return PREFIX + zlib.compress(text.encode())


class ZipDecoder:
    """Unpacks the values of one topic; everything else is UTF-8."""

    def exact(self, topic: str) -> bool:
        return topic != ZIPPED

    def decode(self, data: Bytes | None, topic: str, part: Part, headers: Headers = (), *, limit: int | None = None) -> Decoded:
        if topic != ZIPPED or part is not Part.VALUE or not data:
            return UTF8.decode(data, topic, part, headers, limit=limit)
        try:
            text = zlib.decompress(data[len(PREFIX) :]).decode()
        except zlib.error as error:
            return Decoded(DecodedAs.BINARY, data, problem=Text("Not packed: {reason}", {"reason": str(error)}))
        return Decoded(DecodedAs.TEXT, data, text[:limit], exact=False, cut=limit is not None and len(text) > limit)
