"""What the user composes: topic, key, partition, value, headers and how often it is sent, as one widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kafkadesk.core.compose.fields import Composer, Content, ValueKind
from kafkadesk.core.compose.record_to_form import binary, fitting, has_markup
from kafkadesk.core.delivery import Mode, Partitioning, SendPlan
from kafkadesk.core.errors import InputError
from kafkadesk.core.state import Topic
from kafkadesk.widgets.producer.headers_editor import HeaderRow
from kafkadesk.widgets.producer.payload_editor import PayloadEditor
from kafkadesk.widgets.producer.producer_form import ProducerForm
from kafkadesk.widgets.producer.send_controls import SendControls

Headers = Sequence[tuple[str, bytes | None]]
MOST_PARTITIONS = 1_000  # of a restored choice: a larger number is an error in the file
VALUE_SHARE = 5  # of the height, beside what is added below


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why Send is not possible, and what fixes it, if anything does."""

    reason: str
    action: str = ""
    act: Callable[[], None] | None = None


class ProducerEditor(QWidget):
    """Signals:
    changed: something was changed and checked: plan() or obstacle() may differ.
    edited: state() may differ.
    topic_selected: the topic field now names this existing topic.
    create_requested: create a topic: the name typed so far.
    """

    changed = Signal()
    edited = Signal()
    topic_selected = Signal(str)
    create_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic = ""
        self.form = ProducerForm(self)
        self.payload = PayloadEditor(self)
        self.controls = SendControls(self)
        form = QVBoxLayout()
        form.setContentsMargins(10, 8, 10, 8)
        form.addWidget(self.form)
        self._sending = QVBoxLayout()
        self._sending.setContentsMargins(10, 4, 10, 8)
        self._sending.setSpacing(6)
        self._sending.addWidget(self.controls)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(form)
        self._column.addWidget(self.payload, VALUE_SHARE)
        self._column.addLayout(self._sending)
        self._connect_signals()

    def add_below(self, beside_send: QWidget, rest: QWidget, share: int) -> None:
        """Continue the column: one widget close to Send, and one that shares the height with the value."""
        self._sending.addWidget(beside_send)
        self._column.addWidget(rest, share)

    def plan(self) -> SendPlan:
        """Return what Send would request now."""
        return SendPlan(
            topic=self.form.topic.topic_name(),
            value=self.payload.value(),
            key=self.form.key.key(),
            headers=self.payload.headers.headers(),
            partition=self.form.partition.choice(),
            count=self.controls.count.value(),
            every_ms=self.controls.every.value(),
            mode=self.controls.send_mode(),
            ascii_escaped=self.payload.ascii_escaped(),
            value_encoding=self.payload.kind().encoding,
            key_encoding=self.form.key.kind().encoding,
            header_encodings=self.payload.headers.encodings(),
            templates=self.payload.templates(),
        )

    def obstacle(self) -> Obstacle | None:
        """Return why what is typed cannot be sent; None: it can."""
        name = self.form.topic.topic_name()
        if not name:
            return Obstacle(self.tr("Choose a topic to send to."))
        if self.form.topic.topic() is None:
            reason = self.tr("There is no topic “{topic}”.").format(topic=name)
            return Obstacle(reason, self.tr("Create it"), lambda: self.create_requested.emit(name))
        if self.payload.value() is None and self.form.key.key() is None:
            return Obstacle(self.tr("A null value needs a key: it says which key to forget."))
        if self.form.key.fault():
            return Obstacle(self.form.key.fault())
        if self.payload.fault():
            if self.payload.sendable_as_text():
                return Obstacle(self.payload.fault(), self.tr("Send as text"), lambda: self.payload.set_kind(ValueKind.TEXT))
            return Obstacle(self.payload.fault())
        return None

    def set_topics(self, topics: tuple[Topic, ...]) -> None:
        """Take the cluster's topics; the typed name stays."""
        self.form.topic.set_topics(topics)
        self._on_topic_changed()

    def use_template(self, text: str) -> None:
        """Put a built-in template into the value; the kind follows where the chosen one does not fit."""
        self.payload.set_text(text)
        self.payload.set_templates(True)
        if self.payload.kind() is not ValueKind.TEXT or self.payload.fault():
            self.payload.set_kind(ValueKind.JSON if text.lstrip().startswith(("{", "[")) else ValueKind.TEXT)

    # a record that was read

    def fill(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        """Put a record in, so that Send gives the very same bytes.

        The kinds keep every byte: JSON or text where a person can read it, else hex or base64. {{ is no template then.
        """
        value_kind, value_text = fitting(value)
        key_kind, key_text = fitting(key, json=False, one_line=True)
        self._put((key_kind, key_text), (value_kind, value_text), [_row(name, data) for name, data in headers])
        if self._content() != Content(key, value, tuple(headers)):
            # A field changed its text: Qt does that to some characters that UNTYPABLE does not list. Bytes always pass.
            rows = [_row(name, data, readable=False) for name, data in headers]
            self._put(binary(key) if key else (key_kind, ""), binary(value) if value else (value_kind, ""), rows)
        self.form.topic.set_topic_name(topic)

    def _put(self, key: tuple[ValueKind, str], value: tuple[ValueKind, str], rows: list[HeaderRow]) -> None:
        self.payload.set_templates(not any(has_markup(text) for text in (key[1], value[1], *(row.text for row in rows))))
        self.payload.set_ascii_escaped(False)
        self.payload.headers.set_headers(rows)
        if value[0].typed:  # else the typed text stays, as it does when the kind is chosen by hand
            self.payload.set_text(value[1])
        self.payload.set_kind(value[0])
        self.form.key.set_key(key[1], key[0])

    def _content(self) -> Content | None:
        try:
            return Composer(self.plan()).make(1)
        except InputError:
            return None

    # the next start

    def state(self) -> dict[str, object]:
        """Return everything typed and chosen, as plain values that JSON can store."""
        chosen = self.form.partition.choice()
        return {
            "topic": self.form.topic.topic_name(),
            "key": self.form.key.text(),
            "key_kind": self.form.key.kind().value,
            "partition": (chosen.value if isinstance(chosen, Partitioning) else chosen) if self.form.partition.chosen() else None,
            "value": self.payload.editor.text(),
            "format": self.payload.kind().value,
            "ascii_escaped": self.payload.is_ascii(),
            "templates": self.payload.templates(),
            "headers": [[row.name, row.text, row.kind.value] for row in self.payload.headers.rows()],
            "count": self.controls.count.value(),
            "every_ms": self.controls.every.value(),
            "mode": self.controls.send_mode().value,
        }

    def restore(self, stored: dict[str, object]) -> None:
        """Put in what state() returned; values of a wrong kind (a file edited by hand) are skipped."""
        match stored.get("topic"):
            case str(topic):
                self.form.topic.set_topic_name(topic)
        match stored.get("key"):
            case str(key):
                self.form.key.set_key(key, _kind(stored.get("key_kind"), ValueKind.TEXT))
        match stored.get("partition"):
            case bool():
                pass
            case int(partition) if 0 <= partition < MOST_PARTITIONS:
                self.form.partition.choose(partition)
            case str(name) if name in {p.value for p in Partitioning}:
                self.form.partition.choose(Partitioning(name))
        match stored.get("value"):
            case str(value):
                self.payload.set_text(value)
        self.payload.set_kind(_kind(stored.get("format"), self.payload.kind()))
        match stored.get("mode"):
            case str(name) if name in {m.value for m in Mode}:
                self.controls.set_mode(Mode(name))
        self.payload.set_templates(stored.get("templates") is not False)
        self.payload.set_ascii_escaped(stored.get("ascii_escaped") is True)
        self.payload.headers.set_headers(_headers(stored.get("headers")))
        for name, box in (("count", self.controls.count), ("every_ms", self.controls.every)):
            number = stored.get(name)
            if isinstance(number, int):
                box.setValue(max(box.minimum(), min(number, box.maximum())))  # Qt takes 32 bits

    # helpers

    def _connect_signals(self) -> None:
        self.form.topic.topic_changed.connect(lambda _: self._on_topic_changed())
        self.form.create_requested.connect(self.create_requested)
        for changed in (self.form.changed, self.payload.changed, self.controls.changed):
            changed.connect(self._on_changed)
            changed.connect(self.edited)
        self.form.topic.topic_changed.connect(self.edited)
        self.payload.editor.textChanged.connect(self.edited)  # it is checked after a pause, and stored while one types

    def _on_topic_changed(self) -> None:
        topic = self.form.topic.topic()
        self.form.partition.set_count(0 if topic is None else topic.partitions)
        name = "" if topic is None else topic.name
        if name != self._topic:
            self._topic = name
            if name:
                self.topic_selected.emit(name)
        self._on_changed()

    def _on_changed(self) -> None:
        self.form.key.check(templates=self.payload.templates())
        self.payload.set_key_size(self.form.key.byte_count())
        self.changed.emit()


def _row(name: str, data: bytes | None, *, readable: bool = True) -> HeaderRow:
    kind, text = fitting(data, json=False, one_line=True) if readable or not data else binary(data)
    return HeaderRow(name, text, kind)


def _kind(stored: object, usual: ValueKind) -> ValueKind:
    return ValueKind(stored) if isinstance(stored, str) and stored in {kind.value for kind in ValueKind} else usual


def _headers(stored: object) -> tuple[HeaderRow, ...]:
    found: list[HeaderRow] = []
    for header in stored if isinstance(stored, list) else ():
        match header:
            case [str(name), str(text)]:  # as earlier versions stored them
                found.append(HeaderRow(name, text))
            case [str(name), None]:
                found.append(HeaderRow(name, kind=ValueKind.NULL))
            case [str(name), str(text), kind]:
                found.append(HeaderRow(name, text, _kind(kind, ValueKind.TEXT)))
    return tuple(found)
