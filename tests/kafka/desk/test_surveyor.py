"""All topics and groups, as the places and the commands show them, beside what a cluster really has."""

import asyncio
import json
import time
import uuid

import pytest
from kafka import KafkaProducer
from kafka.structs import OffsetAndMetadata, TopicPartition

from kafkadesk.cli.main import run
from kafkadesk.core.cluster.survey import GroupKind, SettingSource, Total
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import UserError
from kafkadesk.core.groups.behind import Behind
from kafkadesk.core.plans.changes import DeleteGroup
from kafkadesk.core.start_position import EARLIEST
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send
from tests.rigs.processes import Cluster, cluster_on


def test_a_survey_has_what_the_cluster_has(broker: Broker) -> None:
    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic, empty = await new_topic(desk, 4), await new_topic(desk, 2)
            group = f"{topic}-g"
            await send(desk, SendPlan(topic=topic, value='{"n": {{ seq }}}', count=40))
            pane = await join(desk, topic, group, start=EARLIEST)
            await received(desk, pane, 40)
            desk.commit(pane)
            assert await desk.until(lambda: sum(desk.groups[group].committed.get(topic, {}).values()) == 40, WAIT_S)
            survey = await desk.surveyor.look()
            assert (survey.complete, survey.errors) == (True, ())
            facts, found = survey.topics[topic], survey.groups[group]
            assert (len(facts.partitions), facts.records, facts.replicas) == (4, Total(known=40), (1, 1))
            assert facts.size.known > 0 == facts.size.unknown
            assert str(facts.cleanup()) == "delete · for ever"
            assert survey.topics[empty].records == Total(known=0)
            assert (survey.readers_of(topic), survey.readers_of(empty)) == ([group], [])
            assert (GroupKind.of(found), found.state, len(found.members)) == (GroupKind.CLASSIC, "Stable", 1)
            assert survey.lag_in_all(group) == Total(known=0)
            assert survey.topics["__consumer_offsets"].internal
            assert survey.topics["__consumer_offsets"].fewer
            desk.leave(pane)
            assert await desk.until(lambda: not desk.groups[group].members, WAIT_S)
            await send(desk, SendPlan(topic=topic, value='{"n": {{ seq }}}', count=7))
            survey = await desk.surveyor.look()
            assert survey.lag_in_all(group) == Total(known=7)
            assert survey.groups[group].state == "Empty"

    asyncio.run(work())


def test_settings_say_where_they_come_from_and_what_they_mean(broker: Broker) -> None:
    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            found = {setting.name: setting for setting in await desk.surveyor.settings(await new_topic(desk, 1))}
            assert found["cleanup.policy"].value == "delete"
            assert found["cleanup.policy"].source is SettingSource.DEFAULT
            assert "retention policy" in found["cleanup.policy"].about
            with pytest.raises(UserError):
                await desk.surveyor.settings(f"no-such-{uuid.uuid4().hex}")

    asyncio.run(work())


