"""What the cluster says of all its topics and groups: asked a portion at a time, and only while somebody looks."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kafkadesk.core.cluster.survey import SettingFacts, Survey, TopicFacts, readers_in
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import DeskEvent, SurveyChanged
from kafkadesk.core.groups.behind import Times, Unread
from kafkadesk.core.groups.lag_history import Paces
from kafkadesk.core.state import GroupInfo
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.session import Session
from kafkadesk.desk.tasks import Tasks

if TYPE_CHECKING:
    from kafkadesk.transport.admin.surveys import Portions

log = logging.getLogger(__name__)

EVERY_S = 5.0
PARTITIONS_AT_ONCE = 1000  # whose offsets, sizes and settings are asked for in one portion
GROUPS_AT_ONCE = 200
RECORDS_AT_ONCE = 1000  # whose times are asked for in one portion
TOLD_EVERY_S = 0.25


class Surveyor:
    """Keeps `survey` while watching; a single look is awaited. every_s: between two looks; 0: only when told to."""

    def __init__(self, connection: Connection, *, emit: Callable[[DeskEvent], None], tasks: Tasks) -> None:
        self._connection = connection
        self._emit = emit
        self._tasks = tasks
        self._watching: asyncio.Task[None] | None = None
        self._again = asyncio.Event()
        self._told_at = 0.0
        self._paces = Paces()
        self.every_s = EVERY_S
        self.survey = Survey()

    def watch(self) -> None:
        """Look now, and again and again."""
        self._again.set()
        if self._watching is None:
            self._watching = self._tasks.start(self._watch(), "survey")

    def again(self) -> None:
        """Look now, if it is watched at all."""
        self._again.set()

    def stop(self) -> None:
        """Ask no more: at the end of the portion that is under way."""
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None

    def clear(self) -> None:
        """Forget everything: another cluster is looked at."""
        self._paces = Paces()
        self._tell(Survey(), now=True)

    async def settings(self, topic: str) -> list[SettingFacts]:
        """Return all settings of a topic; raises UserError."""
        found, _ = await self._connection.need_session().survey(lambda portions: portions.settings(topic))
        return found

    async def record_times(self, wanted: Collection[Unread]) -> dict[Unread, int]:
        """Return when these records were written, as far as that is answered, without a look at everything else; raises UserError."""
        found, _ = await self._connection.need_session().survey(partial(_times_of, wanted))
        return found

    async def look(self) -> Survey:
        """Ask for everything once. Raises UserError where the cluster does not answer at all; what it leaves open is in the survey's `errors`."""
        session, errors = self._connection.need_session(), list[UserError]()
        before = self.survey.topics
        topics, _ = await session.survey(lambda portions: [_with_earlier(topic, before.get(topic.name)) for topic in portions.topics()])
        self._tell(replace(self.survey, topics={topic.name: topic for topic in topics}))
        for portion in _portions(topics):
            examined, missing = await session.survey(partial(_examine, portion, before))
            errors += missing
            self._tell(replace(self.survey, topics={**self.survey.topics, **examined}))
        errors += await self._look_at_groups(session)
        unique = {str(error): error for error in errors}
        self._tell(replace(self.survey, complete=True, errors=tuple(unique.values())), now=True)
        return self.survey

    async def _look_at_groups(self, session: Session) -> list[UserError]:
        at_ms = time.time_ns() // 1_000_000
        listed, unanswered = await session.survey(lambda portions: portions.list_groups())
        errors, before = list(unanswered), self.survey.groups
        times: dict[Unread, int] = {}
        found: dict[str, GroupInfo] = {
            group.group: before.get(group.group, group) for groups in listed.values() for group in sorted(groups, key=lambda g: g.group)
        }
        await self._tell_groups(found, self.survey.times, at_ms)
        for broker, groups in listed.items():
            for begin in range(0, len(groups), GROUPS_AT_ONCE):
                portion = groups[begin : begin + GROUPS_AT_ONCE]
                described, unanswered = await session.survey(partial(_describe, broker, portion))
                errors += unanswered
                written, missing = await self._times(session, replace(self.survey, groups=described))
                errors += missing
                found |= described
                times |= written
                await self._tell_groups(found, {**self.survey.times, **times}, at_ms)
        paces = await asyncio.to_thread(_lags, self.survey)
        self.survey = replace(self.survey, times=times, paces=self._paces.look(time.monotonic(), paces))  # no times of what has been read
        return errors

    async def _times(self, session: Session, survey: Survey) -> tuple[dict[Unread, int], list[UserError]]:
        """Return when the first records were written that the groups of a survey have not read; only what is not known is asked for."""
        by_leader, errors = await asyncio.to_thread(_unread_by_leader, survey), list[UserError]()
        known = {record: survey.times[record] for records in by_leader.values() for record in records if record in survey.times}
        for leader, records in by_leader.items():
            wanted = [record for record in records if record not in known]
            for begin in range(0, len(wanted), RECORDS_AT_ONCE):
                times, missing = await session.survey(partial(_record_times, leader, wanted[begin : begin + RECORDS_AT_ONCE]))
                known |= times
                errors += missing
        return known, errors

    async def _tell_groups(self, groups: Mapping[str, GroupInfo], times: Times, at_ms: int) -> None:
        """Replace the groups and who reads what together: a reader is one of the groups."""
        groups = dict(groups)
        readers = await asyncio.to_thread(readers_in, list(groups.values()))
        self._tell(replace(self.survey, groups=groups, readers=readers, times=times, at_ms=at_ms))

    async def _watch(self) -> None:
        while True:
            self._again.clear()
            if self._connection.state.phase.usable:
                try:
                    await self.look()
                except UserError as error:
                    log.info("The survey was not answered: %s", error)
                    self._tell(replace(self.survey, errors=(error,)), now=True)
            try:
                async with asyncio.timeout(self.every_s or None):
                    await self._again.wait()
            except TimeoutError:
                pass

    def _tell(self, survey: Survey, *, now: bool = False) -> None:
        self.survey = survey
        if now or time.monotonic() - self._told_at >= TOLD_EVERY_S:
            self._told_at = time.monotonic()
            self._emit(SurveyChanged())


