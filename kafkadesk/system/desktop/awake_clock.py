"""A clock that goes on while the computer sleeps."""

import time

# time.monotonic() stands still in sleep on Linux and macOS: there another clock does not. On Windows there is none, and no need.
_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def awake_clock() -> float:
    """Return seconds since some moment, the time asleep included; setting the computer's time does not move it."""
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)
