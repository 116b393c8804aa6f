"""How long the window was away: the gaps of a 5 ms timer on the GUI thread."""

import math
import time
from collections import Counter, deque

from PySide6.QtCore import QObject, Qt, QTimer

from kafkadesk.widgets.base.stall_watch import LONG_MS, Stall, StallWatch

INTERVAL_MS = 5
KEPT_STALLS = 200


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
