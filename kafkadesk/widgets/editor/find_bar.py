"""Finds a text in a view: every match is marked and counted; Enter goes on, Shift+Enter back, Esc closes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.core.text_tools.pieces import HITS_KEPT, QUERY_LIMIT, Hit
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.slices import Slices

EDITED_MS = 120  # of a pause in typing, until an edited text is searched again


class Searchable(Protocol):
    """A view that can be searched."""

    def search(self, query: str) -> Iterator[list[Hit]]:
        """Give what is found, in short steps; case is ignored."""

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark these hits, and go to the current one."""


class FindBar(Responsive, QWidget):
    """Hidden until open() is called. Searches as one types, and the window stays responsive.

    Signals:
        closed: the user is done with it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: Searchable | None = None
        self._selection: Callable[[], Hit] | None = None
        self._hint = ""
        self._hits: list[Hit] = []
        self._at: int | None = None  # of the current hit
        self._more = False
        self._slices = Slices(self)
        self._edited = QTimer(self, singleShot=True, interval=EDITED_MS)
        self._edited.timeout.connect(lambda: self.search(move=False))
        self.query = QLineEdit()
        self.query.setMaxLength(QUERY_LIMIT)
        self.query.setClearButtonEnabled(True)
        self.count = PlainLabel(role="muted")
        self._previous, self._next, self._close = (QPushButton(sign) for sign in ("↑", "↓", "✕"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self.query, 1)
        layout.addWidget(self.count)
        for button in (self._previous, self._next, self._close):
            theme.set_role(button, "flat")
            layout.addWidget(button)
        self.query.textChanged.connect(lambda: self.search())
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))
        self._close.clicked.connect(self.close_bar)
        self.hide()
        self.retranslate()

    def set_view(self, view: Searchable | None, hint: str = "", selection: Callable[[], Hit] | None = None) -> None:
        """Search this view from now on. hint: what can be typed; selection: from where to go on, else from the last hit."""
        if self._view is not None and view is not self._view:
            self._view.show_hits((), None)
        self._view, self._selection = view, selection
        self._hint = hint
        self.query.setPlaceholderText(hint or self.tr("Find"))
        self.setEnabled(view is not None)
        self.search()

    def open(self, query: str = "") -> None:
        """Show the bar, with another text to find unless that is empty."""
        self.show()
        if query:
            self.query.setText(query)
        self.query.setFocus()
        self.query.selectAll()
        self.search(move=self._selection is None)

    def close_bar(self) -> None:
        """Hide the bar and take the marks away."""
        self._slices.stop()
        self._hits = []
        if self._view is not None:
            self._view.show_hits((), None)
        self.hide()
        self.closed.emit()

    def note_edit(self) -> None:
        """Search again soon: the text was edited, and the hits are no longer where they were."""
        self._slices.stop()
        self._hits, self._at = [], None
        if self.isVisible():
            self._edited.start()

    def search(self, *, move: bool = True) -> None:
        """Search for what is typed. move: go to the first hit, or the one behind the selection."""
        self._edited.stop()
        self._slices.stop()
        self._hits, self._at, self._more = [], None, False
        if self._view is None or self.isHidden():
            return
        self._view.show_hits((), None)
        if self.query.text():
            self._slices.run(self._collect(self._view, move), self._show_all)
        self._show_count()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), around the end."""
        if self._edited.isActive():
            self.search(move=False)
        if self._hits and self._view is not None:
            self._at = self._next_to_selection(by) if self._selection is not None else ((self._at or 0) + by) % len(self._hits)
            self._show_all()

    def _next_to_selection(self, by: int) -> int:
        here = Hit(0, 0, 0) if self._selection is None else self._selection()
        if by > 0:
            end = (here.piece, here.at + here.length)
            return next((i for i, hit in enumerate(self._hits) if (hit.piece, hit.at) >= end), 0)
        return next((i for i in reversed(range(len(self._hits))) if self._hits[i] < Hit(here.piece, here.at, 0)), len(self._hits) - 1)

    def _collect(self, view: Searchable, move: bool) -> Iterator[None]:
        for found in view.search(self.query.text()):
            self._hits += found[: HITS_KEPT - len(self._hits)]
            if self._at is None and self._hits:
                at = 0 if self._selection is None else self._first_from(self._selection())
                if move:
                    self._at = at
                    view.show_hits(self._hits, self._hits[at])
                elif self._selection is not None and self._hits[at].at == self._selection().at:
                    self._at = at
            if len(self._hits) >= HITS_KEPT:
                self._more = True
                return
            yield

    def _first_from(self, here: Hit) -> int:
        return next((i for i, hit in enumerate(self._hits) if (hit.piece, hit.at) >= (here.piece, here.at)), 0)

    def _show_all(self) -> None:
        if self._view is not None:
            self._view.show_hits(self._hits, None if self._at is None else self._hits[self._at])
        self._show_count()

    def _show_count(self) -> None:
        total = f"{len(self._hits):,}" + ("+" if self._more else "…" if self._slices.busy else "")
        if not self.query.text():
            self.count.setText("")
        elif self._hits:
            self.count.setText(self.tr("{n} of {of}").format(n="–" if self._at is None else f"{self._at + 1:,}", of=total))
        else:
            self.count.setText(self.tr("searching…") if self._slices.busy else self.tr("no match"))
        for button in (self._previous, self._next):
            button.setEnabled(bool(self._hits))

    def retranslate(self) -> None:
        self.query.setAccessibleName(self.tr("Find"))
        self.query.setPlaceholderText(self._hint or self.tr("Find"))
        for button, text in (
            (self._previous, self.tr("Previous match (Shift+Enter)")),
            (self._next, self.tr("Next match (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(tip(text))
            button.setAccessibleName(text)
        self._show_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):  # Ctrl+Enter sends
                self.step(-1 if modifiers else 1)
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)
