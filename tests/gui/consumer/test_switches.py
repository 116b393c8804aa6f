"""Panes go from group to group and from strategy to strategy while messages flow: the matrix is right all the time, nothing is left over.

The real window on a real broker. What was received is counted from the desk's events, what there is to receive is read by librdkafka.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from confluent_kafka import Consumer, TopicPartition
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions import pane as actions
from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.events import DeskEvent, RecordsArrived
from kafkadesk.core.ledger.matrix import CellKind, VerdictKind
from kafkadesk.core.read_plan import Assignor, ReadPlan
from kafkadesk.core.start_position import Start
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base import i18n
from tests.rigs.broker import Broker, ProxiedBroker
from tests.rigs.random_actions import BUTTONS, OWN, RandomActions, workers
from tests.rigs.window import connected_window, run_in_qt
from tests.rigs.wine import SLOWER

pytestmark = pytest.mark.spare  # one process stays from the first pane on: whatever else does is a leak

MEMBERS = 5
WAIT_S = 30.0 * SLOWER
AT_ONCE = 1000  # messages
LOOK_EVERY_S = 3.0
SEND_EVERY_MS = 25
ROWS = 60  # of the matrix, compared cell by cell
OF_A_PROCESS = ("worker-in", "worker-out", "worker-log")  # threads
PASSING = ("worker-end", "kafka-open", "kafka-give-up", "names", "look-up")
NOT_WRONG = (VerdictKind.EACH_ONCE, VerdictKind.REDELIVERED, VerdictKind.WAITING, VerdictKind.NOBODY, VerdictKind.NOTHING)


class Reader:
    """Reads a topic from its beginning by librdkafka, a bit at a time. places: what it has read; ends: up to where, by partition."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self._consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": f"{topic}-reader", "enable.auto.commit": False})
        partitions = self._consumer.list_topics(topic, 30.0).topics[topic].partitions
        self._consumer.assign([TopicPartition(topic, p, 0) for p in partitions])
        self.places: set[tuple[int, int]] = set()
        self.ends = dict.fromkeys(partitions, 0)

    def read(self) -> None:
        """Read what there is by now."""
        full = True
        while full:  # else there is no end to it while messages flow
            messages = self._consumer.consume(AT_ONCE, 0.2)
            full = len(messages) == AT_ONCE
            for message in messages:
                partition, offset = message.partition(), message.offset()
                assert message.error() is None, message.error()
                assert partition is not None
                assert offset is not None
                self.places.add((partition, offset))
                self.ends[partition] = offset + 1

    def close(self) -> None:
        """End its connection."""
        self._consumer.close()


