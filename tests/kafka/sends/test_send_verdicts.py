"""What the broker may answer to a send, and what is said of the record: one test for each kind of answer that the catalogue names."""

import itertools
import threading
import time
from collections.abc import Iterator

import pytest
from kafka.admin import KafkaAdminClient, NewTopic

from kafkadesk.core.events import SendConfirmed, SendFailed, SendsConfirmed, SendsWaiting
from kafkadesk.transport.client.options import ClientOptions
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.clients import Sent, record, sending, wait_for
from tests.rigs.fault_proxy import PRODUCE, Way
from tests.rigs.scripted import INIT_PRODUCER_ID, no_producer_id, not_written, swallowed, written_but

pytestmark = pytest.mark.allow_logs("thread did not end within")  # a sender that a loaded machine gives no time is given up, and said so

DEADLINE_MS = 1_000
AGAIN = " It may have been written. Sending it again may write it twice."


@pytest.fixture
def sent(proxied_broker: ProxiedBroker) -> Iterator[Sent]:
    with sending(proxied_broker.bootstrap, deadline_ms=DEADLINE_MS) as made:
        yield made


@pytest.fixture
def patient(proxied_broker: ProxiedBroker) -> Iterator[Sent]:
    """Sends whose deadline no test comes near."""
    with sending(proxied_broker.bootstrap) as made:
        yield made


def made_topic(broker: Broker, name: str, **settings: str) -> str:
    """Create a topic of one partition with settings of its own."""
    client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    client.create_topics([NewTopic(name, 1, 1, topic_configs=settings)])
    client.close()
    return name


def answered(sent: Sent, topic: str) -> SendFailed:
    """Send until the deadline falls between two attempts: one that is under way just then has no answer, and so the send is unknown."""
    for number in range(100, 110):
        (verdict,) = sent.send(record(topic, number))
        assert isinstance(verdict, SendFailed)
        if "no answer came" not in verdict.reason.render():
            return verdict
    raise AssertionError("ten deadlines, and each in the middle of an attempt")


REFUSED = [
    (3, "The topic or partition does not exist on the cluster."),
    (
        10,
        "The record has 5 bytes: more than the broker allows for {topic} (max.message.bytes of the topic, message.max.bytes of the broker).",
    ),
    (
        18,
        "The record has 5 bytes: more than the broker allows for {topic} (max.message.bytes of the topic, message.max.bytes of the broker).",
    ),
    (19, "Too few in-sync replicas: the partition has fewer than min.insync.replicas."),
    (29, "The user of this connection (User:ANONYMOUS without a login) lacks the right Write on the topic {topic}."),
    (
        31,
        "The user of this connection (User:ANONYMOUS without a login) lacks the right IdempotentWrite on the cluster, or Write on a topic.",
    ),
    (53, "This user may not use this transactional ID."),
    (87, "The broker does not accept this record: out of taste."),
]


@pytest.mark.parametrize(("code", "reason"), REFUSED, ids=lambda value: str(value) if isinstance(value, int) else "")
def test_an_answer_that_it_is_not_written_rejects_and_the_next_send_goes(
    proxied_broker: ProxiedBroker, sent: Sent, code: int, reason: str
) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    proxied_broker.proxy.answer_instead(PRODUCE, not_written(code, text="out of taste"))
    verdict = answered(sent, topic)
    assert not verdict.may_be_written
    assert verdict.reason.render() == reason.format(topic=topic)
    proxied_broker.proxy.let_through()
    assert isinstance(sent.send(record(topic, 3))[0], SendConfirmed), "the producer is as good as before"
    assert sorted(sent.on_broker(topic)) == [b"v1", b"v3"]


MAYBE = [
    (6, "The partition has just moved to another broker." + AGAIN),
    (7, "The broker took too long." + AGAIN),
    (20, "The leader wrote the record, but too few in-sync replicas have it." + AGAIN),
    (45, "The broker found a gap before this record in what this producer sent." + AGAIN),
    (47, "The broker holds this producer for an outdated one." + AGAIN),
    (56, "The broker cannot use its disk." + AGAIN),
    (59, "The broker does not know this producer any more." + AGAIN),
    (90, "Another producer took the place of this one." + AGAIN),
    (999, "Kafka answered with error 999, which KafkaDesk does not know." + AGAIN),
]


