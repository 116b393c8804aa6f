"""The head of a consumer pane: colour, name, group, the one state button, partitions, pause and menu."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kafkadesk import resources
from kafkadesk.core.colors import GroupMark
from kafkadesk.core.state import PaneState
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.consumer import pane_words as words
from kafkadesk.widgets.consumer.chips import GroupBar, PartitionChips
from kafkadesk.widgets.consumer.group_box import GroupBox

LEAST_NAME_CHARS = 11


class NameEdit(QLineEdit):
    """A pane's name: looks like a title, is edited by a click. Shows its beginning when narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "name")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Name of the consumer"))
        self.textChanged.connect(lambda _: self.updateGeometry())
        self.editingFinished.connect(lambda: self.setCursorPosition(0))

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the title's font is the sheet's
        return QSize(self._width(self.text()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._width("0" * LEAST_NAME_CHARS)), hint.height())

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + self.fontMetrics().averageCharWidth() * 2


class PaneHeader(Responsive, QFrame):
    """One line, or two in a tile.

    Signals:
        renamed(name): another name was typed.
        maximise_requested(): double click.
    """

    renamed = Signal(str)
    maximise_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._state: PaneState | None = None
        self.bar = GroupBar(self)
        self.name = NameEdit(self)
        self._group_word = PlainLabel(parent=self, role="muted")
        self.box = GroupBox(self)
        self.button = QPushButton(self)
        self.status = ElidedLabel(parent=self, role="muted")
        self.status.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # all of it where there is room
        self.chips = PartitionChips(self)
        self.pause = QToolButton(self)
        self.pause.setCheckable(True)
        self.search = QToolButton(self)
        self.more = QToolButton(self)
        for tool, icon in ((self.search, "search.svg"), (self.pause, "pause.svg"), (self.more, "more.svg")):
            theme.set_role(tool, "flat")
            tool.setIcon(QIcon(str(resources.path("icons", icon))))
        self._top, self._second = QHBoxLayout(), QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.addLayout(self._top)
        layout.addLayout(self._second)
        self._compact = False
        self._place()
        self.box.entered.connect(self.button.setFocus)
        self.name.editingFinished.connect(self._on_named)
        self.retranslate()

    def set_state(self, state: PaneState, mark: GroupMark) -> None:
        """Show this state; what is being typed stays."""
        old, self._state = self._state, state
        if old is None or old.group != state.group:
            self.box.set_group(state.group)
        if not self.name.hasFocus():
            self.name.setText(state.name)
            self.name.setCursorPosition(0)
        self.bar.set_mark(mark)
        self.chips.set_partitions(state.partitions, mark)
        text = words.status(state)
        self.status.set_variants(text, *words.short_status(state))
        self.status.setVisible(bool(text))
        theme.set_role(self.status, "warn" if state.away else "muted")

    def set_form(self, *, compact: bool, pause: bool, word: bool) -> None:
        """Lay the head out on two lines, or on one; with the pause button or not, with the word "group" or not."""
        # Decided by the grid, from outside: what a head hides by its own width changes that width again.
        self.pause.setVisible(pause)
        self.search.setVisible(pause)
        self._group_word.setVisible(word)
        if compact != self._compact:
            self._compact = compact
            self._place()

    def _place(self) -> None:
        compact = self._compact
        for row in (self._top, self._second):
            while row.count():
                row.takeAt(0)
        group: tuple[QWidget, ...] = (self._group_word, self.box, self.button)
        last: tuple[QWidget, ...] = (self.status, self.chips, self.search, self.pause, self.more)
        self._top.addWidget(self.bar)
        self._top.addWidget(self.name, 0 if not compact else 1)
        for widget in group:
            (self._second if compact else self._top).addWidget(widget, 1 if compact and widget is self.box else 0)
        if not compact:
            self._top.addStretch(1)
        for widget in last:
            self._top.addWidget(widget)
        self.restyle()

    def restyle(self) -> None:
        unit = self.fontMetrics().height()
        edge = max(2, unit // (5 if self._compact else 3))
        self._top.setSpacing(edge)
        self._second.setSpacing(edge)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(unit // 2, edge, unit // 4, edge)
        layout.setSpacing(edge)
        size = QSize(unit, unit)
        for tool in (self.search, self.pause, self.more):
            tool.setIconSize(size)
            tool.setFixedWidth(unit * 3 // 2)

    def _on_named(self) -> None:
        name = self.name.text().strip()
        if self._state is None or name == self._state.name:
            return
        if name:
            self.renamed.emit(name)
        else:
            self.name.setText(self._state.name)

    def retranslate(self) -> None:
        self._group_word.setText(self.tr("group"))
        self.pause.setToolTip(self.tr("Pause the view; reading goes on"))
        self.pause.setAccessibleName(self.tr("Pause the view"))
        self.search.setToolTip(self.tr("Find or filter rows (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Find or filter rows"))
        self.more.setToolTip(self.tr("More"))
        self.more.setAccessibleName(self.tr("More"))
        if self._state is not None:
            self.status.set_variants(words.status(self._state), *words.short_status(self._state))

    # Qt's

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.maximise_requested.emit()
