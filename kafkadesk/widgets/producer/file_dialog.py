"""A file of messages before it is sent: what would be sent, and which lines are wrong."""

from collections.abc import Sequence
from itertools import islice
from time import time_ns

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kafkadesk.core.compose.message_file import CsvColumns, FileMessage, MessageFile
from kafkadesk.core.errors import InputError
from kafkadesk.core.serde.decoder import readable
from kafkadesk.core.text_tools.one_line import one_line
from kafkadesk.core.text_tools.times import shown_time
from kafkadesk.models.text_table import TextTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import PlainTable

SHOWN = 100
VALUE_SHOWN = 300  # characters of a value, in a cell
WIDTH_CHARS, HEIGHT_LINES = 110, 26


class MessageFileDialog(QDialog):
    """name: of the file; topics: where it can be sent; csv: it has columns.

    Signals:
        columns_chosen(CsvColumns): read it anew.
        confirmed(topic, where, when): send it, to its own partitions, with its own timestamps.
    """

    columns_chosen = Signal(object)
    confirmed = Signal(str, bool, bool)

    def __init__(self, name: str, topics: Sequence[str], topic: str, *, csv: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._found: MessageFile | None = None
        self.topic, self.key, self.value = QComboBox(self), QComboBox(self), QComboBox(self)
        self.topic.addItems(list(topics))
        self.topic.setCurrentText(topic)
        self._csv = csv
        self._fault = PlainLabel(role="bad", wrap=True)
        self._summary = PlainLabel(wrap=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.messages, self.faults = self._tables()
        self.where = QCheckBox(self.tr("To the partitions that the file names"), self)
        self.when = QCheckBox(self.tr("With the timestamps of the file"), self)
        self.others = QCheckBox(self.tr("Send the others, without the wrong lines"))
        self.go, self.cancel = QPushButton(), QPushButton(self.tr("Cancel"))
        self.setWindowTitle(self.tr("Send {file}").format(file=one_line(name)))
        self._lay_out()
        self.others.toggled.connect(lambda _: self._update())
        for column in (self.key, self.value):
            column.activated.connect(lambda _: self.columns_chosen.emit(self.columns()))
        self.go.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.reject)
        self._summary.setText(self.tr("The file is being read…"))
        self._update()

    def columns(self) -> CsvColumns:
        """Return which columns are chosen."""
        return CsvColumns(key=self.key.currentData(), value=self.value.currentData())

    def _offer(self, names: Sequence[str]) -> None:
        """Offer the columns of a CSV file, once: what was chosen stays."""
        for box, none in ((self.key, self.tr("no key")), (self.value, self.tr("all other columns, as a JSON object"))):
            box.addItem(none, None)
            for name in names:
                box.addItem(one_line(name), name)

    def set_file(self, found: MessageFile) -> None:
        """Show what the file has."""
        self._found = found
        self._fault.hide()
        if self._csv and not self.key.count():
            self._offer(found.columns)
        rows = [_cells(message) for message in islice(found.messages, SHOWN)]
        for view, cells in ((self.messages, rows), (self.faults, [(one_line(render(fault.words())),) for fault in found.faults[:SHOWN]])):
            table = view.model()
            assert isinstance(table, TextTable)
            table.set_rows(cells)
        self.tabs.setTabText(0, self.tr("Messages ({n})").format(n=f"{len(found.messages):,}"))
        self.tabs.setTabText(1, self.tr("Wrong lines ({n})").format(n=f"{len(found.faults):,}"))
        self.tabs.setTabVisible(1, bool(found.faults))
        if found.faults:
            self.tabs.setCurrentIndex(1)
        self.others.setVisible(bool(found.faults))
        self.where.setEnabled(any(message.partition is not None for message in found.messages))
        self.when.setEnabled(any(message.timestamp_ms is not None for message in found.messages))
        self._summary.setText(self._words(found))
        self._update()

    def set_fault(self, error: InputError) -> None:
        """Say why nothing of it can be read."""
        self._found = None
        self._summary.clear()
        self._fault.setText(error_words(error))
        self._fault.show()
        self._update()

    def sendable(self) -> Sequence[FileMessage]:
        """Return what would be sent."""
        return () if self._found is None else self._found.messages

    def _words(self, found: MessageFile) -> str:
        parts = []
        if len(found.messages) > SHOWN:
            parts.append(self.tr("The first {n} messages are shown.").format(n=SHOWN))
        if len(found.faults) > SHOWN:
            parts.append(self.tr("The first {n} wrong lines are shown.").format(n=SHOWN))
        if found.gaps:
            parts.append(self.tr("{n} lines tell of offsets without a record: they are no messages.").format(n=f"{found.gaps:,}"))
        if not found.messages and not found.faults:
            parts.append(self.tr("The file has no message."))
        return " ".join(parts)

    def _tables(self) -> tuple[PlainTable, PlainTable]:
        titles = (self.tr("line"), self.tr("time"), self.tr("key"), self.tr("headers"), self.tr("value"))
        messages = PlainTable(TextTable(titles, frozenset({0})), ("100,000", "2026-12-01 21:00:00.000", "k" * 16, "99"))
        faults = PlainTable(TextTable((self.tr("what is wrong"),)), ())
        for view, name in ((messages, self.tr("Messages")), (faults, self.tr("Wrong lines"))):
            view.setAccessibleName(name)
            self.tabs.addTab(view, name)
        self.tabs.setTabVisible(1, False)
        return messages, faults

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Topic"), self.topic)
        if self._csv:
            form.addRow(self.tr("Key"), self.key)
            form.addRow(self.tr("Value"), self.value)
        else:
            form.addRow(self.where)
            form.addRow(self.when)
        for part, of_csv in ((self.key, True), (self.value, True), (self.where, False), (self.when, False)):
            part.setVisible(self._csv is of_csv)
        buttons = QHBoxLayout()
        buttons.addWidget(self.others)
        buttons.addStretch(1)
        for button in (self.cancel, self.go):
            button.setAutoDefault(button is self.go)
            buttons.addWidget(button)
        theme.set_role(self.go, "primary")
        self.others.hide()
        self._fault.hide()
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._fault)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._summary)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARS, metrics.lineSpacing() * HEIGHT_LINES)

    def _confirm(self) -> None:
        self.confirmed.emit(self.topic.currentText(), self.where.isChecked(), self.when.isChecked())

    def _update(self) -> None:
        count, wrong = len(self.sendable()), self._found is not None and bool(self._found.faults)
        self.go.setText(self.tr("Send {n} messages").format(n=f"{count:,}") if count != 1 else self.tr("Send the message"))
        self.go.setEnabled(count > 0 and self.topic.count() > 0 and (not wrong or self.others.isChecked()))


def _cells(message: FileMessage) -> tuple[str, ...]:
    time = "" if message.timestamp_ms is None else shown_time(message.timestamp_ms, time_ns() // 1_000_000).text
    return f"{message.line:,}", time, _shown(message.key), str(len(message.headers) or ""), _shown(message.value)


def _shown(data: bytes | None) -> str:
    return "null" if data is None else one_line(readable(data[: 4 * VALUE_SHOWN])[:VALUE_SHOWN])
