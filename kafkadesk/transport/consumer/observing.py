"""Reading without a group: all partitions of a topic, nothing committed."""

import time
from dataclasses import replace
from typing import Any

from kafka.structs import TopicPartition

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Reading
from kafkadesk.core.start_position import EARLIEST, Start
from kafkadesk.core.wire import Read
from kafkadesk.transport.client import library
from kafkadesk.transport.consumer.identity import TopicIdentity
from kafkadesk.transport.consumer.start_positions import resolve
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.outbox import PANE, Outbox


class Observer:
    """The side of a consumer that has no group; the counterpart of Membership."""

    def __init__(self, consumer: Any, read: Read, builder: BatchBuilder, outbox: Outbox, identity: TopicIdentity) -> None:
        self.group: str | None = None
        self.resolved = True
        self.joined = True
        self._consumer = consumer
        self._read = read
        self._builder = builder
        self._outbox = outbox
        self._identity = identity
        self._positions: dict[int, int] = {}

    def begin(self) -> None:
        """Resolve every start position, then say that the pane reads."""
        self._add(self._identity.begin(), self._read.plan.start)

    def again(self) -> None:
        """Read a recreated topic from its beginning: begin() does, once all its partitions can be asked."""
        self._consumer.assign([])
        self._read, self._positions = replace(self._read.from_earliest(), positions={}), {}

    def check(self, partitions: int) -> None:
        """Read partitions that the topic has got since."""
        if partitions > len(self._positions):
            known = library.cluster(self._consumer).partitions_for_topic(self._read.plan.topic) or set()
            self._add(known - self._positions.keys(), EARLIEST)  # from their beginnings

    def missing_assignment(self) -> UserError | None:
        """Return nothing: no group can be in the way."""
        return None

    def commit(self) -> None:
        """Commit nothing: there is no group."""

    def _add(self, partitions: set[int], start: Start) -> None:
        topic, consumer = self._read.plan.topic, self._consumer
        goes_on = {TopicPartition(topic, p): offset for p, offset in self._read.positions.items() if p in partitions}
        fresh = [TopicPartition(topic, p) for p in partitions if p not in self._read.positions]
        found = goes_on | library.network(consumer).run(resolve, consumer, fresh, start)
        consumer.assign([TopicPartition(topic, p) for p in sorted(partitions | self._positions.keys())])
        for tp, offset in found.items():
            consumer.seek(tp, offset)
        new = {tp.partition: offset for tp, offset in found.items()}
        self._builder.begin(new)
        self._positions |= new
        positions = dict(sorted(self._positions.items()))
        self._outbox.post(
            Reading(
                pane=PANE,
                group=None,
                generation=None,
                positions=positions,
                resumed=frozenset(),
                at=time.monotonic(),
                topic_id=self._identity.topic_id,
            )
        )
