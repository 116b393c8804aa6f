"""A search through a topic: what is read and looked for, how far it is, what was found, and whether all was read."""

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.find.plan import SearchPlan, position
from kafkadesk.core.find.progress import SearchEnd, SearchProgress
from kafkadesk.core.find.words import end_words, notes, progress_words
from kafkadesk.core.rows.filter import LONGEST
from kafkadesk.core.rows.ring import MAX_ROWS
from kafkadesk.core.start_position import EARLIEST, LATEST, Start, StartKind
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import error_words, render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.saved_filters import SavedFilterButton
from kafkadesk.widgets.consumer.filter_bar import EXAMPLES
from kafkadesk.widgets.consumer.record_view import RecordView
from kafkadesk.widgets.consumer.row_actions import RowActions
from kafkadesk.widgets.record.record_detail import RecordDetail

MOST = 10_000  # matches, unless another number is chosen
SHARES = 1000  # steps of the bar
NOTES_SHOWN = 4  # the others are in the tooltip
COLUMNS, LINES = 110, 30


class SearchWindow(QDialog):
    """Stands beside the window, one for each search.

    Signals:
        find_requested(SearchPlan): search; matches go into the model.
        stop_requested(): read no more.
        export_requested(): write the matches to a file.
    """

    find_requested = Signal(SearchPlan)
    stop_requested = Signal()
    export_requested = Signal()

    def __init__(self, topic: str, model: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(self.tr("Find in {topic}").format(topic=topic))
        self.topic = topic
        self.model = model
        model.setParent(self)
        self.running = False
        now = QDateTime.currentDateTime()
        midnight = QDateTime(now.date(), QTime(0, 0))
        self.begin = self._range(
            (self.tr("beginning"), EARLIEST),
            (self.tr("an hour ago"), _time(now.addSecs(-3600))),
            (self.tr("today 00:00"), _time(midnight)),
            (self.tr("yesterday 00:00"), _time(QDateTime(QDate.currentDate().addDays(-1), QTime(0, 0)))),
        )
        self.end = self._range((self.tr("now"), LATEST), (self.tr("today 00:00"), _time(midnight)))
        self.edit = QLineEdit()
        self.saved = SavedFilterButton(self.edit)
        self.go = QPushButton()
        self.trouble = PlainLabel(role="bad", wrap=True)
        self.most = QSpinBox()
        self.by_key = QCheckBox(self.tr("With key=…, read only the partition that the key hashes to"))
        self.uncommitted = QCheckBox(self.tr("Uncommitted and aborted records too"))
        self.bar = QProgressBar()
        self.said = ElidedLabel()
        self.notes = PlainLabel(role="muted", wrap=True)
        self.view = RecordView(model)
        self.actions_on_rows = RowActions(self.view, model)
        self.found = ElidedLabel(role="muted")
        self.export = QPushButton(self.tr("Export…"))
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_buttons()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> SearchPlan:
        """Return what is to be searched. Raise InputError where something typed cannot be used."""
        plan = SearchPlan(
            topics=(self.topic,), filter=self.edit.text(), begin=self._position(self.begin), end=self._position(self.end),
            most=self.most.value(), by_key=self.by_key.isChecked(), uncommitted=self.uncommitted.isChecked(),
        )  # fmt: skip
        plan.check()
        return plan

    def set_running(self, plan: SearchPlan) -> None:
        """Show that a search begins: what was found before is dropped; what matches is marked in the rows."""
        self.running = True
        self.model.clear()
        self.model.set_filter(plan.check())
        self.trouble.hide()
        self.bar.setValue(0)
        self.said.set_variants(self.tr("Asking for the range…"))
        self.notes.hide()
        self._show_buttons()

    def update_progress(self, progress: SearchProgress, error: UserError | None) -> None:
        """Show how far it is. error: why it does not get on just now."""
        self.bar.setValue(round(progress.share * SHARES))
        self.said.set_variants(render(progress_words(progress)) if error is None else error_words(error))
        self._show_notes(progress)

    def set_end(self, end: SearchEnd, progress: SearchProgress, error: UserError | None) -> None:
        """Show how it ended."""
        self.running = False
        self.update_progress(progress, None)
        whole = end in (SearchEnd.COMPLETE, SearchEnd.MAX_REACHED)
        theme.set_role(self.said, "" if whole or end is SearchEnd.STOPPED else "bad")
        self.said.set_variants(" ".join(filter(None, (render(end_words(end, progress)), "" if error is None else error_words(error)))))
        self._show_buttons()

    def set_refused(self, error: UserError) -> None:
        """Say under the line why nothing is searched."""
        column = error.column if isinstance(error, InputError) else None
        place = "" if column is None else self.tr("Character {n}: ").format(n=column)
        self.trouble.setText(place + error_words(error))
        self.trouble.show()
        self._show_buttons()

    # helpers

    def _range(self, *choices: tuple[str, Start]) -> QComboBox:
        """Return a box with these positions, in which others can be typed."""
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for text, start in choices:
            box.addItem(text, start)
        box.setToolTip(self.tr("Choose one, or type a time such as 2026-11-30T18:00, or an offset"))
        return box

    def _position(self, box: QComboBox) -> Start:
        chosen = box.findText(box.currentText())
        start = box.itemData(chosen) if chosen >= 0 else None
        return start if isinstance(start, Start) else position(box.currentText())

    def _set_up(self) -> None:
        self.edit.setMaxLength(LONGEST)
        self.edit.setClearButtonEnabled(True)
        self.edit.setPlaceholderText(self.tr("What to find; all records if empty"))
        self.edit.setToolTip(tip("\n".join((self.tr("As in a pane's filter line:"), *EXAMPLES))))
        self.begin.setAccessibleName(self.tr("From"))
        self.end.setAccessibleName(self.tr("To"))
        self.edit.setAccessibleName(self.tr("Filter"))
        self.trouble.hide()
        self.notes.hide()
        self.most.setRange(1, MAX_ROWS)
        self.most.setValue(MOST)
        self.most.setSingleStep(1000)
        self.most.setGroupSeparatorShown(True)
        self.most.setPrefix(self.tr("at most") + " ")
        self.most.setSuffix(" " + self.tr("matches"))
        self.by_key.setChecked(True)
        self.by_key.setToolTip(self.tr("Off: all partitions, also for producers that share keys out by another rule"))
        self.bar.setRange(0, SHARES)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(self.fontMetrics().height() // 2)
        self.said.set_variants(self.tr("Nothing is searched yet."))
        for button in (self.go, self.export):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        line, more, progress, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget, share in ((self.begin, 0), (PlainLabel("→"), 0), (self.end, 0), (self.edit, 1), (self.saved, 0), (self.go, 0)):
            line.addWidget(widget, share)
        for choice in (self.most, self.by_key, self.uncommitted):
            more.addWidget(choice)
        more.setSpacing(unit)
        more.addStretch(1)
        progress.addWidget(self.bar, 2)
        progress.addWidget(self.said, 3)
        foot.addWidget(self.found, 1)
        foot.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.trouble)
        layout.addLayout(more)
        layout.addLayout(progress)
        layout.addWidget(self.notes)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        layout.setSpacing(unit // 3)
        for box in (self.begin, self.end):
            box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.resize(self.fontMetrics().averageCharWidth() * COLUMNS, unit * LINES)

    def _connect(self) -> None:
        self.edit.returnPressed.connect(self._find)
        self.go.clicked.connect(self._stop_or_find)
        self.export.clicked.connect(self.export_requested)
        self.edit.textChanged.connect(lambda _: self._check())
        for box in (self.begin, self.end):
            box.currentTextChanged.connect(lambda _: self._check())
        self.view.opened.connect(self._open_record)
        self.actions_on_rows.filter_requested.connect(self.edit.setText)
        self.model.counted.connect(self._show_buttons)

    def _stop_or_find(self) -> None:
        if self.running:
            self.stop_requested.emit()
        else:
            self._find()

    def _find(self) -> None:
        if self.running:
            return
        try:
            plan = self.plan()
        except InputError as error:
            self.set_refused(error)
        else:
            theme.set_role(self.said, "")
            self.find_requested.emit(plan)

    def _check(self) -> None:
        try:
            self.plan()
        except InputError as error:
            self.set_refused(error)
        else:
            self.trouble.hide()

    def _open_record(self, row: int) -> None:
        record = self.model.record(row) if 0 <= row < self.model.rowCount() else None
        if record is not None:
            RecordDetail(record, self, decoder=self.model.decoder).show()

    def _show_buttons(self) -> None:
        self.go.setText(self.tr("Stop") if self.running else self.tr("Find"))
        theme.set_role(self.go, "" if self.running else "primary")
        self.export.setEnabled(self.model.kept > 0)
        dropped = self.model.dropped
        text = self.tr("{n} found, what was found last stands first").format(n=f"{self.model.kept:,}") if self.model.kept else ""
        if dropped and self.model.kept:
            text += self.tr(" · {n} more had no room").format(n=f"{dropped:,}")
        self.found.set_variants(text)

    def _show_notes(self, progress: SearchProgress) -> None:
        said = [render(note) for note in notes(progress)]
        self.notes.setText("\n".join(said[:NOTES_SHOWN]))
        self.notes.setToolTip(tip("\n".join(said)) if len(said) > NOTES_SHOWN else "")
        self.notes.setVisible(bool(said))


def _time(at: QDateTime) -> Start:
    return Start(StartKind.TIME, at.toMSecsSinceEpoch())
