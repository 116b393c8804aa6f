"""Throttles notifications: the first change is sent at once, later ones are grouped every 20 ms."""

import asyncio
import time
from collections.abc import Callable

EVERY_S = 0.02


class NotifyThrottle:
    """Calls `notify` on the loop's thread."""

    def __init__(self, notify: Callable[[], None]) -> None:
        self._notify = notify
        self._timer: asyncio.TimerHandle | None = None
        self._due = self._notified_at = 0.0

    @property
    def quiet(self) -> bool:
        """Whether the last notification is more than EVERY_S ago."""
        return time.monotonic() - self._notified_at >= EVERY_S

    def notify_soon(self) -> None:
        """Notify in the next turn of the loop, or EVERY_S after the last notification."""
        self._within(max(0.0, self._notified_at + EVERY_S - time.monotonic()))

    def notify_later(self) -> None:
        """Notify within EVERY_S: the change is not urgent."""
        self._within(EVERY_S)

    def notify_now(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._notified_at = time.monotonic()
        self._notify()

    def _within(self, wait_s: float) -> None:
        due = time.monotonic() + wait_s
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due, self._timer = due, asyncio.get_running_loop().call_later(wait_s, self._in_turn)

    def _in_turn(self) -> None:
        self._timer = None
        self.notify_now()
