"""Searches through topics: each has a process of its own, and whoever started it iterates over its matches."""

import asyncio
from collections import deque
from collections.abc import Callable

from kafkadesk.core.errors import UserError, WorkerError
from kafkadesk.core.events import PaneEvent, PaneTrouble, RecordsArrived, SearchChanged, WorkerDied
from kafkadesk.core.find.plan import SearchPlan
from kafkadesk.core.find.progress import SearchEnd, SearchEnded, SearchProgress, SearchProgressed
from kafkadesk.core.records import RecordBatch
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.wire import Find, Leave, RowsShown
from kafkadesk.desk.connection import Connection
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses


class TopicSearch:
    """A search that runs or has ended. `async for batch in search` gives its matches; no more is read while nobody takes them.

    error: the broker does not answer just now; or what ended it. end: None while it runs.
    """

    def __init__(self, name: str, plan: SearchPlan, processes: ConsumerProcesses) -> None:
        self.name = name
        self.plan = plan
        self.progress = SearchProgress()
        self.error: UserError | None = None
        self.end: SearchEnd | None = None
        self._processes = processes
        self._batches: deque[RecordsArrived] = deque()
        self._news = asyncio.Event()
        self._taken: int | None = None

    def stop(self) -> None:
        """Read no more; matches that are on their way still come."""
        if self.end is None:
            self._processes.send(self.name, Leave())

    def __aiter__(self) -> "TopicSearch":
        return self

    async def __anext__(self) -> RecordBatch:
        if self._taken is not None:
            self._processes.send(self.name, RowsShown(serial=self._taken))
            self._taken = None
        while not self._batches:
            if self.end is not None:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        event = self._batches.popleft()
        self._taken = event.serial
        return event.batch

    def apply(self, event: PaneEvent) -> None:
        """Take an event of its process."""
        match event:
            case RecordsArrived():
                self._batches.append(event)
            case SearchProgressed():
                self.progress = event.progress
            case PaneTrouble():
                self.error = event.error
            case SearchEnded():
                self.progress, self.error, self.end = event.progress, event.error, event.end
            case WorkerDied():
                self.error, self.end = _died(), SearchEnd.INCOMPLETE
        self._news.set()


class Searches:
    """All searches that run, by id."""

    def __init__(self, connection: Connection, processes: ConsumerProcesses, emit: Callable[[SearchChanged], None]) -> None:
        self._connection = connection
        self._processes = processes
        self._emit = emit
        self._running: dict[str, TopicSearch] = {}
        self._count = 0

    def find(self, plan: SearchPlan) -> TopicSearch:
        """Begin a search. Raises InputError for a plan that cannot be carried out, before anything is read; ConnectError without a connection."""
        plan.check()
        options = self._connection.need_session().options.to_json()
        self._count += 1
        search = TopicSearch(f"search-{self._count}", plan, self._processes)
        self._running[search.name] = search
        self._processes.open(search.name)
        self._processes.send(search.name, Find(options=options, plan=plan))
        return search

    def apply(self, event: PaneEvent) -> bool:
        """Take an event of a search's process; return whether it is one."""
        search = self._running.get(event.pane)
        if search is None:
            return False
        search.apply(event)
        if search.end is not None:
            del self._running[search.name]
            self._processes.close(search.name)
        self._emit(SearchChanged(search=search.name))
        return True

    def stop(self) -> None:
        """Stop them all."""
        for search in self._running.values():
            search.stop()


def _died() -> WorkerError:
    return WorkerError(
        Text(QT_TRANSLATE_NOOP("core", "The process of the search ended by itself.")),
        Text(QT_TRANSLATE_NOOP("core", "What it found until then is there. Start the search again.")),
        retry=True,
    )
