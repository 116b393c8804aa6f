"""Who hears whom, for what is composed in the producer pane: a topic's limits, the preview."""

import asyncio
import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.producer import PREVIEW, SEND_FILE
from kafkadesk.core.compose.message_file import CsvColumns, FileForm
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.message_files import read_file
from kafkadesk.transport.client.options import MAX_REQUEST_BYTES
from kafkadesk.widgets.base.ask_file import ask_open
from kafkadesk.widgets.producer.file_dialog import MessageFileDialog
from kafkadesk.widgets.producer.preview_dialog import PreviewDialog

log = logging.getLogger(__name__)

ASK_AGAIN_S = 5.0  # a limit that is met may have been raised meanwhile


class ProducerWiring(QObject):
    """Tells the producer pane what it has to know of a topic."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._pane = parts.producer
        self._intents = intents
        self._known: dict[tuple[str, str], TopicSettings] = {}  # by bootstrap and topic
        self._files: set[MessageFileDialog] = set()
        self._asked_at = float("-inf")
        self._pane.set_client_limit(MAX_REQUEST_BYTES)
        self._pane.commands.bind(PREVIEW, self._show_preview)
        self._pane.commands.bind(SEND_FILE, self._ask_file)
        self._pane.topic_selected.connect(self._on_topic)
        self._pane.editor.payload.limit_met.connect(self._on_limit_met)

    def _show_preview(self) -> None:
        sends = self._desk.sends
        PreviewDialog(self._pane.editor.plan(), sends.book.last_number + 1 - sends.book.seq_base, self._parts.window).open()

    def _ask_file(self) -> None:
        kinds = [self.tr("Messages (*.jsonl *.json *.ndjson *.txt *.csv)"), self.tr("All files (*)")]
        ask_open(self._parts.window, self.tr("Send the messages of a file"), kinds, self._open_file)

    def _open_file(self, path: str) -> None:
        topics = [name for name, topic in self._desk.topics.items() if not topic.internal]
        csv = FileForm.of(path) is FileForm.CSV
        dialog = MessageFileDialog(Path(path).name, topics, self._pane.editor.plan().topic, csv=csv, parent=self._parts.window)
        dialog.columns_chosen.connect(lambda columns: self._intents.start(self._read(dialog, path, columns), "read a file of messages"))
        dialog.confirmed.connect(lambda topic, where, when: self._send_file(dialog, topic, where=where, when=when))
        dialog.finished.connect(lambda _: self._close_file(dialog))
        self._files.add(dialog)
        dialog.open()
        self._intents.start(self._read(dialog, path, None), "read a file of messages")

    async def _read(self, dialog: MessageFileDialog, path: str, columns: CsvColumns | None) -> None:
        try:
            found = await asyncio.to_thread(read_file, path, columns)
        except InputError as error:
            if dialog in self._files:
                dialog.set_fault(error)
        else:
            if dialog in self._files:
                dialog.set_file(found)

    def _send_file(self, dialog: MessageFileDialog, topic: str, *, where: bool, when: bool) -> None:
        if self._intents.attempt(self._desk.sends.send_messages, topic, dialog.sendable(), where=where, when=when, name=dialog.name):
            dialog.accept()

    def _close_file(self, dialog: MessageFileDialog) -> None:
        self._files.discard(dialog)
        dialog.deleteLater()

    def _on_topic(self, topic: str) -> None:
        self._pane.set_topic_settings(self._known.get((self._desk.connection.bootstrap, topic), TopicSettings()))
        self._ask(topic)

    def _on_limit_met(self) -> None:
        topic = self._pane.editor.plan().topic
        if topic and time.monotonic() - self._asked_at >= ASK_AGAIN_S:
            self._ask(topic)

    def _ask(self, topic: str) -> None:
        self._asked_at = time.monotonic()
        self._intents.start(self._learn(self._desk.connection.bootstrap, topic), "topic settings")

    async def _learn(self, bootstrap: str, topic: str) -> None:
        try:
            found = await self._desk.topic_settings(topic)
        except UserError as error:  # a user may be allowed to write and not to describe: then the broker judges alone
            log.info("The settings of %s are not known: %s", topic, error)
            return
        self._known[bootstrap, topic] = found
        if self._pane.editor.plan().topic == topic and self._desk.connection.bootstrap == bootstrap:
            self._pane.set_topic_settings(found)
