"""What can be done with a consumer pane."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from kafkadesk.core.actions.action import Action, Items, Menu, actions_in, literal
from kafkadesk.core.doctor.place import DoctorContext
from kafkadesk.core.errors import StuckError
from kafkadesk.core.read_plan import Assignor, CommitMode
from kafkadesk.core.start_position import PLAIN, Start
from kafkadesk.core.state import READING, SETTLED, PaneMode, PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

THROTTLES = (0, 1, 5, 20, 100, 1000)  # records a second; 0: none


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneContext:
    """What a pane's actions depend on.

    row: whether a row is selected. group: in the box; None to observe. no_read, no_join: why reading cannot be started, or no group
    joined. case: what the doctor would be asked about.
    """

    state: PaneState
    row: bool = False
    maximised: bool = False
    group: str | None = None
    no_read: str | None = None
    no_join: str | None = None
    case: DoctorContext | None = None

    @property
    def verb(self) -> "Verb":
        """What the state button does now."""
        state = self.state
        if state.mode in READING and self.group != state.group:
            return Verb.SWITCH
        if state.mode in READING or state.mode is PaneMode.LEAVING:
            return Verb.STOP if state.group is None else Verb.LEAVE
        return Verb.OBSERVE if self.group is None else Verb.JOIN


class Verb(Enum):
    """What the state button does when it is pressed."""

    OBSERVE = auto()
    JOIN = auto()
    SWITCH = auto()
    LEAVE = auto()
    STOP = auto()

    @property
    def text(self) -> Text:
        """The word on the button."""
        match self:
            case Verb.OBSERVE:
                return Text(QT_TRANSLATE_NOOP("core", "Observe"))
            case Verb.JOIN:
                return Text(QT_TRANSLATE_NOOP("core", "Join"))
            case Verb.SWITCH:
                return Text(QT_TRANSLATE_NOOP("core", "Switch"))
            case Verb.LEAVE:
                return Text(QT_TRANSLATE_NOOP("core", "Leave"))
            case Verb.STOP:
                return Text(QT_TRANSLATE_NOOP("core", "Stop"))


PaneAction = Action[PaneContext]
_OTHER = Text(QT_TRANSLATE_NOOP("core", "last N, offset or time…"))


def _no_row(now: PaneContext) -> Text | None:
    return None if now.row else Text(QT_TRANSLATE_NOOP("core", "No row is selected"))


def _no_seek(now: PaneContext) -> Text | None:
    reads = now.state.mode in SETTLED and now.state.partitions
    return None if reads else Text(QT_TRANSLATE_NOOP("core", "The pane is not reading any partition"))


def _no_commit(now: PaneContext) -> Text | None:
    member = now.state.group is not None and now.state.mode is PaneMode.MEMBER
    return None if member else Text(QT_TRANSLATE_NOOP("core", "Only a member of a consumer group can commit"))


def _no_process(now: PaneContext) -> Text | None:
    runs = now.state.mode in READING or now.state.mode is PaneMode.LEAVING
    return None if runs else Text(QT_TRANSLATE_NOOP("core", "No consumer process is running"))


def _in_group(now: PaneContext) -> Text | None:
    member = now.state.group is not None and now.state.mode in READING
    return Text(QT_TRANSLATE_NOOP("core", "Leave the group to change it")) if member else None


def _what_read_does(now: PaneContext) -> Text:
    group = {"group": now.group or ""}
    match now.verb:
        case Verb.OBSERVE:
            return Text(QT_TRANSLATE_NOOP("core", "Read all partitions without a group; commits nothing"))
        case Verb.JOIN:
            return Text(QT_TRANSLATE_NOOP("core", "Join consumer group {group}"), group)
        case Verb.SWITCH if now.group is None:
            return Text(QT_TRANSLATE_NOOP("core", "Leave, then observe without a group"))
        case Verb.SWITCH:
            return Text(QT_TRANSLATE_NOOP("core", "Leave, then join consumer group {group}"), group)
        case Verb.LEAVE:
            return Text(QT_TRANSLATE_NOOP("core", "Leave consumer group {group}"), group)
        case Verb.STOP:
            return Text(QT_TRANSLATE_NOOP("core", "Stop reading"))


def _no_read(now: PaneContext) -> Text | None:
    if now.state.mode is PaneMode.LEAVING:
        return _what_read_does(now)
    reason = now.no_read or (now.no_join if now.group is not None else None)
    return None if reason is None or now.verb in (Verb.LEAVE, Verb.STOP) else literal(reason)


def _assignment(now: PaneContext) -> Text:
    return ASSIGNMENT.title if _in_group(now) is None else Text(QT_TRANSLATE_NOOP("core", "Assignment (leave the group to change it)"))


def _commit(now: PaneContext) -> Text:
    return COMMIT.title if _in_group(now) is None else Text(QT_TRANSLATE_NOOP("core", "Commit (from the next join on)"))


def _other_start(now: PaneContext) -> Text:
    return Text("{start}…", {"start": now.state.next_plan.start.words()}) if now.state.next_plan.start.kind.takes_value else _OTHER


def _starts_at(start: Start, now: PaneContext) -> bool:
    return now.state.next_plan.start == start


def _throttled(per_second: int, now: PaneContext) -> bool:
    return now.state.per_second == per_second


def _commits(mode: CommitMode, now: PaneContext) -> bool:
    return now.state.next_plan.commit is mode


def _assigned(assignor: Assignor, now: PaneContext) -> bool:
    return now.state.next_plan.assignor is assignor


READ = PaneAction("pane.read", Verb.JOIN.text, wording=lambda now: now.verb.text, explanation=_what_read_does, obstacle=_no_read)
RESTART = PaneAction(
    "pane.restart",
    Text(QT_TRANSLATE_NOOP("core", "Kill and start again")),
    shown=lambda now: isinstance(now.state.error, StuckError),
)
WHY = PaneAction("pane.why", Text(QT_TRANSLATE_NOOP("core", "Why? Ask the doctor")), shown=lambda now: now.case is not None)
START = {
    start: PaneAction(f"pane.start_{start.kind}", start.words(), group="start", checked=partial(_starts_at, start))
    for start in map(Start, PLAIN)
}
OTHER_START = PaneAction(
    "pane.start", _OTHER, wording=_other_start, group="start", checked=lambda now: now.state.next_plan.start.kind.takes_value
)
SEEK_EARLIEST = PaneAction("pane.seek_earliest", Text(QT_TRANSLATE_NOOP("core", "to earliest")), obstacle=_no_seek)
SEEK_LATEST = PaneAction("pane.seek_latest", Text(QT_TRANSLATE_NOOP("core", "to latest")), obstacle=_no_seek)
SEEK = PaneAction("pane.seek", _OTHER, obstacle=_no_seek)
THROTTLE = {
    n: PaneAction(
        f"pane.throttle_{n}",
        Text(QT_TRANSLATE_NOOP("core", "at most {n}/s"), {"n": n}) if n else Text(QT_TRANSLATE_NOOP("core", "as fast as it can")),
        group="throttle",
        checked=partial(_throttled, n),
    )
    for n in THROTTLES
}
COMMIT_MODE = {
    mode: PaneAction(f"pane.commit_{mode}", text, group="commit", checked=partial(_commits, mode))
    for mode, text in (
        (CommitMode.SHOWN, Text(QT_TRANSLATE_NOOP("core", "what was shown"))),
        (CommitMode.MANUAL, Text(QT_TRANSLATE_NOOP("core", "by hand"))),
    )
}
COMMIT_NOW = PaneAction("pane.commit", Text(QT_TRANSLATE_NOOP("core", "Commit now")), obstacle=_no_commit)
_SHARED_OUT = {
    Assignor.RANGE: QT_TRANSLATE_NOOP(
        "core", "Each member gets a run of neighbouring partitions; at a rebalance all members stop and share out anew."
    ),
    Assignor.ROUND_ROBIN: QT_TRANSLATE_NOOP(
        "core", "Partitions are dealt out one by one like cards; at a rebalance all members stop and share out anew."
    ),
    Assignor.STICKY: QT_TRANSLATE_NOOP(
        "core", "As even as it can be with as few partitions moved as possible; at a rebalance all members still stop for a moment."
    ),
    Assignor.COOPERATIVE_STICKY: QT_TRANSLATE_NOOP(
        "core", "Like sticky, but only the partitions that move are given up: the others keep flowing during a rebalance."
    ),
}
ASSIGN = {
    assignor: PaneAction(
        f"pane.assign_{assignor}",
        literal(assignor),
        tip=Text(_SHARED_OUT[assignor]),
        group="assignor",
        checked=partial(_assigned, assignor),
        obstacle=_in_group,
    )
    for assignor in Assignor
}
UNCOMMITTED = PaneAction(
    "pane.uncommitted",
    Text(QT_TRANSLATE_NOOP("core", "Show uncommitted and aborted records")),
    tip=Text(
        QT_TRANSLATE_NOOP("core", "Reads on with isolation level read_uncommitted: records of transactions that are open or were aborted")
    ),
    checked=lambda now: now.state.uncommitted,
)
FIND = PaneAction("pane.find", Text(QT_TRANSLATE_NOOP("core", "Find or filter rows…")), keys=("Ctrl+F",))
FIND_NEXT = PaneAction("pane.find_next", Text(QT_TRANSLATE_NOOP("core", "Next match")), keys=("F3",))
FIND_PREVIOUS = PaneAction("pane.find_previous", Text(QT_TRANSLATE_NOOP("core", "Previous match")), keys=("Shift+F3",))
COPY_ROWS = PaneAction("pane.copy", Text(QT_TRANSLATE_NOOP("core", "Copy rows as lines")), obstacle=_no_row)
SHOW_RECORD = PaneAction("pane.record", Text(QT_TRANSLATE_NOOP("core", "Show record…")), obstacle=_no_row)
EXPORT = PaneAction("pane.export", Text(QT_TRANSLATE_NOOP("core", "Export rows…")))
PYTHON = PaneAction("pane.python", Text(QT_TRANSLATE_NOOP("core", "Show as Python…")))
RENAME = PaneAction("pane.rename", Text(QT_TRANSLATE_NOOP("core", "Rename")))
_MAXIMISE, _RESTORE = Text(QT_TRANSLATE_NOOP("core", "Maximise")), Text(QT_TRANSLATE_NOOP("core", "Back to all panes"))
MAXIMISE = PaneAction("pane.maximise", _MAXIMISE, wording=lambda now: _RESTORE if now.maximised else _MAXIMISE)
KILL = PaneAction(
    "pane.kill",
    Text(QT_TRANSLATE_NOOP("core", "Kill")),
    tip=Text(QT_TRANSLATE_NOOP("core", "Ends the process like a crash: the group is not told")),
    obstacle=_no_process,
)
CLOSE = PaneAction("pane.close", Text(QT_TRANSLATE_NOOP("core", "Close")))

COMMIT: Menu[PaneContext] = Menu(Text(QT_TRANSLATE_NOOP("core", "Commit")), (*COMMIT_MODE.values(), None, COMMIT_NOW), wording=_commit)
ASSIGNMENT: Menu[PaneContext] = Menu(Text(QT_TRANSLATE_NOOP("core", "Assignment")), tuple(ASSIGN.values()), wording=_assignment)
PANE_MENU: Items[PaneContext] = (
    Menu(Text(QT_TRANSLATE_NOOP("core", "Start position")), (*START.values(), OTHER_START)),
    Menu(Text(QT_TRANSLATE_NOOP("core", "Seek")), (SEEK_EARLIEST, SEEK_LATEST, SEEK), obstacle=_no_seek),
    Menu(Text(QT_TRANSLATE_NOOP("core", "Throttle")), tuple(THROTTLE.values())),
    COMMIT,
    ASSIGNMENT, UNCOMMITTED, None, FIND, COPY_ROWS, SHOW_RECORD, EXPORT, PYTHON, None, RENAME, MAXIMISE, None, KILL, CLOSE,
)  # fmt: skip
ACTIONS: tuple[PaneAction, ...] = (READ, RESTART, WHY, *actions_in(PANE_MENU), FIND_NEXT, FIND_PREVIOUS)
