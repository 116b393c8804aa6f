"""Consumer groups as the broker describes them, members of other programs included."""

import struct
from typing import Any

from kafka import errors as kafka_errors
from kafka.protocol.admin import DescribeGroupsRequest
from kafka.protocol.consumer.metadata import ConsumerProtocolAssignment

from kafkadesk.core.state import GroupInfo, GroupMember

NO_SUCH_GROUP = 69


async def describe_group(client: Any, group: str) -> GroupInfo:
    """Return the group without its commits. Runs on the I/O thread of `client`, a KafkaAdminClient."""
    node_id = await client._find_coordinator_id(group)
    response = await client._manager.send(DescribeGroupsRequest(groups=[group], include_authorized_operations=False), node_id=node_id)
    found = response.groups[0]
    if found.error_code not in (0, NO_SUCH_GROUP):
        raise kafka_errors.for_code(found.error_code)(getattr(found, "error_message", None))
    return GroupInfo(
        group=group,
        state="Dead" if found.error_code else found.group_state,
        assignor=found.protocol_data or None,
        members=tuple(
            GroupMember(
                member_id=member.member_id,
                client_id=member.client_id,
                host=member.client_host.lstrip("/"),
                partitions=_assignment(member.member_assignment),
            )
            for member in found.members
        ),
        committed={},
    )


def _assignment(data: bytes | None) -> dict[str, tuple[int, ...]]:
    """Decode what a member was given; empty while the group rebalances, or when it is not a consumer's."""
    if not data:
        return {}
    try:
        assignment = ConsumerProtocolAssignment.decode(data)
    except (struct.error, ValueError, IndexError):
        return {}
    return {topic.topic: tuple(sorted(topic.partitions)) for topic in assignment.assigned_partitions}
