"""A press of Send that is larger than what may be open: it waits, says so, and every record gets its verdict."""

import asyncio

import pytest

from kafkadesk.core.delivery import Mode, SendPlan, Verdict
from kafkadesk.core.events import DeskEvent, ProgressChanged
from kafkadesk.desk.sends import open_sends
from tests.rigs.broker import ProxiedBroker
from tests.rigs.desk import WAIT_S, desk_on, new_topic
from tests.rigs.fault_proxy import Way

BOUND = 50


@pytest.mark.parametrize("stopped", [False, True], ids=["goes on", "stopped"])
def test_no_more_are_open_than_the_bound(proxied_broker: ProxiedBroker, monkeypatch: pytest.MonkeyPatch, *, stopped: bool) -> None:
    monkeypatch.setattr(open_sends, "MAX_OPEN", BOUND)
    proxy = proxied_broker.proxy
    most = 0

    async def scenario() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            topic = await new_topic(desk)
            await desk.prepare_topic(topic)

            def heard(event: DeskEvent) -> None:
                nonlocal most
                if isinstance(event, ProgressChanged):
                    most = max(most, len(desk.sends.log.open()))

            desk.listen(heard)
            proxy.freeze(Way.ANSWERS)
            send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=500, mode=Mode.PIPELINED))
            assert await desk.until(lambda: desk.sends.progress[send_id].held == BOUND, WAIT_S), "it waits, and says so"
            assert desk.sends.progress[send_id].started == BOUND
            if stopped:
                desk.stop_send(send_id)
            proxy.let_through()
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            sent = BOUND if stopped else 500
            assert desk.sends.log.totals() == {Verdict.CONFIRMED: sent}
            assert desk.sends.progress[send_id].held is None

    asyncio.run(scenario())
    assert most == BOUND


def test_presses_have_their_rows_at_once_while_no_broker_answers(proxied_broker: ProxiedBroker) -> None:
    async def scenario() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            topic = await new_topic(desk)
            await desk.prepare_topic(topic)
            desk.send(SendPlan(topic=topic, value="0"))
            assert await desk.until(lambda: desk.sends.log.totals() == {Verdict.CONFIRMED: 1}, WAIT_S)
            proxied_broker.proxy.freeze()
            for _ in range(5):
                desk.send(SendPlan(topic=topic, value="{{ seq }}"))
            assert await desk.until(lambda: len(desk.sends.log.open()) == 5, 3.0), "five presses, five numbers"
            assert await desk.until(lambda: any(desk.sends.log.waits_for(d.number) for d in desk.sends.log.open()), 5.0)
            proxied_broker.proxy.let_through()
            assert await desk.until(lambda: desk.sends.log.totals() == {Verdict.CONFIRMED: 6}, WAIT_S)

    asyncio.run(scenario())
