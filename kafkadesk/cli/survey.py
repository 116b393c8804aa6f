"""`kafkadesk topics` and `kafkadesk groups`: the tables of the places of these names, a JSON object a line."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from kafkadesk.cli.connect import add_where, run_connected
from kafkadesk.cli.say import say
from kafkadesk.core.cluster.survey import GroupKind, Survey, TopicFacts, Total, topics_of
from kafkadesk.desk.desk import Desk

OK, INCOMPLETE = 0, 3


def add_survey_arguments(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the two commands to the command line."""
    for name, help_text, lines in (
        ("topics", "all topics, a JSON object a line", topic_lines),
        ("groups", "all groups with members, commits and lags, a JSON object a line", group_lines),
    ):
        parser = commands.add_parser(name, help=help_text)
        add_where(parser)
        parser.set_defaults(run=run_survey, lines=lines)


def run_survey(args: argparse.Namespace) -> int:
    """Ask, print, and return the exit status: 0 all was answered, 3 not all, 1 the cluster does not answer."""

    async def work(desk: Desk) -> int:
        survey = await desk.surveyor.look()
        for line in args.lines(survey):
            print(json.dumps(line, ensure_ascii=False))  # a result that programs read
        for error in survey.errors:
            say(error.sentence())
        return INCOMPLETE if survey.errors else OK

    return run_connected(args, work)


def topic_lines(survey: Survey) -> Iterator[dict[str, object]]:
    """Give an object for each topic; unknown is null."""
    for topic in survey.topics.values():
        in_sync, replicas = topic.replicas
        yield {
            "topic": topic.name, "id": topic.topic_id, "internal": topic.internal, "partitions": len(topic.partitions),
            "replicas": replicas, "in_sync": in_sync, "records": _known(topic.records), "records_are_at_most": topic.fewer,
            "bytes": _known(topic.size), "settings": dict(topic.settings), "groups": survey.readers_of(topic.name),
            "logs": _logs(topic),
        }  # fmt: skip


def group_lines(survey: Survey) -> Iterator[dict[str, object]]:
    """Give an object for each group; unknown is null."""
    for group in survey.groups.values():
        lags = {topic: survey.lags(group.group, topic) for topic in topics_of(group)}
        times = {topic: survey.behind(group.group, topic) for topic in lags}
        yield {
            "group": group.group, "kind": GroupKind.of(group).value, "state": group.state or None,
            "members": [
                {"member": m.member_id, "client": m.client_id, "host": m.host, "partitions": {t: list(p) for t, p in m.partitions.items()}}
                for m in group.members
            ],
            "lag": None if (lag := survey.lag_in_all(group.group)) is None else _known(lag),
            "behind_ms": None if (behind := survey.behind_in_all(group.group)).unknown else behind.ms,
            "offsets": [
                {"topic": topic, "partition": partition, "committed": group.committed.get(topic, {}).get(partition), "lag": lag, "behind_ms": times[topic][partition]}
                for topic, by_partition in lags.items()
                for partition, lag in by_partition.items()
            ],
        }  # fmt: skip


def _logs(topic: TopicFacts) -> list[dict[str, object]]:
    return [
        {
            "partition": number, "leader": p.leader, "replicas": list(p.replicas), "in_sync": list(p.in_sync), "begin": p.begin,
            "end": p.end, "bytes": p.size,
        }
        for number, p in enumerate(topic.partitions)
    ]  # fmt: skip


def _known(total: Total) -> int | None:
    return None if total.unknown else total.known
