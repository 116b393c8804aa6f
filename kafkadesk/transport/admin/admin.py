"""What the app asks of a cluster beside sending and reading: topics, groups, offsets, and whether every broker answers."""

import socket
import threading
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, assert_never

from kafkadesk.core.cluster.name_map import address_of, mapping
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.plans.changes import (
    AddPartitions,
    ChangeSetting,
    DeleteGroup,
    DeleteOffsets,
    DeleteRecords,
    DeleteTopic,
    NewTopic,
    RemoveMember,
    ResetOffsets,
)
from kafkadesk.core.plans.plan import ChangePlan
from kafkadesk.core.records import Record
from kafkadesk.core.sends.lookup_rules import TopicRead
from kafkadesk.core.state import Broker, ClusterInfo, GroupInfo, Topic, TopicLogs
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe, unknown_name

if TYPE_CHECKING:
    from kafkadesk.transport.admin.client import AdminClient
    from kafkadesk.transport.admin.surveys import Portions

P = ParamSpec("P")
T = TypeVar("T")

# Highest metadata.version of each release, from Kafka's own `version-mapping`.
RELEASES = {7: "3.3", 8: "3.4", 11: "3.5", 14: "3.6", 19: "3.7", 20: "3.8", 21: "3.9", 25: "4.0", 27: "4.1", 29: "4.2", 30: "4.3"}
MAX_MESSAGE, CLEANUP = "max.message.bytes", "cleanup.policy"


def translated(ask: Callable[Concatenate["Admin", P], T]) -> Callable[Concatenate["Admin", P], T]:
    """Have a question of Admin fail with a UserError only."""

    @wraps(ask)
    def asked(admin: "Admin", /, *args: P.args, **kwargs: P.kwargs) -> T:
        client = admin.connected_client()
        try:
            return ask(admin, *args, **kwargs)
        except UserError:
            raise
        except Exception as exc:
            raise client.cause(exc) or describe(exc) from exc

    return asked


