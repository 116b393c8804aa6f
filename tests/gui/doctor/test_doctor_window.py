"""The doctor in the real window: it comes up when a connect fails, names the cause, and one click mends it."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.doctor import DoctorWiring
from kafkadesk.app.cluster.hosts import HostsWiring
from kafkadesk.app.panes import outage
from kafkadesk.core.actions.window import DOCTOR
from kafkadesk.core.cluster.profiles import Mechanism, Profile, Protocol, Secrets, Security
from kafkadesk.core.delivery import SendPlan, Verdict
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Advertised, Diagnosis, Finding, ProbeStep, Proved, Stage, judge, verdict_of
from kafkadesk.core.doctor.place import DoctorContext
from kafkadesk.core.doctor.report import Examined
from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.state import PaneMode, Phase
from kafkadesk.core.text import Text
from kafkadesk.desk import connection
from kafkadesk.system.files.settings import Store
from kafkadesk.system.local_kafka.config import HOST, Ports
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.system.profiles.book import ProfileBook
from kafkadesk.transport.client.translate import unknown_name
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog
from kafkadesk.widgets.doctor.doctor_tree import STAGES
from kafkadesk.widgets.window.create_topic_dialog import CreateTopicDialog
from tests.rigs.broker import Broker
from tests.rigs.doctor import UNKNOWN
from tests.rigs.profiles import Window, in_window, keep_picture
from tests.rigs.security import PASSWORD, SecureBroker
from tests.rigs.window import until

OPTIONS_FOR = connection.options_for
pytestmark = pytest.mark.allow_logs(r"^kafka\.")


def named(port: int) -> Callable[[Ports], dict[str, str | int]]:
    return lambda ports: {
        "listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{HOST}:{port},CONTROLLER://{HOST}:{ports.controller}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},NAMED://{UNKNOWN}:{port}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,NAMED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "PLAINTEXT",
    }


def test_a_name_that_nobody_knows_is_mapped_by_one_click(qtbot: QtBot, qapp: QApplication, own_broker: Callable[..., Broker]) -> None:
    port = free_port()
    own_broker(named(port))

    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        bar = window.parts.bar
        bar.set_address(f"{HOST}:{port}")
        await window.desk.connect(bar.address())
        await until(lambda: doctor.dialog is not None and doctor.dialog.box.map.isVisible(), "the doctor did not find the way")
        dialog = doctor.dialog
        assert dialog is not None
        keep_picture(window, "doctor-a1")
        assert f"talk to me as {UNKNOWN}:{port}" in dialog.box.title.text().replace("“", "").replace("”", "")
        assert f"{UNKNOWN} → {HOST}" in dialog.box.note.text()
        assert "A1" in dialog.report()
        dialog.box.copy_lines.click()
        assert QGuiApplication.clipboard().text() == f"{HOST} {UNKNOWN}\n"
        dialog.box.map.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected by the map")
        keep_picture(window, "doctor-mapped")
        await until(lambda: dialog.box.title.text().startswith("Connected"), "it did not say that the map did it")
        assert "Only KafkaDesk is mended" in dialog.box.note.text()
        kept = [p.name_map for p in window.profiles.book.all() if p.name_map]
        assert kept == [((UNKNOWN, HOST),)]
        bar.commands.trigger(DOCTOR)
        await until(lambda: dialog.box.title.text().startswith("Everything is well"), "a healthy cluster was not called so")
        assert "Other programs on this PC need the same names" in dialog.box.means.text()

    in_window(qtbot, qapp, Store(), play)


def test_for_an_unknown_bootstrap_name_an_ip_can_be_tried(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.set_address(f"{UNKNOWN}:{broker.port}")
        dialog = doctor.open()
        await until(lambda: dialog.box.ip.isVisible(), "it did not ask for the IP")
        keep_picture(window, "doctor-d1")
        dialog.box.ip.setText("10.0.0.300")
        dialog.box.try_ip.click()
        assert dialog.box.fault.isVisible()
        assert dialog.box.ip.text() == "10.0.0.300"
        dialog.box.ip.setText(HOST)
        dialog.box.try_ip.click()
        await until(lambda: dialog.box.map.isVisible(), "what was tried and works was not offered")
        assert dialog.box.title.text() == f"The cluster answers at {HOST}: that is the right IP of {UNKNOWN}. It is not kept yet."
        dialog.again.click()
        await until(lambda: dialog.box.ip.isVisible(), "what was only tried was taken for known")
        dialog.box.try_ip.click()
        await until(lambda: dialog.box.map.isVisible(), "what was tried and works was not offered again")
        dialog.box.map.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected by the map")

    in_window(qtbot, qapp, Store(), play)


def test_the_name_that_was_tried_is_mapped_with_the_one_that_the_broker_says(
    qtbot: QtBot, qapp: QApplication, own_broker: Callable[..., Broker]
) -> None:
    """Neither what the user typed nor what the broker then says is known here: one alone would send him in a circle."""
    port, typed = free_port(), "test-kafka.invalid"
    own_broker(named(port))

    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.set_address(f"{typed}:{port}")
        dialog = doctor.open()
        await until(lambda: dialog.box.ip.isVisible(), "it did not ask for the IP")
        dialog.box.ip.setText(HOST)
        dialog.box.try_ip.click()
        await until(lambda: dialog.box.map.isVisible(), "the doctor did not find the way")
        keep_picture(window, "doctor-both-names")
        assert "talk to me as" in dialog.box.title.text()
        assert f"Kafka answers at the IP that you gave:\n✓ {typed} → {HOST}" in dialog.box.note.text()
        assert dialog.box.map.text() == "Map 2 names in KafkaDesk"
        dialog.box.map.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected by the map")
        (kept,) = (p.name_map for p in window.profiles.book.all() if p.name_map)
        assert sorted(kept) == [(UNKNOWN, HOST), (typed, HOST)]

    in_window(qtbot, qapp, Store(), play)


def test_the_doctor_examines_by_the_profile_that_was_made_for_the_address(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.set_address(broker.bootstrap)
        dialog = doctor.open()
        await until(lambda: dialog.again.isEnabled(), "no verdict")
        dialog.box.profile_requested.emit()
        profiles = window.profiles.dialog
        assert profiles is not None
        await until(lambda: profiles.form.name.text() == broker.bootstrap, "no fields")
        profiles.form.name.setText("Rig")
        profiles.save.click()
        await until(lambda: window.profiles.book.named("Rig") is not None, "not saved")
        dialog.again.click()
        assert "profile “Rig”" in dialog.where.text()
        await until(lambda: dialog.again.isEnabled(), "no verdict")
        profiles.close()

    in_window(qtbot, qapp, Store(), play)


def test_a_password_typed_to_connect_is_known_to_the_doctor(qtbot: QtBot, qapp: QApplication, secure_broker: SecureBroker) -> None:
    """There is no keyring, so it is kept nowhere else."""

    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        profile = window.profiles.book.save(secure_broker.profile("LOGIN"))
        window.profiles.connect_to(profile.id, Secrets(password=PASSWORD))
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected")
        dialog = doctor.open()
        await until(lambda: dialog.again.isEnabled(), "no verdict")
        assert dialog.box.title.text().startswith("Everything is well")

    in_window(qtbot, qapp, Store(), play)


def test_an_address_that_cannot_be_read_is_told_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.set_address("kafka:abc")
        dialog = doctor.open()
        assert "“abc” is not a port number" in dialog.box.title.text()
        assert dialog.again.isEnabled()
        dialog.close()

    in_window(qtbot, qapp, Store(), play)


def test_whatever_fails_for_the_connection_calls_the_doctor_by_one_click(
    qtbot: QtBot, qapp: QApplication, own_broker: Callable[..., Broker], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is lost, a send that nobody took, a pane that cannot join: each says why, and leads to the doctor."""
    monkeypatch.setattr(connection, "options_for", lambda *args: replace(OPTIONS_FOR(*args), delivery_deadline_ms=1_500))
    monkeypatch.setattr(outage, "GRACE_S", 0.0)
    broker = own_broker()

    async def play(window: Window) -> None:
        desk, parts = window.desk, window.parts
        doctor = DoctorWiring(desk, parts, window.wiring.intents, window.profiles, HostsWiring(parts, window.wiring.intents))
        await desk.connect(broker.bootstrap)
        await desk.connected()
        await desk.create_topic("orders", 1)
        parts.producer.set_topic("orders")
        pane = desk.add_pane()
        broker.kill()

        # the connection
        await until(lambda: any("refuses connections" in text for text in parts.messages.texts()), "the cause was not said")
        action = next(b for b in parts.messages.findChildren(QPushButton) if b.text() == "Why? Ask the doctor")
        action.setFocus()
        QTest.keyClick(action, Qt.Key.Key_Space)
        dialog = doctor.dialog
        assert dialog is not None
        assert any(why in dialog.asked.text() for why in ("refuses connections", "did not answer in time"))  # as the latest try ended
        await until(lambda: dialog.again.isEnabled(), "no verdict")
        assert f"nothing listens on port {broker.port}" in dialog.box.title.text()
        chosen = dialog.tree.currentItem()
        assert chosen is not None
        assert (chosen.text(0), chosen.text(1)[:1]) == ("port", "✗"), "the line of its finding is chosen"
        keep_picture(window, "doctor-asked")
        dialog.close()

        # a send
        number = desk.send(SendPlan(topic="orders", value="{}"))
        view = parts.producer.deliveries
        await until(lambda: desk.sends.progress[number].done, "no verdict of the send")
        await until(lambda: view.last_verdict() is Verdict.REJECTED, "not shown")
        view.select(1)
        assert view.why.doctor.isVisible()
        table = view.findChild(QTableView)
        assert table is not None
        table.setFocus()
        table.activated.emit(table.currentIndex())  # Enter, or a double click
        assert dialog.isVisible()
        assert dialog.asked.text().startswith("Asked about: #1: It never left this PC")
        dialog.close()

        # a pane, of whose trouble no message for the whole window tells
        desk._panes.panes[pane] = replace(desk.panes[pane], topic="orders", group="billing", mode=PaneMode.FAILED)
        desk._panes.trouble(pane, unknown_name(UNKNOWN, 9092))
        widget = parts.grid.pane(pane)
        assert widget is not None
        assert widget.why.isVisible()
        widget.why.click()
        assert UNKNOWN in dialog.asked.text()
        assert (doctor.place.topic, doctor.place.group) == ("orders", "billing")
        dialog.close()
        desk._panes.trouble(pane, KafkaRefusedError(Text("This user may not use this consumer group.")))
        assert not widget.rescue.isVisible(), "no case for the doctor: the sentence says it all"

    in_window(qtbot, qapp, Store(), play)


