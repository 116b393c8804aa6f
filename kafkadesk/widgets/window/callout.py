"""A small callout that points at a widget, once, and never comes back."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel

ARROW = 9  # pixels from the box to the tip
GAP = 4  # pixels from the tip to the widget


class Callout(QWidget):
    """Lies over the window that `target` is in, below the target or above it where there is more room. A click takes it away."""

    def __init__(self, target: QWidget, text: str) -> None:
        super().__init__(target.window())
        self._target = target
        self._below = True
        self._label = PlainLabel(text)
        self._label.setStyleSheet(f"color: {theme.colors().on_accent}; font-weight: 600;")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7 + ARROW, 12, 7 + ARROW)
        layout.addWidget(self._label)
        self.setAccessibleName(text)
        target.installEventFilter(self)
        target.window().installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        if self.isHidden():
            return
        self._target.removeEventFilter(self)
        self._target.window().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        window = self._target.window()
        size = self.sizeHint()
        corner = self._target.mapTo(window, QPoint(0, 0))
        target = QRect(corner, self._target.size())
        self._below = window.height() - target.bottom() > size.height() + GAP
        x = max(4, min(target.center().x() - size.width() // 2, window.width() - size.width() - 4))
        y = target.bottom() + GAP if self._below else target.top() - GAP - size.height()
        self.setGeometry(QRect(QPoint(x, y), size))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._place()
        elif watched is self._target and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Hide):
            self.dismiss()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize() if layout is None else layout.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tip = self._target.mapTo(self.window(), self._target.rect().center()).x() - self.x()
        tip = max(ARROW * 2, min(tip, self.width() - ARROW * 2))
        box = self.rect().adjusted(0, ARROW, 0, -ARROW).toRectF()
        base, point = (box.top(), 0.0) if self._below else (box.bottom(), float(self.height()))
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        arrow = QPainterPath()
        arrow.addPolygon(QPolygonF([QPoint(tip - ARROW, round(base)), QPoint(tip, round(point)), QPoint(tip + ARROW, round(base))]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors().accent))
        painter.drawPath(path.united(arrow))
        painter.end()


class Callouts:
    """Shows each callout once in the life of an installation; `seen` is kept by the caller."""

    def __init__(self, seen: Iterable[str] = ()) -> None:
        self._seen = set(seen)
        self._shown: Callout | None = None

    def point(self, key: str, target: QWidget, text: str) -> bool:
        """Point at a widget that is to be seen, unless this callout was shown before; return whether it is shown now."""
        if key in self._seen or not target.isVisible():
            return False
        self.dismiss()
        self._seen.add(key)
        self._shown = Callout(target, text)
        self._shown.destroyed.connect(self._forget)
        return True

    def dismiss(self) -> bool:
        """Take the callout away; return whether there was one."""
        shown, self._shown = self._shown, None
        if shown is not None:
            shown.dismiss()
        return shown is not None

    def _forget(self) -> None:
        """Forget a callout that took itself away, when its target was pressed: its C++ object is no more."""
        self._shown = None

    def is_shown(self) -> bool:
        return self._shown is not None and self._shown.isVisible()

    def seen(self) -> tuple[str, ...]:
        """Return the keys of those that were shown: what to keep for the next start."""
        return tuple(sorted(self._seen))
