"""Connects the widgets' signals to calls to the desk, and the desk's events to models and widgets."""

import contextlib

from PySide6.QtCore import QObject, QTimer

from kafkadesk.app.intents import CONNECTION_KEY, Intents
from kafkadesk.app.panes.consumer import PaneWiring
from kafkadesk.app.panes.producer import ProducerWiring
from kafkadesk.app.panes.rows import RowWiring
from kafkadesk.app.views.flow import FlowWiring
from kafkadesk.app.views.lag import LagWiring
from kafkadesk.app.views.rebalances import RebalanceWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.producer import PYTHON
from kafkadesk.core.actions.window import ADD_CONSUMER
from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.delivery import Delivery, SendPlan, Verdict
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import (
    ConnectionChanged,
    DeliveriesChanged,
    DeskEvent,
    GroupChanged,
    Notice,
    NoticeLevel,
    PaneChanged,
    ProgressChanged,
    RecordsArrived,
    SurveyChanged,
    TopicsChanged,
    Unreadable,
)
from kafkadesk.core.focus import Focus
from kafkadesk.core.python_script import producer_script
from kafkadesk.core.state import READING, Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.sends.send_run import stopped_words
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.producer.producer_actions import ObserveFrom
from kafkadesk.widgets.window.create_topic_dialog import CreateTopicDialog
from kafkadesk.widgets.window.message_bar import Message
from kafkadesk.widgets.window.python_dialog import PythonDialog

REFRESH_MS = 200  # matrix: five times a second is as fast as one can read


