"""The window: takes the ready parts and lays them out. It knows where things stand, not what they do.

It is on screen before its parts are loaded: nothing here may import one of them, nor the name Qt itself, as PySide then makes
some two hundred enumerations, a tenth of the time until the window's first paint.
"""

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.window.skeleton import Skeleton

if TYPE_CHECKING:
    from kafkadesk.core.focus import WindowPlace
    from kafkadesk.widgets.lessons.lesson_panel import LessonPanel
    from kafkadesk.widgets.places.rail import Rail
    from kafkadesk.widgets.producer.producer_pane import ProducerPane
    from kafkadesk.widgets.window.callout import Callouts
    from kafkadesk.widgets.window.connection_bar import ConnectionBar
    from kafkadesk.widgets.window.first_run import FirstRun
    from kafkadesk.widgets.window.lower_area import LowerArea
    from kafkadesk.widgets.window.message_bar import MessageBar

WIDE_PX = 1600  # from this width on the matrix stands beside the other views
USUAL_SIZE = (1680, 1020)
MOST_OF_SCREEN = 0.94  # at the first start
RAIL_WORDS_PX = 1280  # below this width the rail has icons only
LOW_PX = 720  # below this height one message at a time is shown
MARGIN = 8
LAYOUTS = {"work": (False, 11, 8, 0), "watch": (True, 9, 11, 0), "class": (True, 9, 11, 5)}
"""Whether the producer is folded up, height of the panes to that of the views below, points that the text is larger."""
MOST_ZOOM = 12  # points that come back


