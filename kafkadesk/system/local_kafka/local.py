"""Local Kafka: real Apache Kafka, one node on 127.0.0.1, as named steps and as a child process of this one."""

import logging
import os
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.steps import Step
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.delete_tree import delete_tree
from kafkadesk.system.files.folders import data_folder, make_folder
from kafkadesk.system.files.lock import FileLock
from kafkadesk.system.local_kafka import faults as kafka_faults
from kafkadesk.system.local_kafka import launch as kafka_launch
from kafkadesk.system.local_kafka.classes import Maker
from kafkadesk.system.local_kafka.config import HOST, Folders, MoreSettings, Ports, advertising
from kafkadesk.system.local_kafka.instance import RunRecord, end_recorded, read_record, start_time, write_record
from kafkadesk.system.local_kafka.jars import JarFolder, Kafka, read_lock
from kafkadesk.system.local_kafka.java import Java
from kafkadesk.system.local_kafka.other import OtherBroker, find_other
from kafkadesk.system.local_kafka.ports import free_port, until_free
from kafkadesk.system.local_kafka.prepare import format_folder, get_java, get_kafka
from kafkadesk.system.local_kafka.process import BrokerProcess, signal_name, tail
from kafkadesk.system.local_kafka.steps import START, STEPS, Report, StepRun

log = logging.getLogger(__name__)

OTHER_TIMEOUT_S = 30  # another KafkaDesk may just be starting it
LOOK_EVERY_S = 0.1
PORT_RELEASE_S = 2
STAT_BLOCK = 512  # bytes, whatever the file system's own block is


