"""What the matrix "Who got what" shows: rows, columns, cells and the verdict of a group."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.delivery import Verdict
from kafkadesk.core.ledger import unreadable as gone
from kafkadesk.core.ledger.evidence import Doubt
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NAMED = 5  # numbers in a sentence
DOUBTS = {
    Doubt.NO_COMMIT: QT_TRANSLATE_NOOP("core", "{n} unknown, another program commits nothing: {numbers}"),
    Doubt.FIRST_COMMIT: QT_TRANSLATE_NOOP("core", "{n} unknown, the first commit of another program is past them: {numbers}"),
    Doubt.MOVED: QT_TRANSLATE_NOOP("core", "{n} unknown, the commit was moved past them: {numbers}"),
    Doubt.BEFORE_DELETION: QT_TRANSLATE_NOOP("core", "{n} deleted, and unknown whether another program had read them: {numbers}"),
    Doubt.EITHER_LOG: QT_TRANSLATE_NOOP("core", "{n} unknown, confirmed while the topic was recreated: {numbers}"),
    Doubt.OTHERS_TOO: QT_TRANSLATE_NOOP("core", "{n} that another program may have read too: {numbers}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """A pane in one group, or observing (group None). living: whether it reads now."""

    pane: str
    name: str
    group: str | None
    topic: str
    living: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A message. number None: from another program. at: time.monotonic() seconds when it was sent, or first arrived here.

    log: by what the ledger knows its topic, of which there may have been several of the same name.
    """

    number: int | None
    topic: str
    partition: int | None
    offset: int | None
    verdict: Verdict | None
    at: float
    log: str = ""


