"""Long procedures as lists of named steps: the same list for the window, the command line and the tests."""

from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.text import Text


class StepState(Enum):
    """How far a step has got. RUN is reported again for each piece of progress."""

    RUN = "run"
    DONE = "done"
    SKIPPED = "skipped"  # nothing to do: done before
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Whether nothing more comes for the step."""
        return self is not StepState.RUN


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One named step. key: its short name in code and logs; cost: what it takes, shown before anything is done; None: next to nothing."""

    key: str
    name: Text
    cost: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReport:
    """How a step goes. done_bytes of total_bytes are loaded, where the step loads anything. text: what it found, or why it failed."""

    step: Step
    state: StepState
    done_bytes: int | None = None
    total_bytes: int | None = None
    text: Text | None = None
