"""All topics and groups of a cluster, a portion at a time: what one broker does not answer is missing from its own rows only."""

import html
import logging
import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kafka import OffsetSpec, TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.partitioner import murmur2
from kafka.protocol.admin import DescribeConfigsRequest

from kafkadesk.core.cluster.survey import SHOWN_SETTINGS, PartitionFacts, SettingFacts, SettingSource, TopicFacts
from kafkadesk.core.errors import UserError
from kafkadesk.core.groups.behind import Unread
from kafkadesk.core.records import Record
from kafkadesk.core.state import GroupInfo
from kafkadesk.transport.admin.client import AdminClient
from kafkadesk.transport.admin.groups import describe_groups, list_groups
from kafkadesk.transport.admin.record_times import record_times
from kafkadesk.transport.client.translate import describe

log = logging.getLogger(__name__)
T = TypeVar("T")
TAG = re.compile(r"</?[a-z][^<>]*>")  # what the broker says of settings is written for a web page


class Portions:
    """Questions of a survey; each method blocks, bounded by the client. errors: what was not answered since it was made."""

    def __init__(self, client: AdminClient) -> None:
        self._client = client
        self.errors: list[UserError] = []

    def topics(self, names: Iterable[str] | None = None) -> list[TopicFacts]:
        """Return topics by name, all or these, without offsets, sizes and settings."""
        return [
            TopicFacts(
                name=str(topic.name),
                internal=bool(topic.is_internal),
                topic_id=None if topic.topic_id is None else str(topic.topic_id),
                partitions=tuple(
                    PartitionFacts(
                        leader=None if p.leader_id < 0 else p.leader_id, replicas=tuple(p.replica_nodes), in_sync=tuple(p.isr_nodes)
                    )
                    for p in sorted(topic.partitions, key=lambda p: int(p.partition_index))
                ),
            )
            for topic in sorted(self._client.topics(names), key=lambda topic: str(topic.name))
            if topic.partitions
        ]

    def examine(self, topics: Sequence[TopicFacts]) -> list[TopicFacts]:
        """Return topics with their offsets, sizes and settings, as far as those are told."""
        asked_at = time.monotonic()
        begins, ends = self._offsets(topics, OffsetSpec.EARLIEST), self._offsets(topics, OffsetSpec.LATEST)
        sizes, settings = self._sizes(topics), self._settings([topic.name for topic in topics])
        return [
            replace(
                topic,
                asked_at=asked_at,
                settings=settings.get(topic.name, {}),
                partitions=tuple(
                    replace(p, begin=begins.get((topic.name, n)), end=ends.get((topic.name, n)), size=sizes.get((topic.name, n, p.leader)))
                    for n, p in enumerate(topic.partitions)
                ),
            )
            for topic in topics
        ]

    def list_groups(self) -> dict[int, list[GroupInfo]]:
        """Return all groups by the broker that coordinates them, without members and commits."""
        found: dict[int, list[GroupInfo]] = {}
        for broker in self._client.brokers():
            answer = self._try(self._client.run, list_groups, self._client.kafka, broker)
            if answer is not None:
                found[broker] = answer
        return found

    def describe_groups(self, broker: int, listed: Sequence[GroupInfo]) -> list[GroupInfo]:
        """Return groups that a broker coordinates with members and commits; those that are not of consumers as they are."""
        described = self._try(self._client.run, describe_groups, self._client.kafka, broker, listed)
        consumers = [group.group for group in listed if group.other_kind is None]
        committed = self._commits(consumers) if consumers else {}
        return [replace(group, committed=committed.get(group.group, {})) for group in described or listed]

    def record_times(self, leader: int, wanted: Iterable[Unread]) -> dict[Unread, int]:
        """Return when records were written, in ms since 1970, of partitions that a broker leads; NO_TIME: that will never be known."""
        return self._try(record_times, self._client, leader, wanted) or {}

    def settings(self, topic: str) -> list[SettingFacts]:
        """Return all settings of a topic. Raises what the broker answers instead."""
        request = DescribeConfigsRequest(
            resources=[(ConfigResourceType.TOPIC, topic, None)], include_synonyms=False, include_documentation=True, min_version=1
        )
        (result,) = self._client.run(self._client.manager.send, request).results
        if result.error_code:
            raise kafka_errors.for_code(result.error_code)(result.error_message)
        return [_setting(entry) for entry in sorted(result.configs, key=lambda entry: str(entry.name))]

    def moved_keys(self, count: int, more: int, records: Sequence[Record]) -> tuple[int, int]:
        """Return how many of the keys of records go to another partition when there are `more` instead of `count`, and how many keys there are.

        By the rule of Kafka's own clients: murmur2 of the key's bytes, modulo the number of partitions.
        """
        hashes = [murmur2(key) & 0x7FFFFFFF for key in {record.key for record in records if record.key}]
        return sum(found % count != found % more for found in hashes), len(hashes)

    def _offsets(self, topics: Iterable[TopicFacts], spec: int) -> dict[tuple[str, int], int]:
        """Return begin or end of partitions; each leader is asked for its own, so that one that is away costs only those."""
        by_leader: dict[int, dict[Any, int]] = {}
        for topic in topics:
            for number, partition in enumerate(topic.partitions):
                if partition.leader is not None:
                    by_leader.setdefault(partition.leader, {})[TopicPartition(topic.name, number)] = spec
        found: dict[tuple[str, int], int] = {}
        for wanted in by_leader.values():
            answer = self._try(self._client.kafka.list_partition_offsets, wanted) or {}
            found |= {(tp.topic, tp.partition): at.offset for tp, at in answer.items() if at.offset >= 0}
        return found

    def _sizes(self, topics: Sequence[TopicFacts]) -> dict[tuple[str, int, int | None], int]:
        """Return bytes on disk by topic, partition and broker."""
        wanted = {topic.name: list(range(len(topic.partitions))) for topic in topics}
        answer = self._try(self._client.kafka.describe_log_dirs, wanted) or []
        return {
            (topic["name"], partition["partition_index"], broker["broker"]): partition["partition_size"]
            for broker in answer
            for folder in broker["log_dirs"]
            for topic in folder.get("topics", ())
            for partition in topic["partitions"]
            if not partition.get("is_future_key")
        }

    def _settings(self, topics: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        wanted = [ConfigResource(ConfigResourceType.TOPIC, name, configs=dict.fromkeys(SHOWN_SETTINGS)) for name in topics]
        answer: Mapping[str, Any] = self._try(lambda: self._client.kafka.describe_configs(wanted, config_filter="all")) or {}
        return {
            topic: {name: str(entry["value"]) for name, entry in found.items() if entry.get("value") is not None}
            for by_topic in answer.values()
            for topic, found in by_topic.items()
        }

    def _commits(self, groups: Sequence[str]) -> dict[str, dict[str, dict[int, int]]]:
        answer = self._try(self._client.kafka.list_group_offsets, list(groups)) or {}
        found: dict[str, dict[str, dict[int, int]]] = {}
        for group, commits in answer.items():
            for tp, at in sorted(commits.items()):
                if at.offset >= 0:
                    found.setdefault(group, {}).setdefault(tp.topic, {})[tp.partition] = at.offset
        return found

    def _try(self, ask: Callable[..., T], *args: Any) -> T | None:
        """Return the answer; None, and the reason among the errors, where there is none."""
        try:
            return ask(*args)
        except kafka_errors.KafkaError as error:
            log.info("A question of a survey was not answered: %r", error)
            self.errors.append(self._client.cause(error) or describe(error))
            return None


def _setting(entry: Any) -> SettingFacts:
    known = {source.value for source in SettingSource}
    return SettingFacts(
        name=str(entry.name),
        value=None if entry.value is None else str(entry.value),
        source=SettingSource(entry.config_source) if entry.config_source in known else SettingSource.UNKNOWN,
        about=html.unescape(TAG.sub("", str(entry.documentation or ""))),
    )
