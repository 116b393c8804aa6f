"""Intents of a pane that are over only when the broker has answered."""

from kafkadesk.core.errors import UserError
from kafkadesk.core.start_position import Start
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.desk import Desk

COMMIT_TIMEOUT_S = 10.0


async def commit_and_wait(desk: Desk, pane: str) -> None:
    """Commit what the pane has shown and wait until the broker acknowledged it."""
    state = desk.panes[pane]
    desk.commit(pane)
    group = state.group
    if group is None:
        return
    wanted = {p: state.positions[p] for p in state.partitions if p in state.positions}

    def acknowledged() -> bool:
        committed = desk.groups[group].committed.get(state.topic, {}) if group in desk.groups else {}
        return all(committed.get(p, -1) >= offset for p, offset in wanted.items())

    if not await desk.until(acknowledged, COMMIT_TIMEOUT_S):
        raise UserError(
            Text(
                QT_TRANSLATE_NOOP("core", "The commit of “{pane}” was not acknowledged within {n} s."),
                {"pane": state.name, "n": f"{COMMIT_TIMEOUT_S:g}"},
            ),
            retry=True,
        )


async def seek_and_wait(desk: Desk, pane: str, to: Start, partition: int | None = None) -> None:
    """Go on reading from somewhere else and wait until the new positions are known."""
    sought = desk.seeks_answered(pane)
    desk.seek(pane, to, partition)
    if not await desk.until(lambda: desk.seeks_answered(pane) > sought, COMMIT_TIMEOUT_S):
        raise UserError(
            Text(
                QT_TRANSLATE_NOOP("core", "The new positions of “{pane}” were not known within {n} s."),
                {"pane": desk.panes[pane].name if pane in desk.panes else pane, "n": f"{COMMIT_TIMEOUT_S:g}"},
            ),
            retry=True,
        )
