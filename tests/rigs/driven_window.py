"""The real application in a process of its own (window_process.py), driven and read by a test."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests import ROOT

WAIT_S = 40.0


class Window:
    """The application in a process of its own, and what it tells of itself."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.window_process", *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.facts: dict[str, Any] = {}
        self.told: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def do(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def until(self, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until what it tells fulfils a condition."""
        end = time.monotonic() + WAIT_S
        while not (self.facts and holds(self.facts)):
            left = end - time.monotonic()
            assert left > 0, self.told[-5:]
            try:
                self.facts = json.loads(self._lines.get(timeout=left))
                self.told.append(self.facts)
            except queue.Empty:
                continue
        return self.facts

    def send_one(self) -> None:
        """Send number 1 and see it confirmed: from now on everything is known that a send needs."""
        self.until(lambda f: f["ready"])
        self.do("send 1")
        self.until(lambda f: f["totals"] == {"confirmed": 1} and f["ready"])

    def message(self, part: str) -> str:
        """Wait for a message that holds this text, and return it."""
        facts = self.until(lambda f: any(part in text for text in f["messages"]))
        return str(next(text for text in facts["messages"] if part in text))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ended(self) -> int:
        return self.process.wait(WAIT_S)

    def finish(self) -> None:
        self.kill()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def window(*arguments: str) -> Iterator[Window]:
    made = Window(*arguments)
    try:
        yield made
    finally:
        made.finish()
