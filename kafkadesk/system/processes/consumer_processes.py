"""The consumer processes of all panes, one warm spare, and their ends."""

import threading
import time
from collections.abc import Callable, Mapping

from kafkadesk.core.events import PaneEvent
from kafkadesk.core.wire import Command, RowsShown
from kafkadesk.system.processes.consumer_process import ConsumerProcess

CLOSE_S = 3.0  # to leave the group and end


def _forget(pane: str, line: str) -> None:
    """Keep no log: what a caller without a window wants."""
    del pane, line


class ConsumerProcesses:
    """Consumer processes by pane. Nothing here blocks but close_all().

    post: takes every event of every process; keep: the pane and a line that its process logged. Called on threads of that process.
    Thread: the methods are for one thread, the desk's.
    """

    def __init__(self, post: Callable[[PaneEvent], None], keep: Callable[[str, str], None] = _forget) -> None:
        self._post = post
        self._keep = keep
        self._panes: dict[str, ConsumerProcess] = {}
        self._leaving: list[tuple[str, ConsumerProcess]] = []
        self._spare: ConsumerProcess | None = None

    def warm(self) -> None:
        """Keep one process ready that has done its imports, so that the next pane has it at once."""
        if self._spare is None or self._spare.ended.is_set():
            self._spare = ConsumerProcess(self._post, self._keep)

    def open(self, pane: str) -> None:
        """Give the pane a process: the spare, if there is one. Nothing happens to a pane that has one."""
        if pane in self._panes and not self._panes[pane].ended.is_set():
            return
        process, self._spare = self._spare, None
        if process is None or process.ended.is_set():
            process = ConsumerProcess(self._post, self._keep)
        self._panes[pane] = process
        process.take(pane)
        self.warm()

    def send(self, pane: str, command: Command) -> None:
        """Send a command to the pane's process. A process that is closing still takes what the window has shown."""
        if isinstance(command, RowsShown):
            for name, process in self._leaving:
                if name == pane:
                    process.send(command)
        if (running := self._panes.get(pane)) is not None:
            running.send(command)

    def kill(self, pane: str) -> None:
        """End the pane's process as a crash would: its group is not notified. WorkerDied follows."""
        if pane in self._panes:
            self._panes[pane].kill()

    def close(self, pane: str) -> None:
        """Leave, and end the pane's process: in CLOSE_S, whatever it does."""
        if (process := self._panes.pop(pane, None)) is not None:
            self._leaving = [(name, old) for name, old in self._leaving if not old.ended.is_set()]
            self._leaving.append((pane, process))
            threading.Thread(target=_end, args=([process], CLOSE_S), name="process-end", daemon=True).start()

    def close_all(self, timeout_s: float = CLOSE_S) -> None:
        """Have every process leave and end, and wait for it; those that take longer are ended."""
        spare = [] if self._spare is None else [self._spare]
        _end([*spare, *self._panes.values(), *(process for _, process in self._leaving)], timeout_s)
        self._panes.clear()
        self._leaving.clear()
        self._spare = None

    def pids(self) -> Mapping[str, int]:
        """Return the process id of every pane whose process runs."""
        return {pane: process.pid for pane, process in self._panes.items() if process.pid is not None and not process.ended.is_set()}

    def heard(self) -> Mapping[str, float]:
        """Return when each pane's process gave a sign of life, time.monotonic() seconds. A healthy one gives one each second."""
        return {
            pane: process.heard_at for pane, process in self._panes.items() if process.heard_at is not None and not process.ended.is_set()
        }


def _end(processes: list[ConsumerProcess], timeout_s: float) -> None:
    """Close them all, wait for all together, and end those that are still there."""
    until = time.monotonic() + timeout_s
    for process in processes:
        process.close()
    for process in processes:
        process.ended.wait(max(0.0, until - time.monotonic()))
    for process in processes:
        if not process.ended.is_set():
            process.end()
            process.ended.wait(1.0)
