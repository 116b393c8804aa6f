"""Find in the detail of a record: a bar, and what looks through the shown tab while the window stays alive."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.core.text_tools.pieces import HITS_KEPT, QUERY_LIMIT, Hit
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.slices import Slices


class Searchable(Protocol):
    """A view that can be looked through."""

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give what is found, in short steps."""

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Light these up, and go to the current one."""


class FindBar(Responsive, QWidget):
    """Looks through one view as one types.

    Signals:
        closed(): the user is done with it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: Searchable | None = None
        self._hits: list[Hit] = []
        self._at = 0
        self._more = False
        self._slices = Slices(self)
        self.query = QLineEdit()
        self.query.setMaxLength(QUERY_LIMIT)
        self.query.setClearButtonEnabled(True)
        self.count = PlainLabel(role="muted")
        self.previous, self.next, self.close_button = QToolButton(), QToolButton(), QToolButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.query, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            layout.addWidget(widget)
        self.query.textChanged.connect(self.look)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.closed)
        self.retranslate()

    def set_view(self, view: Searchable | None, hint: str = "") -> None:
        """Look through this view from now on. hint: what can be typed."""
        if self._view is not None and view is not self._view:
            self._view.show_hits((), None)
        self._view = view
        self.query.setPlaceholderText(hint)
        self.setEnabled(view is not None)
        self.look()

    def look(self) -> None:
        """Look for what is typed, from the beginning."""
        self._slices.stop()
        self._hits, self._at, self._more = [], 0, False
        if self._view is None or self.isHidden():
            return
        self._view.show_hits((), None)
        if self.query.text():
            self._slices.run(self._collect(self._view), self._on_all)
        self._tell()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), around the end."""
        if self._hits and self._view is not None:
            self._at = (self._at + by) % len(self._hits)
            self._view.show_hits(self._hits, self._hits[self._at])
            self._tell()

    def finish(self) -> None:
        """Stop looking and take the marks away."""
        self._slices.stop()
        self._hits = []
        if self._view is not None:
            self._view.show_hits((), None)

    def _collect(self, view: Searchable) -> Iterator[None]:
        for found in view.search(self.query.text()):
            first = not self._hits
            self._hits += found[: HITS_KEPT - len(self._hits)]
            if first and self._hits:
                view.show_hits(self._hits, self._hits[0])
            if len(self._hits) >= HITS_KEPT:
                self._more = True
                return
            yield

    def _on_all(self) -> None:
        if self._hits and self._view is not None:
            self._view.show_hits(self._hits, self._hits[self._at])
        self._tell()

    def _tell(self) -> None:
        total = f"{len(self._hits):,}" + ("+" if self._more else "…" if self._slices.busy else "")
        if not self.query.text():
            self.count.setText("")
        elif self._hits:
            self.count.setText(self.tr("{at} of {total}").format(at=f"{self._at + 1:,}", total=total))
        else:
            self.count.setText(self.tr("looking…") if self._slices.busy else self.tr("not found"))
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._hits))

    def retranslate(self) -> None:
        self.query.setAccessibleName(self.tr("Find"))
        for button, sign, meaning in (
            (self.previous, "▲", self.tr("Previous (Shift+Enter)")),
            (self.next, "▼", self.tr("Next (Enter)")),
            (self.close_button, "✕", self.tr("Close (Esc)")),
        ):
            button.setText(sign)
            button.setToolTip(tip(meaning))
            button.setAccessibleName(meaning)

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
