"""Who hears whom, for the timeline of rebalances: the desk's groups to the table, a selected one to the flow view, the table to a file."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.events import DeskEvent, GroupChanged, PaneChanged
from kafkadesk.core.flow.past import past_world
from kafkadesk.core.flow.world import FlowGroup, FlowPartition, FlowTopic, GroupWord
from kafkadesk.core.focus import LowerView
from kafkadesk.core.groups.rebalance_rows import RebalanceRow, as_csv, as_json, rows_of
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.export import export

REFRESH_MS = 200


class RebalanceWiring(QObject):
    """Keeps the timeline as the desk is. Names of panes that were closed are remembered for the rebalances they were in."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.rebalances)
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._names: dict[str, str] = {}
        self._epoch_s = time.time() - time.monotonic()  # once: a row is known by its time
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        parts.rebalances.flow_requested.connect(self._show_flow)
        parts.rebalances.export_requested.connect(self._export)
        self._stop = desk.listen(self._on_event)

    def close(self) -> None:
        self._stop()
        self._refresh.stop()

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, PaneChanged) and event.pane in self._desk.panes:
            self._names[event.pane] = self._desk.panes[event.pane].name
        elif isinstance(event, GroupChanged) and not self._refresh.isActive():
            self._refresh.start()

    def _on_refresh(self) -> None:
        desk = self._desk
        rows = rows_of(
            desk.groups.values(), name=lambda pane: self._names.get(pane, pane), label=desk.labels.label_of, epoch_s=self._epoch_s
        )
        self._parts.rebalances.table.set_rows(rows)

    def _show_flow(self, row: RebalanceRow) -> None:
        name = next(iter(row.topics.values()), "")
        row = row.of_topic(name)
        ends, known = self._desk.log_ends(name), self._desk.topics.get(name)
        count = known.partitions if known is not None else 1 + max((p for of in row.after.values() for p in of), default=0)
        topic = FlowTopic(name=name, partitions=tuple(FlowPartition(number=p, end=ends.get(p)) for p in range(count)))
        group = FlowGroup(
            id=row.group, label=row.label, mark=self._parts.colors.mark(row.label), word=GroupWord.STABLE, generation=None, members=()
        )
        self._parts.flow.show_past(past_world(row, topic, group), self._parts.rebalances.table.story(row))
        self._parts.lower.show_view(LowerView.FLOW)

    def _export(self, file: str) -> None:
        """Write the rows as they are now."""
        rows, path = self._parts.rebalances.table.rows(), Path(file)
        if path.suffix.lower() == ".csv":
            work = export(path, as_csv(rows), newline="\r\n")
        else:
            work = export(path, as_json(rows).splitlines())
        self._intents.start(work, "export rebalances")
