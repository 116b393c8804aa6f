"""Searches through topics of a real broker: what is found, what is passed over, and how a search ends."""

import asyncio
import json
from collections.abc import Callable, Iterator

import confluent_kafka
import pytest

from kafkadesk.cli.main import run
from kafkadesk.core.errors import InputError
from kafkadesk.core.find.plan import SearchPlan, position
from kafkadesk.core.find.progress import SearchEnd, SearchProgress
from kafkadesk.core.records import GapKind, Record
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.searches import TopicSearch
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on
from tests.rigs.processes import Cluster, cluster_on
from tests.rigs.spoilt_logs import Transactions, spoilt_on_disk

MANY = 200_000


@pytest.fixture
def cluster(broker: Broker) -> Iterator[Cluster]:
    with cluster_on(broker.bootstrap) as found:
        yield found


def produce(bootstrap: str, topic: str, values: Iterator[tuple[bytes | None, bytes]], partition: int = -1) -> None:
    """Write key and value pairs quickly; -1: Java's murmur2 chooses the partition."""
    producer = confluent_kafka.Producer(
        {"bootstrap.servers": bootstrap, "partitioner": "murmur2_random", "linger.ms": 20, "queue.buffering.max.messages": MANY + 1}
    )
    for key, value in values:
        producer.produce(topic, value, key, partition)
        producer.poll(0)
    assert producer.flush(60) == 0


async def drained(search: TopicSearch) -> list[Record]:
    """Return all matches of a search."""
    return [batch.row(i) async for batch in search for i in range(len(batch))]


def found_by(bootstrap: str, plan: SearchPlan) -> tuple[list[Record], TopicSearch]:
    """Search with a desk of its own."""

    async def work() -> tuple[list[Record], TopicSearch]:
        async with desk_on(bootstrap) as desk:
            search = desk.find(plan)
            return await asyncio.wait_for(drained(search), 90), search

    return asyncio.run(work())


def passed(progress: SearchProgress) -> dict[GapKind | None, int]:
    return {one.kind: one.count for part in progress.parts for one in part.passed}


def by_librdkafka(bootstrap: str, topic: str, partitions: int, matches: Callable[[confluent_kafka.Message], bool]) -> set[tuple[int, int]]:
    """Return partition and offset of what a reader of librdkafka finds by the same rule."""
    reader = confluent_kafka.Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "none",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
        }
    )
    reader.assign([confluent_kafka.TopicPartition(topic, p, 0) for p in range(partitions)])
    found: set[tuple[int, int]] = set()
    ended = 0
    while ended < partitions:
        for message in reader.consume(5_000, 1.0):
            if message.error() is not None:
                ended += 1
            elif matches(message):
                found.add((message.partition() or 0, message.offset() or 0))
    reader.close()
    return found


def test_the_first_and_the_last_of_many_records_are_found_and_others_agree(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(4)
    rest = '"status": "' + "x" * 60 + '"'
    produce(
        broker.bootstrap, topic, ((b"k%d" % (n % 1000), b'{"id": %d, %s, "total": %d}' % (n, rest.encode(), n % 500)) for n in range(MANY))
    )
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter='"id": 0,'))
    assert [r.value and r.value[:9] for r in found if r.value and r.value.startswith(b'{"id": 0,')] == [b'{"id": 0,']
    assert (search.end, search.progress.records, search.progress.read, search.progress.share) == (SearchEnd.COMPLETE, MANY, MANY, 1.0)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter=f"$.id={MANY - 1}"))
    assert [(r.key, r.value) for r in found] == [(b"k999", b'{"id": %d, %s, "total": 499}' % (MANY - 1, rest.encode()))]
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter="key:k99 $.total>=498"))
    wanted = by_librdkafka(
        broker.bootstrap, topic, 4, lambda m: b"k99" in (m.key() or b"") and int((m.value() or b"").rpartition(b" ")[2][:-1]) >= 498
    )
    assert len(found) == len(wanted) == 400
    assert {(r.partition, r.offset) for r in found} == wanted


def test_a_demanded_key_reads_only_the_partition_it_hashes_to_unless_told_otherwise(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(6)
    produce(broker.bootstrap, topic, ((b"key-%d" % (n % 50), b"%d" % n) for n in range(3_000)))
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter="key=key-7"))
    assert sorted(int(r.value or b"") for r in found) == list(range(7, 3_000, 50))
    (where,) = {r.partition for r in found}
    assert search.progress.keyed == {topic: (where, 6)}
    assert [part.partition for part in search.progress.parts] == [where]
    assert search.progress.records == search.progress.offsets < 3_000
    produce(broker.bootstrap, topic, iter([(b"key-7", b"elsewhere")]), (where + 1) % 6)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter="key=key-7", by_key=False))
    assert (len(found), search.progress.keyed, search.progress.records) == (61, {}, 3_001)
    for rule in ("key:key-7", "-key=key-7"):
        _, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter=rule))
        assert search.progress.records == 3_001, rule


