"""Format the data folder, launch the broker, see that it is ready."""

import logging
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.system.files.delete_tree import delete_tree
from kafkadesk.system.files.folders import write_text
from kafkadesk.system.local_kafka import classes as kafka_classes
from kafkadesk.system.local_kafka import faults as kafka_faults
from kafkadesk.system.local_kafka.config import HOST, Folders, MoreSettings, Ports, format_command, properties, server_command, settings
from kafkadesk.system.local_kafka.jars import Kafka
from kafkadesk.system.local_kafka.java import Java
from kafkadesk.system.local_kafka.ports import free_port, is_free
from kafkadesk.system.local_kafka.process import BrokerProcess, run_short, signal_name, tail
from kafkadesk.system.local_kafka.ready import ClusterAnswer, NoAnswerError, ask_cluster

log = logging.getLogger(__name__)

READY_TIMEOUT_S = 120  # a broker that was killed may have much to recover
FORMAT_TIMEOUT_S = 60
LOOK_EVERY_S = 0.05
PORT_ATTEMPTS = 3
LEAST_FREE_BYTES = 64 * 1024 * 1024
METADATA_FOLDER = "__cluster_metadata-0"


def is_formatted(folders: Folders) -> bool:
    """Say whether the data folder was formatted; raises LocalKafkaError when what is in it cannot be used."""
    meta = folders.data / "meta.properties"
    if meta.is_file():
        values = dict(line.split("=", 1) for line in meta.read_text(encoding="utf-8").splitlines() if "=" in line)
        if "cluster.id" not in values or "version" not in values:
            raise kafka_faults.damaged_data(folders.data)
        if values["version"] not in ("0", "1"):
            raise kafka_faults.newer_data(folders.data)
        return True
    if folders.data.is_dir():
        if any(path.is_dir() and path.name != METADATA_FOLDER for path in folders.data.iterdir()):
            raise kafka_faults.damaged_data(folders.data)  # there are records: nobody but the user throws them away
        delete_tree(folders.data)  # a format that was broken off
    return False


def format_data(java: Java, kafka: Kafka, folders: Folders, cancel: threading.Event) -> None:
    """Format the data folder; raises LocalKafkaError and leaves no half of it."""
    write_text(folders.properties, properties(settings(folders, Ports(broker=9092, controller=9093))))

    def run() -> int:
        command = format_command(java, kafka, folders, kafka_classes.options(java, kafka))
        return run_short(command, folders.root, folders.output, cancel, FORMAT_TIMEOUT_S)

    try:
        code = run()
        if code < 0 and not cancel.is_set() and kafka_classes.drop(java, kafka):
            code = run()
        if cancel.is_set():
            raise kafka_faults.cancelled()
        if code != 0 or not is_formatted(folders):
            raise kafka_faults.format_failed(tail(folders.output), signal_name(code), folders.data)
    except subprocess.TimeoutExpired as error:
        raise kafka_faults.format_failed(tail(folders.output), f"not done in {FORMAT_TIMEOUT_S} s", folders.data) from error
    finally:
        if not (folders.data / "meta.properties").is_file():
            shutil.rmtree(folders.data, ignore_errors=True)


