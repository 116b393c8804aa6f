"""The doctor and this PC's own part in names: its hosts file, its DNS suffixes, the network that answers for short names, its proxy.

Addresses of other machines are stood for by routes: they lead to this machine, or nowhere. What the system answers for a name is
put in its stead where this PC cannot be brought to give it. Questions, answers and sockets are real.
"""

import contextlib
import errno
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Protocol, Secrets, Security
from kafkadesk.core.doctor.pc_names import PcNames
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.doctor import dial as probe_dial
from kafkadesk.transport.doctor import endpoint as probe_endpoint
from kafkadesk.transport.doctor.dial import Place
from tests.rigs.broker import Broker
from tests.rigs.doctor import HOST, UNKNOWN, examine, naming, saying_of_itself
from tests.rigs.fake_servers import nobody_listening, saying, serving

BROKER, STRANGER, GONE = "10.7.0.1", "10.7.0.2", "10.7.0.9"  # GONE: nobody answers there


class Routes:
    """Where addresses of other machines lead, and names. connected: the addresses that were connected to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nowhere: tuple[str, int]) -> None:
        self.ips: dict[str, tuple[str, int]] = {GONE: nowhere}
        self.names: dict[str, tuple[str, str]] = {}  # name -> the full name that it is found as, and its address
        self.connected: list[str] = []
        self._begin, self._look_up = probe_dial.begin, socket.getaddrinfo
        monkeypatch.setattr(probe_dial, "begin", self._connect)
        monkeypatch.setattr(probe_endpoint.socket, "getaddrinfo", self._resolve)  # type: ignore[attr-defined]

    def _connect(self, place: Place) -> socket.socket:
        family, (ip, port) = place
        self.connected.append(ip)
        if ip in self.ips:
            return self._begin((family, self.ips[ip]))
        if ip.startswith("10."):
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
        return self._begin((family, (ip, port)))

    def _resolve(self, host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        if host in self.names:
            full, ip = self.names[host]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, full, (ip, port))]
        return self._look_up(host, port, *args, **more)


@pytest.fixture
def routes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Routes]:
    with nobody_listening() as nowhere:
        yield Routes(monkeypatch, nowhere)


@contextlib.contextmanager
def advertising(broker: Broker, name: str, port: int, cluster_id: str = "") -> Iterator[int]:
    """Give a port at which the broker answers, and says that it is at this name and port."""

    def rewrite(response: Any) -> None:
        naming((name, port))(response)
        response.cluster_id = cluster_id or response.cluster_id

    with saying_of_itself(broker, rewrite) as own:
        yield own


def hosts(text: str) -> PcNames:
    return PcNames(hosts=text.encode())


def test_a_line_of_the_hosts_file_that_leads_nowhere_is_named_and_another_address_is_proved(broker: Broker, routes: Routes) -> None:
    routes.names["kafka-1.office"] = "", GONE
    pc = hosts(f"127.0.0.1 localhost\n\n{GONE} kafka-1.office  # moved?\n")
    with advertising(broker, "kafka-1.office", broker.port) as port:
        found = examine(f"{HOST}:{port}", pc=lambda: pc)
    assert found.verdict.kind == "H1"
    title = found.verdict.title.render()
    assert f"kafka-1.office leads to {GONE}" in title
    assert f"line 3 of the hosts file: “{GONE} kafka-1.office  # moved?”" in title
    assert [(p.name, p.ip) for p in found.proved] == [("kafka-1.office", HOST)]


def test_a_bootstrap_server_of_the_hosts_file_that_is_silent_or_refuses(routes: Routes) -> None:
    routes.names["kafka-1"] = "", GONE
    pc = hosts(f"{GONE} kafka-1\n10.7.0.3 kafka-2\n")
    found = examine("kafka-1:9092", pc=lambda: pc)
    assert found.verdict.kind == "H1"
    assert "line 1 of the hosts file" in found.verdict.title.render()
    routes.names["kafka-2"] = "", "10.7.0.3"
    found = examine("kafka-2:9092", pc=lambda: pc)
    assert found.verdict.kind == "T1", "the broker may just be down"
    assert "line 2 of the hosts file" in found.verdict.title.render()
    assert examine("localhost:1", pc=lambda: hosts("127.0.0.1 localhost\n")).verdict.title.render().count("hosts file") == 0


@pytest.mark.parametrize("beside", [False, True])
def test_a_line_that_the_system_does_not_heed_is_named_with_its_defect(broker: Broker, routes: Routes, beside: bool) -> None:
    """The proof goes by the address in it: it is what the user meant."""
    text = f"127.0.0.1 localhost\n{BROKER}:9092 {UNKNOWN}\n".encode()
    pc = PcNames(beside=text) if beside else PcNames(hosts=text)
    found = examine(f"{UNKNOWN}:9092", pc=lambda: pc)
    assert found.verdict.kind == "H2"
    assert (
        f"line 2 of its hosts file is about it: {'it stands in the file hosts.txt' if beside else 'a hosts file takes neither ports'}"
        in (found.verdict.title.render())
    )
    routes.ips[BROKER] = HOST, broker.port
    with advertising(broker, UNKNOWN, free_port()) as port:
        found = examine(f"{HOST}:{port}", pc=lambda: pc)
    assert found.verdict.kind == "H2"
    assert [(p.ip, p.origin) for p in found.proved] == ([] if beside else [(BROKER, "hosts file")])


def test_a_short_name_that_the_network_answers_for_with_another_cluster(broker: Broker, routes: Routes) -> None:
    routes.names["broker-1"] = "broker-1.corp.example", STRANGER
    with advertising(broker, "other", 9, "another-cluster") as strange, advertising(broker, "broker-1", broker.port) as port:
        routes.ips[STRANGER] = HOST, strange
        found = examine(f"{HOST}:{port}")
    assert found.verdict.kind == "D4"
    assert "broker-1.corp.example" in found.verdict.title.render()
    assert [(p.name, p.ip) for p in found.proved] == [("broker-1", HOST)]


@pytest.mark.parametrize("source", ["map", "suffix", "given"])
def test_where_a_broker_may_be_is_tried_and_proved(broker: Broker, routes: Routes, source: str) -> None:
    """At the bootstrap's own address nothing listens on the advertised port; what else this PC knows of is tried."""
    routes.ips[BROKER] = HOST, broker.port
    routes.names[f"{UNKNOWN}.corp.example"] = "", BROKER
    more: dict[str, dict[str, Any]] = {
        "map": {"name_map": (("kafka-9.invalid", BROKER),)},
        "given": {"extra": (BROKER,)},
        "suffix": {"pc": lambda: PcNames(suffixes=("other.invalid", "corp.example"))},
    }
    with advertising(broker, UNKNOWN, free_port()) as port:
        found = examine(f"{HOST}:{port}", **more[source])
    assert found.verdict.kind == "A1"
    assert [(p.name, p.ip) for p in found.proved] == [(UNKNOWN, BROKER)]
    assert any(f"{HOST} (bootstrap server): T1" in tried for tried in found.tried), found.tried


