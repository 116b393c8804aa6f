"""How far a search is, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kafkadesk.core.errors import UserError
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import Text


class SearchEnd(StrEnum):
    """How a search ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    MAX_REACHED = "max reached"
    INCOMPLETE = "incomplete"  # not all of the range could be read


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Offsets without a record that could be searched, counted. kind None: records that are too large to be searched."""

    kind: GapKind | None
    count: int
    reason: Text

    @property
    def normal(self) -> bool:
        """Whether nothing is missing that the search should have read."""
        return self.kind is not None and (self.kind.normal or self.kind is GapKind.ABORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionRead:
    """A partition's range, begin to before end, and how far it is read. why: what ended its reading before the end."""

    topic: str
    partition: int
    begin: int
    end: int
    position: int
    passed: tuple[PassedOver, ...] = ()
    why: Text | None = None

    @property
    def complete(self) -> bool:
        """Whether all of the range was read and searched."""
        return self.why is None and self.position >= self.end and all(passed.normal for passed in self.passed)

    @property
    def faults(self) -> tuple[Text, ...]:
        """Why it is not complete, as far as it is not simply unfinished."""
        return (*(passed.reason for passed in self.passed if not passed.normal), *(() if self.why is None else (self.why,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProgress:
    """What was read until now. records: looked at; seconds: since reading began.

    keyed: for topics of which one partition is read only, as the filter demands a key that hashes to it: that one, and of how many.
    """

    parts: tuple[PartitionRead, ...] = ()
    records: int = 0
    found: int = 0
    seconds: float = 0.0
    keyed: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def offsets(self) -> int:
        """How many offsets the range has."""
        return sum(max(0, part.end - part.begin) for part in self.parts)

    @property
    def read(self) -> int:
        """How many of them were read."""
        return sum(max(0, min(part.position, part.end) - part.begin) for part in self.parts)

    @property
    def share(self) -> float:
        """The part of the range that was read: 0 to 1."""
        return self.read / self.offsets if self.offsets else 1.0 if self.parts else 0.0

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.records / self.seconds if self.seconds else 0.0

    @property
    def left_s(self) -> float | None:
        """Return how long the rest takes if it goes on like this; None: not known yet."""
        return (self.offsets - self.read) * self.seconds / self.read if self.read else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProgressed:
    """A search got on: about four times a second. pane: the search's id, as of all events of its process."""

    pane: str
    progress: SearchProgress
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEnded:
    """A search is over; all its matches came before. error: what ended it, where that was no partition's own fault."""

    pane: str
    progress: SearchProgress
    end: SearchEnd
    at: float
    error: UserError | None = None
