"""The doctor asked about a topic and a group: a real broker with an authorizer, and answers rewritten where one broker has no such trouble."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._acl import AclBinding, AclOperation, AclPermissionType
from confluent_kafka.admin._resource import ResourcePatternType, ResourceType
from confluent_kafka.cimpl import NewTopic
from kafka.protocol.metadata import FindCoordinatorResponse

from kafkadesk.core.cluster.profiles import Protocol, Secrets, Security
from kafkadesk.core.doctor.judge import Diagnosis
from kafkadesk.system.local_kafka.config import Ports
from kafkadesk.system.local_kafka.ports import free_port
from tests.rigs.broker import Broker, start_broker
from tests.rigs.doctor import HOST, examine, saying_of_itself
from tests.rigs.fault_proxy import FaultProxy
from tests.rigs.security import JAAS

USERS = {"reader": "CANARY-r", "writer": "CANARY-w", "nobody": "CANARY-n"}
OPEN, GROUP = "open-topic", "open-group"
FIND_COORDINATOR = 10  # an API key of Kafka's protocol
Ask = Callable[..., Diagnosis]


def create(broker: Broker, *topics: NewTopic) -> AdminClient:
    """Create topics, and wait until the broker says that it has them: the controller answers for their creation a moment sooner."""
    admin = AdminClient({"bootstrap.servers": broker.bootstrap})
    for done in admin.create_topics(list(topics)).values():
        done.result(20)
    end = time.monotonic() + 20
    while not {topic.topic for topic in topics} <= set(admin.list_topics(timeout=10).topics):
        assert time.monotonic() < end, "the broker does not have its topics"
    return admin


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A broker that lets its users do only what they have a right to: `ask(user, topic, group)`."""
    port = free_port()

    def settings(ports: Ports) -> dict[str, str | int]:
        users = " ".join(f'user_{user}="{password}"' for user, password in USERS.items())
        places = f"PLAINTEXT://{HOST}:{ports.broker},LOGIN://{HOST}:{port}"
        return {
            "listeners": f"{places},CONTROLLER://{HOST}:{ports.controller}",
            "advertised.listeners": places,
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,LOGIN:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT",
            "listener.name.login.sasl.enabled.mechanisms": "PLAIN",
            "listener.name.login.plain.sasl.jaas.config": f"{JAAS}.plain.PlainLoginModule required {users};",
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",  # the brokers themselves, and this fixture
        }

    broker = start_broker(tmp_path_factory.mktemp("rights"), settings)
    admin = create(broker, NewTopic(OPEN, 1, 1), NewTopic("closed-topic", 1, 1))
    rights = [
        ("reader", ResourceType.TOPIC, OPEN, AclOperation.READ),
        ("reader", ResourceType.GROUP, GROUP, AclOperation.READ),
        ("writer", ResourceType.TOPIC, OPEN, AclOperation.WRITE),
    ]
    for done in admin.create_acls(
        [
            AclBinding(kind, name, ResourcePatternType.LITERAL, f"User:{user}", "*", operation, AclPermissionType.ALLOW)
            for user, kind, name, operation in rights
        ]
    ).values():
        done.result(20)

    def ask_(user: str, topic: str, group: str | None = None) -> Diagnosis:
        security = Security(protocol=Protocol.SASL_PLAINTEXT, username=user)
        return examine(f"{HOST}:{port}", security, secrets=Secrets(password=USERS[user]), topic=topic, group=group)

    deadline = time.monotonic() + 20  # the authorizer gets to know of its rules a moment after they were taken
    while not (ask_("writer", OPEN).well and ask_("reader", OPEN, GROUP).well):
        assert time.monotonic() < deadline, "the rights did not come into force"
    yield ask_
    broker.stop()


@pytest.mark.parametrize(
    ("user", "topic", "group", "expected"),
    [
        ("writer", OPEN, None, "OK"),
        ("reader", OPEN, GROUP, "OK"),
        ("reader", "closed-topic", GROUP, "C2"),
        ("reader", OPEN, "closed-group", "C6"),
        ("reader", OPEN, None, "C7"),  # it may read, and nothing else
    ],
)
def test_what_a_user_has_no_right_to(ask: Ask, user: str, topic: str, group: str | None, expected: str) -> None:
    verdict = ask(user, topic, group).verdict
    said = verdict.title.render() + verdict.fix.render()
    assert verdict.kind == expected
    assert "{" not in said
    if expected != "OK":
        assert user in said or topic in said
        assert "ACL" in said


def test_a_topic_that_is_not_there_and_one_that_cannot_be(broker: Broker) -> None:
    missing = examine(broker.bootstrap, topic="no-such-topic-yet")
    assert missing.verdict.kind == "C1"
    assert examine(broker.bootstrap, topic="no-such-topic-yet").verdict.kind == "C1"  # the question did not create it
    assert examine(broker.bootstrap, topic="not a topic").verdict.kind == "C3"


def test_too_few_copies_in_sync(broker: Broker) -> None:
    create(broker, NewTopic("doctor-strict", 2, 1, config={"min.insync.replicas": "2"}))
    found = examine(broker.bootstrap, topic="doctor-strict")
    assert found.verdict.kind == "C5"
    assert "needs 2 copies" in found.verdict.title.render()
    assert "has 1" in found.verdict.title.render()


def test_partitions_without_a_leader(broker: Broker) -> None:
    create(broker, NewTopic("doctor-headless", 3, 1))

    def lose(response: Any) -> None:
        for topic in response.topics:
            for partition in topic.partitions:
                if partition.partition_index != 1:
                    partition.leader_id, partition.error_code = -1, 5

    with saying_of_itself(broker, lose) as port:
        found = examine(f"{HOST}:{port}", topic="doctor-headless")
    assert found.verdict.kind == "C4"
    assert "(0, 2)" in found.verdict.title.render()


def test_a_group_that_nobody_coordinates(broker: Broker) -> None:
    def nobody(version: int, answer: bytes) -> bytes:
        response = FindCoordinatorResponse.decode(answer, version=version, header=True)
        response.error_code, response.node_id = 15, -1
        return bytes(response.encode(header=True))

    proxy = FaultProxy(free_port(), broker.port)
    proxy.change_answers(FIND_COORDINATOR, nobody)
    try:
        verdict = examine(f"{HOST}:{proxy.port}", group="doctor-group").verdict
    finally:
        proxy.close()
    assert verdict.kind == "C6"
    assert "no broker coordinates it" in verdict.title.render()
