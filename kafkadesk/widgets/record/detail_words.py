"""What the head of a record's detail says: where it is, when it was written, how large it is, and what its bytes are."""

from datetime import UTC

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.records import Record
from kafkadesk.core.text_tools.one_line import size_text
from kafkadesk.core.text_tools.times import MARK, doubt_words, local_time
from kafkadesk.core.text_tools.visible import visible_line
from kafkadesk.widgets.base.i18n import render

MINUTE, HOUR, DAY = 60, 3600, 86400


def place_words(record: Record) -> str:
    """Return topic, partition and offset."""
    text = QCoreApplication.translate("RecordDetail", "topic {topic} · partition {partition} · offset {offset}")
    return text.format(topic=visible_line(record.topic), partition=record.partition, offset=record.offset)


def time_words(record: Record, now_ms: int) -> str:
    """Return the timestamp: local, UTC, how long ago, and who set it."""
    stamp = record.timestamp_ms
    if stamp is None:
        return QCoreApplication.translate("RecordDetail", "no timestamp")
    if record.log_append_time:
        kind = QCoreApplication.translate("RecordDetail", "LogAppendTime (set by the broker)")
    else:
        kind = QCoreApplication.translate("RecordDetail", "CreateTime (set by the producer)")
    doubt, local = doubt_words(stamp, now_ms), local_time(stamp)
    marked = () if doubt is None else (f"{MARK} {render(doubt)}",)
    if local is None:
        beyond = QCoreApplication.translate("RecordDetail", "{ms} ms since 1970, beyond the calendar")
        return " · ".join((beyond.format(ms=stamp), kind, *marked))
    part = f".{stamp % 1000:03d}"
    utc = local.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") + part + " UTC"
    here = local.strftime("%Y-%m-%d %H:%M:%S") + part + local.strftime(" %z")
    return " · ".join((here, utc, ago_words(now_ms - stamp), kind, *marked))


def ago_words(age_ms: int) -> str:
    """Return how long ago something was, in its largest unit."""
    if age_ms < 0:
        return QCoreApplication.translate("RecordDetail", "{span} ahead of this PC's clock").format(span=_span(-age_ms))
    return QCoreApplication.translate("RecordDetail", "{span} ago").format(span=_span(age_ms))


def size_words(record: Record) -> str:
    """Return the sizes of key, value and headers."""
    parts = []
    for name, data in (
        (QCoreApplication.translate("RecordDetail", "key"), record.key),
        (QCoreApplication.translate("RecordDetail", "value"), record.value),
    ):
        parts.append(f"{name} {_size(data)}")
    total = sum(len(name.encode("utf-8", "surrogateescape")) + len(value or b"") for name, value in record.headers)
    if record.headers:
        text = QCoreApplication.translate("RecordDetail", "{count} headers {size}")
        one = QCoreApplication.translate("RecordDetail", "1 header {size}")
        parts.append((text if len(record.headers) > 1 else one).format(count=f"{len(record.headers):,}", size=size_text(total)))
    else:
        parts.append(QCoreApplication.translate("RecordDetail", "no headers"))
    return " · ".join(parts)


def _size(data: bytes | None) -> str:
    if data is None:
        return QCoreApplication.translate("RecordDetail", "null")
    if not data:
        return QCoreApplication.translate("RecordDetail", "empty (0 B)")
    exact = QCoreApplication.translate("RecordDetail", "{size} ({count} bytes)")
    return size_text(len(data)) if len(data) < 1024 else exact.format(size=size_text(len(data)), count=f"{len(data):,}")


def _span(age_ms: int) -> str:
    seconds = age_ms // 1000
    if seconds < MINUTE:
        return QCoreApplication.translate("RecordDetail", "{n} s").format(n=seconds)
    if seconds < HOUR:
        return QCoreApplication.translate("RecordDetail", "{n} min").format(n=seconds // MINUTE)
    if seconds < 2 * DAY:
        return QCoreApplication.translate("RecordDetail", "{n} h").format(n=seconds // HOUR)
    return QCoreApplication.translate("RecordDetail", "{n} days").format(n=f"{seconds // DAY:,}")