def test_a_topic_is_examined_from_the_window_and_the_report_says_for_what_it_stands(
    qtbot: QtBot, qapp: QApplication, broker: Broker
) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.set_address(broker.bootstrap)
        dialog = doctor.open()
        await until(lambda: dialog.box.title.text().startswith("Everything is well"), "a healthy cluster was not called so")
        assert broker.bootstrap in dialog.where.text()
        QTest.keyClicks(dialog.topic, "no-such-topic-in-this-window")
        QTest.keyClick(dialog.topic, Qt.Key.Key_Return)
        await until(lambda: "has no topic no-such-topic-in-this-window" in dialog.box.title.text(), "the topic was not asked about")
        assert "Connecting works" in dialog.box.means.text(), "what it means is said"
        dialog.copy.click()
        report = QGuiApplication.clipboard().text()
        for part in (
            f"Address: {broker.bootstrap}",
            "Topic: no-such-topic-in-this-window",
            "Security: PLAINTEXT",
            "Time: 20",
            "Connecting works",
        ):
            assert part in report
        keep_picture(window, "doctor-c1")
        dialog.topic.clear()
        dialog.again.click()
        await until(lambda: dialog.box.title.text().startswith("Everything is well"), "an empty field asks about nothing")
        doctor.open(DoctorContext(topic="orders", group="billing"))
        assert (dialog.topic.text(), dialog.group.text()) == ("orders", "billing"), "what it is called for is to be seen"
        dialog.close()

    in_window(qtbot, qapp, Store(), play)


