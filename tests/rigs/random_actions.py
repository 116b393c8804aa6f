"""A seeded script that does on the real window what a person could do, and knows from the desk's events what must hold at the end."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import psutil
from confluent_kafka import Consumer, TopicPartition
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from kafkadesk.app.hub import Hub
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions import pane as actions
from kafkadesk.core.delivery import Delivery, Mode, Verdict
from kafkadesk.core.events import DeskEvent, Notice, NoticeLevel, RecordsArrived
from kafkadesk.core.focus import LowerView
from kafkadesk.core.ledger.matrix import VerdictKind
from kafkadesk.core.read_plan import CommitMode, ReadPlan
from kafkadesk.core.start_position import PLAIN, Start
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.group_guard_dialog import GroupGuardDialog
from tests.rigs.broker import Broker

PANES = 8
LOOK_EVERY_S = 0.02
QUIET_S = 90.0
OUTAGE_S = 30.0  # after a restart, until nothing that was asked meanwhile can still fail
READ_BACK_S = 30.0
SIZES = ((1280, 640), (1366, 768), (1680, 1020), (2560, 1440))
SETTLED = (PaneMode.IDLE, PaneMode.KILLED, PaneMode.FAILED)
OWN = "kafkadesk-"  # the user's own groups: no question stands before a join
BUTTONS = Qt.MouseButton.LeftButton


@dataclass
class Seen:
    """What the events said, counted without the product's own bookkeeping."""

    received: Counter[str] = field(default_factory=Counter)  # records, by pane
    in_group: Counter[tuple[str, str, int, int]] = field(default_factory=Counter)  # how often, by group and place
    faults: list[str] = field(default_factory=list)
    restarted_at: float = -OUTAGE_S  # time.monotonic() seconds

    def take(self, event: DeskEvent) -> None:
        """Note an event of the desk."""
        match event:
            case RecordsArrived(batch=batch):
                self.received[event.pane] += len(batch)
                if event.group is not None:
                    for partition, offset in zip(batch.partitions, batch.offsets, strict=True):
                        self.in_group[event.group, batch.topic, partition, offset] += 1
            case Notice(level=NoticeLevel.ERROR) if (
                time.monotonic() > self.restarted_at + OUTAGE_S
            ):  # else it is the broker's absence that is told
                self.faults.append(str(event.text))
            case _:
                pass


def workers() -> list[psutil.Process]:
    """Return the consumer processes; one that has ended but was not asked for its end yet (a zombie, without a command line) is one still."""
    found = []
    for child in psutil.Process(os.getpid()).children():
        try:
            if child.status() == psutil.STATUS_ZOMBIE or "worker" in child.cmdline():
                found.append(child)
        except psutil.ZombieProcess:
            found.append(child)
        except psutil.NoSuchProcess:
            continue  # it has gone meanwhile
    return found


