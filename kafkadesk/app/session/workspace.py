"""What comes back at the next start: the panes with their groups, idle on a remote cluster; and the user's own beside a lesson's."""

import contextlib
from collections.abc import Mapping
from typing import Any

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.events import ConnectionChanged, DeskEvent
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import READING, PaneState
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store

MOST_PANES = 32
MOST_GROUPS = 200


class Workspace:
    """Keeps and restores the panes of a window. Nothing is read, and no group joined, before resume()."""

    def __init__(self, desk: Desk, parts: WindowParts, intents: Intents) -> None:
        self._desk = desk
        self._parts = parts
        self._intents = intents
        self._resumable: list[str] = []
        self._own: dict[str, list[str]] = {}  # groups that this window made, by cluster id: joining them again needs no warning
        self._stop = desk.listen(self._on_event)

    def state(self) -> dict[str, object]:
        """Return what comes back at the next start, as plain JSON values."""
        desk = self._desk
        if (cluster := desk.connection.cluster_id) is not None:
            known = [*self._own.get(cluster, []), *desk.guard.own]
            self._own[cluster] = list(dict.fromkeys(known))[-MOST_GROUPS:]
        return {"panes": [_kept(pane) for pane in desk.panes.values()], "own_groups": self._own}

    def keep_in(self, store: Store) -> None:
        """Keep state() there. The panes are those of the window that closed last; of other windows' groups none is forgotten."""
        ours = self.state()
        settings.WORKSPACE.change(store, lambda now: ours | {"own_groups": _both(now, self._own)})

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Open the panes of the last time, idle; what cannot be used of a file edited by hand is passed over."""
        self._own = _own_groups(kept.get("own_groups"))
        match kept.get("panes"):
            case list(panes):
                for pane in panes[:MOST_PANES]:
                    if isinstance(pane, dict):
                        self._open(pane)

    def resume(self) -> None:
        """Let those panes read again that read when the window was closed. For Local Kafka: nobody else is disturbed there."""
        resumable, self._resumable = self._resumable, []
        for pane in resumable:
            state = self._desk.panes.get(pane)
            if state is None or state.mode in READING or state.topic not in self._desk.topics:
                continue
            if state.group is None:
                self._intents.attempt(self._desk.observe, pane, state.topic, state.next_plan.start)
            else:
                self._intents.start(self._desk.join(pane, state.next_plan, confirmed=True), "join")

    def begin_lesson(self) -> None:
        """Put the user's panes aside; they go on as they are, and a lesson's panes have the window for themselves."""
        self._parts.grid.put_aside(self._desk.panes)
        self._parts.matrix.leave_out(self._desk.panes)

    def end_lesson(self) -> None:
        """Bring the user's panes back."""
        self._parts.grid.put_aside(())
        self._parts.matrix.leave_out(())

    def close(self) -> None:
        self._stop()

    def _open(self, pane: Mapping[str, Any]) -> None:
        match pane:
            case {"name": str(name), "topic": str(topic), "group": str() | None as group, "reading": bool(reading)} if name:
                opened = self._desk.add_pane(name, _plan(topic, group, pane))
                if reading:
                    self._resumable.append(opened)

    def _on_event(self, event: DeskEvent) -> None:
        if isinstance(event, ConnectionChanged) and (cluster := self._desk.connection.cluster_id) is not None:
            for group in self._own.get(cluster, ()):
                self._desk.guard.add_own(group)


def _both(now: object, ours: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the groups in a file and ours, by cluster id."""
    kept = now.get("own_groups") if isinstance(now, dict) else None
    theirs = _own_groups(kept)
    return {
        cluster: list(dict.fromkeys((*theirs.get(cluster, ()), *ours.get(cluster, ()))))[-MOST_GROUPS:] for cluster in {**theirs, **ours}
    }


def _own_groups(kept: object) -> dict[str, list[str]]:
    match kept:
        case dict(own):
            return {str(c): [g for g in groups if isinstance(g, str)] for c, groups in own.items() if isinstance(groups, list)}
        case _:
            return {}


def _kept(pane: PaneState) -> dict[str, object]:
    return {"name": pane.name, "reading": pane.mode in READING, **pane.next_plan.to_json()}


def _plan(topic: str, group: str | None, stored: Mapping[str, Any]) -> ReadPlan:
    """Return a pane's plan; what is unusable of it is as at first."""
    plan = ReadPlan(topic=topic, group=group)
    for name in ("start", "commit", "assignor"):
        with contextlib.suppress(KeyError, ValueError, TypeError):
            plan = ReadPlan.from_json(plan.to_json() | {name: stored[name]})
    return plan
