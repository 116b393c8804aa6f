"""Who hears whom, for what is composed in the producer pane: a topic's limits, the preview."""

import logging
import time

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.producer import PREVIEW
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.errors import UserError
from kafkadesk.desk.desk import Desk
from kafkadesk.transport.client.options import MAX_REQUEST_BYTES
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
        self._asked_at = float("-inf")
        self._pane.set_client_limit(MAX_REQUEST_BYTES)
        self._pane.commands.bind(PREVIEW, self._show_preview)
        self._pane.topic_selected.connect(self._on_topic)
        self._pane.editor.payload.limit_met.connect(self._on_limit_met)

    def _show_preview(self) -> None:
        sends = self._desk.sends
        PreviewDialog(self._pane.editor.plan(), sends.book.last_number + 1 - sends.book.seq_base, self._parts.window).open()

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
