"""One consumer process, seen from the window: started, listened to, told things, and never waited for."""

import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Protocol

from kafkadesk.core.events import PaneEvent, Stopped, WorkerDied, WorkerReady
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.wire import Command, FrameKind, FrameReader, Quit, Read, WireError, decode_event, encode_command
from kafkadesk.system.processes.children import NO_WINDOW, child_command

log = logging.getLogger(__name__)

LOG_LINES = 50
HARMLESS = re.compile(r"\S+ \S+ INFO ")  # not among the last words of a process that died
PIPE_BYTES = 1024 * 1024  # Linux: a whole batch fits, so that the two sides take turns less often
NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows: as process_group elsewhere
EXEC_FAILED = 127  # as a shell reports a program that could not be started


class RawInput(Protocol):
    """An unbuffered pipe to read from."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Read what is there; 0 at the end."""


def worker_environment() -> dict[str, str]:
    """Return the environment of a consumer process: ours, and it finds the same kafkadesk wherever it is started from."""
    here = str(Path(__file__).resolve().parents[3])
    path = os.environ.get("PYTHONPATH")
    one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # numpy's algebra, which nobody uses, would have a thread and a buffer for each core
    return {**os.environ, **one_thread, "PYTHONPATH": here if not path else os.pathsep.join((here, path))}


class ConsumerProcess:
    """A consumer process and the three threads of the window that serve it: one writes, one reads, one keeps its log.

    `post` takes its events, on the reading thread, once a pane has taken it; `keep(pane, line)` what it writes to standard error.
    Thread: every method returns at once, from whatever thread.
    """

    def __init__(self, post: Callable[[PaneEvent], None], keep: Callable[[str, str], None]) -> None:
        self.pid: int | None = None
        self.ended = threading.Event()  # it is gone and reaped, and its last event posted
        self.heard_at: float | None = None  # when anything came from it, time.monotonic() seconds; None before the first
        self._post = post
        self._keep = keep
        self._pane: str | None = None
        self._group: str | None = None
        self._ready = False
        self._reading = False
        self._killed = False
        self._doomed = False  # to end as soon as it has started
        self._closing = False
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._commands: SimpleQueue[Command | None] = SimpleQueue()
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        threading.Thread(target=self._start_and_write, name="worker-in", daemon=True).start()

    def take(self, pane: str) -> None:
        with self._lock:
            self._pane = pane
            ready = self._ready
        if ready:
            self._post(WorkerReady(pane=pane, pid=self.pid or 0, at=time.monotonic()))

    def send(self, command: Command) -> None:
        """Send a command, after those before it."""
        if isinstance(command, Read):
            self._group = command.plan.group
            self._reading = True
        self._commands.put(command)

    def kill(self) -> None:
        """End it as a crash would."""
        self._killed = True
        self.end()

    def close(self) -> None:
        """Have it leave its group and end. What it still sends is posted; its end is not."""
        self._closing = True
        self.send(Quit())
        self._commands.put(None)

    def end(self) -> None:
        """End it now, whatever it does: it had its time to leave."""
        with self._lock:
            self._doomed = True
            if self._process is not None:
                self._process.kill()

    def _start_and_write(self) -> None:
        try:
            process = self._started()
        except OSError as error:  # no memory, no such program any more
            self._log.append(str(error))
            self._over(EXEC_FAILED)
            return
        assert process.stdin is not None
        with process.stdin as pipe:
            try:
                while (command := self._commands.get()) is not None:
                    data = b"".join(map(encode_command, (command, *self._waiting())))
                    while data:
                        data = data[pipe.write(data) :]
            except OSError:  # it has ended; the reading thread says so
                log.debug("A consumer process no longer listens")

    def _waiting(self) -> list[Command]:
        """Return the commands that wait too: one write for many acknowledgements."""
        more: list[Command] = []
        while True:
            try:
                command = self._commands.get_nowait()
            except Empty:
                return more
            if command is None:
                self._commands.put(None)
                return more
            more.append(command)

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            child_command("worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=worker_environment(),
            # Ctrl+C in the terminal is for the window. Not a session of its own: Linux shares the cores out by session
            # (autogroup), whatever the niceness inside, and nine sessions leave the window every tenth turn.
            process_group=0,
            creationflags=NO_WINDOW | NEW_GROUP,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        _widen(process.stdout.fileno())
        with self._lock:
            self._process, self.pid = process, process.pid
            if self._doomed:
                process.kill()
        keeper = threading.Thread(target=self._keep_log, args=(process.stderr,), name="worker-log", daemon=True)
        keeper.start()
        threading.Thread(target=self._read, args=(process, keeper), name="worker-out", daemon=True).start()
        return process

    def _read(self, process: subprocess.Popen[bytes], keeper: threading.Thread) -> None:
        assert process.stdout is not None
        with process.stdout as pipe:
            try:
                self._read_frames(pipe)  # type: ignore[arg-type]  # bufsize=0: it is a FileIO
            except WireError as error:
                log.warning("A consumer process sent what cannot be read: %s", error)
                self._log.append(str(error))
                process.kill()
        code = process.wait()
        keeper.join()
        self._over(code)

    def _read_frames(self, pipe: RawInput) -> None:
        reader = FrameReader()
        while count := pipe.readinto(reader.room()):
            self.heard_at = time.monotonic()
            if (complete := reader.took(count)) is not None:
                self._take_event(*complete)

    def _take_event(self, kind: FrameKind, body: memoryview) -> None:
        if kind is FrameKind.ALIVE:
            return
        event = decode_event(kind, body, pane=self._pane or "", at=time.monotonic())
        if isinstance(event, Stopped):
            self._reading = False
        if isinstance(event, WorkerReady):
            with self._lock:
                self._ready = True
                if self._pane is None:
                    return  # a spare: told when a pane takes it
        self._post(event)

    def _keep_log(self, pipe: BinaryIO) -> None:
        with pipe:
            for line in pipe:
                text = line.decode("utf-8", "replace").rstrip()
                self._keep(self._pane or "", text)
                if not HARMLESS.match(text):
                    self._log.append(redacted(text))

    def _over(self, code: int) -> None:
        with self._lock:
            self._process = None
            pane = self._pane
        self._commands.put(None)
        if pane is not None:
            now = time.monotonic()
            if not self._closing:
                self._post(WorkerDied(pane=pane, exit_code=code, killed=self._killed, log_tail=tuple(self._log), at=now))
            elif self._reading:  # it was closed, and could not say that it had left
                self._post(Stopped(pane=pane, group=self._group, told=False, at=now))
        self.ended.set()


def _widen(pipe: int) -> None:
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        except OSError as error:  # the user's limit for pipes is used up: it works all the same
            log.debug("A pipe keeps its size: %s", error)
