"""Whether a topic that is being read was deleted and made anew: its name is the same, its ID is not."""

from typing import Any
from uuid import UUID

from kafka.structs import TopicPartition


class Remade:
    """Remembers of which topic, by ID, each partition's position is. Brokers before Kafka 2.8 tell no IDs: nothing is noticed.

    Without it, a new log that is longer already than the old one was read would be read on from the middle, in silence.
    """

    def __init__(self, consumer: Any, topic: str) -> None:
        self._consumer = consumer
        self._topic = topic
        self._ids: dict[TopicPartition, UUID] = {}

    def look(self) -> list[TopicPartition]:
        """Return the assigned partitions whose position is of a topic that is no more; each once."""
        now: UUID | None = self._consumer._cluster.topic_id(self._topic)
        assigned = self._consumer.assignment()
        if now is None or all(self._ids.get(tp) == now for tp in assigned):
            return []
        known = {tp: self._ids.get(tp, now) for tp in assigned}
        self._ids |= dict.fromkeys(assigned, now)
        return sorted(tp for tp in assigned if known[tp] != now)