def test_what_the_profile_has_wrong_is_set_right_in_its_fields_and_examined_again(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    store = Store()
    profile = ProfileBook(store).save(Profile(name="Rig", bootstrap=broker.bootstrap, security=Security(protocol=Protocol.SSL)))

    async def play(window: Window) -> None:
        doctor = DoctorWiring(
            window.desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents)
        )
        window.parts.bar.choose_profile(profile)
        dialog = doctor.open()
        await until(lambda: dialog.box.profile.isVisible(), "the way to the profile is not offered")
        assert "is not encrypted, but the profile wants TLS" in dialog.box.title.text()
        assert "profile “Rig”" in dialog.where.text()
        dialog.box.profile.click()
        editor = window.profiles.dialog
        assert editor is not None
        await until(lambda: editor.chosen() == profile.id, "not its fields")
        editor.form.protocol.setCurrentIndex(list(Protocol).index(Protocol.PLAINTEXT))
        editor.save.click()
        await until(lambda: "is saved" in editor.outcome.text(), editor.outcome.text())
        editor.reject()
        dialog.again.click()
        await until(lambda: dialog.box.title.text().startswith("Everything is well"), "it was not examined by the corrected profile")
        assert not dialog.box.profile.isVisible()
        dialog.close()

    in_window(qtbot, qapp, store, play)


