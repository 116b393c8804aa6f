"""What is so on the desk at one moment of a lesson, in the lesson's own names; and the report made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.expectations import Judgement
from kafkadesk.core.groups import GroupState, Rebalance
from kafkadesk.core.lesson_facts import Facts, GroupFacts, PaneFacts, Receipt, SendFacts
from kafkadesk.core.lesson_steps import RUN, Lesson
from kafkadesk.core.matrix import VerdictKind
from kafkadesk.core.state import PaneMode
from kafkadesk.core.text import Text
from kafkadesk.desk.desk import Desk

REPORT_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """How a step went. why: the reason it did not; None when it did."""

    n: int
    verb: str
    ok: bool
    seconds: float
    why: Text | None = None


@dataclass(slots=True, kw_only=True)
class LessonRun:
    """The names that one run of a lesson gave to things, and what came of its steps so far.

    base: the number of the last send before the lesson; since: the first seq after the last mark.
    panes: pane id by the lesson's name; send_ids: presses of Send in order.
    """

    lesson: Lesson
    run: str
    base: int
    since: int = 1
    panes: dict[str, str] = field(default_factory=dict)
    send_ids: list[int] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    steps: list[StepOutcome] = field(default_factory=list)
    judged: list[tuple[int, Judgement]] = field(default_factory=list)

    @property
    def topic(self) -> str:
        """The real topic's name."""
        return self.lesson.topic.replace(RUN, self.run)

    def group(self, name: str) -> str:
        """Return the real group ID of one of the lesson's groups."""
        real = name if self.lesson.exact_groups else f"{name}-{self.run}"
        self.groups[name] = real
        return real

    def shown(self, real: str | None) -> str | None:
        """Return the lesson's name of a real group ID."""
        return next((name for name, group in self.groups.items() if group == real), real)

    @property
    def passed(self) -> bool:
        """Whether every step so far was done and every expectation held."""
        return all(step.ok for step in self.steps) and all(judgement.held for _, judgement in self.judged)


def gather(desk: Desk, run: LessonRun) -> Facts:
    """Return what is so now."""
    deliveries: dict[int, Delivery] = {}
    for number in range(run.base + 1, desk.sends.last_number + 1):
        if (delivery := desk.sends.log.get(number)) is not None:
            deliveries[number - run.base] = delivery
    sends = tuple(
        SendFacts(name=p.name, count=p.started, seconds=p.seconds, requests=p.requests)
        for p in (desk.sends.progress[send_id] for send_id in run.send_ids)
    )
    return Facts(
        deliveries=deliveries,
        since=run.since,
        panes=tuple(_pane(desk, run, name) for name in run.panes),
        groups=tuple(_group(desk, run, name, real) for name, real in run.groups.items()),
        sends=sends,
        connected=desk.connection.phase.usable,
    )


def _pane(desk: Desk, run: LessonRun, name: str) -> PaneFacts:
    state = desk.panes[run.panes[name]]
    received = tuple(
        Receipt(
            partition=r.partition, offset=r.offset, seq=None if r.number is None else r.number - run.base, group=run.shown(r.group),
            generation=r.generation, delay_ms=r.delay_ms, redelivered=r.redelivered,
        )
        for r in desk.ledger.receipts(state.pane)
    )  # fmt: skip
    member = state.mode is PaneMode.MEMBER
    return PaneFacts(name=name, group=run.shown(state.group), member=member, partitions=state.partitions, received=received)


def _group(desk: Desk, run: LessonRun, name: str, real: str) -> GroupFacts:
    members = {
        pane: desk.panes[pane_id].partitions
        for pane, pane_id in run.panes.items()
        if desk.panes[pane_id].group == real and desk.panes[pane_id].mode is PaneMode.MEMBER
    }
    state = desk.groups.get(real)
    if state is not None:
        members |= {member.client_id: member.partitions.get(run.topic, ()) for member in state.others}
    return GroupFacts(id=name, real_id=real, members=members, lag=None if state is None else lag_of(desk, state, run.topic))


