"""How the help is opened, and how it leads to the doctor."""

from PySide6.QtCore import QObject

from kafkadesk.parts import Parts
from kafkadesk.widgets.help_search import HelpSearch


class HelpWiring(QObject):
    """Opens the help; one that is open comes to the front."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.dialog: HelpSearch | None = None
        parts.bar.help_requested.connect(self.open)

    def open(self) -> HelpSearch:
        """Show it."""
        if self.dialog is None:
            self.dialog = HelpSearch(self._parts.window)
            self.dialog.doctor_requested.connect(self._parts.bar.doctor_requested)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.edit.setFocus()
        self.dialog.edit.selectAll()
        return self.dialog
