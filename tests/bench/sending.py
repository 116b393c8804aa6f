"""How long a send takes to its verdict on screen, and how many go in a second."""

import asyncio
import statistics
import time

from PySide6.QtCore import QEvent, QObject

from kafkadesk.core.delivery import Mode, SendPlan
from tests.bench.peers import bare_pipeline, bare_sends
from tests.bench.rig import VALUE_BYTES, Bench, Figure

SENDS = 40
EVERY_S = 0.3  # as a person presses: the table draws ten times a second, and a quick burst would only measure that
PIPELINE_SHARE = 10
LOADED_PANES = 8
VALUE = "x" * VALUE_BYTES


class Painted(QObject):
    """Tells when the delivery table has painted the verdict of a send; to be installed on the table's viewport."""

    def __init__(self, bench: Bench, send_id: int) -> None:
        super().__init__()
        self._table = bench.parts.producer.deliveries._table
        self._model = bench.parts.deliveries
        self._send_id = send_id
        self.at = 0.0
        self.done = asyncio.Event()
        self._table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        newest = self._model.delivery(0)
        if event.type() is not QEvent.Type.Paint or newest is None or newest.send_id != self._send_id or not newest.verdict.final:
            return False
        self._table.viewport().removeEventFilter(self)
        self._table.viewportEvent(event)
        self.at = time.perf_counter()
        self.done.set()
        return True


async def on_screen(bench: Bench, topic: str) -> float:
    """Send one record; return the milliseconds until the delivery table has painted its verdict."""
    started = time.perf_counter()
    painted = Painted(bench, bench.desk.send(SendPlan(topic=topic, value=VALUE)))
    async with asyncio.timeout(10):
        await painted.done.wait()
    return (painted.at - started) * 1000


async def several(bench: Bench, topic: str, n: int = SENDS) -> list[float]:
    """Return what n sends take, one after another with a pause between."""
    took = []
    for _ in range(n):
        await asyncio.sleep(EVERY_S)
        took.append(await on_screen(bench, topic))
    return took


async def busy(bench: Bench, panes: list[str], topic: str) -> None:
    """Have the panes read a full topic, all of them in the midst of it."""
    bench.read_all(panes, topic)
    await bench.wait(lambda: all(bench.received(panes).values()))


async def send(bench: Bench) -> list[Figure]:
    """From Send to the verdict on screen, in an idle window."""
    topic = await bench.topic(1)
    bare = await asyncio.to_thread(bare_sends, bench.bootstrap, topic, SENDS, EVERY_S)
    return [Figure(name="send to verdict on screen p50, idle", unit="ms", value=statistics.median(await several(bench, topic)), peer=bare)]


async def send_loaded(bench: Bench) -> list[Figure]:
    """The same while eight panes read at full speed; beside the bare library while they do."""
    topic = await bench.topic(1)
    full = await bench.full_topic(bench.records)
    took: list[float] = []
    async with bench.opened(LOADED_PANES) as panes:
        await busy(bench, panes, full)
        while len(took) < SENDS and min(bench.received(panes).values()) < bench.records:
            took += await several(bench, topic, 1)
    async with bench.opened(LOADED_PANES) as panes:
        await busy(bench, panes, full)
        bare = await asyncio.to_thread(bare_sends, bench.bootstrap, topic, len(took), EVERY_S)
    return [Figure(name="send to verdict on screen p50, 8 panes at full speed", unit="ms", value=statistics.median(took), peer=bare)]


async def send_first(bench: Bench) -> list[Figure]:
    """The first send after connecting, beside later ones."""
    topic = await bench.topic(1)
    await bench.desk.disconnect()
    await bench.desk.connect(bench.bootstrap)
    await bench.desk.connected()
    await bench.desk.prepare_topic(topic)  # as the window does when a topic is chosen
    first = await on_screen(bench, topic)
    return [
        Figure(
            name="first send after connecting, beside a later one",
            unit="ms",
            value=first,
            peer=statistics.median(await several(bench, topic, 10)),
        )
    ]


async def pipelined(bench: Bench) -> list[Figure]:
    """Many sends at once with the delivery table live, until the last verdict; beside bare send() and flush()."""
    topic, n = await bench.topic(1), max(bench.records // PIPELINE_SHARE, 1)
    bare, bare_work = await asyncio.to_thread(bare_pipeline, bench.bootstrap, topic, n)
    started, worked = time.perf_counter(), time.process_time()
    send_id = bench.desk.send(SendPlan(topic=topic, value=VALUE, count=n, mode=Mode.PIPELINED))
    await bench.wait(lambda: bench.desk.sends.progress[send_id].done)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    assert bench.desk.sends.progress[send_id].confirmed == n
    return [
        Figure(name="pipelined sends, delivery table live", unit="records/s", value=n / seconds, peer=bare),
        Figure(name="the same: processor time of the window a record", unit="µs", value=work / n * 1e6, peer=bare_work),
    ]
