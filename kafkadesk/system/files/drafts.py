"""Where a window keeps what is typed in it: a file of its own, also beside other windows of the same user."""

import logging
from pathlib import Path

from kafkadesk.system.files.folders import config_folder
from kafkadesk.system.files.lock import FileLock
from kafkadesk.system.files.settings import Store

log = logging.getLogger(__name__)

MAX_BYTES = 256 * 1024 * 1024  # a value as large as a record can be, in base64 and escaped, with room to spare
MOST_WINDOWS = 64


class DraftStore(Store):
    """The draft of one window. No other window opens its file before release(), or before this process ends."""

    def __init__(self, path: Path, hold: FileLock) -> None:
        super().__init__(path, max_bytes=MAX_BYTES)
        self._hold = hold

    def release(self) -> None:
        """Let another window have the file, with what is in it."""
        self._hold.release()


def draft_store() -> DraftStore:
    """Return a draft that no other window has open: the one that was typed in last, or a new one.

    So a window brings back what was last typed in any that is closed or crashed, and a second window what was typed before that.
    """
    names = ["draft.json", *(f"draft-{n}.json" for n in range(2, MOST_WINDOWS))]
    paths = [config_folder() / name for name in names]
    for path in sorted(paths, key=_age):
        hold = FileLock(path.with_suffix(".open"))
        try:
            if hold.acquire():
                return DraftStore(path, hold)
        except OSError as error:  # a folder that cannot be written: the store says so when something is typed
            log.info("%s cannot be locked: %s", path, error)
            return DraftStore(path, hold)
    raise RuntimeError(f"{MOST_WINDOWS} windows are open")


def _age(path: Path) -> float:
    """Return a number that is the smaller the later something was typed."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def template_store() -> Store:
    """Return the store of the messages kept under a name: one for all windows."""
    return Store(config_folder() / "templates.json", max_bytes=MAX_BYTES)
