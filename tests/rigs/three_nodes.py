"""Three real brokers of one cluster, each with an address of its own and all on the same port, as clusters are in earnest.

They advertise names that no machine knows. Needs 127.0.0.2 and 127.0.0.3, which Linux has by itself.
"""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kafkadesk.system.local_kafka import classes as kafka_classes
from kafkadesk.system.local_kafka import prepare as kafka_prepare
from kafkadesk.system.local_kafka.config import Folders, Ports, new_cluster_id, properties, server_command, settings
from kafkadesk.system.local_kafka.jars import JarFolder, read_lock
from kafkadesk.system.local_kafka.launch import LOOK_EVERY_S, READY_TIMEOUT_S
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.system.local_kafka.process import BrokerProcess
from kafkadesk.transport.doctor.probe import Probe
from tests.rigs.broker import lay_formatted
from tests.rigs.security import certificate

NODES = (1, 2, 3)
IPS = {n: f"127.0.0.{n}" for n in NODES}
NAMES = {n: f"kafka-node-{n}.invalid" for n in NODES}  # RFC 6761: never resolve
STRANGER = "another-host.invalid"


class ThreeNodes:
    """The cluster. NAMED and TLS advertise NAMES; WRONG does, with TLS and certificates for another host. INSIDE advertises IPs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ca_file = root / "ca.pem"
        self.ports: dict[str, int] = {}
        for listener in ("NAMED", "TLS", "WRONG", "INSIDE"):
            self.ports[listener] = free_port(avoid=tuple(self.ports.values()))
        self._controller = free_port(avoid=tuple(self.ports.values()))
        self._processes: list[BrokerProcess] = []

    def bootstrap(self, listener: str, *nodes: int) -> str:
        """Return addresses that work, of some brokers or all."""
        return ",".join(f"{IPS[n]}:{self.ports[listener]}" for n in nodes or NODES)

    def start(self) -> None:
        """Start all three and wait until they know each other."""
        root = self.root
        root.mkdir(parents=True, exist_ok=True)
        ca = certificate("Test CA", ca=True)
        self.ca_file.write_bytes(ca.cert_pem())
        for n in NODES:
            for kind, host in (("TLS", NAMES[n]), ("WRONG", STRANGER)):
                made = certificate(f"node {n}", ca, ip=IPS[n], host=host)
                (root / f"{kind}-{n}.pem").write_bytes(made.key_pem() + made.cert_pem() + ca.cert_pem())
        java = kafka_prepare.get_java(lambda _: None)
        kafka = kafka_prepare.get_kafka(JarFolder(read_lock()), None, None, lambda _: None, threading.Event())
        folders = {n: Folders(root / f"node-{n}") for n in NODES}
        for each in folders.values():
            each.logs.mkdir(parents=True)
        lay_formatted(folders[1].data)
        for n in NODES[1:]:
            shutil.copytree(folders[1].data, folders[n].data)
            meta = folders[n].data / "meta.properties"
            kept = [line for line in meta.read_text(encoding="utf-8").splitlines() if not line.startswith(("node.id", "directory.id"))]
            meta.write_text("\n".join([*kept, f"node.id={n}", f"directory.id={new_cluster_id()}"]) + "\n", encoding="utf-8")
        for n in NODES:
            folders[n].properties.write_text(properties(self._settings(n, folders[n])), encoding="ascii")
            command = server_command(java, kafka, folders[n], kafka_classes.options(java, kafka))
            self._processes.append(BrokerProcess(command, folder=folders[n].root, output=folders[n].output, exited=lambda _: None))
        self._until_ready(folders)

    def stop(self) -> None:
        """End them; what they have is thrown away, so nobody is asked to put it in order."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.stop(timeout_s=10)

    def _settings(self, n: int, folders: Folders) -> dict[str, str | int]:
        ip, ports = IPS[n], self.ports
        listeners = {"NAMED": NAMES[n], "TLS": NAMES[n], "WRONG": NAMES[n], "INSIDE": ip}
        controller = f",CONTROLLER://{IPS[1]}:{self._controller}" if n == 1 else ""
        found = settings(folders, Ports(broker=ports["INSIDE"], controller=self._controller)) | {
            "process.roles": "broker,controller" if n == 1 else "broker",
            "node.id": n,
            "listeners": ",".join(f"{name}://{ip}:{ports[name]}" for name in listeners) + controller,
            "advertised.listeners": ",".join(f"{name}://{host}:{ports[name]}" for name, host in listeners.items()),
            "listener.security.protocol.map": "NAMED:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL,WRONG:SSL",
            "inter.broker.listener.name": "INSIDE",
            "default.replication.factor": len(NODES),
        }
        for kind in ("TLS", "WRONG"):
            found |= {
                f"listener.name.{kind.lower()}.ssl.keystore.type": "PEM",
                f"listener.name.{kind.lower()}.ssl.keystore.location": (self.root / f"{kind}-{n}.pem").as_posix(),
            }
        return found

    def _until_ready(self, folders: dict[int, Folders]) -> None:
        end = time.monotonic() + READY_TIMEOUT_S
        while len(Probe([(IPS[1], self.ports["INSIDE"])]).run().brokers) < len(NODES):
            dead = [n for n, process in zip(NODES, self._processes, strict=True) if process.exit_code is not None]
            if dead or time.monotonic() > end:
                n = dead[0] if dead else 1
                pytest.fail(f"node {n}: {folders[n].output.read_text(encoding='utf-8')[-2000:]}", pytrace=False)
            time.sleep(LOOK_EVERY_S)


@contextmanager
def three_nodes(root: Path) -> Iterator[ThreeNodes]:
    """Start the cluster, and end it."""
    made = ThreeNodes(root)
    try:
        made.start()
        yield made
    finally:
        made.stop()
