"""Stands before sending again what may have been written already."""

from enum import Enum

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.labels import PlainLabel


class AgainChoice(Enum):
    """What the user wants."""

    LOOK_UP = "look up"
    AGAIN = "again"
    CANCEL = "cancel"


class AgainDialog(QDialog):
    """Modal; `choice` holds the answer. can_look_up: whether reading the topic would tell more."""

    def __init__(self, delivery: Delivery, *, can_look_up: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = AgainChoice.CANCEL
        self.setWindowTitle(self.tr("Send #{n} again?").format(n=delivery.number))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        if delivery.verdict is Verdict.CONFIRMED:
            known = self.tr("#{n} was written: it is confirmed.")
            said = self.tr("Sending it again writes it a second time: consumers of {topic} will get it twice.")
        else:
            known = self.tr("#{n} may have been written already.")
            said = self.tr("Sending it again may write it twice: consumers of {topic} would get it twice, too.")
        layout.addWidget(PlainLabel(known.format(n=delivery.number), role="title", wrap=True))
        layout.addWidget(PlainLabel(said.format(topic=delivery.topic), role="warn", wrap=True))
        buttons = QDialogButtonBox()
        first = AgainChoice.LOOK_UP if can_look_up else AgainChoice.CANCEL
        for choice, text in (
            (AgainChoice.LOOK_UP, self.tr("Look it up first")),
            (AgainChoice.AGAIN, self.tr("Send again anyway")),
            (AgainChoice.CANCEL, self.tr("Cancel")),
        ):
            if choice is AgainChoice.LOOK_UP and not can_look_up:
                continue
            button = QPushButton(text)
            button.setAutoDefault(choice is first)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, c=choice: self._chosen(c))
            if choice is first:
                button.setDefault(True)
                theme.set_role(button, "primary")
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)

    def _chosen(self, choice: AgainChoice) -> None:
        self.choice = choice
        self.done(QDialog.DialogCode.Rejected if choice is AgainChoice.CANCEL else QDialog.DialogCode.Accepted)
