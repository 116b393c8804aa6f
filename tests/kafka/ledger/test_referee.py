"""What KafkaDesk says of groups in which others are, beside what is true: one situation at a time, and the small referee."""

import asyncio
import sys
from pathlib import Path

import pytest

from kafkadesk.core.start_position import Start, StartKind
from tests.rigs.broker import Broker
from tests.rigs.desk import join
from tests.rigs.referee import World, false_ones, play

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a member cannot be asked to end in order")

EARLIEST = Start(StartKind.EARLIEST)


def test_all_is_true_of_a_group_at_rest_in_which_others_are(broker: Broker, tmp_path: Path) -> None:
    """Kafka's VerifiableConsumer and librdkafka join and leave while nothing is sent."""

    async def story(w: World) -> None:
        topic, group = await w.new_group(6)
        java = w.others.java(group, topic)
        await join(w.desk, topic, group, EARLIEST)
        await w.member(java, 3)
        other = w.others.librdkafka(group, topic)
        await w.member(other, 2)
        await w.series(topic, 120)
        assert not false_ones(await w.referee.judge(group, topic))
        assert {len(java.got), len(other.got)} == {40}
        await asyncio.to_thread(java.leave)
        await w.member(other, 3)
        await w.series(topic, 60)
        assert not false_ones(await w.referee.judge(group, topic))
        assert len(other.got) == 70

    play(broker, tmp_path, story)