def test_a_topic_that_is_not_there_is_created_from_the_verdict(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    """Not without a connection, nor by a read-only profile: then the reason stands beside the button."""
    topic = f"made-by-the-doctor-{uuid.uuid4().hex[:8]}"  # the broker may be one that was here before
    store = Store()
    reading = ProfileBook(store).save(Profile(name="Reading", bootstrap=broker.bootstrap, read_only=True))

    async def play(window: Window) -> None:
        desk = window.desk
        doctor = DoctorWiring(desk, window.parts, window.wiring.intents, window.profiles, HostsWiring(window.parts, window.wiring.intents))
        window.parts.bar.set_address(broker.bootstrap)
        dialog = doctor.open(DoctorContext(topic=topic))
        box = dialog.box
        await until(lambda: box.make_topic.isVisible() and dialog.again.isEnabled(), "creation is not offered")
        assert not box.make_topic.isEnabled()
        assert "connect to this cluster first" in box.rights.text()
        dialog.close()

        window.profiles.connect_to(reading.id)
        await until(lambda: desk.connection.read_only, "not by the read-only profile")
        await desk.connected()
        doctor.open(DoctorContext(topic=topic))
        await until(lambda: "read-only" in box.rights.text(), "why it cannot be created is not said")
        assert not box.make_topic.isEnabled()
        dialog.close()

        await desk.connect(broker.bootstrap)
        await desk.connected()
        doctor.open(DoctorContext(topic=topic))
        await until(lambda: box.make_topic.isVisible() and box.make_topic.isEnabled(), "creation is not offered when connected")
        box.make_topic.click()
        asking = dialog.findChild(CreateTopicDialog)
        assert asking is not None
        assert asking.topic() == topic
        asking.accept()
        await until(lambda: box.title.text().startswith("Everything is well"), "it was not created, or not examined again")
        assert topic in desk.topics
        dialog.close()

    in_window(qtbot, qapp, store, play)


def test_what_a_defective_line_was_to_say_is_offered(qtbot: QtBot) -> None:
    dialog = DoctorDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.begin(Examined("kafka-1:9092"))
    entries = HostEntry("10.0.0.5", "kafka-1"), HostEntry("10.0.0.5", "kafka-2")
    args = {"host": "kafka-1", "line": 3, "text": "# 10.0.0.5 kafka-1 kafka-2", "defect": "a comment", "entries": entries}
    finding = Finding(kind=DoctorClass("H2"), endpoint="kafka-1:9092", evidence="", args=args, stage=Stage.NAME)
    dialog.set_diagnosis(Diagnosis(verdict=judge([finding], (), ()), findings=(finding,)))
    assert dialog.box.ip.text() == "10.0.0.5"
    with qtbot.waitSignal(dialog.box.hosts_requested) as asked:
        dialog.box.hosts.click()
    assert asked.args == [entries]
    assert not dialog.box.map.isVisible(), "not proved"


def test_each_endpoint_says_in_its_line_how_far_it_was_proved(qtbot: QtBot) -> None:
    dialog = DoctorDialog()
    qtbot.addWidget(dialog)
    dialog.begin(Examined("k:9092"))

    def lines() -> list[tuple[str, str, str]]:
        heads = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
        return [(head.text(0), head.text(1), head.text(2)) for head in heads if head is not None]

    dialog.step(ProbeStep(endpoint="k:9092", stage=Stage.NAME, ok=True))
    dialog.step(ProbeStep(endpoint="k:9092", stage=Stage.PORT, ok=None))
    assert lines() == [("k:9092", "testing…", "name known · port …")]
    for stage in (Stage.PORT, Stage.KAFKA, Stage.CLUSTER):
        dialog.step(ProbeStep(endpoint="k:9092", stage=stage, ok=True))
    dialog.step(ProbeStep(endpoint="node-1:9092", stage=Stage.NAME, ok=None, advertised=True))
    well = "name known · port open · speaks Kafka · its cluster answers"
    assert lines() == [("k:9092", "✓", well), ("advertised: node-1:9092", "testing…", "name …")]
    dialog.step(ProbeStep(endpoint="node-1:9092", stage=Stage.NAME, ok=False, note="unknown", advertised=True, kind=DoctorClass("A1")))
    finding = Finding(kind=DoctorClass("A1"), endpoint="node-1:9092", evidence="unknown", args={"host": "node-1"}, stage=Stage.NAME)
    brokers = (Advertised(node_id=7, host="node-1", port=9092),)
    proved = (Proved(name="node-1", ip="10.0.0.5", port=9092),)
    dialog.set_diagnosis(Diagnosis(verdict=judge([finding], brokers, ["k:9092"]), findings=(finding,), brokers=brokers, proved=proved))
    assert lines()[1] == ("advertised: node-1:9092", "✗", "broker 7 · 10.0.0.5 answers as the same cluster: can be mapped")
    dialog.close()


def test_a_token_is_not_called_a_password() -> None:
    for kind in (DoctorClass("S3"), DoctorClass("S5")):
        by_token = verdict_of(kind, {"user": "app", "evidence": "", "mechanism": str(Mechanism.OAUTHBEARER)})
        by_password = verdict_of(kind, {"user": "app", "evidence": "", "mechanism": str(Mechanism.PLAIN)})
        said = " ".join(text.render() for text in (by_token.title, by_token.means, by_token.fix))
        assert "token" in said
        assert "password" not in said
        assert "token" not in " ".join(text.render() for text in (by_password.title, by_password.means, by_password.fix))


def test_every_stage_has_a_name_to_translate() -> None:
    assert STAGES.keys() == set(Stage)
