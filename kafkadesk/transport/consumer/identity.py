"""Which topic a consumer reads: one that was deleted and recreated has the same name and another ID."""

import logging
import time
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from kafka.errors import KafkaError, UnknownTopicOrPartitionError
from kafka.protocol.metadata import MetadataRequest

from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.transport.client import library
from kafkadesk.transport.consumer.topic_lookup import partitions_of

log = logging.getLogger(__name__)

ASKED_MS = 3_000
KNOWN_S = 3.0
BETWEEN_S = 0.05


class TopicNow(NamedTuple):
    """A topic as a broker knows it at this moment. topic_id None: it does not, or it knows no IDs."""

    topic_id: str | None
    partitions: int


class TopicIdentity:
    """The ID of the topic that is read. Brokers before Kafka 2.8 send no IDs: nothing is noticed then.

    Without it, a new log that is already longer than the old one was read would silently be read from the middle.
    """

    def __init__(self, consumer: Any, topic: str) -> None:
        self._consumer = consumer
        self._cluster = library.cluster(consumer)
        self._topic = topic
        self._id: UUID | None = None
        self._last: dict[int, int] = {}

    @property
    def topic_id(self) -> str | None:
        """Return the ID of the topic that is read, as far as it is known."""
        return None if self._id is None else str(self._id)

    @property
    def recreated(self) -> bool:
        """Whether another topic of this name is there now."""
        return self._id is not None and self._cluster.topic_id(self._topic) not in (None, self._id)

    def begin(self) -> set[int]:
        """Begin to read the topic that is there now: return its partitions. Raise KafkaRefusedError when there never was one."""
        try:
            partitions = partitions_of(self._consumer, self._topic)
        except KafkaRefusedError as error:
            if self._id is None:
                raise
            raise UnknownTopicOrPartitionError(self._topic) from error  # deleted once more: it may come back, as before
        self._id = self._cluster.topic_id(self._topic)
        self._last = {}
        return partitions

    def ask(self) -> None:
        """Ask the cluster for the topic's ID: a log that ends earlier is seen before the next regular answer says why.

        For up to KNOWN_S: a broker serves the new log a moment before its metadata have the new topic.
        """
        until = time.monotonic() + KNOWN_S
        while self._cluster.topic_id(self._topic) in (None, self._id) and time.monotonic() < until:
            try:
                library.request_metadata(self._consumer, ASKED_MS)
            except KafkaError as error:
                log.info("Whether the topic was recreated is not known yet: %r", error)
            time.sleep(BETWEEN_S)

    async def ask_broker(self, node_id: Any) -> TopicNow:
        """Ask one broker which topic of this name it knows. Thread: kafka-python's I/O thread."""
        request = MetadataRequest(topics=[MetadataRequest.MetadataRequestTopic(name=self._topic)], allow_auto_topic_creation=False)
        (found,) = (await library.manager(self._consumer).send(request, node_id=node_id)).topics
        now = TopicNow(None if found.topic_id is None else str(found.topic_id), len(found.partitions))
        if now != (self.topic_id, len(self._cluster.partitions_for_topic(self._topic) or ())):
            self._cluster.request_update()
        return now

    def lost(self, positions: Mapping[int, int]) -> dict[int, int] | None:
        """Return where each partition was last read, if the topic is another one now; else None.

        positions: where it is read now; the partitions of a member come and go.
        """
        if self.recreated:
            return self._last
        self._last |= positions
        return None
