"""What became of a plan, by what the cluster says afterwards and not by what it answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kafkadesk.core.cluster.survey import SettingSource, TopicFacts, own_settings
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.plans.changes import (
    AddPartitions,
    ChangeSetting,
    DeleteGroup,
    DeleteOffsets,
    DeleteRecords,
    DeleteTopic,
    NewTopic,
    RemoveMember,
    ResetOffsets,
)
from kafkadesk.core.plans.plan import ChangePlan, PlanFacts
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NEW_PROTOCOL = "consumer"
NOT_DONE = Text(QT_TRANSLATE_NOOP("core", "Not done: everything is as before."))


class Result(Enum):
    """UNKNOWN: the cluster could not be asked what is so now."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """error: what the cluster answered, where it refused or its answer was lost."""

    result: Result
    words: Text
    error: UserError | None = None


def outcome_of(plan: ChangePlan, facts: PlanFacts | None, error: UserError | None) -> PlanOutcome:
    """Compare what is so now with what was planned. facts None: it could not be asked."""
    if facts is None:
        return PlanOutcome(
            result=Result.UNKNOWN,
            words=Text(
                QT_TRANSLATE_NOOP(
                    "core", "Whether it was done is not known: the cluster does not answer. Nothing is tried again by itself."
                )
            ),
            error=error,
        )
    done, of = _done(plan, facts)
    if isinstance(plan.change, RemoveMember) and not done and facts.group is not None and facts.group.protocol == NEW_PROTOCOL:
        return _is_member_again(error)
    if done == of:
        words = Text(QT_TRANSLATE_NOOP("core", "Done: the cluster was asked afterwards, and it is so."))
        if error is not None:
            words = Text(
                QT_TRANSLATE_NOOP("core", "It is done, as the cluster says now, although its answer was: {error}"), {"error": error.title}
            )
        return PlanOutcome(result=Result.DONE, words=words)
    if done:
        words = Text(
            QT_TRANSLATE_NOOP("core", "Done for {done} of {of} partitions. Make a new plan for the rest."), {"done": done, "of": of}
        )
        return PlanOutcome(result=Result.PARTLY, words=words, error=error)
    return PlanOutcome(result=Result.NOT_DONE, words=NOT_DONE, error=error)


def _is_member_again(error: UserError | None) -> PlanOutcome:
    """Return what became of a member that is there: members of the new protocol join again under the same ID."""
    if error is None:
        words = Text(QT_TRANSLATE_NOOP("core", "It was taken out, and has joined again by itself already."))
        return PlanOutcome(result=Result.DONE, words=words)
    if isinstance(error, ConnectError):
        words = Text(
            QT_TRANSLATE_NOOP(
                "core", "Whether it was taken out is not known: it is a member now, but may have joined again under the same ID."
            )
        )
        return PlanOutcome(result=Result.UNKNOWN, words=words, error=error)
    return PlanOutcome(result=Result.NOT_DONE, words=NOT_DONE, error=error)


def _done(plan: ChangePlan, facts: PlanFacts) -> tuple[int, int]:
    """Return how many steps of a plan are so now, and of how many."""
    match plan.change:
        case ResetOffsets(topic=topic):
            committed = {} if facts.group is None else facts.group.committed.get(topic, {})
            return sum(committed.get(p) == offset for p, offset in plan.after.items()), len(plan.after)
        case DeleteOffsets(topic=topic):
            committed = {} if facts.group is None else facts.group.committed.get(topic, {})
            return sum(p not in committed for p in plan.before), len(plan.before)
        case DeleteGroup():
            return int(facts.group is None or not (facts.group.committed or facts.group.members)), 1
        case RemoveMember(member_id=member_id):
            return int(facts.group is None or all(member.member_id != member_id for member in facts.group.members)), 1
        case NewTopic():
            return int(facts.topic is not None and _is_as_planned(plan.change, facts.topic, own_settings(facts.settings))), 1
        case AddPartitions(count=count):
            return int(facts.topic is not None and len(facts.topic.partitions) >= count), 1
        case DeleteRecords():
            begins = {} if facts.topic is None else {number: log.begin for number, log in enumerate(facts.topic.partitions)}
            return sum((begins.get(p) or 0) >= offset for p, offset in plan.after.items()), len(plan.after)
        case DeleteTopic():
            return int(facts.topic is None or facts.topic.topic_id not in (None, plan.essence[0])), 1
        case ChangeSetting(name=name, value=value):
            now = next((setting for setting in facts.settings if setting.name == name), None)
            own = now is not None and now.source is SettingSource.TOPIC
            return int(now is not None and (own and now.value == value if value is not None else not own)), 1
        case _ as never:
            assert_never(never)


def _is_as_planned(change: NewTopic, topic: TopicFacts, settings: Mapping[str, str | None]) -> bool:
    """Whether a topic is the one that was to be created, and not somebody else's of the same name."""
    return (
        change.partitions in (None, len(topic.partitions))
        and change.replicas in (None, topic.replicas[1])
        and all(settings.get(name) == value for name, value in change.settings.items())
    )
