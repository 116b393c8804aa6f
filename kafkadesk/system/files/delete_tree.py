"""Deletes a folder with all that is in it, on Windows too, where a file marked read-only cannot be deleted."""

import os
import shutil
import stat
from pathlib import Path


def delete_tree(folder: Path) -> None:
    """Delete a folder. Raises OSError. Kafka marks the snapshots of its metadata read-only, one each hour of work."""
    if os.name == "nt":
        for path in folder.rglob("*"):
            if path.is_file() and not path.stat().st_mode & stat.S_IWRITE:
                path.chmod(stat.S_IWRITE)
    shutil.rmtree(folder)
