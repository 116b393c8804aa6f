"""What the flow view shows, as plain values: topics with their partitions, groups with their members, and who reads what.

`flow_of` makes it from the desk's state; core/flow.py gives it places.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.colors import GroupMark
from kafkadesk.core.groups.state import GroupState, Member
from kafkadesk.core.state import GroupMember, PaneMode, PaneState, Topic
from kafkadesk.core.text import Text

READERS = (PaneMode.STARTING, PaneMode.OBSERVING)  # without a group


class Standing(Enum):
    """How a member stands in its group, or a pane without one."""

    READING = "reading"
    IDLE = "idle"  # in the group, and without a partition
    JOINING = "joining"
    LEAVING = "leaving"
    DEAD = "dead"  # killed or crashed, and still in the group for the broker
    GONE = "gone"  # it was in the group before a rebalance that is looked at
    OBSERVING = "observing"  # no group


class GroupWord(Enum):
    """How a group is, in one word."""

    STABLE = "stable"
    REBALANCING = "rebalancing"
    MISSING_ONE = "missing one"  # a dead member has not been noticed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPartition:
    """A partition. end: log end offset; rate: records a second written to it; both None while unknown. led: it has a leader."""

    number: int
    end: int | None = None
    rate: float | None = None
    led: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMember:
    """A member of a group, or a pane without one. key: the pane's id, or another program's member id.

    partitions: those it reads. kept: those it had when the group was stable last and that nobody has now.
    host: of another program's member; ours is False then. elsewhere: topics that it reads, if not this one.
    """

    key: str
    name: str
    standing: Standing
    partitions: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    host: str = ""
    ours: bool = True
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowGroup:
    """A consumer group. label: the name it is shown by; cause: of the rebalance that goes on. new_protocol: it is one of KIP-848."""

    id: str
    label: str
    mark: GroupMark
    word: GroupWord
    generation: int | None
    members: tuple[FlowMember, ...]
    cause: Text | None = None
    new_protocol: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTopic:
    """A topic and all who read it. observers: panes without a group."""

    name: str
    partitions: tuple[FlowPartition, ...]
    groups: tuple[FlowGroup, ...] = ()
    observers: tuple[FlowMember, ...] = ()

    @property
    def rate(self) -> float | None:
        """Records a second written to the topic; None while unknown."""
        known = [p.rate for p in self.partitions if p.rate is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowWorld:
    """All that the flow view shows."""

    topics: tuple[FlowTopic, ...] = ()


def flow_of(
    *,
    panes: Iterable[PaneState],
    groups: Mapping[str, GroupState],
    topics: Mapping[str, Topic],
    chosen: str,
    ends: Callable[[str], Mapping[int, int]],
    rates: Callable[[str], Mapping[int, float]],
    label: Callable[[str], str],
    mark: Callable[[str], GroupMark],
) -> FlowWorld:
    """Return the world of these panes and groups: the chosen topic first, then every other one that is read.

    ends, rates: of a topic, by partition, as far as known. label, mark: a group's name as it is shown, and its colour by that name.
    """
    read = tuple(panes)
    names = [chosen, *(topic for g in groups.values() for topic in g.read), *(p.topic for p in read if p.mode in READERS)]
    found = []
    for name in dict.fromkeys(names):
        if name not in topics:
            continue
        shown = tuple(_group(g, name, read, label, mark) for g in groups.values() if name in g.read)
        observers = tuple(
            FlowMember(key=p.pane, name=p.name, standing=Standing.OBSERVING, partitions=p.partitions)
            for p in read
            if p.topic == name and p.mode in READERS
        )
        partitions = _partitions(topics[name], ends(name), rates(name))
        found.append(FlowTopic(name=name, partitions=partitions, groups=shown, observers=observers))
    return FlowWorld(topics=tuple(found))


def _partitions(topic: Topic, ends: Mapping[int, int], rates: Mapping[int, float]) -> tuple[FlowPartition, ...]:
    return tuple(
        FlowPartition(number=p, end=ends.get(p), rate=rates.get(p), led=p not in topic.leaderless) for p in range(topic.partitions)
    )


def _group(
    state: GroupState, topic: str, panes: Sequence[PaneState], label: Callable[[str], str], mark: Callable[[str], GroupMark]
) -> FlowGroup:
    taken = state.owned(topic)
    ours = [_member(m, state, taken) for m in state.members.values() if m.topic == topic]
    others = [_other(m, topic) for m in state.others if m.member_id not in state.dead]
    dead = [
        FlowMember(key=p.pane, name=p.name, standing=Standing.DEAD, kept=_kept(state, p.pane, taken))
        for p in panes
        if state.dead and p.group == state.id and p.topic == topic and p.pane not in state.members
        if p.mode in (PaneMode.KILLED, PaneMode.FAILED)
    ]
    word = GroupWord.STABLE
    if dead:
        word = GroupWord.MISSING_ONE
    elif state.current is not None or (state.members and not state.settled):
        word = GroupWord.REBALANCING
    shown = label(state.id)
    cause = None if state.current is None else state.current.cause
    if cause is None and state.causes:
        cause = state.causes[-1].text
    return FlowGroup(
        id=state.id, label=shown, mark=mark(shown), word=word, generation=state.generation, members=(*ours, *others, *dead),
        cause=None if word is GroupWord.STABLE else cause, new_protocol=state.protocol == "consumer",
    )  # fmt: skip


def _member(member: Member, state: GroupState, taken: Iterable[int]) -> FlowMember:
    if member.leaving:
        standing = Standing.LEAVING
    elif member.generation is None:
        standing = Standing.JOINING
    elif member.reading and not member.partitions and state.settling_at is None:
        standing = Standing.IDLE
    else:
        standing = Standing.READING
    kept = _kept(state, member.pane, taken) if state.current is not None else ()
    return FlowMember(key=member.pane, name=member.name, standing=standing, partitions=member.partitions, kept=kept)


def _kept(state: GroupState, pane: str, taken: Iterable[int]) -> tuple[int, ...]:
    owned = frozenset(taken)
    return tuple(p for p in state.shares.get(pane, ()) if p not in owned)


def _other(member: GroupMember, topic: str) -> FlowMember:
    partitions = tuple(sorted(member.partitions.get(topic, ())))
    return FlowMember(
        key=member.member_id, name=member.client_id, standing=Standing.READING if partitions else Standing.IDLE, partitions=partitions,
        host=member.host.lstrip("/"), ours=False, elsewhere=() if partitions else tuple(sorted(t for t, of in member.partitions.items() if of)),
    )  # fmt: skip
