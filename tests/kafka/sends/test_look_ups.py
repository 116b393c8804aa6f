"""What a look-up may say of sends, where a wrong word is near: each on a real broker."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from kafka.admin import ACL, ACLOperation, ACLPermissionType, KafkaAdminClient, ResourcePattern, ResourceType

from kafkadesk.core.delivery import Mode, OutgoingRecord, SendPlan, Verdict
from kafkadesk.core.errors import ConnectError
from kafkadesk.core.events import DeskEvent, Notice, ProgressChanged
from kafkadesk.core.sends.journal import Code, JournalPlace
from kafkadesk.core.sends.lookup_words import LookupResult
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.text import Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.sends import lookup_scheduler, open_sends, topic_scan
from kafkadesk.system.files.journal import JournalFile, journal_folder
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.desk import WAIT_S, desk_on, new_topic, received, send
from tests.rigs.fault_proxy import Way
from tests.rigs.processes import Cluster, cluster_on
from tests.rigs.spoilt_logs import Transactions, spoil, spoilt_on_disk

pytestmark = pytest.mark.allow_logs(
    "not found in cluster metadata",  # the plain client asks for a topic in the moment in which it is made
)


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as made:
        yield made


def left_behind(desk: Desk, name: str, topic: str, values: Sequence[bytes], *, confirmed: int = 0, **known: object) -> None:
    """Write the journal of a session that was killed with these sends to partition 0 open; of the first ones it knew the offset."""
    facts = {"ends": {0: 0}, "topic_id": desk.topics[topic].topic_id, "partition": 0, "key": None} | known
    partition, key = facts.pop("partition"), facts.pop("key")
    state = desk.connection
    place = JournalPlace(topic=topic, bootstrap=state.bootstrap, cluster_id=state.cluster_id, wall_ms=1_000, **facts)  # type: ignore[arg-type]
    journal = JournalFile(journal_folder() / f"{name}.jsonl")
    journal.note(
        [OutgoingRecord(number=n, topic=topic, partition=partition, key=key, value=v) for n, v in enumerate(values, 1)],  # type: ignore[arg-type]
        place,
    )
    for n in range(confirmed):
        journal.resolve(n + 1, Code.CONFIRMED, 0, n)
    journal.close()


async def looked_up(desk: Desk) -> list[str]:
    """Return what is said of each lost send once all were looked up, session by session."""
    recovery = desk.unresolved.recovery
    await recovery.load()
    assert await desk.until(lambda: not recovery.open(), WAIT_S), recovery.error
    said = [str(lost.outcome.sentence()) for lost in recovery.sends if lost.outcome is not None]
    await recovery.shown()
    return said


def test_two_killed_sessions_with_the_same_bytes_share_what_is_there(broker: Broker, cluster: Cluster) -> None:
    one, known = cluster.topic(1), cluster.topic(1)
    cluster.send(one, [b"same"])
    cluster.send(known, [b"same"])

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            left_behind(desk, "1", one, [b"same"])
            left_behind(desk, "2", one, [b"same"])
            left_behind(desk, "3", known, [b"same", b"other"], confirmed=1)  # the record is this one's
            left_behind(desk, "4", known, [b"same"])
            assert await looked_up(desk) == [
                "1 of 2 identical ones are in the topic.",
                "1 of 2 identical ones are in the topic.",
                "It is not in the topic: it was not written.",
                "It is not in the topic: it was not written.",
            ]

    asyncio.run(scenario())


def test_what_this_session_confirmed_is_not_taken_for_a_lost_send(broker: Broker) -> None:
    """The user sends it once more before the look-up has come so far: that record is the new one."""

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            left_behind(desk, "1", topic, [b"same"])
            await send(desk, SendPlan(topic=topic, value="same"))
            assert await looked_up(desk) == ["It is not in the topic: it was not written."]

    asyncio.run(scenario())


def test_confirmed_during_the_reading_is_taken(broker: Broker, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = cluster.topic(1)

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            left_behind(desk, "1", topic, [b"same"])
            real = topic_scan._final_ends

            async def meanwhile(*args: object) -> dict[int, int]:
                await send(desk, SendPlan(topic=topic, value="same"))
                return await real(*args)  # type: ignore[arg-type]

            monkeypatch.setattr(topic_scan, "_final_ends", meanwhile)
            assert await looked_up(desk) == ["It is not in the topic: it was not written."]

    asyncio.run(scenario())


@pytest.mark.allow_logs("topic_id changed")  # the library's word for a topic that was made anew
def test_a_topic_made_anew_and_grown_is_not_read_for_a_send_to_the_old_one(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(1)

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            left_behind(desk, "1", topic, [b"lost"])
            await asyncio.to_thread(cluster.remake, topic, 1)
            cluster.send(topic, [b"x", b"lost"])
            assert await looked_up(desk) == ["It can no longer be looked up: the topic was deleted and recreated."]

    asyncio.run(scenario())


def test_an_open_transaction_holds_up_only_for_its_time(broker: Broker, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_scheduler, "RETRY_S", 0.5)
    topic, free = cluster.topic(1), cluster.topic(1)
    transactions = Transactions(broker.bootstrap, topic)
    transactions.begin([b"theirs"])
    cluster.send(topic, [b"behind"])
    cluster.send(free, [b"behind"])

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            recovery = desk.unresolved.recovery
            left_behind(desk, "1", topic, [b"behind"])
            left_behind(desk, "2", free, [b"behind"])
            began = time.monotonic()
            await recovery.load()
            assert await desk.until(lambda: recovery.error is not None and len(recovery.open()) == 1, WAIT_S)
            assert recovery.error is not None
            assert str(recovery.error.title).startswith("An open transaction blocks partition 0 at offset 0")
            assert time.monotonic() - began < 10
            await asyncio.to_thread(transactions.commit)
            assert await desk.until(lambda: not recovery.open(), WAIT_S), recovery.error
            assert [lost.outcome and lost.outcome.offset for lost in recovery.sends] == [1, 0]

    asyncio.run(scenario())


@pytest.mark.long
def test_what_nobody_can_read_or_may_know_is_not_called_not_written(own_broker: Callable[..., Broker]) -> None:
    """Batches damaged on the disk, and a topic whose settings the user may not see."""
    rules = {
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found": "true",
    }
    broker = own_broker(lambda _: rules)
    spoilt = spoilt_on_disk(broker)  # offsets 3 to 5 of partition 1: a wrong checksum
    client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    with cluster_on(broker.bootstrap) as made:
        closed = made.topic(1, **{"cleanup.policy": "compact"})
    pattern = ResourcePattern(ResourceType.TOPIC, closed)
    allowed = {ACLOperation.DESCRIBE_CONFIGS: ACLPermissionType.DENY, ACLOperation.READ: ACLPermissionType.ALLOW}
    client.create_acls([ACL("User:ANONYMOUS", "*", operation, rule, pattern) for operation, rule in allowed.items()])
    client.close()

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            left_behind(desk, "1", spoilt, [b"7", b"4"], ends=dict.fromkeys(range(6), 0), partition=1)
            left_behind(desk, "2", spoilt, [b"never"], ends={1: 6}, partition=1)
            left_behind(desk, "3", closed, [b"a"], key=b"k")
            began = time.monotonic()
            found, unread, behind, hidden = await looked_up(desk)
            assert time.monotonic() - began < 10
            assert found == "It is in the topic: partition 1, offset 7."
            assert unread.endswith("partition 1 has unreadable offsets (3 to 5): it may be there.")
            assert behind == "It is not in the topic: it was not written."
            assert hidden.endswith("if the topic is compacted: the cluster does not show its settings.")

    asyncio.run(scenario())


def test_a_batch_that_nobody_can_read_is_passed_over_and_leaves_open_what_may_be_in_it(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    spoil(cluster, topic)  # offsets 4 and 5

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            left_behind(desk, "1", topic, [b"3", b"5", b"7"])
            left_behind(desk, "2", topic, [b"never"], ends={0: 6})
            before, unread, behind, never = await looked_up(desk)
            assert (before, behind) == ("It is in the topic: partition 0, offset 3.", "It is in the topic: partition 0, offset 7.")
            assert unread.endswith("partition 0 has unreadable offsets (4 to 5): it may be there.")
            assert never == "It is not in the topic: it was not written."

    asyncio.run(scenario())


def test_a_send_goes_to_the_place_of_its_press(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is given up between the press and the journal: the send is not said to have gone elsewhere."""
    noted: list[JournalPlace] = []
    real = JournalFile.note

    def note(self: JournalFile, records: Sequence[OutgoingRecord], place: JournalPlace) -> None:
        noted.append(place)
        real(self, records, place)

    monkeypatch.setattr(JournalFile, "note", note)

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            before, topic_id = desk.connection, desk.topics[topic].topic_id
            await desk.prepare_topic(topic)
            session = desk._connection.need_session()
            busy = threading.Event()
            session._producer_thread.submit(busy.wait, WAIT_S)
            send_id = desk.send(SendPlan(topic=topic, value="x"))
            assert await desk.until(lambda: desk.sends.progress[send_id].started == 1, WAIT_S)
            await desk.connect("127.0.0.1:1")
            busy.set()
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            (place,) = noted
            assert (place.bootstrap, place.cluster_id, place.topic_id) == (before.bootstrap, before.cluster_id, topic_id)
            assert place.ends == {0: 0}

    asyncio.run(scenario())


