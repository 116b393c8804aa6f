"""Plans for a topic: created, partitions added, records deleted, a setting changed, the topic deleted."""

from collections.abc import Sequence

from kafkadesk.core.cluster.survey import CLEANUP, SettingSource, Total, bytes_words, total_words
from kafkadesk.core.errors import UserError
from kafkadesk.core.plans.changes import AddPartitions, ChangeSetting, DeleteRecords, DeleteTopic, NewTopic
from kafkadesk.core.plans.plan import BEFORE_AFTER, NO_UNDO, ChangePlan, PlanFacts
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

MOST_NAMED = 5
TOPICS, CONFIGS, RECORDS = "kafka-topics", "kafka-configs", "kafka-delete-records"
DELETE_ONE, DELETE_MANY = QT_TRANSLATE_NOOP("core", "Delete the record"), QT_TRANSLATE_NOOP("core", "Delete {n} records")


def plan_create(change: NewTopic, facts: PlanFacts, shell: Shell) -> ChangePlan:
    """Return the plan of a new topic."""
    how = [] if change.partitions is None else ["--partitions", str(change.partitions)]
    how += [] if change.replicas is None else ["--replication-factor", str(change.replicas)]
    how += [word for name, value in change.settings.items() for word in ("--config", f"{name}={value}")]
    counts, obstacle = facts.creatable, None
    if facts.topic is not None:
        obstacle = Text(QT_TRANSLATE_NOOP("core", "A topic of this name is there already."))
    elif isinstance(counts, UserError):
        obstacle = counts.title if counts.hint is None else Text("{title} {hint}", {"title": counts.title, "hint": counts.hint})
    partitions, replicas = counts if isinstance(counts, tuple) else (change.partitions or -1, change.replicas or -1)
    effects = [Text(QT_TRANSLATE_NOOP("core", "The cluster has checked it without creating anything, and would create it."))]
    if change.like:
        effects.append(
            Text(
                QT_TRANSLATE_NOOP(
                    "core", "These are the settings that {topic} has of its own; its records, commits and access rules stay there."
                ),
                {"topic": change.like},
            )
        )
    return ChangePlan(
        change=change,
        title=Text(QT_TRANSLATE_NOOP("core", "Create topic {topic}"), {"topic": change.topic}),
        name=change.topic,
        titles=(BEFORE_AFTER[0], BEFORE_AFTER[2]),
        rows=(
            (Text(QT_TRANSLATE_NOOP("core", "partitions")), _given(partitions)),
            (Text(QT_TRANSLATE_NOOP("core", "replicas of each partition")), _given(replicas)),
            *change.settings.items(),
        ),
        effects=() if obstacle else tuple(effects),
        command=shell.line(TOPICS, ["--create", "--topic", change.topic, *how]),
        undo=Text(QT_TRANSLATE_NOOP("core", "Undo: a plan that deletes the new topic again.")),
        button=Text(QT_TRANSLATE_NOOP("core", "Create {name}"), {"name": change.topic}),
        obstacle=obstacle,
    )  # fmt: skip


def plan_add_partitions(change: AddPartitions, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def plan_delete_records(change: DeleteRecords, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def plan_delete_topic(change: DeleteTopic, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def plan_change_setting(change: ChangeSetting, facts: PlanFacts, shell: Shell) -> ChangePlan:
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


def _no_topic(facts: PlanFacts) -> Text | None:
    return None if facts.topic is not None else Text(QT_TRANSLATE_NOOP("core", "There is no such topic any more."))


def _only_compacted(facts: PlanFacts) -> Text | None:
    policy = "" if facts.topic is None else facts.topic.settings.get(CLEANUP, "")
    if policy != "compact":
        return None
    return Text(QT_TRANSLATE_NOOP("core", "Kafka refuses this on a topic that is only compacted: a tombstone deletes a key there."))


def _given(count: int) -> Text | str:
    return Text(QT_TRANSLATE_NOOP("core", "as the cluster has it by default")) if count < 0 else str(count)


def _count(facts: PlanFacts) -> int:
    return 0 if facts.topic is None else len(facts.topic.partitions)


def _names(groups: Sequence[GroupInfo]) -> str:
    names = ", ".join(group.group for group in groups[:MOST_NAMED])
    return names if len(groups) <= MOST_NAMED else f"{names}, +{len(groups) - MOST_NAMED}"


def _listed(value: str) -> str:
    """Return a value as kafka-configs takes it: one with commas in brackets."""
    return f"[{value}]" if "," in value else value
