"""Makes pictures of the window with fed data, no Kafka needed: python tests/shots/fed.py FOLDER [--size WxH]."""

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from kafkadesk.app.window import bind_actions
from kafkadesk.core.compose.template import MONITOR_EVENT
from kafkadesk.core.delivery import Delivery, Verdict
from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.focus import LowerView
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import Broker, ConnectionState, Phase, Topic
from kafkadesk.core.steps import Step, StepReport, StepState
from kafkadesk.core.text import Text
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.base.labels import PlainLabel
from kafkadesk.widgets.lessons.lesson_panel import LessonPage, LessonPanel
from kafkadesk.widgets.places.rail import Rail
from kafkadesk.widgets.producer.producer_actions import ObserveFrom
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from kafkadesk.widgets.window.callout import Callouts
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from kafkadesk.widgets.window.first_run import FirstRun
from kafkadesk.widgets.window.lower_area import LowerArea
from kafkadesk.widgets.window.main_window import MainWindow
from kafkadesk.widgets.window.message_bar import Message, MessageBar

CONNECTED = ConnectionState(
    phase=Phase.CONNECTED,
    bootstrap="127.0.0.1:9092",
    local=True,
    version="4.3",
    brokers=(Broker(node_id=1, host="127.0.0.1", port=9092, reached=True),),
    round_trip_ms=1.2,
)
PARTLY = replace(
    CONNECTED,
    phase=Phase.PARTLY,
    local=False,
    brokers=tuple(Broker(node_id=n, host=f"kafka-node-{n}", port=9092, reached=n != 2) for n in (1, 2, 3)),
)
OUTCOMES = {5: Verdict.REJECTED, 6: Verdict.UNKNOWN, 10: Verdict.IN_FLIGHT}
REASONS = {
    Verdict.REJECTED: Text("There is no partition 7: test-kafka has 0 to 3."),
    Verdict.UNKNOWN: Text("The connection died after the bytes had left: it may have been written."),
}


def deliveries() -> DeliveryLog:
    """Return the ten sends of the drawing."""
    log = DeliveryLog()
    for number in range(1, 11):
        verdict = OUTCOMES.get(number, Verdict.CONFIRMED)
        sure = verdict is Verdict.CONFIRMED
        log.add(
            Delivery(
                number=number,
                send_id=1,
                topic="test-kafka",
                partition=(number - 1) % 4 if sure else 7 if verdict is Verdict.REJECTED else None,
                offset=97 + number if sure else None,
                value_size=143,
                sent_at=float(number),
                wall_ms=1_795_000_000_000 + number * 1137,
                latency_ms={Verdict.CONFIRMED: 2.7 + number / 10, Verdict.UNKNOWN: 30_000.0}.get(verdict),
                verdict=verdict,
                reason=REASONS.get(verdict),
            )
        )
    return log


class Window(MainWindow):
    """The window with its parts at hand; panes and views are blank cards."""

    def __init__(self) -> None:
        self.bar, self.messages, self.first_run, self.lesson = ConnectionBar(), MessageBar(), FirstRun(), LessonPanel()
        self.table = DeliveryTable(deliveries())
        self.producer = ProducerPane(self.table)
        self.strip = PlainLabel("monitoring: each once (7 of 7)")
        self.views = LowerArea({LowerView.MATRIX: blank("matrix"), LowerView.LAG: blank("lag")}, strip=self.strip)
        self.callouts, self.grid = Callouts(), blank("panes")
        super().__init__()
        self.fill(
            bar=self.bar,
            messages=self.messages,
            rail=Rail(),
            first_run=self.first_run,
            producer=self.producer,
            grid=self.grid,
            lower=self.views,
            lesson=self.lesson,
            callouts=self.callouts,
        )
        bind_actions(self, self.bar, self.first_run)
        self.table.setParent(self)
        self.table.refresh()
        self.bar.set_lessons([("promise", "A send is only a promise"), ("fan-out", "Fan-out and load-sharing")])
        self.bar.set_state(CONNECTED)
        self.producer.set_connection(CONNECTED)
        self.producer.set_topics((Topic(name="test-kafka", partitions=4), Topic(name="one", partitions=1)))
        self.producer.set_topic("test-kafka")
        self.producer.editor.payload.set_text(MONITOR_EVENT)
        self.producer.editor.controls.count.setValue(10)
        self.producer.editor.controls.every.setValue(1000)
        self.show_desk()


