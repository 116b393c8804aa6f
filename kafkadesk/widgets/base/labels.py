"""Labels that show outside text safely: always plain text, cut with "…" when there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme


class PlainLabel(QLabel):
    """A label that never takes its text for markup. role: how the theme draws it, such as "muted"."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "", wrap: bool = False) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.set_role(self, role)


class ElidedLabel(PlainLabel):
    """One line that gives way: the longest of its variants that fits, cut with "…" if none does; all of it in the tooltip then."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(text, parent, role=role)
        self._variants: tuple[str, ...] = (text,)
        self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_variants(self, *variants: str, more: str = "") -> None:
        """Show the first of these texts for which there is room. `text()` is the first, the whole one; more: what the tooltip adds."""
        self._variants, self._more = variants, more
        self.setText(variants[0])
        self.setAccessibleName(variants[0])
        self._explain()

    def shown(self) -> str:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        variants = self._variants if self._variants[0] == self.text() else (self.text(),)
        for variant in variants:
            if metrics.horizontalAdvance(variant) <= room:
                return variant
        return metrics.elidedText(variants[-1], Qt.TextElideMode.ElideRight, room)

    def _explain(self) -> None:
        whole = "" if self.shown() == self.text() else self.text()
        self.setToolTip(tip("\n".join(filter(None, (whole, self._more)))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inside, flags = self.contentsRect(), int(self.alignment().value)
        self.style().drawItemText(painter, inside, flags, self.palette(), self.isEnabled(), self.shown(), self.foregroundRole())
        painter.end()
