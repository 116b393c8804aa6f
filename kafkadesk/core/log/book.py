"""What was logged, by the window, its consumer processes and Kafka's library: bounded, redacted, the newest first."""

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kafkadesk.core.log.redact import conceal, redacted
from kafkadesk.core.log.words import meaning
from kafkadesk.core.text import Text

KEPT = 2_000  # entries
TEXT_CHARS, DETAILS_CHARS = 2_000, 8_000
SAME_WITHIN_MS = 60_000  # the same line again within this time is counted, not repeated
# What transport/logs.py writes to a consumer process's standard error: time, level, logger, text.
LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?P<level>[A-Z]+) (?P<source>[\w.]+): (?P<text>.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing that was logged. serial grows with every entry, and when the same came again.

    level: as in `logging`. source: the logger's name. who: the pane's name; "" for the window itself.
    wall_ms: the latest time, milliseconds since the epoch. count: how often in a row of times. meaning: in words, if known.
    """

    serial: int
    wall_ms: int
    level: int
    source: str
    who: str
    text: str
    details: str = ""
    count: int = 1
    meaning: Text | None = None

    def as_text(self) -> str:
        """Return it for a file, times in UTC."""
        at = datetime.fromtimestamp(self.wall_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        times = f" (x{self.count})" if self.count > 1 else ""
        head = f"{at}Z {logging.getLevelName(self.level)} [{self.who or 'window'}] {self.source}: {self.text}{times}"
        means = "" if self.meaning is None else f"\n    = {self.meaning.render()}"
        details = "".join(f"\n    {line}" for line in self.details.splitlines())
        return f"{head}{means}{details}\n"


Key = tuple[str, int, str, str]


class LogBook:
    """The newest KEPT entries. Everything is redacted on its way in.

    Thread: every method from anywhere.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, LogEntry] = OrderedDict()
        self._older: OrderedDict[int, LogEntry] = OrderedDict()  # the same text, longer ago
        self._last_line: dict[str, Key] = {}
        self._serial = 0

    @property
    def revision(self) -> int:
        """Changes whenever an entry was added or counted."""
        return self._serial

    def conceal(self, secret: str) -> None:
        """Mask this text wherever it would be logged from now on, in this and in every other log of the process."""
        conceal(secret)

    def add(self, level: int, source: str, text: str, *, who: str = "", details: str = "") -> None:
        """Keep an entry; the same again soon is counted instead."""
        with self._lock:
            self._add(level, source, text, who, details)

    def add_line(self, who: str, line: str) -> None:
        """Keep a line that a consumer process wrote to its standard error; one that begins no record belongs to the one before."""
        if not line.strip():
            return
        found = LINE.match(line)
        with self._lock:
            if found is not None:
                level = logging.getLevelNamesMapping().get(found["level"], logging.WARNING)
                self._last_line[who] = self._add(level, found["source"], found["text"], who, "")
                return
            key = self._last_line.get(who)
            entry = None if key is None else self._entries.get(key)
            if key is None or entry is None:
                self._last_line[who] = self._add(logging.WARNING, "stderr", line, who, "")
                return
            more = f"{entry.details}\n{self._kept(line, TEXT_CHARS)}".lstrip("\n")
            self._serial += 1
            self._entries[key] = replace(entry, serial=self._serial, details=_cut(more, DETAILS_CHARS))

    def entries(self, *, level: int = 0, containing: str = "") -> Sequence[LogEntry]:
        """Return what there is at `level` or above with this text in it (letters' case aside), newest first."""
        with self._lock:
            found = sorted((*self._entries.values(), *self._older.values()), key=lambda entry: entry.serial, reverse=True)
        wanted = containing.casefold()
        return [e for e in found if e.level >= level and (not wanted or wanted in _searched(e))]

    def as_text(self) -> str:
        """Return all there is for a file, oldest first."""
        return "".join(entry.as_text() for entry in reversed(self.entries()))

    def _add(self, level: int, source: str, text: str, who: str, details: str) -> Key:
        text = self._kept(text, TEXT_CHARS)
        details = self._kept(details, DETAILS_CHARS)
        now = int(time.time() * 1000)
        key = (who, level, source, text)
        old = self._entries.pop(key, None)
        count = 1
        if old is not None and (now - old.wall_ms <= SAME_WITHIN_MS) and old.details.splitlines()[-1:] == details.splitlines()[-1:]:
            count += old.count
        elif old is not None:
            self._older[old.serial] = old
        self._serial += 1
        self._entries[key] = LogEntry(
            serial=self._serial, wall_ms=now, level=level, source=source, who=who, text=text, details=details, count=count,
            meaning=meaning(source, text),
        )  # fmt: skip
        while len(self._entries) + len(self._older) > KEPT:
            oldest = next(iter(self._entries.values()))
            if self._older and next(iter(self._older)) < oldest.serial:
                self._older.popitem(last=False)
            else:
                self._entries.popitem(last=False)
        return key

    def _kept(self, text: str, most: int) -> str:
        # Cut twice: before, to bound the work; well behind the end of what is kept, so that no half of a secret stays unseen.
        return _cut(redacted(text[: most * 2]), most)


def _searched(entry: LogEntry) -> str:
    means = "" if entry.meaning is None else entry.meaning.render()
    return f"{entry.source} {entry.who} {entry.text} {means} {entry.details}".casefold()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + " …"
