import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kafka import KafkaProducer

from kafkadesk.core.errors import ConnectError
from kafkadesk.core.events import SendConfirmed, SendFailed, SendsConfirmed, SendsStarted
from kafkadesk.system.processes.forget import send_and_forget
from kafkadesk.transport.client.options import LINGER_NOT
from kafkadesk.transport.producer.producer import GRACE_S, WATCH_EVERY_S, Producer
from kafkadesk.transport.producer.session import FORCED_CLOSE_S
from tests.rigs.broker import Broker
from tests.rigs.clients import Sent, deletes, frozen, options_for, record, sending, wait_for

DEADLINE_MS = 3_000
LATEST_S = DEADLINE_MS / 1000 + GRACE_S + WATCH_EVERY_S + FORCED_CLOSE_S  # when the last verdict must be there


@pytest.fixture
def sent(broker: Broker) -> Iterator[Sent]:
    with sending(broker.bootstrap) as made:
        yield made


def test_a_send_is_started_and_then_confirmed_with_its_place(sent: Sent) -> None:
    topic = sent.topic(4)
    (verdict,) = sent.send(record(topic, 7, partition=2, value="中文 🙂".encode(), headers=(("h", b"1"), ("h", b""))))
    assert isinstance(verdict, SendConfirmed)
    assert (verdict.partition, verdict.offset) == (2, 0)
    started, confirmed = sent.events
    assert isinstance(started, SendsStarted)
    assert isinstance(confirmed, SendsConfirmed)
    assert (started.numbers, confirmed.rows) == ([7], [verdict])
    assert started.at <= verdict.at <= time.monotonic()
    (found,) = sent.admin.read_range(topic, {2: 0}, {2: 1}, 10.0)
    assert (found.key, found.value, found.headers) == (b"k", "中文 🙂".encode(), (("h", b"1"), ("h", b"")))


def test_an_empty_value_and_a_tombstone_stay_apart(sent: Sent) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1, value=b""), record(topic, 2, value=None))
    assert [r.value for r in sent.admin.read_range(topic, {0: 0}, {0: 2}, 10.0)] == [b"", None]


def test_ten_thousand_pipelined_sends_each_get_one_verdict_and_are_where_it_says(sent: Sent) -> None:
    topic = sent.topic(4)
    before = sent.producer.requests()
    verdicts = sent.send(*(record(topic, n, key=None, partition=n % 4, value=b"%d" % n) for n in range(10_000)))
    assert before is not None
    assert sent.producer.pending() == 0
    places = sent.on_broker(topic)
    assert {v.number: [(v.partition, v.offset)] for v in verdicts if isinstance(v, SendConfirmed)} == {int(k): p for k, p in places.items()}
    made = (sent.producer.requests() or 0) - before
    assert 0 < made < 5_000, "pipelined sends share requests"


def test_sends_that_wait_for_each_other_make_one_request_each(sent: Sent) -> None:
    topic = sent.topic(1)
    before = sent.producer.requests()
    for n in range(5):
        sent.send(record(topic, n))
    assert sent.producer.requests() == (before or 0) + 5


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"partition": 7}, "There is no partition 7: {topic} has 0 to 3."),
    ({"partition": -1}, "There is no partition -1: {topic} has 0 to 3."),
    ({"topic": "no-such-topic"}, "There is no topic no-such-topic on this cluster."),
    ({"topic": "not a name"}, "Kafka does not allow this topic name."),
    ({"topic": ""}, "Kafka does not allow this topic name."),
    ({"key": None, "value": None}, "A record with neither key nor value cannot be sent: a tombstone needs a key."),
    ({"headers": (("a", None),)}, "The header a is null: the Kafka client can only send headers with a value."),
    (
        {"value": bytes(2_000_000)},
        "The record has 2,000,001 bytes: more than the broker allows for {topic}"
        " (max.message.bytes of the topic, message.max.bytes of the broker).",
    ),
    ({"value": bytes(34_000_000)}, "The record has 34,000,001 bytes; KafkaDesk itself sends at most 33,554,432 (max_request_size)."),
]


