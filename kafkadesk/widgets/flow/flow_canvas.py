"""The flow view's picture on the screen: fits its room, zooms, pans, and says what is pointed at or chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from kafkadesk.core.flow.sizes import LARGER
from kafkadesk.core.focus import Focus
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.flow.flow_items import RowItem, SeatItem
from kafkadesk.widgets.flow.flow_scene import FlowScene

STEP = 1.25
LEAST, MOST = 0.4, 6.0
CLICK_PX = 4  # moved less, a press was a click and not a pan
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class FlowCanvas(QGraphicsView):
    """Mouse: hover to point, click to choose, drag to pan, wheel to zoom. Keys: arrows choose, + − 0 zoom, Esc lets go.

    about(focus) gives the tooltip of what is under the pointer.

    Signals:
        pointed(focus): the pointer is over this now; None: over nothing.
        chosen(focus): the user chose this; None: nothing any more.
        room_changed: there is more or less room; the picture has to be laid out anew.
    """

    pointed = Signal(object)
    chosen = Signal(object)
    room_changed = Signal()

    def __init__(self, scene: FlowScene, about: Callable[[Focus], str], parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._flow = scene
        self._about = about
        self._zoom = 1.0  # over what fits
        self._pointed: Focus | None = None
        self._chosen: Focus | None = None
        self._pressed: QPointF | None = None
        self._panned: QPointF | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.room_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # one pans, and a bar would take room from what fits
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # zoom

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom = 1.0
        self.place()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show everything larger by a factor, around a place in the view (its middle by default)."""
        at = QPointF(self.viewport().rect().center()) if about is None else about
        under = self.mapToScene(at.toPoint())
        self._zoom = min(MOST, max(LEAST, self._zoom * factor))
        self._scale()
        moved = self.mapFromScene(under)
        self._scroll(moved.x() - at.x(), moved.y() - at.y())

    def zoomed(self) -> bool:
        return self._zoom != 1.0

    def place(self) -> None:
        """Show the picture at the scale in force, in the middle where it is smaller than the room."""
        self._scale()
        if not self.zoomed():
            self.centerOn(self.sceneRect().center())

    def _scale(self) -> None:
        area, room = self.sceneRect(), self.viewport().rect()
        if area.width() <= 0 or area.height() <= 0:
            return
        fit = min(max(LARGER), room.width() / area.width(), room.height() / area.height())
        self.resetTransform()
        self.scale(fit * self._zoom, fit * self._zoom)

    def _scroll(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + x))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + y))

    # pointing and choosing

    def choose(self, focus: Focus | None) -> None:
        """Take this as chosen, without telling anybody."""
        self._chosen = focus

    def _focus_at(self, at: QPointF) -> Focus | None:
        item = self.itemAt(at.toPoint())
        if isinstance(item, RowItem) and item.shown is not None:
            number = item.partition_at(item.mapFromScene(self.mapToScene(at.toPoint())).x())
            return None if number is None else Focus(topic=item.shown.topic, partition=number)
        if isinstance(item, SeatItem) and item.shown is not None:
            return Focus(member=item.shown.key)
        return None

    def _point(self, focus: Focus | None) -> None:
        if focus != self._pointed:
            self._pointed = focus
            self.pointed.emit(focus)

    def _choose(self, focus: Focus | None) -> None:
        if focus != self._chosen:
            self._chosen = focus
            self.chosen.emit(focus)

    def _places(self) -> list[tuple[Focus, QPointF]]:
        """Return everything that can be chosen and where it is."""
        found = []
        for row in self._flow.plan.rows:
            for partition, cell in zip(row.partitions, row.cells, strict=True):
                found.append((Focus(topic=row.topic, partition=partition.number), QPointF(cell.x + cell.w / 2, cell.cy)))
        found += [(Focus(member=s.key), QPointF(s.box.x + s.box.w / 2, s.box.cy)) for s in self._flow.plan.seats]
        return found

    def _step(self, way: QPointF) -> None:
        """Choose the nearest thing in a direction; what lies aside counts as farther away."""
        places = self._places()
        here = next((at for focus, at in places if focus == self._chosen), None)
        if here is None:
            if places:
                self._choose(places[0][0])
            return
        best: tuple[float, Focus] | None = None
        for focus, at in places:
            along = QPointF.dotProduct(at - here, way)
            aside = abs(QPointF.dotProduct(at - here, QPointF(way.y(), way.x())))
            if along > 1 and (best is None or along + 2.5 * aside < best[0]):
                best = (along + 2.5 * aside, focus)
        if best is not None:
            self._choose(best[1])
            place = next(at for focus, at in places if focus == best[1])
            self.ensureVisible(QRectF(place - QPointF(20, 20), place + QPointF(20, 20)))

    # Qt's

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._panned = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._panned is None:
            self._point(self._focus_at(event.position()))
            return
        if (event.position() - self._pressed).manhattanLength() > CLICK_PX:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            by = self._panned - event.position()
            self._scroll(by.x(), by.y())
            self._panned = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        self.viewport().unsetCursor()
        left = event.button() is Qt.MouseButton.LeftButton
        if left and pressed is not None and (event.position() - pressed).manhattanLength() <= CLICK_PX:
            self._choose(self._focus_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._focus_at(event.position()) is None:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._step(ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key is Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._chosen is None and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._step(ARROWS[Qt.Key.Key_Down])  # so that one sees where one is

    def event(self, event: QEvent) -> bool:
        # While the picture has the keyboard, Ctrl+± is about it and not about the size of all text.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            zooms = event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
            if zooms and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            focus = self._focus_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if focus is None else tip(self._about(focus)), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()
