"""What the tables of the places *Topics* and *Groups* show in which column."""

from dataclasses import dataclass, field

from kafkadesk.core.cluster.survey import (
    NO_STATE,
    GroupKind,
    PartitionFacts,
    SettingFacts,
    SettingSource,
    Survey,
    TopicFacts,
    Total,
    bytes_words,
    topics_of,
    total_words,
)
from kafkadesk.core.groups.behind import Behind, time_words
from kafkadesk.core.groups.lag_history import pace_words
from kafkadesk.core.state import GroupInfo, GroupMember
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.one_line import number_text
from kafkadesk.models.column_table import Column, Tone

UNKNOWN = "—"
MOST_NAMED = 30  # groups in a tool tip
STATES = {"Stable": Tone.GOOD, "Empty": Tone.MUTED, NO_STATE: Tone.MUTED}


@dataclass(slots=True)
class Sight:
    """What the cells of topics and groups are made from when they are painted. marked: the favourites; topic: on which lags are looked at."""

    survey: Survey = field(default_factory=Survey)
    marked: frozenset[str] = frozenset()
    topic: str | None = None

    def lag(self, group: GroupInfo) -> Total | None:
        return self.survey.lag_in_all(group.group) if self.topic is None else self.survey.lag(group.group, self.topic)

    def behind(self, group: GroupInfo) -> Behind:
        return self.survey.behind_in_all(group.group, self.topic)

    def largest_lag(self, topic: TopicFacts) -> Total | None:
        """Return the lag of the group that is furthest behind on a topic."""
        readers = self.survey.readers_of(topic.name)
        return self.survey.lag(readers[0], topic.name) if readers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionRow:
    """A partition of a topic."""

    number: int
    facts: PartitionFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetRow:
    """What a group has committed in a partition, and how far it is behind."""

    topic: str
    number: int
    committed: int | None
    end: int | None
    lag: int | None
    behind_ms: int | None


def offset_rows(survey: Survey, group: GroupInfo) -> list[OffsetRow]:
    """Return a row for each partition of each topic that a group has commits or partitions of."""
    rows = []
    for topic in topics_of(group):
        committed, facts = group.committed.get(topic, {}), survey.topics.get(topic)
        lags, behind = survey.lags(group.group, topic), survey.behind(group.group, topic)
        for number in sorted({*committed, *lags}):
            end = facts.partitions[number].end if facts is not None and number < len(facts.partitions) else None
            rows.append(
                OffsetRow(
                    topic=topic,
                    number=number,
                    committed=committed.get(number),
                    end=end,
                    lag=lags.get(number),
                    behind_ms=behind.get(number),
                )
            )
    return rows


def _low(value: int | None) -> int:
    return -1 if value is None else value


def _total_key(total: Total | None) -> tuple[int, int]:
    return (-1, 0) if total is None else (total.known if total.known or not total.unknown else -1, total.unknown)


def _behind_key(behind: Behind) -> int:
    return -1 if behind.ms is None else behind.ms


def _lag_tone(lag: Total | None) -> Tone:
    if lag is None or (lag.unknown and not lag.known):
        return Tone.MUTED
    return Tone.WARN if lag.known else Tone.GOOD


def _records(topic: TopicFacts) -> str:
    words = total_words(topic.records)
    return f"~ {words}" if topic.fewer and topic.records.known else words


def _replicas(topic: TopicFacts) -> Text | str:
    in_sync, replicas = topic.replicas
    if in_sync == replicas:
        return str(replicas)
    return Text(QT_TRANSLATE_NOOP("core", "{in_sync} of {replicas}"), {"in_sync": in_sync, "replicas": replicas})


def _rate(topic: TopicFacts) -> str:
    rate = topic.per_second
    if rate is None:
        return UNKNOWN
    return f"{rate:,.0f}" if rate >= 10 or rate == 0 else f"{rate:.1f}"


def _readers(survey: Survey, topic: TopicFacts) -> Text | str:
    readers = survey.readers_of(topic.name)
    if not readers:
        return Text(QT_TRANSLATE_NOOP("core", "nobody")) if survey.complete else UNKNOWN
    first = Text(
        QT_TRANSLATE_NOOP("core", "{group} lag {lag}"), {"group": readers[0], "lag": total_words(survey.lag(readers[0], topic.name))}
    )
    more = len(readers) - 1
    return Text("{first} · +{more}", {"first": first, "more": more}) if more else first


