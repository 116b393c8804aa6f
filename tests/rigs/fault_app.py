"""A real app process in which something fails that nobody handles; prints as JSON what the user then sees.

Arguments: the kinds of fault, with commas; a broker's address, or none: then nothing is sent.
"""

import asyncio
import json
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, qCritical
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.log import LogWiring
from kafkadesk.app.main import _parts, _run
from kafkadesk.app.session.crash_hooks import CrashHooks
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.log.book import LogBook
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.transport.client import logs
from kafkadesk.widgets.base.stall_recorder import StallRecorder

SENDS, EVERY_MS = 60, 20


class Talker(QObject):
    said = Signal()


class Bad(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        raise ValueError("fault in paint password=CANARY")


def fail(kind: str) -> None:
    raise ValueError(f"fault in {kind} password=CANARY")


async def fail_later(kind: str) -> None:
    fail(kind)


def raise_in_slot(talker: Talker) -> None:
    talker.said.connect(lambda: fail("slot"))
    talker.said.emit()


def lost_task() -> None:
    """A task that nobody awaits or keeps: asyncio tells the loop when it is collected."""
    asyncio.get_running_loop().create_task(fail_later("task"))


async def main(app: QApplication, hooks: CrashHooks, closing: asyncio.Event) -> int:
    del closing  # it ends by itself
    book = LogBook()
    end = logs.keep_in(book)
    desk = Desk(logbook=book)
    parts = _parts(desk, Store())
    wiring = Hub(desk, parts, Intents(parts.messages))
    LogWiring(book, parts, wiring.intents, hooks)
    parts.window.show()
    recorder, talker, bad = StallRecorder(), Talker(), Bad()
    faults: dict[str, Callable[[], object]] = {
        "slot": lambda: raise_in_slot(talker),
        "timer": lambda: QTimer.singleShot(0, lambda: fail("timer")),
        "thread": threading.Thread(target=fail, args=("thread",)).start,
        "callback": lambda: asyncio.get_running_loop().call_soon(fail, "callback"),
        "task": lost_task,
        "kept": lambda: wiring.intents.start(fail_later("kept"), "kept"),
        "qt": lambda: qCritical("fault in qt password=CANARY"),
        "paint": bad.show,
    }
    kinds, bootstrap = sys.argv[1].split(","), sys.argv[2] if len(sys.argv) > 2 else None
    told: dict[str, tuple[str, ...]] = {}
    send_id = None
    if bootstrap is not None:
        await desk.connect(bootstrap)
        await desk.connected()
        await desk.create_topic("faults", 1)
        send_id = desk.send(SendPlan(topic="faults", value="{}", count=SENDS, every_ms=EVERY_MS))
    recorder.start()
    for kind in kinds:
        faults[kind]()
        for _ in range(100):
            await asyncio.sleep(0.05)
            if any(f"fault in {kind}" in text for text in parts.messages.texts()):
                break
        told[kind] = parts.messages.texts()
        await asyncio.sleep(0.55)  # the next one is told again from then on
    recorder.stop()
    bad.close()
    if send_id is not None:
        await desk.until(lambda: desk.sends.progress[send_id].done, 30)
    result = {
        "told": told,
        "log": [entry.as_text() for entry in book.entries()],
        "confirmed": None if send_id is None else desk.sends.progress[send_id].confirmed,
        "alive": parts.window.isVisible(),
        "gap_ms": recorder.percentile(1),
    }
    wiring.close()
    await wiring.intents.close()
    await desk.close()
    parts.window.close_now()
    parts.window.deleteLater()
    end()
    print(json.dumps(result))  # for the test
    return 0


if __name__ == "__main__":
    sys.exit(_run(main))
