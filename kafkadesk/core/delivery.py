"""A send and its verdict (Kafka's delivery result)."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kafkadesk.core.text import Text


class Verdict(Enum):
    """What became of a send: its delivery result. The last four are final: a send ends in exactly one of them.

    final: whether it can no longer change.

    DeliveryLog.apply() (core/sends/deliveries.py) makes a send UNKNOWN when a SendFailed says `may_be_written`. Four places say so:
    - ProducerSession.settle() (transport/producer/session.py): the send failed after its batch was put into a request, and
      Attempt.may_be_written (batch_watch.py) does not rule out that the broker wrote it.
    - _OpenSend.confirmed() there: the broker acknowledged the batch without an offset.
    - Sends.reconcile() (desk/sends/sends.py): no verdict came long after the delivery timeout.
    - FireAndForget.run(): the process failed, and nobody knows how many records it handed over.
    The last two use SendBook.leave_unknown(). A send that a crashed session left without a verdict is looked up like an unknown one.
    """

    def __init__(self, word: str) -> None:
        self.final = word not in ("queued", "in flight")  # no property: it is asked several times of every send

    QUEUED = "queued"
    IN_FLIGHT = "in flight"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"  # certainly not written
    UNKNOWN = "unknown"  # may have been written
    NOT_CONFIRMED = "not confirmed"  # fire and forget: nobody waited for the broker's answer


class WaitKind(Enum):
    """What an open send waits for."""

    ANSWER = "answer"  # it was sent for the first time
    RETRY = "retry"  # it was sent before, and will be or was sent again
    LEADER = "leader"  # nobody leads its partition
    BROKER = "broker"  # there is no connection
    TURN = "turn"  # earlier sends come first


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open send's state between handing over and verdict. tries: how often it was sent."""

    kind: WaitKind
    tries: int
    why: Text


class Delivery(NamedTuple):
    """One send, as far as it is known now. Partition and offset are None until the broker has reported them.

    A tuple and no dataclass, as OutgoingRecord: thousands a second are created, and replaced with their verdict, at a third of the cost.

    number: the `#` of the window, unique in a session. send_id: which press of Send it belongs to.
    sent_at: time.monotonic() seconds at Send; wall_ms: the same moment, milliseconds since the epoch.
    hint: what to do about the reason, if anything can be done.
    found: for a send that was not confirmed, whether reading the topic found it (None: not looked up, or it cannot be determined).
    looked_up: what reading the topic showed, in words.
    """

    number: int
    send_id: int
    topic: str
    partition: int | None
    sent_at: float
    wall_ms: int
    offset: int | None = None
    key: bytes | None = None
    value_size: int | None = None
    latency_ms: float | None = None
    verdict: Verdict = Verdict.QUEUED
    reason: Text | None = None
    hint: Text | None = None
    found: bool | None = None
    looked_up: Text | None = None


class Mode(Enum):
    """How a series is sent: each verdict is awaited, no verdict is awaited, or the process exits without asking."""

    CONFIRM = "confirm"
    PIPELINED = "pipelined"
    FORGET = "forget"


class Partitioning(Enum):
    """Who chooses the partition, where the user did not name one."""

    AUTOMATIC = "auto"  # by key; without key random, as the library does
    SPREAD = "spread"  # round robin


class Encoding(Enum):
    """How a typed text becomes bytes once its template is filled in. JSON: UTF-8 too, but only strict JSON is accepted."""

    TEXT = "text"
    JSON = "json"
    HEX = "hex"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPlan:
    """What one press of Send asks for. value, key and header values are templates; value None is a null (tombstone).

    header_encodings: in the order of the headers; headers beyond its end are text. ascii_escaped: for a value that is text
    or JSON. templates False: everything is sent as it is typed, {{ and }} too.
    """

    topic: str
    value: str | None
    key: str | None = None
    headers: tuple[tuple[str, str | None], ...] = ()
    partition: int | Partitioning = Partitioning.SPREAD
    count: int = 1
    every_ms: int = 0
    mode: Mode = Mode.CONFIRM
    ascii_escaped: bool = False
    name: str | None = None
    value_encoding: Encoding = Encoding.TEXT
    key_encoding: Encoding = Encoding.TEXT
    header_encodings: tuple[Encoding, ...] = ()
    templates: bool = True

    @property
    def one_by_one(self) -> bool:
        """Whether each record is sent by itself: after the verdict of the one before, or at its own time."""
        return self.mode is Mode.CONFIRM or self.every_ms > 0

    def header_encoding(self, index: int) -> Encoding:
        """Return how the header at `index` becomes bytes."""
        return self.header_encodings[index] if index < len(self.header_encodings) else Encoding.TEXT


class OutgoingRecord(NamedTuple):
    """One record ready for the producer: bytes, and the partition if it is decided. timestamp_ms: its time, None: that of the send."""

    number: int
    topic: str
    partition: int | None
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    timestamp_ms: int | None = None

    @property
    def size(self) -> int:
        """How many bytes key, value and headers hold."""
        size = len(self.key or b"") + len(self.value or b"")
        return size + sum(len(name.encode()) + len(value or b"") for name, value in self.headers) if self.headers else size


@dataclass(frozen=True, slots=True, kw_only=True)
class SendProgress:
    """The progress of one press of Send. seconds: from its start to its last verdict so far. requests: None if unknown.

    held: how many sends of all presses are open while the next one waits for room; None while nothing waits.
    stopped: it is done, and was stopped before all planned records were started.
    """

    send_id: int
    name: str | None
    topic: str
    mode: Mode
    planned: int
    started: int
    resolved: int
    confirmed: int
    seconds: float
    requests: int | None
    done: bool
    held: int | None = None
    stopped: bool = False
