"""Opening and closing panes and connections, again and again: nothing stays behind in the window's process."""

import sys
import uuid
from dataclasses import dataclass

import psutil
import pytest

from tests.rigs.broker import Broker
from tests.rigs.clients import wait_for
from tests.rigs.field import FieldApp, check_smooth, field_on

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="counts file descriptors"),
    pytest.mark.usefixtures("priorities"),
]

WARM_UP = 5  # rounds: caches fill, pools grow to what they need
ROUND_S = 8.0
RSS_BYTES_A_ROUND = 80_000  # a list that keeps a pane keeps a megabyte; the allocator's own noise is below this


@dataclass(frozen=True)
class Held:
    """What a process holds."""

    processes: int
    threads: int
    sockets: int
    files: int
    rss: int

    def told(self) -> str:
        """Return it as one line."""
        held = f"{self.processes} processes, {self.threads} threads, {self.sockets} sockets, {self.files} file descriptors"
        return f"{held}, {self.rss / 1e6:.1f} MB"


def held(app: FieldApp) -> Held:
    process = psutil.Process(app.process.pid)
    with process.oneshot():
        return Held(
            processes=len(app.children()), threads=process.num_threads(), sockets=len(process.net_connections()), files=process.num_fds(),
            rss=process.memory_info().rss,
        )  # fmt: skip


def settled(app: FieldApp, before: Held | None = None) -> Held:
    """Return what the process holds once it is down to what it held before; or, if it never is, what it holds at last."""
    last: list[Held] = []

    def steady() -> bool:
        last.append(held(app))
        if before is not None:
            return all(getattr(last[-1], n) <= getattr(before, n) for n in ("processes", "threads", "sockets", "files"))
        return len(last) > 100 and len({(h.processes, h.threads, h.sockets, h.files) for h in last[-100:]}) == 1

    try:
        wait_for(steady, "steady", 12.0)
    except AssertionError:
        print("not down to what it was:", sorted(app.seen[-1]["threads"]))
    return last[-1]


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(3000)])])
def test_open_and_close_rounds_leave_nothing_behind(broker: Broker, rounds: int) -> None:
    with field_on(broker.bootstrap, f"leaks-{uuid.uuid4().hex[:6]}") as app:
        app.do(f"rounds {WARM_UP}", ROUND_S * WARM_UP)
        before = settled(app)
        app.measure()
        app.do(f"rounds {rounds}", ROUND_S * rounds)
        after = settled(app, before)
        now = app.do("look")
        print(f"before: {before.told()}\nafter {rounds} rounds: {after.told()}")
        assert after.processes <= before.processes, after
        assert after.threads <= before.threads, (after, sorted(now["threads"]))
        assert after.sockets <= before.sockets, after
        assert after.files <= before.files, after
        assert (after.rss - before.rss) / rounds < RSS_BYTES_A_ROUND + 3_000_000 / rounds, after
        print(check_smooth(app, now))
