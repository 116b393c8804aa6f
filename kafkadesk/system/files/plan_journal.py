"""The list of changes that were made by plans: when, where, what, and what was so before. One JSON object a line."""

import json
import logging
import os
from pathlib import Path
from typing import Any

from kafkadesk.system.files.folders import FILE, data_folder, make_folder

log = logging.getLogger(__name__)

NAME = "changes.jsonl"


class PlanJournal:
    """A file that is only added to. Raises OSError where it cannot be written."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / NAME

    def add(self, entry: dict[str, Any]) -> None:
        """Write an entry, on the disk when this returns."""
        make_folder(self.path.parent)
        with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE), "a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[dict[str, Any]]:
        """Return the entries, oldest first; a line that is none, such as one that was being written, is left out."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        found: list[dict[str, Any]] = []
        for line in lines:
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                log.info("A line of %s is no entry", self.path)
                continue
            if isinstance(entry, dict):
                found.append(entry)
        return found
