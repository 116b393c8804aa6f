"""What is wrong with a pane that goes on: at most one sentence at a time, the one that explains the others first."""

from collections.abc import Callable
from enum import IntEnum

from kafkadesk.core.errors import UserError


class PaneErrorKind(IntEnum):
    """The troubles a pane can have at once, the most important first."""

    BROKER = 1  # it does not answer
    GROUP = 2  # no coordinator, no assignment
    FETCHING = 3  # records are there, and none come
    TRANSACTION = 4  # an open one holds records back
    CODECS = 5  # this program cannot unpack everything


class PaneErrors:
    """Keeps the troubles of a pane; `tell` takes the most important one whenever that has changed, None when all are over."""

    def __init__(self, tell: Callable[[UserError | None], None]) -> None:
        self._tell = tell
        self._all: dict[PaneErrorKind, UserError] = {}
        self._told: str | None = None

    def put(self, kind: PaneErrorKind, error: UserError | None) -> None:
        """Take note of a trouble, or that it is over."""
        if error is None:
            self._all.pop(kind, None)
        else:
            self._all[kind] = error
        first = self._all[min(self._all)] if self._all else None
        sentence = None if first is None else first.sentence()
        if sentence != self._told:
            self._told = sentence
            self._tell(first)
