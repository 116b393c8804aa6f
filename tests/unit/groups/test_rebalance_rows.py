"""Rebalances as a table: what moved from whom to whom, who paused, and what is exported."""

import csv
import io
import json

import pytest

from kafkadesk.core.colors import GroupMark
from kafkadesk.core.events import Assigned, Reading, Revoked
from kafkadesk.core.flow.layout import lay_out
from kafkadesk.core.flow.past import past_world
from kafkadesk.core.flow.plan import LaneKind
from kafkadesk.core.flow.world import FlowGroup, FlowPartition, FlowTopic, GroupWord, Standing
from kafkadesk.core.groups.rebalance_rows import RebalanceRow, as_csv, as_json, moves_of, rows_of
from kafkadesk.core.groups.state import GroupState

EPOCH_S = 1_795_000_000.0


def share(state: GroupState, generation: int, at: float, **partitions: tuple[int, ...]) -> GroupState:
    """Let every member get these partitions and read them 0.1 s later."""
    for pane, mine in partitions.items():
        state = state.apply(Assigned(pane=pane, group="g", generation=generation, member_id=f"{pane}-id", partitions=mine, at=at))
    for pane, mine in partitions.items():
        positions = dict.fromkeys(mine, 0)
        state = state.apply(Reading(pane=pane, group="g", generation=generation, positions=positions, resumed=frozenset(), at=at + 0.1))
    return state


def revoked(pane: str, at: float, *partitions: int) -> Revoked:
    return Revoked(pane=pane, group="g", generation=1, partitions=partitions, lost=False, at=at)


def one_member() -> GroupState:
    return share(GroupState(id="g").joined("one", "One", "t", 1.0), 1, 1.2, one=(0, 1, 2, 3))


def rows(state: GroupState) -> list[RebalanceRow]:
    return rows_of([state], name=str.title, label=str.upper, epoch_s=EPOCH_S)


def test_a_join_moves_half_and_the_first_pauses() -> None:
    state = one_member().joined("two", "Two", "t", 5.0).apply(revoked("one", 5.2, 0, 1, 2, 3))
    going_on = rows(state)[0]
    assert (str(going_on.cause), going_on.over, going_on.moves) == ("Two joined", False, ())
    newest, first = rows(share(state, 2, 5.3, one=(0, 1), two=(2, 3)))
    assert (newest.label, newest.generation) == ("G", 2)
    assert newest.noticed_after_s == pytest.approx(0.2)
    assert newest.seconds == pytest.approx(0.2)
    assert [str(move) for move in newest.moves] == ["P 2 3: One → Two"]
    assert dict(newest.paused) == pytest.approx({"One": 0.2})
    assert newest.at_ms == round((EPOCH_S + 5.2) * 1000)
    assert [str(move) for move in first.moves] == ["P 0–3: — → One"]
    assert first.paused == ()


def test_a_cooperative_member_that_keeps_some_does_not_pause() -> None:
    state = one_member().joined("two", "Two", "t", 5.0).apply(revoked("one", 5.2, 2, 3))
    newest = rows(share(state, 2, 5.3, one=(0, 1), two=(2, 3)))[0]
    assert [str(move) for move in newest.moves] == ["P 2 3: One → Two"]
    assert newest.paused == ()


def test_a_kill_is_noticed_late() -> None:
    state = share(one_member().joined("two", "Two", "t", 5.0).apply(revoked("one", 5.2, 0, 1, 2, 3)), 2, 5.3, one=(0, 1), two=(2, 3))
    state = state.killed("two", "Two", 10.0).apply(revoked("one", 15.8, 0, 1))
    newest = rows(share(state, 3, 16.0, one=(0, 1, 2, 3)))[0]
    assert str(newest.cause) == "Two was killed"
    assert [newest.noticed_after_s, newest.seconds] == pytest.approx([5.8, 0.3])
    assert [str(move) for move in newest.moves] == ["P 2 3: Two → One"]


def test_moves_to_and_from_nobody_here() -> None:
    found = moves_of({"a": (0, 1), "b": (2,)}, {"a": (0, 2)}, str.upper)
    assert [str(move) for move in found] == ["P 1: A → —", "P 2: B → A"]


def test_before_and_after_in_the_flow_view() -> None:
    state = share(one_member().joined("two", "Two", "t", 5.0).apply(revoked("one", 5.2, 0, 1, 2, 3)), 2, 5.3, one=(0, 1), two=(2, 3))
    row = rows(state)[0]
    topic = FlowTopic(name="t", partitions=tuple(FlowPartition(number=p) for p in range(4)))
    group = FlowGroup(id="g", label="G", mark=GroupMark(hue=0), word=GroupWord.STABLE, generation=None, members=())
    plan = lay_out(past_world(row, topic, group), 545, 300, 17)
    lanes = {kind: {(lane.member, p) for lane in plan.lanes if lane.kind is kind for p in lane.partitions} for kind in LaneKind}
    assert lanes[LaneKind.READS] == {("one", 0), ("one", 1), ("two", 2), ("two", 3)}
    assert lanes[LaneKind.KEPT] == {("one", 2), ("one", 3)}
    left = rows(share(state.killed("two", "Two", 10.0).apply(revoked("one", 15.8, 0, 1)), 3, 16.0, one=(0, 1, 2, 3)))[0]
    members = past_world(left, topic, group).topics[0].groups[0].members
    assert [(m.name, m.standing, m.kept) for m in members] == [("One", Standing.READING, ()), ("Two", Standing.GONE, (2, 3))]


def test_export() -> None:
    state = share(one_member().joined("two", "=Two", "t", 5.0).apply(revoked("one", 5.2, 0, 1, 2, 3)), 2, 5.3, one=(0, 1), two=(2, 3))
    found = json.loads(as_json(rows(state)))
    assert found[0] == {
        "time": "2026-11-18T11:06:45.200+00:00", "group": "g", "topic": "t", "cause": "=Two joined", "noticed_after_s": 0.2, "seconds": 0.2,
        "generation": 2, "before": {"One": [0, 1, 2, 3]}, "after": {"One": [0, 1], "Two": [2, 3]},
        "moved": [{"partitions": [2, 3], "from": "One", "to": "Two"}], "paused_s": {"One": 0.2},
    }  # fmt: skip
    table = list(csv.reader(io.StringIO("\r\n".join(as_csv(rows(state))))))
    assert [len(line) for line in table] == [9, 9, 9]
    assert table[1][3:] == ["'=Two joined", "0.200", "0.200", "2", "P 2 3: One → Two", "One 0.200"]
