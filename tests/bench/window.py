"""What the window costs by itself: until it is shown, in memory, while one types a filter, with many topics."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.rig import Bench, Figure, workers

KEPT_ROWS = 50_000
STARTS = 5
TYPED = ("12345", "/0{3}4\\d+/", "$.none=1")
MB = 1024 * 1024
FOOTPRINT_ROUNDS_S = 3.0  # after the last record, until what was read is put away

BARE_START = """
import sys, time
begun = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print((time.perf_counter() - begun) * 1000, flush=True)
        app.quit()
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OUR_START = """
import os, sys, time
begun = time.perf_counter()
from PySide6.QtWidgets import QMainWindow
painted = QMainWindow.paintEvent
shown = []
def paint(self, event):
    painted(self, event)
    if len(shown) == self._filled:
        shown.append((time.perf_counter() - begun) * 1000)
    if self._filled:
        print(*shown, flush=True)
        os._exit(0)
sys.argv[1:] = []
import kafkadesk.widgets.window.main_window as module
module.MainWindow.paintEvent = paint
from kafkadesk.__main__ import main
main()
"""


async def start(bench: Bench) -> list[Figure]:
    """From the interpreter's first line to the first paint of the window, and to the one with all its parts; beside a bare QMainWindow."""
    ours, bare = [], []
    for _ in range(STARTS):
        bare.append(await asyncio.to_thread(_started, BARE_START))
        ours.append(await asyncio.to_thread(_started, OUR_START))
    peer = statistics.median(first for first, *_ in bare)
    return [
        Figure(name="window shown after start", unit="ms", value=statistics.median(first for first, _ in ours), peer=peer),
        Figure(name="the same, with all its parts", unit="ms", value=statistics.median(filled for _, filled in ours), peer=peer),
    ]


def _started(script: str) -> list[float]:
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60, env=env)
    return [float(word) for word in done.stdout.splitlines()[-1].split()]


async def footprint(bench: Bench, panes: int) -> list[Figure]:
    """Resident memory of this window and of each consumer process, before and after so many panes read a topic."""
    topic = await bench.full_topic(bench.records)
    window = psutil.Process()
    before = window.memory_info().rss
    async with bench.opened(panes) as opened:
        bench.read_all(opened, topic)
        await bench.wait(lambda: all(n >= bench.records for n in bench.received(opened).values()))
        await asyncio.sleep(FOOTPRINT_ROUNDS_S)
        grown = window.memory_info().rss - before
        of_workers = [child.memory_info().rss for child in workers()]
    what = f"{panes} panes" if panes > 1 else "1 pane"
    return [
        Figure(name=f"memory of the window on top of the empty one, {what}", unit="MB", value=grown / MB),
        Figure(name=f"memory of the largest consumer process, {what}", unit="MB", value=max(of_workers) / MB),
    ]


async def footprint_1(bench: Bench) -> list[Figure]:
    """Memory with one pane."""
    return await footprint(bench, 1)


async def footprint_8(bench: Bench) -> list[Figure]:
    """Memory with eight panes."""
    return await footprint(bench, 8)


async def memory(bench: Bench) -> list[Figure]:
    """Memory after reading, in a window of its own each: what was freed before would hide what is taken."""
    figures = []
    for name in ("footprint-1", "footprint-8"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "figures.json"
            command = [sys.executable, "-m", "tests.bench", name, "--bootstrap", bench.bootstrap, "--rounds", "1"]
            command += ["--records", str(bench.records), "--json", str(out)]
            await asyncio.to_thread(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, timeout=900)
            figures += [Figure(**figure) for figure in json.loads(out.read_text())["figures"][0]]
    return figures


async def typing(bench: Bench) -> list[Figure]:
    """A filter typed over 50,000 rows: until the first results, and how long the window is away meanwhile."""
    records = KEPT_ROWS * 2
    topic = await bench.full_topic(records)
    firsts: list[float] = []
    stalls = StallRecorder()
    async with bench.opened(1) as (pane,):
        bench.desk.observe(pane, topic, Start(StartKind.EARLIEST))
        await bench.wait(lambda: bench.desk.panes[pane].received >= records)
        widget = bench.parts.grid.pane(pane)
        assert widget is not None
        widget.search.open()
        assert widget.search.bar is not None
        for text in TYPED:
            widget.search.bar.edit.clear()
            await bench.look(lambda: widget.model.rowCount() == KEPT_ROWS)
            stalls.resume()
            began = time.perf_counter()
            widget.search.bar.edit.setText(text)
            await bench.look(lambda: widget.model.finder.filter is not None and widget.model.rowCount() < KEPT_ROWS)
            firsts.append((time.perf_counter() - began) * 1000)
            await bench.look(lambda: widget.model.finder.left == 0)
            stalls.stop()
    return [
        Figure(name="filter typed over 50,000 rows: first results", unit="ms", value=max(firsts)),
        Figure(name="filter typed over 50,000 rows: longest gap", unit="ms", value=stalls.percentile(1.0) or 0.0),
    ]