def _partitions(partitions: dict[str, tuple[int, ...]]) -> str:
    return "; ".join(f"{topic}: {', '.join(map(str, numbers))}" for topic, numbers in sorted(partitions.items()))


def _title(text: str) -> Text:
    return Text(text)


def topic_columns(sight: Sight) -> tuple[Column[TopicFacts], ...]:
    """Return the columns of all topics."""
    return (
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "topic")),
            text=lambda topic: f"★ {topic.name}" if topic.name in sight.marked else topic.name,
            key=lambda topic: (topic.name not in sight.marked, topic.name),
            tone=lambda topic: Tone.MUTED if topic.internal else Tone.STRONG if topic.name in sight.marked else Tone.PLAIN,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "part.")),
            text=lambda topic: str(len(topic.partitions)),
            key=lambda topic: len(topic.partitions),
            number=True,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "repl.")),
            text=_replicas,
            key=lambda topic: topic.replicas,
            tone=lambda topic: Tone.PLAIN if topic.replicas[0] == topic.replicas[1] else Tone.BAD,
            number=True,
        ),
        Column(title=_title(QT_TRANSLATE_NOOP("core", "records")), text=_records, key=lambda topic: _total_key(topic.records), number=True),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "bytes")),
            text=lambda topic: total_words(topic.size, size=True),
            key=lambda topic: _total_key(topic.size),
            number=True,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "in /s")),
            text=_rate,
            key=lambda topic: -1.0 if topic.per_second is None else topic.per_second,
            number=True,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "clean-up")),
            text=lambda topic: topic.cleanup() or UNKNOWN,
            key=lambda topic: str(topic.cleanup() or ""),
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "read by")),
            text=lambda topic: _readers(sight.survey, topic),
            key=lambda topic: _total_key(sight.largest_lag(topic)),
            tone=lambda topic: _lag_tone(sight.largest_lag(topic)),
            tip=lambda topic: ", ".join(sight.survey.readers_of(topic.name)[:MOST_NAMED]) or _readers(sight.survey, topic),
        ),
    )


def group_columns(sight: Sight) -> tuple[Column[GroupInfo], ...]:
    """Return the columns of groups; their topics too, unless they are those of one topic."""
    of_all: tuple[Column[GroupInfo], ...] = (
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "trend")),
            text=lambda group: pace_words(sight.survey.paces.get(group.group), 0 if (lag := sight.lag(group)) is None else lag.known),
            key=lambda group: sight.survey.paces.get(group.group, float("-inf")),
            tone=lambda group: Tone.WARN if sight.survey.paces.get(group.group, 0) > 0 else Tone.PLAIN,
        ),
        Column(title=_title(QT_TRANSLATE_NOOP("core", "topics")), text=lambda group: ", ".join(topics_of(group)) or UNKNOWN, key=topics_of),
    )
    return (
        Column(title=_title(QT_TRANSLATE_NOOP("core", "group")), text=lambda group: group.group, key=lambda group: group.group),
        Column(title=_title(QT_TRANSLATE_NOOP("core", "kind")), text=lambda group: GroupKind.of(group).text, key=GroupKind.of),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "state")),
            text=lambda group: group.state or UNKNOWN,
            key=lambda group: group.state,
            tone=lambda group: STATES.get(group.state, Tone.WARN),
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "members")),
            text=lambda group: UNKNOWN if group.state == NO_STATE or group.other_kind is not None else str(len(group.members)),
            key=lambda group: len(group.members),
            number=True,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "lag")),
            text=lambda group: UNKNOWN if (lag := sight.lag(group)) is None else total_words(lag),
            key=lambda group: _total_key(sight.lag(group)),
            tone=lambda group: _lag_tone(sight.lag(group)),
            number=True,
        ),
        Column(
            title=_title(QT_TRANSLATE_NOOP("core", "behind")),
            text=lambda group: sight.behind(group).words(),
            key=lambda group: _behind_key(sight.behind(group)),
            tone=lambda group: _lag_tone(sight.lag(group)),
            number=True,
        ),
        *(of_all if sight.topic is None else ()),
    )


