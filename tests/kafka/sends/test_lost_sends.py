"""The application killed in earnest with sends open: the next start names them, and settles each against the broker."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kafkadesk.core.sends.journal import JournalState
from kafkadesk.system.files.journal import journal_folder
from tests.rigs.broker import ProxiedBroker
from tests.rigs.driven_window import window
from tests.rigs.fault_proxy import Way
from tests.rigs.processes import Cluster, cluster_on

SENDS = 500

pytestmark = pytest.mark.allow_logs(
    "not found in cluster metadata",  # the plain client asks for a topic in the moment in which it is made
    "blocking the event loop",  # and says so when its thread had to wait for a core
)


@pytest.fixture
def cluster(proxied_broker: ProxiedBroker) -> Iterator[Cluster]:
    with cluster_on(proxied_broker.broker.bootstrap) as made:
        yield made


@contextmanager
def no_answers(broker: ProxiedBroker) -> Iterator[None]:
    """What is sent arrives, and nothing comes back."""
    broker.proxy.freeze(Way.ANSWERS)
    try:
        yield
    finally:
        broker.proxy.let_through()


def open_sends(facts: dict[str, Any]) -> int:
    return int(facts["totals"].get("queued", 0) + facts["totals"].get("in flight", 0))


def in_journals() -> dict[int, bool]:
    """Return number and whether it was cut off, of every send in a journal."""
    state = JournalState()
    for path in journal_folder().glob("*.jsonl"):
        state.read(path.read_text().splitlines())
    return {entry.number: entry.certainly_not_written for entry in state.entries()}


def test_killed_with_500_sends_open_the_next_start_settles_each(proxied_broker: ProxiedBroker, cluster: Cluster) -> None:
    topic = cluster.topic(4)
    with window(proxied_broker.bootstrap, topic) as first:
        first.send_one()
        with no_answers(proxied_broker):
            first.do(f"send {SENDS}")
            first.until(lambda f: open_sends(f) == SENDS)
            first.kill()
        assert sorted(in_journals()) == list(range(2, SENDS + 2))
    with window(proxied_broker.bootstrap) as second:
        assert second.message("had no known outcome").startswith(f"{SENDS} sends had no known outcome.")
        said = second.message("Looked up")
        second.do("close")
        assert second.ended() == 0
    there = read_back(proxied_broker, topic)[1:]
    parts = [f"{n} {what}" for n, what in ((len(there), "in the topic"), (SENDS - len(there), "not written")) if n]
    assert said == f"{SENDS} sends had no known outcome. Looked up: {', '.join(parts)}."
    assert in_journals() == {}
    assert not list(journal_folder().glob("*.jsonl"))


def read_back(broker: ProxiedBroker, topic: str) -> list[int]:
    """Return the seq of each record in the topic, read by another client library."""
    from confluent_kafka import Consumer, TopicPartition

    consumer = Consumer({"bootstrap.servers": broker.broker.bootstrap, "group.id": "none", "enable.auto.commit": False})
    found: list[int] = []
    try:
        for partition in range(4):
            _, end = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
            consumer.assign([TopicPartition(topic, partition, 0)])
            records = consumer.consume(end, timeout=10) if end else []
            found.extend(json.loads(record.value() or b"{}")["seq"] for record in records)
    finally:
        consumer.close()
    return sorted(found)


def test_closed_with_sends_open_it_asks_waits_and_the_next_start_tells(proxied_broker: ProxiedBroker, cluster: Cluster) -> None:
    topic = cluster.topic(4)
    with window(proxied_broker.bootstrap, topic) as first:
        first.send_one()
        with no_answers(proxied_broker):
            first.do("send 20")
            first.until(lambda f: open_sends(f) == 20)
            asked_at = time.monotonic()
            first.do("close")
            assert first.ended() == 0
            assert 5.0 <= time.monotonic() - asked_at <= 15.0
        left = in_journals()
        assert sorted(left) == list(range(2, 22)), "every one of them is in the journal"
    with window(proxied_broker.bootstrap) as second:
        said = second.message("Looked up")
    there = read_back(proxied_broker, topic)[1:]
    assert not {number for number, certainly_not_written in left.items() if certainly_not_written} & set(there), (
        "what was called cut off was not written"
    )
    parts = [f"{n} {what}" for n, what in ((len(there), "in the topic"), (20 - len(there), "not written")) if n]
    assert said == f"20 sends had no known outcome. Looked up: {', '.join(parts)}."


def test_verdicts_that_come_while_it_asks_let_it_close_at_once(proxied_broker: ProxiedBroker, cluster: Cluster) -> None:
    topic = cluster.topic(4)
    with window(proxied_broker.bootstrap, topic) as first:
        first.send_one()
        with no_answers(proxied_broker):
            first.do("send 20")
            first.until(lambda f: open_sends(f) == 20)
            first.do("close")
            first.until(lambda f: f.get("dialog"))
        assert first.ended() == 0
    assert read_back(proxied_broker, topic) == list(range(1, 22))
    assert in_journals() == {}
