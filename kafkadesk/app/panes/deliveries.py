"""Who hears whom, for what comes after a send: why it failed, looking it up, sending it again, its history, and earlier sessions."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.errors import ExportError
from kafkadesk.core.events import DeskEvent, RecoveryChanged
from kafkadesk.core.sends import delivery_export
from kafkadesk.core.sends.advice import can_look_up, may_come_twice
from kafkadesk.core.sends.earlier_sessions import summary
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.export import export
from kafkadesk.widgets.base.ask_file import ask_save
from kafkadesk.widgets.sends.again_dialog import AgainChoice, AgainDialog
from kafkadesk.widgets.sends.lost_dialog import LostDialog, LostRow
from kafkadesk.widgets.window.message_bar import Message

LOST_KEY, EXPORT_KEY = "lost", "export"
SEEN_EVERY_MS = 1_000  # while what was found could not be seen yet, as in a minimised window


class DeliveryWiring(QObject):
    """Connects the delivery table's panel and menu, and what earlier sessions left, with the desk."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._list: LostDialog | None = None
        self._seen = QTimer(self)
        self._seen.setInterval(SEEN_EVERY_MS)
        self._seen.timeout.connect(self._look_whether_seen)
        deliveries = parts.producer.deliveries
        deliveries.again_requested.connect(self._again)
        deliveries.look_up_requested.connect(lambda number: intents.start(self._look_up(number), "look up a send"))
        deliveries.export_requested.connect(self._export)
        self._stop = desk.listen(self._on_event)

    def begin(self) -> None:
        """Look for what earlier sessions left."""
        self._intents.start(self._desk.unresolved.recovery.load(), "lost sends")

    def close(self) -> None:
        self._seen.stop()
        self._stop()

    # one send

    def _again(self, number: int) -> None:
        delivery = self._desk.sends.log.get(number)
        if delivery is None:
            return
        if not may_come_twice(delivery):
            self._intents.attempt(self._desk.sends.send_again, number)
            return
        dialog = AgainDialog(delivery, can_look_up=can_look_up(delivery), parent=self._parts.window)
        dialog.accepted.connect(lambda: self._answered(dialog.choice, number))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _answered(self, choice: AgainChoice, number: int) -> None:
        if choice is AgainChoice.LOOK_UP:
            self._intents.start(self._look_up(number), "look up a send")
        elif choice is AgainChoice.AGAIN:
            self._intents.attempt(self._desk.sends.send_again, number)

    async def _look_up(self, number: int) -> None:
        deliveries = self._parts.producer.deliveries
        deliveries.set_searching(number)
        try:
            await self._desk.unresolved.look_up(number)
        finally:
            deliveries.set_searching(None)

    # the history

    def _export(self) -> None:
        """Ask where to, and write what the table's log holds now."""
        name = f"deliveries-{datetime.now().astimezone():%Y-%m-%d-%H%M}.jsonl"
        kinds = [self.tr("JSON lines, lossless (*.jsonl)"), self.tr("CSV, for a spreadsheet (*.csv)")]
        title = self.tr("Export the delivery history")
        ask_save(self._parts.window, title, name, kinds, lambda file: self._intents.start(self.write_history(Path(file)), "export"))

    async def write_history(self, path: Path) -> None:
        """Write all sends that are kept, oldest first; the name's ending says in which form."""
        log = self._desk.sends.log
        snapshot = log.recent(len(log))[::-1]
        as_csv = path.suffix.lower() == ".csv"
        lines = delivery_export.csv(snapshot) if as_csv else delivery_export.jsonl(snapshot)
        try:
            await export(path, lines, newline="\r\n" if as_csv else "\n")
        except ExportError as error:
            self._intents.show_error(error, EXPORT_KEY)
            return
        said = Text(QT_TRANSLATE_NOOP("core", "{n} sends were written to {file}."), {"n": f"{len(snapshot):,}", "file": str(path)})
        self._parts.messages.show_message(Message(text=said, key=EXPORT_KEY))

    # earlier sessions

    def _on_event(self, event: DeskEvent) -> None:
        if not isinstance(event, RecoveryChanged):
            return
        recovery = self._desk.unresolved.recovery
        if not recovery.sends:
            self._parts.messages.dismiss(LOST_KEY)
            if self._list is not None:
                self._list.accept()
            return
        said = summary(recovery.sends, looking=recovery.looking, error=recovery.error)
        show = Text(QT_TRANSLATE_NOOP("core", "Show them"))
        self._parts.messages.show_message(
            Message(text=said.text, hint=said.hint, level=said.level, key=LOST_KEY, action=show, on_action=self._show_list)
        )
        self._update_list()
        self._look_whether_seen()

    def _look_whether_seen(self) -> None:
        """Let the journals go of what became of the sends once it stands before the user's eyes, and not before."""
        recovery = self._desk.unresolved.recovery
        told = not recovery.open()
        seen = self._list is not None or (told and self._parts.messages.shows(LOST_KEY))
        if seen:
            self._intents.start(recovery.shown(), "lost sends were shown")
        if told and not seen:
            self._seen.start()
        else:
            self._seen.stop()

    def _show_list(self) -> None:
        if self._list is not None:
            self._list.raise_()
            return
        dialog = self._list = LostDialog(self._parts.window)
        dialog.forget_requested.connect(lambda: self._intents.start(self._desk.unresolved.recovery.forget(), "forget lost sends"))
        dialog.finished.connect(self._list_closed)
        self._update_list()
        dialog.open()

    def _list_closed(self) -> None:
        dialog, self._list = self._list, None
        if dialog is not None:
            dialog.deleteLater()

    def _update_list(self) -> None:
        if self._list is None:
            return
        recovery = self._desk.unresolved.recovery
        said = summary(recovery.sends, looking=recovery.looking, error=recovery.error)
        rows = [
            LostRow(
                number=lost.entry.number,
                wall_ms=lost.entry.place.wall_ms,
                topic=lost.entry.place.topic,
                partition=lost.entry.partition if lost.outcome is None or lost.outcome.partition is None else lost.outcome.partition,
                outcome=None if lost.outcome is None else lost.outcome.sentence(),
            )
            for lost in recovery.sends
        ]
        self._list.set_sends(said.text, said.hint, rows)
