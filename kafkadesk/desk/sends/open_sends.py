"""The sends that have no verdict yet: whose they are, how much they hold, by when they must have one."""

import itertools
import time
from collections.abc import Iterable
from typing import Generic, TypeVar

MAX_OPEN = 10_000  # records without a verdict; more wait (the library's own buffer has no bound)
MAX_OPEN_BYTES = 64 * 1024 * 1024
LOST_AFTER_S = 1.75  # after its deadline: the producer itself needs 1.75 s at worst

R = TypeVar("R")


class OpenSends(Generic[R]):
    """Open sends by number, oldest first, each belonging to a run (a press of Send)."""

    def __init__(self) -> None:
        self._sends: dict[int, tuple[R, int]] = {}
        self._due: dict[int, float] = {}
        self._late: set[int] = set()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._sends)

    def add(self, number: int, run: R, size: int) -> None:
        """Enter a send of so many bytes."""
        self._sends[number] = (run, size)
        self._bytes += size

    def due(self, numbers: Iterable[int], at: float) -> None:
        """Say by when (monotonic seconds) these must have their verdict."""
        self._due.update((number, at) for number in numbers if number in self._sends)

    def resolved(self, number: int) -> R | None:
        """Take a send out that has its verdict; return whose it was, None if it was out already."""
        self._due.pop(number, None)
        run, size = self._sends.pop(number, (None, 0))
        self._bytes -= size
        return run

    def has_room(self, records: int = 0, size: int = 0) -> bool:
        """Whether one more can be opened beside these. Any one record has room when nothing is open, however large."""
        return len(self._sends) + records < MAX_OPEN and self._bytes + size < MAX_OPEN_BYTES

    def lost(self) -> list[int]:
        """Return the sends whose verdict has not come long after its time. Call it often.

        Only what was late at the call before too: a loop that stood still (the PC slept) first takes what waits in its mailbox.
        """
        now = time.monotonic()
        late = list(itertools.takewhile(lambda number: now > self._due[number] + LOST_AFTER_S, self._due))
        lost = [number for number in late if number in self._late]
        self._late = set(late)
        return lost
