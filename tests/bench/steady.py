"""What a window and its panes cost at rest and under steady traffic: cores, and how often they are woken, beside bare consumers."""

import asyncio
import os
import statistics
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import psutil

from kafkadesk.core.start_position import Start, StartKind
from tests.bench.peers import bare_consumer, steady
from tests.bench.reading import worked
from tests.bench.rig import PARTITIONS, SETTLE_S, Bench, Figure, workers
from tests.rigs.processes import voluntary_switches

PANES = 4
WARM_S = 4.0  # what a start costs is not the subject
MEASURED_S = 10.0
PEERS = ("kafka-python", "librdkafka")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: cores, and how often a second it was woken."""

    cores: float
    woken: float


def woken(process: psutil.Process) -> int:
    """Return how often all threads of a process slept and were woken; 0 where the system does not count (it is no Linux)."""
    with suppress(OSError):
        return voluntary_switches(process.pid)
    return 0


async def costs(processes: list[psutil.Process], seconds: float) -> list[Cost]:
    """Return what processes take in the next seconds, of work and of being woken."""
    before = [(worked(p), woken(p)) for p in processes]
    await asyncio.sleep(seconds)
    return [Cost((worked(p) - work) / seconds, (woken(p) - times) / seconds) for p, (work, times) in zip(processes, before, strict=True)]


async def measured(
    bench: Bench, per_second: int, what: str, change: Callable[[], object] = bool, back: Callable[[], object] = bool
) -> list[Figure]:
    """Have panes observe a topic into which so many records a second are written; the peers read it at the same time."""
    topic = await bench.topic(PARTITIONS)
    async with bench.opened(PANES) as panes:
        for pane in panes:
            bench.desk.observe(pane, topic, Start(StartKind.LATEST))
        with ExitStack() as stack:
            peers = [psutil.Process(stack.enter_context(bare_consumer(kind, bench.bootstrap, topic))) for kind in PEERS]
            if per_second:
                stack.enter_context(steady(bench.bootstrap, topic, per_second, PARTITIONS))
            change()
            await asyncio.sleep(WARM_S)
            reading = workers()[:PANES]
            window, python, native, *each = await costs([psutil.Process(os.getpid()), *peers, *reading], MEASURED_S)
            back()
        await asyncio.sleep(SETTLE_S)
    usual = Cost(statistics.median(c.cores for c in each), statistics.median(c.woken for c in each))
    return [
        Figure(name=f"window, {PANES} panes, {what}", unit="mcores", value=1000 * window.cores, peer=1000 * python.cores),
        Figure(name=f"each pane, {what}; beside kafka-python", unit="mcores", value=1000 * usual.cores, peer=1000 * python.cores),
        Figure(name=f"each pane, {what}; beside librdkafka", unit="mcores", value=1000 * usual.cores, peer=1000 * native.cores),
        Figure(name=f"window woken, {what}", unit="times/s", value=window.woken, peer=python.woken),
        Figure(name=f"each pane woken, {what}", unit="times/s", value=usual.woken, peer=python.woken),
    ]


async def idle(bench: Bench) -> list[Figure]:
    """Connected, and nothing is sent."""
    return await measured(bench, 0, "nothing sent")


async def steady_10(bench: Bench) -> list[Figure]:
    """Ten records a second."""
    return await measured(bench, 10, "10 records/s")


async def steady_100(bench: Bench) -> list[Figure]:
    """A hundred records a second."""
    return await measured(bench, 100, "100 records/s")


async def steady_1000(bench: Bench) -> list[Figure]:
    """A thousand records a second."""
    return await measured(bench, 1_000, "1,000 records/s")


async def steady_minimized(bench: Bench) -> list[Figure]:
    """A thousand records a second, and nobody sees the window."""
    window = bench.parts.window
    return await measured(bench, 1_000, "1,000 records/s, minimized", window.showMinimized, window.showNormal)
