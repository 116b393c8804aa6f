"""What a pane is to read, and how: the reading counterpart of a SendPlan."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kafkadesk.core.start_position import LATEST, Start


class CommitMode(StrEnum):
    """When a member commits: what the window has shown, by itself; or only when it is told to."""

    SHOWN = "shown"
    MANUAL = "manual"


class Assignor(StrEnum):
    """Kafka's names of the ways to share partitions out."""

    RANGE = "range"
    ROUND_ROBIN = "roundrobin"
    STICKY = "sticky"
    COOPERATIVE_STICKY = "cooperative-sticky"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """A topic to read, as a member of a group, or (None) observing all its partitions. commit and assignor matter to a member alone."""

    topic: str
    group: str | None = None
    start: Start = LATEST
    commit: CommitMode = CommitMode.SHOWN
    assignor: Assignor = Assignor.RANGE

    def to_json(self) -> dict[str, object]:
        """Return plain JSON values for the settings and the pipes."""
        return {
            "topic": self.topic, "group": self.group, "start": self.start.to_json(),
            "commit": self.commit.value, "assignor": self.assignor.value,
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ReadPlan":
        """Return what to_json() was called on; raise KeyError or ValueError where something is missing or unknown."""
        return cls(
            topic=stored["topic"], group=stored["group"], start=Start.from_json(stored["start"]),
            commit=CommitMode(stored["commit"]), assignor=Assignor(stored["assignor"]),
        )  # fmt: skip
