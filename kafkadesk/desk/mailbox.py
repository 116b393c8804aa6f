"""The one hop from other threads to the event loop."""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

DRAIN_BUDGET_S = 0.004  # then the loop gets its turn: keeps the window smooth while eight panes pour in

E = TypeVar("E")


class Mailbox(Generic[E]):
    """Takes events from any thread and delivers them, in order, on the loop's thread.

    An event whose delivery fails is reported to `failed`; those behind it still come.

    Thread: post() from anywhere, also after the loop has closed: late events are dropped then.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, deliver: Callable[[E], None], failed: Callable[[Exception], None]) -> None:
        self._loop = loop
        self._deliver = deliver
        self._failed = failed
        self._events: deque[E] = deque()
        self._lock = threading.Lock()
        self._scheduled = False
        self._closed = False

    def post(self, event: E) -> None:
        """Queue an event and wake the loop, once for many events."""
        with self._lock:
            if self._closed or self._loop.is_closed():
                return
            self._events.append(event)
            if not self._scheduled:
                self._scheduled = True
                self._loop.call_soon_threadsafe(self._drain)

    def flush(self) -> None:
        """Deliver now what was posted until now. Thread: the loop's."""
        with self._lock:
            events, self._events = self._events, deque()
        for event in events:
            self._try(event)

    def close(self) -> None:
        """Drop what is queued and all that comes later."""
        with self._lock:
            self._closed = True
            self._events.clear()

    def _drain(self) -> None:
        until = time.monotonic() + DRAIN_BUDGET_S
        while True:
            with self._lock:
                if not self._events:
                    self._scheduled = False
                    return
                if time.monotonic() > until:
                    self._loop.call_soon(self._drain)
                    return
                event = self._events.popleft()
            self._try(event)

    def _try(self, event: E) -> None:
        try:
            self._deliver(event)
        except Exception as error:
            log.exception("An event could not be delivered")
            self._failed(error)
