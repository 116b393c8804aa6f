"""Sends that a broker with access rules refuses: a real authorizer, not a scripted answer."""

from collections.abc import Callable

import pytest
from kafka.admin import ACL, ACLOperation, ACLPermissionType, KafkaAdminClient, ResourcePattern, ResourceType

from kafkadesk.core.events import SendConfirmed, SendFailed
from tests.rigs.broker import Broker
from tests.rigs.clients import record, sending


@pytest.mark.long
def test_a_denied_write_names_user_right_and_topic_and_harms_no_other_topic(own_broker: Callable[..., Broker]) -> None:
    broker = own_broker(
        lambda _: {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found": "true",
        }
    )
    with sending(broker.bootstrap) as sent:
        closed, free = sent.topic(1), sent.topic(1)
        sent.send(record(closed, 1), record(free, 2))
        client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
        pattern = ResourcePattern(ResourceType.TOPIC, closed)
        rules = {ACLOperation.WRITE: ACLPermissionType.DENY, ACLOperation.READ: ACLPermissionType.ALLOW}  # to read includes to describe
        client.create_acls([ACL("User:ANONYMOUS", "*", operation, rule, pattern) for operation, rule in rules.items()])
        client.close()
        denied, other = sent.send(record(closed, 3), record(free, 4))
        assert isinstance(denied, SendFailed)
        assert not denied.may_be_written
        assert (
            denied.reason.render()
            == f"The user of this connection (User:ANONYMOUS without a login) lacks the right Write on the topic {closed}."
        )
        assert isinstance(other, SendConfirmed)
        assert list(sent.on_broker(closed)) == [b"v1"]
