"""What a consumer pane says and offers in each of its states: pure functions of the state, so that every sentence is tested."""

from PySide6.QtCore import QCoreApplication

from kafkadesk.core.read_plan import CommitMode
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import Start
from kafkadesk.core.state import READING, SETTLED, PaneMode, PaneState
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.consumer.chips import CounterPart

translate = QCoreApplication.translate  # by this name lupdate finds the sentences


def active_group(state: PaneState) -> str | None:
    """Return the group whose colour the pane wears; None while it has none."""
    return None if state.mode is PaneMode.IDLE else state.group


def status(state: PaneState) -> str:
    """Return a few words beside the button; empty where the chips say it all."""
    if state.away:
        return translate("ConsumerPane", "waits for the broker")
    match state.mode:
        case PaneMode.STARTING:
            return translate("ConsumerPane", "starting…")
        case PaneMode.JOINING:
            return translate("ConsumerPane", "joining…")
        case PaneMode.REBALANCING:
            return translate("ConsumerPane", "rebalancing…")
        case PaneMode.LEAVING:
            return translate("ConsumerPane", "leaving…") if state.group is not None else translate("ConsumerPane", "stopping…")
        case PaneMode.KILLED:
            return translate("ConsumerPane", "killed")
        case PaneMode.FAILED:
            return translate("ConsumerPane", "failed")
        case PaneMode.MEMBER:
            return "" if state.partitions else translate("ConsumerPane", "no partition")
        case PaneMode.IDLE | PaneMode.OBSERVING:
            return ""


def short_status(state: PaneState) -> tuple[str, ...]:
    """Return what stands there where there is no room for status()."""
    return (translate("ConsumerPane", "waits"),) if state.away else ()


def empty_text(state: PaneState) -> str:
    """Return what stands where rows would be."""
    if state.away:
        return translate("ConsumerPane", "The broker is out of reach just now. Reading goes on by itself.")
    match state.mode:
        case PaneMode.IDLE:
            return translate("ConsumerPane", "Choose a group and press Join, or press Observe.")
        case PaneMode.STARTING:
            return translate("ConsumerPane", "Finding where to start reading…")
        case PaneMode.JOINING:
            return translate("ConsumerPane", "Joining group {group}…").format(group=state.group)
        case PaneMode.REBALANCING:
            return translate("ConsumerPane", "The group is sharing out its partitions…")
        case PaneMode.LEAVING:
            return translate("ConsumerPane", "Leaving…")
        case PaneMode.MEMBER if not state.partitions:
            return translate(
                "ConsumerPane",
                "No partition: the group has more members than the topic has partitions, or the others have not given theirs up yet.",
            )
        case PaneMode.MEMBER | PaneMode.OBSERVING:
            older = older_records(state)
            return (
                translate("ConsumerPane", "Waiting. {n} older records:").format(n=f"{older:,}")
                if older
                else translate("ConsumerPane", "Waiting.")
            )
        case PaneMode.KILLED | PaneMode.FAILED:
            return translate("ConsumerPane", "Press Join or Observe to start it again.")


def older_records(state: PaneState) -> int | None:
    """Return how many records lie before where the pane reads; None while that is not known."""
    if state.mode not in SETTLED or not state.partitions:
        return None
    if any(p not in state.positions or p not in state.begin_offsets for p in state.partitions):
        return None
    return sum(max(0, state.positions[p] - state.begin_offsets[p]) for p in state.partitions)


def notice(state: PaneState, now: float) -> str:
    """Return the sentence above the rows; empty while all is well. now: time.monotonic() seconds."""
    if state.mode is PaneMode.KILLED:
        if state.group is None or state.killed_at is None:
            return translate("ConsumerPane", "Killed.")
        left = state.killed_at + state.session_timeout_s - now
        if left > 0:
            return translate("ConsumerPane", "Killed. Kafka notices in ≤ {n} s").format(n=max(1, int(left + 0.999)))
        return translate("ConsumerPane", "Killed. Its session timeout is over: the group goes on without it.")
    if state.error is None or state.away:
        return ""
    title = render(state.error.title)
    return title if state.error.hint is None else f"{title} {render(state.error.hint)}"


