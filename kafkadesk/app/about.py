"""How the About box is opened and filled."""

import asyncio

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.window import ABOUT
from kafkadesk.core.components import Component
from kafkadesk.core.errors import UserError
from kafkadesk.system.desktop.components import licence_text, shipped
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.window.about_dialog import AboutDialog


class AboutWiring(QObject):
    """Opens the About box; what is read from the disk is read off the window's thread."""

    def __init__(self, parts: WindowParts, intents: Intents) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._intents = intents
        self.dialog: AboutDialog | None = None
        parts.bar.commands.bind(ABOUT, self.open)

    def open(self) -> None:
        """Show it; one that is open comes to the front."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        self.dialog = dialog = AboutDialog(self._parts.window)
        dialog.finished.connect(self._on_finished)
        dialog.text_requested.connect(lambda part: self._intents.start(self._text(part), "read a licence"))
        dialog.open()
        self._intents.start(self._fill(), "read what is shipped")

    async def _fill(self) -> None:
        try:
            parts = await asyncio.to_thread(shipped)
        except (UserError, OSError) as error:
            if self.dialog is not None:
                self.dialog.set_trouble(render(error.title) if isinstance(error, UserError) else str(error))
            return
        if self.dialog is not None:
            self.dialog.set_parts(parts)

    async def _text(self, part: Component) -> None:
        text = await asyncio.to_thread(licence_text, part)
        if self.dialog is not None:
            self.dialog.set_text(part, text)

    def _on_finished(self) -> None:
        self.dialog = None
