"""Settings on disk: a JSON file, written atomically, shared by all windows of one user; a damaged one is set aside."""

import contextlib
import json
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kafkadesk.system.files.folders import FILE, config_folder, make_folder, protect
from kafkadesk.system.files.lock import FileLock

log = logging.getLogger(__name__)

FORMAT = 1
MAX_BYTES = 5 * 1024 * 1024
LOCK_WAIT_S = 3.0  # for another window that writes; it takes milliseconds
LOCK_LOOK_S = 0.01
MOST_ASIDE = 50  # damaged files kept under names of their own

Signature = tuple[int, int, int]  # of a file: when one is another, so may the content be
Edit = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used. path: what it is called now. newer: a later version wrote it. restored: the copy of the
    session before is used in its place.
    """

    path: Path
    newer: bool
    restored: bool


class _UnusableError(ValueError):
    """The file is no store that this version reads."""

    def __init__(self, why: str, *, newer: bool = False) -> None:
        super().__init__(why)
        self.newer = newer


class Store:
    """Settings by name. Values are plain JSON values.

    Several windows may use one file: each change is made to what the file holds at that moment, under a lock, and no other
    name in it is touched. What cannot be written (a full disk) is kept, and written by a later save().

    set_aside: the file that could not be used, if so. run: takes the function that writes, to call it in a thread; None: at once.
    told: called after an attempt to write, on its thread, when it went wrong for the first time, and when it went well again (None).
    Thread: every method from anywhere; only save() waits for the disk.
    """

    def __init__(self, path: Path | None = None, *, max_bytes: int = MAX_BYTES) -> None:
        self.path = path or config_folder() / "settings.json"
        self.set_aside: SetAside | None = None
        self.run: Callable[[Callable[[], bool]], object] | None = None
        self.told: Callable[[OSError | None], None] = lambda _: None
        self._max_bytes = max_bytes
        self._trouble: OSError | None = None
        self._backed_up = False
        self._signature: Signature | None = None
        self._pending: list[tuple[str, Edit]] = []
        self._state_lock = threading.Lock()  # held for moments only
        self._file_lock = threading.Lock()  # held while the disk works; taken before the other one, if both are
        self._lock = FileLock(self.path.with_suffix(".lock"))
        self._values = self._first_read()

    @property
    def trouble(self) -> OSError | None:
        """Why the latest attempt to write failed; None: all is on disk, or about to be."""
        return self._trouble

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting; `default` where it is missing or of another type than the default."""
        with self._state_lock:
            value = self._values.get(name, default)
        return default if default is not None and not isinstance(value, type(default)) else value

    def put(self, name: str, value: Any) -> None:
        """Change a setting, whatever other windows made of it, and have the file written when it is a change."""
        with self._state_lock:
            if self._values.get(name) == value:
                return
            self._values[name] = value
            self._pending = [(other, edit) for other, edit in self._pending if other != name]
            self._pending.append((name, lambda _: value))
        self._begin_save()

    def change(self, name: str, edit: Edit) -> None:
        """Change a setting by what it holds: lists and dicts that several windows add to.

        edit: takes the value (None: there is none) and returns the new one without changing the old. It is called at once, and in the
        writing thread with what the file holds then.
        """
        with self._state_lock:
            self._values[name] = edit(self._values.get(name))
            self._pending.append((name, edit))
        self._begin_save()

    def save(self) -> bool:
        """Write what is not on disk yet; return whether all is. Blocks."""
        with self._file_lock:
            before = self._trouble
            try:
                self._save()
                self._trouble = None
            except OSError as error:
                self._trouble = error
                if before is None:
                    log.warning("%s could not be written: %s", self.path.name, error)
            if (before is None) != (self._trouble is None):
                self.told(self._trouble)
            return self._trouble is None

    def _begin_save(self) -> None:
        if self.run is None:
            self.save()
        else:
            self.run(self.save)

    def _save(self) -> None:
        with self._state_lock:
            edits, values = list(self._pending), dict(self._values)
        if not edits:
            return
        with self._locked():
            if _signature(self.path) != self._signature and (found := self._written_by_others()) is not None:
                values = found
                for name, edit in edits:
                    values[name] = edit(values.get(name))
            self._back_up()
            self._write(values)
            self._signature = _signature(self.path)
        with self._state_lock:
            later = [entry for entry in self._pending if entry not in edits]
            for name, edit in later:
                values[name] = edit(values.get(name))
            self._values, self._pending = values, later

    def _written_by_others(self) -> dict[str, Any] | None:
        """Return what the file holds now; None when what is in memory is better: it was removed, or damaged, meanwhile."""
        aside = self.set_aside
        found = self._read()
        return found if self.set_aside is aside else None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock against other windows; raises TimeoutError when one does not let it go."""
        until = time.monotonic() + LOCK_WAIT_S
        while not self._lock.acquire():
            if time.monotonic() > until:
                raise TimeoutError(f"another window has had {self.path.name} locked for {LOCK_WAIT_S:g} s")
            time.sleep(LOCK_LOOK_S)
        try:
            yield
        finally:
            self._lock.release()

    def _first_read(self) -> dict[str, Any]:
        """Return what the file holds. Nothing here may keep the app from starting."""
        try:
            self._signature = _signature(self.path)
            return self._content(self.path)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            pass  # looked at again under the lock: another window may just be putting it right
        try:
            with self._locked():
                self._signature = _signature(self.path)
                return self._read() or {}
        except OSError as error:
            log.warning("%s cannot be used: %s", self.path, error)
            self._signature = None  # it is tried again before it is written over
            return {}

    def _read(self) -> dict[str, Any] | None:
        """Return what the file holds, None without one; one that cannot be used is set aside. Under the lock; raises OSError."""
        try:
            return self._content(self.path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            return self._put_aside(error)

    def _content(self, path: Path) -> dict[str, Any]:
        """Return the settings in a file; raises OSError, ValueError (_UnusableError among them) or RecursionError."""
        if path.stat().st_size > self._max_bytes:
            raise _UnusableError(f"larger than {self._max_bytes} bytes")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        match data:
            case {"format": int(form), "settings": dict(settings)} if form == FORMAT:
                return settings
            case {"format": int(form)} if form > FORMAT:
                raise _UnusableError("of a later version", newer=True)
            case _:
                raise _UnusableError("not a settings file")

    def _put_aside(self, error: Exception) -> dict[str, Any]:
        """Keep the file under another name, so that nothing in it is lost, and return what there was the session before."""
        aside = _free(self.path.with_suffix(".damaged.json"))
        self.path.replace(aside)
        self._signature = None
        settings: dict[str, Any] = {}
        restored = False
        with contextlib.suppress(OSError, ValueError, RecursionError):  # no copy, or as damaged: the usual settings
            settings = self._content(self._copy_path())
            restored = True
        self.set_aside = SetAside(aside, isinstance(error, _UnusableError) and error.newer, restored)
        log.info("%s could not be used (%s); kept as %s", self.path, error, aside)
        return settings

    def _copy_path(self) -> Path:
        return self.path.with_suffix(".bak")

    def _back_up(self) -> None:
        """Keep a copy of what the session before left, once in a session."""
        if self._backed_up or not self.path.exists():
            return
        part = self._copy_path().with_suffix(".bak.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "wb") as copy, self.path.open("rb") as file:
                protect(part)
                shutil.copyfileobj(file, copy)
            part.replace(self._copy_path())
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._backed_up = True

    def _write(self, values: dict[str, Any]) -> None:
        make_folder(self.path.parent)
        handle, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=f"{self.path.stem}-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"format": FORMAT, "settings": values}, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self.path)
        finally:
            Path(temporary).unlink(missing_ok=True)  # when it went wrong


def _signature(path: Path) -> Signature | None:
    """Return what tells one state of a file from another; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _free(path: Path) -> Path:
    """Return the first of these names that is not taken: x.damaged.json, x.damaged-2.json and so on."""
    names = (path, *(path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(2, MOST_ASIDE)))
    return next((name for name in names if not name.exists()), path)
