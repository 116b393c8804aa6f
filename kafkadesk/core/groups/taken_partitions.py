"""Which of a pane's rows belong to partitions that the group has taken from it since, and which of those it will get again elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.state import READING, PaneMode, PaneState

KEPT = 200  # losses: more are of rows that are long gone


class Fate(Enum):
    """What became of a row's partition after the row."""

    TAKEN = "taken"  # another member has it now; the row was committed before
    AGAIN = "again"  # the row was not committed before: whoever reads the partition next receives it again


@dataclass(frozen=True, slots=True)
class Loss:
    """Rows of a partition with serials begin..end-1, received in one stay in a group, of which offsets below `committed` were committed."""

    stay: int
    partition: int
    begin: int
    end: int
    committed: int


class Stays:
    """Follows one pane through its groups. Rows are known by their serial, counted over all that the pane received."""

    def __init__(self) -> None:
        self._stay = 0
        self._key: tuple[str, str] | None = None
        self._begin = 0
        self._owned: frozenset[int] = frozenset()
        self._committed: Mapping[int, int] = {}
        self._losses: list[Loss] = []
        self._settled = True

    def feed(self, state: PaneState, committed: Mapping[int, int], end: int) -> bool:
        """Take the pane as it is now. committed: by its group, by partition; end: the next row's serial. Return whether a fate changed."""
        joined = state.group is not None and (state.mode in READING or state.mode is PaneMode.LEAVING)
        key = (state.group or "", state.topic) if joined else None
        before = (tuple(self._losses), self._settled)
        if key == self._key and committed:
            self._committed = dict(committed)
        self._change(frozenset(state.partitions) if key == self._key else frozenset(), end)
        if key != self._key:
            self._key, self._begin, self._stay = key, end, self._stay + 1
            self._committed = dict(committed)
            self._change(frozenset(state.partitions) if joined else frozenset(), end)
        self._settled = state.mode not in (PaneMode.REBALANCING, PaneMode.JOINING)
        return before != (tuple(self._losses), self._settled)

    def fate(self, serial: int, partition: int, offset: int) -> Fate | None:
        """Return what became of a row; None while its partition is the pane's, or where it was never a group's."""
        for loss in reversed(self._losses):
            if loss.partition == partition and loss.begin <= serial < loss.end:
                if offset >= loss.committed:
                    return Fate.AGAIN
                return Fate.TAKEN if loss.stay == self._stay and self._key is not None and self._settled else None
        return None

    def _change(self, owned: frozenset[int], end: int) -> None:
        back = owned - self._owned
        self._losses = [loss for loss in self._losses if loss.stay != self._stay or loss.partition not in back]
        for partition in sorted(self._owned - owned):
            self._losses.append(Loss(self._stay, partition, self._begin, end, self._committed.get(partition, 0)))
        del self._losses[:-KEPT]
        self._owned = owned
