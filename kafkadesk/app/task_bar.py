"""Long sends show how far they are on the program's button in the task bar, for who looks at another window meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from kafkadesk.app.window import WindowParts
from kafkadesk.core.delivery import SendProgress
from kafkadesk.core.events import DeskEvent, ProgressChanged
from kafkadesk.desk.desk import Desk
from kafkadesk.system.desktop.task_bar import TaskBar, task_bar

LONG_S = 2.0  # what is over before is not worth a look


class SendProgressWiring(QObject):
    """Sums up all sends that run. bar: makes the task bar's button of a window, when it is needed first."""

    def __init__(self, desk: Desk, parts: WindowParts, bar: Callable[[int], TaskBar] = task_bar) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._window = parts.window
        self._make = bar
        self._bar: TaskBar | None = None
        self._running: dict[int, SendProgress] = {}
        self.close = desk.listen(self._on_event)

    def _on_event(self, event: DeskEvent) -> None:
        match event:
            case ProgressChanged(send_id=send_id):
                self._take(self._desk.sends.progress[send_id])

    def _take(self, progress: SendProgress) -> None:
        if progress.done:
            self._running.pop(progress.send_id, None)
        elif progress.planned > 1 and progress.seconds >= LONG_S:
            self._running[progress.send_id] = progress
        if self._running:
            if self._bar is None:
                self._bar = self._make(int(self._window.winId()))
            self._bar.show(sum(p.resolved for p in self._running.values()), sum(p.planned for p in self._running.values()))
        elif self._bar is not None:
            self._bar.clear()
            self._bar = None
