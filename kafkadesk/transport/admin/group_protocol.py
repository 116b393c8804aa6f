"""The request that describes groups of Kafka's new consumer protocol (KIP-848), which kafka-python 3.0.12 does not have.

The library makes a message class from a schema file found by the class's name, and lets json_patch change it: so the two
classes bear the names of files that are there, and give another schema, that of API key 69.
"""

from typing import Any

from kafka.protocol.api_message import ApiMessage

API_KEY = 69
Field = dict[str, Any]


def _field(name: str, kind: str, **more: Any) -> Field:
    return {"name": name, "type": kind, "versions": "0+"} | more


def _nullable(name: str) -> Field:
    return _field(name, "string", nullableVersions="0+", default="null")


def _assignment(name: str) -> Field:
    places = [_field("TopicId", "uuid"), _field("TopicName", "string"), _field("Partitions", "[]int32")]
    return _field(name, name, fields=[_field("TopicPartitions", "[]TopicPartitions", fields=places)])


MEMBER = [
    _field("MemberId", "string"),
    _nullable("InstanceId"),
    _nullable("RackId"),
    _field("MemberEpoch", "int32"),
    _field("ClientId", "string"),
    _field("ClientHost", "string"),
    _field("SubscribedTopicNames", "[]string"),
    _nullable("SubscribedTopicRegex"),
    _assignment("Assignment"),
    _assignment("TargetAssignment"),
    _field("MemberType", "int8", versions="1+", default="-1"),
]
GROUP = [
    _field("ErrorCode", "int16"),
    _nullable("ErrorMessage"),
    _field("GroupId", "string"),
    _field("GroupState", "string"),
    _field("GroupEpoch", "int32"),
    _field("AssignmentEpoch", "int32"),
    _field("AssignorName", "string"),
    _field("Members", "[]Member", fields=MEMBER),
    _field("AuthorizedOperations", "int32", default="-2147483648"),
]


def _schema(kind: str, name: str, fields: list[Field]) -> Field:
    return {"apiKey": API_KEY, "type": kind, "name": name, "validVersions": "0-1", "flexibleVersions": "0+", "fields": fields}


class DescribeGroupsRequest(ApiMessage):  # type: ignore[misc]  # kafka is untyped
    """ConsumerGroupDescribeRequest(group_ids, include_authorized_operations)."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        """Give the schema of another request."""
        del json
        fields = [_field("GroupIds", "[]string"), _field("IncludeAuthorizedOperations", "bool")]
        return _schema("request", "ConsumerGroupDescribeRequest", fields)


class DescribeGroupsResponse(ApiMessage):  # type: ignore[misc]
    """ConsumerGroupDescribeResponse: groups, each with error_code, group_state, assignor_name and members."""

    @classmethod
    def json_patch(cls, json: Field) -> Field:
        """Give the schema of another response."""
        del json
        fields = [_field("ThrottleTimeMs", "int32"), _field("Groups", "[]DescribedGroup", fields=GROUP)]
        return _schema("response", "ConsumerGroupDescribeResponse", fields)


ConsumerGroupDescribeRequest = DescribeGroupsRequest