class RandomActions:
    """Does one action after another. Everything follows from the seed, but for the order in which the broker answers."""

    def __init__(self, desk: Desk, parts: WindowParts, wiring: Hub, broker: Broker, *, seed: int, restarts: bool) -> None:
        self.desk = desk
        self.parts = parts
        self.wiring = wiring
        self.broker = broker
        self.random = random.Random(seed)  # a choice of actions
        self.seen = Seen()
        self.topics = [f"random-{seed}-{n}" for n in range(2)]
        self.done: list[str] = []
        self._stop = desk.listen(self.seen.take)
        self._actions: dict[Callable[[], None] | Callable[[], Coroutine[Any, Any, None]], int] = {
            self.send: 30, self.send_series: 10, self.stop: 5, self.press_pane: 30, self.add_pane: 12, self.close_pane: 5, self.kill: 4,
            self.throttle: 4, self.commit_mode: 3, self.commit: 4, self.pause: 5, self.rename: 2, self.maximise: 3, self.seek_observer: 3,
            self.choose_row: 8, self.choose_delivery: 8, self.topic: 5, self.type_value: 6, self.resize: 3, self.dress: 1, self.zoom: 1,
            self.escape: 4, self.tab: 4, self.collapse: 2, self.start_position: 5,
        }  # fmt: skip
        if restarts:
            self._actions[self.restart_broker] = 1

    async def run(self, count: int) -> None:
        """Do so many actions."""
        for topic in self.topics:
            await self.desk.create_topic(topic, 4)
        self.parts.producer.set_topic(self.topics[0])
        actions, weights = list(self._actions), list(self._actions.values())
        for _ in range(count):
            (action,) = self.random.choices(actions, weights)
            self.done.append(action.__name__)
            work = action()
            if work is not None:
                await work
            await asyncio.sleep(self.random.choice((0, 0, 0.005, 0.03)))
            self._answer_dialogs()

    # what a person does

    def send(self) -> None:
        """One record, with or without a key."""
        self.parts.producer.editor.controls.count.setValue(1)
        self._press_send(Mode.CONFIRM)

    def send_series(self) -> None:
        """Some records, one by one, all at once, or without asking what became of them."""
        self.parts.producer.editor.controls.count.setValue(self.random.randint(2, 25))
        self.parts.producer.editor.controls.every.setValue(self.random.choice((0, 0, 20)))
        self._press_send(self.random.choices(list(Mode), (8, 8, 1))[0])

    def stop(self) -> None:
        """Stop what is being sent."""
        if (button := self.parts.producer.editor.controls.stop).isVisible():
            button.click()

    def press_pane(self) -> None:
        """Type a group, or none, and press the state button: join, observe, switch, leave, stop. A group reads one topic only."""
        if (pane := self._pane()) is not None:
            topic = self.parts.producer.editor.plan().topic
            if pane.state.mode in SETTLED or self.random.random() < 0.7:
                pane.header.box.setEditText(self.random.choice(("", f"{OWN}a-{topic}", f"{OWN}b-{topic}", f"{OWN}c-{topic}")))
            QTest.mouseClick(pane.header.button, BUTTONS)

    def add_pane(self) -> None:
        """Add a consumer."""
        if len(self.desk.panes) < PANES:
            next(b for b in self.parts.bar.findChildren(QPushButton) if b.text().startswith("+ ")).click()

    def close_pane(self) -> None:
        """Close one."""
        if (pane := self._pane()) is not None:
            pane.commands.trigger(actions.CLOSE)

    def kill(self) -> None:
        """Kill one that reads."""
        if (pane := self._pane()) is not None and pane.state.mode not in SETTLED:
            pane.commands.trigger(actions.KILL)

    def throttle(self) -> None:
        """Slow one down, or not."""
        if (pane := self._pane()) is not None:
            pane.commands.trigger(actions.THROTTLE[self.random.choice((0, 0, 5, 100))])

    def commit_mode(self) -> None:
        """Choose how one commits, from its next join on."""
        if (pane := self._pane()) is not None:
            pane.commands.trigger(actions.COMMIT_MODE[self.random.choice(list(CommitMode))])

    def commit(self) -> None:
        """Commit by hand."""
        if (pane := self._pane()) is not None and pane.state.mode is PaneMode.MEMBER:
            pane.commands.trigger(actions.COMMIT_NOW)

    def pause(self) -> None:
        """Freeze a view, or let it go on."""
        if (pane := self._pane()) is not None:
            pane.header.pause.toggle()

    def rename(self) -> None:
        """Give one another name."""
        if (pane := self._pane()) is not None:
            pane.header.name.setText(self.random.choice(("<b>x</b>", "消费者 1", "a" * 300, pane.state.name)))
            pane.header.name.editingFinished.emit()

    def maximise(self) -> None:
        """Give one all the room, or take it back."""
        if (pane := self._pane()) is not None:
            pane.commands.trigger(actions.MAXIMISE)

    def seek_observer(self) -> None:
        """Let one without a group read again; a group that is sent elsewhere by hand would rightly miss records."""
        if (pane := self._pane()) is not None and pane.state.mode is PaneMode.OBSERVING:
            pane.seek_requested.emit(pane.pane, Start(self.random.choice(PLAIN)))

    def start_position(self) -> None:
        """Choose where the next reading begins."""
        if (pane := self._pane()) is not None:
            pane.start_changed.emit(pane.pane, Start(self.random.choice(PLAIN)))

    def choose_row(self) -> None:
        """Choose a message of a pane or of the matrix."""
        topic = self.random.choice(self.topics)
        self.parts.grid.message_selected.emit(topic, self.random.randrange(4), self.random.randrange(200))

    def choose_delivery(self) -> None:
        """Choose a send."""
        self.parts.producer.delivery_selected.emit(self.random.randrange(1, max(2, len(self.desk.sends.log))))

    def topic(self) -> None:
        """Go to the other topic."""
        self.parts.producer.set_topic(self.random.choice(self.topics))

    def type_value(self) -> None:
        """Type a value, right or wrong."""
        self.parts.producer.editor.payload.editor.setPlainText(
            self.random.choice(('{"n": {{ seq }}}', '{"n": 1', "", '{"text": "中文 🙂"}', '{"u": "{{ uuid }}"}', "{{ nothing }}"))
        )

    def resize(self) -> None:
        """Drag the window's edge."""
        self.parts.window.resize(*self.random.choice(SIZES))

    def dress(self) -> None:
        """Change theme or language."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if self.random.random() < 0.5:
            theme.apply(app, self.random.choice(("light", "dark")))
        else:
            i18n.install(app, self.random.choice(("en", "zh_CN")))

    def zoom(self) -> None:
        """Make the text larger, and normal again."""
        key = self.random.choice((Qt.Key.Key_Equal, Qt.Key.Key_0))
        QTest.keyClick(self.parts.window, key, Qt.KeyboardModifier.ControlModifier)

    def escape(self) -> None:
        """Press Esc."""
        QTest.keyClick(self.parts.window, Qt.Key.Key_Escape)

    def tab(self) -> None:
        """Look at another view below."""
        self.parts.lower.show_view(self.random.choice((LowerView.MATRIX, LowerView.FLOW)))

    def collapse(self) -> None:
        """Fold the producer up, or unfold it."""
        self.parts.producer.set_collapsed(not self.parts.producer.is_collapsed())

    async def restart_broker(self) -> None:
        """Kill the broker, or stop it, and start it again, while the window goes on."""
        self.seen.restarted_at = time.monotonic()
        if self.random.random() < 0.5:
            await asyncio.to_thread(self.broker.kill)
        await asyncio.to_thread(self.broker.restart)
        self.seen.restarted_at = time.monotonic()

    # what must hold

    async def check(self) -> None:
        """Let everything come to rest, then compare the window with the broker and with what the events said."""
        self.parts.producer.set_collapsed(False)
        await self._until(lambda: self.desk.connection.phase is Phase.CONNECTED, "the connection is back")
        for send_id in self.desk.sends.running():
            self.desk.stop_send(send_id)
        await self._until(lambda: not self.desk.sends.running() and not self.desk.sends.log.open(), "every send has its verdict")
        await self._read_to_the_end()
        log = self.desk.sends.log
        deliveries = {d.number: d for d in log.recent(len(log))}
        assert sum(log.totals().values()) == len(deliveries) == max(deliveries, default=0), "a send is not in the table"
        self._check_broker(deliveries.values())
        self._check_groups(deliveries)
        self._check_counters()
        self._check_processes()
        assert not self.seen.faults, self.seen.faults

    def close(self) -> None:
        """Hear no more."""
        self._stop()

    async def _read_to_the_end(self) -> None:
        """Have somebody in every group that reads all that there is to read."""
        await self._until(lambda: all(p.mode is not PaneMode.LEAVING for p in self.desk.panes.values()), "all have left that were leaving")
        for pane in list(self.desk.panes):
            self.desk.throttle(pane, 0)
        groups = self.desk.groups  # a member that is still joining may bring its group to another topic
        for group, topic in [(group, topic) for group, state in groups.items() for topic in state.topics]:
            if not any((p.group, p.topic, p.mode) == (group, topic, PaneMode.MEMBER) for p in self.desk.panes.values()):
                await self.desk.join(self.desk.add_pane(), ReadPlan(topic=topic, group=group), confirmed=True)
        await self._until(lambda: all(self._lag(g, t) == 0 for g, s in groups.items() for t in s.topics), "every group has read everything")

    def _lag(self, group: str, topic: str) -> int | None:
        members = [p for p in self.desk.panes.values() if (p.group, p.topic) == (group, topic) and p.mode is PaneMode.MEMBER]
        positions = {partition: at for p in members for partition, at in p.positions.items() if partition in p.partitions}
        ends = self.desk.log_ends(topic)
        if not ends or positions.keys() != ends.keys():
            return None
        return sum(max(0, ends[p] - positions[p]) for p in ends)

    def _check_broker(self, deliveries: Any) -> None:
        """Every confirmed send is where it is said to be, none that was rejected is there: as another client library reads it."""
        stored = {place for topic in self.topics for place in self._stored(topic)}
        confirmed = {(d.topic, d.partition, d.offset) for d in deliveries if d.verdict is Verdict.CONFIRMED}
        assert confirmed <= stored, sorted(confirmed - stored)[:5]
        assert len(confirmed) == sum(d.verdict is Verdict.CONFIRMED for d in deliveries), "two sends have one place"
        more = len(stored) - len(confirmed)
        open_fate = sum(d.verdict in (Verdict.UNKNOWN, Verdict.NOT_CONFIRMED) for d in deliveries)
        assert more <= open_fate, f"{more} records in the topics that no send answers for, but {open_fate} of unknown fate"

    def _stored(self, topic: str) -> list[tuple[str, int | None, int | None]]:
        consumer = Consumer({"bootstrap.servers": self.broker.bootstrap, "group.id": "oracle", "enable.auto.commit": False})
        try:
            parts = [TopicPartition(topic, p, 0) for p in range(4)]
            left = sum(consumer.get_watermark_offsets(p, timeout=READ_BACK_S)[1] for p in parts)
            consumer.assign(parts)
            found: list[tuple[str, int | None, int | None]] = []
            end = time.monotonic() + READ_BACK_S
            while len(found) < left and time.monotonic() < end:
                found += [(topic, m.partition(), m.offset()) for m in consumer.consume(500, 1.0) if m.error() is None]
            assert len(found) == left, f"{len(found)} of {left} read back"
            return found
        finally:
            consumer.close()

    def _check_groups(self, deliveries: dict[int, Delivery]) -> None:
        """No group misses anything, and what came twice is what the events said."""
        places = {(d.topic, d.partition, d.offset): d.number for d in deliveries.values() if d.offset is not None}
        for group, topic in [(group, topic) for group, state in self.desk.groups.items() for topic in state.topics]:
            verdict = self.desk.ledger.verdict(group, topic)
            assert verdict.kind in (VerdictKind.EACH_ONCE, VerdictKind.REDELIVERED, VerdictKind.NOTHING), (group, verdict)
            counts = {
                places[t, p, o]: n for (g, t, p, o), n in self.seen.in_group.items() if (g, t) == (group, topic) and (t, p, o) in places
            }
            assert verdict.n <= len(counts), (group, topic, verdict)
            twice = {number for number, n in counts.items() if n > 1}
            said = set(verdict.redelivered)
            assert said == twice, (group, f"not said: {sorted(twice - said)}", f"not so: {sorted(said - twice)}")

    def _check_counters(self) -> None:
        for pane, state in self.desk.panes.items():
            assert state.received == self.seen.received[pane], (state.name, state.received, self.seen.received[pane])
            widget = self.parts.grid.pane(pane)
            assert widget is not None, f"{state.name} has no pane in the window"
        assert {w.pane for w in self.parts.grid.panes()} == self.desk.panes.keys()

    def _check_processes(self) -> None:
        children = workers()
        living = sum(p.mode is not PaneMode.KILLED and p.mode is not PaneMode.FAILED for p in self.desk.panes.values())
        assert len(children) <= living + 1, f"{len(children)} consumer processes for {living} panes and a spare"

    # helpers

    def _press_send(self, mode: Mode) -> None:
        producer = self.parts.producer
        producer.editor.controls.set_mode(mode)
        producer.editor.form.key.set_key(self.random.choice(("", "k1", "k{{ seq }}")))
        producer.editor.form.partition.choose(
            self.random.randrange(4) if self.random.random() < 0.3 else producer.editor.form.partition.choice()
        )
        producer.editor.controls.button.click()

    def _pane(self) -> ConsumerPane | None:
        panes = self.parts.grid.panes()
        return self.random.choice(panes) if panes else None

    def _answer_dialogs(self) -> None:
        """Answer what asks: any answer to a group's guard, no to everything else."""
        for dialog in self.parts.window.findChildren(QDialog):
            if not dialog.isVisible():
                continue
            if isinstance(dialog, GroupGuardDialog):
                self.random.choice(dialog.findChildren(QPushButton)).click()
            else:
                dialog.reject()

    async def _until(self, holds: Callable[[], object], what: str) -> None:
        end = time.monotonic() + QUIET_S
        while not holds():
            self._answer_dialogs()
            assert time.monotonic() < end, f"not within {QUIET_S} s: {what}; {list(self.desk.panes.values())}"
            await asyncio.sleep(LOOK_EVERY_S)
