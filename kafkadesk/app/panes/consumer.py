"""Who hears whom, for the consumer panes: their signals to the desk's intents, the desk's events to their models."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.outage import Outage
from kafkadesk.app.panes.rows import RowWiring
from kafkadesk.core.actions import pane as actions
from kafkadesk.core.actions.pane import Verb
from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.doctor.place import NOWHERE, of_pane
from kafkadesk.core.events import RecordsArrived, Unreadable
from kafkadesk.core.python_script import consumer_script
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.start_position import Start
from kafkadesk.core.state import READING, PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.panes.group_guard import ConsentNeededError
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.consumer.consumer_grid import ConsumerGrid
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.consumer.group_guard_dialog import GroupChoice, GroupGuardDialog
from kafkadesk.widgets.window.python_dialog import PythonDialog


class PaneWiring(QObject):
    """Keeps one ConsumerPane a pane of the desk.

    topic() is the topic that a new reading is about: the producer pane's. rows hears what is done with rows.
    """

    def __init__(
        self,
        desk: Desk,
        grid: ConsumerGrid,
        colors: GroupColors,
        *,
        intents: Intents,
        topic: Callable[[], str],
        rows: RowWiring,
    ) -> None:
        super().__init__(grid)
        self._desk = desk
        self._grid = grid
        self._colors = colors
        self._intents = intents
        self._topic = topic
        self.rows = rows
        self._models: dict[str, RecordTable] = {}
        self.outage = Outage(self.pane_changed, self)
        intents.doctor_offered.connect(self._offer_doctor)

    def pane_changed(self, pane: str) -> None:
        """Show, add or take away the pane, as the desk has it now."""
        state = self._desk.panes.get(pane)
        if state is None:
            self._models.pop(pane, None)
            self.outage.forget(pane)
            self._grid.remove(pane)
            return
        widget = self._grid.pane(pane) or self._add(state)
        widget.set_state(self._shown(state))
        in_group = self._desk.groups.get(state.group or "")
        widget.model.update_ownership(state, {} if in_group is None else in_group.committed.get(state.topic, {}))

    def records(self, event: RecordsArrived) -> None:
        """Put a batch into the pane's model."""
        if model := self._models.get(event.pane):
            model.add_batch(event.batch)

    def unreadable(self, event: Unreadable) -> None:
        """Put a row in the place of records that could not be read."""
        if model := self._models.get(event.pane):
            model.add_gap(
                Gap(
                    topic=self._desk.panes[event.pane].topic,
                    partition=event.partition,
                    start=event.start,
                    end=event.end,
                    reason=event.reason,
                    kind=event.kind,
                )
            )

    def numbers_changed(self) -> None:
        """Paint again: the numbers of sends that were confirmed meanwhile."""
        for model in self._models.values():
            model.touch()

    def available(self, reason: str | None, no_join: str | None = None) -> None:
        """Say in every pane why reading cannot be started now, or None if it can; no_join: why only observing can."""
        for widget in self._grid.panes():
            widget.set_available(reason if reason is None else self._waits_for(widget.pane, reason), no_join)

    def _offer_doctor(self) -> None:
        for widget in self._grid.panes():
            widget.offer_doctor()

    def _shown(self, state: PaneState) -> PaneState:
        group = None if state.group is None else self._desk.labels.label_of(state.group)
        return replace(state, group=group, away=self.outage.covers(state))

    def _add(self, state: PaneState) -> ConsumerPane:
        model = RecordTable(self._desk.ledger.number_of, index=len(self._models))
        self._models[state.pane] = model
        widget = ConsumerPane(model, self._shown(state), self._colors, self._grid.widget())  # its parent at once: see there
        model.setParent(widget)
        widget.set_recent_groups(self._recent_groups())
        desk, attempt = self._desk, self._intents.attempt
        widget.read_requested.connect(self._read)
        widget.renamed.connect(lambda pane, name: attempt(desk.rename_pane, pane, name))
        widget.seek_requested.connect(lambda pane, to: attempt(desk.seek, pane, to))
        widget.start_changed.connect(lambda pane, start: desk.choose(pane, start=start))
        self._bind_actions(widget)
        if self._intents.has_doctor:
            widget.offer_doctor()
        self.rows.connect_pane(widget)
        self._grid.add(widget)
        return widget

    def _bind_actions(self, widget: ConsumerPane) -> None:
        desk, pane, bind, attempt = self._desk, widget.pane, widget.commands.bind, self._intents.attempt
        bind(actions.KILL, partial(attempt, desk.kill, pane))
        bind(actions.RESTART, partial(attempt, desk.restart_pane, pane))
        bind(actions.CLOSE, partial(attempt, desk.close_pane, pane))
        bind(actions.COMMIT_NOW, partial(attempt, desk.commit, pane))
        bind(actions.UNCOMMITTED, lambda: desk.show_uncommitted(pane, on=not desk.panes[pane].uncommitted))
        bind(actions.PYTHON, partial(self._show_python, pane))
        bind(actions.WHY, lambda: self._intents.ask_doctor(of_pane(widget.state) or NOWHERE))
        for n, throttle in actions.THROTTLE.items():
            bind(throttle, partial(attempt, desk.throttle, pane, n))
        for mode, commit in actions.COMMIT_MODE.items():
            bind(commit, partial(desk.choose, pane, commit=mode))
        for assignor, assign in actions.ASSIGN.items():
            bind(assign, partial(desk.choose, pane, assignor=assignor))

    def _waits_for(self, pane: str, reason: str) -> str:
        if (plan := self._desk.switches_to(pane)) is None:
            return reason
        waits = (
            Text(QT_TRANSLATE_NOOP("core", "It goes on without a group as soon as the broker answers."))
            if plan.group is None
            else Text(
                QT_TRANSLATE_NOOP("core", "It joins {group} as soon as the broker answers."),
                {"group": self._desk.labels.label_of(plan.group)},
            )
        )
        return f"{reason} {render(waits)}"

    def _plan(self, pane: str, label: str, start: Start) -> ReadPlan:
        """Return how a pane is to read the producer pane's topic. label: the group as it is shown; "": none."""
        group = self._desk.labels.group_of(label) if label else None
        return replace(self._desk.panes[pane].next_plan, topic=self._topic(), group=group, start=start)

    def _read(self, pane: str, verb: Verb, label: str, start: Start) -> None:
        match verb:
            case Verb.OBSERVE:
                self._observe(pane, start)
            case Verb.JOIN:
                self.join(pane, self._plan(pane, label, start))
            case Verb.SWITCH:
                plan = self._plan(pane, label, start)
                self._intents.start(self._asked_first(self._desk.switch(pane, plan), pane, plan), "switch")
            case Verb.LEAVE | Verb.STOP:
                self._intents.attempt(self._desk.leave, pane)

    def _observe(self, pane: str, start: Start) -> None:
        self._intents.attempt(self._desk.observe, pane, self._topic(), start)

    def join(self, pane: str, plan: ReadPlan, *, confirmed: bool = False) -> None:
        """Join, after the user was asked where others are in the group."""
        self._intents.start(self._asked_first(self._desk.join(pane, plan, confirmed=confirmed), pane, plan), "join")

    async def _asked_first(self, joining: Coroutine[Any, Any, None], pane: str, plan: ReadPlan) -> None:
        """Join; where others are in the group, ask the user, and join again with consent."""
        try:
            await joining
        except ConsentNeededError as error:
            if pane in self._desk.panes:
                dialog = GroupGuardDialog(error.info, error.others, parent=self._grid.window())
                dialog.finished.connect(lambda _: self._answered(dialog, pane, plan))
                dialog.open()
        else:
            for widget in self._grid.panes():
                widget.set_recent_groups(self._recent_groups())

    def _answered(self, dialog: GroupGuardDialog, pane: str, plan: ReadPlan) -> None:
        match dialog.choice if pane in self._desk.panes else GroupChoice.CANCEL:
            case GroupChoice.JOIN:
                self.join(pane, plan, confirmed=True)
            case GroupChoice.OBSERVE:
                self._observe(pane, plan.start)
            case GroupChoice.NEW_GROUP:
                self.join(pane, replace(plan, group=self._desk.guard.unused_name(plan.group or "")))
            case GroupChoice.CANCEL:
                self.pane_changed(pane)
        dialog.deleteLater()

    def _recent_groups(self) -> tuple[str, ...]:
        return tuple(map(self._desk.labels.label_of, self._desk.guard.recent))

    def _show_python(self, pane: str) -> None:
        state = self._desk.panes[pane]
        servers = parse_bootstrap(self._desk.connection.bootstrap or "localhost:9092")
        plan = state.plan if state.mode in READING else state.next_plan
        plan = replace(plan, topic=plan.topic or self._topic())
        script = consumer_script(plan, servers, self._desk.connection.security)
        PythonDialog(script, self._grid.window()).open()
