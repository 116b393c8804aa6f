"""Getting a consumer to know its topic before it reads."""

import time
from typing import Any

from kafka.errors import KafkaTimeoutError, UnknownTopicOrPartitionError

from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import library

KNOWN_WITHIN_MS = 3_000


def partitions_of(consumer: Any, topic: str) -> set[int]:
    """Return the topic's partitions, asked for anew. Raise KafkaRefusedError when there is no such topic.

    consumer.partitions_for_topic() would ask for all topics of the cluster, and has no timeout.
    """
    cluster = library.cluster(consumer)
    end = time.monotonic() + KNOWN_WITHIN_MS / 1000
    cluster.set_topics([topic])
    while True:
        try:
            library.request_metadata(consumer, KNOWN_WITHIN_MS)
        except UnknownTopicOrPartitionError as error:
            raise _no_topic(topic) from error
        if known := cluster.partitions_for_topic(topic):  # else it was the answer to a question asked before ours
            return set(known)
        if time.monotonic() > end:
            raise KafkaTimeoutError(f"Topic {topic} has no partitions yet")


def _no_topic(topic: str) -> KafkaRefusedError:
    return KafkaRefusedError(
        Text(QT_TRANSLATE_NOOP("core", "There is no topic {topic} on this cluster."), {"topic": topic}),
        Text(QT_TRANSLATE_NOOP("core", "Create it, or choose another one.")),
    )
