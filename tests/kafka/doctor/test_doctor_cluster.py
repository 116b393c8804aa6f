"""The doctor and what a cluster says of itself: a real broker's answers, rewritten on their way where one broker cannot give them.

A bootstrap server elsewhere is stood for by a route: its address leads to this machine. Questions, answers and sockets are real.
"""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.doctor import dial as probe_dial
from kafkadesk.transport.doctor.dial import Place
from tests.rigs.broker import Broker
from tests.rigs.doctor import HOST, examine, kind, naming, saying_of_itself
from tests.rigs.fake_servers import nobody_listening

AWAY = "8.8.4.4"  # a public address; `routed` keeps whoever connects to it on this machine


@pytest.fixture
def routed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let AWAY lead to this machine, and private networks nowhere: nothing leaves the machine."""
    real = probe_dial.begin

    def begin(place: Place) -> socket.socket:
        family, (ip, port) = place
        if ip == AWAY:
            return real((family, (HOST, port)))
        if ip.startswith("10."):
            return real((family, nowhere))
        assert ip.startswith("127."), ip
        return real(place)

    monkeypatch.setattr(probe_dial, "begin", begin)
    with nobody_listening() as nowhere:
        yield


@pytest.mark.usefixtures("routed")
@pytest.mark.parametrize("own", ["localhost", "127.0.0.1"])
def test_a_broker_elsewhere_that_sends_everybody_to_their_own_pc(broker: Broker, own: str) -> None:
    with saying_of_itself(broker, naming((own, free_port()))) as port:
        found = examine(f"{AWAY}:{port}")
    assert found.verdict.kind == "A2"
    assert own in found.verdict.title.render()
    assert not found.proved


@pytest.mark.usefixtures("routed")
def test_on_one_s_own_pc_there_may_be_another_cluster(broker: Broker) -> None:
    def rewrite(response: Any) -> None:
        naming((HOST, broker.port))(response)
        response.cluster_id = "another-cluster"

    with saying_of_itself(broker, rewrite) as port:
        assert kind(f"{AWAY}:{port}") == "A2"
        assert kind(f"{HOST}:{port}") == "H1"  # from here it is no wonder: something else is wrong


@pytest.mark.usefixtures("routed")
def test_an_address_of_the_broker_s_own_network(broker: Broker) -> None:
    with saying_of_itself(broker, naming(("10.20.30.40", 9092))) as port:
        found = examine(f"{AWAY}:{port}")
    assert found.verdict.kind == "A4"
    assert "10.20.30.40:9092" in found.verdict.title.render()


def test_some_brokers_of_several(broker: Broker) -> None:
    closed = free_port()
    with saying_of_itself(broker, naming((HOST, broker.port), ("localhost", broker.port), (HOST, closed))) as port:
        found = examine(f"{HOST}:{port}")
    assert found.verdict.kind == "A6"
    title = found.verdict.title.render()
    assert title.startswith("2 of 3")
    assert f"{HOST}:{closed}" in title


def test_a_cluster_without_brokers_and_one_without_a_controller(broker: Broker) -> None:
    with saying_of_itself(broker, naming()) as port:
        assert kind(f"{HOST}:{port}") == "K2"

    def headless(response: Any) -> None:
        response.controller_id = -1

    with saying_of_itself(broker, headless) as port:
        found = examine(f"{HOST}:{port}")
    assert found.well  # one can send and read
    assert [finding.kind for finding in found.findings] == ["K3"]


def test_bootstrap_servers_of_two_clusters(broker: Broker, own_broker: Callable[..., Broker]) -> None:
    other = own_broker()
    found = examine(f"{broker.bootstrap},{other.bootstrap}")
    assert found.verdict.kind == "K5"
    said = found.verdict.title.render()
    assert said.index(f"{broker.bootstrap} → ") < said.index(f"{other.bootstrap} → "), "which server belongs to which, in the order given"
    assert str(found.cluster_id) in said
    assert examine(f"{broker.bootstrap},localhost:{broker.port}").well, "one cluster, however it is called"
