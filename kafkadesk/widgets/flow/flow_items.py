"""The boxes of the flow view: partitions, members, frames of groups, names of topics. Each paints what it was fed."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kafkadesk.core.colors import NO_GROUP
from kafkadesk.core.flow.plan import Caption, Frame, Seat, SeatRow
from kafkadesk.core.flow.world import GroupWord, Standing
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.guarded import guarded
from kafkadesk.widgets.flow import flow_words as words

SPARE = 4.0  # px around a box that its border, or its shadows, may need
DIMMED = 0.3
Shown = TypeVar("Shown", SeatRow, Seat, Frame, Caption)
NEAR = 1.5  # magnification from which cells have room for their log end


class BoxItem(QGraphicsItem, Generic[Shown]):
    """A box at its place, painted once and kept until something about it changes."""

    LAYER = 3  # over lanes and dots

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._size = QRectF()
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self.lit = False
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(self.LAYER)

    def set_content(self, what: Shown) -> None:
        """Show this. Its place is set by who moves it."""
        if what != self.shown:
            self.shown = what
            area = what.area
            size = QRectF(0, 0, area.w, area.h)
            if size != self._size:
                self.prepareGeometryChange()
                self._size = size
            self.update()

    def set_lit(self, *, lit: bool, dimmed: bool) -> None:
        """Stand out, or step back."""
        if lit != self.lit:
            self.lit = lit
            self.update()
        self.setOpacity(DIMMED if dimmed else 1.0)

    def text(
        self,
        painter: QPainter,
        room: QRectF,
        variants: Sequence[str],
        color: QColor,
        *,
        bold: bool = False,
        right: bool = False,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> float:
        """Draw the first of the variants that fits, cut if none does; return its width."""
        font = self._bold if bold else self._font
        metrics = QFontMetricsF(font)
        shown = next((v for v in variants if metrics.horizontalAdvance(v) <= room.width()), None)
        if shown is None:
            shown = metrics.elidedText(variants[-1], cut, max(0.0, room.width()))
        painter.setFont(font)
        painter.setPen(color)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return metrics.horizontalAdvance(shown)

    def width_of(self, text: str, *, bold: bool = False) -> float:
        return QFontMetricsF(self._bold if bold else self._font).horizontalAdvance(text)

    @property
    def unit(self) -> float:
        """The height of a line of text."""
        return QFontMetricsF(self._font).height()

    def boundingRect(self) -> QRectF:
        return self._size.adjusted(-SPARE, -SPARE, SPARE + 4, SPARE + 4)


class RowItem(BoxItem[SeatRow]):
    """A partition in full or on a line, or several as cells."""

    def __init__(self, font: QFont) -> None:
        super().__init__(font)
        self._lit_cells: frozenset[int] | None = None

    def light(self, partitions: frozenset[int] | None) -> None:
        """Light up these partitions of the row; None: as usual."""
        if partitions != self._lit_cells:
            self._lit_cells = partitions
            self.update()

    def partition_at(self, x: float) -> int | None:
        """Return the partition under a place in the item."""
        assert self.shown is not None
        for partition, cell in zip(self.shown.partitions, self.shown.cells, strict=True):
            if cell.x <= self.shown.box.x + x <= cell.right:
                return partition.number
        return None

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        assert self.shown is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shown.form.cells > 1:
            self._paint_cells(painter, near=option.levelOfDetailFromTransform(painter.worldTransform()) >= NEAR)
            return
        c, partition, unit = theme.colors(), self.shown.partitions[0], self.unit
        lit = self._lit_cells is not None and partition.number in self._lit_cells
        painter.setPen(QPen(QColor(c.accent if lit else c.border if partition.led else c.bad), 2.0 if lit else 1.0))
        painter.setBrush(QColor(c.flash if lit else c.flow_box))
        painter.drawRoundedRect(self._size, unit * 0.3, unit * 0.3)
        inside = self._size.adjusted(unit * 0.55, 0, -unit * 0.45, 0)
        shade = QColor(c.muted if partition.led else c.bad)
        if self.shown.form.name == "full":
            half = self._size.height() / 2
            self.text(
                painter, QRectF(inside.left(), half - unit * 1.05, inside.width(), unit), [words.partition_title(partition)],
                QColor(c.strong), bold=True,
            )  # fmt: skip
            below = QRectF(inside.left(), half + unit * 0.05, inside.width(), unit)
            self.text(painter, below, words.partition_facts(partition), shade)
        else:
            used = self.text(painter, inside, [f"P{partition.number}"], QColor(c.strong), bold=True) + unit * 0.5
            self.text(painter, inside.adjusted(used, 0, 0, 0), words.partition_facts(partition), shade, right=True)

    def _paint_cells(self, painter: QPainter, *, near: bool) -> None:
        assert self.shown is not None
        c, unit = theme.colors(), self.unit
        small = QFont(self._font)
        small.setPointSizeF(self._font.pointSizeF() * 0.6)
        for partition, cell in zip(self.shown.partitions, self.shown.cells, strict=True):
            lit = self._lit_cells is not None and partition.number in self._lit_cells
            box = QRectF(cell.x - self.shown.box.x + 1, 0, cell.w - 2, cell.h)
            painter.setPen(QPen(QColor(c.accent if lit else c.border if partition.led else c.bad), 2.0 if lit else 1.0))
            painter.setBrush(QColor(c.flash if lit else c.flow_box))
            painter.drawRoundedRect(box, unit * 0.2, unit * 0.2)
            color = QColor(c.strong if lit or partition.rate else c.text)
            if near and partition.end is not None:
                self.text_in_middle(painter, QRectF(box.left(), 0, box.width(), cell.h * 0.62), f"P{partition.number}", color, self._font)
                below = QRectF(box.left(), cell.h * 0.55, box.width(), cell.h * 0.4)
                self.text_in_middle(painter, below, str(partition.end), QColor(c.muted), small)
            else:
                self.text_in_middle(painter, box, f"P{partition.number}", color, self._bold if partition.rate else self._font)

    @staticmethod
    def text_in_middle(painter: QPainter, room: QRectF, text: str, color: QColor, font: QFont) -> None:
        """Draw a short text in the middle of its room."""
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


class SeatItem(BoxItem[Seat]):
    """A member, or idle ones as a stack."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        assert self.shown is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        member, unit = self.shown.members[0], self.unit
        inside = self._size.adjusted(unit * 0.6, 0, -unit * 0.5, 0)
        if member.standing is Standing.IDLE:
            self._paint_grey(painter, inside, words.idle_reason(self.shown))
            return
        if member.standing in (Standing.DEAD, Standing.GONE):
            reason = words.dead_reason() if member.standing is Standing.DEAD else words.gone_reason()
            self._paint_grey(painter, inside, reason, beside=True)
            return
        title, note = self._paint_box(painter)
        name = words.seat_title(self.shown)
        room = max(0.0, inside.width() - self.width_of(name, bold=True) - unit * 0.5)  # the name first: the rest is in the tooltip
        notes = [text for text in words.seat_note(self.shown) if self.width_of(text) <= room]
        used = self.text(painter, inside, notes[:1], note, right=True) + unit * 0.4 if notes else 0.0
        self.text(painter, inside.adjusted(0, 0, -used, 0), [name], title, bold=True)

    def _paint_box(self, painter: QPainter) -> tuple[QColor, QColor]:
        """Paint the box of a member that is not idle; return the colours for its name and its note."""
        assert self.shown is not None
        c, member, unit = theme.colors(), self.shown.members[0], self.unit
        mark = NO_GROUP if self.shown.group is None else self.shown.group.mark
        color = theme.group_color(mark)
        solid = member.ours and (bool(member.partitions) or self.shown.group is None)
        if solid:
            painter.setPen(QPen(QColor(c.strong), 2.0) if self.lit else Qt.PenStyle.NoPen)
            painter.setBrush(color)
        else:
            soft = QColor(color)
            soft.setAlphaF(0.14)
            painter.setPen(QPen(QColor(c.strong) if self.lit else color, 2.0 if self.lit or not member.ours else 1.2))
            painter.setBrush(soft)
        painter.drawRoundedRect(self._size, unit * 0.3, unit * 0.3)
        if solid and mark.striped:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(color.darker(135), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(self._size, unit * 0.3, unit * 0.3)
        if not solid:
            return QColor(c.text), QColor(c.muted)
        name = theme.on_group_color(mark)
        note = QColor(name)
        note.setAlphaF(0.86)
        return name, note

    def _paint_grey(self, painter: QPainter, inside: QRectF, reason: Sequence[str], *, beside: bool = False) -> None:
        assert self.shown is not None
        c, unit = theme.colors(), self.unit
        painter.setPen(QPen(QColor(c.accent if self.lit else c.border_strong), 2.0 if self.lit else 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(c.header))
        for i in range(min(2, len(self.shown.members) - 1), -1, -1):
            painter.drawRoundedRect(self._size.translated(i * 3.0, i * 3.0), unit * 0.3, unit * 0.3)
        shade = QColor(c.muted)
        if beside:
            title = words.seat_title(self.shown)
            used = self.text(painter, inside, [title], shade, bold=True)
            self.text(painter, inside.adjusted(used + unit * 0.5, 0, 0, 0), reason, QColor(c.bad), right=True)
            return
        half = self._size.height() / 2
        above = QRectF(inside.left(), half - unit * 1.05, inside.width(), unit)
        below = QRectF(inside.left(), half + unit * 0.02, inside.width(), unit)
        title = words.seat_title(self.shown)
        whole = [f"{title}: {text}" for text in reason[:1]]
        if len(self.shown.members) == 1:
            self.text(painter, above, [title], QColor(c.text), bold=True)
            self.text(painter, below, reason, shade)
        elif self.width_of(whole[0], bold=True) <= above.width():
            self.text(painter, above, whole, QColor(c.text), bold=True)
            names = ", ".join(words.member_name(m) for m in self.shown.members)
            self.text(painter, below, [names], shade, cut=Qt.TextElideMode.ElideRight)
        else:
            self.text(painter, above, [title], QColor(c.text), bold=True)
            self.text(painter, below, reason, shade)


class FrameItem(BoxItem[Frame]):
    """A group: its name, state and generation over a frame around its members."""

    LAYER = 0  # under everything

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        assert self.shown is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, unit, group = theme.colors(), self.unit, self.shown.group
        title = self.shown.title
        over = title.bottom <= self.shown.box.y + 1
        head = QRectF(title.x - self.shown.box.x + unit * (0.3 if over else 0.6), 0, title.w - unit * (0.4 if over else 0.9), title.h)
        if group is None:
            used = self.text(painter, head, [words.without_group()], QColor(c.muted), bold=True)
            self._facts(painter, head, used, words.without_group_facts(), QColor(c.muted))
            return
        color = theme.group_color(group.mark)
        name = f"{group.mark.initials} {group.label}" if group.mark.striped else group.label
        facts = words.group_facts(group)
        room = head.adjusted(0, 0, -min(self.width_of(facts[-1]) + unit, head.width() / 2), 0)
        used = self.text(painter, room, [name], color, bold=True)
        self._facts(painter, head, used, facts, QColor(c.muted if group.word is GroupWord.STABLE else c.warn))
        pen = QPen(color, 1.3, Qt.PenStyle.DashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(0, self.shown.box.y - title.y, self._size.width(), self.shown.box.h)
        painter.drawRoundedRect(box, unit * 0.5, unit * 0.5)

    def _facts(self, painter: QPainter, head: QRectF, used: float, facts: Sequence[str], color: QColor) -> None:
        dotted = [f" · {fact}" if fact else "" for fact in facts]
        self.text(painter, head.adjusted(used, 0, 0, 0), dotted, color)


class CaptionItem(BoxItem[Caption]):
    """The name of a topic, where there are several."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        assert self.shown is not None
        c = theme.colors()
        used = self.text(painter, self._size, [words.topic_line(self.shown.topic)], QColor(c.strong), bold=True)
        painter.setPen(QColor(c.line))
        middle = self._size.center().y()
        painter.drawLine(QPointF(used + self.unit, middle), QPointF(self._size.right(), middle))