class Switches(RandomActions):
    """A group for each strategy; members go from one to another by what a person presses."""

    async def warm_up(self) -> None:
        """Have everything begun that the first send and the first join begin, and stays."""
        pane = self.desk.add_pane()
        await self.desk.join(pane, ReadPlan(topic=self.topics[0], group=f"{OWN}warm-{self.topics[0]}"), confirmed=True)
        await self._until(lambda: self.desk.panes[pane].mode is PaneMode.MEMBER, "the first pane is a member")
        send = self.desk.send(SendPlan(topic=self.topics[0], value="{}"))
        await self._until(lambda: self.desk.sends.progress[send].done, "the first send is confirmed")
        self.desk.close_pane(pane)
        await self._until(lambda: len(workers()) == 1 and _is_at_rest(), "only the spare is left, and nothing of what was closed")

    def prepare(self) -> None:
        """Have the members stand by, and messages flow without end."""
        self.in_pane: Counter[tuple[str, str | None, int, int]] = Counter()
        self.looked = self.cells = 0
        self.reader = Reader(self.broker.bootstrap, self.topics[0])
        self._stop_counting = self.desk.listen(self._count)
        self.groups = {f"{OWN}{name}-{self.topics[0]}": name for name in Assignor}
        while len(self.desk.panes) < MEMBERS:
            self.desk.add_pane()
        self.parts.producer.set_topic(self.topics[0])

    async def flow(self, switches: int, every_s: float) -> None:
        """Switch so many times, and look at the matrix meanwhile."""
        plan = SendPlan(topic=self.topics[0], value='{"n": {{ seq }}}', count=10**6, every_ms=SEND_EVERY_MS, mode=Mode.PIPELINED)
        sending = self.desk.send(plan)
        for n in range(switches):
            end = time.monotonic() + every_s
            await self.switch(n)
            while (left := end - time.monotonic()) > 0:
                await asyncio.sleep(min(left, LOOK_EVERY_S))
                await self.look()
        self.desk.stop_send(sending)

    async def switch(self, n: int) -> None:
        """Take a pane to another group; the first ones join one after the other."""
        pane = self.parts.grid.panes()[n % MEMBERS]
        await self._until(lambda: pane.state.mode in (PaneMode.IDLE, PaneMode.MEMBER), f"{pane.state.name} has done what it was told last")
        group = self.random.choice([g for g in self.groups if g != pane.state.group])
        self.desk.choose(pane.pane, assignor=self.groups[group])  # the menu offers it only once the group is left
        pane.start_changed.emit(pane.pane, Start())
        pane.header.box.setEditText(group)
        self.done.append(f"{pane.state.name} to {group}")
        QTest.mouseClick(pane.header.button, BUTTONS)
        await self._until(lambda: pane.state.mode is PaneMode.MEMBER and pane.state.group == group, self.done[-1])

    async def look(self) -> None:
        """Compare verdicts and cells with what the events said, and with what librdkafka reads meanwhile."""
        await asyncio.to_thread(self.reader.read)
        ledger = self.desk.ledger
        self._check_against_reader()
        for group in self.desk.groups:
            verdict = ledger.verdict(group)
            assert verdict.kind in NOT_WRONG, (group, verdict.sentence().render(), self.done[-3:])
        columns = ledger.columns()
        for row in ledger.rows(ROWS):
            if row.number is None or row.offset is None or row.partition is None:
                continue
            for column in columns:
                cell = ledger.cell(row, column)
                arrived = self.in_pane[column.pane, column.group, row.partition, row.offset]
                assert cell.count == arrived, (row, column, cell, arrived)
                assert cell.kind is not CellKind.MISSING, (row, column)
                self.cells += 1
        self.looked += 1

    def _check_against_reader(self) -> None:
        """What was confirmed is there; a group has got all between the first and the last that it has got; what came twice is said."""
        log = self.desk.sends.log
        numbers = {(d.partition, d.offset): d.number for d in log.recent(len(log)) if d.partition is not None and d.offset is not None}
        behind = {place for place in numbers if place[1] < self.reader.ends[place[0]]}
        assert behind <= self.reader.places, sorted(behind - self.reader.places)[:5]
        for group in self.desk.groups:
            counts: Counter[tuple[int, int]] = Counter()
            for (_, of, partition, offset), n in self.in_pane.items():
                if of == group:
                    counts[partition, offset] += n
            for partition, end in self.reader.ends.items():
                got = [offset for p, offset in counts if p == partition and offset < end]
                between = {(partition, offset) for offset in range(min(got), max(got))} if got else set()
                assert (left_out := (between & self.reader.places) - counts.keys()) == set(), (group, sorted(left_out)[:5], len(left_out))
            twice = {numbers[place] for place, n in counts.items() if n > 1 and place in numbers}
            assert set(self.desk.ledger.verdict(group).redelivered) == twice, (group, sorted(twice)[:5])

    def close(self) -> None:
        super().close()
        self._stop_counting()
        self.reader.close()

    def _count(self, event: DeskEvent) -> None:
        if isinstance(event, RecordsArrived):
            for partition, offset in zip(event.batch.partitions, event.batch.offsets, strict=True):
                self.in_pane[event.pane, event.group, partition, offset] += 1


def in_window(
    qtbot: QtBot, qapp: QApplication, bootstrap: str, play: Callable[[Desk, WindowParts, Hub], Coroutine[Any, Any, None]]
) -> None:
    """Play something on a new window that is connected."""

    async def scenario() -> None:
        async with connected_window(qtbot, bootstrap) as (desk, parts, wiring):
            await play(desk, parts, wiring)

    try:
        run_in_qt(qapp, scenario())
    finally:
        i18n.install(qapp, "en")


