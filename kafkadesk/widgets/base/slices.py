"""Long work in the window's own thread, a few milliseconds at a time: no second thread to wait for when a window closes."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

TURN_MS = 6  # of work; then the window gets its turn
PAUSE_MS = 1


class Slices(QObject):
    """Runs one piece of work at a time; a new one replaces the one before. Each step of it must be short."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._done: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether there is work left."""
        return self._steps is not None

    def run(self, steps: Iterator[object], done: Callable[[], None] | None = None, *, first_ms: int = TURN_MS) -> None:
        """Begin at once, for `first_ms`, and go on when the window is idle. done: called after the last step."""
        self._timer.stop()
        self._steps, self._done = steps, done
        self._work(first_ms)

    def stop(self) -> None:
        """Give up what is left."""
        self._steps = self._done = None
        self._timer.stop()

    def _turn(self) -> None:
        self._work(TURN_MS)

    def _work(self, ms: int) -> None:
        end = time.monotonic() + ms / 1000
        steps = self._steps
        while steps is not None and steps is self._steps:
            try:
                next(steps)
            except StopIteration:
                done, self._steps, self._done = self._done, None, None
                if done is not None:
                    done()
                return
            except Exception:
                self.stop()  # a fault of ours, told where faults are told; nobody shall wait for the rest
                raise
            if time.monotonic() >= end:
                self._timer.start()
                return
