"""What the window was doing while its loop was away: looked at from a thread of its own, once a stall."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

LONG_MS = 50.0  # from here on a person notices
LOOK_EVERY_S = 0.02
OURS = "kafkadesk"
MOST_STEPS = 4
ELSEWHERE = "Qt"  # no line of Python: it paints, lays out, or waits for a core


@dataclass(frozen=True, slots=True)
class Stall:
    """One stall. at: seconds since the epoch. ran: what ran in the midst of it, outermost first; "Qt" where no line of Python did."""

    at: float
    milliseconds: float
    ran: str


class StallWatch:
    """Looks every LOOK_EVERY_S whether the loop is away. last_seen: returns when it was there last (time.perf_counter())."""

    def __init__(self, last_seen: Callable[[], float]) -> None:
        self._last_seen = last_seen
        self._watched = threading.get_ident()
        self._ran: tuple[float, str] = (0.0, "")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="stall-watch", daemon=True)
        self._thread.start()

    def ran_since(self, seen: float) -> str:
        """Return what ran while the loop, last seen then, was away; ELSEWHERE if that is not known."""
        since, what = self._ran
        return what if since == seen and what else ELSEWHERE

    def close(self) -> None:
        """End the thread."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
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
