"""How the window is left: never with a send open and nobody told."""

import asyncio
import signal

from PySide6.QtCore import QObject

from kafkadesk.core.delivery import Delivery
from kafkadesk.desk.desk import EXIT_SETTLE_S, Desk
from kafkadesk.parts import Parts
from kafkadesk.widgets.exit_dialog import ExitDialog

SETTLE_AFTER_DIALOG_S = 0.2  # the user has waited already


class Leaving(QObject):
    """closing: set when the application shall end. settle_s: how long desk.close() may still wait for open sends."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._window = parts.window
        self._dialog: ExitDialog | None = None
        self.closing = asyncio.Event()
        self.settle_s = EXIT_SETTLE_S
        parts.window.close_requested.connect(self._asked)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):  # Ctrl+C in the terminal asks nobody: what is open is journaled
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.closing.set))

    def _asked(self) -> None:
        """Close at once when nothing is open; ask when something is. Asked again, it brings the question to the front."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        unsent = self._desk.sends.stop_all()
        if not unsent and not self._open():
            self.closing.set()
            return
        dialog = self._dialog = ExitDialog(unsent=unsent, parent=self._window)
        dialog.look_requested.connect(self._look)
        dialog.close_requested.connect(self._go)
        dialog.finished.connect(self._over)
        dialog.open()
        dialog.feed(self._open())

    def _look(self) -> None:
        if self._dialog is not None:
            self._dialog.feed(self._open())

    def _go(self) -> None:
        self.settle_s = SETTLE_AFTER_DIALOG_S
        self.closing.set()

    def _over(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _open(self) -> tuple[Delivery, ...]:
        return self._desk.sends.log.open()
