"""Errors of a pane that goes on reading: one is shown at a time, the one that explains the others."""

from collections.abc import Callable
from enum import IntEnum

from kafkadesk.core.errors import UserError


class PaneErrorKind(IntEnum):
    """The errors a pane can have at the same time, the most important first."""

    BROKER = 1  # it does not answer
    GROUP = 2  # no coordinator, no assignment
    FETCHING = 3  # records are there, and none come
    TRANSACTION = 4  # an open one holds records back
    CODECS = 5  # this program cannot unpack everything


class PaneErrors:
    """Stores the errors of a pane; `notify` gets the most important one whenever it changes, None when all are over."""

    def __init__(self, notify: Callable[[UserError | None], None]) -> None:
        self._notify = notify
        self._all: dict[PaneErrorKind, UserError] = {}
        self._notified: str | None = None

    def put(self, kind: PaneErrorKind, error: UserError | None) -> None:
        """Store an error, or (None) that it is over."""
        if error is None:
            self._all.pop(kind, None)
        else:
            self._all[kind] = error
        first = self._all[min(self._all)] if self._all else None
        sentence = None if first is None else first.sentence()
        if sentence != self._notified:
            self._notified = sentence
            self._notify(first)
