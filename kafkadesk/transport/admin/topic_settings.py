"""What of a topic's configuration a sender has to know."""

from typing import Any

from kafka.admin import ConfigResource, ConfigResourceType

from kafkadesk.core.compose.sizes import TopicSettings

MAX_MESSAGE, CLEANUP = "max.message.bytes", "cleanup.policy"


def topic_settings(client: Any, topic: str) -> TopicSettings:
    """Ask a KafkaAdminClient for them; raises the library's errors. A setting that the broker does not tell is None."""
    resource = ConfigResource(ConfigResourceType.TOPIC, topic, configs=dict.fromkeys((MAX_MESSAGE, CLEANUP)))
    found = client.describe_configs([resource], config_filter="all")
    settings: dict[str, object] = next((of_topic for by_name in found.values() for name, of_topic in by_name.items() if name == topic), {})
    values = {name: _value(settings.get(name)) for name in (MAX_MESSAGE, CLEANUP)}
    limit, policy = values[MAX_MESSAGE], values[CLEANUP]
    return TopicSettings(
        max_message_bytes=int(limit) if limit is not None and limit.isdecimal() else None,
        compacted=None if policy is None else "compact" in policy.split(","),
    )


def _value(entry: object) -> str | None:
    value = entry.get("value") if isinstance(entry, dict) else None
    return None if value is None else str(value)
