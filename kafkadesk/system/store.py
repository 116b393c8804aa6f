"""Settings on disk: one JSON file, written atomically, a damaged one set aside."""

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

log = logging.getLogger(__name__)

FORMAT = 1
MAX_BYTES = 5 * 1024 * 1024
HOME_VARIABLE = "KAFKADESK_HOME"  # puts everything that KafkaDesk keeps under one folder: for tests and portable use


def config_folder() -> Path:
    """Return the folder of the settings."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "config" if home else user_config_path("KafkaDesk", appauthor=False)


def data_folder() -> Path:
    """Return the folder of the data that belongs to the user."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "data" if home else user_data_path("KafkaDesk", appauthor=False)


class Store:
    """Settings by name. Values are plain JSON values. set_aside: where a damaged file was moved, if one was."""

    def __init__(self, path: Path | None = None, *, max_bytes: int = MAX_BYTES) -> None:
        self._path = path or config_folder() / "settings.json"
        self._max_bytes = max_bytes
        self.set_aside: Path | None = None
        self._values = self._read()

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting; `default` where it is missing or of another type than the default."""
        value = self._values.get(name, default)
        return default if default is not None and not isinstance(value, type(default)) else value

    def put(self, name: str, value: Any) -> None:
        """Change a setting and write the file when it is a change. A full or read-only disk is logged, nothing else is lost."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            self._write()
        except OSError as error:
            log.warning("The settings could not be written to %s: %s", self._path, error)

    def _read(self) -> dict[str, Any]:
        try:
            if self._path.stat().st_size > self._max_bytes:
                raise ValueError(f"larger than {self._max_bytes} bytes")
            data = json.loads(self._path.read_text(encoding="utf-8-sig"))
            if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("settings"), dict):
                raise ValueError("not a settings file of this version")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self._put_aside(error)
            return {}
        settings: dict[str, Any] = data["settings"]
        return settings

    def _put_aside(self, error: Exception) -> None:
        aside = self._path.with_suffix(".damaged.json")
        with contextlib.suppress(OSError):
            self._path.replace(aside)
            self.set_aside = aside
        log.info("The settings could not be read (%s); kept as %s", error, aside)

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix="settings-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"format": FORMAT, "settings": self._values}, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
