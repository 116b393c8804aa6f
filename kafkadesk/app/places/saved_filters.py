"""Who hears whom, for saved filters: the lines in which filters are typed, and settings.json."""

from functools import partial

from PySide6.QtCore import QObject

from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.rows.saved_filters import ALL, offered, read_saved, with_saved, without
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base.saved_filters import SavedFilterButton


class SavedFilterWiring(QObject):
    """Connects the filter line of each pane and of each search."""

    def __init__(self, desk: Desk, parts: WindowParts, store: Store, places: PlaceWiring) -> None:
        super().__init__(parts.window)
        self._desk = desk
        self._store = store
        parts.grid.filter_line_made.connect(self._connect)
        places.filter_line_made.connect(self._connect)

    def _connect(self, button: SavedFilterButton) -> None:
        button.opening.connect(partial(self._show, button))
        button.save_requested.connect(lambda new: settings.FILTERS.change(self._store, lambda saved: with_saved(read_saved(saved), new)))
        button.delete_requested.connect(lambda old: settings.FILTERS.change(self._store, lambda saved: without(read_saved(saved), old)))

    def _show(self, button: SavedFilterButton) -> None:
        profile = self._desk.connection.profile
        key, name = (ALL, "") if profile is None else (profile.id, profile.name)
        button.set_filters(offered(read_saved(settings.FILTERS.get(self._store)), key), key, name)
