"""The producer pane, fed with values: what Send asks for, and what the pane says."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from kafkadesk.core.actions.producer import FORMAT
from kafkadesk.core.compose.fields import Composer, Content, ValueKind
from kafkadesk.core.compose.template import MONITOR_EVENT
from kafkadesk.core.delivery import Delivery, Encoding, Mode, Partitioning, SendPlan, SendProgress
from kafkadesk.core.events import SendFailed
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.core.state import ConnectionState, Phase, Topic
from kafkadesk.core.text import Text
from kafkadesk.models.delivery_table import DeliveryTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.producer.producer_actions import CreateTopic, ObserveFrom
from kafkadesk.widgets.producer.producer_pane import ProducerPane
from tests.rigs.pace import pace

LOCAL = ConnectionState(phase=Phase.CONNECTED, bootstrap="127.0.0.1:9092", local=True)
REMOTE = ConnectionState(phase=Phase.CONNECTED, bootstrap="kafka-1:9092")
TOPICS = (
    Topic(name="test-kafka", partitions=4),
    Topic(name="one", partitions=1),
    Topic(name="__consumer_offsets", partitions=1, internal=True),
)


@pytest.fixture
def log() -> DeliveryLog:
    return DeliveryLog()


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, log: DeliveryLog) -> ProducerPane:
    theme.apply(qapp, "light")
    table = DeliveryTable(log)
    made = ProducerPane(table)
    table.setParent(made)
    qtbot.addWidget(made)
    made.set_connection(LOCAL)
    made.set_topics(TOPICS)
    made.set_topic("test-kafka")
    made.editor.payload.set_text(MONITOR_EVENT)
    made.show()
    return made


def plan_of(spy: QSignalSpy) -> SendPlan:
    """Return the plan of the last press of Send."""
    plan = spy.at(spy.count() - 1)[0]
    assert isinstance(plan, SendPlan)
    return plan


def test_send_once_is_the_default(qtbot: QtBot, pane: ProducerPane) -> None:
    sent = QSignalSpy(pane.send_requested)
    pane.editor.controls.button.click()
    assert plan_of(sent) == SendPlan(topic="test-kafka", value=MONITOR_EVENT, value_encoding=Encoding.JSON)
    assert pane.editor.controls.button.accessibleName() == "Send"


def test_everything_chosen_is_in_the_plan(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.form.key.set_key("{{ seq }}")
    pane.editor.form.partition.choose(2)
    pane.editor.payload.headers.set_headers((("trace", "1"), ("trace", "2")))
    pane.editor.payload.set_ascii_escaped(True)
    pane.editor.controls.count.setValue(10)
    pane.editor.controls.every.setValue(1000)
    pane.editor.controls.set_mode(Mode.PIPELINED)
    sent = QSignalSpy(pane.send_requested)
    pane.editor.controls.button.click()
    assert plan_of(sent) == SendPlan(
        topic="test-kafka",
        value=MONITOR_EVENT,
        key="{{ seq }}",
        headers=(("trace", "1"), ("trace", "2")),
        partition=2,
        count=10,
        every_ms=1000,
        mode=Mode.PIPELINED,
        ascii_escaped=True,
        value_encoding=Encoding.JSON,
    )
    assert pane.editor.controls.button.accessibleName() == "Send 10"


def test_a_double_click_sends_once(qtbot: QtBot, pane: ProducerPane) -> None:
    sent = QSignalSpy(pane.send_requested)
    pane.editor.controls.button.click()
    pane.editor.controls.button.click()
    assert sent.count() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_sends_from_the_editor(qtbot: QtBot, pane: ProducerPane, key: Qt.Key) -> None:
    sent = QSignalSpy(pane.send_requested)
    pane.activateWindow()
    pane.editor.payload.editor.setFocus()
    qtbot.waitUntil(pane.editor.payload.editor.hasFocus)
    QTest.keyClick(pane.editor.payload.editor, key, Qt.KeyboardModifier.ControlModifier)
    assert sent.count() == 1
    assert pane.editor.payload.editor.toPlainText() == MONITOR_EVENT


def test_send_counts_for_what_stands_there_at_the_press(qtbot: QtBot, pane: ProducerPane) -> None:
    """The editor is checked a moment after the last key; a press in between must not send what was never checked."""
    sent = QSignalSpy(pane.send_requested)
    pane.editor.payload.editor.setPlainText('{"seq": }')
    pane.editor.controls.button.click()
    assert sent.count() == 0
    assert pane.sentence.text() == "line 1, column 9: " + pane.editor.payload.fault().split(": ", 1)[1]


def said(pane: ProducerPane) -> tuple[bool, str, str]:
    """Return whether Send can be pressed, the sentence, and the link beside it."""
    button = pane.sentence.action_button()
    return pane.editor.controls.button.isEnabled(), pane.sentence.text(), "" if button.isHidden() else button.text()


def test_why_send_cannot_go(qtbot: QtBot, pane: ProducerPane) -> None:
    assert said(pane) == (True, "", "")
    pane.set_topic("")
    assert said(pane) == (False, "Choose a topic to send to.", "")
    pane.set_topic("nope")
    assert said(pane) == (False, "There is no topic “nope”.", "Create it")
    pane.set_topic("test-kafka")
    pane.editor.payload.set_kind(ValueKind.NULL)
    assert said(pane) == (False, "A null value needs a key: it says which key to forget.", "")
    pane.editor.form.key.set_key("k1")
    assert said(pane) == (True, "", "")
    pane.set_connection(ConnectionState())
    assert said(pane) == (False, "Not connected to a cluster.", "")
    pane.set_connection(ConnectionState(phase=Phase.CONNECTING))
    assert said(pane) == (False, "Connecting: Send waits for the cluster.", "")


def test_what_is_not_json_can_go_as_text(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("Hello kafka {{ seq }}")
    allowed, sentence, action = said(pane)
    assert (allowed, action) == (False, "Send as text")
    assert sentence.startswith("line 1, column 1: ")
    pane.sentence.action_button().click()
    assert said(pane) == (True, "", "")
    assert pane.editor.plan().value == "Hello kafka {{ seq }}"


def test_a_template_that_cannot_work_cannot_go_as_text_either(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text("{{ nobody }}")
    allowed, _, action = said(pane)
    assert (allowed, action) == (False, "")


def test_the_faulty_line_is_marked(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text('{\n  "a": 1\n  "b": 2\n}')
    assert pane.editor.payload.editor.marked_line() == 3
    marked = [s.cursor.blockNumber() + 1 for s in pane.editor.payload.editor.extraSelections()]
    assert set(marked) == {3}
    pane.editor.payload.set_text('{"a": 1}')
    assert pane.editor.payload.editor.marked_line() is None


def test_a_template_keeps_the_typed_text_in_undo(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.editor.setPlainText('{"mine": 1}')
    pane.header.template_chosen.emit("{}")
    assert pane.editor.payload.editor.toPlainText() == "{}"
    pane.editor.payload.editor.undo()
    assert pane.editor.payload.editor.toPlainText() == '{"mine": 1}'


def test_the_topic_field(qtbot: QtBot, pane: ProducerPane) -> None:
    selected = QSignalSpy(pane.topic_selected)
    pane.set_topic("tes")
    pane.set_topics((*TOPICS, Topic(name="another", partitions=2)))
    assert pane.editor.form.topic.topic_name() == "tes"  # typed text survives new topics
    pane.set_topic("another")
    assert [selected.at(i)[0] for i in range(selected.count())] == ["another"]
    listed = [pane.editor.form.topic.itemText(i) for i in range(pane.editor.form.topic.count())]
    assert listed == ["another", "one", "test-kafka"]
    assert pane.editor.form.partition.count() == 2 + 2


def test_what_is_usual_on_the_cluster_until_the_user_chooses(qtbot: QtBot, pane: ProducerPane) -> None:
    assert pane.editor.plan().partition is Partitioning.SPREAD
    pane.set_connection(REMOTE)
    assert pane.editor.plan().partition is Partitioning.AUTOMATIC
    pane.editor.form.partition.choose(3)
    pane.set_connection(LOCAL)
    assert pane.editor.plan().partition == 3
    pane.set_topic("one")  # has no partition 3
    assert pane.editor.plan().partition is Partitioning.SPREAD


def test_one_partition_gets_one_line(qtbot: QtBot, pane: ProducerPane) -> None:
    asked = QSignalSpy(pane.create_topic_requested)
    pane.set_topic("one")
    assert said(pane) == (True, "Only one member of a group can receive: 1 partition.", "4-partition topic")
    pane.sentence.action_button().click()
    assert asked.at(0) == ["one-4", 4]


def test_many_sends_to_one_partition_get_one_line(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.form.partition.choose(2)
    assert said(pane) == (True, "", "")
    pane.editor.controls.count.setValue(10)
    assert said(pane) == (True, "Only one member of a group can receive: all goes to partition 2.", "Spread evenly")
    pane.sentence.action_button().click()
    assert said(pane) == (True, "", "")
    assert pane.editor.plan().partition is Partitioning.SPREAD


def test_after_a_send_that_nobody_reads(qtbot: QtBot, pane: ProducerPane) -> None:
    asked = QSignalSpy(pane.observe_from_requested)
    pane.set_sentence(
        Text("Stored at partition {p}, offset {o}. Nobody is reading.", {"p": 2, "o": 104}), ObserveFrom("test-kafka", 2, 104)
    )
    assert said(pane) == (True, "Stored at partition 2, offset 104. Nobody is reading.", "Observe from here")
    pane.sentence.action_button().click()
    assert asked.at(0) == ["test-kafka", 2, 104]
    pane.set_sentence(Text("x"), CreateTopic("t-4", 4))
    assert said(pane) == (True, "x", "4-partition topic")
    pane.editor.controls.button.click()  # the next send: the sentence was about the last one
    assert said(pane) == (True, "", "")


def progress(send_id: int, settled: int, *, planned: int = 10, done: bool = False) -> SendProgress:
    return SendProgress(
        send_id=send_id, name=None, topic="t", mode=Mode.CONFIRM, planned=planned, started=settled, resolved=settled, confirmed=settled,
        seconds=1.0, requests=None, done=done,
    )  # fmt: skip


def test_progress_and_stop(qtbot: QtBot, pane: ProducerPane) -> None:
    stopped = QSignalSpy(pane.stop_requested)
    assert pane.editor.controls.stop.isHidden()
    pane.update_progress(progress(7, 3))
    pane.update_progress(progress(8, 1))
    assert not pane.editor.controls.stop.isHidden()
    pane.editor.controls.stop.click()
    assert [stopped.at(i)[0] for i in range(stopped.count())] == [7, 8]
    pane.update_progress(progress(7, 3, done=True))
    pane.update_progress(progress(8, 1, done=True))
    assert pane.editor.controls.stop.isHidden()


def test_a_press_that_waits_for_room_says_how_many_are_open(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.update_progress(replace(progress(7, 300, planned=100_000), held=10_000))
    assert pane.editor.controls._done.text() == "300 of 100 000 · waits: 10 000 open"
    pane.update_progress(progress(7, 301, planned=100_000))
    assert pane.editor.controls._done.text() == "301 of 100 000"
    pane.update_progress(replace(progress(7, 0, planned=1), held=10_000))
    assert not pane.editor.controls.stop.isHidden(), "even a single send can be given up while it waits"


def test_a_single_send_shows_no_progress(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.update_progress(progress(1, 0, planned=1))
    assert pane.editor.controls.stop.isHidden()


def test_all_that_was_typed_comes_back(qtbot: QtBot, pane: ProducerPane, log: DeliveryLog) -> None:
    pane.set_topic("typed-only")
    pane.editor.form.key.set_key("键 {{ seq }}")
    pane.editor.form.partition.choose(6)
    pane.editor.payload.set_text('{"half": ')
    pane.editor.payload.set_kind(ValueKind.TEXT)
    pane.editor.payload.set_ascii_escaped(True)
    pane.editor.payload.headers.set_headers((("a", ""), ("a", None)))
    pane.editor.controls.count.setValue(12)
    pane.editor.controls.every.setValue(34)
    pane.editor.controls.set_mode(Mode.FORGET)
    pane.set_collapsed(True)
    kept = json.loads(json.dumps(pane.state()))
    table = DeliveryTable(log)
    other = ProducerPane(table)
    table.setParent(other)
    qtbot.addWidget(other)
    other.restore(kept)
    assert other.state() == pane.state()
    assert other.editor.plan() == pane.editor.plan()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"topic": 3, "partition": True, "headers": "x", "count": "many", "mode": "?", "format": None}, {"headers": [[1, 2], ["a"]]}],
)
def test_a_kept_state_edited_by_hand_is_passed_over(qtbot: QtBot, pane: ProducerPane, wrong: dict[str, object]) -> None:
    before = pane.editor.plan()
    pane.restore(wrong)
    assert pane.editor.plan() == before


def test_collapsed_it_still_sends_and_says_the_last_verdict(qtbot: QtBot, pane: ProducerPane, log: DeliveryLog) -> None:
    sent = QSignalSpy(pane.send_requested)
    pane.set_collapsed(True)
    assert pane.width() < 200
    pane.collapsed.send_requested.emit()
    assert sent.count() == 1
    log.add(Delivery(number=4, send_id=1, topic="test-kafka", partition=None, sent_at=0.0, wall_ms=0))
    log.apply(SendFailed(number=4, may_be_written=False, reason=Text("no"), at=0.0))
    pane.deliveries.model().refresh()
    assert pane.deliveries.last_text() == "#4 · ✗ rejected"


def test_the_reason_of_the_chosen_send_is_told_in_full(qtbot: QtBot, pane: ProducerPane, log: DeliveryLog) -> None:
    chosen = QSignalSpy(pane.delivery_selected)
    for number in (1, 2):
        log.add(Delivery(number=number, send_id=1, topic="test-kafka", partition=None, sent_at=0.0, wall_ms=0))
    log.apply(SendFailed(number=1, may_be_written=False, reason=Text("There is no partition 7: <b>test-kafka</b> has 0 to 3."), at=0.0))
    pane.deliveries.model().refresh()
    pane.deliveries.select(1)
    assert pane.deliveries.reason() == "#1: There is no partition 7: <b>test-kafka</b> has 0 to 3."
    assert chosen.count() == 0  # chosen by the program, not by the user


def test_headers_are_edited_in_place(qtbot: QtBot, pane: ProducerPane) -> None:
    editor = pane.editor.payload.headers
    editor.type(0, "trace", "{{ uuid }}")
    editor.type(1, "trace", "2")
    assert editor.headers() == (("trace", "{{ uuid }}"), ("trace", "2"))
    editor.type(0, "", "")
    assert editor.headers() == (("trace", "2"),)


def test_five_deliveries_are_visible_in_the_lowest_window(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.set_sentence(Text("Stored at partition 2, offset 104. Nobody is reading."), ObserveFrom("test-kafka", 2, 104))
    pane.resize(300, 640 - 42 - 16)  # less the bar and the margins
    qtbot.waitUntil(lambda: pane.height() == 582)
    table = pane.deliveries.findChildren(QTableView)[0]
    assert table.viewport().height() // table.verticalHeader().defaultSectionSize() >= 5


def test_no_text_field_takes_markup(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.set_topic("<b>bold</b>")
    assert pane.sentence.text() == "There is no topic “<b>bold</b>”."
    assert all(edit.text() != "bold" for edit in pane.findChildren(QLineEdit))


def test_a_null_header_is_refused_in_words_before_anything_is_sent(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.headers.set_headers((("trace", "1"), ("gone", None)))
    assert said(pane) == (False, "The header gone is null: the Kafka client can only send headers with a value.", "")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
parts = st.one_of(
    st.none(),
    st.binary(max_size=40),
    texts.map(str.encode),
    st.sampled_from([b"", b"{{ seq }}", b"{", b'{"a": [1.50, "\\u00e9"]}', b"a\r\nb"]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=parts, value=parts, headers=st.lists(st.tuples(texts, parts), max_size=3))
def test_a_record_put_back_into_the_pane_gives_the_same_bytes(
    qapp: QApplication, pane: ProducerPane, key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    pane.fill("test-kafka", key, value, headers)
    assert Composer(pane.editor.plan()).make(7) == Content(key, value, tuple(headers))


def test_a_record_put_into_the_pane_takes_nothing_away_for_good(qtbot: QtBot, pane: ProducerPane) -> None:
    pane.editor.payload.set_text('{"mine": {{ seq }}}')
    pane.editor.form.key.set_key("my key")
    before = pane.state()
    pane.fill("one", b"\xff", b'{"ready": "{{ seq }}"}', (("h", b"\x00"),))
    assert pane.editor.plan() == SendPlan(
        topic="one",
        value='{"ready": "{{ seq }}"}',
        value_encoding=Encoding.JSON,
        key="ff",
        key_encoding=Encoding.HEX,
        headers=(("h", "00"),),
        header_encodings=(Encoding.HEX,),
        templates=False,
        partition=Partitioning.SPREAD,
    )
    assert said(pane) == (True, "The record is in the editor, byte for byte.", "Bring back what I had")
    pane.sentence.action_button().click()
    assert pane.state() == before


HOSTILE = (
    "{{ 1|round(-100000000) }}",
    "{% for i in range(90000) %}{% if i is divisibleby(7) %}{{ i }}{% endif %}{% endfor %}" * 3,
    "{% set a = 'x' * 999999 %}" + "{% if a|upper == a %}{% endif %}" * 900,
)


@pytest.mark.parametrize("template", HOSTILE)
def test_a_hostile_template_in_a_draft_stalls_nothing(qtbot: QtBot, pane: ProducerPane, template: str) -> None:
    draft: dict[str, object] = {"topic": "t", "value": template, "format": "text", "key": template, "headers": [["h", template, "text"]]}
    began = time.thread_time()
    pane.editor.restore(draft)
    assert time.thread_time() - began < 0.25  # of this thread: another one fills it in
    qtbot.waitUntil(lambda: "too large, or takes too long" in pane.editor.payload.fault(), timeout=20_000)
    qtbot.waitUntil(lambda: "too large, or takes too long" in pane.editor.form.key.fault(), timeout=20_000)
    assert not pane.editor.controls.button.isEnabled()
    assert time.thread_time() - began < 1.0


def test_a_template_that_takes_long_is_laid_out_or_refused_at_once(pane: ProducerPane) -> None:
    text = '{"a": "' + "{% for i in range(19000) %}{{ i }}{% endfor %}" + '"}'
    pane.editor.payload.set_text(text)
    before, began = pace(), time.thread_time()
    pane.editor.payload.tools.commands.trigger(FORMAT)
    assert time.thread_time() - began < 0.5 * max(before, pace())
    assert pane.editor.payload.editor.text().replace("\n", "").replace("  ", "") == text or "too long" in pane.sentence.text()


ODD = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(),
        st.text(max_size=9),
        st.sampled_from(("json", "confirm", "{{ 1 // 0 }}")),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=6,
)
NAMES = ("topic", "key", "key_kind", "partition", "value", "format", "ascii_escaped", "templates", "headers", "count", "every_ms", "mode")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=st.dictionaries(st.sampled_from(NAMES), ODD))
@example(draft={"format": [], "key": "k", "key_kind": {}})
@example(draft={"count": 2**70, "every_ms": -(2**70), "headers": [["h", "v", ["text"]]]})
def test_a_draft_with_odd_values_is_restored_as_far_as_it_goes(pane: ProducerPane, draft: dict[str, object]) -> None:
    pane.editor.restore(draft)
    assert set(pane.editor.state()) == set(NAMES)
