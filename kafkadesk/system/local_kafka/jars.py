"""Kafka's jars: which ones (a lock with the SHA-256 of each), whether they are there unharmed, and fetching what is missing.

jgo fetches each jar by its exact coordinates, so that nothing is resolved on the user's computer: what runs is what
packaging/lock_kafka.py resolved and wrote down. One plain folder holds them all and they are named one by one on the class path.
"""

import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from kafkadesk import resources
from kafkadesk.core.errors import LocalKafkaError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.folders import HOME_VARIABLE

log = logging.getLogger(__name__)

CACHE_VARIABLE = "KAFKADESK_CACHE"  # where downloads are kept, before HOME_VARIABLE and the user's cache folder
STAMP = "checked.json"
OLDEST_KAFKA = (4, 0)  # of a folder that the user names: the settings and log4j2 file here are made for 4.x
PIECE = 1024 * 1024  # bytes hashed at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One jar of the lock. coordinate: group:name:version as Maven repositories know it; size in bytes."""

    coordinate: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """Its file name, here and in a repository."""
        _, name, version = self.coordinate.split(":")
        return f"{name}-{version}.jar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The jars that Local Kafka runs on, and Kafka's version."""

    kafka: str
    jars: tuple[Jar, ...]

    @property
    def size(self) -> int:
        """Bytes of all jars."""
        return sum(jar.size for jar in self.jars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kafka:
    """A Kafka that can be run: its version, and what to put on the class path."""

    version: str
    class_path: str


def read_lock() -> Lock:
    """Return the lock that came with this copy of KafkaDesk."""
    data = json.loads(resources.read_text("kafka", "jars.json"))
    return Lock(kafka=data["kafka"], jars=tuple(Jar(coordinate=jar["jar"], size=jar["size"], sha256=jar["sha256"]) for jar in data["jars"]))


def cache_folder() -> Path:
    """Return the folder of what can be fetched again."""
    if cache := os.environ.get(CACHE_VARIABLE):
        return Path(cache)
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "cache" if home else user_cache_path("KafkaDesk", appauthor=False)


def shipped_folder(lock: Lock) -> Path | None:
    """Return the folder of the jars that came with this copy of the program (the full Windows build); None: they must be fetched."""
    folder = resources.root() / "kafka" / "jars"
    return folder if all(_size(folder / jar.file_name) == jar.size for jar in lock.jars) else None


class JarFolder:
    """The jars of a lock in a folder of the cache. A jar is looked at again only when its size or time of change is another."""

    def __init__(self, lock: Lock, folder: Path | None = None) -> None:
        self.lock = lock
        self.folder = folder or shipped_folder(lock) or cache_folder() / "kafka" / lock.kafka

    def kafka(self) -> Kafka:
        """Return what to run, once nothing is missing."""
        return Kafka(version=self.lock.kafka, class_path=os.pathsep.join(str(self.folder / jar.file_name) for jar in self.lock.jars))

    def seems_complete(self) -> bool:
        """Say at once, by sizes alone, whether every jar is there."""
        return all(_size(self.folder / jar.file_name) == jar.size for jar in self.lock.jars)

    def missing(self) -> tuple[Jar, ...]:
        """Return the jars that are absent, cut short or altered."""
        checked = self._read_stamps()
        stamps: dict[str, list[int]] = {}
        missing = []
        for jar in self.lock.jars:
            path = self.folder / jar.file_name
            stamp = _stamp(path)
            if stamp is None or (checked.get(jar.file_name) != stamp and not matches(path, jar)):
                missing.append(jar)
            else:
                stamps[jar.file_name] = stamp
        if stamps != checked and self.folder.is_dir():
            self._write_stamps(stamps)
        return tuple(missing)

    def take_in(self, jar: Jar, path: Path) -> bool:
        """Move a fetched file to its place if it is that jar; say whether it was."""
        if not matches(path, jar):
            log.warning("%s is not the jar that the lock names: thrown away", jar.coordinate)
            path.unlink()
            return False
        self.folder.mkdir(parents=True, exist_ok=True)  # with usual rights: it may be shared, and all in it is public
        path.replace(self.folder / jar.file_name)
        return True

    def clean_up(self) -> None:
        """Delete what cancelled or killed downloads left."""
        for left in self.folder.glob("fetching-*"):
            shutil.rmtree(left, ignore_errors=True)

    def _read_stamps(self) -> dict[str, list[int]]:
        try:
            data = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.info("Every jar is checked again: %s", error)
            return {}
        return data if isinstance(data, dict) else {}

    def _write_stamps(self, stamps: dict[str, list[int]]) -> None:
        try:
            temporary = self.folder / f"{STAMP}.{os.getpid()}"
            temporary.write_text(json.dumps(stamps), encoding="utf-8")
            temporary.replace(self.folder / STAMP)
        except OSError as error:
            log.info("The jars will be checked again at the next start: %s", error)


def matches(path: Path, jar: Jar) -> bool:
    """Say whether the file has the jar's size and SHA-256."""
    if _size(path) != jar.size:
        return False
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest() == jar.sha256


def kafka_in(folder: Path) -> Kafka:
    """Return the Kafka in a folder that the user named: an unpacked release, or its jars; raises LocalKafkaError."""
    jars = folder / "libs" if (folder / "libs").is_dir() else folder
    versions = [path.stem.removeprefix("kafka_2.13-") for path in jars.glob("kafka_2.13-*.jar") if path.stem.count("-") == 1]
    if len(versions) != 1:
        raise LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "There is no Kafka in {folder}."), {"folder": folder}),
            Text(QT_TRANSLATE_NOOP("core", "Choose the folder of an unpacked Kafka release: the one with “bin” and “libs” in it.")),
        )
    (version,) = versions
    if _numbers(version) < OLDEST_KAFKA:
        raise LocalKafkaError(
            Text(QT_TRANSLATE_NOOP("core", "The Kafka in {folder} is {version}: too old."), {"folder": folder, "version": version}),
            Text(QT_TRANSLATE_NOOP("core", "Choose the folder of Kafka 4.0 or newer.")),
        )
    return Kafka(version=version, class_path=str(jars / "*"))


def newer(version: str, than: str) -> bool:
    """Say whether one Kafka version is newer than another, by major and minor number: patches keep to one data format."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())


def _size(path: Path) -> int | None:
    stamp = _stamp(path)
    return None if stamp is None else stamp[0]


def _stamp(path: Path) -> list[int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]
