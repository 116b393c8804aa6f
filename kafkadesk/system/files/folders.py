"""Where KafkaDesk's own files are, and the one way to make them: for this user only (0600, folders 0700).

On Windows the user's profile folder has such rights already, and these here change nothing.
"""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

HOME_VARIABLE = "KAFKADESK_HOME"  # puts everything that KafkaDesk keeps under one folder: for tests and portable use
FILE, FOLDER = 0o600, 0o700
UMASK = 0o077  # of child processes that write files into our folders


def config_folder() -> Path:
    from platformdirs import user_config_path  # here: the elevated hosts helper takes locks, and has the standard library only

    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "config" if home else user_config_path("KafkaDesk", appauthor=False)


def data_folder() -> Path:
    """Return the folder of the data that belongs to the user."""
    from platformdirs import user_data_path

    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "data" if home else user_data_path("KafkaDesk", appauthor=False)


def make_folder(folder: Path) -> Path:
    """Return a folder that only this user can open; made if it is not there. Raises OSError when it cannot be made.

    Where an earlier version made KafkaDesk's own folders with wider rights, they get narrow ones, with all that is in them.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=FOLDER, exist_ok=True)
    for own in (config_folder(), data_folder()) if os.name == "posix" else ():
        if folder.is_relative_to(own):
            for path in (own, folder):
                if path.stat().st_mode & UMASK:
                    _narrow(path)
    return folder


def write_text(path: Path, text: str) -> None:
    """Write a whole file that only this user can read. Raises OSError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "w", encoding="utf-8") as file:
        protect(path)
        file.write(text)


def protect(path: Path) -> None:
    """Take a file that may be there already, or was made by others, from other users. A file system without rights keeps its own."""
    try:
        path.chmod(FILE)
    except OSError as error:
        log.info("The rights of %s stay as they are: %s", path, error)


def _narrow(folder: Path) -> None:
    try:
        folder.chmod(FOLDER)  # first: from now on nobody else reaches what is in it
        for path in folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(FOLDER if path.is_dir() else path.stat().st_mode & 0o700)
    except OSError as error:  # somebody else's folder, or one that changes meanwhile
        log.info("Not all rights of %s could be narrowed: %s", folder, error)
