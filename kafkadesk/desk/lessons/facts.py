"""What is so on the desk at one moment of a lesson, in the lesson's own names; and the report made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.doctor.judge import Diagnosis
from kafkadesk.core.doctor.judge import ProbeStep as Stage
from kafkadesk.core.groups.rebalance import Rebalance
from kafkadesk.core.groups.state import GroupState
from kafkadesk.core.ledger.matrix import VerdictKind
from kafkadesk.core.lessons.judge import Facts, GroupFacts, Judgement, LessonReceipt, PaneFacts, SendFacts
from kafkadesk.core.lessons.steps import RUN, JoinPart, JoinStep, Lesson, SwitchStep, Verb
from kafkadesk.core.state import PaneMode
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk

REPORT_FORMAT = 1
NO_VERDICT = Text(QT_TRANSLATE_NOOP("core", "It had no verdict yet when the lesson ended."))


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

    since: the first seq after the last mark. panes: pane id by the lesson's name; send_ids: the lesson's presses of Send in order.
    seqs: the lesson's messages, counted from 1, by their number in the window. over: it was played to its end.
    diagnosis: the doctor's latest, of the address `examined`, with the stages as they were tested.
    """

    lesson: Lesson
    run: str
    since: int = 1
    over: bool = False
    panes: dict[str, str] = field(default_factory=dict)
    send_ids: list[int] = field(default_factory=list)
    seqs: dict[int, int] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    steps: list[StepOutcome] = field(default_factory=list)
    examined: str = ""
    stages: list[Stage] = field(default_factory=list)
    diagnosis: Diagnosis | None = None
    judged: list[tuple[int, Judgement]] = field(default_factory=list)

    @property
    def topic(self) -> str:
        return self.lesson.topic.replace(RUN, self.run)

    def group(self, name: str) -> str:
        """Return the real group ID of one of the lesson's groups, and note that it is in use."""
        self.groups[name] = self.real_group(name)
        return self.groups[name]

    def real_group(self, name: str) -> str:
        """Return the real group ID of one of the lesson's groups."""
        return name if self.lesson.exact_groups else f"{name}-{self.run}"

    def planned_groups(self) -> tuple[str, ...]:
        """Return the real IDs of all groups that the lesson is going to join, in order."""
        members = [m for step in self.lesson.steps for m in _joining(step.action)]
        return tuple(dict.fromkeys(self.real_group(member.group) for member in members))

    def shown(self, real: str | None) -> str | None:
        """Return the lesson's name of a real group ID."""
        return next((name for name, group in self.groups.items() if group == real), real)

    @property
    def passed(self) -> bool:
        """Whether it was played to its end, every step was done and every expectation held."""
        return self.over and all(step.ok for step in self.steps) and all(judgement.held for _, judgement in self.judged)

    def verdict(self) -> str:
        """Return how the lesson went, in one line: "passed", or "failed" with the first reason."""
        if self.passed:
            return "passed"
        bad = next((step for step in self.steps if not step.ok), None)
        return "failed: it was not played to its end" if bad is None else f"failed: step {bad.n} ({bad.verb}): {bad.why}"


def _joining(action: Verb) -> tuple[JoinPart, ...]:
    match action:
        case JoinStep(members=members):
            return members
        case SwitchStep(member=member):
            return (member,)
    return ()


def gather(desk: Desk, run: LessonRun) -> Facts:
    """Return what is so now."""
    kept = ((seq, desk.sends.log.get(number)) for number, seq in run.seqs.items())
    deliveries: dict[int, Delivery] = {seq: delivery for seq, delivery in kept if delivery is not None}
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
        doctor=None if run.diagnosis is None else run.diagnosis.verdict.kind,
    )


def _pane(desk: Desk, run: LessonRun, name: str) -> PaneFacts:
    state = desk.panes.get(run.panes[name])  # None: the reader closed it
    received = tuple(
        LessonReceipt(
            partition=r.partition, offset=r.offset, seq=None if r.number is None else run.seqs.get(r.number), group=run.shown(r.group),
            generation=r.generation, delay_ms=r.delay_ms, redelivered=r.redelivered,
        )
        for r in desk.ledger.receipts(run.panes[name])
    )  # fmt: skip
    if state is None:
        return PaneFacts(name=name, received=received)
    member = state.mode is PaneMode.MEMBER
    return PaneFacts(name=name, group=run.shown(state.group), member=member, partitions=state.partitions, received=received)


