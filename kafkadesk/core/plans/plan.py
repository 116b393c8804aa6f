"""A plan: what a change would do, computed from what the cluster said just before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import assert_never

from kafkadesk.core.cluster.survey import CLEANUP, SettingFacts, SettingSource, TopicFacts, Total, bytes_words, total_words
from kafkadesk.core.plans.changes import (
    AddPartitions,
    Change,
    ChangeSetting,
    DeleteGroup,
    DeleteOffsets,
    DeleteRecords,
    DeleteTopic,
    ResetOffsets,
    Target,
    TargetKind,
)
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import number_text

MOST_NAMED = 5
RESET_ONE, RESET_MANY = QT_TRANSLATE_NOOP("core", "Reset the partition"), QT_TRANSLATE_NOOP("core", "Reset {n} partitions")
DELETE_ONE, DELETE_MANY = QT_TRANSLATE_NOOP("core", "Delete the record"), QT_TRANSLATE_NOOP("core", "Delete {n} records")
NO_UNDO = Text(QT_TRANSLATE_NOOP("core", "This cannot be undone."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What was asked for a plan. topic: None where there is none; group: that of the change; readers: all groups of the topic.

    wanted: offsets that a target named, by partition, before they are fitted into the log. settings: of the topic.
    moved: how many of so many keys would go to another partition; None: no keys were seen.
    """

    topic: TopicFacts | None = None
    group: GroupInfo | None = None
    readers: tuple[GroupInfo, ...] = ()
    wanted: Mapping[int, int] = field(default_factory=dict)
    settings: tuple[SettingFacts, ...] = ()
    moved: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """What is shown before anything happens. name: of the object. titles, rows: before and after, as a table; numbers: columns of numbers.

    effects: what comes of it. obstacle: why it cannot be done now. typed: the name must be typed first.
    essence: what must still be so when the button is pressed. after: of a reset, the offsets to set. before: those there are, for the undo.
    """

    change: Change
    title: Text
    name: str
    titles: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    effects: tuple[Text, ...]
    command: str
    undo: Text
    button: Text
    numbers: frozenset[int] = frozenset()
    obstacle: Text | None = None
    typed: bool = False
    essence: tuple[object, ...] = ()
    after: Mapping[int, int] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)


def plan_of(change: Change, facts: PlanFacts, shell: Shell) -> ChangePlan:
    """Return the plan of a change."""
    match change:
        case ResetOffsets():
            return _reset(change, facts, shell)
        case DeleteOffsets():
            return _delete_offsets(change, facts, shell)
        case DeleteGroup():
            return _delete_group(change, facts, shell)
        case AddPartitions():
            return _add_partitions(change, facts, shell)
        case DeleteRecords():
            return _delete_records(change, facts, shell)
        case DeleteTopic():
            return _delete_topic(change, facts, shell)
        case ChangeSetting():
            return _change_setting(change, facts, shell)
        case _ as never:
            assert_never(never)


def _reset(change: ResetOffsets, facts: PlanFacts, shell: Shell) -> ChangePlan:
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
        gone = max(0, log.begin - wanted) if change.to.kind in (TargetKind.OFFSET, TargetKind.SHIFT, TargetKind.GIVEN) else 0
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


