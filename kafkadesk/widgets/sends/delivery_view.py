"""The delivery table as it is seen: columns by room, verdicts in colour, the chosen one's reason in full, totals below."""

import html
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kafkadesk.core.delivery import Verdict
from kafkadesk.models.delivery_table import NUMBER_ROLE, DeliveryColumn, DeliveryTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import show_rows
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.sends.delivery_actions import DeliveryActions
from kafkadesk.widgets.sends.delivery_cells import DeliveryDelegate, verdict_color
from kafkadesk.widgets.sends.why_panel import WhyPanel

LEAST_ROWS = 5  # always visible
LEAST_ROWS_BESIDE_WORDS = 2  # while a low window has to say why as well
WIDE_EM = 90  # from this width on, in average characters: time, topic and reason too
MID_EM = 64  # from this width on: time too

HINT_PX = 16  # around the words of an empty table
OPEN = (Verdict.QUEUED, Verdict.IN_FLIGHT)


class DeliveryView(Responsive, QWidget):
    """Signals:
    delivery_selected: the user chose the send with this number.
    again_requested: send the content of this number again.
    look_up_requested: read the topic for the send with this number.
    export_requested: write the history of deliveries to a file.
    """

    delivery_selected = Signal(int)
    again_requested = Signal(int)
    look_up_requested = Signal(int)
    export_requested = Signal()

    def __init__(self, model: DeliveryTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._table = _DeliveryTableView(model, self)
        self._empty = PlainLabel(parent=self._table.viewport(), role="muted", wrap=True)
        self._table.viewport().installEventFilter(self)  # it gets its size after this widget, and again when a bar comes or goes
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.why = WhyPanel(self)
        self.why.again_requested.connect(self.again_requested)
        self.why.look_up_requested.connect(self.look_up_requested)
        self.actions_on_rows = DeliveryActions(self._table, model, self.why)
        self._table.activated.connect(lambda _: self.why.call_doctor())  # Enter, or a double click
        self._totals = TotalsLine(self)
        self._export = QPushButton()
        theme.set_role(self._export, "link")
        self._export.clicked.connect(self.export_requested)
        foot = QFrame(self)
        theme.set_role(foot, "footer")
        footer = QHBoxLayout(foot)
        footer.setContentsMargins(0, 0, 0, 0)
        footer.setSpacing(0)
        footer.addWidget(self._totals, 1)
        footer.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._table, 1)
        layout.addWidget(self.why)
        layout.addWidget(foot)
        model.refreshed.connect(self._refreshed)
        model.modelReset.connect(self._show_reason)
        self._table.selectionModel().currentRowChanged.connect(self._chosen)
        self.retranslate()
        self._refreshed()

    def select(self, number: int) -> None:
        """Choose the row of a send, such as after a click on it elsewhere; none if it is no longer shown."""
        row = self._model.row_of(number)
        selection = self._table.selectionModel()
        if row is None:
            selection.clear()
        else:
            selection.blockSignals(True)
            self._table.selectRow(row)
            selection.blockSignals(False)
            self._table.scrollTo(self._model.index(row, 0))
            self._table.viewport().update()
        self._show_reason()

    def last_text(self) -> str:
        """Return the newest send's number, place and verdict in one line; empty before the first."""
        delivery = self._model.delivery(0)
        if delivery is None:
            return ""
        place = "" if delivery.offset is None else f" P{delivery.partition}:{delivery.offset}"
        return f"#{delivery.number}{place} · {self._model.index(0, DeliveryColumn.VERDICT).data()}"

    def last_verdict(self) -> Verdict | None:
        """Return the verdict of the newest send."""
        delivery = self._model.delivery(0)
        return None if delivery is None else delivery.verdict

    def reason(self) -> str:
        """Return what stands below the table: number and reason of the chosen send, or nothing."""
        return self.why.reason()

    def set_searching(self, number: int | None) -> None:
        """Show that the topic is being read for this send; None: no longer."""
        self.why.set_searching(number)

    def model(self) -> DeliveryTable:
        return self._model

    def retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Deliveries"))
        self._empty.setText(self.tr("Every send gets a row here: where it was stored, and its verdict."))
        self._export.setText(self.tr("Export…"))
        self._export.setToolTip(self.tr("Write the history of deliveries to a file: JSON lines or CSV."))
        self._model.retranslate()
        self._show_reason()

    def _refreshed(self) -> None:
        self._table.lay_out()
        self._empty.setVisible(self._model.rowCount() == 0)
        self._totals.set_totals(self._model.totals())
        self._export.setVisible(self._model.rowCount() > 0)
        self._show_reason()

    def _chosen(self, current: QModelIndex) -> None:
        self._show_reason()
        if current.isValid():
            self.delivery_selected.emit(current.data(NUMBER_ROLE))

    def _show_reason(self) -> None:
        self.why.set_delivery(self._model.delivery(self._table.currentIndex().row()))
        self._table.keep_rows(LEAST_ROWS if self.why.isHidden() else LEAST_ROWS_BESIDE_WORDS)

    def restyle(self) -> None:
        em = self.fontMetrics().averageCharWidth()
        wide, mid = self.width() >= WIDE_EM * em, self.width() >= MID_EM * em
        for column, shown in ((DeliveryColumn.TIME, mid), (DeliveryColumn.TOPIC, wide), (DeliveryColumn.REASON, wide)):
            self._table.setColumnHidden(column, not shown)
        self._table.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._table.viewport():
            self._empty.setGeometry(self._table.viewport().rect().adjusted(HINT_PX, HINT_PX, -HINT_PX, 0))
        return super().eventFilter(watched, event)