def _with_earlier(topic: TopicFacts, earlier: TopicFacts | None) -> TopicFacts:
    """Return a topic as it is described now with the figures of an earlier look, until those of this one are there."""
    if earlier is None or earlier.topic_id != topic.topic_id or len(earlier.partitions) != len(topic.partitions):
        return topic
    pairs = zip(earlier.partitions, topic.partitions, strict=True)
    return replace(earlier, partitions=tuple(replace(old, leader=p.leader, replicas=p.replicas, in_sync=p.in_sync) for old, p in pairs))


def _examine(topics: Sequence[TopicFacts], before: Mapping[str, TopicFacts], portions: "Portions") -> dict[str, TopicFacts]:
    return {topic.name: topic.since(before.get(topic.name)) for topic in portions.examine(topics)}


def _describe(broker: int, groups: Sequence[GroupInfo], portions: "Portions") -> dict[str, GroupInfo]:
    return {group.group: group for group in portions.describe_groups(broker, groups)}


def _lags(survey: Survey) -> dict[str, int]:
    """Return the lags that are wholly known."""
    found = {group: survey.lag_in_all(group) for group in survey.groups}
    return {group: lag.known for group, lag in found.items() if lag is not None and not lag.unknown}


def _record_times(leader: int, records: Sequence[Unread], portions: "Portions") -> dict[Unread, int]:
    return portions.record_times(leader, records)


def _times_of(wanted: Collection[Unread], portions: "Portions") -> dict[Unread, int]:
    topics = {topic.name: topic for topic in portions.topics({record.topic for record in wanted})}
    by_leader = _by_leader(wanted, topics)
    return {record: at for leader, records in by_leader.items() for record, at in portions.record_times(leader, records).items()}


def _unread_by_leader(survey: Survey) -> dict[int, list[Unread]]:
    unread = (record for group in survey.groups for topic in survey.groups[group].committed for record in survey.unread(group, topic))
    return _by_leader(unread, survey.topics)


def _by_leader(records: Iterable[Unread], topics: Mapping[str, TopicFacts]) -> dict[int, list[Unread]]:
    """Return records by the broker that leads their partition; those of topics that are no longer there are left out."""
    found: dict[int, set[Unread]] = {}
    for record in records:
        topic = topics.get(record.topic)
        if topic is None or topic.topic_id != record.topic_id or record.partition >= len(topic.partitions):
            continue
        leader = topic.partitions[record.partition].leader
        if leader is not None:
            found.setdefault(leader, set()).add(record)
    return {leader: sorted(of_leader) for leader, of_leader in found.items()}


def _portions(topics: Sequence[TopicFacts]) -> Iterator[list[TopicFacts]]:
    portion, partitions = list[TopicFacts](), 0
    for topic in topics:
        portion.append(topic)
        partitions += len(topic.partitions)
        if partitions >= PARTITIONS_AT_ONCE:
            yield portion
            portion, partitions = [], 0
    if portion:
        yield portion
