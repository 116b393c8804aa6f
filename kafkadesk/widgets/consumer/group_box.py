"""The box in which a group ID is chosen or typed. It does nothing by itself: the pane's button does."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from kafkadesk.widgets.base.responsive import Responsive

OBSERVE = 0  # index of the entry that stands for no group
LEAST_CHARS = 6


class GroupBox(Responsive, QComboBox):
    """A group ID, or none (empty: observe).

    Signals:
        edited(): another group is chosen or typed.
        entered(): Enter was pressed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes a null: a completer would turn what was typed into a known group
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_CHARS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.addItem("")
        self.activated.connect(self._on_activated)
        self.editTextChanged.connect(lambda _: self.edited.emit())
        self._edit().returnPressed.connect(self.entered)
        self.retranslate()
        self.set_group(None)

    def group(self) -> str | None:
        """Return the group ID in the box; None to observe."""
        return self.currentText().strip() or None

    def set_group(self, group: str | None) -> None:
        """Show a group ID, or "observe"."""
        if group != self.group():
            self.setEditText(group or "")
            self._edit().setCursorPosition(0)  # the beginning of a long ID tells more than its end

    def set_recent(self, groups: Iterable[str]) -> None:
        """Offer these groups; what was typed stays."""
        typed = self.currentText()
        known = [self.itemText(i) for i in range(1, self.count())]
        wanted = list(dict.fromkeys(groups))
        if wanted != known:
            self.blockSignals(True)
            while self.count() > 1:
                self.removeItem(1)
            self.addItems(wanted)
            self.setEditText(typed)
            self.blockSignals(False)

    def _edit(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line

    def _on_activated(self, index: int) -> None:
        if index == OBSERVE:
            self.setEditText("")

    def retranslate(self) -> None:
        typed = self.currentText()  # whatever the index: it stays at OBSERVE when a group is typed, or set
        if typed == self.itemText(OBSERVE):
            typed = ""
        self.setItemText(OBSERVE, self.tr("observe (no group)"))
        self.setEditText(typed)
        self._edit().setPlaceholderText(self.tr("observe"))
        self.setAccessibleName(self.tr("Group ID"))

    # Qt's

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self.fontMetrics().averageCharWidth() * 17), hint.height())
