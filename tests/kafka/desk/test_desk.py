"""The main job without a window, on a real broker."""

import asyncio
from functools import partial

import pytest

from kafkadesk.core.delivery import Mode, SendPlan, Verdict
from kafkadesk.core.errors import AddressError, InputError
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, Phase
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send, stable

EARLIEST = Start(StartKind.EARLIEST)


def test_two_groups_and_an_observer(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk)
            first = await join(desk, topic, f"{topic}-monitoring")
            second = await join(desk, topic, f"{topic}-monitoring")
            audit = await join(desk, topic, f"{topic}-audit")
            solo = desk.add_pane()
            desk.observe(solo, topic)
            assert await desk.until(lambda: desk.panes[solo].mode is PaneMode.OBSERVING, WAIT_S)
            assert sorted(desk.panes[first].partitions + desk.panes[second].partitions) == [0, 1, 2, 3]
            await send(desk, SendPlan(topic=topic, value='{"seq": {{ seq }}}', count=8))
            await received(desk, audit, 8)
            await received(desk, solo, 8)
            assert await desk.until(lambda: desk.panes[first].received + desk.panes[second].received == 8, WAIT_S)
            assert str(desk.ledger.verdict(f"{topic}-monitoring").sentence()) == "each once (8 of 8)"
            assert str(desk.ledger.verdict(f"{topic}-audit").sentence()) == "each once (8 of 8)"
            assert str(desk.ledger.pane_verdict(solo).sentence()) == "all (8 of 8)"

    asyncio.run(scenario())


@pytest.mark.parametrize("rounds", [20, pytest.param(100, marks=pytest.mark.long)])
def test_joined_means_reading(broker: Broker, rounds: int) -> None:
    """A record sent the instant after a pane says "joined", from latest, is received."""

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            pane = desk.add_pane()
            for n in range(1, rounds + 1):
                group = f"{topic}-{n}"
                await desk.join(pane, ReadPlan(topic=topic, group=group), confirmed=True)
                assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, WAIT_S), n
                await send(desk, SendPlan(topic=topic, value="{}"))
                await received(desk, pane, n)
                desk.leave(pane)
                assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S), n

    asyncio.run(scenario())


def test_a_member_killed_at_once_costs_its_group_nothing(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            group = f"{topic}-g"
            pane = await join(desk, topic, group)
            desk.kill(pane)
            await send(desk, SendPlan(topic=topic, value="{}", count=10))
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.KILLED, WAIT_S)
            heir = desk.add_pane()
            await desk.join(heir, ReadPlan(topic=topic, group=group), confirmed=True)
            await received(desk, heir, 10)
            await stable(desk, topic, group, heir)
            assert desk.groups[group].rebalances[-1].detected_after_s is not None

    asyncio.run(scenario())


def test_ten_in_one_group_leave_six_idle(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            panes = [desk.add_pane() for _ in range(10)]
            for pane in panes:
                await desk.join(pane, ReadPlan(topic=topic, group=group), confirmed=True)
            await stable(desk, topic, group, *panes)
            assert sum(not desk.panes[pane].partitions for pane in panes) == 6
            await send(desk, SendPlan(topic=topic, value="{}", count=12))
            assert await desk.until(lambda: sum(desk.panes[p].received for p in panes) == 12, WAIT_S)
            assert str(desk.ledger.verdict(group).sentence()) == "each once (12 of 12)"

    asyncio.run(scenario())


def test_bad_sends_are_refused_and_cost_nothing(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)
            with pytest.raises(InputError, match="no topic"):
                desk.send(SendPlan(topic="nowhere", value="{}"))
            with pytest.raises(InputError, match="needs a key"):
                desk.send(SendPlan(topic=topic, value=None))
            with pytest.raises(InputError):
                desk.send(SendPlan(topic=topic, value="{{ nothing"))
            assert len(desk.sends.log) == 0
            await send(desk, SendPlan(topic=topic, value="{}", partition=7), Verdict.REJECTED)
            (rejected,) = desk.sends.log.recent(1)
            assert "no partition 7" in str(rejected.reason)

    asyncio.run(scenario())


def test_forgotten_sends_are_not_confirmed_and_looked_up(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)
            await send(desk, SendPlan(topic=topic, value="{}", count=10, mode=Mode.FORGET), Verdict.NOT_CONFIRMED)
            found = [d.found for d in desk.sends.log.recent(10)]
            assert None not in found
            assert sum((await desk.end_offsets(topic)).values()) == found.count(True) < 10

    asyncio.run(scenario())


def test_a_wrong_address_names_the_token(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            with pytest.raises(AddressError, match="99999"):
                await desk.connect("127.0.0.1:9092,test-kafka:99999")
            assert desk.connection.phase is Phase.CONNECTED  # the good connection was not given up

    asyncio.run(scenario())


def test_an_ended_connection_never_speaks_for_the_next_one(broker: Broker) -> None:
    """Disconnecting at the very moment of an answer: the watch of the old connection must not say that the new one stands."""

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            for n in range(40):
                await asyncio.sleep(0.001 * n)
                await desk.disconnect()
                await desk.connect(broker.bootstrap)
                await desk.connected()
                desk._connection.refresh_now()
                assert desk._connection.need_session() is desk._connection.session, n

    asyncio.run(scenario())


def test_a_template_that_fails_on_the_way_of_a_forgotten_run_leaves_nothing_open(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            send_id = desk.send(SendPlan(topic=topic, value="{{ 10 // (250 - seq) }}", count=300, mode=Mode.FORGET))
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            assert desk.sends.log.open() == ()
            assert desk.sends.log.totals() == {Verdict.NOT_CONFIRMED: 249}, "what was made is sent"
            assert None not in {d.found for d in desk.sends.log.recent(300)}

    asyncio.run(scenario())


def test_the_end_of_a_press_is_told_when_all_its_verdicts_were(broker: Broker) -> None:
    """Else who waits for its end would judge by a matrix that lacks the last sends."""

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            for _ in range(5):
                send_id = desk.send(SendPlan(topic=topic, value="x", count=3))
                assert await desk.until(partial(lambda send_id: desk.sends.progress[send_id].done, send_id), WAIT_S)
                assert [row.verdict for row in desk.ledger.rows(3)] == [Verdict.CONFIRMED] * 3

    asyncio.run(scenario())
