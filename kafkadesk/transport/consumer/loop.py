"""The life of one consumer: from its first poll to the command that ends it."""

import logging
import time
from collections import deque
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from typing import Any

from kafka import errors
from kafka.protocol.consumer import IsolationLevel
from kafka.structs import TopicPartition

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import PaneTrouble, PositionsMoved
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.text import Text
from kafkadesk.core.wire import Command, Commit, Find, Leave, Quit, Read, Seek, ShowUncommitted, Throttle
from kafkadesk.transport.client import library
from kafkadesk.transport.client.retriable import passes
from kafkadesk.transport.client.translate import describe
from kafkadesk.transport.consumer.freed_memory import FreedMemory
from kafkadesk.transport.consumer.health import Health
from kafkadesk.transport.consumer.identity import TopicIdentity
from kafkadesk.transport.consumer.interrupt import Interrupt
from kafkadesk.transport.consumer.membership import Membership
from kafkadesk.transport.consumer.no_progress import NoProgress
from kafkadesk.transport.consumer.observing import Observer
from kafkadesk.transport.consumer.pane_errors import PaneErrorKind, PaneErrors
from kafkadesk.transport.consumer.start_positions import resolve
from kafkadesk.transport.fetch import unpacking
from kafkadesk.transport.fetch.gaps import Gaps
from kafkadesk.transport.fetch.reader import ColumnReader
from kafkadesk.transport.fetch.unreadable import BadBatch, bad_batch, deleted, goes_on_at, recreated, truncated
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.fetch_quota import FetchQuota
from kafkadesk.transport.handover.outbox import PANE, Outbox
from kafkadesk.transport.handover.row_forwarder import RowForwarder

log = logging.getLogger(__name__)

SLICE_S = 0.05  # a rebalance, and what is held back or sought, waits no longer for poll() to return
QUIET_S = 0.5  # nothing of that is to be expected: commands and answers end the wait
AFTER_ERROR_S = 0.1
ENDING = (Read, Find, Leave, Quit)  # commands that a consumer ends at


class Isolation:
    """The isolation level of a pane, changed while it reads: kafka-python has it only as a setting, but sends it with each fetch."""

    def __init__(self) -> None:
        self.uncommitted = False
        self._consumer: Any = None

    def serve(self, consumer: Any) -> None:
        """Apply the level to this consumer from now on."""
        self._consumer = consumer
        self._apply()

    def show_uncommitted(self, *, on: bool) -> None:
        """Show records of open and aborted transactions, or hide them, from the next fetch on."""
        self.uncommitted = on
        self._apply()

    def _apply(self) -> None:
        if self._consumer is not None:
            level = IsolationLevel.READ_UNCOMMITTED if self.uncommitted else IsolationLevel.READ_COMMITTED
            library.set_isolation_level(self._consumer, level)


