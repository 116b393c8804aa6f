"""A cluster that says "talk to me as kafka-node-1": nothing goes by the stock library, everything by a profile's name map."""

import asyncio
import uuid
from collections.abc import Callable

import pytest

from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.core.delivery import Mode, SendPlan, Verdict
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import Phase
from kafkadesk.desk.desk import Desk
from kafkadesk.system.local_kafka.config import Ports
from kafkadesk.system.local_kafka.ports import free_port
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, join, new_topic, received, send

HOST = "127.0.0.1"
NAME = "KafkaDesk-Test-Node-1.invalid"  # RFC 6761: never resolves


def named(port: int) -> Callable[[Ports], dict[str, str | int]]:
    """Settings of a broker with a second listener, which is advertised under a name that nobody knows."""
    return lambda ports: {
        "listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{HOST}:{port},CONTROLLER://{HOST}:{ports.controller}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{NAME}:{port}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,NAMED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "PLAINTEXT",
    }


def profile(host: str, port: int, *, name_map: tuple[tuple[str, str], ...]) -> Profile:
    return Profile(name="Named", bootstrap=f"{host}:{port}", name_map=name_map)


@pytest.mark.allow_logs(r"DNS lookup failed", r"kafka\.")
def test_without_the_map_the_name_is_told_and_with_it_everything_goes(own_broker: Callable[..., Broker]) -> None:
    port = free_port()
    own_broker(named(port))

    async def without() -> None:
        desk = Desk()
        try:
            await desk.profiles.connect(profile(HOST, port, name_map=()))
            assert await desk.until(lambda: desk.connection.error is not None, WAIT_S)
            assert desk.connection.phase is not Phase.CONNECTED
            assert NAME in str(desk.connection.error) + str([b.error for b in desk.connection.brokers])
        finally:
            await desk.close()

    async def mapped(host: str) -> None:
        desk = Desk()
        try:
            await desk.profiles.connect(profile(host, port, name_map=((NAME.lower(), HOST),)))
            await desk.connected()
            assert [b.host for b in desk.connection.brokers] == [NAME]
            topic = await new_topic(desk, 2)
            pane = await join(desk, topic, f"g-{uuid.uuid4().hex[:6]}", Start(StartKind.EARLIEST))
            await send(desk, SendPlan(topic=topic, value="{}", count=4))
            await send(desk, SendPlan(topic=topic, value="{}", mode=Mode.FORGET), Verdict.NOT_CONFIRMED)
            await received(desk, pane, 4)
            assert await desk.end_offsets(topic)
        finally:
            await desk.close()

    asyncio.run(without())
    asyncio.run(mapped(HOST))
    asyncio.run(mapped(NAME))  # the name typed as the bootstrap server: the map holds for it too
