"""A filter at work: looks through a pane's rows in a thread of its own, which lives only as long as there is something to look through."""

import threading
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import RowFilter
from kafkadesk.core.rows.ring import RingView
from kafkadesk.core.rows.scan import Findings, FoundView, Slice, look, slices
from kafkadesk.core.rows.search import TooSlowError
from kafkadesk.core.serde.decoder import Decoder

POLL_MS = 10


class _Job:
    """One filter over rows that come and go. What both threads touch is replaced as a whole, or under the lock.

    Thread: run() in its own; everything else in the window's.
    """

    def __init__(self, row_filter: RowFilter, base: RingView, decoder: Decoder) -> None:
        self.filter = row_filter
        self.base = base
        self.decoder = decoder
        self.parts: deque[Slice] = deque()
        self.trouble: InputError | None = None
        self.stopped = False
        self.running = False
        self._lock = threading.Lock()
        self._low = self._high = base.end

    def advance(self, base: RingView) -> None:
        """Look through these rows; what was looked through already is not looked at again."""
        with self._lock:
            self.base = base
            if self.running or self.stopped or self.trouble is not None or self._next() is None:
                return
            self.running = True
        threading.Thread(target=self.run, name="row filter", daemon=True).start()

    def run(self) -> None:
        """Look through what there is until nothing is left."""
        try:
            while not self.stopped:
                with self._lock:
                    base, todo = self.base, self._next()
                    if todo is None:
                        self.running = False
                        return
                part = look(base, self.filter, *todo, self.decoder)
                self._low, self._high = min(self._low, part.low), max(self._high, part.high)
                self.parts.append(part)
        except TooSlowError as error:
            self.trouble = error
            self.running = False
        except BaseException:
            self.running = False  # not in a finally: after a return another thread may be running already
            raise

    def _next(self) -> tuple[int, int] | None:
        if self._high < self.base.first:  # they went before anybody could look at them
            self._low = self._high = self.base.first
        return next(slices(self.base, max(self._low, self.base.first), self._high), None)


class RowScan(QObject):
    """What a filter has found so far among the rows of a pane.

    Signals:
        progressed(): more was looked through, or the filter gave up.
    """

    progressed = Signal()

    def __init__(self, decoder: Decoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._job: _Job | None = None
        self._found = Findings(0)
        self._trouble: InputError | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)

    @property
    def filter(self) -> RowFilter | None:
        return None if self._job is None else self._job.filter

    @property
    def trouble(self) -> InputError | None:
        """Why it gave up; None while it has not."""
        return self._trouble

    @property
    def findings(self) -> Findings:
        return self._found

    def begin(self, row_filter: RowFilter | None, base: RingView) -> None:
        """Look for something else, or for nothing any more."""
        if self._job is not None:
            self._job.stopped = True
        self._found = Findings(base.end)
        self._trouble = None
        self._job = None if row_filter is None else _Job(row_filter, base, self._decoder)
        self._poll.stop()
        self.advance(base)

    def advance(self, base: RingView) -> None:
        """Search the rows that arrived; forget those that were dropped."""
        if self._job is not None:
            self._job.advance(base)
            self._found.forget(base.first)
            if self._job.running or self._job.parts:  # a short search is over by now
                self._poll.start()

    def left(self, base: RingView) -> int:
        """Return how many rows have not been looked at yet."""
        return 0 if self._job is None else base.end - self._found.high + max(0, self._found.low - base.first)

    def view(self, base: RingView) -> FoundView:
        """Return the rows that were found among these."""
        return self._found.within(base)

    def _on_poll(self) -> None:
        job = self._job
        if job is None:
            self._poll.stop()
            return
        over = not job.running  # asked before the parts are taken: the last ones may come in between
        while job.parts:
            self._found.add(job.parts.popleft())
        self._found.forget(job.base.first)
        if over:
            self._poll.stop()
            self._trouble = job.trouble
        self.progressed.emit()