class Hub(QObject):
    """Connects one desk with one window's parts, both ways."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._parts = parts
        self.intents = intents
        self.rows = RowWiring(parts.producer, intents, self)
        self.panes = PaneWiring(desk, parts.grid, parts.colors, intents=intents, topic=self._topic, rows=self.rows)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        self.composing = ProducerWiring(desk, parts, intents)
        self.flow = FlowWiring(desk, parts, topic=self._topic)
        self.rebalances = RebalanceWiring(desk, parts, intents)
        self.lag = LagWiring(desk, parts, intents)
        self._connect_producer()
        self._connect_selection()
        parts.bar.commands.bind(ADD_CONSUMER, lambda: intents.attempt(desk.add_pane))
        self._shown_state: tuple[Phase, str | None] | None = None
        parts.producer.deliveries.why.doctor_requested.connect(intents.ask_doctor)
        intents.doctor_offered.connect(self._offer_doctor)
        self._stop = desk.listen(self._on_event)
        self._on_connection()

    def close(self) -> None:
        self._stop()
        self.panes.outage.close()
        self.flow.close()
        self.rebalances.close()
        self.lag.close()
        self._refresh.stop()

    def _offer_doctor(self) -> None:
        self._parts.producer.deliveries.why.offer_doctor()

    # producer

    def _connect_producer(self) -> None:
        producer, desk = self._parts.producer, self._desk
        producer.send_requested.connect(self._send)
        producer.stop_requested.connect(desk.stop_send)
        producer.topic_selected.connect(self._on_topic)
        producer.create_topic_requested.connect(lambda name, partitions: self.intents.start(self._create(name, partitions), "create topic"))
        producer.create_dialog_requested.connect(self._ask_topic)
        producer.observe_from_requested.connect(lambda *record: self.intents.start(desk.observe_at(*record), "observe from"))
        producer.commands.bind(PYTHON, self._show_python)

    def _send(self, plan: SendPlan) -> None:
        self._parts.callouts.dismiss()  # what it asked for is done, by whatever key
        if self.intents.attempt(self._desk.send, plan):
            for key in ("send", "stopped"):
                self._parts.messages.dismiss(key)

    def _topic(self) -> str:
        return self._parts.producer.editor.plan().topic

    def _on_topic(self, topic: str) -> None:
        self.intents.start(self._desk.prepare_topic(topic), "prepare topic")
        self._available()

    def _ask_topic(self, typed: str) -> None:
        dialog = CreateTopicDialog(typed, taken=frozenset(self._desk.topics), parent=self._parts.window)
        dialog.accepted.connect(lambda: self.intents.start(self._create(dialog.topic(), dialog.partitions()), "create topic"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def _create(self, name: str, partitions: int) -> None:
        await self._desk.create_topic(name, partitions)
        self._parts.producer.set_topic(name)

    def _show_python(self) -> None:
        with contextlib.suppress(UserError):
            state = self._desk.connection
            PythonDialog(
                producer_script(self._parts.producer.editor.plan(), parse_bootstrap(state.bootstrap), state.security), self._parts.window
            ).open()

    # selection

    def _connect_selection(self) -> None:
        parts = self._parts
        parts.grid.message_selected.connect(self._highlight)
        parts.matrix.message_selected.connect(self._highlight)
        parts.producer.delivery_selected.connect(self._on_delivery_selected)

    def _on_delivery_selected(self, number: int) -> None:
        delivery = self._desk.sends.log.get(number)
        if delivery is not None and delivery.partition is not None and delivery.offset is not None:
            self._highlight(delivery.topic, delivery.partition, delivery.offset)

    def _highlight(self, topic: str, partition: int, offset: int) -> None:
        self._parts.grid.highlight(topic, partition, offset)
        self._parts.matrix.highlight(topic, partition, offset)
        self.flow.choose(Focus(topic=topic, partition=partition, offset=offset))
        number = self._desk.ledger.number_of(topic, partition, offset)
        if number is not None:
            self._parts.producer.deliveries.select(number)

    # the desk's events

    def _on_event(self, event: DeskEvent) -> None:
        match event:
            case RecordsArrived():
                self.panes.records(event)
            case PaneChanged(pane=pane):
                self.panes.pane_changed(pane)
                self._available()
            case DeliveriesChanged(numbers=numbers):
                self._parts.deliveries.changed(numbers, settled=bool(numbers) and self._is_final(numbers[-1]))
                self.panes.numbers_changed()
                if numbers:  # none: only how the open ones stand
                    self._show_last(numbers[-1])
            case ProgressChanged(send_id=send_id):
                self._parts.producer.update_progress(progress := self._desk.sends.progress[send_id])
                if progress.stopped:
                    self._parts.messages.show_message(Message(text=stopped_words(progress), key="stopped"))
            case ConnectionChanged():
                self._on_connection()
            case TopicsChanged():
                self._parts.producer.set_topics(tuple(t for t in self._desk.topics.values() if not t.internal))
                self._available()
            case Unreadable():
                self.panes.unreadable(event)
            case Notice():
                self._parts.messages.show_message(
                    Message(text=event.text, hint=event.hint, level=event.level, key=event.key, details=event.details)
                )
            case GroupChanged() | SurveyChanged():
                pass  # shown with the next refresh, and by the places
        if not self._refresh.isActive():
            self._refresh.start()

    def _on_connection(self) -> None:
        state = self._desk.connection
        self._parts.bar.set_state(state)
        self._parts.producer.set_connection(state)
        self.panes.outage.update(state.phase, self._desk.panes)
        messages = self._parts.messages
        now = (state.phase, None if state.error is None else render(state.error.title))
        if now == self._shown_state:
            pass  # only another try: a banner that was closed stays closed
        elif state.error is not None:
            level = NoticeLevel.WARNING if state.phase is Phase.PARTLY else NoticeLevel.ERROR
            self.intents.show(
                state.error, Message(text=state.error.title, hint=state.error.hint, level=level, key=CONNECTION_KEY, details=True)
            )
        else:
            messages.dismiss(CONNECTION_KEY)
        self._shown_state = now
        self._available()

    def _available(self) -> None:
        """Show in the panes why they cannot read now."""
        reason = None
        if not self._desk.connection.phase.usable:
            reason = Text(QT_TRANSLATE_NOOP("core", "Not connected."))
        elif not self._topic():
            reason = Text(QT_TRANSLATE_NOOP("core", "Choose a topic in the producer pane first."))
        no_join = (
            Text(QT_TRANSLATE_NOOP("core", "The profile is read-only: observe, without a group."))
            if self._desk.connection.read_only
            else None
        )
        self.panes.available(None if reason is None else render(reason), None if no_join is None else render(no_join))

    def _is_final(self, number: int) -> bool:
        delivery = self._desk.sends.log.get(number)
        return delivery is not None and delivery.verdict.final

    def _show_last(self, number: int) -> None:
        """Where nobody reads the last send, show that and offer to observe."""
        delivery = self._desk.sends.log.get(number)
        if delivery is None or not delivery.verdict.final:
            return
        if delivery.verdict is Verdict.CONFIRMED and not self._is_read(delivery):
            self._parts.producer.set_sentence(
                Text(
                    QT_TRANSLATE_NOOP("core", "Stored at partition {partition}, offset {offset}. Nobody is reading."),
                    {"partition": delivery.partition, "offset": delivery.offset},
                ),
                ObserveFrom(delivery.topic, delivery.partition or 0, delivery.offset or 0),
            )
        else:
            self._parts.producer.set_sentence(None)

    def _is_read(self, delivery: Delivery) -> bool:
        return any(pane.topic == delivery.topic and pane.mode in READING for pane in self._desk.panes.values())

    def _on_refresh(self) -> None:
        self._parts.matrix.refresh()
