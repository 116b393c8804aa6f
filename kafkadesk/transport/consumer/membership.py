"""One member of a group: what it is given, where it begins, what it commits.

The listener's methods run on kafka-python's I/O thread, while the main thread waits for them in poll() or close(): so
nothing here is locked. A blocking call of the library would raise there; the private coroutines used instead are pinned
by tests/kafka/consumer/test_worker_faults.py.
"""

import logging
import time
from collections.abc import Collection, Mapping
from typing import Any

from kafka.consumer.subscription_state import AsyncConsumerRebalanceListener
from kafka.errors import CommitFailedError, KafkaError
from kafka.structs import MemberState, OffsetAndMetadata, TopicPartition

from kafkadesk.core.errors import UserError
from kafkadesk.core.events import Assigned, OffsetsCommitted, Reading, Revoked
from kafkadesk.core.read_plan import CommitMode
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.wire import Read
from kafkadesk.transport.client import library
from kafkadesk.transport.client.retriable import passes
from kafkadesk.transport.consumer.commits import TopicCommits
from kafkadesk.transport.consumer.identity import TopicIdentity
from kafkadesk.transport.consumer.join_fix import keep_answers, note_joins
from kafkadesk.transport.consumer.no_progress import no_coordinator, not_assigned
from kafkadesk.transport.consumer.start_positions import resolve
from kafkadesk.transport.handover.batch_builder import BatchBuilder
from kafkadesk.transport.handover.outbox import PANE, Outbox, Unshown

log = logging.getLogger(__name__)

COMMIT_EVERY_S = 0.5
SHOWN_WAIT_S = 1.0  # for the window to show what was sent, before partitions are given up
SETTLE_MS = 3_000
SETTLE_EVERY_S = 0.5
JOINED_WITHIN_S = 4.0  # then the pane says what it waits for


