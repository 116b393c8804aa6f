"""Fetch Kafka's jars by jgo, some at a time, with progress; given up at once on request."""

import contextlib
import errno
import logging
import queue
import shutil
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kafkadesk.core.errors import LocalKafkaCancelledError, LocalKafkaError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.local_kafka.jars import Jar, JarFolder

log = logging.getLogger(__name__)

AT_ONCE = 4
SILENCE_S = 20  # a repository that sends nothing for so long is given up
LOOK_EVERY_S = 0.1
SPARE_BYTES = 64 * 1024 * 1024  # left free on the disk beside the jars

Progress = Callable[[int], None]


class _Given(Exception):  # noqa: N818  # not an error: stops a download from inside its progress callback
    """The download was given up."""


def fetch_jars(folder: JarFolder, jars: Sequence[Jar], report: Progress, cancel: threading.Event, mirror: str | None = None) -> None:
    """Fetch these jars, check each against the lock, put each into its place; `report` gets the bytes so far.

    mirror: a Maven repository to ask before the usual ones. Raises LocalKafkaError; jars that came stay, so a retry goes on from there.
    """
    need = sum(jar.size for jar in jars)
    try:
        folder.folder.mkdir(parents=True, exist_ok=True)
        folder.clean_up()
        free = shutil.disk_usage(folder.folder).free
        if free < need + SPARE_BYTES:
            raise OSError(errno.ENOSPC, "No space left on device")
        workplace = Path(tempfile.mkdtemp(prefix="fetching-", dir=folder.folder))
    except OSError as error:
        raise _cannot_write(error, folder.folder) from error
    try:
        _Fetch(folder, jars, workplace, mirror).run(report, cancel)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


class _Fetch:
    """One round of fetching. Threads are daemons: one that hangs in a dead network must hold up neither Cancel nor the app's end."""

    def __init__(self, folder: JarFolder, jars: Sequence[Jar], workplace: Path, mirror: str | None) -> None:
        self._folder = folder
        self._workplace = workplace
        self._mirror = mirror
        self._waiting: queue.SimpleQueue[Jar] = queue.SimpleQueue()
        self._ended: queue.SimpleQueue[tuple[Jar, Exception | None]] = queue.SimpleQueue()
        self._given_up = threading.Event()
        self._taking_in = threading.Lock()  # the workplace must not be deleted under a jar that is on its way out of it
        self._bytes: dict[str, int] = {}
        for jar in sorted(jars, key=lambda jar: -jar.size):  # the largest first: they decide how long it takes
            self._waiting.put(jar)
        self._left = len(jars)

    def run(self, report: Progress, cancel: threading.Event) -> None:
        for i in range(min(AT_ONCE, self._left)):
            threading.Thread(target=self._work, name=f"fetch-kafka-{i}", daemon=True).start()
        try:
            while self._left:
                if cancel.is_set():
                    raise LocalKafkaCancelledError(Text(QT_TRANSLATE_NOOP("core", "The download was cancelled.")), retry=True)
                with contextlib.suppress(queue.Empty):
                    jar, error = self._ended.get(timeout=LOOK_EVERY_S)
                    if error is not None:
                        raise _explain(jar, error, self._folder.folder) from error
                    self._left -= 1
                report(sum(self._bytes.copy().values()))
        finally:
            with self._taking_in:
                self._given_up.set()

    def _work(self) -> None:
        while not self._given_up.is_set():
            try:
                jar = self._waiting.get_nowait()
            except queue.Empty:
                return
            error: Exception | None = None
            try:
                self._fetch(jar)
            except _Given as given:
                _hang_up(given)
                return
            except Exception as caught:  # noqa: BLE001  # whatever it is, the starting thread says it to the user
                _hang_up(caught)
                error = caught
            self._ended.put((jar, error))

    def _fetch(self, jar: Jar) -> None:
        from jgo.maven import MavenContext, PythonResolver  # here: it costs 0.2 s, and only a first start needs it

        @contextlib.contextmanager
        def progress(_name: str, _size: int) -> Iterator[Callable[[int], None]]:
            self._bytes[jar.coordinate] = 0
            yield count

        def count(size: int) -> None:
            self._go_on()
            self._bytes[jar.coordinate] = self._bytes.get(jar.coordinate, 0) + size

        group, name, version = jar.coordinate.split(":")
        problem: Exception = LookupError("no repository")
        for i, repository in enumerate(repositories(self._mirror)):
            self._go_on()
            context = MavenContext(
                # An own empty repository each time: a jar that another program left half-loaded is not taken over.
                repo_cache=self._workplace / str(i),
                remote_repos={"one": repository},
                resolver=PythonResolver(progress_callback=progress),
                timeout=SILENCE_S,
            )
            try:
                path = Path(context.project(group, name).at_version(version).artifact().resolve())
            except (OSError, RuntimeError) as error:  # requests' errors are OSErrors; RuntimeError: not found there
                log.info("%s from %s: %s", jar.coordinate, repository, error)
                _hang_up(error)
                problem = error
                continue
            with self._taking_in:
                self._go_on()
                if self._folder.take_in(jar, path):
                    self._bytes[jar.coordinate] = jar.size
                    return
            problem = ValueError("another content than expected")
        raise problem

    def _go_on(self) -> None:
        if self._given_up.is_set():
            raise _Given


def _hang_up(error: Exception) -> None:
    """Close the connection on which a download ended early.

    jgo leaves that to whoever drops its answer last, and an error keeps the answer with the variables of each call it went through.
    """
    traceback.clear_frames(error.__traceback__)


def repositories(mirror: str | None) -> tuple[str, ...]:
    """Return the Maven repositories to ask in turn: the mirror, those of the user's jgo settings, Maven Central."""
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL

    known = [mirror] if mirror else []
    known += GlobalSettings.load().repositories.values()
    return tuple(dict.fromkeys(url.rstrip("/") for url in [*known, MAVEN_CENTRAL_URL]))


def _explain(jar: Jar, error: Exception, folder: Path) -> LocalKafkaError:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
        return _cannot_write(error, folder)
    again = Text(QT_TRANSLATE_NOOP("core", "Try again; or use another mirror, or a Kafka folder of your own."))
    if isinstance(error, ValueError):
        title = QT_TRANSLATE_NOOP("core", "{name} was downloaded and is not the file that it should be, so it was thrown away.")
        return LocalKafkaError(Text(title, {"name": jar.file_name}), again, retry=True)
    if isinstance(error, OSError):
        return LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "Kafka could not be downloaded: there is no connection to the Internet, or it broke off.")),
            Text(
                QT_TRANSLATE_NOOP(
                    "core",
                    "The download is needed once. Try again with a connection; or use another mirror, or a Kafka folder of your own.",
                )
            ),
            retry=True,
        )
    title = QT_TRANSLATE_NOOP("core", "{name} could not be downloaded: {why}.")
    return LocalKafkaError(Text(title, {"name": jar.file_name, "why": str(error).split("\n", 1)[0].rstrip(".")}), again, retry=True)


def _cannot_write(error: OSError, folder: Path) -> LocalKafkaError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "The disk is full: Kafka's files do not fit into {folder}."), {"folder": folder}),
            Text(QT_TRANSLATE_NOOP("core", "Free some space (about 110 MB are needed) and try again.")),
            retry=True,
        )
    return LocalKafkaError(
        Text(
            QT_TRANSLATE_NOOP("core", "Kafka's files cannot be written to {folder}: {why}."),
            {"folder": folder, "why": error.strerror or error},
        ),
        Text(QT_TRANSLATE_NOOP("core", "Make the folder writable and try again.")),
        retry=True,
    )
