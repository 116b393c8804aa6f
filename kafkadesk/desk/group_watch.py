"""What the broker says of the groups that our panes are in: asked now and then, because nobody tells us."""

import asyncio
import logging
from collections.abc import Mapping

from kafkadesk.core.errors import UserError
from kafkadesk.core.state import Phase
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.panes import Panes

log = logging.getLogger(__name__)

EVERY_S = 1.0


class GroupWatch:
    """Members of other programs, commits and log ends, asked for once a second while connected."""

    def __init__(self, connection: Connection, panes: Panes) -> None:
        self._connection = connection
        self._panes = panes
        self._ends: dict[str, Mapping[int, int]] = {}

    async def run(self) -> None:
        """Ask until cancelled; what fails is asked again the next time."""
        while True:
            await asyncio.sleep(EVERY_S)
            if self._connection.session is None or self._connection.state.phase is not Phase.CONNECTED:
                continue
            try:
                await self._ask()
            except (UserError, RuntimeError) as error:  # RuntimeError: the session was closed in between
                log.info("Groups could not be described: %s", error)

    def log_ends(self, topic: str) -> Mapping[int, int]:
        """Return the log end offsets of a topic as last heard of, from the broker or a pane; empty while nothing was."""
        ends = dict(self._ends.get(topic, {}))
        for pane in self._panes.panes.values():
            if pane.topic == topic:
                for partition, end in pane.end_offsets.items():
                    ends[partition] = max(end, ends.get(partition, 0))
        return ends

    async def _ask(self) -> None:
        session = self._connection.need_session()
        panes = self._panes.panes
        for topic in {pane.topic for pane in panes.values()} & self._connection.topics.keys():
            self._ends[topic] = await session.ask(session.admin.end_offsets, topic)
        for group in {pane.group for pane in panes.values() if pane.group is not None} & self._panes.groups.keys():
            self._panes.described(await session.ask(session.admin.group, group))
