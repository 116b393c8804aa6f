"""Who got what: messages by pane, the verdict of each group under it, and why a cell is as it is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.focus import Focus
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.matrix.matrix_cells import MatrixCells
from kafkadesk.widgets.matrix.verdict_strip import VerdictStrip


class MatrixView(Responsive, QWidget):
    """Takes its model; `refresh` asks it again.

    Signals:
        message_selected(topic, partition, offset): the user selected a message that has an offset.
        member_pressed(pane): the user clicked on a pane's column header.
        verdicts_changed(verdicts): for a strip elsewhere, while the matrix is not to be seen.
    """

    message_selected = Signal(str, int, object)
    member_pressed = Signal(str)
    verdicts_changed = Signal(object)

    def __init__(self, model: MatrixTable, colors: GroupColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._verdicts: object = ()
        self.cells = MatrixCells(model, colors)
        self.strip = VerdictStrip()
        self.why = ElidedLabel(role="muted")
        self._none = PlainLabel(role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._body.addWidget(self._none)
        self._body.addWidget(self.cells)
        self._foot = QFrame()
        theme.set_role(self._foot, "footer")
        foot = QVBoxLayout(self._foot)
        foot.addWidget(self.why)
        foot.addWidget(self.strip)
        self.why.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._foot)
        self.cells.chosen.connect(self._on_chosen)
        header = self.cells.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header)
        self.retranslate()
        self.restyle()
        self.refresh()

    def refresh(self) -> None:
        """Show what the ledger says now; call it at most five times a second, when something changed."""
        self._model.refresh()
        verdicts = self._model.verdicts()
        if verdicts != self._verdicts:
            self._verdicts = verdicts
            self.strip.set_verdicts(verdicts)
            self.verdicts_changed.emit(verdicts)
        self._body.setCurrentWidget(self.cells if self._model.rowCount() else self._none)
        self.cells.refresh()
        self._show_why()

    def leave_out(self, panes: Iterable[str]) -> None:
        """Show no column of these panes until another call names others."""
        self._model.leave_out(panes)
        self.refresh()

    def highlight(self, topic: str, partition: int, offset: int) -> None:
        self.cells.highlight(topic, partition, offset)

    def point(self, focus: Focus | None) -> None:
        """Light up what is pointed at anywhere; None: nothing."""
        self.cells.point(focus)

    def _on_chosen(self, topic: str, partition: int | None, offset: int | None) -> None:
        self._show_why()
        if partition is not None and offset is not None:
            self.message_selected.emit(topic, partition, offset)

    def _on_header(self, section: int) -> None:
        column = self._model.column(section)
        if column is not None:
            self.member_pressed.emit(column.pane)

    def _show_why(self) -> None:
        text = self.cells.why()
        self.why.setText(text)
        self.why.setVisible(bool(text))

    def retranslate(self) -> None:
        self._none.setText(self.tr("Send a message: here stands who got it, and after how long."))
        self.refresh()

    def restyle(self) -> None:
        unit = self.fontMetrics().height()
        foot = self._foot.layout()
        assert foot is not None
        foot.setContentsMargins(unit // 2, unit // 4, unit // 2, unit // 4)
        foot.setSpacing(unit // 6)