class Membership(AsyncConsumerRebalanceListener):  # type: ignore[misc]  # kafka ships no types
    """The group side of a consumer. It says Reading only when every start position is resolved and committed."""

    def __init__(self, consumer: Any, read: Read, builder: BatchBuilder, outbox: Outbox, unshown: Unshown, identity: TopicIdentity) -> None:
        group = read.plan.group
        assert group is not None
        self.group: str = group
        self._read = read
        self._plan = read.plan
        self._consumer = consumer
        self._coordinator = library.coordinator(consumer)
        self._subscription = library.subscription(consumer)
        self._builder = builder
        self._outbox = outbox
        self._unshown = unshown
        self._identity = identity
        self._commits = TopicCommits(consumer, self._plan.topic, identity)
        self._at_join = 0  # partitions that the topic had then
        self._generation: int | None = None  # the last that was announced
        self._resumed: set[int] = set()
        self._committed: dict[int, int] = {}
        self._overtaken: set[int] = set()  # partitions committed since the commit that is under way was sent
        self._unresolved: set[TopicPartition] = set()
        self._resolve_at = 0.0
        self._commit_at = 0.0
        self._committing = False
        self._commit_again = False  # a commit was asked for that is still to be made
        self._denied: KafkaError | None = None
        self._unstable_since: float | None = None
        self._forsaken = False  # the topic is no more: no offset of it may be committed
        builder.group = group
        keep_answers(self._coordinator)
        self._asked_at = note_joins(self._coordinator)

    @property
    def resolved(self) -> bool:
        """Whether rows may flow: each partition's position is resolved and committed."""
        return not self._unresolved

    @property
    def joined(self) -> bool:
        """Whether the group is stable and has given this member its partitions."""
        return self._generation is not None and self._consumer.group_metadata().state == MemberState.STABLE

    def begin(self) -> None:
        """Ask for the topic, to join in the next poll().

        The partitions must be known before the first assignment, and told after the subscription: else a leader assigns
        nothing, or takes its own first look at them for a change and has the group rebalance once more.
        """
        if self._consumer.subscription() is None:
            self._consumer.subscribe([self._plan.topic], listener=self)
        self._at_join = len(self._identity.begin())

    def check(self, partitions: int) -> None:
        """Do what is due after a poll; raise the error that no waiting helps against.

        That the topic has now so many partitions is the library's business here: it rebalances.
        """
        del partitions
        now = time.monotonic()
        if self._unresolved and now >= self._resolve_at:
            self._resolve_at = now + SETTLE_EVERY_S
            library.network(self._consumer).run(self._resolve)
        if self._denied is not None:
            raise self._denied
        me = self._consumer.group_metadata()
        if me.state != MemberState.STABLE and not self._coordinator.need_rejoin():
            log.warning("The library had forgotten to join group %s", self.group)
            self._coordinator.request_rejoin()
        if me.state == MemberState.STABLE and me.generation_id != self._generation and self.resolved:
            # A cooperative rebalance that gave this member nothing new does not call the listener.
            self._announce()
            self._say_reading()
        if (self._plan.commit is CommitMode.SHOWN or self._commit_again) and now >= self._commit_at and not self._committing:
            self.commit()

    def missing_assignment(self) -> UserError | None:
        """Return why there is no assignment yet, when that has taken too long."""
        if self._consumer.group_metadata().state == MemberState.STABLE:
            self._unstable_since = None
            return None
        now = time.monotonic()
        self._unstable_since = self._unstable_since or now
        if now - self._unstable_since < JOINED_WITHIN_S:
            return None
        return no_coordinator(self.group) if self._coordinator.coordinator_id is None else not_assigned(self.group)

    def commit(self) -> None:
        """Commit what was shown, without waiting. While one is under way, or nothing can be committed yet, it is made afterwards."""
        if self._committing or self._unresolved:
            self._commit_again = True
            self._commit_at = 0.0
            return
        self._commit_again = False
        if not len(self._builder):
            self._unshown.passed(self._positions())
        offsets = self._to_commit(self._partitions())
        if not offsets:
            return
        self._committing = True
        self._overtaken.clear()
        self._commit_at = time.monotonic() + COMMIT_EVERY_S
        self._consumer.commit_async(self._commits.to_library(offsets), self._on_commit)

    def again(self) -> Read:
        """Return how to join a topic that was made anew, from its beginning; what was shown of the old one is committed no more."""
        self._forsaken = True
        owned = self._partitions()
        if owned and self.joined:
            try:
                library.network(self._consumer).run(self._commits.begin_recreated, owned)
            except KafkaError as error:  # the group is rebalancing: who gets the partitions sees of which topic the commits are
                log.info("The beginning of the new topic was not committed: %r", error)
        return self._read.from_earliest()

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Commit what was shown of the partitions, then say that they are gone."""
        partitions = {tp.partition for tp in revoked}
        self._builder.flush()
        if self._plan.commit is CommitMode.SHOWN and partitions:
            await self._until_shown()
            await self._commit_now(self._to_commit(partitions))
        self._gone(partitions, lost=False)

    async def on_partitions_lost(self, lost: set[TopicPartition]) -> None:
        """Say that the partitions are gone: the group has given them away already, nothing can be committed."""
        self._builder.flush()
        self._gone({tp.partition for tp in lost}, lost=True)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Say what the member has, find out where to begin, commit that, and only then say that it reads."""
        self._announce()
        self._unresolved |= assigned
        await self._resolve()

    async def _resolve(self) -> None:
        try:
            await self._begin_partitions()
        except KafkaError as error:  # another rebalance has begun, or the broker is away: tried again, and nothing flows until then
            log.info("Start positions are not committed yet: %r", error)
            self._denied = None if passes(error) else error
            self._consumer.pause(*(tp for tp in self._unresolved if tp in self._consumer.assignment()))
        else:
            self._say_reading()

    async def _begin_partitions(self) -> None:
        if self._identity.recreated:
            raise CommitFailedError("the topic was recreated: this member leaves, and joins again")
        owned = self._consumer.assignment()
        self._unresolved &= owned
        new = list(self._unresolved)
        self._commits.partitions = max(self._at_join, len(library.cluster(self._consumer).partitions_for_topic(self._plan.topic) or ()))
        committed = await self._commits.fetch(new)
        # After an eager rebalance the library still holds the place of a partition that stayed: rows before it are in the window.
        held = {tp: place.offset for tp in new if (place := self._subscription.position(tp)) is not None}
        fresh = await self._first_positions([tp for tp in new if tp not in committed and tp not in held])
        for tp in new:
            if tp in held and held[tp] >= committed.get(tp, 0):
                continue
            position = committed[tp] if tp in committed else fresh[tp]
            self._consumer.seek(tp, position)
            self._unshown.begin({tp.partition: position})
            self._builder.begin({tp.partition: position})
        self._committed |= {tp.partition: offset for tp, offset in committed.items()}
        first = {tp.partition: held.get(tp, fresh.get(tp, 0)) for tp in new if tp not in committed}
        if first:
            await self._commits.make(first, SETTLE_MS)
            self._note_commit(first)
        self._resumed |= {tp.partition for tp in new if tp in committed and tp not in held}
        self._unresolved.difference_update(new)

    async def _first_positions(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        """Return where partitions without a commit begin: as planned, but those that were added since the group began at their beginning."""
        if not partitions or self._plan.start == EARLIEST:
            return await resolve(self._consumer, partitions, self._plan.start)
        there = await self._commits.partitions_at_begin(self._at_join)
        added = [tp for tp in partitions if tp.partition >= there]
        first = await resolve(self._consumer, added, EARLIEST)
        return {**first, **await resolve(self._consumer, [tp for tp in partitions if tp not in first], self._plan.start)}

    def _announce(self) -> None:
        me = self._consumer.group_metadata()
        self._generation = self._builder.generation = me.generation_id
        self._outbox.post(
            Assigned(
                pane=PANE,
                group=self.group,
                generation=me.generation_id,
                member_id=me.member_id,
                partitions=tuple(sorted(self._partitions())),
                at=time.monotonic(),
                asked_at=self._asked_at(),
                topic_id=self._identity.topic_id,
            )
        )

    def _say_reading(self) -> None:
        positions = self._positions()
        self._resumed &= positions.keys()
        self._outbox.post(
            Reading(
                pane=PANE,
                group=self.group,
                generation=self._generation,
                positions=dict(sorted(positions.items())),
                resumed=frozenset(self._resumed),
                at=time.monotonic(),
                topic_id=self._identity.topic_id,
            )
        )

    def _gone(self, partitions: set[int], *, lost: bool) -> None:
        self._unresolved -= {tp for tp in self._unresolved if tp.partition in partitions}
        if self._generation is not None:  # not at the very first join
            partitions_gone = tuple(sorted(partitions))
            self._outbox.post(
                Revoked(
                    pane=PANE,
                    group=self.group,
                    generation=self._generation,
                    partitions=partitions_gone,
                    lost=lost,
                    at=time.monotonic(),
                )
            )

    async def _until_shown(self) -> None:
        end = time.monotonic() + SHOWN_WAIT_S
        while len(self._unshown) and time.monotonic() < end:
            await library.network(self._consumer).sleep(0.002)

    async def _commit_now(self, offsets: Mapping[int, int]) -> None:
        if not offsets:
            return
        try:
            await self._commits.make(offsets)
        except KafkaError as error:  # the next owner gets these records once more
            log.warning("A commit before giving up partitions failed: %r", error)
        else:
            self._note_commit(offsets)

    def _on_commit(self, offsets: Mapping[TopicPartition, OffsetAndMetadata], answer: object) -> None:
        self._committing = False
        if isinstance(answer, KafkaError):
            log.info("A commit failed and will be tried again: %r", answer)
            self._denied = None if passes(answer) else answer
            self._commit_again = True
        elif newest := {tp.partition: place.offset for tp, place in offsets.items() if tp.partition not in self._overtaken}:
            self._note_commit(newest)  # the library calls this with the next poll(), and a rebalance commits before that

    def _note_commit(self, offsets: Mapping[int, int]) -> None:
        self._committed |= offsets
        self._overtaken.update(offsets)
        self._outbox.post(OffsetsCommitted(pane=PANE, group=self.group, offsets=dict(offsets), at=time.monotonic()))

    def _to_commit(self, partitions: set[int]) -> dict[int, int]:
        ends = {} if self._forsaken else self._unshown.ends
        return {p: end for p, end in ends.items() if p in partitions and end != self._committed.get(p)}

    def _positions(self) -> dict[int, int]:
        places = {tp.partition: self._subscription.position(tp) for tp in self._consumer.assignment()}
        return {partition: place.offset for partition, place in places.items() if place is not None}

    def _partitions(self) -> set[int]:
        return {tp.partition for tp in self._consumer.assignment()}
