"""A cluster of three brokers under names that this PC does not know: the doctor finds whose address is whose, and one click mends it."""

import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.doctor import DoctorWiring
from kafkadesk.app.cluster.hosts import HostsWiring
from kafkadesk.core.cluster.name_map import Pairs
from kafkadesk.core.cluster.profiles import Profile, Protocol, Security
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.doctor.judge import read_servers
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import Phase
from kafkadesk.system.files.settings import Store
from kafkadesk.transport.doctor.probe import Probe
from tests.rigs.desk import join, new_topic, received, send
from tests.rigs.profiles import Window, in_window, keep_picture
from tests.rigs.three_nodes import IPS, NAMES, NODES, ThreeNodes, three_nodes
from tests.rigs.window import until

RIGHT: Pairs = tuple((NAMES[n], IPS[n]) for n in NODES)
pytestmark = [
    pytest.mark.allow_logs(r"^kafka\."),
    pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is this machine on Linux alone"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreeNodes]:
    with three_nodes(tmp_path_factory.mktemp("three") / "nodes") as made:
        yield made


def profile(cluster: ThreeNodes, listener: str) -> Profile:
    security = Security() if listener == "NAMED" else Security(protocol=Protocol.SSL, ca_file=str(cluster.ca_file))
    return Profile(name=f"Three {listener}", bootstrap=cluster.bootstrap(listener), security=security)


@pytest.mark.parametrize("listener", ["NAMED", "TLS"])
def test_three_names_are_mapped_by_one_click_and_records_go_through(
    qtbot: QtBot, qapp: QApplication, cluster: ThreeNodes, listener: str
) -> None:
    async def play(window: Window) -> None:
        desk, profiles = window.desk, window.profiles
        doctor = DoctorWiring(desk, window.parts, window.wiring.intents, profiles, HostsWiring(window.parts, window.wiring.intents))
        kept = profiles.book.save(profile(cluster, listener))
        profiles.refresh()
        profiles.connect_to(kept.id)
        await until(lambda: doctor.dialog is not None and doctor.dialog.box.map.isVisible(), "the doctor did not find the ways")
        dialog = doctor.dialog
        assert dialog is not None
        keep_picture(window, f"doctor-three-{listener.lower()}")
        assert all(f"{name} → {ip}" in dialog.box.note.text() for name, ip in RIGHT), dialog.box.note.text()
        dialog.box.map.click()
        await until(lambda: desk.connection.phase is Phase.CONNECTED, "not connected by the map")
        assert [sorted(p.name_map) for p in profiles.book.all() if p.id == kept.id] == [sorted(RIGHT)]
        assert sorted(broker.host for broker in desk.connection.brokers) == sorted(NAMES.values())
        dialog.close()

        topic = await new_topic(desk, 6)  # leaders on all three: a name that led to another broker could not be sent to
        await desk.until(lambda: topic in desk.topics, 20)
        pane = await join(desk, topic, f"g-{uuid.uuid4().hex[:6]}", Start(StartKind.EARLIEST))
        await send(desk, SendPlan(topic=topic, value="{}", count=12))
        await received(desk, pane, 12)

    in_window(qtbot, qapp, Store(), play)


def test_a_certificate_for_another_host_is_refused_through_the_map_too(qtbot: QtBot, qapp: QApplication, cluster: ThreeNodes) -> None:
    wrong = profile(cluster, "WRONG")
    servers, _ = read_servers(wrong.bootstrap)
    found = Probe(servers, security=wrong.security).run()
    assert found.verdict.kind == "A1"
    assert not found.proved, "an address whose certificate is another's is no way to mend it"
    assert Probe(servers, security=wrong.security, name_map=RIGHT).run().verdict.kind == "L2"

    async def play(window: Window) -> None:
        desk = window.desk
        await desk.profiles.connect(replace(wrong, name_map=RIGHT))
        await until(lambda: desk.connection.error is not None, "nothing was said")
        assert desk.connection.phase is Phase.TROUBLE
        assert NAMES[1].rpartition("-")[0] in str(desk.connection.error) or "certificate" in str(desk.connection.error).lower()

    in_window(qtbot, qapp, Store(), play)


def test_of_a_cluster_known_by_one_address_only_that_broker_is_mapped(cluster: ThreeNodes) -> None:
    """All three have the same port and cluster id, so that each name would seem to be at the one address."""
    for n in NODES:
        servers, _ = read_servers(cluster.bootstrap("NAMED", n))
        assert [(place.name, place.ip) for place in Probe(servers).run().proved] == [(NAMES[n], IPS[n])]
