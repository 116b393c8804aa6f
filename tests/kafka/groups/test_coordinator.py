"""A group whose coordinator is not there, or that is denied (faults.md row 51): the pane says which, and goes on by itself."""

import struct
import uuid
from collections.abc import Iterator

import pytest

from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.events import PaneTrouble, Reading, WorkerReady
from kafkadesk.core.wire import Leave
from tests.rigs.broker import ProxiedBroker
from tests.rigs.fault_proxy import Change
from tests.rigs.processes import Panes, cluster_on, panes_on

FIND_COORDINATOR = 10
NOT_AVAILABLE, DENIED = 15, 30  # error codes of Kafka's protocol
SAID_S = 10.0  # row 51: no silent emptiness for longer


def answer_with(code: int) -> Change:
    """Answer FindCoordinator (version 4 or later: one entry a group, compact types) with an error for the one group that is asked for."""

    def change(version: int, answer: bytes) -> bytes:
        assert version >= 4, version
        correlation, length = answer[:4], answer[10]  # then: tags, throttle time, number of entries + 1, length of the group's id + 1
        group = answer[11 : 10 + length]
        entry = bytes([length]) + group + struct.pack(">i", -1) + b"\x01" + struct.pack(">ih", -1, code) + b"\x00\x00"
        return correlation + b"\x00" + struct.pack(">i", 0) + b"\x02" + entry + b"\x00"

    return change


@pytest.fixture
def panes(proxied_broker: ProxiedBroker) -> Iterator[Panes]:
    with panes_on(proxied_broker.bootstrap) as found:
        yield found


@pytest.fixture
def topic(proxied_broker: ProxiedBroker) -> str:
    with cluster_on(proxied_broker.broker.bootstrap) as cluster:
        return cluster.topic(2)


def begin(panes: Panes, topic: str) -> str:
    group = f"coordinator-{uuid.uuid4().hex[:6]}"
    panes.processes.open("a")
    panes.begin("a", topic, group)
    return group


def test_a_group_without_a_coordinator_is_said_and_joined_when_it_has_one(panes: Panes, topic: str, proxied_broker: ProxiedBroker) -> None:
    proxied_broker.proxy.change_answers(FIND_COORDINATOR, answer_with(NOT_AVAILABLE))
    group = begin(panes, topic)
    trouble = panes.next(PaneTrouble, "a")
    assert trouble.at - panes.next(WorkerReady, "a").at < SAID_S  # not counted: the start of a process
    assert not trouble.fatal
    assert trouble.error is not None
    assert trouble.error.title.render() == f"No assignment: group {group} has no coordinator that answers just now."
    proxied_broker.proxy.change_answers(FIND_COORDINATOR, None)
    reading = panes.next(Reading, "a")
    assert sorted(reading.positions) == [0, 1]
    panes.next(PaneTrouble, "a", where=lambda e: e.error is None)


def test_a_group_that_is_denied_is_said_and_not_tried_again(panes: Panes, topic: str, proxied_broker: ProxiedBroker) -> None:
    proxied_broker.proxy.change_answers(FIND_COORDINATOR, answer_with(DENIED))
    begin(panes, topic)
    trouble = panes.next(PaneTrouble, "a")
    assert trouble.at - panes.next(WorkerReady, "a").at < SAID_S  # not counted: the start of a process
    assert trouble.fatal
    assert isinstance(trouble.error, KafkaRefusedError)
    asked = proxied_broker.proxy.requests[FIND_COORDINATOR]
    panes.processes.send("a", Leave())
    assert proxied_broker.proxy.requests[FIND_COORDINATOR] <= asked + 1
    print(trouble.error.sentence())
