"""Who got what, drawn: a line a message, newest first, a sign a pane (see drawn_world)."""

import time
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.delivery import Verdict
from kafkadesk.core.events import RecordsArrived
from kafkadesk.core.ledger.arrivals import KEPT_TIMES, Arrivals
from kafkadesk.core.ledger.evidence import Doubt
from kafkadesk.core.ledger.ledger import KEPT_FOREIGN, Ledger
from kafkadesk.core.ledger.matrix import Cell, CellKind, GroupVerdict, MatrixColumn, VerdictKind
from kafkadesk.core.ledger.offset_set import OffsetSet
from kafkadesk.core.records import RecordBatch
from tests.rigs.drawn_world import TOPIC, World, batch_of, drawn


@pytest.fixture
def world() -> World:
    return World()


def test_two_groups_and_an_observer(world: World) -> None:
    world.read("C1", "monitoring", {0: 0, 1: 0})
    world.read("C4", None, {0: 0, 1: 0, 2: 0, 3: 0})
    world.read("C2", "monitoring", {2: 0, 3: 0})
    world.read("C3", "audit", {0: 0, 1: 0, 2: 0, 3: 0})
    world.send("0:0", "2:0", "3:0")
    world.later(4)
    for pane, partition in (("C1", 0), ("C2", 2), ("C2", 3), ("C3", 0), ("C3", 2), ("C3", 3), ("C4", 0), ("C4", 2), ("C4", 3)):
        world.got(pane, partition, 0)
    world.committed("monitoring", {0: 1, 2: 1, 3: 1})
    world.committed("audit", {0: 1, 2: 1})
    assert world.head() == "C1/monitoring C2/monitoring C3/audit C4"
    assert world.draw() == drawn(
        """
        3 3:0  ·  4  o4  4
        2 2:0  ·  4  4   4
        1 0:0  4  ·  4   4
        """
    )
    assert (world.verdict("monitoring"), world.verdict("audit")) == ("each once (3 of 3)", "each once (3 of 3)")
    assert world.pane_verdict("C4") == "all (3 of 3)"
    assert world.why(1, "C1") == "C1 received it."
    assert world.why(1, "C2") == "Partition 0 belongs to C1."
    assert world.why(3, "C3") == "C3 received it. The group has not committed it yet: it would come again."


