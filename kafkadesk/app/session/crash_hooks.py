"""What nobody caught: logged with its traceback, shown in one banner, and the app goes on."""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from kafkadesk.core.errors import UserError
from kafkadesk.desk.tasks import unexpected

log = logging.getLogger(__name__)

TELL_EVERY_S = 0.5  # a fault in painting comes back with every frame, and the banner is painted too


class CrashHooks(QObject):
    """Python's, asyncio's and Qt's last resorts. Python calls sys.excepthook for exceptions in slots as well.

    `tell` takes what the user is told; it is called on the thread of this object, whatever thread failed.
    Faults before there is a `tell` are in the log all the same.
    """

    _failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tell: Callable[[UserError], None] | None = None
        self._told_at = 0.0
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._failed.connect(self._on_failed)

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        sys.excepthook = self._uncaught
        threading.excepthook = self._thread_failed
        sys.unraisablehook = self._unraisable
        loop.set_exception_handler(self._loop_failed)
        self._loop = loop
        qInstallMessageHandler(self._qt_said)

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._loop is not None:
            self._loop.set_exception_handler(None)
        qInstallMessageHandler(None)
        self.hush()

    def hush(self) -> None:
        """Tell nobody any more: the window closes. Faults are in the log all the same."""
        self.tell = None

    def report(self, error: BaseException, where: str) -> None:
        """Log an exception that nobody handled, and show it. Thread: any."""
        log.error("Nobody handled an exception in %s", where, exc_info=error)
        self._failed.emit(error)

    def _on_failed(self, error: BaseException) -> None:
        now = time.monotonic()
        if self.tell is not None and now - self._told_at >= TELL_EVERY_S:
            self._told_at = now
            self.tell(error if isinstance(error, UserError) else unexpected(error))

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            self._before[0](kind, error, trace)
        else:
            self.report(error.with_traceback(trace), "a slot or the main thread")

    def _thread_failed(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.report(args.exc_value, f"thread {args.thread.name if args.thread else '?'}")

    def _unraisable(self, args: Any) -> None:
        """Log only: it comes from a destructor, and nothing that the user does hangs on it."""
        log.error("An exception in %r could not be raised", type(args.object).__name__, exc_info=args.exc_value)

    def _loop_failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        del loop
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error, str(context.get("message") or "the event loop"))
        else:
            log.error("The event loop says: %s", context.get("message"))

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Take what Qt has to say: its faults are ours to see, its hints are for the log only."""
        del context
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self.report(RuntimeError(text), "Qt")
        else:
            log.info("Qt: %s", text)
