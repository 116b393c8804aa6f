"""The desk's Local Kafka: started, stopped, connected to, and its end reported."""

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.cluster.profiles import LOCAL, Profile
from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.events import Notice, NoticeLevel
from kafkadesk.core.steps import StepReport
from kafkadesk.desk.broadcast import Broadcast
from kafkadesk.desk.connection import Connect
from kafkadesk.desk.mailbox import Mailbox
from kafkadesk.system.local_kafka.local import LocalKafka

LOCAL_ENDED = "local-ended"  # key of the notice that Local Kafka ended by itself


class LocalControl:
    """Starts and stops Local Kafka, and connects to it. kafka: the Local Kafka itself. home: its folder, None for the usual one."""

    def __init__(
        self, *, home: Path | None, port: int | None, events: Broadcast, connect: Connect, disconnect: Callable[[], Awaitable[None]]
    ) -> None:
        self._events = events
        self._connect = connect
        self._disconnect = disconnect
        self._exits: Mailbox[LocalKafkaError] = Mailbox(asyncio.get_running_loop(), self._ended, events.report_fault)
        self.kafka = LocalKafka(home, port=port, on_exit=self._exits.post, learn=True)
        self._cancel = threading.Event()

    async def start(self, report: Callable[[StepReport], None]) -> None:
        """Start Local Kafka step by step and connect to it; raises LocalKafkaError. `report` is called on the loop."""
        loop = asyncio.get_running_loop()
        cancel = self._cancel = threading.Event()

        def post(step: StepReport) -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is there to be told
                loop.call_soon_threadsafe(report, step)

        bootstrap = await asyncio.to_thread(self.kafka.start, post, cancel)
        if not cancel.is_set():
            self._connect(parse_bootstrap(bootstrap), local=True, profile=LOCAL)

    def cancel(self) -> None:
        """Give up starting Local Kafka."""
        self._cancel.set()

    async def stop(self) -> None:
        """Disconnect and stop Local Kafka; its data stays."""
        await self._disconnect()
        await asyncio.to_thread(self.kafka.stop)

    async def restart(self) -> None:
        """Stop and start Local Kafka on the same port and data; the connection and the panes find it again."""
        await asyncio.to_thread(self.kafka.restart)

    async def advertise(self, name: str) -> None:
        """Restart Local Kafka with a second listener, whose clients are told to talk to `name`; nothing happens when it has it already."""
        if self.kafka.advertise == name and self.kafka.advertised is not None:
            return
        self.kafka.advertise = name
        await self.restart()

    def connect(self, profile: Profile = LOCAL) -> None:
        """Connect to the Local Kafka that runs: by its own address, or by that of a profile for its second listener."""
        self._connect(parse_bootstrap(profile.bootstrap or self.kafka.bootstrap or ""), local=True, profile=profile)

    async def reset(self, report: Callable[[StepReport], None]) -> None:
        """Stop Local Kafka, delete all its data, start it again."""
        await self.stop()
        await asyncio.to_thread(self.kafka.reset)
        await self.start(report)

    async def close(self) -> None:
        """Give up a start, and stop Local Kafka."""
        self._cancel.set()
        await asyncio.to_thread(self.kafka.stop)
        self._exits.close()

    def _ended(self, error: LocalKafkaError) -> None:
        self._events.emit(Notice(text=error.title, level=NoticeLevel.ERROR, hint=error.hint, key=LOCAL_ENDED))
