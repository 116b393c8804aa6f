"""One whole record: where it is, its headers, key and value, with exact copies."""

import json
from contextlib import suppress
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.records import Record
from kafkadesk.core.render import Kind, one_line, record_line, show, size_text
from kafkadesk.widgets import theme
from kafkadesk.widgets.labels import PlainLabel

VIEW_LIMIT = 1024 * 1024  # bytes of a value that the window shows; a copy has them all
COLUMNS, LINES = 72, 18


class RecordDetail(QDialog):
    """Shows a record as text; beside the pane, so that several can be compared."""

    def __init__(self, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{record.topic}:{record.partition}:{record.offset}")
        self.text = QPlainTextEdit(self._describe())
        self.text.setReadOnly(True)
        self.text.setFont(theme.mono_font(self.font()))
        metrics = self.text.fontMetrics()
        self.text.setMinimumSize(metrics.averageCharWidth() * COLUMNS, metrics.lineSpacing() * LINES)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        line = QPushButton(self.tr("Copy as line"))
        line.clicked.connect(self._copy_line)
        value = QPushButton(self.tr("Copy value"))
        value.clicked.connect(self._copy_value)
        value.setEnabled(show(record.value).kind is Kind.TEXT)
        for button in (line, value):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(PlainLabel(self._where(), role="muted", wrap=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)

    def _where(self) -> str:
        record = self._record
        place = self.tr("topic {topic} · partition {partition} · offset {offset}").format(
            topic=one_line(record.topic), partition=record.partition, offset=record.offset
        )
        if record.timestamp_ms is None:
            return place
        kind = self.tr("log append time") if record.log_append_time else self.tr("create time")
        return f"{place} · {full_time(record.timestamp_ms)} ({kind})"

    def _describe(self) -> str:
        record = self._record
        parts = [self.tr("key: {key}").format(key=self._words(record.key))]
        parts += [self.tr("header {name}: {value}").format(name=one_line(name), value=self._words(value)) for name, value in record.headers]
        size = size_text(len(record.value)) if record.value is not None else self.tr("tombstone")
        parts += [self.tr("value ({size}):").format(size=size), pretty(record.value) if record.value else self._words(record.value)]
        return "\n".join(parts)

    def _words(self, data: bytes | None) -> str:
        shown = show(data)
        match shown.kind:
            case Kind.NULL:
                return self.tr("null")
            case Kind.EMPTY:
                return self.tr("empty")
            case Kind.BINARY:
                return self.tr("not UTF-8: {hex}").format(hex=shown.text)
            case Kind.TEXT:
                return shown.text

    def _copy_line(self) -> None:
        r = self._record
        QGuiApplication.clipboard().setText(record_line(r.topic, r.partition, r.offset, r.key, r.value))

    def _copy_value(self) -> None:
        QGuiApplication.clipboard().setText((self._record.value or b"").decode())


def pretty(value: bytes) -> str:
    """Return a value for reading: JSON with its lines broken, other text line by line and safe, else hex."""
    if show(value).kind is not Kind.TEXT:
        return value[: VIEW_LIMIT // 4].hex(" ", 1)
    text = value[:VIEW_LIMIT].decode(errors="replace")
    if len(value) <= VIEW_LIMIT:
        with suppress(ValueError, RecursionError):  # no JSON: shown as it is
            broken = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
            if broken.split() and "".join(broken.split()) == "".join(text.split()):  # nothing but its white space changed
                text = broken
    return "\n".join(one_line(line) for line in text.split("\n"))


def full_time(timestamp_ms: int) -> str:
    """Return a timestamp with its date and zone; as a number where the calendar ends."""
    try:
        at = datetime.fromtimestamp(timestamp_ms // 1000, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return str(timestamp_ms)
    return at.strftime("%Y-%m-%d %H:%M:%S.") + f"{timestamp_ms % 1000:03d}" + at.strftime(" %z")
