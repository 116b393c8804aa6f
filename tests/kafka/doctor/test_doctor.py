"""The doctor on real sockets: every class that one machine can make, named, in time, with one login at most."""

import errno
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.core.doctor.judge import read_servers
from kafkadesk.system.local_kafka.config import Ports
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.doctor import dial as probe_dial
from kafkadesk.transport.doctor import endpoint as probe_endpoint
from tests.rigs.broker import OUTSIDE_VARIABLE, Broker
from tests.rigs.doctor import HOST, UNKNOWN, examine, kind
from tests.rigs.fake_servers import hanging_up, nobody_listening, saying, serving, silent, tls
from tests.rigs.security import SECRETS, SecureBroker, certificate

TLS = Security(protocol=Protocol.SSL)


def of(profile: Profile, secrets: Secrets = SECRETS, **security: object) -> str:
    """Return what the doctor says of a profile."""
    return kind(profile.bootstrap, replace(profile.security, **security), secrets=secrets)  # type: ignore[arg-type]


def test_a_healthy_cluster_is_well_even_with_a_dead_bootstrap_server(broker: Broker) -> None:
    assert kind(broker.bootstrap) == "OK"
    found = examine(f"{HOST}:{free_port()},{broker.bootstrap}")
    assert found.well
    assert [finding.kind for finding in found.findings] == ["T1"]


@pytest.mark.parametrize(("text", "expected"), [("h:9092,", "P"), ("h:abc", "P"), ("a..b:9092", "D3"), ("x" * 64 + ":9092", "D3")])
def test_addresses_that_cannot_be(text: str, expected: str) -> None:
    _, fault = read_servers(text)
    assert fault is not None
    assert fault.kind == expected


def test_names_and_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kind(f"{UNKNOWN}:9092") == "D1"
    assert kind(f"{HOST}:{free_port()}") == "T1"
    with nobody_listening() as (host, port):
        assert kind(f"{host}:{port}") == "T2"

    def no_answer(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(probe_endpoint.socket, "getaddrinfo", no_answer)  # type: ignore[attr-defined]
    assert kind("kafka-1:9092") == "D2"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        *((errno.EHOSTUNREACH, "T3"), (errno.ENETUNREACH, "T3"), (errno.EACCES, "T4"), (errno.ECONNREFUSED, "T1")),  # this system's numbers
        *((10051, "T3"), (10065, "T3"), (10013, "T4"), (10061, "T1")),  # Windows'
    ],
)
def test_what_the_system_says_of_a_connection(monkeypatch: pytest.MonkeyPatch, code: int, expected: str) -> None:
    def refuse(_address: object) -> None:
        raise OSError(code, "as the system says it")

    monkeypatch.setattr(probe_dial, "begin", refuse)
    assert kind(f"{HOST}:9092") == expected


def test_the_first_address_may_be_dead(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (family, socket.SOCK_STREAM, 6, "", (ip, broker.port)) for family, ip in ((socket.AF_INET, "127.0.0.3"), (socket.AF_INET, HOST))
    ]
    monkeypatch.setattr(probe_endpoint.socket, "getaddrinfo", lambda *_a, **_k: found)  # type: ignore[attr-defined]
    diagnosis = examine(f"localhost:{broker.port}")
    assert diagnosis.well
    assert "T5" in [finding.kind for finding in diagnosis.findings]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "X3"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "X3"),
        (b"\x15\x03\x01\x00\x02\x02\x28", "X1"),
        (b"\x00\x00\x00\x0c\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00", "K1"),  # it has no API at all
        (b"\x00\x00\x00\x06\x00\x00\x00\x01\x00\x00", "K4"),  # an answer that ends in the midst of it
    ],
)
def test_what_else_answers(words: bytes, expected: str) -> None:
    with serving(saying(words)) as port:
        assert kind(f"{HOST}:{port}") == expected


def test_silence_and_hanging_up() -> None:
    with serving(silent) as port:
        assert kind(f"{HOST}:{port}") == "X4"
        assert kind(f"{HOST}:{port}", TLS) == "X4"
    with serving(hanging_up) as port:
        assert kind(f"{HOST}:{port}") == "X3"


def test_tls(secure_broker: SecureBroker, tmp_path: Path) -> None:
    good = secure_broker.profile("TLS")
    assert of(good) == "OK"
    assert kind(good.bootstrap) == "X1"
    assert kind(secure_broker.broker.bootstrap, good.security) == "X2"
    assert of(good, ca_file="") == "L1"
    assert of(secure_broker.profile("MTLS")) == "OK"
    assert of(secure_broker.profile("MTLS"), cert_file="", key_file="") == "L4"

    def served(name: str, **more: object) -> Path:
        made = certificate(name, secure_broker.ca, **more)  # type: ignore[arg-type]
        path = tmp_path / f"{name}.pem"
        path.write_bytes(made.key_pem() + made.cert_pem())
        return path

    for expected, file in (
        ("L2", served("other", ip="127.0.0.9")),
        ("L3", served("old", days=(-30, -2))),
        ("L3", served("early", days=(2, 30))),
    ):
        with serving(tls(file)) as port:
            assert kind(f"{HOST}:{port}", good.security) == expected, file.name
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        ancient = tls(served("ancient"), highest=ssl.TLSVersion.TLSv1_1)
    with serving(ancient) as port:
        assert kind(f"{HOST}:{port}", good.security) == "L5"


