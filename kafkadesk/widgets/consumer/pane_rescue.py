"""Below a pane's sentence about its trouble: what can be done about it by one click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kafkadesk.core.doctor.place import DoctorContext, of_pane
from kafkadesk.core.errors import StuckError
from kafkadesk.core.state import PaneState
from kafkadesk.widgets.base.responsive import Responsive


class PaneRescue(Responsive, QWidget):
    """Hidden while there is nothing to be done.

    Signals:
        restart_requested(): end the pane's process, which hangs, and have another one go on.
        why_requested(DoctorContext): ask the doctor about the connection.
    """

    restart_requested = Signal()
    why_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place: DoctorContext | None = None
        self._doctor = False
        self.restart, self.why = QPushButton(self), QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.restart)
        row.addWidget(self.why)
        row.addStretch(1)
        self.restart.clicked.connect(self.restart_requested)
        self.why.clicked.connect(lambda: self.why_requested.emit(self._place))
        self.restart.hide()
        self.why.hide()
        self.retranslate()

    def offer_doctor(self) -> None:
        """Offer the doctor from the next set_state() on: there is one."""
        self._doctor = True

    def set_state(self, state: PaneState, *, told: bool) -> None:
        """Take the pane's state. told: its trouble stands above, and in no message for the whole window."""
        self._place = of_pane(state) if self._doctor and told else None
        self.restart.setVisible(isinstance(state.error, StuckError))
        self.why.setVisible(self._place is not None)
        self.setVisible(self._place is not None or isinstance(state.error, StuckError))

    def retranslate(self) -> None:
        self.restart.setText(self.tr("Kill and start again"))
        self.why.setText(self.tr("Why? Ask the doctor"))
