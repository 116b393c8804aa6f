"""Plans for a group: its offsets reset or deleted, the group deleted, a member taken out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import assert_never

from kafkadesk.core.plans.changes import DeleteGroup, DeleteOffsets, RemoveMember, ResetOffsets, TargetKind
from kafkadesk.core.plans.plan import NO_UNDO, ChangePlan, PlanFacts
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import number_text

MOST_NAMED = 5
GROUPS = "kafka-consumer-groups"
RESET_ONE, RESET_MANY = QT_TRANSLATE_NOOP("core", "Reset the partition"), QT_TRANSLATE_NOOP("core", "Reset {n} partitions")


def plan_reset(change: ResetOffsets, facts: PlanFacts, shell: Shell) -> ChangePlan:
    topic, group = facts.topic, facts.group
    committed = {} if group is None else group.committed.get(change.topic, {})
    rows: list[tuple[Text | str, ...]] = []
    after: dict[int, int] = {}
    again = skipped = deleted = 0
    for number, log in enumerate(() if topic is None else topic.partitions):
        if (change.partitions is not None and number not in change.partitions) or number not in facts.wanted:
            continue
        if log.begin is None or log.end is None:
            continue
        wanted, now = facts.wanted[number], committed.get(number)
        after[number] = offset = min(max(wanted, log.begin), log.end)
        gone = max(0, log.begin - max(0, wanted)) if change.to.kind in (TargetKind.OFFSET, TargetKind.SHIFT, TargetKind.GIVEN) else 0
        moved = None if now is None else offset - now
        again, skipped, deleted = again + max(0, -(moved or 0)), skipped + max(0, moved or 0), deleted + gone
        rows.append((str(number), f"{log.begin:,}", number_text(now), f"{offset:,}", _signed(moved), _what_comes(moved, gone)))
    effects = []
    if again:
        effects.append(Text(QT_TRANSLATE_NOOP("core", "{n} records will be read again by whoever joins {group} next."), _n(again, change)))
    if skipped:
        effects.append(Text(QT_TRANSLATE_NOOP("core", "{n} records will be skipped: nobody in {group} reads them."), _n(skipped, change)))
    if not again and not skipped:
        effects.append(Text(QT_TRANSLATE_NOOP("core", "No record is read again, and none is skipped.")))
    if deleted:
        effects.append(Text(QT_TRANSLATE_NOOP("core", "{n} older ones were deleted by retention."), {"n": f"{deleted:,}"}))
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Reset offsets of {group} on {topic}"), {"group": change.group, "topic": change.topic}),
        name=change.group,
        titles=(
            Text(QT_TRANSLATE_NOOP("core", "part.")), Text(QT_TRANSLATE_NOOP("core", "begin")), Text(QT_TRANSLATE_NOOP("core", "committed now")),
            Text(QT_TRANSLATE_NOOP("core", "after")), Text(QT_TRANSLATE_NOOP("core", "change")), Text(QT_TRANSLATE_NOOP("core", "what comes of it")),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(5)),
        effects=tuple(effects),
        command=_reset_command(change, after, shell),
        undo=Text(QT_TRANSLATE_NOOP("core", "Undo: the offsets of now are kept; Undo puts them back until somebody commits.")),
        button=Text(RESET_ONE if len(after) == 1 else RESET_MANY, {"n": len(after)}),
        obstacle=_members(group) or (None if after else Text(QT_TRANSLATE_NOOP("core", "There is no partition to reset."))),
        essence=(committed, None if group is None else group.state, () if change.to.kind is TargetKind.LATEST else after),
        after=after,
        before=dict(committed),
    )  # fmt: skip


def _reset_command(change: ResetOffsets, after: Mapping[int, int], shell: Shell) -> str:
    where = change.topic if change.partitions is None else f"{change.topic}:{','.join(map(str, sorted(change.partitions)))}"
    arguments = ["--group", change.group, "--reset-offsets"]
    match change.to.kind:
        case TargetKind.EARLIEST | TargetKind.LATEST:
            return shell.line(GROUPS, [*arguments, "--topic", where, f"--to-{change.to.kind.value}", "--execute"])
        case TargetKind.OFFSET:
            return shell.line(GROUPS, [*arguments, "--topic", where, "--to-offset", str(change.to.value), "--execute"])
        case TargetKind.TIME:
            return shell.line(GROUPS, [*arguments, "--topic", where, "--to-datetime", _iso(change.to.value), "--execute"])
        case TargetKind.SHIFT:
            return shell.line(GROUPS, [*arguments, "--topic", where, "--shift-by", str(change.to.value), "--execute"])
        case TargetKind.GROUP | TargetKind.GIVEN:
            lines = "\n".join(f"{change.topic},{number},{offset}" for number, offset in after.items())
            return shell.line(GROUPS, [*arguments, "--from-file", "offsets.csv", "--execute"]) + f"\n# offsets.csv:\n{lines}"
        case _ as never:
            assert_never(never)


def plan_delete_offsets(change: DeleteOffsets, facts: PlanFacts, shell: Shell) -> ChangePlan:
    committed = {} if facts.group is None else facts.group.committed.get(change.topic, {})
    none = Text(QT_TRANSLATE_NOOP("core", "none"))
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Delete offsets of {group} on {topic}"), {"group": change.group, "topic": change.topic}),
        name=change.group,
        titles=(
            Text(QT_TRANSLATE_NOOP("core", "part.")), Text(QT_TRANSLATE_NOOP("core", "committed now")), Text(QT_TRANSLATE_NOOP("core", "after")),
        ),
        rows=tuple((str(number), f"{offset:,}", none) for number, offset in sorted(committed.items())),
        numbers=frozenset({0, 1}),
        effects=(Text(QT_TRANSLATE_NOOP("core", "Whoever joins {group} next begins where its own setting auto.offset.reset says."), {"group": change.group}),),
        command=shell.line(GROUPS, ["--group", change.group, "--topic", change.topic, "--delete-offsets"]),
        undo=Text(QT_TRANSLATE_NOOP("core", "Undo: the offsets of now are kept; Undo puts them back until somebody commits.")),
        button=Text(QT_TRANSLATE_NOOP("core", "Delete the offsets")),
        obstacle=_members(facts.group) or (None if committed else Text(QT_TRANSLATE_NOOP("core", "The group has committed nothing there."))),
        essence=(committed,),
        before=dict(committed),
    )  # fmt: skip


def plan_delete_group(change: DeleteGroup, facts: PlanFacts, shell: Shell) -> ChangePlan:
    committed = {} if facts.group is None else facts.group.committed
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Delete group {group}"), {"group": change.group}),
        name=change.group,
        titles=(Text(QT_TRANSLATE_NOOP("core", "topic")), Text(QT_TRANSLATE_NOOP("core", "part.")), Text(QT_TRANSLATE_NOOP("core", "committed now"))),
        rows=tuple((topic, str(number), f"{offset:,}") for topic, by in sorted(committed.items()) for number, offset in sorted(by.items())),
        numbers=frozenset({1, 2}),
        effects=(Text(QT_TRANSLATE_NOOP("core", "All its commits are deleted. Whoever joins it next begins where its own setting auto.offset.reset says.")),),
        command=shell.line(GROUPS, ["--group", change.group, "--delete"]),
        undo=NO_UNDO,
        button=Text(QT_TRANSLATE_NOOP("core", "Delete {name}"), {"name": change.group}),
        obstacle=_members(facts.group),
        typed=True,
        essence=(committed,),
    )  # fmt: skip


def plan_remove_member(change: RemoveMember, facts: PlanFacts) -> ChangePlan:
    """Return the plan that takes a member out of a group."""
    members = () if facts.group is None else facts.group.members
    committed = {} if facts.group is None else facts.group.committed
    member = next((one for one in members if one.member_id == change.member_id), None)
    obstacle = None
    if member is None:
        obstacle = Text(QT_TRANSLATE_NOOP("core", "The group has no such member any more."))
    client = change.member_id if member is None else f"{member.client_id}@{member.host}"
    partitions = {} if member is None else member.partitions
    if len(members) > 1:
        comes = Text(
            QT_TRANSLATE_NOOP(
                "core", "Its partitions go to the other members, with a rebalance; what it has read and not committed is read again."
            )
        )
    else:
        comes = Text(QT_TRANSLATE_NOOP("core", "It is the only member: nobody in the group reads its partitions until one joins."))
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Take {client} out of group {group}"), {"client": client, "group": change.group}),
        name=change.group,
        titles=(
            Text(QT_TRANSLATE_NOOP("core", "topic")), Text(QT_TRANSLATE_NOOP("core", "part.")), Text(QT_TRANSLATE_NOOP("core", "committed now")),
        ),
        rows=tuple(
            (topic, str(number), number_text(committed.get(topic, {}).get(number))) for topic, by in sorted(partitions.items()) for number in by
        ),
        numbers=frozenset({1, 2}),
        effects=(
            comes,
            Text(
                QT_TRANSLATE_NOOP(
                    "core",
                    "Its program is not stopped: if it still runs, it joins again by itself at its next heartbeat. "
                    "One that hangs stays out until it is started again.",
                )
            ),
        ),
        command="",
        undo=NO_UNDO,
        button=Text(QT_TRANSLATE_NOOP("core", "Take it out")),
        obstacle=obstacle,
        essence=(dict(partitions),),
    )  # fmt: skip


def _members(group: GroupInfo | None) -> Text | None:
    if group is None or not group.members:
        return None
    names = ", ".join(f"{member.client_id}@{member.host}" for member in group.members[:MOST_NAMED])
    return Text(
        QT_TRANSLATE_NOOP(
            "core", "Kafka refuses this while the group has members: {members}. Stop those programs first, or have the panes leave."
        ),
        {"members": names},
    )


def _n(records: int, change: ResetOffsets) -> dict[str, object]:
    return {"n": f"{records:,}", "group": change.group}


def _signed(value: int | None) -> str:
    return "—" if value is None else "0" if value == 0 else f"{value:+,}".replace("-", "−")


def _what_comes(moved: int | None, gone: int) -> Text | str:
    if moved is None:
        words: Text | str = Text(QT_TRANSLATE_NOOP("core", "has no commit yet"))
    elif moved < 0:
        words = Text(QT_TRANSLATE_NOOP("core", "{n} read again"), {"n": f"{-moved:,}"})
    elif moved > 0:
        words = Text(QT_TRANSLATE_NOOP("core", "{n} skipped"), {"n": f"{moved:,}"})
    else:
        words = Text(QT_TRANSLATE_NOOP("core", "stays"))
    if not gone:
        return words
    return Text(QT_TRANSLATE_NOOP("core", "{words}; {n} older ones were deleted"), {"words": words, "n": f"{gone:,}"})


def _iso(milliseconds: int) -> str:
    """Return a time as kafka-consumer-groups takes it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"
