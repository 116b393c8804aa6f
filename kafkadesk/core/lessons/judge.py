"""What a lesson expects, and whether it came true: facts, and a pure judgement over them. Its report is written from the same facts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.lessons.steps import Expectation
from kafkadesk.core.serde.decoder import UTF8, Part
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonReceipt:
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
    received: tuple[LessonReceipt, ...] = ()


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

    def arrivals(self, *, pane: str | None = None, group: str | None = None) -> Iterable[LessonReceipt]:
        """Yield arrivals of the lesson's messages since the last mark: in one pane, or in one group."""
        for facts in self.panes:
            for receipt in facts.received if pane in (None, facts.name) else ():
                if receipt.seq is not None and receipt.seq >= self.since and group in (None, receipt.group):
                    yield receipt


NAMED = 10  # messages that a sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One expectation, judged. why: what is so instead; None when it held."""

    name: str
    of: str | None
    held: bool
    why: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """Which confirmed messages a group missed, and which came more than once. receipts_beyond: arrivals beyond the first."""

    confirmed: int
    missing: tuple[int, ...]
    redelivered: tuple[int, ...]
    receipts_beyond: int


def judge(expectations: Iterable[Expectation], facts: Facts) -> tuple[Judgement, ...]:
    """Judge each expectation by the facts of this moment."""
    found = []
    for wanted in expectations:
        why = JUDGES[wanted.name](wanted, facts)
        of = wanted.of if wanted.other is None else f"{wanted.of}, {wanted.other}"
        found.append(Judgement(name=wanted.name, of=of, held=why is None, why=why))
    return tuple(found)


def group_outcome(facts: Facts, group: str) -> GroupOutcome:
    """Compare the confirmed messages since the last mark with what the members of a group received."""
    confirmed = facts.marked(Verdict.CONFIRMED)
    times = Counter(receipt.seq for receipt in facts.arrivals(group=group) if receipt.seq is not None)
    return GroupOutcome(
        confirmed=len(confirmed),
        missing=tuple(sorted(confirmed.keys() - times.keys())),
        redelivered=tuple(sorted(seq for seq, n in times.items() if n > 1)),
        receipts_beyond=sum(n - 1 for n in times.values()),
    )


def _each_once(wanted: Expectation, facts: Facts) -> Text | None:
    outcome = group_outcome(facts, wanted.of or "")
    if outcome.confirmed == 0:
        return _nothing_confirmed()
    if outcome.missing and outcome.redelivered:
        return Text(
            QT_TRANSLATE_NOOP("core", "Group {group} did not receive {missing}, and received {twice} more than once."),
            {"group": wanted.of, "missing": _seqs(outcome.missing), "twice": _seqs(outcome.redelivered)},
        )
    if outcome.missing:
        return Text(
            QT_TRANSLATE_NOOP("core", "Group {group} did not receive {missing}."), {"group": wanted.of, "missing": _seqs(outcome.missing)}
        )
    if outcome.redelivered:
        return Text(
            QT_TRANSLATE_NOOP("core", "Group {group} received {twice} more than once."),
            {"group": wanted.of, "twice": _seqs(outcome.redelivered)},
        )
    return None


def _all(wanted: Expectation, facts: Facts) -> Text | None:
    confirmed = facts.marked(Verdict.CONFIRMED)
    if not confirmed:
        return _nothing_confirmed()
    missing = sorted(confirmed.keys() - {receipt.seq for receipt in facts.arrivals(pane=wanted.of)})
    if not missing:
        return None
    return Text(QT_TRANSLATE_NOOP("core", "{pane} did not receive {missing}."), {"pane": wanted.of, "missing": _seqs(missing)})


def _received(wanted: Expectation, facts: Facts) -> Text | None:
    n = sum(1 for _ in facts.arrivals(pane=wanted.of))
    return _count(wanted, n, QT_TRANSLATE_NOOP("core", "{of} received {n} messages, not {wanted}."))


def _none(wanted: Expectation, facts: Facts) -> Text | None:
    seqs = [receipt.seq for receipt in facts.arrivals(pane=wanted.of) if receipt.seq is not None]
    return Text(QT_TRANSLATE_NOOP("core", "{pane} received {seqs}."), {"pane": wanted.of, "seqs": _seqs(seqs)}) if seqs else None


