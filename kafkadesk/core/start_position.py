"""Where reading starts: the kinds there are, with their words, their forms in files and scripts, and the offsets they mean."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, assert_never

from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

P = TypeVar("P")  # a partition, as the caller calls it

LOG_END, LOG_START = -1, -2  # in place of a time, when a broker is asked for offsets: Kafka's own numbers


class StartKind(StrEnum):
    """The kinds of start positions."""

    LATEST = "latest"
    EARLIEST = "earliest"
    LAST = "last"
    OFFSET = "offset"
    TIME = "time"

    @property
    def takes_value(self) -> bool:
        """Whether it means nothing without a number."""
        match self:
            case StartKind.LATEST | StartKind.EARLIEST:
                return False
            case StartKind.LAST | StartKind.OFFSET | StartKind.TIME:
                return True
            case _ as never:
                assert_never(never)


PLAIN = tuple(kind for kind in StartKind if not kind.takes_value)


@dataclass(frozen=True, slots=True)
class Start:
    """Where reading starts when the group has no commit. value: records a partition (LAST), an offset, or ms since the epoch (TIME)."""

    kind: StartKind = StartKind.LATEST
    value: int | None = None

    @property
    def number(self) -> int:
        """The value of a kind that takes one; raises ValueError when it is missing."""
        if self.value is None:
            raise ValueError(f"{self.kind} without a number")
        return self.value

    def words(self) -> Text:
        """Return the position in two words."""
        match self.kind:
            case StartKind.LATEST:
                return Text(QT_TRANSLATE_NOOP("core", "from latest"))
            case StartKind.EARLIEST:
                return Text(QT_TRANSLATE_NOOP("core", "from earliest"))
            case StartKind.LAST:
                return Text(QT_TRANSLATE_NOOP("core", "from the last {n}"), {"n": self.value})
            case StartKind.OFFSET:
                return Text(QT_TRANSLATE_NOOP("core", "from offset {n}"), {"n": self.value})
            case StartKind.TIME:
                return Text(QT_TRANSLATE_NOOP("core", "from a time"))
            case _ as never:
                assert_never(never)

    def to_json(self) -> dict[str, object]:
        """Return plain JSON values for the settings and the pipes."""
        return {"kind": self.kind.value, "value": self.value}

    @classmethod
    def from_json(cls, stored: object) -> "Start":
        """Return what to_json() was called on; raise ValueError for anything else."""
        match stored:
            case {"kind": str(kind), "value": int() | None as value} if StartKind(kind).takes_value == (value is not None):
                return cls(StartKind(kind), value)
            case _:
                raise ValueError(f"not a start position: {stored!r}")

    def as_python(self) -> str:
        """Return the lines of a script's function that returns the position of `partition`."""
        match self.kind:
            case StartKind.LATEST:
                return f"    return {_END}"
            case StartKind.EARLIEST:
                return f"    return {_BEGINNING}"
            case StartKind.LAST:
                return f"    return max({_BEGINNING}, {_END} - {self.number})"
            case StartKind.OFFSET:
                return f"    return {self.number}"
            case StartKind.TIME:
                return (
                    f"    found = consumer.offsets_for_times({{partition: {self.number}}})[partition]  # milliseconds since 1970\n"
                    f"    return found.offset if found else {_END}"
                )
            case _ as never:
                assert_never(never)

    async def resolve(self, partitions: Collection[P], offsets_at: Callable[[int], Awaitable[Mapping[P, int]]]) -> Mapping[P, int]:
        """Return the first offset to read of each partition.

        offsets_at(ms): the first offset of each partition from that time on, for those that have one; or at LOG_START or LOG_END.
        """
        match self.kind:
            case StartKind.LATEST:
                return await offsets_at(LOG_END)
            case StartKind.EARLIEST:
                return await offsets_at(LOG_START)
            case StartKind.LAST:
                first, end = await offsets_at(LOG_START), await offsets_at(LOG_END)
                return {p: max(first[p], end[p] - self.number) for p in partitions}
            case StartKind.OFFSET:
                first, end = await offsets_at(LOG_START), await offsets_at(LOG_END)
                return {p: min(max(first[p], self.number), end[p]) for p in partitions}
            case StartKind.TIME:
                since, end = await offsets_at(max(0, self.number)), await offsets_at(LOG_END)
                return {p: since.get(p, end[p]) for p in partitions}  # nothing that young: only what comes
            case _ as never:
                assert_never(never)


LATEST, EARLIEST = Start(StartKind.LATEST), Start(StartKind.EARLIEST)

_BEGINNING = "consumer.beginning_offsets([partition])[partition]"
_END = "consumer.end_offsets([partition])[partition]"
