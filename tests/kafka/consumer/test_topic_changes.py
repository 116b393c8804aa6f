"""Topics that change while panes read them: recreated with more or fewer partitions, or grown."""

from collections.abc import Iterator

import pytest

from kafkadesk.core.events import Assigned, PositionsMoved, Reading, Unreadable
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.transport.admin.admin import Admin
from tests.rigs.broker import Broker
from tests.rigs.clients import options_for
from tests.rigs.processes import Cluster, Panes, cluster_on, panes_on


@pytest.fixture
def panes(broker: Broker) -> Iterator[Panes]:
    with panes_on(broker.bootstrap) as found:
        yield found


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as found:
        yield found


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
        assert panes.next(Reading, pane, since=mark).topic_id == new.topic_id
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