def _balanced(wanted: Expectation, facts: Facts) -> Text | None:
    group = _group(facts, wanted.of)
    if group is None or not group.members:
        return _no_members(wanted)
    counts = [len(partitions) for partitions in group.members.values()]
    if max(counts) - min(counts) <= 1:
        return None
    shares = ", ".join(f"{name} {len(partitions)}" for name, partitions in group.members.items())
    return Text(
        QT_TRANSLATE_NOOP("core", "Partitions are not shared evenly in group {group}: {shares}."), {"group": wanted.of, "shares": shares}
    )


def _idle(wanted: Expectation, facts: Facts) -> Text | None:
    group = _group(facts, wanted.of)
    if group is None:
        return _no_members(wanted)
    n = sum(1 for partitions in group.members.values() if not partitions)
    return _count(wanted, n, QT_TRANSLATE_NOOP("core", "{n} members of group {of} have no partition, not {wanted}."))


def _lag(wanted: Expectation, facts: Facts) -> Text | None:
    group = _group(facts, wanted.of)
    if group is None or group.lag is None:
        return Text(QT_TRANSLATE_NOOP("core", "The lag of group {group} is not known."), {"group": wanted.of})
    return _count(wanted, group.lag, QT_TRANSLATE_NOOP("core", "The lag of group {of} is {n}, not {wanted}."))


def _ordered_by_key(wanted: Expectation, facts: Facts) -> Text | None:
    """In a pane, the messages of each key arrive in the order of sending; a repeat of one that was there already does not count."""
    newest: dict[bytes, int] = {}
    seen: set[int] = set()
    for receipt in facts.arrivals(pane=wanted.of):
        delivery = facts.deliveries.get(receipt.seq or 0)
        if receipt.seq is None or receipt.seq in seen or delivery is None or delivery.key is None:
            continue
        seen.add(receipt.seq)
        before = newest.get(delivery.key)
        if before is not None and before > receipt.seq:
            return Text(
                QT_TRANSLATE_NOOP("core", "In {pane}, #{late} arrived after #{early}; both have the key {key}."),
                {
                    "pane": wanted.of,
                    "late": receipt.seq,
                    "early": before,
                    "key": UTF8.decode(delivery.key, delivery.topic, Part.KEY).escaped,
                },
            )
        newest[delivery.key] = receipt.seq
    if not newest:
        return Text(QT_TRANSLATE_NOOP("core", "{pane} received no message with a key."), {"pane": wanted.of})
    return None


def _verdicts(verdict: Verdict, source: str) -> Callable[[Expectation, Facts], Text | None]:
    return lambda wanted, facts: _count(wanted, len(facts.marked(verdict)), source)


def _lost(wanted: Expectation, facts: Facts) -> Text | None:
    """Lost: handed to the library, and not on the broker. What the broker refused is not lost: its sender was told."""
    open_fate = facts.marked(Verdict.NOT_CONFIRMED, Verdict.UNKNOWN)
    if any(delivery.found is None for delivery in open_fate.values()):
        return Text(QT_TRANSLATE_NOOP("core", "The topic was not yet read to see what arrived."))
    n = sum(1 for delivery in open_fate.values() if not delivery.found)
    return _count(wanted, n, QT_TRANSLATE_NOOP("core", "{n} messages were lost, not {wanted}."))


def _redelivered(wanted: Expectation, facts: Facts) -> Text | None:
    n = group_outcome(facts, wanted.of or "").receipts_beyond
    return _count(wanted, n, QT_TRANSLATE_NOOP("core", "Group {of} received {n} messages again, not {wanted}."))


def _fewer_requests(wanted: Expectation, facts: Facts) -> Text | None:
    first, second = _send(facts, wanted.of), _send(facts, wanted.other)
    if first is None or second is None or first.requests is None or second.requests is None:
        return Text(QT_TRANSLATE_NOOP("core", "The number of requests is not known."))
    if first.requests < second.requests:
        return None
    return Text(
        QT_TRANSLATE_NOOP("core", "“{first}” took {n} requests, “{second}” took {m}."),
        {"first": first.name, "n": first.requests, "second": second.name, "m": second.requests},
    )


