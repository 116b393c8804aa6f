"""What nobody reports is noticed here: a computer that slept, a pane's process that hangs, one that died by itself."""

import time
from collections import deque
from collections.abc import Callable, Mapping

from kafkadesk.core.errors import StuckError, UserError
from kafkadesk.core.events import Notice, NoticeLevel
from kafkadesk.core.state import PaneMode, PaneState
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.panes.notices import RecentNames
from kafkadesk.desk.panes.panes import Panes
from kafkadesk.system.desktop.awake_clock import awake_clock

STUCK_AFTER_S = 3.5  # without a sign of life, of which one is due each second
SLEPT_S = 5.0  # between two looks that are a fifth of a second apart
REVIVALS, REVIVALS_WITHIN_S = 3, 60.0  # of one pane; a process that dies at once again and again is left dead


class Watchdog:
    """Checks when it is called, a few times a second. `emit` takes notices.

    heard: when each pane's process gave its last sign of life, time.monotonic() seconds.
    """

    def __init__(
        self, panes: Panes, connection: Connection, *, heard: Callable[[], Mapping[str, float]], emit: Callable[[Notice], None]
    ) -> None:
        self._panes = panes
        self._connection = connection
        self._heard = heard
        self._emit = emit
        self._looked: float | None = None  # the first look is made when the window stands, which takes a busy computer seconds
        self._woke = time.monotonic()
        self._slept_s = 0.0  # until that has been told to be over
        self._rounds = 0
        self._stuck: dict[str, UserError | None] = {}  # pane -> the trouble that it had before
        self._died: dict[str, PaneState] = {}  # as they were; to be started again
        self._revived: dict[str, deque[float]] = {}
        self._recent_names = RecentNames()
        panes.on_death = self._on_death

    def tick(self) -> None:
        """Notice what there is to notice."""
        self._look_at_clock()
        self._look_at_signs(time.monotonic())
        for pane, state in list(self._died.items()):
            if pane not in self._panes.panes:
                del self._died[pane]
            elif self._connection.session is not None or self._panes.panes[pane].mode is PaneMode.LEAVING:
                del self._died[pane]
                self._panes.revive(state)

    def restart(self, pane: str) -> None:
        """End the pane's process, as it hangs, and go on with a new one."""
        self._stuck.pop(pane, None)
        self._panes.end_process(pane)

    def _look_at_clock(self) -> None:
        now = awake_clock()
        away, self._looked = now - (self._looked or now), now
        if away > SLEPT_S:
            self._woke = time.monotonic()
            self._slept_s = away
            self._rounds = self._connection.state.rounds
            self._connection.refresh_now()
            self._tell_slept(Text(QT_TRANSLATE_NOOP("core", "The connection is being checked.")), NoticeLevel.WARNING)
        elif self._slept_s and self._connection.state.phase.usable and self._connection.state.rounds > self._rounds:
            self._tell_slept(
                Text(QT_TRANSLATE_NOOP("core", "Kafka is connected; panes that had lost their place in a group join again.")),
                NoticeLevel.INFO,
            )
            self._slept_s = 0.0

    def _tell_slept(self, hint: Text, level: NoticeLevel) -> None:
        title = QT_TRANSLATE_NOOP("core", "KafkaDesk did not run for {n} s: the computer slept, or the program was stopped.")
        self._emit(Notice(text=Text(title, {"n": round(self._slept_s)}), hint=hint, level=level, key="asleep"))

    def _look_at_signs(self, now: float) -> None:
        heard = self._heard()
        for pane in [pane for pane in self._stuck if pane not in heard or pane not in self._panes.panes]:
            del self._stuck[pane]
        for pane, at in heard.items():
            silent = now - max(at, self._woke)
            if pane not in self._panes.panes:
                continue
            if silent > STUCK_AFTER_S and pane not in self._stuck:
                self._stuck[pane] = self._panes.panes[pane].error
                self._panes.trouble(pane, _stuck())
            elif silent <= STUCK_AFTER_S and pane in self._stuck:
                before = self._stuck.pop(pane)
                if isinstance(self._panes.panes[pane].error, StuckError):
                    self._panes.trouble(pane, before)

    def _on_death(self, state: PaneState, asked: bool) -> bool:
        """Take a pane whose process died while it read; return whether it is started again."""
        if asked:
            self._died[state.pane] = state
            return True
        now = time.monotonic()
        times = self._revived.setdefault(state.pane, deque(maxlen=REVIVALS))
        if len(times) == REVIVALS and now - times[0] < REVIVALS_WITHIN_S:
            return False
        times.append(now)
        self._died[state.pane] = state
        names = self._recent_names.add(state.name)
        title = QT_TRANSLATE_NOOP("core", "The process of {names} ended by itself. A new one takes its place.")
        hint = QT_TRANSLATE_NOOP("core", "Nothing shown was lost. In a group it goes on from the last commit, else where it was.")
        self._emit(
            Notice(text=Text(title, {"names": ", ".join(names)}), hint=Text(hint), level=NoticeLevel.WARNING, key="died", details=True)
        )
        return True


def _stuck() -> StuckError:
    return StuckError(
        Text(QT_TRANSLATE_NOOP("core", "The pane's process gives no sign of life: it hangs, or was stopped.")),
        Text(QT_TRANSLATE_NOOP("core", "It goes on by itself as soon as it comes to. Or have it killed and started again.")),
        retry=True,
    )
