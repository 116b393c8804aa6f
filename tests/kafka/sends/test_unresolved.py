"""Looking up on a real broker what became of sends: identical ones, retention, topics that are gone, and in the session itself."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from kafkadesk.core.delivery import Delivery, Mode, OutgoingRecord, SendPlan, Verdict
from kafkadesk.core.errors import InputError, UserError
from kafkadesk.core.events import SendFailed
from kafkadesk.core.sends.earlier_sessions import summary
from kafkadesk.core.sends.journal import JournalPlace
from kafkadesk.core.text import Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.journal import JournalFile, journal_folder
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.desk import WAIT_S, desk_on, new_topic, send
from tests.rigs.fault_proxy import Way
from tests.rigs.processes import Cluster, cluster_on

pytestmark = pytest.mark.allow_logs(
    "not found in cluster metadata",  # the plain client asks for a topic in the moment in which it is made
    "blocking the event loop",  # and says so when its thread had to wait for a core
)


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as made:
        yield made


def left_by_a_crash(
    name: str,
    topic: str,
    values: list[bytes],
    ends: dict[int, int] | None,
    *,
    cluster_id: str | None,
    partition: int | None = 0,
    key: bytes | None = None,
    topic_id: str | None = None,
    at_ms: int = 1_000,
) -> None:
    """Write the journal that a session leaves which was killed with these sends open."""
    journal = JournalFile(journal_folder() / f"{name}.jsonl")
    place = JournalPlace(topic=topic, bootstrap="127.0.0.1:1", cluster_id=cluster_id, wall_ms=at_ms, ends=ends, topic_id=topic_id)
    records = [OutgoingRecord(number=n, topic=topic, partition=partition, key=key, value=v) for n, v in enumerate(values, 1)]
    journal.note(records, place)
    journal.close()


async def recovered(desk: Desk) -> dict[str, list[str]]:
    """Return, by topic, what is said of each lost send once all were looked up."""
    await desk.unresolved.recovery.load()
    assert await desk.until(lambda: not desk.unresolved.recovery.open(), WAIT_S), desk.unresolved.recovery.error
    found: dict[str, list[str]] = {}
    for lost in desk.unresolved.recovery.sends:
        assert lost.outcome is not None
        found.setdefault(lost.entry.place.topic, []).append(str(lost.outcome.sentence()))
    return found


def test_each_kind_of_loss_is_told_for_what_it_is(broker: Broker, cluster: Cluster) -> None:
    same, picked, retained, by_time, short = (cluster.topic(2) for _ in range(5))
    compacted = cluster.topic(1, **{"cleanup.policy": "compact"})
    cluster.send(same, [b"a", b"x", b"a"], partition=0)
    cluster.send(picked, [b"a", b"before", b"a"], partition=1)
    cluster.send(retained, [b"a", b"b", b"c"], partition=0)
    cluster.delete_before(retained, 0, 2)
    now_ms = time.time_ns() // 1_000_000
    cluster.send(by_time, [b"a"], partition=1)

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            here = desk.connection.cluster_id
            none = {0: 0, 1: 0}
            ids = {topic.name: topic.topic_id for topic in desk.topics.values()}
            left_by_a_crash("1", same, [b"a", b"a", b"a"], none, cluster_id=here, topic_id=ids[same])
            left_by_a_crash("2", picked, [b"a", b"never"], {0: 0, 1: 1}, cluster_id=here, partition=None, topic_id=ids[picked])
            left_by_a_crash("3", retained, [b"b", b"c"], none, cluster_id=here, topic_id=ids[retained])
            left_by_a_crash("4", by_time, [b"a"], None, cluster_id=here, partition=None, topic_id=ids[by_time], at_ms=now_ms)
            left_by_a_crash("5", short, [b"a"], {0: 40, 1: 0}, cluster_id=here, topic_id="the one before")
            left_by_a_crash("7", compacted, [b"a"], {0: 0}, cluster_id=here, key=b"k", topic_id=ids[compacted])
            left_by_a_crash("6", "never-was", [b"a"], none, cluster_id=here)
            assert await recovered(desk) == {
                same: ["2 of 3 identical ones are in the topic."] * 3,
                picked: ["It is in the topic: partition 1, offset 2.", "It is not in the topic: it was not written."],
                retained: [
                    "It can no longer be looked up: the topic has deleted its oldest records (retention).",
                    "It is in the topic: partition 0, offset 2.",
                ],
                by_time: ["It is in the topic: partition 1, offset 0."],
                short: ["It can no longer be looked up: the topic was deleted and recreated."],
                compacted: ["It is not in the topic: it was not written, or compaction has removed it."],
                "never-was": [
                    "It can no longer be looked up: the cluster lists no topic never-was. It was deleted, or this user is not allowed to see it."
                ],
            }
            said = summary(desk.unresolved.recovery.sends, looking=False, error=None)
            assert (str(said.text), str(said.hint)) == (
                "11 sends had no known outcome. Looked up:",
                "5 in the topic, 2 not written, 4 can no longer be determined.",
            )
            assert len(list(journal_folder().glob("*.jsonl"))) == 7, "it was not shown yet"
            await desk.unresolved.recovery.shown()
        assert list(journal_folder().glob("*.jsonl")) == [], "what was told is not told again"

    asyncio.run(scenario())


def test_lost_sends_wait_for_their_own_cluster_and_can_be_forgotten(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(1)

    async def scenario() -> None:
        left_by_a_crash("1", topic, [b"a"], {0: 0}, cluster_id="another one")
        async with desk_on(broker.bootstrap) as desk:
            await desk.unresolved.recovery.load()
            await asyncio.sleep(0.3)  # time in which it could wrongly look
            assert len(desk.unresolved.recovery.open()) == 1
            said = summary(desk.unresolved.recovery.sends, looking=False, error=None)
            assert str(said.hint).endswith("once you are connected to 127.0.0.1:1 again.")
        async with desk_on(broker.bootstrap) as desk:  # kept over a start that could not settle it
            await desk.unresolved.recovery.load()
            assert len(desk.unresolved.recovery.open()) == 1
            await desk.unresolved.recovery.forget()
            assert desk.unresolved.recovery.sends == ()
        assert list(journal_folder().glob("*.jsonl")) == []

    asyncio.run(scenario())


@asynccontextmanager
async def unknown_sends(proxied: ProxiedBroker, **plan: Any) -> Any:
    """A desk with three identical sends that were written, and of which nobody was told; it is connected again."""
    async with desk_on(proxied.bootstrap) as desk:
        topic = await new_topic(desk, 1)
        await send(desk, SendPlan(topic=topic, value="first"))
        proxied.proxy.freeze(Way.ANSWERS)
        send_id = desk.send(SendPlan(topic=topic, value="same", count=3, mode=Mode.PIPELINED, **plan))
        assert await desk.until(lambda: desk.sends.progress[send_id].started == 3, WAIT_S)
        await desk.disconnect()
        assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
        proxied.proxy.let_through()
        await desk.connect(proxied.bootstrap)
        await desk.connected()
        yield desk, topic


def test_an_unknown_send_is_looked_up_and_sent_again(proxied_broker: ProxiedBroker) -> None:
    async def scenario() -> None:
        async with unknown_sends(proxied_broker) as (desk, topic):
            unknown = [d.number for d in desk.sends.log.recent(3) if d.verdict is Verdict.UNKNOWN]
            assert unknown, "what was on its way is not called rejected"
            ends = await desk.end_offsets(topic)
            said = await desk.unresolved.look_up(unknown[0])
            there = ends[0] - 1
            found = [d for d in desk.sends.log.recent(3) if d.found]
            if there == len(unknown):
                assert len(found) == there
                assert str(said).startswith("All" if there > 1 else "It is in the topic")
                assert sorted(d.offset or 0 for d in found) == list(range(1, 1 + there))
            else:
                assert str(said).startswith((f"{there} of {len(unknown)} identical", "None of", "It is not"))
            with pytest.raises(InputError, match="already has a result"):
                await desk.unresolved.look_up(1)
            again = desk.sends.send_again(unknown[0])
            assert await desk.until(lambda: desk.sends.progress[again].done, WAIT_S)
            (newest,) = desk.sends.log.recent(1)
            assert (newest.verdict, newest.value_size) == (Verdict.CONFIRMED, 4)
        assert list(journal_folder().glob("*.jsonl")) == []

    asyncio.run(scenario())


def test_what_cannot_be_looked_up_or_sent_again_is_said(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            await send(desk, SendPlan(topic=topic, value="x"))
            with pytest.raises(InputError, match="content of #99 is no longer stored"):
                desk.sends.send_again(99)
            await desk.disconnect()
            with pytest.raises(UserError, match="no connection"):
                desk.sends.send_again(1)

    asyncio.run(scenario())


def test_what_is_rejected_at_the_exit_is_told_at_the_next_start_for_what_it_is(broker: Broker) -> None:
    """Nobody was there to be told. Only what was cut off is said to be so: the other one the broker refused."""

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            to = desk._journal.destination(topic)
            await desk._journal.written([OutgoingRecord(number=n, topic=topic, partition=0, key=None, value=b"x") for n in (1, 2)], to)
            desk._journal.closing()
            for number, closed_first in ((1, True), (2, False)):
                desk.sends.log.add(_delivery(number, topic))
                desk.sends.apply(
                    SendFailed(number=number, may_be_written=False, reason=Text("whatever"), at=0.0, closed_first=closed_first)
                )
        async with desk_on(broker.bootstrap) as desk:
            assert await recovered(desk) == {
                topic: [
                    "It was not written: KafkaDesk was closed before it left this PC.",
                    "It was not written: it was rejected or timed out while KafkaDesk was closing.",
                ]
            }

    asyncio.run(scenario())


def _delivery(number: int, topic: str) -> Delivery:
    return Delivery(number=number, send_id=1, topic=topic, partition=0, sent_at=0.0, wall_ms=0)