def test_a_range_has_a_beginning_an_end_and_partitions_and_a_search_may_have_enough(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(2)
    for n in range(100):
        cluster.producer.send(topic, b"%d" % n, partition=n % 2, timestamp_ms=1_700_000_000_000 + n * 1000)
    cluster.producer.flush()

    def offsets(plan: SearchPlan) -> tuple[list[tuple[int, int]], SearchEnd | None]:
        found, search = found_by(broker.bootstrap, plan)
        return sorted((r.partition, r.offset) for r in found), search.end

    at = Start(StartKind.TIME, 1_700_000_090_000)
    assert offsets(SearchPlan(topics=(topic,), begin=at)) == ([(p, o) for p in (0, 1) for o in range(45, 50)], SearchEnd.COMPLETE)
    assert offsets(SearchPlan(topics=(topic,), begin=position("40"), end=at, partitions=(1,))) == (
        [(1, o) for o in range(40, 45)], SearchEnd.COMPLETE,
    )  # fmt: skip
    some, end = offsets(SearchPlan(topics=(topic,), most=7))
    assert (len(some), end) == (7, SearchEnd.MAX_REACHED)
    assert offsets(SearchPlan(topics=(topic,), begin=position("900"))) == ([], SearchEnd.COMPLETE)


def test_what_holds_no_record_is_passed_over_and_told(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    transactions = Transactions(broker.bootstrap, topic)
    cluster.send(topic, [b"0", b"1", b"2"])
    transactions.begin([b"3", b"4"])
    transactions.abort()
    transactions.begin([b"6"])
    transactions.commit()
    cluster.delete_before(topic, 0, 2)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,)))
    assert ([r.value for r in found], search.end) == ([b"2", b"6"], SearchEnd.COMPLETE)
    assert passed(search.progress) == {GapKind.ABORTED: 3, GapKind.MARKER: 1}
    assert [(part.begin, part.end, part.position) for part in search.progress.parts] == [(2, 8, 8)]
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), uncommitted=True))
    assert [r.value for r in found] == [b"2", b"3", b"4", b"6"]
    transactions.begin([b"open"])
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,)))
    assert ([r.value for r in found], search.end) == ([b"2", b"6"], SearchEnd.INCOMPLETE)
    (part,) = search.progress.parts
    assert [why.render() for why in part.faults] == ["P0 is blocked by an open transaction since offset 8: 1 offsets wait."]
    transactions.abort()


def test_a_search_waits_for_who_takes_its_matches_and_can_be_stopped(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    produce(broker.bootstrap, topic, ((None, b"x" * 200) for _ in range(MANY)))

    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            search = desk.find(SearchPlan(topics=(topic,)))
            batch = await anext(search)
            assert await desk.until(lambda: search.progress.found > len(batch), WAIT_S)
            search.stop()
            count = len(batch) + len(await drained(search))
            assert (search.end, search.progress.found) == (SearchEnd.STOPPED, count)
            assert count < MANY
            with pytest.raises(InputError) as caught:
                desk.find(SearchPlan(topics=(topic,), filter="key:x $.a[=3"))
            assert caught.value.column == 10

    asyncio.run(work())


@pytest.mark.long  # the log cleaner looks around every 15 s
def test_offsets_that_were_compacted_away_are_counted_and_are_no_fault(broker: Broker, cluster: Cluster) -> None:
    configs = {"cleanup.policy": "compact", "segment.bytes": "1048576", "min.cleanable.dirty.ratio": "0.01", "segment.ms": "100"}
    topic = cluster.topic(1, **configs)

    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk, asyncio.timeout(90):
            for rule in ("", "value=nowhere"):
                counted = 0
                while not counted:
                    await asyncio.to_thread(cluster.send, topic, [b"x"] * 50, 0, key=b"same")
                    search = desk.find(SearchPlan(topics=(topic,), filter=rule))
                    found, progress = await drained(search), search.progress
                    counted = passed(progress).get(GapKind.COMPACTED, 0)
                    assert search.end is SearchEnd.COMPLETE
                    assert counted + progress.records == progress.offsets
                    assert len(found) == (0 if rule else progress.records)

    asyncio.run(work())


def test_records_deleted_while_it_reads_are_named_and_the_rest_is_read(broker: Broker, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    produce(broker.bootstrap, topic, ((None, b"%d" % n + b"x" * 400) for n in range(MANY)))

    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            search = desk.find(SearchPlan(topics=(topic,)))
            first = await anext(search)
            await asyncio.to_thread(cluster.delete_before, topic, 0, MANY - 10)
            rest = await asyncio.wait_for(drained(search), 60)
            (part,) = search.progress.parts
            (lost,) = part.passed
            assert (search.end, part.position, lost.kind) == (SearchEnd.INCOMPLETE, MANY, GapKind.DELETED)
            assert search.progress.found == len(first) + len(rest) == MANY - lost.count
            assert [r.offset for r in rest[-10:]] == list(range(MANY - 10, MANY))
            assert part.faults[0].render() == "These offsets no longer exist: they were deleted after the topic's retention time."

    asyncio.run(work())


def test_batches_that_cannot_be_read_are_named_and_the_others_searched(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    topic = spoilt_on_disk(broker)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,)))
    assert search.end is SearchEnd.INCOMPLETE
    for part in search.progress.parts:
        assert {int(r.value or b"") for r in found if r.partition == part.partition} >= {0, 1, 2, 6, 7, 8}, part
        assert part.position == part.end, part
    spoilt = [part for part in search.progress.parts if not part.complete]
    assert spoilt
    assert all(one.kind is GapKind.UNREADABLE and one.count <= 3 for part in spoilt for one in part.passed)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(topic,), filter="value=nowhere"))
    assert (found, search.end, [part for part in search.progress.parts if not part.complete]) == ([], SearchEnd.INCOMPLETE, spoilt)


