"""What a plan does to a cluster, one call each. Blocks, bounded by the client; raises the library's errors, and UserError."""

from collections.abc import Collection, Mapping
from typing import Any

from kafka import TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import AlterConfigOp, ConfigResource, ConfigResourceType, MemberToRemove

from kafkadesk.core.errors import UserError
from kafkadesk.core.plans.changes import NewTopic
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


def remove_member(client: AdminClient, group: str, member_id: str, instance_id: str | None) -> None:
    """Have a member leave its group, as if it had said so itself."""
    answer = client.kafka.remove_group_members(group, [MemberToRemove(member_id=member_id, group_instance_id=instance_id)])
    for error in answer.values():
        if error is not kafka_errors.NoError:
            raise error(None)


def create_topic(client: AdminClient, change: NewTopic, *, check_only: bool = False) -> tuple[int, int]:
    """Create a topic, and return its partitions and replicas (-1: the broker does not say) once each has a leader. check_only: change nothing."""
    wanted = {
        "num_partitions": change.partitions or -1, "replication_factor": change.replicas or -1, "configs": dict(change.settings),
    }  # fmt: skip
    (answer,) = client.kafka.create_topics({change.topic: wanted}, validate_only=check_only, raise_errors=False)["topics"]
    if answer["error_code"]:
        raise kafka_errors.for_code(answer["error_code"])(answer.get("error_message"))
    if not check_only:
        client.until(lambda: any(all(p.leader_id >= 0 for p in topic.partitions) for topic in client.topics([change.topic])))
    return answer.get("num_partitions", -1), answer.get("replication_factor", -1)


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
