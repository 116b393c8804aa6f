"""What is typed in the producer pane, kept on disk while it is typed: a crash or a lost battery takes a second of it at most."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from kafkadesk.core import settings
from kafkadesk.system.files.drafts import DraftStore
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.producer.producer_pane import ProducerPane

SAVE_MS = 1_000
PIECE_CHARS = 64 * 1024  # of a long text in the file: written as one, 10 MB would hold the interpreter for 100 ms
MOST_NUMBERS = 1_000  # of messages with the same name

Message = dict[str, object]


class Drafts(QObject):
    """Saves a pane's state SAVE_MS after a change at the latest. staged: a lesson uses the pane, do not save that.

    The stores write in the thread that they were given (see Saving). templates: of messages kept under a name; None: beside the draft.
    """

    def __init__(self, pane: ProducerPane, store: Store, templates: Store | None = None, *, staged: Callable[[], bool]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._store = store
        self._templates = templates or store
        self._known: Mapping[str, Message] = {}
        self._staged = staged
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)
        pane.edited.connect(self._on_edited)
        pane.saved.changed.connect(self._keep_templates)

    def restore(self, usual: dict[str, object]) -> None:
        """Put back what was there the last time; `usual` where nothing is kept."""
        if (old := settings.TEMPLATES.get(self._store)) and not settings.TEMPLATES.stored(self._templates):
            settings.TEMPLATES.put(self._templates, old)  # an earlier version kept them beside the draft
        self._pane.saved.set_messages(settings.TEMPLATES.get(self._templates))
        self._known = {name: self._pane.saved.get(name) for name in self._pane.saved.names()}
        self._pane.restore(unpacked(settings.DRAFT.get(self._store, usual)))

    def save(self) -> None:
        self._timer.stop()
        if not self._staged():
            settings.DRAFT.put(self._store, packed(self._pane.state()))

    async def close(self) -> None:
        """Save a last time and wait until it is on disk, or could not be written."""
        self._pane.edited.disconnect(self._on_edited)
        self.save()
        for store in {self._store, self._templates}:
            await asyncio.to_thread(store.save)
        if isinstance(self._store, DraftStore):
            self._store.release()

    def _keep_templates(self, messages: dict[str, Message]) -> None:
        """Hand on what was added or deleted, not all there is: other windows add and delete too."""
        added = {name: message for name, message in messages.items() if name not in self._known}
        deleted = {name: message for name, message in self._known.items() if name not in messages}
        self._known = dict(messages)
        settings.TEMPLATES.change(self._templates, lambda now: merged(now, added, deleted))

    def _on_edited(self) -> None:
        if not self._timer.isActive():  # not started anew with every key: who types without a pause is saved too
            self._timer.start()


def merged(now: object, added: Mapping[str, Message], deleted: Mapping[str, Message]) -> dict[str, Message]:
    """Return the messages that are kept, with these added and these deleted. Another window's message of the same name stays."""
    kept: dict[str, Message] = dict(now) if isinstance(now, dict) else {}
    for name, message in deleted.items():
        ours = next((key for key in (name, *kept) if kept.get(key) == message), None)
        if ours is not None:
            del kept[ours]
    for name, message in added.items():
        names = (name, *(f"{name} ({n})" for n in range(2, MOST_NUMBERS)))
        kept[next(free for free in names if kept.get(free, message) == message)] = message
    return kept


def packed(state: Mapping[str, object]) -> dict[str, object]:
    """Return a pane's state with long texts in pieces."""
    return {name: _pieces(value) if isinstance(value, str) and len(value) > PIECE_CHARS else value for name, value in state.items()}


def unpacked(kept: Mapping[str, Any]) -> dict[str, object]:
    """Return what packed() was given; a file edited by hand may hold anything."""
    return {name: "".join(filter(_is_text, value["pieces"])) if _is_packed(value) else value for name, value in kept.items()}


def _pieces(text: str) -> dict[str, list[str]]:
    return {"pieces": [text[at : at + PIECE_CHARS] for at in range(0, len(text), PIECE_CHARS)]}


def _is_packed(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("pieces"), list)


def _is_text(piece: object) -> bool:
    return isinstance(piece, str)
