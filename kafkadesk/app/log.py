"""How the log is opened, written to a file, and what of it comes up as a banner; and how the panel of stalls is opened."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject

from kafkadesk.app.intents import Intents
from kafkadesk.app.session.crash_hooks import CrashHooks
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.window import LOG, STALLS
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.export import export
from kafkadesk.widgets.window.log_panel import LogPanel
from kafkadesk.widgets.window.message_bar import Message
from kafkadesk.widgets.window.stall_panel import StallPanel


class LogWiring(QObject):
    """Connects the log book and the hooks for faults with a window's parts."""

    def __init__(self, book: LogBook, parts: WindowParts, intents: Intents, hooks: CrashHooks | None = None) -> None:
        super().__init__(parts.window)
        self._book = book
        self._parts = parts
        self._intents = intents
        self.panel: LogPanel | None = None
        self.stalls: StallPanel | None = None
        parts.bar.commands.bind(STALLS, self.open_stalls)
        parts.bar.commands.bind(LOG, self.open)
        parts.messages.details_requested.connect(lambda: self.open(level=logging.WARNING))
        if hooks is not None:
            hooks.tell = self.tell_fault

    def open(self, *, level: int | None = None) -> None:
        if self.panel is None:
            self.panel = LogPanel(self._book, self._parts.window)
            self.panel.export_requested.connect(lambda path: self._intents.start(self.export(Path(path)), "write the log"))
        self.panel.open(level=level)

    def open_stalls(self) -> None:
        """Show how smooth the window is."""
        if self.stalls is None:
            self.stalls = StallPanel(self._parts.window)
        self.stalls.show()
        self.stalls.raise_()

    def tell_fault(self, error: UserError) -> None:
        """Say that something of ours failed; the traceback is in the log."""
        self._parts.messages.show_message(Message(text=error.title, hint=error.hint, level=NoticeLevel.ERROR, details=True))

    async def export(self, path: Path) -> None:
        """Write all of the log to a file, as a whole or not at all; raises ExportError."""
        await export(path, self._book.as_text().splitlines())
        text = Text(QT_TRANSLATE_NOOP("core", "The log was written to {path}."), {"path": path})
        self._parts.messages.show_message(Message(text=text, key="log-export"))
