"""What the places say of topics and groups, from what the cluster answered: sums, lags, rates, words."""

from dataclasses import replace

import pytest

from kafkadesk.core.cluster.survey import (
    GroupKind,
    PartitionFacts,
    Survey,
    TopicFacts,
    Total,
    bytes_words,
    readers_in,
    total_words,
)
from kafkadesk.core.groups.behind import NO_TIME, Behind, Unread
from kafkadesk.core.state import GroupInfo, GroupMember


def partition(begin: int | None = 0, end: int | None = 10, *, leader: int | None = 1, in_sync: tuple[int, ...] = (1,)) -> PartitionFacts:
    return PartitionFacts(leader=leader, replicas=(1, 2), in_sync=in_sync, begin=begin, end=end)


def topic(*partitions: PartitionFacts, name: str = "orders", **more: object) -> TopicFacts:
    return replace(TopicFacts(name=name, partitions=partitions, topic_id="a"), **more)  # type: ignore[arg-type]


def group(name: str, committed: dict[str, dict[int, int]], **more: object) -> GroupInfo:
    info = GroupInfo(group=name, state="Stable", assignor=None, members=(), committed=committed)
    return replace(info, **more)  # type: ignore[arg-type]


def survey(facts: TopicFacts, *groups: GroupInfo) -> Survey:
    return Survey(topics={facts.name: facts}, groups={g.group: g for g in groups}, readers=readers_in(groups), complete=True)


def test_what_is_unknown_is_counted_as_such() -> None:
    facts = topic(partition(5, 12), partition(None, 12), partition(0, None))
    assert facts.records == Total(known=7, unknown=2)
    assert total_words(facts.records) == "7 + ?"
    assert total_words(topic(partition(None, None)).records) == "—"
    assert total_words(Total()) == "0"


def test_a_lag_begins_where_the_log_does_and_is_unknown_without_a_commit() -> None:
    facts = topic(partition(100, 130), partition(0, 50), partition(0, 20), partition(0, None))
    seen = survey(facts, group("g", {"orders": {0: 40, 1: 50, 3: 5}}))
    assert seen.lags("g", "orders") == {0: 30, 1: 0, 2: None, 3: None}
    assert seen.lag("g", "orders") == Total(known=30, unknown=2)
    assert seen.lag_in_all("g") == Total(known=30, unknown=2)


def test_what_a_group_is_behind_is_unknown_where_the_next_record_is() -> None:
    facts = topic(partition(100, 130), partition(0, 50), partition(0, 20), partition(0, None), partition(0, 9), partition(0, 9))
    seen = survey(facts, group("g", {"orders": {0: 40, 1: 50, 3: 5, 4: 4, 5: 5}}))
    first = {record.partition: record for record in seen.unread("g", "orders")}
    assert first == {4: Unread("orders", "a", 4, 4), 5: Unread("orders", "a", 5, 5)}  # those of 0 are deleted
    seen = replace(seen, times={first[4]: 1_000, first[5]: NO_TIME}, at_ms=31_000)
    assert seen.behind("g", "orders") == {0: None, 1: 0, 2: None, 3: None, 4: 30_000, 5: None}
    assert seen.behind_in_all("g") == Behind(ms=30_000, unknown=4)


def test_a_group_of_a_deleted_topic_has_no_lag() -> None:
    seen = survey(topic(partition()), group("g", {"gone": {0: 4}}))
    assert seen.lags("g", "gone") == {}
    assert seen.lag_in_all("g") is None


def test_readers_stand_by_lag_and_those_of_unknown_lag_last() -> None:
    member = GroupMember(member_id="m", client_id="c", host="h", partitions={"orders": (0,)})
    groups = (
        group("unknown", {}, members=(member,)), group("behind", {"orders": {0: 1}}), group("done", {"orders": {0: 10}}),
        group("further", {"orders": {0: 0}}), group("elsewhere", {"other": {0: 1}}),
    )  # fmt: skip
    assert survey(topic(partition()), *groups).readers_of("orders") == ["further", "behind", "done", "unknown"]


def test_a_rate_needs_two_looks_at_the_same_topic() -> None:
    before = topic(partition(0, 10), asked_at=100.0)
    later = topic(partition(0, 60), asked_at=105.0)
    assert later.since(before).per_second == 10.0
    assert later.since(None).per_second is None
    assert later.since(replace(before, topic_id="b")).per_second is None, "it was recreated"
    assert later.since(replace(before, partitions=(partition(0, None),))).per_second is None
    assert later.since(replace(before, partitions=(partition(0, 99),))).per_second is None
    assert replace(later, asked_at=100.1).since(replace(before, per_second=3.0)).per_second == 3.0, "too soon to tell"


def test_the_partition_that_lacks_most_replicas_is_told() -> None:
    assert topic(partition(in_sync=(1, 2)), partition(in_sync=(1,))).replicas == (1, 2)
    assert topic().replicas == (0, 0)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"cleanup.policy": "delete", "retention.ms": "604800000", "retention.bytes": "-1"}, "delete · 7 d"),
        ({"cleanup.policy": "delete", "retention.ms": "5400000"}, "delete · 1.5 h"),
        ({"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "1073741824"}, "delete · for ever · 1.1 GB"),
        ({"cleanup.policy": "compact", "retention.ms": "604800000"}, "compact"),
        ({"cleanup.policy": "compact,delete", "retention.ms": "250"}, "compact,delete · 250 ms"),
        ({"cleanup.policy": "delete"}, "delete · how long is unknown"),
        ({}, "None"),
    ],
)
def test_clean_up_in_words(settings: dict[str, str], words: str) -> None:
    assert str(topic(settings=settings).cleanup()) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (23_456, "23.5 kB"), (999_600, "1.0 MB"), (10**13, "10.0 TB")]
)
def test_bytes_in_words(size: int, words: str) -> None:
    assert bytes_words(size) == words


@pytest.mark.parametrize(
    ("other", "protocol", "kind"),
    [(None, "classic", "classic"), (None, "consumer", "consumer"), ("share", "classic", "share"), ("connect", "classic", "other")],
)
def test_kinds(other: str | None, protocol: str, kind: str) -> None:
    assert GroupKind.of(group("g", {}, other_kind=other, protocol=protocol)).value == kind
