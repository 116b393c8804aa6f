"""Exports deliveries as lines of a file: JSONL, which is complete, or CSV, for a spreadsheet."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.serde.decoder import UTF8, Decoder, Part
from kafkadesk.core.text_tools.safe_export import csv_line

CSV_TITLES = (
    "number", "time", "topic", "partition", "offset", "key", "value bytes", "latency ms", "verdict", "reason", "found", "looked up",
)  # fmt: skip


def jsonl(deliveries: Iterable[Delivery], decoder: Decoder = UTF8) -> Iterator[str]:
    """Return one JSON object a send; a key that is not UTF-8 as base64."""
    for d in deliveries:
        yield json.dumps(
            {
                "number": d.number,
                "send_id": d.send_id,
                "time": _time(d),
                "wall_ms": d.wall_ms,
                "topic": d.topic,
                "partition": d.partition,
                "offset": d.offset,
                **decoder.decode(d.key, d.topic, Part.KEY).json_fields("key"),
                "value_size": d.value_size,
                "latency_ms": d.latency_ms,
                "verdict": d.verdict.value,
                "reason": _text(d.reason),
                "found": d.found,
                "looked_up": _text(d.looked_up),
            },
            ensure_ascii=False,
        )


def csv(deliveries: Iterable[Delivery], decoder: Decoder = UTF8) -> Iterator[str]:
    """Return a line of titles and one a send; bytes of a key that are not UTF-8 are written as escapes."""
    yield csv_line(*CSV_TITLES)
    for d in deliveries:
        key = decoder.decode(d.key, d.topic, Part.KEY).escaped
        latency = "" if d.latency_ms is None else f"{d.latency_ms:.3f}"
        yield csv_line(
            str(d.number), _time(d), d.topic, _number(d.partition), _number(d.offset), key, _number(d.value_size), latency,
            d.verdict.value, _text(d.reason) or "", "" if d.found is None else str(d.found).lower(), _text(d.looked_up) or "",
        )  # fmt: skip


def _time(d: Delivery) -> str:
    return datetime.fromtimestamp(d.wall_ms / 1000, UTC).isoformat(timespec="milliseconds")


def _text(text: object) -> str | None:
    return None if text is None else str(text)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