class _DeliveryTableView(QTableView):
    """The rows: as low as the font allows, never fewer than keep_rows() says."""

    def __init__(self, model: DeliveryTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._cells = DeliveryDelegate(model, self)
        self.setItemDelegate(self._cells)
        self._least_rows = LEAST_ROWS
        show_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(8)
        self.fit_columns()

    def keep_rows(self, rows: int) -> None:
        """Take no less room than these rows need."""
        self._least_rows = rows
        height = self.verticalHeader().defaultSectionSize() * rows
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + height + 2 * self.frameWidth())

    def fit_columns(self) -> None:
        """Size rows and columns by the font."""
        metrics = self.fontMetrics()
        bold = self.font()
        bold.setBold(True)
        heading = QFontMetrics(bold)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 6)
        self.keep_rows(self._least_rows)
        if self.model() is None:
            return
        samples = {
            DeliveryColumn.NUMBER: "0000",
            DeliveryColumn.TIME: "00:00:00.000",
            DeliveryColumn.TOPIC: "0" * 14,
            DeliveryColumn.PARTITION: "000",
            DeliveryColumn.OFFSET: "000000",
            DeliveryColumn.LATENCY: "00.0 ms",
        }
        for column, sample in samples.items():
            title = self.model().headerData(column, Qt.Orientation.Horizontal)
            self.setColumnWidth(column, max(metrics.horizontalAdvance(sample), heading.horizontalAdvance(title)) + metrics.height())
        wide = not self.isColumnHidden(DeliveryColumn.REASON)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(DeliveryColumn.REASON if wide else DeliveryColumn.VERDICT, QHeaderView.ResizeMode.Stretch)
        if wide:
            self.setColumnWidth(DeliveryColumn.VERDICT, metrics.horizontalAdvance("0" * 18))

    def lay_out(self) -> None:
        """Place rows that came or went now, not in a later turn: the window would be painted twice, and what is new the second time."""
        self.executeDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin()
        super().paintEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())


class TotalsLine(Responsive, QLabel):
    """What became of every send, nothing left out: 10 sent  7 confirmed  1 rejected  1 unknown  1 in flight.

    Wraps where it must, so that no figure is ever clipped. Markup is safe here: it shows no outside text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals: Mapping[Verdict, int] = {}
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setContentsMargins(8, 6, 8, 6)
        self.set_totals({})

    def set_totals(self, totals: Mapping[Verdict, int]) -> None:
        """Show how many sends have each verdict."""
        self._totals = totals
        named = (
            (Verdict.CONFIRMED, self.tr("{n} confirmed"), "600"),
            (Verdict.REJECTED, self.tr("{n} rejected"), "600"),
            (Verdict.UNKNOWN, self.tr("{n} unknown"), "400"),
            (Verdict.NOT_CONFIRMED, self.tr("{n} not confirmed"), "400"),
        )
        parts = [(self.tr("{n} sent").format(n=sum(totals.values())), verdict_color(Verdict.QUEUED), "400")]
        parts += [(text.format(n=totals[v]), verdict_color(v), weight) for v, text, weight in named if totals.get(v)]
        flying = sum(totals.get(v, 0) for v in OPEN)
        if flying:
            parts.append((self.tr("{n} in flight").format(n=flying), verdict_color(Verdict.IN_FLIGHT), "400"))
        # no-break spaces inside a part: a line ends only between two of them
        spans = (f'<span style="color:{c}; font-weight:{w}">{html.escape(t).replace(" ", "&nbsp;")}</span>' for t, c, w in parts)
        self.setText("&nbsp; ".join(spans))

    def retranslate(self) -> None:
        self.set_totals(self._totals)

    def restyle(self) -> None:
        self.set_totals(self._totals)
