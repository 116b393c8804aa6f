"""The broker's own story of a group: its coordinator's log lines, with their times on the clock of the tests."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.rigs.broker import Broker

STAMP = "%Y-%m-%d %H:%M:%S.%f"
LENGTH = len("2026-01-01 00:00:00.000")


@dataclass(frozen=True, slots=True)
class Line:
    """What the coordinator did. at: time.monotonic() seconds, to the millisecond."""

    at: float
    text: str


def story(broker: Broker, group: str) -> list[Line]:
    """Return all that the broker's log says of a group, oldest first."""
    return [line for path in _files(broker.group_log_path) for line in _lines(path) if f"{group} " in line.text or f"{group}]" in line.text]


def said(broker: Broker, group: str, words: str, *, since: float = 0.0) -> list[Line]:
    """Return the lines with these words about a group since a moment (time.monotonic() seconds; the log's are whole milliseconds)."""
    return [line for line in story(broker, group) if words in line.text and line.at > since - 0.002]


def _files(path: Path) -> list[Path]:
    older = sorted(path.parent.glob(f"{path.stem}-*{path.suffix}"))
    return [*older, path]


def _lines(path: Path) -> list[Line]:
    epoch_s = time.time() - time.monotonic()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            at = datetime.strptime(line[:LENGTH], STAMP).timestamp()  # noqa: DTZ007  # the broker writes local time
        except ValueError:
            continue  # goes on from the line before
        found.append(Line(at - epoch_s, line[LENGTH + 1 :]))
    return found
