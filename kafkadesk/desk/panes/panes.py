"""Consumer panes and the groups they are in: intents to consumer processes, events back into state."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import (
    Assigned,
    GroupChanged,
    Notice,
    OffsetsCommitted,
    PaneChanged,
    PaneEvent,
    PaneTrouble,
    PositionsMoved,
    Reading,
    RecordsArrived,
    Revoked,
    Stopped,
    Unreadable,
    WorkerDied,
    WorkerReady,
)
from kafkadesk.core.groups.state import GroupState, client_id
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import Start
from kafkadesk.core.state import READING, GroupInfo, PaneMode, PaneState
from kafkadesk.core.wire import Commit, Leave, Read, RowsShown, Seek, ShowUncommitted, Throttle
from kafkadesk.desk.panes import notices
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses

RATE_WINDOW_S = 1.0
DELAYS = 20  # the latest, of which the median is shown
BUSY, OVER = (PaneMode.JOINING, PaneMode.MEMBER, PaneMode.REBALANCING), (PaneMode.LEAVING, PaneMode.FAILED)  # OVER: a close revokes too


class Panes:
    """All consumer panes. `emit` takes what changed; the facts are in `panes`, `groups` and the ledger."""

    def __init__(
        self,
        *,
        processes: ConsumerProcesses,
        ledger: Ledger,
        options: Callable[[], Mapping[str, object]],
        emit: Callable[[PaneChanged | GroupChanged | RecordsArrived | Unreadable | Notice], None],
    ) -> None:
        self.panes: dict[str, PaneState] = {}
        self.groups: dict[str, GroupState] = {}
        self._processes = processes
        self._ledger = ledger
        self._options = options
        self._emit = emit
        self._count = 0
        self._dirty: set[str] = set()
        self._rated: dict[str, tuple[float, int]] = {}
        self._seeks: dict[str, int] = {}
        self._ending: set[str] = set()
        self._lost = notices.RecentNames()
        # A process died while its pane read; asked: it was ended to be started again. Returns whether the pane is going to be revived.
        self.on_death: Callable[[PaneState, bool], bool] = lambda _pane, _asked: False
        self._closing: dict[str, PaneState] = {}  # closed members of which it is not known yet whether their group was told

    # intents

    def add(self, name: str, plan: ReadPlan) -> str:
        """Open an idle pane and return its id. Its process is there already, warm, or starts now."""
        self._count += 1
        pane = f"pane-{self._count}"
        self._processes.open(pane)
        self._ledger.opened(pane)
        self._set(PaneState(pane=pane, name=name).with_plan(plan))
        return pane

    def rename(self, pane: str, name: str) -> None:
        """Give the pane another name; a member keeps its client id until it joins again."""
        self._set(replace(self.panes[pane], name=name))
        self._ledger.renamed(pane, name)

    def read(self, pane: str, plan: ReadPlan, positions: Mapping[int, int] | None = None) -> None:
        """Become a member of a group, or observe. positions: where an observer resumes, by partition."""
        options = self._begin(pane, plan)
        if plan.group is not None:
            self._group(plan.group, lambda g: g.joined(pane, self.panes[pane].name, plan.topic, time.monotonic()))
        self._processes.send(pane, Read(options=options, plan=plan, positions=positions or {}))

    def leave(self, pane: str) -> None:
        """Leave the group (LeaveGroup is sent), or stop observing."""
        state = self.panes[pane]
        if state.mode in (PaneMode.IDLE, PaneMode.LEAVING, PaneMode.KILLED):
            return
        if state.mode is PaneMode.FAILED:  # it reads no more, and has nothing to leave
            self._set(replace(state, mode=PaneMode.IDLE, error=None))
            return
        if state.group is not None:
            self._group(state.group, lambda g: g.leaving(pane, state.name, time.monotonic()))
        self._set(replace(state, mode=PaneMode.LEAVING))
        self._processes.send(pane, Leave())

    def kill(self, pane: str) -> None:
        """End the pane's process as a crash would: it tells nobody."""
        state = self.panes[pane]
        now = time.monotonic()
        if state.group is not None and state.mode in BUSY:
            self._group(state.group, lambda g: g.killed(pane, state.name, now))
        self._processes.kill(pane)

    def close(self, pane: str) -> None:
        """Leave, end the process and forget the pane."""
        state = self.panes.pop(pane)
        if state.group is not None and state.mode in BUSY:
            self._closing[pane] = state
            self._group(state.group, lambda g: g.leaving(pane, state.name, time.monotonic()))
        self._ledger.closed(pane, time.monotonic())
        self._processes.close(pane)
        self._emit(PaneChanged(pane=pane))

    def seek(self, pane: str, to: Start, partition: int | None = None) -> None:
        """Go on reading from somewhere else."""
        self._processes.send(pane, Seek(to=to, partition=partition))

    def throttle(self, pane: str, per_second: int) -> None:
        """Show at most so many records a second; 0: no limit."""
        self._set(replace(self.panes[pane], per_second=per_second))
        self._processes.send(pane, Throttle(per_second=per_second))

    def choose(self, pane: str, start: Start | None, commit: CommitMode | None, assignor: Assignor | None) -> None:
        """Read this way from the next reading on; None: as chosen before."""
        state = self.panes[pane]
        plan = state.next_plan
        chosen = replace(plan, start=start or plan.start, commit=commit or plan.commit, assignor=assignor or plan.assignor)
        self._set(replace(state, next=None if chosen == state.plan else chosen))

    def show_uncommitted(self, pane: str, *, on: bool) -> None:
        """Show records of open and aborted transactions too, or no more; from where the pane reads now."""
        self._set(replace(self.panes[pane], uncommitted=on))
        self._processes.send(pane, ShowUncommitted(on=on))

    def commit(self, pane: str) -> None:
        """Commit what was shown, now."""
        self._processes.send(pane, Commit())

    def trouble(self, pane: str, error: UserError | None) -> None:
        """Say in the pane what is wrong, or None that it no longer is."""
        self._set(replace(self.panes[pane], error=error))

    def end_process(self, pane: str) -> None:
        """End the pane's process, which hangs. WorkerDied follows; the pane stays as it was until it is revived."""
        self._ending.add(pane)
        self._processes.kill(pane)

    def revive(self, before: PaneState) -> None:
        """Have a new process read as the pane did: a member goes on from the group's commit, an observer where it was."""
        pane = before.pane
        if self.panes[pane].mode is PaneMode.LEAVING:  # it was to leave meanwhile: there is nobody left who would
            self._set(replace(self.panes[pane], mode=PaneMode.IDLE, error=None))
        else:
            chosen = self.panes[pane].next
            self.read(pane, before.plan, {} if before.group is not None else before.positions)
            self._set(replace(self.panes[pane], next=chosen))

    def sought(self, pane: str) -> int:
        """Return how many seeks of the pane were answered."""
        return self._seeks.get(pane, 0)

    def name_of(self, pane: str) -> str:
        """Return a pane's name; what there is of one that is closed. Thread: any."""
        state = self.panes.get(pane)
        return pane if state is None else state.name

    def described(self, info: GroupInfo) -> None:
        """Take what the broker says of a group: members of other programs, commits."""
        state = self.groups.get(info.group)
        if state is None:
            return
        new = state.described(info, time.monotonic())
        for topic in new.topics:
            owners, topic_id = new.owners_in(info, topic), info.topic_ids.get(topic)
            self._ledger.described(info.group, topic, owners, info.committed.get(topic, {}), info.asked_at, topic_id)
        if new != state:
            self.groups[info.group] = new
            self._emit(GroupChanged(group=info.group))

    # events

    def apply(self, event: PaneEvent) -> None:
        """Take an event of a consumer process."""
        pane = self.panes.get(event.pane)
        if isinstance(event, RecordsArrived):
            self._records(event, pane)
            return
        rebalance = None if pane is None or pane.group not in self.groups else self.groups[pane.group].current
        began_at = None if rebalance is None else rebalance.noticed_at
        self._apply_to_group(event, pane)
        if isinstance(event, Stopped):
            self._notify_if_not_told(event, self._closing.pop(event.pane, pane))
        if pane is None:  # closed in between; what it committed as it left counts
            if isinstance(event, OffsetsCommitted) and (closing := self._closing.get(event.pane)) is not None:
                self._ledger.committed(event.group, closing.topic, event.offsets, event.at, closing.topic_id)
            return
        match event:
            case Reading():
                pane = self._reading(event, pane, began_at)
            case Assigned():
                self._ledger.assigned(event.pane, event.partitions)
                pane = replace(pane, generation=event.generation, member_id=event.member_id, partitions=event.partitions)
            case Revoked():
                self._ledger.revoked(event.pane, event.partitions, event.at, lost=event.lost)
                if event.lost:
                    self._emit(notices.lost(pane, self._lost.add(pane.name)))
                left = tuple(p for p in pane.partitions if p not in event.partitions)
                pane = replace(pane, mode=pane.mode if pane.mode in OVER else PaneMode.REBALANCING, partitions=left)
            case PositionsMoved():
                self._seeks[event.pane] = self.sought(event.pane) + event.after_seek
                begins = dict(event.begin_offsets or pane.begin_offsets)
                pane = replace(pane, positions=dict(event.positions), end_offsets=dict(event.end_offsets), begin_offsets=begins)
                self._ledger.positions(event.pane, pane.group, pane.topic, event.positions)
            case OffsetsCommitted():
                self._ledger.committed(event.group, pane.topic, event.offsets, event.at, pane.topic_id)
            case Unreadable():
                self._ledger.passed_over(event)
                pane = replace(pane, passed={**pane.passed, event.kind: pane.passed.get(event.kind, 0) + event.offsets})
                if not event.kind.normal:
                    self._emit(event)
            case Stopped() if event.group != pane.group:
                self._ledger.stopped(event.pane, event.at)  # it left one group for another: the new one is what it is about now
            case Stopped():
                pane = replace(pane, mode=PaneMode.IDLE, partitions=(), generation=None, member_id=None, error=None)
                self._ledger.stopped(event.pane, event.at, died=not event.told)
            case PaneTrouble():
                pane = replace(pane, error=event.error, mode=PaneMode.FAILED if event.fatal else pane.mode)
                if event.fatal:
                    self._ledger.stopped(event.pane, event.at)
                    self._gone(pane, event.at)
            case WorkerDied():
                pane = self._died(event, pane)
        self._set(pane)

    def tick(self) -> None:
        """Publish the counters of panes that received records; call it about five times a second."""
        now = time.monotonic()
        for pane_id, (since, received) in list(self._rated.items()):
            pane = self.panes.get(pane_id)
            if pane is None:
                del self._rated[pane_id]
            elif now - since >= RATE_WINDOW_S:
                self._rated[pane_id] = (now, pane.received)
                rate = (pane.received - received) / (now - since)
                delays = self._ledger.delays(pane_id, DELAYS)
                delay_ms = statistics.median(delays) if delays else None
                if (rate, delay_ms) != (pane.rate, pane.delay_ms):
                    self.panes[pane_id] = replace(pane, rate=rate, delay_ms=delay_ms)
                    self._dirty.add(pane_id)
        dirty, self._dirty = self._dirty, set()
        for pane_id in dirty & self.panes.keys():
            self._emit(PaneChanged(pane=pane_id))

    # helpers

    def _begin(self, pane: str, plan: ReadPlan) -> dict[str, object]:
        state = self.panes[pane]
        self._processes.open(pane)  # a new process, if the one it had is dead
        if state.per_second:
            self._processes.send(pane, Throttle(per_second=state.per_second))
        if state.uncommitted:
            self._processes.send(pane, ShowUncommitted(on=True))
        options = dict(self._options())
        session_timeout_s = int(str(options["session_timeout_ms"])) / 1000
        self._set(
            replace(
                state.with_plan(plan), topic_id=None, partitions=(), positions={}, end_offsets={}, passed={}, resumed=frozenset(), generation=None, member_id=None, killed_at=None, error=None, session_timeout_s=session_timeout_s,
                mode=PaneMode.STARTING if plan.group is None else PaneMode.JOINING,
            )
        )  # fmt: skip
        options["client_id"] = client_id(state.name)
        return options

    def _reading(self, event: Reading, pane: PaneState, began_at: float | None) -> PaneState:
        self._ledger.reading(
            event.pane, pane.name, event.group, pane.topic, event.positions, event.at, resumed=event.resumed, began_at=began_at,
            topic_id=event.topic_id,
        )  # fmt: skip
        same = event.topic_id == pane.topic_id  # else recreated: its logs have other ends
        ends, begins = (
            {p: at for p, at in known.items() if same and p in event.positions} for known in (pane.end_offsets, pane.begin_offsets)
        )
        reads = PaneMode.OBSERVING if event.group is None else PaneMode.MEMBER
        mode = pane.mode if pane.mode is PaneMode.LEAVING else reads  # a rebalance may end after the pane was asked to leave
        return replace(
            pane, mode=mode, generation=event.generation, partitions=tuple(sorted(event.positions)), positions=dict(event.positions),
            end_offsets=ends, begin_offsets=begins, resumed=event.resumed, error=None, topic_id=event.topic_id,
        )  # fmt: skip

    def _records(self, event: RecordsArrived, pane: PaneState | None) -> None:
        if pane is not None:
            self._ledger.arrived(event)
            positions, ends = dict(pane.positions), dict(pane.end_offsets)
            for r in event.batch.ranges:
                positions[r.partition] = r.end
                ends[r.partition] = max(r.end, ends.get(r.partition, 0))
            self.panes[event.pane] = replace(pane, received=pane.received + len(event.batch), positions=positions, end_offsets=ends)
            self._dirty.add(event.pane)
            self._rated.setdefault(event.pane, (event.at, pane.received))
            self._emit(event)
            # It is in the window now: it may be committed. What comes for a closed pane never is: the next owner gets it.
            self._processes.send(event.pane, RowsShown(serial=event.serial))

    def _notify_if_not_told(self, event: Stopped, pane: PaneState | None) -> None:
        if pane is not None and event.group is not None and not event.told:
            self._emit(notices.not_notified(pane, event.group))

    def _died(self, event: WorkerDied, pane: PaneState) -> PaneState:
        self._ledger.stopped(event.pane, event.at, died=True)
        asked = pane.pane in self._ending
        self._ending.discard(pane.pane)
        if pane.mode is PaneMode.LEAVING and asked:
            return replace(pane, mode=PaneMode.IDLE, partitions=(), error=None)
        if (asked or not event.killed) and pane.mode in READING and self.on_death(pane, asked):
            mode = PaneMode.STARTING if pane.group is None else PaneMode.JOINING
            return replace(pane, mode=mode, partitions=(), error=notices.died_error(event, again=True))
        if event.killed:
            return replace(pane, mode=PaneMode.KILLED, killed_at=event.at, partitions=(), error=None)
        return replace(pane, mode=PaneMode.FAILED, killed_at=event.at, partitions=(), error=pane.error or notices.died_error(event))

    def _apply_to_group(self, event: PaneEvent, pane: PaneState | None) -> None:
        group = getattr(event, "group", None) or (pane.group if pane is not None else None)
        if group is not None and group in self.groups and not isinstance(event, WorkerReady | Unreadable | PaneTrouble):
            self._group(group, lambda g: g.apply(event))

    def _gone(self, pane: PaneState, at: float) -> None:
        """Take a pane that failed out of its group: its consumer is closed."""
        group = pane.group
        if group is not None and group in self.groups:
            self._group(group, lambda g: g.apply(Stopped(pane=pane.pane, group=group, told=False, at=at)))

    def _group(self, group: str, change: Callable[[GroupState], GroupState]) -> None:
        old = self.groups.get(group)
        new = change(old or GroupState(id=group))
        if new != old:
            self.groups[group] = new
            self._emit(GroupChanged(group=group))

    def _set(self, state: PaneState) -> None:
        self.panes[state.pane] = state
        self._emit(PaneChanged(pane=state.pane))
