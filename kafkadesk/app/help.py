"""How the help is opened, and how it leads to the doctor."""

from PySide6.QtCore import QObject

from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.window import HELP, KEYBOARD
from kafkadesk.widgets.window.help_search import HelpSearch
from kafkadesk.widgets.window.keyboard_dialog import KeyboardDialog


class HelpWiring(QObject):
    """Opens the help; one that is open comes to the front."""

    def __init__(self, parts: WindowParts, *, doctor: bool = True) -> None:
        """doctor: whether there is one in this window; else it is not offered, and the reason is shown."""
        super().__init__(parts.window)
        self._parts = parts
        self._doctor = doctor
        if not doctor:
            parts.bar.withhold_doctor()
        self.dialog: HelpSearch | None = None
        parts.bar.commands.bind(HELP, self.open)
        self.keyboard = KeyboardDialog(parts.window)
        parts.bar.commands.bind(KEYBOARD, self.keyboard.show)

    def open(self) -> HelpSearch:
        if self.dialog is None:
            self.dialog = HelpSearch(self._parts.window)
            self.dialog.doctor_requested.connect(self._parts.bar.doctor_requested)
            if not self._doctor:
                self.dialog.withhold_doctor()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.edit.setFocus()
        self.dialog.edit.selectAll()
        return self.dialog