def _delete_offsets(change: DeleteOffsets, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def _delete_group(change: DeleteGroup, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def _add_partitions(change: AddPartitions, facts: PlanFacts, shell: Shell) -> ChangePlan:
    count = _count(facts)
    effects = [
        Text(
            QT_TRANSLATE_NOOP(
                "core",
                "Records of a key that went to one partition may go to another from then on: their order holds in each partition only.",
            )
        )
    ]
    if facts.moved is not None and facts.moved[1]:
        share = round(100 * facts.moved[0] / facts.moved[1])
        effects.insert(
            0,
            Text(
                QT_TRANSLATE_NOOP("core", "Of {n} keys of the last records, {share} % go to another partition."),
                {"n": f"{facts.moved[1]:,}", "share": share},
            ),
        )
    if facts.readers:
        effects.append(
            Text(
                QT_TRANSLATE_NOOP("core", "The groups that read it get the new partitions with a rebalance: {groups}."),
                {"groups": _names(facts.readers)},
            )
        )
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Add partitions to {topic}"), {"topic": change.topic}),
        name=change.topic,
        titles=BEFORE_AFTER,
        rows=((Text(QT_TRANSLATE_NOOP("core", "partitions")), str(count), str(change.count)),),
        effects=tuple(effects),
        command=shell.line(TOPICS, ["--alter", "--topic", change.topic, "--partitions", str(change.count)]),
        undo=NO_UNDO,
        button=Text(QT_TRANSLATE_NOOP("core", "Give it {n} partitions"), {"n": change.count}),
        obstacle=_no_topic(facts)
        or (None if change.count > count else Text(QT_TRANSLATE_NOOP("core", "It has {n} already: partitions can only be added."), {"n": count})),
        essence=(count,),
    )  # fmt: skip


def _delete_records(change: DeleteRecords, facts: PlanFacts, shell: Shell) -> ChangePlan:
    logs = () if facts.topic is None else facts.topic.partitions
    rows: list[tuple[Text | str, ...]] = []
    after: dict[int, int] = {}
    records, size = 0, 0
    for number, log in enumerate(logs):
        wanted = log.end if change.before is None else change.before.get(number)
        if wanted is None or log.begin is None or log.end is None:
            continue
        after[number] = offset = min(max(wanted, log.begin), log.end)
        going = offset - log.begin
        records += going
        size += 0 if log.size is None or log.end == log.begin else log.size * going // (log.end - log.begin)
        rows.append((str(number), f"{log.begin:,}", f"{log.end:,}", f"{offset:,}", f"{going:,}"))
    unread = [
        Text(QT_TRANSLATE_NOOP("core", "{group}: {n}"), {"group": group.group, "n": f"{n:,}"})
        for group in facts.readers
        if (
            n := sum(
                max(0, offset - max(group.committed.get(change.topic, {}).get(p, offset), logs[p].begin or 0))
                for p, offset in after.items()
            )
        )
    ]
    effects = [
        Text(QT_TRANSLATE_NOOP("core", "{n} records are deleted, about {bytes}."), {"n": f"{records:,}", "bytes": bytes_words(size)})
    ]
    if unread:
        shown: Text | str = unread[0]
        for more in unread[1:MOST_NAMED]:
            shown = Text("{one}, {other}", {"one": shown, "other": more})
        effects.append(Text(QT_TRANSLATE_NOOP("core", "Groups that have not read all of them: {groups}."), {"groups": shown}))
    where = ",".join(f'{{"topic":"{change.topic}","partition":{p},"offset":{offset}}}' for p, offset in after.items())
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Delete records of {topic}"), {"topic": change.topic}),
        name=change.topic,
        titles=(
            Text(QT_TRANSLATE_NOOP("core", "part.")), Text(QT_TRANSLATE_NOOP("core", "begin")), Text(QT_TRANSLATE_NOOP("core", "end")),
            Text(QT_TRANSLATE_NOOP("core", "delete before")), Text(QT_TRANSLATE_NOOP("core", "records")),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(5)),
        effects=tuple(effects),
        command=shell.line(RECORDS, ["--offset-json-file", "records.json"]) + f'\n# records.json:\n{{"partitions":[{where}],"version":1}}',
        undo=NO_UNDO,
        button=Text(DELETE_ONE if records == 1 else DELETE_MANY, {"n": f"{records:,}"}),
        obstacle=_no_topic(facts) or _only_compacted(facts) or (None if records else Text(QT_TRANSLATE_NOOP("core", "There is no such record."))),
        typed=True,
        essence=tuple(log.begin for log in logs),
        after=after,
    )  # fmt: skip


def _delete_topic(change: DeleteTopic, facts: PlanFacts, shell: Shell) -> ChangePlan:
    records = Total() if facts.topic is None else facts.topic.records
    size = Total() if facts.topic is None else facts.topic.size
    effects = [Text(QT_TRANSLATE_NOOP("core", "All its records are deleted, and commits on it mean nothing any more."))]
    if facts.readers:
        effects.append(Text(QT_TRANSLATE_NOOP("core", "It is read by: {groups}."), {"groups": _names(facts.readers)}))
    active = [group for group in facts.readers if group.members]
    if active:
        effects.append(
            Text(
                QT_TRANSLATE_NOOP("core", "Groups with members now: {groups}. Their programs will meet errors."), {"groups": _names(active)}
            )
        )
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Delete topic {topic}"), {"topic": change.topic}),
        name=change.topic,
        titles=(
            Text(QT_TRANSLATE_NOOP("core", "partitions")),
            Text(QT_TRANSLATE_NOOP("core", "records")),
            Text(QT_TRANSLATE_NOOP("core", "bytes")),
        ),
        rows=((str(_count(facts)), total_words(records), total_words(size, size=True)),),
        effects=tuple(effects),
        command=shell.line(TOPICS, ["--delete", "--topic", change.topic]),
        undo=NO_UNDO,
        button=Text(QT_TRANSLATE_NOOP("core", "Delete {name}"), {"name": change.topic}),
        obstacle=_no_topic(facts),
        typed=True,
        essence=(None if facts.topic is None else facts.topic.topic_id,),
    )


