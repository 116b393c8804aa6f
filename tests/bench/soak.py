"""An hour at a steady pace: eight panes at 1,000 records a second each, and what that does to the memory of the window and of its processes."""

import asyncio
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from kafkadesk.core.start_position import Start
from kafkadesk.core.state import PaneMode
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.peers import steady
from tests.bench.plots import draw_soak
from tests.bench.rig import PARTITIONS, Bench, Figure, workers

PANES = 8
PER_SECOND = 1_000
SAMPLE_S = 10.0
MB = 1024 * 1024
WARM = 1 / 3  # of the run: panes and logs fill up to their bounds
WINDOW_GROWTH, PROCESS_GROWTH = 6.0, 3.0  # MB an hour: the slope of what follows the warm part must stay below, in a run of SURE_S
SURE_S = 1_800.0  # in a shorter run the slope is noise


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident memory at one moment, in MB. at: seconds since the beginning; processes: of each consumer process."""

    at: float
    window: float
    processes: tuple[float, ...]


def growth(samples: list[Sample], seconds: float) -> tuple[float, float]:
    """Return what the window, and the consumer process that grows most, gain after the warm part, in MB an hour."""
    late = [sample for sample in samples if sample.at >= seconds * WARM]
    at = [sample.at / 3600 for sample in late]
    lines = [[sample.window for sample in late], *zip(*(sample.processes for sample in late), strict=True)]
    window, *processes = (statistics.linear_regression(at, line).slope for line in lines)
    return window, max(processes)


async def soak(bench: Bench) -> list[Figure]:
    """Read for `bench.soak_s` seconds; memory may not grow, no record may be missing, and the window stays smooth."""
    topic = await bench.topic(PARTITIONS)
    window = psutil.Process()
    stalls = StallRecorder()
    samples: list[Sample] = []
    async with bench.opened(PANES) as opened:
        for pane in opened:
            bench.desk.observe(pane, topic, Start())
        await bench.wait(lambda: all(bench.desk.panes[pane].mode is PaneMode.OBSERVING for pane in opened))
        reading = workers()
        with steady(bench.bootstrap, topic, PER_SECOND, PARTITIONS) as written:
            stalls.start()
            began = time.monotonic()
            while (at := time.monotonic() - began) < bench.soak_s:
                sizes = tuple(worker.memory_info().rss / MB for worker in reading)
                samples.append(Sample(at, window.memory_info().rss / MB, sizes))
                _keep(bench.plots, samples)
                await asyncio.sleep(min(SAMPLE_S, bench.soak_s / 10))
            stalls.stop()
        await bench.wait(lambda: all(n >= written[0] for n in bench.received(opened).values()))
        assert set(bench.received(opened).values()) == {written[0]}, bench.received(opened)
    if bench.plots is not None:
        draw_soak([(s.at, s.window, max(s.processes)) for s in samples], bench.plots / "soak.png")
    of_window, of_process = growth(samples, bench.soak_s)
    if bench.soak_s >= SURE_S:
        assert of_window < WINDOW_GROWTH, f"the window grows by {of_window:.1f} MB an hour"
        assert of_process < PROCESS_GROWTH, f"a consumer process grows by {of_process:.1f} MB an hour"
    return [
        Figure(name="soak: growth of the window after its first third", unit="MB/h", value=of_window),
        Figure(name="soak: growth of the consumer process that grows most", unit="MB/h", value=of_process),
        Figure(name="soak: memory of the window at the end", unit="MB", value=samples[-1].window),
        Figure(name="soak: memory of the largest consumer process", unit="MB", value=max(samples[-1].processes)),
        Figure(name="soak: loop gap p99", unit="ms", value=stalls.percentile(0.99) or 0.0),
        Figure(name="soak: loop gap longest", unit="ms", value=stalls.percentile(1.0) or 0.0),
        Figure(name="soak: records each pane received", unit="records", value=float(written[0])),
    ]


def _keep(folder: Path | None, samples: list[Sample]) -> None:
    """Write down what was sampled so far: an hour's run that is broken off still says something."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        rows = [[round(s.at, 1), round(s.window, 2), *(round(p, 2) for p in s.processes)] for s in samples]
        (folder / "soak.json").write_text(json.dumps(rows))
