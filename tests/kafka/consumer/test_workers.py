"""Consumer processes on a real broker: observe, join, share, commit, leave, die."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid

import psutil
import pytest

from kafkadesk.core import wire
from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.events import (
    Assigned,
    OffsetsCommitted,
    PaneTrouble,
    PositionsMoved,
    Reading,
    RecordsArrived,
    Stopped,
    WorkerDied,
    WorkerReady,
)
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.wire import Commit, Leave, RowsShown, Seek, Throttle
from kafkadesk.system.processes.children import child_command
from kafkadesk.transport.handover.outbox import FULL_BATCHES
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.pace import pace
from tests.rigs.processes import Cluster, Panes, cluster_on, panes_on, voluntary_switches
from tests.rigs.wine import SLOWER

EARLIEST = Start(StartKind.EARLIEST)


@pytest.fixture
def group() -> str:
    return f"group-{uuid.uuid4().hex[:8]}"


def numbered(n: int, first: int = 0) -> list[bytes | None]:
    return [b"%d" % i for i in range(first, first + n)]


def test_an_observer_gets_everything_exactly_as_it_was_sent_and_commits_nothing(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    reading = panes.observe("a", topic)
    assert (reading.group, reading.generation, reading.positions, reading.resumed) == (None, None, {0: 0, 1: 0}, frozenset())
    now = int(time.time() * 1000)
    cluster.send(
        topic, ["中文 🙂".encode(), b"", None], 1, key=b"\xff\x00", headers=[("h", b"1"), ("h", b""), ("名", b"\xfe")], timestamp_ms=now
    )
    cluster.send(topic, [b"no key"], 0)
    panes.until(lambda: len(panes.rows("a")) == 4)
    rows = [row for row in panes.rows("a") if row.partition == 1]
    assert [row.value for row in rows] == ["中文 🙂".encode(), b"", None]
    assert {(row.key, row.headers, row.timestamp_ms, row.log_append_time) for row in rows} == {
        (b"\xff\x00", (("h", b"1"), ("h", b""), ("名", b"\xfe")), now, False)
    }
    (other,) = [row for row in panes.rows("a") if row.partition == 0]
    assert (other.topic, other.offset, other.key, other.value, other.headers) == (topic, 0, None, b"no key", ())
    moved = panes.next(PositionsMoved, "a", where=lambda e: e.positions == {0: 1, 1: 3})
    assert moved.end_offsets == {0: 1, 1: 3}
    assert not [e for e in panes.events if isinstance(e, OffsetsCommitted)]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux counts how often a process is woken")
def test_an_observer_without_news_sleeps_and_obeys_at_once(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, [b"first"], 0)
    panes.observe("a", topic, EARLIEST)
    panes.until(lambda: panes.values("a") == [b"first"])
    pid = next(e.pid for e in panes.events if isinstance(e, WorkerReady))
    before, began = voluntary_switches(pid), time.monotonic()
    panes.until(lambda: time.monotonic() > began + 3)
    assert (voluntary_switches(pid) - before) / (time.monotonic() - began) < 70  # 28 on an idle computer; 146 while it looked for commands
    asked = time.monotonic()
    panes.processes.send("a", Leave())
    panes.next(Stopped, "a")
    assert time.monotonic() - asked < 0.3 * pace() * SLOWER  # a wait for records is half a second


@pytest.mark.parametrize(
    ("start", "offsets"),
    [
        (Start(), []),
        (Start(StartKind.EARLIEST), list(range(10))),
        (Start(StartKind.LAST, 3), [7, 8, 9]),
        (Start(StartKind.LAST, 99), list(range(10))),
        (Start(StartKind.OFFSET, 6), [6, 7, 8, 9]),
        (Start(StartKind.OFFSET, 99), []),
        (Start(StartKind.TIME, 1_000_007), [7, 8, 9]),
        (Start(StartKind.TIME, 0), list(range(10))),
        (Start(StartKind.TIME, 9_999_999), []),
    ],
    ids=str,
)
def test_reading_begins_where_it_was_asked_to(panes: Panes, cluster: Cluster, group: str, start: Start, offsets: list[int]) -> None:
    topic = cluster.topic(1)
    for i in range(10):
        cluster.send(topic, numbered(1, i), 0, timestamp_ms=1_000_000 + i)
    assert panes.observe("observer", topic, start).positions == {0: 10 - len(offsets)}
    assert panes.join("member", topic, group, start).positions == {0: 10 - len(offsets)}
    cluster.send(topic, [b"end"], 0)
    for pane in ("observer", "member"):
        panes.until(lambda pane=pane: b"end" in panes.values(pane))  # type: ignore[misc]
        assert [row.offset for row in panes.rows(pane)] == [*offsets, 10]


def test_a_record_sent_the_instant_after_reading_is_received(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(4)
    for i in range(20):
        reading = panes.join("a", topic, f"instant-{uuid.uuid4().hex}")
        cluster.producer.send(topic, b"%d" % i, partition=i % 4)
        panes.until(lambda i=i: b"%d" % i in panes.values("a"))  # type: ignore[misc]
        assert sorted(reading.positions) == [0, 1, 2, 3]
        panes.processes.send("a", Leave())
        panes.next(Stopped, "a", since=panes.events.index(reading))


def test_a_group_whose_only_member_is_killed_at_once_misses_nothing(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(4)
    cluster.send(topic, numbered(8))
    panes.join("first", topic, group)
    panes.processes.kill("first")
    assert panes.next(WorkerDied, "first").killed
    cluster.send(topic, numbered(8, 100))
    reading = panes.join("second", topic, group)
    assert reading.resumed == {0, 1, 2, 3}
    panes.until(lambda: len(panes.rows("second")) >= 8)
    assert sorted(panes.values("second"), key=str) == sorted(numbered(8, 100), key=str)


@pytest.mark.parametrize("assignor", Assignor)
def test_members_share_the_partitions_and_each_record_comes_once(panes: Panes, cluster: Cluster, group: str, assignor: Assignor) -> None:
    topic = cluster.topic(4)
    panes.join("a", topic, group, assignor=assignor)
    cluster.send(topic, numbered(20))
    panes.join("b", topic, group, assignor=assignor)
    cluster.send(topic, numbered(20, 20))
    panes.settled(4, "a", "b")
    cluster.send(topic, numbered(20, 40))
    panes.until(lambda: len(panes.rows("a")) + len(panes.rows("b")) >= 60)
    panes.processes.send("a", Leave())
    assert panes.next(Stopped, "a").told
    panes.settled(4, "b")
    cluster.send(topic, numbered(20, 60))
    panes.until(lambda: len(panes.rows("a")) + len(panes.rows("b")) >= 80)
    assert sorted(panes.values("a") + panes.values("b"), key=str) == sorted(numbered(80), key=str)
    assert len(panes.rows("a")) >= 20
    assert len(panes.rows("b")) >= 20
    assert cluster.members(group) == ["b"]


def test_a_member_without_partitions_is_joined_and_takes_over(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    panes.join("a", topic, group)
    idle = panes.join("b", topic, group)
    assert (dict(idle.positions), idle.group) == ({}, group)
    mark = len(panes.events)
    panes.processes.close("a")
    panes.settled(1, "b", since=mark)
    cluster.send(topic, [b"x"])
    panes.until(lambda: panes.values("b") == [b"x"])


def test_the_events_of_a_join_come_in_order_and_the_start_is_committed_before_reading(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, numbered(6))
    reading = panes.join("a", topic, group)
    kinds = [type(e) for e in panes.events if not isinstance(e, PositionsMoved)]
    assert kinds == [WorkerReady, Assigned, OffsetsCommitted, Reading]
    assert cluster.committed(group, topic) == {0: 3, 1: 3} == dict(reading.positions)
    assigned = panes.next(Assigned, "a")
    assert (assigned.partitions, assigned.generation) == ((0, 1), reading.generation)
    assert assigned.member_id is not None
    assert assigned.member_id.startswith("a-")  # range sorts by it: panes come in the order of their names


def test_a_lone_member_does_not_rebalance_by_itself(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(4)
    first = panes.join("a", topic, group)
    panes.join("b", topic, group)
    panes.processes.send("b", Leave())
    panes.next(Stopped, "b")
    mark = len(panes.events)
    panes.settled(4, "a", since=mark - 1)
    cluster.send(topic, numbered(4))
    panes.until(lambda: len(panes.rows("a")) == 4)
    panes.next(OffsetsCommitted, "a", where=lambda e: 1 in e.offsets.values())
    generations = [e.generation for e in panes.events if isinstance(e, Assigned) and e.pane == "a"]
    assert first.generation is not None
    assert generations == [first.generation, first.generation + 1, first.generation + 2]


def test_what_was_shown_is_committed_and_the_next_member_resumes_there(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    panes.join("a", topic, group)
    cluster.send(topic, numbered(10))
    panes.until(lambda: panes.committed(group) == {0: 5, 1: 5})
    assert cluster.committed(group, topic) == {0: 5, 1: 5}
    panes.processes.send("a", Leave())
    panes.next(Stopped, "a")
    reading = panes.join("b", topic, group, EARLIEST)
    assert dict(reading.positions) == {0: 5, 1: 5}
    assert reading.resumed == {0, 1}


def test_what_was_not_shown_is_never_committed(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    panes.join("a", topic, group)
    panes.showing = False
    cluster.send(topic, numbered(5))
    panes.until(lambda: len(panes.rows("a")) == 5)
    panes.processes.send("a", Leave())  # waits for the window, in vain, and commits nothing more
    assert panes.next(Stopped, "a").told
    assert cluster.committed(group, topic) == {0: 0}
    panes.showing = True
    assert panes.join("b", topic, group).positions == {0: 0}
    panes.until(lambda: panes.values("b") == numbered(5))


def test_manual_commits_wait_for_the_command(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    panes.join("a", topic, group, commit=CommitMode.MANUAL)
    cluster.send(topic, numbered(5))
    panes.until(lambda: len(panes.rows("a")) == 5)
    panes.next(PositionsMoved, "a", where=lambda e: e.positions == {0: 5})
    assert cluster.committed(group, topic) == {0: 0}
    panes.processes.send("a", Commit())
    panes.until(lambda: panes.committed(group) == {0: 5})
    assert cluster.committed(group, topic) == {0: 5}
    cluster.send(topic, numbered(5, 5))
    panes.until(lambda: len(panes.rows("a")) == 10)
    panes.processes.send("a", Leave())
    panes.next(Stopped, "a")
    assert cluster.committed(group, topic) == {0: 5}


def test_throttled_members_rebalance_once(panes: Panes, cluster: Cluster, group: str) -> None:
    """They poll for 1 ms in 50: the library drops an answer that comes in between, and would join ten times and more."""
    topic = cluster.topic(2)
    for pane in ("a", "b"):
        panes.processes.open(pane)
        panes.processes.send(pane, Throttle(per_second=1))
    panes.join("a", topic, group)
    cluster.send(topic, numbered(20))
    panes.join("b", topic, group)
    panes.settled(2, "a", "b")
    assert sorted((e.pane, e.generation) for e in panes.events if isinstance(e, Assigned)) == [("a", 1), ("a", 2), ("b", 2)]


def test_a_window_that_shows_nothing_stops_the_flow_and_not_the_membership(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, [b"x" * 50_000] * 900)
    panes.showing = False
    panes.join("a", topic, group, EARLIEST)
    panes.until(lambda: len([e for e in panes.events if isinstance(e, RecordsArrived)]) >= 4)
    held = [e for e in panes.events if isinstance(e, RecordsArrived)]
    panes.join("b", topic, group)  # "a" is held, and yet rebalances with it
    panes.settled(2, "a", "b")
    assert sorted((e.pane, e.generation) for e in panes.events if isinstance(e, Assigned)) == [("a", 1), ("a", 2), ("b", 2)]
    held = [e for e in panes.events if isinstance(e, RecordsArrived) and e.pane == "a"]
    assert len(held) <= FULL_BATCHES + 2
    assert sum(e.batch.nbytes for e in held) < 32 * 1024 * 1024
    panes.showing = True
    for event in [e for e in panes.events if isinstance(e, RecordsArrived)]:
        panes.processes.send(event.pane, RowsShown(serial=event.serial))
    # What "a" had not shown of the partition that "b" took over comes to "b" as well.
    panes.until(lambda: len({(r.partition, o) for r in panes.ranges("a", "b") for o in range(r.start, r.end)}) == 900, timeout_s=60)


def test_ranges_say_exactly_what_the_rows_cover(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(3)
    cluster.send(topic, numbered(3_000))
    panes.observe("a", topic, EARLIEST)
    panes.until(lambda: len(panes.rows("a")) == 3_000)
    following = {0: 0, 1: 0, 2: 0}
    for event in [e for e in panes.events if isinstance(e, RecordsArrived)]:
        batch = event.batch
        rows = sorted((batch.partitions[i], batch.offsets[i]) for i in range(len(batch)))
        assert rows == sorted((r.partition, o) for r in batch.ranges for o in range(r.start, r.end))
        for r in batch.ranges:
            assert (r.start, r.count) == (following[r.partition], r.end - r.start)
            following[r.partition] = r.end
    assert following == {0: 1_000, 1: 1_000, 2: 1_000}


def test_a_record_that_comes_alone_comes_at_once(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    panes.observe("a", topic)
    delays = []
    for i in range(15):
        cluster.producer.send(topic, b"%d" % i).get(10)
        sent = time.monotonic()
        panes.until(lambda i=i: len(panes.rows("a")) > i)  # type: ignore[misc]
        event = [e for e in panes.events if isinstance(e, RecordsArrived)][-1]
        delays.append(event.at - sent)
    assert sorted(delays)[7] < 0.025


def test_seek_goes_back_and_forth(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, numbered(10))
    panes.join("a", topic, group)
    panes.processes.send("a", Seek(to=EARLIEST))
    moved = panes.next(PositionsMoved, "a", where=lambda e: e.after_seek)
    assert moved.positions == {0: 0, 1: 0}
    panes.until(lambda: len(panes.rows("a")) == 10)
    mark = len(panes.events)
    panes.processes.send("a", Seek(to=Start(StartKind.OFFSET, 4), partition=1))
    assert panes.next(PositionsMoved, "a", since=mark, where=lambda e: e.after_seek).positions == {0: 5, 1: 4}
    panes.until(lambda: len(panes.rows("a")) == 11)
    assert (panes.rows("a")[-1].partition, panes.rows("a")[-1].offset) == (1, 4)


def test_commands_that_wait_behind_a_join_do_not_hinder_it(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    cluster.send(topic, numbered(3))
    panes.processes.open("a")
    panes.begin("a", topic, group)
    panes.processes.send("a", Throttle(per_second=1_000))
    panes.processes.send("a", Commit())
    panes.processes.send("a", Seek(to=EARLIEST))
    assert panes.next(Reading, "a").positions == {0: 3}
    panes.until(lambda: panes.values("a") == numbered(3))


def test_the_throttle_holds_and_is_taken_off(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    cluster.send(topic, numbered(2_000))
    panes.processes.open("a")
    panes.processes.send("a", Throttle(per_second=50))
    reading = panes.observe("a", topic, EARLIEST)
    panes.until(lambda: len(panes.rows("a")) >= 60)
    last = [e for e in panes.events if isinstance(e, RecordsArrived)][-1]
    assert 25 <= len(panes.rows("a")) / (last.at - reading.at) <= 75
    panes.next(PositionsMoved, "a", where=lambda e: sum(e.end_offsets.values()) == 2_000)  # the lag is known although fetching pauses
    panes.processes.send("a", Throttle(per_second=0))
    panes.until(lambda: len(panes.rows("a")) == 2_000)


def test_another_join_leaves_the_first_group(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    panes.join("a", topic, group)
    other = f"{group}-other"
    assert panes.join("a", topic, other).group == other
    assert panes.next(Stopped, "a") == Stopped(pane="a", group=group, told=True, at=panes.next(Stopped, "a").at)
    assert cluster.members(group) == []
    assert cluster.members(other) == ["a"]


def test_partitions_that_are_added_are_observed_from_their_beginning(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    panes.observe("a", topic)
    cluster.grow(topic, 3)
    cluster.send(topic, [b"new"], 2)
    panes.until(lambda: panes.values("a") == [b"new"])


def test_a_topic_that_does_not_exist_is_said_to_and_not_created(panes: Panes, cluster: Cluster, group: str) -> None:
    panes.processes.open("a")
    panes.begin("a", "no-such-topic", group)
    trouble = panes.next(PaneTrouble, "a")
    assert trouble.fatal
    assert isinstance(trouble.error, KafkaRefusedError)
    assert trouble.error.sentence() == "There is no topic no-such-topic on this cluster. Create it, or choose another one."
    topic = cluster.topic(1)
    assert panes.join("a", topic, group).positions == {0: 0}  # the same process goes on


def test_members_with_different_assignors_are_refused_in_words(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(2)
    panes.join("a", topic, group, assignor=Assignor.RANGE)
    panes.processes.open("b")
    panes.begin("b", topic, group, assignor=Assignor.COOPERATIVE_STICKY)
    trouble = panes.next(PaneTrouble, "b")
    assert trouble.fatal
    assert trouble.error is not None
    assert trouble.error.sentence().startswith(
        "The members of the group share partitions out by another strategy, or it is no consumer group."
    )


def test_a_killed_pane_says_so_and_can_be_started_again(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    panes.join("a", topic, group)
    pid = panes.processes.pids()["a"]
    panes.processes.kill("a")
    died = panes.next(WorkerDied, "a")
    assert died.killed
    assert "a" not in panes.processes.pids()
    assert not psutil.pid_exists(pid), "not reaped"
    mark = len(panes.events)
    panes.join("a", topic, f"{group}-2")
    assert panes.next(WorkerReady, "a", since=mark).pid == panes.processes.pids()["a"] != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_ends_by_itself_is_told_from_a_kill_and_its_last_words_are_kept(panes: Panes, cluster: Cluster) -> None:
    panes.observe("a", cluster.topic(1))
    os.kill(panes.processes.pids()["a"], signal.SIGABRT)
    died = panes.next(WorkerDied, "a")
    assert (died.killed, died.exit_code) == (False, -signal.SIGABRT)


def test_a_closed_pane_leaves_and_its_process_ends(panes: Panes, cluster: Cluster, group: str) -> None:
    topic = cluster.topic(1)
    panes.join("a", topic, group)
    cluster.send(topic, numbered(3))
    panes.until(lambda: len(panes.rows("a")) == 3)
    pid = panes.processes.pids()["a"]
    began = time.monotonic()
    panes.processes.close("a")
    assert time.monotonic() - began < 0.1
    assert panes.next(Stopped, "a").told
    panes.until(lambda: not psutil.pid_exists(pid), 5)
    assert cluster.committed(group, topic) == {0: 3}
    assert not [e for e in panes.events if isinstance(e, WorkerDied)]
    assert cluster.members(group) == []


def test_no_process_outlives_its_window_and_its_group_is_told(cluster: Cluster, broker: Broker, group: str) -> None:
    topic = cluster.topic(1)
    process = subprocess.Popen(child_command("worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(
        wire.encode_command(wire.Read(options=Panes(broker.bootstrap).options("orphan"), plan=ReadPlan(topic=topic, group=group)))
    )
    process.stdin.flush()
    with process.stdout as frames:
        said = b""
        while b'"Reading"' not in said:
            piece = os.read(frames.fileno(), 65_536)
            assert piece, process.communicate()
            said += piece
        process.stdin.close()  # as when the window crashes
        assert process.wait(5) == 0
    assert process.stderr is not None
    process.stderr.close()
    assert cluster.members(group) == []


@pytest.mark.spare
@pytest.mark.usefixtures("priorities")
def test_a_warm_spare_is_taken_at_once_and_replaced(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    panes.observe("a", topic)
    panes.processes.open("b")
    panes.next(WorkerReady, "b")
    assert len(set(panes.processes.pids().values())) == 2
    priority = psutil.Process(panes.processes.pids()["a"]).nice()
    assert priority > psutil.Process().nice() or sys.platform == "win32"


def test_a_commit_is_reported_before_those_that_are_made_after_it(proxied_broker: ProxiedBroker, group: str) -> None:
    """Else the group seems to go back, and what a pane has committed to have been read by somebody else."""
    with panes_on(proxied_broker.bootstrap) as panes, cluster_on(proxied_broker.broker.bootstrap) as cluster:
        topic = cluster.topic(4)
        panes.join("a", topic, group, EARLIEST)
        proxied_broker.proxy.delay(0.03)  # commits are under way for most of the time, also when the group rebalances
        over = threading.Event()

        def send() -> None:
            while not over.wait(0.01):
                cluster.send(topic, [b"x"] * 4)

        sender = threading.Thread(target=send)
        sender.start()
        try:
            for _ in range(3):
                panes.join("b", topic, group)
                panes.settled(4, "a", "b")
                mark = len(panes.events)
                panes.processes.send("b", Leave())
                panes.next(Reading, "a", since=mark, where=lambda reading: len(reading.positions) == 4)
        finally:
            over.set()
            sender.join()
            proxied_broker.proxy.let_through()
        reported = [e for e in list(panes.events) if isinstance(e, OffsetsCommitted)]
        assert len(reported) > 6
        for partition in range(4):
            for pane in ("a", "b"):
                offsets = [e.offsets[partition] for e in reported if e.pane == pane and partition in e.offsets]
                assert offsets == sorted(offsets), (pane, partition)
