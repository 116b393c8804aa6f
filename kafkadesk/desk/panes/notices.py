"""Notices and errors about panes and their groups: a group not notified, a membership lost, a consumer process that died."""

import re
import time
from collections.abc import Sequence

from kafkadesk.core.errors import WorkerError
from kafkadesk.core.events import Notice, NoticeLevel, WorkerDied
from kafkadesk.core.state import PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

REMARK = re.compile(r"\S+ \S+ WARNING ")  # a line of the log that is not what the process died of
WITHIN_S = 10.0  # from one name to the next


class RecentNames:
    """Collects the names of panes that fail within ten seconds of each other, so that one message names them all."""

    def __init__(self) -> None:
        self._latest = 0.0
        self._names: set[str] = set()

    def add(self, name: str) -> tuple[str, ...]:
        """Return the name with those that came shortly before it, in order."""
        now = time.monotonic()
        if now - self._latest > WITHIN_S:
            self._names.clear()
        self._latest = now
        self._names.add(name)
        return tuple(sorted(self._names))


def not_notified(pane: PaneState, group: str) -> Notice:
    """Return the notice that a pane has gone, and its group does not know."""
    return Notice(
        text=Text(
            QT_TRANSLATE_NOOP("core", "{name} has ended, but could not tell group {group}: the broker does not answer."),
            {"name": pane.name, "group": group},
        ),
        level=NoticeLevel.WARNING,
        key=f"untold-{pane.pane}",
        hint=Text(
            QT_TRANSLATE_NOOP(
                "core", "The broker drops this member after its session timeout ({seconds} s); until then its partitions rest."
            ),
            {"seconds": f"{pane.session_timeout_s:g}"},
        ),
    )


def lost(pane: PaneState, names: Sequence[str]) -> Notice:
    """Return the notice that a group has dropped a pane that still runs. names: its own, and of those that were dropped just before."""
    text = (
        QT_TRANSLATE_NOOP("core", "{names} was out of its group: nothing was heard of it for its session timeout ({seconds} s).")
        if len(names) == 1
        else QT_TRANSLATE_NOOP(
            "core", "{names} were out of their groups: nothing was heard of them for their session timeout ({seconds} s)."
        )
    )
    return Notice(
        text=Text(text, {"names": ", ".join(names), "seconds": f"{pane.session_timeout_s:g}"}),
        level=NoticeLevel.WARNING,
        key="lost",
        hint=Text(
            QT_TRANSLATE_NOOP(
                "core",
                "Joining again happens by itself. Records that were shown and not committed are delivered again. Was this PC asleep or very busy?",
            )
        ),
    )


def died_error(event: WorkerDied, *, again: bool = False) -> WorkerError:
    """Return what became of a process. again: a new one takes its place by itself."""
    words = [line for line in event.log_tail if not REMARK.match(line)]
    last = f" {words[-1]}" if words else ""
    hint = (
        QT_TRANSLATE_NOOP("core", "A new process takes its place. Nothing shown was lost.")
        if again
        else QT_TRANSLATE_NOOP("core", "Join or observe again: a new process takes its place. Nothing shown was lost.")
    )
    title = QT_TRANSLATE_NOOP("core", "The pane's process ended by itself (exit code {code}).{last}")
    return WorkerError(Text(title, {"code": event.exit_code, "last": last}), Text(hint), retry=True)
