"""Writes every record to the journal, with the topic's end offsets before it, and only then lets it be sent."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kafkadesk.core.delivery import Delivery, OutgoingRecord, Verdict
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Notice, NoticeLevel
from kafkadesk.core.sends.journal import Cluster, Code, JournalEntry, JournalPlace
from kafkadesk.core.state import ConnectionState, Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.session import Session
from kafkadesk.desk.tasks import Tasks
from kafkadesk.system.files.journal import JournalFile, Resolved

log = logging.getLogger(__name__)

ENDS_WAIT_S = 1.0  # a frozen broker must not block Send: without end offsets the send can still be looked up by its time
ENDS_AGE_S = 60.0  # older ones are still correct, a look-up would only read more than necessary


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """The destination of a press of Send at the moment when the button was pressed: the connection may change afterwards."""

    cluster: Cluster
    topic: str
    topic_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """The end offsets of a topic: no later send can be before them. asked_at: monotonic seconds; -ENDS_AGE_S: not yet."""

    ends: dict[int, int] | None = None
    asked_at: float = -ENDS_AGE_S


class Journaling:
    """The journal of this session. notify: gets a notice, on the loop, when the journal cannot be written.

    Thread: the event loop's. Only the sends wait for the disk, never the loop.
    """

    def __init__(
        self, *, state: Callable[[], ConnectionState], topics: Callable[[], Mapping[str, Topic]], notify: Callable[[Notice], None]
    ) -> None:
        self._state = state
        self._topics = topics
        self._notify = notify
        self._loop = asyncio.get_running_loop()
        self._file = JournalFile(failed=self._failed)
        self._marks: dict[Destination, _Marks] = {}
        self._closing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-notes")
        self._tasks = Tasks(lambda error: log.info("The journal's question failed: %s", error))

    @property
    def cluster(self) -> Cluster:
        """The cluster of the current connection."""
        state = self._state()
        return Cluster(state.bootstrap, state.cluster_id)

    def destination(self, topic: str) -> Destination:
        """Return the destination of a send that starts now."""
        known = self._topics().get(topic)
        return Destination(cluster=self.cluster, topic=topic, topic_id=None if known is None else known.topic_id)

    async def ask_anew(self, session: Session, to: Destination) -> None:
        """Ask for the topic's current end offsets; without an answer they are unknown."""
        await self._ask(session, to)

    async def prepare(self, session: Session, to: Destination) -> None:
        """Ask for the topic's end offsets unless they are known; wait for them ENDS_WAIT_S at most."""
        marks = self._marks.get(to, _Marks())
        if time.monotonic() - marks.asked_at < ENDS_AGE_S:
            return
        self._marks[to] = _Marks(ends=marks.ends, asked_at=time.monotonic())
        asking = self._tasks.start(self._ask(session, to), "end offsets")
        if marks.ends is None:
            await asyncio.wait((asking,), timeout=ENDS_WAIT_S)

    async def written(self, records: Sequence[OutgoingRecord], to: Destination, then: Callable[[], Future[None]] | None = None) -> None:
        """Write records of one topic to the journal, then call `then`, both on the journal's thread; wait for these and for its result.

        Records are written, and `then` is called, in the order of the calls.
        """

        def both() -> Future[None] | None:
            self._file.note(records, self._place(to))
            return None if then is None else then()

        following = await asyncio.wrap_future(self._thread.submit(both))
        if following is not None:
            await asyncio.wrap_future(following)

    def note_verdicts(self, deliveries: Sequence[Delivery], to: Destination, *, closed_first: bool = False) -> None:
        """Note verdicts of sends. closed_first: they were rejected only because the connection was closed."""
        confirmed = [d for d in deliveries if d.verdict is Verdict.CONFIRMED]
        highest = {d.partition: d.offset for d in sorted(confirmed, key=lambda d: d.offset or 0)}
        for partition, offset in highest.items():
            self._reached(to, partition, offset)  # first: a later send cannot be at these offsets
        verdicts: list[Resolved] = [(d.number, Code.CONFIRMED, d.partition, d.offset) for d in confirmed]
        if len(confirmed) < len(deliveries):
            verdicts += [
                (d.number, self._code(d.verdict, closed_first), None, None) for d in deliveries if d.verdict is not Verdict.CONFIRMED
            ]
        self._file.resolve_all(verdicts)

    def _code(self, verdict: Verdict, closed_first: bool) -> Code:
        if verdict is not Verdict.REJECTED:
            return Code.UNKNOWN  # also not confirmed: only the topic can tell
        if not self._closing:
            return Code.REJECTED
        return Code.CLOSED_FIRST if closed_first else Code.REFUSED

    def note_outcome(self, entry: JournalEntry, partition: int | None, offset: int | None) -> None:
        """Note that the user knows the outcome of a send: the next start does not report it. partition, offset: where it is."""
        place = entry.place
        self._reached(Destination(cluster=place.cluster, topic=place.topic, topic_id=place.topic_id), partition, offset)
        self._file.resolve(entry.number, Code.RESOLVED, partition, offset)

    @property
    def path(self) -> Path:
        return self._file.path

    def entry(self, number: int) -> JournalEntry | None:
        """Return a send whose outcome is not known."""
        return self._file.entry(number)

    def entries(self, cluster: Cluster, topic: str) -> list[JournalEntry]:
        """Return the sends to a topic whose outcome is not known, those without a verdict among them."""
        return self._file.entries_of(cluster, topic)

    def unknown(self) -> set[str]:
        """Return the topics of the current cluster with sends whose verdict is unknown."""
        here = self.cluster
        return {topic for cluster, topic in self._file.unknown() if cluster.same(here)}

    def taken(self, cluster: Cluster, topic: str, topic_id: str | None) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Return which offsets of a topic belong to sends whose outcome is known, by partition."""
        return self._file.taken(cluster, topic, topic_id)

    def keep_taken(self, *, on: bool) -> None:
        """Remember taken offsets also where no send is open: earlier sessions may have left sends with the same content."""
        self._file.keep_taken(on=on)

    def keep(self, topics: Mapping[str, Topic]) -> None:
        """Forget the end offsets of topics that the current cluster no longer has: recreated topics begin at 0."""
        here = self.cluster
        for to in [to for to in self._marks if to.cluster.same(here)]:
            if to.topic not in topics or topics[to.topic].topic_id != to.topic_id:
                del self._marks[to]

    def closing(self) -> None:
        """Let the next start report what is rejected from now on: nobody sees it any more in this session."""
        self._closing = True

    async def close(self) -> None:
        await self._tasks.cancel_all()
        self._thread.shutdown(wait=False)
        await asyncio.to_thread(self._file.close)

    def _place(self, to: Destination) -> JournalPlace:
        marks = self._marks.get(to, _Marks())
        return JournalPlace(
            topic=to.topic,
            bootstrap=to.cluster.bootstrap,
            cluster_id=to.cluster.cluster_id,
            wall_ms=time.time_ns() // 1_000_000,
            ends=None if marks.ends is None else dict(marks.ends),
            topic_id=to.topic_id,
        )

    def _failed(self, error: OSError) -> None:
        notice = Notice(
            text=Text(QT_TRANSLATE_NOOP("core", "The journal of sends cannot be written: {why}."), {"why": error.strerror or str(error)}),
            hint=Text(
                QT_TRANSLATE_NOOP("core", "Sending continues. After a crash KafkaDesk could not determine the outcome of open sends.")
            ),
            level=NoticeLevel.WARNING,
            key="journal",
        )
        with contextlib.suppress(RuntimeError):  # the loop was closed: there is no window to show it
            self._loop.call_soon_threadsafe(self._notify, notice)

    async def _ask(self, session: Session, to: Destination) -> None:
        try:
            ends = await session.ask(session.admin.end_offsets, to.topic)
            now = {topic.name: topic.topic_id for topic in await session.ask(session.admin.topics)}
        except UserError as error:
            log.info("The end offsets of %s are not known: %s", to.topic, error)
            ends, now = {}, {}
        marks = self._marks.get(to, _Marks())
        if ends and now.get(to.topic) == to.topic_id:  # else they belong to another topic of the same name
            known = marks.ends or {}  # a confirmation that came in the meantime is newer
            self._marks[to] = _Marks(ends={p: max(end, known.get(p, 0)) for p, end in ends.items()}, asked_at=marks.asked_at)
        else:
            self._marks[to] = _Marks(ends=marks.ends)

    def _reached(self, to: Destination, partition: int | None, offset: int | None) -> None:
        """Note that a record is there."""
        marks = self._marks.get(to)
        if marks is not None and marks.ends is not None and partition is not None and offset is not None:
            marks.ends[partition] = max(offset + 1, marks.ends.get(partition, 0))