def test_what_another_cluster_or_nobody_answers_at_is_not_offered(broker: Broker, routes: Routes) -> None:
    pc = hosts(f"#{STRANGER} {UNKNOWN}\n#{GONE} {UNKNOWN}\n")
    with advertising(broker, "other", 9, "another-cluster") as strange, advertising(broker, UNKNOWN, free_port()) as port:
        routes.ips[STRANGER] = HOST, strange
        found = examine(f"{HOST}:{port}", pc=lambda: pc)
    assert not found.proved
    assert len(found.tried) == 3, found.tried
    assert set(routes.connected) == {HOST, STRANGER, GONE}, "nothing else is tried, least of all by scanning"


def test_a_password_does_not_go_unencrypted_to_an_address_that_nothing_vouches_for(routes: Routes) -> None:
    """A stranger who plays Kafka up to the login gets no secret: an old line of the hosts file names it, and no more."""
    from kafkadesk.core.doctor.classes import Named
    from kafkadesk.transport.doctor.endpoint import Endpoint
    from kafkadesk.transport.doctor.session import ProbeSession

    asked = threading.Event()
    versions = b"\x00\x00\x00\x16\x00\x00\x00\x01\x00\x00\x00\x00\x00\x02\x00\x03\x00\x00\x00\x09\x00\x11\x00\x00\x00\x01"

    def stranger(connection: socket.socket) -> None:
        saying(versions)(connection)
        if connection.recv(1000):
            asked.set()
        connection.shutdown(socket.SHUT_RDWR)

    security = Security(protocol=Protocol.SASL_PLAINTEXT, mechanism=Mechanism.PLAIN, username="u")
    with serving(stranger) as port:
        routes.ips[STRANGER] = HOST, port
        for known, expected in ((False, False), (True, True)):
            session = ProbeSession(security, Secrets(password="CANARY"), {}, lambda _: None)
            seen = Endpoint(session, Named(host=UNKNOWN, port=9092, advertised=True), at=STRANGER, known=known).examine()
            assert not seen.reached
            assert asked.wait(1 if expected else 0.2) is expected
            assert ("unencrypted" in str(seen.untested)) is not expected
    encrypted = replace(security, protocol=Protocol.SASL_SSL)
    assert ProbeSession(encrypted, Secrets(), {}, lambda _: None).may_log_in(known=False) is None


@contextlib.contextmanager
def proxy(target: tuple[str, int] | None) -> Iterator[int]:
    """Give the port of an HTTP proxy that connects everybody to one place; None: it refuses."""

    def talk(connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += connection.recv(1)
        if target is None:
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        with socket.create_connection(target) as broker:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            broker.sendall(connection.recv(1000))
            connection.sendall(broker.recv(10_000))

    with serving(talk) as port:
        yield port


def test_a_broker_that_only_the_proxy_leads_to(broker: Broker, routes: Routes) -> None:
    del routes
    with proxy((HOST, broker.port)) as port:
        pc = PcNames(proxy=(HOST, port))
        found = examine(f"{GONE}:9092,{UNKNOWN}:9092", pc=lambda: pc)
        assert found.verdict.kind == "N"
        assert f"{HOST}:{port}" in found.verdict.title.render()
        assert examine(f"{UNKNOWN}:9092", pc=lambda: replace(pc, direct=f"localhost,{UNKNOWN}")).verdict.kind == "D1"
        assert examine(f"{HOST}:{free_port()}", pc=lambda: pc).verdict.kind == "T1", "it was reached, the proxy has no part in it"
    with proxy(None) as port:
        assert examine(f"{UNKNOWN}:9092", pc=lambda: PcNames(proxy=(HOST, port))).verdict.kind == "D1"
    with proxy((HOST, free_port())) as port:  # it says neither yes nor no
        assert examine(f"{UNKNOWN}:9092", pc=lambda: PcNames(proxy=(HOST, port))).verdict.kind == "D1"