def _group(desk: Desk, run: LessonRun, name: str, real: str) -> GroupFacts:
    members = {
        pane: found.partitions
        for pane, pane_id in run.panes.items()
        if (found := desk.panes.get(pane_id)) is not None and found.group == real and found.mode is PaneMode.MEMBER
    }
    state = desk.groups.get(real)
    if state is not None:
        members |= {member.client_id: member.partitions.get(run.topic, ()) for member in state.others}
    return GroupFacts(id=name, real_id=real, members=members, lag=None if state is None else lag_of(desk, state, run.topic))


def lag_of(desk: Desk, group: GroupState, topic: str) -> int | None:
    """Return how many records of the topic the group has not committed; None while a commit or the log ends are unknown."""
    ends, committed = desk.log_ends(topic), group.committed.get(topic, {})
    if not ends or ends.keys() - committed.keys():
        return None
    return sum(max(0, end - committed[partition]) for partition, end in ends.items())


def report(
    desk: Desk, run: LessonRun, facts: Facts, *, stall_ms: tuple[float | None, float | None], stalls: Sequence[tuple[float, str]] = ()
) -> Mapping[str, object]:
    """Return the report of a run as plain JSON values; unknown is None.

    stall_ms: the window's gap, p99 and longest. stalls: the long ones, in milliseconds, and what ran in each.
    """
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
        "ui": {
            "stall_p99_ms": _rounded(stall_ms[0]),
            "stall_max_ms": _rounded(stall_ms[1]),
            "stalls": [{"ms": _rounded(milliseconds), "ran": ran} for milliseconds, ran in stalls],
        },
        "expectations": [
            {"step": n, "name": j.name, "of": j.of, "held": j.held, "why": None if j.why is None else j.why.render()} for n, j in run.judged
        ],
    }


def _delivery(desk: Desk, seq: int, d: Delivery) -> dict[str, object]:
    """Return a send. One that is open still, because the lesson was broken off, has the format's word for that: unknown."""
    verdict, reason = (d.verdict, d.reason) if d.verdict.final else (Verdict.UNKNOWN, NO_VERDICT)
    return {
        "seq": seq, "send": desk.sends.progress[d.send_id].name, "verdict": verdict.value, "partition": d.partition, "offset": d.offset,
        "latency_ms": _rounded(d.latency_ms), "reason": None if reason is None else reason.render(),
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
    verdict = desk.ledger.verdict(group.real_id, run.topic)
    missing, redelivered = ([run.seqs[n] for n in numbers if n in run.seqs] for numbers in (verdict.missing, verdict.redelivered))
    gone = any(n in run.seqs for n in (*verdict.gone, *verdict.unreadable))
    word = _verdict(verdict.kind, missing=bool(missing), redelivered=bool(redelivered), gone=gone)
    return {"id": group.id, "real_id": group.real_id, "verdict": word, "missing": missing, "redelivered": redelivered}


def _verdict(kind: VerdictKind, *, missing: bool, redelivered: bool, gone: bool) -> str:
    """Return the format's word: it has none for a group that nobody reads for, or that had no message yet.

    missing, redelivered, gone: whether any of the lesson's messages is; what the reader sent beside it is not judged.
    """
    match kind:
        case VerdictKind.MISSING | VerdictKind.REDELIVERED | VerdictKind.BOTH if missing and redelivered:
            kind = VerdictKind.BOTH
        case VerdictKind.MISSING | VerdictKind.REDELIVERED | VerdictKind.BOTH if missing or redelivered:
            kind = VerdictKind.MISSING if missing else VerdictKind.REDELIVERED
        case VerdictKind.MISSING | VerdictKind.REDELIVERED | VerdictKind.BOTH | VerdictKind.GONE:
            kind = VerdictKind.GONE if gone else VerdictKind.EACH_ONCE
        case VerdictKind.NOTHING | VerdictKind.NOBODY | VerdictKind.COMING_AGAIN | VerdictKind.UNTOLD:
            kind = VerdictKind.WAITING
    return str(kind.value)


def _rebalance_report(run: LessonRun, group: str, rebalance: Rebalance) -> dict[str, object]:
    names = {pane_id: name for name, pane_id in run.panes.items()}
    return {
        "group": group, "cause": rebalance.cause.render(), "detected_after_s": _rounded(rebalance.detected_after_s, 3),
        "seconds": _rounded(rebalance.seconds, 3), "generation": rebalance.generation,
        "assignment": {names.get(member, member): list(partitions) for member, partitions in rebalance.after.items()},
    }  # fmt: skip


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)
