"""How much a consumer may fetch now: what the window has room for, and what the throttle allows."""

import time

from kafkadesk.transport.handover.outbox import Unshown

POLL_RECORDS = 5_000  # as many as leave for the window at once
BURST_S = 0.25  # a throttled pane gets at most so much at once


class FetchQuota:
    """Back-pressure of the window and the pane's throttle, as one number: records to fetch now."""

    def __init__(self, unshown: Unshown) -> None:
        self._unshown = unshown
        self._per_second = 0
        self._tokens = 0.0
        self._at = time.monotonic()

    def throttle(self, per_second: int) -> None:
        """Allow so many records a second; 0: no limit."""
        self._per_second, self._tokens, self._at = max(0, per_second), 0.0, time.monotonic()

    def allowed(self) -> int:
        """Return how many records to fetch; 0: none for now."""
        if self._unshown.full:
            return 0
        if not self._per_second:
            return POLL_RECORDS
        now = time.monotonic()
        self._tokens = min(max(1.0, self._per_second * BURST_S), self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return min(POLL_RECORDS, int(self._tokens))

    def took(self, records: int) -> None:
        """Count records that were fetched."""
        if self._per_second:
            self._tokens -= records

    def wait(self, seconds: float) -> None:
        """Wait until the window has shown something, or the time is up."""
        self._unshown.moved.wait(seconds)
        self._unshown.moved.clear()