class CellKind(Enum):
    """What happened between a pane and a message."""

    BLANK = "not yet joined"
    RECEIVED = "received"
    UNCOMMITTED = "received, not committed"
    OTHERS = "another member's"
    WAITING = "waiting"
    MISSING = "missing"
    GONE = "not there any more"
    UNTOLD = "cannot be determined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell. count: how often the pane received the message; delay_ms: from Send to its first arrival, None for others' messages.

    gone: why nobody could receive it; doubt: why it cannot be determined whether somebody did.
    """

    kind: CellKind
    count: int = 0
    delay_ms: float | None = None
    gone: GapKind | None = None
    doubt: Doubt | None = None

    def why(self, name: str, partition: int | None, owner: str | None) -> Text:
        """Return the reason for its state. name: of the pane; owner: the other pane that owns the partition, if there is one."""
        match self.kind:
            case CellKind.RECEIVED | CellKind.UNCOMMITTED if self.count > 1:
                return Text(QT_TRANSLATE_NOOP("core", "{name} received it {n} times."), {"name": name, "n": self.count})
            case CellKind.RECEIVED:
                return Text(QT_TRANSLATE_NOOP("core", "{name} received it."), {"name": name})
            case CellKind.UNCOMMITTED:
                return Text(
                    QT_TRANSLATE_NOOP("core", "{name} received it. The group has not committed it yet: it would come again."),
                    {"name": name},
                )
            case CellKind.OTHERS if owner is not None:
                return Text(
                    QT_TRANSLATE_NOOP("core", "Partition {partition} belongs to {owner}."), {"partition": partition, "owner": owner}
                )
            case CellKind.OTHERS:
                return Text(QT_TRANSLATE_NOOP("core", "Another member of the group received it."))
            case CellKind.WAITING:
                return Text(QT_TRANSLATE_NOOP("core", "{name} has not come to it yet."), {"name": name})
            case CellKind.MISSING:
                return Text(QT_TRANSLATE_NOOP("core", "{name} has read past it without receiving it."), {"name": name})
            case CellKind.GONE:
                return gone.why(self.gone, name)
            case CellKind.UNTOLD if self.doubt is Doubt.MOVED:
                return Text(
                    QT_TRANSLATE_NOOP(
                        "core",
                        "The group's commit was moved past it while nobody was known in the group: whether somebody received it cannot be determined.",
                    )
                )
            case CellKind.UNTOLD if self.doubt is Doubt.FIRST_COMMIT:
                return Text(
                    QT_TRANSLATE_NOOP(
                        "core",
                        "The first commit of another program is past it: whether that received it, or began to read behind it, cannot be determined.",
                    )
                )
            case CellKind.UNTOLD if self.doubt is Doubt.BEFORE_DELETION:
                return Text(
                    QT_TRANSLATE_NOOP(
                        "core",
                        "It was deleted, and another program had partition {partition}: whether that received it before cannot be determined.",
                    ),
                    {"partition": partition},
                )
            case CellKind.UNTOLD:
                return Text(
                    QT_TRANSLATE_NOOP(
                        "core",
                        "Another program had partition {partition} and committed nothing: whether it received this message cannot be determined.",
                    ),
                    {"partition": partition},
                )
            case CellKind.BLANK:
                return Text(
                    QT_TRANSLATE_NOOP("core", "It was sent before {name} began to read here, or is in no partition yet."), {"name": name}
                )


class VerdictKind(Enum):
    """How a group received the messages so far."""

    NOTHING = "nothing yet"
    EACH_ONCE = "each once"
    WAITING = "waiting"
    MISSING = "missing"
    REDELIVERED = "redelivered"
    COMING_AGAIN = "coming again"
    UNTOLD = "cannot be determined"
    BOTH = "missing and redelivered"
    NOBODY = "nobody reading"
    GONE = "gone"  # each once but for what nobody could have


GRAVEST = (
    VerdictKind.BOTH,
    VerdictKind.MISSING,
    VerdictKind.REDELIVERED,
    VerdictKind.COMING_AGAIN,
    VerdictKind.UNTOLD,
    VerdictKind.WAITING,
    VerdictKind.NOBODY,
    VerdictKind.GONE,
    VerdictKind.EACH_ONCE,
    VerdictKind.NOTHING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVerdict:
    """n of `of` confirmed messages received by our panes, others more by other programs only. missing, redelivered: their numbers.

    again: received, and to be read once more. untold: of which it cannot be determined how often, by reason.
    gone: numbers of those that were no longer in the log when they would have been read; unreadable: in the log, but unreadable.
    observer: a single pane without a group.
    """

    kind: VerdictKind
    n: int
    of: int
    others: int = 0
    missing: tuple[int, ...] = ()
    redelivered: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    untold: tuple[tuple[Doubt, tuple[int, ...]], ...] = ()
    gone: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()
    observer: bool = False

    def joined(self, other: "GroupVerdict") -> "GroupVerdict":
        """Return the verdict on both: on a topic, and on the one that was recreated in its place."""
        if not self.of or not other.of:
            return other if other.of else self
        lists = {
            name: (*getattr(self, name), *getattr(other, name))
            for name in ("missing", "redelivered", "again", "untold", "gone", "unreadable")
        }
        both = VerdictKind.BOTH if lists["missing"] and lists["redelivered"] else min(self.kind, other.kind, key=GRAVEST.index)
        return GroupVerdict(
            kind=both, n=self.n + other.n, of=self.of + other.of, others=self.others + other.others, observer=self.observer, **lists
        )

    def sentence(self) -> Text:
        """Return the verdict in words."""
        parts = [
            *([] if self.missing or self.redelivered or self.again or self.untold else [self._judged()]),
            *(_counted(source, numbers) for source, numbers in self._named() if numbers),
            *([Text(QT_TRANSLATE_NOOP("core", "{n} read by other programs"), {"n": self.others})] if self.others else []),
        ]
        return functools.reduce(_both, parts)

    def _judged(self) -> Text:
        numbers = {"n": self.n, "of": self.of}
        match self.kind:
            case VerdictKind.NOTHING:
                return Text(QT_TRANSLATE_NOOP("core", "no message yet"))
            case VerdictKind.EACH_ONCE if self.observer:
                return Text(QT_TRANSLATE_NOOP("core", "all ({n} of {of})"), numbers)
            case VerdictKind.EACH_ONCE if self.others:
                return Text(QT_TRANSLATE_NOOP("core", "each once here ({n} of {of})"), numbers)
            case VerdictKind.EACH_ONCE:
                return Text(QT_TRANSLATE_NOOP("core", "each once ({n} of {of})"), numbers)
            case VerdictKind.NOBODY:
                waiting = self.of - self.n - self.others - len(self.gone) - len(self.unreadable)
                return Text(QT_TRANSLATE_NOOP("core", "nobody reading, {n} waiting"), {"n": waiting})
            case VerdictKind.GONE:
                return Text(QT_TRANSLATE_NOOP("core", "{n} of {of}"), numbers)
            case _:
                return Text(QT_TRANSLATE_NOOP("core", "{n} of {of} so far"), numbers)

    def _named(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        yield QT_TRANSLATE_NOOP("core", "{n} missing: {numbers}"), self.missing
        yield QT_TRANSLATE_NOOP("core", "{n} came more than once: {numbers}"), self.redelivered
        yield QT_TRANSLATE_NOOP("core", "{n} will come again: {numbers}"), self.again
        for doubt, numbers in self.untold:
            yield DOUBTS[doubt], numbers
        yield QT_TRANSLATE_NOOP("core", "{n} no longer in the log when their turn came: {numbers}"), self.gone
        yield QT_TRANSLATE_NOOP("core", "{n} that could not be read: {numbers}"), self.unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A record's arrival in a pane. redelivered: the group had received it before. number None: another program's."""

    partition: int
    offset: int
    number: int | None
    group: str | None
    generation: int | None
    delay_ms: float | None
    redelivered: bool


def _both(one: Text, other: Text) -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "{one}; {other}"), {"one": one, "other": other})


def _counted(source: str, numbers: tuple[int, ...]) -> Text:
    listed = ", ".join(f"#{number}" for number in numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
    return Text(source, {"n": len(numbers), "numbers": listed})
