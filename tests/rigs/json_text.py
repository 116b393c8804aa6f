"""A JSON text read at once, and laid out whole: what the window does in turns."""

from kafkadesk.core.jsontext.index import JsonIndex, JsonReader
from kafkadesk.core.jsontext.pretty import pretty_pieces


def read_json(text: str) -> JsonIndex:
    """Read a whole text."""
    reader = JsonReader(text)
    for _ in reader.steps():
        pass
    return reader.index


def pretty_text(index: JsonIndex) -> str:
    """Return all of it laid out."""
    return "".join(pretty_pieces(index))
