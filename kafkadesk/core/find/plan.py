"""What a search reads, and what it looks for."""

from dataclasses import dataclass
from datetime import datetime

from kafkadesk.core.cluster.topics import check_topic_name
from kafkadesk.core.errors import InputError
from kafkadesk.core.rows.filter import RowFilter, parse_filter
from kafkadesk.core.rows.search import Exactly
from kafkadesk.core.rows.terms import Field, Words
from kafkadesk.core.start_position import EARLIEST, LATEST, Start, StartKind
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

BEGINNING, NOW = "beginning", "now"  # as they are typed


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlan:
    """A range of topics to read, and a filter. begin, end: resolved for each partition when the search starts; end is not read any more.

    filter: as in a pane's filter line. partitions: None for all. most: matches at which the search ends. by_key: where the filter
    demands one key, only the partition that it hashes to is read. uncommitted: records of open and aborted transactions too.
    """

    topics: tuple[str, ...]
    filter: str = ""
    begin: Start = EARLIEST
    end: Start = LATEST
    partitions: tuple[int, ...] | None = None
    most: int | None = None
    by_key: bool = True
    uncommitted: bool = False

    def check(self) -> RowFilter | None:
        """Return the filter, None for all records. Raise InputError where the plan cannot be carried out."""
        if not self.topics:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "No topic to search in.")))
        for topic in self.topics:
            check_topic_name(topic)
        if self.most is not None and self.most < 1:
            raise InputError(Text(QT_TRANSLATE_NOOP("core", "The number of matches to find must be 1 or more.")))
        return parse_filter(self.filter)


def exact_key(row_filter: RowFilter | None) -> bytes | None:
    """Return the key that each match must have, if the filter demands one."""
    for term in () if row_filter is None else row_filter.terms:
        match term:
            case Words(search=Exactly(raw=raw), field=Field.KEY):
                return raw
    return None


def position(typed: str) -> Start:
    """Return what was typed as where a range begins or ends. Raise InputError."""
    word = typed.strip()
    if word.lower() == BEGINNING:
        return EARLIEST
    if word.lower() == NOW:
        return LATEST
    if word.isdecimal():
        return Start(StartKind.OFFSET, int(word))
    try:
        return Start(StartKind.TIME, round(datetime.fromisoformat(word).timestamp() * 1000))
    except (ValueError, OverflowError, OSError) as error:
        raise InputError(
            Text(
                QT_TRANSLATE_NOOP("core", "“{word}” is neither an offset nor a time. Write it like {example}."),
                {"word": word, "example": f"{BEGINNING}, {NOW}, 1500, 2026-11-30T18:00, 2026-11-30T18:00:05+01:00"},
            )
        ) from error