class Launch:
    """Starts a formatted broker and waits for its answer. fixed: the port that it must have; preferred: one that it had before.

    more: broker settings beside our own, or instead of them.
    """

    def __init__(
        self, java: Java, kafka: Kafka, folders: Folders, *, fixed: int | None, preferred: Ports | None, more: MoreSettings | None = None
    ) -> None:
        self._java = java
        self._kafka = kafka
        self._folders = folders
        self._fixed = fixed
        self._preferred = preferred
        self._more = more

    def run(
        self, cancel: threading.Event, exited: Callable[[int], None], launched: Callable[[BrokerProcess, Ports], None]
    ) -> tuple[BrokerProcess, Ports]:
        """Return the broker once it answers; raises LocalKafkaError. `launched` is told of each process that was started."""
        if shutil.disk_usage(self._folders.root).free < LEAST_FREE_BYTES:
            raise LocalKafkaError(kafka_faults.disk_full(self._folders.data), kafka_faults.FREE_SPACE, retry=True)
        for attempt in range(1, PORT_ATTEMPTS + 1):
            ports = self._choose_ports(attempt)
            values = settings(self._folders, ports) | (self._more(ports) if self._more is not None else {})
            write_text(self._folders.properties, properties(values))
            _set_aside(self._folders.server_log, self._folders.group_log)
            command = server_command(self._java, self._kafka, self._folders, kafka_classes.options(self._java, self._kafka))
            process = BrokerProcess(command, folder=self._folders.root, output=self._folders.output, exited=exited)
            try:
                launched(process, ports)
                if self._until_ready(process, ports, cancel):
                    return process, ports
            except BaseException:
                process.stop(timeout_s=5)
                raise
            if (process.exit_code or 0) < 0 and attempt < PORT_ATTEMPTS and kafka_classes.drop(self._java, self._kafka):
                continue
            lines = self.log_tail()
            # Somebody took a port after it was found free. Another one then, unless it had to be this very one.
            retry = kafka_faults.port_taken(lines) and attempt < PORT_ATTEMPTS and (self._fixed is None or is_free(self._fixed))
            if not retry:
                how = signal_name(process.exit_code or 0)
                raise kafka_faults.explain(lines, how, self._folders.data, ready=False, port=ports.broker)
            log.info("Local Kafka's ports were taken before it could bind them: others are tried")
        raise AssertionError("the last attempt raises")

    def log_tail(self) -> tuple[str, ...]:
        """Return the last lines of this run."""
        return tail(self._folders.server_log, self._folders.output)

    def _choose_ports(self, attempt: int) -> Ports:
        before = self._preferred if attempt == 1 else None
        try:
            if self._fixed is None:
                broker = free_port((before.broker,) if before else ())
            elif is_free(self._fixed):
                broker = self._fixed
            else:
                raise kafka_faults.taken(self._fixed)
            return Ports(broker=broker, controller=free_port((before.controller,) if before else (), avoid=(broker,)))
        except OSError as error:
            raise kafka_faults.cannot_write(self._folders.root, error) from error

    def _until_ready(self, process: BrokerProcess, ports: Ports, cancel: threading.Event) -> bool:
        """Wait until the broker answers as itself; False: it has ended."""
        end = time.monotonic() + READY_TIMEOUT_S
        while process.exit_code is None:
            if cancel.is_set():
                raise kafka_faults.cancelled()
            if is_ready(ports.broker, self._folders):
                return True
            if time.monotonic() > end:
                raise kafka_faults.slow(READY_TIMEOUT_S, self.log_tail())
            process.wait(LOOK_EVERY_S)
        return False


def is_ready(port: int, folders: Folders) -> bool:
    """Say whether the broker of this data folder answers on the port, itself among the brokers that clients may use."""
    try:
        answer = ask_cluster(port)
    except NoAnswerError:
        return False
    return is_ours(answer, port, folders)


def is_ours(answer: ClusterAnswer, port: int, folders: Folders) -> bool:
    """Say whether an answer came from the broker of this data folder, ready for clients."""
    known = any((host, its_port) == (HOST, port) for _, host, its_port in answer.brokers)
    return known and answer.controller >= 0 and answer.cluster_id == cluster_id(folders)


def cluster_id(folders: Folders) -> str | None:
    """Return the cluster id of the data folder, None before it is formatted."""
    try:
        lines = (folders.data / "meta.properties").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    return next((line.removeprefix("cluster.id=") for line in lines if line.startswith("cluster.id=")), None)


def _set_aside(*logs: Path) -> None:
    """Keep one earlier run's logs beside this run's, so that the tail is this run's."""
    for path in logs:
        if path.exists():
            path.replace(path.with_name(f"{path.stem}-before{path.suffix}"))
