"""A record that was read, put into the producer pane so that Send gives the very same bytes again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kafkadesk.core.compose.fields import Composer, Content, ValueKind
from kafkadesk.core.compose.record_to_form import binary, fitting, has_markup
from kafkadesk.core.errors import InputError
from kafkadesk.widgets.producer.headers_editor import HeaderRow

if TYPE_CHECKING:
    from kafkadesk.widgets.producer.producer_pane import ProducerPane

Headers = Sequence[tuple[str, bytes | None]]


def fill(pane: "ProducerPane", topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
    """Choose kinds that keep every byte: JSON or text where a person can read it, else hex or base64. {{ is no template then."""
    value_kind, value_text = fitting(value)
    key_kind, key_text = fitting(key, json=False, one_line=True)
    rows = [_row(name, data) for name, data in headers]
    _put(pane, (key_kind, key_text), (value_kind, value_text), rows)
    made = _made(pane)
    if made is None or made != Content(key, value, tuple(headers)):
        # A field did not take its text as it was: what Qt does to a character that nobody here knows of. Bytes always go through.
        rows = [_row(name, data, readable=False) for name, data in headers]
        _put(pane, binary(key) if key else (key_kind, ""), binary(value) if value else (value_kind, ""), rows)
    pane.set_topic(topic)
    pane.set_collapsed(False)


def _put(pane: "ProducerPane", key: tuple[ValueKind, str], value: tuple[ValueKind, str], rows: list[HeaderRow]) -> None:
    pane.payload.set_templates(not any(has_markup(text) for text in (key[1], value[1], *(row.text for row in rows))))
    pane.payload.set_ascii_escaped(False)
    pane.payload.headers.set_headers(rows)
    if value[0].typed:  # else what stands there is kept, as it is when the kind is chosen by hand
        pane.payload.set_text(value[1])
    pane.payload.set_kind(value[0])
    pane.form.key.set_key(key[1], key[0])


def _made(pane: "ProducerPane") -> Content | None:
    try:
        return Composer(pane.plan()).make(1)
    except InputError:
        return None


def _row(name: str, data: bytes | None, *, readable: bool = True) -> HeaderRow:
    kind, text = fitting(data, json=False, one_line=True) if readable or not data else binary(data)
    return HeaderRow(name, text, kind)
