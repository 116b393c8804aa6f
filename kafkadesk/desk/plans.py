"""Changes to the cluster: each is a plan that the user confirms, then done once, read back and written down."""

import asyncio
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kafkadesk.core.cluster.survey import TopicFacts
from kafkadesk.core.cluster.topics import check_partition_count, check_topic_name
from kafkadesk.core.errors import InputError, KafkaRefusedError, UserError
from kafkadesk.core.plans.changes import (
    AddPartitions,
    Change,
    ChangeSetting,
    DeleteGroup,
    DeleteOffsets,
    DeleteRecords,
    DeleteTopic,
    NewTopic,
    RemoveMember,
    ResetOffsets,
    TargetKind,
    to_json,
)
from kafkadesk.core.plans.outcome import PlanOutcome, outcome_of
from kafkadesk.core.plans.plan import ChangePlan, PlanFacts
from kafkadesk.core.plans.planner import plan_of, undo_of
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.session import Session
from kafkadesk.desk.surveyor import Surveyor
from kafkadesk.system.files.plan_journal import PlanJournal

log = logging.getLogger(__name__)

MOST_READERS = 50  # groups of a topic that are asked for once more
KEYS_FROM, KEYS_WITHIN_S = 10_000, 5.0  # records whose keys say how many move


class PlanMovedError(UserError):
    """The world changed since the plan was shown. plan: as it is now."""

    def __init__(self, plan: ChangePlan) -> None:
        super().__init__(
            Text(QT_TRANSLATE_NOOP("core", "Something changed since this plan was made: look at the new figures, and confirm them.")),
        )
        self.plan = plan


class Plans:
    """Makes plans and carries them out. Everything raises UserError."""

    def __init__(self, connection: Connection, surveyor: Surveyor, journal: PlanJournal | None = None) -> None:
        self._connection = connection
        self._surveyor = surveyor
        self._journal = journal or PlanJournal()

    async def propose(self, change: Change) -> ChangePlan:
        """Return what a change would do now. Nothing is changed; raises ReadOnlyError where the profile forbids changes."""
        session = self._connection.need_writable()
        return self._plan(change, await self._explained(session, change, await self._checked(session, change)))

    async def carry_out(self, plan: ChangePlan, typed: str = "") -> PlanOutcome:
        """Do it, once; ask the cluster what is so then, and write it down.

        Raises PlanMovedError where it would not do what was shown, InputError without the name that must be typed.
        """
        session = self._connection.need_writable()
        if self.must_be_typed(plan) and typed != plan.name:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "Type {name} to confirm."), {"name": plan.name}))
        facts = await self._checked(session, plan.change)
        now = self._plan(plan.change, facts)
        if now.obstacle is not None or now.essence != plan.essence:
            raise PlanMovedError(self._plan(plan.change, await self._explained(session, plan.change, facts)))
        error: UserError | None = None
        self._write(now, "begun")
        try:
            await session.ask(session.admin.carry_out, now)
        except UserError as failed:
            error = failed
        outcome = outcome_of(now, await self._facts_after(session, now.change), error)
        self._write(now, outcome.result.value)
        await self._refresh()
        return outcome

    def must_be_typed(self, plan: ChangePlan) -> bool:
        """Whether the object's name must be typed to confirm: where something is lost, and on a profile that is marked as production."""
        profile = self._connection.state.profile
        return plan.typed or (profile is not None and profile.production)

    def undo_of(self, plan: ChangePlan) -> Change | None:
        """Return the change that takes a plan back; None where there is none."""
        return undo_of(plan)

    def _plan(self, change: Change, facts: PlanFacts) -> ChangePlan:
        state = self._connection.state
        secured = state.profile is not None and (state.security.protocol.tls or state.security.protocol.sasl)
        return plan_of(change, facts, Shell(bootstrap=state.bootstrap, secured=secured, windows=os.name == "nt"))

    async def _checked(self, session: Session, change: Change) -> PlanFacts:
        """Return what the plan depends on: it must still be so when the button is pressed."""
        facts = await _changed(session, change)
        return replace(facts, wanted=await _wanted(session, change, facts)) if isinstance(change, ResetOffsets) else facts

    async def _explained(self, session: Session, change: Change, facts: PlanFacts) -> PlanFacts:
        """Return the facts with what is asked once, before the plan is shown: what the cluster says of a new topic, readers, keys that move."""
        match change:
            case NewTopic():
                return replace(facts, creatable=await _creatable(session, change))
            case AddPartitions() | DeleteRecords() | DeleteTopic():
                facts = replace(facts, readers=await self._readers(session, change.topic))
        if isinstance(change, AddPartitions) and facts.topic is not None and change.count > len(facts.topic.partitions):
            facts = replace(facts, moved=await _moved_keys(session, facts.topic, change.count))
        return facts

    async def _facts_after(self, session: Session, change: Change) -> PlanFacts | None:
        try:
            return await _changed(session, change)
        except UserError as error:
            log.info("What a plan has done could not be asked: %s", error)
            return None

    async def _readers(self, session: Session, topic: str) -> tuple[GroupInfo, ...]:
        """Return the groups of a topic, by the last survey, as they are now."""
        if not self._surveyor.survey.complete:
            await self._surveyor.look()
        names = self._surveyor.survey.readers.get(topic, ())[:MOST_READERS]
        return tuple([await session.ask(session.admin.group, name) for name in names])

    async def _refresh(self) -> None:
        try:
            await self._connection.refresh_topics()
        except UserError as error:
            log.info("Topics are not known anew: %s", error)
        self._surveyor.again()

    def _write(self, plan: ChangePlan, result: str) -> None:
        state = self._connection.state
        entry = {
            "at": round(time.time() * 1000), "cluster": state.cluster_id, "bootstrap": state.bootstrap, "change": to_json(plan.change),
            "before": plan.before or [str(one) for one in plan.essence], "result": result,
        }  # fmt: skip
        try:
            self._journal.add(entry)
        except OSError as error:
            if result == "begun":
                raise UserError(
                    Text(
                        QT_TRANSLATE_NOOP("core", "Nothing was changed: the list of changes cannot be written: {error}"),
                        {"error": error.strerror or error},
                    )
                ) from error
            log.warning("The list of changes could not be written: %s", error)


