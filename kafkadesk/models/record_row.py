"""One row of a consumer pane, ready to be painted: made from the undecoded bytes when it is requested, and its cells in words."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.groups.revoked_rows import RowState
from kafkadesk.core.records import GapKind, RecordBatch
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.serde.decoder import UTF8, DecodedAs, Decoder, Part
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import DISPLAY_LIMIT, ShownText, one_line, show, size_text

TOOLTIP_CHARS = 1500

translate = QCoreApplication.translate  # by this name lupdate finds the sentences


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be painted. end: after the last offset it stands for; reason, kind: set where these have no record to show."""

    topic: str
    partition: int
    offset: int
    end: int
    time: str
    key: ShownText
    value: ShownText
    reason: Text | None = None
    kind: GapKind | None = None


NOTHING = ShownText(DecodedAs.EMPTY, "", 0)


def make_row(chunk: RecordBatch | Gap, i: int, decoder: Decoder = UTF8) -> Row:
    """Return row i of a chunk."""
    if isinstance(chunk, Gap):
        return Row(chunk.topic, chunk.partition, chunk.start, chunk.end, "", NOTHING, NOTHING, chunk.reason, chunk.kind)
    topic, offset = chunk.topic, chunk.offsets[i]
    headers = () if decoder.exact(topic) else chunk.headers(i)
    key = show(decoder.decode(chunk.key(i), topic, Part.KEY, headers, limit=DISPLAY_LIMIT))
    value = show(decoder.decode(chunk.value(i), topic, Part.VALUE, headers, limit=DISPLAY_LIMIT))
    return Row(topic, chunk.partitions[i], offset, offset + 1, time_text(chunk.timestamps[i]), key, value)


def time_text(timestamp_ms: int) -> str:
    """Return a record's timestamp as local HH:MM:SS.mmm; empty for none, and for one beyond the calendar."""
    if timestamp_ms < 0:
        return ""
    try:
        return datetime.fromtimestamp(timestamp_ms / 1000, UTC).astimezone().strftime("%H:%M:%S.") + f"{timestamp_ms % 1000:03d}"
    except (OverflowError, OSError, ValueError):
        return ""


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
