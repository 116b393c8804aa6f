"""Consumer processes and what goes wrong: records nobody can read, deleted offsets, a broker that is away, frozen or dead."""

import sys
import time
import uuid
from collections.abc import Callable

import psutil
import pytest
from kafka import KafkaConsumer
from kafka.errors import CorruptRecordError
from kafka.structs import TopicPartition

from kafkadesk.core.errors import ConnectError
from kafkadesk.core.events import PaneTrouble, PositionsMoved, Stopped, Unreadable, WorkerDied, WorkerReady
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.wire import Leave, Throttle
from kafkadesk.transport.fetch.unreadable import bad_batch
from tests.rigs.broker import Broker
from tests.rigs.clients import frozen
from tests.rigs.processes import Cluster, Panes, cluster_on, panes_on
from tests.rigs.spoilt_logs import spoil

EARLIEST = Start(StartKind.EARLIEST)


@pytest.mark.parametrize("group", [None, "spoilt"])
def test_an_unreadable_batch_is_passed_over_and_named(panes: Panes, cluster: Cluster, group: str | None) -> None:
    topic = cluster.topic(2)
    spoil(cluster, topic)
    group = group and f"{group}-{uuid.uuid4().hex[:6]}"
    reading = panes.observe("a", topic, EARLIEST) if group is None else panes.join("a", topic, group, EARLIEST)
    panes.until(lambda: {b"8", b"other"} <= set(panes.values("a")))
    bad = panes.next(Unreadable, "a")
    assert (bad.partition, bad.start, bad.end) == (0, 4, 6)
    assert bad.reason.render() == "The name of a header in this batch is not UTF-8, and the Kafka client reads no other."
    assert bad.at - reading.at < 2
    assert [row.value for row in panes.rows("a") if row.partition == 0] == [b"0", b"1", b"2", b"3", b"6", b"7", b"8"]
    assert [e for e in panes.events if isinstance(e, Unreadable)] == [bad]
    before = psutil.Process(panes.processes.pids()["a"]).cpu_times()
    cluster.send(topic, [b"9"], 0)
    panes.until(lambda: b"9" in panes.values("a"))
    after = psutil.Process(panes.processes.pids()["a"]).cpu_times()
    assert after.user + after.system - before.user - before.system < 0.5, "the process spins"
    if group is not None:
        panes.until(lambda: panes.committed(group).get(0) == 10)


