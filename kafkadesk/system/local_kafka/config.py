"""How Local Kafka is set up: broker settings, Java's options, the files that a run needs."""

import base64
import os
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kafkadesk import resources
from kafkadesk.system.local_kafka.jars import Kafka
from kafkadesk.system.local_kafka.java import Java, for_java

HOST = "127.0.0.1"
NODE_ID = 1
HEAP_MB = 256
MIB = 1024 * 1024
FOR_EVER = -1
# C1 alone: the broker is ready sooner, and a learner's load never lets the second compiler earn its keep.
JAVA_OPTIONS = ("-Xms32m", f"-Xmx{HEAP_MB}m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError")
SERVER_CLASS = "kafka.Kafka"
STORAGE_CLASS = "kafka.tools.StorageTool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where clients reach the broker, and where its controller listens; both on 127.0.0.1."""

    broker: int
    controller: int


MoreSettings = Callable[[Ports], dict[str, str | int]]  # broker settings beside our own, or instead of them


class Folders:
    """Where a Local Kafka keeps what belongs to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.logs = root / "logs"
        self.properties = root / "server.properties"
        self.record = root / "run.json"
        self.lock = root / "lock"
        self.server_log = self.logs / "server.log"
        self.group_log = self.logs / "group.log"
        self.output = self.logs / "output.log"  # what Java itself prints


def settings(folders: Folders, ports: Ports) -> dict[str, str | int]:
    """Return the broker's settings: one KRaft node that keeps everything until Reset and uses little memory."""
    found: dict[str, str | int] = {
        "process.roles": "broker,controller",
        "node.id": NODE_ID,
        "controller.quorum.voters": f"{NODE_ID}@{HOST}:{ports.controller}",
        "listeners": f"PLAINTEXT://{HOST}:{ports.broker},CONTROLLER://{HOST}:{ports.controller}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker}",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": folders.data.as_posix(),
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": 0,
        "default.replication.factor": 1,
        "offsets.topic.num.partitions": 1,
        "offsets.topic.replication.factor": 1,
        "transaction.state.log.num.partitions": 1,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "share.coordinator.state.topic.num.partitions": 1,
        "share.coordinator.state.topic.replication.factor": 1,
        "share.coordinator.state.topic.min.isr": 1,
        # Data stays until Reset, commits of groups without members too (stock: both seven days).
        "log.retention.ms": FOR_EVER,
        "offsets.retention.minutes": 60 * 24 * 365 * 100,
        # Each open segment holds two index files of this size; stock are 10 MiB, too many for a topic of 32 partitions.
        "log.segment.bytes": 128 * MIB,
        "log.index.size.max.bytes": MIB // 4,
        "log.cleaner.dedupe.buffer.size": 2 * MIB,  # stock: 128 MiB of the heap
        "num.network.threads": 2,
        "num.io.threads": 4,
        "background.threads": 2,
        "num.recovery.threads.per.data.dir": 1,
        # A killed broker may come back when its old session has ended (stock: 9 s).
        "broker.session.timeout.ms": 3000,
        "broker.heartbeat.interval.ms": 500,
    }
    if sys.platform == "win32":
        # KAFKA-1194: there the broker stops when it must rename or delete a segment that is still open.
        # Nor can it delete the snapshots of its metadata there, which it marks read-only: so all are kept.
        found |= {"log.cleaner.enable": "false", "delete.topic.enable": "false"}
        found |= {"metadata.max.retention.ms": FOR_EVER, "metadata.max.retention.bytes": FOR_EVER}
    return found


def advertising(ports: Ports, name: str, port: int) -> dict[str, str | int]:
    """Return what a second listener needs: on 127.0.0.1 as the first, but its clients are told to talk to `name`."""
    return {
        "listeners": f"PLAINTEXT://{HOST}:{ports.broker},ADVERTISED://{HOST}:{port},CONTROLLER://{HOST}:{ports.controller}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{ports.broker},ADVERTISED://{name}:{port}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,ADVERTISED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "PLAINTEXT",
    }


def properties(values: Mapping[str, str | int]) -> str:
    """Return settings as the text of a Java properties file, which is ASCII: a folder's name may be anything."""
    return "".join(f"{name}={_escaped(str(value))}\n" for name, value in values.items())


def _escaped(value: str) -> str:
    escaped = value.replace("\\", "\\\\").encode("utf-16-be", "surrogatepass")
    units = [int.from_bytes(escaped[i : i + 2]) for i in range(0, len(escaped), 2)]
    return "".join(chr(unit) if 32 <= unit < 127 else f"\\u{unit:04x}" for unit in units)


def java_command(java: Java, kafka: Kafka, folders: Folders, main_class: str, *arguments: str, more: Sequence[str] = ()) -> list[str]:
    """Return the command that runs one of Kafka's main classes. more: options of Java beside the usual ones."""
    # Java 24 and newer warn at each start that Kafka frees mapped files in a way that goes some day.
    quiet = ["--sun-misc-unsafe-memory-access=allow"] if int(java.version.split(".")[0]) >= 24 else []
    log4j = resources.path("kafka", "log4j2.properties")
    return [
        str(java.program),
        *JAVA_OPTIONS,
        *more,
        *quiet,
        f"-Dlog4j2.configurationFile={log4j.as_uri()}",
        f"-Dkafkadesk.logs={Path(for_java(str(folders.logs))).as_posix()}",
        "-Dlog4j2.disableJmx=true",
        "-Djava.awt.headless=true",
        "-cp",
        os.pathsep.join(_class_path(kafka.class_path)),
        main_class,
        *arguments,
    ]


def _class_path(class_path: str) -> Iterator[str]:
    """Give each place of a class path so that Java understands it; the last part is a jar's name, or * for all jars."""
    for place in class_path.split(os.pathsep):
        folder, name = os.path.split(place)
        yield os.path.join(for_java(folder), name) if folder else place  # noqa: PTH118  # as text: Java knows what a * is, Path does not


def server_command(java: Java, kafka: Kafka, folders: Folders, more: Sequence[str] = ()) -> list[str]:
    """Return the command that runs the broker. more: options of Java."""
    return java_command(java, kafka, folders, SERVER_CLASS, for_java(str(folders.properties)), more=more)


def format_command(java: Java, kafka: Kafka, folders: Folders, more: Sequence[str] = ()) -> list[str]:
    """Return the command that formats the data folder, under a new cluster id. more: options of Java."""
    arguments = ("format", f"--cluster-id={new_cluster_id()}", "--config", for_java(str(folders.properties)))
    return java_command(java, kafka, folders, STORAGE_CLASS, *arguments, more=more)


def new_cluster_id() -> str:
    """Return a random cluster id as Kafka writes it."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
