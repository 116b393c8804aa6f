"""Exact copies of a record's bytes: on the clipboard as text, hexadecimal or base64, or in a file."""

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import Decoded, Decoder
from kafkadesk.core.text_tools.one_line import one_line, record_line, size_text
from kafkadesk.core.text_tools.pieces import text_pieces
from kafkadesk.core.text_tools.visible import copy_warning, hidden_in
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.slices import Slices
from kafkadesk.widgets.record.detail_value import ValueReading

WRITTEN_AT_ONCE = 256 * 1024  # bytes
LINE_AT_ONCE = 256 * 1024  # bytes of key and value; a longer line is made in turns
NOTHING_HIDDEN: Counter[str] = Counter()
NAMES = {True: "json", False: "txt", None: "bin"}  # of a file, by whether the value is JSON, other text, or no text


class RecordCopies(QObject):
    """Copies of one record, which `reading` reads.

    Signals:
        copied(message): an exact copy is on the clipboard: what it is, or which invisible characters it holds.
        saved(name, size): the value is in a file; size in bytes.
        failed(reason): the file could not be written.
    """

    copied = Signal(str)
    saved = Signal(str, int)
    failed = Signal(str)

    def __init__(self, record: Record, reading: ValueReading, key: Decoded, decoder: Decoder, parent: QWidget) -> None:
        super().__init__(parent)
        self._record = record
        self._reading, self._key, self._decoder = reading, key, decoder
        self._window = parent
        self._slices = Slices(self)

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be copied exactly."""
        for name, decoded, copy_text in (
            (self.tr("Value"), self._reading.decoded, self.value_text),
            (self.tr("Key"), self._key, self._key_text),
        ):
            data = bytes(decoded.data or b"")
            section = menu.addMenu(name)
            section.setEnabled(bool(data))
            section.addAction(self.tr("as text, exactly"), copy_text).setEnabled(decoded.text is not None and decoded.exact)
            section.addAction(self.tr("as hexadecimal"), self._copier(name, data, bytes.hex))
            section.addAction(self.tr("as base64"), self._copier(name, data, lambda d: base64.b64encode(d).decode()))

    def value_text(self) -> None:
        """Copy the value as text, exactly; it must be text."""
        text = self._reading.text or ""
        hidden = hidden_in(text) if self._reading.busy else self._reading.hidden
        self._put(text, self.tr("Value"), len(self._record.value or b""), hidden)

    def part(self, text: str) -> None:
        """Report that a part of the record was copied exactly."""
        self.copied.emit(_warning(hidden_in(text)) or self.tr("Copied."))

    def line(self) -> None:
        """Copy the record as kafka-python's example prints it."""
        r = self._record
        size = len(r.key or b"") + len(r.value or b"")
        if size <= LINE_AT_ONCE or self._reading.text is None:
            self._put(record_line(r, self._decoder), self.tr("Row"), size)
            return
        parts = [record_line(replace(r, value=b""), self._decoder)]
        self._slices.run(self._line_steps(self._reading.text, parts), lambda: self._put("".join(parts), self.tr("Row"), size))

    def shown(self, pieces: Iterator[str], done: Callable[[], None]) -> None:
        """Copy text as it is shown, which is not exact where hidden characters are marked; then call `done`."""
        parts: list[str] = []

        def put() -> None:
            QGuiApplication.clipboard().setText("".join(parts))
            done()

        self._slices.run(map(parts.append, pieces), put)

    def ask_where_to_save(self, kind: bool | None) -> QFileDialog:
        """Let the user name a file for the exact bytes of the value. kind: a key of NAMES."""
        r = self._record
        name = f"{r.topic}-{r.partition}-{r.offset}.{NAMES[kind]}"
        return ask_save(self._window, self.tr("Save the exact value"), name, [], lambda name: self.save(Path(name)))

    def save(self, path: Path) -> None:
        """Write the exact bytes of the value; the file is there whole or not at all."""
        self._slices.run(self._write(path))

    # helpers

    def _key_text(self) -> None:
        text = self._key.text or ""
        self._put(text, self.tr("Key"), len(self._key.data or b""), hidden_in(text))

    def _copier(self, name: str, data: bytes, form: Callable[[bytes], str]) -> Callable[[], None]:
        return lambda: self._put(form(data), name, len(data))

    def _put(self, text: str, what: str, size: int, hidden: Counter[str] = NOTHING_HIDDEN) -> None:
        QGuiApplication.clipboard().setText(text)
        message = self.tr("Copied exactly: {what}.").format(what=f"{what}, {size_text(size)}")
        self.copied.emit(_warning(hidden) or message)

    def _line_steps(self, value: str, parts: list[str]) -> Iterator[None]:
        for piece in text_pieces(value):
            parts.append(one_line(piece))
            yield

    def _write(self, path: Path) -> Iterator[None]:
        data = self._record.value or b""
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as file:
                for at in range(0, len(data), WRITTEN_AT_ONCE):
                    file.write(data[at : at + WRITTEN_AT_ONCE])
                    yield
            part.replace(path)
        except OSError as error:
            with suppress(OSError):  # it may be what could not be made
                part.unlink(missing_ok=True)
            self.failed.emit(str(error.strerror or error))
            return
        self.saved.emit(path.name, len(data))


def _warning(hidden: Counter[str]) -> str:
    warning = copy_warning(hidden)
    return "" if warning is None else render(warning)
