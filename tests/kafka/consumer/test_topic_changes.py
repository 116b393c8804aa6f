"""Topics that change while panes read them: recreated with more or fewer partitions, or grown."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import confluent_kafka
import pytest
from kafka import KafkaConsumer, OffsetAndMetadata, TopicPartition
from kafka.errors import CommitFailedError

from kafkadesk.core.events import Assigned, PositionsMoved, Reading, Unreadable, WorkerDied
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.wire import Throttle
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client import library
from kafkadesk.transport.consumer.commits import CommitNote, TopicCommits
from kafkadesk.transport.consumer.identity import TopicIdentity, TopicNow
from tests.rigs.broker import Broker
from tests.rigs.clients import options_for, wait_for
from tests.rigs.processes import Cluster, Panes


@pytest.fixture
def admin(broker: Broker) -> Iterator[Admin]:
    asked = Admin(options_for(broker.bootstrap))
    asked.open()
    yield asked
    asked.close()


def test_everybody_tells_of_which_topic_the_offsets_are(panes: Panes, cluster: Cluster, admin: Admin) -> None:
    topic = cluster.topic(2)
    group = f"{topic}-g"
    observed, member = panes.observe("a", topic), panes.join("b", topic, group, EARLIEST)
    cluster.send(topic, [b"old"] * 4)
    panes.until(lambda: panes.committed(group) == {0: 2, 1: 2})
    logs, info = admin.logs(topic), admin.group(group)
    assert (logs.begins, logs.ends, logs.stable) == ({0: 0, 1: 0}, {0: 2, 1: 2}, {0: 2, 1: 2})
    assert 0 < logs.asked_at <= logs.at < info.asked_at <= info.at
    (known,) = (found for found in admin.topics() if found.name == topic)
    assigned = panes.next(Assigned, "b").topic_id
    assert known.topic_id is not None
    assert {logs.topic_id, info.topic_ids[topic], observed.topic_id, member.topic_id, assigned} == {known.topic_id}
    mark = len(panes.events)
    cluster.remake(topic, 2)
    new = admin.logs(topic)
    assert new.topic_id not in (None, known.topic_id)
    assert new.ends == {0: 0, 1: 0}
    for pane in ("a", "b"):
        assert panes.next(Reading, pane, since=mark, where=lambda e: e.positions).topic_id == new.topic_id
    assert admin.group(group).topic_ids == {topic: new.topic_id}


def test_an_observer_of_a_topic_that_was_recreated_with_fewer_partitions_has_nothing_of_the_old_ones(
    panes: Panes, cluster: Cluster
) -> None:
    topic = cluster.topic(4)
    cluster.send(topic, [b"old"] * 8)
    panes.observe("a", topic, EARLIEST)
    panes.until(lambda: panes.values("a") == [b"old"] * 8)
    mark = len(panes.events)
    cluster.remake(topic, 2)
    assert panes.next(Reading, "a", since=mark).positions == {0: 0, 1: 0}
    gaps = [e for e in panes.events[mark:] if isinstance(e, Unreadable)]
    assert [(gap.partition, gap.start, gap.end, gap.kind) for gap in gaps] == [(p, 0, 2, GapKind.RECREATED) for p in range(4)]
    cluster.send(topic, [b"new"] * 2)
    moved = panes.next(PositionsMoved, "a", since=mark, where=lambda e: sum(e.positions.values()) == 2)
    assert (moved.positions, moved.end_offsets, moved.begin_offsets) == ({0: 1, 1: 1}, {0: 1, 1: 1}, {0: 0, 1: 0})
    assert panes.values("a")[8:] == [b"new"] * 2


@pytest.mark.parametrize("per_second", [0, 2], ids=["at full pace", "throttled"])
def test_added_partitions_are_read_from_their_beginning_also_by_who_joined_at_the_end(
    panes: Panes, cluster: Cluster, per_second: int
) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, [b"old"] * 2)
    for pane in ("a", "b"):
        panes.join(pane, topic, f"{topic}-g")
        panes.processes.send(pane, Throttle(per_second=per_second))
    panes.settled(2, "a", "b")
    mark = len(panes.events)
    cluster.grow(topic, 4)
    cluster.send(topic, [b"new"] * 8)
    panes.settled(4, "a", "b", since=mark)
    panes.until(lambda: len(panes.values("a")) + len(panes.values("b")) == 8)
    assert {b"new"} == {*panes.values("a"), *panes.values("b")}
    panes.until(lambda: cluster.committed(f"{topic}-g", topic) == {0: 3, 1: 3, 2: 2, 3: 2})


def test_partitions_that_were_added_while_nobody_was_there_are_read_from_their_beginning_too(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    group = f"{topic}-g"
    cluster.send(topic, [b"old"] * 2)
    panes.join("a", topic, group)
    panes.processes.kill("a")
    panes.next(WorkerDied, "a")
    cluster.grow(topic, 4)
    cluster.send(topic, [b"new"] * 4)
    reading = panes.join("b", topic, group)
    assert (reading.positions, reading.resumed) == ({0: 1, 1: 1, 2: 0, 3: 0}, frozenset({0, 1}))
    panes.until(lambda: panes.values("b") == [b"new"] * 4)
    assert panes.join("c", topic, f"{topic}-other").positions == {0: 2, 1: 2, 2: 1, 3: 1}, "a group that begins now begins at the end"


def test_members_of_one_group_read_two_topics(panes: Panes, cluster: Cluster) -> None:
    """Whoever leads the group asks for the partitions of a topic that it does not read itself."""
    first, second = cluster.topic(2), cluster.topic(3)
    group = f"{first}-g"
    panes.join("a", first, group, EARLIEST)
    panes.processes.open("b")
    panes.begin("b", second, group, EARLIEST)
    panes.settled(3, "b")
    cluster.send(first, [b"first"] * 4)
    cluster.send(second, [b"second"] * 6)
    panes.until(lambda: (panes.values("a"), panes.values("b")) == ([b"first"] * 4, [b"second"] * 6))
    mark = len(panes.events)
    cluster.grow(second, 4)
    panes.settled(4, "b", since=mark)
    panes.settled(2, "a", since=mark)
    panes.until(lambda: cluster.committed(group, first) == {0: 2, 1: 2})
    panes.until(lambda: cluster.committed(group, second) == {0: 2, 1: 2, 2: 2, 3: 0})


class LoadingProducer:
    """Another program that sends 200 numbers a second to a topic, whatever happens to it."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self._producer = confluent_kafka.Producer({"bootstrap.servers": bootstrap, "topic.metadata.refresh.interval.ms": 200})
        self._topic = topic
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        number = 0
        while not self._stop.wait(0.005):
            number += 1
            self._producer.produce(self._topic, b"%d" % number)
            self._producer.poll(0)
        self._producer.flush(10)

    def end(self) -> None:
        self._stop.set()
        self._thread.join()


