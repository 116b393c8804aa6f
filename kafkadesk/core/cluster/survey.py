"""What a cluster says of all its topics and groups, for the places *Topics* and *Groups* and the commands of these names.

Whatever was not asked for yet, or not answered, is None or counted as unknown: never 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import TypeAlias

from kafkadesk.core.errors import UserError
from kafkadesk.core.groups.behind import Behind, Times, Unread, behind_ms
from kafkadesk.core.state import GroupInfo
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

CLEANUP, RETENTION_MS, RETENTION_BYTES = "cleanup.policy", "retention.ms", "retention.bytes"
SHOWN_SETTINGS = (CLEANUP, RETENTION_MS, RETENTION_BYTES)
RATE_FROM_S = 1.0  # two looks that are closer together make no rate
UNITS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s"))
NO_STATE = ""  # of a group whose coordinator did not answer for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum over partitions: of those whose figure is known, and how many are not."""

    known: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, parts: Iterable[int | None]) -> "Total":
        found = list(parts)
        return cls(known=sum(part for part in found if part is not None), unknown=found.count(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionFacts:
    """One partition. replicas, in_sync: broker ids. begin, end: offsets. size: bytes of the leader's copy."""

    leader: int | None
    replicas: tuple[int, ...]
    in_sync: tuple[int, ...]
    begin: int | None = None
    end: int | None = None
    size: int | None = None

    @property
    def records(self) -> int | None:
        """Offsets between begin and end: at most so many records are there."""
        return None if self.begin is None or self.end is None else max(0, self.end - self.begin)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    """One topic. partitions: in order. settings: of SHOWN_SETTINGS, those that the broker tells.

    asked_at: when its offsets were asked for (time.monotonic() seconds); None: not yet. per_second: records that were written between two looks.
    """

    name: str
    partitions: tuple[PartitionFacts, ...]
    internal: bool = False
    topic_id: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    asked_at: float | None = None
    per_second: float | None = None

    @property
    def records(self) -> Total:
        return Total.of(p.records for p in self.partitions)

    @property
    def size(self) -> Total:
        return Total.of(p.size for p in self.partitions)

    @property
    def fewer(self) -> bool:
        """Whether there are surely offsets without a record: the broker keeps the newest of a key only."""
        return "compact" in self.settings.get(CLEANUP, "")

    @property
    def replicas(self) -> tuple[int, int]:
        """How many replicas of a partition are in sync, and of how many: those of the partition that lacks most."""
        return min(((len(p.in_sync), len(p.replicas)) for p in self.partitions), key=lambda pair: (pair[0] - pair[1], pair), default=(0, 0))

    def since(self, before: "TopicFacts | None") -> "TopicFacts":
        """Return it with the rate since an earlier look, where both know all ends of the same logs."""
        if before is None or before.topic_id != self.topic_id or before.asked_at is None or self.asked_at is None:
            return self
        ends, earlier = Total.of(p.end for p in self.partitions), Total.of(p.end for p in before.partitions)
        seconds = self.asked_at - before.asked_at
        if ends.unknown or earlier.unknown or len(self.partitions) != len(before.partitions) or ends.known < earlier.known:
            return self
        if seconds < RATE_FROM_S:
            return replace(self, per_second=before.per_second)
        return replace(self, per_second=(ends.known - earlier.known) / seconds)

    def cleanup(self) -> Text | None:
        """Return how the broker deletes old records, such as "delete · 7 d"; None: it does not tell."""
        policy = self.settings.get(CLEANUP)
        if policy is None:
            return None
        if "delete" not in policy.split(","):
            return Text("{policy}", {"policy": policy})
        kept = Text("{policy} · {kept}", {"policy": policy, "kept": _retention(self.settings.get(RETENTION_MS))})
        limit = _number(self.settings.get(RETENTION_BYTES))
        return kept if limit is None or limit < 0 else Text("{kept} · {bytes}", {"kept": kept, "bytes": bytes_words(limit)})


class SettingSource(Enum):
    """Where a topic's setting has its value from. The numbers are those of DescribeConfigs."""

    TOPIC = 1
    BROKER = 2
    CLUSTER = 3
    FILE = 4
    DEFAULT = 5
    UNKNOWN = 0

    @property
    def text(self) -> Text:
        return _SOURCES[self]


_SOURCES = {
    SettingSource.TOPIC: Text(QT_TRANSLATE_NOOP("core", "set for this topic")),
    SettingSource.BROKER: Text(QT_TRANSLATE_NOOP("core", "set for a broker")),
    SettingSource.CLUSTER: Text(QT_TRANSLATE_NOOP("core", "set for the cluster")),
    SettingSource.FILE: Text(QT_TRANSLATE_NOOP("core", "from server.properties")),
    SettingSource.DEFAULT: Text(QT_TRANSLATE_NOOP("core", "Kafka's default")),
    SettingSource.UNKNOWN: Text(QT_TRANSLATE_NOOP("core", "unknown")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingFacts:
    """A setting of a topic. value: None where the broker does not tell it. about: what the broker says of it, in English."""

    name: str
    value: str | None
    source: SettingSource
    about: str = ""


def own_settings(settings: Iterable[SettingFacts]) -> dict[str, str | None]:
    """Return what is set for a topic itself."""
    return {setting.name: setting.value for setting in settings if setting.source is SettingSource.TOPIC}


class GroupKind(StrEnum):
    """The kinds of groups there are. CLASSIC and CONSUMER are groups of consumers, by the old and the new protocol (KIP-848)."""

    CLASSIC = "classic"
    CONSUMER = "consumer"
    SHARE = "share"
    STREAMS = "streams"
    OTHER = "other"

    @classmethod
    def of(cls, group: GroupInfo) -> "GroupKind":
        name = group.protocol if group.other_kind is None else group.other_kind
        return cls(name) if name in list(cls) else cls.OTHER

    @property
    def text(self) -> Text:
        return _KINDS[self]


_KINDS = {
    GroupKind.CLASSIC: Text(QT_TRANSLATE_NOOP("core", "classic")),
    GroupKind.CONSUMER: Text(QT_TRANSLATE_NOOP("core", "new protocol")),
    GroupKind.SHARE: Text(QT_TRANSLATE_NOOP("core", "share group")),
    GroupKind.STREAMS: Text(QT_TRANSLATE_NOOP("core", "Kafka Streams")),
    GroupKind.OTHER: Text(QT_TRANSLATE_NOOP("core", "not of consumers")),
}

Readers: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is known so far. complete: every question was put since the look began; errors: those that were not answered.

    readers: the groups that have commits or partitions of each topic. times: when the first records that groups have not read were written;
    at_ms: when their commits were asked for, in ms since 1970. paces: by how many records a second the lags of groups grow, where that was
    seen for long enough.
    """

    topics: Mapping[str, TopicFacts] = field(default_factory=dict)
    groups: Mapping[str, GroupInfo] = field(default_factory=dict)
    readers: Readers = field(default_factory=dict)
    times: Times = field(default_factory=dict)
    at_ms: int = 0
    paces: Mapping[str, float] = field(default_factory=dict)
    complete: bool = False
    errors: tuple[UserError, ...] = ()

    def lags(self, group: str, topic: str) -> dict[int, int | None]:
        """Return how far a group is behind, by partition: records from its commit, or the log's begin, to the end. None: unknown."""
        facts, committed = self.topics.get(topic), self.groups[group].committed.get(topic, {})
        if facts is None:
            return {}
        return {
            number: None if p.end is None or p.begin is None or number not in committed else max(0, p.end - max(p.begin, committed[number]))
            for number, p in enumerate(facts.partitions)
        }

    def lag(self, group: str, topic: str) -> Total:
        """Return the sum of lags()."""
        return Total.of(self.lags(group, topic).values())

    def lag_in_all(self, group: str) -> Total | None:
        """Return the lag over all topics of a group; None where it has none that is still there, or is no group of consumers."""
        lags = [lag for topic in topics_of(self.groups[group]) for lag in self.lags(group, topic).values()]
        return Total.of(lags) if lags else None

    def behind(self, group: str, topic: str) -> dict[int, int | None]:
        """Return for how many ms the first record of each partition has waited that a group has not read; 0: it has all. None: unknown."""
        lags, first = self.lags(group, topic), {record.partition: record for record in self.unread(group, topic)}
        return {p: behind_ms(lag, first.get(p), self.times, self.at_ms) for p, lag in lags.items()}

    def behind_in_all(self, group: str, topic: str | None = None) -> Behind:
        """Return how long a group is behind on a topic, or on all of its topics."""
        topics = topics_of(self.groups[group]) if topic is None else [topic]
        return Behind.of(ms for name in topics for ms in self.behind(group, name).values())

    def unread(self, group: str, topic: str) -> Iterator[Unread]:
        """Give the first record that a group has not read, of each partition in which it lags and the record may be there."""
        facts, committed = self.topics.get(topic), self.groups[group].committed.get(topic, {})
        if facts is None:
            return
        for number, partition in enumerate(facts.partitions):
            if partition.begin is None or partition.end is None or number not in committed:
                continue
            if partition.begin <= committed[number] < partition.end:
                yield Unread(topic, facts.topic_id, number, committed[number])

    def readers_of(self, topic: str) -> list[str]:
        """Return who reads a topic, the group with the largest lag first, those whose lag is unknown last."""
        lags = {group: self.lag(group, topic) for group in self.readers.get(topic, ())}
        return sorted(lags, key=lambda group: (lags[group].known == 0 and lags[group].unknown > 0, -lags[group].known, group))


def topics_of(group: GroupInfo) -> list[str]:
    """Return the topics that a group has commits or partitions of."""
    return sorted({*group.committed, *(topic for member in group.members for topic in member.partitions)})


def readers_in(groups: Iterable[GroupInfo]) -> Readers:
    """Return the groups of each topic."""
    found: dict[str, list[str]] = {}
    for group in groups:
        for topic in topics_of(group):
            found.setdefault(topic, []).append(group.group)
    return {topic: tuple(names) for topic, names in found.items()}


def bytes_words(size: int) -> str:
    """Return a size as it is read: "341 B", "1.2 GB" (of 1,000)."""
    if size < 1000:
        return f"{size} B"
    value = float(size)
    for unit in ("kB", "MB", "GB", "TB"):
        value /= 1000
        if value < 999.5 or unit == "TB":
            break
    return f"{value:.0f} {unit}" if value >= 99.5 else f"{value:.1f} {unit}"


def total_words(total: Total, *, size: bool = False) -> str:
    """Return a sum as it is read: "—" where nothing is known, "12 + ?" where some is not."""
    if not total.known and total.unknown:
        return "—"
    known = bytes_words(total.known) if size else f"{total.known:,}"
    return f"{known} + ?" if total.unknown else known


def _retention(milliseconds: str | None) -> Text:
    value = _number(milliseconds)
    if value is None:
        return Text(QT_TRANSLATE_NOOP("core", "how long is unknown"))
    if value < 0:
        return Text(QT_TRANSLATE_NOOP("core", "for ever"))
    for unit, word in UNITS:
        if value >= unit:
            return Text("{value:g} {unit}", {"value": round(value / unit, 1), "unit": word})
    return Text("{value} ms", {"value": value})


def _number(text: str | None) -> int | None:
    if text is None or not text.removeprefix("-").isdecimal():
        return None
    return int(text)
