"""The broker as a child process: ended with this process, watched by a thread of its own, its last lines kept."""

import contextlib
import logging
import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from kafkadesk.core.priority import gives_way
from kafkadesk.system.files.folders import UMASK, protect
from kafkadesk.system.local_kafka.java import java_environment
from kafkadesk.system.local_kafka.kill_job import KillJob

log = logging.getLogger(__name__)

TAIL_LINES = 60
TAIL_BYTES = 64 * 1024
FRAME = re.compile(r"\s+(at |\.\.\. \d+ more)")
START_TIMEOUT_S = 30
KILL_TIMEOUT_S = 10
LOOK_EVERY_S = 0.05
PRIORITY = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10)  # the window comes first, also where the broker is busy
LOWEST_PRIORITY = getattr(psutil, "IDLE_PRIORITY_CLASS", 19)  # Windows' name for it, and Unix' number
LINUX = platform.system() == "Linux"
PR_SET_PDEATHSIG = 1
# Linux: asks for SIGTERM when the parent ends, however it ends, then becomes the broker. In a program of its own, because code run
# between fork and exec can deadlock in a process that has threads. argv: the parent's id, the command.
DIE_WITH_PARENT = f"""
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl({PR_SET_PDEATHSIG}, signal.SIGTERM)
if os.getppid() != int(sys.argv[1]):
    sys.exit("the parent is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""


class BrokerProcess:
    """One run of the broker.

    Thread: a keeper thread starts the process and waits for it, as Linux ends a child with the very thread that started it. `exited`
    is called on that thread, with the exit code.
    """

    def __init__(self, command: Sequence[str], *, folder: Path, output: Path, exited: Callable[[int], None]) -> None:
        self._command = tied_to_parent(command)
        self._folder = folder
        self._output = output
        self._exited = exited
        self._process: subprocess.Popen[bytes] | None = None
        self._problems: list[OSError] = []
        self._started = threading.Event()
        self._ended = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="local-kafka", daemon=True)
        self._keeper.start()
        self._started.wait(START_TIMEOUT_S)
        if self._problems:
            self._keeper.join()
            raise self._problems[0]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.returncode if self._process is not None and self._ended.is_set() else None

    def wait(self, timeout_s: float) -> bool:
        """Wait until it has ended and `exited` was called; say whether it has."""
        ended = self._ended.wait(timeout_s)
        if ended and threading.current_thread() is not self._keeper:
            self._keeper.join()
        return ended

    def stop(self, timeout_s: float) -> None:
        """End it properly; the hard way when that takes too long. Windows has only the hard way: Kafka recovers at its next start."""
        if self._process is not None and not self._ended.is_set():
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            if not self.wait(timeout_s):
                log.info("Local Kafka did not end within %s s and is killed", timeout_s)
                self.kill()
        self.wait(KILL_TIMEOUT_S)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None and not self._ended.is_set():
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        self.wait(KILL_TIMEOUT_S)

    def _keep(self) -> None:
        try:
            with self._output.open("wb") as output, KillJob() as job:
                protect(self._output)
                # Its own group: Ctrl+C in a terminal is for KafkaDesk, which then ends the broker in order. And no session of its own:
                # Linux shares the processors out by session first, so that its priority would mean nothing.
                self._process = subprocess.Popen(
                    self._command,
                    cwd=self._folder,
                    env=java_environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    process_group=0,
                    umask=UMASK,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
                job.add(self._process.pid)
                if gives_way(os.environ):
                    with contextlib.suppress(psutil.NoSuchProcess):
                        psutil.Process(self._process.pid).nice(PRIORITY)
                self._started.set()
                code = self._process.wait()
        except OSError as error:
            self._problems.append(error)
            self._started.set()
            return
        self._ended.set()
        self._exited(code)


def run_short(command: Sequence[str], folder: Path, output: Path, cancel: threading.Event, timeout_s: float, *, idle: bool = False) -> int:
    """Run one of Kafka's tools and return its exit code; ended early on `cancel`. Raises subprocess.TimeoutExpired.

    idle: at the lowest priority.
    """
    ended = threading.Event()
    process = BrokerProcess(command, folder=folder, output=output, exited=lambda _: ended.set())
    if idle:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(process.pid).nice(LOWEST_PRIORITY)
    end = time.monotonic() + timeout_s
    while not ended.wait(LOOK_EVERY_S):
        if cancel.is_set() or time.monotonic() > end:
            process.kill()
            if not cancel.is_set():
                raise subprocess.TimeoutExpired(command, timeout_s)
    process.wait(KILL_TIMEOUT_S)
    return process.exit_code or 0


def tied_to_parent(command: Sequence[str]) -> list[str]:
    """Return the command that runs `command` so that it ends with this process, where that takes a command (Linux)."""
    if LINUX:
        return [sys.executable, "-I", "-S", "-c", DIE_WITH_PARENT, str(os.getpid()), *command]
    return list(command)


def signal_name(code: int) -> str:
    """Return how a process ended, in words: "signal SIGKILL" or "exit status 1"."""
    if code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"exit status {code}"


def tail(*files: Path) -> tuple[str, ...]:
    """Return the last lines of these files, one file after the other."""
    lines: list[str] = []
    for path in files:
        try:
            with path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES))
                text = file.read().decode("utf-8", "replace")
        except OSError as error:
            log.debug("No tail of %s: %s", path, error)
            continue
        # Without the frames of Java's stack traces: they would push out what happened before.
        lines += deque((line for line in text.splitlines() if not FRAME.match(line)), TAIL_LINES)
    return tuple(lines)
