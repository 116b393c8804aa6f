"""The consumer processes of all panes, one warm spare, and their ends."""

import threading
import time
from collections.abc import Callable, Mapping

from kafkadesk.core.events import PaneEvent
from kafkadesk.core.state import Start
from kafkadesk.core.wire import Command, Commit, Join, Leave, Observe, Seek, Shown, ShowUncommitted, Throttle
from kafkadesk.system.processes.worker import WorkerProcess

CLOSE_S = 3.0  # to leave the group and end


def _forget(pane: str, line: str) -> None:
    """Keep no log: what a caller without a window wants."""
    del pane, line


class Workers:
    """Consumer processes by pane. Nothing here blocks but close_all().

    post: takes every event of every process; keep: the pane and a line that its process logged. Called on threads of that process.
    Thread: the methods are for one thread, the desk's.
    """

    def __init__(self, post: Callable[[PaneEvent], None], keep: Callable[[str, str], None] = _forget) -> None:
        self._post = post
        self._keep = keep
        self._panes: dict[str, WorkerProcess] = {}
        self._leaving: list[tuple[str, WorkerProcess]] = []
        self._spare: WorkerProcess | None = None

    def warm(self) -> None:
        """Keep one process ready that has done its imports, so that the next pane has it at once."""
        if self._spare is None or self._spare.ended.is_set():
            self._spare = WorkerProcess(self._post, self._keep)

    def open(self, pane: str) -> None:
        """Give the pane a process: the spare, if there is one. Nothing happens to a pane that has one."""
        if pane in self._panes and not self._panes[pane].ended.is_set():
            return
        self.warm()
        assert self._spare is not None
        self._panes[pane], self._spare = self._spare, None
        self._panes[pane].take(pane)
        self.warm()

    def observe(
        self, pane: str, options: Mapping[str, object], topic: str, start: Start, positions: Mapping[int, int] | None = None
    ) -> None:
        """Have the pane read all partitions without a group. options: ClientOptions.to_json(); positions: where it goes on, if it was."""
        self._send(pane, Observe(options=options, topic=topic, start=start, positions=positions or {}))

    def join(
        self,
        pane: str,
        options: Mapping[str, object],
        topic: str,
        group: str,
        start: Start,
        *,
        commit: str = "shown",
        assignor: str = "range",
    ) -> None:
        """Have the pane become a member of a group; it leaves the one it is in."""
        self._send(pane, Join(options=options, topic=topic, group=group, start=start, commit=commit, assignor=assignor))

    def leave(self, pane: str) -> None:
        """Have the pane leave its group or stop observing. Its process stays, for the next join."""
        self._send(pane, Leave())

    def seek(self, pane: str, to: Start, partition: int | None = None) -> None:
        """Have the pane go on from somewhere else; partition None: in all that it has."""
        self._send(pane, Seek(to=to, partition=partition))

    def throttle(self, pane: str, per_second: int) -> None:
        """Have the pane take at most so many records a second; 0: no limit."""
        self._send(pane, Throttle(per_second=per_second))

    def show_uncommitted(self, pane: str, *, on: bool) -> None:
        """Have the pane hand over records of open and aborted transactions too, or no more."""
        self._send(pane, ShowUncommitted(on=on))

    def commit(self, pane: str) -> None:
        """Have the pane commit what was shown, now."""
        self._send(pane, Commit())

    def shown(self, pane: str, serial: int) -> None:
        """Tell the pane's process that this batch is in the model: it may be committed, and more may come."""
        command = Shown(serial=serial)
        for name, worker in self._leaving:
            if name == pane:
                worker.send(command)
        self._send(pane, command)

    def kill(self, pane: str) -> None:
        """End the pane's process as a crash would: its group is not told. WorkerDied follows."""
        if pane in self._panes:
            self._panes[pane].kill()

    def close(self, pane: str) -> None:
        """Leave, and end the pane's process: in CLOSE_S, whatever it does."""
        if (worker := self._panes.pop(pane, None)) is not None:
            self._leaving = [(name, old) for name, old in self._leaving if not old.ended.is_set()]
            self._leaving.append((pane, worker))
            threading.Thread(target=_end, args=([worker], CLOSE_S), name="worker-end", daemon=True).start()

    def close_all(self, timeout_s: float = CLOSE_S) -> None:
        """Have every process leave and end, and wait for it; those that take longer are ended."""
        spare = [] if self._spare is None else [self._spare]
        _end([*spare, *self._panes.values(), *(worker for _, worker in self._leaving)], timeout_s)
        self._panes.clear()
        self._leaving.clear()
        self._spare = None

    def pids(self) -> Mapping[str, int]:
        """Return the process id of every pane whose process runs."""
        return {pane: worker.pid for pane, worker in self._panes.items() if worker.pid is not None and not worker.ended.is_set()}

    def heard(self) -> Mapping[str, float]:
        """Return when each pane's process gave a sign of life, time.monotonic() seconds. A healthy one gives one each second."""
        return {pane: worker.heard_at for pane, worker in self._panes.items() if worker.heard_at is not None and not worker.ended.is_set()}

    def _send(self, pane: str, command: Command) -> None:
        if (worker := self._panes.get(pane)) is not None:
            worker.send(command)


def _end(workers: list[WorkerProcess], timeout_s: float) -> None:
    """Close them all, wait for all together, and end those that are still there."""
    until = time.monotonic() + timeout_s
    for worker in workers:
        worker.close()
    for worker in workers:
        worker.ended.wait(max(0.0, until - time.monotonic()))
    for worker in workers:
        if not worker.ended.is_set():
            worker.end()
            worker.ended.wait(1.0)
