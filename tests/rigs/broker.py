"""A real broker for the tests: one for the whole run, or one of its own for a test that breaks it.

Set KAFKADESK_TEST_BOOTSTRAP to use a broker that runs already (tests which need to restart or kill theirs start one all the same).
"""

import atexit
import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.system.local_kafka.config import HOST, Folders, MoreSettings, Ports, new_cluster_id
from kafkadesk.system.local_kafka.jars import CACHE_VARIABLE, JarFolder, cache_folder, read_lock
from kafkadesk.system.local_kafka.launch import format_data
from kafkadesk.system.local_kafka.local import LocalKafka
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.system.local_kafka.prepare import get_java, get_kafka
from tests.rigs.fault_proxy import FaultProxy

OUTSIDE_VARIABLE = "KAFKADESK_TEST_BOOTSTRAP"

# Before any test changes HOME or the like: the jars are fetched once, not once a test, and by what a test starts neither.
os.environ.setdefault(CACHE_VARIABLE, str(cache_folder()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """A broker that answers at `bootstrap`. local None: somebody else's, which cannot be stopped."""

    bootstrap: str
    local: LocalKafka | None

    @property
    def port(self) -> int:
        return int(self.bootstrap.rpartition(":")[2])

    @property
    def pid(self) -> int:
        pid = self._own().pid
        assert pid is not None, "the broker does not run"
        return pid

    @property
    def log_path(self) -> Path:
        return self._own().log_file

    @property
    def group_log_path(self) -> Path:
        return self._own().group_log_file

    def restart(self) -> None:
        """Stop it in order, or take a killed one, and start it on the same port and data."""
        assert self._own().restart() == self.bootstrap

    def kill(self) -> None:
        """End it as a crash would."""
        self._own().kill()

    def stop(self) -> None:
        """End it in order."""
        self._own().stop()

    def _own(self) -> LocalKafka:
        assert self.local is not None, f"{OUTSIDE_VARIABLE} is set: use the fixture own_broker to restart or kill a broker"
        return self.local


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxiedBroker:
    """A broker whose clients come through a proxy that makes faults. `broker.bootstrap` leads past the proxy, for who checks."""

    broker: Broker
    proxy: FaultProxy

    @property
    def bootstrap(self) -> str:
        return self.proxy.bootstrap

    def close(self) -> None:
        self.proxy.close()
        self.broker.stop()


def start_broker(root: Path, more: MoreSettings | None = None) -> Broker:
    """Start a broker with an empty data folder; a failure is the test's, with the broker's last lines."""
    local = LocalKafka(root, more_settings=more)
    try:
        lay_formatted(Folders(root).data)
        return Broker(bootstrap=local.start(lambda _: None, threading.Event()), local=local)
    except LocalKafkaError as error:
        tail = "\n".join(error.log_tail)
        pytest.fail(f"no broker: {error.sentence()}\n{tail}", pytrace=False)


def lay_formatted(data: Path) -> None:
    """Lay a data folder as Kafka's own tool formats it, of a cluster of its own: the tool takes a third of what a start costs."""
    shutil.copytree(_formatted_once(), data)
    meta = data / "meta.properties"
    lines = meta.read_text(encoding="utf-8").splitlines()
    of_its_own = (f"cluster.id={new_cluster_id()}" if line.startswith("cluster.id=") else line for line in lines)
    meta.write_text("".join(f"{line}\n" for line in of_its_own), encoding="utf-8")


@functools.cache
def _formatted_once() -> Path:
    """Return a formatted data folder, made once in this process, which takes it away when it ends."""
    made = tempfile.TemporaryDirectory(prefix="kafkadesk-formatted-", ignore_cleanup_errors=True)
    atexit.register(made.cleanup)
    folders, cancel = Folders(Path(made.name)), threading.Event()
    folders.logs.mkdir()
    java = get_java(lambda _: None)
    format_data(java, get_kafka(JarFolder(read_lock()), None, None, lambda _: None, cancel), folders, cancel)
    return folders.data


@pytest.fixture(scope="session")
def broker(request: pytest.FixtureRequest) -> Broker:
    """The broker of the whole test run. Use topics and groups of your own, and leave it as it is."""
    if outside := os.environ.get(OUTSIDE_VARIABLE):
        return Broker(bootstrap=outside, local=None)
    proxied: ProxiedBroker = request.getfixturevalue("_proxied")  # one process of Java for both: an idle broker costs too
    return proxied.broker


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[Callable[..., Broker]]:
    """Make brokers that the test may restart, kill and break; each with data (and, if need be, settings) of its own."""
    made: list[Broker] = []

    def make(more: MoreSettings | None = None) -> Broker:
        made.append(start_broker(tmp_path / f"broker-{len(made)}", more))
        return made[-1]

    yield make
    for broker in made:
        broker.stop()


def start_proxied(root: Path) -> ProxiedBroker:
    """Start a broker with a second listener, which it advertises at the port of a proxy: whoever comes by the proxy stays with it."""
    chosen: list[int] = []  # when the broker has chosen its own: all differ

    def listener(ports: Ports) -> dict[str, str | int]:
        while len(chosen) < 2:
            chosen.append(free_port(avoid=(ports.broker, ports.controller, *chosen)))
        proxy, behind = chosen
        return {
            "listeners": f"PLAINTEXT://{HOST}:{ports.broker},PROXIED://{HOST}:{behind},CONTROLLER://{HOST}:{ports.controller}",
            "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},PROXIED://{HOST}:{proxy}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT",
        }

    broker = start_broker(root, listener)
    return ProxiedBroker(broker=broker, proxy=FaultProxy(*chosen))


@pytest.fixture(scope="session")
def _proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProxiedBroker]:
    made = start_proxied(tmp_path_factory.mktemp("proxied-broker"))
    yield made
    made.close()


@pytest.fixture
def proxied_broker(_proxied: ProxiedBroker) -> Iterator[ProxiedBroker]:
    """A broker behind a proxy that makes faults; the broker itself is everybody's: do not kill it."""
    _proxied.proxy.let_through()
    yield _proxied
    _proxied.proxy.let_through()


@pytest.fixture
def own_proxied_broker(tmp_path: Path) -> Iterator[Callable[[], ProxiedBroker]]:
    """Make brokers behind a proxy that the test may kill, freeze and restart as well."""
    made: list[ProxiedBroker] = []

    def make() -> ProxiedBroker:
        made.append(start_proxied(tmp_path / f"proxied-{len(made)}"))
        return made[-1]

    yield make
    for proxied in made:
        proxied.close()
