"""Where to read from: one small dialog for the start position and for a seek."""

from typing import assert_never

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.widgets.base.i18n import utc_offset
from kafkadesk.widgets.base.labels import PlainLabel

MAX_LAST = 1_000_000
DEFAULT_LAST = 100
MAX_OFFSET = 2**63 - 1  # beyond what a spin box holds


class StartDialog(QDialog):
    """Asks for latest, earliest, the last N, an offset or a time; `start()` gives the answer once accepted."""

    def __init__(self, title: str, explanation: str, now: Start, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = {
            StartKind.LATEST: QRadioButton(self.tr("Latest: only what comes from now on")),
            StartKind.EARLIEST: QRadioButton(self.tr("Earliest: all that is kept")),
            StartKind.LAST: QRadioButton(self.tr("The last records of each partition:")),
            StartKind.OFFSET: QRadioButton(self.tr("An offset:")),
            StartKind.TIME: QRadioButton(self.tr("A time:")),
        }
        self._last = QSpinBox()
        self._last.setRange(1, MAX_LAST)
        self._last.setValue(DEFAULT_LAST)
        self._offset = QLineEdit("0")
        self._time = QDateTimeEdit(QDateTime.currentDateTime().addSecs(-3600))
        self._time.setDisplayFormat("yyyy-MM-dd HH:mm:ss.zzz")
        self._zone = PlainLabel(role="muted")
        self._time.setCalendarPopup(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out(explanation)
        self._show(now)
        self._offset.textChanged.connect(self._check)
        self._time.dateTimeChanged.connect(self._show_zone)
        self._show_zone(self._time.dateTime())
        for kind, editor in ((StartKind.LAST, self._last), (StartKind.OFFSET, self._offset), (StartKind.TIME, self._time)):
            self._choices[kind].toggled.connect(editor.setEnabled)
            editor.setEnabled(kind == now.kind)
        for choice in self._choices.values():
            choice.toggled.connect(lambda _: self._check())

    def start(self) -> Start:
        kind = next(kind for kind, choice in self._choices.items() if choice.isChecked())
        match kind:
            case StartKind.LAST:
                return Start(kind, self._last.value())
            case StartKind.OFFSET:
                return Start(kind, int(self._offset.text()))
            case StartKind.TIME:
                return Start(kind, self._time.dateTime().toMSecsSinceEpoch())
            case StartKind.LATEST | StartKind.EARLIEST:
                return Start(kind)
            case _ as never:
                assert_never(never)

    def _lay_out(self, explanation: str) -> None:
        form = QFormLayout()
        form.addRow(self._choices[StartKind.LATEST])
        form.addRow(self._choices[StartKind.EARLIEST])
        form.addRow(self._choices[StartKind.LAST], self._last)
        form.addRow(self._choices[StartKind.OFFSET], self._offset)
        form.addRow(self._choices[StartKind.TIME], self._time)
        form.addRow("", self._zone)
        layout = QVBoxLayout(self)
        if explanation:
            layout.addWidget(PlainLabel(explanation, role="muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self._buttons)

    def _show(self, now: Start) -> None:
        self._choices[now.kind].setChecked(True)
        if now.value is not None:
            match now.kind:
                case StartKind.LAST:
                    self._last.setValue(now.value)
                case StartKind.OFFSET:
                    self._offset.setText(str(now.value))
                case StartKind.TIME:
                    self._time.setDateTime(QDateTime.fromMSecsSinceEpoch(now.value))
                case StartKind.LATEST | StartKind.EARLIEST:
                    pass
                case _ as never:
                    assert_never(never)

    def _show_zone(self, at: QDateTime) -> None:
        """Show the offset from UTC on that day: it differs in summer."""
        self._zone.setText(self.tr("In this PC's time zone: {zone}").format(zone=utc_offset(at)))

    def _check(self) -> None:
        text = self._offset.text()
        good = text.isascii() and text.isdigit() and int(text[:20]) <= MAX_OFFSET
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good or not self._choices[StartKind.OFFSET].isChecked())
