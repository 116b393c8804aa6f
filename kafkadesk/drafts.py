"""What is typed in the producer pane, kept on disk while it is typed: a crash or a lost battery takes a second of it at most."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer

from kafkadesk.system.store import Store, config_folder
from kafkadesk.widgets.producer_pane import ProducerPane

SAVE_MS = 1_000
MAX_BYTES = 256 * 1024 * 1024  # a value as large as a record can be, in base64 and escaped, with room to spare
NAME, TEMPLATES = "producer", "templates"


def draft_store() -> Store:
    """Return the store of the draft: a file of its own, so that a large value is not written with every setting."""
    return Store(config_folder() / "draft.json", max_bytes=MAX_BYTES)


class Drafts(QObject):
    """Saves a pane's state SAVE_MS after a change at the latest, off the GUI thread. staged: a lesson uses the pane, do not save that."""

    def __init__(self, pane: ProducerPane, store: Store, *, staged: Callable[[], bool]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._store = store
        self._staged = staged
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drafts")  # one, so that an older state never follows a newer
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)
        pane.edited.connect(self._on_edited)
        pane.saved.changed.connect(lambda messages: self._thread.submit(store.put, TEMPLATES, messages))

    def restore(self, usual: dict[str, object]) -> None:
        """Put back what was there the last time; `usual` where nothing is kept."""
        self._pane.saved.feed(self._store.get(TEMPLATES, {}))
        self._pane.restore(self._store.get(NAME, usual))

    def save(self) -> None:
        """Save what is there now."""
        self._timer.stop()
        if not self._staged():
            self._thread.submit(self._store.put, NAME, self._pane.state())

    async def close(self) -> None:
        """Save a last time and wait until it is on disk."""
        self._pane.edited.disconnect(self._on_edited)
        self.save()
        await asyncio.to_thread(self._thread.shutdown)

    def _on_edited(self) -> None:
        if not self._timer.isActive():  # not started anew with every key: who types without a pause is saved too
            self._timer.start()
