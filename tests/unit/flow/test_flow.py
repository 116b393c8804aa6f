"""Where everything stands in the flow view, what it is made of, and which records get a dot."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kafkadesk.core.colors import GroupColors, GroupMark
from kafkadesk.core.events import Assigned, Reading, Revoked
from kafkadesk.core.flow.layout import lay_out
from kafkadesk.core.flow.plan import Box, FlowPlan
from kafkadesk.core.flow.traffic import MOST_DOTS, Rates, Sampler
from kafkadesk.core.flow.world import FlowWorld, GroupWord, Standing, flow_of
from kafkadesk.core.focus import Focus, covers
from kafkadesk.core.groups.state import GroupState
from kafkadesk.core.state import GroupInfo, GroupMember, PaneMode, PaneState, Topic
from kafkadesk.core.text_tools.spans import span_text
from tests.rigs import drawn_flow as drawn

UNIT = 17.0
ROOMS = [(545, 290), (1030, 226), (1180, 520), (700, 700)]
WORLDS = {
    "four": drawn.world_of(drawn.topic_of("t", 4, drawn.FOUR)),
    "hundred": drawn.world_of(drawn.topic_of("t", 100, drawn.LARGE)),
    "mixed": drawn.world_of(drawn.topic_of("t", 100, drawn.MIXED)),
    "ten": drawn.world_of(drawn.topic_of("t", 4, drawn.TEN_IN_ONE)),
    "observers": drawn.world_of(drawn.topic_of("t", 4, drawn.TEN_OBSERVE)),
    "nine": drawn.world_of(drawn.topic_of("t", 2, drawn.NINE_GROUPS)),
    "two topics": drawn.world_of(drawn.topic_of("t", 4, drawn.FOUR), drawn.topic_of("u", 3, "Consumer_5 billing 0-2")),
}


def overlap(one: Box, other: Box) -> bool:
    wide, tall = min(one.right, other.right) - max(one.x, other.x), min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > 0.01 and tall > 0.01


def faults(plan: FlowPlan) -> list[str]:
    """Return what no picture may have: boxes over each other or outside, lanes that miss their ends."""
    cells = [(f"P{p.number}", cell) for row in plan.rows for p, cell in zip(row.partitions, row.cells, strict=True)]
    boxes = [*cells, *((seat.key, seat.box) for seat in plan.seats), *((f"title {f.group}", f.title) for f in plan.frames)]
    found = [f"{a} over {b}" for (a, one), (b, other) in combinations(boxes, 2) if overlap(one, other)]
    found += [f"{name} outside" for name, b in boxes if b.x < 0 or b.y < 0 or b.right > plan.width + 0.01 or b.bottom > plan.height + 0.01]
    seats = {seat.key: seat.box for seat in plan.seats}
    for lane in plan.lanes:
        end = lane.tail[-1] if lane.tail else lane.bend
        box = seats[lane.member]
        if end != pytest.approx((box.x, box.cy)):
            found.append(f"the lane to {lane.member} ends beside it")
        if not lane.start[0] <= lane.turn + 0.01 < lane.bend[0]:
            found.append(f"the lane to {lane.member} goes backwards")
    return found


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", WORLDS)
def test_nothing_lies_over_anything_and_all_lanes_arrive(name: str, room: tuple[int, int]) -> None:
    assert faults(lay_out(WORLDS[name], *room, UNIT)) == []


@pytest.mark.parametrize("name", WORLDS)
def test_each_assignment_has_its_lane_once(name: str) -> None:
    plan = lay_out(WORLDS[name], *ROOMS[0], UNIT)
    drawn_lanes = sorted((lane.topic, p, lane.member) for lane in plan.lanes for p in lane.partitions)
    topics = WORLDS[name].topics
    members = [(t.name, m) for t in topics for m in (*t.observers, *(m for g in t.groups for m in g.members))]
    assert drawn_lanes == sorted((topic, p, m.key) for topic, m in members for p in m.partitions)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 130),
    st.lists(st.integers(1, 12), min_size=0, max_size=4),
    st.integers(0, 9),
    st.integers(250, 2500),
    st.integers(120, 1300),
)
def test_any_world_in_any_room(partitions: int, groups: list[int], observers: int, width: int, height: int) -> None:
    lines = [f"m{g}-{i} group-{g} {','.join(map(str, range(i, partitions, n))) or '-'}" for g, n in enumerate(groups) for i in range(n)]
    lines += [f"o{i} - 0-{partitions - 1}" for i in range(observers)]
    world = drawn.world_of(drawn.topic_of("t", partitions, "\n".join(lines)))
    assert faults(lay_out(world, width, height, UNIT)) == []


def test_a_hundred_partitions_and_twenty_members_stay_readable() -> None:
    """Text is at least two thirds of its usual size, in the room of a window of 1680×1020; lanes are bundled."""
    plan = lay_out(WORLDS["hundred"], *ROOMS[0], UNIT)
    assert min(ROOMS[0][0] / plan.width, ROOMS[0][1] / plan.height) > 0.66
    assert len(plan.lanes) < 40


def test_little_in_much_room_is_drawn_larger() -> None:
    plan = lay_out(WORLDS["four"], 1180, 520, UNIT)
    assert 1180 / plan.width > 1.2
    assert lay_out(WORLDS["four"], 545, 330, UNIT).width == pytest.approx(545)


def test_idle_members_are_one_stack_with_the_reason() -> None:
    seats = lay_out(WORLDS["ten"], *ROOMS[0], UNIT).seats
    assert [len(seat.members) for seat in seats] == [1, 1, 1, 1, 6]
    assert seats[-1].of == (4, 10)


def test_no_world_no_plan() -> None:
    assert lay_out(FlowWorld(), 500, 300, UNIT) == FlowPlan()


@pytest.mark.parametrize(
    ("partitions", "text"), [((), ""), ((2,), "2"), ((0, 1), "0 1"), ((0, 1, 2, 3), "0–3"), (tuple(range(0, 20, 2)), "0 2 4 6 8 10 … (10)")]
)
def test_partitions_in_short(partitions: tuple[int, ...], text: str) -> None:
    assert span_text(partitions) == text


# what is shown


def reading(pane: str, generation: int, *partitions: int) -> Reading:
    return Reading(pane=pane, group="g", generation=generation, positions=dict.fromkeys(partitions, 0), resumed=frozenset(), at=2.0)


def assigned(pane: str, generation: int, *partitions: int) -> Assigned:
    return Assigned(pane=pane, group="g", generation=generation, member_id=f"{pane}-id", partitions=partitions, at=1.5)


def two_members() -> GroupState:
    """Return a stable group: one has 0 and 1, two has 2 and 3."""
    state = GroupState(id="g").joined("one", "One", "t", 1.0).joined("two", "Two", "t", 1.0)
    for pane, partitions in (("one", (0, 1)), ("two", (2, 3))):
        state = state.apply(assigned(pane, 1, *partitions))
    for pane, partitions in (("one", (0, 1)), ("two", (2, 3))):
        state = state.apply(reading(pane, 1, *partitions))
    return state


def pane(name: str, mode: PaneMode = PaneMode.MEMBER, group: str | None = "g", topic: str = "t") -> PaneState:
    return PaneState(pane=name, name=name.title(), topic=topic, mode=mode, group=group)


def shown(state: GroupState, *panes: PaneState, chosen: str = "t") -> FlowWorld:
    topics = {"t": Topic(name="t", partitions=4, leaderless=(3,)), "u": Topic(name="u", partitions=1)}
    colors = GroupColors()
    return flow_of(
        panes=panes, groups={"g": state}, topics=topics, chosen=chosen, ends=lambda _: {0: 98}, rates=lambda _: {0: 5.0}, label=str.upper,
        mark=colors.mark,
    )  # fmt: skip


def lanes(world: FlowWorld) -> list[str]:
    """Return who reads what, in short."""
    plan = lay_out(world, 545, 330, UNIT)
    return sorted(f"{lane.member} {lane.kind.value} {span_text(lane.partitions)}" for lane in plan.lanes)


def test_a_stable_group() -> None:
    world = shown(two_members(), pane("one"), pane("two"), replace(pane("solo", PaneMode.OBSERVING, None), partitions=(0,)))
    topic = world.topics[0]
    group = topic.groups[0]
    assert (group.label, group.mark, group.word, group.generation) == ("G", GroupMark(hue=0), GroupWord.STABLE, 1)
    assert lanes(world) == ["one reads 0", "one reads 1", "solo reads 0", "two reads 2", "two reads 3"]
    assert (topic.partitions[0].end, topic.partitions[0].rate, topic.partitions[1].end, topic.rate) == (98, 5.0, None, 5.0)
    assert [p.led for p in topic.partitions] == [True, True, True, False]


def test_during_a_rebalance_what_was_read_is_kept_in_sight() -> None:
    state = two_members().joined("three", "Three", "t", 3.0)
    for name, partitions in (("one", (0, 1)), ("two", (2, 3))):
        state = state.apply(Revoked(pane=name, group="g", generation=1, partitions=partitions, lost=False, at=3.1))
    world = shown(state, pane("one"), pane("two"), pane("three", PaneMode.JOINING))
    group = world.topics[0].groups[0]
    assert group.word is GroupWord.REBALANCING
    assert str(group.cause) == "Three joined"
    assert [m.standing for m in group.members] == [Standing.READING, Standing.READING, Standing.JOINING]
    assert lanes(world) == ["one kept 0", "one kept 1", "two kept 2", "two kept 3"]
    after = state.apply(assigned("one", 2, 0))
    assert "one reads 0" in lanes(shown(after, pane("one"), pane("two")))
    assert "one kept 0" not in lanes(shown(after, pane("one"), pane("two")))


def test_a_killed_member_is_shown_until_the_group_notices() -> None:
    state = two_members().killed("two", "Two", 3.0)
    world = shown(state, pane("one"), pane("two", PaneMode.KILLED))
    group = world.topics[0].groups[0]
    assert group.word is GroupWord.MISSING_ONE
    assert lanes(world) == ["one reads 0", "one reads 1", "two lost 2", "two lost 3"]
    noticed = state.apply(assigned("one", 2, 0, 1, 2, 3)).apply(reading("one", 2, 0, 1, 2, 3))
    assert [m.key for m in shown(noticed, pane("one"), pane("two", PaneMode.KILLED)).topics[0].groups[0].members] == ["one"]


def test_members_of_other_programs_and_why_one_is_idle() -> None:
    foreign = (
        GroupMember(member_id="rd-1", client_id="rdkafka", host="/10.0.4.17", partitions={"t": (3,)}),
        GroupMember(member_id="rd-2", client_id="other", host="/10.0.4.18", partitions={"u": (0,)}),
    )
    info = GroupInfo(group="g", state="Stable", assignor="range", members=foreign, committed={})
    group = shown(two_members().described(info, 3.0), pane("one"), pane("two")).topics[0].groups[0]
    others = [(m.name, m.host, m.partitions, m.standing, m.elsewhere) for m in group.members if not m.ours]
    assert others == [("rdkafka", "10.0.4.17", (3,), Standing.READING, ()), ("other", "10.0.4.18", (), Standing.IDLE, ("u",))]


def test_the_chosen_topic_comes_first_and_every_read_one_is_there() -> None:
    solo = pane("solo", PaneMode.OBSERVING, None, "u")
    assert [t.name for t in shown(two_members(), solo, chosen="u").topics] == ["u", "t"]
    assert [t.name for t in shown(two_members(), solo, chosen="gone").topics] == ["t", "u"]


# what moves


def test_few_records_have_a_dot_each() -> None:
    sampler = Sampler(0.75)
    assert [len(sampler.arrived("lane", 1, at / 2)) for at in range(10)] == [1] * 10
    assert sampler.one_of(5.0) == 1
    first, second = sampler.arrived("lane", 2, 10.0)
    assert first == 10.0
    assert second > first


def test_many_records_are_sampled_and_it_is_said() -> None:
    sampler = Sampler(0.75)
    dots = sum(len(sampler.arrived(f"lane {i % 8}", 500, 1 + i / 100)) for i in range(100))
    assert 20 < dots < 200
    assert sampler.one_of(2.0) == pytest.approx(50_000 / dots, rel=0.01)
    assert sampler.one_of(10.0) == 1


def test_never_more_dots_at_once_than_can_be_seen() -> None:
    sampler = Sampler(0.75)
    starts = [start for lane in range(500) for start in sampler.arrived(lane, 5, 1.0)]
    assert len(starts) == MOST_DOTS
    sampler.clear()
    assert sampler.one_of(1.0) == 1


def test_rates_come_from_log_ends_and_fall_back() -> None:
    rates = Rates()
    for second in range(4):
        rates.update({0: 100 * second, 1: 7}, float(second))
    assert rates.rates() == {0: 100.0, 1: 0.0}
    for second in range(4, 9):
        rates.update({0: 300}, float(second))
    assert rates.rates()[0] == 0
    rates.update({0: 3}, 9.0)
    assert 0 not in rates.rates()  # the topic was made anew: nothing is known yet


# what is pointed at


@pytest.mark.parametrize(
    ("focus", "lit"),
    [
        (None, False),
        (Focus(topic="t", partition=2), True),
        (Focus(topic="t", partition=2, offset=98), True),
        (Focus(topic="t", partition=2, offset=99), False),
        (Focus(topic="u", partition=2), False),
        (Focus(member="one"), False),
    ],
)
def test_which_messages_light_up(focus: Focus | None, lit: bool) -> None:
    assert covers(focus, "t", 2, 98) is lit
