"""A plan, as the user sees it before anything is changed: before and after, what comes of it, a command line, and one button."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.plans.outcome import PlanOutcome, Result
from kafkadesk.core.plans.plan import ChangePlan
from kafkadesk.models.text_table import TextTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.plain_table import PlainTable
from kafkadesk.widgets.plans.plan_options import PlanOptions

TYPED_MS = 300  # an option that is still being typed
MOST_SHOWN = 320  # characters of a command line; all of it is copied
WIDTH_CHARS, ROWS = 110, 12
ROLES = {Result.DONE: "good", Result.PARTLY: "bad", Result.NOT_DONE: "bad", Result.UNKNOWN: "bad"}


class PlanDialog(QDialog):
    """options: what can be chosen; None: nothing.

    Signals:
        asked(change): make a plan of this Change.
        confirmed(plan, typed): carry it out; what was typed to confirm.
        undo_requested(plan): make a plan that takes this one back.
    """

    asked = Signal(object)
    confirmed = Signal(object, str)
    undo_requested = Signal(object)

    def __init__(self, options: PlanOptions | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._plan: ChangePlan | None = None
        self._must_type = False
        self._over = False
        self._title, self._word = ElidedLabel(role="title"), PlainLabel(self.tr("a plan: nothing is changed yet"), role="muted")
        self._table_place = QVBoxLayout()
        self._table: PlainTable | None = None
        self._effects, self._undo, self._told = (PlainLabel(wrap=True) for _ in range(3))
        self._command = PlainLabel(wrap=True)
        self._command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._same_text = self.tr("The same on a command line:")
        self._same, self.copy = PlainLabel(self._same_text, role="muted"), QPushButton(self.tr("Copy"))
        self._type, self.typed = PlainLabel(role="muted"), QLineEdit()
        self.cancel, self.go, self.undo = QPushButton(self.tr("Cancel")), QPushButton(), QPushButton(self.tr("Undo…"))
        self._wait = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._wait.timeout.connect(self.ask)
        self._touched = False
        self._lay_out()
        if options is not None:
            self._title.setText(options.title)
            self.setWindowTitle(options.title)
        theme.set_role(self.copy, "link")
        self.copy.clicked.connect(self._copy)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._confirm)
        self.undo.clicked.connect(lambda: self.undo_requested.emit(self._plan))
        self.typed.textChanged.connect(lambda _: self._update())
        if options is not None:
            options.edited.connect(self._on_edited)
        for button in (self.copy, self.undo, self.cancel):
            button.setAutoDefault(False)
        self.undo.hide()
        self._update()

    def set_plan(self, plan: ChangePlan, *, must_type: bool) -> None:
        """Show a plan. must_type: the object's name has to be typed to confirm."""
        self._plan, self._must_type = plan, must_type
        self.setWindowTitle(render(plan.title))
        self._title.setText(render(plan.title))
        rows = [tuple(cell if isinstance(cell, str) else render(cell) for cell in row) for row in plan.rows]
        self._show_table(plan, rows)
        self._effects.setText("\n".join(render(effect) for effect in plan.effects))
        self._same.setText(self._same_text if plan.command else self.tr("Kafka's own command line tools have no command for this."))
        self.copy.setVisible(bool(plan.command))
        self._same.show()
        self.go.show()
        self._command.setText(plan.command if len(plan.command) <= MOST_SHOWN else plan.command[:MOST_SHOWN] + "…")
        self._undo.setText(render(plan.undo))
        self._type.setText(self.tr("Type {name} to confirm:").format(name=plan.name))
        for widget in (self._type, self.typed):
            widget.setVisible(must_type)
        self.go.setText(render(plan.button))
        self._tell("" if plan.obstacle is None else render(plan.obstacle), "bad")
        self._update()

    def set_error(self, error: UserError) -> None:
        """Say why nothing was done."""
        self._tell(error_words(error), "bad")
        self._update()

    def set_refused(self, error: UserError) -> None:
        """Say why there is no plan of what is chosen."""
        self._clear()
        self._tell(error_words(error), "bad" if self._touched else "muted")
        self._update()

    def set_busy(self, text: str) -> None:
        """Say what is going on; nothing can be confirmed meanwhile."""
        self._tell(text, "muted")
        self.go.setEnabled(False)

    def set_outcome(self, outcome: PlanOutcome, *, undo: bool) -> None:
        """Say what became of it. undo: it can be taken back."""
        self._over = True
        more = "" if outcome.error is None else " " + error_words(outcome.error)
        self._tell(render(outcome.words) + more, ROLES[outcome.result])
        self._word.clear()
        self.undo.setVisible(undo and outcome.result in (Result.DONE, Result.PARTLY))
        self.cancel.setText(self.tr("Close"))
        if self._options is not None:
            self._options.setEnabled(False)
        for widget in (self._type, self.typed, self.go):
            widget.hide()
        self.cancel.setFocus()

    def told(self) -> str:
        """Return what the dialog says of the plan's fate or fault."""
        return self._told.text()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._word)
        same = QHBoxLayout()
        same.addWidget(self._same)
        same.addWidget(self.copy)
        same.addStretch(1)
        foot = QFrame()
        theme.set_role(foot, "footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addWidget(self._type)
        buttons.addWidget(self.typed)
        buttons.addStretch(1)
        for button in (self.undo, self.cancel, self.go):
            buttons.addWidget(button)
        self.go.setDefault(True)
        theme.set_role(self.go, "primary")
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        if self._options is not None:
            layout.addWidget(self._options)
        layout.addLayout(self._table_place, 1)
        layout.addWidget(self._effects)
        layout.addLayout(same)
        layout.addWidget(self._command)
        layout.addWidget(self._undo)
        layout.addWidget(self._told)
        layout.addWidget(foot)
        theme.set_role(self._undo, "muted")
        self._command.setFont(theme.mono_font(self.font()))
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * WIDTH_CHARS, metrics.lineSpacing() * (ROWS + 18))

    def _show_table(self, plan: ChangePlan, rows: list[tuple[str, ...]]) -> None:
        if self._table is not None:
            self._table_place.removeWidget(self._table)
            self._table.deleteLater()
        titles = [render(title) for title in plan.titles]
        samples = tuple(max((row[i] for row in rows), key=len, default="")[:60] for i in range(len(titles) - 1))
        self._table = PlainTable(TextTable(titles, plan.numbers), samples)
        self._table.setAccessibleName(self.tr("Before and after"))
        table = self._table.model()
        assert isinstance(table, TextTable)
        table.set_rows(rows)
        if len(titles) - 1 in plan.numbers:
            self._table.horizontalHeader().setStretchLastSection(False)
            self._table.horizontalHeader().setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.ResizeToContents)
        self._table_place.addWidget(self._table)

    def _clear(self) -> None:
        """Show no plan: what can be read of the options makes none."""
        self._plan = None
        if self._table is not None and isinstance(table := self._table.model(), TextTable):
            table.set_rows([])
        for label in (self._effects, self._command, self._undo):
            label.clear()
        for widget in (self._same, self.copy, self._type, self.typed, self.go):
            widget.hide()

    def _on_edited(self) -> None:
        self._touched = True
        self.go.setEnabled(False)
        self._wait.start()

    def ask(self) -> None:
        """Ask for the plan of what is chosen."""
        if self._options is None:
            return
        try:
            change = self._options.change()
        except InputError as error:
            self.set_refused(error)
        else:
            self.asked.emit(change)

    def _copy(self) -> None:
        if self._plan is not None:
            QApplication.clipboard().setText(self._plan.command)

    def _confirm(self) -> None:
        if self._plan is not None and not self._wait.isActive():
            self.confirmed.emit(self._plan, self.typed.text())

    def _update(self) -> None:
        ready = self._plan is not None and self._plan.obstacle is None and not self._over
        typed = self._plan is not None and (not self._must_type or self.typed.text() == self._plan.name)
        self.go.setEnabled(ready and typed)

    def _tell(self, text: str, role: str) -> None:
        theme.set_role(self._told, role)
        self._told.setText(text)
        self._told.setVisible(bool(text))
