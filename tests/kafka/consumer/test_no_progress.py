"""A pane that gets nothing says why, and goes on by itself: no coordinator, no right, no name, no answer, a group that dropped it."""

import asyncio
import time
import uuid
from collections.abc import Callable, Iterator

import pytest
from kafka.admin import ACL, ACLOperation, ACLPermissionType, KafkaAdminClient, ResourcePattern, ResourceType

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import ConnectError
from kafkadesk.core.events import Notice, PaneTrouble, Reading, Unreadable, WorkerReady
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.system.local_kafka.config import HOST, Ports
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.transport.consumer.no_progress import NoProgress
from kafkadesk.transport.consumer.pane_errors import PaneErrors
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.clients import frozen
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send
from tests.rigs.fault_proxy import FETCH
from tests.rigs.processes import Cluster, Panes, cluster_on, panes_on

EARLIEST = Start(StartKind.EARLIEST)
FIND_COORDINATOR = 10
LIST_OFFSETS = 2
UNKNOWN_NAME = "broker-1.unknown.invalid"


@pytest.fixture
def panes(proxied_broker: ProxiedBroker) -> Iterator[Panes]:
    with panes_on(proxied_broker.bootstrap) as found:
        yield found


@pytest.fixture
def cluster(proxied_broker: ProxiedBroker) -> Iterator[Cluster]:
    with cluster_on(proxied_broker.broker.bootstrap) as found:
        yield found


