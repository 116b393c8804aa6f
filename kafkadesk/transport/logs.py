"""The library's log: kept in memory, never on the app's standard error, never with a password in it."""

import logging
import re
from collections import deque

LIBRARY = "kafka"
KEPT_LINES = 300

# At DEBUG the library writes the SASL password in clear in three places, and a misspelt option puts it into an error.
SECRET = re.compile(r"(?i)([\w-]*(?:password|passwd|secret|token|auth_bytes)[\w-]*['\"]?\s*[:=]\s*)(b?'[^']*'|b?\"[^\"]*\"|[^\s,;)}]+)")


class LibraryLog(logging.Handler):
    """The last lines of the library's log at `level` or above, oldest first, secrets masked."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a line. DEBUG is refused, whatever the loggers are set to."""
        if record.levelno >= logging.INFO:
            self._lines.append(redacted(self.format(record)))

    def lines(self) -> tuple[str, ...]:
        """Return the lines kept, oldest first."""
        return tuple(self._lines)


def quiet(level: int = logging.WARNING) -> LibraryLog:
    """Send the library's log to memory, and nowhere else; return where it goes. Calling it again changes nothing."""
    logger = logging.getLogger(LIBRARY)
    for handler in logger.handlers:
        if isinstance(handler, LibraryLog):
            return handler
    log = LibraryLog(max(level, logging.INFO))
    logger.addHandler(log)
    logger.setLevel(max(level, logging.INFO))
    logger.propagate = False  # records of a child logger set to DEBUG would reach the root's handlers otherwise
    return log


def redacted(text: str) -> str:
    """Return the text with the values of anything named like a secret masked."""
    return SECRET.sub(r"\1***", text)
