"""The middle of a consumer pane: its records, its newest records in short, or a sentence where there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.consumer.last_lines import LastLines
from kafkadesk.widgets.consumer.record_view import RecordView


class PaneBody(QStackedWidget):
    """Takes the room there is; its pages do not ask for any, so that head and foot are never squeezed."""

    def __init__(self, model: RecordTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tile = self._crowded = False
        self.view = RecordView(model, self)
        self.lines = LastLines(model, self)
        self._page = QWidget(self)
        self.empty = PlainLabel(parent=self._page, role="muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.older = QPushButton(self._page)
        theme.set_role(self.older, "link")
        page = QVBoxLayout(self._page)
        page.addStretch(1)
        page.addWidget(self.empty)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.older)
        row.addStretch(1)
        page.addLayout(row)
        page.addStretch(1)
        for widget in (self.view, self.lines, self._page):
            self.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def set_tile(self, tile: bool) -> None:
        """Show the newest records in short, or all of them."""
        self._tile = tile
        self._fit()

    def set_crowded(self, crowded: bool) -> None:
        """Make room for a sentence above: in a low pane it matters more than the rows, which would be painted over the foot."""
        self._crowded = crowded
        self._fit()

    def _fit(self) -> None:
        unit = self.fontMetrics().height()
        # Two rows under their header, or one line of a tile: less would show nothing.
        least = round(unit * 1.3) if self._tile else round(unit * 1.5) * 3
        self.setMinimumHeight(0 if self._crowded else least)

    def set_state(self, empty: str, older: bool) -> None:
        """Show the records; where there are none this sentence, with the offer to read older ones or without."""
        if self._model.rowCount():
            self.setCurrentWidget(self.lines if self._tile else self.view)
            return
        self.empty.setText(empty)
        self.older.setVisible(older)
        self.setCurrentWidget(self._page)

    # Qt's

    def hasHeightForWidth(self) -> bool:
        return False
