"""Python's garbage, collected on the GUI thread and on no other.

Left to itself the interpreter collects on whatever thread happens to allocate. What a closed pane leaves behind are cycles
with widgets in them; collected by a thread that reads from a pipe, they were destroyed there, and the window died with a
segmentation fault (PySide 6.11; repeated by a script of thirty lines within a second).
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200
FULL_EVERY_S = 10.0  # at most: a collection of everything takes long where many rows are kept
FULL_SHARE = 0.01  # of the time, and no more, goes to such collections: a hundred thousand sends made it 8 %


class Garbage(QObject):
    """Collects as the interpreter would, by its own thresholds, from here on until `close`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.collect()
        gc.freeze()  # modules and all that is there for good: a full collection need not look at it again
        self._full_at = time.monotonic()
        self._pause_s = FULL_EVERY_S
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._tick)
        self.start()

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def close(self) -> None:
        """Leave it to the interpreter again."""
        self._timer.stop()
        gc.enable()

    def _tick(self) -> None:
        young, middle, old = (count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True))
        now = time.monotonic()
        if old and now - self._full_at >= self._pause_s:
            gc.collect()
            self._full_at = time.monotonic()
            self._pause_s = max(FULL_EVERY_S, (self._full_at - now) / FULL_SHARE)
        elif middle or young:
            gc.collect(1 if middle else 0)
