"""What is said of a consumer process that died."""

import re

from kafkadesk.core.errors import WorkerError
from kafkadesk.core.events import WorkerDied
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

REMARK = re.compile(r"\S+ \S+ WARNING ")  # a line of the log that is not what the process died of


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
