"""Groups: who is in it, who owns what, and every rebalance with its cause. A clock in seconds stands before each thing that happens."""

from collections.abc import Sequence

import pytest

from kafkadesk.core.events import Assigned, OffsetsCommitted, Reading, Revoked, Stopped, WorkerDied, WorkerReady
from kafkadesk.core.groups.rebalance import Rebalance
from kafkadesk.core.groups.state import KEPT_REBALANCES, GroupState
from kafkadesk.core.state import GroupInfo, GroupMember


class Story:
    """A group's state and short orders to it; `at` is the time of each."""

    def __init__(self) -> None:
        self.state = GroupState(id="g")
        self.generation = 0

    def join(self, at: float, *panes: str, topic: str = "t") -> None:
        for pane in panes:
            self.state = self.state.joined(pane, pane, topic, at)

    def leave(self, at: float, pane: str) -> None:
        self.state = self.state.leaving(pane, pane, at)

    def kill(self, at: float, pane: str) -> None:
        self.state = self.state.killed(pane, pane, at)
        self.state = self.state.apply(WorkerDied(pane=pane, exit_code=-9, killed=True, log_tail=(), at=at))

    def crash(self, at: float, pane: str) -> None:
        self.state = self.state.apply(WorkerDied(pane=pane, exit_code=1, killed=False, log_tail=(), at=at))

    def revoke(self, at: float, *panes: str, partitions: Sequence[int] | None = None, lost: bool = False) -> None:
        for pane in panes:
            all_of_it = self.state.members[pane].partitions if pane in self.state.members else ()
            gone = tuple(all_of_it if partitions is None else partitions)
            self.state = self.state.apply(Revoked(pane=pane, group="g", generation=1, partitions=gone, lost=lost, at=at))

    def assign(
        self,
        at: float,
        generation: int,
        pane: str,
        *partitions: int,
        member_id: str | None = None,
        asked_at: float | None = None,
        topic_id: str | None = None,
    ) -> None:
        member_id = member_id or f"{pane}-id"
        self.state = self.state.apply(
            Assigned(
                pane=pane, group="g", generation=generation, member_id=member_id, partitions=partitions, at=at, asked_at=asked_at,
                topic_id=topic_id,
            )
        )  # fmt: skip

    def read(self, at: float, pane: str, position: int = 5, topic_id: str | None = None) -> None:
        positions = dict.fromkeys(self.state.members[pane].partitions, position)
        self.state = self.state.apply(
            Reading(pane=pane, group="g", generation=1, positions=positions, resumed=frozenset(), at=at, topic_id=topic_id)
        )

    def commit(self, at: float, pane: str, offsets: dict[int, int]) -> None:
        self.state = self.state.apply(OffsetsCommitted(pane=pane, group="g", offsets=offsets, at=at))

    def share(self, at: float, generation: int, **shares: Sequence[int]) -> None:
        """Assign a generation to all, then have all read, 0.1 s later."""
        for pane, partitions in shares.items():
            self.assign(at, generation, pane, *partitions)
        for pane in shares:
            self.read(at + 0.1, pane)

    def gone(self, at: float, pane: str) -> None:
        self.state = self.state.apply(Stopped(pane=pane, group="g", told=True, at=at))

    def describe(
        self,
        at: float,
        *members: GroupMember,
        committed: dict[int, int] | None = None,
        state: str = "Stable",
        asked_at: float | None = None,
    ) -> None:
        info = GroupInfo(
            group="g", state=state, assignor="range", members=members, committed={"t": committed or {}}, asked_at=asked_at or at, at=at
        )
        self.state = self.state.described(info, at)

    def describe_new(self, at: float, state: str, *members: GroupMember) -> None:
        """Describe it as one of the new protocol."""
        info = GroupInfo(group="g", state=state, assignor="uniform", members=members, committed={}, protocol="consumer")
        self.state = self.state.described(info, at)

    def told(self) -> list[str]:
        return [line(rebalance) for rebalance in self.state.rebalances]