def lag_of(desk: Desk, group: GroupState, topic: str) -> int | None:
    """Return how many records of the topic the group has not committed; None while commits or log ends are unknown."""
    ends = desk.log_ends(topic)
    if not ends or not group.committed:
        return None
    return sum(max(0, end - group.committed.get(partition, end)) for partition, end in ends.items())


def report(desk: Desk, run: LessonRun, facts: Facts, *, stall_ms: tuple[float | None, float | None]) -> Mapping[str, object]:
    """Return the report of a run as plain JSON values; unknown is None. stall_ms: the window's gap, p99 and longest."""
    connection = desk.connection
    return {
        "format": REPORT_FORMAT,
        "lesson": run.lesson.title.en,
        "passed": run.passed,
        "kafka": {"bootstrap": connection.bootstrap, "version": connection.version, "cluster_id": connection.cluster_id},
        "topic": {"name": run.topic, "partitions": run.lesson.partitions},
        "steps": [
            {"n": s.n, "verb": s.verb, "ok": s.ok, "seconds": round(s.seconds, 3), "why": None if s.why is None else s.why.render()}
            for s in run.steps
        ],
        "deliveries": [_delivery(desk, seq, d) for seq, d in facts.deliveries.items()],
        "panes": [_pane_report(pane) for pane in facts.panes],
        "groups": [_group_report(desk, run, group) for group in facts.groups],
        "rebalances": [
            _rebalance_report(run, name, rebalance)
            for name, real in run.groups.items()
            if real in desk.groups
            for rebalance in desk.groups[real].rebalances
        ],
        "sends": [{"name": s.name, "count": s.count, "seconds": round(s.seconds, 3), "requests": s.requests} for s in facts.sends],
        "ui": {"stall_p99_ms": _rounded(stall_ms[0]), "stall_max_ms": _rounded(stall_ms[1])},
        "expectations": [
            {"step": n, "name": j.name, "of": j.of, "held": j.held, "why": None if j.why is None else j.why.render()} for n, j in run.judged
        ],
    }


def _delivery(desk: Desk, seq: int, d: Delivery) -> dict[str, object]:
    return {
        "seq": seq, "send": desk.sends.progress[d.send_id].name, "verdict": d.verdict.value, "partition": d.partition, "offset": d.offset,
        "latency_ms": _rounded(d.latency_ms), "reason": None if d.reason is None else d.reason.render(),
    }  # fmt: skip


def _pane_report(pane: PaneFacts) -> dict[str, object]:
    received = [
        {
            "partition": r.partition, "offset": r.offset, "seq": r.seq, "group": r.group, "generation": r.generation,
            "delay_ms": _rounded(r.delay_ms), "redelivered": r.redelivered,
        }
        for r in pane.received
    ]  # fmt: skip
    return {"name": pane.name, "group": pane.group, "member": pane.member, "partitions": list(pane.partitions), "received": received}


def _group_report(desk: Desk, run: LessonRun, group: GroupFacts) -> dict[str, object]:
    verdict = desk.ledger.verdict(group.real_id)

    def seqs(numbers: Sequence[int]) -> list[int]:
        return [number - run.base for number in numbers]

    return {
        "id": group.id, "real_id": group.real_id, "verdict": _verdict(verdict.kind), "missing": seqs(verdict.missing),
        "redelivered": seqs(verdict.redelivered),
    }  # fmt: skip


def _verdict(kind: VerdictKind) -> str:
    """Return the format's word: it has none for a group that nobody reads for, or that had no message yet."""
    word = VerdictKind.WAITING if kind in (VerdictKind.NOTHING, VerdictKind.NOBODY) else kind
    return str(word.value)


def _rebalance_report(run: LessonRun, group: str, rebalance: Rebalance) -> dict[str, object]:
    names = {pane_id: name for name, pane_id in run.panes.items()}
    return {
        "group": group, "cause": rebalance.cause.render(), "detected_after_s": _rounded(rebalance.detected_after_s, 3),
        "seconds": _rounded(rebalance.seconds, 3), "generation": rebalance.generation,
        "assignment": {names.get(member, member): list(partitions) for member, partitions in rebalance.after.items()},
    }  # fmt: skip


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)
