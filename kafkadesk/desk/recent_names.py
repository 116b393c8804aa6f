"""Panes that the same thing befalls at about the same time: one trouble, so one sentence."""

import time

WITHIN_S = 10.0  # from one to the next


class Together:
    """Collects names as long as they keep coming."""

    def __init__(self) -> None:
        self._latest = 0.0
        self._names: set[str] = set()

    def add(self, name: str) -> tuple[str, ...]:
        """Return the name with those that came shortly before it, in order."""
        now = time.monotonic()
        if now - self._latest > WITHIN_S:
            self._names.clear()
        self._latest = now
        self._names.add(name)
        return tuple(sorted(self._names))