def line(r: Rebalance) -> str:
    """Return a rebalance as text: generation, cause, noticed after, took, from whom to whom."""
    after = "?" if r.detected_after_s is None else f"{r.detected_after_s:.1f}"
    return f"{r.generation} {r.cause.render()}: {after} + {r.seconds:.1f} s, {shares(r.before)} -> {shares(r.after)}"


def shares(panes: object) -> str:
    assert isinstance(panes, dict)
    return " ".join(f"{pane}={''.join(map(str, partitions))}" for pane, partitions in panes.items()) or "nobody"


def other(client: str, *partitions: int, member_id: str = "") -> GroupMember:
    return GroupMember(member_id=member_id or f"{client}-1", client_id=client, host="/10.0.0.7", partitions={"t": partitions})


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def pair(story: Story) -> Story:
    """A and B with two partitions each, since generation 2."""
    story.join(0, "A")
    story.share(1, 1, A=[0, 1, 2, 3])
    story.join(10, "B")
    story.revoke(10.2, "A")
    story.share(10.4, 2, A=[0, 1], B=[2, 3])
    return story


def test_the_first_joins_then_the_second(pair: Story) -> None:
    assert pair.told() == ["1 A joined: 1.0 + 0.1 s, nobody -> A=0123", "2 B joined: 0.2 + 0.3 s, A=0123 -> A=01 B=23"]
    assert pair.state.owners("t") == {0: "A", 1: "A", 2: "B", 3: "B"}
    assert pair.state.stable(4)
    assert not pair.state.stable(5)
    assert pair.state.generation == 2


def test_a_join_is_noticed_when_its_join_group_reached_the_broker(story: Story) -> None:
    story.join(0, "A")
    story.assign(1, 1, "A", 0, 1, asked_at=0.7)
    story.read(1.2, "A")
    story.join(10, "B")
    story.revoke(10.5, "A")
    story.assign(10.6, 2, "A", 0, asked_at=10.5)
    story.read(10.7, "A")
    story.assign(10.7, 2, "B", 1, asked_at=10.3)
    story.read(10.8, "B")
    assert story.told() == ["1 A joined: 0.7 + 0.5 s, nobody -> A=01", "2 B joined: 0.3 + 0.5 s, A=01 -> A=0 B=1"]


def test_two_that_join_at_once_are_one_rebalance(story: Story) -> None:
    story.join(0, "A", "B")
    story.share(1, 1, A=[0, 1, 2, 3])
    assert not story.state.stable(4)
    story.revoke(1.5, "A")
    story.share(2, 2, A=[0, 1], B=[2, 3])
    assert story.told() == ["2 A joined, B joined: 1.0 + 1.1 s, nobody -> A=01 B=23"]


def test_one_that_joins_while_another_one_does(story: Story) -> None:
    story.join(0, "A")
    story.assign(1, 1, "A", 0, 1)
    story.join(1, "B")
    story.revoke(1.2, "A")
    story.share(2, 2, A=[0], B=[1])
    assert story.told() == ["2 A joined, B joined: 1.0 + 1.1 s, nobody -> A=0 B=1"]


def test_assigned_is_not_reading(story: Story) -> None:
    story.join(0, "A")
    assert not story.state.stable(0)
    story.assign(1, 1, "A", 0, 1)
    assert not story.state.stable(2)
    story.read(1.1, "A")
    assert story.state.stable(2)
    assert story.state.known == {("t", 0), ("t", 1)}


def test_no_group_is_stable_while_one_reads_in_an_older_generation(pair: Story) -> None:
    pair.assign(20, 3, "A", 0, 1)
    pair.read(20.1, "A")
    assert not pair.state.stable(4)
    pair.assign(20.2, 3, "B", 2, 3)
    pair.read(20.3, "B")
    assert pair.state.stable(4)