class Admin:
    """Blocking questions to a cluster, each bounded in time, each failing with a UserError only. Survives a broker's restart.

    Thread: one at a time, except reach() and scan(), which may run in many threads at once.
    """

    def __init__(self, options: ClientOptions) -> None:
        self._options = options
        self._names = mapping(options.name_map)
        self._client: AdminClient | None = None

    def open(self) -> None:
        """Connect; blocks about 3 s at most. Raises ConnectError."""
        # Imported here because it imports kafka, which takes 180 ms: not before the window's first paint.
        from kafkadesk.transport.admin.client import AdminClient

        if self._client is None:
            self._client = AdminClient(self._options)

    def close(self) -> None:
        """Disconnect. Calls that are waiting fail."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def connected_client(self) -> "AdminClient":
        """Return the client. Raises ConnectError when it is closed."""
        if self._client is None:
            raise ConnectError(Text(QT_TRANSLATE_NOOP("core", "The connection is closed.")), retry=True)
        return self._client

    @translated
    def cluster(self) -> ClusterInfo:
        """Return what the cluster says of itself: its ID, advertised brokers, Kafka's version."""
        client = self.connected_client()
        found = client.kafka.describe_cluster()
        brokers = sorted(
            (Broker(node_id=b["broker_id"], host=b["host"], port=b["port"]) for b in found["brokers"]), key=lambda b: b.node_id
        )
        controller = found.get("controller_id", -1)
        return ClusterInfo(
            cluster_id=found.get("cluster_id") or None,
            brokers=tuple(brokers),
            controller=None if controller < 0 else controller,
            version=_version(client),
        )

    @translated
    def reach(self, broker: Broker, timeout_s: float) -> float:
        """Return the round trip of a real request to this broker, in milliseconds. Raises ConnectError within timeout_s."""
        client = self.connected_client()
        if not client.connected(broker.node_id) and not _resolves(address_of(self._names, broker.host), broker.port, timeout_s):
            # Not left to the library: it resolves names in its I/O thread, and every other broker would wait.
            raise unknown_name(broker.host, broker.port)
        return client.reach(broker, timeout_s)

    @translated
    def topics(self) -> tuple[Topic, ...]:
        """Return all topics by name, Kafka's own ones flagged as internal."""
        return _topics(self.connected_client())

    @translated
    def create_topic(self, name: str, partitions: int, replication: int = -1) -> None:
        """Create a topic; returns when every partition has a leader. replication -1: the cluster's default."""
        client = self.connected_client()
        client.kafka.create_topics({name: {"num_partitions": partitions, "replication_factor": replication}})
        client.until(lambda: any(t.name == name and t.partitions == partitions and not t.leaderless for t in _topics(client)))

    @translated
    def delete_topic(self, name: str) -> None:
        """Delete a topic; returns when the cluster no longer lists it."""
        client = self.connected_client()
        client.kafka.delete_topics([name])
        client.until(lambda: all(t.name != name for t in _topics(client)))

    @translated
    def beginning_offsets(self, topic: str) -> dict[int, int]:
        """Return the first offset that still exists, by partition."""
        client = self.connected_client()
        return client.offsets(topic, client.EARLIEST)

    @translated
    def end_offsets(self, topic: str) -> dict[int, int]:
        """Return the log end offset (that of the next record to come), by partition."""
        client = self.connected_client()
        return client.offsets(topic, client.LATEST)

    @translated
    def logs(self, topic: str) -> TopicLogs:
        """Return where the logs of a topic begin and end, and which topic of this name it is."""
        return self.connected_client().logs(topic)

    @translated
    def offsets_for_time(self, topic: str, timestamp_ms: int) -> dict[int, int]:
        """Return the first offset at or after a time (milliseconds since the epoch), by partition; the log end if there is none."""
        client = self.connected_client()
        ends = client.offsets(topic, client.LATEST)
        return {p: offset if offset >= 0 else ends[p] for p, offset in client.offsets(topic, timestamp_ms, ends).items()}

    @translated
    def topic_settings(self, topic: str) -> TopicSettings:
        """Return the settings of a topic that a sender has to know; None: the broker does not tell it."""
        values = self.connected_client().topic_config(topic, (MAX_MESSAGE, CLEANUP))
        limit, policy = values.get(MAX_MESSAGE), values.get(CLEANUP)
        return TopicSettings(
            max_message_bytes=int(limit) if limit is not None and limit.isdecimal() else None,
            compacted=None if policy is None else "compact" in policy.split(","),
        )

    @translated
    def group(self, group: str) -> GroupInfo:
        """Return a consumer group's state, members and commits. One that nobody ever used is "Dead" and empty."""
        return self.connected_client().group(group)

    @translated
    def groups(self) -> tuple[str, ...]:
        """Return the IDs of all consumer groups."""
        found = self.connected_client().kafka.list_groups()
        return tuple(sorted(g["group_id"] for g in found if g.get("protocol_type") in ("consumer", "")))

    @translated
    def commit_offsets(self, group: str, topic: str, offsets: Mapping[int, int]) -> None:
        """Set a group's committed offsets, by partition. Kafka refuses while the group has members."""
        self.connected_client().commit_offsets(group, topic, offsets)

    @translated
    def survey(self, ask: Callable[["Portions"], T]) -> tuple[T, tuple[UserError, ...]]:
        """Return a portion of a survey of topics and groups, and what of it was not answered."""
        from kafkadesk.transport.admin.surveys import Portions

        portions = Portions(self.connected_client())
        return ask(portions), tuple(portions.errors)

    @translated
    def check_creation(self, change: NewTopic) -> tuple[int, int]:
        """Return how many partitions and replicas a topic would have (-1: not told). Nothing is created; raises what would keep it from being."""
        from kafkadesk.transport.admin import changes  # imports kafka, as open() does

        return changes.create_topic(self.connected_client(), change, check_only=True)

    @translated
    def carry_out(self, plan: ChangePlan) -> None:
        """Do what a plan says, once."""
        from kafkadesk.transport.admin import changes  # imports kafka, as open() does

        client = self.connected_client()
        match plan.change:
            case ResetOffsets(group=group, topic=topic):
                client.commit_offsets(group, topic, plan.after)
            case DeleteOffsets(group=group, topic=topic):
                changes.delete_offsets(client, group, topic, plan.before)
            case DeleteGroup(group=group):
                changes.delete_group(client, group)
            case RemoveMember(group=group, member_id=member_id, instance_id=instance_id):
                changes.remove_member(client, group, member_id, instance_id)
            case NewTopic():
                changes.create_topic(client, plan.change)
            case AddPartitions(topic=topic, count=count):
                changes.add_partitions(client, topic, count)
            case DeleteRecords(topic=topic):
                changes.delete_records(client, topic, plan.after)
            case DeleteTopic(topic=topic):
                self.delete_topic(topic)
            case ChangeSetting(topic=topic, name=name, value=value):
                changes.set_setting(client, topic, name, value)
            case _ as never:
                assert_never(never)

    @translated
    def read_range(self, topic: str, starts: Mapping[int, int], ends: Mapping[int, int], timeout_s: float) -> list[Record]:
        """Return the committed records from starts to before ends, by partition and offset; what was read when the time is up."""
        from kafkadesk.transport.admin.range_reader import read_range  # imports kafka, as open() does

        return read_range(self._options, topic, starts, ends, timeout_s)

    @translated
    def scan(
        self,
        topic: str,
        starts: Mapping[int, int],
        ends: Mapping[int, int],
        timeout_s: float,
        take: Callable[[Record], None],
        stop: threading.Event,
    ) -> TopicRead:
        """Give each committed record from starts to before ends to `take`; return what could not be read, and which ends were not reached.

        Thread: any; it has a connection of its own, so that a long range holds up no other question.
        """
        from kafkadesk.transport.admin.range_reader import scan

        return scan(self._options, topic, starts, ends, timeout_s, take, stop)


def _topics(client: "AdminClient") -> tuple[Topic, ...]:
    return tuple(
        Topic(
            name=topic.name,
            partitions=len(topic.partitions),
            internal=bool(topic.is_internal),
            leaderless=tuple(sorted(p.partition_index for p in topic.partitions if p.leader_id < 0)),
            topic_id=str(topic.topic_id) if topic.topic_id is not None else None,  # since Kafka 2.8
            replicas=max(len(p.replica_nodes) for p in topic.partitions),
        )
        for topic in sorted(client.topics(), key=lambda topic: str(topic.name))
        if topic.partitions
    )


def _version(client: "AdminClient") -> str | None:
    """Return the broker's release, from the features it supports; as the library infers it from the APIs if it has none."""
    level = client.kafka.describe_features().get("metadata.version", {}).get("supported", (0, 0))[1]
    if level > max(RELEASES):
        return f"{RELEASES[max(RELEASES)]}+"
    for highest in sorted(RELEASES):
        if 0 < level <= highest:
            return RELEASES[highest]
    inferred = client.manager.broker_version
    return None if inferred is None else ".".join(map(str, inferred))


def _resolves(host: str, port: int, timeout_s: float) -> bool:
    """Return whether this PC knows the name; an answer that takes longer than timeout_s counts as no."""
    found = threading.Event()

    def resolve() -> None:
        try:
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):  # UnicodeError: labels that cannot be a name, such as a..b
            return
        found.set()

    thread = threading.Thread(target=resolve, name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return found.is_set()
