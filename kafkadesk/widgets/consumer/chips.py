"""Small painted signs of a consumer pane: the bar in its group's colour, its partitions as chips, its line of counters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kafkadesk.core.colors import NO_GROUP, GroupMark
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme

DOT = " · "


class GroupBar(QWidget):
    """The group's colour as an upright bar; from the eighth group on with a stripe and initials."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = NO_GROUP
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_mark(self, mark: GroupMark) -> None:
        if mark != self._mark:
            self._mark = mark
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(f" {self._mark.initials} ") if self._mark.striped else max(4, metrics.height() // 4)
        return QSize(width, round(metrics.height() * 1.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(self.height(), round(self.fontMetrics().height() * 1.6))
        bar = QRect(0, (self.height() - height) // 2, self.width(), height)
        _pill(painter, bar, self._mark, radius=2)
        if self._mark.striped:
            painter.setPen(theme.on_group_color(self._mark))
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, self._mark.initials)
        painter.end()


class PartitionChips(QWidget):
    """A pane's partitions as chips in its group's colour; where there is no room, "+3" stands for the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = NO_GROUP
        self._partitions: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_partitions(self, partitions: Sequence[int], mark: GroupMark) -> None:
        new = (tuple(partitions), mark)
        if new != (self._partitions, self._mark):
            self._partitions, self._mark = new
            self.setAccessibleName(self.tr("Partitions: {list}").format(list=", ".join(map(str, self._partitions))))
            self.setToolTip(tip(", ".join(f"P{p}" for p in self._partitions)))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._texts()), self._chip_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width([self._short()] if self._partitions else []), self._chip_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        texts = self._fitting()
        x = self.width() - self._width(texts)  # they stand at the right, as far as they go
        top = (self.height() - self._chip_height()) // 2
        for text in texts:
            chip = QRect(x, top, self._chip_width(text), self._chip_height())
            _pill(painter, chip, self._mark, radius=chip.height() / 2)
            painter.setPen(theme.on_group_color(self._mark))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            x += chip.width() + self._gap()
        painter.end()

    def _texts(self) -> list[str]:
        return [f"P{p}" for p in self._partitions]

    def _fitting(self) -> list[str]:
        texts = self._texts()
        forms = [texts]
        if self._in_a_row() and len(texts) > 2:
            forms.append([f"{texts[0]}–{texts[-1]}"])
        else:
            forms += [[*texts[:keep], f"+{len(texts) - keep}"] for keep in range(len(texts) - 1, 0, -1)]
        for form in forms:
            if self._width(form) <= self.width():
                return form
        return [self._short()] if texts else []

    def _in_a_row(self) -> bool:
        parts = self._partitions
        return bool(parts) and parts == tuple(range(parts[0], parts[0] + len(parts)))

    def _short(self) -> str:
        """Return one chip for all of them, where there is hardly any room: 0–3, or 0 +2."""
        first, last = self._partitions[0], self._partitions[-1]
        if first == last:
            return f"P{first}"
        return f"{first}–{last}" if self._in_a_row() else f"{first} +{len(self._partitions) - 1}"

    def _width(self, texts: Iterable[str]) -> int:
        widths = [self._chip_width(text) + self._gap() for text in texts]
        return max(0, sum(widths) - self._gap())

    def _chip_width(self, text: str) -> int:
        metrics = QFontMetrics(self._font())
        return metrics.horizontalAdvance(text) + round(metrics.height() * 0.8)

    def _chip_height(self) -> int:
        return round(QFontMetrics(self._font()).height() * 1.15)

    def _gap(self) -> int:
        return max(2, self.fontMetrics().height() // 4)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        return font


@dataclass(frozen=True, slots=True)
class CounterPart:
    """A piece of a line of counters. rank: those with the highest go first where there is no room. role: its colour."""

    text: str
    rank: int = 0
    role: str = "muted"


class CounterLine(QWidget):
    """One line of short facts, some at the left and some at the right; what does not fit is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: tuple[CounterPart, ...] = ()
        self._right: tuple[CounterPart, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_parts(self, left: Iterable[CounterPart], right: Iterable[CounterPart] = ()) -> None:
        new = (tuple(left), tuple(right))
        if new != (self._left, self._right):
            self._left, self._right = new
            self.setAccessibleName(self.text())
            self.setToolTip(tip(self.text()))
            self.update()

    def text(self) -> str:
        """Return all of it, as one line."""
        return DOT.join(part.text for part in (*self._left, *self._right))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), round(self.fontMetrics().height() * 1.3))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, right = list(self._left), list(self._right)
        while self._width(left) + self._width(right) + (self._dot() if left and right else 0) > self.width() and len(left) + len(right) > 1:
            side = max((left, right), key=lambda parts: max((part.rank for part in parts), default=-1))
            side.remove(max(side, key=lambda part: part.rank))
        self._draw(painter, left, 0)
        self._draw(painter, right, max(0, self.width() - self._width(right)))
        painter.end()

    def _draw(self, painter: QPainter, parts: Sequence[CounterPart], x: int) -> None:
        c, metrics = theme.colors(), self.fontMetrics()
        shades = {"muted": c.muted, "text": c.text, "bad": c.bad, "warn": c.warn, "good": c.good}
        for text, role in _runs(parts):
            painter.setPen(QColor(shades[role]))
            room, width = self.width() - x, metrics.horizontalAdvance(text)
            shown = text if width <= room else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            x += width

    def _width(self, parts: Sequence[CounterPart]) -> int:
        metrics = self.fontMetrics()
        return sum(metrics.horizontalAdvance(text) for text, _ in _runs(parts)) + 2  # advances are rounded: exactly as much would be cut

    def _dot(self) -> int:
        return self.fontMetrics().horizontalAdvance(DOT)


def _runs(parts: Sequence[CounterPart]) -> list[tuple[str, str]]:
    """Return the text of a line and its roles: what has one colour is drawn at once, as each piece costs as much as a long one."""
    runs: list[tuple[str, str]] = []
    for part in parts:
        for text, role in [(DOT, "muted")] * bool(runs) + [(part.text, part.role)]:
            if runs and runs[-1][1] == role:
                runs[-1] = (runs[-1][0] + text, role)
            else:
                runs.append((text, role))
    return runs


def _pill(painter: QPainter, box: QRect, mark: GroupMark, *, radius: float) -> None:
    """Fill a rounded box with a group's colour, striped where the hue is another group's too."""
    painter.setPen(Qt.PenStyle.NoPen)
    color = theme.group_color(mark)
    painter.setBrush(color)
    painter.drawRoundedRect(box, radius, radius)
    if mark.striped:
        painter.setBrush(QBrush(color.darker(135), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, radius, radius)
