"""Single situations of groups in which others are, each with the other programs that make it."""

import asyncio
import functools
import sys
from pathlib import Path

import pytest

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.read_plan import CommitMode, ReadPlan
from kafkadesk.core.start_position import LATEST, Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import join, new_topic
from tests.rigs.foreign import consumer_groups
from tests.rigs.others import Other
from tests.rigs.referee import World, false_ones, play

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a member cannot be asked to end in order")

EARLIEST = Start(StartKind.EARLIEST)


def reads(other: Other) -> bool:
    """Whether another program has partitions and has read of them."""
    return bool(other.assigned) and len(other.got) > 20


def is_member(desk: Desk, pane: str) -> bool:
    """Whether a pane is a member of its group."""
    return desk.panes[pane].mode is PaneMode.MEMBER


def test_what_another_program_reads_while_it_comes_and_goes_is_not_missing(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        java = w.others.java(group, topic)
        await join(desk, topic, group, EARLIEST)
        send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=100_000, every_ms=5))
        await w.member(java, 2)
        for _ in range(2):
            other = w.others.librdkafka(group, topic)
            await w.until(functools.partial(reads, other), "another program reads")
            await asyncio.to_thread(other.leave)
        await asyncio.to_thread(java.leave)
        desk.stop_send(send_id)
        await desk.sends.finished(send_id)
        await w.committed(group, topic)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_what_comes_to_another_program_after_a_killed_pane_came_twice(broker: Broker, tmp_path: Path) -> None:
    """The pane commits only by hand: what it showed comes again to who takes its partitions over."""

    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        pane = await join(desk, topic, group, EARLIEST, commit=CommitMode.MANUAL)
        await w.series(topic, 200)
        await w.until(lambda: desk.panes[pane].received == 200, "the pane has received all")
        desk.kill(pane)
        other = w.others.librdkafka(group, topic)
        await w.until(lambda: len(other.got) == 200, "all came to another program")
        await w.committed(group, topic)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_a_commit_of_another_member_may_go_back(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        await join(desk, topic, group, EARLIEST)
        other = w.others.librdkafka(group, topic)
        await w.member(other, 2)
        await w.series(topic, 200)
        await w.committed(group, topic)
        partition = min(p for _, p in other.assigned)
        await asyncio.to_thread(other.commit, topic, partition, 7)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_what_another_member_holds_and_does_not_commit_is_not_known_to_be_read(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        other = w.others.librdkafka(group, topic, commits=False)
        await w.member(other, 4)
        pane = await join(desk, topic, group, EARLIEST)
        await w.member(other, 2)
        await asyncio.to_thread(other.pause)
        await w.series(topic, 400)
        await w.until(lambda: desk.panes[pane].received == 200, "the pane has read")
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_partitions_that_are_added_are_read_from_their_beginning(broker: Broker, tmp_path: Path) -> None:
    """A group that reads from latest misses nothing of a partition that came later."""

    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(1)
        await join(desk, topic, group, LATEST)
        w.referee.begins(group, topic, {0: 0})
        await w.series(topic, 10)
        await asyncio.to_thread(w.referee.outside.add_partitions, topic, 4)
        await w.until(lambda: desk.topics[topic].partitions == 4, "the desk knows of them")
        await w.series(topic, 200)
        await w.committed(group, topic)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_two_panes_of_one_group_read_two_topics(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk, group = w.desk, "g-" + (ta := await new_topic(w.desk, 3))
        tb = await new_topic(desk, 2)
        for topic in (ta, tb):
            pane = desk.add_pane()
            await desk.join(pane, ReadPlan(topic=topic, group=group, start=EARLIEST), confirmed=True)
            await w.until(functools.partial(is_member, desk, pane), "the pane is a member")
        other = w.others.librdkafka(group, ta, tb)
        await w.member(other, 2)
        for topic in (ta, tb):
            await w.series(topic, 100)
        for topic in (ta, tb):
            await w.committed(group, topic)
            assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_offsets_and_groups_that_are_deleted_are_not_shown_any_longer(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        pane = await join(desk, topic, group, EARLIEST)
        await w.series(topic, 100)
        await w.committed(group, topic)
        desk.leave(pane)
        await w.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, "the pane has left")
        some = ("--delete-offsets", "--group", group, "--topic", f"{topic}:0,1")
        await asyncio.to_thread(consumer_groups, broker.bootstrap, tmp_path, *some)
        assert not false_ones(await w.referee.judge(group, topic))
        await asyncio.to_thread(w.referee.outside.delete_group, group)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_a_pane_that_never_was_a_member_is_no_cause_later(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        await join(desk, topic, group, EARLIEST)
        await w.until(lambda: bool(desk.groups[group].rebalances) and desk.groups[group].current is None, "stable")
        pane = desk.add_pane()
        await desk.join(pane, ReadPlan(topic=topic, group=group), confirmed=True)
        desk.kill(pane)
        await w.until(lambda: desk.panes[pane].mode is PaneMode.KILLED, "killed")
        rows = len(desk.groups[group].rebalances)
        other = w.others.librdkafka(group, topic)
        await w.member(other, 2)
        await w.until(lambda: len(desk.groups[group].rebalances) > rows and desk.groups[group].current is None, "shown")
        assert [r.cause.render() for r in desk.groups[group].rebalances[rows:]] == ["another program"]

    play(broker, tmp_path, story)


def test_the_ends_of_a_recreated_topic_are_shown_without_a_reader(broker: Broker, tmp_path: Path) -> None:
    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        pane = await join(desk, topic, group, EARLIEST)
        await w.series(topic, 100)
        await w.committed(group, topic)
        desk.leave(pane)
        await w.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, "the pane has left")
        await asyncio.to_thread(w.referee.outside.recreate, topic, 1)
        assert not false_ones(await w.referee.judge(group, topic))

    play(broker, tmp_path, story)


def test_what_another_program_read_of_a_deleted_topic_cannot_be_told(broker: Broker, tmp_path: Path) -> None:
    """What it had not committed by then may have come to it, and is not said to be lost."""

    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        await join(desk, topic, group, EARLIEST)
        other = w.others.librdkafka(group, topic)
        await w.member(other, 2)
        send_id = desk.send(SendPlan(topic=topic, value="{{ seq }}", count=100_000, every_ms=5))
        await w.until(lambda: reads(other), "both read")
        await asyncio.to_thread(w.referee.outside.recreate, topic, 4)
        confirmed = desk.sends.progress[send_id].confirmed
        await w.until(lambda: desk.sends.progress[send_id].confirmed > confirmed + 200, "sends go to the new topic")
        desk.stop_send(send_id)
        await desk.sends.finished(send_id)
        lost = [
            one for one in await w.referee.judge(group, topic) if "no longer in the log" in one.about
        ]  # what it skips by itself is not the matter
        assert len(lost) == 1
        assert not false_ones(lost)

    play(broker, tmp_path, story)


def test_of_a_recreated_topic_with_fewer_partitions_nothing_old_stays(broker: Broker, tmp_path: Path) -> None:
    """One of the two panes has no partition afterwards, and no position to tell."""

    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(4)
        await join(desk, topic, group, EARLIEST)
        await join(desk, topic, group, EARLIEST)
        await w.series(topic, 40)
        await w.committed(group, topic)
        await asyncio.to_thread(w.referee.outside.recreate, topic, 1)
        await w.until(lambda: topic in desk.topics and desk.topics[topic].partitions == 1, "the new topic is known")
        await w.until(lambda: desk.log_ends(topic) == {0: 0}, "its end is known, and no other one")
        await w.series(topic, 10)
        await w.until(lambda: desk.groups[group].committed.get(topic) == {0: 10}, "what is committed is of the new one only")
        assert desk.log_ends(topic) == {0: 10}
        verdict = desk.ledger.verdict(group, topic)
        assert (verdict.n, verdict.of, verdict.missing, verdict.gone) == (50, 50, (), ())

    play(broker, tmp_path, story)


def test_what_is_deleted_while_nobody_reads_is_not_waited_for(broker: Broker, tmp_path: Path) -> None:
    """Some is deleted unread; some was received by a killed pane that had committed nothing, and does not come again."""

    async def story(w: World) -> None:
        desk = w.desk
        topic, group = await w.new_group(2)
        pane = await join(desk, topic, group, EARLIEST, commit=CommitMode.MANUAL)
        await w.series(topic, 10)
        await w.until(lambda: desk.panes[pane].received == 10, "the pane has received the first ones")
        desk.commit(pane)
        await w.committed(group, topic)
        await w.series(topic, 40)
        await w.until(lambda: desk.panes[pane].received == 50, "the pane has received all")
        desk.kill(pane)
        await w.until(lambda: not desk.groups[group].members, "the group is empty")
        await w.series(topic, 40)
        assert desk.ledger.verdict(group, topic).gone == ()
        outside = w.referee.outside
        _, _, ends = await asyncio.to_thread(outside.topic, topic)
        await asyncio.to_thread(outside.delete_records, topic, 0, ends[0] - 5)
        assert not false_ones(await w.referee.judge(group, topic))
        shown = desk.ledger.verdict(group, topic)
        assert len(shown.gone) == 15  # of 40 sends to partition 0 all but five are deleted, 20 of them received
        assert len(shown.again) == 20  # those of partition 1

    play(broker, tmp_path, story)
