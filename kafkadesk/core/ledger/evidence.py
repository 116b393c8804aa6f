"""What is known of one log (a partition) in one group, and since when: who owns it, what is committed, what was read.

docs/ledger.md says what is evidence for what. Knowledge has an age: the newest wins by its time, never by its size.
"""

from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush

from kafkadesk.core.ledger.offset_set import OffsetSet

LONG_AGO = float("-inf")


class Owner(Enum):
    """Who owns a partition, where no pane of ours is known to. DEAD: a pane that ended without a word, until the broker describes the group."""

    UNKNOWN = "unknown"
    DEAD = "dead"
    NOBODY = "nobody"
    THEIRS = "theirs"  # a member of another program


class Doubt(Enum):
    """Why it cannot be determined how often a group received an offset."""

    NO_COMMIT = "no commit"  # another program's member owns or owned it, and commits nothing
    FIRST_COMMIT = "first commit"  # another program's first commit is past it: it may have begun to read behind it
    MOVED = "moved"  # the group's commit was moved past it while it had no member that is known
    BEFORE_DELETION = "before deletion"  # another program's member may have read it before it was deleted, and did not commit
    EITHER_LOG = "either log"  # it was confirmed while its topic was recreated, and may lie in either
    OTHERS_TOO = "others too"  # a pane of ours received it, and another program's member may have read it too

    @property
    def skips(self) -> bool:
        """Whether no pane of ours is going to read it."""
        return self is not Doubt.OTHERS_TOO


@dataclass(slots=True)
class LogEvidence:
    """A partition in a group.

    start: the first position that the group is known to have had here; None: nobody of it was here yet.
    theirs_until: until when another program's member had it, since a pane of ours had it last; None: none had.
    owner: a pane of ours, or an Owner; position: of the pane that owns or owned it last.
    owner_at, committed_at: of when that is known (time.monotonic() seconds). commits: whether its other program was seen to commit.
    deserted: no pane of ours has been in the group since the commit was known: it may have been empty, and anybody may have moved the commit.
    received: by panes of ours; by_others: read by other programs' members; unless_received: read by them where no pane of ours did.
    crossed: where commits were seen that no pane of ours has reported yet, start by end; until one does, they may be another program's.
    begin: where the log begins: what was before is deleted. pending: sends neither received nor explained, by offset.
    """

    start: int | None = None
    theirs_until: float | None = None
    owner: str | Owner = Owner.UNKNOWN
    owner_at: float = LONG_AGO
    position: int = 0
    committed: int | None = None
    committed_at: float = LONG_AGO
    commits: bool = False
    deserted: bool = False
    received: OffsetSet = field(default_factory=OffsetSet)
    by_others: OffsetSet = field(default_factory=OffsetSet)
    unless_received: OffsetSet = field(default_factory=OffsetSet)
    doubts: dict[Doubt, OffsetSet] = field(default_factory=dict)
    crossed: dict[int, int] = field(default_factory=dict)
    begin: int = 0
    pending: dict[int, int] = field(default_factory=dict)
    _lowest: list[int] = field(default_factory=list)  # a heap of offsets; on top the lowest one that is pending

    @property
    def ours(self) -> bool:
        """Whether a pane of ours owns it."""
        return isinstance(self.owner, str)

    @property
    def vacant(self) -> bool:
        """Whether nobody owns it."""
        return self.owner in (Owner.NOBODY, Owner.DEAD)

    @property
    def next_offset(self) -> int | None:
        """Where the group goes on: the owner's position, or what is committed; None while neither is known."""
        if self.ours:
            return self.position
        return None if self.committed is None or self.owner is Owner.UNKNOWN else max(self.committed, self.begin)

    @property
    def silent(self) -> bool:
        """Whether another program's member owns it of which no commit is known."""
        return self.owner is Owner.THEIRS and self.committed is None

    def doubt(self, offset: int) -> Doubt | None:
        """Return why it cannot be determined how often an offset was received; None: it can."""
        if any(start <= offset < end for end, start in self.crossed.items()):
            return Doubt.OTHERS_TOO
        return next((doubt for doubt, offsets in self.doubts.items() if offset in offsets), None)

    def passed(self, offset: int) -> bool:
        """Whether nobody will read the offset any more: its owner's position, or the committed offset, is past it."""
        return offset < (self.position if self.ours else self.committed or 0)

    def wait_for(self, offset: int, number: int) -> None:
        """Note that a send is still to be received."""
        self.pending[offset] = number
        heappush(self._lowest, offset)

    def resolve(self, *offsets: int) -> None:
        """Remove offsets from what is pending. The heap's top is corrected at once, so that no query has to catch up."""
        for offset in offsets:
            self.pending.pop(offset, None)
        while self._lowest and self._lowest[0] not in self.pending:
            heappop(self._lowest)

    def pending_in(self, start: int, end: int) -> dict[int, int]:
        """Return the pending sends in start..end-1, by offset."""
        return {offset: number for offset, number in self.pending.items() if start <= offset < end}

    def missing(self) -> list[int]:
        """Return the sends that were passed by. With nothing missing, the usual case, only the lowest offset is checked."""
        if not self._lowest or not self.passed(self._lowest[0]):
            return []
        return [number for offset, number in self.pending.items() if self.passed(offset)]
