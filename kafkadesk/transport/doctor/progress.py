"""Reports stages as they start and end, and slow ones while they still run."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from kafkadesk.core.doctor.judge import ProbeStep, Stage
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

SLOW_S = 2.0  # then a stage is told to be slow
FIRST_S = 2.5  # after this long something is said in any case: a first finding is promised within 3 s

WAITING = QT_TRANSLATE_NOOP("core", "no answer for {seconds} s yet")

Tell = Callable[[ProbeStep], None]
Key = tuple[str, Stage, bool]


class ProgressWatch:
    """Passes steps on to `tell`, one at a time, from whatever thread. A context: while it is open, slow stages are noticed."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._began_all = time.monotonic()
        self._found = False  # whether anything that is not well was told
        self._running: dict[Key, tuple[ProbeStep, float]] = {}
        self._slow: set[Key] = set()
        self._news = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._look, name="doctor-watch", daemon=True)

    def __enter__(self) -> "ProgressWatch":
        self._began_all = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._news:
            self._over = True
            self._news.notify()
        self._thread.join()

    def say(self, step: ProbeStep) -> None:
        """Tell of a stage that begins (ok None) or is over."""
        key = (step.endpoint, step.stage, step.advertised)
        with self._news:
            if self._over:  # a straggler of an examination that is over
                return
            if step.ok is None and not step.untested:
                self._running[key] = (step, time.monotonic())
            else:
                self._running.pop(key, None)
                self._slow.discard(key)
            self._pass_on(step)
            self._news.notify()

    def _pass_on(self, step: ProbeStep) -> None:
        self._found = self._found or step.finds
        self._tell(step)

    def _look(self) -> None:
        with self._news:
            while not self._over:
                now = time.monotonic()
                due = {key: self._due(began) for key, (_, began) in self._running.items() if key not in self._slow}
                for key in [key for key, at in due.items() if at <= now]:
                    step, began = self._running[key]
                    self._slow.add(key)
                    self._pass_on(replace(step, note=Text(WAITING, {"seconds": f"{now - began:.1f}"})))
                    del due[key]
                self._news.wait(min(due.values(), default=now + SLOW_S) - now)

    def _due(self, began: float) -> float:
        slow = began + SLOW_S
        return slow if self._found else min(slow, max(self._began_all + FIRST_S, began))