class MainWindow(QMainWindow):
    """Signals:
    close_requested: the user wants to close; the application ends what runs and then calls `close_now`.
    escape_pressed: Esc, when neither a callout nor a message took it.
    """

    close_requested = Signal()
    escape_pressed = Signal()

    def __init__(self, *, desk: bool = False) -> None:
        """Desk: show where its parts will be, until fill() brings them."""
        super().__init__()
        self._may_close = False
        self._filled = False
        self.setWindowTitle("KafkaDesk")
        self.setCentralWidget(Skeleton(desk=desk))
        self.resize(*USUAL_SIZE)

    def frame_is_painted(self) -> bool:
        """Whether the window has been on screen, or has its parts already."""
        inside = self.centralWidget()
        return not isinstance(inside, Skeleton) or inside.painted

    def fill(
        self,
        *,
        bar: "ConnectionBar",
        messages: "MessageBar",
        rail: "Rail",
        first_run: "FirstRun",
        producer: "ProducerPane",
        grid: QWidget,
        lower: "LowerArea",
        lesson: "LessonPanel",
        callouts: "Callouts",
    ) -> None:
        """Put the parts in. Everything below needs them."""
        self._bar, self._messages, self._rail, self._first_run, self._producer = bar, messages, rail, first_run, producer
        self._lower, self._lesson, self._callouts = lower, lesson, callouts
        self._collapsed_before_lesson: bool | None = None
        self._left: dict[QWidget, QWidget] = {}  # part of the window -> where the cursor was in it when F6 led on
        self._across = QSplitter(QtCore.Qt.Orientation.Horizontal)
        self._down = QSplitter(QtCore.Qt.Orientation.Vertical)
        self._pages = QStackedWidget()
        self._lay_out(grid)
        self._filled = True
        if self.isVisible():  # else it is told of its size when it is shown
            self._fit()
        self.show_first_run()

    def place(self, kept: Mapping[str, object]) -> None:
        """Take back place and size from what state() returned; at the first start a size that fits the screen.

        What cannot be used is passed over. Qt keeps the window on a screen that exists.
        """
        self.resize(self.size().boundedTo(self.screen().availableGeometry().size() * MOST_OF_SCREEN))
        match kept.get("geometry"):
            case str(text):
                self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode())))

    def show_first_run(self) -> None:
        """Show the three ways in, or Local Kafka's steps."""
        self._bar.hide()
        self._rail.hide()
        self._pages.setCurrentIndex(0)

    def show_desk(self) -> None:
        """Show producer, panes and the views below."""
        self._show_page(self._rail.home, 1)
        self._producer.editor.controls.button.setFocus()

    def show_place(self, place: "WindowPlace", widget: QWidget) -> None:
        """Show another place than the desk, which goes on unseen."""
        if self._pages.indexOf(widget) < 0:
            self._pages.addWidget(widget)
        self._show_page(place, self._pages.indexOf(widget))
        widget.setFocus()

    def desk_is_shown(self) -> bool:
        """Whether the desk or another place is shown, not the first page."""
        return self._pages.currentIndex() != 0

    def _show_page(self, place: "WindowPlace", index: int) -> None:
        self._bar.show()
        self._rail.setVisible(self._rail.in_use)
        self._rail.set_place(place)
        self._pages.setCurrentIndex(index)

    def show_lesson(self, shown: bool) -> None:
        """Show the lesson's text at the left; where there is little room the producer collapses meanwhile."""
        if shown == (not self._lesson.isHidden()):
            return
        if shown:
            self._collapsed_before_lesson = self._producer.is_collapsed()
            self._producer.set_collapsed(True)
        elif self._collapsed_before_lesson is not None:
            self._producer.set_collapsed(self._collapsed_before_lesson)
            self._collapsed_before_lesson = None
        self._lesson.setVisible(shown)
        self._give_room()

    def set_layout(self, name: str) -> None:
        """Lay the window out for working, for watching, or for a class, as LAYOUTS says."""
        collapsed, panes, views, points = LAYOUTS[name]
        self._producer.set_collapsed(collapsed)
        self.zoom(0)
        if points:
            self.zoom(points)
        height = self._down.height()
        self._down.setSizes([height * panes // (panes + views), height * views // (panes + views)])

    def close_now(self) -> None:
        """Close without asking again: the application has ended what ran."""
        self._may_close = True
        self.close()

    def state(self) -> dict[str, object]:
        """Return place, size and proportions, as plain values that JSON can keep."""
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        app = QApplication.instance()
        return {
            "geometry": geometry, "across": self._across.sizes()[1:], "down": self._down.sizes(), "lower": self._lower.state(),
            "zoomed": round(theme.zoomed(app)) if isinstance(app, QApplication) else 0,
        }  # fmt: skip

    def restore(self, kept: Mapping[str, object]) -> None:
        """Take back what state() returned beside place and size; what cannot be used is passed over."""
        match kept.get("zoomed"):
            case int(points) if points and abs(points) <= MOST_ZOOM:
                self.zoom(points)
        match kept.get("across"):
            case [int(left), int(right)] if left > 0 and right > 0:
                self._across.setSizes([0, left, right])
        match kept.get("down"):
            case [int(top), int(bottom)] if top > 0 and bottom > 0:
                self._down.setSizes([top, bottom])
        match kept.get("lower"):
            case dict(lower):
                self._lower.restore(lower)

    def _lay_out(self, grid: QWidget) -> None:
        for widget in (grid, self._lower):
            self._down.addWidget(widget)
        for splitter in (self._down, self._across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(MARGIN)
        self._down.setStretchFactor(0, 11)
        self._down.setStretchFactor(1, 8)
        self._down.setSizes([550, 400])
        for widget in (self._lesson, self._producer, self._down):
            self._across.addWidget(widget)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 0)
        self._across.setStretchFactor(2, 1)
        self._across.setSizes([0, self._producer.preferred_width(), USUAL_SIZE[0]])
        self._lesson.hide()
        self._producer.collapsed_changed.connect(self._give_room)
        desk = QWidget()
        inside = QVBoxLayout(desk)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.addWidget(self._across)
        self._pages.addWidget(self._first_run)
        self._pages.addWidget(desk)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._messages)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._pages, 1)
        layout.addLayout(across, 1)
        self.setCentralWidget(body)

    def go_to_area(self, step: int) -> None:
        """Put the cursor into the next part of the window that is seen, or the one before; where it was in it the last time."""
        page = self._pages.currentWidget()
        desk = [self._lesson, self._producer, *(self._down.widget(i) for i in range(self._down.count()))]
        parts = (self._bar, self._messages, self._rail, *(desk if self._across.isVisible() else [page]))
        areas = [(part, stops) for part in parts if part is not None and part.isVisible() and (stops := _stops(part))]
        if not areas:
            return
        focus = QApplication.focusWidget()
        here = next((i for i, (part, _) in enumerate(areas) if focus is not None and part.isAncestorOf(focus)), None)
        if here is not None and focus is not None:
            self._left[areas[here][0]] = focus
        start = here if here is not None else -1 if step > 0 else 0
        part, stops = areas[(start + step) % len(areas)]
        last = self._left.get(part)
        usable = last is not None and isValid(last) and part.isAncestorOf(last) and last.isVisible() and last.isEnabled()
        (last if last is not None and usable else stops[0]).setFocus(QtCore.Qt.FocusReason.TabFocusReason)

    def _give_room(self) -> None:
        """Share out the width anew: the splitter does not notice by itself that the producer's bounds changed."""
        lesson = 0 if self._lesson.isHidden() else self._lesson.sizeHint().width()
        producer = self._producer.preferred_width()
        self._across.setSizes([lesson, producer, max(1, self._across.width() - lesson - producer)])

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller by so many points; 0: of the usual size."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.zoom(app, steps)
            self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._filled:
            self._fit()

    def _fit(self) -> None:
        self._rail.set_compact(self.width() < RAIL_WORDS_PX)
        self._lower.set_wide(self.width() >= WIDE_PX)
        self._messages.set_compact(self.height() < LOW_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != QtCore.Qt.Key.Key_Escape or not self._filled:
            super().keyPressEvent(event)
        elif not self._callouts.dismiss() and not self._messages.dismiss_newest():
            self.escape_pressed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._filled and not self.isActiveWindow():
            self._callouts.dismiss()


def _stops(part: QWidget) -> list[QWidget]:
    """Return where Tab stops in a part of the window, in its order."""
    found: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        takes = widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus
        if takes and part.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
