"""What the user points at, so that it lights up everywhere at once: a message, a partition or a member."""

from dataclasses import dataclass
from enum import StrEnum

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A message (topic, partition, offset), a partition (topic, partition) or a member.

    member: a pane's id, or the member id of another program's. When it is set the rest is None.
    """

    topic: str | None = None
    partition: int | None = None
    offset: int | None = None
    member: str | None = None

    def covers(self, topic: str, partition: int | None, offset: int | None) -> bool:
        """Whether a message lights up with it: it is the one, or it lies in the partition."""
        if self.member is not None or self.partition is None:
            return False
        return self.topic == topic and self.partition == partition and self.offset in (None, offset)


def covers(focus: Focus | None, topic: str, partition: int | None, offset: int | None) -> bool:
    """Whether a message lights up with what is pointed at, if anything is."""
    return focus is not None and focus.covers(topic, partition, offset)


class LowerView(StrEnum):
    """A view of the lower area, in this order; lessons point at it by its value. app/window.py builds it, app/hub.py connects it."""

    MATRIX = "matrix"
    FLOW = "flow"
    REBALANCES = "rebalances"
    LAG = "lag"

    @property
    def text(self) -> Text:
        match self:
            case LowerView.MATRIX:
                return Text(QT_TRANSLATE_NOOP("core", "Who got what"))
            case LowerView.FLOW:
                return Text(QT_TRANSLATE_NOOP("core", "Flow"))
            case LowerView.REBALANCES:
                return Text(QT_TRANSLATE_NOOP("core", "Rebalances"))
            case LowerView.LAG:
                return Text(QT_TRANSLATE_NOOP("core", "Lag"))


class WindowPlace(StrEnum):
    """What the whole window shows below the bar. app/places builds those beside the desk when they are first looked at."""

    DESK = "desk"
    TOPICS = "topics"
    GROUPS = "groups"

    @property
    def text(self) -> Text:
        match self:
            case WindowPlace.DESK:
                return Text(QT_TRANSLATE_NOOP("core", "Desk"))
            case WindowPlace.TOPICS:
                return Text(QT_TRANSLATE_NOOP("core", "Topics"))
            case WindowPlace.GROUPS:
                return Text(QT_TRANSLATE_NOOP("core", "Groups"))
