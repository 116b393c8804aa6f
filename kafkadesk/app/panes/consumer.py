"""Who hears whom, for the consumer panes: their signals to the desk's intents, the desk's events to their models."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.outage import Outage
from kafkadesk.app.panes.rows import RowWiring
from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.colors import GroupColors
from kafkadesk.core.events import RecordsArrived, Unreadable
from kafkadesk.core.python_script import consumer_script
from kafkadesk.core.read_plan import CommitMode
from kafkadesk.core.rows.ring import Gap
from kafkadesk.core.start_position import EARLIEST, Start
from kafkadesk.core.state import PaneMode, PaneState, Phase
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk
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
        self._rows = rows
        self._models: dict[str, RecordTable] = {}
        self._next_switch: dict[str, tuple[str, Start]] = {}
        self._own_groups: set[str] = set()
        self._recent: list[str] = []
        self._commit_modes: dict[str, CommitMode] = {}
        self.outage = Outage(self.pane_changed, self)
        intents.doctor_offered.connect(self._offer_doctor)

    def pane_changed(self, pane: str) -> None:
        """Show, add or take away the pane, as the desk has it now."""
        state = self._desk.panes.get(pane)
        if state is None:
            self._models.pop(pane, None)
            self._next_switch.pop(pane, None)
            self.outage.forget(pane)
            self._grid.remove(pane)
            return
        widget = self._grid.pane(pane) or self._add(state)
        widget.feed(self._shown(state))
        in_group = self._desk.groups.get(state.group or "")
        widget.model.feed_stay(state, {} if in_group is None else in_group.committed)
        self._go_on(state)

    def records(self, event: RecordsArrived) -> None:
        """Put a batch into the pane's model."""
        if model := self._models.get(event.pane):
            model.feed(event.batch)

    def unreadable(self, event: Unreadable) -> None:
        """Put a row in the place of records that could not be read."""
        if model := self._models.get(event.pane):
            model.feed_gap(
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
            widget.feed_available(reason if reason is None else self._waits_for(widget.pane, reason), no_join)
        for pane in list(self._next_switch):
            self._go_on(self._desk.panes[pane])

    @property
    def own_groups(self) -> frozenset[str]:
        """The groups that this window made, or joined after it asked."""
        return frozenset(self._own_groups)

    def shows_own_group(self, group: str) -> None:
        """Note a group that this window made: joining it again needs no warning."""
        self._own_groups.add(group)

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
        widget.feed_recent_groups(tuple(self._recent))
        desk, attempt = self._desk, self._intents.attempt
        widget.observe_requested.connect(lambda pane, start: self._read(pane, "", start))
        widget.join_requested.connect(self._read)
        widget.switch_requested.connect(self._switch)
        widget.leave_requested.connect(lambda pane: attempt(desk.leave, pane))
        widget.kill_requested.connect(lambda pane: attempt(desk.kill, pane))
        widget.restart_requested.connect(lambda pane: attempt(desk.restart_pane, pane))
        widget.close_requested.connect(lambda pane: attempt(desk.close_pane, pane))
        widget.renamed.connect(lambda pane, name: attempt(desk.rename_pane, pane, name))
        widget.seek_requested.connect(lambda pane, to: attempt(desk.seek, pane, to))
        widget.throttle_requested.connect(lambda pane, n: attempt(desk.throttle, pane, n))
        widget.uncommitted_requested.connect(lambda pane, on: desk.show_uncommitted(pane, on=on))
        widget.commit_requested.connect(lambda pane: attempt(desk.commit, pane))
        widget.commit_mode_changed.connect(self._commit_modes.__setitem__)
        widget.assignor_changed.connect(desk.choose_assignor)
        widget.read_older_requested.connect(lambda pane: attempt(desk.seek, pane, EARLIEST))
        widget.python_requested.connect(self._show_python)
        widget.why_requested.connect(self._intents.ask_doctor)
        if self._intents.has_doctor:
            widget.offer_doctor()
        self._rows.connect_pane(widget)
        self._grid.add(widget)
        return widget

    def _switch(self, pane: str, group: str, start: Start) -> None:
        self._intents.attempt(self._desk.leave, pane)
        self._next_switch[pane] = (group, start)
        self.pane_changed(pane)

    def _go_on(self, state: PaneState) -> None:
        """Begin what the pane has left its group for: when it has left, and the broker answers. What did not leave but crashed stays out."""
        if state.mode is PaneMode.LEAVING or state.pane not in self._next_switch:
            return
        phase = self._desk.connection.phase
        if state.mode is PaneMode.IDLE and not phase.usable and phase is not Phase.DISCONNECTED:
            return  # the window tries to connect again by itself, and tells by available()
        group, start = self._next_switch.pop(state.pane)
        if state.mode is PaneMode.IDLE and phase.usable:
            self._read(state.pane, group, start)

    def _waits_for(self, pane: str, reason: str) -> str:
        if pane not in self._next_switch:
            return reason
        group, _ = self._next_switch[pane]
        waits = (
            Text(QT_TRANSLATE_NOOP("core", "It joins {group} as soon as the broker answers."), {"group": group})
            if group
            else Text(QT_TRANSLATE_NOOP("core", "It goes on without a group as soon as the broker answers."))
        )
        return f"{reason} {render(waits)}"

    def _read(self, pane: str, group: str, start: Start) -> None:
        if not group:
            self._intents.attempt(self._desk.observe, pane, self._topic(), start)
        elif group in self._own_groups:
            self._join(pane, group, start)
        else:
            self._intents.start(self._guarded_join(pane, group, start), "join")

    async def _guarded_join(self, pane: str, group: str, start: Start) -> None:
        """Join, unless the group has members or commits of others: then ask first."""
        info = await self._desk.group_info(group)
        ours = {state.member_id for state in self._desk.panes.values()}
        others = [member for member in info.members if member.member_id not in ours]
        if not others and not info.committed:
            self._join(pane, group, start)
            return
        dialog = GroupGuardDialog(info, others, parent=self._grid.window())
        dialog.finished.connect(lambda _: self._answered(dialog, pane, group, start))
        dialog.open()

    def _answered(self, dialog: GroupGuardDialog, pane: str, group: str, start: Start) -> None:
        match dialog.choice if pane in self._desk.panes else GroupChoice.CANCEL:
            case GroupChoice.JOIN:
                self._join(pane, group, start)
            case GroupChoice.OBSERVE:
                self._intents.attempt(self._desk.observe, pane, self._topic(), start)
            case GroupChoice.NEW_GROUP:
                taken = {*self._recent, *self._own_groups}
                new = next(name for n in range(2, 10_000) if (name := f"{group}-{n}") not in taken)
                self._intents.start(self._guarded_join(pane, new, start), "join")
            case GroupChoice.CANCEL:
                self._desk_again(pane)
        dialog.deleteLater()

    def _desk_again(self, pane: str) -> None:
        if state := self._desk.panes.get(pane):
            self.pane_changed(state.pane)

    def _join(self, pane: str, group: str, start: Start) -> None:
        if pane not in self._desk.panes:
            return  # it was closed while the question stood
        group = self._desk.labels.group_of(group)
        self._own_groups.add(group)
        if group not in self._recent:
            self._recent.append(group)
            for widget in self._grid.panes():
                widget.feed_recent_groups(tuple(self._recent))
        plan = self._desk.panes[pane].plan
        commit = self._commit_modes.get(pane, plan.commit)
        self._intents.attempt(self._desk.join, pane, replace(plan, topic=self._topic(), group=group, start=start, commit=commit))

    def _show_python(self, pane: str) -> None:
        state = self._desk.panes[pane]
        servers = parse_bootstrap(self._desk.connection.bootstrap or "localhost:9092")
        plan = replace(state.plan, topic=state.topic or self._topic())
        script = consumer_script(plan, servers, self._desk.connection.security)
        PythonDialog(script, self._grid.window()).open()
