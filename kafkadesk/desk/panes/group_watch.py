"""What the broker says of the groups that our panes are in: asked now and then, because nobody tells us."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Collection, Mapping

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import DeskEvent, GroupChanged
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.state import READING, TopicLogs
from kafkadesk.desk.connection import Connection
from kafkadesk.desk.panes.panes import Panes
from kafkadesk.desk.session import Session

log = logging.getLogger(__name__)

EVERY_S = 1.0
REST_EVERY = 5  # rounds; groups that no pane is in any more, and topics that no group reads, are asked for so often
CLOSELY_S = 0.015  # while the broker is about to notice a death
EARLY_S, LATE_S = 0.6, 1.0  # around the end of the session, which the dead member's last heartbeat renewed, up to 0.5 s before it died


class GroupWatch:
    """Members of other programs, commits and log ends, asked for while connected: once a second, and when a group has a new generation.

    Where a pane died, its group is asked for closely when its session ends: the other members hear of it up to a heartbeat later.
    """

    def __init__(self, connection: Connection, panes: Panes, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._panes = panes
        self.logs: dict[str, TopicLogs] = {}  # of each topic that is read, as last heard
        self._rounds = 0
        self._generations: dict[str, int | None] = {}  # the last in which each group was seen settled
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Ask until cancelled; what fails is asked again the next time."""
        while True:
            wait_s, about_to = self._next(time.monotonic())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._news.wait()
            session = self._connection.session
            if session is None or not self._connection.state.phase.usable:
                self._news.clear()
            elif about_to and not self._news.is_set():
                await self._describe(session, about_to)
            else:
                self._news.clear()
                await self._ask(session)

    def heard(self, event: DeskEvent) -> None:
        """Ask at once when a rebalance is over for our panes: what other programs have now, only the broker can tell."""
        state = self._panes.groups.get(event.group) if isinstance(event, GroupChanged) else None
        if state is not None and state.settled and self._generations.get(state.id) != state.generation:
            self._generations[state.id] = state.generation
            self._news.set()

    def log_ends(self, topic: str) -> Mapping[int, int]:
        """Return the log end offsets of a topic as last heard of, from the broker or a pane that reads it; empty while nothing was.

        Where the topic was recreated, what a pane told of the old one is left out.
        """
        logs = self.logs.get(topic)
        ends = {} if logs is None else dict(logs.ends)
        for pane in self._panes.panes.values():
            if pane.topic == topic and pane.mode in READING and (logs is None or pane.topic_id in (None, logs.topic_id)):
                for partition, end in pane.end_offsets.items():
                    ends[partition] = max(end, ends.get(partition, 0))
        return ends

    def clear(self) -> None:
        """Forget what was heard: another cluster is looked at."""
        self.logs.clear()

    def _next(self, now: float) -> tuple[float, set[str]]:
        """Return when to ask, in seconds, and the groups that are about to notice a death: then only those."""
        wait_s, about_to = EVERY_S, set[str]()
        for state in self._panes.groups.values():
            for cause in state.awaited:
                pane = self._panes.panes.get(cause.pane)
                over = None if pane is None else cause.at + pane.session_timeout_s
                if over is None or not state.members or now > over + LATE_S:
                    continue
                wait_s = min(wait_s, max(CLOSELY_S, over - EARLY_S - now))
                if now >= over - EARLY_S - CLOSELY_S:
                    about_to.add(state.id)
        return wait_s, about_to

    async def _ask(self, session: Session) -> None:
        """Ask for each topic and group; one that cannot be answered costs only itself."""
        panes, groups = self._panes.panes.values(), self._panes.groups
        self._rounds += 1
        at_rest = self._rounds % REST_EVERY != 0
        read = {topic for state in groups.values() for topic in state.topics}
        read |= {
            pane.topic for pane in panes if not at_rest or pane.topic not in self.logs
        }  # an observing pane asks for the ends by itself
        for topic in self.logs.keys() - self._connection.topics.keys():
            del self.logs[topic]
        for topic in read & self._connection.topics.keys():
            try:
                self.logs[topic] = logs = await session.ask(session.admin.logs, topic)
                self._ledger.identified(topic, logs.topic_id, logs.asked_at, logs.at, logs.ends)
                self._ledger.begins(topic, logs.topic_id, logs.begins)
            except UserError as error:
                log.info("The log ends of %s are not known: %s", topic, error)
        joined = {pane.group for pane in panes if pane.group is not None} & groups.keys()
        await self._describe(session, joined if at_rest else groups.keys())

    async def _describe(self, session: Session, groups: Collection[str]) -> None:
        for group in list(groups):
            try:
                self._panes.described(await session.ask(session.admin.group, group))
            except UserError as error:
                log.info("Group %s could not be described: %s", group, error)
