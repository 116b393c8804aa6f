"""The real application in a process of its own, driven from within by a script of few words, so that it can be killed in earnest.

    python -m tests.kafka.window_process BOOTSTRAP TOPIC COUNT       presses Send once: COUNT records, pipelined
    python -m tests.kafka.window_process BOOTSTRAP                   only looks

Prints one JSON object a line: what stands in the window. Reads from standard input: "send", "close", or nothing.
"""

import asyncio
import json
import sys
import threading

from PySide6.QtWidgets import QApplication

from kafkadesk import app
from kafkadesk.arguments import WindowArguments
from kafkadesk.core.delivery import Mode
from kafkadesk.fault_hooks import FaultHooks
from kafkadesk.widgets.main_window import MainWindow
from kafkadesk.widgets.message_bar import MessageBar
from kafkadesk.widgets.producer_pane import ProducerPane

LOOK_EVERY_S = 0.05
VALUE = '{"seq": {{ seq }}}'


def tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


async def drive(words: "asyncio.Queue[str]", topic: str, count: int) -> None:
    await asyncio.sleep(0)  # the window stands when the application begins to wait
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    (producer,) = window.findChildren(ProducerPane)
    (messages,) = window.findChildren(MessageBar)
    if topic:
        producer.set_topic(topic)
        producer.payload.set_text(VALUE)
        producer.controls.count.setValue(count)
        producer.controls.set_mode(Mode.PIPELINED)
    said: object = None
    while True:
        ready = bool(topic) and producer.controls.button.isEnabled()
        totals = {verdict.value: n for verdict, n in producer.deliveries.model().totals().items()}
        now = {"ready": ready, "totals": totals, "messages": messages.texts()}
        if now != said:
            tell(**now)
            said = now
        match words.get_nowait() if not words.empty() else "":
            case "send":
                producer.controls.button.click()
            case "close":
                window.close()
        await asyncio.sleep(LOOK_EVERY_S)


async def main(qt: QApplication, hooks: FaultHooks) -> int:
    bootstrap, topic, count = (*sys.argv[1:], "", "1")[:3]
    words: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(words.put_nowait, line.strip())

    threading.Thread(target=listen, daemon=True).start()
    window = asyncio.create_task(app._window(qt, hooks, WindowArguments(bootstrap=bootstrap, language="en")))
    driving = asyncio.create_task(drive(words, topic, int(count)))
    driving.add_done_callback(lambda done: done.cancelled() or done.result())
    try:
        return await window
    finally:
        driving.cancel()


if __name__ == "__main__":
    sys.exit(app._run(main))
