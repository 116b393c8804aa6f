"""Asks for the name and the partition count of a new topic."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.errors import InputError
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel

DEFAULT_PARTITIONS = 4
MAX_PARTITIONS = 1_000  # a limit of this dialog: one node with more is a mistake of typing


class CreateTopicDialog(QDialog):
    """Modal; `topic()` and `partitions()` hold the answer once it was accepted. taken: names of topics that exist."""

    def __init__(self, name: str, *, taken: frozenset[str], partitions: int = DEFAULT_PARTITIONS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(self.tr("Create a topic"))
        self._name = QLineEdit("" if name in taken else name)
        self._partitions = QSpinBox(minimum=1, maximum=MAX_PARTITIONS, value=partitions)
        self._fault = PlainLabel(role="bad", wrap=True)
        hint = self.tr("A partition is read by one member of a group at a time: with 4 partitions, 4 members can share the work.")
        self._hint = PlainLabel(hint, role="muted", wrap=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Create"))
        theme.set_role(self._ok, "primary")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Topic"), self._name)
        form.addRow(self.tr("Partitions"), self._partitions)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._hint)
        layout.addWidget(self._fault)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._name.textChanged.connect(self._check)
        self._check()

    def topic(self) -> str:
        """Return the name, without spaces around it."""
        return self._name.text().strip()

    def partitions(self) -> int:
        """Return how many partitions it shall have."""
        return self._partitions.value()

    def set_topic(self, name: str) -> None:
        """Put a name into the field."""
        self._name.setText(name)

    def fault(self) -> str:
        """Return what is wrong with the name, or an empty text."""
        return self._fault.text()

    def _check(self) -> None:
        fault = ""
        if self.topic() in self._taken:
            fault = self.tr("This topic exists already.")
        elif self.topic():
            try:
                check_topic_name(self.topic())
            except InputError as error:
                fault = render(error.title)
        self._fault.setText(fault)
        self._ok.setEnabled(bool(self.topic()) and not fault)
