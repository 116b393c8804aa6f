"""How long the window did not respond: the gaps of a 5 ms timer on the GUI thread, and what ran in the long ones."""

import math
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 5
KEPT_STALLS = 200
LONG_MS = 50.0  # from here on a person notices
CHECK_EVERY_S = 0.02
OURS = "kafkadesk"
MOST_STEPS = 4
ELSEWHERE = "Qt"  # no line of Python: it paints, lays out, or waits for a core


@dataclass(frozen=True, slots=True)
class Stall:
    """One stall. at: seconds since the epoch. ran: what ran in the midst of it, outermost first; "Qt" where no line of Python did."""

    at: float
    milliseconds: float
    ran: str


class StallRecorder(QObject):
    """Measures the event loop's gaps beyond the timer's own interval, in milliseconds, from start() on.

    watch: have a thread look at what runs in those that are long, for `stalls`.
    """

    def __init__(self, parent: QObject | None = None, *, watch: bool = False) -> None:
        super().__init__(parent)
        self.stalls: deque[Stall] = deque(maxlen=KEPT_STALLS)
        self._gaps: Counter[int] = Counter()  # how many, by tenths of a millisecond
        self._longest = 0.0
        self._last = 0.0
        self._watches = watch
        self._watch: StallWatch | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Forget what was measured and begin anew."""
        self._gaps.clear()
        self.stalls.clear()
        self._longest = 0.0
        self.resume()

    def resume(self) -> None:
        """Go on measuring after stop()."""
        self._last = time.perf_counter()
        self._timer.start()
        if self._watches and self._watch is None:
            self._watch = StallWatch(lambda: self._last)

    def stop(self) -> None:
        """Measure no more; the figures stay."""
        self._timer.stop()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def percentile(self, share: float) -> float | None:
        """Return the gap that `share` (0..1) of all gaps do not exceed, by nearest rank and to 0.1 ms; None before the first."""
        if not self._gaps:
            return None
        left = math.ceil(share * self._gaps.total())
        for tenths, count in sorted(self._gaps.items()):
            left -= count
            if left <= 0:
                return min(tenths / 10, self._longest)
        return self._longest

    def _on_timeout(self) -> None:
        now = time.perf_counter()
        gap = max(0.0, (now - self._last) * 1000 - INTERVAL_MS)
        if gap > LONG_MS and self._watch is not None:
            self.stalls.append(Stall(time.time() - gap / 1000, gap, self._watch.ran_since(self._last)))
        self._last = now
        self._longest = max(self._longest, gap)
        self._gaps[math.ceil(gap * 10)] += 1


class StallWatch:
    """Checks every CHECK_EVERY_S, in a thread of its own, whether the loop is away. last_seen: returns when it was there last (time.perf_counter())."""

    def __init__(self, last_seen: Callable[[], float]) -> None:
        self._last_seen = last_seen
        self._watched = threading.get_ident()
        self._ran: tuple[float, str] = (0.0, "")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._check, name="stall-watch", daemon=True)
        self._thread.start()

    def ran_since(self, seen: float) -> str:
        """Return what ran while the loop, last seen then, was away; ELSEWHERE if that is not known."""
        since, what = self._ran
        return what if since == seen and what else ELSEWHERE

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _check(self) -> None:
        while not self._over.wait(CHECK_EVERY_S):
            seen = self._last_seen()
            if (time.perf_counter() - seen) * 1000 >= LONG_MS and self._ran[0] != seen:
                self._ran = (seen, steps_of(sys._current_frames().get(self._watched)))


def steps_of(frame: FrameType | None) -> str:
    """Return our own functions that a thread is in, outermost first, and the line of the innermost."""
    steps: list[str] = []
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == OURS and len(steps) < MOST_STEPS:
            line = f":{frame.f_lineno}" if not steps else ""
            steps.append(f"{module.removeprefix(f'{OURS}.')}.{frame.f_code.co_qualname}{line}")
        frame = frame.f_back
    return " › ".join(reversed(steps))
