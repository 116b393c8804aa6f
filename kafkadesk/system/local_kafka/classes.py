"""Java's cache of Kafka's classes, which halves the work of a start. Made once for a Java and a Kafka, in idle time.

Java makes it from a run that ends by itself (JEP 483, 514), and on Windows nothing can ask a broker to end. So the run is a broker
whose port is taken: it loads all that a broker needs, cannot open its port, and ends. Java uses a cache only with the very Java and
jars that it was made of; else it starts as without.
"""

import contextlib
import hashlib
import logging
import shutil
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.system.files.delete_tree import delete_tree
from kafkadesk.system.files.folders import make_folder, write_text
from kafkadesk.system.files.lock import FileLock
from kafkadesk.system.local_kafka.config import HOST, Folders, Ports, format_command, properties, server_command, settings
from kafkadesk.system.local_kafka.jars import Kafka, cache_folder
from kafkadesk.system.local_kafka.java import Java, for_java
from kafkadesk.system.local_kafka.ports import free_port
from kafkadesk.system.local_kafka.process import run_short

log = logging.getLogger(__name__)

OLDEST_JAVA = 25
DELAY_S = 20.0  # after a start: whoever started it has the computer to themselves first
STEP_TIMEOUT_S = 300  # at the lowest priority
KEPT = 2  # caches of other Javas or Kafkas
LEAST_FREE_BYTES = 512 * 1024 * 1024  # of 66 MB that it takes


def cache_file(java: Java, kafka: Kafka) -> Path | None:
    """Return where the cache of this Java and this Kafka is, or would be; None: there is none for them."""
    if int(java.version.split(".")[0]) < OLDEST_JAVA or "*" in kafka.class_path:  # a folder of the user's own may change under it
        return None
    of = hashlib.sha256(f"{java.program}\n{java.version}\n{kafka.class_path}".encode()).hexdigest()[:12]
    return cache_folder() / "kafka" / f"classes-{of}.aot"


def options(java: Java, kafka: Kafka) -> tuple[str, ...]:
    """Return what tells Java to use the cache; nothing while there is none."""
    path = cache_file(java, kafka)
    # Java 25 warns of parts of a cache that it leaves aside. They would stand in the log's last lines, which are for real faults.
    return () if path is None or not path.is_file() else (f"-XX:AOTCache={_for_java(path)}", "-Xlog:aot*=error")


def drop(java: Java, kafka: Kafka) -> bool:
    """Delete the cache, which may be why Java crashed; say whether there was one."""
    path = cache_file(java, kafka)
    if path is None or not path.is_file():
        return False
    log.info("Java crashed: it starts without its cache of classes, %s", path)
    with contextlib.suppress(OSError):
        path.unlink()
    return not path.is_file()


def make(java: Java, kafka: Kafka, cancel: threading.Event) -> bool:
    """Make the cache unless it is there or somebody makes it just now; say whether it is there. Blocks for some ten seconds."""
    path = cache_file(java, kafka)
    if path is None:
        return False
    lock = FileLock(path.with_suffix(".lock"))
    try:
        if path.is_file() or shutil.disk_usage(path.parent).free < LEAST_FREE_BYTES or not lock.acquire():
            return path.is_file()
        folder = Path(tempfile.mkdtemp(prefix="kafkadesk-classes-"))
        try:
            _make(java, kafka, path, Folders(folder), cancel)
        finally:
            delete_tree(folder)
            lock.release()
    except (OSError, LocalKafkaError, subprocess.TimeoutExpired) as error:
        log.info("Java's cache of classes could not be made, and starts stay as long as they are: %s", error)
    return path.is_file()


def _make(java: Java, kafka: Kafka, path: Path, folders: Folders, cancel: threading.Event) -> None:
    make_folder(folders.logs)
    learned, made = folders.root / "classes.config", path.with_name(f"making-{path.name}")
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        values = settings(folders, Ports(broker=port, controller=free_port(avoid=(port,))))
        write_text(folders.properties, properties(values))
        learn = ("-XX:AOTMode=record", f"-XX:AOTConfiguration={_for_java(learned)}")
        write = ("-XX:AOTMode=create", f"-XX:AOTConfiguration={_for_java(learned)}", f"-XX:AOTCache={_for_java(made)}")
        for command in (
            format_command(java, kafka, folders),
            server_command(java, kafka, folders, learn),
            server_command(java, kafka, folders, write),
        ):
            run_short(command, folders.root, folders.output, cancel, STEP_TIMEOUT_S, idle=True)
            if cancel.is_set():
                made.unlink(missing_ok=True)
                return
    made.replace(path)
    others = sorted((p for p in path.parent.glob("classes-*.aot") if p != path), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        with contextlib.suppress(OSError):  # on Windows: a broker uses it
            old.unlink()


def _for_java(path: Path) -> str:
    """Return a path as Java's command line takes it. The file need not be there, its folder must."""
    return str(Path(for_java(str(path.parent))) / path.name)


class Maker:
    """Makes the cache some time after a start, on a thread of its own."""

    def __init__(self) -> None:
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, java: Java, kafka: Kafka, delay_s: float = DELAY_S) -> None:
        """Make it after `delay_s`, unless it is there or `stop` is called."""
        self.stop()
        path = cache_file(java, kafka)
        if path is not None and not path.is_file():
            self._cancel = cancel = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(java, kafka, cancel, delay_s), name="kafka-classes", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._cancel.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @staticmethod
    def _run(java: Java, kafka: Kafka, cancel: threading.Event, delay_s: float) -> None:
        if not cancel.wait(delay_s):
            make(java, kafka, cancel)
