"""Offsets that could not be delivered: deleted, truncated, compacted, aborted or unreadable.

Their kinds are those of events.Unreadable. The ends of transactions ("marker") are left out: they never were a message.
"""

from collections import defaultdict

from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

# The most certain first: compacted offsets are reported as a range, which may hold offsets that are lost for another reason.
KINDS = ("deleted", "truncated", "remade", "aborted", "unreadable", "compacted")
ANEW = ("truncated", "remade")  # the same offsets are other records from then on
TOLD_EXACTLY = frozenset(KINDS) - {"compacted"}


class UnreadableOffsets:
    """The offsets of each partition that were passed over, by kind."""

    __slots__ = ("_sets",)

    def __init__(self) -> None:
        self._sets: defaultdict[int, dict[str, OffsetSet]] = defaultdict(dict)

    def add(self, partition: int, start: int, end: int, kind: str) -> None:
        """Note that start..end-1 were passed over."""
        self._sets[partition].setdefault(kind, OffsetSet()).add(start, end)

    def kind(self, partition: int, offset: int) -> str:
        """Return why an offset was passed over; empty: it was not."""
        sets = self._sets.get(partition)
        return "" if sets is None else next((kind for kind in KINDS if kind in sets and offset in sets[kind]), "")

    def forget(self, partition: int, start: int) -> None:
        """Drop what was noted of offsets from `start` on: they mean other records now."""
        for offsets in self._sets.get(partition, {}).values():
            offsets.cut(start)


def short(kind: str) -> Text:
    """Return why a message cannot be had, in a word or two."""
    match kind:
        case "deleted":
            return Text(QT_TRANSLATE_NOOP("core", "deleted by retention"))
        case "compacted":
            return Text(QT_TRANSLATE_NOOP("core", "compacted away"))
        case "aborted":
            return Text(QT_TRANSLATE_NOOP("core", "aborted"))
        case "truncated":
            return Text(QT_TRANSLATE_NOOP("core", "lost with a broker"))
        case "remade":
            return Text(QT_TRANSLATE_NOOP("core", "deleted with its topic"))
        case _:
            return Text(QT_TRANSLATE_NOOP("core", "cannot be read"))


def why(kind: str, name: str) -> Text:
    """Return why a message did not come to the pane `name`."""
    match kind:
        case "deleted":
            source = QT_TRANSLATE_NOOP("core", "It was removed by the topic's retention before {name} read it.")
        case "compacted":
            source = QT_TRANSLATE_NOOP(
                "core", "It was compacted away before {name} read it: a later message with the same key took its place."
            )
        case "aborted":
            source = QT_TRANSLATE_NOOP("core", "Its transaction was aborted, and {name} reads only what was committed.")
        case "truncated":
            source = QT_TRANSLATE_NOOP("core", "It was cut off when another broker took over, before {name} read it.")
        case "remade":
            source = QT_TRANSLATE_NOOP("core", "It was deleted with its topic, before {name} read it.")
        case _:
            source = QT_TRANSLATE_NOOP("core", "{name} could not read it and passed it over: see the row in its place.")
    return Text(source, {"name": name})
