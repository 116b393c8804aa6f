"""What a lesson expects, judged over drawn facts."""

import pytest

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.lessons.judge import JUDGES, Facts, GroupFacts, LessonReceipt, PaneFacts, SendFacts, group_outcome, judge
from kafkadesk.core.lessons.steps import Expectation
from kafkadesk.core.lessons.table import Table
from kafkadesk.core.lessons.verbs import read_expect

LETTERS = {
    "c": Verdict.CONFIRMED,
    "r": Verdict.REJECTED,
    "u": Verdict.UNKNOWN,
    "f": Verdict.NOT_CONFIRMED,  # and found on the broker
    "l": Verdict.NOT_CONFIRMED,  # and lost
    "?": Verdict.NOT_CONFIRMED,  # and not looked up yet
    ".": Verdict.IN_FLIGHT,
}
FOUND = {"f": True, "l": False, "u": False}


def delivery(seq: int, letter: str, key: bytes | None = None) -> Delivery:
    return Delivery(
        number=seq,
        send_id=1,
        topic="t",
        partition=0,
        offset=seq,
        key=key,
        sent_at=0.0,
        wall_ms=0,
        verdict=LETTERS[letter],
        found=FOUND.get(letter),
    )


def sent(letters: str, keys: str = "") -> dict[int, Delivery]:
    """Sends 1, 2, 3 … as one letter each, with keys as one letter each."""
    pairs = zip(letters, keys.ljust(len(letters)), strict=True)
    return {seq: delivery(seq, letter, key.encode() if key.strip() else None) for seq, (letter, key) in enumerate(pairs, 1)}


def pane(name: str, seqs: str, group: str | None = None) -> PaneFacts:
    """A pane that received these messages in this order; x: another program's."""
    received = tuple(
        LessonReceipt(partition=0, offset=i, seq=None if seq == "x" else int(seq), group=group) for i, seq in enumerate(seqs.split())
    )
    return PaneFacts(name=name, group=group, received=received)


def group(name: str, shares: dict[str, tuple[int, ...]], lag: int | None = 0) -> GroupFacts:
    return GroupFacts(id=name, real_id=f"{name}-7f3a", members=shares, lag=lag)


def why(facts: Facts, **expected: object) -> list[str | None]:
    """Judge `expect = {…}` as it stands in a file; return why each one does not hold, None where it does."""
    wanted = read_expect(Table(expected, "expect", 1), pane=lambda _, n: n, group=lambda _, n: n, send=lambda _, n: n)
    judged = judge(wanted.expectations, facts)
    assert all(found.held == (found.why is None) for found in judged)
    return [None if found.why is None else found.why.render() for found in judged]


TEAM = Facts(
    deliveries=sent("ccccrc"),
    panes=(pane("A1", "1 3", "A"), pane("A2", "2 4 6", "A"), pane("B1", "1 2 3 4", "B"), pane("solo", "1 2 x 3 4 6")),
)


def test_each_once_is_judged_over_all_members_of_a_group() -> None:
    assert why(TEAM, each_once=["A", "B"]) == [None, "Group B did not receive #6."]


def test_each_once_sees_what_came_twice_to_different_members() -> None:
    twice = Facts(deliveries=sent("ccc"), panes=(pane("A1", "1 2", "A"), pane("A2", "2 3", "A")))
    assert why(twice, each_once=["A"]) == ["Group A received #2 more than once."]
    both = Facts(deliveries=sent("cccc"), panes=(pane("A1", "1 2", "A"), pane("A2", "2 3", "A")))
    assert why(both, each_once=["A"]) == ["Group A did not receive #4, and received #2 more than once."]


def test_what_a_pane_received_in_another_group_does_not_count() -> None:
    moved = PaneFacts(name="A1", group="B", received=(pane("A1", "1", "A").received + pane("A1", "2", "B").received))
    facts = Facts(deliveries=sent("cc"), panes=(moved,))
    assert why(facts, each_once=["A", "B"]) == ["Group A did not receive #2.", "Group B did not receive #1."]


def test_nothing_confirmed_proves_nothing() -> None:
    nothing = "No message was confirmed, so there is nothing to compare with."
    assert why(Facts(deliveries=sent("r.")), each_once=["A"], all=["solo"]) == [nothing, nothing]


def test_all_compares_one_pane_with_what_was_confirmed() -> None:
    assert why(TEAM, all=["solo", "B1"]) == [None, "B1 did not receive #6."]


def test_only_messages_since_the_mark_count() -> None:
    facts = Facts(deliveries=sent("lllccc"), since=4, panes=(pane("A1", "1 4 5 6 6", "A"),))
    assert why(facts, received={"A1": 4}, confirmed=3, lost={"max": 0}) == [None, None, None]
    assert group_outcome(facts, "A").redelivered == (6,)


def test_counts_of_a_pane() -> None:
    assert why(TEAM, received={"A1": 2, "solo": 6}, at_least={"A1": 2, "A2": 4}, none=["A1"]) == [
        None,
        "solo received 5 messages, not 6.",
        None,
        "A2 received 3 messages, not at least 4.",
        "A1 received #1, #3.",
    ]
    assert why(Facts(panes=(pane("A1", "x"),)), none=["A1"]) == [None]


def test_long_lists_are_cut() -> None:
    facts = Facts(deliveries=sent("c" * 12), panes=(pane("A1", "", "A"),))
    assert why(facts, each_once=["A"]) == ["Group A did not receive #1, #2, #3, #4, #5, #6, #7, #8, #9, #10, …."]


