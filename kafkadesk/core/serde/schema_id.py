"""Bytes that were written with a schema registry: which schema they name. Nothing is decoded, and nothing claimed that other bytes could say too.

Wire format: https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
(byte 0, schema id of 4 bytes, payload), or since 2025 a header that holds byte 1 and the schema's GUID.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

PREFIX = 5  # bytes before the payload
GUID = 17  # bytes of the header: the magic byte and the GUID; Protobuf adds its message indexes
KEY_HEADER, VALUE_HEADER = "__key_schema_id", "__value_schema_id"
JSON_LOOKED_AT = 64 * 1024  # bytes; a larger payload is judged by its first character


class Payload(Enum):
    """What the bytes after the schema id can be."""

    JSON = "JSON Schema"
    BINARY = "Avro or Protobuf"


@dataclass(frozen=True, slots=True)
class SchemaMark:
    """The schema that bytes name. sure: a header says so, and it is no guess. size: of the payload in bytes."""

    schema: str
    payload: Payload
    size: int
    sure: bool

    def describe(self) -> Text:
        """Return what to tell the reader."""
        facts = {"schema": self.schema, "size": f"{self.size:,}", "format": self.payload.value}
        if self.sure:
            if self.payload is Payload.JSON:
                return Text(QT_TRANSLATE_NOOP("core", "A header names the schema {schema} of a schema registry."), facts)
            return Text(
                QT_TRANSLATE_NOOP(
                    "core", "A header names the schema {schema} of a schema registry: {size} bytes of {format} payload, not decoded."
                ),
                facts,
            )
        return Text(
            QT_TRANSLATE_NOOP(
                "core", "Looks like a schema registry's format: schema id {schema}, then {size} bytes of {format} payload, not decoded."
            ),
            facts,
        )


def schema_mark(data: bytes | None, headers: Iterable[tuple[str, bytes | None]], *, is_key: bool) -> SchemaMark | None:
    """Return the schema that a key or value names, None where nothing hints at one."""
    if data is None:
        return None
    wanted = KEY_HEADER if is_key else VALUE_HEADER
    for name, value in headers:
        if name == wanted and value is not None and len(value) >= GUID and value[0] == 1:
            return SchemaMark(str(uuid.UUID(bytes=value[1:GUID])), _payload(data), len(data), sure=True)
    if len(data) <= PREFIX or data[0] != 0:
        return None
    number = int.from_bytes(data[1:PREFIX], "big", signed=True)
    if number <= 0:  # ids count from 1: a 64-bit number, which also begins with zeros, is not taken for one
        return None
    return SchemaMark(str(number), _payload(data[PREFIX:]), len(data) - PREFIX, sure=False)


def _payload(data: bytes) -> Payload:
    """Return JSON only for what is JSON; Avro and Protobuf cannot be told apart without the schema."""
    if data[:1] not in (b"{", b"["):
        return Payload.BINARY
    if len(data) > JSON_LOOKED_AT:
        return Payload.JSON
    try:
        json.loads(data, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return Payload.BINARY
    return Payload.JSON
