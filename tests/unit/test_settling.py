"""What reading the topic says of a send: stories drawn as a log, and an oracle that tries everything."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.journal import Entry, Place, content_of
from kafkadesk.core.records import Record
from kafkadesk.core.settling import Extent, Finding, Outcome, Search, topic_gone


def entry(number: int, payload: str, *, partition: int | None = 0, floors: Mapping[int, int] | None = None) -> Entry:
    place = Place(topic="t", bootstrap="h:1", cluster_id="C", wall_ms=0, ends={0: 0, 1: 0} if floors is None else floors)
    key, value, headers = content_of(None, payload.encode(), ())
    return Entry(number=number, place=place, partition=partition, key=key, value=value, headers=headers)


def look(
    entries: list[Entry], *logs: str, begins: Mapping[int, int] | None = None, taken: dict[int, list[tuple[int, int]]] | None = None
) -> list[Outcome]:
    """Each log is a partition: one letter a record, from offset 0."""
    begins = begins or dict.fromkeys(range(len(logs)), 0)
    search = Search(entries, Extent(begins=begins, ends={p: len(log) for p, log in enumerate(logs)}), taken or {})
    for partition, start in search.starts().items():
        for offset in range(start, len(logs[partition])):
            search.offer(Record("t", partition, offset, 0, False, None, logs[partition][offset].encode()))
    return search.outcomes()


def said(*args: object, **kwargs: object) -> list[str]:
    return [f"#{o.number} {o.sentence()}" for o in look(*args, **kwargs)]  # type: ignore[arg-type]


def test_one_is_found_where_it_is() -> None:
    assert said([entry(1, "a"), entry(2, "b")], "xxa", "xxb") == [
        "#1 It is in the topic: partition 0, offset 2.",
        "#2 It is not in the topic: it was not written.",
    ]


def test_what_was_there_before_the_send_is_not_it() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 2})], "aax")
    assert outcome.finding is Finding.NOT_FOUND


def test_what_others_confirmed_is_not_it() -> None:
    (outcome,) = look([entry(3, "a")], "aaa", taken={0: [(0, 2)]})
    assert (outcome.finding, outcome.offset) == (Finding.FOUND, 2)
    (outcome,) = look([entry(3, "a")], "aa", taken={0: [(0, 2)]})
    assert outcome.finding is Finding.NOT_FOUND


def test_identical_ones_are_counted() -> None:
    three = [entry(n, "a") for n in (1, 2, 3)]
    assert said(three, "axa") == [f"#{n} 2 of 3 identical ones are in the topic." for n in (1, 2, 3)]
    assert said(three, "aaa") == [
        f"#{n} All 3 identical ones are in the topic, one at partition 0, offset {n - 1}." for n in (1, 2, 3)
    ]  # fmt: skip
    assert said(three, "xxx") == [f"#{n} None of the 3 identical ones is in the topic: they were not written." for n in (1, 2, 3)]


def test_more_than_were_sent_is_said() -> None:
    assert said([entry(1, "a")], "aa") == ["#1 It is in the topic: partition 0, offset 0. More records with the same content are there: 1."]


def test_without_a_partition_of_its_own_it_may_be_anywhere() -> None:
    assert said([entry(1, "a", partition=None)], "xx", "xa") == ["#1 It is in the topic: partition 1, offset 1."]


def test_retention_topic_made_again_topic_deleted() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 1})], "xxxxx", begins={0: 3})
    assert str(outcome.sentence()) == "It cannot be looked up any more: the topic has deleted its oldest records since (retention)."
    (outcome,) = look([entry(1, "a", floors={0: 9})], "axxx")
    assert str(outcome.sentence()) == "It cannot be looked up any more: the topic was deleted and made again since."
    (outcome,) = topic_gone([entry(1, "a")])
    assert str(outcome.sentence()) == "It cannot be looked up any more: the topic was deleted."


def test_compaction_may_have_removed_what_has_a_key() -> None:
    key, value, headers = content_of(b"k", b"a", ())
    place = Place(topic="t", bootstrap="h:1", cluster_id="C", wall_ms=0, ends={0: 0})
    keyed = Entry(number=1, place=place, partition=0, key=key, value=value, headers=headers)
    search = Search([keyed, entry(2, "a")], Extent(begins={0: 0}, ends={0: 1}, compacted=True), {})
    assert [str(o.sentence()) for o in search.outcomes()] == [
        "It is not in the topic: it was not written, or compaction has removed it since.",
        "It is not in the topic: it was not written.",
    ]


def test_retention_forgives_what_is_found() -> None:
    (outcome,) = look([entry(1, "a", floors={0: 1})], "xxxxa", begins={0: 3})
    assert outcome.finding is Finding.FOUND


def test_unknown_ends_are_looked_for_by_time() -> None:
    one = [entry(1, "a")]
    place = Place(topic="t", bootstrap="h:1", cluster_id="C", wall_ms=0, ends=None)
    nowhere = [Entry(number=1, place=place, partition=0, key=one[0].key, value=one[0].value, headers=None)]
    search = Search(nowhere, Extent(begins={0: 0}, ends={0: 9}, by_time={0: 4}), {})
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
    found = [(o.partition, o.offset) for o in outcomes if o.finding is Finding.FOUND]
    assert len(found) == len(set(found))


def best(entries: list[Entry], places: list[tuple[int, int]]) -> int:
    """Return how many can have a place of their own."""
    if not entries:
        return 0
    first, rest = entries[0], entries[1:]
    ends = first.place.ends or {}
    fits = [(p, o) for p, o in places if first.partition in (None, p) and o >= ends[p]]
    return max([best(rest, places), *(1 + best(rest, [x for x in places if x != place]) for place in fits)])
