"""What the places have in common: a table with its filter at the left, what is selected in it at the right."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kafkadesk.core.actions.action import Items
from kafkadesk.core.actions.places import EXPORT, SHARED_ACTIONS, PlaceAction, PlaceState
from kafkadesk.core.cluster.survey import Survey
from kafkadesk.core.errors import UserError
from kafkadesk.models.column_table import ColumnTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.places.place_table import PlaceTable

T = TypeVar("T")
MARGIN = 8
TYPED_MS = 60  # a filter that is still being typed


class PlaceFrame(Responsive, QWidget, Generic[T]):
    """commands: what can be done here; whoever does it binds it. survey: what is shown.

    Signals:
        looked_at(on): the place has become visible, or no longer is.
        export_requested(file): write the rows that are shown, as CSV.
    """

    looked_at = Signal(bool)
    export_requested = Signal(str)

    def __init__(self, table: ColumnTable[T], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.survey = Survey()
        self.state = PlaceState()
        self.commands: ActionMap[PlaceState] = ActionMap(self, lambda: self.state)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.table: PlaceTable[T] = PlaceTable(table)
        self.detail = QTabWidget()
        self.detail.setDocumentMode(True)
        self._head, self._about = ElidedLabel(role="title"), ElidedLabel(role="muted")
        self._foot = ElidedLabel(role="muted")
        self._none, self._nothing = PlainLabel(role="muted", wrap=True), PlainLabel(role="muted", wrap=True)
        self._list, self._right = QStackedWidget(), QStackedWidget()
        self.more = QPushButton("⋯")
        self._tools, self._acts = QHBoxLayout(), QHBoxLayout()
        self._menu_items: Items[PlaceState] = ()
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self.show_items)
        self._lay_out()
        self.filter.textChanged.connect(lambda _: self._typed.start())
        self.filter.returnPressed.connect(self._to_table)
        self.table.chosen.connect(lambda _: self.show_detail())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.commands.bind(EXPORT, self._ask_file)

    # what a place says for itself

    def show_items(self) -> None:
        """Fill the table by the survey and the filter."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show what is selected."""
        raise NotImplementedError

    # for everybody

    def set_survey(self, survey: Survey) -> None:
        """Show what the cluster says now."""
        self.survey = survey
        if self.isVisible():
            self.show_items()
            self.show_detail()

    def add_tools(self, *actions: PlaceAction, widgets: Sequence[QWidget] = ()) -> None:
        """Put widgets and buttons beside the filter."""
        for widget in widgets:
            self._tools.addWidget(widget)
        for action in actions:
            self._tools.addWidget(self._button(action))

    def add_acts(self, *actions: PlaceAction) -> None:
        """Put buttons beside the name of what is selected."""
        for action in actions:
            self._acts.addWidget(self._button(action))

    def set_actions(self, menu: Items[PlaceState], keys: Sequence[PlaceAction]) -> None:
        """Have a menu at the rows, and keys in the place."""
        self._menu_items = menu
        self.more.setMenu(self.commands.menu(menu, self))
        self._acts.addWidget(self.more)
        self.commands.add_keys(self.table, keys)
        self.commands.add_keys(self, SHARED_ACTIONS)

    def set_state(self, state: PlaceState) -> None:
        """Take what the actions depend on."""
        self.state = state
        self.commands.update_buttons()

    def show_list(self, foot: str, none: str) -> None:
        """Show the table with its foot, or why there is nothing in it."""
        empty = self.table.table.rowCount() == 0
        self._none.setText(none)
        self._list.setCurrentIndex(0 if empty else 1)
        self._foot.setText(foot)
        if not empty:
            self.table.fit_columns()

    def show_head(self, name: str | None, about: str, nothing: str) -> None:
        """Show the head of what is selected, or what to do where nothing is."""
        self._nothing.setText(nothing)
        self._right.setCurrentIndex(0 if name is None else 1)
        self._head.setText(name or "")
        self._about.setText(about)

    def error_text(self) -> str:
        """Return what of the survey was not answered."""
        return " ".join(_sentence(error) for error in self.survey.errors[:2])

    def choice(self) -> dict[str, Any]:
        """Return filter, sort, widths and what is selected, as plain values for the next time."""
        column, descending = self.table.table.sorting
        return {
            "filter": self.filter.text(), "selected": self.table.name(), "widths": self.table.widths(), "sort": column, "descending": descending,
        }  # fmt: skip

    def restore(self, kept: object) -> None:
        """Take back what choice() returned; what cannot be used is passed over."""
        if not isinstance(kept, dict):
            return
        match kept.get("filter"):
            case str(text):
                self.filter.setText(text)
        match kept.get("selected"):
            case str(name):
                self.table.choose(name)
        match kept.get("widths"):
            case [*widths] if widths and all(isinstance(width, int) for width in widths):
                self.table.set_widths(widths)
        match kept.get("sort"):
            case int(column) if 0 <= column < self.table.table.columnCount():
                self.table.table.sort_by(column, kept.get("descending") is True)

    def _button(self, action: PlaceAction) -> QPushButton:
        button = QPushButton()
        self.commands.attach(button, action)
        return button

    def _lay_out(self) -> None:
        self._tools.addWidget(self.filter, 1)
        left, right = theme.card(), theme.card()
        tools = QWidget()
        tools.setLayout(self._tools)
        self._tools.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        for label in (self._none, self._nothing):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setContentsMargins(MARGIN * 3, MARGIN, MARGIN * 3, MARGIN)
        self._list.addWidget(self._none)
        self._list.addWidget(self.table)
        foot = QFrame()
        theme.set_role(foot, "footer")
        foot_layout = QVBoxLayout(foot)
        foot_layout.setContentsMargins(MARGIN, 4, MARGIN, 4)
        foot_layout.addWidget(self._foot)
        _fill(left, tools, self._list, foot)
        head = QWidget()
        head_layout = QHBoxLayout(head)
        head_layout.setContentsMargins(MARGIN + 2, MARGIN, MARGIN, MARGIN)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._head)
        names.addWidget(self._about)
        head_layout.addLayout(names, 1)
        head_layout.addLayout(self._acts)
        chosen = QWidget()
        _fill(chosen, head, self.detail)
        self._right.addWidget(self._nothing)
        self._right.addWidget(chosen)
        _fill(right, self._right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(MARGIN)
        for card in (left, right):
            splitter.addWidget(card)
            splitter.setStretchFactor(splitter.count() - 1, 1)
        splitter.setSizes([500, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(splitter)

    def _to_table(self) -> None:
        self._typed.stop()
        self.show_items()
        if self.table.table.rowCount():
            self.table.setFocus()
            if self.table.item() is None:
                self.table.selectRow(0)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.commands.menu(self._menu_items, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _ask_file(self) -> None:
        kinds = [self.tr("CSV, for spreadsheets (*.csv)")]
        ask_save(self, render(EXPORT.text), self.export_name(), kinds, self.export_requested.emit)

    def export_name(self) -> str:
        """Return the name that is proposed for the exported file."""
        raise NotImplementedError

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit(True)
        self.set_survey(self.survey)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looked_at.emit(False)


def _sentence(error: UserError) -> str:
    return render(error.title)


def _fill(card: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(card)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(
            part, 0 if (part is parts[0] and len(parts) > 1) or (isinstance(part, QFrame) and part.property(theme.ROLE) == "footer") else 1
        )
