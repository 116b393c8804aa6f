"""The shell of the window: what stands where, and how its parts answer."""

import json
import re

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt, QTranslator
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kafkadesk.core.actions.window import LAYOUTS
from kafkadesk.core.errors import AddressError, AuthError, ConnectError
from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.focus import LowerView
from kafkadesk.core.state import Broker, ConnectionState, GroupInfo, GroupMember, Phase
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.base.labels import ElidedLabel, PlainLabel
from kafkadesk.widgets.consumer.group_guard_dialog import GroupChoice, GroupGuardDialog
from kafkadesk.widgets.lessons.lesson_panel import LessonPage, LessonPanel
from kafkadesk.widgets.window.callout import Callouts
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from kafkadesk.widgets.window.create_topic_dialog import CreateTopicDialog
from kafkadesk.widgets.window.message_bar import Message, MessageBar
from kafkadesk.widgets.window.python_dialog import PythonDialog
from kafkadesk.widgets.window.reset_dialog import ResetDialog
from kafkadesk.widgets.window.state_words import state_text
from tests.rigs.menus import item
from tests.shots.fed import CONNECTED, Window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Window:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made, before_close_func=lambda w: w.close_now())
    made.show()
    return made


# the window


def stands_beside(window: Window) -> bool:
    """Whether the first view is beside the others, and so no tab among them."""
    return window.views.findChildren(QTabWidget)[0].tabText(0) != "Who got what"


@pytest.mark.parametrize(("width", "wide"), [(1280, False), (1599, False), (1600, True), (2560, True)])
def test_tabs_below_1600_beside_from_there(qtbot: QtBot, window: Window, width: int, wide: bool) -> None:
    window.resize(width, 900)
    qtbot.waitUntil(lambda: window.width() == width)
    assert stands_beside(window) is wide
    assert window.views.first_is_shown()


def test_the_lowest_window_is_low_enough(qtbot: QtBot, window: Window) -> None:
    for key in "ab":
        window.messages.show_message(Message(text=Text(key), key=key))
    window.resize(1280, 640)
    qtbot.waitUntil(lambda: window.size() == QSize(1280, 640))
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 640


def test_the_strip_stands_in_for_the_matrix(qtbot: QtBot, window: Window) -> None:
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: not stands_beside(window))
    assert not window.strip.isVisible()
    window.views.show_view(LowerView.LAG)
    assert window.strip.isVisible()
    window.resize(1700, 800)
    qtbot.waitUntil(lambda: stands_beside(window))
    assert not window.strip.isVisible()


def test_closing_asks_the_application(qtbot: QtBot, window: Window) -> None:
    asked = QSignalSpy(window.close_requested)
    window.close()
    assert (asked.count(), window.isVisible()) == (1, True)
    window.close_now()
    assert (asked.count(), window.isVisible()) == (1, False)


def test_escape_takes_the_nearest_thing(qtbot: QtBot, window: Window) -> None:
    escaped = QSignalSpy(window.escape_pressed)
    window.messages.show_message(Message(text=Text("m")))
    window.callouts.point("send", window.producer.editor.controls.button, "Press Send")
    for callout, messages, count in ((False, ("m",), 0), (False, (), 0), (False, (), 1)):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert (window.callouts.is_shown(), window.messages.texts(), escaped.count()) == (callout, messages, count)


def test_the_layout_comes_back(qtbot: QtBot, window: Window) -> None:
    window.resize(1300, 800)
    window.views.show_view(LowerView.LAG)
    kept = json.loads(json.dumps(window.state()))
    other = Window()
    qtbot.addWidget(other, before_close_func=lambda w: w.close_now())
    other.place(kept)
    other.restore(kept)
    other.show()
    other.resize(1300, 800)  # the screen of a test is smaller than this, and Qt keeps a window on its screen
    qtbot.waitUntil(lambda: not other.views.first_is_shown())


@pytest.mark.parametrize("wrong", [{}, {"geometry": "?", "across": [0], "down": "x", "lower": {"tab": 9, "sizes": [1]}}, {"geometry": 3}])
def test_a_layout_edited_by_hand_is_passed_over(qtbot: QtBot, window: Window, wrong: dict[str, object]) -> None:
    window.restore(wrong)
    assert window.views.first_is_shown()


