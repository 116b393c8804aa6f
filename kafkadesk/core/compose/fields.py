"""Compiles the text typed for a value, a key or a header, and converts it to bytes."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TypeVar

from kafkadesk.core.compose.operations import Budget
from kafkadesk.core.compose.template import Template, encode, make_uuid
from kafkadesk.core.compose.template_positions import in_template
from kafkadesk.core.delivery import Encoding, SendPlan
from kafkadesk.core.errors import InputError
from kafkadesk.core.jsontext.strict import check_json
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.byte_text import decode_base64, decode_hex

T = TypeVar("T")


class ValueKind(Enum):
    """The kind of a value, key or header: how its text becomes bytes, or that it is empty or null."""

    JSON = "json"
    TEXT = "text"
    HEX = "hex"
    BASE64 = "base64"
    EMPTY = "empty"
    NULL = "null"

    @property
    def typed(self) -> bool:
        """Whether the text is used. For the other kinds it is only remembered."""
        return self not in (ValueKind.EMPTY, ValueKind.NULL)

    @property
    def encoding(self) -> Encoding:
        return Encoding(self.value) if self.typed else Encoding.TEXT

    def of_plan(self, text: str) -> str | None:
        """Return the value in a plan for this kind and the typed `text`."""
        return text if self.typed else "" if self is ValueKind.EMPTY else None


class CompiledField:
    """One typed text, compiled: makes the bytes of each message. Raises InputError where the template cannot work."""

    def __init__(self, text: str, encoding: Encoding = Encoding.TEXT, *, ascii_escaped: bool = False, templates: bool = True) -> None:
        self._template = Template(text, literal=not templates)
        self._encoding = encoding
        self._ascii = ascii_escaped

    @property
    def fixed(self) -> bool:
        """Whether every message gets the same bytes."""
        return self._template.parts is not None and len(self._template.parts) == 1

    def make(
        self,
        seq: int,
        rng: random.Random | None = None,
        now: datetime | None = None,
        identity: str | None = None,
        budget: Budget | None = None,
    ) -> bytes:
        """Return the bytes for message number `seq`; see Template.render. Raises InputError, with the position in the typed text."""
        filled = self._template.render(seq, rng, now, identity, budget)
        try:
            return self._encoded(filled)
        except InputError as error:
            raise in_template(self._template.text, filled, error) from None

    def _encoded(self, text: str) -> bytes:
        match self._encoding:
            case Encoding.HEX:
                return decode_hex(text)
            case Encoding.BASE64:
                return decode_base64(text)
            case Encoding.JSON:
                check_json(text)
        return encode(text, self._ascii)


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one record. partition: where it must go, None: as the plan says; timestamp_ms: its time, None: that of the send."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    partition: int | None = None
    timestamp_ms: int | None = None


class Composer:
    """A plan, compiled: makes the content of its n-th record. Raises InputError, which names the key or header."""

    def __init__(self, plan: SendPlan) -> None:
        value, key = plan.value, plan.key
        self._value = (
            None if value is None else CompiledField(value, plan.value_encoding, ascii_escaped=plan.ascii_escaped, templates=plan.templates)
        )
        self._key = None if key is None else in_key(lambda: CompiledField(key, plan.key_encoding, templates=plan.templates))
        self._headers = tuple(
            (name, None if text is None else in_header(name, CompiledField, text, plan.header_encoding(i), templates=plan.templates))
            for i, (name, text) in enumerate(plan.headers)
        )
        fields = (self._value, self._key, *(field for _, field in self._headers))
        self._fixed = all(field is None or field.fixed for field in fields)
        self._same: Content | None = None  # the content of all records, once it was made
        self._rng = random.Random()  # noqa: S311  # sample data, not secrets; one for all: seeding one takes 10 µs

    def make(self, seq: int, rng: random.Random | None = None, now: datetime | None = None) -> Content:
        """Return the content of message number `seq`: {{ now }} and {{ uuid }} are the same in all its parts."""
        if self._same is not None:
            return self._same
        rng = rng or self._rng
        message = (seq, rng, now or datetime.now(UTC), make_uuid(rng), Budget())
        key, value = self._key, self._value
        made = Content(
            key=None if key is None else in_key(lambda: key.make(*message)),
            value=None if value is None else value.make(*message),
            headers=tuple((name, None if field is None else in_header(name, field.make, *message)) for name, field in self._headers),
        )
        self._same = made if self._fixed else None
        return made


def in_key(call: Callable[[], T]) -> T:
    """Return the result of `call`; its InputError names the key."""
    try:
        return call()
    except InputError as error:
        title = Text(QT_TRANSLATE_NOOP("core", "Key: {why}"), {"why": error.title})
        raise InputError(title, error.hint, line=error.line, column=error.column) from None


def in_header(name: str, call: Callable[..., T], *args: object, **kwargs: object) -> T:
    """Return the result of the call; its InputError names the header."""
    try:
        return call(*args, **kwargs)
    except InputError as error:
        title = Text(QT_TRANSLATE_NOOP("core", "Header “{name}”: {why}"), {"name": name, "why": error.title})
        raise InputError(title, error.hint, line=error.line, column=error.column) from None