class ConsumerLoop:
    """Polls, hands rows over, keeps to the flow, survives what cannot be read and a broker that is away."""

    def __init__(
        self,
        consumer: Any,
        topic: str,
        role: Membership | Observer,
        *,
        identity: TopicIdentity,
        builder: BatchBuilder,
        quota: FetchQuota,
        outbox: Outbox,
        isolation: Isolation,
        interrupt: Interrupt,
    ) -> None:
        self._interrupt = interrupt
        self._consumer = consumer
        self._topic = topic
        self._role = role
        self._builder = builder
        self._quota = quota
        self._outbox = outbox
        self._isolation = isolation
        self._manager = library.manager(consumer)
        self._network = library.network(consumer)
        self._subscription = library.subscription(consumer)
        library.fetcher(consumer).PartitionRecords = ColumnReader
        self._gaps = Gaps(consumer)
        self._errors = PaneErrors(self._post_error)
        self._errors.put(PaneErrorKind.CODECS, unpacking.missing_codecs())
        self._health = Health(consumer, topic, lambda error: self._errors.put(PaneErrorKind.BROKER, error), interrupt.ring)
        self._no_progress = NoProgress(self._gaps, self._errors)
        self._freed = FreedMemory()
        self._forwarder = RowForwarder(consumer, topic, self._gaps, builder, outbox)
        self._identity = identity
        self._begun = False
        self._failed_at: tuple[TopicPartition, int] | None = None  # the last batch that could not be read
        self._seeks: deque[Seek] = deque()
        self._notified: tuple[Mapping[int, int], ...] = ()

    def run(self, inbox: "SimpleQueue[Command]") -> Command:
        """Read until a command ends it, and return that command. Raise KafkaError where going on is no use."""
        while True:
            self._outbox.turn()
            wait_s = self._patience()  # before commands are looked for: one that comes now ends the wait
            while (command := next_command(inbox)) is not None:
                if isinstance(command, ENDING):
                    return command
                self._do(command)
            if self._manager.refused is not None:  # a member of a group is not told so by poll()
                raise describe(self._manager.refused)
            if self._begun and (lost := self._identity.lost(self._positions())) is not None:
                if (again := self._read_recreated(lost)) is not None:
                    return again
            elif self._begun:
                self._step(wait_s)
            else:
                self._guarded(self._begin)
                self._health.check(())

    def _begin(self) -> None:
        self._role.begin()
        self._begun = True

    def _step(self, wait_s: float) -> None:
        allowed = self._quota.allowed() if self._role.resolved else 0
        if self._hold(hold=not allowed):
            self._builder.flush()
            self._quota.wait(SLICE_S)
            self._poll(0.001, 1)  # still to be told of rebalances
        else:
            due = self._builder.due_in()
            self._poll(min(wait_s, self._health.due_in()) if due is None else due, max(1, allowed))
        due = self._builder.due_in()
        if due is not None and due <= 0:
            self._builder.flush()
        self._guarded(self._after_poll)
        self._freed.check()

    def _patience(self) -> float:
        """Return how long to wait for records."""
        if self._role.group is not None or self._seeks or not self._health.answered:
            self._interrupt.ring()
            return SLICE_S
        self._interrupt.arm(self._consumer)
        return QUIET_S

    def _poll(self, wait_s: float, most: int) -> None:
        def poll() -> None:
            for parts in library.poll_once(self._consumer, wait_s, most).values():
                for rows in parts:
                    self._forwarder.take(rows)
                    self._quota.took(len(rows))
                    self._freed.took(len(rows.data))

        self._guarded(poll)
        self._forwarder.note_trailing_gaps()

    def _after_poll(self) -> None:
        news = self._health.check(self._partitions())
        self._role.check(self._health.partitions)
        if news:
            self._check_progress()
        if self._seeks and self._role.resolved and self._role.joined:
            self._seek(self._seeks[0])
            self._seeks.popleft()
        elif news:
            self._post_positions()

    def _guarded(self, call: Any) -> None:
        """Call, and recover from what can be recovered from."""
        try:
            call()
        except Exception as error:
            bad = bad_batch(error)
            if bad is not None:
                self._pass_over_batch(bad)
            elif isinstance(error, errors.OffsetOutOfRangeError):
                lost = list(error.args[0])
                self._guarded(lambda: self._find_again(lost))  # asks the broker, which may not answer; the next poll says it again
            elif isinstance(error, errors.LogTruncationError):
                parted = {tp: 0 if place is None else place.offset for tp, place in error.divergent_offsets.items()}
                self._guarded(lambda: self._go_back_all(parted))
            elif passes(error):
                self._health.failed(error)
                time.sleep(AFTER_ERROR_S)
            else:
                raise

    def _pass_over_batch(self, bad: BadBatch) -> None:
        """Go on behind a batch: its own word for that may be as damaged as the rest."""
        partition, position = bad.partition.partition, self._position(bad.partition)
        behind = self._gaps.behind(partition, position if bad.start is None else bad.start)
        end = behind if behind is not None and behind >= position else goes_on_at(position, bad, self._health.ends.get(partition))
        again, self._failed_at = self._failed_at == (bad.partition, position), (bad.partition, position)
        if end == position and not again:  # all its records were read, and the fault lies behind them: only the library must start anew
            self._gaps.drop_reader(bad.partition)
            return
        self._pass_over(bad.partition, position, max(end, position + 1), GapKind.UNREADABLE, bad.reason)

    def _hold(self, *, hold: bool) -> bool:
        """Pause or resume fetching, as wanted and possible. Return whether it is paused."""
        assigned, paused = self._consumer.assignment(), self._consumer.paused()
        if not hold:
            self._consumer.resume(*paused)
            return False
        if library.error_is_next(self._consumer):
            # An unreadable batch is about to be raised. Paused now, the library would forget the error, keep the dead
            # generator, and never come back from the first poll() after resume().
            return False
        self._consumer.pause(*(assigned - paused))
        return True

    def _check_progress(self) -> None:
        self._errors.put(PaneErrorKind.GROUP, self._role.missing_assignment())
        committed_only = not self._isolation.uncommitted
        self._no_progress.check(self._positions(), self._health.ends, held=bool(self._consumer.paused()), committed_only=committed_only)

    def _do(self, command: Command) -> None:
        match command:
            case Throttle(per_second=per_second):
                self._quota.throttle(per_second)
            case ShowUncommitted(on=on):
                self._isolation.show_uncommitted(on=on)
            case Commit():
                self._role.commit()
            case Seek():
                self._seeks.append(command)
            case _:
                log.warning("A command that means nothing to a reading pane: %r", command)

    def _seek(self, seek: Seek) -> None:
        self._builder.flush()
        chosen = [tp for tp in self._consumer.assignment() if seek.partition in (None, tp.partition)]
        for tp, offset in self._network.run(resolve, self._consumer, chosen, seek.to).items():
            self._consumer.seek(tp, offset)
            self._builder.begin({tp.partition: offset})
        self._post_positions(after_seek=True)

    def _find_again(self, lost: list[TopicPartition]) -> None:
        """Go on where the log begins now: the offsets were deleted (or the topic was recreated)."""
        first = self._network.run(resolve, self._consumer, lost, EARLIEST)
        for tp, begin in first.items():
            position = self._position(tp)
            if position < begin:
                self._pass_over(tp, position, begin, GapKind.DELETED, deleted())
            else:
                self._go_back(tp, begin)

    def _pass_over(self, tp: TopicPartition, start: int, end: int, kind: GapKind, reason: Text) -> None:
        self._consumer.seek(tp, end)
        self._forwarder.post(tp.partition, start, end, kind, reason)
        self._builder.begin({tp.partition: end})

    def _read_recreated(self, lost: Mapping[int, int]) -> Command | None:
        """Read the new log of a recreated topic, also where it is already longer than the old one was.

        A member ends its membership, to join again: its leader may have shared out no partitions while there was no topic;
        kafka-python then notices nothing of the new one.
        """
        self._builder.flush()
        for partition, position in sorted(lost.items()):
            if position:
                self._forwarder.post(partition, 0, position, GapKind.RECREATED, recreated(self._topic))
        self._health.forget()
        self._begun = False
        return self._role.again()

    def _go_back_all(self, parted: Mapping[TopicPartition, int]) -> None:
        for tp, to in parted.items():
            self._go_back(tp, to)

    def _go_back(self, tp: TopicPartition, to: int) -> None:
        self._identity.ask()
        if self._identity.lost({}) is not None:
            return  # it is read from its beginning at once
        position = self._position(tp)
        self._consumer.seek(tp, to)
        if to < position:
            self._forwarder.post(tp.partition, to, position, GapKind.TRUNCATED, truncated())
        self._builder.begin({tp.partition: to})

    def _post_positions(self, *, after_seek: bool = False) -> None:
        """Post the positions. Rows go first: a position must never be ahead of what the window has received."""
        self._builder.flush()
        self._forwarder.post_sums()
        positions = self._positions()
        ends = {p: max(self._health.ends.get(p, 0), offset) for p, offset in positions.items()}
        begins = {p: self._health.begins[p] for p in positions if p in self._health.begins}
        if after_seek or (positions and (positions, ends, begins) != self._notified):
            self._notified = (positions, ends, begins)
            event = PositionsMoved(
                pane=PANE, positions=positions, end_offsets=ends, begin_offsets=begins, after_seek=after_seek, at=time.monotonic()
            )
            self._outbox.post(event)

    def _post_error(self, error: UserError | None) -> None:
        self._outbox.post(PaneTrouble(pane=PANE, error=error, fatal=False, at=time.monotonic()))

    def _partitions(self) -> list[int]:
        return [tp.partition for tp in self._consumer.assignment()]

    def _positions(self) -> dict[int, int]:
        places = {tp.partition: self._subscription.position(tp) for tp in self._consumer.assignment()}
        return {p: place.offset for p, place in sorted(places.items()) if place is not None}

    def _position(self, tp: TopicPartition) -> int:
        place = self._subscription.position(tp)
        return 0 if place is None else int(place.offset)


def next_command(inbox: "SimpleQueue[Command]") -> Command | None:
    """Return the next command, if one waits."""
    try:
        return inbox.get_nowait()
    except Empty:
        return None