@pytest.mark.parametrize(("fields", "reason"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_certainly_was_not_written_is_rejected_in_words(sent: Sent, fields: dict[str, Any], reason: str) -> None:
    topic = sent.topic(4)
    name = fields.pop("topic", topic)
    verdicts = sent.send(record(topic, 1), record(name, 2, **fields), record(topic, 3))
    bad = verdicts[1]
    assert isinstance(bad, SendFailed)
    assert not bad.may_be_written
    assert bad.reason.render() == reason.format(topic=topic)
    assert [type(v) for v in (verdicts[0], verdicts[2])] == [SendConfirmed, SendConfirmed], "its neighbours are not hurt"
    assert len(sent.on_broker(topic)) == 2


def test_a_record_the_broker_refuses_takes_no_other_down_with_it(sent: Sent) -> None:
    """The library alone breaks the producer for good here, and rejects the others with the words for the first."""
    topic = sent.topic(2)
    sent.producer.send_many([record(topic, n, partition=n % 2, value=bytes(2_000_000) if n == 100 else b"%d" % n) for n in range(200)])
    verdicts = sent.send(*(record(topic, n, partition=n % 2, value=b"%d" % n) for n in range(200, 300)))
    session = sent.producer._current
    assert [n for n, v in sent.verdicts().items() if isinstance(v, SendFailed)] == [100]
    assert len(verdicts) == 100
    assert len(sent.on_broker(topic)) == 299
    sent.send(record(topic, 1000))
    assert sent.producer._current is session, "and it is still the same producer"


def test_a_topic_with_one_partition_says_so(sent: Sent) -> None:
    topic = sent.topic(1)
    (verdict,) = sent.send(record(topic, 1, partition=1))
    assert isinstance(verdict, SendFailed)
    assert verdict.reason.render() == f"There is no partition 1: {topic} has only 0."


def test_sending_to_an_unknown_topic_does_not_make_it(sent: Sent) -> None:
    sent.send(record("typing-error", 1))
    assert "typing-error" not in {topic.name for topic in sent.admin.topics()}


def test_a_partition_that_was_added_meanwhile_is_found(sent: Sent, broker: Broker) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1, partition=0))
    calls = sent.admin.connected_client()
    calls.kafka.create_partitions({topic: 3})
    wait_for(lambda: len(sent.admin.end_offsets(topic)) == 3, "three partitions")
    (verdict,) = sent.send(record(topic, 2, partition=2))
    assert isinstance(verdict, SendConfirmed)


