"""Batches that nobody can read, one of each kind, and every compression: a pane says which offsets, and goes on at rest."""

import time
from collections.abc import Callable

import confluent_kafka
import psutil
import pytest
from kafka import codec
from kafka.record import default_records

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Unreadable
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.transport.fetch import unpacking
from tests.rigs.broker import Broker
from tests.rigs.processes import cluster_on, panes_on
from tests.rigs.spoilt_logs import KINDS, spoilt_on_disk

EARLIEST = Start(StartKind.EARLIEST)
CODECS = ("gzip", "snappy", "lz4", "zstd")
IDLE_S, IDLE_CPU = 2.0, 0.15  # a pane at rest uses a few hundredths of a core
MIB = 1024 * 1024


def at_rest(pid: int) -> float:
    """Return how much of a core a process uses, from now on."""
    process = psutil.Process(pid)
    before, began = process.cpu_times(), time.monotonic()
    while time.monotonic() - began < IDLE_S:
        time.sleep(0.05)
    after = process.cpu_times()
    return (after.user + after.system - before.user - before.system) / IDLE_S


def test_each_kind_of_unreadable_batch_is_named_and_passed_over_once(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    topic = spoilt_on_disk(broker)
    with panes_on(broker.bootstrap) as panes:
        began = panes.observe("a", topic, EARLIEST).at
        panes.until(lambda: len(panes.rows("a")) == 6 * len(KINDS) + 3)
        assert [row.value for row in panes.rows("a") if row.partition == 0] == [b"%d" % i for i in range(9)], "one_too_few"
        bad = {e.partition: e for e in panes.events if isinstance(e, Unreadable)}
        assert {p: (e.start, e.end, e.kind) for p, e in bad.items()} == dict.fromkeys(range(1, len(KINDS)), (3, 6, "unreadable"))
        assert len([e for e in panes.events if isinstance(e, Unreadable)]) == len(KINDS) - 1
        for partition, (_, words) in list(enumerate(KINDS))[1:]:
            assert words in bad[partition].reason.render(), bad[partition].reason.render()
        assert max(e.at for e in bad.values()) - began < 5
        with cluster_on(broker.bootstrap) as cluster:
            cluster.send(topic, [b"later"] * len(KINDS))
        panes.until(lambda: panes.values("a").count(b"later") == len(KINDS))
        assert at_rest(panes.processes.pids()["a"]) < IDLE_CPU


def test_every_compression_is_read_and_leaves_the_process_at_rest(broker: Broker) -> None:
    with panes_on(broker.bootstrap) as panes, cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1)
        for name in CODECS:
            producer = confluent_kafka.Producer({"bootstrap.servers": broker.bootstrap, "compression.type": name, "linger.ms": 50})
            for i in range(200):
                producer.produce(topic, f"{name} {i} ".encode() * 20, partition=0)
            producer.flush(20)
        panes.observe("a", topic, EARLIEST)
        panes.until(lambda: len(panes.rows("a")) == 800)
        assert panes.values("a") == [f"{name} {i} ".encode() * 20 for name in CODECS for i in range(200)]
        assert at_rest(panes.processes.pids()["a"]) < IDLE_CPU


@pytest.mark.allow_logs("blocking the event loop")  # 144 MB are put together
def test_a_batch_that_unpacks_to_too_much_is_passed_over(broker: Broker) -> None:
    """A bomb: under a megabyte on the wire, more than the ceiling in memory."""
    with panes_on(broker.bootstrap) as panes, cluster_on(broker.bootstrap) as cluster:
        topic = cluster.topic(1, **{"max.message.bytes": str(200 * MIB)})
        cluster.send(topic, [b"before"])
        config = {
            "bootstrap.servers": broker.bootstrap, "compression.type": "zstd", "linger.ms": 5_000, "batch.size": 2_000_000_000,
            "message.max.bytes": 200 * MIB, "queue.buffering.max.kbytes": 2_000_000,
        }  # fmt: skip
        producer = confluent_kafka.Producer(config)
        for _ in range(3):
            producer.produce(topic, bytes(48 * MIB), partition=0)
        producer.flush(30)
        cluster.send(topic, [b"after"])
        panes.observe("a", topic, EARLIEST)
        panes.until(lambda: b"after" in panes.values("a"))
        bad = panes.next(Unreadable, "a")
        assert (bad.start, bad.end) == (1, 4)
        assert bad.reason.render() == "The batch unpacks to more than 128 MiB, the most that a pane takes."
        assert psutil.Process(panes.processes.pids()["a"]).memory_info().rss < 400 * MIB
        assert at_rest(panes.processes.pids()["a"]) < IDLE_CPU


PACK = {"gzip": codec.gzip_encode, "snappy": codec.snappy_encode, "lz4": codec.lz4_encode, "zstd": codec.zstd_encode}
UNPACK = {"gzip": unpacking.ungzip, "snappy": unpacking.unsnappy, "lz4": unpacking.unlz4, "zstd": unpacking.unzstd}


@pytest.mark.parametrize("name", CODECS)
def test_a_codec_unpacks_what_fits_and_nothing_larger(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(default_records, f"{name}_decode"), "the library has another name for it now"
    assert UNPACK[name](PACK[name](bytes(100_000))) == bytes(100_000)
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 99_999)
    with pytest.raises(UserError, match="unpacks to more than"):
        UNPACK[name](PACK[name](bytes(100_000)))


@pytest.mark.allow_logs("The zstd codec does not work")
def test_a_codec_that_does_not_work_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacking.missing_codecs.cache_clear()
    assert unpacking.missing_codecs() is None
    unpacking.missing_codecs.cache_clear()
    monkeypatch.setattr(codec, "zstd", None)
    error = unpacking.missing_codecs()
    unpacking.missing_codecs.cache_clear()
    assert error is not None
    assert error.sentence() == (
        "This KafkaDesk cannot unpack zstd. Records compressed so are passed over and named. Install KafkaDesk again."
    )
