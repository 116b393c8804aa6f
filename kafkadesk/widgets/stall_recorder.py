"""How long the window was away: the gaps of a 5 ms timer on the GUI thread."""

import math
import time

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 5
KEPT = 200_000  # gaps: 17 minutes


class StallRecorder(QObject):
    """Measures the event loop's gaps beyond the timer's own interval, in milliseconds, from start() on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gaps: list[float] = []
        self._longest = 0.0
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Forget what was measured and begin anew."""
        self._gaps.clear()
        self._longest = 0.0
        self.resume()

    def resume(self) -> None:
        """Go on measuring after stop()."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more; the figures stay."""
        self._timer.stop()

    def percentile(self, share: float) -> float | None:
        """Return the gap that `share` (0..1) of all gaps do not exceed, by nearest rank; None before the first.

        The longest gap of all is always known; of the others, the first KEPT count.
        """
        if not self._gaps:
            return None
        if share >= 1:
            return self._longest
        return sorted(self._gaps)[max(0, math.ceil(share * len(self._gaps)) - 1)]

    def _on_timeout(self) -> None:
        now = time.perf_counter()
        gap = max(0.0, (now - self._last) * 1000 - INTERVAL_MS)
        self._last = now
        self._longest = max(self._longest, gap)
        if len(self._gaps) < KEPT:
            self._gaps.append(gap)
