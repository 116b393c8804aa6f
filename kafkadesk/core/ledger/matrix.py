"""What the matrix "Who got what" shows: rows, columns, cells and the verdict of a group."""

from dataclasses import dataclass
from enum import Enum

from kafkadesk.core.delivery import Verdict
from kafkadesk.core.ledger import unreadable as gone
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NAMED = 5  # numbers in a sentence


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
    """A message. number None: from another program. at: time.monotonic() seconds when it was sent, or first arrived here."""

    number: int | None
    topic: str
    partition: int | None
    offset: int | None
    verdict: Verdict | None
    at: float


class CellKind(Enum):
    """What happened between a pane and a message."""

    BLANK = "not yet joined"
    RECEIVED = "received"
    UNCOMMITTED = "received, not committed"
    OTHERS = "another member's"
    WAITING = "waiting"
    MISSING = "missing"
    GONE = "not there any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell. count: how often the pane received the message; delay_ms: from Send to its first arrival, None for others' messages.

    gone: why nobody could receive it.
    """

    kind: CellKind
    count: int = 0
    delay_ms: float | None = None
    gone: GapKind | None = None

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
    BOTH = "missing and redelivered"
    NOBODY = "nobody reading"
    GONE = "gone"  # each once but for what nobody could have


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVerdict:
    """n of `of` confirmed messages received. missing, redelivered: their numbers. observer: a single pane without a group.

    gone: numbers of those that were no longer in the log when they would have been read; unreadable: in the log, but unreadable.
    """

    kind: VerdictKind
    n: int
    of: int
    missing: tuple[int, ...] = ()
    redelivered: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()
    observer: bool = False

    def sentence(self) -> Text:
        """Return the verdict in words."""
        said = self._judged()
        for more in (self._gone(), self._unreadable()):
            said = said if more is None else _both(said, more)
        return said

    def _judged(self) -> Text:
        match self.kind:
            case VerdictKind.NOTHING:
                return Text(QT_TRANSLATE_NOOP("core", "no message yet"))
            case VerdictKind.EACH_ONCE if self.observer:
                return Text(QT_TRANSLATE_NOOP("core", "all ({n} of {of})"), {"n": self.n, "of": self.of})
            case VerdictKind.EACH_ONCE:
                return Text(QT_TRANSLATE_NOOP("core", "each once ({n} of {of})"), {"n": self.n, "of": self.of})
            case VerdictKind.WAITING:
                return Text(QT_TRANSLATE_NOOP("core", "{n} of {of} so far"), {"n": self.n, "of": self.of})
            case VerdictKind.NOBODY:
                return Text(
                    QT_TRANSLATE_NOOP("core", "nobody reading, lag {lag}"),
                    {"lag": self.of - self.n - len(self.gone) - len(self.unreadable)},
                )
            case VerdictKind.MISSING:
                return self._missing()
            case VerdictKind.REDELIVERED:
                return self._redelivered()
            case VerdictKind.BOTH:
                return _both(self._missing(), self._redelivered())
            case VerdictKind.GONE:
                return Text(QT_TRANSLATE_NOOP("core", "{n} of {of}"), {"n": self.n, "of": self.of})

    def _missing(self) -> Text:
        return Text(QT_TRANSLATE_NOOP("core", "{n} missing: {numbers}"), {"n": len(self.missing), "numbers": _listed(self.missing)})

    def _redelivered(self) -> Text:
        numbers = _listed(self.redelivered)
        return Text(QT_TRANSLATE_NOOP("core", "{n} came more than once: {numbers}"), {"n": len(self.redelivered), "numbers": numbers})

    def _gone(self) -> Text | None:
        args = {"n": len(self.gone), "numbers": _listed(self.gone)}
        return Text(QT_TRANSLATE_NOOP("core", "{n} no longer in the log when their turn came: {numbers}"), args) if self.gone else None

    def _unreadable(self) -> Text | None:
        args = {"n": len(self.unreadable), "numbers": _listed(self.unreadable)}
        return Text(QT_TRANSLATE_NOOP("core", "{n} that could not be read: {numbers}"), args) if self.unreadable else None


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


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"#{number}" for number in numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
