"""Who runs Local Kafka on a folder: a lock against two at once, and a record by which a crashed app's left-over is found."""

import json
import logging
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kafkadesk.system.kafka_config import SERVER_CLASS

log = logging.getLogger(__name__)

END_TIMEOUT_S = 10
SAME_START_S = 60.0  # the system counts start times from its boot by a clock that may have been corrected since


class InstanceLock:
    """A lock on a file, which the operating system lets go of when its holder ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object has the lock."""
        return self._handle is not None

    def acquire(self) -> bool:
        """Take the lock if nobody has it; say whether it is held now."""
        if self._handle is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


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
    temporary.write_text(json.dumps(asdict(record)), encoding="utf-8")
    temporary.replace(path)


def start_time(pid: int) -> float | None:
    """Return when a process started, None if it is gone."""
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
        if process.cmdline()[-2:] != [SERVER_CLASS, properties]:
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
