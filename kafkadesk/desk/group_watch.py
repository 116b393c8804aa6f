"""What the broker says of the groups that our panes are in: asked now and then, because nobody tells us."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import DeskEvent, GroupChanged
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.panes import Panes
from kafkadesk.desk.session import Session

log = logging.getLogger(__name__)

EVERY_S = 1.0


class GroupWatch:
    """Members of other programs, commits and log ends, asked for while connected: once a second, and when a group has a new generation."""

    def __init__(self, connection: Connection, panes: Panes) -> None:
        self._connection = connection
        self._panes = panes
        self._ends: dict[str, Mapping[int, int]] = {}
        self._generations: dict[str, int | None] = {}  # the last in which each group was seen settled
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Ask until cancelled; what fails is asked again the next time."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY_S):
                    await self._news.wait()
            self._news.clear()
            if self._connection.session is not None and self._connection.state.phase.usable:
                await self._ask(self._connection.session)

    def heard(self, event: DeskEvent) -> None:
        """Ask at once when a rebalance is over for our panes: what other programs have now, only the broker can tell."""
        state = self._panes.groups.get(event.group) if isinstance(event, GroupChanged) else None
        if state is not None and state.settled and self._generations.get(state.id) != state.generation:
            self._generations[state.id] = state.generation
            self._news.set()

    def log_ends(self, topic: str) -> Mapping[int, int]:
        """Return the log end offsets of a topic as last heard of, from the broker or a pane; empty while nothing was."""
        ends = dict(self._ends.get(topic, {}))
        for pane in self._panes.panes.values():
            if pane.topic == topic:
                for partition, end in pane.end_offsets.items():
                    ends[partition] = max(end, ends.get(partition, 0))
        return ends

    def clear(self) -> None:
        """Forget what was heard: another cluster is looked at."""
        self._ends.clear()

    async def _ask(self, session: Session) -> None:
        """Ask for each topic and group; one that cannot be answered costs only itself."""
        panes = self._panes.panes
        for topic in {pane.topic for pane in panes.values()} & self._connection.topics.keys():
            try:
                self._ends[topic] = await session.ask(session.admin.end_offsets, topic)
            except UserError as error:
                log.info("The log ends of %s are not known: %s", topic, error)
        for group in {pane.group for pane in panes.values() if pane.group is not None} & self._panes.groups.keys():
            try:
                self._panes.described(await session.ask(session.admin.group, group))
            except UserError as error:
                log.info("Group %s could not be described: %s", group, error)
