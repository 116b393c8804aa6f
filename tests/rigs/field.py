"""The real window in a process of its own, and the test that makes faults around it: what it shows, and when."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil

from tests import ROOT
from tests.rigs.wine import SLOWER

WAIT_S = 30.0 * SLOWER
END_S = 20.0 * SLOWER
GAP_MS, WORK_MS = 250.0, 150.0
WORK_S, BETWEEN_S = 0.01, 0.2

Snapshot = dict[str, Any]


class Machine:
    """How much longer work takes here and now than on a machine with nothing else to do: others may use its cores too."""

    def __init__(self) -> None:
        self.stretch = 1.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._measure)
        self._thread.start()

    def close(self) -> None:
        """Measure no more."""
        self._end.set()
        self._thread.join()

    def _measure(self) -> None:
        while not self._end.wait(BETWEEN_S):
            began, worked = time.perf_counter(), time.thread_time()
            while time.thread_time() - worked < WORK_S:
                pass
            self.stretch = max(self.stretch, (time.perf_counter() - began) / WORK_S)


class FieldApp:
    """The app's process. Its snapshots are in `seen`, the latest last."""

    def __init__(self, bootstrap: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.field_app", bootstrap], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0,
        )  # fmt: skip
        self.machine = Machine()
        self.seen: list[Snapshot] = []
        self.log: list[str] = []
        self.errors = ""
        self._news = threading.Condition()
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._read_errors)]
        for thread in self._threads:
            thread.start()

    def do(self, command: str, timeout_s: float = WAIT_S) -> Snapshot:
        """Have the app do something, and return how it looked when it was done."""
        mark = len(self.seen)
        self.tell(command)
        return self.until(lambda now: now.get("done") == command, command, timeout_s, since=mark)

    def tell(self, command: str) -> None:
        """Have the app do something, without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def until(self, holds: Callable[[Snapshot], object], what: str, timeout_s: float = WAIT_S, *, since: int | None = None) -> Snapshot:
        """Wait until the window shows something, and return how it looked then; from now on, or after the first `since` snapshots."""
        end = time.monotonic() + timeout_s
        at = max(0, len(self.seen) - 1) if since is None else since
        with self._news:
            while True:
                while at < len(self.seen):
                    if holds(self.seen[at]):
                        return self.seen[at]
                    at += 1
                left = end - time.monotonic()
                assert left > 0, f"{what}: not within {timeout_s} s\n{self.seen[-1:]}\n{self.errors}"
                assert self.process.poll() is None, f"{what}: the app has ended\n{self.errors}"
                self._news.wait(min(left, 0.2))

    def measure(self) -> None:
        """Begin to measure the window's gaps, and the machine's."""
        self.machine.stretch = 1.0
        self.do("gap")

    def healthy(self, timeout_s: float = WAIT_S) -> Snapshot:
        """Wait until the connection stands, every pane reads and no pane complains."""
        return self.until(well, "all is well again", timeout_s)

    def children(self) -> list[psutil.Process]:
        """Return the processes that the app has started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self) -> None:
        """End the app in order, and hard when that takes too long."""
        with contextlib.suppress(BrokenPipeError):
            self.tell("quit")
        try:
            self.process.wait(END_S)
        except subprocess.TimeoutExpired:
            for child in self.children():
                child.kill()
            self.process.kill()
            self.process.wait()
        for thread in self._threads:
            thread.join()
        self.machine.close()
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # what it no longer read
            self.process.stdin.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            for line in pipe:
                told = json.loads(line)
                with self._news:
                    if "log" in told:
                        self.log = told["log"]
                    else:
                        self.seen.append(told)
                    self._news.notify_all()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as pipe:
            for line in pipe:
                self.errors += line


def well(now: Snapshot) -> bool:
    """Whether a snapshot shows a connected window whose panes read and do not complain."""
    panes = now["panes"].values()
    return now["phase"] == "connected" and all(p["mode"] in ("member", "observing") and not p["notice"] and not p["status"] for p in panes)


@contextlib.contextmanager
def field_on(bootstrap: str, topic: str) -> Iterator[FieldApp]:
    """The window on a broker, with two members of a group and an observer that have read four records."""
    app = FieldApp(bootstrap)
    try:
        app.until(lambda now: now["phase"] == "connected", "connected")
        app.do(f"begin {topic} {topic}-g")
        for _ in range(4):
            app.do(f"send {topic}")
        app.until(lambda now: received(now) == 8, "two groups have got four records")
        app.healthy()
        app.measure()
        yield app
    finally:
        app.close()


def check_smooth(app: FieldApp, now: Snapshot) -> str:
    """Fail if the window was away for too long since measure(); return the figures."""
    figures = (
        f"longest gap {now['gap_ms']:.0f} ms, longest work {now['work_ms']:.0f} ms, the machine {app.machine.stretch:.1f} times slowed down"
    )
    assert now["work_ms"] < WORK_MS, figures
    assert now["gap_ms"] < GAP_MS * app.machine.stretch, figures
    return figures


def received(now: Snapshot) -> int:
    """Return how many records all panes have received."""
    return sum(pane["received"] for pane in now["panes"].values())
