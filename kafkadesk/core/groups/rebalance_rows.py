"""Rebalances as a table: what each was caused by, how long it took, which partitions moved from whom to whom, who paused."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum

from kafkadesk.core.groups.rebalance import Rebalance
from kafkadesk.core.groups.state import GroupState
from kafkadesk.core.text import Text
from kafkadesk.core.text_tools.safe_export import csv_line
from kafkadesk.core.text_tools.spans import span_text

NO_TOPICS: Mapping[str, str] = {}
CSV_HEAD = ("time", "group", "topic", "cause", "noticed after s", "until stable s", "generation", "moved", "paused s")


class CauseKind(Enum):
    """What sort of thing a group rebalanced for."""

    JOIN = "join"
    LEAVE = "leave"
    DEATH = "death"
    FOREIGN = "another program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Partitions that went from one member to another. topic: where the group has several. None: nobody that is known here, such as another program's member."""

    partitions: tuple[int, ...]
    source: str | None
    target: str | None
    topic: str = ""

    def __str__(self) -> str:
        return f"{self.topic} P {span_text(self.partitions)}: {self.source or '—'} → {self.target or '—'}".lstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class RebalanceRow:
    """A rebalance of a group. at_ms: when the group noticed, in ms since the epoch; over: all members read again.

    noticed_after_s: from the cause, None when that is another program's; seconds: from then until stable.
    before, after: partitions by pane id; names, topics: of these panes. paused: by name, seconds in which a member read nothing.
    """

    group: str
    label: str
    at_ms: int
    cause: Text
    noticed_after_s: float | None
    seconds: float | None
    generation: int | None
    moves: tuple[Move, ...]
    paused: tuple[tuple[str, float], ...]
    before: Mapping[str, tuple[int, ...]]
    after: Mapping[str, tuple[int, ...]]
    names: Mapping[str, str]
    topics: Mapping[str, str]

    @property
    def topic(self) -> str:
        """The topics that its panes read, by name."""
        return ", ".join(dict.fromkeys(self.topics.values()))

    def of_topic(self, topic: str) -> "RebalanceRow":
        """Return what of it concerns one topic."""
        before, after = ({p: of for p, of in shares.items() if self.topics.get(p) == topic} for shares in (self.before, self.after))
        return replace(self, before=before, after=after)

    @property
    def over(self) -> bool:
        """Whether the group is stable again."""
        return self.seconds is not None

    @property
    def kind(self) -> CauseKind:
        """The sort of its cause; of several the gravest."""
        kinds = set(_kinds(self.cause))
        return next(kind for kind in (CauseKind.DEATH, CauseKind.LEAVE, CauseKind.JOIN, CauseKind.FOREIGN) if kind in kinds)

    @property
    def began_ms(self) -> int:
        """When its cause was, as far as known, in ms since the epoch."""
        return self.at_ms - round(1000 * (self.noticed_after_s or 0.0))

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by."""
        return (self.group, self.at_ms)

    @property
    def most_paused_s(self) -> float | None:
        """The longest pause of a member; None when nobody paused."""
        return max((seconds for _, seconds in self.paused), default=None)


def rows_of(states: Iterable[GroupState], *, name: Callable[[str], str], label: Callable[[str], str], epoch_s: float) -> list[RebalanceRow]:
    """Return the rebalances of these groups, newest first. name: of a pane; epoch_s: time.time() - time.monotonic()."""
    rows = []
    for state in states:
        going_on = [] if state.current is None else [state.current]
        rows += [_row(state, rebalance, name, label(state.id), epoch_s) for rebalance in (*state.rebalances, *going_on)]
    return sorted(rows, key=lambda row: row.at_ms, reverse=True)


def moves_of(
    before: Mapping[str, tuple[int, ...]],
    after: Mapping[str, tuple[int, ...]],
    name: Callable[[str], str],
    topics: Mapping[str, str] = NO_TOPICS,
) -> tuple[Move, ...]:
    """Return what moved, the lowest partition first. topics: by pane, where they read several."""
    had = {(topics.get(pane, ""), p): pane for pane, partitions in before.items() for p in partitions}
    has = {(topics.get(pane, ""), p): pane for pane, partitions in after.items() for p in partitions}
    ways: dict[tuple[str, str | None, str | None], list[int]] = {}
    for topic, p in sorted(had.keys() | has.keys()):
        source, target = had.get((topic, p)), has.get((topic, p))
        if source != target:
            ways.setdefault((topic, source, target), []).append(p)

    def named(pane: str | None) -> str | None:
        return None if pane is None else name(pane)

    return tuple(Move(partitions=tuple(p), source=named(a), target=named(b), topic=topic) for (topic, a, b), p in ways.items())


def as_json(rows: Sequence[RebalanceRow]) -> str:
    """Return rebalances as JSON: a list of objects, unknown is null."""
    return json.dumps([_object(row) for row in rows], ensure_ascii=False, indent=1)


def as_csv(rows: Iterable[RebalanceRow]) -> Iterator[str]:
    """Give the lines of a CSV file."""
    yield csv_line(*CSV_HEAD)
    for row in rows:
        paused = "; ".join(f"{name} {seconds:.3f}" for name, seconds in row.paused)
        yield csv_line(
            _time(row), row.label, row.topic, str(row.cause), _seconds(row.noticed_after_s), _seconds(row.seconds),
            "" if row.generation is None else str(row.generation), "; ".join(map(str, row.moves)), paused,
        )  # fmt: skip


def _row(state: GroupState, rebalance: Rebalance, name: Callable[[str], str], label: str, epoch_s: float) -> RebalanceRow:
    panes = {*rebalance.before, *rebalance.after, *rebalance.paused}
    topics = {pane: topic for pane, topic in (rebalance.topics or state.pane_topics).items() if pane in panes}
    several = len(set(topics.values())) > 1
    return RebalanceRow(
        group=state.id, label=label, topics=topics, at_ms=round((rebalance.noticed_at + epoch_s) * 1000), cause=rebalance.cause,
        noticed_after_s=rebalance.detected_after_s, seconds=rebalance.seconds, generation=rebalance.generation,
        moves=moves_of(rebalance.before, rebalance.after, name, topics if several else NO_TOPICS) if rebalance.stable_at is not None else (),
        paused=tuple((name(pane), seconds) for pane, seconds in rebalance.paused.items()), before=rebalance.before, after=rebalance.after,
        names={pane: name(pane) for pane in panes},
    )  # fmt: skip


def _object(row: RebalanceRow) -> dict[str, object]:
    def named(shares: Mapping[str, tuple[int, ...]]) -> dict[str, list[int]]:
        return {row.names.get(pane, pane): list(partitions) for pane, partitions in shares.items()}

    return {
        "time": _time(row), "group": row.group, "topic": row.topic, "cause": str(row.cause),
        "noticed_after_s": None if row.noticed_after_s is None else round(row.noticed_after_s, 3),
        "seconds": None if row.seconds is None else round(row.seconds, 3), "generation": row.generation,
        "before": named(row.before), "after": named(row.after),
        "moved": [{"partitions": list(m.partitions), "from": m.source, "to": m.target} for m in row.moves],
        "paused_s": {name: round(seconds, 3) for name, seconds in row.paused},
    }  # fmt: skip


def _kinds(cause: Text) -> Iterator[CauseKind]:
    if cause.source == "{one}, {other}":
        for part in cause.args.values():
            if isinstance(part, Text):
                yield from _kinds(part)
    else:
        endings = {"joined": CauseKind.JOIN, "left": CauseKind.LEAVE, "program": CauseKind.FOREIGN}
        yield endings.get(cause.source.rpartition(" ")[2], CauseKind.DEATH)


def _time(row: RebalanceRow) -> str:
    return datetime.fromtimestamp(row.at_ms / 1000, UTC).isoformat(timespec="milliseconds")


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
