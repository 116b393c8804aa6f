"""The real window in a process of its own, offscreen, for tests that make faults around it. See field.py, its other side.

Argument: a broker's address. Lines on stdin are commands; on stdout a snapshot as JSON whenever something changed.
"""

import asyncio
import json
import sys
import threading
import time
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.log import LogWiring
from kafkadesk.app.main import _parts, _run
from kafkadesk.app.session.crash_hooks import CrashHooks
from kafkadesk.core.delivery import Mode, SendPlan
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.transport.client import logs
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from kafkadesk.widgets.window.state_words import state_text

LOOK_S = 0.05
READY = (PaneMode.MEMBER, PaneMode.OBSERVING)


class Work(QObject):
    """The longest piece of work of the GUI thread, in milliseconds of its own processor time: what a busy machine does not stretch."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def _on_timeout(self) -> None:
        now = time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


class Field:
    """The window and what the test asks of it."""

    def __init__(self, desk: Desk, hooks: CrashHooks, book: LogBook, app: QApplication) -> None:
        self.desk = desk
        self.parts = _parts(desk, Store())
        self.wiring = Hub(desk, self.parts, Intents(self.parts.messages))
        LogWiring(book, self.parts, self.wiring.intents, hooks)
        self.recorder = StallRecorder()
        self.work = Work()
        self.app = app
        self.told = ""
        self.parts.window.show()
        self.parts.window.show_desk()

    async def command(self, line: str) -> bool:
        """Do what a line says; return whether to go on."""
        verb, _, rest = line.partition(" ")
        match verb:
            case "begin":
                await self.begin(*rest.split())
            case "send":
                self.desk.send(SendPlan(topic=rest, value='{"n": {{ seq }}}', count=1))
            case "stream":
                topic, count, every = rest.split()
                self.desk.send(SendPlan(topic=topic, value="{}", count=int(count), every_ms=int(every), mode=Mode.PIPELINED))
            case "press":
                widget = next(w for w in self.parts.grid.panes() if w.state.name == rest)
                widget.restart.click()
            case "rounds":
                await self.rounds(int(rest))
            case "shot":
                self.parts.window.grab().save(rest)
            case "gap":
                self.recorder.start()
                self.work.longest_ms = 0.0
            case "quit":
                return False
        return True

    async def begin(self, topic: str, group: str) -> None:
        """Two members of a group and an observer."""
        await self.desk.create_topic(topic, 4)
        self.parts.producer.set_topic(topic)
        panes = [self.desk.add_pane() for _ in range(3)]
        for pane in panes[:2]:
            await self.desk.join(pane, ReadPlan(topic=topic, group=group, start=Start(StartKind.EARLIEST)), confirmed=True)
        self.desk.observe(panes[2], topic, Start(StartKind.EARLIEST))
        await self.desk.until(lambda: all(self.desk.panes[p].mode in READY for p in panes), 20)
        self.recorder.start()

    async def rounds(self, count: int) -> None:
        """Open, use and close a pane and a connection, so many times."""
        topic = self.parts.producer.editor.plan().topic
        bootstrap = self.desk.connection.bootstrap
        for n in range(count):
            pane = self.desk.add_pane()
            if n % 2:
                self.desk.observe(pane, topic, Start(StartKind.EARLIEST))
            else:
                await self.desk.join(pane, ReadPlan(topic=topic, group=f"{topic}-rounds", start=Start(StartKind.EARLIEST)), confirmed=True)
            await self.desk.until(lambda pane=pane: self.desk.panes[pane].mode in READY, 20)  # type: ignore[misc]
            self.desk.close_pane(pane)
            await self.desk.disconnect()
            await self.desk.connect(bootstrap)
            await self.desk.connected()
        await self.desk._connection.closed()

    def snapshot(self) -> dict[str, Any]:
        """Return what the window shows."""
        desk = self.desk
        shown = {widget.pane: widget for widget in self.parts.grid.panes()}
        pids = desk._processes.pids()
        log = desk.sends.log
        return {
            "phase": desk.connection.phase.value,
            "bar": state_text(desk.connection),
            "messages": self.parts.messages.texts(),
            "panes": {
                state.name: {
                    "mode": state.mode.value,
                    "notice": "" if pane not in shown else shown[pane].notice.text(),
                    "status": "" if pane not in shown else shown[pane].header.status.text(),
                    "rescue": pane in shown and not shown[pane].restart.isHidden(),
                    "partitions": state.partitions,
                    "received": state.received,
                    "pid": pids.get(pane),
                }
                for pane, state in desk.panes.items()
            },
            "verdicts": {verdict.value: count for verdict, count in log.totals().items()},
        }

    async def tell(self) -> None:
        """Print a snapshot whenever it differs from the last one."""
        while True:
            seen = self.snapshot()
            text = json.dumps(seen, sort_keys=True)
            if text != self.told:
                self.told = text
                self.say(seen)
            await asyncio.sleep(LOOK_S)

    def say(self, seen: dict[str, Any], **more: object) -> None:
        """Print a snapshot."""
        gap = self.recorder.percentile(1) or 0.0
        line = json.dumps(
            {
                **seen,
                **more,
                "at": time.monotonic(),
                "gap_ms": gap,
                "work_ms": self.work.longest_ms,
                "threads": [t.name for t in threading.enumerate()],
            }
        )
        print(line, flush=True)


async def main(app: QApplication, hooks: CrashHooks, closing: asyncio.Event) -> int:
    del closing  # the test ends it by a word or by its pipe
    theme.apply(app, "light")
    book = LogBook()
    end = logs.keep_in(book)
    desk = Desk(logbook=book)
    field = Field(desk, hooks, book, app)
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.strip())
        loop.call_soon_threadsafe(lines.put_nowait, "quit")

    threading.Thread(target=listen, name="commands", daemon=True).start()
    await desk.connect(sys.argv[1])
    telling = asyncio.ensure_future(field.tell())
    while True:
        line = await lines.get()
        go_on = await field.command(line)
        field.say(field.snapshot(), done=line)
        if not go_on:
            break
    telling.cancel()
    field.recorder.stop()
    field.wiring.close()
    await field.wiring.intents.close()
    await desk.close()
    field.parts.window.close_now()
    field.parts.window.deleteLater()
    end()
    print(json.dumps({"log": [entry.as_text() for entry in book.entries()]}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(_run(main))
