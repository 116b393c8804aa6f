"""The lanes of the flow view: curves from partitions to members, painted in one go and kept while nothing moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kafkadesk.core.flow.plan import Lane, LaneKind
from kafkadesk.core.focus import Focus
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.guarded import guarded

LaneKey = tuple[str, int, str, LaneKind]
ALPHA = 0.75
ALPHA_DIMMED = 0.1
ALPHA_OBSERVER = 0.65
POINTS = 32  # of a lane that records travel along


@dataclass(slots=True)
class Stroke:
    """A lane as it is painted now. alpha: how much of its colour is left; drawn: how much of it, from the partition on."""

    path: QPainterPath
    color: QColor
    width: float
    dashed: bool
    alpha: float
    drawn: float = 1.0


class LaneLayer(QGraphicsItem):
    """All lanes. still: whether they stay as they are for a while, and are worth keeping as a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._strokes: Sequence[Stroke] = ()
        self._area = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_strokes(self, strokes: Sequence[Stroke], area: QRectF, *, still: bool) -> None:
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        wanted = QGraphicsItem.CacheMode.DeviceCoordinateCache if still else QGraphicsItem.CacheMode.NoCache
        if wanted != self.cacheMode():
            self.setCacheMode(wanted)
        self._strokes = strokes
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ground = QColor(theme.colors().card)
        for stroke in self._strokes:
            pen = QPen(on(ground, stroke.color, stroke.alpha), stroke.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if stroke.drawn < 1.0:
                length = stroke.path.length() / stroke.width
                pen.setDashPattern([max(0.01, length * stroke.drawn), length + 1])
            elif stroke.dashed:
                pen.setDashPattern([max(1.0, 4 / stroke.width), max(1.0, 5 / stroke.width)])
            painter.strokePath(stroke.path, pen)


def on(ground: QColor, color: QColor, alpha: float) -> QColor:
    """Return how a colour looks on a ground: Qt takes four times as long for a smooth line that lets something through."""
    parts = ((ground.red(), color.red()), (ground.green(), color.green()), (ground.blue(), color.blue()))
    return QColor(*(round(below + (above - below) * alpha) for below, above in parts))


def path_of(lane: Lane) -> QPainterPath:
    """Return the curve of a lane: level at both ends."""
    path = QPainterPath(QPointF(*lane.start))
    (x1, y1), (x2, y2) = (lane.turn, lane.start[1]), lane.bend
    path.lineTo(x1, y1)
    reach = (x2 - x1) * 0.5
    path.cubicTo(x1 + reach, y1, x2 - reach, y2, x2, y2)
    if lane.tail:
        (gx, gy), (ex, ey) = lane.tail
        path.lineTo(gx, gy)
        path.cubicTo((gx + ex) / 2, gy, (gx + ex) / 2, ey, ex, ey)
    return path


def points_of(path: QPainterPath) -> list[QPointF]:
    """Return places along a path at even distances: a dot's way."""
    return [path.pointAtPercent(i / POINTS) for i in range(POINTS + 1)]


def stroke_of(lane: Lane, path: QPainterPath, *, lit: bool | None) -> Stroke:
    """Return how a lane is painted. lit: whether it belongs to what is pointed at; None while nothing is."""
    c = theme.colors()
    color = QColor(c.muted) if lane.mark.hue is None else theme.group_color(lane.mark)
    width, dashed = lane.width, lane.kind is not LaneKind.READS
    if lane.kind is LaneKind.LOST:
        color = QColor(c.muted)
    alpha = ALPHA_OBSERVER if lane.mark.hue is None else ALPHA
    if dashed:
        alpha, width = 0.45, min(width, 2.2)
    if lit is not None:
        alpha = 1.0 if lit else ALPHA_DIMMED
        width = width + 1.0 if lit else width
    return Stroke(path, color, width, dashed, alpha)


def same(lane: Lane, lanes: dict[LaneKey, Lane]) -> bool:
    """Whether the same member has the same partitions by a lane of another kind: kept through a rebalance, it did not move."""
    others = (lanes.get((lane.topic, lane.row, lane.member, kind)) for kind in LaneKind)
    return any(other is not None and other.partitions == lane.partitions for other in others)


def belongs(lane: Lane, focus: Focus | None) -> bool:
    """Whether a lane lights up with what is pointed at."""
    if focus is None:
        return False
    if focus.member is not None:
        return lane.member == focus.member
    return lane.topic == focus.topic and focus.partition in lane.partitions


def eased(t: float) -> float:
    """Return how far a movement is: it begins and ends gently."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def between(old: Lane, new: Lane, t: float) -> Lane:
    """Return a lane on its way from one place to another."""

    def mix(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    return replace(new, start=mix(old.start, new.start), bend=mix(old.bend, new.bend))
