"""A KafkaAdminClient whose every request is bounded in time. See admin.py, which translates its answers and errors."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from kafka import KafkaAdminClient, OffsetAndMetadata, OffsetSpec, TopicPartition
from kafka import errors as kafka_errors
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.protocol.consumer import IsolationLevel
from kafka.protocol.metadata import MetadataRequest

from kafkadesk.core.errors import UserError
from kafkadesk.core.state import Broker, GroupInfo, TopicLogs
from kafkadesk.transport.admin.groups import describe_group
from kafkadesk.transport.client import library
from kafkadesk.transport.client.connect_error import because, lost_because
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import refused, unreachable

T = TypeVar("T")

TOPIC_WAIT_S = 8.0
RETRY_S = 5.0  # how long a group's coordinator may be elsewhere or starting
RETRY_PAUSE_S = 0.1
READY_WAIT_S = 2.0  # longer than the longest pause between two attempts to connect (ClientOptions), which is 1.2 s with its jitter

NO_CONNECTION = (
    kafka_errors.KafkaConnectionError,
    kafka_errors.KafkaTimeoutError,
    kafka_errors.NodeNotReadyError,
    kafka_errors.RequestTimedOutError,
)
COORDINATOR_MOVED = (
    kafka_errors.NotCoordinatorError,
    kafka_errors.CoordinatorNotAvailableError,
    kafka_errors.CoordinatorLoadInProgressError,
)


class AdminClient:
    """One KafkaAdminClient. Raises the library's errors, and ConnectError from reach()."""

    EARLIEST: int = OffsetSpec.EARLIEST
    LATEST: int = OffsetSpec.LATEST

    def __init__(self, options: ClientOptions) -> None:
        settings = options.admin_settings()
        self._limit_s = settings["request_timeout_ms"] / 1000 + 1
        self.kafka = construct(KafkaAdminClient, settings)
        self.manager = library.manager(self.kafka)
        library.replace_method(self.manager, library.Method.RUN, self.run)  # all public calls go through it; it has no time-out
        self._pause = threading.Event()
        self._ids: dict[str, str | None] = {}  # of the topics of groups, as last heard

    def close(self) -> None:
        self._pause.set()
        self.kafka.close()

    def connected(self, node_id: int) -> bool:
        """Return whether there is a live connection to this broker."""
        conn = library.connection(self.manager, node_id)
        return conn is not None and bool(conn.connected)

    def cause(self, error: BaseException) -> UserError | None:
        """Return why the latest connection failed, where a call failed for want of a connection; else, or unknown, None."""
        return lost_because(self.manager) if isinstance(error, NO_CONNECTION) else None

    def reach(self, broker: Broker, timeout_s: float) -> float:
        """Return the milliseconds of a request to this broker and back. Raises ConnectError within timeout_s."""
        until = time.monotonic() + timeout_s

        async def ask() -> float:
            if self.manager.cluster.broker_metadata(broker.node_id) is None:
                await self.manager.cluster.refresh_metadata()
            delay = self.manager.connection_delay(broker.node_id)
            if delay > 0:
                await library.network(self.kafka).sleep(min(delay, max(0.0, until - time.monotonic())))
            conn = self.manager.get_connection(broker.node_id)
            await conn
            started = time.monotonic()
            await conn.send_request(MetadataRequest(topics=MetadataRequest.NO_TOPICS, allow_auto_topic_creation=False))
            return (time.monotonic() - started) * 1000

        try:
            trip: float = self._bounded(timeout_s, ask)
        except kafka_errors.KafkaTimeoutError as exc:
            raise unreachable(broker.host, broker.port, timeout_s=timeout_s) from exc
        except (kafka_errors.KafkaConnectionError, kafka_errors.NodeNotReadyError) as exc:
            raise because(exc, f"{broker.host}:{broker.port}") or refused(broker.host, broker.port, exc) from exc
        return trip

    def brokers(self) -> list[int]:
        """Return the ids of the brokers, as last heard."""
        return sorted(broker.node_id for broker in self.manager.cluster.brokers())

    def topics(self, names: Iterable[str] | None = None) -> list[Any]:
        """Return the topics of these names that there are; all of them where none is named."""
        if names is None:
            return self._metadata(MetadataRequest.ALL_TOPICS)
        found = self._metadata([MetadataRequest.MetadataRequestTopic(name=name) for name in names])
        return [topic for topic in found if not topic.error_code]

    def logs(self, topic: str) -> TopicLogs:
        """Return where the logs of a topic begin and end, asked again if the topic was recreated meanwhile."""
        while True:
            asked_at = time.monotonic()
            (known,) = self._metadata([MetadataRequest.MetadataRequestTopic(name=topic)])
            if known.error_code:
                raise kafka_errors.for_code(known.error_code)(topic)
            partitions = range(len(known.partitions))
            begins = self.offsets(topic, self.EARLIEST, partitions)
            stable = self.offsets(topic, self.LATEST, partitions, committed_only=True)
            ends = self.offsets(topic, self.LATEST, partitions)
            topic_id = _id_of(known)
            if self._topic_ids([topic]).get(topic) == topic_id:
                return TopicLogs(topic_id=topic_id, begins=begins, ends=ends, stable=stable, asked_at=asked_at, at=time.monotonic())

    def offsets(
        self, topic: str, timestamp: int, partitions: Iterable[int] | None = None, *, committed_only: bool = False
    ) -> dict[int, int]:
        """Return the offset of each partition at a time, at EARLIEST or LATEST; -1: none. committed_only: before open transactions."""
        if partitions is None:
            known = next((found for found in self.topics() if found.name == topic and found.partitions), None)
            if known is None:
                raise kafka_errors.UnknownTopicOrPartitionError(topic)
            partitions = range(len(known.partitions))
        level = IsolationLevel.READ_COMMITTED if committed_only else IsolationLevel.READ_UNCOMMITTED
        found = self.kafka.list_partition_offsets({TopicPartition(topic, p): timestamp for p in partitions}, isolation_level=level)
        return {tp.partition: at.offset for tp, at in sorted(found.items())}

    def topic_config(self, topic: str, keys: Iterable[str]) -> dict[str, str | None]:
        """Return settings of a topic; None: the broker does not tell it."""
        resource = ConfigResource(ConfigResourceType.TOPIC, topic, configs=dict.fromkeys(keys))
        by_kind = self.kafka.describe_configs([resource], config_filter="all").values()
        found: dict[str, Any] = next((settings for by_name in by_kind for name, settings in by_name.items() if name == topic), {})
        values = {name: entry.get("value") if isinstance(entry, dict) else None for name, entry in found.items()}
        return {name: None if value is None else str(value) for name, value in values.items()}

    def group(self, group: str) -> GroupInfo:
        """Return a group as its coordinator describes it, with its committed offsets."""

        def ask() -> GroupInfo:
            info: GroupInfo = self.run(describe_group, self.kafka, group)
            committed: dict[str, dict[int, int]] = {}
            for tp, at in sorted(self.kafka.list_group_offsets({group: None})[group].items()):
                if at.offset >= 0:
                    committed.setdefault(tp.topic, {})[tp.partition] = at.offset
            return replace(info, committed=committed)

        while True:
            asked_at = time.monotonic()
            info = self._at_coordinator(ask)
            names = {*info.committed, *(topic for member in info.members for topic in member.partitions)}
            before, now = self._ids, self._topic_ids(names)
            self._ids = {**before, **dict.fromkeys(names), **now}
            if all(self._ids[name] == before.get(name) for name in names):  # else recreated since the last time, perhaps in between
                return replace(info, topic_ids=now, asked_at=asked_at, at=time.monotonic())

    def commit_offsets(self, group: str, topic: str, offsets: Mapping[int, int]) -> None:
        """Set a group's committed offsets, by partition."""
        wanted = {TopicPartition(topic, p): OffsetAndMetadata(offset, "", -1) for p, offset in offsets.items()}

        def ask() -> None:
            for error in self.kafka.alter_group_offsets(group, wanted).values():
                if error is not kafka_errors.NoError:
                    raise error(None)

        self._at_coordinator(ask)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what a change of topics brings about. Raises KafkaTimeoutError after TOPIC_WAIT_S."""
        until = time.monotonic() + TOPIC_WAIT_S
        while not holds():
            if time.monotonic() > until or self._pause.wait(0.02):
                raise kafka_errors.KafkaTimeoutError("metadata")

    def run(self, call: Callable[..., Any], *args: Any) -> Any:
        """Run one of the library's calls. One that meets the pause after a failed connection waits for the next attempt.

        The library fails such a call at once, so a broker that is back already would seem to be down. Nothing was asked then.
        """
        until = time.monotonic() + READY_WAIT_S
        while True:
            try:
                return self._bounded(self._limit_s, call, *args)
            except kafka_errors.NodeNotReadyError:
                if time.monotonic() > until or self._pause.wait(RETRY_PAUSE_S):
                    raise

    def _metadata(self, topics: Any) -> list[Any]:
        found: list[Any] = self.run(self.manager.send, MetadataRequest(topics=topics, allow_auto_topic_creation=False)).topics
        return found

    def _topic_ids(self, names: Collection[str]) -> dict[str, str]:
        """Return the IDs of these topics, as far as the cluster knows them."""
        asked = [MetadataRequest.MetadataRequestTopic(name=name) for name in names]
        found = {str(topic.name): _id_of(topic) for topic in self._metadata(asked)} if asked else {}
        return {name: topic_id for name, topic_id in found.items() if topic_id is not None}

    def _at_coordinator(self, ask: Callable[[], T]) -> T:
        """Ask a group's coordinator, again if it has moved: the library keeps the one it found first."""
        until = time.monotonic() + RETRY_S
        while True:
            try:
                return ask()
            except COORDINATOR_MOVED:
                library.forget_coordinators(self.manager.cluster)
                if time.monotonic() > until or self._pause.wait(RETRY_PAUSE_S):
                    raise

    def _bounded(self, limit_s: float, call: Callable[..., Any], *args: Any) -> Any:
        """Run a coroutine or call on the client's I/O thread and wait for its result, but no longer than limit_s."""
        done = threading.Event()
        future = self.manager.call_soon(call, *args)
        future.add_both(lambda _: done.set())
        if not done.wait(limit_s):
            raise kafka_errors.KafkaTimeoutError(f"no answer within {limit_s:g} s")
        if future.exception is not None:
            raise future.exception
        return future.value


def _id_of(topic: Any) -> str | None:
    return None if topic.topic_id is None else str(topic.topic_id)
