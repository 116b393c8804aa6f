"""A consumer group as the window knows it: who is in it, who owns what, and every rebalance with its cause."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kafkadesk.core.events import Assigned, OffsetsCommitted, PaneEvent, PositionsMoved, Reading, Revoked, Stopped, WorkerDied
from kafkadesk.core.state import GroupInfo, GroupMember
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

KEPT_REBALANCES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A pane in the group. reading: its start positions are resolved and committed; leaving: it was told to go."""

    pane: str
    name: str
    member_id: str | None = None
    generation: int | None = None
    partitions: tuple[int, ...] = ()
    reading: bool = False
    leaving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why the group will rebalance. at: time.monotonic() seconds. told: the broker hears of it at once (join, leave)."""

    text: Text
    at: float
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebalance:
    """From the first sign of a new generation until every living member reads. before, after: partitions by pane id.

    cause_at None: another program's doing, of which only the effect is seen.
    """

    cause: Text
    cause_at: float | None
    noticed_at: float
    stable_at: float | None = None
    generation: int | None = None
    before: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    after: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def detected_after_s(self) -> float | None:
        """Seconds from the cause until the group noticed; None when the moment of the cause is not known."""
        return None if self.cause_at is None else max(0.0, self.noticed_at - self.cause_at)

    @property
    def seconds(self) -> float | None:
        """Seconds from the notice until stable; None while it is not over."""
        return None if self.stable_at is None else self.stable_at - self.noticed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """One consumer group, by its real ID. All that follows changes by apply() and the intents' notes, never in place.

    members: our panes, by pane id; others: other programs' members; dead: member ids of killed panes that the group still has.
    starts: the first position that the group had here, by partition. rebalances: those that are over, oldest first.
    """

    id: str
    topic: str
    generation: int | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    others: tuple[GroupMember, ...] = ()
    dead: Mapping[str, int | None] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    current: Rebalance | None = None
    rebalances: tuple[Rebalance, ...] = ()
    starts: Mapping[int, int] = field(default_factory=dict)
    positions: Mapping[int, int] = field(default_factory=dict)
    committed: Mapping[int, int] = field(default_factory=dict)

    # intents: what is about to happen, and why

    def joined(self, pane: str, name: str, at: float) -> "GroupState":
        """Note that a pane was told to join."""
        cause = Cause(text=Text(QT_TRANSLATE_NOOP("core", "{name} joined"), {"name": name}), at=at, told=True)
        return replace(self, members={**self.members, pane: Member(pane=pane, name=name)}, causes=(*self.causes, cause))

    def leaving(self, pane: str, name: str, at: float) -> "GroupState":
        """Note that a pane was told to leave."""
        if pane not in self.members:
            return self
        cause = Cause(text=Text(QT_TRANSLATE_NOOP("core", "{name} left"), {"name": name}), at=at, told=True)
        return replace(
            self, members={**self.members, pane: replace(self.members[pane], leaving=True)}, causes=(*self.causes, cause)
        )  # fmt: skip

    def killed(self, pane: str, name: str, at: float) -> "GroupState":
        """Note that a pane's process is about to be killed."""
        return self._died(pane, Text(QT_TRANSLATE_NOOP("core", "{name} was killed"), {"name": name}), at)

    # events

    def apply(self, event: PaneEvent) -> "GroupState":
        """Return the state after an event of one of our panes."""
        member = self.members.get(event.pane)
        match event:
            case Revoked() if member is not None:
                left = tuple(p for p in member.partitions if p not in event.partitions)
                state = self if member.leaving else self._begin(event.at)
                return state._with(replace(member, partitions=left, reading=False))
            case Assigned() if member is not None:
                return self._assigned(event, member)
            case Reading() if member is not None and event.group == self.id:
                starts = {**event.positions, **self.starts}
                state = replace(self, starts=starts, positions={**self.positions, **event.positions})
                committed = {p: offset for p, offset in event.positions.items() if p not in self.committed}
                state = replace(state, committed={**self.committed, **committed})
                return state._with(replace(member, reading=True, partitions=tuple(sorted(event.positions))))._end(event.at)
            case PositionsMoved() if member is not None:
                return replace(self, positions={**self.positions, **event.positions})
            case OffsetsCommitted() if event.group == self.id:
                return replace(self, committed={**self.committed, **event.offsets})
            case Stopped() if event.group == self.id:
                return self._without(event.pane)._end(event.at)
            case WorkerDied() if member is not None:
                return self._died(event.pane, Text(QT_TRANSLATE_NOOP("core", "{name} crashed"), {"name": member.name}), event.at)
            case _:
                return self

    def described(self, info: GroupInfo, at: float) -> "GroupState":
        """Return the state after the broker described the group: members of other programs, commits."""
        there = {member.member_id for member in info.members}
        ours = {member.member_id for member in self.members.values()} | self.dead.keys()
        known = not any(member.member_id is None for member in self.members.values())
        others = tuple(m for m in info.members if m.member_id not in ours) if known else self.others
        committed = dict(info.committed.get(self.topic, {}))
        if self.members:  # what our own panes committed meanwhile is newer than this answer may be
            committed = {p: max(offset, self.committed.get(p, 0)) for p, offset in committed.items()}
        dead = {m: g for m, g in self.dead.items() if m in there}
        state = replace(self, others=others, committed={**self.committed, **committed}, dead=dead)
        return state._end(at) if dead != self.dead else state

    # facts

    @property
    def owners(self) -> Mapping[int, str]:
        """Partition -> the pane that owns it."""
        return {p: m.pane for m in self.members.values() for p in m.partitions}

    def owner_name(self, partition: int) -> str | None:
        """Return who owns a partition: a pane's name, or another program's client id and host; None for nobody."""
        for member in self.members.values():
            if partition in member.partitions:
                return member.name
        for other in self.others:
            if partition in other.partitions.get(self.topic, ()):
                return f"{other.client_id}@{other.host.lstrip('/')}"
        return None

    @property
    def idle(self) -> tuple[Member, ...]:
        """Members of ours that have no partition."""
        return tuple(m for m in self.members.values() if m.reading and not m.partitions)

    def stable(self, partitions: int) -> bool:
        """Whether every one of so many partitions has a living owner that reads it, all of one generation, with no dead member left."""
        if not self.settled:
            return False
        owned = set(self.owners) | {p for other in self.others for p in other.partitions.get(self.topic, ())}
        return owned >= set(range(partitions))

    @property
    def settled(self) -> bool:
        """Whether every member of ours reads in the newest generation, and none is leaving or dead."""
        living = self.members.values()
        return bool(living) and not self.dead and all(m.reading and not m.leaving and m.generation == self.generation for m in living)

    # inside

    def _with(self, member: Member) -> "GroupState":
        return replace(self, members={**self.members, member.pane: member})

    def _without(self, pane: str) -> "GroupState":
        members = {p: m for p, m in self.members.items() if p != pane}
        if not members:  # nobody is left to rebalance
            return replace(self, members=members, causes=(), current=None)
        return replace(self, members=members)

    def _died(self, pane: str, why: Text, at: float) -> "GroupState":
        member = self.members.get(pane)
        if member is None:
            return self
        dead = dict(self.dead)
        if member.member_id is not None:
            dead[member.member_id] = member.generation
        state = self._without(pane)
        return replace(state, dead=dead, causes=(*state.causes, Cause(text=why, at=at, told=False)))

    def _assigned(self, event: Assigned, member: Member) -> "GroupState":
        state = self
        newer = event.generation is not None and (self.generation is None or event.generation > self.generation)
        if newer:
            # A generation without a member that died: the group has noticed.
            dead = {m: g for m, g in self.dead.items() if g is not None and event.generation is not None and g >= event.generation}
            state = replace(self._begin(event.at), generation=event.generation, dead=dead)
        fresh = replace(
            member, generation=event.generation, member_id=event.member_id, partitions=tuple(sorted(event.partitions)), reading=False
        )
        return state._with(fresh)

    def _begin(self, at: float) -> "GroupState":
        """Note the first sign of a rebalance; a later sign of the same one only adds causes."""
        before = {m.pane: m.partitions for m in self.members.values()}
        if self.current is not None:
            if not self.causes:
                return self
            first = Cause(text=self.current.cause, at=self.current.cause_at or at, told=False)
            return replace(self, current=replace(self.current, cause=_together((first, *self.causes))), causes=())
        if not self.causes:
            foreign = Rebalance(cause=Text(QT_TRANSLATE_NOOP("core", "another program")), cause_at=None, noticed_at=at, before=before)
            return replace(self, current=foreign)
        cause = self.causes[0]
        noticed = cause.at if cause.told else at
        begun = Rebalance(cause=_together(self.causes), cause_at=cause.at, noticed_at=noticed, before=before)
        return replace(self, current=begun, causes=())

    def _end(self, at: float) -> "GroupState":
        if self.current is None or not self.settled:
            return self
        after = {m.pane: m.partitions for m in self.members.values()}
        over = replace(self.current, stable_at=at, generation=self.generation, after=after)
        return replace(self, current=None, rebalances=(*self.rebalances[-KEPT_REBALANCES + 1 :], over))


def _together(causes: tuple[Cause, ...]) -> Text:
    """Return several causes as one text."""
    text = causes[0].text
    for cause in causes[1:]:
        text = Text(QT_TRANSLATE_NOOP("core", "{one}, {other}"), {"one": text, "other": cause.text})
    return text
