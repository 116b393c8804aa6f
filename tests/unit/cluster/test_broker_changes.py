"""A broker that leaves: said once, with the partitions that wait and the way in that is lost; and when it is back."""

from kafkadesk.core.events import Notice, NoticeLevel
from kafkadesk.core.state import Broker, ConnectionState, Phase, Topic
from kafkadesk.desk.broker_changes import BrokerChanges

ONE, TWO = (Broker(node_id=n, host="kafka", port=9090 + n, reached=True) for n in (1, 2))
ORDERS = Topic(name="orders", partitions=4)


def state(
    *brokers: Broker, phase: Phase = Phase.CONNECTED, bootstrap: str = "kafka:9091,kafka:9092", cluster: str = "c"
) -> ConnectionState:
    return ConnectionState(phase=phase, bootstrap=bootstrap, brokers=brokers, cluster_id=cluster)


def test_it_is_said_once_and_again_when_partitions_lose_their_leader() -> None:
    told: list[Notice] = []
    changes = BrokerChanges(told.append)
    changes.check(state(ONE, TWO), {"orders": ORDERS})
    assert not told
    changes.check(state(ONE), {"orders": ORDERS})
    changes.check(state(ONE), {"orders": ORDERS})
    assert len(told) == 1
    assert "2 (kafka:9092)" in told[0].text.render()
    assert told[0].hint is not None
    assert "every partition has a leader" in told[0].hint.render()
    changes.check(state(ONE), {"orders": Topic(name="orders", partitions=4, leaderless=(1, 3))})
    assert told[1].hint is not None
    assert "orders P1, orders P3" in told[1].hint.render()
    changes.check(state(ONE, TWO), {"orders": ORDERS})
    assert [notice.level for notice in told] == [NoticeLevel.WARNING, NoticeLevel.WARNING, NoticeLevel.INFO]
    assert {notice.key for notice in told} == {"brokers"}, "one message in one place"


def test_the_way_in_that_is_lost_is_named() -> None:
    told: list[Notice] = []
    changes = BrokerChanges(told.append)
    changes.check(state(ONE, TWO, bootstrap="kafka:9092"), {})
    changes.check(state(ONE, bootstrap="kafka:9092"), {})
    assert told[0].hint is not None
    assert "Add one of these: kafka:9091" in told[0].hint.render()


def test_an_outage_or_another_cluster_is_none() -> None:
    told: list[Notice] = []
    changes = BrokerChanges(told.append)
    changes.check(state(ONE, TWO), {})
    changes.check(state(phase=Phase.TROUBLE), {})
    changes.check(state(ONE, cluster="another"), {})
    assert not told
