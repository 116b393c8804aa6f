"""Opens files that a user or a profile names: regular files only, since a named pipe or a device may keep its reader for ever."""

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, limit: int) -> bytes:
    """Return at most so many bytes. Blocks no longer than the disk does. Raises OSError, IsADirectoryError, or EINVAL for no regular file."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    )
    check_regular(path)  # to open some devices does something
    with os.fdopen(os.open(path, flags), "rb") as file:
        _check(os.fstat(file.fileno()).st_mode, path)
        return file.read(limit)


def check_regular(path: Path) -> None:
    """Raise OSError unless this is a regular file, without opening it."""
    _check(path.stat().st_mode, path)


def _check(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
