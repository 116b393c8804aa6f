"""The lower part of the window: tabs while it is narrow; the first view beside the others when there is room."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from kafkadesk.core.focus import LowerView
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive

USUAL_PX = 600  # of either side: alike


class LowerArea(Responsive, QWidget):
    """views: the most important first. strip: shown while the first view is not to be seen.

    Signals:
        first_shown: whether the first view is to be seen now.
    """

    first_shown = Signal(bool)

    def __init__(self, views: Mapping[LowerView, QWidget], *, strip: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = dict(views)
        self._first = next(iter(self._views))
        self._strip = strip
        self._wide = False
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._title = PlainLabel(role="title")
        self._side = theme.card()
        self._side_layout = QVBoxLayout(self._side)
        self._side_layout.setContentsMargins(1, 1, 1, 1)
        self._side_layout.setSpacing(0)
        self._title.setContentsMargins(10, 8, 10, 8)
        self._side_layout.addWidget(self._title)
        tabs_card = theme.card()
        tabs_layout = QVBoxLayout(tabs_card)
        tabs_layout.setContentsMargins(1, 1, 1, 1)
        tabs_layout.addWidget(self._tabs)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(tabs_card)
        self._splitter.addWidget(self._side)
        self._splitter.setSizes([USUAL_PX, USUAL_PX])
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if strip is not None:
            layout.addWidget(strip)
        layout.addWidget(self._splitter, 1)
        self._tabs.currentChanged.connect(self._show_strip)
        self._arrange()

    def set_wide(self, wide: bool) -> None:
        """Show the first view beside the others, or all as tabs."""
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def show_view(self, view: LowerView) -> None:
        """Bring a view to the front, such as when a lesson points at it."""
        tab = self._tabs.indexOf(self._views[view])
        if tab >= 0:
            self._tabs.setCurrentIndex(tab)

    def first_is_shown(self) -> bool:
        """Whether the first view is to be seen now."""
        return self._beside() or self._tabs.currentWidget() is self._views[self._first]

    def state(self) -> dict[str, object]:
        """Return what comes back at the next start."""
        current = self._tabs.currentWidget()
        shown = next((i for i, widget in enumerate(self._views.values()) if widget is current), 0)
        return {"tab": shown, "sizes": self._splitter.sizes() if self._beside() else None}

    def restore(self, kept: dict[str, object]) -> None:
        """Take back what state() returned; what cannot be used is passed over."""
        match kept.get("tab"):
            case int(tab) if 0 <= tab < len(self._views):
                self.show_view(list(self._views)[tab])
        match kept.get("sizes"):
            case [int(left), int(right)] if left > 0 and right > 0:
                self._splitter.setSizes([left, right])

    def retranslate(self) -> None:
        self._title.setText(render(self._first.text))
        for view, widget in self._views.items():
            tab = self._tabs.indexOf(widget)
            if tab >= 0:
                self._tabs.setTabText(tab, render(view.text))

    def _beside(self) -> bool:
        return self._wide and len(self._views) > 1

    def _arrange(self) -> None:
        first = self._views[self._first]
        # The view that stood beside was to be seen: it comes to the front where all become tabs.
        current = self._tabs.currentWidget() if self._beside() or self._tabs.indexOf(first) >= 0 else first
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._side_layout.removeWidget(first)
        for view, widget in self._views.items():
            if not (self._beside() and view is self._first):
                self._tabs.addTab(widget, render(view.text))
        if self._beside():
            self._side_layout.addWidget(first, 1)
            first.show()
        self._side.setVisible(self._beside())
        if self._tabs.indexOf(current) >= 0:
            self._tabs.setCurrentWidget(current)
        elif not self._beside():
            self._tabs.setCurrentWidget(first)
        self._tabs.blockSignals(False)
        self.retranslate()
        self._show_strip()

    def _show_strip(self) -> None:
        shown = self.first_is_shown()
        if self._strip is not None:
            self._strip.setVisible(not shown)
        self.first_shown.emit(shown)
