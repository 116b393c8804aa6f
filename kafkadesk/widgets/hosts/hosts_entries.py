"""The lines that are typed to be added to the hosts file, and those of KafkaDesk that it has."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.plan import Plan
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

TYPED_LINES = 5
LEAST_LINES = 3


class HostsEntries(Responsive, QWidget):
    """The dialog connects the three buttons; which of them can be pressed is decided here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ours: tuple[HostEntry, ...] = ()
        self._busy = False
        self.typed_title, self.ours_title = PlainLabel(role="title"), PlainLabel(role="title")
        self.typed, self.ours = QPlainTextEdit(), QListWidget()
        self.fault = PlainLabel(role="bad", wrap=True)
        self.none_ours = PlainLabel(parent=self.ours.viewport(), role="muted", wrap=True)
        self.edit_line, self.remove_line, self.undo = (QPushButton() for _ in range(3))
        self._lay_out()
        self.ours.itemSelectionChanged.connect(self._enable)
        self.retranslate()

    def offer(self, entries: Sequence[HostEntry]) -> None:
        """Put these lines into the field."""
        self.typed.setPlainText("\n".join(entry.line for entry in entries))

    def show_plan(self, plan: Plan) -> None:
        """Show what is wrong with the typed lines, and the lines of KafkaDesk in the file."""
        fault = plan.fault
        self.fault.setText("" if fault is None else " ".join(render(text) for text in (fault.title, fault.hint) if text))
        self.fault.setVisible(fault is not None)
        self._ours = plan.ours
        if [entry.line for entry in plan.ours] != [self.ours.item(i).text() for i in range(self.ours.count())]:
            self.ours.clear()
            self.ours.addItems([entry.line for entry in plan.ours])
        self.none_ours.setVisible(not plan.ours)
        self._enable()

    def selected(self) -> tuple[HostEntry, ...]:
        """Return the selected ones of KafkaDesk's lines."""
        chosen = {item.text() for item in self.ours.selectedItems()}
        return tuple(entry for entry in self._ours if entry.line in chosen)

    def set_busy(self, busy: bool) -> None:
        """Allow no second change while one is made."""
        self._busy = busy
        self._enable()

    def _enable(self) -> None:
        one = bool(self.ours.selectedItems()) and not self._busy
        self.edit_line.setEnabled(one)
        self.remove_line.setEnabled(one)
        self.undo.setEnabled(self.ours.count() > 0 and not self._busy)

    def _lay_out(self) -> None:
        self.typed.setFont(theme.mono_font(self.font()))
        self.typed.setMinimumHeight(self.typed.fontMetrics().lineSpacing() * TYPED_LINES)
        self.ours.setFont(theme.mono_font(self.font()))
        self.ours.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        give_way(self.ours)
        inside = QVBoxLayout(self.ours.viewport())
        inside.addWidget(self.none_ours)
        inside.addStretch(1)
        row = QHBoxLayout()
        for button in (self.edit_line, self.remove_line, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.typed_title)
        layout.addWidget(self.typed, 2)
        layout.addWidget(self.fault)
        layout.addWidget(self.ours_title)
        layout.addWidget(self.ours, 2)
        layout.addLayout(row)

    def retranslate(self) -> None:
        self.typed_title.setText(self.tr("Lines to add"))
        self.typed.setPlaceholderText("192.168.23.200 kafka-node-1\n192.168.23.201 kafka-node-2")
        self.typed.setAccessibleName(self.typed_title.text())
        self.ours_title.setText(self.tr("KafkaDesk's lines now"))
        self.ours.setAccessibleName(self.ours_title.text())
        self.none_ours.setText(self.tr("None yet. Lines that KafkaDesk adds are listed here; they can be changed or removed."))
        self.edit_line.setText(self.tr("Change…"))
        self.remove_line.setText(self.tr("Remove"))
        self.undo.setText(self.tr("Remove all"))
        self.undo.setToolTip(self.tr("Removes all of KafkaDesk's lines; the lines of others stay"))


def give_way(entries: QListWidget) -> None:
    """Let a list be a card of a few lines where there is no room for more."""
    theme.set_role(entries, "card")
    entries.setMinimumHeight(entries.fontMetrics().lineSpacing() * LEAST_LINES)
    entries.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # of it the least counts, in ScrollBody