def test_a_broker_that_is_stopped_ends_a_search_as_not_all_read(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(2)
    produce(broker.bootstrap, topic, ((None, b"x" * 200) for _ in range(MANY)))

    async def work() -> None:
        async with desk_on(broker.bootstrap) as desk:
            search = desk.find(SearchPlan(topics=(topic,)))
            await anext(search)
            await asyncio.to_thread(broker.stop)
            rest = asyncio.ensure_future(drained(search))
            assert await desk.until(lambda: search.error is not None, WAIT_S)
            assert not rest.done(), "it is tried again for a while"
            assert await asyncio.wait_for(rest, 60)
            assert search.end == SearchEnd.INCOMPLETE
            assert search.progress.read < MANY
            assert all(part.faults for part in search.progress.parts if part.position < part.end)

    asyncio.run(work())


def test_several_topics_are_read_one_after_the_other_and_one_that_is_not_there_is_named(broker: Broker, cluster: Cluster) -> None:
    first, second = cluster.topic(2), cluster.topic(1)
    cluster.send(first, [b"a-1", b"b", b"a-2"])
    cluster.send(second, [b"a-3"])
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(first, second), filter="a-"))
    assert {(r.topic, r.value) for r in found} == {(first, b"a-1"), (first, b"a-2"), (second, b"a-3")}
    assert (search.end, search.progress.records, len(search.progress.parts)) == (SearchEnd.COMPLETE, 4, 3)
    found, search = found_by(broker.bootstrap, SearchPlan(topics=(first, f"{first}-no")))
    assert (found, search.end) == ([], SearchEnd.INCOMPLETE)
    assert search.error is not None
    assert search.error.title.render() == f"There is no topic {first}-no on this cluster."


def test_the_command_prints_matches_of_several_topics_by_time_and_its_status_says_what_it_is(
    broker: Broker, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = cluster.topic(2), cluster.topic(1)
    for n, topic in enumerate((first, second, first, second)):
        cluster.producer.send(topic, b'{"n": %d}' % n, b"k\xff", partition=0, timestamp_ms=1_700_000_000_000 + n)
    cluster.producer.flush()

    def find(*words: str) -> tuple[int, list[dict[str, object]], str]:
        status = run(["find", *words, "--bootstrap", broker.bootstrap])
        said = capsys.readouterr()
        return status, [json.loads(line) for line in said.out.splitlines()], said.err

    status, found, said = find(f"{first},{second}", "$.n>0")
    assert (status, [line["value"] for line in found]) == (0, ['{"n": 1}', '{"n": 2}', '{"n": 3}'])
    assert [(line["topic"], line["offset"], line["key_base64"]) for line in found][:2] == [(second, 0, "a/8="), (first, 1, "a/8=")]
    assert "All of the range was read: 3 found in 4 records" in said
    status, found, _ = find(first, "", "--to", "1", "--max", "5")
    assert (status, [line["offset"] for line in found]) == (0, [0])
    status, found, said = find(first, "nowhere")
    assert (status, found, "0 found in 2 records" in said) == (1, [], True)
    for wrong, why in (
        ((first, "p:x"), "(character 3)"),
        ((first, "x", "--from", "soon"), "neither an offset"),
        ((f"{first}-no", "x"), "no topic"),
    ):
        status, found, said = find(*wrong)
        assert (status, found, why in said) == (2, [], True), said
    Transactions(broker.bootstrap, second).begin([b"open"])
    status, found, said = find(second, "n")
    assert (status, len(found), "blocked by an open transaction" in said) == (3, 2, True)
