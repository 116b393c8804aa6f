"""The one helper that starts background tasks: none is forgotten, none fails unseen."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from kafkadesk.core.errors import UserError
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

log = logging.getLogger(__name__)

WHAT_CHARS = 300  # of an exception's text; the log has all of it


class Tasks:
    """Background tasks of one owner; a failure goes to `failed`."""

    def __init__(self, failed: Callable[[UserError], None]) -> None:
        self._failed = failed
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run `work` in the background; the task is kept until it ends."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def cancel_all(self) -> None:
        """Cancel what still runs and wait for its end."""
        tasks = [t for t in self._tasks if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, UserError):
            self._failed(error)
            return
        log.error("Task %s failed", task.get_name(), exc_info=error)
        self._failed(unexpected(error))


def unexpected(error: BaseException) -> UserError:
    """Return what is shown of a fault of ours."""
    return UserError(
        Text(
            QT_TRANSLATE_NOOP("core", "Something went wrong inside KafkaDesk: {what}."),
            {"what": redacted(f"{type(error).__name__}: {error}"[:WHAT_CHARS])},
        ),
        Text(QT_TRANSLATE_NOOP("core", "Your work is kept. Please try again; if it happens again, report it.")),
    )
