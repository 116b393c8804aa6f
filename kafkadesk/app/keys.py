"""Who hears whom, for the keys that the user chose: the list of keys, the actions, settings.json."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from kafkadesk.core import settings
from kafkadesk.core.actions.keys import read_keys
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base.action_map import choose_keys
from kafkadesk.widgets.window.keyboard_dialog import KeyboardDialog


class KeyWiring(QObject):
    """Lets the chosen keys work from the start, and keeps what is chosen later."""

    def __init__(self, dialog: KeyboardDialog, store: Store) -> None:
        super().__init__(dialog)
        self._store = store
        choose_keys(read_keys(settings.KEYS.get(store)))
        dialog.chosen.connect(self._choose)

    def _choose(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        settings.KEYS.put(self._store, {name: keys[0] if keys else "" for name, keys in chosen.items()})
        choose_keys(chosen)
