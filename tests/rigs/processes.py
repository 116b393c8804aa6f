"""Consumer processes on a real broker, for tests: what they say, in order, and waiting for it."""

import contextlib
import os
import re
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient, NewPartitions, NewTopic
from kafka.structs import OffsetAndMetadata, TopicPartition

from kafkadesk.core.events import OffsetsCommitted, PaneEvent, Reading, RecordsArrived
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.records import OffsetRange, Record
from kafkadesk.core.start_position import LATEST, Start
from kafkadesk.core.wire import Read, RowsShown
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses
from kafkadesk.transport.client.options import ClientOptions
from tests.rigs.broker import OUTSIDE_VARIABLE
from tests.rigs.wine import SLOWER

WAIT_S = 20.0 * SLOWER
E = TypeVar("E", bound=PaneEvent)


class Panes:
    """Panes without a window: events are kept, batches are acknowledged at once unless `showing` is False."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap
        self.events: list[PaneEvent] = []
        self.showing = True
        self.processes = ConsumerProcesses(self._post)
        self._news = threading.Condition()

    def _post(self, event: PaneEvent) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()
        if isinstance(event, RecordsArrived) and self.showing:
            self.processes.send(event.pane, RowsShown(serial=event.serial))

    def options(self, name: str) -> dict[str, Any]:
        """As the window gives them to a pane on this machine."""
        host, _, port = self.bootstrap.rpartition(":")
        return ClientOptions(bootstrap=((host, int(port)),), client_id=name, session_timeout_ms=6_000, heartbeat_ms=200).to_json()

    def begin(
        self,
        pane: str,
        topic: str,
        group: str | None = None,
        start: Start = LATEST,
        *,
        commit: CommitMode = CommitMode.SHOWN,
        assignor: Assignor = Assignor.RANGE,
        **options: object,
    ) -> None:
        """Have a pane read; options: of its client, other than usual."""
        plan = ReadPlan(topic=topic, group=group, start=start, commit=commit, assignor=assignor)
        self.processes.send(pane, Read(options=self.options(pane) | options, plan=plan))

    def observe(self, pane: str, topic: str, start: Start = LATEST) -> Reading:
        """Open, observe, and wait until it reads."""
        mark = len(self.events)
        self.processes.open(pane)
        self.begin(pane, topic, None, start)
        return self.next(Reading, pane, since=mark)

    def join(
        self,
        pane: str,
        topic: str,
        group: str,
        start: Start = LATEST,
        *,
        commit: CommitMode = CommitMode.SHOWN,
        assignor: Assignor = Assignor.RANGE,
    ) -> Reading:
        """Open, join, and wait until it reads."""
        mark = len(self.events)
        self.processes.open(pane)
        self.begin(pane, topic, group, start, commit=commit, assignor=assignor)
        return self.next(Reading, pane, since=mark)

    def until(self, holds: Callable[[], object], timeout_s: float = WAIT_S) -> None:
        """Wait until something holds; it is looked at after every event."""
        end = time.monotonic() + timeout_s
        with self._news:
            while not holds():
                left = end - time.monotonic()
                assert left > 0, "\n".join(self.told())
                self._news.wait(min(left, 0.2))

    def next(
        self, kind: type[E], pane: str, *, since: int = 0, timeout_s: float = WAIT_S, where: Callable[[E], object] = lambda _: True
    ) -> E:
        """Wait for the first event of this kind from this pane, after the first `since` events."""

        def found() -> list[E]:
            return [e for e in self.events[since:] if isinstance(e, kind) and e.pane == pane and where(e)]

        self.until(found, timeout_s)
        return found()[0]

    def settled(self, topic_partitions: int, *panes: str, since: int = 0) -> None:
        """Wait until the last word of these panes is that together they read every partition once."""

        def spread() -> bool:
            latest = [next((e for e in reversed(self.events[since:]) if e.pane == pane and isinstance(e, Reading)), None) for pane in panes]
            return sorted(p for e in latest if e is not None for p in e.positions) == list(range(topic_partitions)) and None not in latest

        self.until(spread)

    def rows(self, pane: str) -> list[Record]:
        """Return what the pane has received."""
        return [e.batch.row(i) for e in list(self.events) if isinstance(e, RecordsArrived) and e.pane == pane for i in range(len(e.batch))]

    def ranges(self, *panes: str) -> list[OffsetRange]:
        """Return what the rows of these panes covered."""
        return [r for e in list(self.events) if isinstance(e, RecordsArrived) and e.pane in panes for r in e.batch.ranges]

    def values(self, pane: str) -> list[bytes | None]:
        """Return the values of what the pane has received."""
        return [row.value for row in self.rows(pane)]

    def committed(self, group: str) -> dict[int, int]:
        """Return the latest commits of the group that a pane told of."""
        found: dict[int, int] = {}
        for event in list(self.events):
            if isinstance(event, OffsetsCommitted) and event.group == group:
                found |= event.offsets
        return found

    def told(self, pane: str | None = None) -> list[str]:
        """Return the events in short, for a failing test."""
        shown = [e for e in list(self.events) if pane in (None, e.pane)]
        return [f"{e.at:.3f} {e.pane} RecordsArrived {e.batch.ranges}" if isinstance(e, RecordsArrived) else str(e) for e in shown[-40:]]


@contextlib.contextmanager
def panes_on(bootstrap: str) -> Iterator[Panes]:
    """Panes on a broker; their processes end with the block."""
    panes = Panes(bootstrap)
    try:
        yield panes
    finally:
        panes.processes.close_all()


class Cluster:
    """The broker seen by a plain kafka-python, the way a user's script sees it."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._admin = KafkaAdminClient(bootstrap_servers=bootstrap)
        self.producer = KafkaProducer(bootstrap_servers=bootstrap, allow_auto_create_topics=False)

    def topic(self, partitions: int = 4, **configs: str) -> str:
        """Create a topic of a name that is new in every test, and wait until the producer knows it."""
        name = f"test-{uuid.uuid4().hex[:8]}"
        self._admin.create_topics([NewTopic(name, num_partitions=partitions, replication_factor=1, topic_configs=configs)])
        self._listed(name, there=True)  # else the library logs an error when it is asked for it
        assert self.producer.partitions_for(name) == set(range(partitions))
        return name

    def _listed(self, topic: str, *, there: bool) -> None:
        end = time.monotonic() + WAIT_S
        while (topic in self._admin.list_topics()) != there:
            assert time.monotonic() < end, topic

    def send(self, topic: str, values: Sequence[bytes | None], partition: int | None = None, **more: Any) -> None:
        """Send, one partition after the other unless one is given, and wait until the broker has them."""
        partitions = len(self.producer.partitions_for(topic))
        for n, value in enumerate(values):
            self.producer.send(topic, value, partition=n % partitions if partition is None else partition, **more)
        self.producer.flush()

    @contextlib.contextmanager
    def batching(self) -> Iterator[KafkaProducer]:
        """A producer that sends all it is given as one batch, at the end."""
        producer = KafkaProducer(bootstrap_servers=self._bootstrap, allow_auto_create_topics=False, linger_ms=60_000)
        yield producer
        producer.flush()
        producer.close()

    def committed(self, group: str, topic: str) -> dict[int, int]:
        """Return the group's commits as the broker has them."""
        return {tp.partition: found.offset for tp, found in self.commits(group).items() if tp.topic == topic}

    def commits(self, group: str) -> dict[TopicPartition, OffsetAndMetadata]:
        """Return the group's commits with what was written beside them."""
        found: dict[TopicPartition, OffsetAndMetadata] = self._admin.list_group_offsets({group: None})[group]
        return found

    def set_commits(self, group: str, offsets: dict[TopicPartition, OffsetAndMetadata]) -> None:
        """Commit for a group without members, as another program would."""
        self._admin.alter_group_offsets(group, offsets)

    def delete_before(self, topic: str, partition: int, offset: int) -> None:
        """Delete the records before an offset."""
        self._admin.delete_records({TopicPartition(topic, partition): offset})

    def remake(self, topic: str, partitions: int) -> None:
        """Delete a topic and create another one of its name; skips the test where Local Kafka deletes none."""
        if sys.platform == "win32" and self._bootstrap != os.environ.get(OUTSIDE_VARIABLE):
            pytest.skip("Local Kafka deletes no topics on Windows: KAFKA-1194")
        self.producer.close()  # it would complain of the topic
        self._admin.delete_topics([topic])
        self._listed(topic, there=False)
        self._admin.create_topics([NewTopic(topic, num_partitions=partitions, replication_factor=1)])
        self._listed(topic, there=True)
        self.producer = KafkaProducer(bootstrap_servers=self._bootstrap, allow_auto_create_topics=False)

    def grow(self, topic: str, partitions: int) -> None:
        """Add partitions, up to this number."""
        self._admin.create_partitions({topic: NewPartitions(partitions)})
        self.producer.close()
        self.producer = KafkaProducer(bootstrap_servers=self._bootstrap, allow_auto_create_topics=False)

    def members(self, group: str) -> list[str]:
        """Return the client ids of the group's members."""
        described = self._admin.describe_groups([group])
        return sorted(member["client_id"] for member in described[group]["members"])

    def close(self) -> None:
        """Close both clients."""
        self.producer.close()
        self._admin.close()


@contextlib.contextmanager
def cluster_on(bootstrap: str) -> Iterator[Cluster]:
    """A plain client on a broker, closed at the end."""
    cluster = Cluster(bootstrap)
    try:
        yield cluster
    finally:
        cluster.close()


def voluntary_switches(pid: int) -> int:
    """How often all threads of a process slept and were woken, on Linux."""
    found = (
        re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.MULTILINE)
        for task in Path(f"/proc/{pid}/task").iterdir()
    )
    return sum(int(line[1]) for line in found if line)
