"""One row of a consumer pane, ready to be painted: made from the undecoded bytes when it is requested, and its cells in words."""

import time
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.groups.revoked_rows import RowState
from kafkadesk.core.records import NO_TIMESTAMP, GapKind, RecordBatch
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.serde.decoder import UTF8, DecodedAs, Decoder, Part
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import DISPLAY_LIMIT, ShownText, one_line, show, size_text
from kafkadesk.core.text_tools.times import ShownTime, doubt_words, local_time, shown_time

TOOLTIP_CHARS = 1500

translate = QCoreApplication.translate  # by this name lupdate finds the sentences


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be painted. end: after the last offset it stands for; reason, kind: set where these have no record to show."""

    topic: str
    partition: int
    offset: int
    end: int
    timestamp_ms: int | None
    key: ShownText
    value: ShownText
    reason: Text | None = None
    kind: GapKind | None = None


NOTHING = ShownText(DecodedAs.EMPTY, "", 0)
NO_TIME = ShownTime("", "")


def make_row(chunk: RecordBatch | Gap, i: int, decoder: Decoder = UTF8) -> Row:
    if isinstance(chunk, Gap):
        return Row(chunk.topic, chunk.partition, chunk.start, chunk.end, None, NOTHING, NOTHING, chunk.reason, chunk.kind)
    topic, offset = chunk.topic, chunk.offsets[i]
    headers = () if decoder.exact(topic) else chunk.headers(i)
    key = show(decoder.decode(chunk.key(i), topic, Part.KEY, headers, limit=DISPLAY_LIMIT))
    value = show(decoder.decode(chunk.value(i), topic, Part.VALUE, headers, limit=DISPLAY_LIMIT))
    stamp = chunk.timestamps[i]
    return Row(topic, chunk.partitions[i], offset, offset + 1, None if stamp == NO_TIMESTAMP else stamp, key, value)


def row_time(row: Row) -> ShownTime:
    """Return a record's timestamp by the clock of this PC; nothing for a row that is no record."""
    return shown_time(row.timestamp_ms, int(time.time() * 1000)) if row.reason is None else NO_TIME


def time_tooltip(row: Row) -> str | None:
    """Return all of a record's timestamp, and what makes it implausible."""
    if row.timestamp_ms is None:
        return None
    now_ms = int(time.time() * 1000)
    at, doubt = local_time(row.timestamp_ms), doubt_words(row.timestamp_ms, now_ms)
    lines = [f"{row.timestamp_ms} ms" if at is None else f"{at:%Y-%m-%d %H:%M:%S}.{row.timestamp_ms % 1000:03d} {at:%z}"]
    lines += [] if doubt is None else [doubt.render(lambda source: translate("core", source))]
    return f"<qt>{'<br/>'.join(map(escape, lines))}</qt>"


def shown_text(shown: ShownText) -> str:
    """Return a key or value in words where it is no text."""
    match shown.kind:
        case DecodedAs.TEXT:
            return shown.text
        case DecodedAs.NULL:
            return translate("RecordTable", "null")
        case DecodedAs.EMPTY:
            return translate("RecordTable", "empty")
        case DecodedAs.BINARY:
            return translate("RecordTable", "not UTF-8: {hex}").format(hex=shown.text)


def gap_text(row: Row) -> str:
    """Return what a row says that stands for offsets without a record."""
    reason = row.reason.render(lambda source: translate("core", source)) if row.reason is not None else ""
    if row.kind == GapKind.UNREADABLE:
        text = translate("RecordTable", "offsets {first}..{last} unreadable: {reason}")
    else:
        text = translate("RecordTable", "offsets {first}..{last}: {reason}")
    return text.format(first=row.offset, last=row.end - 1, reason=one_line(reason))


def tooltip(shown: ShownText) -> str:
    """Return more of a key or value than its cell has room for, safe for a tooltip."""
    text = shown_text(shown)
    more = "…" if len(text) > TOOLTIP_CHARS or shown.cut else ""
    return f"<qt>{escape(text[:TOOLTIP_CHARS])}{more}<br/>{escape(size_text(shown.size))}</qt>"  # in <qt> it breaks its lines


def state_text(state: RowState | None, partition: int) -> str | None:
    """Return what became of a row's partition."""
    if state is None:
        return None
    text = (
        translate("RecordTable", "Partition {p} was taken from this pane since. The row was committed before.")
        if state is RowState.REVOKED
        else translate(
            "RecordTable",
            "Partition {p} was taken from this pane before the row was committed: whoever reads the partition next receives it again.",
        )
    )
    return f"<qt>{escape(text.format(p=partition))}</qt>"
