"""Each rebalance on a real broker: its cause, when it was noticed, how long it took, and who has what after it."""

import asyncio

import pytest

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.groups.rebalance import Rebalance
from kafkadesk.core.ledger.matrix import VerdictKind
from kafkadesk.core.read_plan import Assignor, ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send, shown_group, stable
from tests.rigs.wine import SLOWER


def counts(rebalance: Rebalance) -> tuple[list[int], list[int]]:
    """Return how many partitions each had before and after, ascending."""
    return sorted(map(len, rebalance.before.values())), sorted(map(len, rebalance.after.values()))


async def last_rebalance(desk: Desk, group: str, n: int) -> Rebalance:
    """Wait for the n-th rebalance to be over, and return it."""
    assert await desk.until(lambda: len(desk.groups[group].rebalances) == n, WAIT_S), desk.groups[group]
    return desk.groups[group].rebalances[-1]


def story(broker: Broker, assignor: Assignor) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            first = await join(desk, topic, group, Start(StartKind.EARLIEST), assignor=assignor)
            joined = await last_rebalance(desk, group, 1)
            assert (joined.cause.render(), counts(joined)) == (f"{desk.panes[first].name} joined", ([], [4]))

            second = await join(desk, topic, group, Start(StartKind.EARLIEST), assignor=assignor)
            joined = await last_rebalance(desk, group, 2)
            assert (joined.cause.render(), counts(joined)) == (f"{desk.panes[second].name} joined", ([4], [2, 2]))
            assert joined.detected_after_s is not None
            assert 0 < joined.detected_after_s < 2 * SLOWER  # its process starts meanwhile
            await send(desk, SendPlan(topic=topic, value="{}", count=8))
            await received(desk, first, 4)
            await received(desk, second, 4)
            assert desk.ledger.verdict(group).kind is VerdictKind.EACH_ONCE

            desk.leave(first)
            assert await desk.until(lambda: first not in desk.groups[group].members, WAIT_S)
            await stable(desk, topic, group, second)
            left = await last_rebalance(desk, group, 3)
            assert (left.cause.render(), counts(left)) == (f"{desk.panes[first].name} left", ([2, 2], [4]))

            third = await join(desk, topic, group, assignor=assignor)
            await last_rebalance(desk, group, 4)
            desk.kill(second)
            assert await desk.until(lambda: desk.groups[group].dead != {} or second not in desk.groups[group].members, WAIT_S)
            assert not desk.groups[group].stable(4)
            await send(desk, SendPlan(topic=topic, value="{}", count=8))
            await stable(desk, topic, group, third)
            killed = await last_rebalance(desk, group, 5)
            assert (killed.cause.render(), counts(killed)) == (f"{desk.panes[second].name} was killed", ([2, 2], [4]))
            assert killed.detected_after_s is not None
            assert 2 < killed.detected_after_s < 9  # the session's time-out: 6 s
            await received(desk, third, 8)
            verdict = desk.ledger.verdict(group)
            assert (verdict.n, verdict.of, verdict.missing) == (16, 16, ())
            generations = [r.generation for r in desk.groups[group].rebalances]
            assert generations == sorted(generations, key=lambda g: g or 0)

    asyncio.run(scenario())


def joining_while_records_flow(broker: Broker, assignor: Assignor) -> tuple[Rebalance, set[int], int]:
    """Let a second member join while records flow. Return the rebalance, what the first kept, and how many it got of that meanwhile."""

    async def scenario() -> tuple[Rebalance, set[int], int]:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            first = await join(desk, topic, group, Start(StartKind.EARLIEST), assignor=assignor)
            await last_rebalance(desk, group, 1)
            arrived: list[RecordsArrived] = []
            desk.listen(lambda event: arrived.append(event) if isinstance(event, RecordsArrived) else None)
            lanes: list[set[int]] = []  # of the first member, whenever something changes amid the second's joining
            desk.listen(lambda _: lanes.append(set(shown_group(desk, topic).members[0].partitions)) if desk.groups[group].current else None)
            send_id = desk.send(SendPlan(topic=topic, value="{}", count=400, every_ms=5))
            await received(desk, first, 20)
            second = await join(desk, topic, group, Start(StartKind.EARLIEST), assignor=assignor)
            rebalance = await last_rebalance(desk, group, 2)
            await desk.sends.finished(send_id)
            assert await desk.until(lambda: desk.panes[first].received + desk.panes[second].received >= 400, WAIT_S)
            assert desk.ledger.verdict(group).kind is VerdictKind.EACH_ONCE
            kept = set(rebalance.before[first]) & set(rebalance.after[first])
            assert rebalance.stable_at is not None
            during = [e for e in arrived if e.pane == first and rebalance.noticed_at < e.at < rebalance.stable_at]
            assert rebalance.paused.keys() == rebalance.stopped.keys()
            assert lanes
            if assignor == Assignor.COOPERATIVE_STICKY:
                assert all(kept <= shown for shown in lanes), "the flow view drops a lane that stays"
            else:
                assert set() in lanes
            return rebalance, kept, sum(r.count for e in during for r in e.batch.ranges if r.partition in kept)

    return asyncio.run(scenario())


def test_cooperative_partitions_that_do_not_move_keep_flowing(broker: Broker) -> None:
    rebalance, kept, meanwhile = joining_while_records_flow(broker, Assignor.COOPERATIVE_STICKY)
    assert (len(kept), rebalance.paused) == (2, {})
    assert meanwhile > 0


def test_eager_members_stop_even_where_partitions_stay(broker: Broker) -> None:
    rebalance, kept, _ = joining_while_records_flow(broker, Assignor.STICKY)
    (paused,) = rebalance.paused.values()
    assert len(kept) == 2
    assert 0 < paused < 3


def test_a_member_of_another_strategy_is_told_so_and_what_to_do(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)
            group = f"{topic}-g"
            first = await join(desk, topic, group, assignor=Assignor.RANGE)
            other = desk.add_pane()
            desk.choose(other, assignor=Assignor.COOPERATIVE_STICKY)
            await desk.join(other, ReadPlan(topic=topic, group=group, assignor=desk.panes[other].next_plan.assignor), confirmed=True)
            assert await desk.until(lambda: desk.panes[other].mode is PaneMode.FAILED, WAIT_S), desk.panes[other]
            error = desk.panes[other].error
            assert error is not None
            assert error.sentence() == (
                "The members of the group share partitions out by another strategy, or it is no consumer group. "
                "Choose their strategy under Assignment in the menu of the pane and join again, or join another group. "
                "Share groups, and groups of Kafka Streams or Kafka Connect, cannot be joined."
            )
            desk.choose(other, assignor=Assignor.RANGE)
            await desk.join(other, ReadPlan(topic=topic, group=group, assignor=desk.panes[other].next_plan.assignor), confirmed=True)
            await stable(desk, topic, group, first, other)

    asyncio.run(scenario())


@pytest.mark.spare  # the figure is as a user sees it
def test_join_leave_and_kill_with_the_range_assignor(broker: Broker) -> None:
    story(broker, Assignor.RANGE)


@pytest.mark.spare  # the figure is as a user sees it
def test_join_leave_and_kill_with_the_cooperative_assignor(broker: Broker) -> None:
    story(broker, Assignor.COOPERATIVE_STICKY)
