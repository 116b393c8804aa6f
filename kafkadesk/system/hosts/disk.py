"""The steps in which the hosts file and its backups are touched, one method each: what tests make fail or cut off.

windows.py has the few that are different there. Only the standard library: the elevated helper uses it.
"""

import contextlib
import itertools
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.lock import FileLock

LOCK_WAIT_S = 10.0
LOCK_POLL_S = 0.1
TRIES = 5  # to open a file that a virus scanner or an editor holds
BETWEEN_TRIES_S = 0.4
CHUNK = 1024 * 1024


class Disk:
    """The real disk. A handle is a file descriptor; a path is never opened a second time while one is open."""

    def make_folder(self, folder: Path) -> None:
        """Make the folder of the backups. One that others could write to is set aside with all that is in it: nothing of it is believed."""
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        if os.name == "posix" and not _is_ours(folder.lstat(), stat.S_ISDIR):
            number = next(n for n in itertools.count(1) if not os.path.lexists(folder.with_name(f"{folder.name}.set-aside-{n}")))
            folder.rename(folder.with_name(f"{folder.name}.set-aside-{number}"))
            folder.mkdir(mode=0o755)

    def read(self, path: Path) -> bytes:
        """Return what a file holds."""
        return path.read_bytes()

    def read_own(self, path: Path) -> bytes:
        """Return what a file holds that this program wrote. Raises PermissionError when others could have written it: asked by its handle."""
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            if os.name == "posix" and not _is_ours(os.fstat(handle), stat.S_ISREG):
                raise PermissionError(f"{path} may be somebody else's")
            return self.load(handle)
        finally:
            os.close(handle)

    def write_new(self, path: Path, data: bytes) -> None:
        """Write a file of ours whole or not at all."""
        temporary = path.with_suffix(".tmp")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
        try:
            self.write_at(handle, 0, data)
            self.sync(handle)
        finally:
            os.close(handle)
        temporary.replace(path)

    def delete(self, path: Path) -> None:
        """Delete a file of ours, if it is there."""
        path.unlink(missing_ok=True)

    def is_read_only(self, path: Path) -> bool:
        """Whether the file carries the mark that it is not to be written."""
        return not path.lstat().st_mode & stat.S_IWUSR

    def set_read_only(self, path: Path, *, on: bool) -> None:
        """Set or clear that mark; nothing else of the file's attributes changes."""
        mode = stat.S_IMODE(path.lstat().st_mode)
        path.chmod(mode & ~stat.S_IWUSR if on else mode | stat.S_IWUSR)

    def open_target(self, path: Path) -> int:
        """Open the hosts file itself, to read and write, and keep others from writing; raise HostsError when it is a link."""
        for left in reversed(range(TRIES)):
            try:
                return self._open(path)
            except BlockingIOError:
                if not left:
                    raise HostsError(Answer.BUSY) from None
            self.pause(BETWEEN_TRIES_S)
        raise HostsError(Answer.BUSY)

    def create_target(self, path: Path) -> int:
        """Make a hosts file that is missing, empty; its folder decides who may do what with it."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)

    def load(self, handle: int) -> bytes:
        """Return what the open file holds, from its first byte."""
        os.lseek(handle, 0, os.SEEK_SET)
        parts = []
        while part := os.read(handle, CHUNK):
            parts.append(part)
        return b"".join(parts)

    def write_at(self, handle: int, offset: int, data: bytes) -> None:
        """Write data, in one go where the system takes it so."""
        os.lseek(handle, offset, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def cut(self, handle: int, size: int) -> None:
        """End the file here."""
        os.ftruncate(handle, size)

    def sync(self, handle: int) -> None:
        """Return when what was written is on the disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Let go of the file."""
        os.close(handle)

    def pause(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    @contextlib.contextmanager
    def lock(self, folder: Path) -> Iterator[None]:
        """Keep every other KafkaDesk from changing the same file; raise HostsError (BUSY) after LOCK_WAIT_S."""
        lock = FileLock(folder / "lock")
        end = time.monotonic() + LOCK_WAIT_S
        while not lock.acquire():
            if time.monotonic() > end:
                raise HostsError(Answer.BUSY, Text(QT_TRANSLATE_NOOP("core", "Another KafkaDesk is changing the hosts file.")))
            self.pause(LOCK_POLL_S)
        try:
            yield
        finally:
            lock.release()

    def _open(self, path: Path) -> int:
        """Open the file, or raise BlockingIOError when somebody holds it."""
        if stat.S_ISLNK(path.lstat().st_mode):
            raise _no_file(path)
        handle = self._open_alone(path)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise _no_file(path)
        return handle

    def _open_alone(self, path: Path) -> int:
        return os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))


def _is_ours(facts: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind, and nobody but the user of this process (for the system's hosts file: root) could have written it."""
    return kind(facts.st_mode) and facts.st_uid == os.geteuid() and not facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _no_file(path: Path) -> HostsError:
    return HostsError(
        Answer.DENIED,
        Text(
            QT_TRANSLATE_NOOP("core", "{path} is a link or not a regular file: KafkaDesk does not write through it. Nothing was changed."),
            {"path": str(path)},
        ),
    )
