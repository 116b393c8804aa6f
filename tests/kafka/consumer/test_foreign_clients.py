"""Clients that nobody here wrote (librdkafka): what we send they read, what they send we show, groups are shared."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from typing import cast

import confluent_kafka

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.events import DeskEvent, PaneTrouble, RecordsArrived, Stopped
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.records import Record
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.core.wire import Leave
from tests.rigs.broker import Broker
from tests.rigs.clients import wait_for
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send
from tests.rigs.foreign import given
from tests.rigs.processes import cluster_on, panes_on

VALUE = '{"msg": "你好，Kafka 🎉 ünï", "seq": {{ seq }}}'
Headers = list[tuple[str, bytes | None]]
Message = tuple[bytes | None, bytes | None, Headers]


def read_with_librdkafka(bootstrap: str, topic: str, n: int) -> list[Message]:
    """Read the first n records of a topic with another client library."""
    consumer = confluent_kafka.Consumer({"bootstrap.servers": bootstrap, "group.id": f"{topic}-reader", "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    found: list[Message] = []
    try:
        while len(found) < n:
            message = consumer.poll(WAIT_S)
            assert message is not None, f"{len(found)} of {n} records"
            assert message.error() is None, message.error()
            headers = cast("Headers", message.headers() or [])  # typed as what may be sent, which is more
            found.append((message.key(), message.value(), headers))
    finally:
        consumer.close()
    return found


@contextlib.contextmanager
def librdkafka_member(bootstrap: str, topic: str, group: str, *, new_protocol: bool = False) -> Iterator[confluent_kafka.Consumer]:
    """A member of another program, polling in the background."""
    classic = {"partition.assignment.strategy": "range", "session.timeout.ms": 6000, "heartbeat.interval.ms": 200}
    common = {"bootstrap.servers": bootstrap, "group.id": group, "client.id": "other-program", "auto.offset.reset": "earliest"}
    consumer = confluent_kafka.Consumer(common | ({"group.protocol": "consumer"} if new_protocol else classic))
    consumer.subscribe([topic])
    over = threading.Event()

    def poll() -> None:
        while not over.is_set():
            consumer.poll(0.1)

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield consumer
    finally:
        over.set()
        thread.join()
        consumer.close()


def test_what_we_send_is_read_byte_for_byte(broker: Broker) -> None:
    async def scenario() -> list[Message]:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            headers = (("trace", "é-{{ seq }}"), ("trace", "twice"), ("empty", ""))
            await send(desk, SendPlan(topic=topic, key="键-{{ seq }}", value=VALUE, headers=headers))
            await send(desk, SendPlan(topic=topic, key="gone", value=None))
            await send(desk, SendPlan(topic=topic, value=""))
            await send(desk, SendPlan(topic=topic, value='{"msg": "你好"}', ascii_escaped=True))
            return await asyncio.to_thread(read_with_librdkafka, broker.bootstrap, topic, 4)

    assert asyncio.run(scenario()) == [
        (
            "键-1".encode(),
            '{"msg": "你好，Kafka 🎉 ünï", "seq": 1}'.encode(),
            [("trace", "é-1".encode()), ("trace", b"twice"), ("empty", b"")],
        ),
        (b"gone", None, []),
        (None, b"", []),
        (None, b'{"msg": "\\u4f60\\u597d"}', []),
    ]


def test_what_they_send_is_shown(broker: Broker) -> None:
    async def scenario() -> list[Record]:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            shown: list[Record] = []

            def keep(event: DeskEvent) -> None:
                if isinstance(event, RecordsArrived):
                    shown.extend(event.batch.row(i) for i in range(len(event.batch)))

            desk.listen(keep)
            pane = desk.add_pane()
            desk.observe(pane, topic, Start(StartKind.EARLIEST))
            producer = confluent_kafka.Producer({"bootstrap.servers": broker.bootstrap, "compression.type": "lz4"})
            producer.produce(topic, key="k", value="你好 🎉".encode(), headers=[("h", b"1"), ("h", None)])
            producer.produce(topic, key="k", value=None)
            producer.produce(topic, value=b"\xff\xfe")
            await asyncio.to_thread(producer.flush, WAIT_S)
            await received(desk, pane, 3)
            row = desk.ledger.rows(10)[0]
            assert row.number is None  # another program's message
            return shown

    records = asyncio.run(scenario())
    assert [(r.key, r.value, r.headers) for r in records] == [
        (b"k", "你好 🎉".encode(), (("h", b"1"), ("h", None))),
        (b"k", None, ()),
        (None, b"\xff\xfe", ()),
    ]


def test_a_group_is_shared_with_another_program(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            pane = await join(desk, topic, group)
            with librdkafka_member(broker.bootstrap, topic, group):
                assert await desk.until(lambda: len(desk.panes[pane].partitions) == 2, WAIT_S), desk.panes[pane]
                # It is a member before it has its partitions.
                assert await desk.until(lambda: [len(o.partitions.get(topic, ())) for o in desk.groups[group].others] == [2], WAIT_S), (
                    desk.groups[group]
                )
                (other,) = desk.groups[group].others
                assert other.client_id == "other-program"
                assert sorted(other.partitions[topic] + desk.panes[pane].partitions) == [0, 1, 2, 3]
                await send(desk, SendPlan(topic=topic, value="{}", count=8))
                await received(desk, pane, 4)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER and len(desk.panes[pane].partitions) == 4, WAIT_S), (
                desk.panes[pane]
            )

    asyncio.run(scenario())


def test_a_group_of_the_new_protocol_is_told_as_such_and_shared_after_join_anyway(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 4)
            group = f"{topic}-g"
            with librdkafka_member(broker.bootstrap, topic, group, new_protocol=True):
                info = await given(desk, group, topic, 4)
                assert (info.state, info.protocol) == ("Stable", "consumer")
                assert [(m.client_id, m.partitions) for m in info.members] == [("other-program", {topic: (0, 1, 2, 3)})]
                pane = desk.add_pane()
                await desk.join(pane, ReadPlan(topic=topic, group=group, start=Start(StartKind.EARLIEST)), confirmed=True)
                assert await desk.until(lambda: len(desk.panes[pane].partitions) == 2 and len(desk.groups[group].others) == 1, WAIT_S), (
                    desk.groups[group]
                )
                assert desk.groups[group].protocol == "consumer"
                assert await desk.until(
                    lambda: desk.groups[group].owned(topic) == {0, 1, 2, 3} and desk.groups[group].stable(4),
                    WAIT_S,
                ), desk.groups[group]
                await send(desk, SendPlan(topic=topic, value="{}", count=8))
                await received(desk, pane, 4)
                desk.leave(pane)
                assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S)
                await given(desk, group, topic, 4)  # it got them back

    asyncio.run(scenario())


def test_a_pane_leaves_a_group_that_waits_for_another_member(broker: Broker) -> None:
    """The broker answers nothing behind a JoinGroup that waits on the same connection, and answers on others."""
    with panes_on(broker.bootstrap) as panes, cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(2)
        group = f"{topic}-g"
        settings = {"bootstrap.servers": broker.bootstrap, "group.id": group, "partition.assignment.strategy": "range"}
        hangs = confluent_kafka.Consumer(settings)
        hangs.subscribe([topic])
        wait_for(lambda: hangs.poll(0.05) is None and hangs.assignment(), "partitions for the other member")
        panes.processes.open("a")
        panes.begin("a", topic, group)
        panes.next(PaneTrouble, "a", where=lambda e: "has not let this member in yet" in str(e.error))
        panes.processes.send("a", Leave())
        stopped = panes.next(Stopped, "a")
        hangs.close()
        assert stopped.told