def test_unknown_sends_are_looked_up_by_themselves_and_that_is_said_once(proxied_broker: ProxiedBroker) -> None:
    notices: list[str] = []

    async def scenario() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            desk.listen(lambda event: notices.append(f"{event.text} {event.hint}") if isinstance(event, Notice) else None)
            topic = await new_topic(desk, 2)
            await send(desk, SendPlan(topic=topic, value="first"))
            proxied_broker.proxy.freeze(Way.ANSWERS)
            send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=3, mode=Mode.PIPELINED))
            assert await desk.until(lambda: desk.sends.progress[send_id].started == 3, WAIT_S)
            await desk.disconnect()
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            unknown = [d.number for d in desk.sends.log.recent(3) if d.verdict is Verdict.UNKNOWN]
            assert unknown
            proxied_broker.proxy.let_through()
            await desk.connect(proxied_broker.bootstrap)
            await desk.connected()
            assert await desk.until(lambda: all(_said(desk, number) for number in unknown), WAIT_S)
            there = sum((await desk.end_offsets(topic)).values()) - 1
            assert sum(d.found is True for d in desk.sends.log.recent(3)) == there
            looked = [notice for notice in notices if "looked up" in notice]
            assert len(looked) == 1
            assert f"{there} in the topic" in looked[0]
            assert desk._journal.unknown() == set()
        assert list(journal_folder().glob("*.jsonl")) == []

    asyncio.run(scenario())