def blank(name: str) -> QWidget:
    """Return a card that stands for a part of somebody else."""
    label = PlainLabel(name, role="muted")
    theme.set_role(label, "card")
    label.setMinimumHeight(150)
    return label


def shoot(widget: QWidget, path: Path) -> None:
    """Let the widget settle for a moment and keep its picture."""
    until = time.monotonic() + 0.4
    while time.monotonic() < until:
        QApplication.processEvents()
    widget.grab().save(str(path))
    print(path)


def scenes(folder: Path, size: tuple[int, int], label: str) -> None:
    """Make every picture of one size, scheme and language."""
    window = Window()
    window.resize(*size)
    window.show()
    shoot(window, folder / f"desk-{label}.png")
    window.producer.set_sentence(Text("Stored at partition 2, offset 104. Nobody is reading."), ObserveFrom("test-kafka", 2, 104))
    window.bar.set_state(PARTLY)
    window.messages.show_message(
        Message(text=Text("Connected to 2 of 3 brokers. Not reached: kafka-node-2:9092."), level=NoticeLevel.WARNING)
    )
    window.messages.show_message(
        Message(text=Text("Local Kafka ended."), hint=Text("Start it again."), level=NoticeLevel.ERROR, action=Text("Start"))
    )
    window.callouts.point("send", window.producer.editor.controls.button, "Press Send")
    shoot(window, folder / f"trouble-{label}.png")
    window.callouts.dismiss()
    while window.messages.dismiss_newest():
        pass
    window.producer.editor.payload.set_text(MONITOR_EVENT.replace('"10.10.10.1",', '"10.10.10.1"'))
    window.lesson.set_page(
        LessonPage(
            title="4 · Fan-out and load-sharing",
            step=3,
            steps=7,
            text="Consumer 2 has just joined the group monitoring. Its 4 partitions are shared out anew: a rebalance.\n\nLook at the lanes.",
            question="What happens when three more join?",
            choices=("Each gets less", "One stays idle", "Nothing"),
            answer=1,
        )
    )
    shoot(window, folder / f"invalid-{label}.png")
    window.show_lesson(True)
    shoot(window, folder / f"lesson-{label}.png")
    window.show_first_run()
    shoot(window, folder / f"first-{label}.png")
    steps = [
        Step(key=k, name=Text(n), cost=Text(c))
        for k, n, c in (("java", "Java", "43 MB"), ("kafka", "Kafka 4.3", "43 MB"), ("start", "Start", ""))
    ]
    window.first_run.begin(steps)
    window.first_run.update_step(StepReport(step=steps[0], state=StepState.DONE, text=Text("Temurin 25")))
    window.first_run.update_step(StepReport(step=steps[1], state=StepState.RUN, done_bytes=12_300_000, total_bytes=43_000_000))
    shoot(window, folder / f"steps-{label}.png")
    window.first_run.update_step(StepReport(step=steps[1], state=StepState.FAILED, text=Text("no network")))
    error = LocalKafkaError(
        Text("Kafka could not be downloaded: there is no network."), Text("Connect this PC and retry."), retry=True, log_tail=("a", "b")
    )
    window.first_run.failed(error)
    shoot(window, folder / f"failed-{label}.png")
    window.close_now()
    window.deleteLater()
    QApplication.processEvents()


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1680x1020")
    parser.add_argument("--scheme", default="light")
    parser.add_argument("--lang", default="en")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme.apply(app, arguments.scheme)
    i18n.install(app, arguments.lang)
    width, height = map(int, arguments.size.split("x"))
    label = f"{arguments.size}-{arguments.scheme}-{arguments.lang}"
    scenes(arguments.folder, (width, height), label)
    return 0


if __name__ == "__main__":
    sys.exit(main())
