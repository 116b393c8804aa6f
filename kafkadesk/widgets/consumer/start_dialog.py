"""Where to read from: one small dialog for the start position and for a seek."""

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from kafkadesk.core.state import Start
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
            "latest": QRadioButton(self.tr("Latest: only what comes from now on")),
            "earliest": QRadioButton(self.tr("Earliest: all that is kept")),
            "last": QRadioButton(self.tr("The last records of each partition:")),
            "offset": QRadioButton(self.tr("An offset:")),
            "time": QRadioButton(self.tr("A time:")),
        }
        self._last = QSpinBox()
        self._last.setRange(1, MAX_LAST)
        self._last.setValue(DEFAULT_LAST)
        self._offset = QLineEdit("0")
        self._time = QDateTimeEdit(QDateTime.currentDateTime().addSecs(-3600))
        self._time.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self._time.setCalendarPopup(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out(explanation)
        self._show(now)
        self._offset.textChanged.connect(self._check)
        for kind, editor in (("last", self._last), ("offset", self._offset), ("time", self._time)):
            self._choices[kind].toggled.connect(editor.setEnabled)
            editor.setEnabled(kind == now.kind)
        for choice in self._choices.values():
            choice.toggled.connect(lambda _: self._check())

    def start(self) -> Start:
        """Return what was chosen."""
        kind = next(kind for kind, choice in self._choices.items() if choice.isChecked())
        match kind:
            case "last":
                return Start(kind, self._last.value())
            case "offset":
                return Start(kind, int(self._offset.text()))
            case "time":
                return Start(kind, self._time.dateTime().toMSecsSinceEpoch())
            case _:
                return Start(kind)

    def _lay_out(self, explanation: str) -> None:
        form = QFormLayout()
        form.addRow(self._choices["latest"])
        form.addRow(self._choices["earliest"])
        form.addRow(self._choices["last"], self._last)
        form.addRow(self._choices["offset"], self._offset)
        form.addRow(self._choices["time"], self._time)
        layout = QVBoxLayout(self)
        if explanation:
            layout.addWidget(PlainLabel(explanation, role="muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self._buttons)

    def _show(self, now: Start) -> None:
        self._choices.get(now.kind, self._choices["latest"]).setChecked(True)
        if now.value is not None:
            match now.kind:
                case "last":
                    self._last.setValue(now.value)
                case "offset":
                    self._offset.setText(str(now.value))
                case "time":
                    self._time.setDateTime(QDateTime.fromMSecsSinceEpoch(now.value))

    def _check(self) -> None:
        text = self._offset.text()
        good = text.isascii() and text.isdigit() and int(text[:20]) <= MAX_OFFSET
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good or not self._choices["offset"].isChecked())
