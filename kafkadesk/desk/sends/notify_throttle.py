"""When changes that come in hundreds are told: the first at once, so that it is seen with no wait, the rest together a moment later."""

import asyncio
import time
from collections.abc import Callable

EVERY_S = 0.02


class Telling:
    """Calls `tell`, on the loop's thread."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None
        self._due = self._told_at = 0.0

    @property
    def quiet(self) -> bool:
        """Whether nothing was told for a moment."""
        return time.monotonic() - self._told_at >= EVERY_S

    def soon(self) -> None:
        """Have it told in the next turn of the loop if it is quiet, else when it is."""
        self._within(max(0.0, self._told_at + EVERY_S - time.monotonic()))

    def later(self) -> None:
        """Have it told in a moment: it is of no hurry."""
        self._within(EVERY_S)

    def now(self) -> None:
        """Tell."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._told_at = time.monotonic()
        self._tell()

    def _within(self, wait_s: float) -> None:
        due = time.monotonic() + wait_s
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due, self._timer = due, asyncio.get_running_loop().call_later(wait_s, self._in_turn)

    def _in_turn(self) -> None:
        self._timer = None
        self.now()