def test_logins(secure_broker: SecureBroker) -> None:
    for listener, mechanism in (("LOGIN", Mechanism.PLAIN), ("LOGINTLS", Mechanism.SCRAM_SHA_512), ("TOKEN", Mechanism.OAUTHBEARER)):
        assert of(secure_broker.profile(listener, mechanism)) == "OK", listener
    login = secure_broker.profile("LOGIN")
    assert of(secure_broker.profile("LOGIN", Mechanism.SCRAM_SHA_256)) == "S1"
    assert kind(secure_broker.broker.bootstrap, login.security, secrets=SECRETS) == "S2"
    assert kind(login.bootstrap) == "S4"
    assert of(secure_broker.profile("TOKEN", Mechanism.OAUTHBEARER), replace(SECRETS, client_secret="wrong")) == "S5"


def test_a_wrong_password_is_tried_once_and_told_nowhere(secure_broker: SecureBroker) -> None:
    before = secure_broker.refusals()
    canary = "CANARY-wrong horse"
    profile = secure_broker.profile("LOGIN")
    found = examine(f"{profile.bootstrap},localhost:{secure_broker.ports['LOGIN']}", profile.security, secrets=Secrets(password=canary))
    assert found.verdict.kind == "S3"
    assert secure_broker.refusals() == before + 1
    assert canary not in repr(found)


@pytest.fixture
def misnamed(own_broker: Callable[..., Broker]) -> Callable[[str, int | None], int]:
    """Make a broker whose second listener is advertised as something else; gives the listener's own port."""

    def make(name: str, advertised_port: int | None) -> int:
        port = free_port()

        def settings(ports: Ports) -> dict[str, str | int]:
            return {
                "listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{HOST}:{port},CONTROLLER://{HOST}:{ports.controller}",
                "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{name}:{advertised_port or port}",
                "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,NAMED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name": "PLAINTEXT",
            }

        own_broker(settings)
        return port

    return make


def test_an_advertised_name_that_nobody_knows(misnamed: Callable[[str, int | None], int]) -> None:
    port = misnamed(UNKNOWN, None)
    found = examine(f"{HOST}:{port}")
    assert found.verdict.kind == "A1"
    assert UNKNOWN in found.verdict.title.render()
    assert [(p.name, p.ip, p.port) for p in found.proved] == [(UNKNOWN, HOST, port)]
    assert kind(f"{HOST}:{port}", name_map=((UNKNOWN, HOST),)) == "OK"
    assert kind(f"{UNKNOWN}:{port}", name_map=((UNKNOWN, HOST),)) == "OK"
    assert kind(f"{HOST}:{port}", name_map=((UNKNOWN, "127.0.0.5"),)) == "H1"


def test_a_container_s_name_and_a_port_that_is_closed(misnamed: Callable[[str, int | None], int]) -> None:
    assert kind(f"{HOST}:{misnamed('kafka-0.kafka.svc.cluster.local', None)}") == "A3"
    assert kind(f"{HOST}:{misnamed(HOST, free_port())}") == "A5"


def test_a_controller_s_port(broker: Broker) -> None:
    if broker.local is None:
        pytest.skip(f"{OUTSIDE_VARIABLE} is set: where that broker's settings lie is not known")
    assert kind(f"{HOST}:{_controller_port(broker)}") == "K1"


def _controller_port(broker: Broker) -> int:
    text = next(broker.log_path.parent.parent.rglob("server.properties")).read_text()
    line = next(line for line in text.splitlines() if line.startswith("listeners="))
    return int(line.partition("CONTROLLER")[2].rpartition(":")[2])


def test_the_command(broker: Broker) -> None:
    def doctor(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "kafkadesk", "doctor", *args], capture_output=True, text=True, timeout=60, check=False)

    well = doctor(broker.bootstrap, "--json")
    assert (well.returncode, json.loads(well.stdout)["verdict"]["class"], json.loads(well.stdout)["findings"]) == (0, "OK", [])
    ill = doctor(f"{HOST}:{free_port()}", "--json")
    said = json.loads(ill.stdout)
    assert (ill.returncode, said["verdict"]["class"], said["findings"][0]["class"]) == (1, "T1", "T1")
    assert said.keys() == {"verdict", "findings", "seconds"}
    assert said["verdict"].keys() == {"class", "title", "fix"}
    for text, status, expected in (("h:9092,", 2, "P"), ("a..b:9092", 1, "D3")):
        done = doctor(text, "--json")
        assert (done.returncode, json.loads(done.stdout)["verdict"]["class"]) == (status, expected)
    assert doctor().returncode == 2
    plain = doctor(broker.bootstrap)
    assert plain.stdout.startswith("OK: ")
    assert f"Address: {broker.bootstrap}" in plain.stdout