PARTITION_COLUMNS: tuple[Column[PartitionRow], ...] = (
    Column(title=_title(QT_TRANSLATE_NOOP("core", "part.")), text=lambda row: str(row.number), key=lambda row: row.number, number=True),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "leader")),
        text=lambda row: Text(QT_TRANSLATE_NOOP("core", "none")) if row.facts.leader is None else str(row.facts.leader),
        key=lambda row: _low(row.facts.leader),
        tone=lambda row: Tone.BAD if row.facts.leader is None else Tone.PLAIN,
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "replicas")),
        text=lambda row: ", ".join(map(str, row.facts.replicas)),
        key=lambda row: row.facts.replicas,
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "in sync")),
        text=lambda row: ", ".join(map(str, row.facts.in_sync)),
        key=lambda row: row.facts.in_sync,
        tone=lambda row: Tone.PLAIN if len(row.facts.in_sync) == len(row.facts.replicas) else Tone.BAD,
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "begin")),
        text=lambda row: number_text(row.facts.begin),
        key=lambda row: _low(row.facts.begin),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "end")),
        text=lambda row: number_text(row.facts.end),
        key=lambda row: _low(row.facts.end),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "records")),
        text=lambda row: number_text(row.facts.records),
        key=lambda row: _low(row.facts.records),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "bytes")),
        text=lambda row: UNKNOWN if row.facts.size is None else bytes_words(row.facts.size),
        key=lambda row: _low(row.facts.size),
        number=True,
    ),
)

SETTING_COLUMNS: tuple[Column[SettingFacts], ...] = (
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "setting")),
        text=lambda row: row.name,
        key=lambda row: (row.source is not SettingSource.TOPIC, row.name),
        tone=lambda row: Tone.STRONG if row.source is SettingSource.TOPIC else Tone.PLAIN,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "value")),
        text=lambda row: UNKNOWN if row.value is None else row.value,
        key=lambda row: row.value or "",
        tone=lambda row: Tone.STRONG if row.source is SettingSource.TOPIC else Tone.PLAIN,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "where from")),
        text=lambda row: row.source.text,
        key=lambda row: row.source.value,
        tone=lambda row: Tone.PLAIN if row.source is SettingSource.TOPIC else Tone.MUTED,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "what it means")),
        text=lambda row: row.about.partition(". ")[0].rstrip("."),
        key=lambda row: row.about,
        tone=lambda _: Tone.MUTED,
        tip=lambda row: row.about,
    ),
)

MEMBER_COLUMNS: tuple[Column[GroupMember], ...] = (
    Column(title=_title(QT_TRANSLATE_NOOP("core", "client")), text=lambda row: row.client_id, key=lambda row: row.client_id),
    Column(title=_title(QT_TRANSLATE_NOOP("core", "host")), text=lambda row: row.host, key=lambda row: row.host),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "partitions")),
        text=lambda row: _partitions(dict(row.partitions)) or Text(QT_TRANSLATE_NOOP("core", "none")),
        key=lambda row: _partitions(dict(row.partitions)),
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "member ID")),
        text=lambda row: row.member_id,
        key=lambda row: row.member_id,
        tone=lambda _: Tone.MUTED,
    ),
)

OFFSET_COLUMNS: tuple[Column[OffsetRow], ...] = (
    Column(title=_title(QT_TRANSLATE_NOOP("core", "topic")), text=lambda row: row.topic, key=lambda row: (row.topic, row.number)),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "part.")),
        text=lambda row: str(row.number),
        key=lambda row: (row.number, row.topic),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "committed")),
        text=lambda row: number_text(row.committed),
        key=lambda row: _low(row.committed),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "log end")),
        text=lambda row: number_text(row.end),
        key=lambda row: _low(row.end),
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "lag")),
        text=lambda row: number_text(row.lag),
        key=lambda row: _low(row.lag),
        tone=lambda row: Tone.MUTED if row.lag is None else Tone.WARN if row.lag else Tone.GOOD,
        number=True,
    ),
    Column(
        title=_title(QT_TRANSLATE_NOOP("core", "behind")),
        text=lambda row: UNKNOWN if row.behind_ms is None else time_words(row.behind_ms),
        key=lambda row: _low(row.behind_ms),
        tone=lambda row: Tone.MUTED if row.behind_ms is None else Tone.WARN if row.behind_ms else Tone.GOOD,
        number=True,
    ),
)
