"""Shows a connection failure once, in the message bar; panes then only say that they wait. A pane's own error stays in the pane."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, QTimer

from kafkadesk.core.errors import AuthError, ConnectError, UserError
from kafkadesk.core.state import READING, PaneState, Phase

GRACE_S = 3.0  # a pane and the connection notice the same outage, and its end, at most so far apart


class Outage(QObject):
    """Tells which panes only suffer what the message bar says of the whole connection. `show` is called with panes to be shown anew."""

    def __init__(self, show: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._holds = False
        self._over_at = 0.0  # when the connection stood again, time.monotonic() seconds
        self._since: dict[str, float] = {}  # the panes that are out of touch with the cluster, and since when
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._show_all(tuple(self._since)))

    def update(self, phase: Phase, panes: Iterable[str]) -> None:
        """Take how far the connection has got."""
        holds = phase is Phase.TROUBLE
        if holds == self._holds:
            return
        self._holds = holds
        if not holds:
            self._over_at = time.monotonic()
        self._show_all(panes)

    def covers(self, state: PaneState) -> bool:
        """Whether a pane's error is the connection's: it is shown already, will be in a moment, or is about to be over."""
        if state.mode not in READING or not of_connection(state.error):
            self._since.pop(state.pane, None)
            return False
        now = time.monotonic()
        since = self._since.setdefault(state.pane, now)
        left = GRACE_S - (now - max(since, self._over_at))
        if not self._holds and left > 0 and not self._timer.isActive():
            self._timer.start(round(left * 1000) + 1)
        return self._holds or left > 0

    def forget(self, pane: str) -> None:
        """Take a pane out that is closed."""
        self._since.pop(pane, None)

    def close(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self._since.clear()

    def _show_all(self, panes: Iterable[str]) -> None:
        for pane in tuple(panes):
            self._show(pane)


def of_connection(error: UserError | None) -> bool:
    """Whether an error says no more than that the cluster is out of reach for a while."""
    return isinstance(error, ConnectError) and not isinstance(error, AuthError) and error.retry
