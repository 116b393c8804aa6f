"""The doctor asked by a test: an examination, its class, brokers that say something else of themselves."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

from kafka.protocol.metadata import MetadataResponse

from kafkadesk.core.cluster.profiles import Security
from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep, read_servers
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.doctor.probe import Probe
from tests.rigs.broker import Broker
from tests.rigs.fault_proxy import METADATA, FaultProxy

Rewrite = Callable[[Any], None]

FIRST_S, ALL_S = 3.0, 15.0  # promised to the user: the first finding, the whole examination
HOST = "127.0.0.1"

UNKNOWN = "kafka-node-1.invalid"  # RFC 6761: never resolves


def examine(where: str, security: Security = Security(), **more: object) -> Diagnosis:  # noqa: B008  # frozen
    """Examine, and see that it was in time: what is not well, and the verdict."""
    servers, fault = read_servers(where)
    assert fault is None
    began = time.monotonic()
    told: list[float] = []

    def tell(step: ProbeStep) -> None:
        if step.finds:
            told.append(time.monotonic() - began)

    found = Probe(servers, security=security, tell=tell, **more).run()  # type: ignore[arg-type]
    assert time.monotonic() - began <= ALL_S
    assert bool(told) or not found.findings, "a finding that nobody was told of before the end"
    assert not told or told[0] <= FIRST_S
    return found


def kind(where: str, security: Security = Security(), **more: object) -> str:  # noqa: B008
    """Return the class of the verdict; its words must be whole."""
    verdict = examine(where, security, **more).verdict
    assert "{" not in verdict.title.render() + verdict.fix.render(), verdict
    return verdict.kind


@contextlib.contextmanager
def saying_of_itself(broker: Broker, rewrite: Rewrite) -> Iterator[int]:
    """Give a port at which the broker answers, with what it says of its cluster rewritten."""

    def change(version: int, answer: bytes) -> bytes:
        response = MetadataResponse.decode(answer, version=version, header=True)
        rewrite(response)
        return bytes(response.encode(header=True))

    proxy = FaultProxy(free_port(), broker.port)
    proxy.change_answers(METADATA, change)
    try:
        yield proxy.port
    finally:
        proxy.close()


def naming(*places: tuple[str, int]) -> Rewrite:
    """Let the cluster consist of brokers at these places."""

    def rewrite(response: Any) -> None:
        of = MetadataResponse.MetadataResponseBroker
        response.brokers = [of(node_id=n, host=host, port=port, rack=None) for n, (host, port) in enumerate(places, 1)]

    return rewrite
