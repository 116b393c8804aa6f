"""Marks rows of a pane whose partition was revoked since, and those of them that will be delivered again to another member."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.state import READING, PaneMode, PaneState

KEPT = 200  # losses: more are of rows that are long gone


class RowState(Enum):
    """What happened to a row's partition after the row."""

    REVOKED = "taken"  # another member owns it now; the row was committed before
    REDELIVERED = "again"  # the row was not committed before: whoever reads the partition next receives it again


@dataclass(frozen=True, slots=True)
class Loss:
    """Rows of a partition with serials begin..end-1, received in one stay in a group, of which offsets below `committed` were committed."""

    stay: int
    partition: int
    begin: int
    end: int
    committed: int


class RevokedRows:
    """Follows one pane through its groups. Rows are known by their serial, counted over all that the pane received."""

    def __init__(self) -> None:
        self._stay = 0
        self._key: tuple[str, str] | None = None
        self._begin = 0
        self._owned: frozenset[int] = frozenset()
        self._committed: Mapping[int, int] = {}
        self._losses: list[Loss] = []
        self._settled = True

    def update(self, state: PaneState, committed: Mapping[int, int], end: int) -> bool:
        """Update from the pane's state. committed: by its group, by partition; end: the next row's serial. Return whether the state of a row changed."""
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

    def state_of(self, serial: int, partition: int, offset: int) -> RowState | None:
        """Return the state of a row; None while the pane owns its partition, or where no group ever did."""
        for loss in reversed(self._losses):
            if loss.partition == partition and loss.begin <= serial < loss.end:
                if offset >= loss.committed:
                    return RowState.REDELIVERED
                return RowState.REVOKED if loss.stay == self._stay and self._key is not None and self._settled else None
        return None

    def _change(self, owned: frozenset[int], end: int) -> None:
        back = owned - self._owned
        self._losses = [loss for loss in self._losses if loss.stay != self._stay or loss.partition not in back]
        for partition in sorted(self._owned - owned):
            self._losses.append(Loss(self._stay, partition, self._begin, end, self._committed.get(partition, 0)))
        del self._losses[:-KEPT]
        self._owned = owned
