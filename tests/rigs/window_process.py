"""The real application in a process of its own, driven from within by a script of few words, so that it can be killed in earnest.

    python -m tests.rigs.window_process BOOTSTRAP [TOPIC]

Prints one JSON object a line: what stands in the window. Reads from standard input: "send COUNT" (pipelined), "every MS",
"close", and in its question "stay" or "stop"; "end session": as the system asks before a user is logged off.
"""

import asyncio
import json
import sys
import threading
import time
from typing import cast

from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QPushButton

from kafkadesk.app import main as app
from kafkadesk.app.session.crash_hooks import CrashHooks
from kafkadesk.app.session.log_off import LogOff
from kafkadesk.arguments import WindowArguments
from kafkadesk.core.delivery import Mode
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from kafkadesk.widgets.producer.send_controls import DEBOUNCE_S
from kafkadesk.widgets.window.exit_dialog import ExitDialog
from kafkadesk.widgets.window.main_window import MainWindow
from kafkadesk.widgets.window.message_bar import MessageBar

LOOK_EVERY_S = 0.05
VALUE = '{"seq": {{ seq }}}'


class SystemAsks:
    """Stands in for QSessionManager, which only Qt can make."""

    cancelled = False

    def allowsInteraction(self) -> bool:
        return True

    def cancel(self) -> None:
        self.cancelled = True


def tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def dialogs() -> list[ExitDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ExitDialog) and w.isVisible()]


def dialog_text() -> str:
    return "".join(dialog.windowTitle() for dialog in dialogs())


def press(text: str) -> None:
    [button] = [b for dialog in dialogs() for b in dialog.findChildren(QPushButton) if b.text() == text]
    button.click()


async def drive(words: "asyncio.Queue[str]", topic: str) -> None:
    await asyncio.sleep(0)  # the window stands when the application begins to wait
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    (producer,) = window.findChildren(ProducerPane)
    (messages,) = window.findChildren(MessageBar)
    if topic:
        producer.set_topic(topic)
        producer.editor.payload.set_text(VALUE)
        producer.editor.controls.set_mode(Mode.PIPELINED)
    said: object = None
    pressed_at = 0.0
    while True:
        ready = bool(topic) and producer.editor.controls.button.isEnabled() and time.monotonic() - pressed_at > DEBOUNCE_S
        totals = {verdict.value: n for verdict, n in producer.deliveries.model().totals().items()}
        now = {"ready": ready, "totals": totals, "messages": messages.texts(), "dialog": dialog_text()}
        if now != said:
            tell(**now)
            said = now
        match [] if words.empty() else words.get_nowait().split():
            case ["send", count]:
                producer.editor.controls.count.setValue(int(count))
                producer.editor.controls.button.click()
                pressed_at = time.monotonic()
            case ["every", ms]:
                producer.editor.controls.every.setValue(int(ms))
            case ["close"]:
                window.close()
            case ["end", "session"]:
                [asked] = window.findChildren(LogOff)
                system = SystemAsks()
                asked._asked(cast(QSessionManager, system))
                tell(**now, may_end=not system.cancelled)
                said = None
            case ["stay"]:
                press("Do not close")
            case ["stop"]:
                press("Stop the series and close")
        await asyncio.sleep(LOOK_EVERY_S)


async def main(qt: QApplication, hooks: CrashHooks, closing: asyncio.Event) -> int:
    bootstrap, topic = (*sys.argv[1:], "")[:2]
    words: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(words.put_nowait, line.strip())

    threading.Thread(target=listen, daemon=True).start()
    shown = MainWindow()
    shown.show()
    window = asyncio.create_task(app._window(qt, hooks, closing, shown, Store(), WindowArguments(bootstrap=bootstrap, language="en")))
    driving = asyncio.create_task(drive(words, topic))
    driving.add_done_callback(lambda done: done.cancelled() or done.result())
    try:
        return await window
    finally:
        driving.cancel()


if __name__ == "__main__":
    sys.exit(app._run(main))
