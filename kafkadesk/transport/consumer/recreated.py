"""Whether a topic that is being read was deleted and recreated: it has the same name and another ID."""

import logging
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kafka.errors import KafkaError
from kafka.structs import TopicPartition

from kafkadesk.transport.client import library

log = logging.getLogger(__name__)

ASKED_MS = 3_000
KNOWN_S = 3.0
BETWEEN_S = 0.05


class RecreatedTopic:
    """Remembers of which topic, by ID, each partition's position is. Brokers before Kafka 2.8 send no IDs: nothing is noticed then.

    Without it, a new log that is already longer than the old one was read would silently be read from the middle.
    """

    def __init__(self, consumer: Any, topic: str) -> None:
        self._consumer = consumer
        self._cluster = library.cluster(consumer)
        self._topic = topic
        self._ids: dict[TopicPartition, UUID] = {}
        self._id: UUID | None = None
        self._last: dict[int, int] = {}

    def check(self) -> dict[TopicPartition, UUID]:
        """Return the assigned partitions whose position is of the deleted topic, until `begun`, with the ID of the new one."""
        now: UUID | None = self._cluster.topic_id(self._topic)
        assigned = self._consumer.assignment()
        if now is None or all(self._ids.get(tp) == now for tp in assigned):
            return {}
        self._ids = dict.fromkeys(assigned, now) | self._ids
        there = self._cluster.partitions_for_topic(self._topic) or ()
        return {tp: now for tp in sorted(assigned) if self._ids[tp] != now and tp.partition in there}

    def begun(self, tp: TopicPartition, topic_id: UUID) -> None:
        """Note that a partition is read from the beginning of the topic with this ID. Before that, asking for its offsets may fail."""
        self._ids[tp] = topic_id

    def ask(self, tp: TopicPartition) -> None:
        """Ask the cluster for the topic's ID: a log that ends earlier is seen before the next regular answer says why.

        For up to KNOWN_S: a broker serves the new log a moment before its metadata have the new topic.
        """
        before = self._ids.get(tp, self._id)  # of the topic that was read
        until = time.monotonic() + KNOWN_S
        while self._cluster.topic_id(self._topic) in (None, before) and time.monotonic() < until:
            try:
                library.request_metadata(self._consumer, ASKED_MS)
            except KafkaError as error:
                log.info("Whether the topic was recreated is not known yet: %r", error)
            time.sleep(BETWEEN_S)

    def lost(self, positions: Mapping[int, int]) -> dict[int, int] | None:
        """For a member, whose partitions come and go: where it last read each of them, if the topic is another one now; else None.

        positions: where it reads now.
        """
        now: UUID | None = self._cluster.topic_id(self._topic)
        self._id = self._id or now
        if now is None or now == self._id:
            self._last |= positions
            return None
        return self._last