async def _changed(session: Session, change: Change) -> PlanFacts:
    """Return what is so now of what a change changes."""
    match change:
        case ResetOffsets():
            return PlanFacts(topic=await _topic(session, change.topic), group=await session.ask(session.admin.group, change.group))
        case DeleteOffsets() | DeleteGroup() | RemoveMember():
            return PlanFacts(group=await session.ask(session.admin.group, change.group))
        case NewTopic() | ChangeSetting():
            topic = await _topic(session, change.topic)
            settings, _ = ([], ()) if topic is None else await session.survey(lambda portions: portions.settings(change.topic))
            return PlanFacts(topic=topic, settings=tuple(settings))
        case AddPartitions() | DeleteRecords() | DeleteTopic():
            return PlanFacts(topic=await _topic(session, change.topic))
        case _ as never:
            assert_never(never)


async def _creatable(session: Session, change: NewTopic) -> tuple[int, int] | UserError:
    """Ask the cluster to check a new topic. Raises InputError for a name that Kafka does not allow."""
    check_topic_name(change.topic)
    if change.partitions is not None:
        check_partition_count(change.partitions)
    try:
        return await session.ask(session.admin.check_creation, change)
    except KafkaRefusedError as error:
        return error


async def _topic(session: Session, name: str) -> TopicFacts | None:
    found, _ = await session.survey(lambda portions: portions.examine(portions.topics([name])))
    return found[0] if found else None


async def _wanted(session: Session, change: ResetOffsets, facts: PlanFacts) -> Mapping[int, int]:
    """Return the offsets that a target names, before they are fitted into the log."""
    logs = () if facts.topic is None else facts.topic.partitions
    committed = {} if facts.group is None else facts.group.committed.get(change.topic, {})
    match change.to.kind:
        case TargetKind.EARLIEST:
            return {p: log.begin for p, log in enumerate(logs) if log.begin is not None}
        case TargetKind.LATEST:
            return {p: log.end for p, log in enumerate(logs) if log.end is not None}
        case TargetKind.OFFSET:
            return dict.fromkeys(range(len(logs)), change.to.value)
        case TargetKind.SHIFT:
            return {p: offset + change.to.value for p, offset in committed.items()}
        case TargetKind.TIME:
            return await session.ask(session.admin.offsets_for_time, change.topic, change.to.value) if logs else {}
        case TargetKind.GROUP:
            other = await session.ask(session.admin.group, change.to.group)
            return other.committed.get(change.topic, {})
        case TargetKind.GIVEN:
            return change.to.offsets or {}


async def _moved_keys(session: Session, topic: TopicFacts, count: int) -> tuple[int, int] | None:
    """Return how many of the keys of the last records would move, and how many there are; None where there is none."""
    each = max(1, KEYS_FROM // len(topic.partitions))
    ends = {p: log.end for p, log in enumerate(topic.partitions) if log.end}
    starts = {p: max(topic.partitions[p].begin or 0, end - each) for p, end in ends.items()}
    if not ends:
        return None
    records = await asyncio.to_thread(session.admin.read_range, topic.name, starts, ends, KEYS_WITHIN_S)
    (moved, of), _ = await session.survey(lambda portions: portions.moved_keys(len(topic.partitions), count, records))
    return (moved, of) if of else None
