"""How a person gets connected: the first page, the connection bar, Local Kafka, and what came back from the last time."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from kafkadesk.app.intents import Intents
from kafkadesk.app.session.workspace import Workspace
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.actions.window import LANGUAGES, SCHEMES, START_LOCAL, STOP_LOCAL
from kafkadesk.core.errors import AddressError, LocalKafkaCancelledError, UserError
from kafkadesk.core.events import DeskEvent, Notice
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.core.steps import StepReport
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.local_kafka import LOCAL_ENDED
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.window.message_bar import Message

DEMO_TOPIC = "test-kafka"
DEMO_PARTITIONS = 4
DEMO_PANES = ("monitoring", "monitoring", "audit", None)  # group of each; None observes
RECENT_ADDRESSES = 8
CONNECT_WAIT_S = 30.0


class ConnectWiring(QObject):
    """Brings a window from nothing to a connection, as it was asked for or as the user clicks."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents, workspace: Workspace, store: Store) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._workspace = workspace
        self._store = store
        self._retry: Callable[[], None] = self._start_local
        bar, first = parts.bar, parts.first_run
        bar.connect_requested.connect(self.connect_to)
        bar.disconnect_requested.connect(lambda: intents.start(desk.disconnect(), "disconnect"))
        bar.cancel_requested.connect(self._cancel)
        bar.commands.bind(START_LOCAL, self._start_local)
        bar.commands.bind(STOP_LOCAL, lambda: intents.start(self._stop_local(), "stop Local Kafka"))
        bar.local_reset_requested.connect(lambda: intents.start(self._reset_local(), "reset Local Kafka"))
        for scheme, action in SCHEMES.items():
            bar.commands.bind(action, partial(self._set_theme, scheme))
        for language, action in LANGUAGES.items():
            bar.commands.bind(action, partial(self._set_language, language))
        first.see_it_requested.connect(self._start_demo)
        first.local_only_requested.connect(self._start_local)
        first.connect_cluster_requested.connect(self.connect_to)
        first.cancel_requested.connect(self._cancel)
        first.retry_requested.connect(lambda: self._retry())
        first.folder_requested.connect(self._use_folder)
        first.set_download(needed=desk.local.kafka.needs_download())
        bar.set_recent(settings.RECENT.get(self._store))
        desk.listen(self._on_event)

    def begin(self, *, bootstrap: str | None, local: bool) -> None:
        """Open as the command line asked, or with what there was the last time."""
        if bootstrap is not None:
            self.connect_to(bootstrap)
        elif local:
            self._start_demo()
        elif (last := settings.LAST.get(self._store)) == "local" and not self._desk.local.kafka.needs_download():
            self._start_local()
        elif last and last != "local":
            self._parts.window.show_desk()  # a remote cluster is connected to by a click, never unasked

    def connect_to(self, typed: str) -> None:
        """Connect to what was typed, or say under the field what is wrong with it."""
        self._parts.bar.show_address_error(None)
        self._intents.start(self._connect(typed), "connect")

    # local

    def _start_local(self) -> None:
        self._retry = self._start_local
        self._intents.start(self._local(), "start Local Kafka")

    def _start_demo(self) -> None:
        self._retry = self._start_demo
        self._intents.start(self._demo(), "start the demo")

    async def _local(self) -> bool:
        """Start Local Kafka, showing its steps; return whether it runs."""
        parts, desk = self._parts, self._desk
        parts.window.show_first_run()
        parts.first_run.begin(desk.local.kafka.steps())
        try:
            await desk.local.start(self._on_step)
            connected = await desk.connected(CONNECT_WAIT_S)
        except LocalKafkaCancelledError:
            connected = False
        except UserError as error:
            parts.first_run.failed(error)
            return False
        if not connected:
            parts.first_run.show_cards()
            return False
        settings.LAST.put(self._store, "local")
        parts.window.show_desk()
        await self._tell_local(running=True)
        if DEMO_TOPIC in desk.topics and not parts.producer.editor.plan().topic:
            parts.producer.set_topic(DEMO_TOPIC)
        self._workspace.resume()
        return True

    async def _demo(self) -> None:
        """Local Kafka with a topic of four partitions and four panes: two in one group, one in another, one observing."""
        if not await self._local():
            return
        desk, parts = self._desk, self._parts
        if DEMO_TOPIC not in desk.topics:
            await desk.create_topic(DEMO_TOPIC, DEMO_PARTITIONS)
        parts.producer.set_topic(DEMO_TOPIC)
        panes = []
        for _ in range(len(DEMO_PANES) - len(desk.panes)):
            panes.append(desk.add_pane())
            await asyncio.sleep(0)  # a pane takes a while to build: the window stays alive in between
        for pane, group in zip(panes, DEMO_PANES, strict=False):
            if group is None:
                desk.observe(pane, DEMO_TOPIC)
            else:
                await desk.join(pane, ReadPlan(topic=DEMO_TOPIC, group=group), confirmed=True)
        ready = (PaneMode.MEMBER, PaneMode.OBSERVING)
        if await desk.until(lambda: all(p in desk.panes and desk.panes[p].mode in ready for p in panes), CONNECT_WAIT_S):
            text = QCoreApplication.translate("ConnectWiring", "Press Send: the message goes to one partition, and every group gets it.")
            parts.callouts.point("send", parts.producer.editor.controls.button, text)

    async def _stop_local(self) -> None:
        await self._desk.local.stop()
        await self._tell_local(running=False)

    async def _reset_local(self) -> None:
        try:
            await self._desk.local.reset(self._on_step)
            await self._desk.connected(CONNECT_WAIT_S)
        finally:
            await self._tell_local(running=self._desk.local.kafka.bootstrap is not None)

    async def _tell_local(self, *, running: bool) -> None:
        disk_bytes = await asyncio.to_thread(self._desk.local.kafka.disk_use)
        self._parts.bar.set_local(running=running, disk_bytes=disk_bytes)

    def _on_step(self, report: StepReport) -> None:
        self._parts.first_run.update_step(report)

    def _use_folder(self, folder: str) -> None:
        self._desk.local.kafka.kafka_folder = Path(folder)
        self._retry()

    def _on_event(self, event: DeskEvent) -> None:
        """Local Kafka ended by itself: only a start brings it back, so offer that."""
        if isinstance(event, Notice) and event.key == LOCAL_ENDED:
            self._parts.bar.set_local(running=False, disk_bytes=None)
            action = Text(QT_TRANSLATE_NOOP("core", "Start it again"))
            self._parts.messages.show_message(
                Message(
                    text=event.text,
                    hint=event.hint,
                    level=event.level,
                    key=event.key,
                    action=action,
                    on_action=self._start_local,
                    details=True,
                )
            )

    # clusters

    async def _connect(self, typed: str) -> None:
        parts = self._parts
        try:
            await self._desk.connect(typed)
        except AddressError as error:
            shown = parts.bar if parts.window.desk_is_shown() else parts.first_run
            shown.show_address_error(error)
            return
        parts.window.show_desk()
        address = self._desk.connection.bootstrap
        settings.LAST.put(self._store, address)
        settings.RECENT.change(self._store, lambda now: [address, *(a for a in now if a != address)][:RECENT_ADDRESSES])
        parts.bar.set_recent(settings.RECENT.get(self._store))

    def _cancel(self) -> None:
        self._desk.local.cancel()
        self._intents.start(self._desk.disconnect(), "cancel")

    # looks

    def _set_theme(self, scheme: str) -> None:
        theme.apply(_application(), scheme)
        self._parts.bar.set_scheme(scheme)
        settings.THEME.put(self._store, scheme)

    def _set_language(self, language: str) -> None:
        i18n.install(_application(), language)
        settings.LANGUAGE.put(self._store, language)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
