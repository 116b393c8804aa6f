"""A connection that stood and is lost: each cause is told apart, and all but a refused login is over without a click."""

import asyncio
import socket
import struct
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Security
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import AuthError
from kafkadesk.core.events import Notice
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.desk.desk import Desk
from kafkadesk.system.local_kafka.config import HOST, Ports
from kafkadesk.system.local_kafka.ports import free_port
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send
from tests.rigs.security import SecureBroker, TokenServer, certificate, desk_by, write_files

pytestmark = pytest.mark.allow_logs(r"^kafka\.")
SHOWN_S = 8.0  # the broker of the tests wants a new login every 2.5 s


def said(desk: Desk) -> str:
    return "" if desk.connection.error is None else desk.connection.error.sentence()


async def shown(desk: Desk, words: str, timeout_s: float = SHOWN_S) -> None:
    """Wait until the window says these words of the connection."""
    assert await desk.until(lambda: words in said(desk), timeout_s), (desk.connection.phase, said(desk))


async def reading(desk: Desk) -> tuple[str, str]:
    """Connect and return a topic with one record and a pane that has read it."""
    await desk.connected()
    topic = await new_topic(desk, 1)
    pane = await join(desk, topic, f"g-{uuid.uuid4().hex[:6]}", Start(StartKind.EARLIEST))
    await send(desk, SendPlan(topic=topic, value="{}"))
    await received(desk, pane, 1)
    return topic, pane


async def all_well(desk: Desk, topic: str, pane: str) -> None:
    """See that without a click window, producer and pane go on."""
    assert await desk.until(lambda: desk.connection.phase is Phase.CONNECTED, WAIT_S), said(desk)
    before = desk.panes[pane].received
    await send(desk, SendPlan(topic=topic, value="{}"))
    await received(desk, pane, before + 1)
    assert await desk.until(lambda: desk.panes[pane].error is None, WAIT_S), desk.panes[pane].error


@pytest.fixture
def tokens(secure_broker: SecureBroker) -> Iterator[TokenServer]:
    """The token server, which calls its tokens so short-lived that each login asks for another one."""
    server = secure_broker.tokens
    server.said_s = 1
    server.asked.clear()
    yield server
    server.said_s = server.life_s = 300
    server.away = server.revoked = False
    server.asked.clear()


def by_token(secure_broker: SecureBroker) -> Profile:
    return secure_broker.profile("TOKENAGAIN", Mechanism.OAUTHBEARER)


def test_a_token_server_that_is_away_is_waited_for(secure_broker: SecureBroker, tokens: TokenServer) -> None:
    async def run() -> None:
        async with desk_by(by_token(secure_broker)) as desk:
            topic, pane = await reading(desk)
            tokens.away = True
            await shown(desk, f"No token from {tokens.url}: HTTP 503.")
            assert desk.connection.phase is Phase.TROUBLE
            assert await desk.until(lambda: desk.panes[pane].error is not None, SHOWN_S)
            error = desk.panes[pane].error
            assert error is not None
            assert "No token from" in error.sentence()
            assert desk.panes[pane].mode is PaneMode.MEMBER, "it has not stopped"
            asked = tokens.asked.count(503)
            tokens.away = False
            await all_well(desk, topic, pane)
            assert asked < 30, "the token server is not stormed: each of three clients asks once a second"

    asyncio.run(run())


@pytest.mark.parametrize("how", ["the client is refused", "the token is out of date"])
def test_a_token_that_is_no_longer_given_or_taken_ends_it_in_words(secure_broker: SecureBroker, tokens: TokenServer, how: str) -> None:
    words = {"the client is refused": "refused the client kafkadesk (HTTP 401)", "the token is out of date": "refused the token"}[how]

    async def run() -> None:
        async with desk_by(by_token(secure_broker)) as desk:
            _, pane = await reading(desk)
            if how == "the client is refused":
                tokens.revoked = True
            else:
                tokens.life_s = -60
            await shown(desk, words)
            assert isinstance(desk.connection.error, AuthError)
            assert desk.connection.phase is Phase.DISCONNECTED
            assert "user name or password" not in said(desk)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.FAILED, SHOWN_S)
            error = desk.panes[pane].error
            assert error is not None
            assert words in error.sentence()
            assert len([status for status in tokens.asked if status == 401]) <= 3, "each client asked once"

    asyncio.run(run())


