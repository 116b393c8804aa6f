"""What a plan does to a cluster, one call each. Blocks, bounded by the client; raises the library's errors, and UserError."""

from collections.abc import Collection, Mapping
from typing import Any

from kafka import TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import AlterConfigOp, ConfigResource, ConfigResourceType

from kafkadesk.core.errors import UserError
from kafkadesk.core.text import Text
from kafkadesk.transport.admin.client import AdminClient


def delete_offsets(client: AdminClient, group: str, topic: str, partitions: Collection[int]) -> None:
    """Delete a group's commits. Kafka refuses while members read the topic."""
    answer = client.kafka.delete_group_offsets(group, [TopicPartition(topic, p) for p in partitions])
    for error in answer.values():
        if error is not kafka_errors.NoError:
            raise error(None)


def delete_group(client: AdminClient, group: str) -> None:
    """Delete a group and its commits. Kafka refuses while it has members."""
    for answer in client.kafka.delete_groups([group]).values():
        if answer != "OK":
            raise getattr(kafka_errors, answer, kafka_errors.UnknownError)(None)


def add_partitions(client: AdminClient, topic: str, count: int) -> None:
    """Give a topic so many partitions; returns when each has a leader."""
    client.kafka.create_partitions({topic: count})
    client.until(lambda: any(len(t.partitions) == count and all(p.leader_id >= 0 for p in t.partitions) for t in client.topics([topic])))


def delete_records(client: AdminClient, topic: str, before: Mapping[int, int]) -> None:
    """Delete what lies before these offsets."""
    client.kafka.delete_records({TopicPartition(topic, p): offset for p, offset in before.items()})


def set_setting(client: AdminClient, topic: str, name: str, value: str | None) -> None:
    """Set a setting of a topic; None: delete it, so that what holds for all topics holds again."""
    entry: Any = (AlterConfigOp.DELETE, None) if value is None else (AlterConfigOp.SET, value)
    resource = ConfigResource(ConfigResourceType.TOPIC, topic, configs={name: entry})
    answers = client.kafka.alter_configs([resource], raise_on_unknown=False)
    for answer in (answer for by_name in answers.values() for answer in by_name.values()):
        if answer != "OK":
            raise UserError(Text("{answer}", {"answer": answer.partition("] ")[2] or answer}))
