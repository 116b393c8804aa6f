"""Each rebalance on a real broker: its cause, when it was noticed, how long it took, and who has what after it."""

import asyncio

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.groups import Rebalance
from kafkadesk.core.matrix import VerdictKind
from kafkadesk.core.state import Start
from kafkadesk.desk.desk import Desk
from tests.broker_fixture import Broker
from tests.kafka.rig import WAIT_S, desk_on, join, new_topic, received, send, stable


def counts(rebalance: Rebalance) -> tuple[list[int], list[int]]:
    """Return how many partitions each had before and after, ascending."""
    return sorted(map(len, rebalance.before.values())), sorted(map(len, rebalance.after.values()))


async def last_rebalance(desk: Desk, group: str, n: int) -> Rebalance:
    """Wait for the n-th rebalance to be over, and return it."""
    assert await desk.until(lambda: len(desk.groups[group].rebalances) == n, WAIT_S), desk.groups[group]
    return desk.groups[group].rebalances[-1]


def story(broker: Broker, assignor: str) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            first = await join(desk, topic, group, Start("earliest"), assignor=assignor)
            joined = await last_rebalance(desk, group, 1)
            assert (joined.cause.render(), counts(joined)) == (f"{desk.panes[first].name} joined", ([], [4]))

            second = await join(desk, topic, group, Start("earliest"), assignor=assignor)
            joined = await last_rebalance(desk, group, 2)
            assert (joined.cause.render(), counts(joined)) == (f"{desk.panes[second].name} joined", ([4], [2, 2]))
            assert joined.detected_after_s == 0
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


def test_join_leave_and_kill_with_the_range_assignor(broker: Broker) -> None:
    story(broker, "range")


def test_join_leave_and_kill_with_the_cooperative_assignor(broker: Broker) -> None:
    story(broker, "cooperative-sticky")
