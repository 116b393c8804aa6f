"""One hosts file on disk and its backups: every change is backed up, noted, written through one handle, and read back.

In place and not by a rename: a file that was put there anew has other rights, and Windows stopped reading it (hostess#27).
The order of the steps makes sure that after a crash at any of them the file is the old one, the new one, or can be repaired.
"""

import base64
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kafkadesk.core.hosts.answers import Answer, HostsError
from kafkadesk.core.hosts.facts import Backup, Look
from kafkadesk.core.hosts.file import HEADER, MAX_BYTES, Edit, digest
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.hosts.disk import Disk

KEPT = 20  # backups, and besides them the very first
SUFFIX = ".hosts"
JOURNAL = "writing.json"
FIRST = "first"


@dataclass(frozen=True, slots=True)
class _Journal:
    """What is being written: SHA-256 of the old and the new content, and the new bytes from the first that differs."""

    old: str
    new: str
    start: int
    tail: bytes


class HostsStore:
    """The hosts file at `path`, its backups and the note of a write in `folder`.

    Thread: blocking; not on the event loop.
    """

    def __init__(self, path: Path, folder: Path, disk: Disk | None = None) -> None:
        self.path = path
        self.folder = folder
        self._disk = disk or usual_disk()

    def read(self) -> Look:
        """Return the file as it is; raise HostsError when it cannot be read."""
        try:
            if self.path.stat().st_size > MAX_BYTES:
                raise HostsError(Answer.ENCODING)
            data, missing = self._disk.read(self.path), False
        except FileNotFoundError:
            data, missing = b"", True
        except OSError as error:
            raise _unreadable(self.path, error) from error
        journal = self._cut_off(data)
        marked = not missing and self._disk.is_read_only(self.path)
        return Look(
            data, missing, read_only=marked, torn=journal is not None, repaired=None if journal is None else self._before(journal, data)
        )

    def change(self, make: Callable[[bytes], Edit], *, expected: str, read_only: bool = False, whole: bool = False) -> Edit:
        """Make an edit and see that it is there. expected: SHA-256 of what the user looked at. Raises HostsError.

        read_only: write a file that is marked as read-only, too, and mark it again afterwards.
        whole: the user saw all that the file is going to hold; other edits are refused while an earlier write is cut off in it.
        """
        return self._locked(
            lambda handle, missing: self._changed(handle, make, expected, missing=missing, whole=whole), read_only=read_only
        )

    def repair(self, result: str, *, expected: str, read_only: bool = False) -> Edit:
        """Put back what an earlier write, which was cut off, had begun to replace; expected and result: SHA-256 of before and after, as the user saw them."""
        return self._locked(lambda handle, _: self._repaired(handle, result, expected), read_only=read_only)

    def _locked(self, work: Callable[[int, bool], Edit], *, read_only: bool) -> Edit:
        try:
            self._disk.make_folder(self.folder)
        except OSError as error:
            raise HostsError(Answer.NO_BACKUP) from error
        try:
            with self._disk.lock(self.folder), self._opened(read_only=read_only) as (handle, missing):
                return work(handle, missing)
        except OSError as error:
            raise HostsError(Answer.DENIED) from error

    def _changed(self, handle: int, make: Callable[[bytes], Edit], expected: str, *, missing: bool, whole: bool) -> Edit:
        data = self._expected(handle, expected)
        if self._cut_off(data) is not None and not whole:
            raise HostsError(Answer.TORN)
        edit = make(HEADER if missing else data)
        if edit.changes:
            self._backup(data)
            self._write(handle, data, edit.new)
        else:
            self._done()
        return edit

    def _repaired(self, handle: int, result: str, expected: str) -> Edit:
        data = self._expected(handle, expected)
        journal = self._cut_off(data)
        if journal is None:
            return Edit(old=data, new=data)
        old = self._before(journal, data)
        if old is None or digest(old) != result:
            raise HostsError(Answer.TORN)
        if not self._put_back(handle, old):
            raise HostsError(Answer.HALF)
        return Edit(old=data, new=old)

    def _expected(self, handle: int, expected: str) -> bytes:
        data = self._disk.load(handle)
        if digest(data) != expected:
            raise HostsError(Answer.CHANGED)
        return data

    def backups(self) -> list[Backup]:
        """Return the backups, the newest first."""
        first = self._first()
        found = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):  # another KafkaDesk took an old one away just now
                facts = path.stat()
                found.append(Backup(path.stem, datetime.fromtimestamp(facts.st_mtime, UTC), facts.st_size, path.stem == first))
        return sorted(found, key=lambda backup: backup.taken, reverse=True)

    def load(self, sha256: str) -> bytes:
        """Return the content of a backup; raise HostsError when it is not what was backed up."""
        try:
            data = self._disk.read_own(self.folder / f"{sha256}{SUFFIX}")
        except OSError as error:
            raise HostsError(Answer.NO_BACKUP, Text(QT_TRANSLATE_NOOP("core", "This backup cannot be read."))) from error
        if digest(data) != sha256:
            raise HostsError(Answer.NO_BACKUP, Text(QT_TRANSLATE_NOOP("core", "This backup is damaged.")))
        return data

    @contextlib.contextmanager
    def _opened(self, *, read_only: bool) -> Iterator[tuple[int, bool]]:
        """Give a handle on the file, and whether it was missing."""
        disk, marked, missing = self._disk, False, False
        try:
            if self.path.exists() and disk.is_read_only(self.path):
                if not read_only:
                    raise HostsError(
                        Answer.DENIED,
                        Text(QT_TRANSLATE_NOOP("core", "The hosts file is marked as read-only. Nothing was changed.")),
                        Text(QT_TRANSLATE_NOOP("core", "KafkaDesk can clear the mark, write, and set it again, if you say so.")),
                    )
                disk.set_read_only(self.path, on=False)
                marked = True
            try:
                handle = disk.open_target(self.path)
            except FileNotFoundError:
                handle, missing = disk.create_target(self.path), True
        except OSError as error:
            if marked:
                disk.set_read_only(self.path, on=True)
            raise HostsError(Answer.DENIED) from error
        try:
            yield handle, missing
        finally:
            empty = missing and not disk.load(handle)
            disk.close(handle)
            if empty:  # nothing came of it: missing it stays
                disk.delete(self.path)
            if marked:
                disk.set_read_only(self.path, on=True)

    def _backup(self, data: bytes) -> None:
        """Keep the old content, and see that it is kept. Raises HostsError: without it nothing is written."""
        name = digest(data)
        path = self.folder / f"{name}{SUFFIX}"
        try:
            self._disk.write_new(path, data)
            if digest(self._disk.read(path)) != name:
                raise HostsError(Answer.NO_BACKUP)
            if not self._first():
                self._disk.write_new(self.folder / FIRST, name.encode("ascii"))
        except OSError as error:
            raise HostsError(Answer.NO_BACKUP) from error

    def _write(self, handle: int, old: bytes, new: bytes) -> None:
        """Write the new content over the old; put the old one back when that fails."""
        start = Edit(old=old, new=new).start
        journal = {"old": digest(old), "new": digest(new), "start": start, "tail": base64.b64encode(new[start:]).decode("ascii")}
        try:
            self._disk.write_new(self.folder / JOURNAL, json.dumps(journal).encode("ascii"))
        except OSError as error:
            raise HostsError(Answer.NO_BACKUP) from error
        try:
            if not self._put(handle, start, new):
                raise HostsError(Answer.MISMATCH)
        except (OSError, HostsError) as error:
            raise HostsError(Answer.MISMATCH if self._put_back(handle, old) else Answer.HALF) from error
        self._done()

    def _put(self, handle: int, start: int, new: bytes) -> bool:
        """Write from the first byte that differs, and say whether the file reads as it should."""
        self._disk.write_at(handle, start, new[start:])
        self._disk.cut(handle, len(new))
        self._disk.sync(handle)
        return self._disk.load(handle) == new

    def _put_back(self, handle: int, old: bytes) -> bool:
        """Write the old content back; return whether it is there. The note of the write stays when it is not."""
        try:
            if not self._put(handle, 0, old):
                return False
        except OSError:
            return False
        self._done()
        return True

    def _cut_off(self, data: bytes) -> _Journal | None:
        """Return the note of a write that was cut off in this content; None where there is none, or it came to its end."""
        journal = self._journal()
        return None if journal is None or digest(data) in (journal.old, journal.new) else journal

    def _before(self, journal: _Journal, data: bytes) -> bytes | None:
        """Return what the content was before the write that was cut off; None where the note does not prove it, or somebody edited since."""
        try:
            old = self.load(journal.old)
        except HostsError:
            return None
        proved = digest(old[: journal.start] + journal.tail) == journal.new  # the note is of one piece
        return old if proved and is_torn(data, old, journal.start, journal.tail) else None

    def _done(self) -> None:
        """Take the note of the write away, and backups beyond those that are kept."""
        with contextlib.suppress(OSError):  # the next change finds the file as it should be, and tries again
            self._disk.delete(self.folder / JOURNAL)
            for backup in [b for b in self.backups() if not b.first][KEPT:]:
                self._disk.delete(self.folder / f"{backup.sha256}{SUFFIX}")

    def _first(self) -> str:
        """Return the SHA-256 of the first backup, "" when there is none."""
        try:
            return self._disk.read_own(self.folder / FIRST).decode("ascii", "replace")
        except OSError:
            return ""

    def _journal(self) -> _Journal | None:
        """Return the note of a write that has not ended, None when there is none that can be read."""
        try:
            data = json.loads(self._disk.read_own(self.folder / JOURNAL))
            return _Journal(str(data["old"]), str(data["new"]), int(data["start"]), base64.b64decode(data["tail"], validate=True))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def usual_disk() -> Disk:
    """Return the steps of this system for a file with backups of the user's own."""
    if sys.platform == "win32":
        from kafkadesk.system.hosts.windows import WindowsDisk

        return WindowsDisk()
    return Disk()


def is_torn(data: bytes, old: bytes, start: int, tail: bytes) -> bool:
    """Whether a content is one that a write of `tail` over `old` from `start` on leaves when it is cut off, and nobody edited since."""
    if data[:start] != old[:start]:
        return False
    rest, before = data[start:], old[start:]
    if len(rest) not in range(min(len(tail), len(before)), max(len(tail), len(before)) + 1):
        return False
    return all(byte in (tail[i : i + 1], before[i : i + 1]) for i, byte in enumerate(rest[i : i + 1] for i in range(len(rest))))


def _unreadable(path: Path, error: OSError) -> HostsError:
    return HostsError(
        Answer.DENIED,
        Text(QT_TRANSLATE_NOOP("core", "{path} cannot be read: {reason}."), {"path": str(path), "reason": error.strerror or str(error)}),
    )