def test_leaving_hands_over(pair: Story) -> None:
    pair.leave(20, "A")
    pair.revoke(20.1, "A")
    pair.gone(20.2, "A")
    assert not pair.state.stable(4)
    pair.revoke(20.3, "B")
    pair.share(20.4, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A left: 0.2 + 0.3 s, A=01 B=23 -> B=0123"]
    assert pair.state.stable(4)


def test_the_last_one_to_stop_is_not_waited_for_twice(pair: Story) -> None:
    """The heir may read before the leaver's process says that it has stopped."""
    pair.leave(20, "A")
    pair.revoke(20.1, "A")
    pair.revoke(20.3, "B")
    pair.share(20.4, 3, B=[0, 1, 2, 3])
    assert not pair.state.stable(4)
    pair.gone(20.6, "A")
    assert pair.told()[2:] == ["3 A left: 0.3 + 0.3 s, A=01 B=23 -> B=0123"]


def test_when_the_last_one_leaves_nothing_rebalances(story: Story) -> None:
    story.join(0, "A")
    story.share(1, 1, A=[0])
    story.leave(5, "A")
    story.revoke(5.1, "A")
    story.gone(5.2, "A")
    assert (len(story.told()), story.state.members, story.state.current, story.state.causes) == (1, {}, None, ())
    story.join(60, "B")
    story.share(61, 3, B=[0])
    assert story.told()[1:] == ["3 B joined: 1.0 + 0.1 s, nobody -> B=0"]
    story.leave(70, "stranger")
    assert story.state.causes == ()


def test_a_kill_is_noticed_late(pair: Story) -> None:
    pair.kill(20, "A")
    assert pair.state.dead == {"A-id": 2}
    assert not pair.state.stable(2)
    pair.describe(21, other("A", 0, 1, member_id="A-id"), other("B", 2, 3, member_id="B-id"))
    assert pair.state.dead == {"A-id": 2}
    assert pair.state.others == ()
    pair.revoke(26.1, "B")
    pair.share(26.2, 3, B=[0, 1, 2, 3])
    assert pair.state.dead == {}
    assert pair.state.stable(4)
    assert pair.told()[2:] == ["3 A was killed: 6.1 + 0.2 s, A=01 B=23 -> B=0123"]


def test_the_broker_may_tell_of_the_death_before_the_members_do(pair: Story) -> None:
    pair.kill(20, "A")
    pair.describe(26, other("B", 2, 3, member_id="B-id"))
    assert pair.state.dead == {}
    assert not pair.state.stable(4)
    pair.revoke(26.1, "B")
    pair.share(26.2, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A was killed: 6.1 + 0.2 s, A=01 B=23 -> B=0123"]


def test_a_death_is_noticed_when_the_broker_was_seen_to_prepare_a_rebalance(pair: Story) -> None:
    """Its members hear of it with their next heartbeat only."""
    pair.kill(20, "A")
    assert [cause.pane for cause in pair.state.awaited] == ["A"]
    pair.describe(25.9, other("B", 2, 3, member_id="B-id"), state="PreparingRebalance")
    assert pair.state.awaited == ()
    pair.revoke(26.1, "B")
    pair.share(26.2, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A was killed: 5.9 + 0.4 s, A=01 B=23 -> B=0123"]


def test_one_that_is_killed_amid_a_rebalance_holds_it_up(pair: Story) -> None:
    """Its generation may be the newest one: only the next one, or the broker, says that it is out."""
    pair.join(20, "C")
    pair.revoke(20.1, "A", "B")
    pair.assign(20.2, 3, "A", 0, 1)
    pair.kill(20.3, "A")
    pair.share(20.4, 3, B=[2], C=[3])
    assert not pair.state.stable(4)
    pair.describe(27, other("B", member_id="B-id"), other("C", member_id="C-id"))
    assert pair.state.current is not None
    pair.share(27.5, 4, B=[0, 1], C=[2, 3])
    assert pair.told()[2:] == ["4 C joined, A was killed: 0.1 + 7.5 s, A=01 B=23 -> B=01 C=23"]


def test_killed_alone_and_followed_at_once(story: Story) -> None:
    story.join(0, "A")
    story.share(1, 1, A=[0, 1])
    story.kill(10, "A")
    story.join(10.5, "B")
    story.share(16, 2, B=[0, 1])
    assert story.told()[1:] == ["2 A was killed, B joined: 6.0 + 0.1 s, A=01 -> B=01"]


def test_killed_alone_and_followed_long_after(story: Story) -> None:
    story.join(0, "A")
    story.share(1, 1, A=[0, 1])
    story.kill(10, "A")
    story.describe(12, other("A", member_id="A-id"))
    story.describe(17)
    assert (story.state.dead, story.state.causes) == ({}, ())
    story.join(100, "B")
    story.share(100.5, 3, B=[0, 1])
    assert story.told()[1:] == ["3 B joined: 0.5 + 0.1 s, nobody -> B=01"]


def test_one_that_is_killed_before_it_was_a_member_is_not_waited_for(pair: Story) -> None:
    pair.join(20, "C")
    pair.kill(20.1, "C")
    assert pair.state.dead == {}
    assert pair.state.stable(4)
    assert pair.state.killed("C", "C", 21) == pair.state


def test_a_crash_is_called_one(pair: Story) -> None:
    pair.crash(20, "A")
    pair.share(26, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A crashed: 6.0 + 0.1 s, A=01 B=23 -> B=0123"]


def test_a_member_that_the_group_gave_up_timed_out(pair: Story) -> None:
    pair.revoke(20, "A", lost=True)
    pair.revoke(20.1, "B")
    pair.assign(20.2, 3, "B", 0, 1, 2, 3)
    pair.assign(20.3, 4, "A", 0, 1, member_id="A-again")
    pair.assign(20.3, 4, "B", 2, 3)
    pair.read(20.4, "A")
    pair.read(20.4, "B")
    assert pair.told()[2:] == ["4 A timed out: 0.0 + 0.4 s, A=01 B=23 -> A=01 B=23"]
    pair.describe(21, other("A", 0, member_id="A-id"), other("A", 0, 1, member_id="A-again"))
    assert pair.state.others == ()


def test_what_is_lost_on_leaving_is_no_time_out(pair: Story) -> None:
    pair.leave(20, "A")
    pair.revoke(20.1, "A", lost=True)
    pair.gone(20.2, "A")
    pair.share(20.5, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A left: 0.2 + 0.4 s, A=01 B=23 -> B=0123"]


def test_a_join_that_failed_is_no_cause_of_what_comes_later(pair: Story) -> None:
    pair.join(20, "C")
    pair.gone(21, "C")
    assert pair.state.stable(4)
    pair.revoke(80, "A", "B")
    pair.share(80.2, 3, A=[0], B=[1, 2, 3])
    assert pair.told()[2:] == ["3 another program: ? + 0.3 s, A=01 B=23 -> A=0 B=123"]


def test_a_join_that_takes_long_is_still_the_cause(pair: Story) -> None:
    pair.join(20, "C")
    pair.revoke(80, "A", "B")
    pair.share(80.2, 3, A=[0], B=[1], C=[2, 3])
    assert pair.told()[2:] == ["3 C joined: 60.0 + 0.3 s, A=01 B=23 -> A=0 B=1 C=23"]


def test_another_program_joins(pair: Story) -> None:
    pair.revoke(20, "A", "B")
    pair.share(20.2, 3, A=[0], B=[1])
    assert not pair.state.stable(4)
    assert pair.told()[2:] == []  # two partitions belong to nobody, as far as is known
    ours = [other("A", 0, member_id="A-id"), other("B", 1, member_id="B-id")]
    pair.describe(21, *ours, other("kcat", 2, 3), committed={0: 1, 2: 40})
    assert pair.told()[2:] == ["3 another program: ? + 0.3 s, A=01 B=23 -> A=0 B=1"]
    assert pair.state.stable(4)
    assert pair.state.elsewhere("t") == {2, 3}
    assert [pair.state.owner_names("t").get(p) for p in range(5)] == ["A", "B", "kcat@10.0.0.7", "kcat@10.0.0.7", None]
    assert pair.state.committed == {"t": {0: 1, 2: 40}}


def test_in_a_group_of_the_new_protocol_a_join_is_over_when_the_others_have_given_up_partitions(story: Story) -> None:
    """As a Java consumer does it, which hears of it with its next heartbeat, 5 s later."""
    story.join(0, "A")
    story.share(0.4, 2, A=[])
    story.describe_new(0.5, "Stable", other("java", 0, 1, 2, 3))  # asked for before A had joined
    story.describe_new(0.6, "Assigning", other("java", 0, 1, 2, 3), other("A", member_id="A-id"))
    assert (story.told(), story.state.stable(4), story.state.settled) == ([], False, True)
    assert story.state.current is not None
    assert story.state.current.cause.render() == "A joined"
    story.revoke(5.2, "A")
    story.share(5.3, 3, A=[])
    story.revoke(5.6, "A")
    story.share(5.7, 3, A=[2, 3])
    assert story.told() == []
    story.describe_new(6, "Stable", other("java", 0, 1), other("A", 2, 3, member_id="A-id"))
    assert story.told() == ["3 A joined: 0.4 + 5.4 s, nobody -> A=23"]
    assert story.state.stable(4)


def test_a_rebalance_of_long_ago_does_not_go_on_when_another_program_comes(story: Story) -> None:
    story.join(0, "A")
    story.share(0.4, 2, A=[2, 3])
    story.describe_new(1, "Stable", other("java", 0, 1), other("A", 2, 3, member_id="A-id"))
    story.describe_new(60, "Reconciling", other("java", 0, 1), other("new"), other("A", 2, 3, member_id="A-id"))
    assert story.told() == ["2 A joined: 0.4 + 0.1 s, nobody -> A=23"]
    story.revoke(60.1, "A")
    story.share(60.2, 3, A=[2])
    story.describe_new(61, "Reconciling", other("java", 0, 1), other("new"), other("A", 2, member_id="A-id"))
    assert story.told()[1:] == []
    story.describe_new(65, "Stable", other("java", 0, 1), other("new", 3), other("A", 2, member_id="A-id"))
    assert story.told()[1:] == ["3 another program: ? + 4.9 s, A=23 -> A=2"]  # seen a second later at most


def test_who_joins_is_not_taken_for_another_program(pair: Story) -> None:
    pair.describe(19, other("kcat"))
    pair.join(20, "C")
    pair.describe(20.1, other("C", member_id="C-new"))
    assert [m.client_id for m in pair.state.others] == ["kcat"]


def test_who_left_is_not_taken_for_another_program(pair: Story) -> None:
    """The broker was asked before the pane left, and answers after."""
    pair.leave(20, "A")
    pair.gone(20.1, "A")
    pair.describe(20.2, other("A", 0, 1, member_id="A-id"), other("B", 2, 3, member_id="B-id"))
    assert pair.state.others == ()


def test_a_group_without_panes_of_ours_is_as_the_broker_says(story: Story) -> None:
    story.describe(0, other("job", 0), committed={0: 9})
    story.describe(1, other("job", 0), committed={0: 4})  # reset
    assert (story.state.committed["t"], story.state.owner_names("t")[0], story.state.stable(1)) == ({0: 4}, "job@10.0.0.7", False)


def test_more_members_than_partitions(story: Story) -> None:
    story.join(0, "A", "B", "C")
    story.share(1, 1, A=[0], B=[1], C=[])
    assert [m.name for m in story.state.idle] == ["C"]
    assert story.state.stable(2)


def test_a_cooperative_rebalance_is_one_with_two_generations(story: Story) -> None:
    story.join(0, "A")
    story.share(1, 1, A=[0, 1, 2, 3])
    story.join(10, "B")
    story.assign(10.2, 2, "B")
    story.read(10.2, "B")
    story.revoke(10.3, "A", partitions=[2, 3])
    assert story.state.owners("t") == {0: "A", 1: "A"}
    story.assign(10.4, 2, "A", 0, 1)
    story.read(10.4, "A")
    assert not story.state.stable(4)
    story.assign(10.8, 3, "A", 0, 1)
    story.read(10.8, "A")
    story.assign(10.9, 3, "B", 2, 3)
    story.read(11, "B")
    assert story.told()[1:] == ["3 B joined: 0.2 + 0.8 s, A=0123 -> A=01 B=23"]
    assert story.state.stable(4)


def test_the_newest_commit_wins_by_its_time(pair: Story) -> None:
    """One that another program, or somebody with a tool, made lower; one that was deleted."""
    pair.commit(20, "A", {0: 8})
    pair.describe(21, committed={0: 7, 1: 5}, asked_at=19.9)  # asked for before
    assert pair.state.committed["t"] == {0: 8, 1: 5}
    pair.describe(22, committed={0: 3, 1: 5})
    assert pair.state.committed["t"] == {0: 3, 1: 5}
    pair.commit(23, "A", {0: 9})
    assert pair.state.committed["t"] == {0: 9, 1: 5}
    pair.describe(24, committed={1: 5})
    assert pair.state.committed["t"] == {1: 5}


def test_a_recreated_topic_has_no_old_commits_and_no_old_partitions(pair: Story) -> None:
    pair.assign(20, 3, "A", 0, 1, topic_id="old")
    pair.commit(20, "A", {0: 8})
    pair.revoke(21, "A", "B")
    pair.assign(21.1, 4, "A", 0, topic_id="new")
    assert pair.state.committed == {}
    pair.assign(21.1, 4, "B", topic_id="new")
    pair.read(21.2, "A", topic_id="new")
    pair.read(21.2, "B", topic_id="new")
    assert pair.state.stable(1)
    assert pair.told()[-1].startswith("4 another program")  # it is over, though partitions 1 to 3 have no owner any more


def test_two_topics_in_one_group(story: Story) -> None:
    """Each pane reads its own; partition 0 of one is not partition 0 of the other."""
    story.join(0, "A", topic="ta")
    story.share(1, 1, A=[0, 1])
    story.join(10, "B", topic="tb")
    story.revoke(10.2, "A")
    story.share(10.4, 2, A=[0, 1], B=[0])
    assert (story.state.owners("ta"), story.state.owners("tb")) == ({0: "A", 1: "A"}, {0: "B"})
    assert story.state.read == ("ta", "tb")
    assert story.state.stable(1)
    assert not story.state.stable(2)
    story.commit(11, "A", {0: 4})
    story.commit(11, "B", {0: 9})
    assert story.state.committed == {"ta": {0: 4}, "tb": {0: 9}}
    assert story.told()[1:] == ["2 B joined: 0.2 + 0.3 s, A=01 -> A=01 B=0"]
    story.kill(20, "B")
    story.share(26, 3, A=[0, 1])  # the partition of tb has no owner, and nobody in the group reads tb
    assert story.told()[2:] == ["3 B was killed: 6.0 + 0.1 s, A=01 B=0 -> A=01"]


def test_a_pane_that_never_reached_the_group_is_no_cause(pair: Story) -> None:
    """Killed, or asked to leave, before it was a member; then another program joins."""
    pair.join(20, "C")
    pair.kill(20.1, "C")
    pair.join(20.2, "D")
    pair.leave(20.3, "D")
    pair.gone(20.4, "D")
    pair.describe(21, other("A", 0, 1, member_id="A-id"), other("B", 2, 3, member_id="B-id"))
    pair.revoke(22, "A", "B")
    pair.share(22.2, 3, A=[0], B=[1, 2, 3])
    assert pair.told()[2:] == ["3 another program: ? + 0.3 s, A=01 B=23 -> A=0 B=123"]


def test_a_pane_that_reached_the_group_before_it_knew_its_member_id_is_a_cause(pair: Story) -> None:
    pair.join(20, "C")
    pair.kill(20.1, "C")
    pair.describe(21, other("C", member_id="C-1"), state="PreparingRebalance")
    pair.revoke(22, "A", "B")
    pair.share(22.2, 3, A=[0, 1], B=[2, 3])
    assert pair.told()[2:] == ["3 C joined, C was killed: 1.0 + 1.3 s, A=01 B=23 -> A=01 B=23"]


def test_what_concerns_another_group_or_nobody_changes_nothing(pair: Story) -> None:
    before = pair.state
    for event in (
        WorkerReady(pane="A", pid=1, at=30),
        OffsetsCommitted(pane="A", group="h", offsets={0: 99}, at=30),
        Stopped(pane="A", group="h", told=True, at=30),
        Reading(pane="A", group="h", generation=1, positions={0: 99}, resumed=frozenset(), at=30),
        WorkerDied(pane="Z", exit_code=1, killed=False, log_tail=(), at=30),
        Assigned(pane="Z", group="g", generation=9, member_id="Z-id", partitions=(0,), at=30),
        Revoked(pane="Z", group="g", generation=9, partitions=(0,), lost=False, at=30),
    ):
        assert before.apply(event) == before


def test_only_the_newest_rebalances_are_kept(story: Story) -> None:
    story.join(0, "A")
    for generation in range(1, KEPT_REBALANCES + 11):
        story.share(generation, generation, A=[0])
    assert len(story.state.rebalances) == KEPT_REBALANCES
    assert story.state.rebalances[-1].generation == KEPT_REBALANCES + 10


def test_a_rebalance_that_is_not_over_has_no_length() -> None:
    story = Story()
    story.join(0, "A")
    story.assign(1, 1, "A", 0)
    assert story.state.current is not None
    assert story.state.current.seconds is None


def test_one_that_joins_again_before_it_has_left(pair: Story) -> None:
    """Leave and join follow each other at once; what the process then tells of the end is about the first stay."""
    pair.leave(20, "A")
    pair.join(20, "A")
    pair.revoke(20.1, "A")
    pair.read(20.1, "A")
    pair.gone(20.2, "A")
    assert pair.state.members["A"].generation is None
    pair.revoke(20.3, "B")
    pair.assign(20.5, 3, "A", 0, 1, member_id="A-again")
    pair.assign(20.5, 3, "B", 2, 3)
    pair.read(20.6, "A")
    pair.read(20.6, "B")
    assert pair.state.stable(4)
    assert pair.told()[2:] == ["3 A left, A joined: 0.3 + 0.3 s, A=01 B=23 -> A=01 B=23"]


def test_one_that_goes_over_to_another_group_has_left(pair: Story) -> None:
    pair.gone(20, "A")
    pair.revoke(20.2, "B")
    pair.share(20.4, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A left: 0.2 + 0.3 s, A=01 B=23 -> B=0123"]


def test_a_leave_that_the_broker_did_not_hear_is_noticed_late(pair: Story) -> None:
    pair.leave(20, "A")
    pair.state = pair.state.apply(Stopped(pane="A", group="g", told=False, at=21))
    pair.revoke(26, "B")
    pair.share(26.2, 3, B=[0, 1, 2, 3])
    assert pair.told()[2:] == ["3 A left: 6.0 + 0.3 s, A=01 B=23 -> B=0123"]


def test_told_to_leave_twice_left_once(pair: Story) -> None:
    pair.leave(20, "A")
    pair.leave(20.1, "A")
    assert [cause.text.render() for cause in pair.state.causes] == ["A left"]


def test_an_idle_one_that_leaves_amid_a_rebalance_is_in_it(story: Story) -> None:
    """It had no partition to miss, and yet the group forms another generation without it."""
    story.join(0, "A", "B")
    story.share(1, 1, A=[0], B=[])
    story.join(10, "C")
    story.revoke(10.1, "A", "B")
    story.leave(10.2, "B")
    story.assign(10.3, 2, "A", 0)
    story.read(10.4, "A")
    for pane in ("B", "C"):
        story.assign(10.4, 2, pane)
        story.read(10.5, pane)
    story.gone(10.6, "B")
    assert not story.state.stable(1)
    story.revoke(10.8, "A", "C")
    story.share(11, 3, A=[0], C=[])
    assert story.state.stable(1)
    assert story.told()[1:] == ["3 C joined, B left: 0.1 + 1.0 s, A=0 B= -> A=0 C="]


def test_a_leave_is_over_when_the_broker_says_so(story: Story) -> None:
    story.join(0, "A", "B")
    story.share(1, 1, A=[0], B=[])
    story.leave(10, "B")
    story.gone(10.1, "B")
    story.describe(10.2, other("A", 0, member_id="A-id"), state="PreparingRebalance")
    assert not story.state.stable(1)
    story.describe(11.2, other("A", 0, member_id="A-id"))
    assert story.state.stable(1)


def test_an_idle_one_killed_while_the_others_tell_of_a_newer_generation(story: Story) -> None:
    story.join(0, "A", "B")
    story.share(1, 1, A=[0], B=[])
    story.join(10, "C")
    story.revoke(10.1, "A", "B")
    story.assign(10.2, 2, "A", 0)
    story.kill(10.3, "B")
    story.read(10.4, "A")
    story.assign(10.4, 2, "C")
    story.read(10.4, "C")
    assert not story.state.stable(1)
    story.share(16.5, 3, A=[0], C=[])
    assert story.told()[1:] == ["3 C joined, B was killed: 0.1 + 6.5 s, A=0 B= -> A=0 C="]


def test_a_group_that_was_made_anew_counts_from_one(pair: Story) -> None:
    """Deleted, or Kafka reset: the generations begin again."""
    pair.revoke(20, "A", "B")
    pair.share(20.2, 1, A=[0, 1], B=[2, 3])
    assert (pair.state.generation, pair.state.stable(4)) == (1, True)


def test_who_died_in_a_group_is_not_in_the_one_that_is_made_anew(pair: Story) -> None:
    pair.kill(30, "A")
    pair.kill(30, "B")
    pair.join(90, "C")
    pair.share(90.1, 1, C=[0, 1, 2, 3])
    assert (pair.state.generation, pair.state.dead, pair.state.stable(4)) == (1, {}, True)


def test_late_news_of_an_older_generation_is_no_new_group(story: Story) -> None:
    story.join(0, "A", "B")
    story.assign(1, 2, "B", 1)
    story.assign(1.1, 1, "A", 0, 1)
    assert story.state.generation == 2
    story.assign(1.2, 2, "A", 0)
    story.read(1.3, "A")
    story.read(1.3, "B")
    assert story.told() == ["2 A joined, B joined: 1.0 + 0.3 s, nobody -> A=0 B=1"]


def test_a_late_word_of_a_killed_one_does_not_undo_its_cause(story: Story) -> None:
    story.join(0, "A")
    story.share(1, 1, A=[0])
    story.kill(10, "A")
    story.gone(10.1, "A")
    story.join(11, "B")
    story.share(16, 2, B=[0])
    assert story.told()[1:] == ["2 A was killed, B joined: 6.0 + 0.1 s, A=0 -> B=0"]


def test_killed_on_its_way_out_is_no_crash(pair: Story) -> None:
    pair.leave(20, "A")
    pair.state = pair.state.apply(WorkerDied(pane="A", exit_code=-9, killed=True, log_tail=(), at=20.1))
    assert [cause.text.render() for cause in pair.state.causes] == ["A left", "A was killed"]


def test_a_pane_that_was_killed_before_it_had_a_member_id_is_no_other_program(story: Story) -> None:
    """The broker keeps it as a member until its session is over: its partitions are nobody else's."""
    story.join(0, "A")
    story.share(1, 1, A=[0, 1, 2, 3])
    story.join(2, "B")
    story.kill(2.5, "B")
    story.describe(3, other("A", 0, 1, member_id="A-id"), other("B", 2, 3, member_id="B-7"), other("kcat"))
    assert [m.client_id for m in story.state.others] == ["kcat"]
    assert story.state.elsewhere("t") == frozenset()
    story.describe(60, other("A", 0, 1, member_id="A-id"), other("B", 2, 3, member_id="B-8"))
    assert [m.member_id for m in story.state.others] == ["B-8"]  # by now it can only be somebody else of that name