@pytest.mark.parametrize(("code", "reason"), MAYBE, ids=lambda value: str(value) if isinstance(value, int) else "")
def test_an_answer_after_which_it_may_be_written_is_unknown_and_is_not_sent_again_by_itself(
    proxied_broker: ProxiedBroker, sent: Sent, code: int, reason: str
) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    first = sent.producer._current
    proxied_broker.proxy.change_answers(PRODUCE, written_but(code))
    verdict = answered(sent, topic)
    assert verdict.may_be_written
    assert verdict.reason.render() == reason
    proxied_broker.proxy.let_through()
    assert isinstance(sent.send(record(topic, 3))[0], SendConfirmed)
    assert sent.producer._current is not first, "a new producer, whose sequence has no gap"
    there = sent.on_broker(topic)
    assert there.keys() >= {b"v1", b"v100", b"v3"}
    assert all(len(places) == 1 for places in there.values())


def test_a_number_that_may_be_taken_is_given_to_no_other_record(proxied_broker: ProxiedBroker, patient: Sent) -> None:
    """The first attempt was written and not answered, the second refused. With its sequence number free again, the broker would
    take the next record for the first one, and confirm what it never wrote."""
    topic = patient.topic(1)
    patient.send(record(topic, 1))
    proxied_broker.proxy.change_answers(PRODUCE, swallowed(times=1))
    patient.producer.send_many([record(topic, 2)])
    wait_for(lambda: len(patient.on_broker(topic)) == 2, "it is written")
    patient.producer.send_many([record(topic, 3)])
    proxied_broker.proxy.change_answers(PRODUCE, written_but(87, times=1))
    proxied_broker.proxy.reset()
    wait_for(lambda: not patient.producer.pending(), "both verdicts")
    verdicts = patient.verdicts()
    second, third = verdicts[2], verdicts[3]
    assert isinstance(second, SendFailed)
    assert second.may_be_written
    assert second.reason.render() == (
        "The broker does not accept this record: —. But an earlier attempt went unanswered, so it may have been written."
        " Sending it again may write it twice."
    )
    there = patient.on_broker(topic)
    assert not isinstance(third, SendConfirmed) or there.get(b"v3") == [(third.partition, third.offset)], "confirmed means written"


def test_what_has_expired_is_not_sent_after_all(proxied_broker: ProxiedBroker, sent: Sent) -> None:
    """The library (3.0.12) takes a batch for a request, then finds it too old and fails it, and then sends the request."""
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    session = sent.producer._current
    assert session is not None
    client, inside, over = session._sender._client, threading.Event(), threading.Event()
    poll = client.poll

    def held_up(*args: object, **kwargs: object) -> object:  # as by a name look-up
        inside.set()
        over.wait()
        return poll(*args, **kwargs)

    client.poll = held_up
    session._sender.wakeup()
    inside.wait()
    sent.producer.send_many([record(topic, 2), record(topic, 3)])
    wait_for(lambda: session.overdue(time.monotonic()), "the deadline is over")
    over.set()
    wait_for(lambda: not sent.producer.pending(), "the verdict")
    assert {type(v): v.may_be_written for n, v in sent.verdicts().items() if n > 1 and isinstance(v, SendFailed)} == {SendFailed: False}
    (verdict,) = sent.send(record(topic, 4))
    assert isinstance(verdict, SendConfirmed), "no gap in the sequence"
    assert sorted(sent.on_broker(topic)) == [b"v1", b"v4"]


def test_a_refused_producer_id_says_which_right_is_missing(proxied_broker: ProxiedBroker) -> None:
    proxied_broker.proxy.change_answers(INIT_PRODUCER_ID, no_producer_id(31))
    with sending(proxied_broker.bootstrap, deadline_ms=DEADLINE_MS) as sent:
        topic = sent.topic(1)
        (verdict,) = sent.send(record(topic, 1))
        assert isinstance(verdict, SendFailed)
        assert not verdict.may_be_written
        assert verdict.reason.render() == f"It never left this PC: {REFUSED[5][1]}"
        proxied_broker.proxy.let_through()
        assert isinstance(sent.send(record(topic, 2))[0], SendConfirmed), "once the right is there"


def test_a_record_refused_on_a_compacted_topic_says_why_and_its_batch_mates_that_they_are_not_written(
    proxied_broker: ProxiedBroker, patient: Sent
) -> None:
    topic = made_topic(proxied_broker.broker, "compacted", **{"cleanup.policy": "compact"})
    patient.send(record(topic, 1))
    asked = proxied_broker.proxy.requests[PRODUCE]
    proxied_broker.proxy.freeze(Way.ANSWERS)
    patient.producer.send_many([record(topic, 2)])
    wait_for(lambda: proxied_broker.proxy.requests[PRODUCE] > asked, "it is under way: the others make one batch")
    patient.producer.send_many([record(topic, 3), record(topic, 4, key=None), record(topic, 5)])
    proxied_broker.proxy.let_through()
    wait_for(lambda: not patient.producer.pending(), "all verdicts")
    reasons = {n: v.reason.render() for n, v in patient.verdicts().items() if isinstance(v, SendFailed) and not v.may_be_written}
    mate = "It shared a batch with a record that the broker does not accept: none of the batch was written. Send it again."
    bad = f"The broker does not accept this record: Compacted topic cannot accept message without key in topic partition {topic}-0."
    assert reasons == {3: mate, 4: bad, 5: mate}
    assert sorted(patient.on_broker(topic)) == [b"v1", b"v2"]


