"""What the flow view draws and where: boxes, frames and lanes, as plain numbers in pixels. core/flow.py makes them."""

from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.colors import GroupMark
from kafkadesk.core.flow.sizes import Form
from kafkadesk.core.flow.world import FlowGroup, FlowMember, FlowPartition, FlowTopic


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cy(self) -> float:
        """Its middle, from the top."""
        return self.y + self.h / 2


class LaneKind(Enum):
    """What a lane means."""

    READS = "reads"
    KEPT = "kept"  # it read this until the rebalance that goes on; nobody does now
    LOST = "lost"  # its reader died, and the group has not noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One partition, or several side by side as cells."""

    topic: str
    partitions: tuple[FlowPartition, ...]
    box: Box
    cells: tuple[Box, ...]
    form: Form

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A member's box; more than one: idle members, stacked. of: the partitions of the topic, and the members of the group."""

    topic: str
    group: FlowGroup | None
    members: tuple[FlowMember, ...]
    of: tuple[int, int]
    box: Box

    @property
    def key(self) -> str:
        """What it is known by: its first member."""
        return self.members[0].key

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A group around its members; group None: the panes without one. title: where its name stands, over it or inside."""

    topic: str
    group: FlowGroup | None
    box: Box
    title: Box

    @property
    def area(self) -> Box:
        """All that it takes up, its name included."""
        return Box(self.box.x, self.title.y, self.box.w, self.box.bottom - self.title.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """From a row to a member: level from start to the place `turn` across, a curve to bend, then along `tail`. width: of the stroke."""

    topic: str
    row: int  # its first partition
    member: str
    kind: LaneKind
    partitions: tuple[int, ...]
    mark: GroupMark
    width: float
    start: tuple[float, float]
    turn: float
    bend: tuple[float, float]
    tail: tuple[tuple[float, float], ...] = ()

    @property
    def key(self) -> tuple[str, int, str, LaneKind]:
        """What the lane is known by when the picture changes."""
        return (self.topic, self.row, self.member, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A topic's name over its rows, where several are shown."""

    topic: FlowTopic
    box: Box

    @property
    def area(self) -> Box:
        """All that it takes up."""
        return self.box


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPlan:
    """The picture: its size, and what stands where."""

    width: float = 0.0
    height: float = 0.0
    rows: tuple[SeatRow, ...] = ()
    seats: tuple[Seat, ...] = ()
    frames: tuple[Frame, ...] = ()
    lanes: tuple[Lane, ...] = ()
    captions: tuple[Caption, ...] = ()
