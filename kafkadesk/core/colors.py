"""Which of the seven hues a consumer group has: by first appearance, and kept."""

from collections.abc import Iterable
from dataclasses import dataclass

HUES = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMark:
    """How a group is told from the others. hue: 0..6, None for no group (grey).

    initials are set from the eighth group on, where hues come back: those get a stripe too.
    """

    hue: int | None = None
    initials: str = ""

    @property
    def striped(self) -> bool:
        """Whether another group had this hue before."""
        return bool(self.initials)


NO_GROUP = GroupMark()


class GroupColors:
    """Gives every group ID its mark. `known`: group IDs in the order in which they once appeared."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._places: dict[str, int] = {}
        for group in known:
            self.mark(group)

    @property
    def known(self) -> tuple[str, ...]:
        """All groups so far, by first appearance: what to keep for the next start."""
        return tuple(self._places)

    def mark(self, group: str | None) -> GroupMark:
        """Return the mark of a group, the next free one if it is new; None is no group."""
        if group is None:
            return NO_GROUP
        place = self._places.setdefault(group, len(self._places))
        return GroupMark(hue=place % HUES, initials=initials(group) if place >= HUES else "")


def initials(group: str) -> str:
    """Return two characters that stand for a group: the first of its first two words, or its first two."""
    words = "".join(c if c.isalnum() else " " for c in group).split()
    if len(words) >= 2:
        return (words[0][0] + words[1][0]).upper()
    return (words[0] if words else group)[:2].upper()
