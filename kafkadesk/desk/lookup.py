"""Looking up in the topics what became of sends: the questions to the cluster, and the reading."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from kafkadesk.core.errors import UserError
from kafkadesk.core.journal import Entry
from kafkadesk.core.settling import Extent, Finding, Outcome, Ranges, Search, topic_gone
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.session import Session

log = logging.getLogger(__name__)

READ_S = 120.0  # some millions of records
STILL_S = 0.3  # what a dead client left in a socket has landed once the ends stand still for so long
STILL_TRIES = 20
CLOCKS_MS = 10 * 60_000  # how far this PC's clock and the broker's may be apart


async def look_up(session: Session, entries: Sequence[Entry], taken: Callable[[str], Ranges]) -> list[Outcome]:
    """Return what became of each send, by number; raises UserError if the cluster cannot be asked or not be read to the end.

    taken: which offsets of a topic belong to other, confirmed sends.
    """
    outcomes = [Outcome(number=e.number, finding=Finding.CUT_OFF) for e in entries if e.cut_off]
    of_topic = sorted((e for e in entries if not e.cut_off), key=lambda e: e.place.topic)
    there = {topic.name for topic in await session.ask(session.admin.topics)} if of_topic else set()
    for topic, group in groupby(of_topic, key=lambda e: e.place.topic):
        same = list(group)
        outcomes += await _in_topic(session, topic, same, taken(topic)) if topic in there else topic_gone(same)
    return sorted(outcomes, key=lambda outcome: outcome.number)


async def settled_ends(session: Session, topic: str) -> dict[int, int]:
    """Return the end offsets once they stand still."""
    ends = await session.ask(session.admin.end_offsets, topic)
    for _ in range(STILL_TRIES):
        await asyncio.sleep(STILL_S)
        again = await session.ask(session.admin.end_offsets, topic)
        if again == ends:
            break
        ends = again
    return ends


async def _in_topic(session: Session, topic: str, entries: Sequence[Entry], taken: Ranges) -> list[Outcome]:
    ends = await settled_ends(session, topic)
    begins = await session.ask(session.admin.beginning_offsets, topic)
    by_time: Mapping[int, int] | None = None
    if timed := [e.place.wall_ms for e in entries if e.place.ends is None]:
        by_time = await session.ask(session.admin.offsets_for_time, topic, max(0, min(timed) - CLOCKS_MS))
    compacted = await _is_compacted(session, topic)
    search = Search(entries, Extent(begins=begins, ends=ends, by_time=by_time, compacted=compacted), taken)
    starts = search.starts()
    stop = threading.Event()
    wanted = {partition: end for partition, end in ends.items() if partition in starts}
    try:
        complete = await asyncio.to_thread(session.admin.scan, topic, starts, wanted, READ_S, search.offer, stop)
    finally:
        stop.set()
    if not complete:
        raise UserError(
            Text(QT_TRANSLATE_NOOP("core", "{topic} could not be read to its end within {n} s."), {"topic": topic, "n": f"{READ_S:g}"}),
            Text(QT_TRANSLATE_NOOP("core", "An open transaction may hold it up. Look again later.")),
            retry=True,
        )
    return search.outcomes()


async def _is_compacted(session: Session, topic: str) -> bool:
    """Return whether records of the topic may be removed by later ones; a cluster that does not tell its settings is believed not to."""
    try:
        return bool((await session.ask(session.admin.topic_settings, topic)).compacted)
    except UserError as error:
        log.info("The settings of %s are not known: %s", topic, error)
        return False
