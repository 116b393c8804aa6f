"""Between sends and the journal: every record is written down, with the topic's end offsets before it, and only then sent."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from kafkadesk.core.delivery import Delivery, OutgoingRecord, Verdict
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Notice
from kafkadesk.core.journal import Code, Entry, Place
from kafkadesk.core.state import ConnectionState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.session import Session
from kafkadesk.desk.tasks import Tasks
from kafkadesk.system.journal_file import JournalFile

log = logging.getLogger(__name__)

ENDS_WAIT_S = 1.0  # a frozen broker must not hold up Send: without ends the send can still be looked for by its time
ENDS_AGE_S = 60.0  # older ones still hold, a look-up would only read more than it has to


class Journaling:
    """The journal of this session. `tell` gets a notice, on the loop, when it cannot be written.

    Thread: the event loop's. A disk is not waited for by it, only by the sends themselves.
    """

    def __init__(self, *, state: Callable[[], ConnectionState], tell: Callable[[Notice], None]) -> None:
        self._state = state
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._file = JournalFile(failed=self._failed)
        self._ends: dict[str, dict[int, int]] = {}  # by topic: no send from now on can be before these
        self._asked_at: dict[str, float] = {}
        self._closing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-notes")
        self._tasks = Tasks(lambda error: log.info("The journal's question failed: %s", error))

    async def prepare(self, session: Session, topic: str) -> None:
        """Learn the topic's end offsets, unless they are known; waits for them ENDS_WAIT_S at most."""
        if time.monotonic() - self._asked_at.get(topic, -ENDS_AGE_S) < ENDS_AGE_S:
            return
        self._asked_at[topic] = time.monotonic()
        asking = self._tasks.start(self._ask(session, topic), "end offsets")
        if topic not in self._ends:
            await asyncio.wait((asking,), timeout=ENDS_WAIT_S)

    async def note(self, records: Sequence[OutgoingRecord], ends: Mapping[int, int] | None = None) -> None:
        """Write records of one topic down; they are on file when this returns. ends: its end offsets before them, if asked for anew."""
        await asyncio.wrap_future(self._thread.submit(self._file.note, records, self._place(records[0].topic, ends)))

    def noting(self, hand_over: Callable[[Sequence[OutgoingRecord]], None]) -> Callable[[Sequence[OutgoingRecord]], None]:
        """Return what writes records down and then hands them over, on whatever thread it is called."""

        def both(records: Sequence[OutgoingRecord]) -> None:
            self._file.note(records, self._place(records[0].topic, None))
            hand_over(records)

        return both

    def settled(self, delivery: Delivery) -> None:
        """Note the verdict of a send."""
        match delivery.verdict:
            case Verdict.CONFIRMED:
                self._file.settle(delivery.number, Code.CONFIRMED, delivery.partition, delivery.offset)
                self._confirmed(delivery)
            case Verdict.REJECTED:
                self._file.settle(delivery.number, Code.CUT_OFF if self._closing else Code.REJECTED)
            case Verdict.UNKNOWN:
                self._file.settle(delivery.number, Code.UNKNOWN)
            case _:
                self._file.settle(delivery.number, Code.SETTLED)

    def looked_up(self, number: int) -> None:
        """Note that the user knows what became of a send: the next start has nothing to say of it."""
        self._file.settle(number, Code.SETTLED)

    def entries(self, topic: str) -> list[Entry]:
        """Return the sends to a topic whose outcome is not known."""
        return [entry for entry in self._file.entries() if entry.place.topic == topic]

    def taken(self, topic: str) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Return which offsets belong to confirmed sends, by partition."""
        return self._file.taken(topic)

    def keep(self, topics: Mapping[str, object]) -> None:
        """Forget the end offsets of topics that are not there any more: made again they begin at 0."""
        for topic in self._ends.keys() - topics.keys():
            del self._ends[topic]
            self._asked_at.pop(topic, None)

    def closing(self) -> None:
        """From now on what is rejected is so because KafkaDesk is closed: the next start says so."""
        self._closing = True

    async def close(self) -> None:
        """Write the rest."""
        await self._tasks.cancel_all()
        self._thread.shutdown(wait=False)
        await asyncio.to_thread(self._file.close)

    def _place(self, topic: str, ends: Mapping[int, int] | None) -> Place:
        state = self._state()
        known = ends or self._ends.get(topic)
        return Place(
            topic=topic,
            bootstrap=state.bootstrap,
            cluster_id=state.cluster_id,
            wall_ms=time.time_ns() // 1_000_000,
            ends=None if known is None else dict(known),
        )

    def _failed(self, error: OSError) -> None:
        notice = Notice(
            text=Text(QT_TRANSLATE_NOOP("core", "The journal of sends cannot be written: {why}."), {"why": error.strerror or str(error)}),
            hint=Text(QT_TRANSLATE_NOOP("core", "Sending goes on. After a crash KafkaDesk could not say what became of open sends.")),
            level="warning",
            key="journal",
        )
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody is there to be told
            self._loop.call_soon_threadsafe(self._tell, notice)

    async def _ask(self, session: Session, topic: str) -> None:
        try:
            self._ends[topic] = await session.ask(session.admin.end_offsets, topic)
        except UserError as error:
            self._asked_at.pop(topic, None)
            log.info("The end offsets of %s are not known: %s", topic, error)

    def _confirmed(self, delivery: Delivery) -> None:
        ends = self._ends.get(delivery.topic)
        if ends is not None and delivery.partition is not None and delivery.offset is not None:
            ends[delivery.partition] = max(delivery.offset + 1, ends.get(delivery.partition, 0))
