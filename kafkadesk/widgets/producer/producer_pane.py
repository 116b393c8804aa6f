"""The producer pane: what to send, where to, how often; and below, what became of every send."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kafkadesk.core.actions.producer import COLLAPSE
from kafkadesk.core.compose.sizes import Limits, TopicSettings
from kafkadesk.core.delivery import SendProgress
from kafkadesk.core.state import ConnectionState, Phase, Topic
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.base.responsive import Responsive
from kafkadesk.widgets.base.sentence_line import SentenceLine
from kafkadesk.widgets.producer.producer_actions import Action, CreateTopic, ObserveFrom, TakeBack
from kafkadesk.widgets.producer.producer_collapsed import ProducerCollapsed
from kafkadesk.widgets.producer.producer_editor import Headers, Obstacle, ProducerEditor
from kafkadesk.widgets.producer.producer_header import ProducerHeader
from kafkadesk.widgets.producer.saved_messages import SavedMessages
from kafkadesk.widgets.producer.tombstone_guard import TombstoneGuard
from kafkadesk.widgets.sends.delivery_view import DeliveryView

LEAST_WIDTH, USUAL_WIDTH, MOST_WIDTH = 300, 345, 720  # pixels at the usual text size; all grow with it
DELIVERIES_SHARE = 6  # of the height, beside VALUE_SHARE
USUAL_LINE = 17  # pixels: a line's height at that size


class ProducerPane(Responsive, QFrame):
    """commands: the actions of core.actions.producer; PREVIEW and PYTHON are bound in app/.

    Signals:
    send_requested: Send was pressed: the SendPlan.
    stop_requested: start no more of the press with this id.
    topic_selected: the topic field names this existing topic now.
    create_topic_requested: name and partition count; asked for in the dialog (see create_dialog_requested) or by a link.
    create_dialog_requested: the + beside the topic: the name typed so far.
    observe_from_requested: topic, partition, offset.
    delivery_selected: the number of the send that the user chose.
    collapsed_changed: whether only Send and the last verdict are shown.
    edited: something of state() may be another one now.
    """

    send_requested = Signal(object)
    stop_requested = Signal(int)
    topic_selected = Signal(str)
    create_topic_requested = Signal(str, int)
    create_dialog_requested = Signal(str)
    observe_from_requested = Signal(str, int, int)
    delivery_selected = Signal(int)
    collapsed_changed = Signal(bool)
    edited = Signal()

    def __init__(self, deliveries: DeliveryTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connection = ConnectionState()
        self._running: dict[int, SendProgress] = {}
        self._sentence: tuple[Text, Action | None] | None = None
        self._settings = TopicSettings()
        self._client_limit: int | None = None
        self._tombstones = TombstoneGuard(self)
        self.saved = SavedMessages(self)
        self.editor = ProducerEditor(self)
        self.commands = self.editor.payload.tools.commands
        self.header = ProducerHeader(self.saved, self.state, self.commands, self)
        self.sentence = SentenceLine(self)
        self.deliveries = DeliveryView(deliveries, self)
        self.collapsed = ProducerCollapsed(self)
        self._lay_out()
        self._connect_signals(deliveries)
        theme.set_role(self, "card")
        self.restyle()
        self._refresh()

    def set_connection(self, connection: ConnectionState) -> None:
        """Take the state of the connection: whether Send can go, and which partitioning is usual there."""
        self._connection = connection
        self.editor.form.partition.set_local(connection.local)
        self._refresh()

    def set_topics(self, topics: tuple[Topic, ...]) -> None:
        """Take the cluster's topics; what was typed stays."""
        self.editor.set_topics(topics)

    def set_client_limit(self, size: int) -> None:
        """Take how large a request of our producer may be, in bytes."""
        self._client_limit = size
        self.set_topic_settings(self._settings)

    def set_topic_settings(self, settings: TopicSettings) -> None:
        """Take what is known of the topic in the topic field."""
        self._settings = settings
        self.editor.payload.set_limits(Limits(topic=settings.max_message_bytes, client=self._client_limit))

    def update_progress(self, progress: SendProgress) -> None:
        """Take how far a press of Send has got."""
        if progress.done:
            self._running.pop(progress.send_id, None)
        else:
            self._running[progress.send_id] = progress
        self.editor.controls.update_progress(next(reversed(self._running.values())) if self._running else None)

    def set_sentence(self, sentence: Text | None, action: Action | None = None) -> None:
        """Show one sentence about the last send, and what can be done about it; None: nothing to say."""
        self._sentence = None if sentence is None else (sentence, action)
        self._refresh()

    def set_topic(self, name: str) -> None:
        """Put a topic into the topic field, such as one that was just created."""
        self.editor.form.topic.set_topic_name(name)

    def fill(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        """Put a record into the pane, so that Send gives the very same bytes; what stood there comes back by a click."""
        before = self.state()
        self.editor.fill(topic, key, value, headers)
        self.set_collapsed(False)
        self.set_sentence(Text(QT_TRANSLATE_NOOP("core", "The record is in the editor, byte for byte.")), TakeBack(before))

    def set_collapsed(self, collapsed: bool) -> None:
        """Show only Send and the last verdict, or everything."""
        if collapsed != self.is_collapsed():
            self.editor.setVisible(not collapsed)
            self.header.setVisible(not collapsed)
            self.collapsed.setVisible(collapsed)
            self.restyle()
            self.collapsed_changed.emit(collapsed)

    def is_collapsed(self) -> bool:
        """Whether only Send and the last verdict are shown."""
        return not self.collapsed.isHidden()

    def preferred_width(self) -> int:
        """Return how wide the pane would like to be, in pixels."""
        return self.collapsed.sizeHint().width() if self.is_collapsed() else round(USUAL_WIDTH * self._scale())

    def state(self) -> dict[str, object]:
        """Return everything typed and chosen, as plain values that JSON can store."""
        return self.editor.state() | {"collapsed": self.is_collapsed()}

    def restore(self, stored: dict[str, object]) -> None:
        """Put in what state() returned; what cannot be used is skipped."""
        self.editor.restore(stored)
        self.set_collapsed(stored.get("collapsed") is True)
        self._refresh()

    def _lay_out(self) -> None:
        self.editor.add_below(self.sentence, self.deliveries, DELIVERIES_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.collapsed, 1)
        self.collapsed.hide()

    def _connect_signals(self, deliveries: DeliveryTable) -> None:
        editor = self.editor
        self.header.template_chosen.connect(editor.use_template)
        self.header.saved_chosen.connect(self._use_saved)
        editor.payload.tools.refused.connect(lambda error: self.set_sentence(error.title))
        self.commands.bind(COLLAPSE, partial(self.set_collapsed, True))
        self.collapsed.expand_requested.connect(lambda: self.set_collapsed(False))
        self.collapsed.send_requested.connect(editor.controls.button.click)
        self.collapsed_changed.connect(self.edited)
        editor.changed.connect(self._refresh)
        editor.edited.connect(self.edited)
        editor.topic_selected.connect(self.topic_selected)
        editor.create_requested.connect(self.create_dialog_requested)
        editor.controls.pressed.connect(self._send)
        editor.controls.stop_requested.connect(self._stop)
        self.deliveries.delivery_selected.connect(self.delivery_selected)
        deliveries.refreshed.connect(self._show_last)

    def _send(self) -> None:
        self.editor.payload.check(now=True)  # the editor checks after a pause: this press counts for what is typed now
        if self.editor.controls.button.isEnabled():
            self._sentence = None
            self._refresh()
            where = {"cluster": self._connection.bootstrap, "key": self.editor.form.key.text()}
            self._tombstones.let_through(self.editor.plan(), self.send_requested.emit, compacted=self._settings.compacted, **where)

    def _stop(self) -> None:
        for send_id in tuple(self._running):
            self.stop_requested.emit(send_id)

    def _use_saved(self, name: str) -> None:
        before = self.state()
        self.restore(before | self.saved.get(name))
        self.set_sentence(Text(QT_TRANSLATE_NOOP("core", "The message “{name}” is in the editor."), {"name": name}), TakeBack(before))

    def _refresh(self) -> None:
        """Show whether Send can go, and the one sentence that matters most now."""
        obstacle = self._connection_obstacle() or self.editor.obstacle()
        why_not = "" if obstacle is None else obstacle.reason
        controls = self.editor.controls
        controls.allow(not why_not, why_not)
        self.collapsed.set_button(controls.button.accessibleName(), why_not)
        if obstacle is not None:
            self.sentence.say(why_not, role="warn", action=obstacle.action, on_action=obstacle.act)
        elif self._sentence is not None:
            sentence, offered = self._sentence
            label, act = self._offer(offered)
            self.sentence.say(render(sentence), role="", action=label, on_action=act)
        else:
            self._say_standing()

    def _connection_obstacle(self) -> Obstacle | None:
        if self._connection.phase is Phase.CONNECTING:
            return Obstacle(self.tr("Connecting: Send waits for the cluster."))
        if self._connection.phase is Phase.DISCONNECTED:
            return Obstacle(self.tr("Not connected to a cluster."))
        if self._connection.read_only:
            return Obstacle(self.tr("The profile is read-only: nothing can be sent."))
        return None

    def _offer(self, action: Action | None) -> tuple[str, Callable[[], None] | None]:
        match action:
            case ObserveFrom(topic, partition, offset):
                return self.tr("Observe from here"), lambda: self.observe_from_requested.emit(topic, partition, offset)
            case CreateTopic(name, partitions):
                return self.tr("{n}-partition topic").format(n=partitions), lambda: self.create_topic_requested.emit(name, partitions)
            case TakeBack(state):
                return self.tr("Bring back what I had"), lambda: self._take_back(state)
            case None:
                return "", None

    def _take_back(self, state: dict[str, object]) -> None:
        self._sentence = None
        self.restore(state)

    def _say_standing(self) -> None:
        """Show what holds for all sends to this topic."""
        form, controls = self.editor.form, self.editor.controls
        topic, chosen = form.topic.topic(), form.partition.choice()
        if topic is not None and topic.partitions == 1:
            action, act = self._offer(CreateTopic(f"{topic.name}-4", 4))
            self.sentence.say(self.tr("Only one member of a group can receive: 1 partition."), action=action, on_action=act)
        elif topic is not None and isinstance(chosen, int) and controls.count.value() > 1:
            said = self.tr("Only one member of a group can receive: all goes to partition {n}.").format(n=chosen)
            self.sentence.say(said, action=self.tr("Spread evenly"), on_action=form.partition.choose_spread)
        else:
            self.sentence.say("")

    def _show_last(self) -> None:
        self.collapsed.set_last(self.deliveries.last_text(), self.deliveries.last_verdict())

    def _scale(self) -> float:
        """Return how much wider than usual the text is."""
        return max(1.0, QFontMetrics(self.font()).height() / USUAL_LINE)

    def restyle(self) -> None:
        if self.is_collapsed():
            self.setFixedWidth(self.collapsed.sizeHint().width())
        else:
            self.setMinimumWidth(round(LEAST_WIDTH * self._scale()))
            self.setMaximumWidth(round(MOST_WIDTH * self._scale()))

    def retranslate(self) -> None:
        self._refresh()
