"""The user logs off or shuts the computer down: open sends are asked about first, and what is set and typed is on disk before."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QWidget

from kafkadesk.app.session.closing import Closing
from kafkadesk.system.desktop import end_reason


class LogOff(QObject):
    """Answers the system's question whether the session may end (Windows: WM_QUERYENDSESSION; else the session manager's).

    While something is open the answer is no, and the question about it stands, as when the window is closed: the system shows its user
    that KafkaDesk waits and why, and lets them end the session all the same; then the journal knows what was open. keep: puts what is not
    in the stores yet into them. flush: writes them, waiting for it, because the process may be gone a moment after the answer.
    """

    def __init__(
        self, app: QGuiApplication, leaving: Closing, window: QWidget, *, keep: Sequence[Callable[[], object]], flush: Callable[[], None]
    ) -> None:
        super().__init__(leaving)
        self._leaving = leaving
        self._window = window
        self._keep = keep
        self._flush = flush
        app.commitDataRequest.connect(self._asked, Qt.ConnectionType.DirectConnection)  # the answer is due when it returns
        app.aboutToQuit.connect(leaving.closing.set)  # the session does end

    def _asked(self, manager: QSessionManager) -> None:
        for step in self._keep:
            step()
        self._flush()
        if self._leaving.is_pending() and manager.allowsInteraction():
            manager.cancel()
            end_reason.hold_up(int(self._window.winId()), self.tr("Sends are still open, or what was typed is not on disk."))
            self._leaving.ask()
        else:
            end_reason.let_go(int(self._window.winId()))
