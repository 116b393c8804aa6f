"""Plans carried out on a real broker, read back by Kafka's own tools, and the same by the command line that each plan shows."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kafkadesk.cli.main import run
from kafkadesk.core.cluster.survey import SettingSource, own_settings
from kafkadesk.core.delivery import Partitioning, SendPlan
from kafkadesk.core.errors import ConnectError, InputError, KafkaRefusedError, UserError
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
from kafkadesk.core.plans.outcome import Result, outcome_of
from kafkadesk.core.plans.plan import ChangePlan, PlanFacts
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.state import PaneMode
from kafkadesk.core.text import Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.plans import PlanMovedError, Plans
from kafkadesk.system.files.plan_journal import PlanJournal
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send, stable
from tests.rigs.fault_proxy import Way
from tests.rigs.foreign import given
from tests.rigs.kafka_tools import run_line
from tests.rigs.others import others_on
from tests.rigs.processes import cluster_on

PARTITIONS, RECORDS = 3, 30


def on(broker: Broker, work: Callable[[Desk], Awaitable[None]]) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            await work(desk)

    asyncio.run(scenario())


async def read_by(desk: Desk, topic: str, group: str) -> None:
    """Have a group read a topic to its end, commit, and be empty again."""
    pane = await join(desk, topic, group, start=EARLIEST)
    await received(desk, pane, RECORDS)
    desk.leave(pane)
    assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S)
    desk.close_pane(pane)


async def world(desk: Desk) -> tuple[str, str]:
    """Return a topic with records and a group that has read them."""
    topic = await new_topic(desk, PARTITIONS)
    await send(desk, SendPlan(topic=topic, key="k{{ seq % 30 }}", value='{"n": {{ seq }}}', count=RECORDS))
    await read_by(desk, topic, f"{topic}-g")
    return topic, f"{topic}-g"


async def committed(desk: Desk, group: str, topic: str) -> dict[int, int]:
    return dict((await desk.group_info(group)).committed.get(topic, {}))


async def done(desk: Desk, change: Change, typed: str = "") -> ChangePlan:
    plan = await desk.plans.propose(change)
    outcome = await desk.plans.carry_out(plan, typed)
    assert outcome.result is Result.DONE, outcome
    assert outcome.error is None
    return plan


def reset(
    group: str, topic: str, kind: TargetKind, value: int = 0, partitions: tuple[int, ...] | None = None, other: str = ""
) -> ResetOffsets:
    return ResetOffsets(group=group, topic=topic, to=Target(kind=kind, value=value, group=other), partitions=partitions)


def test_a_reset_does_what_the_plan_says_and_what_kafkas_tool_does(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        ends = await committed(desk, group, topic)
        session = desk._connection.need_session()
        records = await asyncio.to_thread(session.admin.read_range, topic, dict.fromkeys(ends, 0), ends, 10.0)
        middle = sorted(record.timestamp_ms or 0 for record in records)[RECORDS // 2]
        for kind, value, partitions in (
            (TargetKind.EARLIEST, 0, None),
            (TargetKind.OFFSET, 4, None),
            (TargetKind.OFFSET, 999, (0, 2)),
            (TargetKind.SHIFT, -3, None),
            (TargetKind.TIME, middle, None),
            (TargetKind.LATEST, 0, (1,)),
        ):
            before = await committed(desk, group, topic)
            plan = await done(desk, reset(group, topic, kind, value, partitions))
            now = await committed(desk, group, topic)
            assert {p: now[p] for p in plan.after} == plan.after
            assert all(now[p] == before[p] for p in before if p not in plan.after), "other partitions stay"
            undo = desk.plans.undo_of(plan)
            assert undo is not None
            await done(desk, undo)
            assert await committed(desk, group, topic) == before
            await asyncio.to_thread(run_line, plan.command, tmp_path)
            assert await committed(desk, group, topic) == now, plan.command
            await done(desk, undo)
        assert await committed(desk, group, topic) == ends

    on(broker, work)


def test_a_reset_says_in_numbers_what_comes_of_it(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        plan = await desk.plans.propose(reset(group, topic, TargetKind.EARLIEST))
        assert str(plan.effects[0]) == f"{RECORDS} records will be read again by whoever joins {group} next."
        assert str(plan.button) == f"Reset {PARTITIONS} partitions"
        outcome = await desk.plans.carry_out(plan)
        assert outcome.result is Result.DONE
        pane = await join(desk, topic, group)
        await received(desk, pane, RECORDS)  # as the plan said

    on(broker, work)


def test_a_group_is_put_where_another_one_is(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        other = f"{topic}-other"
        plan = await done(desk, reset(other, topic, TargetKind.GROUP, other=group))
        assert [str(row[5]) for row in plan.rows] == ["has no commit yet"] * PARTITIONS
        assert await committed(desk, other, topic) == await committed(desk, group, topic)
        third = await desk.plans.propose(reset(f"{topic}-third", topic, TargetKind.GROUP, other=group))
        await asyncio.to_thread(run_line, third.command, tmp_path)
        assert await committed(desk, f"{topic}-third", topic) == third.after

    on(broker, work)


def test_a_group_with_members_is_refused_with_their_names(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        plan = await desk.plans.propose(reset(group, topic, TargetKind.EARLIEST))
        await join(desk, topic, group)
        blocked = await desk.plans.propose(reset(group, topic, TargetKind.EARLIEST))
        assert blocked.obstacle is not None
        assert "@127.0.0.1" in str(blocked.obstacle)
        with pytest.raises(PlanMovedError) as moved:
            await desk.plans.carry_out(plan)
        assert moved.value.plan.obstacle is not None
        assert sum((await committed(desk, group, topic)).values()) == RECORDS, "nothing was changed"

    on(broker, work)


def test_a_plan_is_not_carried_out_when_somebody_committed_meanwhile(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        plan = await desk.plans.propose(reset(group, topic, TargetKind.EARLIEST))
        await done(desk, reset(group, topic, TargetKind.OFFSET, 2))
        with pytest.raises(PlanMovedError) as moved:
            await desk.plans.carry_out(plan)
        assert [row[2] for row in moved.value.plan.rows] == ["2"] * PARTITIONS
        outcome = await desk.plans.carry_out(moved.value.plan)
        assert outcome.result is Result.DONE

    on(broker, work)


def test_offsets_and_groups_are_deleted(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        before = await committed(desk, group, topic)
        plan = await done(desk, DeleteOffsets(group=group, topic=topic))
        assert await committed(desk, group, topic) == {}
        undo = desk.plans.undo_of(plan)
        assert undo is not None
        await done(desk, undo)
        assert await committed(desk, group, topic) == before
        await asyncio.to_thread(run_line, plan.command, tmp_path)
        assert await committed(desk, group, topic) == {}
        await done(desk, undo)
        deleting = await desk.plans.propose(DeleteGroup(group=group))
        with pytest.raises(InputError):
            await desk.plans.carry_out(deleting)
        assert await committed(desk, group, topic) == before
        assert (await desk.plans.carry_out(deleting, group)).result is Result.DONE
        assert (await desk.group_info(group)).state == "Dead"
        assert desk.plans.undo_of(deleting) is None

    on(broker, work)


def test_partitions_are_added_and_the_share_of_keys_that_move_is_told(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, by_key = await new_topic(desk, PARTITIONS), Partitioning.AUTOMATIC
        group = f"{topic}-g"
        await send(desk, SendPlan(topic=topic, key="k{{ seq % 30 }}", value="{}", count=RECORDS, partition=by_key))
        await read_by(desk, topic, group)
        plan = await done(desk, AddPartitions(topic=topic, count=5))
        moved = {d.key: d.partition for d in desk.sends.log.recent(RECORDS)}
        await send(desk, SendPlan(topic=topic, key="k{{ seq % 30 }}", value="{}", count=RECORDS, partition=by_key))
        now = {d.key: d.partition for d in desk.sends.log.recent(RECORDS)}
        share = round(100 * sum(now[key] != partition for key, partition in moved.items()) / len(moved))
        assert str(plan.effects[0]) == f"Of {RECORDS} keys of the last records, {share} % go to another partition."
        assert group in str(plan.effects[-1])
        assert desk.topics[topic].partitions == 5
        fewer = await desk.plans.propose(AddPartitions(topic=topic, count=4))
        assert str(fewer.obstacle) == "It has 5 already: partitions can only be added."
        more = await desk.plans.propose(AddPartitions(topic=topic, count=6))
        await asyncio.to_thread(run_line, more.command, tmp_path)
        assert await desk.until(lambda: desk.topics[topic].partitions == 6, WAIT_S)

    on(broker, work)


def test_records_are_deleted_and_who_has_not_read_them_is_told(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        await done(desk, reset(group, topic, TargetKind.OFFSET, 1))
        plan = await desk.plans.propose(DeleteRecords(topic=topic, before={0: 3, 1: 3}))
        assert str(plan.effects[0]).startswith("6 records are deleted, about ")
        assert str(plan.effects[1]) == f"Groups that have not read all of them: {group}: 4."
        assert (await desk.plans.carry_out(plan, topic)).result is Result.DONE
        session = desk._connection.need_session()
        assert await session.ask(session.admin.beginning_offsets, topic) == {0: 3, 1: 3, 2: 0}
        rest = await desk.plans.propose(DeleteRecords(topic=topic))
        await asyncio.to_thread(run_line, rest.command, tmp_path)
        ends = await desk.end_offsets(topic)
        assert await session.ask(session.admin.beginning_offsets, topic) == ends
        nothing = await desk.plans.propose(DeleteRecords(topic=topic))
        assert str(nothing.obstacle) == "There is no such record."

    on(broker, work)


def test_a_setting_is_changed_and_put_back(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic = await new_topic(desk, 1)

        async def now(name: str) -> tuple[str | None, bool]:
            found = next(s for s in await desk.surveyor.settings(topic) if s.name == name)
            return found.value, found.source is SettingSource.TOPIC

        before = await now("retention.ms")
        plan = await done(desk, ChangeSetting(topic=topic, name="retention.ms", value="3600000"))
        assert await now("retention.ms") == ("3600000", True)
        undo = desk.plans.undo_of(plan)
        assert undo is not None
        await done(desk, undo)
        assert await now("retention.ms") == before
        await asyncio.to_thread(run_line, plan.command, tmp_path)
        assert await now("retention.ms") == ("3600000", True)
        both = await desk.plans.propose(ChangeSetting(topic=topic, name="cleanup.policy", value="compact,delete"))
        await asyncio.to_thread(run_line, both.command, tmp_path)
        assert await now("cleanup.policy") == ("compact,delete", True)
        await done(desk, ChangeSetting(topic=topic, name="cleanup.policy", value="compact"))
        refused = await desk.plans.propose(DeleteRecords(topic=topic))
        assert "only compacted" in str(refused.obstacle)
        wrong = await desk.plans.propose(ChangeSetting(topic=topic, name="retention.ms", value="soon"))
        outcome = await desk.plans.carry_out(wrong)
        assert outcome.result is Result.NOT_DONE
        assert outcome.error is not None
        assert "retention.ms" in str(outcome.error)
        unknown = await desk.plans.propose(ChangeSetting(topic=topic, name="no.such", value="1"))
        assert str(unknown.obstacle) == "A topic has no setting no.such."

    on(broker, work)


def test_a_topic_is_deleted_by_its_typed_name_only(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        plan = await desk.plans.propose(DeleteTopic(topic=topic))
        assert group in str(plan.effects[1])
        with pytest.raises(InputError):
            await desk.plans.carry_out(plan, topic.upper())
        assert (await desk.plans.carry_out(plan, topic)).result is Result.DONE
        assert topic not in desk.topics
        again = await new_topic(desk, 1)
        other = await desk.plans.propose(DeleteTopic(topic=again))
        await asyncio.to_thread(run_line, other.command, tmp_path)
        assert await desk.until(lambda: again not in desk.topics, WAIT_S)
        gone = await desk.plans.propose(DeleteTopic(topic=again))
        assert str(gone.obstacle) == "There is no such topic any more."

    on(broker, work)


def test_a_topic_is_created_with_settings_and_undone(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        name = f"test-{uuid.uuid4().hex[:8]}"
        settings = {"retention.ms": "3600000", "cleanup.policy": "compact,delete"}

        def created(topic: str) -> NewTopic:
            return NewTopic(topic=topic, partitions=3, replicas=1, settings=settings)

        plan = await done(desk, created(name))
        assert [row[1] for row in plan.rows] == ["3", "1", "3600000", "compact,delete"]
        assert desk.topics[name].partitions == 3
        assert own_settings(await desk.surveyor.settings(name)) == settings
        other = f"{name}-by-the-tool"
        await asyncio.to_thread(run_line, (await desk.plans.propose(created(other))).command, tmp_path)
        assert await desk.until(lambda: other in desk.topics, WAIT_S)
        assert (desk.topics[other].partitions, desk.topics[other].replicas) == (3, 1)
        assert own_settings(await desk.surveyor.settings(other)) == settings
        described = await asyncio.to_thread(
            run_line, f"kafka-topics.sh --bootstrap-server {broker.bootstrap} --describe --topic {name}", tmp_path
        )
        assert "PartitionCount: 3" in described
        assert "retention.ms=3600000" in described
        undo = desk.plans.undo_of(plan)
        assert undo is not None
        await done(desk, undo, name)
        assert name not in desk.topics
        default = await done(desk, NewTopic(topic=name))
        assert [row[1] for row in default.rows] == ["1", "1"], "the cluster's own default, as it says"

    on(broker, work)


def test_what_kafka_would_refuse_of_a_new_topic_is_said_before(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic = await new_topic(desk, 1)
        for change, words in (
            (NewTopic(topic=topic), "A topic of this name is there already."),
            (NewTopic(topic=f"{topic}-b", settings={"no.such": "1"}), "no.such"),
            (NewTopic(topic=f"{topic}-b", settings={"retention.ms": "soon"}), "retention.ms"),
            (NewTopic(topic=f"{topic}-b", partitions=1, replicas=7), "too few brokers"),
        ):
            plan = await desk.plans.propose(change)
            assert words in str(plan.obstacle or ""), change
        for name in ("", "..", "a b", "ü", "x" * 250):
            with pytest.raises(InputError):
                await desk.plans.propose(NewTopic(topic=name))
        plan = await desk.plans.propose(NewTopic(topic=f"{topic}-c"))
        await desk.create_topic(f"{topic}-c", 2)
        with pytest.raises(PlanMovedError) as moved:
            await desk.plans.carry_out(plan)
        assert str(moved.value.plan.obstacle) == "A topic of this name is there already."

    on(broker, work)


def test_a_member_is_taken_out_and_its_program_joins_again(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic = await new_topic(desk, PARTITIONS)
        group = f"{topic}-g"
        first = await join(desk, topic, group)
        (member,) = (await desk.group_info(group)).members
        change = RemoveMember(group=group, member_id=member.member_id)
        plan = await desk.plans.propose(change)
        assert [row[:2] for row in plan.rows] == [(topic, str(number)) for number in range(PARTITIONS)]
        assert str(plan.effects[0]).startswith("It is the only member")
        second = await join(desk, topic, group)
        with pytest.raises(PlanMovedError):
            await desk.plans.carry_out(plan)
        before = desk.groups[group].generation
        plan = await done(desk, change)
        assert "go to the other members" in str(plan.effects[0])
        assert desk.plans.undo_of(plan) is None
        assert member.member_id not in {one.member_id for one in (await desk.group_info(group)).members}
        assert await desk.until(lambda: desk.groups[group].generation != before, WAIT_S)
        await stable(desk, topic, group, first, second)
        assert len((await desk.group_info(group)).members) == 2, "as the plan said"
        gone = await desk.plans.propose(change)
        assert str(gone.obstacle) == "The group has no such member any more."

    on(broker, work)


@pytest.mark.parametrize("settings", [{}, {"group_instance_id": "warehouse-1"}], ids=["dynamic", "static"])
@pytest.mark.parametrize("new_protocol", [False, True], ids=["classic", "new"])
def test_members_of_other_programs_are_taken_out(broker: Broker, tmp_path: Path, settings: dict[str, Any], *, new_protocol: bool) -> None:
    async def work(desk: Desk) -> None:
        topic = await new_topic(desk, PARTITIONS)
        group = f"{topic}-g"
        with others_on(broker.bootstrap, tmp_path) as others:
            others.librdkafka(group, topic, new_protocol=new_protocol, **settings)
            info = await given(desk, group, topic, PARTITIONS)
            assert info.members[0].instance_id == settings.get("group_instance_id")
            change = RemoveMember(group=group, member_id=info.members[0].member_id, instance_id=info.members[0].instance_id)
            outcome = await desk.plans.carry_out(await desk.plans.propose(change))
            assert outcome.result is Result.DONE, outcome
            await given(desk, group, topic, PARTITIONS)  # its program has joined again, as the plan said

    on(broker, work)


def test_a_member_that_joins_again_under_its_id_is_said_to_be_one(broker: Broker) -> None:
    async def work(desk: Desk) -> None:
        topic = await new_topic(desk, 1)
        await join(desk, topic, f"{topic}-g")
        info = replace(await desk.group_info(f"{topic}-g"), protocol="consumer")
        plan = await desk.plans.propose(RemoveMember(group=info.group, member_id=info.members[0].member_id))
        now = PlanFacts(group=info)
        assert str(outcome_of(plan, now, None).words) == "It was taken out, and has joined again by itself already."
        assert outcome_of(plan, now, ConnectError(Text("cut"))).result is Result.UNKNOWN
        assert outcome_of(plan, now, KafkaRefusedError(Text("no"))).result is Result.NOT_DONE

    on(broker, work)


@pytest.mark.parametrize("cut", [(Way.REQUESTS, 0, Result.NOT_DONE), (Way.REQUESTS, 9, Result.NOT_DONE), (Way.ANSWERS, 0, Result.DONE)])
def test_a_member_is_taken_out_at_most_once_over_a_cut_connection(proxied_broker: ProxiedBroker, cut: tuple[Way, int, Result]) -> None:
    async def work() -> None:
        async with desk_on(proxied_broker.broker.bootstrap) as direct, desk_on(proxied_broker.bootstrap) as desk:
            way, n, result = cut
            topic = await new_topic(direct, 1)
            await join(direct, topic, f"{topic}-g")
            member = (await direct.group_info(f"{topic}-g")).members[0].member_id
            plan = await desk.plans.propose(RemoveMember(group=f"{topic}-g", member_id=member))
            asked = proxied_broker.proxy.requests[LEAVE_GROUP]
            proxied_broker.proxy.cut_after(n, way, api=LEAVE_GROUP)
            outcome = await desk.plans.carry_out(plan)
            assert outcome.result is result, outcome
            assert proxied_broker.proxy.requests[LEAVE_GROUP] == asked + 1, "it was not tried again"
            now = {one.member_id for one in (await direct.group_info(f"{topic}-g")).members}
            assert (member in now) is (result is Result.NOT_DONE)

    asyncio.run(work())


def test_each_change_is_written_down_before_and_after(broker: Broker, tmp_path: Path) -> None:
    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        journal = PlanJournal(tmp_path / "changes.jsonl")
        plans = Plans(desk._connection, desk.surveyor, journal)
        before = await committed(desk, group, topic)
        await plans.carry_out(await plans.propose(reset(group, topic, TargetKind.EARLIEST)))
        entries = journal.read()
        assert [entry["result"] for entry in entries] == ["begun", "done"]
        assert entries[0]["change"]["group"] == group
        assert {int(p): offset for p, offset in entries[0]["before"].items()} == before
        journal.path.unlink()
        journal.path.mkdir()
        with pytest.raises(UserError, match="Nothing was changed"):
            await plans.carry_out(await plans.propose(reset(group, topic, TargetKind.LATEST)))
        assert set((await committed(desk, group, topic)).values()) == {0}

    on(broker, work)


LEAVE_GROUP = 13
CREATE_TOPICS, OFFSET_COMMIT, DELETE_TOPICS, DELETE_RECORDS, CREATE_PARTITIONS, DELETE_GROUPS, ALTER_CONFIGS, OFFSET_DELETE = (
    19,
    8,
    20,
    21,
    37,
    42,
    44,
    47,
)
CUTS: dict[int, Callable[[str, str], Change]] = {
    CREATE_TOPICS: lambda topic, _: NewTopic(topic=f"{topic}-new", partitions=2, settings={"retention.ms": "3600000"}),
    OFFSET_COMMIT: lambda topic, group: reset(group, topic, TargetKind.EARLIEST),
    OFFSET_DELETE: lambda topic, group: DeleteOffsets(group=group, topic=topic),
    DELETE_GROUPS: lambda _, group: DeleteGroup(group=group),
    CREATE_PARTITIONS: lambda topic, _: AddPartitions(topic=topic, count=5),
    DELETE_RECORDS: lambda topic, _: DeleteRecords(topic=topic),
    ALTER_CONFIGS: lambda topic, _: ChangeSetting(topic=topic, name="retention.ms", value="3600000"),
    DELETE_TOPICS: lambda topic, _: DeleteTopic(topic=topic),
}


@pytest.mark.parametrize("api", CUTS)
def test_what_a_cut_connection_leaves_is_told_as_it_is(proxied_broker: ProxiedBroker, api: int) -> None:
    """Cut before the request, in the middle of it, and before and in the answer: what is said then is what is so, and done at most once."""

    async def work() -> None:
        async with desk_on(proxied_broker.broker.bootstrap) as direct, desk_on(proxied_broker.bootstrap) as desk:
            for way, n, result in (
                (Way.REQUESTS, 0, Result.NOT_DONE),
                (Way.REQUESTS, 9, Result.NOT_DONE),
                (Way.ANSWERS, 0, Result.DONE),
                (Way.ANSWERS, 6, Result.DONE),
            ):
                topic, group = await world(direct)
                assert await desk.until(lambda topic=topic: topic in desk.topics, WAIT_S)  # type: ignore[misc]
                plan = await desk.plans.propose(CUTS[api](topic, group))
                asked = proxied_broker.proxy.requests[api]
                cut = proxied_broker.proxy.cut_after(n, way, api=api)
                outcome = await desk.plans.carry_out(plan, plan.name)
                assert cut.is_set()
                assert outcome.result is result, (way, n, outcome)
                assert outcome.error is not None or "although its answer was" in str(outcome.words)
                truth = outcome_of(plan, await direct.plans._facts_after(direct._connection.need_session(), plan.change), None)
                assert truth.result is result, (way, n)
                assert proxied_broker.proxy.requests[api] == asked + 1, "it was not tried again"

    asyncio.run(work())


def test_what_cannot_be_asked_afterwards_is_unknown(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()

    async def work(desk: Desk) -> None:
        topic, group = await world(desk)
        plan = await desk.plans.propose(reset(group, topic, TargetKind.EARLIEST))
        facts = await desk.plans._facts_after(desk._connection.need_session(), plan.change)
        broker.kill()
        assert await desk.plans._facts_after(desk._connection.need_session(), plan.change) is None
        assert outcome_of(plan, None, None).result is Result.UNKNOWN
        assert outcome_of(plan, facts, None).result is Result.NOT_DONE

    on(broker, work)


def test_the_journal_passes_over_what_is_no_entry(tmp_path: Path) -> None:
    journal = PlanJournal(tmp_path / "changes.jsonl")
    assert journal.read() == []
    journal.add({"n": 1})
    with journal.path.open("a", encoding="utf-8") as file:
        file.write("[1]\nhalf a l")
    journal.path.write_text(journal.path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    journal.add({"n": 2})
    assert [json.dumps(entry) for entry in journal.read()] == ['{"n": 1}', '{"n": 2}']


def test_the_command_prints_the_plan_and_only_yes_carries_it_out(broker: Broker, capsys: pytest.CaptureFixture[str]) -> None:
    names: list[str] = []

    async def made(desk: Desk) -> None:
        names.extend(await world(desk))

    on(broker, made)
    topic, group = names
    where = ["--bootstrap", broker.bootstrap]
    assert run(["reset", group, topic, "--to", "-2", "--partitions", "1-2", *where]) == 0
    out, err = capsys.readouterr()
    planned = [json.loads(line) for line in out.splitlines()]
    assert [(line["partition"], line["committed"] - line["after"]) for line in planned] == [(1, 2), (2, 2)]
    assert "4 records will be read again" in err
    assert "give --yes" in err
    before = commits_of(broker, group, topic)
    assert [before[line["partition"]] for line in planned] == [line["committed"] for line in planned]
    assert run(["reset", group, topic, "--to", "-2", "--partitions", "1-2", *where, "--yes"]) == 0
    assert "it is so" in capsys.readouterr().err
    assert commits_of(broker, group, topic) == before | {line["partition"]: line["after"] for line in planned}
    assert run(["reset", group, topic, "--to", "yesterday", *where]) == 2
    assert run(["reset", group, topic, "--to", "earliest", "--partitions", "9", *where]) == 2
    assert run(["reset", group, f"no-such-{uuid.uuid4().hex}", "--to", "earliest", *where]) == 2
    assert run(["reset", f"no-such-{uuid.uuid4().hex}", topic, "--to", "group:nobody", *where]) == 1
    assert "There is no partition to reset" in capsys.readouterr().err


def commits_of(broker: Broker, group: str, topic: str) -> dict[int, int]:
    with cluster_on(broker.bootstrap) as cluster:
        return cluster.committed(group, topic)
