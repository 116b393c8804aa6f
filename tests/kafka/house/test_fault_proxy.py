"""The proxy itself: each fault is what it says, seen from a real client and broker."""

import time
from collections.abc import Callable

import pytest

from kafkadesk.core.events import SendConfirmed
from tests.rigs.broker import ProxiedBroker
from tests.rigs.clients import record, sending, wait_for
from tests.rigs.fault_proxy import METADATA, PRODUCE, Way


def test_all_that_a_client_says_goes_through_the_proxy(proxied_broker: ProxiedBroker) -> None:
    proxy = proxied_broker.proxy
    with sending(proxied_broker.bootstrap) as sent:
        before = proxy.requests.copy()
        topic = sent.topic(1)
        (verdict,) = sent.send(record(topic, 1))
    assert isinstance(verdict, SendConfirmed)
    assert proxy.requests[PRODUCE] - before[PRODUCE] == 1
    assert proxy.requests[METADATA] > before[METADATA]
    wait_for(lambda: proxy.open_connections == 0, "all connections ended with the client")


def test_a_delay_delays_and_ends(proxied_broker: ProxiedBroker) -> None:
    with sending(proxied_broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        proxied_broker.proxy.delay(0.2)
        started = time.monotonic()
        sent.send(record(topic, 2))
        assert time.monotonic() - started >= 0.4, "there and back"
        proxied_broker.proxy.let_through()
        started = time.monotonic()
        sent.send(record(topic, 3))
        assert time.monotonic() - started < 0.4


@pytest.mark.parametrize("reset", [True, False], ids=["reset", "closed"])
@pytest.mark.parametrize(("way", "n"), [(Way.REQUESTS, 0), (Way.REQUESTS, 20), (Way.ANSWERS, 10)])
def test_a_cut_comes_at_its_byte_and_once(proxied_broker: ProxiedBroker, way: Way, n: int, *, reset: bool) -> None:
    proxy = proxied_broker.proxy
    with sending(proxied_broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        seen, asked = proxy.bytes_seen[way, PRODUCE], proxy.requests[PRODUCE]
        cut = proxy.cut_after(n, way, api=PRODUCE, reset=reset)
        sent.producer.send_many([record(topic, 2)])
        wait_for(cut.is_set, "the cut")
        wait_for(lambda: not sent.producer.pending(), "the verdict")
        assert isinstance(sent.verdicts()[2], SendConfirmed), "sent again on a new connection"
        assert proxy.requests[PRODUCE] - asked == 2
        whole = proxy.bytes_seen[way, PRODUCE] - seen - n
        assert whole > n, "the bytes up to the cut, and then a whole message"
        assert len(sent.on_broker(topic)) == 2, "and written once"


@pytest.mark.parametrize("ways", [(), (Way.REQUESTS,), (Way.ANSWERS,)], ids=["both", "requests", "answers"])
def test_a_freeze_holds_and_then_lets_on(proxied_broker: ProxiedBroker, ways: tuple[Way, ...]) -> None:
    proxy = proxied_broker.proxy
    with sending(proxied_broker.bootstrap) as sent, sending(proxied_broker.broker.bootstrap) as direct:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        asked = proxy.requests[PRODUCE]
        proxy.freeze(*ways)
        sent.producer.send_many([record(topic, 2)])
        wait_for(lambda: proxy.requests[PRODUCE] > asked, "the request came in")
        if ways == (Way.ANSWERS,):
            wait_for(lambda: len(direct.on_broker(topic)) == 2, "the record is written")
        assert sent.producer.pending() == 1
        proxy.let_through()
        wait_for(lambda: not sent.producer.pending(), "the verdict")
        assert isinstance(sent.verdicts()[2], SendConfirmed)


def test_after_a_reset_or_a_half_close_the_client_comes_again(proxied_broker: ProxiedBroker) -> None:
    proxy = proxied_broker.proxy
    ways = (lambda: proxy.close_one_way(Way.ANSWERS), lambda: proxy.close_one_way(Way.REQUESTS))
    faults: tuple[Callable[[], None], ...] = (proxy.reset, *ways)
    with sending(proxied_broker.bootstrap) as sent:
        topic = sent.topic(1)
        for n, fault in enumerate(faults, 1):
            sent.send(record(topic, 10 * n))
            before = proxy.connections
            fault()
            wait_for(lambda: proxy.connections > before, "a new connection")  # noqa: B023
            assert isinstance(sent.send(record(topic, 10 * n + 1))[0], SendConfirmed)


def test_who_is_refused_comes_again_when_let_through(proxied_broker: ProxiedBroker) -> None:
    with sending(proxied_broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        proxied_broker.proxy.refuse()
        sent.producer.send_many([record(topic, 2)])
        assert proxied_broker.proxy.open_connections == 0
        proxied_broker.proxy.let_through()
        wait_for(lambda: not sent.producer.pending(), "the verdict")
        assert isinstance(sent.verdicts()[2], SendConfirmed)


def test_an_answer_can_be_swallowed(proxied_broker: ProxiedBroker) -> None:
    swallowed: list[int] = []

    def once(version: int, answer: bytes) -> bytes | None:
        swallowed.append(version)
        return None if len(swallowed) == 1 else answer

    with sending(proxied_broker.bootstrap) as sent:
        topic = sent.topic(1)
        sent.send(record(topic, 1))
        proxied_broker.proxy.change_answers(PRODUCE, once)
        sent.producer.send_many([record(topic, 2)])
        wait_for(lambda: swallowed, "an answer")
        proxied_broker.proxy.reset()
        wait_for(lambda: not sent.producer.pending(), "the verdict")
        assert isinstance(sent.verdicts()[2], SendConfirmed)
        assert len(sent.on_broker(topic)) == 2
