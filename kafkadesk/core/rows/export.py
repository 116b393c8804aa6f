"""Rows as lines of a file: JSONL, from which every byte can be had again, and CSV for spreadsheets.

JSONL, an object a row, the oldest first: topic, partition, offset, timestamp (ms since the epoch, null for none), timestamp_type
("create" | "append"), key, value (text, null, or instead of them key_base64, value_base64 where the bytes are not UTF-8), headers
(name with value or value_base64, in order, doubled ones too), timestamp_doubt ("negative" | "1970" | "future") where it is implausible. Offsets without a record: topic, partition, gap {first, last, kind}, reason.
"""

import json
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import Enum

from kafkadesk.core.records import Record
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.rows.scan import View
from kafkadesk.core.serde.decoder import UTF8, Decoded, Decoder, Part
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.safe_export import csv_cell, csv_line
from kafkadesk.core.text_tools.times import doubt_of

# Characters that some readers take for the end of a line; in JSON they may be written as escapes.
LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
COLUMNS = (
    "topic",
    "partition",
    "offset",
    "timestamp_ms",
    "timestamp_type",
    "time_utc",
    "key_kind",
    "key",
    "value_kind",
    "value",
    "headers",
    "time_doubt",
)

Render = Callable[[Text], str]


class Format(Enum):
    """What a file of rows can be."""

    JSONL = "jsonl"
    CSV = "csv"

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if self is Format.CSV else "\n"


def lines(view: View, form: Format, render: Render, decoder: Decoder = UTF8, *, now_ms: int | None = None) -> Iterator[str]:
    """Give the lines of a file with these rows, the oldest row first. render: a gap's reason in the user's language; now_ms: None for the clock's."""
    now_ms = int(time.time() * 1000) if now_ms is None else now_ms
    if form is Format.CSV:
        yield csv_line(*COLUMNS)
    write = _csv if form is Format.CSV else _jsonl
    for row in range(len(view) - 1, -1, -1):
        chunk, i = view.locate(row)
        yield write(chunk if isinstance(chunk, Gap) else chunk.row(i), render, decoder, now_ms)


def _jsonl(row: Record | Gap, render: Render, decoder: Decoder, now_ms: int) -> str:
    if isinstance(row, Gap):
        made: dict[str, object] = {
            "topic": row.topic,
            "partition": row.partition,
            "gap": {"first": row.start, "last": row.end - 1, "kind": row.kind},
            "reason": render(row.reason),
        }
    else:
        made = {
            "topic": row.topic,
            "partition": row.partition,
            "offset": row.offset,
            "timestamp": row.timestamp_ms,
            "timestamp_type": _time_type(row),
            **decoder.decode(row.key, row.topic, Part.KEY, row.headers).json_fields("key"),
            **decoder.decode(row.value, row.topic, Part.VALUE, row.headers).json_fields("value"),
            "headers": _headers(row, decoder),
        }
        if doubt := _doubt(row, now_ms):
            made["timestamp_doubt"] = doubt
    return _json(made)


def _csv(row: Record | Gap, render: Render, decoder: Decoder, now_ms: int) -> str:
    if isinstance(row, Gap):
        cells = [
            csv_cell(row.topic),
            str(row.partition),
            f"{row.start}-{row.end - 1}",
            "",
            "",
            "",
            "",
            "",
            "gap",
            csv_cell(render(row.reason)),
            "",
            "",
        ]
        return ",".join(cells)
    key = _cell(decoder.decode(row.key, row.topic, Part.KEY, row.headers))
    value = _cell(decoder.decode(row.value, row.topic, Part.VALUE, row.headers))
    stamp = "" if row.timestamp_ms is None else str(row.timestamp_ms)
    headers = csv_cell(_json(_headers(row, decoder))) if row.headers else ""
    where = [csv_cell(row.topic), str(row.partition), str(row.offset)]
    return ",".join([*where, stamp, _time_type(row) or "", _time(row.timestamp_ms), *key, *value, headers, _doubt(row, now_ms)])


def _cell(decoded: Decoded) -> tuple[str, str]:
    """Return what kind of bytes it is, and the cell: an empty one for null, "" for empty text."""
    if decoded.data is None:
        return "null", ""
    return ("base64", csv_cell(b64encode(decoded.data).decode())) if decoded.text is None else ("text", csv_cell(decoded.text))


def _headers(row: Record, decoder: Decoder) -> list[dict[str, str | None]]:
    return [{"name": name, **decoder.decode(value, row.topic, Part.HEADER).json_fields("value")} for name, value in row.headers]


def _time_type(row: Record) -> str | None:
    return None if row.timestamp_ms is None else "append" if row.log_append_time else "create"


def _doubt(row: Record, now_ms: int) -> str:
    return "" if row.timestamp_ms is None else doubt_of(row.timestamp_ms, now_ms) or ""


def _time(timestamp_ms: int | None) -> str:
    if timestamp_ms is None:
        return ""
    try:
        return datetime.fromtimestamp(timestamp_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{timestamp_ms % 1000:03d}Z"
    except (OverflowError, OSError, ValueError):
        return ""  # beyond the calendar; timestamp_ms has it


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    for end, escape in LINE_ENDS.items():
        text = text.replace(end, escape)
    return text
