"""All consumer panes side by side: as many columns as their number asks for, one of them large when wanted."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from kafkadesk.core.actions.pane import MAXIMISE
from kafkadesk.core.focus import Focus
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane

GAP = 0.4  # of the height of a line of text
TILES_FROM = 7  # panes
PANE_CHARS = 60  # a pane narrower than this has its head on two lines, and is a tile where there are many
WIDE_CHARS = 80  # from this width on a head has its words too
TILE_CHARS = 24  # no column is narrower than this; there are fewer then


def columns_for(panes: int) -> int:
    """Return how many columns so many panes stand in."""
    if panes <= 2:
        return max(1, panes)
    if panes <= 4:
        return 2
    return 3 if panes < TILES_FROM else 5


class ConsumerGrid(Responsive, QScrollArea):
    """Holds the panes in the order in which they came; scrolls rather than clip one.

    Signals:
        maximised(pane): this pane has the grid for itself; "" when all are there again.
        message_selected(topic, partition, offset): in any pane.
        pane_pressed(pane): the user clicked on a pane where it has nothing to click on.
        filter_line_made(SavedFilterButton): a pane has a filter line now, with this menu of saved filters.
    """

    maximised = Signal(str)
    message_selected = Signal(str, int, object)
    pane_pressed = Signal(str)
    filter_line_made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: dict[str, ConsumerPane] = {}
        self._large: str | None = None
        self._aside: frozenset[str] = frozenset()
        self._columns = 1
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._none = PlainLabel(parent=self._inner, role="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.retranslate()
        self._arrange()

    def add(self, pane: ConsumerPane) -> None:
        """Add a pane after the others; the grid owns it from now on. All are shown then: the new one is what is wanted."""
        self._panes[pane.pane] = pane
        pane.commands.bind(MAXIMISE, partial(self.toggle_maximised, pane.pane))
        pane.message_selected.connect(self.message_selected)
        pane.search.bar_made.connect(self.filter_line_made)
        pane.installEventFilter(self)
        if not self.restore():
            self._arrange()

    def remove(self, pane: str) -> None:
        """Take a pane away for good."""
        gone = self._panes.pop(pane, None)
        if gone is not None:
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            if self._large == pane:
                self._enlarge(None)
            self._arrange()

    def pane(self, pane: str) -> ConsumerPane | None:
        return self._panes.get(pane)

    def panes(self) -> tuple[ConsumerPane, ...]:
        """Return all panes, in their order."""
        return tuple(self._panes.values())

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        """Light up this message in every pane."""
        for pane in self._panes.values():
            pane.highlight(topic, partition, offset)

    def point(self, focus: Focus | None) -> None:
        """Light up what is pointed at anywhere; None: nothing."""
        for pane in self._panes.values():
            pane.point(focus)

    def toggle_maximised(self, pane: str) -> None:
        """Give a pane the grid for itself, or bring the others back."""
        self._enlarge(None if self._large == pane else pane)

    def put_aside(self, panes: Iterable[str]) -> None:
        """Show none of these, whatever they do, until another call names others."""
        self._aside = frozenset(panes)
        self._enlarge(None)
        self._arrange()

    def restore(self) -> bool:
        """Bring all panes back; return whether one was large (for Esc)."""
        was = self._large is not None
        self._enlarge(None)
        return was

    # helpers

    def _enlarge(self, pane: str | None) -> None:
        if pane != self._large:
            self._large = pane
            for one in self._panes.values():
                one.set_maximised(one.pane == pane)
            self._arrange()
            self.maximised.emit(pane or "")

    def _arrange(self) -> None:
        """Put every pane in its cell."""
        while self._grid.count():
            self._grid.takeAt(0)
        shown = [p for p in self._panes.values() if self._large in (None, p.pane) and p.pane not in self._aside]
        columns = self._columns = self._columns_now()
        rows = (len(shown) + columns - 1) // columns
        for i in range(max(self._grid.columnCount(), columns)):
            self._grid.setColumnStretch(i, 1 if i < columns else 0)
        for i in range(max(self._grid.rowCount(), rows)):
            self._grid.setRowStretch(i, 1 if i < max(1, rows) else 0)
        if not shown:
            self._grid.addWidget(self._none, 0, 0)
        self._none.setVisible(not shown)
        for pane in self._panes.values():
            if pane not in shown:
                pane.hide()
        for i, pane in enumerate(shown):
            last = i == len(shown) - 1
            width = columns - i % columns if last and len(shown) in (3, 5) else 1  # the odd one takes the room beside it
            self._grid.addWidget(pane, i // columns, i % columns, 1, width)
            pane.show()  # only now: without a parent it would be a window for a moment
        self._choose_form()

    def _choose_form(self) -> None:
        """Many panes are tiles where full ones would not fit."""
        self._grid.setSpacing(round(self.fontMetrics().height() * GAP))
        count = self._count()
        chars = self.viewport().width() / self._columns_now() / self.fontMetrics().averageCharWidth()
        narrow, wide = chars < PANE_CHARS, chars >= WIDE_CHARS
        for pane in self._panes.values():
            pane.set_form(tile=count >= TILES_FROM and narrow, narrow=narrow, wide=wide)

    def _columns_now(self) -> int:
        count = self._count()
        room = self.viewport().width() // (TILE_CHARS * self.fontMetrics().averageCharWidth())
        return max(1, min(columns_for(count), room))

    def _count(self) -> int:
        return len(self._panes.keys() - self._aside) if self._large is None else 1

    def retranslate(self) -> None:
        self._none.setText(self.tr("No consumer yet. Press Add consumer."))

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns_now() == self._columns:
            self._choose_form()
        else:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.restore():
            return True
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, ConsumerPane):
            self.pane_pressed.emit(watched.pane)
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        self._arrange()
