"""Looks up sends in one topic: asks the cluster, reads the topic, applies the LookupRules."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.sends.journal import JournalEntry
from kafkadesk.core.sends.lookup_rules import AfterRead, ContentHashes, LookupRules, Outcome, Ranges, TopicExtent, topic_deleted
from kafkadesk.core.state import Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.session import Session

log = logging.getLogger(__name__)

READ_S = 120.0  # some millions of records
STILL_S = 0.3  # once the end offsets do not change for so long, what a dead client left in a socket has arrived
STILL_TRIES = 20
MISSING_S = 1.0  # a topic may be missing for a moment: a broker that has just started does not know them all yet
CLOCKS_MS = 10 * 60_000  # how far this PC's clock and the broker's may be apart
# A send leaves at the latest 30 s after it was written to the journal. A follower leaves the ISR when it is 30 s behind
# (replica.lag.time.max.ms): only then can the records be read that only the leader has.
REPLICAS_MS = 70_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSends:
    """What belongs to other sends of the topic. taken: their offsets. same_content: contents of those whose outcome is open."""

    taken: Ranges
    same_content: Collection[ContentHashes]


async def scan_topic(
    session: Session, topic: str, entries: Sequence[JournalEntry], others: Callable[[str | None, int], Awaitable[OtherSends]]
) -> list[Outcome]:
    """Return the outcome of each send to a topic; raises UserError if the cluster does not answer.

    others: called after the topic was read, so that confirmations during the scan count. It gets the topic's id, and when the end
    offsets were fetched (milliseconds since the epoch): later sends are behind them.
    """
    known = await _topic(session, topic)
    if known is None:
        return topic_deleted(entries)
    extent = await _extent(session, known, entries)
    ends_at_ms = time.time_ns() // 1_000_000
    search = LookupRules(entries, extent)
    starts = search.starts()
    wanted = {partition: end for partition, end in extent.ends.items() if partition in starts}
    stop = threading.Event()
    try:
        reading = await asyncio.to_thread(session.admin.scan, topic, starts, wanted, READ_S, search.offer, stop)
    finally:
        stop.set()
    begins = await session.ask(session.admin.beginning_offsets, topic)
    again = await _topic(session, topic)
    if again is None or again.topic_id != known.topic_id:
        raise _recreated(topic)
    since = time.time_ns() // 1_000_000 - REPLICAS_MS
    too_recent = {(e.session, e.number) for e in entries if e.place.wall_ms > since}
    other = await others(known.topic_id, ends_at_ms)
    after = AfterRead(begins=begins, reading=reading, taken=other.taken, same_content=other.same_content, too_recent=too_recent)
    return await asyncio.to_thread(search.outcomes, after)  # ten thousand identical sends take a while


async def _topic(session: Session, name: str) -> Topic | None:
    """Return the topic, if the cluster has it."""
    for wait_s in (MISSING_S, 0.0):
        for topic in await session.ask(session.admin.topics):
            if topic.name == name:
                return topic
        await asyncio.sleep(wait_s)
    return None


async def _extent(session: Session, topic: Topic, entries: Sequence[JournalEntry]) -> TopicExtent:
    ends = await _final_ends(session, topic.name)
    begins = await session.ask(session.admin.beginning_offsets, topic.name)
    by_time: Mapping[int, int] | None = None
    if timed := [e.place.wall_ms for e in entries if e.place.ends is None]:
        by_time = await session.ask(session.admin.offsets_for_time, topic.name, max(0, min(timed) - CLOCKS_MS))
    return TopicExtent(
        begins=begins,
        ends=ends,
        by_time=by_time,
        compacted=await _is_compacted(session, topic.name),
        topic_id=topic.topic_id,
        replicated=topic.replicas > 1,
    )


async def _final_ends(session: Session, topic: str) -> dict[int, int]:
    """Return the end offsets once they no longer change."""
    ends = await session.ask(session.admin.end_offsets, topic)
    for _ in range(STILL_TRIES):
        await asyncio.sleep(STILL_S)
        again = await session.ask(session.admin.end_offsets, topic)
        if again == ends:
            break
        ends = again
    return ends


async def _is_compacted(session: Session, topic: str) -> bool | None:
    """Return whether the topic is compacted; None: the cluster does not tell."""
    try:
        return (await session.ask(session.admin.topic_settings, topic)).compacted
    except UserError as error:
        log.info("The settings of %s are not known: %s", topic, error)
        return None


def _recreated(topic: str) -> ConnectError:
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "{topic} was deleted or recreated while it was read."), {"topic": topic}),
        Text(QT_TRANSLATE_NOOP("core", "It is looked up again.")),
        retry=True,
    )
