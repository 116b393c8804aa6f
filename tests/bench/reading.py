"""How fast panes show what is in a topic, and how long the window is away meanwhile."""

import asyncio
import time

from kafkadesk.widgets.stall_recorder import StallRecorder
from tests.bench.peers import bare_reader, kcat_reader
from tests.bench.rig import VALUE_BYTES, Bench, Figure

JSON_BYTES = 1024
SCALED_PANES = (1, 2, 4, 8, 16)
SCALED_PARTITIONS = (1, 10, 100)
SCALED_BYTES = (100, 1024, 100 * 1024, 5 * 1024 * 1024)
SCALE_SHARE = 10  # the growth of a cost is measured with a tenth of the records
BYTES_AT_MOST = 256 * 1024 * 1024  # of one topic: large values make few records


def named(panes: int) -> str:
    """Return how many panes, in words."""
    return f"{panes} panes" if panes > 1 else "1 pane"


async def read(bench: Bench, panes: int, topic: str, records: int) -> tuple[float, StallRecorder]:
    """Return the records a second that so many panes show together, and the window's gaps meanwhile."""
    stalls = StallRecorder()
    async with bench.opened(panes) as opened:
        stalls.start()
        started = time.monotonic()
        bench.read_all(opened, topic)
        await bench.wait(lambda: all(n >= records for n in bench.received(opened).values()))
        seconds = time.monotonic() - started
        stalls.stop()
        assert set(bench.received(opened).values()) == {records}, bench.received(opened)
    return panes * records / seconds, stalls


async def read_beside_bare(bench: Bench, panes: int) -> list[Figure]:
    """So many panes read a full topic; the peers are a bare kafka-python loop and an idle window."""
    topic = await bench.full_topic(bench.records)
    bare = await asyncio.to_thread(bare_reader, bench.bootstrap, topic, bench.records)
    idle = await bench.idle_gaps()
    speed, stalls = await read(bench, panes, topic, bench.records)
    what = named(panes)
    return [
        Figure(name=f"records shown, {what}", unit="records/s", value=speed, peer=bare),
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
    speed, _ = await read(bench, 1, topic, records)
    return [Figure(name="records of 1 KiB shown, 1 pane; beside kcat", unit="records/s", value=speed, peer=limit)]


async def scale_panes(bench: Bench) -> list[Figure]:
    """How records a second grow with panes."""
    records = max(bench.records // SCALE_SHARE, 1)
    topic = await bench.full_topic(records)
    return [
        Figure(
            name=f"records shown, {named(n)}, short run",
            unit="records/s",
            value=(await read(bench, n, topic, records))[0],
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
                value=(await read(bench, 1, topic, records))[0],
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
        speed, stalls = await read(bench, 1, topic, records)
        figures.append(
            Figure(name=f"megabytes shown, values of {size:,} bytes", unit="MB/s", value=speed * size / 1e6, at=size, axis="bytes a value")
        )
        figures.append(
            Figure(
                name=f"loop gap longest, values of {size:,} bytes",
                unit="ms",
                value=stalls.percentile(1.0) or 0.0,
                at=size,
                axis="bytes a value",
            )
        )
    return figures