def _change_setting(change: ChangeSetting, facts: PlanFacts, shell: Shell) -> ChangePlan:
    now = next((setting for setting in facts.settings if setting.name == change.name), None)
    value = None if now is None else now.value
    own = now is not None and now.source is SettingSource.TOPIC
    back = Text(QT_TRANSLATE_NOOP("core", "as without a setting of its own"))
    how = ["--add-config", f"{change.name}={_listed(change.value)}"] if change.value is not None else ["--delete-config", change.name]
    obstacle = _no_topic(facts)
    if obstacle is None and now is None:
        obstacle = Text(QT_TRANSLATE_NOOP("core", "A topic has no setting {name}."), {"name": change.name})
    elif obstacle is None and ((value == change.value and own) or (change.value is None and not own)):
        obstacle = Text(QT_TRANSLATE_NOOP("core", "It is so already."))
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Change a setting of {topic}"), {"topic": change.topic}),
        name=change.topic,
        titles=BEFORE_AFTER,
        rows=((change.name, "—" if value is None else value, back if change.value is None else change.value),),
        effects=(Text("{text}", {"text": "" if now is None else now.about.partition(". ")[0]}),),
        command=shell.line(CONFIGS, ["--alter", "--entity-type", "topics", "--entity-name", change.topic, *how]),
        undo=Text(QT_TRANSLATE_NOOP("core", "Undo: the value of now is kept; Undo puts it back.")),
        button=Text(QT_TRANSLATE_NOOP("core", "Change {name}"), {"name": change.name}),
        obstacle=obstacle,
        essence=(value, own),
    )


def undo_of(plan: ChangePlan) -> Change | None:
    """Return what puts things back as they were before a plan; None where Kafka has no way."""
    match plan.change:
        case ResetOffsets() | DeleteOffsets() as change if plan.before:
            target = Target(kind=TargetKind.GIVEN, offsets=dict(plan.before))
            return ResetOffsets(group=change.group, topic=change.topic, to=target, partitions=tuple(sorted(plan.before)))
        case ChangeSetting() as change:
            value, own = plan.essence
            return ChangeSetting(topic=change.topic, name=change.name, value=value if own and isinstance(value, str) else None)
        case _:
            return None


GROUPS, TOPICS, CONFIGS, RECORDS = "kafka-consumer-groups", "kafka-topics", "kafka-configs", "kafka-delete-records"
BEFORE_AFTER = (
    Text(QT_TRANSLATE_NOOP("core", "what")), Text(QT_TRANSLATE_NOOP("core", "now")), Text(QT_TRANSLATE_NOOP("core", "after")),
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


def _no_topic(facts: PlanFacts) -> Text | None:
    return None if facts.topic is not None else Text(QT_TRANSLATE_NOOP("core", "There is no such topic any more."))


def _only_compacted(facts: PlanFacts) -> Text | None:
    policy = "" if facts.topic is None else facts.topic.settings.get(CLEANUP, "")
    if policy != "compact":
        return None
    return Text(QT_TRANSLATE_NOOP("core", "Kafka refuses this on a topic that is only compacted: a tombstone deletes a key there."))


def _count(facts: PlanFacts) -> int:
    return 0 if facts.topic is None else len(facts.topic.partitions)


def _names(groups: Sequence[GroupInfo]) -> str:
    names = ", ".join(group.group for group in groups[:MOST_NAMED])
    return names if len(groups) <= MOST_NAMED else f"{names}, +{len(groups) - MOST_NAMED}"


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


def _listed(value: str) -> str:
    """Return a value as kafka-configs takes it: one with commas in brackets."""
    return f"[{value}]" if "," in value else value


def _iso(milliseconds: int) -> str:
    """Return a time as kafka-consumer-groups takes it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"
