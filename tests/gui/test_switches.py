"""Panes go from group to group and from strategy to strategy while messages flow: the matrix is right all the time, nothing is left over.

The real window on a real broker. What was received is counted from the desk's events, what there is to receive is read by librdkafka.
"""

import asyncio
import functools
import os
import threading
import time
from collections import Counter
from collections.abc import Callable

import psutil
import pytest
import qasync
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.events import ConnectionChanged, DeskEvent, RecordsArrived
from kafkadesk.core.matrix import CellKind, VerdictKind
from kafkadesk.core.state import ASSIGNORS, PaneMode, Start
from kafkadesk.desk.desk import Desk
from kafkadesk.parts import build
from kafkadesk.widgets import i18n, theme
from kafkadesk.widgets.consumer_pane import ConsumerPane
from kafkadesk.wiring import Wiring
from tests.broker_fixture import Broker
from tests.gui.random_actions import BUTTONS, OWN, RandomActions

MEMBERS = 5
LOOK_EVERY_S = 3.0
SEND_EVERY_MS = 25
ROWS = 60  # of the matrix, compared cell by cell
NOT_WRONG = (VerdictKind.EACH_ONCE, VerdictKind.REDELIVERED, VerdictKind.WAITING, VerdictKind.NOBODY, VerdictKind.NOTHING)


class Switches(RandomActions):
    """A group for each strategy; members go from one to another by what a person presses."""

    def prepare(self) -> None:
        """Have the members stand by, and messages flow without end."""
        self.in_pane: Counter[tuple[str, str | None, int, int]] = Counter()
        self.looked = self.cells = self.away = 0  # away: how often the connection's state changed to one without a broker
        self._stop_counting = self.desk.listen(self._count)
        self.groups = {f"{OWN}{name}-{self.topics[0]}": name for name in ASSIGNORS}
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
                self.look()
        self.desk.stop_send(sending)

    async def switch(self, n: int) -> None:
        """Take a pane to another group; the first ones join one after the other."""
        pane = self.parts.grid.panes()[n % MEMBERS]
        await self._until(lambda: pane.state.mode in (PaneMode.IDLE, PaneMode.MEMBER), f"{pane.state.name} has done what it was told last")
        group = self.random.choice([g for g in self.groups if g != pane.state.group])
        pane.assignor_changed.emit(pane.pane, self.groups[group])
        pane.start_changed.emit(pane.pane, Start("latest"))
        pane.header.box.setEditText(group)
        self.done.append(f"{pane.state.name} to {group}")
        while not (pane.state.group == group and pane.state.mode is PaneMode.MEMBER):
            # A switch that has left when the broker does not answer is not gone on with unasked: a person presses again.
            await self._until(lambda: self.desk.connection.phase.usable, "the broker answers")
            done = functools.partial(self._done, pane, group, self.away)
            QTest.mouseClick(pane.header.button, BUTTONS)
            await self._until(done, self.done[-1])

    def _done(self, pane: ConsumerPane, group: str, away: int) -> bool:
        """Whether the pane is a member, or stands idle after the broker was away."""
        if pane.state.mode is PaneMode.IDLE:
            return self.away != away and self.desk.connection.phase.usable
        return pane.state.mode is PaneMode.MEMBER and pane.state.group == group

    def look(self) -> None:
        """Compare verdicts and cells with what the events said."""
        ledger = self.desk.ledger
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

    def close(self) -> None:
        super().close()
        self._stop_counting()

    def _count(self, event: DeskEvent) -> None:
        if isinstance(event, ConnectionChanged) and not self.desk.connection.phase.usable:
            self.away += 1
        if isinstance(event, RecordsArrived):
            for partition, offset in zip(event.batch.partitions, event.batch.offsets, strict=True):
                self.in_pane[event.pane, event.group, partition, offset] += 1


def flow(qtbot: QtBot, qapp: QApplication, broker: Broker, *, switches: int, every_s: float) -> None:
    """Switch so many times on a new window, and check what must hold."""

    async def scenario() -> None:
        desk = Desk()
        parts = build(desk.sends.log, desk.ledger, desk.group_label, groups=[], callouts=[])
        qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
        wiring = Wiring(desk, parts)
        parts.window.show()
        parts.window.show_desk()
        await desk.connect(broker.bootstrap)
        await desk.connected()
        script = Switches(desk, parts, wiring, broker, seed=switches, restarts=False)
        try:
            await script.run(0)
            script.prepare()
            await script.flow(switches, every_s)
            await script.check()
            script.look()
            panes = len(desk.panes)
            for pane in list(desk.panes):
                desk.close_pane(pane)
            await script._until(lambda: len(_workers()) <= 1, "the processes of closed panes have ended")
            await script._until(lambda: _reader_threads() <= 4, f"the threads of {panes} closed panes have ended")
            totals = {g: desk.ledger.verdict(g).sentence().render() for g in desk.groups}
            print(f"{len(desk.sends.log)} sends, {switches} switches, {script.looked} looks, {script.cells} cells: {totals}")
        except BaseException as error:
            error.add_note(f"after {len(script.done)} switches, the last: {'; '.join(script.done[-5:])}")
            raise
        finally:
            script.close()
            await wiring.close()
            await desk.close()

    theme.apply(qapp, "light")
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            loop.run_until_complete(scenario())
    finally:
        asyncio.set_event_loop(None)
        i18n.install(qapp, "en")


def _workers() -> list[psutil.Process]:
    """Return the consumer processes; one that has ended and was not asked for its end yet (a zombie) is one still."""
    return [p for p in psutil.Process(os.getpid()).children() if p.status() == psutil.STATUS_ZOMBIE or "worker" in p.cmdline()]


def _reader_threads() -> int:
    """Return how many threads serve consumer processes: two or three belong to the warm spare."""
    return sum(thread.name.startswith("worker") for thread in threading.enumerate())


def test_groups_and_strategies_are_switched_while_messages_flow(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    flow(qtbot, qapp, broker, switches=14, every_s=1.0)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_ten_switches_a_minute_for_ten_minutes(qtbot: QtBot, qapp: QApplication, own_broker: Callable[[], Broker]) -> None:
    flow(qtbot, qapp, own_broker(), switches=100, every_s=6.0)
