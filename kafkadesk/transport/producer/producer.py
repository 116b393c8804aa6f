"""Sending: every record handed in ends as confirmed, rejected or unknown, within its deadline, whatever the cluster does."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kafkadesk.core.delivery import OutgoingRecord, Waiting, WaitKind
from kafkadesk.core.doctor.place import NEVER_LEFT, NOT_CONNECTED
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.events import ProducerEvent, SendFailed, SendsStarted, SendsWaiting
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.producer.snapshot import values_of

if TYPE_CHECKING:
    from kafkadesk.transport.producer.session import ProducerSession

log = logging.getLogger(__name__)

_CLOSED_FIRST = QT_TRANSLATE_NOOP("core", "It never left this PC: the connection was closed first.")
_CONNECTION_AWAITED = QT_TRANSLATE_NOOP("core", "Waiting for a connection to the cluster.")

WATCH_EVERY_S = 0.25
TOLD_AT_ONCE = 100  # sends of which one event says that they are on their way
LOOK_EVERY_S = 1.0  # for lost callbacks, and for what open sends wait for
GRACE_S = 0.5  # the library expires a batch by itself at the deadline, sparing the others; what it cannot expire ends this much later


class Producer:
    """A producer that survives its cluster. Callers bound how much is open.

    Thread: open, prepare, hand_over, send_many and close from one worker thread; take, pending and requests from any; post is called
    from all of them, from the library's sender and from the watchdog.
    """

    def __init__(self, options: ClientOptions, post: Callable[[ProducerEvent], None]) -> None:
        self._options = options
        self._post = post
        self._deadline_s = options.delivery_deadline_ms / 1000
        self._inbox: dict[int, tuple[OutgoingRecord, float]] = {}  # taken, not handed over yet; with their deadlines
        self._current: ProducerSession | None = None
        self._retired: list[ProducerSession] = []  # still have open sends, get no new ones
        self._past_requests = 0
        self._books = threading.Lock()  # sessions and what their requests add up to
        self._lock = threading.RLock()  # one worker at a time
        self._ending = threading.Event()
        self._watchdog: threading.Thread | None = None
        self._said_waiting = False

    def open(self) -> None:
        """Connect; blocks about 3 s at most. Raises ConnectError."""
        with self._lock:
            self._session()
            if self._watchdog is None:
                self._watchdog = threading.Thread(target=self._watch, name="sends-watchdog", daemon=True)
                self._watchdog.start()

    def prepare(self, topic: str, *, refresh: bool = False) -> None:
        """Learn the topic's partitions now, so that the first send is as fast as later ones. refresh: it may have more. Raises UserError."""
        with self._lock:
            self._session().partitions(topic, refresh=refresh)

    def take(self, records: Sequence[OutgoingRecord]) -> None:
        """Take records, for hand_over(). From now on each has its deadline, whatever the worker thread is stuck in."""
        due = time.monotonic() + self._deadline_s
        for record in records:
            self._inbox[record.number] = (record, due)
        if self._ending.is_set():
            self._empty_inbox()

    def hand_over(self, records: Sequence[OutgoingRecord]) -> None:
        """Hand what was taken to the library; each gets its verdict by `post`, now or later. Blocks some 4 s, if nobody answers."""
        with self._lock:
            if not any(record.number in self._inbox for record in records):
                return  # their time was over, while the thread was busy looking for a broker
            try:
                session = self._session()
            except UserError as error:
                for record in records:
                    self._reject(record, Text(NOT_CONNECTED, {"why": error.title}), closed_first=self._ending.is_set())
                return
            refused: dict[str, Text] = {}
            partitions: dict[str, tuple[int, ...]] = {}
            for first in range(0, len(records), TOLD_AT_ONCE):
                some = [r for r in records[first : first + TOLD_AT_ONCE] if self._sendable(session, r, partitions, refused)]
                if some:
                    self._post(SendsStarted(numbers=[record.number for record in some], at=time.monotonic()))
                for record in some:
                    if (taken := self._inbox.pop(record.number, None)) is not None:  # else its time was over
                        session.send(*taken)
                session.tell_confirmed()

    def send_many(self, records: Sequence[OutgoingRecord]) -> None:
        """Take records and hand them over."""
        self.take(records)
        self.hand_over(records)

    def flush(self, timeout_s: float) -> bool:
        """Wait until no send is open; return whether that came to be in time."""
        until = time.monotonic() + timeout_s
        while self.pending() and time.monotonic() < until:
            self._ending.wait(0.005)
        return not self.pending()

    def pending(self) -> int:
        """Return how many sends have no verdict yet."""
        return len(self._inbox) + sum(len(session.open) for session in self._sessions())

    def requests(self) -> int | None:
        """Return how many produce requests were made since open(), repeated attempts included. None before open()."""
        if self._watchdog is None:
            return None
        with self._books:
            return self._past_requests + sum(session.requests for session in self._sessions())

    def close(self, timeout_s: float) -> None:
        """Let open sends end within timeout_s, then cut off the rest: all have their verdict when this returns."""
        self.flush(timeout_s)
        self._ending.set()
        if self._watchdog is not None:
            self._watchdog.join()
        self._empty_inbox()
        with self._lock:
            sessions = self._sessions()
            for session in sessions:
                session.cut()
            for session in sessions:
                self._end(session)

    def _sessions(self) -> list["ProducerSession"]:
        current = self._current
        return [*self._retired] if current is None else [*self._retired, current]

    def _session(self) -> "ProducerSession":
        """Return a session that takes sends; a new one, if need be."""
        if self._ending.is_set():
            raise ConnectError(Text(QT_TRANSLATE_NOOP("core", "The connection is closed.")))
        if self._current is None or not self._current.alive:
            # Imported here because it imports kafka, which takes 180 ms: not before the window's first paint.
            from kafkadesk.transport.producer.session import ProducerSession

            self._retire()
            self._current = ProducerSession(self._options, self._post)
        return self._current

    def _retire(self) -> None:
        with self._books:
            if self._current is not None:
                self._retired.append(self._current)
                self._current = None

    def _sendable(
        self, session: "ProducerSession", record: OutgoingRecord, partitions: dict[str, tuple[int, ...]], refused: dict[str, Text]
    ) -> bool:
        """Whether a record is still to be sent, and can be: else it gets its verdict. partitions, refused: what is known of topics."""
        if record.number not in self._inbox:  # its time was over
            return False
        if (known := partitions.get(record.topic)) and (record.partition is None or record.partition in known):
            return True
        reason = refused.get(record.topic) or self._unsendable(session, record, partitions, refused)
        if reason is not None:
            self._reject(record, reason)
        return reason is None

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

    def _reject(self, record: OutgoingRecord, reason: Text, *, closed_first: bool = False) -> None:
        """Post that a record was not sent, unless another thread had it first."""
        if self._inbox.pop(record.number, None) is not None:
            now = time.monotonic()
            self._post(SendFailed(number=record.number, may_be_written=False, reason=reason, at=now, closed_first=closed_first))

    def _empty_inbox(self) -> None:
        for record, _ in values_of(self._inbox):
            self._reject(record, Text(_CLOSED_FIRST), closed_first=True)

    def _watch(self) -> None:
        """See to it, every WATCH_EVERY_S, that every send gets its verdict in time. Never waits for the worker thread."""
        look_at = time.monotonic()
        while not self._ending.wait(WATCH_EVERY_S):
            try:
                now = time.monotonic()
                self._expire(now)
                if now >= look_at:
                    look_at = now + LOOK_EVERY_S
                    for session in self._sessions():
                        session.reconcile(now)
                    self._say_waiting(now)
                self._tidy_up()
            except Exception:
                log.exception("The watch over open sends met an error and goes on")

    def _expire(self, now: float) -> None:
        for record, due in values_of(self._inbox):
            if now > due:
                self._reject(record, Text(NEVER_LEFT, {"seconds": f"{self._deadline_s:g}"}))
        overdue = [session for session in self._sessions() if session.overdue(now - GRACE_S)]
        for session in overdue:
            session.cut(expired=True)
        for session in overdue:
            session.give_up()  # all within the same second

    def _say_waiting(self, now: float) -> None:
        held = (record.number for record, due in values_of(self._inbox) if now > due - self._deadline_s + LOOK_EVERY_S)
        waiting = dict.fromkeys(held, Waiting(WaitKind.BROKER, 0, Text(_CONNECTION_AWAITED)))
        for session in self._sessions():
            waiting |= session.waiting(now)
        if waiting or self._said_waiting:
            self._said_waiting = bool(waiting)
            self._post(SendsWaiting(waiting=waiting, at=now))

    def _tidy_up(self) -> None:
        """End retired sessions that have nothing open, unless the worker thread is busy: there is time."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._current is not None and not self._current.alive:
                self._retire()
            for session in [s for s in self._retired if not s.open]:
                session.cut()
                if session.ended:
                    self._end(session)
            if self._current is not None:
                self._current.forget_deleted()
        finally:
            self._lock.release()

    def _end(self, session: "ProducerSession") -> None:
        session.close()
        with self._books:
            self._past_requests += session.requests
            if session in self._retired:
                self._retired.remove(session)
            else:
                self._current = None