def flow(qtbot: QtBot, qapp: QApplication, broker: Broker, *, switches: int, every_s: float) -> None:
    """Switch so many times on a new window, and check what must hold."""

    async def play(desk: Desk, parts: WindowParts, wiring: Hub) -> None:
        script = Switches(desk, parts, wiring, broker, seed=switches, restarts=False)
        try:
            await script.run(0)
            await script.warm_up()
            before = _threads()
            script.prepare()
            await script.flow(switches, every_s)
            await script.check()
            await script.look()
            for pane in list(desk.panes):
                desk.close_pane(pane)
            await script._until(lambda: len(workers()) <= 1, "the processes of closed panes have ended")
            await script._until(
                lambda: _threads() <= before, f"the threads of closed panes have ended: none that was not there before, {before}"
            )
            totals = {g: desk.ledger.verdict(g).sentence().render() for g in desk.groups}
            print(f"{len(desk.sends.log)} sends, {switches} switches, {script.looked} looks, {script.cells} cells: {totals}")
        except BaseException as error:
            error.add_note(f"threads {_threads()}; after {len(script.done)} switches, the last: {'; '.join(script.done[-5:])}")
            raise
        finally:
            script.close()

    in_window(qtbot, qapp, broker.bootstrap, play)


def _threads() -> Counter[str]:
    """Return the threads, but for those of pools, which stay once begun, each bounded by its pool, and those of Qt, whose end Python does not see."""
    own = (thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread))
    names = (thread.name.rstrip("-_0123456789") for thread in own)
    return Counter(name for name in names if not name.startswith(("asyncio", "ThreadPool", "window")))


def _is_at_rest() -> bool:
    """Whether one consumer process is served, and no thread runs that is to end by itself: counted in, it would be missed later."""
    threads = _threads()
    return all(threads[name] == 1 for name in OF_A_PROCESS) and not any(threads[name] for name in PASSING)


def test_groups_and_strategies_are_switched_while_messages_flow(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    flow(qtbot, qapp, broker, switches=14, every_s=1.0)


def test_a_switch_that_loses_the_connection_goes_on_when_it_is_back(
    qtbot: QtBot, qapp: QApplication, proxied_broker: ProxiedBroker
) -> None:
    """It left the one group, and must not stay out of the other for ever, nor say nothing."""

    async def play(desk: Desk, parts: WindowParts, wiring: Hub) -> None:
        topic = f"switch-{time.monotonic_ns()}"
        await desk.create_topic(topic, 2)
        parts.producer.set_topic(topic)
        name = desk.add_pane()
        pane = next(p for p in parts.grid.panes() if p.pane == name)

        def member(group: str) -> bool:
            return pane.state.mode is PaneMode.MEMBER and pane.state.group == group

        pane.header.box.setEditText(f"{OWN}one-{topic}")
        QTest.mouseClick(pane.header.button, BUTTONS)
        assert await desk.until(lambda: member(f"{OWN}one-{topic}"), WAIT_S)
        proxied_broker.proxy.refuse()
        pane.header.box.setEditText(f"{OWN}two-{topic}")
        assert await desk.until(lambda: not desk.connection.phase.usable, WAIT_S)
        pane.read_requested.emit(name, actions.Verb.SWITCH, f"{OWN}two-{topic}", Start())
        assert await desk.until(lambda: pane.state.mode is PaneMode.IDLE, WAIT_S)
        assert pane.header.button.toolTip() == f"Not connected. It joins {OWN}two-{topic} as soon as the broker answers."
        proxied_broker.proxy.let_through()
        assert await desk.until(lambda: member(f"{OWN}two-{topic}"), WAIT_S)
        assert "as soon as" not in pane.header.button.toolTip()

    in_window(qtbot, qapp, proxied_broker.bootstrap, play)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_ten_switches_a_minute_for_ten_minutes(qtbot: QtBot, qapp: QApplication, own_broker: Callable[[], Broker]) -> None:
    flow(qtbot, qapp, own_broker(), switches=100, every_s=6.0)
