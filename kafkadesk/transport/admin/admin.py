"""What the app asks of a cluster beside sending and reading: topics, groups, offsets, and whether every broker answers."""

import socket
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from kafkadesk.core.cluster.name_map import address_of, mapping
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.errors import ConnectError
from kafkadesk.core.records import Record
from kafkadesk.core.sends.lookup_rules import TopicRead
from kafkadesk.core.state import Broker, ClusterInfo, GroupInfo, Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.translate import describe, unknown_name

if TYPE_CHECKING:
    from kafkadesk.transport.admin.calls import AdminCalls

T = TypeVar("T")


class Admin:
    """Blocking questions to a cluster, each bounded in time, each failing with a UserError only. Survives a broker's restart.

    Thread: one at a time, except reach() and scan(), which may run in many threads at once.
    """

    def __init__(self, options: ClientOptions) -> None:
        self._options = options
        self._names = mapping(options.name_map)
        self._calls: AdminCalls | None = None

    def open(self) -> None:
        """Connect; blocks about 3 s at most. Raises ConnectError."""
        # Imported here because it imports kafka, which takes 180 ms: not before the window's first paint.
        from kafkadesk.transport.admin.calls import AdminCalls

        if self._calls is None:
            self._calls = AdminCalls(self._options)

    def close(self) -> None:
        """Disconnect. Calls that are waiting fail."""
        calls, self._calls = self._calls, None
        if calls is not None:
            calls.close()

    def cluster(self) -> ClusterInfo:
        """Return what the cluster says of itself: its id, advertised brokers, Kafka's version."""
        return self._ask(lambda calls: calls.cluster())

    def reach(self, broker: Broker, timeout_s: float) -> float:
        """Return the round trip of a real request to this broker, in milliseconds. Raises ConnectError within timeout_s."""
        calls = self._need()
        if not calls.connected(broker.node_id) and not _resolves(address_of(self._names, broker.host), broker.port, timeout_s):
            # Not left to the library: it looks names up in its I/O thread, and every other broker would wait.
            raise unknown_name(broker.host, broker.port)
        return self._ask(lambda calls: calls.reach(broker, timeout_s))

    def topics(self) -> tuple[Topic, ...]:
        """Return all topics by name, Kafka's own ones flagged as internal."""
        return self._ask(lambda calls: calls.topics())

    def create_topic(self, name: str, partitions: int, replication: int = -1) -> None:
        """Create a topic; returns when every partition has a leader. replication -1: as the cluster is set."""
        self._ask(lambda calls: calls.create_topic(name, partitions, replication))

    def delete_topic(self, name: str) -> None:
        """Delete a topic; returns when the cluster no longer lists it."""
        self._ask(lambda calls: calls.delete_topic(name))

    def beginning_offsets(self, topic: str) -> dict[int, int]:
        """Return the first offset that is still there, by partition."""
        return self._ask(lambda calls: calls.offsets(topic, calls.EARLIEST))

    def end_offsets(self, topic: str) -> dict[int, int]:
        """Return the log end offset (that of the next record to come), by partition."""
        return self._ask(lambda calls: calls.offsets(topic, calls.LATEST))

    def offsets_for_time(self, topic: str, timestamp_ms: int) -> dict[int, int]:
        """Return the first offset at or after a time (milliseconds since the epoch), by partition; the log end if there is none."""
        return self._ask(lambda calls: calls.offsets_for_time(topic, timestamp_ms))

    def topic_settings(self, topic: str) -> TopicSettings:
        """Return what of the topic's configuration a sender has to know."""
        return self._ask(lambda calls: calls.topic_settings(topic))

    def group(self, group: str) -> GroupInfo:
        """Return a consumer group's state, members and commits. One that nobody ever used is "Dead" and empty."""
        return self._ask(lambda calls: calls.group(group))

    def groups(self) -> tuple[str, ...]:
        """Return the ids of all consumer groups."""
        return self._ask(lambda calls: calls.groups())

    def commit_offsets(self, group: str, topic: str, offsets: Mapping[int, int]) -> None:
        """Set a group's committed offsets, by partition. Kafka refuses while the group has members."""
        self._ask(lambda calls: calls.commit_offsets(group, topic, offsets))

    def read_range(self, topic: str, starts: Mapping[int, int], ends: Mapping[int, int], timeout_s: float) -> list[Record]:
        """Return the committed records from starts to before ends, by partition and offset; what was read when the time is up."""
        return self._ask(lambda calls: calls.read_range(topic, starts, ends, timeout_s))

    def scan(
        self,
        topic: str,
        starts: Mapping[int, int],
        ends: Mapping[int, int],
        timeout_s: float,
        take: Callable[[Record], None],
        stop: threading.Event,
    ) -> TopicRead:
        """Give each committed record from starts to before ends to `take`; return what could not be read, and which ends were not come to.

        Thread: any; it has a connection of its own, so that a long stretch holds up no other question.
        """
        return self._ask(lambda calls: calls.scan(topic, starts, ends, timeout_s, take, stop))

    def _need(self) -> "AdminCalls":
        calls = self._calls
        if calls is None:
            raise ConnectError(Text(QT_TRANSLATE_NOOP("core", "The connection is closed.")), retry=True)
        return calls

    def _ask(self, call: Callable[["AdminCalls"], T]) -> T:
        calls = self._need()
        try:
            return call(calls)
        except Exception as exc:
            raise calls.cause(exc) or describe(exc) from exc


def _resolves(host: str, port: int, timeout_s: float) -> bool:
    """Return whether this PC knows the name; a look-up that takes longer than timeout_s counts as not."""
    found = threading.Event()

    def look_up() -> None:
        try:
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):  # UnicodeError: labels that cannot be a name, such as a..b
            return
        found.set()

    thread = threading.Thread(target=look_up, name="look-up", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return found.is_set()
