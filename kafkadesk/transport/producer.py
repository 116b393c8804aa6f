"""Sending: every record handed in ends as confirmed, rejected or unknown, within its deadline, whatever the cluster does."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.events import SendEvent, SendFailed
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.options import ClientOptions

if TYPE_CHECKING:
    from kafkadesk.transport.producer_session import ProducerSession

log = logging.getLogger(__name__)

WATCH_EVERY_S = 0.25
GRACE_S = 0.5  # the library expires a batch by itself at the deadline, sparing the others; what it cannot expire ends this much later


class Producer:
    """A producer that survives its cluster. Callers bound how much is open.

    Thread: open, prepare, send_many, requests and close from one worker thread; pending from any; post is called from that
    thread, from the library's sender and from the watchdog.
    """

    def __init__(self, options: ClientOptions, post: Callable[[SendEvent], None]) -> None:
        self._options = options
        self._post = post
        self._current: ProducerSession | None = None
        self._retired: list[ProducerSession] = []  # still have open sends, get no new ones
        self._past_requests = 0
        self._lock = threading.RLock()
        self._ending = threading.Event()
        self._watchdog: threading.Thread | None = None

    def open(self) -> None:
        """Connect; blocks about 3 s at most. Raises ConnectError."""
        with self._lock:
            self._session()
            if self._watchdog is None:
                self._watchdog = threading.Thread(target=self._watch, name="sends-watchdog", daemon=True)
                self._watchdog.start()

    def prepare(self, topic: str) -> None:
        """Learn the topic's partitions now, so that the first send is as fast as later ones. Raises UserError."""
        with self._lock:
            self._session().partitions(topic)

    def send_many(self, records: Sequence[OutgoingRecord]) -> None:
        """Hand records to the library; each gets its verdict by `post`, now or later. Blocks 3 s at most, if nobody answers."""
        with self._lock:
            try:
                session = self._session()
            except UserError as error:
                for record in records:
                    self._reject(record, Text(QT_TRANSLATE_NOOP("core", "It never left this PC: {why}"), {"why": error.title}))
                return
            refused: dict[str, Text] = {}
            partitions: dict[str, tuple[int, ...]] = {}
            for record in records:
                if reason := refused.get(record.topic) or self._unsendable(session, record, partitions, refused):
                    self._reject(record, reason)
                else:
                    session.send(record)

    def flush(self, timeout_s: float) -> bool:
        """Wait until no send is open; return whether that came to be in time."""
        until = time.monotonic() + timeout_s
        while self.pending() and time.monotonic() < until:
            self._ending.wait(0.005)
        return not self.pending()

    def pending(self) -> int:
        """Return how many sends have no verdict yet."""
        return sum(len(session.open) for session in self._sessions())

    def requests(self) -> int | None:
        """Return how many produce requests were made since open(), repeated attempts included. None before open()."""
        if self._watchdog is None:
            return None
        return self._past_requests + sum(session.requests for session in self._sessions())

    def close(self, timeout_s: float) -> None:
        """Let open sends end within timeout_s, then cut off the rest: all have their verdict when this returns."""
        self.flush(timeout_s)
        self._ending.set()
        if self._watchdog is not None:
            self._watchdog.join()
        with self._lock:
            for session in self._sessions():
                self._end(session)
            self._current = None

    def _sessions(self) -> list["ProducerSession"]:
        current = self._current
        return [*self._retired] if current is None else [*self._retired, current]

    def _session(self) -> "ProducerSession":
        """Return a session that takes sends; a new one, if need be."""
        if self._ending.is_set():
            raise ConnectError(Text(QT_TRANSLATE_NOOP("core", "The connection is closed.")))
        if self._current is None or not self._current.alive:
            # Imported here because it imports kafka, which takes 180 ms: not before the window's first paint.
            from kafkadesk.transport.producer_session import ProducerSession

            self._retire()
            self._current = ProducerSession(self._options, self._post)
        return self._current

    def _retire(self) -> None:
        if self._current is not None:
            self._retired.append(self._current)
            self._current = None

    def _unsendable(
        self, session: "ProducerSession", record: OutgoingRecord, partitions: dict[str, tuple[int, ...]], refused: dict[str, Text]
    ) -> Text | None:
        """Return why the record cannot be sent, from what the cluster says of its topic."""
        try:
            known = partitions.get(record.topic) or session.partitions(record.topic)
            if record.partition is not None and record.partition not in known:
                known = session.partitions(record.topic, refresh=record.topic not in partitions)  # it may have grown
        except UserError as error:
            refused[record.topic] = error.title
            return error.title
        partitions[record.topic] = known
        if record.partition is None or record.partition in known:
            return None
        if len(known) == 1:
            text = QT_TRANSLATE_NOOP("core", "There is no partition {partition}: {topic} has only {first}.")
        else:
            text = QT_TRANSLATE_NOOP("core", "There is no partition {partition}: {topic} has {first} to {last}.")
        return Text(text, {"partition": record.partition, "topic": record.topic, "first": known[0], "last": known[-1]})

    def _reject(self, record: OutgoingRecord, reason: Text) -> None:
        self._post(SendFailed(number=record.number, may_be_written=False, reason=reason, at=time.monotonic()))

    def _watch(self) -> None:
        """End sessions whose oldest send is overdue, and retired ones that have nothing open."""
        while not self._ending.wait(WATCH_EVERY_S):
            overdue = [session for session in self._sessions() if session.overdue(time.monotonic() - GRACE_S)]
            for session in overdue:
                session.close(expired=True)  # outside the lock: verdicts do not wait for a send_many that is stuck
            with self._lock:
                if self._current in overdue:
                    self._retire()
                for session in [s for s in self._retired if not s.open]:
                    self._end(session)
                if self._current is not None:
                    self._current.forget_deleted()

    def _end(self, session: "ProducerSession") -> None:
        session.close()
        self._past_requests += session.requests
        if session in self._retired:
            self._retired.remove(session)
