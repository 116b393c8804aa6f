"""Speed of the real window, offscreen, on a real broker: python3 packaging/dev.py bench [--quick] [NAME…].

Every figure is measured beside its peer or limit in the same run, at least three rounds, median with minimum and maximum.
Prints a table and writes JSON (--json FILE).
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.main import stay_smooth
from kafkadesk.app.window import build
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.garbage import Garbage
from tests.bench import finding, flow, groups, reading, sending, soak, steady, topics, undecoded, window
from tests.bench.plots import draw
from tests.bench.rig import Bench, Figure, broker

BENCHES: dict[str, Callable[[Bench], Awaitable[list[Figure]]]] = {
    "read-1": reading.read_1,
    "read-8": reading.read_8,
    "json-1": reading.json_1,
    "send": sending.send,
    "send-loaded": sending.send_loaded,
    "send-first": sending.send_first,
    "pipelined": sending.pipelined,
    "join": groups.join,
    "flow-100": flow.flow_100,
    "find": finding.find,
    "memory": window.memory,
    "start": window.start,
    "filter": window.typing,
    "idle": steady.idle,
    "steady-10": steady.steady_10,
    "steady-100": steady.steady_100,
    "steady-1000": steady.steady_1000,
    "steady-minimized": steady.steady_minimized,
    "scale-panes": reading.scale_panes,
    "scale-partitions": reading.scale_partitions,
    "scale-sizes": reading.scale_sizes,
    "scale-topics": topics.scale_topics,
}
LONG = {"soak": soak.soak, "undecoded": undecoded.undecoded}  # an hour, and no part of the program: only if asked for by name
PARTS_OF = {"footprint-1": window.footprint_1, "footprint-8": window.footprint_8}  # that `memory` runs in a window of its own each


async def measured(name: str, work: Awaitable[list[Figure]]) -> list[Figure]:
    """Return the figures of one benchmark, and say on the way which one runs: the whole takes long."""
    print(f"{name} …", file=sys.stderr, flush=True)
    return await work


async def run(
    names: list[str], *, rounds: int, records: int, home: Path, bootstrap: str | None, soak_s: float, plots: Path | None
) -> list[list[Figure]]:
    """Run the named benchmarks in turn, so many rounds."""
    async with broker(home, bootstrap) as address:
        desk = Desk(home=home / "unused")
        parts = build(desk.sends.log, desk.ledger, desk.labels.label_of, groups=(), callouts=())
        wiring = Hub(desk, parts, Intents(parts.messages))
        parts.window.resize(1680, 1020)
        parts.window.show()
        parts.window.show_desk()
        try:
            await desk.connect(address)
            await desk.connected()
            bench = Bench(desk, parts, address, records, soak_s=soak_s, plots=plots)
            known = BENCHES | LONG | PARTS_OF
            return [[figure for name in names for figure in await measured(name, known[name](bench))] for _ in range(rounds)]
        finally:
            wiring.close()
            await wiring.intents.close()
            await desk.close()
            parts.window.close_now()


def table(rounds: list[list[Figure]]) -> str:
    """Return the figures as a table: median (minimum to maximum), and the median of the ratios to the peer in the same round."""
    lines = [f"{'figure':58} {'median':>12} {'min':>12} {'max':>12}  {'unit':10} {'ratio to peer':>14}"]
    for same in zip(*rounds, strict=True):
        values = [figure.value for figure in same]
        ratios = [figure.value / figure.peer for figure in same if figure.peer]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else "—"
        lines.append(
            f"{same[0].name:58} {statistics.median(values):12,.1f} {min(values):12,.1f} {max(values):12,.1f}  {same[0].unit:10} {ratio:>14}"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)} (default: all); or {', '.join(LONG)}")
    parser.add_argument("--quick", action="store_true", help="toy size, one round: only to see that it works")
    parser.add_argument("--records", type=int, default=1_000_000, help="in the topic that is read (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--bootstrap", help="a broker on this machine; default: a Local Kafka of its own")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="draw how cost grows (scale-…) as pictures there")
    parser.add_argument("--soak-s", type=float, default=3600.0, help="how long soak takes, in seconds (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write all rounds here")
    args = parser.parse_args()
    if unknown := set(args.names) - BENCHES.keys() - LONG.keys() - PARTS_OF.keys():
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    stay_smooth()
    Garbage(app)
    theme.apply(app, "light")
    loop = qasync.QEventLoop(app)
    with tempfile.TemporaryDirectory() as home, loop:
        size = {"rounds": 1, "records": 20_000} if args.quick else {"rounds": args.rounds, "records": args.records}
        work = run(args.names or list(BENCHES), home=Path(home), bootstrap=args.bootstrap, soak_s=args.soak_s, plots=args.plots, **size)
        rounds = loop.run_until_complete(work)
    print(table(rounds))
    if args.plots is not None:
        draw(rounds, args.plots)
    if args.json is not None:
        data = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version(), **size}
        args.json.write_text(json.dumps({**data, "figures": [[asdict(f) for f in r] for r in rounds]}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
