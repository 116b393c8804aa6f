"""Who runs Local Kafka on a folder: a record by which a crashed app's left-over is found."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kafkadesk.system.files.folders import write_text
from kafkadesk.system.local_kafka.config import SERVER_CLASS
from kafkadesk.system.local_kafka.java import for_java

log = logging.getLogger(__name__)

END_TIMEOUT_S = 10
SAME_START_S = 60.0  # the system counts start times from its boot by a clock that may have been corrected since


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """The last run on a folder: the broker's process (pid None: it was ended in order), its ports, the Kafka that wrote the data.

    created: when the process started, seconds since the epoch. Process id and start time together name one process.
    """

    pid: int | None
    created: float | None
    port: int
    controller_port: int
    version: str


def read_record(path: Path) -> RunRecord | None:
    """Return the record of the last run, None if there is none that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return RunRecord(
            pid=None if data["pid"] is None else int(data["pid"]),
            created=None if data["created"] is None else float(data["created"]),
            port=int(data["port"]),
            controller_port=int(data["controller_port"]),
            version=str(data["version"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.info("The record of the last run cannot be read: %s", error)
        return None


def write_record(path: Path, record: RunRecord) -> None:
    """Write the record of this run, atomically."""
    temporary = path.with_suffix(".tmp")
    write_text(temporary, json.dumps(asdict(record)))
    temporary.replace(path)


def start_time(pid: int) -> float | None:
    """Return when a process started, None if it has ended."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def find_recorded(record: RunRecord | None) -> psutil.Process | None:
    """Return the very process of a record if it still runs; another one that got its id since is not it."""
    if record is None or record.pid is None or record.created is None:
        return None
    try:
        process = psutil.Process(record.pid)
        if abs(process.create_time() - record.created) > SAME_START_S or process.status() == psutil.STATUS_ZOMBIE:
            return None
    except psutil.Error:
        return None
    return process


def end_recorded(record: RunRecord | None, properties: str) -> bool:
    """End the process of a record that a crashed app left over; say whether there was one.

    properties: the broker's properties file, which its command line must name as well.
    """
    process = find_recorded(record)
    if process is None:
        return False
    try:
        if process.cmdline()[-2:] != [SERVER_CLASS, for_java(properties)]:
            return False
        log.info("Process %s is a left-over of a KafkaDesk that crashed: ended", process.pid)
        process.terminate()
        try:
            process.wait(END_TIMEOUT_S)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(END_TIMEOUT_S)
    except psutil.NoSuchProcess:
        return False
    return True