def test_text_is_zoomed_and_comes_back(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    usual = qapp.font().pointSizeF()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == usual + 1
    assert window.producer.editor.payload.editor.font().pointSizeF() == usual + 1
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == usual


def test_three_layouts(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    usual = qapp.font().pointSizeF()
    window.resize(1680, 1020)

    def room() -> float:
        return window.grid.height() / window.views.height()

    def choose(name: str) -> tuple[bool, float]:
        window.bar.commands.trigger(LAYOUTS[name])
        QApplication.processEvents()
        return window.producer.is_collapsed(), qapp.font().pointSizeF()

    assert choose("watch") == (True, usual)
    assert room() < 1
    assert choose("class") == (True, usual + 5)
    assert choose("class") == (True, usual + 5)
    assert window.state()["zoomed"] == 5
    assert choose("work") == (False, usual)
    assert room() > 1


def test_a_lesson_takes_the_left_and_gives_it_back(qtbot: QtBot, window: Window) -> None:
    window.resize(1280, 700)
    before = window.producer.width()
    window.show_lesson(True)
    qtbot.waitUntil(lambda: window.lesson.isVisible() and window.producer.width() < 200)
    window.show_lesson(False)
    qtbot.waitUntil(lambda: not window.lesson.isVisible() and abs(window.producer.width() - before) < 40)


# the connection bar


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication) -> ConnectionBar:
    theme.apply(qapp, "light")
    made = ConnectionBar()
    qtbot.addWidget(made)
    made.show()
    return made


def button(bar: ConnectionBar, text: str) -> QPushButton:
    return next(b for b in bar.findChildren(QPushButton) if b.text().startswith(text) and not b.isHidden())


def test_connect_cancel_disconnect_are_one_button(qtbot: QtBot, bar: ConnectionBar) -> None:
    asked = QSignalSpy(bar.connect_requested)
    bar.set_recent(["kafka-1:9092", "kafka-2:9092"])
    button(bar, "Connect").click()
    assert asked.at(0) == ["kafka-1:9092"]
    bar.set_state(ConnectionState(phase=Phase.CONNECTING, bootstrap="kafka-1:9092"))
    with qtbot.waitSignal(bar.cancel_requested):
        button(bar, "Cancel").click()
    bar.set_state(ConnectionState(phase=Phase.TROUBLE, bootstrap="kafka-1:9092"))
    with qtbot.waitSignal(bar.disconnect_requested):
        button(bar, "Disconnect").click()


def shown(bar: ConnectionBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if not label.isHidden()]


def test_a_wrong_address_is_told_below_and_stays(qtbot: QtBot, bar: ConnectionBar) -> None:
    bar.set_address("kafka-1")
    bar.show_address_error(AddressError(Text("“kafka-1” has no port."), Text("Write kafka-1:9092.")))
    assert "“kafka-1” has no port. Write kafka-1:9092." in shown(bar)
    assert bar.address() == "kafka-1"
    bar.set_address("kafka-1:9092")
    assert not any("no port" in text for text in shown(bar))


THREE = tuple(Broker(node_id=n, host=f"kafka-{n}", port=9092, reached=n != 2) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (ConnectionState(), ""),
        (CONNECTED, "127.0.0.1:9092 · Kafka 4.3 · 1 broker · round trip 1 ms"),
        (ConnectionState(phase=Phase.CONNECTED, bootstrap="k:1", brokers=THREE, round_trip_ms=0.4), "k:1 · 3 brokers · round trip < 1 ms"),
        (ConnectionState(phase=Phase.CONNECTING, bootstrap="k:1"), "connecting to k:1 …"),
        (
            ConnectionState(phase=Phase.PARTLY, brokers=THREE, error=ConnectError(Text("x"), Text("These partitions wait: t P1."))),
            "connected to 2 of 3 · not reached: kafka-2:9092 · These partitions wait: t P1.",
        ),
        (
            ConnectionState(phase=Phase.TROUBLE, error=ConnectError(Text("k:1 does not answer."), Text("Go on.")), attempt=3),
            "no connection · tried 3 times",
        ),
        (ConnectionState(phase=Phase.TROUBLE), "no connection"),
        (ConnectionState(error=AuthError(Text("The broker refused this user name."))), "stopped"),
    ],
)
def test_the_state_in_words(state: ConnectionState, text: str) -> None:
    assert state_text(state) == text


