"""The sends without a verdict: their run, their size, and by when the verdict is due."""

import itertools
import time
from collections.abc import Iterable
from typing import Generic, TypeVar

MAX_OPEN = 10_000  # records without a verdict; further ones wait (the library's own buffer is not limited)
MAX_OPEN_BYTES = 64 * 1024 * 1024
LOST_AFTER_S = 1.75  # after its deadline: the producer itself needs 1.75 s at worst

R = TypeVar("R")


class OpenSends(Generic[R]):
    """Open sends by number, oldest first; each belongs to a run (a press of Send)."""

    def __init__(self) -> None:
        self._sends: dict[int, tuple[R, int]] = {}
        self._due: dict[int, float] = {}
        self._late: set[int] = set()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._sends)

    def add(self, number: int, run: R, size: int) -> None:
        """Add a send of `size` bytes."""
        self._sends[number] = (run, size)
        self._bytes += size

    def due(self, numbers: Iterable[int], at: float) -> None:
        """Set by when (monotonic seconds) these sends must have their verdict."""
        self._due.update((number, at) for number in numbers if number in self._sends)

    def resolved(self, number: int) -> R | None:
        """Remove a send that has its verdict; return its run, None if it was removed before."""
        self._due.pop(number, None)
        run, size = self._sends.pop(number, (None, 0))
        self._bytes -= size
        return run

    def has_room(self, records: int = 0, size: int = 0) -> bool:
        """Whether one more send can be opened beside these. When nothing is open there is room for a record of any size."""
        return len(self._sends) + records < MAX_OPEN and self._bytes + size < MAX_OPEN_BYTES

    def lost(self) -> list[int]:
        """Return the sends without a verdict long after their deadline. Call it often.

        A send must be late in two calls: after a pause of the loop (the PC slept) the verdicts in the mailbox come first.
        """
        now = time.monotonic()
        late = list(itertools.takewhile(lambda number: now > self._due[number] + LOST_AFTER_S, self._due))
        lost = [number for number in late if number in self._late]
        self._late = set(late)
        return lost