@pytest.mark.parametrize(
    ("shares", "fault"),
    [
        ({"A1": (0, 1), "A2": (2, 3)}, None),
        ({"A1": (0, 1), "A2": (2,)}, None),
        ({"A1": (0,), "A2": ()}, None),
        ({"A1": (0, 1), "A2": ()}, "Partitions are not shared evenly in group A: A1 2, A2 0."),
        ({}, "Group A has no members."),
    ],
)
def test_balanced(shares: dict[str, tuple[int, ...]], fault: str | None) -> None:
    assert why(Facts(groups=(group("A", shares),)), balanced=["A"]) == [fault]


def test_idle_members_and_lag() -> None:
    facts = Facts(groups=(group("A", {"A1": (0,), "A2": (), "kcat@10.0.4.17": ()}, lag=5), group("B", {"B1": (0,)}, lag=None)))
    assert why(facts, idle={"A": 2, "B": 1, "C": 0}, lag={"A": 5, "B": 0}) == [
        None,
        "0 members of group B have no partition, not 1.",
        "Group C has no members.",
        None,
        "The lag of group B is not known.",
    ]
    assert why(facts, lag={"A": 0}) == ["The lag of group A is 5, not 0."]


def test_order_is_per_key() -> None:
    keys = sent("cccccc", "aba b ")
    assert why(Facts(deliveries=keys, panes=(pane("P", "2 1 4 5 3 6 x"),)), ordered_by_key=["P"]) == [None]
    assert why(Facts(deliveries=keys, panes=(pane("P", "1 5 3 2"),)), ordered_by_key=["P"]) == [
        "In P, #2 arrived after #5; both have the key b."
    ]


def test_a_message_that_came_again_is_not_out_of_order() -> None:
    assert why(Facts(deliveries=sent("ccc", "aaa"), panes=(pane("P", "1 2 1 2 3"),)), ordered_by_key=["P"]) == [None]


def test_order_without_a_keyed_message_proves_nothing() -> None:
    assert why(Facts(deliveries=sent("cc"), panes=(pane("P", "1 2"),)), ordered_by_key=["P"]) == ["P received no message with a key."]


def test_verdicts_are_counted() -> None:
    facts = Facts(deliveries=sent("ccru."))
    assert why(facts, confirmed=2, rejected=2, unknown=0) == [
        None,
        "1 messages were rejected, not 2.",
        "Of 1 messages the fate is unknown, not of 0.",
    ]


def test_lost_is_what_was_sent_and_is_not_on_the_broker() -> None:
    facts = Facts(deliveries=sent("flllruc"))  # the rejected one is not lost: its sender was told
    assert why(facts, lost={"min": 4, "max": 4}) == [None]
    assert why(facts, lost={"min": 5}) == ["4 messages were lost, not at least 5."]
    assert why(facts, lost={"max": 3}) == ["4 messages were lost, not at most 3."]
    assert why(facts, lost={"min": 1, "max": 3}) == ["4 messages were lost, not 1 to 3."]
    assert why(Facts(deliveries=sent("l?")), lost={"min": 1}) == ["The topic was not yet read to see what arrived."]


def test_redelivered_counts_receipts_beyond_the_first() -> None:
    facts = Facts(deliveries=sent("ccc"), panes=(pane("A1", "1 2 3 3", "A"), pane("A2", "2 3", "A")))
    assert why(facts, redelivered={"A": {"min": 3, "max": 3}, "B": {"max": 0}}) == [None, None]
    assert why(facts, redelivered={"A": {"max": 0}}) == ["Group A received 3 messages again, not at most 0."]


def test_sends_are_compared() -> None:
    facts = Facts(
        sends=(
            SendFacts(name="one", count=100, seconds=1.0, requests=100),
            SendFacts(name="batch", count=1_000, seconds=1.0, requests=7),
            SendFacts(name="odd", count=0, seconds=0.0, requests=None),
        )
    )
    assert why(facts, fewer_requests=["batch", "one"], faster=["batch", "one"]) == [None, None]
    assert why(facts, fewer_requests=["one", "batch"], faster=["one", "batch"]) == [
        "“one” took 100 requests, “batch” took 7.",
        "“one” took 10.0 ms a message, “batch” took 1.0 ms.",
    ]
    assert why(facts, fewer_requests=["one", "odd"], faster=["odd", "one"]) == [
        "The number of requests is not known.",
        "One of the sends is not over yet.",
    ]
    (found,) = judge([Expectation(name="faster", of="batch", other="one")], facts)
    assert found.of == "batch, one"


def test_connected() -> None:
    assert why(Facts(connected=True), connected=True) == [None]
    assert why(Facts(connected=True), connected=False) == ["The window is connected."]
    assert why(Facts(), connected=True) == ["The window is not connected."]


def test_the_doctors_verdict() -> None:
    assert why(Facts(doctor="A1"), doctor="A1") == [None]
    assert why(Facts(doctor="OK"), doctor="A1") == ["The doctor's verdict is OK, not A1."]
    assert why(Facts(), doctor="A1") == ["The doctor was not asked."]


def test_what_a_later_record_could_spoil_is_judged_after_a_quiet_second() -> None:
    patient = {name for name in JUDGES if Expectation(name=name).negative}
    assert patient == {"each_once", "received", "none", "confirmed", "rejected", "unknown", "lost", "redelivered", "lag"}
