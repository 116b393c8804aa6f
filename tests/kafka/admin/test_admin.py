import asyncio
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition
from kafka import errors as kafka_errors
from kafka.protocol.api_message import ApiMessage

from kafkadesk.core.errors import ConnectError, KafkaRefusedError, UserError
from kafkadesk.core.state import Broker as Advertised
from kafkadesk.core.state import GroupInfo, Topic
from kafkadesk.desk.panes.group_guard import GroupGuard
from kafkadesk.transport.admin.admin import RELEASES, Admin
from kafkadesk.transport.admin.group_protocol import Field, _field, _nullable, _schema
from kafkadesk.transport.consumer.topic_lookup import partitions_of
from tests.rigs.broker import Broker
from tests.rigs.clients import Sent, deletes, frozen, options_for, record, sending, wait_for


@pytest.fixture
def sent(broker: Broker) -> Iterator[Sent]:
    with sending(broker.bootstrap) as made:
        yield made


@pytest.fixture
def admin(sent: Sent) -> Admin:
    return sent.admin


@pytest.fixture
def member(broker: Broker, sent: Sent) -> Iterator[Callable[[str, str], Any]]:
    """Make members of groups, as another program would."""
    made: list[Any] = []

    def join(topic: str, group: str) -> Any:
        consumer = KafkaConsumer(bootstrap_servers=broker.bootstrap, group_id=group, client_id="nightly", enable_auto_commit=False)
        made.append(consumer)
        consumer.subscribe([topic])
        partitions_of(consumer, topic)  # or, as the group's leader, it may assign nothing and never notice (3.0.12)
        wait_for(lambda: consumer.poll(50) is not None and consumer.assignment(), "partitions for the member")
        return consumer

    yield join
    for consumer in made:
        consumer.close(autocommit=False)


def test_the_cluster_names_itself_its_brokers_and_its_version(admin: Admin, broker: Broker) -> None:
    info = admin.cluster()
    assert info.cluster_id
    assert [(b.host, b.port) for b in info.brokers] == [("127.0.0.1", broker.port)]
    assert info.controller == info.brokers[0].node_id
    if broker.local is not None:
        assert info.version == "4.3"


def test_the_table_of_releases_is_in_order() -> None:
    assert list(RELEASES) == sorted(RELEASES)
    assert list(RELEASES.values()) == sorted(RELEASES.values(), key=lambda text: [int(part) for part in text.split(".")])


@pytest.mark.parametrize(("level", "version"), [(25, "4.0"), (24, "4.0"), (30, "4.3"), (31, "4.3+"), (1, "3.3")])
def test_the_version_is_that_of_the_highest_metadata_level(admin: Admin, monkeypatch: pytest.MonkeyPatch, level: int, version: str) -> None:
    monkeypatch.setattr(admin.connected_client().kafka, "describe_features", lambda: {"metadata.version": {"supported": (1, level)}})
    assert admin.cluster().version == version


