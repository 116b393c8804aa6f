"""A search through a topic, beside `kcat | grep`."""

import asyncio
import contextlib
import shutil
import subprocess
import time

import psutil

from kafkadesk.core.find.plan import SearchPlan
from tests.bench.rig import LOOK_EVERY_S, Bench, Figure, workers

WORD = "nowhere"
MEMORY_EVERY_S = 25 * LOOK_EVERY_S


async def find(bench: Bench) -> list[Figure]:
    """Look for a word that no record has."""
    topic = await bench.full_topic(bench.records)
    peer = await asyncio.to_thread(_kcat_and_grep, bench.bootstrap, topic, bench.records)
    peak = [0.0]
    watched = asyncio.create_task(_watch(peak))
    started = time.perf_counter()
    search = bench.desk.find(SearchPlan(topics=(topic,), filter=WORD))
    async for _ in search:
        pass
    took = time.perf_counter() - started
    watched.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watched
    assert search.progress.records == bench.records, search.end
    return [
        Figure(name="records searched; beside kcat | grep", unit="records/s", value=bench.records / took, peer=peer),
        Figure(name="largest consumer process meanwhile", unit="MB", value=peak[0]),
    ]


async def _watch(peak: list[float]) -> None:
    while True:
        for process in workers():
            with contextlib.suppress(psutil.Error):
                peak[0] = max(peak[0], process.memory_info().rss / 1e6)
        await asyncio.sleep(MEMORY_EVERY_S)


def _kcat_and_grep(bootstrap: str, topic: str, n: int) -> float | None:
    """Return records a second; None where there is no kcat."""
    kcat, grep = shutil.which("kcat"), shutil.which("grep")
    if kcat is None or grep is None:
        return None
    started = time.perf_counter()
    with subprocess.Popen([kcat, "-C", "-b", bootstrap, "-t", topic, "-o", "beginning", "-e", "-q"], stdout=subprocess.PIPE) as reader:
        subprocess.run([grep, "-F", WORD], stdin=reader.stdout, stdout=subprocess.DEVNULL, check=False, timeout=600)
    return n / (time.perf_counter() - started)