def test_a_group_without_a_coordinator_is_named(proxied_broker: ProxiedBroker, panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    proxied_broker.proxy.change_answers(FIND_COORDINATOR, lambda version, answer: None)
    panes.processes.open("a")
    panes.begin("a", topic, "lonely", request_timeout_ms=2_000)
    trouble = panes.next(PaneTrouble, "a")
    assert not trouble.fatal
    assert isinstance(trouble.error, ConnectError)
    assert trouble.error.title.render() == "No assignment: group lonely has no coordinator that answers just now."
    assert trouble.at - panes.next(WorkerReady, "a").at < 10
    proxied_broker.proxy.let_through()
    panes.next(Reading, "a")
    panes.next(PaneTrouble, "a", where=lambda e: e.error is None)


@pytest.mark.long  # 10 s until it is said, and as long until the library asks again
def test_records_that_do_not_come_are_missed_aloud(proxied_broker: ProxiedBroker, panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    panes.observe("a", topic)
    proxied_broker.proxy.change_answers(FETCH, lambda version, answer: None)
    cluster.send(topic, [b"x"] * 3)
    trouble = panes.next(PaneTrouble, "a")
    assert trouble.error is not None
    assert trouble.error.title.render() == "P0 has 3 records to read, and for 10 s none has come. Kafka did not answer in time."
    proxied_broker.proxy.let_through()
    panes.until(lambda: panes.values("a") == [b"x"] * 3, 60)
    panes.next(PaneTrouble, "a", where=lambda e: e.error is None)


def test_a_broker_with_a_name_that_this_pc_does_not_know_and_a_denied_group(own_broker: Callable[..., Broker]) -> None:
    strange = free_port()

    def settings(ports: Ports) -> dict[str, str | int]:
        return {
            "listeners": f"PLAINTEXT://{HOST}:{ports.broker},STRANGE://{HOST}:{strange},CONTROLLER://{HOST}:{ports.controller}",
            "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},STRANGE://{UNKNOWN_NAME}:{strange}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,STRANGE:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT",
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found": "true",
        }

    broker = own_broker(settings)
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1)
    deny_group(broker, "denied")
    with panes_on(broker.bootstrap) as panes:
        panes.processes.open("a")
        panes.begin("a", topic, "denied")
        trouble = panes.next(PaneTrouble, "a")
        assert trouble.fatal
        assert trouble.error is not None
        assert trouble.error.title.render() == "This user may not use this consumer group."
    with panes_on(f"{HOST}:{strange}") as panes:
        panes.processes.open("a")
        panes.begin("a", topic, start=EARLIEST)
        trouble = panes.next(PaneTrouble, "a")
        assert trouble.error is not None
        assert UNKNOWN_NAME in trouble.error.title.render()
        assert trouble.at - panes.events[0].at < 5


def deny_group(broker: Broker, group: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    try:
        pattern = ResourcePattern(ResourceType.GROUP, group)
        acl = ACL(
            principal="User:ANONYMOUS", host="*", operation=ACLOperation.READ, permission_type=ACLPermissionType.DENY,
            resource_pattern=pattern,
        )  # fmt: skip
        assert not admin.create_acls([acl])["failed"]
    finally:
        admin.close()


def test_a_topic_that_was_made_anew_shorter_is_read_from_its_beginning(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    cluster.send(topic, [b"old"] * 5)
    panes.observe("a", topic)
    cluster.remake(topic, 1)
    cluster.send(topic, [b"new"] * 3)
    panes.until(lambda: panes.values("a") == [b"new"] * 3)
    gap = panes.next(Unreadable, "a")
    assert (gap.kind, gap.start, gap.end) == ("remade", 0, 5)
    said = f"The topic {topic} was deleted and made anew: these records are gone, and offsets are counted from 0 again."
    assert gap.reason.render() == said


def test_a_topic_that_was_made_anew_and_is_longer_already_is_not_read_on_from_the_middle(panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    cluster.send(topic, [b"old"] * 2)
    panes.observe("a", topic)
    cluster.remake(topic, 1)
    cluster.send(topic, [b"new %d" % n for n in range(6)])
    panes.until(lambda: panes.values("a") == [b"new %d" % n for n in range(6)])
    gap = panes.next(Unreadable, "a")
    assert (gap.kind, gap.start, gap.end) == ("remade", 0, 2)


def test_a_topic_that_was_made_anew_is_begun_anew_also_when_its_offsets_are_not_told_at_once(
    proxied_broker: ProxiedBroker, panes: Panes, cluster: Cluster
) -> None:
    topic = cluster.topic(1)
    cluster.send(topic, [b"old"] * 2)
    panes.processes.open("a")
    panes.begin("a", topic, start=EARLIEST, request_timeout_ms=2_000)
    panes.until(lambda: panes.values("a") == [b"old"] * 2)
    proxied_broker.proxy.change_answers(LIST_OFFSETS, lambda version, answer: None)
    cluster.remake(topic, 1)
    cluster.send(topic, [b"new %d" % n for n in range(6)])
    panes.next(PaneTrouble, "a", where=lambda e: e.error is not None)
    proxied_broker.proxy.let_through()
    panes.until(lambda: panes.values("a")[-6:] == [b"new %d" % n for n in range(6)])
    assert panes.next(Unreadable, "a").kind == "remade"


@pytest.mark.parametrize("new", [3, 9])
def test_a_member_of_a_group_joins_a_topic_that_was_made_anew_and_misses_nothing(panes: Panes, cluster: Cluster, new: int) -> None:
    """Shorter than what it had read, or longer; it neither waits for ever nor goes on at its old offset."""
    topic = cluster.topic(1)
    panes.join("a", topic, f"{topic}-g", EARLIEST)
    cluster.send(topic, [b"old"] * 5)
    panes.until(lambda: panes.committed(f"{topic}-g") == {0: 5})
    cluster.remake(topic, 1)
    cluster.send(topic, [b"new %d" % n for n in range(new)])
    panes.until(lambda: panes.values("a") == [b"old"] * 5 + [b"new %d" % n for n in range(new)])
    gap = panes.next(Unreadable, "a")
    assert (gap.kind, gap.start, gap.end) == ("remade", 0, 5)
    panes.until(lambda: cluster.committed(f"{topic}-g", topic) == {0: new})


def test_the_matrix_after_a_topic_was_made_anew(proxied_broker: ProxiedBroker, cluster: Cluster) -> None:
    """The same offsets are other messages now: none came twice, none is missing."""

    async def scenario() -> None:
        async with desk_on(proxied_broker.broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            pane = desk.add_pane()
            desk.observe(pane, topic, EARLIEST)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.OBSERVING, WAIT_S)
            await send(desk, SendPlan(topic=topic, value="old", count=5))
            await received(desk, pane, 5)
            await asyncio.to_thread(cluster.remake, topic, 1)
            await asyncio.to_thread(cluster.send, topic, [b"new"] * 2)
            await received(desk, pane, 7)
            assert await desk.until(lambda: topic in desk.topics, WAIT_S)  # the pane may know of the new one before the list does
            await send(desk, SendPlan(topic=topic, value="new", count=3))
            await received(desk, pane, 10)
            assert desk.panes[pane].passed == {"remade": 5}
            assert desk.ledger.pane_verdict(pane).sentence().render() == "all (3 of 3)", "of the logs that are there now"
            (column,) = desk.ledger.columns()
            kinds = [(row.number, row.offset, desk.ledger.cell(row, column).count) for row in desk.ledger.rows(100) if row.number]
            assert kinds == [(8, 4, 1), (7, 3, 1), (6, 2, 1), (5, 4, 1), (4, 3, 1), (3, 2, 1), (2, 1, 1), (1, 0, 1)]

    asyncio.run(scenario())


def test_what_retention_removed_before_it_was_read_is_not_called_missing(proxied_broker: ProxiedBroker, cluster: Cluster) -> None:
    async def scenario() -> None:
        async with desk_on(proxied_broker.broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            pane = await join(desk, topic, "late", EARLIEST)
            await send(desk, SendPlan(topic=topic, value="1"))
            await received(desk, pane, 1)
            desk.leave(pane)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S)
            await send(desk, SendPlan(topic=topic, value="2", count=4))
            await asyncio.to_thread(cluster.delete_before, topic, 0, 3)
            await desk.join(pane, ReadPlan(topic=topic, group="late", start=EARLIEST), confirmed=True)
            await received(desk, pane, 3)
            said = "3 of 5; 2 no longer in the log when their turn came: #2, #3"
            assert desk.ledger.verdict("late").sentence().render() == said
            (column,) = desk.ledger.columns()
            words = [desk.ledger.why(row, column).render() for row in desk.ledger.rows(5)]
            assert words[2:4] == ["It was removed by the topic's retention before Consumer 1 read it."] * 2

    asyncio.run(scenario())


@pytest.mark.long  # a session timeout
def test_a_member_that_was_dropped_says_so_and_joins_again(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            notices: list[Notice] = []
            desk.listen(lambda event: notices.append(event) if isinstance(event, Notice) else None)
            topic = await new_topic(desk, 1)
            group = f"asleep-{uuid.uuid4().hex[:6]}"
            pane = await join(desk, topic, group)
            with frozen(desk._processes.pids()[pane]):
                async with asyncio.timeout(WAIT_S):
                    while (await desk.group_info(group)).members:  # noqa: ASYNC110  # the broker has no event for it
                        await asyncio.sleep(0.1)
            assert await desk.until(lambda: any(n.key == f"lost-{pane}" for n in notices), WAIT_S)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, WAIT_S)
            (notice,) = [n for n in notices if n.key == f"lost-{pane}"]
            seconds = f"{desk.panes[pane].session_timeout_s:g}"
            assert (
                notice.text.render() == f"Consumer 1 was out of its group: nothing was heard of it for its session timeout ({seconds} s)."
            )

    asyncio.run(scenario())


def test_a_member_that_cannot_tell_its_group_is_closed_in_time_and_that_is_said(proxied_broker: ProxiedBroker) -> None:
    async def scenario() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            notices: list[Notice] = []
            desk.listen(lambda event: notices.append(event) if isinstance(event, Notice) else None)
            topic = await new_topic(desk, 1)
            pane = await join(desk, topic, "untold")
            proxied_broker.proxy.freeze()
            began, seconds = time.monotonic(), f"{desk.panes[pane].session_timeout_s:g}"
            desk.close_pane(pane)
            assert await desk.until(lambda: any(n.key == f"untold-{pane}" for n in notices), WAIT_S)
            assert time.monotonic() - began < 5
            (notice,) = [n for n in notices if n.key == f"untold-{pane}"]
            assert notice.text.render() == "Consumer 1 has ended, but could not tell group untold: the broker does not answer."
            assert notice.hint is not None
            assert notice.hint.render() == (
                f"The broker drops this member after its session timeout ({seconds} s); until then its partitions rest."
            )
            proxied_broker.proxy.let_through()

    asyncio.run(scenario())


class FetchedSoFar:
    """What fetches said, as Gaps keeps it."""

    def __init__(self) -> None:
        self.stable: dict[int, tuple[int, int]] = {}
        self.refused: dict[int, int] = {}


def test_what_holds_a_pane_up_is_told_in_its_time_and_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now, said, fetched = [100.0], [""], FetchedSoFar()
    monkeypatch.setattr("kafkadesk.transport.consumer.no_progress.monotonic", lambda: now[0])
    no_progress = NoProgress(fetched, PaneErrors(lambda error: said.append("" if error is None else error.title.render())))  # type: ignore[arg-type]

    def after(seconds: float, position: int = 5, *, held: bool = False, committed_only: bool = True) -> str:
        now[0] += seconds
        no_progress.check({0: position}, {0: 9}, held=held, committed_only=committed_only)
        return said[-1]

    assert after(0) == ""
    assert after(0.5) == ""
    assert after(9) == ""
    assert after(1) == "P0 has 4 records to read, and for 10 s none has come. Kafka did not answer in time."
    fetched.refused[0] = 56
    assert after(0.5) == "P0 has 4 records to read, and for 10 s none has come. The broker cannot use its disk."
    assert after(0.5, position=6) == ""
    assert after(20, position=6, held=True) == "", "held on purpose"
    fetched.stable[0] = (6, 9)
    assert after(0.5, position=6) == ""
    assert after(2.5, position=6) == ""
    assert after(0.5, position=6) == "P0 is blocked by an open transaction since offset 6: 3 offsets wait."
    assert after(0.5, position=6, committed_only=False) == "", "everything is shown"