def test_every_broker_is_reached_by_a_request_of_its_own_from_many_threads(admin: Admin) -> None:
    (broker,) = admin.cluster().brokers
    trips: list[float] = []
    threads = [threading.Thread(target=lambda: trips.append(admin.reach(broker, 3.0))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(trips) == 8
    assert all(0 < trip < 3_000 for trip in trips)


def test_a_broker_whose_name_is_not_known_here_is_named(admin: Admin) -> None:
    with pytest.raises(ConnectError, match=r"This PC does not know the name no-such-host\.invalid, .*no-such-host\.invalid:9092"):
        admin.reach(Advertised(node_id=77, host="no-such-host.invalid", port=9092), 3.0)


def test_a_broker_that_is_silent_is_given_up_in_time(admin: Admin, broker: Broker) -> None:
    if broker.local is None:
        pytest.skip("somebody else's broker is not stopped")
    (advertised,) = admin.cluster().brokers
    started = time.monotonic()
    with frozen(broker.pid), pytest.raises(ConnectError, match=rf"127\.0\.0\.1:{broker.port} does not answer within 1 s\."):
        admin.reach(advertised, 1.0)
    assert time.monotonic() - started < 2
    assert admin.reach(advertised, 3.0) > 0


@deletes
def test_a_topic_is_usable_as_soon_as_it_is_made_and_gone_when_it_is_deleted(sent: Sent, admin: Admin) -> None:
    topic = sent.topic(3)
    (made,) = (known for known in admin.topics() if known.name == topic)
    assert made == Topic(name=topic, partitions=3, topic_id=made.topic_id)
    assert made.topic_id is not None
    assert admin.end_offsets(topic) == {0: 0, 1: 0, 2: 0}
    admin.delete_topic(topic)
    assert topic not in {t.name for t in admin.topics()}
    with pytest.raises(KafkaRefusedError, match="The topic or partition does not exist on the cluster"):
        admin.end_offsets(topic)


def test_what_kafka_refuses_to_make_is_said_in_words(sent: Sent, admin: Admin) -> None:
    topic = sent.topic(1)
    for name, partitions, replication, words in (
        (topic, 1, -1, "A topic of this name is there already."),
        ("no good", 1, -1, "Kafka does not allow this topic name."),
        ("t" * 250, 1, -1, "Kafka does not allow this topic name."),
        (topic + "-2", 0, -1, "Kafka does not accept this number of partitions."),
        (topic + "-3", 1, 9, "The cluster has too few brokers for this replication factor."),
    ):
        with pytest.raises(KafkaRefusedError) as caught:
            admin.create_topic(name, partitions, replication)
        assert caught.value.title.render() == words


def test_offsets_are_those_of_the_log(sent: Sent, admin: Admin) -> None:
    topic = sent.topic(2)
    sent.send(*(record(topic, n, partition=0) for n in range(5)))
    middle = admin.read_range(topic, {0: 2}, {0: 3}, 10.0)[0].timestamp_ms
    assert middle is not None
    assert admin.beginning_offsets(topic) == {0: 0, 1: 0}
    assert admin.end_offsets(topic) == {0: 5, 1: 0}
    assert admin.offsets_for_time(topic, 0) == {0: 0, 1: 0}
    assert 0 <= admin.offsets_for_time(topic, middle)[0] <= 2
    assert admin.offsets_for_time(topic, middle + 3_600_000) == {0: 5, 1: 0}, "after the last record: the log end"


def test_a_range_is_read_exactly(sent: Sent, admin: Admin) -> None:
    topic = sent.topic(2)
    sent.send(*(record(topic, n, partition=n % 2, value=b"%d" % n) for n in range(2_000)))
    found = admin.read_range(topic, {0: 10, 1: 0}, {0: 900, 1: 1}, 20.0)
    assert [(r.partition, r.offset) for r in found] == [(0, offset) for offset in range(10, 900)] + [(1, 0)]
    assert all(int(r.value or b"") == 2 * r.offset + r.partition for r in found)
    assert admin.read_range(topic, {0: 5}, {0: 5}, 10.0) == []


def test_a_group_nobody_used_is_dead_and_empty(admin: Admin) -> None:
    info = admin.group("nobody-was-here")
    assert (info.state, info.members, info.committed) == ("Dead", (), {})


def test_a_group_of_another_program_is_described_with_members_and_commits(
    sent: Sent, admin: Admin, member: Callable[[str, str], Any]
) -> None:
    topic, group = sent.topic(2), "nightly-job"
    consumer = member(topic, group)
    consumer.commit({TopicPartition(topic, 0): OffsetAndMetadata(3, "", -1)})
    info = admin.group(group)
    assert (info.state, info.assignor) == ("Stable", "range")
    assert [(m.client_id, m.host, m.partitions) for m in info.members] == [("nightly", "127.0.0.1", {topic: (0, 1)})]
    assert info.committed == {topic: {0: 3}}
    assert group in admin.groups()


class SyncGroupRequest(ApiMessage):  # type: ignore[misc]  # the name of a schema file that is there; see group_protocol.py
    """ConsumerGroupHeartbeatRequest: how a member of the new consumer protocol joins."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        del json
        places = [_field("TopicId", "uuid"), _field("Partitions", "[]int32")]
        fields = [
            _field("GroupId", "string"),
            _field("MemberId", "string"),
            _field("MemberEpoch", "int32"),
            _nullable("InstanceId"),
            _nullable("RackId"),
            _field("RebalanceTimeoutMs", "int32"),
            _field("SubscribedTopicNames", "[]string", nullableVersions="0+", default="null"),
            _nullable("ServerAssignor"),
            _field("TopicPartitions", "[]TopicPartitions", nullableVersions="0+", default="null", fields=places),
        ]
        return _schema("request", "ConsumerGroupHeartbeatRequest", fields) | {"apiKey": 68, "validVersions": "0"}


class SyncGroupResponse(ApiMessage):  # type: ignore[misc]
    """The start of ConsumerGroupHeartbeatResponse: what is needed of it."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        del json
        places = [_field("TopicId", "uuid"), _field("Partitions", "[]int32")]
        assignment = [_field("TopicPartitions", "[]TopicPartitions", fields=places)]
        fields = [
            _field("ThrottleTimeMs", "int32"),
            _field("ErrorCode", "int16"),
            _nullable("ErrorMessage"),
            _nullable("MemberId"),
            _field("MemberEpoch", "int32"),
            _field("HeartbeatIntervalMs", "int32"),
            _field("Assignment", "Assignment", nullableVersions="0+", default="null", fields=assignment),
        ]
        return _schema("response", "ConsumerGroupHeartbeatResponse", fields) | {"apiKey": 68, "validVersions": "0"}


def test_a_group_of_the_new_consumer_protocol_is_described_too(sent: Sent, admin: Admin) -> None:
    topic, group = sent.topic(2), f"new-{uuid.uuid4().hex[:8]}"
    calls = admin.connected_client()
    assert admin.group(group).protocol == "classic", "nobody was there yet; the coordinator is found now"

    def beat(member: str, epoch: int, owned: list[Any]) -> Any:
        request = SyncGroupRequest(
            group_id=group,
            member_id=member,
            member_epoch=epoch,
            rebalance_timeout_ms=30_000,
            subscribed_topic_names=[topic],
            topic_partitions=owned,
        )
        return calls.run(calls.manager.send, request)

    joined = beat(str(uuid.uuid4()), 0, [])
    assert joined.error_code == 0, joined
    info = admin.group(group)
    assert info.protocol == "consumer"
    assert [(m.member_id, m.host) for m in info.members] == [(joined.member_id, "127.0.0.1")]
    assert info.members[0].client_id == "kafkadesk"

    def assigned() -> bool:
        beat(joined.member_id, joined.member_epoch, [])
        return admin.group(group).members[0].partitions == {topic: (0, 1)}

    wait_for(assigned, "the assignment", 5.0)
    beat(joined.member_id, -1, [])
    wait_for(lambda: admin.group(group).members == (), "the leave", 5.0)


class AddOffsetsToTxnRequest(ApiMessage):  # type: ignore[misc]
    """ShareGroupHeartbeatRequest: how a member of a share group joins."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        del json
        names = _field("SubscribedTopicNames", "[]string", nullableVersions="0+", default="null")
        fields = [_field("GroupId", "string"), _field("MemberId", "string"), _field("MemberEpoch", "int32"), _nullable("RackId"), names]
        return _schema("request", "ShareGroupHeartbeatRequest", fields) | {"apiKey": 76, "validVersions": "1"}


class AddOffsetsToTxnResponse(ApiMessage):  # type: ignore[misc]
    """The start of ShareGroupHeartbeatResponse, which is that of the other groups."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        return SyncGroupResponse.json_patch(json) | {"name": "ShareGroupHeartbeatResponse", "apiKey": 76, "validVersions": "1"}


def test_a_share_group_is_described_as_one_and_no_consumer_joins_it(sent: Sent, admin: Admin) -> None:
    topic, group = sent.topic(1), f"share-{uuid.uuid4().hex[:8]}"
    assert admin.group(group).other_kind is None, "nobody was there yet; the coordinator is found now"
    calls = admin.connected_client()
    request = AddOffsetsToTxnRequest(group_id=group, member_id=str(uuid.uuid4()), member_epoch=0, subscribed_topic_names=[topic])
    assert calls.run(calls.manager.send, request).error_code == 0
    info = admin.group(group)
    assert (info.other_kind, info.state) == ("share", "Stable")

    async def ask(asked: str) -> GroupInfo:
        return admin.group(asked)

    with pytest.raises(KafkaRefusedError) as refused:
        asyncio.run(GroupGuard(dict, ask).check(group))
    assert refused.value.sentence() == (
        f"{group} is no consumer group but one of another kind (share): a consumer pane cannot join it. Type another group ID."
    )


def test_offsets_are_set_while_a_group_is_empty_and_refused_while_it_has_members(
    sent: Sent, admin: Admin, member: Callable[[str, str], Any]
) -> None:
    topic, group = sent.topic(2), "reset-me"
    admin.commit_offsets(group, topic, {0: 4, 1: 0})
    assert admin.group(group).committed == {topic: {0: 4, 1: 0}}
    member(topic, group)
    with pytest.raises(KafkaRefusedError, match="The group does not know this member, or has members of its own"):
        admin.commit_offsets(group, topic, {0: 1})
    assert admin.group(group).committed[topic][0] == 4


def test_a_group_whose_coordinator_was_elsewhere_is_found_again(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    admin.group("moved")
    calls = admin.connected_client()
    answers = iter([kafka_errors.NotCoordinatorError("x"), kafka_errors.CoordinatorLoadInProgressError("x")])
    ask = calls.kafka.list_group_offsets

    def sometimes(specs: Any) -> Any:
        for error in answers:
            raise error
        return ask(specs)

    monkeypatch.setattr(calls.kafka, "list_group_offsets", sometimes)
    assert admin.group("moved").state == "Dead"


def test_a_question_in_the_pause_after_a_failed_connection_waits_for_the_next_one(admin: Admin) -> None:
    """Right after a broker's return the library still keeps that pause, and alone would say that there is no broker."""
    manager = admin.connected_client().manager

    def lose() -> None:
        for node in manager.cluster.brokers():
            manager.close(node.node_id)
            manager._backoff[node.node_id] = (5, time.monotonic() + 0.8, 1000)

    for ask in (admin.topics, admin.groups, lambda: admin.group("after-a-pause")):
        lost = threading.Event()
        manager.call_soon(lose).add_both(lambda _, lost=lost: lost.set())
        assert lost.wait(5)
        ask()


def test_it_goes_on_after_the_broker_was_restarted(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with sending(broker.bootstrap) as sent:
        topic = sent.topic(2)
        broker.kill()
        started = time.monotonic()
        with pytest.raises(UserError):
            sent.admin.cluster()
        assert time.monotonic() - started < 7
        broker.restart()

        def answers() -> bool:
            try:
                return sent.admin.reach(sent.admin.cluster().brokers[0], 3.0) > 0
            except ConnectError:
                return False

        wait_for(answers, "an answer after the restart", 10.0)
        assert sent.admin.end_offsets(topic) == {0: 0, 1: 0}
        assert sent.admin.group("after-restart").state == "Dead"


def test_no_question_to_a_silent_broker_takes_longer_than_its_bound(admin: Admin, broker: Broker) -> None:
    if broker.local is None:
        pytest.skip("somebody else's broker is not stopped")
    started = time.monotonic()
    with frozen(broker.pid), pytest.raises(ConnectError):
        admin.topics()
    assert time.monotonic() - started < 7


def test_a_port_that_takes_connections_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        admin = Admin(options_for(f"127.0.0.1:{server.getsockname()[1]}"))
        started = time.monotonic()
        with pytest.raises(ConnectError):
            admin.open()
        assert time.monotonic() - started < 5
    with pytest.raises(ConnectError, match="The connection is closed"):
        admin.topics()


def test_neither_facade_imports_the_library_before_it_is_opened() -> None:
    code = "import sys, kafkadesk.transport.admin.admin, kafkadesk.transport.producer.producer, kafkadesk.system.processes.forget; sys.exit('kafka' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
