"""Reads a file that profiles are to be imported from: no more of it than a configuration can have."""

from pathlib import Path

from kafkadesk.core.cluster.profiles import MAX_FILE_BYTES
from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text


def read_import(path: Path) -> bytes:
    """Return the file, cut behind the size that core/profile_import.py refuses. Blocks. Raises ProfileError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ProfileError(
            Text(QT_TRANSLATE_NOOP("core", "{file} cannot be read: {reason}."), {"file": path, "reason": error.strerror or error})
        ) from error