class LocalKafka:
    """Gets, starts, stops one Local Kafka. All methods block; call them from a worker thread.

    root: the folder of its data and logs (default: the user's). port: the one it must have (default: the one it had last, or a free
    one). on_exit: called, on another thread, when the broker ends without being asked to. kafka_folder: a Kafka that the user has,
    instead of a download; mirror: a Maven repository to ask first. Both may be changed between starts. more_settings: of the broker.
    learn: make later starts faster after the first one. advertise: a name by which a second listener tells clients to talk to it, for a lesson; from the next start on, None for no such listener.
    """

    def __init__(
        self,
        root: Path | None = None,
        *,
        port: int | None = None,
        on_exit: Callable[[LocalKafkaError], None] | None = None,
        kafka_folder: Path | None = None,
        mirror: str | None = None,
        more_settings: MoreSettings | None = None,
        learn: bool = False,
    ) -> None:
        self.kafka_folder = kafka_folder
        self.mirror = mirror
        self.advertise: str | None = None
        self._folders = Folders(root or data_folder() / "local-kafka")
        self._wanted_port = port
        self._more_settings = more_settings
        self._on_exit = on_exit
        self._jars = JarFolder(read_lock())
        self._learn = learn
        self._maker = Maker()
        self._instance = FileLock(self._folders.lock)
        self._busy = threading.RLock()
        self._tools: tuple[Java, Kafka] | None = None
        self._process: BrokerProcess | None = None
        self._ports: Ports | None = None
        self._advertised_port: int | None = None
        self._other: OtherBroker | None = None
        self._watching = False  # whether an end of the broker is unexpected

    # what is known

    def steps(self) -> tuple[Step, ...]:
        """Return the steps of a start, in order."""
        return STEPS

    def needs_download(self) -> bool:
        """Say, at once, whether a start will have to download something."""
        return self.kafka_folder is None and not self._jars.seems_complete()

    @property
    def bootstrap(self) -> str | None:
        """Where clients reach the broker, such as "127.0.0.1:21092"; None while it does not run."""
        if self._other is not None and self._other.alive:
            return f"{HOST}:{self._other.record.port}"
        running = self._process is not None and self._process.exit_code is None and self._watching
        return f"{HOST}:{self._ports.broker}" if running and self._ports else None

    @property
    def advertised(self) -> str | None:
        """Where the listener that advertises another name is reached, such as "127.0.0.1:21093"; None while there is none."""
        own = self.bootstrap is not None and not self.borrowed and self._advertised_port is not None
        return f"{HOST}:{self._advertised_port}" if own else None

    @property
    def pid(self) -> int | None:
        """The broker's process id, None while it does not run."""
        if self.bootstrap is None:
            return None
        return self._other.record.pid if self._other is not None else self._process.pid if self._process is not None else None

    @property
    def borrowed(self) -> bool:
        """Whether the broker belongs to another KafkaDesk: then it cannot be restarted, killed or reset from here."""
        return self._other is not None and self._other.alive

    @property
    def version(self) -> str:
        """Kafka's version, such as "4.3.1"."""
        return self._tools[1].version if self._tools is not None else self._jars.lock.kafka

    @property
    def log_tail(self) -> tuple[str, ...]:
        """The last lines that the broker logged and printed."""
        return tail(self._folders.server_log, self._folders.output)

    @property
    def log_file(self) -> Path:
        """The broker's log of this run."""
        return self._folders.server_log

    @property
    def group_log_file(self) -> Path:
        """The group coordinator's log of this run."""
        return self._folders.group_log

    def disk_use(self) -> int:
        """Return how many bytes of the disk its data and logs take. Kafka's index files are mostly holes: those do not count."""
        return sum(_disk_bytes(Path(folder) / name) for folder, _, names in os.walk(self._folders.root) for name in names)

    # what can be done

    def start(self, report: Report, cancel: threading.Event) -> str:
        """Run the steps and return the bootstrap address; raises LocalKafkaError, when `cancel` is set LocalKafkaCancelledError."""
        with self._busy:
            if (bootstrap := self.bootstrap) is not None:
                self._skip(report, STEPS)
                return bootstrap
            try:
                return self._start(report, cancel)
            except OSError as error:
                raise kafka_faults.cannot_write(self._folders.root, error) from error
            finally:
                if self.bootstrap is None:
                    self._let_go()

    def stop(self, timeout_s: float = 10) -> None:
        """End the broker in order, by force after `timeout_s`; its data stays. A borrowed broker goes on."""
        with self._busy:
            self._maker.stop()
            if self._other is not None:
                self._other.forget()
                self._other = None
            self._end(timeout_s)
            self._let_go()

    def restart(self) -> str:
        """Stop the broker, or take one that was killed, and start it on the same port and data; returns the bootstrap address."""
        with self._busy:
            if self._other is not None:
                raise kafka_faults.in_use(self._other.record.port)
            if self._ports is None or self._tools is None or not self._instance.held:
                return self.start(lambda _: None, threading.Event())
            self._end(10)
            try:
                return self._launch(*self._tools, threading.Event(), fixed=self._ports.broker)
            except OSError as error:
                raise kafka_faults.cannot_write(self._folders.root, error) from error

    def kill(self) -> None:
        """End the broker as a crash would. restart() brings it back."""
        with self._busy:
            if self._other is not None:
                raise kafka_faults.in_use(self._other.record.port)
            self._watching = False
            if self._process is not None:
                self._process.kill()

    def reset(self) -> None:
        """Delete all topics and records; stops the broker first."""
        self.stop()
        with self._busy:
            try:
                if not self._instance.acquire():
                    raise kafka_faults.in_use(None)
                end_recorded(read_record(self._folders.record), str(self._folders.properties))
                for left in self._folders.root.glob("deleted-*"):
                    delete_tree(left)
                if self._folders.data.exists():
                    # Moved first: if deleting breaks off, no half of the data is taken for the whole.
                    self._folders.data.replace(doomed := self._folders.root / f"deleted-{uuid.uuid4().hex[:8]}")
                    delete_tree(doomed)
                self._folders.record.unlink(missing_ok=True)
            except OSError as error:
                raise kafka_faults.cannot_write(self._folders.root, error) from error
            finally:
                self._instance.release()

    # inside

    def _start(self, report: Report, cancel: threading.Event) -> str:
        if not self._instance.acquire() and (bootstrap := self._borrow(report, cancel)) is not None:
            return bootstrap
        end_recorded(read_record(self._folders.record), str(self._folders.properties))
        make_folder(self._folders.root)
        make_folder(self._folders.logs)
        java = get_java(report)
        kafka = get_kafka(self._jars, self.kafka_folder, self.mirror, report, cancel)
        self._tools = (java, kafka)
        format_folder(java, kafka, self._folders, report, cancel)
        with StepRun(START, report) as step:
            bootstrap = self._launch(java, kafka, cancel, fixed=self._wanted_port)
            step.found(
                Text(
                    QT_TRANSLATE_NOOP("core", "Kafka {version} answers at {bootstrap}"), {"version": kafka.version, "bootstrap": bootstrap}
                )
            )
        if self._learn:
            self._maker.start(java, kafka)
        return bootstrap

    def _launch(self, java: Java, kafka: Kafka, cancel: threading.Event, *, fixed: int | None) -> str:
        launch = kafka_launch.Launch(
            java, kafka, self._folders, fixed=fixed, preferred=self._ports or self._last_ports(), more=self._settings
        )

        def launched(process: BrokerProcess, ports: Ports) -> None:
            self._record(process.pid, ports, kafka.version)

        self._process, self._ports = launch.run(cancel, self._ended, launched)
        self._watching = True
        if self._process.exit_code is not None:
            self._watching = False
            how = signal_name(self._process.exit_code)
            raise kafka_faults.explain(self.log_tail, how, self._folders.data, ready=True, port=self._ports.broker)
        return f"{HOST}:{self._ports.broker}"

    def _settings(self, ports: Ports) -> dict[str, str | int]:
        """Return the broker's settings beside the usual ones."""
        values = self._more_settings(ports) if self._more_settings is not None else {}
        self._advertised_port = None
        if self.advertise is not None:
            self._advertised_port = free_port(avoid=(ports.broker, ports.controller))
            values |= advertising(ports, self.advertise, self._advertised_port)
        return values

    def _borrow(self, report: Report, cancel: threading.Event) -> str | None:
        """Use the broker of another KafkaDesk on this folder; None: that one has ended meanwhile, and the folder is ours."""
        end = time.monotonic() + OTHER_TIMEOUT_S
        with StepRun(START, report) as step:
            step.running(Text(QT_TRANSLATE_NOOP("core", "Another KafkaDesk is starting it")))
            while (record := find_other(self._folders)) is None:
                if cancel.wait(LOOK_EVERY_S):
                    raise kafka_faults.cancelled()
                if self._instance.acquire():
                    step.leave_open()
                    return None
                if time.monotonic() > end:
                    raise kafka_faults.in_use(None)
            if self._wanted_port not in (None, record.port):
                raise kafka_faults.in_use(record.port)
            self._skip(report, STEPS[:-1])
            self._other = OtherBroker(self._folders, record, self._other_ended)
            bootstrap = f"{HOST}:{record.port}"
            step.skip(Text(QT_TRANSLATE_NOOP("core", "Another KafkaDesk runs it, at {bootstrap}"), {"bootstrap": bootstrap}))
        return bootstrap

    def _ended(self, code: int) -> None:
        """Thread: the broker's keeper. So no lock is taken here."""
        if self._watching:
            self._watching = False
            port = self._ports.broker if self._ports is not None else 0
            error = kafka_faults.explain(self.log_tail, signal_name(code), self._folders.data, ready=True, port=port)
            if self._on_exit is not None:
                self._on_exit(error)

    def _other_ended(self) -> None:
        if self._on_exit is not None:
            self._on_exit(kafka_faults.other_ended())

    def _end(self, timeout_s: float) -> None:
        self._watching = False
        if self._process is not None:
            self._process.stop(timeout_s)
            self._process = None
            if self._ports is not None:
                until_free(self._ports.broker, PORT_RELEASE_S)

    def _let_go(self) -> None:
        """Leave the folder to whoever comes next."""
        if self._instance.held:
            record = read_record(self._folders.record)
            if record is not None and record.pid is not None:
                self._record(None, Ports(broker=record.port, controller=record.controller_port), record.version)
            self._instance.release()

    def _record(self, pid: int | None, ports: Ports, version: str) -> None:
        created = start_time(pid) if pid is not None else None
        record = RunRecord(pid=pid, created=created, port=ports.broker, controller_port=ports.controller, version=version)
        try:
            write_record(self._folders.record, record)
        except OSError as error:  # a full disk: the run goes on, only a crashed one could not be found again
            log.info("The run of Local Kafka could not be recorded: %s", error)

    def _last_ports(self) -> Ports | None:
        record = read_record(self._folders.record)
        return None if record is None else Ports(broker=record.port, controller=record.controller_port)

    def _skip(self, report: Report, steps: tuple[Step, ...]) -> None:
        for step in steps:
            with StepRun(step, report) as run:
                run.skip()


def _disk_bytes(path: Path) -> int:
    try:
        status = path.stat()
    except FileNotFoundError:  # Kafka deleted it meanwhile
        return 0
    blocks = getattr(status, "st_blocks", None)  # Windows has none
    return status.st_size if blocks is None else blocks * STAT_BLOCK