def resumed_text(resumed: dict[int, int]) -> str:
    """Return where the group's commits had the pane go on; by partition: offset."""
    if len(set(resumed.values())) == 1:
        return translate("ConsumerPane", "resumes at {offset}").format(offset=next(iter(resumed.values())))
    return translate("ConsumerPane", "resumes at {offsets}").format(offsets=" ".join(f"P{p}:{o}" for p, o in sorted(resumed.items())))


def counters(state: PaneState, received: int, shown: int, dropped: int, hidden: int = 0) -> list[CounterPart]:
    """Return the left of the footer. hidden: rows that a filter leaves out."""
    if not received and state.mode not in READING:
        return []
    parts = [CounterPart(translate("ConsumerPane", "{n} received").format(n=f"{received:,}"), 0, "text")]
    if received:
        parts.append(CounterPart(translate("ConsumerPane", "{n} shown").format(n=f"{shown:,}"), 4 if dropped else 10))
        if hidden:
            parts.append(CounterPart(translate("ConsumerPane", "{n} filtered out").format(n=f"{hidden:,}"), 1, "warn"))
        parts.append(CounterPart(translate("ConsumerPane", "{n} dropped").format(n=f"{dropped:,}"), 3 if dropped else 9))
    if state.mode in READING and state.rate is not None and state.rate >= 1:
        parts.append(CounterPart(translate("ConsumerPane", "{n}/s").format(n=f"{round(state.rate):,}"), 5))
    if state.mode in READING and state.partitions and state.unread is not None:
        parts.append(CounterPart(translate("ConsumerPane", "{n} unread").format(n=f"{state.unread:,}"), 1))
    if state.mode is PaneMode.OBSERVING:
        parts.append(CounterPart(translate("ConsumerPane", "observes, commits nothing"), 6))
    elif state.mode in READING and state.group is not None and state.commit is CommitMode.MANUAL:
        parts.append(CounterPart(translate("ConsumerPane", "commits by hand"), 2, "warn"))
    if state.uncommitted:
        parts.append(CounterPart(translate("ConsumerPane", "includes aborted"), 2, "warn"))
    parts += passed(state)
    if state.per_second:
        parts.append(CounterPart(translate("ConsumerPane", "at most {n}/s").format(n=state.per_second), 2, "warn"))
    return parts


def passed(state: PaneState) -> list[CounterPart]:
    """Return how many offsets had no record to show, and why, so that nobody takes a gap between offsets for a loss."""
    said = {
        GapKind.UNREADABLE: (translate("ConsumerPane", "unreadable {n}"), 3, "warn"),
        GapKind.DELETED: (translate("ConsumerPane", "deleted by retention {n}"), 3, "warn"),
        GapKind.TRUNCATED: (translate("ConsumerPane", "cut off {n}"), 3, "warn"),
        GapKind.RECREATED: (translate("ConsumerPane", "of the deleted topic {n}"), 3, "warn"),
        GapKind.ABORTED: (translate("ConsumerPane", "aborted {n}"), 7, "muted"),
        GapKind.MARKER: (translate("ConsumerPane", "transaction markers {n}"), 11, "muted"),
        GapKind.COMPACTED: (translate("ConsumerPane", "compacted away {n}"), 11, "muted"),
    }
    return [
        CounterPart(text.format(n=f"{state.passed[kind]:,}"), room, role)
        for kind, (text, room, role) in said.items()
        if kind in state.passed
    ]


def origin(state: PaneState, start: Start, resumed: dict[int, int]) -> list[CounterPart]:
    """Return the right of the footer: where reading began, and the usual delay."""
    begun = resumed_text(resumed) if resumed and state.mode in READING else render(start.words())
    parts = [CounterPart(begun, 7)]
    if state.delay_ms is not None:
        parts.append(CounterPart(translate("ConsumerPane", "{n} ms end to end").format(n=round(state.delay_ms)), 8))
    return parts