def test_the_commands_print_an_object_a_line(broker: Broker, capsys: pytest.CaptureFixture[str]) -> None:
    async def topic_of_five() -> tuple[str, str]:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            await send(desk, SendPlan(topic=topic, value='{"n": {{ seq }}}', count=5))
            pane = await join(desk, topic, f"{topic}-g", start=EARLIEST)
            await received(desk, pane, 5)
            return topic, f"{topic}-g"

    topic, group = asyncio.run(topic_of_five())
    assert run(["topics", "--bootstrap", broker.bootstrap]) == 0
    topics = {line["topic"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (topics[topic]["records"], topics[topic]["groups"]) == (5, [group])
    assert topics[topic]["logs"][0]["end"] == 5
    assert run(["groups", "--bootstrap", broker.bootstrap]) == 0
    groups = {line["group"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert groups[group]["offsets"] == [{"topic": topic, "partition": 0, "committed": 5, "lag": 0, "behind_ms": 0}]
    assert (groups[group]["kind"], groups[group]["state"], groups[group]["members"]) == ("classic", "Empty", [])


def test_a_command_refuses_what_names_no_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["topics", "--bootstrap", "no port"]) == 2
    assert "kafkadesk:" in capsys.readouterr().err
    assert run(["groups", "--profile", "nobody's"]) == 2
    assert "There is no profile “nobody's”." in capsys.readouterr().err


def test_the_last_group_of_a_topic_that_is_deleted_is_no_reader_any_more(broker: Broker) -> None:
    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            group = f"{topic}-g"
            await send(desk, SendPlan(topic=topic, value="{}", count=1))
            pane = await join(desk, topic, group, start=EARLIEST)
            await received(desk, pane, 1)
            desk.leave(pane)
            assert await desk.until(lambda: not desk.groups[group].members, WAIT_S)
            assert (await desk.surveyor.look()).readers_of(topic) == [group]
            told: list[list[str]] = []
            stop = desk.listen(lambda _: told.append(desk.surveyor.survey.readers_of(topic)))  # as a place does, while it is being asked
            await desk.plans.carry_out(await desk.plans.propose(DeleteGroup(group=group)), group)
            await desk.surveyor.look()
            stop()
            assert told[-1] == []

    asyncio.run(work())


def test_how_long_a_group_is_behind_is_the_age_of_its_next_record(broker: Broker) -> None:
    """Beside what was written: 30 and 300 s ago, now, without a timestamp, deleted, in a batch larger than one read, and in an aborted one."""

    async def work(cluster: Cluster) -> None:
        topic, group = cluster.topic(7), f"g-{uuid.uuid4().hex[:8]}"
        now = int(time.time() * 1000)
        for partition, age_s in ((0, 30), (1, 300), (2, 0), (4, 60)):
            cluster.send(topic, [b"read"], partition, timestamp_ms=now - 999_000)
            cluster.send(topic, [b"next"], partition, timestamp_ms=now - age_s * 1000)
            cluster.send(topic, [b"later"], partition, timestamp_ms=now)
        cluster.send(topic, [b"read", b"no timestamp"], 3, timestamp_ms=-1)
        cluster.send(topic, [b"read", b"x" * 300_000], 5, timestamp_ms=now - 45_000)
        cluster.send(topic, [b"read"], 6, timestamp_ms=now - 999_000)
        aborting = KafkaProducer(bootstrap_servers=broker.bootstrap, transactional_id=group)
        aborting.init_transactions()
        aborting.begin_transaction()
        aborting.send(topic, b"aborted", partition=6, timestamp_ms=now - 500_000).get(WAIT_S)
        aborting.abort_transaction()
        aborting.close()
        cluster.send(topic, [b"next"], 6, timestamp_ms=now - 20_000)
        commits = dict.fromkeys(range(7), 1) | {2: 3}
        cluster.set_commits(group, {TopicPartition(topic, p): OffsetAndMetadata(offset, "", -1) for p, offset in commits.items()})
        cluster.delete_before(topic, 4, 2)
        async with desk_on(broker.bootstrap) as desk:
            survey = await desk.surveyor.look()
            since = survey.at_ms - now
            behind = survey.behind(group, topic)
            assert survey.errors == ()
            assert behind == {0: 30_000 + since, 1: 300_000 + since, 2: 0, 3: None, 4: None, 5: 45_000 + since, 6: 20_000 + since}
            assert survey.behind_in_all(group) == Behind(ms=300_000 + since, unknown=2)
            cluster.set_commits(group, {TopicPartition(topic, 1): OffsetAndMetadata(2, "", -1)})  # the next one was written now
            survey = await desk.surveyor.look()
            assert survey.behind(group, topic)[1] == survey.at_ms - now

    with cluster_on(broker.bootstrap) as cluster:
        asyncio.run(work(cluster))
