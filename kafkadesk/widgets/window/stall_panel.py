"""How smooth the window is: the gaps of its event loop while this panel is open, and what ran in the long ones."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.stall_recorder import StallRecorder

REFRESH_MS = 1_000
SIZE = (640, 320)


class StallPanel(Responsive, QWidget):
    """A window of its own. Measures while it is shown, and only then: measuring costs a little too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.recorder = StallRecorder(self, watch=True)
        self._figures, self._hint = PlainLabel(), PlainLabel(role="muted", wrap=True)
        self._stalls = QPlainTextEdit(readOnly=True)
        self._stalls.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout = QVBoxLayout(self)
        for widget in (self._figures, self._hint, self._stalls):
            layout.addWidget(widget)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self.resize(*SIZE)
        self.retranslate()

    def refresh(self) -> None:
        """Show what was measured until now."""
        values = {name: self.recorder.percentile(share) for name, share in (("p50", 0.5), ("p99", 0.99), ("longest", 1.0))}
        shown = {name: "—" if value is None else f"{value:.1f} ms" for name, value in values.items()}
        self._figures.setText(self.tr("Pauses of the window: half below {p50}, 99 % below {p99}, longest {longest}").format(**shown))
        lines = (
            f"{datetime.fromtimestamp(stall.at).astimezone():%H:%M:%S}  {stall.milliseconds:5.0f} ms  {stall.ran}"
            for stall in reversed(self.recorder.stalls)
        )
        text = "\n".join(lines)
        if text != self._stalls.toPlainText():
            self._stalls.setPlainText(text)

    def text(self) -> str:
        return f"{self._figures.text()}\n{self._stalls.toPlainText()}"

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Performance"))
        self._hint.setText(
            self.tr("Measured while this panel is open. Below: when the window did not respond for more than 50 ms, and what ran then.")
        )
        self._stalls.setPlaceholderText(self.tr("No pause was that long."))
        self._stalls.setAccessibleName(self.tr("Long pauses"))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.recorder.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._timer.stop()
            self.recorder.stop()
