"""Below the delivery table: why the chosen send was not confirmed, what that means, and what can be done about it."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.doctor.place import of_send
from kafkadesk.core.sends.advice import advice, can_look_up
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.base.responsive import Responsive


class WhyPanel(Responsive, QWidget):
    """Hidden while there is nothing to explain.

    Signals:
        again_requested: send the content of the send with this number again.
        look_up_requested: read the topic for it.
    doctor_requested(Place): find out what is wrong with the connection that it failed for.
    """

    again_requested = Signal(int)
    look_up_requested = Signal(int)
    doctor_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delivery: Delivery | None = None
        self._looking: int | None = None
        self._has_doctor = False
        self._reason = PlainLabel(role="note", wrap=True)
        self._advice = PlainLabel(role="muted", wrap=True)
        for label in (self._reason, self._advice):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._look_up = QPushButton()
        self._again = QPushButton()
        self.doctor = QPushButton()
        for button in (self.doctor, self._look_up, self._again):
            theme.set_role(button, "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._look_up.clicked.connect(lambda: self._ask(self.look_up_requested))
        self._again.clicked.connect(lambda: self._ask(self.again_requested))
        self.doctor.clicked.connect(lambda: self.call_doctor())
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.doctor)
        buttons.addWidget(self._look_up)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 2)
        layout.setSpacing(2)
        layout.addWidget(self._reason)
        layout.addWidget(self._advice)
        layout.addLayout(buttons)
        self.set_delivery(None)

    def set_delivery(self, delivery: Delivery | None) -> None:
        """Explain this send; None, or a send that needs no words: hide."""
        self._delivery = delivery
        explained = delivery is not None and delivery.verdict in (Verdict.REJECTED, Verdict.UNKNOWN, Verdict.NOT_CONFIRMED)
        self.setVisible(explained)
        if delivery is None or not explained:
            self._reason.clear()
            return
        self._reason.setText(f"#{delivery.number}: {'' if delivery.reason is None else render(delivery.reason)}")
        said = advice(delivery)
        self._advice.setText("" if said is None else render(said))
        self._advice.setVisible(said is not None)
        looking = self._looking == delivery.number
        self._look_up.setText(self.tr("Looking…") if looking else self.tr("Look it up"))
        self._look_up.setEnabled(not looking)
        self._look_up.setVisible(can_look_up(delivery))
        self._look_up.setToolTip(self.tr("Read the topic from where it ended before this send."))
        self._again.setText(self.tr("Send again"))
        self.doctor.setText(self.tr("Why? Ask the doctor"))
        self.doctor.setToolTip(self.tr("Tests the way to each broker, step by step (also: Enter in the table)"))
        self.doctor.setVisible(self.has_case())

    def set_searching(self, number: int | None) -> None:
        """Show that the topic is being read for this send."""
        self._looking = number
        self.set_delivery(self._delivery)

    def offer_doctor(self) -> None:
        """Offer the doctor where it is a case for it: there is one."""
        self._has_doctor = True
        self.set_delivery(self._delivery)

    def has_case(self) -> bool:
        """Return whether there is a doctor, and the send is a case for it."""
        return self._has_doctor and self._delivery is not None and of_send(self._delivery) is not None

    def call_doctor(self) -> None:
        """Ask the doctor about the send that is explained, if it is a case for it."""
        place = None if self._delivery is None else of_send(self._delivery)
        if place is not None:
            self.doctor_requested.emit(place)

    def reason(self) -> str:
        """Return number and reason as shown, or nothing."""
        return self._reason.text()

    def advice(self) -> str:
        return self._advice.text()

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """Return "Look it up" and "Send again"."""
        return self._look_up, self._again

    def _ask(self, request: SignalInstance) -> None:
        if self._delivery is not None:
            request.emit(self._delivery.number)

    def retranslate(self) -> None:
        self.set_delivery(self._delivery)
