"""Who listens to the desk, and how one waits for a change."""

import asyncio
import logging
from collections.abc import Callable

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import DeskEvent, Notice, NoticeLevel
from kafkadesk.desk.tasks import unexpected

log = logging.getLogger(__name__)


class Broadcast:
    """Hands every event to every listener; a fault of one costs the others nothing, and is reported."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[DeskEvent], None]] = []

    def listen(self, listener: Callable[[DeskEvent], None]) -> Callable[[], None]:
        """Call `listener` with every event from now on; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def until(self, holds: Callable[[], bool], timeout_s: float | None) -> bool:
        """Wait until a condition on the desk's state holds; False when it still does not after timeout_s."""
        woken = asyncio.Event()
        stop = self.listen(lambda _: woken.set())
        try:
            async with asyncio.timeout(timeout_s):
                while not holds():
                    woken.clear()
                    await woken.wait()
        except TimeoutError:
            return holds()
        finally:
            stop()
        return True

    def emit(self, event: DeskEvent) -> None:
        """Hand an event to every listener."""
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception as error:
                log.exception("A listener failed")
                if not isinstance(event, Notice):  # else the fault would be told to the one that cannot show it, for ever
                    self.report_fault(error)

    def report_fault(self, error: Exception) -> None:
        """Show that something of ours failed."""
        self.report_error(unexpected(error))

    def report_error(self, error: UserError) -> None:
        """Show an error of something that ran in the background."""
        self.emit(Notice(text=error.title, level=NoticeLevel.ERROR, hint=error.hint, key="failure", details=True))
