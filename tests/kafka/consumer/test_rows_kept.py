"""The rows that a pane keeps, on a real broker: what was taken from it is known, what is dropped is not committed, memory has a ceiling."""

import asyncio
import os
from collections.abc import Mapping

from confluent_kafka import Consumer, Producer, TopicPartition

from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.events import DeskEvent, PaneChanged, RecordsArrived
from kafkadesk.core.groups.revoked_rows import RevokedRows, RowState
from kafkadesk.core.read_plan import CommitMode
from kafkadesk.core.rows.ring import RecordRing
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send, stable

EARLIEST = Start(StartKind.EARLIEST)


class Kept:
    """A pane's rows as the window keeps them."""

    def __init__(self, desk: Desk, pane: str, ring: RecordRing) -> None:
        self.desk, self.pane, self.ring, self.revoked = desk, pane, ring, RevokedRows()
        desk.listen(self.on_event)

    def on_event(self, event: DeskEvent) -> None:
        if isinstance(event, RecordsArrived) and event.pane == self.pane:
            self.ring.add(event.batch)
        elif isinstance(event, PaneChanged) and event.pane == self.pane and self.pane in self.desk.panes:
            state = self.desk.panes[self.pane]
            group = self.desk.groups.get(state.group or "")
            self.revoked.update(state, group.committed.get(state.topic, {}) if group else {}, self.ring.received)

    def fates(self) -> Mapping[tuple[int, int], RowState | None]:
        """Return what became of each row, by partition and offset."""
        view = self.ring.view()
        rows = [(view.serial(i), *view.locate(i)) for i in range(len(view))]
        found = {}
        for serial, chunk, i in rows:
            assert not hasattr(chunk, "reason")
            record = chunk.row(i)
            found[record.partition, record.offset] = self.revoked.state_of(serial, record.partition, record.offset)
        return found


def committed_on_broker(bootstrap: str, group: str, topic: str, partitions: int) -> dict[int, int]:
    """Ask another client library what the group has committed."""
    client = Consumer({"bootstrap.servers": bootstrap, "group.id": group})
    try:
        answer = client.committed([TopicPartition(topic, p) for p in range(partitions)], timeout=10)
        return {tp.partition: tp.offset for tp in answer if tp.offset >= 0}
    finally:
        client.close()


def test_rows_of_a_partition_that_was_taken_are_known(broker: Broker) -> None:
    """With commits by hand what was received comes again at the next owner; committed as shown, it does not."""

    async def scenario(commit: CommitMode, expected: RowState) -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)
            first = await join(desk, topic, f"{topic}-{commit}", EARLIEST, commit=commit)
            kept = Kept(desk, first, RecordRing())
            kept.on_event(PaneChanged(pane=first))
            await send(desk, SendPlan(topic=topic, value="{}", count=10))
            await received(desk, first, 10)
            assert set(kept.fates().values()) == {None}
            second = await join(desk, topic, f"{topic}-{commit}", EARLIEST, commit=commit)
            await stable(desk, topic, f"{topic}-{commit}", first, second)
            (mine,) = desk.panes[first].partitions
            assert await desk.until(lambda: expected in kept.fates().values(), WAIT_S)
            assert kept.fates() == {(p, o): None if p == mine else expected for p in (0, 1) for o in range(5)}
            if expected is RowState.REDELIVERED:
                await received(desk, second, 5)

    asyncio.run(scenario(CommitMode.MANUAL, RowState.REDELIVERED))
    asyncio.run(scenario(CommitMode.SHOWN, RowState.REVOKED))


def test_dropping_rows_commits_nothing(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            group = f"{topic}-g"
            pane = await join(desk, topic, group, EARLIEST, commit=CommitMode.MANUAL)
            kept = Kept(desk, pane, RecordRing(max_rows=100))
            await send(desk, SendPlan(topic=topic, value="{}", count=3000, mode=Mode.PIPELINED))
            await received(desk, pane, 3000)
            assert (kept.ring.received, len(kept.ring), kept.ring.dropped) == (3000, 100, 2900)
            assert await asyncio.to_thread(committed_on_broker, broker.bootstrap, group, topic, 1) == {0: 0}
            desk.commit(pane)
            assert await desk.until(lambda: desk.groups[group].committed.get(topic, {}).get(0) == 3000, WAIT_S)

    asyncio.run(scenario())


def test_what_a_pane_keeps_has_a_ceiling_in_bytes(broker: Broker) -> None:
    """Records that are small on the wire and large once they are unpacked."""
    ceiling = 8 * 1024 * 1024

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            producer = Producer({"bootstrap.servers": broker.bootstrap, "compression.type": "zstd"})
            for n in range(60):
                producer.produce(topic, bytes(900_000) + os.urandom(8) + b"%d" % n)
            assert await asyncio.to_thread(producer.flush, 30) == 0
            pane = desk.add_pane()
            kept = Kept(desk, pane, RecordRing(max_bytes=ceiling))
            most = 0

            def measure(event: DeskEvent) -> None:
                nonlocal most
                if isinstance(event, RecordsArrived):
                    most = max(most, kept.ring.nbytes)

            desk.listen(measure)
            desk.observe(pane, topic, EARLIEST)
            await received(desk, pane, 60)
            print(f"54 MB received, {most / 1e6:.1f} MB kept at most")
            assert most <= ceiling
            assert kept.ring.dropped == 60 - len(kept.ring) > 40

    asyncio.run(scenario())
