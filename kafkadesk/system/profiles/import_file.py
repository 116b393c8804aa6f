"""Reads a file that profiles are to be imported from: no more of it than a configuration can have, and looks at the files it names."""

from pathlib import Path

from kafkadesk.core.cluster.profile_import import Imported, import_file
from kafkadesk.core.cluster.profiles import MAX_FILE_BYTES
from kafkadesk.core.errors import ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.regular import check_regular, read_regular


def read_import(path: Path) -> Imported:
    """Return what a file holds. Blocks. Raises ProfileError when nothing of it can be read."""
    try:
        data = read_regular(path, MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ProfileError(_unreadable(path, error)) from error
    return import_file(path.name, data, folder=str(path.absolute().parent), check_path=_path_fault)


def _path_fault(path: str) -> Text | None:
    """Return why a file that is there cannot be used; one that is missing may be on another PC."""
    try:
        check_regular(Path(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    return None


def _unreadable(path: Path | str, error: OSError | ValueError) -> Text:
    reason = getattr(error, "strerror", None) or str(error)
    return Text(QT_TRANSLATE_NOOP("core", "{file} cannot be read: {reason}."), {"file": path, "reason": reason})
