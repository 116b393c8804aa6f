"""Admin questions as kafka-python puts them. See admin.py, which bounds and translates."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from kafka import KafkaAdminClient, OffsetAndMetadata, OffsetSpec, TopicPartition
from kafka import errors as kafka_errors
from kafka.protocol.metadata import MetadataRequest

from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.errors import UserError
from kafkadesk.core.records import Record
from kafkadesk.core.sends.lookup_rules import TopicRead
from kafkadesk.core.state import Broker, ClusterInfo, GroupInfo, Topic
from kafkadesk.transport.admin import groups as group_calls
from kafkadesk.transport.admin.range_reader import read_range, scan
from kafkadesk.transport.admin.topic_settings import topic_settings
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

# Highest metadata.version of each release, from Kafka's own `version-mapping`.
RELEASES = {7: "3.3", 8: "3.4", 11: "3.5", 14: "3.6", 19: "3.7", 20: "3.8", 21: "3.9", 25: "4.0", 27: "4.1", 29: "4.2", 30: "4.3"}
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


class AdminCalls:
    """One KafkaAdminClient, whose every request is bounded in time."""

    EARLIEST = OffsetSpec.EARLIEST
    LATEST = OffsetSpec.LATEST

    def __init__(self, options: ClientOptions) -> None:
        self._options = options
        settings = options.admin_settings()
        self._limit_s = settings["request_timeout_ms"] / 1000 + 1
        self._client = construct(KafkaAdminClient, settings)
        self._manager = library.manager(self._client)
        library.replace_method(self._manager, library.Method.RUN, self._run)  # all public calls go through it; it has no time-out
        self._pause = threading.Event()

    def close(self) -> None:
        """Disconnect."""
        self._pause.set()
        self._client.close()

    def connected(self, node_id: int) -> bool:
        """Return whether there is a live connection to this broker."""
        conn = library.connection(self._manager, node_id)
        return conn is not None and bool(conn.connected)

    def cause(self, error: BaseException) -> UserError | None:
        """Return what the latest connection failed at, where a call failed for want of a connection: else, or unknown, None."""
        return lost_because(self._manager) if isinstance(error, NO_CONNECTION) else None

    def cluster(self) -> ClusterInfo:
        """As Admin.cluster."""
        found = self._client.describe_cluster()
        brokers = tuple(
            Broker(node_id=b["broker_id"], host=b["host"], port=b["port"])
            for b in sorted(found["brokers"], key=lambda b: int(b["broker_id"]))
        )
        controller = found.get("controller_id", -1)
        return ClusterInfo(
            cluster_id=found.get("cluster_id") or None,
            brokers=brokers,
            controller=None if controller < 0 else controller,
            version=self._version(),
        )

    def reach(self, broker: Broker, timeout_s: float) -> float:
        """As Admin.reach."""
        until = time.monotonic() + timeout_s

        async def ask() -> float:
            if self._manager.cluster.broker_metadata(broker.node_id) is None:
                await self._manager.cluster.refresh_metadata()
            delay = self._manager.connection_delay(broker.node_id)
            if delay > 0:
                await library.network(self._client).sleep(min(delay, max(0.0, until - time.monotonic())))
            conn = self._manager.get_connection(broker.node_id)
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

    def topics(self) -> tuple[Topic, ...]:
        """As Admin.topics."""
        response = self._run(self._manager.send, MetadataRequest(topics=MetadataRequest.ALL_TOPICS, allow_auto_topic_creation=False))
        return tuple(
            Topic(
                name=topic.name,
                partitions=len(topic.partitions),
                internal=bool(topic.is_internal),
                leaderless=tuple(sorted(p.partition_index for p in topic.partitions if p.leader_id < 0)),
                topic_id=str(topic.topic_id) if topic.topic_id is not None and topic.topic_id.int else None,  # Kafka 2.8 has it
                replicas=max(len(p.replica_nodes) for p in topic.partitions),
            )
            for topic in sorted(response.topics, key=lambda topic: str(topic.name))
            if topic.partitions
        )

    def create_topic(self, name: str, partitions: int, replication: int) -> None:
        """As Admin.create_topic."""
        self._client.create_topics({name: {"num_partitions": partitions, "replication_factor": replication}})
        self._until(lambda: any(t.name == name and t.partitions == partitions and not t.leaderless for t in self.topics()))

    def delete_topic(self, name: str) -> None:
        """As Admin.delete_topic."""
        self._client.delete_topics([name])
        self._until(lambda: all(t.name != name for t in self.topics()))

    def offsets(self, topic: str, spec: int) -> dict[int, int]:
        """Return an offset of every partition: the EARLIEST or the LATEST."""
        found = self._client.list_partition_offsets(dict.fromkeys(self._partitions(topic), spec))
        return {tp.partition: at.offset for tp, at in sorted(found.items())}

    def offsets_for_time(self, topic: str, timestamp_ms: int) -> dict[int, int]:
        """As Admin.offsets_for_time."""
        ends = self.offsets(topic, self.LATEST)
        found = self._client.list_partition_offsets({TopicPartition(topic, p): timestamp_ms for p in ends})
        return {tp.partition: at.offset if at.offset >= 0 else ends[tp.partition] for tp, at in sorted(found.items())}

    def topic_settings(self, topic: str) -> TopicSettings:
        """As Admin.topic_settings."""
        return topic_settings(self._client, topic)

    def group(self, group: str) -> GroupInfo:
        """As Admin.group."""

        def ask() -> GroupInfo:
            info: GroupInfo = self._run(group_calls.describe_group, self._client, group)
            found = self._client.list_group_offsets({group: None})[group]
            committed: dict[str, dict[int, int]] = {}
            for tp, at in sorted(found.items()):
                if at.offset >= 0:
                    committed.setdefault(tp.topic, {})[tp.partition] = at.offset
            return replace(info, committed=committed)

        return self._at_coordinator(ask)

    def groups(self) -> tuple[str, ...]:
        """As Admin.groups."""
        return tuple(sorted(g["group_id"] for g in self._client.list_groups() if g.get("protocol_type") in ("consumer", "")))

    def commit_offsets(self, group: str, topic: str, offsets: Mapping[int, int]) -> None:
        """As Admin.commit_offsets."""
        wanted = {TopicPartition(topic, p): OffsetAndMetadata(offset, "", -1) for p, offset in offsets.items()}

        def ask() -> None:
            for error in self._client.alter_group_offsets(group, wanted).values():
                if error is not kafka_errors.NoError:
                    raise error(None)

        self._at_coordinator(ask)

    def read_range(self, topic: str, starts: Mapping[int, int], ends: Mapping[int, int], timeout_s: float) -> list[Record]:
        """As Admin.read_range."""
        return read_range(self._options, topic, starts, ends, timeout_s)

    def scan(
        self,
        topic: str,
        starts: Mapping[int, int],
        ends: Mapping[int, int],
        timeout_s: float,
        take: Callable[[Record], None],
        stop: threading.Event,
    ) -> TopicRead:
        """As Admin.scan."""
        return scan(self._options, topic, starts, ends, timeout_s, take, stop)

    def _partitions(self, topic: str) -> list[TopicPartition]:
        for known in self.topics():
            if known.name == topic:
                return [TopicPartition(topic, p) for p in range(known.partitions)]
        raise kafka_errors.UnknownTopicOrPartitionError(topic)

    def _version(self) -> str | None:
        """Return the broker's release, from the features it supports; as the library infers it from the APIs if it has none."""
        level = self._client.describe_features().get("metadata.version", {}).get("supported", (0, 0))[1]
        if level > max(RELEASES):
            return f"{RELEASES[max(RELEASES)]}+"
        for highest in sorted(RELEASES):
            if 0 < level <= highest:
                return RELEASES[highest]
        inferred = self._manager.broker_version
        return None if inferred is None else ".".join(map(str, inferred))

    def _at_coordinator(self, ask: Callable[[], T]) -> T:
        """Ask a group's coordinator, again if it has moved: the library keeps the one it found first."""
        until = time.monotonic() + RETRY_S
        while True:
            try:
                return ask()
            except COORDINATOR_MOVED:
                library.forget_coordinators(self._manager.cluster)
                if time.monotonic() > until or self._pause.wait(RETRY_PAUSE_S):
                    raise

    def _until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + TOPIC_WAIT_S
        while not holds():
            if time.monotonic() > until or self._pause.wait(0.02):
                raise kafka_errors.KafkaTimeoutError("metadata")

    def _run(self, call: Callable[..., Any], *args: Any) -> Any:
        """Run one of the library's calls. One that meets the pause after a failed connection waits for the next attempt.

        The library fails such a call at once, so a broker that was back already would seem to be gone. Nothing was asked then.
        """
        until = time.monotonic() + READY_WAIT_S
        while True:
            try:
                return self._bounded(self._limit_s, call, *args)
            except kafka_errors.NodeNotReadyError:
                if time.monotonic() > until or self._pause.wait(RETRY_PAUSE_S):
                    raise

    def _bounded(self, limit_s: float, call: Callable[..., Any], *args: Any) -> Any:
        """Run a coroutine or call on the client's I/O thread and wait for its result, but no longer than limit_s."""
        done = threading.Event()
        future = self._manager.call_soon(call, *args)
        future.add_both(lambda _: done.set())
        if not done.wait(limit_s):
            raise kafka_errors.KafkaTimeoutError(f"no answer within {limit_s:g} s")
        if future.exception is not None:
            raise future.exception
        return future.value
