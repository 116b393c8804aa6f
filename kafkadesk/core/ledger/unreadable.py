"""Offsets that could not be delivered: deleted, truncated, compacted, aborted or unreadable.

The ends of transactions (markers) are left out: they never were a message.
"""

from collections import defaultdict
from typing import assert_never

from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.records import GapKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

# The most certain first: compacted offsets are reported as a range, which may hold offsets that are lost for another reason.
KINDS = (GapKind.DELETED, GapKind.TRUNCATED, GapKind.RECREATED, GapKind.ABORTED, GapKind.UNREADABLE, GapKind.COMPACTED)
TOLD_EXACTLY = frozenset(KINDS) - {GapKind.COMPACTED}


class UnreadableOffsets:
    """The offsets of each partition that were passed over, by kind."""

    __slots__ = ("_sets",)

    def __init__(self) -> None:
        self._sets: defaultdict[int, dict[GapKind, OffsetSet]] = defaultdict(dict)

    def add(self, partition: int, start: int, end: int, kind: GapKind) -> None:
        """Note that start..end-1 were passed over."""
        self._sets[partition].setdefault(kind, OffsetSet()).add(start, end)

    def kind(self, partition: int, offset: int) -> GapKind | None:
        """Return why an offset was passed over; None: it was not."""
        sets = self._sets.get(partition)
        return None if sets is None else next((kind for kind in KINDS if kind in sets and offset in sets[kind]), None)

    def forget(self, partition: int, start: int) -> None:
        """Drop what was noted of offsets from `start` on: they mean other records now."""
        for offsets in self._sets.get(partition, {}).values():
            offsets.cut(start)


def short(kind: GapKind | None) -> Text:
    """Return why a message cannot be had, in a word or two."""
    match kind:
        case GapKind.DELETED:
            return Text(QT_TRANSLATE_NOOP("core", "deleted by retention"))
        case GapKind.COMPACTED:
            return Text(QT_TRANSLATE_NOOP("core", "compacted away"))
        case GapKind.ABORTED:
            return Text(QT_TRANSLATE_NOOP("core", "aborted"))
        case GapKind.TRUNCATED:
            return Text(QT_TRANSLATE_NOOP("core", "lost with a broker"))
        case GapKind.RECREATED:
            return Text(QT_TRANSLATE_NOOP("core", "deleted with its topic"))
        case GapKind.UNREADABLE | GapKind.MARKER | None:
            return Text(QT_TRANSLATE_NOOP("core", "cannot be read"))


def why(kind: GapKind | None, name: str) -> Text:
    """Return why a message did not come to the pane `name`."""
    match kind:
        case GapKind.DELETED:
            source = QT_TRANSLATE_NOOP("core", "It was removed by the topic's retention before {name} read it.")
        case GapKind.COMPACTED:
            source = QT_TRANSLATE_NOOP(
                "core", "It was compacted away before {name} read it: a later message with the same key took its place."
            )
        case GapKind.ABORTED:
            source = QT_TRANSLATE_NOOP("core", "Its transaction was aborted, and {name} reads only what was committed.")
        case GapKind.TRUNCATED:
            source = QT_TRANSLATE_NOOP("core", "It was cut off when another broker took over, before {name} read it.")
        case GapKind.RECREATED:
            source = QT_TRANSLATE_NOOP("core", "It was deleted with its topic, before {name} read it.")
        case GapKind.UNREADABLE | GapKind.MARKER | None:
            source = QT_TRANSLATE_NOOP("core", "{name} could not read it and passed it over: see the row in its place.")
        case _:
            assert_never(kind)
    return Text(source, {"name": name})
