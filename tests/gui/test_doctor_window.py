"""The doctor in the real window: it comes up when a connect fails, names the cause, and one click mends it."""

import os
from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kafkadesk.core.state import Phase
from kafkadesk.doctor_wiring import DoctorWiring
from kafkadesk.hosts_wiring import HostsWiring
from kafkadesk.system.kafka_config import HOST, Ports
from kafkadesk.system.kafka_ports import free_port
from kafkadesk.system.store import Store
from tests.broker_fixture import Broker
from tests.gui.test_profiles import Window, in_window, until
from tests.kafka.test_doctor import UNKNOWN

pytestmark = pytest.mark.allow_logs(r"^kafka\.")


def keep_picture(window: Window, name: str) -> None:
    """Keep a picture where KAFKADESK_PICTURES names a folder: for whoever wants to look."""
    folder = os.environ.get("KAFKADESK_PICTURES")
    dialog = window.parts.window.findChild(QDialog, "doctor")
    if folder and dialog is not None:
        dialog.grab().save(f"{folder}/{name}.png")


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
        doctor = DoctorWiring(window.desk, window.parts, window.wiring, window.profiles, HostsWiring(window.parts, window.wiring))
        bar = window.parts.bar
        bar.set_address(f"{HOST}:{port}")
        await window.desk.connect(bar.address())
        await until(lambda: doctor.dialog is not None and doctor.dialog.map.isVisible(), "the doctor did not find the way")
        dialog = doctor.dialog
        assert dialog is not None
        keep_picture(window, "doctor-a1")
        assert f"talk to me as {UNKNOWN}:{port}" in dialog.title.text().replace("“", "").replace("”", "")
        assert f"{UNKNOWN} → {HOST}" in dialog.note.text()
        assert "A1" in dialog.report()
        dialog.copy_lines.click()
        assert QGuiApplication.clipboard().text() == f"{HOST} {UNKNOWN}\n"
        dialog.map.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected by the map")
        keep_picture(window, "doctor-mapped")
        assert "Only KafkaDesk is mended" in dialog.note.text()
        kept = [p.name_map for p in window.profiles.book.all() if p.name_map]
        assert kept == [((UNKNOWN, HOST),)]
        bar.doctor_requested.emit()
        await until(lambda: dialog.title.text().startswith("Everything is well"), "a healthy cluster was not called so")

    in_window(qtbot, qapp, Store(), play)


def test_for_an_unknown_bootstrap_name_an_ip_can_be_tried(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(window.desk, window.parts, window.wiring, window.profiles, HostsWiring(window.parts, window.wiring))
        window.parts.bar.set_address(f"{UNKNOWN}:{broker.port}")
        dialog = doctor.open()
        await until(lambda: dialog.ip.isVisible(), "it did not ask for the IP")
        keep_picture(window, "doctor-d1")
        dialog.ip.setText("10.0.0.300")
        dialog.try_ip.click()
        assert dialog.fault.isVisible()
        assert dialog.ip.text() == "10.0.0.300"
        dialog.ip.setText(HOST)
        dialog.try_ip.click()
        await until(lambda: dialog.map.isVisible(), "what was tried and works was not offered")
        dialog.map.click()
        await until(lambda: window.desk.connection.phase is Phase.CONNECTED, "not connected by the map")

    in_window(qtbot, qapp, Store(), play)


def test_an_address_that_cannot_be_read_is_told_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    async def play(window: Window) -> None:
        doctor = DoctorWiring(window.desk, window.parts, window.wiring, window.profiles, HostsWiring(window.parts, window.wiring))
        window.parts.bar.set_address("kafka:abc")
        dialog = doctor.open()
        assert "“abc” is not a port number" in dialog.title.text()
        assert dialog.again.isEnabled()
        dialog.close()

    in_window(qtbot, qapp, Store(), play)
