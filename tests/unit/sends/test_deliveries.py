"""The log of sends: one final verdict each, bounded, drawn newest first as `number verdict place latency`."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.events import SendConfirmed, SendEvent, SendFailed
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.text import Text

NOBODY_ASKED = Text("The process ended without flush() and did not wait for the broker's answer.")
OPEN = (Verdict.QUEUED, Verdict.IN_FLIGHT)


def send(number: int, *, partition: int | None = None, verdict: Verdict = Verdict.QUEUED) -> Delivery:
    return Delivery(number=number, send_id=1, topic="t", partition=partition, sent_at=100.0, wall_ms=0, verdict=verdict)


def log_of(*numbers: int, kept: int = 100) -> DeliveryLog:
    log = DeliveryLog(kept)
    for number in numbers:
        log.add(send(number))
    return log


def drawn(log: DeliveryLog, limit: int = 100) -> list[str]:
    lines = []
    for d in log.recent(limit):
        place = "" if d.offset is None else f" {d.partition}:{d.offset}"
        latency = "" if d.latency_ms is None else f" {d.latency_ms:.0f} ms"
        found = {None: "", True: " found", False: " lost"}[d.found]
        reason = "" if d.reason is None else f" ({d.reason})"
        lines.append(f"{d.number} {d.verdict.value}{place}{latency}{found}{reason}")
    return lines


def test_every_way_a_send_can_go() -> None:
    log = log_of(1, 2, 3, 4, 5, 6)
    for number in range(1, 6):
        log.started((number,))
    log.apply(SendConfirmed(number=1, partition=2, offset=104, at=100.003))
    log.apply(SendFailed(number=2, may_be_written=False, reason=Text("There is no partition 7."), at=100.0))
    log.apply(SendFailed(number=3, may_be_written=True, reason=Text("The connection died."), at=130.0))
    log.not_confirmed(4, NOBODY_ASKED)
    assert drawn(log) == [
        "6 queued",
        "5 in flight",
        "4 not confirmed (The process ended without flush() and did not wait for the broker's answer.)",
        "3 unknown 30000 ms (The connection died.)",
        "2 rejected 0 ms (There is no partition 7.)",
        "1 confirmed 2:104 3 ms",
    ]
    assert drawn(log, 2) == ["6 queued", "5 in flight"]
    assert [d.number for d in log.open()] == [5, 6]
    assert dict(log.totals()) == dict.fromkeys(Verdict, 1)


def test_what_changed_a_send_returns_it_and_what_did_not_returns_nothing() -> None:
    log = log_of(1)
    assert log.started((1,)) == [1]
    assert log.started((1,)) == []  # told twice
    confirmed = log.apply(SendConfirmed(number=1, partition=0, offset=7, at=100.002))
    assert confirmed is not None
    assert confirmed == log.get(1)
    assert log.started((1,)) == []  # a late word on a send that is over
    assert log.get(2) is None


FINAL: list[SendEvent] = [
    SendConfirmed(number=1, partition=0, offset=7, at=101.0),
    SendFailed(number=1, may_be_written=False, reason=Text("Refused."), at=101.0),
    SendFailed(number=1, may_be_written=True, reason=Text("Who knows?"), at=101.0),
]


@pytest.mark.parametrize("first", FINAL)
@pytest.mark.parametrize("second", FINAL)
def test_a_final_verdict_is_never_replaced(first: SendEvent, second: SendEvent) -> None:
    log = log_of(1)
    log.apply(first)
    before = log.get(1)
    assert log.apply(second) is None
    assert log.not_confirmed(1, NOBODY_ASKED) is None
    assert log.get(1) is before
    assert sum(log.totals().values()) == 1


def test_events_of_unknown_sends_are_nobodys() -> None:
    log = log_of(1)
    assert log.started((2,)) == []
    assert log.not_confirmed(2, NOBODY_ASKED) is None
    assert log.found(2, 0, 7) is None
    assert drawn(log) == ["1 queued"]


def test_what_reading_the_topic_found() -> None:
    log = log_of(1, 2, 3)
    for number in (1, 2):
        log.not_confirmed(number, NOBODY_ASKED)
    log.apply(SendFailed(number=3, may_be_written=True, reason=Text("Who knows?"), at=100.0))
    log.found(1, 0, 7)
    log.found(2, None, None)
    log.found(3, 1, 0)
    assert drawn(log) == [
        "3 unknown 1:0 0 ms found (Who knows?)",
        "2 not confirmed lost (The process ended without flush() and did not wait for the broker's answer.)",
        "1 not confirmed 0:7 found (The process ended without flush() and did not wait for the broker's answer.)",
    ]


def test_a_partition_that_was_chosen_stays_where_nothing_was_found() -> None:
    log = DeliveryLog()
    log.add(send(1, partition=3))
    log.not_confirmed(1, NOBODY_ASKED)
    looked_up = log.found(1, None, None)
    assert looked_up is not None
    assert (looked_up.partition, looked_up.offset, looked_up.found) == (3, None, False)


@pytest.mark.parametrize("verdict", [Verdict.QUEUED, Verdict.IN_FLIGHT, Verdict.CONFIRMED, Verdict.REJECTED])
def test_only_an_open_fate_is_looked_up(verdict: Verdict) -> None:
    log = DeliveryLog()
    log.add(send(1, verdict=verdict))
    assert log.found(1, 0, 7) is None


def test_the_oldest_that_has_its_verdict_makes_room() -> None:
    log = log_of(1, 2, 3, kept=3)
    log.apply(SendConfirmed(number=2, partition=0, offset=0, at=100.0))
    log.apply(SendConfirmed(number=3, partition=0, offset=1, at=100.0))
    log.add(send(4))
    assert drawn(log) == ["4 queued", "3 confirmed 0:1 0 ms", "1 queued"]
    assert log.totals()[Verdict.CONFIRMED] == 2  # of all that ever were


def test_open_sends_are_kept_whatever_they_are_and_the_log_gets_back_to_its_bound() -> None:
    log = log_of(1, 2, 3, 4, kept=2)
    assert len(log) == 4
    for number in (1, 2, 3, 4):
        log.not_confirmed(number, NOBODY_ASKED)
    log.add(send(5))
    assert [d.number for d in log.recent(9)] == [5, 4, 3]
    log.add(send(6))
    assert [d.number for d in log.recent(9)] == [6, 5]


orders = st.lists(st.tuples(st.sampled_from(["add", "start", "confirm", "reject", "give up", "unasked"]), st.integers(1, 12)), max_size=60)


@settings(deadline=None)
@given(orders)
def test_totals_and_open_sends_agree_with_a_plain_table(given_orders: list[tuple[str, int]]) -> None:
    log, table = DeliveryLog(kept=5), dict[int, Verdict]()
    for order, number in given_orders:
        if order == "add":
            new = len(table) + 1
            log.add(send(new))
            table[new] = Verdict.QUEUED
            continue
        if log.get(number) is not None and table[number] in OPEN:
            table[number] = {
                "start": Verdict.IN_FLIGHT, "confirm": Verdict.CONFIRMED, "reject": Verdict.REJECTED, "give up": Verdict.UNKNOWN,
                "unasked": Verdict.NOT_CONFIRMED,
            }[order]  # fmt: skip
        match order:
            case "start":
                log.started((number,))
            case "confirm":
                log.apply(SendConfirmed(number=number, partition=0, offset=number, at=100.0))
            case "unasked":
                log.not_confirmed(number, NOBODY_ASKED)
            case _:
                log.apply(SendFailed(number=number, may_be_written=order == "give up", reason=Text("…"), at=100.0))
    assert {d.number: d.verdict for d in log.recent(99)} == {n: v for n, v in table.items() if log.get(n) is not None}
    assert [d.number for d in log.open()] == [n for n, v in table.items() if v in OPEN]
    assert log.totals() == {v: n for v in Verdict if (n := sum(v is w for w in table.values()))}
    assert set(table) - {d.number for d in log.recent(99)} <= {n for n, v in table.items() if v not in OPEN}


def test_a_full_log_costs_no_more_than_an_empty_one() -> None:
    """A bound far above the 2 µs that one takes; looking for the oldest among all of them took 50 ms each."""
    log = DeliveryLog(kept=20_000)
    began = time.process_time()
    for number in range(1, 60_001):
        log.add(send(number, verdict=Verdict.QUEUED if number <= 20_000 else Verdict.CONFIRMED))
    assert time.process_time() - began < 3.0
    assert len(log.open()) == 20_000