def test_waiting_then_missing_only_once_the_owner_is_past_it(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("A", 0, 0)
    assert world.draw() == drawn("3 0:2 w \n 2 0:1 w \n 1 0:0 o0")
    assert world.verdict("g") == "1 of 3 so far"
    assert world.why(2, "A") == "A has not come to it yet."
    world.ledger.positions("A", "g", TOPIC, {0: 2})
    assert world.draw() == drawn("3 0:2 w \n 2 0:1 ! \n 1 0:0 o0")
    assert world.verdict("g") == "1 missing: #2"
    assert world.why(2, "A") == "A has read past it without receiving it."
    assert world.ledger.verdict("g") == GroupVerdict(kind=VerdictKind.MISSING, n=1, of=3, missing=(2,))


def test_positions_of_who_does_not_own_the_partition_say_nothing(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0")
    world.ledger.positions("A", "g", TOPIC, {1: 7})
    world.ledger.positions("B", "g", TOPIC, {0: 7})
    assert world.verdict("g") == "0 of 1 so far"


def test_not_yet_joined_is_blank(world: World) -> None:
    world.send("0:0")
    world.later(1)
    world.read("A", "g", {0: 1})
    world.send("0:1")
    world.got("A", 0, 1)
    world.later(10)
    world.read("B", "g", {})
    assert world.draw() == drawn("2 0:1 o0 - \n 1 0:0 - -")
    assert world.verdict("g") == "each once (1 of 1)"
    assert world.why(1, "A") == "It was sent before A began to read here, or is in no partition yet."


def test_a_killed_member_that_did_not_commit_makes_the_next_one_receive_again(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("A", 0, 0, 1)
    world.stop("A")
    assert world.verdict("g") == "nobody reading, 1 waiting"
    world.committed("g", {0: 1})
    world.later(50)
    world.read("B", "g", {0: 1})
    world.got("B", 0, 1, 2)
    world.committed("g", {0: 3})
    assert world.head() == "(A/g) B/g"
    assert world.draw() == drawn("3 0:2 - 50 \n 2 0:1 0 50 \n 1 0:0 0 -")
    assert world.verdict("g") == "1 came more than once: #2"
    assert [r.redelivered for r in world.ledger.receipts("B")] == [True, False]


def test_missing_and_redelivered(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.got("A", 0, 0)
    world.got("A", 0, 0)
    world.ledger.positions("A", "g", TOPIC, {0: 2})
    assert world.draw() == drawn("2 0:1 ! \n 1 0:0 o0x2")
    assert world.verdict("g") == "1 missing: #2; 1 came more than once: #1"
    assert world.why(1, "A") == "A received it 2 times."


def test_a_killed_sole_member_before_its_first_commit_loses_what_came_meanwhile(world: World) -> None:
    """The next one begins at the latest offset: what nobody committed and nobody got is missing, and says so."""
    world.read("A", "g", {0: 0})
    world.stop("A")
    world.send("0:0", "0:1")
    assert world.verdict("g") == "nobody reading, 2 waiting"
    world.read("B", "g", {0: 2})
    assert world.draw() == drawn("2 0:1 ! \n 1 0:0 !")
    assert world.verdict("g") == "2 missing: #1, #2"


def test_a_commit_that_passed_by_what_nobody_got_is_a_miss_also_when_all_have_left(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0")
    world.stop("A")
    world.committed("g", {0: 1})
    assert world.verdict("g") == "1 missing: #1"


def test_a_group_that_is_reset_to_an_earlier_offset_is_due_what_follows(world: World) -> None:
    world.send("0:0", "0:1")
    world.read("A", "g", {0: 2})
    assert world.verdict("g") == "no message yet"
    world.stop("A")
    world.read("A", "g", {0: 1})
    assert world.verdict("g") == "0 of 1 so far"


def test_what_was_sought_back_for_counts_once_it_is_due(world: World) -> None:
    world.queue(1, 2)
    world.confirm(2, 0, 1)
    world.read("A", "g", {0: 2})
    world.confirm(1, 0, 0)  # its answer comes late: it lies before the start all the same
    world.got("A", 0, 0, 1)
    assert world.verdict("g") == "no message yet"
    assert world.draw() == drawn("2 0:1 o0 \n 1 0:0 o0")
    world.stop("A")
    world.read("A", "g", {0: 0})
    assert world.verdict("g") == "2 will come again: #1, #2"  # it reads them once more now


def test_rows_that_arrive_before_the_broker_answers_the_sender(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("solo", None, {0: 0})
    world.queue(1)
    world.later(3)
    world.got("A", 0, 0)
    world.got("solo", 0, 0)
    assert world.draw() == "1 ? - -"  # not taken for another program's meanwhile
    world.later(3)
    world.confirm(1, 0, 0)
    world.committed("g", {0: 1})
    assert world.draw() == "1 0:0 3 3"
    assert (world.verdict("g"), world.pane_verdict("solo")) == ("each once (1 of 1)", "all (1 of 1)")
    assert [round(delay, 3) for delay in world.ledger.delays("A", 5)] == [3]


def test_rows_that_came_twice_before_the_broker_answered_count_twice(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1)
    world.got("A", 0, 0)
    world.later(9)
    world.got("A", 0, 0)
    world.confirm(1, 0, 0)
    assert world.draw() == "1 0:0 o0x2"
    assert world.verdict("g") == "1 came more than once: #1"


def test_what_came_to_a_pane_that_was_closed_before_the_broker_answered_was_received(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1, 2)
    world.got("A", 0, 0)
    world.ledger.closed("A", world.now)
    world.read("B", "g", {0: 0})
    world.got("B", 0, 0, 1)
    world.confirm(1, 0, 0)
    world.confirm(2, 0, 1)
    world.committed("g", {0: 2})
    assert world.verdict("g") == "1 came more than once: #1"
    world.queue(3)
    world.got("B", 0, 2)
    world.ledger.closed("B", world.now)
    world.committed("g", {0: 3})
    world.confirm(3, 0, 2)
    assert world.verdict("g") == "1 came more than once: #1"  # and none is missing


def test_a_forgotten_send_that_is_found_late_came_to_a_closed_pane_too(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1)
    world.got("A", 0, 0)
    world.end(1, Verdict.NOT_CONFIRMED)
    world.ledger.closed("A", world.now)
    world.read("B", "g", {0: 0})
    world.got("B", 0, 0)
    world.sends[1] = world.sends[1]._replace(partition=0, offset=0, found=True)
    world.ledger.delivery(world.sends[1])
    assert world.verdict("g") == "1 came more than once: #1"


def test_messages_of_other_programs_are_marked(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("B", "g", {1: 0})
    world.later(1)
    world.got("A", 0, 0)
    world.got("A", 0, 0)
    assert world.draw() == "other 0:0 ookx2 ·"
    assert world.verdict("g") == "no message yet"
    assert [(r.number, r.delay_ms) for r in world.ledger.receipts("A")] == [(None, None), (None, None)]


def test_of_a_fast_stream_of_others_only_the_tail_is_kept(world: World) -> None:
    world.read("A", None, {0: 0})
    for first in range(0, 40_000, 1000):
        world.later(1)
        world.got("A", 0, *range(first, first + 1000))
    rows = world.ledger.rows(1000)
    assert len(rows) == KEPT_FOREIGN
    assert (rows[0].offset, rows[0].number) == (39_999, None)


def test_unknown_rejected_and_found_sends(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1, 2, 3)
    world.end(1, Verdict.REJECTED)
    world.end(2, Verdict.UNKNOWN)
    assert world.draw() == "3 ? -\n2 ? -\n1 ? -"
    assert world.verdict("g") == "no message yet"
    world.got("A", 0, 0)
    world.sends[2] = world.ledger._sends[2]
    world.end(3, Verdict.NOT_CONFIRMED)
    assert "other 0:0 ook" in world.draw()
    world.confirm(3, 0, 0)  # looked up by reading the topic
    assert world.draw() == drawn("3 0:0 o0 \n 2 ? - \n 1 ? -")
    assert world.verdict("g") == "each once (1 of 1)"


def test_a_record_that_is_gone_inside_a_range_was_not_received(world: World) -> None:
    """Compaction may take our record away before a slow reader comes: the range covers it, the rows do not."""
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("A", 0, 0, 2, span=(0, 3))
    assert world.draw() == drawn("3 0:2 o0 \n 2 0:1 ! \n 1 0:0 o0")
    assert world.verdict("g") == "1 missing: #2"
    assert [r.offset for r in world.ledger.receipts("A")] == [0, 2]


def test_topics_are_apart(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("B", "g", {0: 0}, topic="u")
    world.send("0:0")
    world.send("0:0", topic="u")
    world.got("A", 0, 0)
    world.got("B", 0, 0, topic="u")
    world.committed("g", {0: 1})
    assert world.draw() == drawn("2 0:0 - o0 \n 1 0:0 0 -")
    assert world.verdict("g") == "each once (1 of 1)"
    assert world.ledger.number_of("u", 0, 0) == 2
    assert world.ledger.number_of("u", 0, 1) is None
    world.stop("A")
    assert world.head() == "(A/g) B/g"


def test_other_programs_members_in_the_same_group(world: World) -> None:
    world.read("A", "g", {0: 0, 1: 0})
    world.send("1:0")
    world.got("A", 1, 0)
    world.committed("g", {0: 0, 1: 1})
    world.read("A", "g", {0: 0})
    world.described("g", [1], {0: 0, 1: 1}, ours=[0])
    world.later(1)
    world.send("1:1", "1:2", "0:0")
    world.got("A", 0, 0)
    assert world.draw() == drawn("4 0:0 o0 \n 3 1:2 · \n 2 1:1 · \n 1 1:0 0")
    assert world.why(2, "A") == "Another member of the group received it."
    assert world.verdict("g") == "2 of 4 so far"
    world.described("g", [1], {0: 1, 1: 2}, ours=[0])
    assert world.verdict("g") == "2 of 4 so far; 1 read by other programs"  # #2
    world.read("A", "g", {0: 1, 1: 2}, resumed=[0, 1], began_at=world.now - 1)  # the other one left
    world.got("A", 1, 2)
    assert world.verdict("g") == "each once here (3 of 4); 1 read by other programs"
    assert world.draw() == drawn("4 0:0 0 \n 3 1:2 o0 \n 2 1:1 · \n 1 1:0 0")


def test_what_another_member_took_just_before_it_left(world: World) -> None:
    """The answer that would have said so came too late: the pane starts behind what was committed when it was last known."""
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.ledger.revoked("A", [0], world.now, lost=False)
    world.described("g", None, {0: 0})  # members join again: that nobody has the partition means nothing
    world.read("A", "g", {})
    world.later(5)
    world.read("A", "g", {0: 2}, resumed=[0])
    assert world.verdict("g") == "each once here (0 of 2); 2 read by other programs"
    assert world.draw() == drawn("2 0:1 · \n 1 0:0 ·")


def test_an_answer_that_was_asked_for_before_a_pane_got_the_partition_takes_nothing_from_it(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.described("g", [1], {0: 0, 1: 0}, ours=[0])
    world.send("1:0")
    world.later(5)
    world.read("A", "g", {0: 0, 1: 1}, resumed=[1], began_at=world.now)
    world.later(1)
    world.send("1:1")
    world.got("A", 1, 1)
    world.committed("g", {1: 2})
    world.described("g", [1], {0: 0, 1: 0}, ours=[0], ms_ago=3)
    assert world.verdict("g") == "each once here (1 of 2); 1 read by other programs"
    assert world.draw() == drawn("2 1:1 0 \n 1 1:0 ·")


def test_another_program_that_gets_what_a_killed_pane_had_not_committed(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("B", "g", {1: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("A", 0, 0, 1, 2)
    world.committed("g", {0: 1})
    world.stop("A", died=True)
    world.later(5)
    assert world.verdict("g") == "2 will come again: #2, #3"
    world.described("g", [], {0: 1, 1: 0}, ours=[0, 1])  # the group has not noticed yet
    world.later(5)
    world.described("g", [0], {0: 1, 1: 0}, ours=[1])
    assert world.verdict("g") == "2 will come again: #2, #3"
    world.later(5)
    world.described("g", [0], {0: 3, 1: 0}, ours=[1])
    assert world.verdict("g") == "2 came more than once: #2, #3"


def test_what_a_killed_pane_committed_last_is_not_known_where_nobody_asked_in_between(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.stop("A", died=True)
    world.later(5)
    world.described("g", [0], {0: 1})
    assert world.verdict("g") == "1 that another program may have read too: #1"
    world.committed("g", {0: 1})  # reported after all
    assert world.verdict("g") == "each once (1 of 1)"


def test_another_program_that_commits_nothing(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.described("g", [1], {0: 0}, ours=[0])
    world.later(1)
    world.send("0:0", "1:5", "1:6")
    world.got("A", 0, 0)
    assert world.draw() == drawn("3 1:6 ? \n 2 1:5 ? \n 1 0:0 o0")
    assert world.verdict("g") == "2 unknown, another program commits nothing: #2, #3"
    assert world.why(2, "A").startswith("Another program had partition 1 and committed nothing")
    world.later(5)
    world.read("A", "g", {0: 1, 1: 6})  # it left; the pane starts from the latest offset there was
    world.got("A", 1, 6)
    assert world.verdict("g") == ("1 unknown, another program commits nothing: #2; 1 that another program may have read too: #3")


def test_another_program_that_reads_more_than_it_commits_before_it_is_lost(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.described("g", [1], {0: 0, 1: 0}, ours=[0])
    world.later(1)
    world.send("1:0", "1:1")
    world.described("g", [1], {0: 0, 1: 1}, ours=[0])
    world.later(100)
    began_at = world.now
    world.later(5)
    world.send("1:2")  # after its session was over
    world.later(5)
    world.read("A", "g", {0: 0, 1: 1}, resumed=[1], began_at=began_at)
    world.got("A", 1, 1, 2)
    assert world.verdict("g") == "1 that another program may have read too: #2; 1 read by other programs"


def test_a_commit_that_somebody_moves_while_the_group_is_empty(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.stop("A")
    world.send("0:0", "0:1")
    world.later(1)
    world.described("g", [], {0: 0})
    world.described("g", [], {0: 1})
    assert world.verdict("g") == "1 unknown, the commit was moved past them: #1"
    world.read("B", "g", {0: 1}, resumed=[0])
    world.got("B", 0, 1)
    assert world.draw() == drawn("2 0:1 o1 \n 1 0:0 ?")


def test_a_commit_that_somebody_moves_between_two_questions_is_not_read_by_others(world: World) -> None:
    """A tool may reset the offsets of an empty group, and a pane may join again before the broker is asked."""
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.committed("g", {0: 0})
    world.later(1)
    world.stop("A")
    world.later(1)
    world.read("B", "g", {0: 1}, resumed=[0])
    world.got("B", 0, 1)
    assert world.verdict("g") == "1 unknown, the commit was moved past them: #1"


def test_a_commit_that_falls_has_records_come_again(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.got("A", 0, 0, 1)
    world.committed("g", {0: 2})
    world.stop("A")
    world.later(1)
    world.described("g", [], {0: 2})
    assert world.verdict("g") == "each once (2 of 2)"
    world.later(1)
    world.described("g", [], {0: 1})
    assert world.verdict("g") == "1 will come again: #2"
    world.later(1)
    world.described("g", [], {})  # deleted
    assert world.verdict("g") == "each once (2 of 2)"


def test_an_observer_that_begins_anew_is_judged_anew(world: World) -> None:
    world.read("A", None, {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.stop("A")
    assert world.pane_verdict("A") == "all (1 of 1)"
    world.send("0:1")
    assert world.pane_verdict("A") == "all (1 of 1)"
    assert world.draw() == drawn("2 0:1 - \n 1 0:0 0")
    world.read("A", None, {0: 2})
    assert world.pane_verdict("A") == "no message yet"
    assert world.draw() == drawn("2 0:1 - \n 1 0:0 0")


def test_an_observer_may_read_again_as_it_likes(world: World) -> None:
    world.read("A", None, {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.got("A", 0, 0)
    assert (world.draw(), world.pane_verdict("A")) == ("1 0:0 0x2", "all (1 of 1)")


def test_an_observer_that_reads_a_new_partition_too_goes_on(world: World) -> None:
    world.read("A", None, {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.read("A", None, {0: 0, 1: 0})
    world.send("1:0", "0:1")
    world.got("A", 0, 1)
    assert world.draw() == drawn("3 0:1 0 \n 2 1:0 w \n 1 0:0 0")
    assert world.pane_verdict("A") == "2 of 3 so far"


def test_no_verdict_where_nobody_ever_read(world: World) -> None:
    assert world.verdict("g") == "no message yet"
    assert world.pane_verdict("A") == "no message yet"
    assert world.ledger.delays("A", 3) == ()
    world.committed("g", {0: 1})
    world.described("g", [1], {0: 1})
    world.got("A", 0, 0)
    assert (world.draw(), world.head()) == ("", "")
    stranger = MatrixColumn(pane="A", name="A", group="g", topic=TOPIC, living=True)
    world.send("0:0")
    assert world.ledger.cell(world.row(1), stranger) == Cell(kind=CellKind.BLANK)
    assert world.ledger.why(world.row(1), stranger).render().startswith("It was sent before A began")


def test_panes_are_renamed_and_closed(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("B", None, {0: 0})
    world.ledger.renamed("A", "Anna")
    world.send("0:0")
    world.got("A", 0, 0)
    assert world.head() == "Anna/g B"
    world.ledger.closed("A", world.now)
    assert world.head() == "B"
    assert world.verdict("g") == "each once (1 of 1)"
    assert world.ledger.receipts("A") == ()


def test_a_pane_that_reads_no_more_is_shown_while_it_says_something(world: World) -> None:
    """Of a member that was killed long ago, what came to it and again to another is the point of the picture."""
    world.read("A", "g", {0: 0})
    world.read("B", "g", {})
    world.send("0:0")
    world.got("A", 0, 0)
    world.stop("A")
    world.stop("B")
    assert world.head() == "(A/g)"
    world.send(*(f"0:{n}" for n in range(1, 201)))
    assert world.head() == "(A/g)"
    world.read("A", "h", {0: 201})
    assert world.head() == "A/h"  # it has left the other one for good, and that was long ago


def test_a_pane_that_moves_to_another_group_leaves_the_first(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.later(5)
    world.read("A", "h", {0: 1})
    world.read("B", "g", {0: 1})
    world.send("0:1")
    assert world.head() == "(A/g) B/g A/h"
    assert world.draw() == drawn("2 0:1 - w w \n 1 0:0 o0 - -")
    world.ledger.stopped("A", world.now)
    world.ledger.stopped("A", world.now)  # told twice
    assert world.verdict("h") == "nobody reading, 1 waiting"


def test_the_oldest_sends_make_room() -> None:
    world = World(kept=3)
    world.read("A", "g", {0: 0})
    world.queue(1)
    world.confirm(1, 0, 0)
    world.queue(2)
    world.send("0:1")
    world.sends[4] = world.sends[3]
    world.got("A", 0, 0, 1)
    world.send("0:2")
    assert world.verdict("g") == "1 of 2 so far"
    world.send("0:3")
    assert world.draw() == drawn("6 0:3 w \n 5 0:2 w \n 3 0:1 o0")
    assert world.ledger.number_of(TOPIC, 0, 0) is None
    assert world.ledger.delays("A", 9) == (0.0,)
    world.send("0:4", "0:5", "0:6")
    assert world.verdict("g") == "0 of 3 so far"


def test_another_cluster_means_other_records(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0")
    world.ledger.clear()
    assert (world.head(), world.draw(), world.verdict("g")) == ("", "", "no message yet")


def test_many_numbers_are_cut_short() -> None:
    some = GroupVerdict(kind=VerdictKind.MISSING, n=0, of=7, missing=tuple(range(1, 8)))
    assert some.sentence().render() == "7 missing: #1, #2, #3, #4, #5, …"


def test_receipts_are_in_order_of_arrival_over_all_groups(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.later(2)
    world.got("A", 0, 0)
    world.later(2)
    world.read("A", None, {0: 0})
    world.got("A", 0, 0, 1)
    seen = [(r.group, r.number, r.offset, round(r.delay_ms or 0), r.generation, r.redelivered) for r in world.ledger.receipts("A")]
    assert seen == [("g", 1, 0, 2, 1, False), (None, 1, 0, 4, 1, False), (None, 2, 1, 4, 1, False)]


# properties: against an oracle that keeps every record one by one

PANES = {"A": "g", "B": "g", "C": "h", "D": None}
OFFSETS = 12

steps = st.one_of(
    st.tuples(st.just("send"), st.integers(0, 1), st.just(0), st.just("")),
    st.tuples(st.just("late"), st.integers(0, 1), st.just(0), st.just("")),  # sent; the broker's answer comes at the end
    st.tuples(st.just("other"), st.integers(0, 1), st.just(0), st.just("")),  # another program's record
    st.tuples(st.just("got"), st.integers(0, 1), st.integers(1, 4), st.sampled_from(list(PANES))),
    st.tuples(st.just("back"), st.integers(0, 1), st.integers(0, OFFSETS), st.sampled_from(list(PANES))),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=60))
def test_the_ledger_agrees_with_counting_record_by_record(orders: list[tuple[str, int, int, str]]) -> None:
    world = World()
    for pane, group in PANES.items():
        world.read(pane, group, {0: 0, 1: 0})
    logs: list[list[int | None]] = [[], []]  # partition -> number of the send at each offset; None: another program's
    at = {(pane, p): 0 for pane in PANES for p in (0, 1)}
    count: Counter[tuple[str, int, int]] = Counter()
    late: list[tuple[int, int, int]] = []
    number = 0
    for what, p, n, pane in orders:
        if what in ("send", "late"):
            number += 1
            world.queue(number)
            logs[p].append(number)
            late.append((number, p, len(logs[p]) - 1))
            if what == "send":
                world.confirm(*late.pop())
        elif what == "other":
            logs[p].append(None)
        elif what == "back":
            at[pane, p] = min(n, at[pane, p])
        elif at[pane, p] < len(logs[p]):
            offsets = range(at[pane, p], min(at[pane, p] + n, len(logs[p])))
            world.got(pane, p, *offsets)
            at[pane, p] = offsets.stop
            count.update((pane, p, offset) for offset in offsets)
    for place in late:
        world.confirm(*place)

    ours = {(p, o): number for p in (0, 1) for o, number in enumerate(logs[p]) if number is not None}
    for group in ("g", "h"):
        times = {n: sum(count[pane, p, o] for pane in PANES if PANES[pane] == group) for (p, o), n in ours.items()}
        verdict = world.ledger.verdict(group)
        assert (verdict.n, verdict.of) == (sum(t > 0 for t in times.values()), len(times))
        assert verdict.redelivered == tuple(sorted(n for n, t in times.items() if t > 1))
        assert verdict.missing == ()
    observed = world.ledger.pane_verdict("D")
    assert (observed.n, observed.of) == (sum(count["D", p, o] > 0 for p, o in ours), len(ours))
    for row in world.ledger.rows(1000):
        assert row.offset is not None
        assert row.partition is not None
        for column in world.ledger.columns():
            cell, times_here = world.ledger.cell(row, column), count[column.pane, row.partition, row.offset]
            assert cell.count == min(times_here, 9 if row.number is None else times_here)
            assert (cell.kind in (CellKind.RECEIVED, CellKind.UNCOMMITTED)) == (times_here > 0)
    for pane in PANES:
        receipts = Counter((pane, r.partition, r.offset) for r in world.ledger.receipts(pane))
        assert receipts == Counter({key: n for key, n in count.items() if key[0] == pane})


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=40))
def test_offset_set_agrees_with_a_set(spans: list[tuple[int, int]]) -> None:
    ranges, naive = OffsetSet(), set[int]()
    arrivals, times, first = Arrivals(), Counter[int](), dict[int, float]()
    for i, (start, length) in enumerate(spans):
        new = set(range(start, start + length))
        assert {o for s, e in ranges.add(start, start + length) for o in range(s, e)} == naive & new
        naive |= new
        arrivals.add(start, start + length, float(i))
        times.update(new)
        first = {**dict.fromkeys(new, float(i)), **first}
    assert [o for s, e in ranges.ranges() for o in range(s, e)] == sorted(naive)
    assert all(e < s for (_, e), (s, _) in zip(ranges.ranges(), ranges.ranges()[1:], strict=False))
    for offset in range(60):
        assert (offset in ranges) == (offset in naive)
        assert arrivals.count(offset) == min(times[offset], 9)
        assert arrivals.first_at(offset) == first.get(offset)


def test_the_times_of_long_ago_are_forgotten_and_what_came_is_not() -> None:
    arrivals = Arrivals()
    for offset in range(KEPT_TIMES + 1):
        arrivals.add(offset, offset + 1, float(offset))
    assert arrivals.first_at(0) is None
    assert arrivals.first_at(KEPT_TIMES) == float(KEPT_TIMES)
    assert arrivals.count(0) == 1


def test_a_time_that_is_forgotten_leaves_the_delay_open(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1)
    for offset in range(KEPT_TIMES + 1):
        world.got("A", 0, offset)
    world.confirm(1, 0, 0)
    world.read("B", "g", {})
    assert world.draw().splitlines()[0] == "1 0:0 ook -"
    assert world.ledger.delays("A", 1) == ()


def test_an_hour_of_arrivals_takes_no_more_memory_than_its_bound() -> None:
    """Eight panes with eight partitions each, twenty runs a second, would take gigabytes in a day."""
    arrivals = Arrivals()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for n in range(20_000):
            arrivals.add(3 * n, 3 * n + 3, float(n))
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 160 * 1024, f"{grown} bytes"


def test_a_million_records_cost_as_little_as_their_ranges(world: World) -> None:
    """A tenth of a core for a million records in batches of 500: far above what a loaded machine needs."""
    world.read("A", "g", {0: 0})
    world.send(*(f"0:{n}" for n in range(10_000)))
    batches = [batch_of(TOPIC, 0, [first], first, first + 500) for first in range(10_000, 1_010_000, 500)]
    began = time.process_time()
    for batch in batches:
        world.ledger.arrived(_event(batch, world.now))
    assert time.process_time() - began < 1.0


def _event(batch: RecordBatch, at: float) -> RecordsArrived:
    return RecordsArrived(pane="A", group="g", generation=1, serial=1, batch=batch, at=at)


def test_verdicts_and_cells_of_ten_thousand_sends_are_quick(world: World) -> None:
    """Ten panes, five times a second: a bound of 50 ms where 5 are meant, since machines of tests are busy."""
    for n in range(10):
        world.read(f"P{n}", f"g{n}" if n < 5 else None, dict.fromkeys(range(4), 0))
    world.send(*(f"{n % 4}:{n // 4}" for n in range(10_000)))
    for n in range(10):
        for partition in range(4):
            world.got(f"P{n}", partition, *range(2000))
    began = time.process_time()
    for n in range(5):
        world.ledger.verdict(f"g{n}")
        world.ledger.pane_verdict(f"P{n + 5}")
    columns = world.ledger.columns()
    cells = [world.ledger.cell(row, column) for row in world.ledger.rows(200) for column in columns]
    spent = time.process_time() - began
    assert len(cells) == 2000
    assert spent < 0.05


def test_columns_stand_as_the_panes_were_opened() -> None:
    ledger = Ledger()
    for pane in ("pane-1", "pane-2", "pane-3", "pane-10"):
        ledger.opened(pane)
    for pane, group in (("pane-10", "audit"), ("pane-3", None), ("pane-2", "monitoring"), ("pane-1", "monitoring")):
        ledger.reading(pane, pane, group, "t", {}, 0.0)
    assert [column.pane for column in ledger.columns()] == ["pane-1", "pane-2", "pane-10", "pane-3"]


def test_what_retention_removed_before_it_was_read_is_not_missing(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("X", None, {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("X", 0, 0, 1, 2)
    world.passed("A", 0, 0, 2, "deleted")
    assert world.verdict("g") == "0 of 3 so far; 2 no longer in the log when their turn came: #1, #2"
    world.got("A", 0, 2)
    assert world.draw() == drawn("3 0:2 o0 0 \n 2 0:1 deleted 0 \n 1 0:0 deleted 0")
    assert world.verdict("g") == "1 of 3; 2 no longer in the log when their turn came: #1, #2"
    assert world.pane_verdict("X") == "all (3 of 3)"
    assert world.why(1, "A") == "It was removed by the topic's retention before A read it."
    verdict = world.ledger.verdict("g")
    assert (verdict.kind, verdict.missing, verdict.gone) == (VerdictKind.GONE, (), (1, 2))


def test_what_cannot_be_read_is_neither_missing_nor_gone_and_counts_once_somebody_can(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1")
    world.got("A", 0, 0)
    world.passed("A", 0, 1, 2, "unreadable")
    assert world.verdict("g") == "1 of 2; 1 that could not be read: #2"
    assert world.why(2, "A") == "A could not read it and passed it over: see the row in its place."
    world.stop("A")
    world.read("B", "g", {0: 1})
    world.got("B", 0, 1)
    assert world.verdict("g") == "each once (2 of 2)"


def test_a_lag_that_nobody_reads_is_without_what_is_gone(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.passed("A", 0, 0, 1, "deleted")
    world.stop("A")
    assert world.verdict("g") == "nobody reading, 2 waiting; 1 no longer in the log when their turn came: #1"


def test_a_send_whose_place_is_learned_after_the_gap_was_told(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.queue(1)
    world.passed("A", 0, 0, 3, "compacted")
    world.ledger.positions("A", "g", TOPIC, {0: 3})
    world.confirm(1, 0, 1)
    assert world.draw() == "1 0:1 compacted"
    assert world.verdict("g") == "0 of 1; 1 no longer in the log when their turn came: #1"


def test_another_programs_aborted_message_is_not_received_by_who_reads_committed_only(world: World) -> None:
    """One pane shows uncommitted records too, the other was told that they were aborted."""
    world.read("A", "g", {0: 0})
    world.read("X", None, {0: 0})
    world.got("X", 0, 0, 1, 2)
    world.passed("A", 0, 1, 2, "aborted")
    world.got("A", 0, 0, 2, span=(0, 3))
    assert world.draw() == drawn("other 0:2 ook ok \n other 0:1 aborted ok \n other 0:0 ook ok")


def test_another_programs_message_that_was_compacted_before_the_second_pane_came_to_it(world: World) -> None:
    world.read("X", None, {0: 0})
    world.got("X", 0, 0, 1, 2)
    world.read("A", "g", {0: 0})
    world.got("A", 0, 0, 2, span=(0, 3))
    world.passed("A", 0, 1, 2, "compacted")
    assert world.draw() == drawn("other 0:2 ook ok \n other 0:1 compacted ok \n other 0:0 ook ok")


def test_the_end_of_a_transaction_is_no_message(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.passed("A", 0, 0, 5, "marker")
    world.send("0:2")
    assert world.verdict("g") == "0 of 1 so far"


def test_offsets_of_a_topic_that_was_made_anew_are_other_messages(world: World) -> None:
    """#3 was never received of the old log. The new log's records arrive before their sender is told where they are."""
    world.read("X", None, {0: 0})
    world.send("0:0", "0:1", "0:2")
    world.got("X", 0, 0, 1)
    world.passed("X", 0, 0, 3, "remade")
    world.queue(4, 5)
    world.got("X", 0, 0, 1, 2)
    world.confirm(5, 0, 1)
    world.confirm(4, 0, 0)
    assert world.draw() == drawn("5 0:1 0 \n 4 0:0 0 \n 3 0:2 remade \n 2 0:1 0 \n 1 0:0 0 \n other 0:2 ok")
    assert world.pane_verdict("X") == "4 of 5; 1 no longer in the log when their turn came: #3"
    assert world.why(3, "X") == "It was deleted with its topic, before X read it."


def test_a_group_that_is_told_later_that_the_log_began_anew(world: World) -> None:
    world.read("A", "g", {0: 0})
    world.read("B", "h", {0: 0})
    world.send("0:0")
    world.got("A", 0, 0)
    world.got("B", 0, 0)
    world.passed("A", 0, 0, 1, "truncated")
    world.send("0:0")
    world.got("A", 0, 0)
    world.passed("B", 0, 0, 1, "truncated")
    world.got("B", 0, 0)
    assert (world.verdict("g"), world.verdict("h")) == ("each once (2 of 2)", "each once (2 of 2)")
    assert [r.redelivered for r in world.ledger.receipts("B")] == [False, False]


# a topic that is deleted and recreated: another ID, other records at the same offsets


@pytest.fixture
def recreated(world: World) -> World:
    """A reads three of four sends of the old topic. Four are sent to the new one before anybody knows that it is another."""
    world.ledger.identified(TOPIC, "old", world.now, world.now)
    world.read("A", "g", {0: 0, 1: 0}, topic_id="old")
    world.send("0:0", "0:1", "0:2", "1:0")
    world.got("A", 0, 0, 1)
    world.got("A", 1, 0)
    world.later(5)
    world.ledger.identified(TOPIC, "old", world.now, world.now)
    for place in ("0:0", "0:1", "0:2", "0:3"):
        world.later(5)
        world.send(place)
    world.later(5)
    return world


def test_sends_confirmed_in_the_new_log_are_not_taken_for_the_old_one(recreated: World) -> None:
    """Neither for lost with the topic, nor for received because an old record had their offset."""
    recreated.ledger.identified(TOPIC, "new", recreated.now, recreated.now + 0.001)
    recreated.later(5)
    assert recreated.verdict("g") == "3 of 8 so far; 1 no longer in the log when their turn came: #3"
    recreated.read("A", "g", {0: 0}, topic_id="new")
    recreated.later(5)
    assert recreated.draw() == drawn("8 0:3 w \n 7 0:2 w \n 6 0:1 w \n 5 0:0 w \n 4 1:0 o0 \n 3 0:2 remade \n 2 0:1 o0 \n 1 0:0 o0")
    recreated.got("A", 0, 0, 1, 2, 3)
    assert recreated.verdict("g") == "7 of 8; 1 no longer in the log when their turn came: #3"


def test_a_pane_tells_first_that_the_topic_is_another_one(recreated: World) -> None:
    recreated.passed("A", 0, 0, 2, "remade")  # it reports what it had read of the old log
    recreated.read("A", "g", {0: 0}, topic_id="new")
    recreated.got("A", 0, 0)
    assert recreated.verdict("g") == "4 of 8 so far; 1 no longer in the log when their turn came: #3"
    assert recreated.head() == "A/g"


def test_what_is_sent_to_the_new_topic_before_the_group_reads_it_is_due(recreated: World) -> None:
    recreated.ledger.identified(TOPIC, "new", recreated.now, recreated.now)
    recreated.later(5)
    recreated.send("2:0")  # a partition that the old one did not have
    recreated.read("A", "g", {0: 4, 1: 0, 2: 1}, topic_id="new")  # from the commit that crossed
    recreated.later(5)
    assert recreated.ledger.verdict("g", TOPIC).missing == (5, 6, 7, 8, 9)


def test_of_a_send_that_may_be_of_either_nobody_knows(world: World) -> None:
    world.ledger.identified(TOPIC, "old", world.now, world.now)
    world.read("A", "g", {0: 0}, topic_id="old")
    world.later(5)
    world.send("0:0")
    world.later(5)
    world.ledger.identified(TOPIC, "new", world.now, world.now, {0: 9})
    assert world.verdict("g") == "1 unknown, confirmed while the topic was recreated: #1"


def test_what_lies_behind_the_end_of_the_new_log_was_of_the_old_one(world: World) -> None:
    world.ledger.identified(TOPIC, "old", world.now, world.now)
    world.read("A", "g", {0: 0}, topic_id="old")
    world.later(5)
    world.send("0:0")
    world.later(5)
    world.ledger.identified(TOPIC, "new", world.now, world.now, {0: 0})
    assert world.verdict("g") == "0 of 1; 1 no longer in the log when their turn came: #1"


def test_what_was_deleted_before_anybody_read_it_is_not_waited_for() -> None:
    w = World()
    w.read("A", "g", {0: 0, 1: 0})
    w.send("0:0", "0:1", "1:0")
    w.got("A", 0, 0)
    w.ledger.begins(TOPIC, None, {0: 2, 1: 0})
    assert w.ledger.verdict("g").gone == (), "the pane may have it on the way, and says what it could not receive"
    w.stop("A", died=True)
    w.described("g", [], {0: 0, 1: 0})
    w.ledger.begins(TOPIC, None, {0: 2, 1: 0})
    shown = w.ledger.verdict("g")
    assert (shown.gone, shown.again) == ((2,), ()), "what was received and deleted does not come again"
    w.got("A", 0, 1)  # it was on the way
    assert w.ledger.verdict("g").gone == ()


def test_sends_to_what_another_program_owns_are_due_before_the_broker_says_so() -> None:
    w = World()
    w.send("1:0")  # before the group was seen to read
    w.later(1)
    w.read("A", "g", {0: 0})
    w.later(1)
    w.send("1:1", "1:2", "0:0")
    assert w.ledger.verdict("g").of == 3
    w.got("A", 0, 0)
    w.described("g", [1], {}, ours=[0])
    w.described("g", [1], {1: 2}, ours=[0])
    shown = w.ledger.verdict("g")
    assert (shown.n, shown.others, shown.missing, shown.gone) == (1, 0, (), ())
    assert dict(shown.untold) == {Doubt.FIRST_COMMIT: (2,)}, "who came may have begun to read behind it"
    w.described("g", [1], {1: 3}, ours=[0])
    assert w.ledger.verdict("g").others == 1


@pytest.mark.parametrize("left", [False, True])
def test_what_another_program_may_have_read_before_it_was_deleted_is_not_said_to_be_lost(left: bool) -> None:
    w = World()
    w.read("A", "g", {0: 0}, topic_id="old")
    w.described("g", [1], {}, ours=[0])
    w.later(1)
    w.send("1:0", "0:0")
    w.later(1)
    w.ledger.identified(TOPIC, "old", w.now, w.now)
    w.later(1)
    if left:
        w.stop("A", died=True)
        w.described("g", [], {})
        w.ledger.begins(TOPIC, None, {0: 1, 1: 1})
    else:
        w.ledger.identified(TOPIC, "new", w.now, w.now)
    shown = w.ledger.verdict("g")
    assert (shown.gone, dict(shown.untold)) == ((2,), {Doubt.BEFORE_DELETION: (1,)})
    assert "1 deleted, and unknown whether another program had read them: #1" in shown.sentence().render()


def test_what_a_killed_pane_received_is_not_each_once_when_another_programs_first_commit_is_past_it() -> None:
    w = World()
    w.read("A", "g", {0: 0})
    w.later(1)
    w.send("0:0", "0:1")
    w.got("A", 0, 0, 1)
    w.stop("A", died=True)
    w.described("g", [0], {})
    w.described("g", [0], {0: 2})
    assert dict(w.ledger.verdict("g").untold) == {Doubt.OTHERS_TOO: (1, 2)}
    assert "each once" not in w.verdict("g")
