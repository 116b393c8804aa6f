"""The picture of the flow view: boxes, lanes and travelling dots, and how one picture becomes the next.

What stays keeps its item and moves to its place; lanes that go fade, lanes that come are drawn from the partition on. The
one timer runs while something moves, and at no other time.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsScene

from kafkadesk.core.flow.plan import Box, FlowPlan, Lane, LaneKind
from kafkadesk.core.focus import Focus
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.flow.flow_items import BoxItem, CaptionItem, FrameItem, RowItem, SeatItem
from kafkadesk.widgets.flow.flow_lanes import (
    POINTS,
    LaneKey,
    LaneLayer,
    Stroke,
    belongs,
    between,
    eased,
    path_of,
    points_of,
    same,
    stroke_of,
)

FRAME_MS = 33
TRAVEL_S = 0.75  # of a dot
MOVE_S = 0.35  # of a box to its new place
DRAW_S = 0.6  # of a new lane
FADE_S = 1.8  # of an old one: long enough to see which partitions moved
MOST_DRAWN = 250  # lanes; with more the picture changes at once
DIMMED_DOT = 0.15
DOT = 0.3  # radius, of the height of a line


@dataclass(slots=True)
class _Dot:
    """A record on its way."""

    item: QGraphicsEllipseItem
    lane: LaneKey
    start: float


class FlowScene(QGraphicsScene):
    """Takes plans; `launch` lets dots travel; `light` shows what is pointed at."""

    def __init__(self, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # most of what is here moves
        self._font = font
        self._plan = FlowPlan()
        self._layer = LaneLayer()
        self._layer.setZValue(1)
        self.addItem(self._layer)
        self.rows: dict[tuple[str, int], RowItem] = {}
        self.seats: dict[tuple[str, str], SeatItem] = {}
        self._frames: dict[tuple[str, str | None], FrameItem] = {}
        self._captions: dict[str, CaptionItem] = {}
        self._paths: dict[LaneKey, QPainterPath] = {}
        self._ways: dict[LaneKey, list[QPointF]] = {}
        self._dots: list[_Dot] = []
        self._spare: list[QGraphicsEllipseItem] = []
        self._moves: dict[BoxItem[Any], tuple[QPointF, QPointF]] = {}
        self._moved_at = 0.0
        self._old: dict[LaneKey, Lane] = {}  # where lanes were before they began to move
        self._new: dict[LaneKey, float] = {}
        self._lost: dict[LaneKey, tuple[Lane, float]] = {}
        self._focus: Focus | None = None
        self._lanes_moving = False
        self._drawn: object = None  # what the lanes were drawn from last, while none moves
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(lambda: self.tick(time.monotonic()))

    # what is to be seen

    @property
    def plan(self) -> FlowPlan:
        return self._plan

    @property
    def moving(self) -> bool:
        """Whether something is on its way."""
        return self._timer.isActive()

    @property
    def dots(self) -> int:
        """How many dots are under way."""
        return len(self._dots)

    @property
    def coming(self) -> set[tuple[str, int, str]]:
        """The lanes that are being drawn: topic, first partition of the row, member."""
        return {key[:3] for key in self._new}

    @property
    def going(self) -> set[tuple[str, int, str]]:
        """The lanes that fade."""
        return {key[:3] for key in self._lost}

    def show_plan(self, plan: FlowPlan, *, move: bool) -> None:
        """Show this picture; move: by motion, else at once."""
        now = time.monotonic()
        move = move and bool(self._plan.lanes or self._plan.seats) and len(plan.lanes) <= MOST_DRAWN
        self._compare_lanes(plan, now, move=move)
        move = move and _alike(self._plan, plan)
        if not move:
            self._old = {}
        self._plan = plan
        self._moves = {}
        self._place(self.rows, {(r.topic, r.partitions[0].number): (r, r.box) for r in plan.rows}, RowItem, move=move)
        self._place(self.seats, {(s.topic, s.key): (s, s.box) for s in plan.seats}, SeatItem, move=move)
        frames = {(f.topic, None if f.group is None else f.group.id): (f, f.area) for f in plan.frames}
        self._place(self._frames, frames, FrameItem, move=move)
        self._place(self._captions, {c.topic.name: (c, c.box) for c in plan.captions}, CaptionItem, move=move)
        self.setSceneRect(QRectF(0, 0, plan.width, plan.height))
        if self._moves:
            self._moved_at = now
        self._light_items()
        self._draw_lanes(now)
        self._drop_lost_dots()
        self._wake()

    def light(self, focus: Focus | None) -> None:
        """Show what is pointed at: it and what belongs to it stand out, all else steps back."""
        if focus != self._focus:
            self._focus = focus
            self._light_items()
            self._draw_lanes(time.monotonic())
            lit = {lane.key for lane in self._plan.lanes if focus is None or belongs(lane, focus)}
            for dot in self._dots:
                dot.item.setOpacity(1.0 if dot.lane in lit else DIMMED_DOT)

    def restyle(self, font: QFont) -> None:
        """Paint everything anew, in the colours and the font of now."""
        self._font = font
        self.still()
        for items in (self.rows, self.seats, self._frames, self._captions):
            for item in items.values():
                self.removeItem(item)
            items.clear()
        for dot in self._spare:
            self.removeItem(dot)
        self._spare.clear()
        self._plan = FlowPlan()
        self._drawn = None

    # motion

    def launch(self, lane: LaneKey, starts: Sequence[float]) -> None:
        """Let a dot travel along a lane from each of these moments on (time.monotonic() seconds)."""
        found = next((one for one in self._plan.lanes if one.key == lane), None)
        if found is None:
            return
        color = QColor(theme.colors().muted) if found.mark.hue is None else theme.group_color(found.mark)
        for start in starts:
            item = self._spare.pop() if self._spare else self._new_dot()
            item.setBrush(color)
            item.setOpacity(DIMMED_DOT if self._focus is not None and not belongs(found, self._focus) else 1.0)
            item.hide()
            self._dots.append(_Dot(item, lane, start))
        self._wake()

    def still(self) -> None:
        """End all motion at once: every box at its place, no dot under way."""
        for item, (_, to) in self._moves.items():
            _settle(item, to)
        self._moves.clear()
        self._new.clear()
        self._lost.clear()
        for dot in self._dots:
            self._retire(dot)
        self._dots.clear()
        self._timer.stop()
        self._draw_lanes(time.monotonic())

    def tick(self, now: float) -> None:
        """Show everything as it is at this moment; stop the timer once nothing moves."""
        if self._moves:
            t = eased((now - self._moved_at) / MOVE_S)
            for item, (begin, end) in self._moves.items():
                if t < 1.0:
                    item.setPos(begin + (end - begin) * t)
                else:
                    _settle(item, end)
            if t >= 1.0:
                self._moves.clear()
                self._old.clear()
        if self._lanes_moving:
            self._draw_lanes(now)
        under_way = []
        for dot in self._dots:
            t = (now - dot.start) / TRAVEL_S
            if t >= 1.0:
                self._retire(dot)
                continue
            under_way.append(dot)
            if t >= 0.0:
                dot.item.setPos(self._place_of(dot.lane, t))
                dot.item.show()
        self._dots = under_way
        if not (self._dots or self._moves or self._lanes_moving):
            self._timer.stop()

    def _wake(self) -> None:
        if (self._dots or self._moves or self._lanes_moving) and not self._timer.isActive():
            self._timer.start()

    # boxes

    def _place(
        self, items: dict[Any, Any], wanted: Mapping[Any, tuple[Any, Box]], make: Callable[[QFont], BoxItem[Any]], *, move: bool
    ) -> None:
        """Bring one kind of items in line with the plan: what has no place any more goes, what is new comes."""
        for key in items.keys() - wanted.keys():
            self.removeItem(items.pop(key))
        for key, (what, box) in wanted.items():
            item, place = items.get(key), QPointF(box.x, box.y)
            if item is None:
                item = items[key] = make(self._font)
                self.addItem(item)
                item.setPos(place)
            elif move and item.pos() != place:
                self._moves[item] = (item.pos(), place)
            elif item.pos() != place or item in self._moves:
                _settle(item, place)
            item.set_content(what)

    def _light_items(self) -> None:
        focus = self._focus
        lanes = [lane for lane in self._plan.lanes if belongs(lane, focus)] if focus is not None else []
        members = {lane.member for lane in lanes} | ({focus.member} if focus is not None and focus.member is not None else set())
        for (topic, _), item in self.rows.items():
            assert item.shown is not None
            numbers = [p.number for p in item.shown.partitions]
            if focus is None:
                lit = None
            elif focus.member is not None:
                lit = frozenset(n for lane in lanes if lane.topic == topic for n in lane.partitions if n in numbers)
            else:
                lit = frozenset(n for n in numbers if focus.topic == topic and n == focus.partition)
            item.light(lit)
            item.set_lit(lit=bool(lit), dimmed=lit is not None and not lit)
        for seat_item in self.seats.values():
            assert seat_item.shown is not None
            keys = {m.key for m in seat_item.shown.members}
            lit_seat = focus is not None and bool(keys & members)
            seat_item.set_lit(lit=lit_seat, dimmed=focus is not None and not lit_seat)

    # lanes

    def _compare_lanes(self, plan: FlowPlan, now: float, *, move: bool) -> None:
        """Note which lanes come, go and stay."""
        before = {lane.key: lane for lane in self._plan.lanes}
        after = {lane.key: lane for lane in plan.lanes}
        self._old = before if move else {}
        self._new = {k: at for k, at in self._new.items() if k in after} if move else {}
        self._lost = {k: v for k, v in self._lost.items() if k not in after} if move else {}
        if not move:
            return
        for key, lane in after.items():
            if key not in before and not same(lane, before):
                self._new[key] = now
        for key, lane in before.items():
            if key not in after and not same(lane, after):
                self._lost[key] = (lane, now)

    def _draw_lanes(self, now: float) -> None:
        """Hand the lanes to the layer as they are at this moment."""
        self._new = {key: since for key, since in self._new.items() if now - since < DRAW_S}
        self._lost = {key: (lane, since) for key, (lane, since) in self._lost.items() if now - since < FADE_S}
        moving = bool(self._moves)
        if not moving:
            self._old = {}
        still = not (moving or self._new or self._lost)
        wanted = (self._plan.lanes, self._focus, self.sceneRect()) if still else None
        if still and wanted == self._drawn:  # only numbers changed: painting all lanes anew would take 10 ms
            self._lanes_moving = False
            return
        self._drawn = wanted
        strokes = [self._fading(lane, (now - since) / FADE_S) for lane, since in self._lost.values()]
        t = eased((now - self._moved_at) / MOVE_S) if moving else 1.0
        self._paths.clear()
        self._ways.clear()
        for lane in sorted(self._plan.lanes, key=self._height):
            shown = between(self._old[lane.key], lane, t) if moving and lane.key in self._old else lane
            path = self._paths[lane.key] = path_of(shown)
            stroke = stroke_of(shown, path, lit=None if self._focus is None else belongs(lane, self._focus))
            if lane.key in self._new:
                stroke.drawn = min(1.0, max(0.0, (now - self._new[lane.key]) / DRAW_S))
            strokes.append(stroke)
        self._lanes_moving = not still
        self._layer.set_strokes(strokes, self.sceneRect(), still=still)

    def _height(self, lane: Lane) -> tuple[bool, bool, bool]:
        """Return what is painted over what: last what is pointed at."""
        return belongs(lane, self._focus), lane.kind is LaneKind.READS, lane.mark.hue is not None

    @staticmethod
    def _fading(lane: Lane, t: float) -> Stroke:
        stroke = stroke_of(lane, path_of(lane), lit=None)
        stroke.dashed = True
        stroke.alpha *= max(0.0, 1.0 - t)
        return stroke

    # dots

    def _new_dot(self) -> QGraphicsEllipseItem:
        radius = DOT * self.unit
        dot = QGraphicsEllipseItem(-radius, -radius, 2 * radius, 2 * radius)
        dot.setPen(QPen(QColor(theme.colors().card), 1.4))
        dot.setZValue(2)
        dot.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.addItem(dot)
        return dot

    @property
    def unit(self) -> float:
        """The height of a line of text."""
        return QFontMetricsF(self._font).height()

    def _place_of(self, lane: LaneKey, t: float) -> QPointF:
        way = self._ways.get(lane)
        if way is None:
            way = self._ways[lane] = points_of(self._paths[lane])
        at = t * POINTS
        i = min(int(at), POINTS - 1)
        return way[i] + (way[i + 1] - way[i]) * (at - i)

    def _retire(self, dot: _Dot) -> None:
        dot.item.hide()
        self._spare.append(dot.item)

    def _drop_lost_dots(self) -> None:
        """Take away dots whose lane is no more."""
        lost = [dot for dot in self._dots if dot.lane not in self._paths]
        for dot in lost:
            self._retire(dot)
        self._dots = [dot for dot in self._dots if dot.lane in self._paths]


def _settle(item: BoxItem[Any], place: QPointF) -> None:
    """Put a box where it stays, and have it painted anew there: until then it is a picture, shifted by parts of a pixel."""
    item.setPos(place)
    item.update()


def _alike(one: FlowPlan, other: FlowPlan) -> bool:
    """Whether boxes can slide from one picture to the other: they have the same form, and only their places differ."""
    forms = [({round(row.box.w) for row in plan.rows}, {round(seat.box.w) for seat in plan.seats}) for plan in (one, other)]
    return forms[0] == forms[1]
