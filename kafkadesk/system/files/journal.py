"""The journal on disk: what was about to be sent, written before it is, and what became of it."""

import contextlib
import json
import logging
import os
import threading
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.sends.journal import Cluster, Code, JournalEntry, JournalPlace, JournalState, sends_line
from kafkadesk.system.files.folders import FILE, data_folder, make_folder
from kafkadesk.system.files.lock import FileLock

log = logging.getLogger(__name__)

ENDING, LOCK_ENDING, FRESH_ENDING = ".jsonl", ".lock", ".new"
FLAGS = os.O_APPEND | getattr(os, "O_BINARY", 0)
ENCODE = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
SYNC_EVERY_S = 0.1  # what a power loss may cost; a crash of the app alone costs nothing
ROTATE_BYTES = 4 * 1024 * 1024  # then the file is written anew with what still matters
MAX_READ_BYTES = 256 * 1024 * 1024  # of a file left over; a journal never gets near it

Resolved = tuple[int, Code, int | None, int | None]  # number, verdict, partition, offset


def journal_folder() -> Path:
    return data_folder() / "journal"


class JournalFile:
    """One session's journal. Its file appears with the first send, and goes when every send has its outcome.

    Two instances of the app write two files. The file of one that crashed has no lock on it: see left_over().
    failed: called, from any thread, once when it cannot be written; sends go on without it.
    Thread: note() and settle() from any thread; note() writes before it returns, settle() leaves that to the writer's thread.
    """

    def __init__(self, path: Path | None = None, *, failed: Callable[[OSError], None] = lambda _: None) -> None:
        self.path = path or journal_folder() / f"sends-{uuid.uuid4().hex}{ENDING}"
        self.state = JournalState()
        self._failed = failed
        self._lock = FileLock(self.path.with_suffix(LOCK_ENDING))
        self._handle: int | None = None
        self._size = 0
        self._rotate_at = ROTATE_BYTES
        self._broken = False
        self._verdicts: list[Resolved] = []
        self._state_lock = threading.Lock()  # held for moments only: the window's thread takes it
        self._file_lock = threading.Lock()  # held while the disk works; taken before the other one, if both are
        self._dirty = threading.Event()
        self._ending = threading.Event()
        self._writer: threading.Thread | None = None

    def note(self, records: Sequence[OutgoingRecord], place: JournalPlace) -> None:
        """Write down records that are about to be handed over."""
        line = sends_line(records, place)
        with self._file_lock:
            with self._state_lock:
                self.state.take(line)
            self._append([line])
            if self._writer is None and not self._broken and not self._ending.is_set():
                self._writer = threading.Thread(target=self._write_behind, name="journal", daemon=True)
                self._writer.start()
        self._dirty.set()

    def resolve(self, number: int, code: Code, partition: int | None = None, offset: int | None = None) -> None:
        """Note what became of a send; on disk a moment later, which loses nothing: without it the topic is asked."""
        self.resolve_all([(number, code, partition, offset)])

    def resolve_all(self, verdicts: Iterable[Resolved]) -> None:
        """Note what became of sends: number, verdict, and where each is; as settle()."""
        with self._state_lock:
            self._verdicts += [verdict for verdict in verdicts if self.state.resolve(*verdict)]
        if not self._dirty.is_set():
            self._dirty.set()

    def flush(self) -> None:
        """Write now what settle() was given."""
        with self._file_lock:
            self._write_verdicts()

    def entries(self) -> list[JournalEntry]:
        """Return all sends without a known outcome."""
        with self._state_lock:
            return self.state.entries()

    def entries_of(self, cluster: Cluster, topic: str) -> list[JournalEntry]:
        with self._state_lock:
            return self.state.entries_of(cluster, topic)

    def entry(self, number: int) -> JournalEntry | None:
        with self._state_lock:
            return self.state.entry(number)

    def unknown(self) -> list[tuple[Cluster, str]]:
        """Return the topics of sends whose verdict is that nobody knows."""
        with self._state_lock:
            return self.state.unknown()

    def taken(self, cluster: Cluster, topic: str, topic_id: str | None) -> dict[int, tuple[tuple[int, int], ...]]:
        """Return which offsets belong to sends whose outcome is known, by partition."""
        with self._state_lock:
            return self.state.taken(cluster, topic, topic_id)

    def keep_taken(self, *, on: bool) -> None:
        """Remember those offsets also where no send is open, or no more."""
        with self._state_lock:
            self.state.keep_taken(on=on)

    def take_over(self) -> bool:
        """Lock and read the file of another session; False if that session lives, or nothing can be read."""
        try:
            if not self._lock.acquire():
                return False
            self.state.keeps_taken = True  # another session's sends may be looked for with it
            with self.path.open(encoding="utf-8", errors="replace") as file:
                self.state.read(file.read(MAX_READ_BYTES).splitlines())
        except OSError as error:
            log.info("The journal %s could not be read: %s", self.path, error)
            self._lock.release()
            if isinstance(error, FileNotFoundError):  # its session has just removed it
                _remove(self.path.with_suffix(LOCK_ENDING))
            return False
        if self.state.damaged:
            log.info("%s lines of the journal %s are damaged", self.state.damaged, self.path)
        return True

    def close(self) -> None:
        """Write what is left to be written; remove the file if nothing in it matters any more."""
        self._ending.set()
        self._dirty.set()
        if self._writer is not None:
            self._writer.join()
        with self._file_lock:
            if len(self.state):
                self._write_verdicts()
            if self._handle is not None:
                _sync(self._handle, self.path)
                os.close(self._handle)
                self._handle = None
            if self._lock.held:
                if not len(self.state):
                    _remove(self.path)
                self._lock.release()
                _remove(self.path.with_suffix(LOCK_ENDING))

    def _append(self, lines: Sequence[dict[str, Any]]) -> None:
        if self._broken:
            return
        try:
            if self._handle is None:
                make_folder(self.path.parent)
                self._lock.acquire()
                self._handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | FLAGS, FILE)
                self._size = os.fstat(self._handle).st_size
                if self._size:
                    os.write(self._handle, b"\n")  # a line that was torn by a crash ends here
            self._size += _write(self._handle, lines)
        except OSError as error:
            self._broken = True
            log.info("The journal %s cannot be written: %s", self.path, error)
            self._failed(error)

    def _write_verdicts(self) -> None:
        with self._state_lock:
            verdicts, self._verdicts = self._verdicts, []
        if verdicts:
            self._append([{"verdicts": verdicts}])

    def _write_behind(self) -> None:
        """Write verdicts and bring everything to the disk, now and then; asleep while nothing is sent."""
        while not self._ending.is_set():
            self._dirty.wait()
            self._dirty.clear()
            with self._file_lock:
                self._write_verdicts()
                handle = self._handle
            if handle is not None:
                _sync(handle, self.path)  # outside the lock: a slow disk must not hold up the next send; only this thread replaces it
            if self._size > self._rotate_at:
                with self._file_lock:
                    self._rotate()
            self._ending.wait(SYNC_EVERY_S)

    def _rotate(self) -> None:
        """Write the file anew with what still matters; on a disk without room for it go on with the old one."""
        with self._state_lock:
            lines = self.state.lines()
        fresh = self.path.with_suffix(FRESH_ENDING)
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | FLAGS, FILE)
            try:
                size = _write(handle, lines)
                os.fsync(handle)
            finally:
                os.close(handle)
            if self._handle is not None:
                os.close(self._handle)  # Windows replaces no open file
                self._handle = None
            fresh.replace(self.path)
        except OSError as error:
            log.info("The journal %s could not be written anew: %s", self.path, error)
            size = 2 * self._size
        self._rotate_at = ROTATE_BYTES + 2 * size


