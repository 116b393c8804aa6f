"""The desk's Local Kafka: its intents, and its end."""

import asyncio
import contextlib
import threading
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.cluster.profiles import LOCAL, NO_SECRETS, Profile, Secrets
from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.events import Notice
from kafkadesk.core.steps import StepReport
from kafkadesk.desk.broadcast import Broadcast
from kafkadesk.desk.mailbox import Mailbox
from kafkadesk.system.local_kafka.local import LocalKafka

LOCAL_ENDED = "local-ended"  # key of the notice that Local Kafka ended by itself


class LocalIntents(Broadcast):
    """local: the one Local Kafka of the desk. home: its folder, None for the usual one."""

    def __init__(self, *, home: Path | None, port: int | None) -> None:
        super().__init__()
        self._local_exits: Mailbox[LocalKafkaError] = Mailbox(asyncio.get_running_loop(), self._local_ended, self._fault)
        self.local = LocalKafka(home, port=port, on_exit=self._local_exits.post, learn=True)
        self._cancel_local = threading.Event()

    @abstractmethod
    async def disconnect(self) -> None:
        """As Desk.disconnect."""

    @abstractmethod
    def _connect(
        self, servers: tuple[tuple[str, int], ...], *, local: bool, profile: Profile | None = None, secrets: Secrets = NO_SECRETS
    ) -> None: ...

    async def start_local(self, report: Callable[[StepReport], None]) -> None:
        """Start Local Kafka step by step and connect to it; raises LocalKafkaError. `report` is called on the loop."""
        loop = asyncio.get_running_loop()
        cancel = self._cancel_local = threading.Event()

        def post(step: StepReport) -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is there to be told
                loop.call_soon_threadsafe(report, step)

        bootstrap = await asyncio.to_thread(self.local.start, post, cancel)
        if not cancel.is_set():
            self._connect(parse_bootstrap(bootstrap), local=True, profile=LOCAL)

    def cancel_local(self) -> None:
        """Give up starting Local Kafka."""
        self._cancel_local.set()

    async def stop_local(self) -> None:
        """Disconnect and stop Local Kafka; its data stays."""
        await self.disconnect()
        await asyncio.to_thread(self.local.stop)

    async def restart_local(self) -> None:
        """Stop and start Local Kafka on the same port and data; the connection and the panes find it again."""
        await asyncio.to_thread(self.local.restart)

    async def advertise_local(self, name: str) -> None:
        """Restart Local Kafka with a second listener, whose clients are told to talk to `name`; nothing happens when it has it already."""
        if self.local.advertise == name and self.local.advertised is not None:
            return
        self.local.advertise = name
        await self.restart_local()

    def connect_local(self, profile: Profile = LOCAL) -> None:
        """Connect to the Local Kafka that runs: by its own address, or by that of a profile for its second listener."""
        self._connect(parse_bootstrap(profile.bootstrap or self.local.bootstrap or ""), local=True, profile=profile)

    async def reset_local(self, report: Callable[[StepReport], None]) -> None:
        """Stop Local Kafka, delete all its data, start it again."""
        await self.stop_local()
        await asyncio.to_thread(self.local.reset)
        await self.start_local(report)

    def _local_ended(self, error: LocalKafkaError) -> None:
        self._emit(Notice(text=error.title, level="error", hint=error.hint, key=LOCAL_ENDED))
