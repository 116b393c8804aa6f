"""The list of sends of earlier sessions whose outcome was not shown, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.text import Text
from kafkadesk.models.text_table import TextTable
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.plain_table import PlainTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRow:
    """One send. wall_ms: when it was sent, since the epoch; outcome None: not looked up yet."""

    number: int
    wall_ms: int
    topic: str
    partition: int | None
    outcome: Text | None


class LostDialog(QDialog):
    """Signals:
    forget_requested: the user has seen them; they are not told of again.
    """

    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sends without a known outcome"))
        self._title = PlainLabel(role="title", wrap=True)
        self._hint = PlainLabel(role="muted", wrap=True)
        titles = (self.tr("number"), self.tr("sent"), self.tr("topic"), self.tr("part."), self.tr("outcome"))
        self._rows = TextTable(titles, frozenset({0, 3}))
        self._table = PlainTable(self._rows, ("#000000", "0000-00-00 00:00:00", "0" * 18, "000"))
        self._whole = PlainLabel(wrap=True)  # the outcome of the current row: some are too long for theirs
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._table.selectionModel().currentRowChanged.connect(self._show_whole)
        self._rows.dataChanged.connect(self._show_whole)
        self._forget = QPushButton(self.tr("Forget them"))
        self._forget.setToolTip(self.tr("Take them off this list for good."))
        self._forget.setAutoDefault(False)
        self._forget.clicked.connect(self.forget_requested)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._forget)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._whole)
        layout.addLayout(buttons)
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(em * 130, line * 26)

    def set_sends(self, title: Text, hint: Text | None, rows: Sequence[LostRow]) -> None:
        self._title.setText(render(title))
        self._hint.setText("" if hint is None else render(hint))
        self._hint.setVisible(hint is not None)
        self._rows.set_rows([self._row(row) for row in rows])
        if rows and not self._table.currentIndex().isValid():
            self._table.selectRow(0)

    def _show_whole(self) -> None:
        """Say in full what became of the current one."""
        row = self._table.currentIndex().row()
        cells = [str(self._rows.index(row, column).data()) for column in (0, self._rows.columnCount() - 1)] if row >= 0 else []
        self._whole.setText(": ".join(cells))

    def _row(self, row: LostRow) -> tuple[str, ...]:
        sent = datetime.fromtimestamp(row.wall_ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        outcome = self.tr("not looked up yet") if row.outcome is None else render(row.outcome)
        return f"#{row.number}", sent, row.topic, "—" if row.partition is None else str(row.partition), outcome
