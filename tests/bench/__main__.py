"""Speed of the real window, offscreen, on a real broker: python3 packaging/dev.py bench [--quick] [NAME…].

Every figure is measured beside its peer or limit in the same run, at least three rounds, median with minimum and maximum.
Prints a table and writes JSON (--json FILE).
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication

from kafkadesk.app import stay_smooth
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.state import Start
from kafkadesk.desk.desk import Desk
from kafkadesk.parts import Parts, build
from kafkadesk.system.local_kafka import LocalKafka
from kafkadesk.widgets import theme
from kafkadesk.widgets.stall_recorder import StallRecorder
from kafkadesk.wiring import Wiring
from tests.bench.peers import bare_reader, bare_sends, fill

PANES = 8
VALUE_BYTES = 200
SENDS = 200
WAIT_S = 600.0
SETTLE_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one round. peer: what it is measured beside, in the same round."""

    name: str
    unit: str
    value: float
    peer: float | None = None


class Bench:
    """One window on one broker, for one round after another."""

    def __init__(self, desk: Desk, parts: Parts, bootstrap: str, records: int) -> None:
        self.desk = desk
        self.parts = parts
        self.bootstrap = bootstrap
        self.records = records
        self._topics = 0

    async def topic(self, partitions: int) -> str:
        """Create a new topic."""
        self._topics += 1
        name = f"bench-{self._topics}"
        await self.desk.create_topic(name, partitions)
        return name

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


async def read(bench: Bench, panes: int) -> list[Figure]:
    """So many panes read a full topic; how many records a second are shown, and how long the window is away meanwhile."""
    topic = await bench.topic(8)
    await asyncio.to_thread(fill, bench.bootstrap, topic, bench.records, VALUE_BYTES)
    bare = await asyncio.to_thread(bare_reader, bench.bootstrap, topic, bench.records)
    stalls = StallRecorder()
    idle = StallRecorder()
    idle.start()
    await asyncio.sleep(1)
    idle.stop()
    opened = await bench.panes(panes)
    stalls.start()
    started = time.monotonic()
    for pane in opened:
        bench.desk.observe(pane, topic, Start("earliest"))
    await bench.desk.until(lambda: all(bench.desk.panes[p].received >= bench.records for p in opened), WAIT_S)
    seconds = time.monotonic() - started
    stalls.stop()
    got = [bench.desk.panes[p].received for p in opened]
    assert got == [bench.records] * panes, got
    await bench.close(opened)
    what = f"{panes} panes" if panes > 1 else "1 pane"
    return [
        Figure(name=f"records shown, {what}", unit="records/s", value=panes * bench.records / seconds, peer=bare),
        Figure(name=f"loop gap p99, {what} at full speed", unit="ms", value=stalls.percentile(0.99) or 0.0, peer=idle.percentile(0.99)),
        Figure(name=f"loop gap longest, {what} at full speed", unit="ms", value=stalls.percentile(1.0) or 0.0, peer=idle.percentile(1.0)),
    ]


async def read_1(bench: Bench) -> list[Figure]:
    """One pane at full speed."""
    return await read(bench, 1)


async def read_8(bench: Bench) -> list[Figure]:
    """Eight panes at full speed, each of which gets every record."""
    return await read(bench, PANES)


async def send(bench: Bench) -> list[Figure]:
    """From Send to the verdict, one by one, in an idle window."""
    topic = await bench.topic(1)
    bare = await asyncio.to_thread(bare_sends, bench.bootstrap, topic, SENDS)
    bench.desk.send(SendPlan(topic=topic, value="x" * VALUE_BYTES))
    plan = SendPlan(topic=topic, value="x" * VALUE_BYTES, count=SENDS)
    send_id = bench.desk.send(plan)
    await bench.desk.until(lambda: bench.desk.sends.progress[send_id].done, WAIT_S)
    latencies = [d.latency_ms for d in bench.desk.sends.log.recent(SENDS) if d.latency_ms is not None]
    return [Figure(name="send to verdict p50, idle", unit="ms", value=statistics.median(latencies), peer=bare)]


BENCHES: dict[str, Callable[[Bench], Awaitable[list[Figure]]]] = {"read-1": read_1, "read-8": read_8, "send": send}


async def run(names: list[str], *, rounds: int, records: int, home: Path) -> list[list[Figure]]:
    """Run the named benchmarks in turn, so many rounds."""
    local = LocalKafka(home / "kafka")
    bootstrap = await asyncio.to_thread(local.start, lambda _: None, threading.Event())
    desk = Desk(home=home / "unused")
    parts = build(desk.sends.log, desk.ledger, desk.group_label, groups=(), callouts=())
    wiring = Wiring(desk, parts)
    parts.window.resize(1680, 1020)
    parts.window.show()
    parts.window.show_desk()
    try:
        await desk.connect(bootstrap)
        await desk.connected()
        bench = Bench(desk, parts, bootstrap, records)
        return [[figure for name in names for figure in await BENCHES[name](bench)] for _ in range(rounds)]
    finally:
        await wiring.close()
        await desk.close()
        await asyncio.to_thread(local.stop)
        parts.window.close_now()


def table(rounds: list[list[Figure]]) -> str:
    """Return the figures as a table: median (minimum to maximum), and the median of the ratios to the peer in the same round."""
    lines = [f"{'figure':44} {'median':>12} {'min':>12} {'max':>12}  {'unit':10} {'ratio to peer':>14}"]
    for same in zip(*rounds, strict=True):
        values = [figure.value for figure in same]
        ratios = [figure.value / figure.peer for figure in same if figure.peer]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else "—"
        lines.append(
            f"{same[0].name:44} {statistics.median(values):12,.1f} {min(values):12,.1f} {max(values):12,.1f}  {same[0].unit:10} {ratio:>14}"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; default: all")
    parser.add_argument("--quick", action="store_true", help="toy size, one round: only to see that it works")
    parser.add_argument("--records", type=int, default=1_000_000, help="in the topic that is read (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write all rounds here")
    args = parser.parse_args()
    if unknown := set(args.names) - BENCHES.keys():
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    stay_smooth()
    theme.apply(app, "light")
    loop = qasync.QEventLoop(app)
    with tempfile.TemporaryDirectory() as home, loop:
        size = {"rounds": 1, "records": 20_000} if args.quick else {"rounds": args.rounds, "records": args.records}
        rounds = loop.run_until_complete(run(args.names or list(BENCHES), home=Path(home), **size))
    print(table(rounds))
    if args.json is not None:
        data = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version(), **size}
        args.json.write_text(json.dumps({**data, "figures": [[asdict(f) for f in r] for r in rounds]}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