def _faster(wanted: Expectation, facts: Facts) -> Text | None:
    """Faster: in time a message, so that sends of different lengths can be compared."""
    first, second = _send(facts, wanted.of), _send(facts, wanted.other)
    if first is None or second is None or not first.count or not second.count:
        return Text(QT_TRANSLATE_NOOP("core", "One of the sends is not over yet."))
    if first.seconds / first.count < second.seconds / second.count:
        return None
    return Text(
        QT_TRANSLATE_NOOP("core", "“{first}” took {n} ms a message, “{second}” took {m} ms."),
        {
            "first": first.name,
            "n": round(1000 * first.seconds / first.count, 2),
            "second": second.name,
            "m": round(1000 * second.seconds / second.count, 2),
        },
    )


def _connected(wanted: Expectation, facts: Facts) -> Text | None:
    if facts.connected == wanted.wanted:
        return None
    return (
        Text(QT_TRANSLATE_NOOP("core", "The window is connected."))
        if facts.connected
        else Text(QT_TRANSLATE_NOOP("core", "The window is not connected."))
    )


def _doctor(wanted: Expectation, facts: Facts) -> Text | None:
    if facts.doctor == wanted.of:
        return None
    if facts.doctor is None:
        return Text(QT_TRANSLATE_NOOP("core", "The doctor was not asked."))
    return Text(QT_TRANSLATE_NOOP("core", "The doctor's verdict is {found}, not {wanted}."), {"found": facts.doctor, "wanted": wanted.of})


JUDGES: Mapping[str, Callable[[Expectation, Facts], Text | None]] = {
    "each_once": _each_once,
    "all": _all,
    "received": _received,
    "at_least": _received,
    "none": _none,
    "balanced": _balanced,
    "idle": _idle,
    "lag": _lag,
    "ordered_by_key": _ordered_by_key,
    "confirmed": _verdicts(Verdict.CONFIRMED, QT_TRANSLATE_NOOP("core", "{n} messages were confirmed, not {wanted}.")),
    "rejected": _verdicts(Verdict.REJECTED, QT_TRANSLATE_NOOP("core", "{n} messages were rejected, not {wanted}.")),
    "unknown": _verdicts(Verdict.UNKNOWN, QT_TRANSLATE_NOOP("core", "Of {n} messages the fate is unknown, not of {wanted}.")),
    "lost": _lost,
    "redelivered": _redelivered,
    "fewer_requests": _fewer_requests,
    "faster": _faster,
    "connected": _connected,
    "doctor": _doctor,
}


def _count(wanted: Expectation, n: int, source: str) -> Text | None:
    """Return None when n is within the bounds, else the sentence with {of}, {n} and {wanted}."""
    low, high = wanted.minimum, wanted.maximum
    if (low is None or n >= low) and (high is None or n <= high):
        return None
    return Text(source, {"of": wanted.of, "n": n, "wanted": _bounds(low, high)})


def _bounds(low: int | None, high: int | None) -> Text | str:
    if high is None:
        return Text(QT_TRANSLATE_NOOP("core", "at least {n}"), {"n": low})
    if low is None:
        return Text(QT_TRANSLATE_NOOP("core", "at most {n}"), {"n": high})
    return str(low) if low == high else Text(QT_TRANSLATE_NOOP("core", "{low} to {high}"), {"low": low, "high": high})


def _seqs(seqs: Iterable[int]) -> str:
    known = list(seqs)
    return ", ".join(f"#{seq}" for seq in known[:NAMED]) + (", …" if len(known) > NAMED else "")


def _group(facts: Facts, name: str | None) -> GroupFacts | None:
    return next((group for group in facts.groups if group.id == name), None)


def _send(facts: Facts, name: str | None) -> SendFacts | None:
    return next((send for send in facts.sends if send.name == name), None)


def _no_members(wanted: Expectation) -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "Group {group} has no members."), {"group": wanted.of})


def _nothing_confirmed() -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "No message was confirmed, so there is nothing to compare with."))