@contextmanager
def loading(bootstrap: str, topic: str) -> Iterator[LoadingProducer]:
    producer = LoadingProducer(bootstrap, topic)
    try:
        yield producer
    finally:
        producer.end()


@pytest.mark.parametrize("partitions", [2, 4, 6])
def test_every_record_of_a_topic_that_was_recreated_under_load_reaches_the_group(
    broker: Broker, panes: Panes, cluster: Cluster, admin: Admin, partitions: int
) -> None:
    topic = cluster.topic(4)
    group = f"{topic}-g"
    with loading(broker.bootstrap, topic) as producer:
        panes.join("a", topic, group, EARLIEST)
        panes.join("b", topic, group, EARLIEST)
        panes.settled(4, "a", "b")
        panes.until(lambda: len(panes.rows("a")) > 100 and len(panes.rows("b")) > 100)
        mark = len(panes.events)
        cluster.remake(topic, partitions)
        panes.settled(partitions, "a", "b", since=mark)
        panes.until(lambda: min(sum(admin.end_offsets(topic).values()), len(panes.rows("a")), len(panes.rows("b"))) > 300)
        producer.end()
    ends = admin.end_offsets(topic)
    new = {record.value for record in admin.read_range(topic, dict.fromkeys(ends, 0), ends, 20.0)}
    panes.until(lambda: cluster.committed(group, topic) == ends)
    assert new - {*panes.values("a"), *panes.values("b")} == set()


def test_a_commit_of_a_deleted_topic_counts_for_no_pane(panes: Panes, cluster: Cluster, admin: Admin) -> None:
    """It came through when the topic was deleted and recreated, and the broker took it for one of the new topic."""
    topic = cluster.topic(1)
    group = f"{topic}-g"
    cluster.send(topic, [b"old"] * 5)
    panes.join("a", topic, group, EARLIEST)
    panes.until(lambda: panes.committed(group) == {0: 5})
    partition = TopicPartition(topic, 0)
    (crossed,) = cluster.commits(group).values()
    panes.processes.close("a")
    panes.until(lambda: not cluster.members(group))
    cluster.remake(topic, 1)
    cluster.send(topic, [b"new"] * 9)
    cluster.set_commits(group, {partition: OffsetAndMetadata(crossed.offset, crossed.metadata, -1)})
    reading = panes.join("b", topic, group)
    assert (reading.positions, reading.resumed) == ({0: 0}, frozenset())
    panes.until(lambda: panes.values("b") == [b"new"] * 9)


@pytest.mark.allow_logs("not found in cluster metadata", "likely recreated")
def test_a_commit_that_crossed_the_deletion_is_put_right_at_once(
    broker: Broker, cluster: Cluster, admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = cluster.topic(1)
    group = f"{topic}-g"
    consumer = KafkaConsumer(bootstrap_servers=broker.bootstrap, group_id=group, enable_auto_commit=False, allow_auto_create_topics=False)
    consumer.subscribe([topic])
    identity = TopicIdentity(consumer, topic)
    identity.begin()
    wait_for(lambda: consumer.poll(50) is not None and consumer.assignment(), "the partition")
    commits = TopicCommits(consumer, topic, identity)
    answers, ask = [TopicNow(identity.topic_id, 1)], identity.ask_broker

    async def outdated_once(node_id: object) -> TopicNow:
        return answers.pop() if answers else await ask(node_id)

    monkeypatch.setattr(identity, "ask_broker", outdated_once)
    cluster.remake(topic, 1)
    with pytest.raises(CommitFailedError):
        library.network(consumer).run(commits.make, {0: 5})
    (commit,) = cluster.commits(group).values()
    note = CommitNote.parse(commit.metadata)
    assert note is not None
    assert (commit.offset, note.topic_id) == (0, admin.logs(topic).topic_id)
    consumer.close(autocommit=False)
