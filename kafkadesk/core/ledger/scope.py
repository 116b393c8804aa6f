"""What gets one verdict, and the verdict: a group, or a pane that observes.

Mutable and private to the ledger. Everything is stored as offset ranges; only our own sends are stored one by one.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from kafkadesk.core.ledger.evidence import Doubt, LogEvidence, Owner
from kafkadesk.core.ledger.matrix import GroupVerdict, VerdictKind
from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.ledger.send_index import SendIndex
from kafkadesk.core.ledger.unreadable import UnreadableOffsets
from kafkadesk.core.records import GapKind

NEVER_REACHED = 1 << 63  # above every offset


@dataclass(slots=True)
class GroupScope:
    """Sends are identified by number.

    topic: its key, see Identities. since: when a pane of the group first read it (time.monotonic() seconds). from_first: the group was there before the topic was recreated, and should receive all of this one;
    retired: the topic was deleted.
    expected: sends that it should receive. receipts: when a send was first received (None: unknown) and how often, by any of its panes.
    read_by_others: sends that only other programs' members received. skipped: no pane of ours received them, and whether somebody else
    did cannot be determined; doubtful: another program's member may have received them too.
    gone: offsets that its panes could not receive; lost: the sends among them that nobody received, and why.
    """

    group: str | None
    topic: str
    index: SendIndex
    since: float | None = None
    from_first: bool = False
    retired: bool = False
    logs: defaultdict[int, LogEvidence] = field(default_factory=lambda: defaultdict(LogEvidence))
    gone: UnreadableOffsets = field(default_factory=UnreadableOffsets)
    lost: dict[int, GapKind] = field(default_factory=dict)
    expected: set[int] = field(default_factory=set)
    receipts: dict[int, tuple[float | None, int]] = field(default_factory=dict)
    read_by_others: set[int] = field(default_factory=set)
    skipped: dict[int, Doubt] = field(default_factory=dict)
    doubtful: dict[int, Doubt] = field(default_factory=dict)
    _redelivered: set[int] = field(default_factory=set)

    # evidence

    def begin(self, pane: str, partition: int, position: int, at: float, *, resumed: bool, written: int) -> None:
        """Note that a pane starts to read a partition that it did not have. resumed: from a commit.

        written: the log's end when another program's member that had it before had to stop, as far as our sends tell.
        """
        log = self.logs[partition]
        before, known = log.owner, log.start if log.committed is None else log.committed
        if known is not None and position > known:
            if resumed:
                self._passed_elsewhere(partition, known, position, before, first=log.committed is None)
            elif before is Owner.THEIRS:
                self._skip(partition, known, position, Doubt.NO_COMMIT)
        if position < written:
            log.doubts.setdefault(Doubt.OTHERS_TOO, OffsetSet()).add(position, written)
            self._doubt(partition, position, written)
        log.owner, log.owner_at, log.position, log.commits, log.theirs_until = pane, at, position, False, None
        log.deserted = False
        if resumed and at >= log.committed_at:
            log.committed, log.committed_at = position, at

    def expect_from(self, partition: int, start: int) -> None:
        """Note that everything from `start` on should be received here."""
        log = self.logs[partition]
        if log.start is None or start < log.start:
            known, log.start = log.start, start
            for offset, number in self.index.between(self.topic, partition, start, known):
                self.expect(number, partition, offset)

    def release(self, partition: int, at: float, owner: Owner) -> None:
        """Note that a pane of ours does not own a partition any more."""
        log = self.logs[partition]
        log.owner, log.owner_at = owner, max(at, log.owner_at)

    def desert(self) -> None:
        """Note that no pane of ours is in the group any more."""
        for log in self.logs.values():
            log.deserted = True

    def committed(self, offsets: Mapping[int, int], at: float) -> None:
        """Note what a pane of ours committed."""
        for partition, offset in offsets.items():
            log = self.logs[partition]
            if at >= log.committed_at:
                log.committed, log.committed_at = offset, at
            if (start := log.crossed.pop(offset, None)) is not None:
                for _, number in self.index.between(self.topic, partition, start, offset):
                    self.doubtful.pop(number, None)

    def described(self, owners: Mapping[int, bool] | None, committed: Mapping[int, int], at: float) -> None:
        """Take what the broker said of the group when it was asked at a time: owners first, then commits.

        owners: by partition, whether the member that has it is a pane of ours; None: the group is not stable, which says nothing about owners.
        """
        for partition in {*self.logs, *committed, *(owners or ())}:
            log = self.logs[partition]
            before = log.owner
            if owners is not None and at >= log.owner_at:
                owner = _described_owner(before, owners.get(partition))
                if owner != before:
                    if Owner.THEIRS in (before, owner):
                        log.theirs_until = math.inf if owner is Owner.THEIRS else at
                    before = Owner.UNKNOWN if log.ours else before
                    log.owner, log.owner_at = owner, at
            known = log.committed
            if at >= log.committed_at:
                old, log.committed, log.committed_at = log.committed, committed.get(partition), at
                old = log.start if old is None else old
                if old is not None and log.committed is not None and old < log.committed:
                    log.commits |= log.owner is Owner.THEIRS
                    self._passed_elsewhere(partition, old, log.committed, before, first=known is None)
                log.deserted = False
            if known is None and log.owner is Owner.THEIRS and log.committed is not None:
                self.expect_from(partition, log.committed)

    def passed_over(self, partition: int, start: int, end: int, kind: GapKind) -> None:
        """Note that a pane could not receive start..end-1: what is pending there is not missing, nobody can receive it."""
        log = self.logs[partition]
        taken = log.pending_in(start, end)
        if kind in (GapKind.DELETED, GapKind.RECREATED):
            self._deleted(partition, {offset: taken.pop(offset) for offset in list(taken) if log.doubt(offset)}, kind)
        if kind.restarts:  # these offsets are, or will be, other records
            self.gone.forget(partition, start)
            for offsets in (log.received, log.by_others, log.unless_received, *log.doubts.values()):
                offsets.cut(start)
            log.crossed.clear()
            log.start = start if log.start is None else min(start, log.start)
        else:
            self.gone.add(partition, start, end, kind)
        self.lost |= {number: self.gone.kind(partition, offset) or kind for offset, number in taken.items()}
        log.resolve(*taken)

    def begins(self, begins: Mapping[int, int]) -> None:
        """Note where the logs begin. What is pending before that, and nobody owns, was deleted: whoever comes next cannot receive it.

        A pane of ours says itself what it could not receive; another program's member may have read it.
        """
        for partition, begin in begins.items():
            log = self.logs.get(partition)
            if log is not None:
                log.begin = begin
                if log.vacant and (taken := log.pending_in(0, begin)):
                    self._deleted(partition, taken, GapKind.DELETED)

    # sends

    def due(self, partition: int, offset: int, sent_at: float) -> bool:
        """Whether a send should be received here: the group was there to get it, be it a member of another program that has its partition."""
        log = self.logs.get(partition)
        begun = log is not None and log.start is not None and offset >= log.start
        return begun or self.from_first or (self.since is not None and sent_at > self.since)

    def expect(self, number: int, partition: int, offset: int) -> None:
        """Note that a send should be received here."""
        if number in self.expected:
            return
        log = self.logs[partition]
        log.start = 0 if self.from_first else offset if log.start is None else log.start
        self.expected.add(number)
        doubt = log.doubt(offset)
        if doubt is not None and not doubt.skips:
            self.doubtful[number] = doubt
        if number in self.receipts:
            return
        if offset in log.by_others or offset in log.unless_received:
            self.read_by_others.add(number)
        elif kind := self.gone.kind(partition, offset):
            self.lost[number] = kind
        elif doubt is not None and doubt.skips:
            self.skipped[number] = doubt
        elif self.retired:
            self.lost[number] = GapKind.RECREATED
        else:
            log.wait_for(offset, number)

    def note_received(self, number: int, partition: int, offset: int, at: float | None, times: int) -> None:
        """Note that a send was received, at some time, so many times."""
        first, count = self.receipts.get(number, (at, 0))
        if at is not None and first is not None:
            at = min(first, at)
        self.receipts[number] = (at, count + times)
        self.lost.pop(number, None)
        self.read_by_others.discard(number)
        if (doubt := self.skipped.pop(number, None)) is not None:
            self.doubtful[number] = doubt
        log = self.logs[partition]
        log.resolve(offset)
        if count + times > 1 or offset in log.by_others:
            self._redelivered.add(number)

    def forget(self, number: int, partition: int, offset: int) -> None:
        """Drop a send that is too old to be stored."""
        for numbers in (self.expected, self.read_by_others, self._redelivered):
            numbers.discard(number)
        for by_number in (self.receipts, self.lost, self.skipped, self.doubtful):
            by_number.pop(number, None)
        self.logs[partition].resolve(offset)

    @property
    def shared(self) -> bool:
        """Whether members of other programs own partitions."""
        return any(log.owner is Owner.THEIRS for log in self.logs.values())

    def retire(self) -> None:
        """Note that the topic was deleted: what was not received never will be, unless another program has read it by then."""
        self.retired, shared = True, self.shared
        for partition, log in self.logs.items():
            if shared and log.owner is Owner.UNKNOWN:
                log.theirs_until = math.inf
            self._deleted(partition, dict(log.pending), GapKind.RECREATED)
            if log.theirs_until is not None:
                log.doubts.setdefault(Doubt.BEFORE_DELETION, OffsetSet()).add(0, NEVER_REACHED)  # of sends that are confirmed later
            log.owner = Owner.UNKNOWN if log.owner is Owner.THEIRS else log.owner

    def doubt_log(self, number: int) -> None:
        """Note that a send which was taken for lost with the topic may lie in the one that was recreated."""
        if self.lost.pop(number, None) is not None or number in self.skipped:
            self.skipped[number] = Doubt.EITHER_LOG

    def displace(self, number: int, partition: int, offset: int) -> None:
        """Note that another record has the offset of a send now: whoever has not received the send never will."""
        if self.logs[partition].pending.get(offset) == number:
            self._deleted(partition, {offset: number}, GapKind.RECREATED)

    # the verdict

    def verdict(self, *, living: bool) -> GroupVerdict:
        """Return the verdict. living: whether somebody reads now."""
        missing = tuple(sorted(chain.from_iterable(log.missing() for log in self.logs.values())))
        group = self.group is not None  # a pane that observes may read anything again as it likes
        twice = tuple(sorted(self._redelivered & self.expected)) if group else ()
        again = tuple(sorted(self._coming_again() - self._redelivered)) if group else ()
        untold = self._untold({*missing, *twice, *again}) if group else ()
        of = len(self.expected)
        pending = sum(len(log.pending) for log in self.logs.values())
        if of == 0:
            kind = VerdictKind.NOTHING
        elif missing:
            kind = VerdictKind.BOTH if twice else VerdictKind.MISSING
        elif twice:
            kind = VerdictKind.REDELIVERED
        elif again:
            kind = VerdictKind.COMING_AGAIN
        elif untold:
            kind = VerdictKind.UNTOLD
        elif pending:
            kind = VerdictKind.WAITING if living or self.shared else VerdictKind.NOBODY
        else:
            kind = VerdictKind.GONE if self.lost else VerdictKind.EACH_ONCE
        unreadable = tuple(sorted(number for number, why in self.lost.items() if why == GapKind.UNREADABLE))
        others = len(self.read_by_others)
        return GroupVerdict(
            kind=kind, n=of - pending - len(self.lost) - others - len(self.skipped), of=of, others=others, missing=missing, redelivered=twice,
            again=again, untold=untold, observer=not group, gone=tuple(sorted(self.lost.keys() - set(unreadable))), unreadable=unreadable,
        )  # fmt: skip

    # inside

    def _passed_elsewhere(self, partition: int, start: int, end: int, before: str | Owner, *, first: bool) -> None:
        """Say who read what lies between two commits of which no pane of ours told. before: the owner when the first one was known.

        first: there was none before, only a position that the group is known to have had: who came then may have begun to read elsewhere.
        A pane of ours may have committed more than it could tell of, when it was stopped or its partition was revoked.
        """
        log = self.logs[partition]
        if isinstance(before, str) or (before is Owner.DEAD and log.owner is Owner.NOBODY):
            return
        moved = Owner.NOBODY in (before, log.owner) or log.deserted
        if moved or first:
            self._skip(partition, start, end, Doubt.MOVED if moved else Doubt.FIRST_COMMIT)
        else:
            self._read_elsewhere(partition, start, end, again=before is Owner.THEIRS)
        if (moved or first or before in (Owner.UNKNOWN, Owner.DEAD)) and start < log.received.end:
            log.crossed[end] = start
            self._doubt(partition, start, end)

    def _read_elsewhere(self, partition: int, start: int, end: int, *, again: bool) -> None:
        """Note that other programs' members read start..end-1. again: also what a pane of ours received of it."""
        log = self.logs[partition]
        taken = log.pending_in(start, end)
        log.resolve(*taken)
        self.read_by_others |= set(taken.values())
        (log.by_others if again else log.unless_received).add(start, end)
        if again:
            self._redelivered.update(n for _, n in self.index.between(self.topic, partition, start, end) if n in self.receipts)

    def _deleted(self, partition: int, taken: Mapping[int, int], kind: GapKind) -> None:
        """Note that pending sends were deleted: nobody received them, unless another program's member had them in reach."""
        log = self.logs[partition]
        for offset, number in taken.items():
            if log.theirs_until is not None or log.doubt(offset) is Doubt.OTHERS_TOO:
                self.skipped[number] = Doubt.BEFORE_DELETION
            else:
                self.lost[number] = kind
        log.resolve(*taken)

    def _skip(self, partition: int, start: int, end: int, doubt: Doubt) -> None:
        """Note that whether somebody received what is pending in start..end-1 cannot be determined."""
        log = self.logs[partition]
        taken = log.pending_in(start, end)
        log.resolve(*taken)
        self.skipped |= dict.fromkeys(taken.values(), doubt)
        log.doubts.setdefault(doubt, OffsetSet()).add(start, end)

    def _doubt(self, partition: int, start: int, end: int) -> None:
        """Note that another program's member may have read start..end-1, beside a pane of ours."""
        self.doubtful |= dict.fromkeys((n for _, n in self.index.between(self.topic, partition, start, end)), Doubt.OTHERS_TOO)

    def _coming_again(self) -> set[int]:
        """Return the sends that were received, and that the group has yet to read."""
        found = set[int]()
        for partition, log in self.logs.items():
            start, end = log.next_offset, log.received.end
            if start is not None and start < end:
                found.update(
                    n for _, n in self.index.between(self.topic, partition, start, end) if n in self.receipts and n in self.expected
                )
        return found

    def _untold(self, judged: set[int]) -> tuple[tuple[Doubt, tuple[int, ...]], ...]:
        """Return the sends of which it cannot be determined how often they were received, by reason. judged: without these."""
        why = {**self.doubtful, **self.skipped}
        found: dict[Doubt, list[int]] = {}
        for number in why.keys() & self.expected - judged:
            if number in self.skipped or number in self.receipts:
                found.setdefault(why[number], []).append(number)
        silent = [n for log in self.logs.values() if log.silent for n in log.pending.values()]
        if silent:
            found.setdefault(Doubt.NO_COMMIT, []).extend(silent)
        return tuple((doubt, tuple(sorted(numbers))) for doubt, numbers in sorted(found.items(), key=lambda item: item[0].value))


def _described_owner(known: str | Owner, ours: bool | None) -> str | Owner:
    """Return the owner of a partition that the broker gives to a pane of ours, to another program's member (False) or to nobody (None)."""
    if ours is False:
        return Owner.THEIRS
    if isinstance(known, str) or (ours and known is not Owner.DEAD):
        return known  # the pane itself reports when it begins to read
    return Owner.NOBODY