def _said(desk: Desk, number: int) -> bool:
    delivery = desk.sends.log.get(number)
    return delivery is not None and delivery.looked_up is not None


def test_forgotten_sends_keep_to_the_bound_and_say_that_they_wait(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_sends, "MAX_OPEN", 50)
    most = 0

    async def scenario() -> None:
        nonlocal most
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)

            def heard(event: DeskEvent) -> None:
                nonlocal most
                if isinstance(event, ProgressChanged):
                    most = max(most, len(desk.sends.log.open()))

            desk.listen(heard)
            await send(desk, SendPlan(topic=topic, value="{{ seq }}", count=120, mode=Mode.FORGET), Verdict.NOT_CONFIRMED)
            found = [d.found for d in desk.sends.log.recent(120)]
            assert None not in found
            assert sum((await desk.end_offsets(topic)).values()) == found.count(True)
            assert desk._journal.entries(desk._journal.cluster, topic) == []

    asyncio.run(scenario())
    assert most == 50


def test_a_slow_forgotten_run_can_be_stopped_and_says_of_each_what_is_true(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=500, every_ms=300, mode=Mode.FORGET))

            pane = desk.add_pane()
            desk.observe(pane, topic, Start(StartKind.EARLIEST))
            await received(desk, pane, 2)
            began = time.monotonic()
            desk.stop_send(send_id)
            assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S)
            assert time.monotonic() - began < 10
            made = desk.sends.log.recent(500)
            assert {d.verdict for d in made} == {Verdict.NOT_CONFIRMED, Verdict.REJECTED}
            there = sum((await desk.end_offsets(topic)).values())
            assert sum(d.found is True for d in made) == there
            assert len(made) < 200, "no more are open than one process sends in its time"

    asyncio.run(scenario())


