"""Named steps with progress while Local Kafka is fetched and started; when one fails, what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.errors import LocalKafkaError, UserError
from kafkadesk.core.steps import Step, StepReport, StepState
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

MARKS = {StepState.RUN: "▸", StepState.DONE: "✓", StepState.SKIPPED: "✓", StepState.FAILED: "✗"}
ROLES = {StepState.RUN: "title", StepState.DONE: "good", StepState.SKIPPED: "muted", StepState.FAILED: "bad"}
MEGABYTE = 1_000_000
PROGRESS_MAX = 1_000
LOG_LINES = 5


class StepList(Responsive, QWidget):
    """Signals:
    cancel_requested: stop the steps. retry_requested: start them again.
    elsewhere_requested: choose another way in.
    """

    cancel_requested = Signal()
    retry_requested = Signal()
    elsewhere_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _StepRow] = {}
        self._error: UserError | None = None
        self._title = PlainLabel(role="title")
        self._trouble, self._hint = PlainLabel(role="bad", wrap=True), PlainLabel(wrap=True)
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._cancel, self._retry, self.folder_button, self._elsewhere = (QPushButton() for _ in range(4))
        theme.set_role(self._retry, "primary")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(12)
        self._cancel.clicked.connect(self.cancel_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._elsewhere.clicked.connect(self.elsewhere_requested)
        self._lay_out()
        self.retranslate()
        self.begin(())

    def begin(self, steps: Sequence[Step]) -> None:
        """Show the steps to come, none of them begun."""
        for row in self._rows.values():
            row.remove(self._grid)
        self._rows = {}
        self._error = None
        for step in steps:
            self._row(step)
        self._show_error()

    def update_step(self, report: StepReport) -> None:
        """Take how a step goes; a step that runs again after a failure takes the failure away."""
        if self._error is not None and report.state is StepState.RUN:
            self._error = None
            self._show_error()
        self._row(report.step).update_step(report)

    def failed(self, error: UserError) -> None:
        """Say what did not work, and offer what can be done."""
        self._error = error
        self._show_error()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Starting Local Kafka"))
        self._cancel.setText(self.tr("Cancel"))
        self._retry.setText(self.tr("Retry"))
        self.folder_button.setText(self.tr("Use a Kafka folder…"))
        self.folder_button.setToolTip(self.tr("A Kafka that is unpacked on this PC already: the folder that contains libs"))
        self._elsewhere.setText(self.tr("Connect elsewhere"))
        for row in self._rows.values():
            row.retranslate()
        self._show_error()

    def _row(self, step: Step) -> "_StepRow":
        if step.key not in self._rows:
            self._rows[step.key] = _StepRow(step, self._grid)
        return self._rows[step.key]

    def _show_error(self) -> None:
        error = self._error
        self._trouble.setText("" if error is None else render(error.title))
        self._hint.setText("" if error is None or error.hint is None else render(error.hint))
        log = error.log_tail[-LOG_LINES:] if isinstance(error, LocalKafkaError) else ()
        self._log.setPlainText("\n".join(log))
        self._log.setVisible(bool(log))
        self._trouble.setVisible(error is not None)
        self._hint.setVisible(error is not None and error.hint is not None)
        for button in (self._retry, self.folder_button, self._elsewhere):
            button.setVisible(error is not None)
        self._cancel.setVisible(error is None)

    def _lay_out(self) -> None:
        card = QFrame()
        theme.set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(14)
        buttons = QHBoxLayout()
        for button in (self._retry, self.folder_button, self._elsewhere, self._cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addWidget(self._title)
        inside.addLayout(self._grid)
        inside.addWidget(self._trouble)
        inside.addWidget(self._hint)
        inside.addWidget(self._log)
        inside.addLayout(buttons)
        self._log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._log.setFixedHeight(self._log.fontMetrics().lineSpacing() * (LOG_LINES + 1) + 16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addWidget(card)
        outer.addStretch(2)


class _StepRow:
    """One step in the grid: mark, name, progress or what was found, megabytes."""

    def __init__(self, step: Step, grid: QGridLayout) -> None:
        self._step = step
        self._report: StepReport | None = None
        self._mark, self._name, self._amount = PlainLabel("○", role="muted"), PlainLabel(), PlainLabel(role="muted")
        self._text = ElidedLabel(role="muted")
        self._bar = QProgressBar(maximum=PROGRESS_MAX, textVisible=False)
        self._bar.setFixedHeight(6)
        row = grid.rowCount()
        grid.addWidget(self._mark, row, 0)
        grid.addWidget(self._name, row, 1)
        grid.addWidget(self._bar, row, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._text, row, 2)
        grid.addWidget(self._amount, row, 3)
        self.retranslate()

    def update_step(self, report: StepReport) -> None:
        self._report = report
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(render(self._step.name))
        report = self._report
        loading = report is not None and report.state is StepState.RUN and report.done_bytes is not None
        found = self._step.cost if report is None else report.text
        self._text.set_variants("" if found is None else render(found))
        self._bar.setVisible(loading)
        self._text.setVisible(not loading)
        self._amount.setVisible(loading)
        if report is None:
            return
        self._mark.setText(MARKS[report.state])
        theme.set_role(self._mark, ROLES[report.state])
        theme.set_role(self._name, "title" if report.state is StepState.RUN else "")
        if loading and report.done_bytes is not None:
            done, total = report.done_bytes, report.total_bytes
            self._bar.setMaximum(PROGRESS_MAX if total else 0)  # a range of 0 shows that it moves, not how far
            self._bar.setValue(PROGRESS_MAX * done // total if total else 0)
            of = f" / {total / MEGABYTE:.0f}" if total else ""
            self._amount.setText(f"{done / MEGABYTE:.1f}{of} MB")

    def remove(self, grid: QGridLayout) -> None:
        for widget in (self._mark, self._name, self._text, self._bar, self._amount):
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
