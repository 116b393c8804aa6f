"""Other programs in a group, each with an event log of its own: Kafka's VerifiableConsumer, and members on librdkafka.

Whoever judges what KafkaDesk says of others reads these logs: every record with its value, every assignment and commit, as the other
program itself had it.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kafkadesk.system.local_kafka.config import Folders, java_command
from kafkadesk.system.local_kafka.java import find_java, java_environment
from tests import ROOT
from tests.rigs.clients import wait_for
from tests.rigs.foreign import kafka_with_tools
from tests.rigs.wine import SLOWER

VERIFIABLE_CONSUMER = "org.apache.kafka.tools.VerifiableConsumer"
START_S, END_S = 40.0 * SLOWER, 20.0 * SLOWER  # Java, on a busy computer
SESSION_MS = 6000
QUICK = {"heartbeat.interval.ms": 200, "metadata.max.age.ms": 1000}
Place = tuple[str, int]  # topic, partition


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A record that another program received. number: the send's, which is its value. at: time.monotonic() seconds, when it was logged."""

    number: int
    topic: str
    partition: int
    offset: int
    at: float


class Other:
    """Another program that is a member of a group, until it leaves, is stopped or is killed."""

    def __init__(self, name: str, group: str, topics: tuple[str, ...], command: list[str], env: dict[str, str], errors: Path) -> None:
        self.name = name
        self.java = command[0] != sys.executable
        self.group = group
        self.topics = topics
        self.got: list[Got] = []
        self.assigned: frozenset[Place] = frozenset()
        self.assignments = 0
        self.commits: list[dict[Place, int]] = []
        self.faults: list[str] = []
        self.log: list[tuple[float, dict[str, Any]]] = []
        self._errors = errors
        with errors.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output, text=True, cwd=ROOT, env=env
            )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def numbers_of(self, topic: str) -> Counter[int]:
        """Return how often it received each send of a topic."""
        return Counter(got.number for got in tuple(self.got) if got.topic == topic)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def until(self, holds: Callable[[], object], what: str, timeout_s: float = START_S) -> None:
        """Wait until something holds of what it logged; fail with its last words when it does not."""

        def ended_or_holds() -> object:
            assert holds() or self.alive, f"{self.name} has ended: {self._errors.read_text(errors='replace')[-2000:]}"
            return holds()

        wait_for(ended_or_holds, f"{self.name}: {what}; {self.log[-3:]}", timeout_s)

    def commit(self, topic: str, partition: int, offset: int) -> None:
        """Have it commit an offset, and wait for the broker's answer. Only librdkafka's takes orders."""
        done = len(self.commits)
        self._tell({"commit": [[topic, partition, offset]]})
        self.until(lambda: any(c.get((topic, partition)) == offset for c in self.commits[done:]), f"commits {offset}")

    def try_commit(self, topic: str, partition: int, offset: int) -> None:
        """Have it commit an offset, and wait for the broker's answer, which may be that it is not its partition any more."""
        done = len(self.log)
        self._tell({"commit": [[topic, partition, offset]]})

        def answered() -> bool:
            asked = [{"topic": topic, "partition": partition, "offset": offset}]
            return any(event["name"] == "offsets_committed" and event["offsets"] == asked for _, event in self.log[done:])

        self.until(answered, f"answers {offset}")

    def pause(self, *, on: bool = True) -> None:
        """Have it read nothing and keep its partitions, or read on. Only librdkafka's takes orders."""
        done = len(self.log)
        self._tell({"pause": on})
        self.until(lambda: any(event["name"] == ("paused" if on else "resumed") for _, event in self.log[done:]), "pauses")

    def leave(self) -> None:
        """Have it leave its group and end."""
        if self.java:
            self.process.terminate()
        else:
            assert self.process.stdin is not None
            self.process.stdin.close()
        self.process.wait(END_S)
        self._over()

    def kill(self) -> None:
        """End it as a crash would: it tells nobody."""
        self.process.kill()
        self.process.wait()
        self._over()

    def _tell(self, command: dict[str, object]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def _over(self) -> None:
        self._thread.join()
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.assigned = frozenset()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            for line in pipe:
                if line.endswith("\n") and line.startswith("{"):  # the last line of a killed one may be a part
                    self._take(time.monotonic(), json.loads(line))

    def _take(self, at: float, event: dict[str, Any]) -> None:
        if event["name"] != "record_data":
            self.log.append((at, event))
        match event["name"]:
            case "record_data":
                number, partition, offset = int(event["value"]), event["partition"], event["offset"]
                self.got.append(Got(number=number, topic=event["topic"], partition=partition, offset=offset, at=at))
            case "partitions_assigned":
                self.assigned |= {(p["topic"], p["partition"]) for p in event["partitions"]}
                self.assignments += 1
            case "partitions_revoked":
                self.assigned -= {(p["topic"], p["partition"]) for p in event["partitions"]}
            case "offsets_committed" if event["success"]:
                self.commits.append({(p["topic"], p["partition"]): p["offset"] for p in event["offsets"]})
            case "offsets_committed" | "error":
                self.faults.append(str(event))
            case _:
                pass


class Others:
    """Starts other programs, and ends them all in the end."""

    def __init__(self, bootstrap: str, folder: Path) -> None:
        self._bootstrap = bootstrap
        self._folder = folder
        self.all: list[Other] = []

    def of(self, group: str) -> list[Other]:
        """Return all that are or were in a group."""
        return [other for other in self.all if other.group == group]

    def java(self, group: str, topic: str, *, new_protocol: bool = False, reset: str = "earliest", **settings: object) -> Other:
        """Start Kafka's VerifiableConsumer; it commits after each poll. It takes seconds to start and knows one topic."""
        name = f"java-{len(self.all) + 1}"
        config = self._folder / f"{name}.properties"
        lines = {"client.id": name, **QUICK, **{key.replace("_", "."): value for key, value in settings.items()}}
        if new_protocol:
            del lines["heartbeat.interval.ms"]
        config.write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
        protocol = ("--group-protocol", "CONSUMER") if new_protocol else ("--session-timeout", str(SESSION_MS))
        command = java_command(
            find_java(), kafka_with_tools(), Folders(self._folder), VERIFIABLE_CONSUMER, "--bootstrap-server", self._bootstrap,
            "--topic", topic, "--group-id", group, "--reset-policy", reset, "--verbose", "--command-config", str(config), *protocol,
        )  # fmt: skip
        return self._add(name, group, (topic,), command, java_environment())

    def librdkafka(
        self, group: str, *topics: str, new_protocol: bool = False, reset: str = "earliest", commits: bool = True, **settings: object
    ) -> Other:
        """Start a member on librdkafka; it commits what it logged unless `commits` says no."""
        name = f"librdkafka-{len(self.all) + 1}"
        classic = {"partition.assignment.strategy": "range", "session.timeout.ms": SESSION_MS, "heartbeat.interval.ms": 200}
        common = {
            "bootstrap.servers": self._bootstrap, "group.id": group, "client.id": name, "auto.offset.reset": reset,
            "enable.auto.commit": False, "topic.metadata.refresh.interval.ms": 1000,
        }  # fmt: skip
        more = {key.replace("_", "."): value for key, value in settings.items()}
        plan = {
            "topics": topics, "commits": commits, "settings": common | ({"group.protocol": "consumer"} if new_protocol else classic) | more
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.rigs.librdkafka_member", json.dumps(plan)]
        return self._add(name, group, topics, command, {**os.environ, "PYTHONPATH": str(ROOT)})

    def close(self) -> None:
        """End all that still run."""
        for other in self.all:
            if other.alive:
                other.kill()

    def _add(self, name: str, group: str, topics: tuple[str, ...], command: list[str], env: dict[str, str]) -> Other:
        self.all.append(Other(name, group, topics, command, env, self._folder / f"{name}.txt"))
        return self.all[-1]


@contextlib.contextmanager
def others_on(bootstrap: str, folder: Path) -> Iterator[Others]:
    """Other programs on a broker; none runs any longer in the end."""
    others = Others(bootstrap, folder)
    try:
        yield others
    finally:
        others.close()