def test_a_certificate_that_expires_is_named_and_a_renewed_one_taken(own_broker: Callable[..., Broker], tmp_path: Path) -> None:
    ca = write_files(tmp_path)
    good = (tmp_path / "server.pem").read_bytes()
    old = certificate("broker", ca, days=(-10, -1))
    port = free_port()

    def listener(ports: Ports) -> dict[str, str | int]:
        return {
            "listeners": f"PLAINTEXT://{HOST}:{ports.broker},TLS://{HOST}:{port},CONTROLLER://{HOST}:{ports.controller}",
            "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},TLS://{HOST}:{port}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT",
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": (tmp_path / "server.pem").as_posix(),
        }

    broker = own_broker(listener)
    security = Security(protocol=Protocol.SSL, ca_file=str(tmp_path / "ca.pem"))

    async def run() -> None:
        async with desk_by(Profile(name="TLS", bootstrap=f"{HOST}:{port}", security=security)) as desk:
            topic, pane = await reading(desk)
            await asyncio.to_thread(broker.stop)
            (tmp_path / "server.pem").write_bytes(old.key_pem() + old.cert_pem() + ca.cert_pem())
            await asyncio.to_thread(broker.restart)
            await shown(desk, f"The certificate of {HOST}:{port} has expired.")
            assert "renew it" in said(desk)
            assert await desk.until(lambda: "has expired" in str(desk.panes[pane].error), SHOWN_S), desk.panes[pane].error
            assert desk.panes[pane].mode is not PaneMode.FAILED
            (tmp_path / "server.pem").write_bytes(good)
            await asyncio.to_thread(broker.restart)
            await all_well(desk, topic, pane)

    asyncio.run(run())


def test_a_network_that_drops_and_a_broker_that_stops_are_told_apart(proxied_broker: ProxiedBroker) -> None:
    proxy = proxied_broker.proxy

    async def run() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            topic, pane = await reading(desk)
            proxy.freeze()
            await shown(desk, f"{proxied_broker.bootstrap} does not answer any more.")
            assert "VPN" in said(desk)
            proxy.let_through()
            await all_well(desk, topic, pane)
            proxy.refuse()
            await shown(desk, f"{proxied_broker.bootstrap} refuses connections")
            assert "Is the broker stopped" in said(desk)
            proxy.let_through()
            await all_well(desk, topic, pane)

    asyncio.run(run())


def unregister(port: int, broker_id: int) -> None:
    """Take a broker out of the cluster, as kafka-cluster.sh unregister does: UnregisterBroker (API key 64), version 0."""
    request = struct.pack(">hhih", 64, 0, 1, -1) + b"\0" + struct.pack(">i", broker_id) + b"\0"
    with socket.create_connection((HOST, port), 10) as sock, sock.makefile("rb") as answers:
        sock.sendall(struct.pack(">i", len(request)) + request)
        (size,) = struct.unpack(">i", answers.read(4))
        _, _, _, error = struct.unpack_from(">ibih", answers.read(size))  # correlation, tags, throttle time, error
    assert error == 0


@pytest.mark.long  # two brokers; its words: tests/unit/cluster/test_broker_changes.py
def test_a_broker_that_leaves_for_good_is_named_with_what_waits(own_broker: Callable[..., Broker], tmp_path: Path) -> None:
    """Two brokers; the second one, the only replica of half the topic, is taken out of the cluster and never comes back."""
    quorum: list[str] = []

    def first(ports: Ports) -> dict[str, str | int]:
        quorum.append(f"1@{HOST}:{ports.controller}")
        return {}

    def second(ports: Ports) -> dict[str, str | int]:
        return {
            "process.roles": "broker", "node.id": 2, "controller.quorum.voters": quorum[0],
            "listeners": f"PLAINTEXT://{HOST}:{ports.broker}",
        }  # fmt: skip

    one = own_broker(first)
    meta = dict(line.split("=", 1) for line in (tmp_path / "broker-0/data/meta.properties").read_text().splitlines() if "=" in line)
    data = tmp_path / "broker-1/data"
    data.mkdir(parents=True)
    (data / "meta.properties").write_text(f"version=1\ncluster.id={meta['cluster.id']}\nnode.id=2\n")
    two = own_broker(second)

    async def run() -> None:
        async with desk_on(one.bootstrap) as desk:
            told: list[Notice] = []
            desk.listen(lambda event: told.append(event) if isinstance(event, Notice) and event.key == "brokers" else None)
            assert await desk.until(lambda: len(desk.connection.brokers) == 2, WAIT_S)
            topic = await new_topic(desk, 4)
            await asyncio.to_thread(two.kill)
            await shown(desk, f"Not reached: {HOST}:{two.port}. These partitions wait: {topic} P", WAIT_S)
            assert desk.connection.phase is Phase.PARTLY, "it may come back: amber"
            assert not told
            await asyncio.to_thread(unregister, one.port, 2)
            assert await desk.until(lambda: bool(told) and desk.connection.phase is Phase.CONNECTED, WAIT_S), desk.connection
            assert f"2 ({HOST}:{two.port})" in told[-1].text.render()
            assert told[-1].hint is not None
            assert f"{topic} P" in told[-1].hint.render()
            left = next(p for p in range(4) if p not in desk.topics[topic].leaderless)
            await send(desk, SendPlan(topic=topic, value="{}", partition=left))

    asyncio.run(run())


def test_the_first_address_of_a_name_may_be_dead(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where localhost is ::1 first and the broker listens on 127.0.0.1 alone."""
    found = socket.getaddrinfo

    def both(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        if host != "both.test":
            return found(host, port, *args, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("127.0.0.3", HOST)]

    monkeypatch.setattr(socket, "getaddrinfo", both)

    async def run() -> None:
        async with desk_on(f"both.test:{broker.port}") as desk:
            topic = await new_topic(desk, 1)
            await send(desk, SendPlan(topic=topic, value="{}"))

    asyncio.run(run())
