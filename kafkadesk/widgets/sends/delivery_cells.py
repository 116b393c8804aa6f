"""How the delivery table draws its cells."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.models.delivery_table import RIGHT_ALIGNED, DeliveryColumn, DeliveryTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.cell_paint import CellFonts

PAD_PX = 4  # on either side of a cell's text


class DeliveryDelegate(QStyledItemDelegate):
    """Draws the cells; a verdict in its colour and, where the reason has no column of its own, with the reason behind it.

    Each verdict has the whole table painted, and is on the screen only then. The style's own painting took three times as long, and
    half of the rest went into asking for each cell what is the same for all: `begin` asks that.
    """

    def __init__(self, model: DeliveryTable, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._fonts = CellFonts(view.font())
        self._delivery: Delivery | None = None  # the one in _row
        self.begin()

    def begin(self) -> None:
        """Call it before each painting."""
        if self._view.font() != self._fonts.plain:
            self._fonts = CellFonts(self._view.font())
        colors = theme.colors()
        self._text, self._ground = QColor(colors.text), QColor(colors.select)
        self._of_verdict = {verdict: QColor(verdict_color(verdict)) for verdict in Verdict}
        self._reason_here = self._view.isColumnHidden(DeliveryColumn.REASON)
        self._chosen = {index.row() for index in self._view.selectionModel().selectedRows()}
        self._row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row, column = index.row(), index.column()
        if row != self._row:  # a row's cells are drawn one after another
            self._row, self._delivery = row, self._model.delivery(row)
        delivery = self._delivery
        if delivery is None:
            return
        rect = option.rect
        if row in self._chosen:
            painter.fillRect(rect, self._ground)
        text, room, bold, color = self._model.text(delivery, column), rect.width() - 2 * PAD_PX, False, self._text
        if column == DeliveryColumn.VERDICT:
            bold = delivery.verdict in (Verdict.CONFIRMED, Verdict.REJECTED)
            color = self._of_verdict[delivery.verdict]
            if self._reason_here and (reason := self._model.text(delivery, DeliveryColumn.REASON)):
                text = self._with_reason(text, reason, QFontMetrics(self._fonts.bold if bold else self._fonts.plain), room)
        laid_out = self._fonts.laid_out(text, room, bold=bold)
        painter.setFont(self._fonts.bold if bold else self._fonts.plain)
        painter.setPen(color)
        x = rect.x() + PAD_PX + (room - laid_out.width if column in RIGHT_ALIGNED else 0)
        painter.drawStaticText(QPointF(x, rect.y() + (rect.height() - laid_out.height) // 2), laid_out.text)

    def _with_reason(self, text: str, reason: str, metrics: QFontMetrics, room: int) -> str:
        whole = f"{text} · {reason}"
        why = self.tr("why?")  # the row, once chosen, tells it below
        return next((said for said in (whole, f"{text} · {why}") if metrics.horizontalAdvance(said) <= room), text)


def verdict_color(verdict: Verdict) -> str:
    """Return the colour of a verdict in the theme of now."""
    colors = theme.colors()
    match verdict:
        case Verdict.QUEUED:
            return colors.muted
        case Verdict.CONFIRMED:
            return colors.good
        case Verdict.REJECTED:
            return colors.bad
        case _:
            return colors.warn
