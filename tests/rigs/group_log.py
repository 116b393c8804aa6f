"""The broker's own story of a group: its coordinator's log lines, with their times on the clock of the tests."""

import re
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.rigs.broker import Broker

STAMP = "%Y-%m-%d %H:%M:%S.%f"
MEMBER = r"(\S+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CAUSES = {
    "joined": re.compile(f"Pending dynamic member with id {MEMBER} joins"),
    "left": re.compile(f"Member {MEMBER} has left group"),
    "failed": re.compile(f"Member {MEMBER} in group \\S+ has failed"),
    "asked": re.compile(f"reason: (?:Leader|Updating metadata for member) {MEMBER}"),
}
OVER = re.compile(r"Stabilized group \S+ generation (\d+)|with generation (\d+) is now empty")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A generation of a classic group. causes: what made the group rebalance since the one before, as kind and client id.

    Kinds: joined, left, failed (its session was over), asked (a member joined again by itself, as when its topic has more partitions).
    """

    number: int
    causes: frozenset[tuple[str, str]]


def generations(broker: Broker, group: str) -> list[Generation]:
    """Return the generations of a classic group, oldest first."""
    found, causes = [], set[tuple[str, str]]()
    for line in story(broker, group):
        for kind, pattern in CAUSES.items():
            causes |= {(kind, client) for client in pattern.findall(line.text)}
        if over := OVER.search(line.text):
            found.append(Generation(number=int(over[1] or over[2]), causes=frozenset(causes)))
            causes = set()
    return found


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
