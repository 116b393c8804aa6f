"""The producer pane while it is collapsed: Send and the last verdict."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.delivery import Verdict
from kafkadesk.core.text_tools.one_line import tip
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.sends.delivery_cells import verdict_color

WIDTH_CHARACTERS = 16


class ProducerCollapsed(Responsive, QWidget):
    """Signals:
    expand_requested: show the whole pane again.
    send_requested: Send was pressed here.
    """

    expand_requested = Signal()
    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._expand = QPushButton()
        self._expand.setText("»")
        theme.set_role(self._expand, "flat")
        self._title = PlainLabel(role="title")
        self._send = QPushButton()
        theme.set_role(self._send, "primary")
        self._last = PlainLabel(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._expand, alignment=Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self._title)
        layout.addWidget(self._send)
        layout.addWidget(self._last)
        layout.addStretch(1)
        self._expand.clicked.connect(self.expand_requested)
        self._send.clicked.connect(self.send_requested)
        self.retranslate()

    def set_button(self, text: str, why_not: str) -> None:
        """Show Send as it is in the whole pane; why_not: why it cannot be pressed."""
        self._send.setText(text)
        self._send.setEnabled(not why_not)
        self._send.setToolTip(tip(why_not))

    def set_last(self, text: str, verdict: Verdict | None) -> None:
        """Show what became of the newest send."""
        self._last.setText(text)
        if verdict is not self._verdict:
            self._verdict = verdict
            if self.isVisible():  # a style sheet costs a millisecond, each send has three states, and mostly this is not to be seen
                self.restyle()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Producer"))
        self._expand.setToolTip(self.tr("Show the whole producer pane"))
        self._expand.setAccessibleName(self._expand.toolTip())

    def restyle(self) -> None:
        self._last.setStyleSheet("" if self._verdict is None else f"color: {verdict_color(self._verdict)}")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * WIDTH_CHARACTERS, super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.restyle()
