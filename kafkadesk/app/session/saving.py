"""Settings, drafts and templates reach the disk without the window waiting, and an error is shown once."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, QTimer, Signal

from kafkadesk.core.events import NoticeLevel
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.system.files.export import DISK_FULL
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.window.message_bar import Message, MessageBar

log = logging.getLogger(__name__)

RETRY_MS = 2_000
FLUSH_S = 2.0  # a system that shuts down gives a program some five seconds
KEY = "saving"


class Saving(QObject):
    """The thread that stores write in, and what is reported of them.

    What could not be written is tried again every RETRY_MS, until it is; it is told when it begins and when it is over.
    """

    _heard = Signal()

    def __init__(self, messages: MessageBar) -> None:
        super().__init__(messages)
        self._messages = messages
        self._stores: list[Store] = []
        self._failing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="saving")
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._heard.connect(self._check)

    def watch(self, store: Store, damaged: Text) -> None:
        """Have a store write in the thread, and report errors. damaged: that its file could not be read, shown now."""
        store.run = self._begin
        store.told = lambda _: self._heard.emit()
        self._stores.append(store)
        if store.set_aside is not None:
            self._tell_damage(store, damaged)
        self._check()

    def trouble(self) -> OSError | None:
        """Return why something could not be written, as far as it is known."""
        return next((store.trouble for store in self._stores if store.trouble is not None), None)

    def flush(self) -> None:
        """Write what is left and wait for it, FLUSH_S at the longest."""
        wait([self._thread.submit(store.save) for store in self._stores], FLUSH_S)

    async def close(self) -> None:
        """Write what is left, and end the thread."""
        self._retry.stop()
        for store in self._stores:
            self._begin(store.save)
        await asyncio.to_thread(self._thread.shutdown)
        for store in self._stores:
            store.run, store.told = None, lambda _: None

    def _begin(self, save: Callable[[], bool]) -> None:
        self._thread.submit(save).add_done_callback(_look_at)

    def _try_again(self) -> None:
        for store in self._stores:
            if store.trouble is not None:
                self._begin(store.save)

    def _check(self) -> None:
        error = self.trouble()
        if error is not None and not self._failing:
            self._retry.start()
            self._messages.show_message(
                Message(text=_words(error), hint=_hint(error, self._folder()), level=NoticeLevel.ERROR, key=KEY, details=True)
            )
        elif error is None and self._failing:
            self._retry.stop()
            text = Text(QT_TRANSLATE_NOOP("core", "What you typed and set is saved again: nothing is missing on disk."))
            self._messages.show_message(Message(text=text, key=KEY))
        self._failing = error is not None

    def _folder(self) -> object:
        return next(store.path.parent for store in self._stores if store.trouble is not None)

    def _tell_damage(self, store: Store, damaged: Text) -> None:
        aside = store.set_aside
        assert aside is not None
        newer = Text(QT_TRANSLATE_NOOP("core", "{file} was written by a later version of KafkaDesk."), {"file": store.path.name})
        what = {"path": aside.path}
        if aside.restored:
            hint = Text(
                QT_TRANSLATE_NOOP("core", "What the session before had kept is used in its place. The file is kept as {path}."), what
            )
        else:
            hint = Text(QT_TRANSLATE_NOOP("core", "The damaged file is kept as {path}."), what)
        self._messages.show_message(
            Message(text=newer if aside.newer else damaged, hint=hint, level=NoticeLevel.WARNING, key=store.path.name, details=True)
        )


def settings_damaged() -> Text:
    return Text(
        QT_TRANSLATE_NOOP("core", "The settings file was damaged and could not be read, so KafkaDesk starts with the usual settings.")
    )


def draft_damaged() -> Text:
    return Text(
        QT_TRANSLATE_NOOP("core", "The file with what you typed last was damaged and could not be read: this is not your latest message.")
    )


def templates_damaged() -> Text:
    return Text(QT_TRANSLATE_NOOP("core", "The file with your saved messages was damaged and could not be read."))


def _look_at(done: Future[bool]) -> None:
    if (error := done.exception()) is not None:
        log.error("What was typed or set could not be saved", exc_info=error)


def _words(error: OSError) -> Text:
    if error.errno in DISK_FULL:
        return Text(QT_TRANSLATE_NOOP("core", "The disk is full: what you type and set is not saved."))
    return Text(QT_TRANSLATE_NOOP("core", "What you type and set cannot be saved: {why}."), {"why": error.strerror or str(error)})


def _hint(error: OSError, folder: object) -> Text:
    if error.errno in DISK_FULL:
        return Text(
            QT_TRANSLATE_NOOP(
                "core", "This window keeps it and tries again every {n} s. Make room where {path} is, and do not close it before."
            ),
            {"n": f"{RETRY_MS / 1000:g}", "path": folder},
        )
    return Text(
        QT_TRANSLATE_NOOP(
            "core", "This window keeps it and tries again every {n} s. Look at the rights of {path}, and do not close it before."
        ),
        {"n": f"{RETRY_MS / 1000:g}", "path": folder},
    )
