"""Who hears whom, for the flow view: the desk's state and its records to the picture, what is pointed at to everybody."""

import time
from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from kafkadesk.app.window import WindowParts
from kafkadesk.core.events import DeskEvent, RecordsArrived
from kafkadesk.core.flow.traffic import Rates
from kafkadesk.core.flow.world import FlowWorld, flow_of
from kafkadesk.core.focus import Focus
from kafkadesk.desk.desk import Desk

REFRESH_MS = 200
RATE_TICK_MS = 1000  # a rate falls back to nothing although nothing happens


class FlowWiring(QObject):
    """Keeps the flow view as the desk is. topic(): the producer pane's."""

    def __init__(self, desk: Desk, parts: WindowParts, *, topic: Callable[[], str]) -> None:
        super().__init__(parts.flow)
        self._desk = desk
        self._parts = parts
        self._view = view = parts.flow
        self._topic = topic
        self._rates: dict[str, Rates] = {}
        self._chosen: Focus | None = None
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        view.pointed.connect(lambda focus: self._point(focus or self._chosen))
        view.chosen.connect(self.choose)
        for pressed in (parts.grid.pane_pressed, parts.matrix.member_pressed):
            pressed.connect(lambda pane: self.choose(Focus(member=pane)))
        self._stop = desk.listen(self._on_event)

    def close(self) -> None:
        self._stop()
        self._refresh.stop()

    def choose(self, focus: Focus | None) -> None:
        """Light up what was chosen anywhere, here and everywhere."""
        self._chosen = focus
        self._view.light(focus)
        self._point(focus)

    def _point(self, focus: Focus | None) -> None:
        self._parts.grid.point(focus)
        self._parts.matrix.point(focus)

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, RecordsArrived) and self._view.isVisible():
            pane = self._desk.panes.get(event.pane)
            if pane is not None:
                counts: Counter[int] = Counter()
                for r in event.batch.ranges:
                    counts[r.partition] += r.count
                for partition, count in counts.items():
                    self._view.records(pane.topic, partition, event.pane, count)
        if not self._refresh.isActive():
            self._refresh.start(REFRESH_MS)

    def _on_refresh(self) -> None:
        if not self._view.isVisible():
            return
        world = self._world()
        self._view.set_world(world)
        if any(topic.rate for topic in world.topics):
            self._refresh.start(RATE_TICK_MS)

    def _world(self) -> FlowWorld:
        desk, now = self._desk, time.monotonic()
        chosen = self._topic()
        self._note_rates({chosen, *(pane.topic for pane in desk.panes.values())} & desk.topics.keys(), now)
        return flow_of(
            panes=desk.panes.values(), groups=desk.groups, topics=desk.topics, chosen=chosen, ends=desk.log_ends,
            rates=lambda topic: self._rates[topic].rates() if topic in self._rates else {}, label=desk.labels.label_of, mark=self._parts.colors.mark,
        )  # fmt: skip

    def _note_rates(self, topics: Iterable[str], now: float) -> None:
        kept = {topic: self._rates.get(topic) or Rates() for topic in topics}
        self._rates = kept
        for topic, rates in kept.items():
            rates.update(self._desk.log_ends(topic), now)
