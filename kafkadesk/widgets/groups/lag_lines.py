"""A line of the plot of lags: apart from what draws it, which comes late."""

from dataclasses import dataclass

from kafkadesk.core.colors import GroupMark
from kafkadesk.core.groups.lag_history import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class LagLine:
    """A line of the plot. partition: it is one partition's and not a group's sum; faint: another one is looked at."""

    mark: GroupMark
    points: Points
    partition: bool = False
    faint: bool = False
