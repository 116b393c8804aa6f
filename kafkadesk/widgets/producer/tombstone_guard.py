"""Asks once for each topic before a tombstone is sent: on a compacted topic it deletes what its key holds."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from kafkadesk.core.delivery import SendPlan


class TombstoneGuard(QObject):
    """Lets everything else through. compacted: whether the topic is known to be compacted; cluster: any name for it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._agreed: set[tuple[str, str]] = set()
        self.question: QMessageBox | None = None

    def let_through(self, plan: SendPlan, send: Callable[[SendPlan], None], *, cluster: str, compacted: bool | None, key: str) -> None:
        """Send, at once or when the user has agreed; key: as the first message will have it."""
        if plan.value is not None or (cluster, plan.topic) in self._agreed:
            send(plan)
        elif self.question is None:
            self._ask(plan, send, cluster, self._words(plan.topic, compacted, key))

    def _ask(self, plan: SendPlan, send: Callable[[SendPlan], None], cluster: str, words: tuple[str, str]) -> None:
        box = self.question = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Send a tombstone?"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words[0])
        box.setInformativeText(words[1])
        agree = box.addButton(self.tr("Send the tombstone"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))

        def answered() -> None:
            self.question = None
            if box.clickedButton() is agree:
                self._agreed.add((cluster, plan.topic))
                send(plan)

        box.finished.connect(answered)
        box.open()

    def _words(self, topic: str, compacted: bool | None, key: str) -> tuple[str, str]:
        if compacted is False:
            what = self.tr("The topic is not compacted: nothing is deleted, and readers get a record with a null value.")
        elif compacted:
            what = self.tr("The topic is compacted: Kafka will delete the records of this key, and the tombstone itself later.")
        else:
            what = self.tr("If the topic is compacted, Kafka will delete the records of this key. Whether it is, is not known here.")
        said = self.tr("A null value is a tombstone: this deletes key “{key}” on compacted topics.").format(key=key)
        return said, what + " " + self.tr("You are asked once for the topic {topic}.").format(topic=topic)
