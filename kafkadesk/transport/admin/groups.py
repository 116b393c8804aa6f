"""Consumer groups as the broker describes them, members of other programs included."""

import struct
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kafka import errors as kafka_errors
from kafka.protocol.admin import DescribeGroupsRequest, ListGroupsRequest
from kafka.protocol.consumer.metadata import ConsumerProtocolAssignment

from kafkadesk.core.cluster.survey import NO_STATE
from kafkadesk.core.state import GroupInfo, GroupMember
from kafkadesk.transport.admin.group_protocol import ConsumerGroupDescribeRequest
from kafkadesk.transport.client import library

NO_SUCH_GROUP = 69
DEAD = "Dead"
CLASSIC, NEW = "classic", "consumer"  # Kafka's words for the protocols of groups of consumers
CONSUMERS = ("consumer", "")  # protocol types; the empty one: nobody has joined yet


async def describe_group(client: Any, group: str) -> GroupInfo:
    """Return the group without its commits. Runs on the I/O thread of `client`, a KafkaAdminClient."""
    node_id = await library.find_coordinator(client, group)
    response = await library.manager(client).send(
        DescribeGroupsRequest(groups=[group], include_authorized_operations=False), node_id=node_id
    )
    found = response.groups[0]
    if found.error_code not in (0, NO_SUCH_GROUP):
        raise kafka_errors.for_code(found.error_code)(getattr(found, "error_message", None))
    if found.error_code == NO_SUCH_GROUP or found.group_state == DEAD:
        # A group of the new protocol looks like this too, and so does one that is not of consumers.
        return await _describe_new_group(client, group, node_id) or await _listed_group(client, group, node_id)
    return _classic(found)


async def list_groups(client: Any, node_id: int) -> list[GroupInfo]:
    """Return the groups that a broker coordinates, of all kinds, without members and commits. Runs on the I/O thread of `client`."""
    response = await library.manager(client).send(ListGroupsRequest(), node_id=node_id)
    if response.error_code:
        raise kafka_errors.for_code(response.error_code)(None)
    return [_listed(found) for found in response.groups]


async def describe_groups(client: Any, node_id: int, listed: Sequence[GroupInfo]) -> list[GroupInfo]:
    """Return groups of consumers that this broker coordinates with their members; one that it does not describe has NO_STATE."""
    found: dict[str, GroupInfo] = {}
    for protocol, request, parse in (
        (CLASSIC, lambda ids: DescribeGroupsRequest(groups=ids, include_authorized_operations=False), _classic),
        (NEW, lambda ids: ConsumerGroupDescribeRequest(group_ids=ids, include_authorized_operations=False), _new),
    ):
        ids = [group.group for group in listed if group.other_kind is None and group.protocol == protocol]
        if ids:
            response = await library.manager(client).send(request(ids), node_id=node_id)
            found |= {group.group_id: parse(group) for group in response.groups if not group.error_code}
    return [
        found.get(group.group, group if group.other_kind is not None else replace(group, state=NO_STATE, members=())) for group in listed
    ]


async def _describe_new_group(client: Any, group: str, node_id: Any) -> GroupInfo | None:
    """Return the group if it is one of the new consumer protocol."""
    request = ConsumerGroupDescribeRequest(group_ids=[group], include_authorized_operations=False)
    try:
        response = await library.manager(client).send(request, node_id=node_id)
    except kafka_errors.IncompatibleBrokerVersion:
        return None  # older than Kafka 4.0: it has no such groups
    found = response.groups[0]
    return None if found.error_code else _new(found)


async def _listed_group(client: Any, group: str, node_id: Any) -> GroupInfo:
    """Return a group that is described only to members of its kind, as its coordinator lists it: alone, it says which kind that is."""
    response = await library.manager(client).send(ListGroupsRequest(), node_id=node_id)
    for found in response.groups:
        if found.group_id == group and found.protocol_type not in CONSUMERS:
            return _of_another_kind(group, found.group_state or DEAD, found.protocol_type)
    return GroupInfo(group=group, state=DEAD, assignor=None, members=(), committed={})


def _listed(found: Any) -> GroupInfo:
    """Return a group as it is listed. Brokers before Kafka 3.8 do not tell its type, and those before 2.6 not its state."""
    kind = (found.group_type or CLASSIC).lower()
    if found.protocol_type not in CONSUMERS or kind not in (CLASSIC, NEW):
        return _of_another_kind(found.group_id, found.group_state or NO_STATE, found.protocol_type if kind in (CLASSIC, NEW) else kind)
    return GroupInfo(group=found.group_id, state=found.group_state or NO_STATE, assignor=None, members=(), committed={}, protocol=kind)


def _classic(found: Any) -> GroupInfo:
    if found.protocol_type not in CONSUMERS:
        return _of_another_kind(found.group_id, found.group_state, found.protocol_type)
    members = tuple(_member(member, _assignment(member.member_assignment), member.group_instance_id) for member in found.members)
    return GroupInfo(group=found.group_id, state=found.group_state, assignor=found.protocol_data or None, members=members, committed={})


def _new(found: Any) -> GroupInfo:
    members = tuple(
        _member(
            member, {topic.topic_name: tuple(sorted(topic.partitions)) for topic in member.assignment.topic_partitions}, member.instance_id
        )
        for member in found.members
    )
    return GroupInfo(
        group=found.group_id, state=found.group_state, assignor=found.assignor_name or None, members=members, committed={}, protocol=NEW
    )


def _of_another_kind(group: str, state: str, kind: str) -> GroupInfo:
    return GroupInfo(group=group, state=state, assignor=None, members=(), committed={}, other_kind=kind)


def _member(member: Any, partitions: dict[str, tuple[int, ...]], instance_id: str | None) -> GroupMember:
    return GroupMember(
        member_id=member.member_id, client_id=member.client_id, host=member.client_host.lstrip("/"), partitions=partitions, instance_id=instance_id
    )  # fmt: skip


def _assignment(data: bytes | None) -> dict[str, tuple[int, ...]]:
    """Decode what a member was given; empty while the group rebalances, or when it is not a consumer's."""
    if not data:
        return {}
    try:
        assignment = ConsumerProtocolAssignment.decode(data)
    except (struct.error, ValueError, IndexError):
        return {}
    return {topic.topic: tuple(sorted(topic.partitions)) for topic in assignment.assigned_partitions}
