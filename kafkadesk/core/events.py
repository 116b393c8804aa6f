"""Every event that crosses a process or a thread: the app's vocabulary.

From a consumer process (system.processes posts them, the desk applies them): those with a `pane`.
From the producer: those about sends. From the desk to whoever listens (models, lesson player): the last section.
All times `at` are time.monotonic() seconds, which all processes of one machine share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from kafkadesk.core.delivery import Waiting
from kafkadesk.core.errors import UserError
from kafkadesk.core.find.progress import SearchEnded, SearchProgressed
from kafkadesk.core.records import GapKind, RecordBatch
from kafkadesk.core.text import Text

PANE_LOST_AFTER_S = 3.0  # without an answer; then a pane says that the broker is away


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerReady:
    """The pane's process has imported what it needs and waits for commands."""

    pane: str
    pid: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """Partitions were taken from the pane. lost: without asking, so that it could not commit."""

    pane: str
    group: str
    generation: int | None
    partitions: tuple[int, ...]
    lost: bool
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The group gave the pane these partitions: all that it has now. It is not reading yet.

    asked_at: when it sent the JoinGroup that this answers. topic_id: as in Reading.
    """

    pane: str
    group: str
    generation: int | None
    member_id: str | None
    partitions: tuple[int, ...]
    at: float
    asked_at: float | None = None
    topic_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Every partition has a resolved position, committed where it has a group. group None: observing.

    positions: where reading starts, by partition. resumed: those that went on from a commit of the group.
    topic_id: which topic of its name this is; None: the broker knows no IDs. All offsets that the pane reports (rows, positions,
    ends, commits, gaps) are of the topic in its last Assigned or Reading; those of a recreated topic follow another one.
    """

    pane: str
    group: str | None
    generation: int | None
    positions: Mapping[int, int]
    resumed: frozenset[int]
    at: float
    topic_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsArrived:
    """A batch reached the window. serial: the desk acknowledges it with RowsShown once it is in the model."""

    pane: str
    group: str | None
    generation: int | None
    serial: int
    batch: RecordBatch
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsMoved:
    """Where the pane reads and where the log ends, now and then (about twice a second, and after a seek).

    after_seek: this answers a seek; the positions are the new ones.
    begin_offsets: the oldest offsets there are, by partition, as far as known.
    """

    pane: str
    positions: Mapping[int, int]
    end_offsets: Mapping[int, int]
    at: float
    after_seek: bool = False
    begin_offsets: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetsCommitted:
    """The broker took these commits: next offset to read, by partition."""

    pane: str
    group: str
    offsets: Mapping[int, int]
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Offsets start..end-1 have nothing to show and were passed over: `count` of them, all unless there are records in between."""

    pane: str
    partition: int
    start: int
    end: int
    reason: Text
    at: float
    kind: GapKind = GapKind.UNREADABLE
    count: int | None = None

    @property
    def offsets(self) -> int:
        """How many offsets were passed over."""
        return self.end - self.start if self.count is None else self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The pane reads no more: LeaveGroup was answered, or it stopped observing. told: whether the group knows."""

    pane: str
    group: str | None
    told: bool
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneTrouble:
    """Something is wrong that the pane goes on with; error None: it is over. fatal: the pane has stopped."""

    pane: str
    error: UserError | None
    fatal: bool
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDied:
    """The pane's process ended. killed: because the user asked for it. log_tail: its last lines on stderr."""

    pane: str
    exit_code: int
    killed: bool
    log_tail: tuple[str, ...]
    at: float


PaneEvent = (
    WorkerReady
    | Revoked
    | Assigned
    | Reading
    | RecordsArrived
    | PositionsMoved
    | OffsetsCommitted
    | Unreadable
    | Stopped
    | PaneTrouble
    | WorkerDied
    | SearchProgressed
    | SearchEnded
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsStarted:
    """Records are being handed to the library."""

    numbers: Sequence[int]
    at: float


class SendConfirmed(NamedTuple):
    """The broker acknowledged the record."""

    number: int
    partition: int
    offset: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFailed:
    """The record was rejected (may_be_written False: certainly not written) or its fate is unknown. hint: what to do about the cause.

    closed_first: it was rejected for nothing else than that the connection was closed before it left.
    """

    number: int
    may_be_written: bool
    reason: Text
    at: float
    hint: Text | None = None
    closed_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsConfirmed:
    """The broker acknowledged records, usually all of a batch: one event, as one for each would cost more than the sending."""

    rows: Sequence[SendConfirmed]


SendEvent = SendConfirmed | SendFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsWaiting:
    """What open sends wait for, by number: said about once a second, and once more, without them, when none waits any longer."""

    waiting: Mapping[int, Waiting]
    at: float


ProducerEvent = SendsStarted | SendsConfirmed | SendFailed | SendsWaiting


# From the desk to its listeners: what changed. The facts themselves are read from the desk's state.


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionChanged:
    """desk.connection was replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsChanged:
    """desk.topics was replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneChanged:
    """desk.panes[pane] was replaced, added or (absent there) closed."""

    pane: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesChanged:
    """Sends with these numbers were added or got a verdict."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryChanged:
    """desk.unresolved.recovery: sends of earlier sessions were found, looked up or forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressChanged:
    """desk.sends.progress[send_id] was replaced."""

    send_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanged:
    """desk.groups[group] was replaced."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchChanged:
    """A search of desk.searches got on, has matches, or ended."""

    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChanged:
    """desk.surveyor.survey was replaced."""


class NoticeLevel(Enum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence for the message bar. key: a later notice replaces one of the same key.

    details: the log has more about it.
    """

    text: Text
    level: NoticeLevel = NoticeLevel.INFO
    key: str = ""
    hint: Text | None = None
    details: bool = False


DeskEvent = (
    ConnectionChanged
    | TopicsChanged
    | PaneChanged
    | DeliveriesChanged
    | ProgressChanged
    | RecoveryChanged
    | GroupChanged
    | SurveyChanged
    | SearchChanged
    | RecordsArrived
    | Unreadable
    | Notice
)
