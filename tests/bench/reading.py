"""How fast panes show what is in a topic, and how long the window is away meanwhile."""

import asyncio
import contextlib
import time
from dataclasses import dataclass

import psutil

from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.peers import bare_reader, kcat_reader
from tests.bench.rig import VALUE_BYTES, Bench, Figure, workers

JSON_BYTES = 1024
SCALED_PANES = (1, 2, 4, 8, 16)
SCALED_PARTITIONS = (1, 10, 100)
SCALED_BYTES = (100, 1024, 100 * 1024, 5 * 1024 * 1024)
SCALE_SHARE = 10  # the growth of a cost is measured with a tenth of the records
BYTES_AT_MOST = 256 * 1024 * 1024  # of one topic: large values make few records


def named(panes: int) -> str:
    """Return how many panes, in words."""
    return f"{panes} panes" if panes > 1 else "1 pane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of reading came to. window_us, panes_us: processor time a record, of the window and of the panes' processes."""

    speed: float
    stalls: StallRecorder
    window_us: float
    panes_us: float


async def read(bench: Bench, panes: int, topic: str, records: int) -> Run:
    """Have so many panes read a topic; return the records a second that they show together, and what it took."""
    stalls = StallRecorder()
    window = psutil.Process()
    async with bench.opened(panes) as opened:
        reading = workers()
        of_window, of_panes = worked(window), {process: worked(process) for process in reading}
        stalls.start()
        started = time.monotonic()
        bench.read_all(opened, topic)
        await bench.wait(lambda: all(n >= records for n in bench.received(opened).values()))
        seconds = time.monotonic() - started
        stalls.stop()
        assert set(bench.received(opened).values()) == {records}, bench.received(opened)
        per = 1e6 / (panes * records)
        of_window = (worked(window) - of_window) * per
        panes_us = 0.0
        for process, before in of_panes.items():
            with contextlib.suppress(psutil.NoSuchProcess):  # of a pane that was closed before these were opened
                panes_us += (worked(process) - before) * per
    return Run(speed=panes * records / seconds, stalls=stalls, window_us=of_window, panes_us=panes_us)


def worked(process: psutil.Process) -> float:
    """Return the processor time of a process so far, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def read_beside_bare(bench: Bench, panes: int) -> list[Figure]:
    """So many panes read a full topic; the peers are a bare kafka-python loop and an idle window."""
    topic = await bench.full_topic(bench.records)
    bare, bare_us = await asyncio.to_thread(bare_reader, bench.bootstrap, topic, bench.records)
    idle = await bench.idle_gaps()
    run = await read(bench, panes, topic, bench.records)
    stalls, what = run.stalls, named(panes)
    return [
        Figure(name=f"records shown, {what}", unit="records/s", value=run.speed, peer=bare),
        Figure(name=f"processor time of the panes, {what}", unit="µs/record", value=run.panes_us, peer=bare_us),
        Figure(name=f"processor time of the window, {what}", unit="µs/record", value=run.window_us, peer=bare_us),
        Figure(name=f"loop gap p99, {what} at full speed", unit="ms", value=stalls.percentile(0.99) or 0.0, peer=idle.percentile(0.99)),
        Figure(name=f"loop gap longest, {what} at full speed", unit="ms", value=stalls.percentile(1.0) or 0.0, peer=idle.percentile(1.0)),
    ]


async def read_1(bench: Bench) -> list[Figure]:
    """One pane at full speed."""
    return await read_beside_bare(bench, 1)


async def read_8(bench: Bench) -> list[Figure]:
    """Eight panes at full speed, each of which gets every record."""
    return await read_beside_bare(bench, 8)


async def json_1(bench: Bench) -> list[Figure]:
    """One pane reads JSON of 1 KiB; beside it kcat to nowhere, which is what the broker can give."""
    records = max(bench.records // 4, 1)
    topic = await bench.full_topic(records, JSON_BYTES)
    limit = await asyncio.to_thread(kcat_reader, bench.bootstrap, topic, records)
    run = await read(bench, 1, topic, records)
    return [Figure(name="records of 1 KiB shown, 1 pane; beside kcat", unit="records/s", value=run.speed, peer=limit)]


async def scale_panes(bench: Bench) -> list[Figure]:
    """How records a second grow with panes."""
    records = max(bench.records // SCALE_SHARE, 1)
    topic = await bench.full_topic(records)
    return [
        Figure(
            name=f"records shown, {named(n)}, short run",
            unit="records/s",
            value=(await read(bench, n, topic, records)).speed,
            at=n,
            axis="panes",
        )
        for n in SCALED_PANES
    ]


async def scale_partitions(bench: Bench) -> list[Figure]:
    """How records a second change with the topic's partitions."""
    records = max(bench.records // SCALE_SHARE, 1)
    figures = []
    for n in SCALED_PARTITIONS:
        topic = await bench.full_topic(records, VALUE_BYTES, n)
        figures.append(
            Figure(
                name=f"records shown, {n} partitions",
                unit="records/s",
                value=(await read(bench, 1, topic, records)).speed,
                at=n,
                axis="partitions",
            )
        )
    return figures


async def scale_sizes(bench: Bench) -> list[Figure]:
    """How megabytes a second, and the longest gap, change with the size of the values."""
    figures = []
    for size in SCALED_BYTES:
        records = max(1, min(bench.records // SCALE_SHARE, BYTES_AT_MOST // size))
        topic = await bench.full_topic(records, size)
        run = await read(bench, 1, topic, records)
        figures.append(
            Figure(
                name=f"megabytes shown, values of {size:,} bytes", unit="MB/s", value=run.speed * size / 1e6, at=size, axis="bytes a value"
            )
        )
        figures.append(
            Figure(
                name=f"loop gap longest, values of {size:,} bytes",
                unit="ms",
                value=run.stalls.percentile(1.0) or 0.0,
                at=size,
                axis="bytes a value",
            )
        )
    return figures
