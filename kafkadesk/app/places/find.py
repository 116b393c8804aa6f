"""Who hears whom, for searches: their windows ask, the desk searches, matches go into the window's model."""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from kafkadesk.app.intents import Intents
from kafkadesk.app.panes.rows import RowWiring
from kafkadesk.core.errors import UserError
from kafkadesk.core.events import DeskEvent, SearchChanged
from kafkadesk.core.find.plan import SearchPlan
from kafkadesk.core.find.progress import SearchEnd
from kafkadesk.desk.desk import Desk
from kafkadesk.desk.searches import TopicSearch
from kafkadesk.widgets.find.search_window import SearchWindow


class FindWiring(QObject):
    """Connects one search window for as long as it is open."""

    def __init__(self, window: SearchWindow, desk: Desk, intents: Intents, rows: RowWiring) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._intents = intents
        self._search: TopicSearch | None = None
        rows.connect_rows(window.actions_on_rows, window.topic, window)
        window.find_requested.connect(lambda plan: intents.start(self._find(plan), "find in a topic"))
        window.stop_requested.connect(self._stop)
        window.export_requested.connect(lambda: rows.export_rows(window.actions_on_rows, window.topic, window))
        unlisten = desk.listen(self._on_event)
        window.finished.connect(lambda _: self._stop())
        window.destroyed.connect(lambda _: unlisten())

    async def _find(self, plan: SearchPlan) -> None:
        window = self._window
        try:
            search = self._search = self._desk.find(plan)
        except UserError as error:
            window.set_refused(error)
            return
        window.set_running(plan)
        async for batch in search:
            if not isValid(window):
                search.stop()
                return
            window.model.add_batch(batch)
        if isValid(window):
            window.model.tick()
            window.set_end(search.end or SearchEnd.STOPPED, search.progress, search.error)

    def _stop(self) -> None:
        if self._search is not None:
            self._search.stop()

    def _on_event(self, event: DeskEvent) -> None:
        search = self._search
        if isinstance(event, SearchChanged) and search is not None and event.search == search.name and search.end is None:
            self._window.update_progress(search.progress, search.error)