def test_after_prepare_the_first_send_waits_for_no_metadata(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = sent.topic(4)
    sent.producer.prepare(topic)
    session = sent.producer._current
    assert session is not None
    monkeypatch.setattr(session._producer, "_wait_on_metadata", lambda *_: pytest.fail("it waited"))
    monkeypatch.setattr(session, "_asked", lambda *_: pytest.fail("it asked"))
    (verdict,) = sent.send(record(topic, 1))
    assert isinstance(verdict, SendConfirmed)


@deletes
def test_a_deleted_topic_is_not_asked_for_for_ever(sent: Sent) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    sent.admin.delete_topic(topic)
    session = sent.producer._current
    assert session is not None
    session._metadata.request_update()
    wait_for(lambda: topic not in session._metadata._topics, "the topic is forgotten")


def test_open_says_where_no_broker_is(tmp_path: object) -> None:
    producer = Producer(options_for("127.0.0.1:1"), lambda event: None)
    started = time.monotonic()
    with pytest.raises(ConnectError, match=r"No broker can be reached at 127\.0\.0\.1:1\."):
        producer.open()
    assert time.monotonic() - started < 5
    producer.close(0)


def test_sends_after_close_are_rejected(broker: Broker) -> None:
    with sending(broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.producer.close(1)
        (verdict,) = sent.send(record(topic, 1))
    assert isinstance(verdict, SendFailed)
    assert verdict.reason.render() == "It never left this PC: the connection was closed first."


@pytest.fixture
def freezable(broker: Broker, request: pytest.FixtureRequest) -> Broker:
    """A broker that may be stopped for some seconds: the shared one, unless it is somebody else's."""
    if broker.local is not None:
        return broker
    made: Broker = request.getfixturevalue("own_broker")()
    return made


def test_a_send_that_left_and_was_not_answered_is_unknown_and_later_ones_go_on(freezable: Broker) -> None:
    broker = freezable
    with sending(broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        started = time.monotonic()
        with frozen(broker.pid):
            (verdict,) = sent.send(record(topic, 2))
            assert time.monotonic() - started <= LATEST_S
        assert isinstance(verdict, SendFailed)
        assert verdict.may_be_written
        assert verdict.reason.render() == (
            "It left this PC, but no answer came within 3 s: it may have been written. Sending it again may write it twice."
        )
        wait_for(lambda: isinstance(sent.send(record(topic, 100 + len(sent.events)))[0], SendConfirmed), "a send that is confirmed again")


def test_a_send_to_a_dead_broker_never_left_and_after_its_return_sends_go_on(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with sending(broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        broker.kill()
        session = sent.producer._current
        assert session is not None
        wait_for(lambda: not session._sender._client.connected(1), "the lost connection is noticed")
        started = time.monotonic()
        (verdict,) = sent.send(record(topic, 2))
        assert time.monotonic() - started <= LATEST_S
        assert isinstance(verdict, SendFailed)
        assert not verdict.may_be_written
        assert verdict.reason.render() == "It never left this PC: no broker took it within 3 s."
        broker.restart()
        (verdict,) = sent.send(record(topic, 3))
        assert isinstance(verdict, SendConfirmed)
        assert sorted(sent.on_broker(topic)) == [b"v1", b"v3"]


def test_no_confirmed_send_is_lost_and_no_rejected_one_is_there_when_the_broker_dies_in_between(own_broker: Callable[[], Broker]) -> None:
    broker = own_broker()
    with sending(broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(4)
        sent.send(record(topic, 0, value=b"0"))
        numbers = iter(range(1, 1_000_000))

        def press(n: int) -> None:
            sent.producer.send_many([record(topic, i, key=None, partition=i % 4, value=b"%d" % i) for i in itertools.islice(numbers, n)])

        for _ in range(20):
            press(500)
        broker.kill()
        press(500)
        wait_for(lambda: not sent.producer.pending(), "all verdicts", 3 * LATEST_S)
        broker.restart()
        press(500)
        wait_for(lambda: not sent.producer.pending(), "all verdicts", 3 * LATEST_S)
        verdicts = sent.verdicts()
        assert len(verdicts) == 11_001
        places = {int(value): place for value, place in sent.on_broker(topic).items()}
        confirmed = {n: (v.partition, v.offset) for n, v in verdicts.items() if isinstance(v, SendConfirmed)}
        rejected = {n for n, v in verdicts.items() if isinstance(v, SendFailed) and not v.may_be_written}
        # A SIGKILL of the only broker may lose what it had not yet given to the operating system; a confirmed record it had.
        assert {n: [place] for n, place in confirmed.items()}.items() <= {n: p for n, p in places.items() if n in confirmed}.items()
        assert not rejected & places.keys()
        assert confirmed.keys() >= set(range(10_501, 11_001)), "after its return all are confirmed"


def test_what_the_library_would_keep_for_ever_is_rejected_at_the_deadline(broker: Broker) -> None:
    """Without a producer id the library neither sends nor expires a batch: seen with an unresolvable advertised name."""
    with sending(broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(1)
        sent.producer.prepare(topic)
        session = sent.producer._current
        assert session is not None
        manager = session._producer._transaction_manager
        manager.has_producer_id = lambda *_: False
        manager.next_request_handler = lambda *_: None
        started = time.monotonic()
        (verdict,) = sent.send(record(topic, 1))
        assert DEADLINE_MS / 1000 <= time.monotonic() - started <= LATEST_S
        assert isinstance(verdict, SendFailed)
        assert not verdict.may_be_written
        assert verdict.reason.render() == "It never left this PC: no broker took it within 3 s."
        (verdict,) = sent.send(record(topic, 2))
        assert isinstance(verdict, SendConfirmed)
        assert list(sent.on_broker(topic)) == [b"v2"]


@pytest.mark.allow_logs("thread did not end within")  # that it does not is what the test arranges
def test_a_sender_thread_that_is_stuck_delays_no_verdict_and_sends_nothing_later(broker: Broker) -> None:
    """A name look-up may hold the library's thread for many seconds; the gate keeps what was rejected from being written."""
    with sending(broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(1)
        sent.producer.prepare(topic)
        session = sent.producer._current
        assert session is not None
        stuck, go_on = threading.Event(), threading.Event()
        drain = session._sender._accumulator.drain

        def slow_drain(*args: Any, **kwargs: Any) -> Any:
            batches = drain(*args, **kwargs)
            if any(batches.values()):
                stuck.set()
                go_on.wait(60)
            return batches

        session._sender._accumulator.drain = slow_drain
        try:
            (verdict,) = sent.send(record(topic, 1), timeout_s=LATEST_S)
            assert stuck.is_set()
        finally:
            go_on.set()
        assert isinstance(verdict, SendFailed)
        assert not verdict.may_be_written
        session._sender.join(10)
        assert not session._sender.is_alive()
        assert sent.on_broker(topic) == {}


def test_close_settles_what_is_open_in_its_time(freezable: Broker) -> None:
    broker = freezable
    with sending(broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        with frozen(broker.pid):
            sent.producer.send_many([record(topic, 2)])
            session = sent.producer._current
            assert session is not None
            wait_for(lambda: session.requests == 2, "the request has left")
            started = time.monotonic()
            sent.producer.close(0.5)
            assert time.monotonic() - started < 0.5 + FORCED_CLOSE_S + 2 * WATCH_EVERY_S
        verdict = sent.verdicts()[2]
        assert isinstance(verdict, SendFailed)
        assert verdict.may_be_written
        assert verdict.reason.render() == "It left this PC, but the connection was closed before the answer: it may have been written."


def test_a_process_that_ends_without_flush_loses_records(sent: Sent, broker: Broker) -> None:
    topic = sent.topic(4)
    returned = send_and_forget(options_for(broker.bootstrap).to_json(), [record(topic, n, partition=n % 4) for n in range(200)])
    assert returned == 200
    assert sum(sent.admin.end_offsets(topic).values()) < 200


def test_a_forgetting_process_says_when_no_broker_is_there() -> None:
    with pytest.raises(ConnectError, match=r"No broker can be reached at 127\.0\.0\.1:1\."):
        send_and_forget(options_for("127.0.0.1:1").to_json(), [record("t", 1)])


def test_the_library_still_ignores_its_own_auto_create_setting(broker: Broker) -> None:
    """When this fails, the library passes the setting on: the line that does it for it can go."""
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap, allow_auto_create_topics=False)
    assert producer._metadata.config["allow_auto_create_topics"] is True
    producer.close()


def test_a_connection_that_is_given_up_leaves_nothing_to_be_sent_later(sent: Sent) -> None:
    """Else the system would go on sending what the socket holds: pins that the library sets its sockets' options as it is told."""
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    session = sent.producer._current
    assert session is not None
    sockets = [conn.transport._sock for conn in session._sender._client._manager._conns.values()]
    assert sockets
    for sock in sockets:
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, len(LINGER_NOT)) == LINGER_NOT
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
