"""What goes through the pipes between the window and a consumer process: frames, commands down, events up.

A frame is length (u32, of the body), kind (u8), body; everything little-endian. Small things are JSON, batches of
records are columns (core/wire_records.py) that the window looks into without decoding a single record. No pickle.
An event travels without its `pane`: the window knows which process it listens to.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import IntEnum
from typing import Any

from kafkadesk.core import errors, events
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import PaneEvent, RecordsArrived
from kafkadesk.core.find.plan import SearchPlan
from kafkadesk.core.find.progress import PartitionRead, PassedOver, SearchEnd, SearchEnded, SearchProgress, SearchProgressed
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import EARLIEST, Start
from kafkadesk.core.text import Text
from kafkadesk.core.wire_records import decode_records, encode_records

HEAD = struct.Struct("<IB")
MAX_BODY = 256 * 1024 * 1024  # bytes; the largest record Kafka can be talked into is 100 MB
MAX_NESTING = 20  # of Texts inside Texts, and the like


class WireError(Exception):
    """Bytes on the pipe that no KafkaDesk wrote: the other side is broken, and the pipe with it."""


class FrameKind(IntEnum):
    """What a frame holds."""

    COMMAND = 1
    EVENT = 2
    RECORDS = 3
    ALIVE = 4  # nothing but a sign of life


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Join a group, leaving the one that the pane is in, or observe. positions: where an observer resumes instead of at the plan's start."""

    options: Mapping[str, object] = field(repr=False)  # with the profile's secrets
    plan: ReadPlan
    positions: Mapping[int, int] = field(default_factory=dict)

    def from_earliest(self) -> "Read":
        """Return the same reading from the beginning of the log."""
        return replace(self, plan=replace(self.plan, start=EARLIEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Carry out a search. patience_s: how long a broker may be away before what it has counts as unreadable."""

    options: Mapping[str, object] = field(repr=False)  # with the profile's secrets
    plan: SearchPlan
    patience_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the group, or stop observing; the process stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek:
    """Go on reading from `to`. partition None: all that the pane has."""

    to: Start
    partition: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttle:
    """Hand over at most so many records a second; 0: no limit."""

    per_second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUncommitted:
    """Hand over the records of open and aborted transactions too, or no more; from here on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """Commit what was shown, now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsShown:
    """The window has this batch, and all before it, in its model: they may be committed."""

    serial: int


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave and end the process."""


Command = Read | Find | Leave | Seek | Throttle | ShowUncommitted | Commit | RowsShown | Quit

_COMMANDS = {cls.__name__: cls for cls in (Read, Find, Leave, Seek, Throttle, ShowUncommitted, Commit, RowsShown, Quit)}
_EVENTS = {
    cls.__name__: cls
    for cls in (
        events.WorkerReady,
        events.Revoked,
        events.Assigned,
        events.Reading,
        events.PositionsMoved,
        events.OffsetsCommitted,
        events.Unreadable,
        events.Stopped,
        events.PaneTrouble,
        events.WorkerDied,
        SearchProgressed,
        SearchEnded,
    )
}
_VALUES: dict[str, type[Any]] = {cls.__name__: cls for cls in (SearchPlan, SearchProgress, PartitionRead, PassedOver)}
_ERRORS = {name: cls for name, cls in vars(errors).items() if isinstance(cls, type) and issubclass(cls, UserError)}


def frame(kind: FrameKind, *parts: bytes | memoryview) -> bytes:
    """Return one frame with the parts as its body."""
    size = sum(map(len, parts))
    if size > MAX_BODY:
        raise WireError(f"a frame of {size} bytes is too large to send")
    return b"".join((HEAD.pack(size, kind), *parts))


@dataclass(slots=True)
class FrameReader:
    """Finds frames in bytes that arrive in any portions, without copying them once more.

    Read up to len(room()) bytes into room(), then tell took() how many they were; it returns the frame they completed.
    """

    _head: bytearray = field(default_factory=lambda: bytearray(HEAD.size))
    _body: bytearray | None = None
    _kind: int = 0
    _filled: int = 0

    def room(self) -> memoryview:
        """Return where the next bytes go; never empty, never beyond the frame that is being read."""
        target = self._head if self._body is None else self._body
        return memoryview(target)[self._filled :]

    def took(self, count: int) -> tuple[FrameKind, memoryview] | None:
        """Take note of `count` more bytes in room(). Raise WireError at a length or kind that cannot be."""
        self._filled += count
        if self._body is None:
            if self._filled < HEAD.size:
                return None
            size, self._kind = HEAD.unpack(self._head)
            if size > MAX_BODY:
                raise WireError(f"a frame of {size} bytes is announced")
            if self._kind not in FrameKind._value2member_map_:
                raise WireError(f"a frame of unknown kind {self._kind}")
            self._body, self._filled = bytearray(size), 0
        if self._filled < len(self._body):
            return None
        body = memoryview(self._body)
        self._body, self._filled = None, 0
        return FrameKind(self._kind), body


def encode_command(command: Command) -> bytes:
    return frame(FrameKind.COMMAND, _json(command, skip=None))


def decode_command(body: bytes | memoryview) -> Command:
    """Return the command of a frame's body, or raise WireError."""
    command: Command = _object(body, _COMMANDS, {})
    return command


def encode_event(event: PaneEvent) -> bytes:
    """Return the frame of an event; its `pane` stays behind."""
    if isinstance(event, RecordsArrived):
        return frame(FrameKind.RECORDS, *encode_records(event.batch, group=event.group, generation=event.generation, serial=event.serial))
    return frame(FrameKind.EVENT, _json(event, skip="pane"))


def decode_event(kind: FrameKind, body: bytes | memoryview, *, pane: str, at: float) -> PaneEvent:
    """Return the event of a frame's body, or raise WireError. `at` is when records arrived (time.monotonic() seconds)."""
    if kind is FrameKind.RECORDS:
        try:
            group, generation, serial, batch = decode_records(body)
        except (struct.error, ValueError, TypeError, IndexError) as error:
            raise WireError(f"a batch of records cannot be read: {error}") from error
        return RecordsArrived(pane=pane, group=group, generation=generation, serial=serial, batch=batch, at=at)
    if kind is not FrameKind.EVENT:
        raise WireError(f"a frame of kind {kind.name} where events are expected")
    event: PaneEvent = _object(body, _EVENTS, {"pane": pane})
    return event


def _json(message: Any, *, skip: str | None) -> bytes:
    values = {f.name: _plain(getattr(message, f.name)) for f in fields(message) if f.name != skip}
    return json.dumps([type(message).__name__, values], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _object(body: bytes | memoryview, classes: Mapping[str, type[Any]], more: Mapping[str, object]) -> Any:
    try:
        name, values = json.loads(bytes(body).decode("utf-8", "surrogatepass"))
        return classes[name](**{k: _rich(v) for k, v in values.items()}, **more)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WireError(f"a message cannot be read: {error!r}") from error


def _plain(value: object, depth: int = 0) -> object:
    """Return `value` as JSON can hold it. What JSON has no word for becomes {"~": [word, …]}; any mapping is such a thing."""
    if depth > MAX_NESTING:
        raise WireError("a message is nested too deeply")
    deeper = depth + 1
    match value:
        case GapKind():
            return {"~": ["gap", value.value]}
        case SearchEnd():
            return {"~": ["end", value.value]}
        case SearchPlan() | SearchProgress() | PartitionRead() | PassedOver():
            held = {f.name: getattr(value, f.name) for f in fields(value)}
            return {"~": ["value", type(value).__name__, _plain(held, deeper)]}
        case None | bool() | int() | float() | str():
            return value
        case tuple() | list():
            return [_plain(v, deeper) for v in value]
        case frozenset() | set():
            return {"~": ["set", *(_plain(v, deeper) for v in value)]}
        case Mapping():
            return {"~": ["map", *([_plain(k, deeper), _plain(v, deeper)] for k, v in value.items())]}
        case Start():
            return {"~": ["start", value.to_json()]}
        case ReadPlan():
            return {"~": ["plan", value.to_json()]}
        case Text():
            return {"~": ["text", value.source, _plain(value.args, deeper)]}
        case UserError():
            return {"~": ["error", type(value).__name__, _plain(vars(value), deeper)]}
        case _:
            return str(value)  # an argument of a Text: it is only ever shown


def _rich(value: Any) -> Any:
    """Return what _plain was given, lists as tuples; raise ValueError, TypeError or KeyError where it cannot have come from it."""
    match value:
        case list():
            return tuple(_rich(v) for v in value)
        case {"~": ["set", *items]}:
            return frozenset(_rich(v) for v in items)
        case {"~": ["map", *pairs]}:
            return {_rich(k): _rich(v) for k, v in pairs}
        case {"~": ["gap", str(kind)]}:
            return GapKind(kind)
        case {"~": ["end", str(end)]}:
            return SearchEnd(end)
        case {"~": ["value", str(name), held]}:
            return _VALUES[name](**_rich(held))
        case {"~": ["start", start]}:
            return Start.from_json(start)
        case {"~": ["plan", dict(plan)]}:
            return ReadPlan.from_json(plan)
        case {"~": ["text", str(source), args]}:
            return Text(source, _rich(args))
        case {"~": ["error", str(name), args]}:
            return _error(_ERRORS[name], **_rich(args))
        case dict():
            raise ValueError("an object without a known mark")
        case _:
            return value


def _error(cls: type[UserError], *, title: Text, hint: Text | None, retry: bool, **more: object) -> UserError:
    """Return an error with the attributes it had. Its constructor is passed by: each class takes other arguments."""
    error = cls.__new__(cls)
    UserError.__init__(error, title, hint, retry=retry)
    vars(error).update(more)
    return error
