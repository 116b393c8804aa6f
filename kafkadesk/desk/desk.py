"""The application without a window: intents in, events out, owner of all state."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kafkadesk.core.cluster.address import format_bootstrap, parse_bootstrap
from kafkadesk.core.cluster.profiles import NO_SECRETS, Profile, Secrets
from kafkadesk.core.cluster.topics import check_group_id, check_partition_count, check_topic_name
from kafkadesk.core.compose.sizes import TopicSettings
from kafkadesk.core.delivery import Delivery, SendPlan, SendProgress
from kafkadesk.core.errors import AuthError, UserError
from kafkadesk.core.events import (
    ConnectionChanged,
    DeliveriesChanged,
    Notice,
    PaneChanged,
    PaneEvent,
    ProgressChanged,
    TopicsChanged,
)
from kafkadesk.core.find.plan import SearchPlan
from kafkadesk.core.groups.state import GroupState
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.log.book import LogBook
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import LATEST, Start, StartKind
from kafkadesk.core.state import ConnectionState, GroupInfo, PaneMode, PaneState, Phase, Topic, TopicLogs
from kafkadesk.desk.broadcast import Broadcast
from kafkadesk.desk.broker_changes import BrokerChanges
from kafkadesk.desk.connection import Connection, silent_error
from kafkadesk.desk.local_kafka import LocalControl
from kafkadesk.desk.mailbox import Mailbox
from kafkadesk.desk.panes.group_guard import GroupGuard
from kafkadesk.desk.panes.group_labels import GroupLabels
from kafkadesk.desk.panes.group_watch import GroupWatch
from kafkadesk.desk.panes.panes import Panes
from kafkadesk.desk.plans import Plans
from kafkadesk.desk.profiles import ProfileControl
from kafkadesk.desk.searches import Searches, TopicSearch
from kafkadesk.desk.sends.book import SendBook
from kafkadesk.desk.sends.journaling import Journaling
from kafkadesk.desk.sends.send_run import SendMessage
from kafkadesk.desk.sends.sends import Sends
from kafkadesk.desk.sends.unresolved import UnresolvedSends
from kafkadesk.desk.surveyor import Surveyor
from kafkadesk.desk.tasks import Tasks
from kafkadesk.desk.watchdog import Watchdog
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses

log = logging.getLogger(__name__)

TICK_S = 0.2
EXIT_SETTLE_S = 5.0
OBSERVE_WAIT_S = 20.0
NO_PLAN = ReadPlan(topic="")


class Desk:
    """Everything the window can do. All methods are called on the event loop's thread; none blocks it.

    State to read: connection, topics, panes, groups, ledger, sends, labels. listen(listener): be called with every DeskEvent;
    until(holds, timeout_s): wait for a change. local, profiles: connecting to Local Kafka, and by a profile. surveyor: all topics and groups. plans: changes to the cluster.
    """

    def __init__(self, *, home: Path | None = None, local_port: int | None = None, logbook: LogBook | None = None) -> None:
        loop = asyncio.get_running_loop()
        self.events = Broadcast()
        self.listen, self.until = self.events.listen, self.events.until
        self._tasks = Tasks(self.events.report_error)
        self._pane_events: Mailbox[PaneEvent] = Mailbox(loop, self._pane_event, self.events.report_fault)
        self._send_events: Mailbox[SendMessage] = Mailbox(loop, lambda event: self._sends.apply(event), self.events.report_fault)
        self.logbook = LogBook() if logbook is None else logbook
        self._processes = ConsumerProcesses(
            self._pane_events.post, lambda pane, line: self.logbook.add_line(self._panes.name_of(pane), line)
        )
        self.labels = GroupLabels()
        self.local = LocalControl(home=home, port=local_port, events=self.events, connect=self._connect, disconnect=self.disconnect)
        self.profiles = ProfileControl(self.logbook, self._connect)
        self.ledger = Ledger()
        self._connection = Connection(post_send=self._send_events.post, changed=self._connection_changed, failed=self.events.report_error)
        self._journal = Journaling(state=lambda: self.connection, topics=lambda: self.topics, notify=self.events.emit)
        book = SendBook(
            journal=self._journal, topics=lambda: self.topics, delivered=self._delivered, progressed=self._progressed,
            post=self._send_events.post,
        )  # fmt: skip
        self.unresolved = UnresolvedSends(self._connection, book, tasks=self._tasks, notify=self.events.emit)
        self._sends = Sends(
            book, need_session=self._connection.need_writable, topics=lambda: self.topics, tasks=self._tasks,
            look_up=self.unresolved.look_up_topic,
        )  # fmt: skip
        self._panes = Panes(
            processes=self._processes,
            ledger=self.ledger,
            options=lambda: self._connection.need_session().options.to_json(),
            emit=self.events.emit,
        )
        self.searches = Searches(self._connection, self._processes, self.events.emit)
        self.guard = GroupGuard(lambda: self.panes, self.group_info)
        self._switches: dict[str, ReadPlan] = {}
        self._group_watch = GroupWatch(self._connection, self._panes, self.ledger)
        self._watchdog = Watchdog(self._panes, self._connection, heard=self._processes.heard, emit=self.events.emit)
        self._brokers = BrokerChanges(self.events.emit)
        self.surveyor = Surveyor(self._connection, emit=self.events.emit, tasks=self._tasks)
        self.plans = Plans(self._connection, self.surveyor)
        self._cluster: str | None = None
        self._told: tuple[ConnectionState, dict[str, Topic]] = (self.connection, {})
        self._tasks.start(self._tick(), "tick")
        self.listen(self._group_watch.heard)
        self._tasks.start(self._group_watch.run(), "groups")

    # state

    @property
    def connection(self) -> ConnectionState:
        return self._connection.state

    @property
    def topics(self) -> dict[str, Topic]:
        """The cluster's topics by name; empty while not connected."""
        return self._connection.topics

    @property
    def panes(self) -> dict[str, PaneState]:
        """The consumer panes by id, in the order they were opened."""
        return self._panes.panes

    @property
    def groups(self) -> dict[str, GroupState]:
        """The groups that our panes are or were in, by real group ID."""
        return self._panes.groups

    @property
    def sends(self) -> Sends:
        """Deliveries (`sends.log`) and the progress of each press of Send (`sends.progress`)."""
        return self._sends

    # connecting

    async def connect(self, bootstrap: str) -> None:
        """Connect to a cluster; raises AddressError for an unusable address. `connection` tells how it goes."""
        self._connect(parse_bootstrap(bootstrap), local=False)

    async def disconnect(self) -> None:
        """Disconnect, or give up connecting: at once. Panes leave; sends are stopped, and what is open is settled behind it."""
        self._let_go()
        self._connection.disconnect()

    async def connected(self, timeout_s: float = 20.0) -> bool:
        """Wait until every advertised broker was reached; False when the user gave up. Raises ConnectError when it takes too long."""
        over = await self.until(lambda: self.connection.phase in (Phase.CONNECTED, Phase.DISCONNECTED), timeout_s)
        if not over or isinstance(self.connection.error, AuthError):
            raise self.connection.error or silent_error(self.connection.bootstrap)
        return self.connection.phase is Phase.CONNECTED

    # topics

    async def create_topic(self, name: str, partitions: int) -> None:
        """Create a topic and wait until it can be used; raises InputError or what the cluster said."""
        check_topic_name(name)
        check_partition_count(partitions)
        session = self._connection.need_writable()
        await session.ask(session.admin.create_topic, name, partitions)
        await self._connection.refresh_topics()

    async def prepare_topic(self, name: str) -> None:
        """Let the producer learn a topic's partitions ahead, so that the first send is as fast as later ones."""
        session = self._connection.session
        if session is not None and name in self.topics:
            await session.produce(session.producer.prepare, name)
            await self._journal.prepare(session, self._journal.destination(name))

    async def _learn(self, topic: str) -> None:
        """Let the producer learn at once that a topic has other partitions: keys are shared out anew from now on, by all programs."""
        if (session := self._connection.session) is not None:
            try:
                await session.produce(session.producer.prepare, topic, refresh=True)
            except UserError as error:
                log.info("The new partitions of %s are not known to the producer yet: %s", topic, error)

    async def end_offsets(self, topic: str) -> dict[int, int]:
        """Return the log end offset of each partition."""
        session = self._connection.need_session()
        return await session.ask(session.admin.end_offsets, topic)

    async def topic_settings(self, topic: str) -> TopicSettings:
        """Return what of a topic's configuration a sender has to know; raises UserError."""
        session = self._connection.need_session()
        return await session.ask(session.admin.topic_settings, topic)

    # sending

    def send(self, plan: SendPlan) -> int:
        """Start sending and return the id of this press of Send; raises InputError or ConnectError before anything is sent."""
        return self._sends.send(plan)

    def stop_send(self, send_id: int) -> None:
        """Start no more records of this press of Send."""
        self._sends.stop(send_id)

    # searching

    def find(self, plan: SearchPlan) -> TopicSearch:
        """Search topics: `async for batch in desk.find(plan)`. Raises InputError or ConnectError before anything is read."""
        return self.searches.find(plan)

    # consumer panes

    def add_pane(self, name: str | None = None, plan: ReadPlan = NO_PLAN) -> str:
        """Open an idle consumer pane and return its id. plan: what is proposed for its next reading."""
        taken = {pane.name for pane in self.panes.values()}
        number = next(n for n in range(1, len(taken) + 2) if f"Consumer {n}" not in taken)
        return self._panes.add(name or f"Consumer {number}", plan)

    def idle_pane(self) -> str:
        """Return a pane that reads nothing: one that there is, else a new one."""
        return next((pane.pane for pane in self.panes.values() if pane.mode is PaneMode.IDLE), None) or self.add_pane()

    def rename_pane(self, pane: str, name: str) -> None:
        self._panes.rename(pane, name)

    def observe(self, pane: str, topic: str, start: Start = LATEST) -> None:
        """Read all partitions of the topic without a group."""
        self._need_topic(topic)
        self._panes.read(pane, replace(self.panes[pane].next_plan, topic=topic, group=None, start=start))

    async def observe_at(self, topic: str, partition: int, offset: int) -> str:
        """Observe a topic in an idle pane, or a new one, from a record on; return the pane."""
        pane = self.idle_pane()
        self.observe(pane, topic)
        await self.until(lambda: pane not in self.panes or self.panes[pane].mode is not PaneMode.STARTING, OBSERVE_WAIT_S)
        if pane in self.panes and self.panes[pane].mode is PaneMode.OBSERVING:
            self.seek(pane, Start(StartKind.OFFSET, offset), partition)
        return pane

    async def join(self, pane: str, plan: ReadPlan, *, confirmed: bool = False) -> None:
        """Join the plan's consumer group; raises InputError for an impossible group ID.

        Raises ConsentNeededError when others are in the group or have committed in it, unless confirmed, or the group is the desk's own.
        """
        self._check_join(plan)
        group = plan.group or ""
        if not confirmed:
            await self.guard.check(group)
            if pane not in self.panes:
                return  # it was closed while the broker was asked
            self._check_join(plan)
        self.guard.note_joined(group)
        self._panes.read(pane, plan)

    async def switch(self, pane: str, plan: ReadPlan, *, confirmed: bool = False) -> None:
        """Leave, and read by the plan once that is done and the broker answers. A pane that crashes instead, or is told otherwise, stays out.

        Raises ConsentNeededError as join() does, after the pane has left.
        """
        self.leave(pane)
        self._switches[pane] = plan
        self.events.emit(PaneChanged(pane=pane))
        await self.until(lambda: self._switches.get(pane) is not plan or self._has_left(pane), None)
        if self._switches.get(pane) is not plan:
            return
        del self._switches[pane]
        if pane not in self.panes or self.panes[pane].mode is not PaneMode.IDLE or not self.connection.phase.usable:
            return
        if plan.group is None:
            self.observe(pane, plan.topic, plan.start)
        else:
            await self.join(pane, plan, confirmed=confirmed)

    def switches_to(self, pane: str) -> ReadPlan | None:
        """Return what a pane is going to read once it has left and the broker answers; None while it is not switching."""
        return self._switches.get(pane)

    def choose(self, pane: str, *, start: Start | None = None, commit: CommitMode | None = None, assignor: Assignor | None = None) -> None:
        """Let the pane's next reading start, commit and share partitions out this way; it is in its `next_plan`."""
        self._panes.choose(pane, start, commit, assignor)

    def leave(self, pane: str) -> None:
        """Leave the group, or stop observing."""
        self._panes.leave(pane)

    def kill(self, pane: str) -> None:
        """Let the pane's process die as in a crash."""
        self._panes.kill(pane)

    def restart_pane(self, pane: str) -> None:
        """End the pane's process, which hangs, and have a new one go on."""
        self._watchdog.restart(pane)

    def close_pane(self, pane: str) -> None:
        self._panes.close(pane)

    def seek(self, pane: str, to: Start, partition: int | None = None) -> None:
        """Go on reading from somewhere else; in a group the next commit says so too."""
        self._panes.seek(pane, to, partition)

    def throttle(self, pane: str, per_second: int) -> None:
        """Show at most so many records a second; 0: no limit."""
        self._panes.throttle(pane, per_second)

    def show_uncommitted(self, pane: str, *, on: bool) -> None:
        """Show records of open and aborted transactions too, or no more (the default)."""
        self._panes.show_uncommitted(pane, on=on)

    def commit(self, pane: str) -> None:
        self._connection.need_writable()
        self._panes.commit(pane)

    def seeks_answered(self, pane: str) -> int:
        """Return how many seeks of the pane were answered with new positions."""
        return self._panes.sought(pane)

    def log_ends(self, topic: str) -> Mapping[int, int]:
        """Return the log end offsets of a topic as last heard of, by partition; empty while nothing was."""
        return self._group_watch.log_ends(topic)

    def logs(self, topic: str) -> TopicLogs | None:
        """Return what the broker said last of a topic's logs; None before it did, and once the topic is no more."""
        return self._group_watch.logs.get(topic)

    async def group_info(self, group: str) -> GroupInfo:
        """Ask the broker for a group's members and commits."""
        session = self._connection.need_session()
        return await session.ask(session.admin.group, group)

    # ending

    async def close(self, settle_s: float = EXIT_SETTLE_S) -> None:
        """End everything in order, each step with a bound: sends (settle_s in all), panes, clients, Local Kafka."""
        until = time.monotonic() + settle_s
        for send_id in self._sends.running():
            self._sends.stop(send_id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(settle_s):
                for send_id in self._sends.running():
                    await self._sends.finished(send_id)
        await asyncio.to_thread(self._processes.close_all, 3.0)
        self._journal.closing()
        self.surveyor.stop()
        self._connection.disconnect(max(0.0, until - time.monotonic()))
        await self._connection.closed()
        self._send_events.flush()  # the last verdicts, before the journal is closed
        await self.unresolved.close()
        await self.local.close()
        await self._tasks.cancel_all()
        for mailbox in (self._pane_events, self._send_events):
            mailbox.close()

    # inside

    def notice(self, notice: Notice) -> None:
        """Show one sentence in the message bar."""
        self.events.emit(notice)

    def _has_left(self, pane: str) -> bool:
        """Whether a pane that switches has left, and can go on or has to give up."""
        state, phase = self.panes.get(pane), self.connection.phase
        if state is None or state.mode is not PaneMode.IDLE:
            return state is None or state.mode is not PaneMode.LEAVING
        return phase.usable or phase is Phase.DISCONNECTED  # else the desk tries to connect again by itself

    def _check_join(self, plan: ReadPlan) -> None:
        check_group_id(plan.group or "")
        self._need_topic(plan.topic)
        self._connection.need_writable()

    def _need_topic(self, topic: str) -> None:
        check_topic_name(topic)
        self._connection.need_session()

    def _connect(
        self, servers: tuple[tuple[str, int], ...], *, local: bool, profile: Profile | None = None, secrets: Secrets = NO_SECRETS
    ) -> None:
        """Connect; panes and sends stay with it only where it is the cluster, and the way in, that they are on already."""
        if (format_bootstrap(servers), profile) != (self.connection.bootstrap, self.connection.profile):
            self._let_go()
        self._connection.connect(servers, local=local, profile=profile, secrets=secrets)

    def _let_go(self) -> None:
        self.searches.stop()
        for send_id in self._sends.running():
            self._sends.stop(send_id)
        for pane in list(self.panes):
            self._panes.leave(pane)

    def _connection_changed(self) -> None:
        state, topics = self._told
        self._told = (self.connection, self.topics)
        if topics is not self.topics:
            self.events.emit(TopicsChanged())
            for name, topic in self.topics.items():
                if name in topics and topics[name].partitions != topic.partitions:
                    self._tasks.start(self._learn(name), "new partitions")
        cluster = self.connection.cluster_id
        if cluster is not None and cluster != self._cluster:
            if self._cluster is not None:  # offsets mean something else there
                self.ledger.clear()
                self._panes.groups.clear()
                self._group_watch.clear()
                self.surveyor.clear()
            self._cluster = cluster
        self.unresolved.connection_changed()
        self._brokers.check(self.connection, self.topics)
        if state != self.connection:
            if not state.phase.usable and self.connection.phase.usable:
                self._processes.warm()
            self.events.emit(ConnectionChanged())

    def _pane_event(self, event: PaneEvent) -> None:
        if not self.searches.apply(event):
            self._panes.apply(event)

    def _delivered(self, deliveries: Sequence[Delivery]) -> None:
        self.ledger.deliveries(deliveries)
        self.events.emit(DeliveriesChanged(numbers=tuple(d.number for d in deliveries)))

    def _progressed(self, progress: SendProgress) -> None:
        self.events.emit(ProgressChanged(send_id=progress.send_id))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._panes.tick()
            self._sends.reconcile()
            self.unresolved.tick()
            self._connection.tick()
            self._watchdog.tick()
