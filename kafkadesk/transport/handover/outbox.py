"""What a consumer process sends to the window, and what of it the window has shown."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from queue import Empty, SimpleQueue

from kafkadesk.core.events import PaneEvent
from kafkadesk.core.wire import FrameKind, encode_event, frame

FULL_BATCHES, FULL_BYTES = 8, 16 * 1024 * 1024  # on the way to the window: no more is fetched
LOW_BATCHES, LOW_BYTES = 4, 8 * 1024 * 1024  # fetching goes on
ALIVE_EVERY_S = 1.0
HANGS_AFTER_S = 15.0  # longer than any call of the library that has a bound
PANE = ""  # the window knows which process it hears; the name does not travel


class Outbox:
    """Frames to the window, written by a thread of their own: neither polling nor a heartbeat ever waits for the pipe.

    Its memory is bounded by Unshown: nobody fetches more while too much is on its way.
    While there is nothing to say it gives a sign of life now and then: unless the main thread, busy since its last turn(), hangs.
    Thread: post() from the main thread and from kafka-python's I/O thread.
    """

    def __init__(self, pipe: int, broken: Callable[[], None]) -> None:
        self._pipe = pipe
        self._broken = broken
        self._frames: SimpleQueue[bytes | None] = SimpleQueue()
        self._turned: float | None = None
        self._thread = threading.Thread(target=self._write, name="outbox", daemon=True)
        self._thread.start()

    def post(self, event: PaneEvent) -> None:
        """Send an event, after all that were posted before it."""
        self._frames.put(encode_event(event))

    def turn(self) -> None:
        """Note that the main thread, which is busy, gets on."""
        self._turned = time.monotonic()

    def rest(self) -> None:
        """Note that the main thread waits for commands, for as long as it takes."""
        self._turned = None

    def close(self, timeout_s: float) -> None:
        """Write what is queued, if the window reads it within this time."""
        self._frames.put(None)
        self._thread.join(timeout_s)

    def _write(self) -> None:
        try:
            while (data := self._next()) is not None:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(self._pipe, rest) :]
        except OSError:  # the window is gone
            self._broken()

    def _next(self) -> bytes | None:
        """Return what is to be written next, a sign of life if it takes long; None at the end."""
        while True:
            try:
                return self._frames.get(timeout=ALIVE_EVERY_S)
            except Empty:
                turned = self._turned
                if turned is None or time.monotonic() - turned < HANGS_AFTER_S:
                    return frame(FrameKind.ALIVE)


class Unshown:
    """Batches on their way to the window, oldest first, and how far the window has shown each partition.

    Thread: sent() where rows are flushed, shown() where commands are read, the rest anywhere.
    """

    def __init__(self) -> None:
        self.moved = threading.Event()  # something was shown since the flag was cleared
        self._lock = threading.Lock()
        self._batches: deque[tuple[int, int, dict[int, int]]] = deque()
        self._bytes = 0
        self._ends: dict[int, int] = {}
        self._full = False

    def __len__(self) -> int:
        return len(self._batches)

    @property
    def full(self) -> bool:
        """Whether to fetch no more for now."""
        with self._lock:
            count, size = len(self._batches), self._bytes
            self._full = count > LOW_BATCHES or size > LOW_BYTES if self._full else count >= FULL_BATCHES or size >= FULL_BYTES
            return self._full

    @property
    def ends(self) -> Mapping[int, int]:
        """Next offset after what was shown, by partition."""
        with self._lock:
            return dict(self._ends)

    def sent(self, serial: int, size: int, ends: Mapping[int, int]) -> None:
        """Note a batch of `size` bytes; `ends`: next offset after its rows, by partition."""
        with self._lock:
            self._batches.append((serial, size, dict(ends)))
            self._bytes += size

    def shown(self, serial: int) -> None:
        """Note that the window has shown this batch and all before it."""
        with self._lock:
            while self._batches and self._batches[0][0] <= serial:
                _, size, ends = self._batches.popleft()
                self._bytes -= size
                self._ends.update(ends)
        self.moved.set()

    def begin(self, positions: Mapping[int, int]) -> None:
        """Count these partitions as shown up to here; what is still on its way from them no longer counts."""
        with self._lock:
            self._drop(positions)
            self._ends.update(positions)

    def passed(self, positions: Mapping[int, int]) -> None:
        """Count what holds no rows as shown too, such as transaction markers. Nothing must be on its way."""
        with self._lock:
            if not self._batches:
                self._ends.update(positions)

    def clear(self) -> None:
        """Forget everything: another consumer begins."""
        with self._lock:
            self._batches.clear()
            self._ends.clear()
            self._bytes, self._full = 0, False

    def _drop(self, partitions: Iterable[int]) -> None:
        for partition in partitions:
            for _, _, ends in self._batches:
                ends.pop(partition, None)
