"""The doctor's time: whatever is silent, nobody waits for it in turn, and what there was no time for is said to be not tested."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from kafkadesk.core.cluster.profiles import Protocol, Security
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Advertised, Finding, ProbeStep, Stage, judge
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.doctor import dial as probe_dial
from kafkadesk.transport.doctor import session as probe_session
from kafkadesk.transport.doctor.probe import Probe
from tests.rigs.broker import Broker
from tests.rigs.doctor import HOST, UNKNOWN, examine, kind, naming, saying_of_itself
from tests.rigs.fake_servers import nobody_listening, serving, silent

MANY = 40


@pytest.fixture
def silent_ones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nobody answer at 127.0.1.x, whatever the port."""
    real = probe_dial.begin
    with nobody_listening() as nowhere:
        monkeypatch.setattr(probe_dial, "begin", lambda place: real((place[0], nowhere) if place[1][0].startswith("127.0.1.") else place))
        yield


def test_silent_endpoints_do_not_wait_for_one_another(broker: Broker) -> None:
    """A silent bootstrap server, and three names that nobody knows, at whose candidates nobody answers: this took 21 s in turn."""
    with nobody_listening() as (host, full):
        names = [(f"kafka-{n}.invalid", full) for n in range(3)]
        with saying_of_itself(broker, naming(*names)) as port:
            found = examine(f"{host}:{full},{HOST}:{port}")
    assert found.verdict.kind == "A1"
    assert not found.proved
    assert found.seconds < 6, "a port's 3 s, once"


@pytest.mark.usefixtures("silent_ones")
def test_all_addresses_of_a_name_are_tried_at_once(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    ips = [*(f"127.0.1.{n}" for n in range(8)), HOST]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, broker.port)) for ip in ips]
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **k: found if host == "many.invalid" else real(host, *a, **k))
    diagnosis = examine(f"many.invalid:{broker.port}")
    assert diagnosis.well
    assert [finding.kind for finding in diagnosis.findings] == ["T5"] * 8
    assert diagnosis.seconds < 3


@contextlib.contextmanager
def dripping() -> Iterator[int]:
    """Give the port of a server that answers a byte at a time, and never ends."""
    over = threading.Event()

    def talk(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"\x00\x00\x10\x00")
        while not over.wait(0.3):
            connection.sendall(b"\x00")

    with serving(talk) as port:
        yield port
        over.set()


def test_an_answer_that_never_ends_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_session, "ALL_S", 3.0)
    with dripping() as port:
        assert kind(f"{HOST}:{port}") == "X4"


def test_a_stage_that_waits_is_told_while_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_session, "ALL_S", 4.0)
    steps: list[tuple[float, ProbeStep]] = []
    with serving(silent) as port:
        began = time.monotonic()
        Probe(
            [(HOST, port)], security=Security(protocol=Protocol.SSL), tell=lambda step: steps.append((time.monotonic() - began, step))
        ).run()
    waiting = [(at, step) for at, step in steps if step.ok is None and step.note]
    [(at, step)] = waiting
    assert 1.9 < at < 3
    assert step.stage is Stage.TLS
    assert str(step.note).startswith("no answer for 2.")
    assert steps[-1][1].ok is False
    assert steps[-1][1].kind == "X4"


@pytest.mark.usefixtures("silent_ones")
def test_what_there_was_no_time_for_is_not_guessed(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_session, "ALL_S", 4.0)
    steps: list[ProbeStep] = []
    with saying_of_itself(broker, naming(*((f"127.0.1.{n}", 9092) for n in range(MANY)))) as port:
        found = Probe([(HOST, port)], tell=steps.append).run()
    assert found.seconds < 5
    silent_ones = {finding.endpoint for finding in found.findings}
    assert silent_ones
    assert found.untested
    assert silent_ones.isdisjoint(found.untested)
    assert len(silent_ones) + len(found.untested) == MANY
    assert found.verdict.kind == "A6"
    assert {step.endpoint for step in steps if step.untested} == set(found.untested)
    assert all(str(step.note).startswith("not tested") for step in steps if step.untested)


def test_untested_brokers_are_said_in_the_verdict() -> None:
    brokers = tuple(Advertised(node_id=n, host=f"k{n}", port=9092) for n in (1, 2, 3))
    verdict = judge([], brokers, ["k1:9092"], ["k2:9092", "k3:9092"])
    assert verdict.kind == "OK"
    assert "1 of its 3 brokers" in verdict.title.render()
    assert "k2:9092, k3:9092" in verdict.title.render()
    ill = Finding(kind=DoctorClass("A5"), endpoint="k2:9092", evidence="", args={"host": "k2", "port": 9092})
    assert judge([ill], brokers, ["k1:9092"], ["k3:9092"]).kind == "A6"
    slow = judge([], (), [], ["k1:9092"])
    assert "k1:9092" in slow.title.render()


def test_an_examination_that_is_given_up_ends_at_once() -> None:
    with serving(silent) as port, nobody_listening() as (_, full):
        for security in (Security(), Security(protocol=Protocol.SSL)):
            begun = threading.Event()

            def tell(step: ProbeStep, begun: threading.Event = begun) -> None:
                if step.stage in (Stage.KAFKA, Stage.TLS):
                    begun.set()

            probe = Probe([(HOST, port), (HOST, full), (UNKNOWN, free_port())], security=security, tell=tell)
            running = threading.Thread(target=probe.run)
            running.start()
            assert begun.wait(5)
            began = time.monotonic()
            probe.cancel()
            running.join()
            assert time.monotonic() - began < 0.5


@pytest.mark.long
@pytest.mark.usefixtures("silent_ones")
def test_a_slow_network_with_many_silent_brokers_has_its_verdict_in_time(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that takes time at once, with the real budgets: DNS that answers after 2.5 s, silent servers, 80 silent brokers."""
    real, never = socket.getaddrinfo, threading.Event()

    def slow(host: str, *args: object, **more: object) -> object:
        if host == "slow.invalid":
            never.wait(2.5)
            host = HOST
        return real(host, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with serving(silent) as quiet, saying_of_itself(broker, naming(*((f"127.0.1.{n}", 9092) for n in range(2 * MANY)))) as port:
        found = examine(f"slow.invalid:{port},{HOST}:{quiet},127.0.1.200:9092")
    assert found.verdict.kind == "A6"
    assert found.untested