def test_an_unreadable_batch_is_passed_over_while_the_window_is_slow(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    spoil(cluster, topic)
    panes.processes.open("a")
    panes.processes.send("a", Throttle(per_second=5))  # fetching pauses all the time, also just when the library is about to raise
    panes.observe("a", topic, EARLIEST)
    panes.until(lambda: {b"8", b"other"} <= set(panes.values("a")))
    assert (panes.next(Unreadable, "a").start, panes.next(Unreadable, "a").end) == (4, 6)


def test_deleted_offsets_are_named_and_reading_goes_on_behind_them(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    group = f"late-{uuid.uuid4().hex[:6]}"
    cluster.send(topic, [b"%d" % i for i in range(5)])
    panes.join("a", topic, group, EARLIEST)
    panes.until(lambda: panes.committed(group) == {0: 5})
    panes.processes.send("a", Leave())
    panes.next(Stopped, "a")
    cluster.send(topic, [b"%d" % i for i in range(5, 10)])
    cluster.delete_before(topic, 0, 8)
    assert panes.join("b", topic, group).positions == {0: 5}
    panes.until(lambda: panes.values("b") == [b"8", b"9"])
    bad = panes.next(Unreadable, "b")
    assert (bad.partition, bad.start, bad.end) == (0, 5, 8)
    assert bad.reason.render() == "These offsets no longer exist: they were deleted after the topic's retention time."
    assert panes.next(PositionsMoved, "b", where=lambda e: e.begin_offsets).begin_offsets == {0: 8}


def test_a_pane_that_starts_without_a_broker_says_so_and_can_be_told_to_stop(panes: Panes) -> None:
    panes.bootstrap = "127.0.0.1:9"
    panes.processes.open("a")
    panes.begin("a", "t")
    trouble = panes.next(PaneTrouble, "a")
    assert trouble.at - panes.next(WorkerReady, "a").at < 6
    assert isinstance(trouble.error, ConnectError)
    assert not trouble.fatal
    began = time.monotonic()
    panes.processes.close("a")
    panes.next(Stopped, "a", timeout_s=5)
    assert time.monotonic() - began < 4


def test_panes_outlive_their_broker_and_go_on_by_themselves(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with panes_on(broker.bootstrap) as panes:
        with cluster_on(broker.bootstrap) as cluster:  # gone during the outage: the library leaks a socket with every attempt
            topic = cluster.topic(2)
            panes.observe("observer", topic)
            panes.join("member", topic, "g")
            cluster.send(topic, [b"before"] * 4)
        panes.until(lambda: panes.committed("g") == {0: 2, 1: 2})
        mark, began = len(panes.events), time.monotonic()
        broker.kill()
        for pane in ("observer", "member"):
            trouble = panes.next(PaneTrouble, pane, since=mark, timeout_s=8)
            assert trouble.at - began < 5
            assert isinstance(trouble.error, ConnectError)
            assert not trouble.fatal
        broker.restart()
        for pane in ("observer", "member"):
            panes.next(PaneTrouble, pane, since=mark, where=lambda e: e.error is None)
        with cluster_on(broker.bootstrap) as cluster:
            cluster.send(topic, [b"after"] * 4)
        for pane in ("observer", "member"):
            panes.until(lambda pane=pane: panes.values(pane) == [b"before"] * 4 + [b"after"] * 4)  # type: ignore[misc]
        panes.until(lambda: panes.committed("g") == {0: 4, 1: 4})


def test_with_a_frozen_broker_a_pane_says_so_and_still_closes_in_time(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with panes_on(broker.bootstrap) as panes:
        with cluster_on(broker.bootstrap) as cluster:
            topic = cluster.topic(2)
        panes.join("a", topic, "g")
        panes.join("b", topic, "g")
        with frozen(broker.pid):
            began = time.monotonic()
            panes.processes.close("a")
            stopped = panes.next(Stopped, "a", timeout_s=5)
            assert (stopped.told, stopped.group) == (False, "g")
            assert panes.next(PaneTrouble, "b", timeout_s=8).at - began < 5
        panes.next(PaneTrouble, "b", where=lambda e: e.error is None)
        panes.settled(2, "b", since=[isinstance(e, Stopped) for e in panes.events].index(True))  # "a" was missed in the end


@pytest.mark.allow_logs("A consumer process sent what cannot be read")
def test_a_process_that_talks_nonsense_is_ended(panes: Panes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kafkadesk.system.processes.consumer_process.child_command", lambda _: [sys.executable, "-c", "print('nonsense ' * 9)"]
    )
    panes.processes.open("a")
    died = panes.next(WorkerDied, "a")
    assert not died.killed
    assert any("frame" in line for line in died.log_tail)


def test_the_private_parts_of_the_library_are_where_they_were(broker: Broker, cluster: Cluster) -> None:
    """An upgrade of kafka-python that moves one of them is noticed here."""
    topic = cluster.topic(2)
    spoil(cluster, topic)
    consumer = KafkaConsumer(bootstrap_servers=broker.bootstrap, group_id=None, enable_auto_commit=False)
    try:
        assert "retry_backoff_ms" in consumer._cluster.config
        assert consumer._fetcher._next_in_line_exception_metadata is None
        consumer.assign([TopicPartition(topic, 0)])
        consumer.seek(TopicPartition(topic, 0), 4)
        with pytest.raises(CorruptRecordError) as caught:
            consumer.poll(timeout_ms=10_000)
        found = bad_batch(caught.value)
        assert found is not None
        assert (found.partition, found.end) == (TopicPartition(topic, 0), 6)
        assert bad_batch(ValueError("something else")) is None
    finally:
        consumer.close()