def test_a_look_up_that_cannot_tell_yet_is_said_to_who_asks(proxied_broker: ProxiedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another send of the same content is on its way: whose the record is can only be told afterwards."""
    monkeypatch.setattr(lookup_scheduler, "GATHER_S", 60.0)

    async def scenario() -> None:
        async with desk_on(proxied_broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            to = desk._journal.destination(topic)
            await desk.prepare_topic(topic)
            records = [OutgoingRecord(number=n, topic=topic, partition=0, key=None, value=b"same") for n in (901, 902)]
            await desk._journal.written(records, to)
            desk._journal._file.resolve(901, Code.UNKNOWN)
            (outcome,) = await desk.unresolved._scheduler.look_up_now(topic)
            assert outcome.result is LookupResult.LATER
            desk._journal._file.resolve(902, Code.REJECTED)
            (outcome,) = await desk.unresolved._scheduler.look_up_now(topic)
            assert outcome.result is LookupResult.NOT_FOUND

    asyncio.run(scenario())


def test_a_cluster_that_cannot_be_asked_is_asked_again_at_the_same_pace(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker that is restarted again and again: when it stays, nobody shall wait a quarter of an hour for what became of a send."""
    monkeypatch.setattr(lookup_scheduler, "RETRY_S", 0.1)
    away, real = 8, topic_scan.scan_topic

    async def asked(*args: object) -> object:
        nonlocal away
        away -= 1
        if away >= 0:
            raise ConnectError(Text("No broker answers."))
        return await real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(lookup_scheduler, "scan_topic", asked)

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            began = time.monotonic()
            left_behind(desk, "1", topic, [b"same"])
            assert await looked_up(desk) == ["It is not in the topic: it was not written."]
            assert time.monotonic() - began < 12.0, "twice as long each time would be 25 s"

    asyncio.run(scenario())


def test_what_another_window_sent_is_not_taken_for_ours(broker: Broker, cluster: Cluster) -> None:
    """Two windows on one home, both with sends of the same content: the other one's, confirmed or unknown as ours are, count."""
    confirmed, unknown = cluster.topic(1), cluster.topic(1)
    cluster.send(confirmed, [b"same"])
    cluster.send(unknown, [b"same"])

    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            state = desk.connection
            window = JournalFile(journal_folder() / "window.jsonl")  # open, and so the other window's
            for number, topic in ((1, confirmed), (2, unknown)):
                ids = desk.topics[topic].topic_id
                place = JournalPlace(
                    topic=topic, bootstrap=state.bootstrap, cluster_id=state.cluster_id, wall_ms=1, ends={0: 0}, topic_id=ids
                )
                window.note([OutgoingRecord(number=number, topic=topic, partition=0, key=None, value=b"same")], place)
            window.resolve(1, Code.CONFIRMED, 0, 0)
            window.resolve(2, Code.UNKNOWN)
            window.flush()
            left_behind(desk, "1", confirmed, [b"same"])
            left_behind(desk, "2", unknown, [b"same"])
            assert await looked_up(desk) == ["It is not in the topic: it was not written.", "1 of 2 identical ones are in the topic."]
            window.resolve(2, Code.RESOLVED)
            window.close()

    asyncio.run(scenario())
