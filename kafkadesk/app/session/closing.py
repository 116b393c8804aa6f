"""How the window is left: never with a send open or something typed that is not on disk, without a question."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from kafkadesk.app.window import WindowParts
from kafkadesk.core.delivery import Delivery
from kafkadesk.desk.desk import EXIT_SETTLE_S, Desk
from kafkadesk.widgets.window.exit_dialog import ExitDialog
from kafkadesk.widgets.window.unsaved_dialog import UnsavedDialog

SETTLE_AFTER_DIALOG_S = 0.2  # the user has waited already


class Closing(QObject):
    """closing: set when the application shall end, by whomever. settle_s: how long desk.close() may still wait for open sends.

    unsaved: returns why what was typed is not on disk; None when it is.
    """

    def __init__(
        self, desk: Desk, parts: WindowParts, closing: asyncio.Event, *, unsaved: Callable[[], OSError | None] = lambda: None
    ) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._window = parts.window
        self._unsaved = unsaved
        self._dialog: QDialog | None = None
        self.closing = closing
        self.settle_s = EXIT_SETTLE_S
        parts.window.close_requested.connect(self.ask)

    def is_pending(self) -> bool:
        """Whether the user would be asked before the window closes."""
        return self._dialog is not None or self._unsaved() is not None or bool(self._desk.sends.unsent() or self._open())

    def ask(self) -> None:
        """Close at once when nothing is open; ask when something is. Asked again, it brings the question to the front."""
        if self._dialog is not None:
            self._dialog.raise_()
        elif (error := self._unsaved()) is not None:
            question = UnsavedDialog(error, self._window)
            question.accepted.connect(self._ask_about_sends)
            self._open_dialog(question)
        else:
            self._ask_about_sends()

    def _ask_about_sends(self) -> None:
        unsent = self._desk.sends.unsent()
        if not unsent and not self._open():
            self.closing.set()
            return
        dialog = ExitDialog(unsent=unsent, parent=self._window)
        dialog.look_requested.connect(lambda: self._refresh(dialog))
        dialog.stop_requested.connect(self._desk.sends.stop_all)
        dialog.close_requested.connect(self._go)
        self._open_dialog(dialog)
        self._refresh(dialog)

    def _open_dialog(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _: self._over(dialog))
        dialog.open()

    def _refresh(self, dialog: ExitDialog) -> None:
        dialog.set_deliveries(self._open(), self._desk.sends.unsent())

    def _go(self) -> None:
        self.settle_s = SETTLE_AFTER_DIALOG_S
        self.closing.set()

    def _over(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        if self._dialog is dialog:
            self._dialog = None

    def _open(self) -> tuple[Delivery, ...]:
        return self._desk.sends.log.open()
