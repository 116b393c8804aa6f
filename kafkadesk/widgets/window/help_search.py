"""The help: type or paste what a program said, and read what it means; the doctor finds out why."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.doctor.error_help import HelpEntry, search
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

WIDTH_CHARACTERS, HEIGHT_LINES = 90, 26
MOST_ASKED = 200  # characters of it that the doctor repeats
MOST_TYPED = 4000  # characters: a whole traceback may be pasted


class HelpSearch(Responsive, QDialog):
    """Signals:
    doctor_requested(message): find out why; what was chosen or typed, or "".
    """

    doctor_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.edit, self.list = QLineEdit(), QListWidget()
        self.said = PlainLabel(role="title", wrap=True)
        self.means, self.finds = PlainLabel(wrap=True), PlainLabel(wrap=True)
        self.doctor, self.shut = QPushButton(), QPushButton()
        self.elsewhere = PlainLabel(role="muted", wrap=True)
        self.elsewhere.hide()
        self._found: list[HelpEntry] = []
        self._lay_out()
        self.edit.setMaxLength(MOST_TYPED)
        self.edit.textChanged.connect(self._search)
        self.edit.returnPressed.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._show)
        self.doctor.clicked.connect(lambda: self.doctor_requested.emit(self._message()))
        self.doctor.clicked.connect(self.close)
        self.shut.clicked.connect(self.close)
        self.retranslate()
        self.edit.setFocus()

    def withhold_doctor(self) -> None:
        """Do not offer the doctor, and say why: this is a lesson's window."""
        self.doctor.hide()
        self.elsewhere.show()

    def _message(self) -> str:
        row = self.list.currentRow()
        return self._found[row].said[0] if 0 <= row < len(self._found) else self.edit.text().strip()[:MOST_ASKED]

    def look_up(self, text: str) -> None:
        """Search for a text, as if it had been typed."""
        self.edit.setText(text)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Help: what an error means"))
        self.edit.setPlaceholderText(self.tr("Type or paste what the program said, such as NoBrokersAvailable"))
        self.edit.setAccessibleName(self.windowTitle())
        self.list.setAccessibleName(self.tr("What was found"))
        self.doctor.setText(self.tr("Ask the doctor why"))
        self.elsewhere.setText(self.tr("The doctor is in KafkaDesk's own window, not in a lesson's."))
        self.shut.setText(self.tr("Close"))
        self._search(self.edit.text())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.doctor)
        buttons.addWidget(self.elsewhere, 1)
        buttons.addStretch()
        buttons.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.edit)
        layout.addWidget(self.list, 1)
        for label in (self.said, self.means, self.finds):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addLayout(buttons)
        theme.set_role(self.doctor, "primary")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long rows end in "…"
        for button in (self.doctor, self.shut):
            button.setAutoDefault(False)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARACTERS, metrics.lineSpacing() * HEIGHT_LINES)

    def _search(self, typed: str) -> None:
        self._found = search(typed, translate=_translated)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._found:
            QListWidgetItem(", ".join(entry.said), self.list)
        self.list.setCurrentRow(0 if typed.strip() and self._found else -1)
        self.list.blockSignals(False)
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._found):
            entry = self._found[row]
            texts = ", ".join(entry.said), _translated(entry.means), _translated(entry.finds)
        elif self._found:
            texts = "", self.tr("Most of these say only that it did not work. The doctor tests step by step, and says why."), ""
        else:
            texts = "", self.tr("The help does not list this. The doctor may still find out why."), ""
        for label, text in zip((self.said, self.means, self.finds), texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))


def _translated(source: str) -> str:
    return QCoreApplication.translate("core", source)
