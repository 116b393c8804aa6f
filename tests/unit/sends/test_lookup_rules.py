"""What reading the topic says of a send: stories drawn as a log, and an oracle that tries everything."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.records import Record
from kafkadesk.core.sends.journal import Code, JournalEntry, JournalPlace, content_of
from kafkadesk.core.sends.lookup_rules import (
    AfterRead,
    LookupRules,
    Outcome,
    Ranges,
    TopicExtent,
    TopicRead,
    resolved_without_reading,
    topic_deleted,
)
from kafkadesk.core.sends.lookup_words import LookupResult


def entry(
    number: int,
    payload: str,
    *,
    partition: int | None = 0,
    floors: Mapping[int, int] | None = None,
    key: bytes | None = None,
    topic_id: str | None = "id",
    session: int = 0,
    at_ms: int = 0,
    ends_known: bool = True,
) -> JournalEntry:
    ends = ({0: 0, 1: 0} if floors is None else floors) if ends_known else None
    place = JournalPlace(topic="t", bootstrap="h:1", cluster_id="C", wall_ms=at_ms, ends=ends, topic_id=topic_id)
    hashes = content_of(key, payload.encode(), ())
    return JournalEntry(number=number, place=place, partition=partition, key=hashes[0], value=hashes[1], headers=hashes[2], session=session)


def extent(*logs: str, begins: Mapping[int, int] | None = None, **known: Any) -> TopicExtent:
    ends = {p: len(log) for p, log in enumerate(logs)}
    return TopicExtent(**({"begins": begins or dict.fromkeys(ends, 0), "ends": ends, "topic_id": "id"} | known))


def look(
    entries: list[JournalEntry],
    *logs: str,
    begins: Mapping[int, int] | None = None,
    taken: Ranges | None = None,
    key: bytes | None = None,
    stamp_ms: int = 0,
    after: Mapping[str, Any] | None = None,
    **known: Any,
) -> list[Outcome]:
    """Each log is a partition: one letter a record, from offset 0. known: more of the Extent; after: more of what is known afterwards."""
    begins = begins or dict.fromkeys(range(len(logs)), 0)
    search = LookupRules(entries, extent(*logs, begins=begins, **known))
    for partition, start in search.starts().items():
        for offset in range(start, len(logs[partition])):
            search.offer(Record("t", partition, offset, stamp_ms, False, key, logs[partition][offset].encode()))
    return search.outcomes(AfterRead(**({"begins": begins, "taken": taken or {}} | dict(after or {}))))


def said(*args: object, **kwargs: object) -> list[str]:
    return [f"#{o.number} {o.sentence()}" for o in look(*args, **kwargs)]  # type: ignore[arg-type]


def test_one_is_found_where_it_is() -> None:
    assert said([entry(1, "a"), entry(2, "b")], "xxa", "xxb") == [
        "#1 It is in the topic: partition 0, offset 2.",
        "#2 It is not in the topic: it was not written.",
    ]


def test_what_was_there_before_the_send_is_not_it() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 2})], "aax")
    assert outcome.result is LookupResult.NOT_FOUND


def test_what_others_confirmed_is_not_it() -> None:
    (outcome,) = look([entry(3, "a")], "aaa", taken={0: [(0, 2)]})
    assert (outcome.result, outcome.offset) == (LookupResult.FOUND, 2)
    (outcome,) = look([entry(3, "a")], "aa", taken={0: [(0, 2)]})
    assert outcome.result is LookupResult.NOT_FOUND


def test_identical_ones_are_counted() -> None:
    three = [entry(n, "a") for n in (1, 2, 3)]
    assert said(three, "axa") == [f"#{n} 2 of 3 identical ones are in the topic." for n in (1, 2, 3)]
    assert said(three, "aaa") == [
        f"#{n} All 3 identical ones are in the topic, one at partition 0, offset {n - 1}." for n in (1, 2, 3)
    ]  # fmt: skip
    assert said(three, "xxx") == [f"#{n} None of the 3 identical ones is in the topic: they were not written." for n in (1, 2, 3)]


def test_more_than_were_sent_is_said() -> None:
    assert said([entry(1, "a")], "aa") == ["#1 It is in the topic: partition 0, offset 0. More records with the same content: 1."]


def test_without_a_partition_of_its_own_it_may_be_anywhere() -> None:
    assert said([entry(1, "a", partition=None)], "xx", "xa") == ["#1 It is in the topic: partition 1, offset 1."]


def test_retention_topic_made_again_topic_deleted() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 1})], "xxxxx", begins={0: 3})
    assert str(outcome.sentence()) == "It can no longer be looked up: the topic has deleted its oldest records (retention)."
    (outcome,) = look([entry(1, "a", floors={0: 9}, topic_id=None)], "axxx")
    assert str(outcome.sentence()) == "It can no longer be looked up: the topic was deleted and recreated."
    (outcome,) = topic_deleted([entry(1, "a")])
    assert str(outcome.sentence()) == (
        "It can no longer be looked up: the cluster lists no topic t. It was deleted, or this user is not allowed to see it."
    )


def test_made_again_and_grown_beyond_where_it_was_is_not_the_topic_of_the_send() -> None:
    for log in ("xxxxx", "xxxxa"):
        (outcome,) = look([entry(1, "a", floors={0: 2}, topic_id="the one before")], log)
        assert str(outcome.sentence()) == "It can no longer be looked up: the topic was deleted and recreated."


def test_the_same_topic_cut_back_is_not_called_made_again() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 9})], "xxxx")
    assert str(outcome.sentence()) == "It can no longer be looked up: the log was truncated when another broker became leader."


def test_a_partition_that_the_topic_has_never_had_took_nothing() -> None:
    (outcome,) = look([entry(1, "a", partition=7)], "xxxx")
    assert (outcome.result, str(outcome.sentence())) == (LookupResult.NOT_FOUND, "It was not written: the topic has no partition 7.")


def test_on_a_cluster_that_gives_topics_no_id_not_written_is_not_certain() -> None:
    for topic_id, now in ((None, "id"), ("id", None)):
        (outcome,) = look([entry(1, "a", topic_id=topic_id)], "xxx", topic_id=now)
        assert outcome.result is LookupResult.INDETERMINATE
        assert "or the topic was deleted and recreated" in str(outcome.sentence())
        (outcome,) = look([entry(1, "a", topic_id=topic_id)], "xa", topic_id=now)
        assert outcome.result is LookupResult.FOUND


def test_compaction_may_have_removed_what_has_a_key_and_what_is_not_told_stays_unknown() -> None:
    both = [entry(1, "a", key=b"k"), entry(2, "a")]
    assert [str(o.sentence()) for o in look(both, "x", compacted=True)] == [
        "It is not in the topic: it was not written, or compaction has removed it.",
        "It is not in the topic: it was not written.",
    ]
    keyed, unkeyed = look(both, "x", compacted=None)
    assert (keyed.result, unkeyed.result) == (LookupResult.INDETERMINATE, LookupResult.NOT_FOUND)
    assert "the cluster does not show its settings" in str(keyed.sentence())


def test_two_sessions_never_claim_one_record() -> None:
    two = [entry(1, "a", session=1), entry(1, "a", session=2)]
    assert [(o.session, o.result, o.there) for o in look(two, "xax")] == [(1, LookupResult.COUNTED, 1), (2, LookupResult.COUNTED, 1)]
    assert [(o.session, o.result, o.offset) for o in look(two, "aax")] == [(1, LookupResult.FOUND, 0), (2, LookupResult.FOUND, 1)]
    later = [entry(1, "a", session=1, floors={0: 2}), entry(1, "a", session=2)]  # the other's number says nothing of when it was sent
    assert [(o.session, o.offset) for o in look(later, "axa")] == [(1, 2), (2, 0)]


def test_what_belongs_to_others_is_asked_for_after_the_reading() -> None:
    (outcome,) = look([entry(1, "a")], "a", after={"same_content": {entry(1, "a").content}})
    assert (outcome.result, outcome.decided) == (LookupResult.LATER, False)


def test_what_cannot_be_read_leaves_open_what_is_not_found_elsewhere() -> None:
    unread = {"reading": TopicRead(unread={0: ((1, 3),)})}
    missing, there, behind = look([entry(1, "a"), entry(2, "b"), entry(3, "c", floors={0: 3})], "x??b", after=unread)
    assert (missing.result, there.result, behind.result) == (LookupResult.INDETERMINATE, LookupResult.FOUND, LookupResult.NOT_FOUND)
    assert "partition 0 has unreadable offsets (1 to 2): it may be there" in str(missing.sentence())


def test_of_identical_ones_some_there_and_the_rest_unreadable_none_is_called_not_written() -> None:
    outcomes = look([entry(1, "a"), entry(2, "a")], "a?", after={"reading": TopicRead(unread={0: ((1, 2),)})})
    assert {o.result for o in outcomes} == {LookupResult.INDETERMINATE}
    assert str(outcomes[0].sentence()).startswith("1 of 2 identical ones are in the topic. It is not among the records that can be read")


def test_an_end_that_was_not_come_to_leaves_it_for_later() -> None:
    (outcome,) = look([entry(1, "a")], "xx", after={"reading": TopicRead(short=frozenset({0}))})
    assert not outcome.decided
    (outcome,) = look([entry(1, "a")], "ax", after={"reading": TopicRead(short=frozenset({0}))})
    assert outcome.result is LookupResult.FOUND


def test_with_replicas_not_found_is_not_said_of_a_young_send() -> None:
    too_recent = {"too_recent": {(0, 1)}}
    assert [o.result for o in look([entry(1, "a"), entry(2, "b")], "xx", after=too_recent, replicated=True)] == [
        LookupResult.LATER, LookupResult.NOT_FOUND,
    ]  # fmt: skip
    (outcome,) = look([entry(1, "a")], "xx", after=too_recent)
    assert outcome.result is LookupResult.NOT_FOUND


def test_records_deleted_while_it_was_read_are_not_called_not_written() -> None:
    (outcome,) = look([entry(1, "a")], "xx", after={"begins": {0: 1}})
    assert outcome.result is LookupResult.INDETERMINATE


def test_without_known_ends_only_a_record_of_that_time_is_it_and_not_written_is_never_said() -> None:
    vague = [entry(1, "a", at_ms=50_000, ends_known=False)]
    assert [(o.result, o.offset) for o in look(vague, "xa", stamp_ms=50_010, by_time={0: 0})] == [(LookupResult.FOUND, 1)]
    (outcome,) = look(vague, "xa", stamp_ms=40_000, by_time={0: 0})
    assert outcome.result is LookupResult.INDETERMINATE
    assert str(outcome.sentence()).startswith("Records with the same content are in the topic (1), but")
    (outcome,) = look(vague, "xx", stamp_ms=50_010, by_time={0: 0})
    assert outcome.result is LookupResult.INDETERMINATE
    assert "cannot be determined whether it was written" in str(outcome.sentence())


def test_a_record_made_long_before_the_send_is_not_it() -> None:
    (outcome,) = look([entry(1, "a", at_ms=50_000)], "xa", stamp_ms=20_000)
    assert outcome.result is LookupResult.NOT_FOUND


def test_why_it_needs_no_look() -> None:
    cut, refused = (replace(entry(n, "a"), code=code) for n, code in ((1, Code.CLOSED_FIRST), (2, Code.REFUSED)))
    said = [str(outcome.sentence()) for outcome in resolved_without_reading([cut, refused, entry(3, "a")])]
    assert said == [
        "It was not written: KafkaDesk was closed before it left this PC.",
        "It was not written: it was rejected or timed out while KafkaDesk was closing.",
    ]


def test_retention_forgives_what_is_found() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 1})], "xxxxa", begins={0: 3})
    assert outcome.result is LookupResult.FOUND


def test_unknown_ends_are_looked_for_by_time() -> None:
    search = LookupRules([entry(1, "a", ends_known=False)], extent("xxxxxxxxx", by_time={0: 4}))
    assert search.starts() == {0: 4}


ENTRIES = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([0, 1, None]), st.integers(0, 3)), min_size=1, max_size=6)
LOGS = st.tuples(st.text("ab", min_size=3, max_size=5), st.text("ab", min_size=3, max_size=5))


@settings(max_examples=400)
@given(ENTRIES, LOGS)
def test_no_more_and_no_fewer_than_can_be(drawn: list[tuple[str, int | None, int]], logs: tuple[str, str]) -> None:
    """Against the best assignment of sends to places, found by trying. Floors only grow, as they do."""
    floor, entries = 0, []
    for number, (payload, partition, more) in enumerate(drawn, 1):
        floor = min(3, max(floor, more))
        entries.append(entry(number, payload, partition=partition, floors={0: floor, 1: floor}))
    outcomes = look(entries, *logs)
    for letter in "ab":
        same = [e for e, (payload, _, _) in zip(entries, drawn, strict=True) if payload == letter]
        places = [(p, o) for p, log in enumerate(logs) for o, c in enumerate(log) if c == letter]
        told = {o.there for o in outcomes if o.number in {e.number for e in same}}
        assert told in ({best(same, places)}, set())
    found = [(o.partition, o.offset) for o in outcomes if o.result is LookupResult.FOUND]
    assert len(found) == len(set(found))


def best(entries: list[JournalEntry], places: list[tuple[int, int]]) -> int:
    """Return how many can have a place of their own."""
    if not entries:
        return 0
    first, rest = entries[0], entries[1:]
    ends = first.place.ends or {}
    fits = [(p, o) for p, o in places if first.partition in (None, p) and o >= ends[p]]
    return max([best(rest, places), *(1 + best(rest, [x for x in places if x != place]) for place in fits)])
