"""Who hears whom, for the lag view: the desk's groups and log ends to the table and, once a second, to the history of lags."""

import asyncio
import logging
import time
from collections.abc import Iterator
from importlib import import_module

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import ConnectionChanged, DeskEvent
from kafkadesk.core.groups.behind import Unread, Waits
from kafkadesk.core.groups.lag_history import Key, LagHistory, PartitionLag
from kafkadesk.core.groups.state import GroupState
from kafkadesk.desk.desk import Desk
from kafkadesk.models.lag_table import LagRow
from kafkadesk.widgets.groups.lag_plot import LagPlot

log = logging.getLogger(__name__)

REFRESH_MS = 200  # the table: five times a second is as fast as one can read
SAMPLE_MS = 1000
TIMES_S = 5.0  # how often it is asked at most when the next records were written


class LagWiring(QObject):
    """Keeps the lag view as the desk is, while it is seen; the history goes on while it is not."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.lag)
        self._desk = desk
        self._view = parts.lag
        self._intents = intents
        self._history = LagHistory()
        self._cluster: str | None = None
        self._asked_for_plot = False
        self._waits: Waits[Key] = Waits()
        self._waits_due = 0.0
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        self._sample = QTimer(self, interval=SAMPLE_MS)
        self._sample.timeout.connect(self._on_sample)
        self._view.shown.connect(self._on_shown)
        self._stop = desk.listen(self._on_event)

    def close(self) -> None:
        self._stop()
        self._refresh.stop()
        self._sample.stop()

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, ConnectionChanged) and (cluster := self._desk.connection.cluster_id) not in (None, self._cluster):
            self._cluster = cluster
            self._history.clear()
        if self._desk.groups and not self._sample.isActive():
            self._sample.start()
        if self._view.isVisible() and not self._refresh.isActive():
            self._refresh.start()

    def _on_shown(self) -> None:
        self._on_refresh()
        self._view.set_history(self._history, time.monotonic())
        if not self._asked_for_plot:
            self._asked_for_plot = True
            self._intents.start(self._bring_plot(), "load the plot of lags")

    async def _bring_plot(self) -> None:
        await _make_qt_types()
        try:
            pyqtgraph = await asyncio.to_thread(import_module, "pyqtgraph")  # the window would stand still meanwhile
        except ImportError:
            self._view.no_plot()
            return
        plot = LagPlot(pyqtgraph)
        await asyncio.sleep(0)  # to make it, to place it and to draw it first take some 15 ms each: not in one go
        self._view.set_plot(plot)
        await asyncio.sleep(0)
        self._view.set_history(self._history, time.monotonic())

    def _on_refresh(self) -> None:
        self._view.set_rows(self._rows())

    def _on_sample(self) -> None:
        if not self._desk.groups:
            self._sample.stop()
        now, rows = time.monotonic(), self._rows()
        self._history.sample(now, {row.key: row.lag for row in rows})
        if self._view.isVisible():
            self._view.set_rows(rows)  # ends and commits move, and vanish, without an event
            self._ask_times(now, rows)
            self._view.set_history(self._history, now)

    def _ask_times(self, now: float, rows: list[LagRow]) -> None:
        """Ask when the next records of groups that lag were written, unless that is known."""
        first = {row.key: row.next for row in rows if row.lag and row.next is not None}
        if self._waits.unknown(first) and now >= self._waits_due and self._desk.connection.phase.usable:
            self._waits_due = now + TIMES_S
            self._intents.start(self._bring_times(first), "ask how long groups are behind")

    async def _bring_times(self, first: dict[Key, Unread]) -> None:
        try:
            times = await self._desk.surveyor.record_times(self._waits.unknown(first))
        except UserError as error:
            log.info("Nobody answered when records were written: %s", error)
        else:
            self._waits.answer(first, times, time.time_ns() // 1_000_000)

    def _rows(self) -> list[LagRow]:
        """Return a row a partition of every group in the window: who has it, what is committed, how far behind."""
        groups = sorted(self._desk.groups.values(), key=lambda group: not group.members)  # those that somebody is in come first
        return [row for state in groups for topic in state.topics for row in self._rows_of(state, topic)]

    def _rows_of(self, state: GroupState, topic: str) -> Iterator[LagRow]:
        desk, now_ms = self._desk, int(time.time()) * 1000  # a whole second: a row is painted anew when it is another one
        ends, logs, commits = desk.log_ends(topic), desk.logs(topic), state.committed.get(topic, {})
        owners, names, label = state.owners(topic), state.owner_names(topic), desk.labels.label_of(state.id)
        for partition, end in sorted(ends.items()):
            committed = commits.get(partition)
            begin, stable = (0, end) if logs is None else (logs.begins.get(partition, 0), logs.stable.get(partition, end))
            pane = desk.panes.get(owners.get(partition, ""))
            lag = PartitionLag.of(committed, begin, stable, end)
            first = None if committed is None or logs is None else Unread(topic, logs.topic_id, partition, committed)
            yield LagRow(
                group=label, topic=topic, partition=partition, member=names.get(partition, "—"), committed=committed, log_end=end,
                lag=lag.lag, next=first, behind_ms=self._waits.behind_ms((label, topic, partition), lag.lag, first, now_ms),
                deleted=lag.deleted, held=lag.held,
                position=None if pane is None else pane.positions.get(partition), new_protocol=state.protocol == "consumer",
            )  # fmt: skip


async def _make_qt_types() -> None:
    """Have PySide make its types here, one a turn of the loop, before pyqtgraph copies them all on a thread of its own.

    PySide makes a type when it is first asked for; two threads that ask at the same time have crashed the process.
    """
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            await asyncio.sleep(0)