def test_local_kafka_is_reset_only_after_a_yes(qtbot: QtBot, bar: ConnectionBar) -> None:
    asked = QSignalSpy(bar.local_reset_requested)
    bar.set_local(running=True, disk_bytes=12_000_000)
    menu = button(bar, "Not connected").menu()
    item(menu, "Reset Local Kafka…").trigger()
    box = bar.findChild(ResetDialog)
    assert box is not None
    assert box.text() == "All topics, records and committed offsets of Local Kafka are deleted (12 MB)."
    box.defaultButton().click()
    assert asked.count() == 0
    qtbot.waitUntil(lambda: bar.findChild(ResetDialog) is None)
    item(menu, "Reset Local Kafka…").trigger()
    box = bar.findChild(ResetDialog)
    assert box is not None
    next(b for b in box.buttons() if b.text() == "Delete it all").click()
    assert asked.count() == 1
    bar.set_local(running=True, disk_bytes=0)
    reset = item(menu, "Reset Local Kafka…")
    assert not reset.isEnabled()
    assert reset.toolTip() == "Local Kafka has no data"


def test_lessons_are_there_when_there_are_any(qtbot: QtBot, bar: ConnectionBar) -> None:
    assert not [b for b in bar.findChildren(QPushButton) if b.text().startswith("Lessons") and not b.isHidden()]
    asked = QSignalSpy(bar.lesson_requested)
    bar.set_lessons([("fan-out", "Fan-out & load-sharing")])
    menu = button(bar, "Lessons").menu()
    item(menu, "Fan-out").trigger()
    assert asked.at(0) == ["fan-out"]


# messages, callouts, labels


