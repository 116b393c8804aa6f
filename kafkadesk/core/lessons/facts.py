"""What is so at one moment of a lesson: what expectations are judged by, and what its report is written from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kafkadesk.core.delivery import Delivery, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A record's arrival in a pane. seq None: another program's. delay_ms: from the moment of Send; None where that is unknown.

    group None: the pane observed. redelivered: some member of the group had received it before.
    """

    partition: int
    offset: int
    seq: int | None
    group: str | None
    generation: int | None = None
    delay_ms: float | None = None
    redelivered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneFacts:
    """A pane of the lesson. received: in the order of arrival, from the lesson's start. group: as the lesson names it."""

    name: str
    group: str | None = None
    member: bool = False
    partitions: tuple[int, ...] = ()
    received: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """A group of the lesson. members: partitions by member, other programs' too. lag: records; None while unknown."""

    id: str
    real_id: str
    members: Mapping[str, tuple[int, ...]]
    lag: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFacts:
    """A press of Send. seconds: from its start to its last verdict. requests: to brokers; None if unknown."""

    name: str | None
    count: int
    seconds: float
    requests: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is so at one moment of a lesson.

    deliveries: all sends of the lesson by seq, from 1. since: the first seq after the last mark.
    doctor: the class of its latest verdict.
    """

    deliveries: Mapping[int, Delivery] = field(default_factory=dict)
    since: int = 1
    panes: tuple[PaneFacts, ...] = ()
    groups: tuple[GroupFacts, ...] = ()
    sends: tuple[SendFacts, ...] = ()
    connected: bool = False
    doctor: str | None = None

    def marked(self, *verdicts: Verdict) -> dict[int, Delivery]:
        """Return the sends since the last mark, by seq: all, or those with one of these verdicts."""
        return {seq: d for seq, d in self.deliveries.items() if seq >= self.since and (not verdicts or d.verdict in verdicts)}

    def arrivals(self, *, pane: str | None = None, group: str | None = None) -> Iterable[Receipt]:
        """Yield arrivals of the lesson's messages since the last mark: in one pane, or in one group."""
        for facts in self.panes:
            for receipt in facts.received if pane in (None, facts.name) else ():
                if receipt.seq is not None and receipt.seq >= self.since and group in (None, receipt.group):
                    yield receipt
