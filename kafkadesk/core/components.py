"""What KafkaDesk is shipped with: each part with its version and licence, as the bill of materials beside the program names them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kafkadesk.core.errors import InputError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

TEXTS_PROPERTY = "kafkadesk:licence-texts"  # in the bill: where, in the folder licenses, a part's own texts lie
LONGEST = 60  # characters of a licence's name; some packages put its whole text there
PREFIX = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part. licence: an SPDX expression where the part says one. texts: the folder of its licence texts, "" when it has none."""

    name: str
    version: str
    licence: str
    texts: str = ""


def of_bill(data: bytes) -> tuple[Component, ...]:
    """Return the parts of a bill of materials (CycloneDX 1.6 JSON), by name; raises InputError."""
    try:
        parts = json.loads(data)["components"]
        found = [
            Component(
                name=part["name"],
                version=part["version"],
                licence=_licence_in(part),
                texts=next((p["value"] for p in part.get("properties", ()) if p["name"] == TEXTS_PROPERTY), ""),
            )
            for part in parts
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(Text(QT_TRANSLATE_NOOP("core", "The list of what KafkaDesk is made of cannot be read."))) from error
    return tuple(sorted(found, key=lambda part: part.name.lower()))


def licence_of(expression: str, licence: str, classifiers: Sequence[str]) -> str:
    """Return a Python package's licence by what its metadata says: the expression, the classifiers, or the first words of the text."""
    if expression:
        return expression
    named = [text.removeprefix(PREFIX) for text in classifiers if text.startswith(PREFIX)]
    first = licence.strip().partition("\n")[0]
    if first and len(first) <= LONGEST and not first.lower().startswith("copyright"):
        return first
    return ", ".join(named)


def _licence_in(part: dict[str, list[dict[str, dict[str, str]]]]) -> str:
    names = [choice["license"].get("id") or choice["license"].get("name", "") for choice in part.get("licenses", ())]
    return ", ".join(filter(None, names))
