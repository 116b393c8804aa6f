"""A consumer group as the window knows it: who is in it, who owns what, and every rebalance with its cause."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kafkadesk.core.events import Assigned, OffsetsCommitted, PaneEvent, Reading, Revoked, Stopped, WorkerDied
from kafkadesk.core.groups.rebalance import Cause, Rebalance, left_by, together
from kafkadesk.core.state import GroupInfo, GroupMember
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

KEPT_REBALANCES = 200
KEPT_IDS = 100  # member ids that panes had: a description that was asked for before a pane left still names it
QUIET = ("Stable", "Empty", "Dead")  # Kafka's words for a group in which no rebalance is going on
SETTLING = ("Assigning", "Reconciling")  # Kafka's words for a group of the new protocol whose members do not have all yet
NOTICED = "PreparingRebalance"  # Kafka's word for a group that waits for its members to join again
STALE_S = 30.0  # a broker answers a join or a leave by a rebalance long before that, or never


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A pane in the group, and the topic that it reads. reading: its start positions are resolved and committed; leaving: it was told to go.

    ending: how many of its earlier stays in this group are still to end; until they have, its events are about those.
    """

    pane: str
    name: str
    topic: str
    member_id: str | None = None
    generation: int | None = None
    partitions: tuple[int, ...] = ()
    reading: bool = False
    leaving: bool = False
    ending: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """One consumer group, by its real ID. All that follows changes by apply() and the intents' notes, never in place.

    topics: those that our panes read or read in it, with the topic ID as far as it is known.
    members: our panes, by pane id; others: other programs' members; dead: member ids of panes that died or left in the newest
    generation, until there is one without them; ids: member ids that our panes have or had. nameless: until when (time.monotonic()
    seconds) the broker may still have a member of this client id that ended before it had told us its member id. shares:
    partitions by pane when it was stable last.
    read_at: when a member of ours began to read last.
    protocol: as in state.GroupInfo. settling_at: when the broker was last heard to say that members are still to get partitions which others
    have not given up (only the new protocol knows that), None: it is not so; steady: it said since the newest rebalance that it is over.
    known: topics and partitions that a pane of ours has had here. rebalances: those that are over, oldest first.
    committed: next offset to read, by topic and partition: as the broker told, but for what our panes committed since it was asked.
    """

    id: str
    topics: Mapping[str, str | None] = field(default_factory=dict)
    protocol: str = "classic"
    generation: int | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    others: tuple[GroupMember, ...] = ()
    dead: Mapping[str, int | None] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    nameless: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    pane_topics: Mapping[str, str] = field(default_factory=dict)  # of panes that are or were in it
    read_at: float = 0.0
    settling_at: float | None = None
    steady: bool = False
    causes: tuple[Cause, ...] = ()
    current: Rebalance | None = None
    rebalances: tuple[Rebalance, ...] = ()
    known: frozenset[tuple[str, int]] = frozenset()
    committed: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    own_commits: Mapping[tuple[str, int], tuple[int, float]] = field(default_factory=dict)  # the newest of our panes, and when

    # intents: what is about to happen, and why

    def joined(self, pane: str, name: str, topic: str, at: float) -> "GroupState":
        """Note that a pane was told to join. One that is in the group, or on its way out of it, leaves it first."""
        cause = Cause(text=Text(QT_TRANSLATE_NOOP("core", "{name} joined"), {"name": name}), pane=pane, at=at, told=True)
        before = self.members.get(pane)
        fresh = Member(pane=pane, name=name, topic=topic, ending=0 if before is None else before.ending + 1)
        topics = {topic: None, **self.topics}
        state = replace(self, topics=topics, pane_topics={**self.pane_topics, pane: topic})._ended(before, at)._with(fresh)
        return replace(state, causes=(*state.causes, cause))

    def leaving(self, pane: str, name: str, at: float) -> "GroupState":
        """Note that a pane was told to leave."""
        member = self.members.get(pane)
        if member is None or member.leaving:
            return self
        return replace(self._with(replace(member, leaving=True)), causes=(*self.causes, left_by(pane, name, at)))

    def killed(self, pane: str, name: str, at: float) -> "GroupState":
        """Note that a pane's process is about to be killed."""
        return self._died(pane, Text(QT_TRANSLATE_NOOP("core", "{name} was killed"), {"name": name}), at)

    # events

    def apply(self, event: PaneEvent) -> "GroupState":
        """Return the state after an event of one of our panes."""
        member = self.members.get(event.pane)
        if member is None:
            return self
        if isinstance(event, OffsetsCommitted):
            return self._committed(member.topic, event.offsets, event.at) if event.group == self.id else self
        if member.ending and not isinstance(event, WorkerDied):
            ended = isinstance(event, Stopped) and event.group == self.id
            return self._with(replace(member, ending=member.ending - ended))
        match event:
            case Revoked():
                return self._revoked(event, member)
            case Assigned():
                return self._assigned(event, member)
            case Reading() if event.group == self.id:
                state = self._identified(member.topic, event.topic_id)
                state = replace(
                    state,
                    read_at=event.at,
                    known=state.known | {(member.topic, p) for p in event.positions},
                    current=None if self.current is None else self.current.goes_on(event.pane, event.at),
                )
                return state._with(replace(member, reading=True, partitions=tuple(sorted(event.positions))))._end(event.at)
            case Stopped() if event.group == self.id:
                return self._stopped(event, member)
            case WorkerDied() if event.killed:
                return self.killed(event.pane, member.name, event.at)
            case WorkerDied():
                return self._died(event.pane, Text(QT_TRANSLATE_NOOP("core", "{name} crashed"), {"name": member.name}), event.at)
            case _:
                return self

    def described(self, info: GroupInfo, at: float) -> "GroupState":
        """Return the state after the broker described the group: members of other programs, commits."""
        there = {member.member_id for member in info.members}
        ours = {client for client, until in self.nameless.items() if at < until}
        others = (
            tuple(m for m in info.members if m.member_id not in self.ids and m.client_id not in ours) if self._tells_ours else self.others
        )
        dead = {m: g for m, g in self.dead.items() if m in there or info.state not in QUIET}
        state = self._commits_of(info)._possible_causes(info)
        state = replace(state, others=others, dead=dead, protocol=info.protocol)._settling(info, at)
        if not dead and not state.members:
            state = replace(state, causes=(), shares={})  # the last member died, and the group knows: no rebalance comes of that
        if info.state == NOTICED and (awaited := state.awaited):
            state = replace(state, causes=tuple(replace(c, heard_at=at) if c in awaited else c for c in state.causes))
        late = dead != self.dead or self.read_at < (self.settling_at or 0.0)  # what it ends by is seen only now
        return state._end(at if late else self.read_at)

    # facts

    def owners_in(self, info: GroupInfo, topic: str) -> Mapping[int, bool] | None:
        """Return who owns each partition of a topic, as a description that is applied says: a pane of ours, or not.

        None where it says nothing about that: assignments are empty, or old ones, while members join.
        """
        if info.state not in QUIET or not self._tells_ours:
            return None
        theirs = {member.member_id for member in self.others}
        return {p: m.member_id not in theirs for m in info.members for p in m.partitions.get(topic, ())}

    def owners(self, topic: str) -> Mapping[int, str]:
        """Return the pane that owns each partition of a topic that one owns."""
        return {p: m.pane for m in self.members.values() if m.topic == topic for p in m.partitions}

    @property
    def awaited(self) -> tuple[Cause, ...]:
        """The deaths that the group has yet to notice. The broker tells them to the other members with their next heartbeat only."""
        return () if self.current is not None else tuple(c for c in self.causes if not c.told and c.heard_at is None)

    def elsewhere(self, topic: str) -> frozenset[int]:
        """Return the partitions of a topic that members of other programs own."""
        return frozenset(p for other in self.others for p in other.partitions.get(topic, ())) - self.owners(topic).keys()

    def owned(self, topic: str) -> frozenset[int]:
        """Return the partitions of a topic that somebody owns."""
        return self.elsewhere(topic) | self.owners(topic).keys()

    def owner_names(self, topic: str) -> dict[int, str]:
        """Return who owns each partition that has an owner: a pane's name, or another program's client id and host."""
        names: dict[int, str] = {}
        for other in reversed(self.others):
            names.update(dict.fromkeys(other.partitions.get(topic, ()), f"{other.client_id}@{other.host.lstrip('/')}"))
        names.update((p, self.members[pane].name) for p, pane in self.owners(topic).items())
        return names

    @property
    def read(self) -> tuple[str, ...]:
        """The topics that our panes read in it now."""
        return tuple(dict.fromkeys(m.topic for m in self.members.values()))

    @property
    def idle(self) -> tuple[Member, ...]:
        """Members of ours that have no partition."""
        return tuple(m for m in self.members.values() if m.reading and not m.partitions)

    def stable(self, partitions: int) -> bool:
        """Whether every one of so many partitions of each topic has a living owner, all of one generation, with no dead member left."""
        if not self.settled or self.settling_at is not None:
            return False
        return all(self.owned(topic) >= set(range(partitions)) for topic in self.read)

    @property
    def settled(self) -> bool:
        """Whether every member of ours reads in the newest generation, none is leaving, and none is missed that the group still has."""
        living = self.members.values()
        return bool(living) and not self.dead and all(m.reading and not m.leaving and m.generation == self.generation for m in living)

    # inside

    @property
    def _tells_ours(self) -> bool:
        """Whether our panes can be told from other programs' members: each of ours knows its member id."""
        return not any(member.member_id is None for member in self.members.values())

    def _with(self, member: Member) -> "GroupState":
        return replace(self, members={**self.members, member.pane: member})

    def _without(self, pane: str) -> "GroupState":
        members = {p: m for p, m in self.members.items() if p != pane}
        if not members:  # nobody is left to rebalance
            return replace(self, members=members, causes=(), current=None, shares={}, settling_at=None)
        return replace(self, members=members)

    def _committed(self, topic: str, offsets: Mapping[int, int], at: float) -> "GroupState":
        own = {(topic, p): (offset, at) for p, offset in offsets.items()}
        committed = {**self.committed, topic: {**self.committed.get(topic, {}), **offsets}}
        return replace(self, committed=committed, own_commits={**self.own_commits, **own})

    def _identified(self, topic: str, topic_id: str | None) -> "GroupState":
        """Note a topic's ID: what was known of another topic of the same name says nothing about this one."""
        if topic_id is None or self.topics.get(topic) == topic_id:
            return self
        state = replace(self, topics={**self.topics, topic: topic_id})
        if self.topics.get(topic) is None:
            return state
        return replace(
            state,
            known=frozenset(place for place in self.known if place[0] != topic),
            committed={name: offsets for name, offsets in self.committed.items() if name != topic},
            own_commits={place: commit for place, commit in self.own_commits.items() if place[0] != topic},
        )

    def _commits_of(self, info: GroupInfo) -> "GroupState":
        """Take the commits of a description; those that our panes made since it was asked for are newer."""
        state = self
        for topic in self.topics:
            state = state._identified(topic, info.topic_ids.get(topic))
        committed = {topic: dict(offsets) for topic, offsets in info.committed.items()}
        newer = {place: commit for place, commit in state.own_commits.items() if commit[1] > info.asked_at}
        for (topic, partition), (offset, _) in newer.items():
            committed.setdefault(topic, {})[partition] = offset
        return replace(state, committed=committed, own_commits=newer)

    def _possible_causes(self, info: GroupInfo) -> "GroupState":
        """Drop causes of panes that ended before they had a member id, once the broker does not know them: they never reached the group."""
        clients = {member.client_id for member in info.members}
        causes = tuple(c for c in self.causes if c.client is None or c.at >= info.asked_at or c.client in clients)
        return replace(self, causes=causes)

    def _ended(self, member: Member | None, at: float) -> "GroupState":
        """Note that a generation with the member goes on until the group makes one without it."""
        if member is None:
            return self
        if member.member_id is None:
            client = client_id(member.name)
            causes = tuple(replace(c, client=client) if c.pane == member.pane else c for c in self.causes)
            return replace(self, causes=causes, nameless={**self.nameless, client: at + STALE_S})
        return replace(self, dead={**self.dead, member.member_id: member.generation})

    def _stopped(self, event: Stopped, member: Member) -> "GroupState":
        state = self._ended(member, event.at) if member.generation in (None, self.generation) or not event.told else self
        if not member.leaving and member.generation is not None:  # it went over to another group, or failed
            state = replace(state, causes=(*state.causes, left_by(member.pane, member.name, event.at)))
        if event.told:  # LeaveGroup was answered just now
            causes = tuple(replace(c, heard_at=event.at) if c.pane == member.pane and c.told else c for c in state.causes)
            current = None if state.current is None or not member.leaving else state.current.heard(event.at)
            state = replace(state, causes=causes, current=current or state.current)
        else:  # it is missed only when its session is over
            causes = tuple(replace(cause, told=cause.told and cause.pane != member.pane) for cause in state.causes)
            state = replace(state, causes=causes)
        return state._without(member.pane)._end(event.at)

    def _died(self, pane: str, why: Text, at: float) -> "GroupState":
        member = self.members.get(pane)
        if member is None:
            return self
        state = self._ended(member, at)._without(pane)
        client = client_id(member.name) if member.member_id is None else None
        return replace(state, shares=self.shares, causes=(*state.causes, Cause(text=why, pane=pane, at=at, told=False, client=client)))

    def _revoked(self, event: Revoked, member: Member) -> "GroupState":
        state = self
        if event.lost and not self.causes and self.current is None and not member.leaving:
            text = Text(QT_TRANSLATE_NOOP("core", "{name} timed out"), {"name": member.name})
            state = replace(state, causes=(Cause(text=text, pane=member.pane, at=event.at, told=False),))
        if not member.leaving:
            state = state._begin(event.at)
        left = tuple(p for p in member.partitions if p not in event.partitions)
        if state.current is not None and member.partitions and not left:  # a cooperative member goes on reading what is left to it
            state = replace(state, current=state.current.stops(member.pane, event.at))
        return state._with(replace(member, partitions=left, reading=False))

    def _assigned(self, event: Assigned, member: Member) -> "GroupState":
        state = self._identified(member.topic, event.topic_id)
        if event.generation is not None and self._is_another(event.generation, member):
            # A generation without a member that died: the group has noticed. A group that was made anew never had it.
            anew = event.generation < (self.generation or 0)
            dead = {m: g for m, g in self.dead.items() if not anew and g is not None and g >= event.generation}
            state = replace(state._begin(event.at), generation=event.generation, dead=dead)
        if state.current is not None and not member.generation:  # it is a new one: its JoinGroup is what the broker heard
            state = replace(state, current=state.current.heard(event.asked_at))
        if event.member_id is not None and event.member_id not in state.ids:
            state = replace(state, ids=(*state.ids[-KEPT_IDS + 1 :], event.member_id))
        fresh = replace(
            member, generation=event.generation, member_id=event.member_id, partitions=tuple(sorted(event.partitions)), reading=False
        )
        return state._with(fresh)

    def _is_another(self, generation: int, member: Member) -> bool:
        """Whether a generation is newer than all before, or of a group made anew; not one that a pane is late to tell of."""
        if self.generation is None or generation > self.generation:
            return True
        if member.generation is not None:  # a pane tells of ever newer ones
            return generation < member.generation
        return generation < self.generation and all(m.generation is None for m in self.members.values())

    def _begin(self, at: float) -> "GroupState":
        """Note the first sign of a rebalance; a later sign of the same one only adds causes."""
        causes = tuple(c for c in self.causes if not c.told or at - c.at < STALE_S or self._joining(c.pane))
        state = replace(self, causes=(), steady=False)
        if state.current is not None:
            texts = (state.current.cause, *(c.text for c in causes))
            return replace(state, current=replace(state.current, cause=together(texts)))
        if not causes:
            foreign = Text(QT_TRANSLATE_NOOP("core", "another program"))
            return replace(state, current=Rebalance(cause=foreign, cause_at=None, noticed_at=at, before=self.shares))
        first = causes[0]
        noticed = first.at if first.told else at
        begun = Rebalance(cause=together(tuple(c.text for c in causes)), cause_at=first.at, noticed_at=noticed, before=self.shares)
        heard = min((c.heard_at for c in causes if c.heard_at is not None), default=None)
        return replace(state, current=begun.heard(heard).heard(at if first.told else None))

    def _joining(self, pane: str) -> bool:
        return pane in self.members and self.members[pane].generation is None

    def _settling(self, info: GroupInfo, at: float) -> "GroupState":
        """Note whether members still wait for partitions; a rebalance that only seemed over to our panes goes on then."""
        if not self.members or info.protocol != "consumer":
            return replace(self, settling_at=None)
        if not {m.member_id for m in self.members.values()} <= {m.member_id for m in info.members}:
            return self  # it was asked for before they had joined
        if info.state not in SETTLING:
            return replace(self, settling_at=None, steady=True)
        if self.steady or self.current is not None or not self.rebalances:
            return replace(self, settling_at=at)
        last = replace(self.rebalances[-1], stable_at=None, after={})
        return replace(self, settling_at=at, current=last, rebalances=self.rebalances[:-1])

    def _end(self, at: float) -> "GroupState":
        """Note, if it is so, that the group is stable now.

        A cooperative rebalance has two rounds: between them everybody reads, but what moves belongs to nobody.
        """
        if not self.settled or self.settling_at is not None or any(t in self.read and p not in self.owned(t) for t, p in self.known):
            return self
        shares = {m.pane: m.partitions for m in self.members.values()}
        if self.current is None:
            return replace(self, shares=shares)
        over = replace(self.current, stable_at=at, generation=self.generation, after=shares, topics=self.pane_topics)
        return replace(self, shares=shares, current=None, rebalances=(*self.rebalances[-KEPT_REBALANCES + 1 :], over))


def client_id(name: str) -> str:
    """Return a pane's name as a client id: what other tools show as the member's name."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name) or "pane"
