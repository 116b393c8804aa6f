"""Where logged lines go: into the window's log book, or down a consumer process's standard error. Never with a password in them."""

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from kafkadesk.core.log.redact import redacted

if TYPE_CHECKING:  # 5 ms in each consumer process, which has no log book
    from kafkadesk.core.log.book import LogBook

LIBRARY = "kafka"
KEPT_LINES = 300
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"  # core/logbook.py reads it back
REPEAT_S = 1.0  # the same template of the same logger, at most so often: without a broker the library says one thing 100 times a second
TEMPLATES = 500


class Redacting(logging.Formatter):
    """Writes a record as one line, its traceback behind it, secrets masked."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class Repeats(logging.Filter):
    """Passes a message template of a logger once in REPEAT_S, and refuses DEBUG whatever the loggers are set to."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._last: dict[tuple[str, int, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is to be kept. Errors with a traceback always are."""
        if record.levelno < logging.INFO:
            return False
        if record.exc_info:
            return True
        key, now = (record.name, record.levelno, str(record.msg)), time.monotonic()
        with self._lock:
            if now - self._last.get(key, -REPEAT_S) < REPEAT_S:
                return False
            if len(self._last) >= TEMPLATES:
                self._last.clear()
            self._last[key] = now
        return True


class BookHandler(logging.Handler):
    """Puts records into the log book."""

    def __init__(self, book: "LogBook") -> None:
        super().__init__(logging.INFO)
        self._book = book
        self._formatter = Redacting()
        self.addFilter(Repeats())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record. One that cannot be put into words, such as with wrong arguments, is kept as its template."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError):
            text = str(record.msg)
        details = self._formatter.formatException(record.exc_info) if record.exc_info else ""
        self._book.add(record.levelno, record.name, text, details=details)


class LibraryLog(logging.Handler):
    """The last lines of the library's log at `level` or above, oldest first, secrets masked."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.setFormatter(Redacting(FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a line. DEBUG is refused, whatever the loggers are set to."""
        if record.levelno >= logging.INFO:
            self._lines.append(self.format(record))

    def lines(self) -> tuple[str, ...]:
        """Return the lines kept, oldest first."""
        return tuple(self._lines)


def quiet(level: int = logging.WARNING) -> LibraryLog:
    """Send the library's log to memory, and nowhere else unless it was said before; return where it goes. Again: changes nothing."""
    logger = logging.getLogger(LIBRARY)
    for handler in logger.handlers:
        if isinstance(handler, LibraryLog):
            return handler
    log = LibraryLog(max(level, logging.INFO))
    logger.addHandler(log)
    logger.setLevel(max(level, logging.INFO))
    logger.propagate = False  # records of a child logger set to DEBUG would reach the root's handlers otherwise
    return log


def keep_in(book: "LogBook") -> Callable[[], None]:
    """Put everything that is logged in this process, the library's INFO included, into the book; return how to end that."""
    quiet()
    terminal = logging.StreamHandler(sys.stderr) if sys.stderr is not None else logging.NullHandler()  # none under pythonw
    terminal.setLevel(logging.WARNING)
    terminal.setFormatter(Redacting(FORMAT))
    logging.getLogger().addHandler(terminal)
    detach = _attach(BookHandler(book))

    def end() -> None:
        logging.getLogger().removeHandler(terminal)
        detach()

    return end


def to_stderr() -> None:
    """Have a consumer process write everything that is logged to standard error, line by line."""
    quiet()
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.INFO)
    handler.setFormatter(Redacting(FORMAT))
    handler.addFilter(Repeats())
    _attach(handler)
    logging.getLogger(f"{LIBRARY}.cluster").setLevel(logging.WARNING)  # it tells of each metadata answer, every other second


def _attach(handler: logging.Handler) -> Callable[[], None]:
    """Attach to the root and to the library's logger, which does not propagate; both at INFO."""
    loggers = (logging.getLogger(), logging.getLogger(LIBRARY))
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)

    def detach() -> None:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)

    return detach