def _write(handle: int, lines: Sequence[dict[str, Any]]) -> int:
    """Write lines whole; return their size in bytes."""
    rest = memoryview(b"".join(ENCODE(line).encode() + b"\n" for line in lines))
    size = len(rest)
    while rest:
        rest = rest[os.write(handle, rest) :]
    return size


def _sync(handle: int, path: Path) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        log.info("The journal %s could not be brought to the disk: %s", path, error)


def left_over(folder: Path | None = None) -> list[JournalFile]:
    """Return the journals of sessions that have ended and left something open, oldest first; they are locked until closed."""
    folder = folder or journal_folder()
    found = []
    for path in _oldest_first(folder):
        journal = JournalFile(path)
        if not journal.take_over():
            continue
        if len(journal.state):
            found.append(journal)
        else:
            journal.close()
    return found


def beside(own: Collection[Path], folder: Path | None = None) -> dict[Path, JournalState]:
    """Return what the journals of other windows hold now, without taking them over. own: those of this one. Blocks."""
    found: dict[Path, JournalState] = {}
    for path in _oldest_first(folder or journal_folder()):
        if path in own:
            continue
        state = JournalState()
        state.keeps_taken = True
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                state.read(file.read(MAX_READ_BYTES).splitlines())
        except OSError as error:
            log.info("The journal %s could not be read: %s", path, error)
            continue
        found[path] = state
    return found


def _oldest_first(folder: Path) -> list[Path]:
    """Return the journals of a folder. One that another instance removes meanwhile is not among them, and harms no other."""
    ages: list[tuple[float, Path]] = []
    try:
        for path in folder.glob(f"*{ENDING}"):
            with contextlib.suppress(FileNotFoundError):
                ages.append((path.stat().st_mtime, path))
    except OSError as error:
        log.info("The journals in %s could not all be listed: %s", folder, error)
    return [path for _, path in sorted(ages)]


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s could not be removed: %s", path, error)
