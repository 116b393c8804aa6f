"""One whole record, shown for what it is: where and when, value, key and headers as text, tree and bytes, with exact copies."""

import time
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QMenu, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kafkadesk.core.jsontext.notes import notes_of
from kafkadesk.core.records import Record
from kafkadesk.core.serde.decoder import UTF8, Decoder, Part
from kafkadesk.core.serde.schema_id import schema_mark
from kafkadesk.core.text_tools.visible import hidden_words, visible_line
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.editor.find_bar import FindBar, Searchable
from kafkadesk.widgets.record import detail_words as words
from kafkadesk.widgets.record.detail_bytes import BytesPane, HeadersPane
from kafkadesk.widgets.record.detail_copy import RecordCopies
from kafkadesk.widgets.record.detail_value import ValueReading, ValueTabs

COLUMNS, LINES = 100, 34
AGO_MS = 1000
LOOKED_AT = 1000  # characters
SPEAKS_JSON = ("{", "[")  # a text that begins so is meant to be JSON, and a fault in it is worth a line


class RecordDetail(QDialog):
    """Stands beside the window, so that several records can be compared."""

    def __init__(self, record: Record, parent: QWidget | None = None, *, decoder: Decoder = UTF8) -> None:
        super().__init__(parent)
        self._record = record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(f"{visible_line(record.topic)}:{record.partition}:{record.offset}")
        self.place = PlainLabel(words.place_words(record), role="title", wrap=True)
        self.times = PlainLabel(role="muted", wrap=True)
        self.sizes = PlainLabel(role="muted", wrap=True)
        self.notes = PlainLabel(role="note", wrap=True)
        self.fault_button = QPushButton(self.tr("Show the place"))
        self.raw = QCheckBox(self.tr("Show hidden characters as they are"))
        self.status = PlainLabel(role="muted", wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        value = decoder.decode(record.value or b"", record.topic, Part.VALUE, record.headers)
        self._key = decoder.decode(record.key, record.topic, Part.KEY, record.headers)
        self.reading = ValueReading(value, self)
        self.value = ValueTabs(self.tabs, self.reading, self.tr("null") if record.value is None else self.tr("empty"))
        self.headers, self.key = HeadersPane(record, decoder), BytesPane()
        self.finder = FindBar()
        self.copies = RecordCopies(record, self.reading, self._key, decoder, self)
        self._mark = schema_mark(record.value, record.headers, is_key=False)
        self._ago = QTimer(self, interval=AGO_MS)
        self._lay_out()
        self._connect()
        self._show_record()
        self._ago.start()

    def _lay_out(self) -> None:
        count = f" ({len(self._record.headers):,})" if self._record.headers else ""
        self.tabs.addTab(self.headers, self.tr("Headers") + count)
        self.tabs.addTab(self.key, self.tr("Key"))
        theme.set_role(self.fault_button, "link")
        self._more = QHBoxLayout()
        self._more.addWidget(self.raw)
        self._more.addWidget(self.fault_button)
        self._more.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copy_button, self.copy_value = QPushButton(self.tr("Copy…")), QPushButton(self.tr("Copy value"))
        self.copy_line, self.save = QPushButton(self.tr("Copy as line")), QPushButton(self.tr("Save value…"))
        menu = QMenu(self)
        self.copies.fill_menu(menu)
        menu.addAction(self.tr("Value as shown"), self._copy_as_shown).setEnabled(bool(self._record.value))
        self.copy_button.setMenu(menu)
        for button in (self.copy_value, self.copy_line, self.copy_button, self.save):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout = QVBoxLayout(self)
        for label in (self.place, self.times, self.sizes, self.notes):
            layout.addWidget(label)
        layout.addLayout(self._more)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.finder)
        layout.addWidget(self.status)
        layout.addWidget(buttons)
        for hidden in (self.notes, self.raw, self.fault_button, self.status):
            hidden.hide()
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * COLUMNS, metrics.height() * LINES)

    def _connect(self) -> None:
        self.copy_value.clicked.connect(self.copies.value_text)
        self.copy_line.clicked.connect(self.copies.line)
        self.save.clicked.connect(lambda: self.copies.ask_where_to_save(self._kind()))
        self.copies.copied.connect(self._say)
        self.value.tree.copied.connect(self.copies.part)
        self.copies.saved.connect(
            lambda name, size: self._say(self.tr("Saved: {name}, {size:,} bytes").format(name=visible_line(name), size=size))
        )
        self.copies.failed.connect(self._on_failed)
        self.reading.json_read.connect(self._show_notes)
        self.reading.finished.connect(self._show_notes)
        self.raw.toggled.connect(self._set_raw)
        self.fault_button.clicked.connect(self._show_fault)
        self.tabs.currentChanged.connect(self._aim)
        self.finder.closed.connect(lambda: self.tabs.currentWidget().setFocus())
        self._ago.timeout.connect(self._show_time)
        for view in (self.value.pretty, self.value.text, self.key.text, self.headers.value.text):
            view.copied.connect(self._on_selection_copied)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.open_find),
            (QKeySequence(QKeySequence.StandardKey.FindNext), partial(self.finder.step, 1)),
            (QKeySequence(QKeySequence.StandardKey.FindPrevious), partial(self.finder.step, -1)),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _show_record(self) -> None:
        record = self._record
        self._show_time()
        self.sizes.setText(words.size_words(record))
        self.key.show_decoded(self._key, schema_mark(record.key, record.headers, is_key=True))
        for button in (self.copy_value, self.save):
            button.setEnabled(bool(record.value))
        if record.value and self.reading.text is None:
            self.copy_value.setEnabled(False)
            self.copy_value.setToolTip(self.tr("The value is not UTF-8: copy it as hexadecimal or base64, or save it."))
        self.reading.start()
        self._show_notes()

    # what is said

    def _kind(self) -> bool | None:
        """Return whether the value is JSON or other text; None for neither."""
        return None if self.reading.text is None else self.reading.json.valid

    def _show_notes(self) -> None:
        """Say what a reader should know of the value."""
        record, reading, notes = self._record, self.reading, []
        if record.value is None:
            notes.append(self.tr("Tombstone: the value is null. On a compacted topic it deletes this key."))
        elif not record.value:
            notes.append(self.tr("The value is empty: 0 bytes, which is not null."))
        elif reading.decoded.problem is not None:
            notes.append(render(reading.decoded.problem))
        if self._mark is not None:
            notes.append(render(self._mark.describe()))
        fault = reading.fault
        worth = fault is not None and bool(record.value) and (reading.text or "")[:LOOKED_AT].lstrip().startswith(SPEAKS_JSON)
        if fault is not None:
            source = self.tr("Not valid JSON: line {line}, column {column}: {reason}")
            text = source.format(line=f"{fault.line:,}", column=f"{fault.column:,}", reason=visible_line(render(fault.reason)))
            notes += [text] if worth else []
        elif reading.json.valid:
            notes += [render(note) for note in notes_of(reading.json)]
        elif reading.text and not reading.json.done:
            notes.append(self.tr("Reading the value as JSON; Pretty and Tree follow."))
        marked = bool(reading.hidden) and reading.text is not None  # bytes that are no text have no hidden characters
        if marked:
            text = self.tr("Characters that cannot be seen, or change how others read: {characters}")
            notes.append(text.format(characters=hidden_words(reading.hidden)))
        self.raw.setVisible(marked)
        self.fault_button.setVisible(worth)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _show_time(self) -> None:
        self.times.setText(words.time_words(self._record, int(time.time() * 1000)))

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.show()

    # what the user does

    def open_find(self) -> None:
        """Show the find bar and type into it."""
        self.finder.show()
        self._aim()
        self.finder.open()

    def _aim(self) -> None:
        """Let the find bar look through the tab that is shown."""
        if self.finder.isHidden():
            return
        view = self.tabs.currentWidget()
        views: dict[QWidget, Searchable] = {
            self.value.pretty: self.value.pretty,
            self.value.tree: self.value.tree,
            self.value.text: self.value.text,
            self.value.hex: self.value.hex,
            self.headers: self.headers.value.text,
            self.key: self.key.text,
        }
        in_hex = self.tr("Find text, or bytes: 0xdead, de ad")
        self.finder.set_view(views.get(view), in_hex if view is self.value.hex else "")

    def _set_raw(self, raw: bool) -> None:
        self.value.set_raw(raw)
        self.headers.set_raw(raw)
        self.key.show_decoded(self._key, schema_mark(self._record.key, self._record.headers, is_key=True), raw=raw)
        self._aim()

    def _show_fault(self) -> None:
        if self.reading.fault is not None:
            self.value.show_place(self.reading.fault.at)

    def _copy_as_shown(self) -> None:
        self.copies.shown(self.value.shown_pieces(), self._warn_of_marks)

    def _on_selection_copied(self, text: str) -> None:
        if "‹" in text:
            self._warn_of_marks()
        else:
            self.copies.part(text)

    def _warn_of_marks(self) -> None:
        if (self.reading.hidden or self.reading.text is None) and not self.raw.isChecked():
            self._say(self.tr("Copied as shown: the marks ‹…› stand for other characters. “Copy value” has the value exactly."))
        else:
            self._say(self.tr("Copied as shown."))

    def _on_failed(self, reason: str) -> None:
        self._say(self.tr("The file could not be written: {reason}. Choose another folder or name.").format(reason=visible_line(reason)))
