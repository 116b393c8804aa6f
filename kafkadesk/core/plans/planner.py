"""Which plan a change has, and which change takes it back."""

from typing import assert_never

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
    Target,
    TargetKind,
)
from kafkadesk.core.plans.group_plans import plan_delete_group, plan_delete_offsets, plan_remove_member, plan_reset
from kafkadesk.core.plans.plan import ChangePlan, PlanFacts
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.plans.topic_plans import plan_add_partitions, plan_change_setting, plan_create, plan_delete_records, plan_delete_topic


def plan_of(change: Change, facts: PlanFacts, shell: Shell) -> ChangePlan:
    """Return the plan of a change."""
    match change:
        case ResetOffsets():
            return plan_reset(change, facts, shell)
        case DeleteOffsets():
            return plan_delete_offsets(change, facts, shell)
        case DeleteGroup():
            return plan_delete_group(change, facts, shell)
        case RemoveMember():
            return plan_remove_member(change, facts)
        case NewTopic():
            return plan_create(change, facts, shell)
        case AddPartitions():
            return plan_add_partitions(change, facts, shell)
        case DeleteRecords():
            return plan_delete_records(change, facts, shell)
        case DeleteTopic():
            return plan_delete_topic(change, facts, shell)
        case ChangeSetting():
            return plan_change_setting(change, facts, shell)
        case _ as never:
            assert_never(never)


def undo_of(plan: ChangePlan) -> Change | None:
    """Return what puts things back as they were before a plan; None where Kafka has no way."""
    match plan.change:
        case ResetOffsets() | DeleteOffsets() as change if plan.before:
            target = Target(kind=TargetKind.GIVEN, offsets=dict(plan.before))
            return ResetOffsets(group=change.group, topic=change.topic, to=target, partitions=tuple(sorted(plan.before)))
        case ChangeSetting() as change:
            value, own = plan.essence
            return ChangeSetting(topic=change.topic, name=change.name, value=value if own and isinstance(value, str) else None)
        case NewTopic(topic=topic):
            return DeleteTopic(topic=topic)
        case _:
            return None
