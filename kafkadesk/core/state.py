"""What the window shows, as frozen values that the desk replaces: connection, topics, panes, groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from kafkadesk.core.cluster.profiles import NO_SECURITY, Profile, Security
from kafkadesk.core.errors import UserError
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import LATEST, Start


class Phase(Enum):
    """How far a connection has got. PARTLY: some advertised brokers answered, some did not."""

    DISCONNECTED = "disconnected"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    PARTLY = "partly"
    TROUBLE = "trouble"

    @property
    def usable(self) -> bool:
        """Whether sends and joins can go."""
        return self in (Phase.CONNECTED, Phase.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """One advertised broker. reached: None while not tried. error: why it was not reached, in words."""

    node_id: int
    host: str
    port: int
    reached: bool | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionState:
    """The one connection of the window. profile: by which it was made; None: by an address alone. version: Kafka's, as far as the brokers' APIs tell, such as "4.3"."""

    phase: Phase = Phase.DISCONNECTED
    bootstrap: str = ""
    local: bool = False
    profile: Profile | None = None
    cluster_id: str | None = None
    version: str | None = None
    brokers: tuple[Broker, ...] = ()
    round_trip_ms: float | None = None
    error: UserError | None = None
    attempt: int = 0  # reconnects tried since the connection was lost
    rounds: int = 0  # how often the cluster was looked at and answered

    @property
    def security(self) -> Security:
        """How the connection comes in, but for the secrets."""
        return NO_SECURITY if self.profile is None else self.profile.security

    @property
    def read_only(self) -> bool:
        """Whether the profile forbids everything that changes something on the cluster."""
        return self.profile is not None and self.profile.read_only


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic and what is known of its partitions. leaderless: partitions nobody leads now.

    topic_id: as the cluster calls it; made again under the same name it gets another one. None: the cluster has none.
    replicas: of a partition, the most that one has.
    """

    name: str
    partitions: int
    internal: bool = False
    leaderless: tuple[int, ...] = ()
    topic_id: str | None = None
    replicas: int = 1


class PaneMode(Enum):
    """What a consumer pane is doing."""

    IDLE = "idle"
    STARTING = "starting"  # asked to observe; positions not resolved yet
    OBSERVING = "observing"
    JOINING = "joining"  # asked to join; not yet reading
    MEMBER = "member"  # joined, start positions resolved and committed (with or without partitions)
    REBALANCING = "rebalancing"
    LEAVING = "leaving"
    KILLED = "killed"
    FAILED = "failed"


SETTLED = (PaneMode.OBSERVING, PaneMode.MEMBER)
"""What a pane does whose positions are known."""
READING = (PaneMode.STARTING, PaneMode.OBSERVING, PaneMode.JOINING, PaneMode.MEMBER, PaneMode.REBALANCING)
"""What a pane does between being asked to read and being asked to stop, or its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneState:
    """One consumer pane. group is the real group ID; None: no group.

    positions: next offset to read, by partition; resumed: partitions that went on from a commit.
    begin_offsets: the oldest offsets there are, by partition, as far as known.
    received counts records that reached the window; rate (records/s) is None while unknown.
    delay_ms: from Send to the row's arrival, median of the latest; None while there is none.
    start, commit, assignor: of this reading, or the last. next: what was chosen for the next one. killed_at: time.monotonic() seconds. error: why the pane failed, or a trouble that it goes on with.
    away: that trouble is the whole connection's, which the message bar tells; only in what is shown.
    """

    pane: str
    name: str
    topic: str = ""
    topic_id: str | None = None  # of what it reads, as far as known: a recreated topic of that name has another one
    mode: PaneMode = PaneMode.IDLE
    group: str | None = None
    start: Start = LATEST
    commit: CommitMode = CommitMode.SHOWN
    assignor: Assignor = Assignor.RANGE
    next: ReadPlan | None = None
    generation: int | None = None
    member_id: str | None = None
    partitions: tuple[int, ...] = ()
    positions: Mapping[int, int] = field(default_factory=dict)
    resumed: frozenset[int] = frozenset()
    end_offsets: Mapping[int, int] = field(default_factory=dict)
    begin_offsets: Mapping[int, int] = field(default_factory=dict)
    received: int = 0
    rate: float | None = None
    delay_ms: float | None = None
    per_second: int = 0  # throttle; 0: none
    uncommitted: bool = False  # records of open and aborted transactions are shown too
    passed: Mapping[GapKind, int] = field(default_factory=dict)  # offsets without a record to show, by kind
    killed_at: float | None = None
    session_timeout_s: float = 6.0
    error: UserError | None = None
    away: bool = False

    @property
    def plan(self) -> ReadPlan:
        """What the pane reads, or read last, and how."""
        return ReadPlan(topic=self.topic, group=self.group, start=self.start, commit=self.commit, assignor=self.assignor)

    def with_plan(self, plan: ReadPlan) -> "PaneState":
        """Return the state of a pane that reads by this plan, or is going to."""
        return replace(self, topic=plan.topic, group=plan.group, start=plan.start, commit=plan.commit, assignor=plan.assignor, next=None)

    @property
    def next_plan(self) -> ReadPlan:
        """How the pane reads when it is next told to: as was chosen since, else as before."""
        return self.next or self.plan

    @property
    def unread(self) -> int | None:
        """Records between the pane's positions and the log end; None while either is unknown."""
        if any(p not in self.positions or p not in self.end_offsets for p in self.partitions):
            return None
        return sum(max(0, self.end_offsets[p] - self.positions[p]) for p in self.partitions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterInfo:
    """What a cluster says of itself. version: such as "4.3"; None if its APIs do not tell."""

    cluster_id: str | None
    brokers: tuple[Broker, ...]
    controller: int | None
    version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMember:
    """A member as the broker describes it, ours or another program's. partitions: of each topic it was given.

    instance_id: of a static member, which its program gave it.
    """

    member_id: str
    client_id: str
    host: str
    partitions: Mapping[str, tuple[int, ...]]
    instance_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupInfo:
    """A consumer group as the broker describes it. state: Kafka's word (Stable, Empty, Dead, ...).

    committed: next offset to read, by topic and partition. protocol: "classic", or "consumer" for a group of Kafka's new
    consumer protocol (KIP-848), whose members a classic one can join and take partitions from.
    other_kind: None for groups of consumers; else Kafka's word for what it is, such as "share", "streams" or "connect": consumers cannot
    join it, and nothing more is told of it.
    topic_ids: of the topics in `committed` and of the members, as far as the cluster knows them; it may keep commits of deleted ones.
    asked_at, at: all of this was true at some moment between the two.
    """

    group: str
    state: str
    assignor: str | None
    members: tuple[GroupMember, ...]
    committed: Mapping[str, Mapping[int, int]]
    protocol: str = "classic"
    other_kind: str | None = None
    topic_ids: Mapping[str, str] = field(default_factory=dict)
    asked_at: float = 0.0
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLogs:
    """The first and the end offset of each partition of a topic, asked for at the same time; see GroupInfo for the times.

    stable: where records of open transactions begin, which a consumer of committed records does not get; the end if there are none.
    topic_id: to which topic of this name they belong; None: the broker knows no IDs.
    """

    topic_id: str | None
    begins: Mapping[int, int]
    ends: Mapping[int, int]
    stable: Mapping[int, int]
    asked_at: float
    at: float
