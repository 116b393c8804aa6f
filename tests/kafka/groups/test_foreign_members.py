"""Other programs in a pane's group, by the broker's own log: Java's console consumer and kcat, of the classic and the new protocol."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from kafkadesk.core.flow.world import FlowMember, GroupWord
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, shown_group
from tests.rigs.foreign import console_consumer, kcat_in
from tests.rigs.group_log import said

NOTICED_S = 1.0
START_S = 40.0  # Java, on a busy computer


def strangers(desk: Desk, topic: str) -> dict[str, FlowMember]:
    """Return other programs' members as the flow view shows them, by client id."""
    return {member.name: member for member in shown_group(desk, topic).members if not member.ours}


def whole(desk: Desk, topic: str, *names: str) -> bool:
    """Whether the flow view shows exactly these other programs, each with partitions, all partitions taken once, at rest."""
    group = shown_group(desk, topic)
    taken = sorted(p for member in group.members for p in member.partitions)
    return (
        strangers(desk, topic).keys() == set(names)
        and all(member.partitions for member in group.members)
        and taken == list(range(desk.topics[topic].partitions))
        and group.word is GroupWord.STABLE
    )


async def when(desk: Desk, holds: Callable[[], bool], wait_s: float = WAIT_S) -> float:
    """Wait until it holds; return the moment."""
    assert await desk.until(holds, wait_s), desk.groups
    return asyncio.get_running_loop().time()


async def comes_and_goes(
    desk: Desk, broker: Broker, topic: str, group: str, there: tuple[str, ...], name: str, member: AbstractContextManager[int]
) -> tuple[list[float], list[float]]:
    """Let a member come and go. Return, for both, seconds from the broker's line about it until it was noticed, and until it was shown."""
    rebalances = len(desk.groups[group].rebalances)

    def rebalanced(n: int) -> bool:
        return len(desk.groups[group].rebalances) >= rebalances + n and desk.groups[group].current is None

    began = asyncio.get_running_loop().time()
    with member:
        came_at = await when(desk, lambda: whole(desk, topic, *there, name) and rebalanced(1), START_S)
        came = desk.groups[group].rebalances[rebalances]
        (joins,) = said(broker, group, f"Pending dynamic member with id {name}", since=began)
        assigned = said(broker, group, "Assignment received", since=joins.at)[0]
        assert strangers(desk, topic)[name].host == "127.0.0.1"
        rebalances = len(desk.groups[group].rebalances)
        left = asyncio.get_running_loop().time()
    gone_at = await when(desk, lambda: whole(desk, topic, *there) and rebalanced(1))
    went = desk.groups[group].rebalances[rebalances]
    (leaves,) = said(broker, group, "has left group", since=left)
    again = said(broker, group, "Assignment received", since=leaves.at)[0]
    for rebalance in (came, went):
        assert rebalance.cause.render() == "another program"
        assert rebalance.cause_at is None
    return [came.noticed_at - joins.at, went.noticed_at - leaves.at], [came_at - assigned.at, gone_at - again.at]


def test_a_java_consumer_and_kcat_are_members_with_their_partitions(broker: Broker, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 6)
            group = f"{topic}-g"
            await join(desk, topic, group)
            with console_consumer(broker.bootstrap, topic, group, tmp_path):
                await when(desk, lambda: whole(desk, topic, "java"), START_S)
                noticed, seen = await comes_and_goes(desk, broker, topic, group, ("java",), "kcat", kcat_in(broker.bootstrap, topic, group))
            await when(desk, lambda: whole(desk, topic))
            print("kcat: noticed", noticed, "shown", seen)
            more, later = await comes_and_goes(
                desk, broker, topic, group, (), "java", console_consumer(broker.bootstrap, topic, group, tmp_path)
            )
            print("java: noticed", more, "shown", later)
            assert max(noticed + more) < NOTICED_S
            assert max(seen + later) < NOTICED_S

    asyncio.run(scenario())
