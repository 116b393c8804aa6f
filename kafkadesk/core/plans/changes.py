"""What can be changed on a cluster, as plain values: what a plan is made for, and what is written down once it happened."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


class TargetKind(StrEnum):
    """Where offsets can be reset to. GIVEN: an offset for each partition, as an undo has them."""

    EARLIEST = "earliest"
    LATEST = "latest"
    OFFSET = "offset"
    TIME = "time"
    SHIFT = "shift"
    GROUP = "group"
    GIVEN = "given"

    @property
    def text(self) -> Text:
        return _TARGETS[self]


_TARGETS = {
    TargetKind.EARLIEST: Text(QT_TRANSLATE_NOOP("core", "the earliest record")),
    TargetKind.LATEST: Text(QT_TRANSLATE_NOOP("core", "the log end")),
    TargetKind.OFFSET: Text(QT_TRANSLATE_NOOP("core", "an offset")),
    TargetKind.TIME: Text(QT_TRANSLATE_NOOP("core", "a time")),
    TargetKind.SHIFT: Text(QT_TRANSLATE_NOOP("core", "so many records back (−) or on (+)")),
    TargetKind.GROUP: Text(QT_TRANSLATE_NOOP("core", "where another group is")),
    TargetKind.GIVEN: Text(QT_TRANSLATE_NOOP("core", "given offsets")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """value: an offset, milliseconds since the epoch, or a number of records; group: whose offsets; offsets: by partition."""

    kind: TargetKind
    value: int = 0
    group: str = ""
    offsets: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetOffsets:
    """Set what a group has committed of a topic. partitions: only these; None: all of the topic."""

    kind: ClassVar[str] = "reset offsets"
    group: str
    topic: str
    to: Target
    partitions: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteOffsets:
    """Delete what a group has committed of a topic."""

    kind: ClassVar[str] = "delete offsets"
    group: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteGroup:
    """Delete a group with all its commits."""

    kind: ClassVar[str] = "delete group"
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """Take a member out of a group; its program may join again. instance_id: of a static member."""

    kind: ClassVar[str] = "remove member"
    group: str
    member_id: str
    instance_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """Create a topic. partitions, replicas None: as many as the cluster gives by default. like: whose settings these are, if another's."""

    kind: ClassVar[str] = "create topic"
    topic: str
    partitions: int | None = None
    replicas: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartitions:
    """Give a topic more partitions. count: how many it has then."""

    kind: ClassVar[str] = "add partitions"
    topic: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRecords:
    """Delete the records before these offsets, by partition; None: all there are."""

    kind: ClassVar[str] = "delete records"
    topic: str
    before: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTopic:
    """Delete a topic with its records."""

    kind: ClassVar[str] = "delete topic"
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetting:
    """Set a setting of a topic. value None: back to what holds without one of its own."""

    kind: ClassVar[str] = "change setting"
    topic: str
    name: str
    value: str | None


Change = ResetOffsets | DeleteOffsets | DeleteGroup | RemoveMember | NewTopic | AddPartitions | DeleteRecords | DeleteTopic | ChangeSetting


def to_json(change: Change) -> dict[str, Any]:
    """Return plain values for the journal."""
    return {"kind": change.kind, **asdict(change)}
