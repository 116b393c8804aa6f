"""Which rows of a consumer pane go into a file, and in which form."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from kafkadesk.core.rows.export import Format
from kafkadesk.core.rows.scan import View
from kafkadesk.core.text_tools.safe_export import safe_name
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class Choice:
    """Some rows, and what they are called."""

    text: str
    rows: View


class ExportDialog(QDialog):
    """Asks for rows and form, then for a file; stays while it is written, to show how far it is and to give up.

    Signals:
        chosen(View, Format, Path): write these rows there.
        cancelled(): give up what is being written.
    """

    chosen = Signal(object, Format, Path)
    cancelled = Signal()

    def __init__(self, name: str, choices: list[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export rows"))
        self._name = safe_name(name)
        self._choices = choices
        self.rows, self.forms = QButtonGroup(self), QButtonGroup(self)
        self.note = PlainLabel(role="muted", wrap=True)
        self.said = PlainLabel(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        for hidden in (self.said, self.bar):
            hidden.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(self.tr("Choose file…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.go.setDefault(True)
        self._lay_out()
        self.forms.idToggled.connect(lambda _id, _on: self._explain())
        self.go.clicked.connect(self._ask_path)
        self.buttons.rejected.connect(self.reject)
        self._explain()

    def update_progress(self, count: int) -> None:
        """Say how many lines are written."""
        self.bar.setValue(count)

    def set_done(self, count: int, path: Path) -> None:
        """Say that the file is there; count: rows in it."""
        self._say(self.tr("{n} rows written to {path}.").format(n=f"{count:,}", path=path))

    def set_failed(self, why: str) -> None:
        """Say why there is no file."""
        self._say(why)

    # helpers

    def _say(self, text: str) -> None:
        self.bar.hide()
        self.said.setText(text)
        self.said.show()
        self.go.setEnabled(True)
        self._close_button(self.tr("Close"))
        self.adjustSize()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        for i, choice in enumerate(self._choices):
            button = QRadioButton(choice.text)
            button.setEnabled(len(choice.rows) > 0)
            self.rows.addButton(button, i)
            layout.addWidget(button)
        next((button for button in self.rows.buttons() if button.isEnabled()), self.rows.buttons()[0]).setChecked(True)
        layout.addSpacing(self.fontMetrics().height() // 2)
        for i, text in enumerate((self.tr("JSON lines: nothing is lost"), self.tr("CSV: for spreadsheets"))):
            button = QRadioButton(text)
            self.forms.addButton(button, i)
            layout.addWidget(button)
        self.forms.button(0).setChecked(True)
        for widget in (self.note, self.bar, self.said):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)

    def form(self) -> Format:
        return (Format.JSONL, Format.CSV)[self.forms.checkedId()]

    def _explain(self) -> None:
        self.note.setText(
            self.tr(
                "One object a row: topic, partition, offset, timestamp and its type, key, value and headers; bytes that are not UTF-8 as base64."
            )
            if self.form() is Format.JSONL
            else self.tr("A cell that a spreadsheet would run as a formula gets a ' in front; bytes that are not UTF-8 are base64.")
        )
        self.go.setEnabled(any(len(choice.rows) for choice in self._choices))

    def _ask_path(self) -> None:
        kind = self.tr("JSON lines (*.jsonl)") if self.form() is Format.JSONL else self.tr("CSV files (*.csv)")
        ask_save(self, self.tr("Export rows"), f"{self._name}.{self.form().value}", [kind], self.begin)

    def begin(self, file: str) -> None:
        """Have the chosen rows written to this file."""
        rows = self._choices[self.rows.checkedId()].rows
        self.said.hide()
        self.go.setEnabled(False)
        self.bar.setRange(0, max(1, len(rows)))
        self.bar.setValue(0)
        self.bar.show()
        self._close_button(self.tr("Cancel"))
        self.adjustSize()
        self.chosen.emit(rows, self.form(), Path(file))

    def _close_button(self, text: str) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(text)

    # Qt's

    def done(self, result: int) -> None:
        self.cancelled.emit()
        super().done(result)