def test_a_later_message_replaces_the_one_about_the_same_thing(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message(Message(text=Text("It is {n}.", {"n": 1}), key="a", level=NoticeLevel.ERROR))
    bar.show_message(Message(text=Text("other")))
    bar.show_message(Message(text=Text("It is {n}.", {"n": 2}), key="a", hint=Text("Wait.")))
    assert bar.texts() == ("other", "It is 2. Wait.")
    bar.dismiss("a")
    assert bar.texts() == ("other",)
    for n in range(5):
        bar.show_message(Message(text=Text("m{n}", {"n": n}), key=str(n)))
    assert bar.texts() == ("m4", "m3", "m2")


def test_a_message_has_one_thing_to_do(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_message(Message(text=Text("It ended."), action=Text("Start"), on_action=lambda: done.append("start")))
    next(b for b in bar.findChildren(QPushButton) if b.text() == "Start").click()
    assert done == ["start"]


def test_a_callout_comes_once_and_goes_with_a_click(qtbot: QtBot, window: Window) -> None:
    target = window.producer.editor.controls.button
    assert window.callouts.point("send", target, "Press Send")
    assert window.callouts.is_shown()
    target.click()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    assert not window.callouts.is_shown()
    assert not window.callouts.point("send", target, "Press Send")
    assert not Callouts(window.callouts.seen()).point("send", target, "Press Send")


def test_labels_show_markup_as_it_is(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show()
    label.set_variants("<b>a very long text</b>", "short")
    label.resize(label.fontMetrics().horizontalAdvance("short") + 4, 20)
    assert (label.textFormat(), label.shown()) == (Qt.TextFormat.PlainText, "short")
    assert label.toolTip() == "<qt>&lt;b&gt;a very long text&lt;/b&gt;</qt>"
    label.resize(1000, 20)
    assert (label.shown(), label.toolTip()) == ("<b>a very long text</b>", "")


# dialogs


def test_the_guard_warns_of_a_group_of_the_new_protocol(qtbot: QtBot) -> None:
    others = (GroupMember(member_id="m", client_id="billing", host="10.0.4.17", partitions={}),)
    info = GroupInfo(group="nightly", state="Stable", assignor="uniform", members=others, committed={}, protocol="consumer")
    dialog = GroupGuardDialog(info, others)
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.findChildren(PlainLabel)][-1] == (
        "The group uses Kafka's new consumer protocol (KIP-848). This pane is a classic member: the broker lets it in all the same, "
        "and hands it partitions of the others when they have given them up: within 10 s, as brokers are usually set. They get them "
        "back when it leaves."
    )


def test_the_guard_names_members_and_commits(qtbot: QtBot) -> None:
    info = GroupInfo(group="nightly", state="Stable", assignor="range", members=(), committed={"orders": {0: 97, 1: 12}})
    others = (GroupMember(member_id="m", client_id="billing", host="/10.0.4.17", partitions={}),)
    dialog = GroupGuardDialog(info, others)
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert said == [
        "Group “nightly” belongs to someone else as well.",
        "Member billing on 10.0.4.17",
        "Committed offsets in orders: P0: 97, P1: 12",
        "Joining takes partitions away from these members, and moves the group's committed offsets.",
    ]
    default = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    assert default.text() == "Observe instead"
    default.click()
    assert dialog.choice is GroupChoice.OBSERVE


def test_a_stopped_job_has_no_members_and_is_guarded_all_the_same(qtbot: QtBot) -> None:
    dialog = GroupGuardDialog(GroupInfo(group="g", state="Empty", assignor=None, members=(), committed={"t": {0: 1}}), ())
    qtbot.addWidget(dialog)
    assert "It has no members now, as a job between two runs." in [label.text() for label in dialog.findChildren(PlainLabel)]
    dialog.reject()
    assert dialog.choice is GroupChoice.CANCEL


def test_a_new_topic_needs_a_name_that_kafka_takes(qtbot: QtBot) -> None:
    dialog = CreateTopicDialog("orders", taken=frozenset({"test-kafka"}))
    qtbot.addWidget(dialog)
    ok = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    assert (ok.isEnabled(), dialog.topic(), dialog.partitions()) == (True, "orders", 4)
    for name, fault in (("", ""), ("test-kafka", "This topic exists already."), ("a b", "A topic name cannot contain a space.")):
        dialog.set_topic(name)
        assert (ok.isEnabled(), dialog.fault()) == (False, fault)


def test_the_script_is_copied(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = PythonDialog("print('<b>')")
    qtbot.addWidget(dialog)
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == "print('<b>')"
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy").click()
    assert qapp.clipboard().text() == "print('<b>')"


# lesson and language


def test_a_question_is_answered_before_next(qtbot: QtBot) -> None:
    panel = LessonPanel()
    qtbot.addWidget(panel)
    page = LessonPage(title="t", step=3, steps=7, question="q?", choices=("a", "b"), answer=1)
    panel.set_page(page)
    assert not panel.next_button().isEnabled()
    answered = QSignalSpy(panel.answered)
    panel.choose(0)
    assert (answered.at(0), panel.judgement()) == ([0], "✗ It is: b")
    assert panel.next_button().isEnabled()
    panel.choose(1)
    assert panel.judgement() == "✓ Right."
    panel.set_page(LessonPage(title="t", step=4, steps=7, doing="joining …"))
    assert not panel.next_button().isEnabled()


class Marking(QTranslator):
    """Translates every text to itself in brackets, so that one sees what was translated."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"‹{source}›" if source else ""


def shown_texts(window: Window) -> set[str]:
    """Return what stands on labels, buttons and empty fields, and their tooltips."""
    texts = {label.text() for label in window.findChildren(PlainLabel)}
    texts |= {button.text() for button in window.findChildren(QAbstractButton)}
    texts |= {edit.placeholderText() for edit in window.findChildren(QLineEdit)}
    texts |= {widget.toolTip() for widget in window.findChildren(QWidget)}
    return {text for text in texts if re.search("[A-Za-z]{3}", text)}


NOT_TRANSLATED = re.compile(r"KafkaDesk|panes|matrix|lag|127\.0\.0\.1.*|kafka-1:9092.*|.*pip install.*|monitoring.*|UTF-8 ▾|.* partitions")


def test_every_text_follows_the_language_at_run_time(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    before = shown_texts(window)
    marking = Marking()
    qapp.installTranslator(marking)
    try:
        qapp.processEvents()
        left = {text for text in shown_texts(window) if "‹" not in text and not NOT_TRANSLATED.fullmatch(text)}
    finally:
        qapp.removeTranslator(marking)
    qapp.processEvents()
    assert left == set()
    assert shown_texts(window) == before


def test_the_language_is_installed_and_taken_away(qtbot: QtBot, qapp: QApplication) -> None:
    assert i18n.current_language(qapp) == "en"
    i18n.install(qapp, "zh_CN")
    try:
        assert i18n.current_language(qapp) == "zh_CN"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's own dialogs follow
    finally:
        i18n.install(qapp, "en")
    assert i18n.current_language(qapp) == "en"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
