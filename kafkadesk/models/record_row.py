"""One row of a consumer pane, ready to be painted: made from the undecoded bytes when it is asked for."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kafkadesk.core.records import RecordBatch
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.one_line import DISPLAY_LIMIT, Kind, Shown, show


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be painted. end: after the last offset it stands for; reason, kind: set where these have no record to show."""

    topic: str
    partition: int
    offset: int
    end: int
    time: str
    key: Shown
    value: Shown
    reason: Text | None = None
    kind: str = ""


NOTHING = Shown(Kind.EMPTY, "", 0)


def make_row(chunk: RecordBatch | Gap, i: int) -> Row:
    """Return row i of a chunk."""
    if isinstance(chunk, Gap):
        return Row(chunk.topic, chunk.partition, chunk.start, chunk.end, "", NOTHING, NOTHING, chunk.reason, chunk.kind)
    head, size = chunk.value_head(i, DISPLAY_LIMIT)
    key_size, at = chunk.key_sizes[i], chunk.starts[i]
    key = None if key_size < 0 else bytes(chunk.data[at : at + min(key_size, DISPLAY_LIMIT)])
    offset = chunk.offsets[i]
    return Row(
        chunk.topic, chunk.partitions[i], offset, offset + 1, time_text(chunk.timestamps[i]), show(key, max(key_size, 0)), show(head, size)
    )


def time_text(timestamp_ms: int) -> str:
    """Return a record's timestamp as local HH:MM:SS.mmm; empty for none, and for one beyond the calendar."""
    if timestamp_ms < 0:
        return ""
    try:
        return datetime.fromtimestamp(timestamp_ms / 1000, UTC).astimezone().strftime("%H:%M:%S.") + f"{timestamp_ms % 1000:03d}"
    except (OverflowError, OSError, ValueError):
        return ""
