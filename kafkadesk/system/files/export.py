"""Files that a person asked for: written whole or not at all, off the window's thread."""

import asyncio
import errno
import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kafkadesk.core.errors import ExportError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

log = logging.getLogger(__name__)

TELL_EVERY_S = 0.1
DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class ExportCancelledError(ExportError):
    """The user gave the export up: no file was left."""

    def __init__(self) -> None:
        super().__init__(Text(QT_TRANSLATE_NOOP("core", "The export was cancelled. No file was written.")))


def write_lines(path: Path, lines: Iterable[str], *, newline: str = "\n", told: Callable[[int], None], cancel: threading.Event) -> int:
    """Write the lines to `path`, whole or not at all, and return how many; raises ExportError, ExportCancelledError.

    Blocks; `lines` is walked through in the calling thread, and only its present line is held. told: lines so far, ten times a second.
    """
    temporary: Path | None = None
    try:
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
        temporary = Path(made)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            count, told_at = 0, time.monotonic()
            for line in lines:
                if cancel.is_set():
                    raise ExportCancelledError
                file.write(line + newline)
                count += 1
                if time.monotonic() - told_at > TELL_EVERY_S:
                    told(count)
                    told_at = time.monotonic()
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        if temporary is not None:
            _remove(temporary)
    told(count)
    return count


async def export(path: Path, lines: Iterable[str], *, newline: str = "\n", told: Callable[[int], None] = lambda _: None) -> int:
    """As write_lines, in a thread of its own; `told` is called on the event loop. A cancelled task leaves no file."""
    loop = asyncio.get_running_loop()
    cancel = threading.Event()

    def tell(count: int) -> None:
        if not cancel.is_set():
            loop.call_soon_threadsafe(told, count)

    writing = asyncio.ensure_future(asyncio.to_thread(write_lines, path, lines, newline=newline, told=tell, cancel=cancel))
    try:
        await asyncio.wait((writing,))  # not shield(): since Python 3.14 that logs the error of what was cancelled
        return writing.result()
    except asyncio.CancelledError:
        cancel.set()
        await asyncio.gather(writing, return_exceptions=True)  # soon over: it looks before every line
        raise


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s could not be removed: %s", temporary, error)


def _failure(path: Path, error: OSError) -> ExportError:
    """Say why the file could not be written, and that nothing is left of it."""
    if error.errno in DISK_FULL:
        title = Text(QT_TRANSLATE_NOOP("core", "The disk is full: {file} was not written."), {"file": path.name})
        return ExportError(
            title, Text(QT_TRANSLATE_NOOP("core", "Nothing is left of it. Make room, or export to another disk.")), retry=True
        )
    return ExportError(
        Text(QT_TRANSLATE_NOOP("core", "{file} could not be written: {why}."), {"file": path.name, "why": error.strerror or str(error)}),
        Text(QT_TRANSLATE_NOOP("core", "Choose another folder, or close the program that has the file open.")),
        retry=True,
    )
