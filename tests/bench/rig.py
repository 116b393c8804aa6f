"""What every benchmark works with: one window on one broker, and the figures that come out."""

import asyncio
import contextlib
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from kafkadesk.app.window import WindowParts
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from kafkadesk.system.local_kafka.local import LocalKafka
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.peers import fill

VALUE_BYTES = 200
PARTITIONS = 8
WAIT_S = 900.0
SETTLE_S = 1.0
IDLE_S = 1.0
LOOK_EVERY_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one round. peer: what it is measured beside, in the same round. at: where on the axis (axis: what it counts) of a cost that grows."""

    name: str
    unit: str
    value: float
    peer: float | None = None
    at: float | None = None
    axis: str = ""


@asynccontextmanager
async def broker(home: Path, bootstrap: str | None) -> AsyncIterator[str]:
    """Have a broker: the one named, or a Local Kafka of this run's own."""
    if bootstrap is not None:
        yield bootstrap
        return
    local = LocalKafka(home / "kafka")
    try:
        yield await asyncio.to_thread(local.start, lambda _: None, threading.Event())
    finally:
        await asyncio.to_thread(local.stop)


def workers() -> list[psutil.Process]:
    """Return the consumer processes of this window; one that ends just now is none."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if "worker" in child.cmdline():
                found.append(child)
    return found


class Bench:
    """One window on one broker, for one round after another. records: how many the topic holds that is read at full speed.

    soak_s: how long `soak` takes. plots: where pictures go, if anywhere.
    """

    def __init__(
        self, desk: Desk, parts: WindowParts, bootstrap: str, records: int, *, soak_s: float = 3600.0, plots: Path | None = None
    ) -> None:
        self.desk = desk
        self.parts = parts
        self.bootstrap = bootstrap
        self.records = records
        self.soak_s = soak_s
        self.plots = plots
        self._filled: dict[tuple[int, int, int], str] = {}

    async def topic(self, partitions: int) -> str:
        """Create a new topic."""
        name = f"bench-{uuid.uuid4().hex[:8]}"
        await self.desk.create_topic(name, partitions)
        return name

    async def full_topic(self, records: int, size: int = VALUE_BYTES, partitions: int = PARTITIONS) -> str:
        """Return a topic with so many records of so many bytes; one that was filled before, if there is."""
        key = (records, size, partitions)
        if key not in self._filled:
            self._filled[key] = await self.topic(partitions)
            await asyncio.to_thread(fill, self.bootstrap, self._filled[key], records, size, partitions)
        return self._filled[key]

    async def panes(self, n: int) -> list[str]:
        """Open n idle panes, one a turn of the loop, as a person does."""
        panes = []
        for _ in range(n):
            panes.append(self.desk.add_pane())
            await asyncio.sleep(SETTLE_S)
        return panes

    async def close(self, panes: list[str]) -> None:
        """Close panes and wait until they are gone."""
        for pane in panes:
            self.desk.close_pane(pane)
        await self.desk.until(lambda: not self.desk.panes, WAIT_S)

    @asynccontextmanager
    async def opened(self, n: int) -> AsyncIterator[list[str]]:
        """Have n panes, and close them behind it."""
        panes = await self.panes(n)
        try:
            yield panes
        finally:
            await self.close(panes)

    async def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds; fails when it does not within WAIT_S."""
        assert await self.desk.until(holds, WAIT_S), "it did not come to that"

    async def look(self, holds: Callable[[], object]) -> None:
        """Wait until something of the widgets holds, which no event of the desk tells."""
        async with asyncio.timeout(WAIT_S):
            while not holds():  # noqa: ASYNC110  # there is nothing that would set an event
                await asyncio.sleep(LOOK_EVERY_S)

    async def idle_gaps(self) -> StallRecorder:
        """Return the gaps of the window while nothing happens."""
        idle = StallRecorder()
        idle.start()
        await asyncio.sleep(IDLE_S)
        idle.stop()
        return idle

    def read_all(self, panes: list[str], topic: str) -> None:
        """Have panes read a topic from its beginning, without a group."""
        for pane in panes:
            self.desk.observe(pane, topic, Start(StartKind.EARLIEST))

    def received(self, panes: list[str]) -> Mapping[str, int]:
        """Return how many records of each pane reached the window."""
        return {pane: self.desk.panes[pane].received for pane in panes}
