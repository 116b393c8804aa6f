"""Returns memory that is no longer used to the system."""

import ctypes
import sys
import time
from collections.abc import Callable

MANY_BYTES = 4 * 1024 * 1024  # of records read since the last time: below, there is nothing to speak of
IDLE_S = 1.0


def _trimmer() -> Callable[[int], int] | None:
    """Return what does it, where it is needed: glibc keeps what was freed, for the next time."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None


class FreedMemory:
    """Waits until a pane that has read much has nothing more to read; while it reads, keeping is faster than asking again."""

    def __init__(self) -> None:
        self._trim = _trimmer()
        self._bytes = 0
        self._last = 0.0

    def took(self, size: int) -> None:
        """Note that records of so many bytes were read."""
        self._bytes += size
        self._last = time.monotonic()

    def check(self) -> None:
        """Return memory to the system, if it is time."""
        if self._bytes >= MANY_BYTES and time.monotonic() - self._last >= IDLE_S:
            self._bytes = 0
            if self._trim is not None:
                self._trim(0)