def test_while_it_is_open_a_send_says_what_it_waits_for(proxied_broker: ProxiedBroker) -> None:
    proxy = proxied_broker.proxy
    with sending(proxied_broker.bootstrap, deadline_ms=8_000) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        numbers = itertools.count(2)

        def texts(n: int) -> list[str]:
            return [e.waiting[n].why.render() for e in tuple(sent.events) if isinstance(e, SendsWaiting) and n in e.waiting]

        def said(sentence: str) -> None:
            n = next(numbers)
            sent.producer.send_many([record(topic, n)])
            wait_for(lambda: any(text.startswith(sentence) for text in texts(n)), f"{sentence} of {n}")
            proxy.let_through()
            wait_for(lambda: not sent.producer.pending(), "the verdict")
            assert isinstance(sent.verdicts()[n], SendConfirmed)

        proxy.freeze()
        said("Sent; waiting for the broker's answer.")
        proxy.answer_instead(PRODUCE, not_written(6))
        said("Waiting for a leader of partition 0 (tried ")
        proxy.answer_instead(PRODUCE, not_written(19))
        said("Retrying (")
        proxy.refuse()
        said("Waiting for the broker: there is no connection to it.")
        wait_for(lambda: [e for e in tuple(sent.events) if isinstance(e, SendsWaiting)][-1].waiting == {}, "that nothing waits any more")


@pytest.mark.allow_logs(
    "had no verdict though", "Error processing callback", "thread did not end"
)  # that a callback fails is what the test arranges
def test_a_verdict_that_the_callback_lost_is_given_within_two_seconds(
    proxied_broker: ProxiedBroker, patient: Sent, caplog: pytest.LogCaptureFixture
) -> None:
    topic = patient.topic(1)
    patient.send(record(topic, 1))
    post = patient.producer._current._post if patient.producer._current else None
    assert post is not None
    failures = [SendsConfirmed]

    def failing(event: object) -> None:
        if failures and isinstance(event, failures[0]):
            failures.clear()
            raise RuntimeError("nobody told")
        post(event)  # type: ignore[arg-type]

    patient.producer._current._post = failing  # type: ignore[union-attr]
    patient.producer.send_many([record(topic, 2)])
    wait_for(lambda: not patient.producer.pending(), "the verdict", 2.5)
    assert isinstance(patient.verdicts()[2], SendConfirmed)
    assert "Send 2 had no verdict though its future was done" in caplog.text


test_a_verdict_that_the_callback_lost_is_given_within_two_seconds = pytest.mark.allow_logs(
    "had no verdict though", "Error processing callback"
)(test_a_verdict_that_the_callback_lost_is_given_within_two_seconds)


def test_a_stuck_worker_thread_delays_no_verdict(proxied_broker: ProxiedBroker, sent: Sent) -> None:
    topic = sent.topic(1)
    sent.send(record(topic, 1))
    held = threading.Event()

    def busy() -> None:
        with sent.producer._lock:
            held.wait()

    stuck = threading.Thread(target=busy)
    stuck.start()
    try:
        wait_for(lambda: not sent.producer._lock.acquire(blocking=False), "the lock is taken")
        sent.producer.take([record(topic, 2)])
        wait_for(lambda: 2 in sent.verdicts(), "the verdict", DEADLINE_MS / 1000 + 1)
    finally:
        held.set()
        stuck.join()
    verdict = sent.verdicts()[2]
    assert isinstance(verdict, SendFailed)
    assert verdict.reason.render() == "It never left this PC: no broker took it within 1 s."
    sent.producer.hand_over([record(topic, 2)])
    assert list(sent.on_broker(topic)) == [b"v1"], "and it is not sent later"


def test_nobody_can_ask_for_less_than_all_acknowledgements() -> None:
    settings = ClientOptions(bootstrap=(("127.0.0.1", 9092),)).producer_settings()
    assert (settings["acks"], settings["enable_idempotence"], settings["linger_ms"]) == ("all", True, 0)
