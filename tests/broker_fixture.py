"""A real broker for the tests: one for the whole run, or one of its own for a test that breaks it.

Set KAFKADESK_TEST_BOOTSTRAP to use a broker that runs already (tests which need to restart or kill theirs start one all the same).
"""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.system.kafka_jars import CACHE_VARIABLE, cache_folder
from kafkadesk.system.local_kafka import LocalKafka

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


def start_broker(root: Path) -> Broker:
    """Start a broker with an empty data folder; a failure is the test's, with the broker's last lines."""
    local = LocalKafka(root)
    try:
        return Broker(bootstrap=local.start(lambda _: None, threading.Event()), local=local)
    except LocalKafkaError as error:
        tail = "\n".join(error.log_tail)
        pytest.fail(f"no broker: {error.sentence()}\n{tail}", pytrace=False)


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """The broker of the whole test run. Use topics and groups of your own, and leave it as it is."""
    if outside := os.environ.get(OUTSIDE_VARIABLE):
        yield Broker(bootstrap=outside, local=None)
        return
    found = start_broker(tmp_path_factory.mktemp("broker"))
    yield found
    found.stop()


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[Callable[[], Broker]]:
    """Make brokers that the test may restart, kill and break; each with data of its own."""
    made: list[Broker] = []

    def make() -> Broker:
        made.append(start_broker(tmp_path / f"broker-{len(made)}"))
        return made[-1]

    yield make
    for broker in made:
        broker.stop()
