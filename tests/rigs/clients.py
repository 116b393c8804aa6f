"""What the tests of producer and admin share: a producer that keeps its events, topics of new names."""

import os
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.events import ProducerEvent, SendConfirmed, SendFailed, SendsConfirmed
from kafkadesk.transport.admin.admin import Admin
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.producer.producer import Producer
from tests.rigs.broker import OUTSIDE_VARIABLE

deletes = pytest.mark.skipif(
    sys.platform == "win32" and not os.environ.get(OUTSIDE_VARIABLE), reason="Local Kafka deletes no topics on Windows: KAFKA-1194"
)
PAUSE = threading.Event()  # never set: wait() on it is a pause between two looks


def options_for(bootstrap: str, *, deadline_ms: int = 30_000) -> ClientOptions:
    """Options for a broker at "host:port"."""
    host, _, port = bootstrap.partition(":")
    return ClientOptions(bootstrap=((host, int(port)),), delivery_deadline_ms=deadline_ms)


def wait_for(holds: Callable[[], object], what: str, timeout_s: float = 20.0) -> None:
    """Wait until a condition holds, or fail saying what did not come to be."""
    until = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < until, f"not within {timeout_s} s: {what}"
        PAUSE.wait(0.01)


class Sent:
    """A producer and what it said of each record, by number."""

    def __init__(self, options: ClientOptions) -> None:
        self.events: list[ProducerEvent] = []
        self.producer = Producer(options, self.events.append)
        self.admin = Admin(options)
        self.admin.open()
        self.producer.open()

    def topic(self, partitions: int = 4) -> str:
        """Create a topic of a new name."""
        name = f"test-{uuid.uuid4().hex[:8]}"
        self.admin.create_topic(name, partitions)
        return name

    def send(self, *records: OutgoingRecord, timeout_s: float = 20.0) -> list[SendConfirmed | SendFailed]:
        """Send and wait for the verdicts, in the order of the records."""
        self.producer.send_many(records)
        numbers = [record.number for record in records]
        wait_for(lambda: not self.producer.pending(), f"verdicts of {numbers[:5]}…", timeout_s)
        verdicts = self.verdicts()
        return [verdicts[n] for n in numbers]

    def verdicts(self) -> dict[int, SendConfirmed | SendFailed]:
        """The verdict of each record that has one; fails if one has two."""
        final: list[SendConfirmed | SendFailed] = []
        for event in tuple(self.events):
            if isinstance(event, SendsConfirmed):
                final += event.rows
            elif isinstance(event, SendFailed):
                final.append(event)
        assert max(Counter(event.number for event in final).values(), default=1) == 1, "two verdicts for one record"
        return {event.number: event for event in final}

    def on_broker(self, topic: str) -> dict[bytes, list[tuple[int, int]]]:
        """Where each value is in the topic, read back with the consumer."""
        admin = self.admin
        found: dict[bytes, list[tuple[int, int]]] = {}
        for record in admin.read_range(topic, admin.beginning_offsets(topic), admin.end_offsets(topic), 20.0):
            found.setdefault(record.value or b"", []).append((record.partition, record.offset))
        return found


@contextmanager
def sending(bootstrap: str, *, deadline_ms: int = 30_000) -> Iterator[Sent]:
    """A producer with its admin, closed at the end whatever state the broker is in."""
    sent = Sent(options_for(bootstrap, deadline_ms=deadline_ms))
    try:
        yield sent
    finally:
        sent.producer.close(0.2)
        sent.admin.close()


def record(topic: str, number: int = 1, **fields: object) -> OutgoingRecord:
    """A record that can be sent, unless a field says otherwise."""
    values: dict[str, object] = {"partition": None, "key": b"k", "value": b"v%d" % number} | fields
    return OutgoingRecord(number=number, topic=topic, **values)  # type: ignore[arg-type]


def freeze(pid: int) -> None:
    """Stop a process as it is: SIGSTOP, or what Windows has for it."""
    process = psutil.Process(pid)
    process.suspend()
    if sys.platform != "win32":  # there it stands still when the call returns
        wait_for(lambda: process.status() == psutil.STATUS_STOPPED, "the process stands still")


def thaw(pid: int) -> None:
    """Let it go on."""
    psutil.Process(pid).resume()


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """A process that takes connections and never answers."""
    freeze(pid)
    try:
        yield
    finally:
        thaw(pid)
