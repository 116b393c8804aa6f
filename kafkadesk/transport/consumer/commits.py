"""Commits of a group in one topic. Kafka stores them by the topic's name: what makes them those of one topic ID is here.

Before each commit the coordinator is asked whether the topic that was read is the one that is there now, and after it once more:
the broker would take an offset of a deleted topic for one of the recreated topic. A note beside each offset tells the panes that
come later what the broker does not store: of which topic ID it is, and how many partitions that topic had then.
"""

import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kafka.errors import CommitFailedError, UnknownTopicOrPartitionError
from kafka.structs import OffsetAndMetadata, TopicPartition

from kafkadesk.transport.client import library
from kafkadesk.transport.consumer.identity import TopicIdentity, TopicNow

log = logging.getLogger(__name__)

NOTE = re.compile(r"KafkaDesk: topic ([0-9a-f-]+) of (\d+) partitions")
COMMIT_MS = 1_000
FETCH_MS = 3_000


@dataclass(frozen=True, slots=True)
class CommitNote:
    """What a pane wrote beside an offset."""

    topic_id: str
    partitions: int

    def __str__(self) -> str:
        return f"KafkaDesk: topic {self.topic_id} of {self.partitions} partitions"

    @classmethod
    def parse(cls, text: str | None) -> "CommitNote | None":
        """Return the note; None: another program committed, or the broker knows no IDs."""
        found = NOTE.fullmatch(text or "")
        return None if found is None else cls(found[1], int(found[2]))


class TopicCommits:
    """Fetches and makes the commits of a member. Thread: kafka-python's I/O thread, but for `to_library`."""

    def __init__(self, consumer: Any, topic: str, identity: TopicIdentity) -> None:
        self.partitions = 0  # that the topic had at the last assignment
        self._consumer = consumer
        self._topic = topic
        self._identity = identity
        self._coordinator = library.coordinator(consumer)
        self._send = library.replace_method(self._coordinator, library.Method.SEND_OFFSET_COMMIT, self._send_if_there)

    def to_library(self, offsets: Mapping[int, int]) -> dict[TopicPartition, OffsetAndMetadata]:
        """Return offsets of the topic that is read, by partition, as the library takes them, each with its note."""
        return self._noted(offsets, self._identity.topic_id)

    async def make(self, offsets: Mapping[int, int], timeout_ms: int = COMMIT_MS) -> None:
        """Commit, and wait for the answer. Raise KafkaError."""
        await library.commit(self._coordinator, self.to_library(offsets), timeout_ms)

    async def begin_recreated(self, partitions: Collection[int]) -> None:
        """Have these partitions of a recreated topic read from the beginning: a commit that crossed the deletion may count for them."""
        now = await self._ask()
        there = dict.fromkeys((p for p in partitions if p < now.partitions), 0)
        if there:
            manager = library.manager(self._consumer)
            await manager.wait_for(manager.call_soon(self._send, self._noted(there, now.topic_id)), COMMIT_MS)
            log.info("The commits of the recreated topic %s begin at 0: %s", self._topic, sorted(there))

    async def fetch(self, partitions: Collection[TopicPartition]) -> dict[TopicPartition, int]:
        """Return the commits of the topic that is read; none of a deleted topic of the same name."""
        found = await self._fetch(partitions)
        return {tp: answer.offset for tp, answer in found.items() if not self._of_deleted(CommitNote.parse(answer.metadata))}

    async def partitions_at_begin(self, at_join: int) -> int:
        """Return how many partitions the topic had when the group began to read it: the others are read from their beginning.

        at_join: how many there were when this member asked to join. The notes of members before it may be of fewer.
        """
        known = library.cluster(self._consumer).partitions_for_topic(self._topic) or ()
        found = await self._fetch([TopicPartition(self._topic, p) for p in known])
        notes = [note for answer in found.values() if (note := CommitNote.parse(answer.metadata)) is not None]
        if any(map(self._of_deleted, notes)):
            return 0  # the topic was recreated while the group read it
        return min([at_join, *(note.partitions for note in notes)])

    async def _fetch(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, Any]:
        found: Mapping[TopicPartition, Any] = await self._coordinator.fetch_committed_offsets_async(partitions, timeout_ms=FETCH_MS)
        return found

    async def _send_if_there(self, offsets: Mapping[TopicPartition, OffsetAndMetadata]) -> Any:
        """Commit unless the topic is another one now. Raise CommitFailedError then, also when that was seen only afterwards."""
        if self._identity.topic_id is None or self._coordinator.generation_if_stable() is None:
            return await self._send(offsets)  # which raises, outside of a stable group; the question may wait behind the JoinGroup
        self._check(await self._ask())
        answer = await self._send(offsets)
        try:
            self._check(await self._ask())
        except CommitFailedError:
            await self.begin_recreated({tp.partition for tp in offsets})
            raise
        return answer

    async def _ask(self) -> TopicNow:
        """Ask the coordinator: it is the one that takes the commit for a commit of the topic that it knows."""
        return await self._identity.ask_broker(self._coordinator.coordinator())

    def _check(self, now: TopicNow) -> None:
        if now.topic_id is None:
            raise UnknownTopicOrPartitionError(self._topic)
        if now.topic_id != self._identity.topic_id:
            raise CommitFailedError(f"{self._topic} was recreated")

    def _noted(self, offsets: Mapping[int, int], topic_id: str | None) -> dict[TopicPartition, OffsetAndMetadata]:
        note = "" if topic_id is None else str(CommitNote(topic_id, self.partitions))
        return {TopicPartition(self._topic, p): OffsetAndMetadata(offset, note, -1) for p, offset in offsets.items()}

    def _of_deleted(self, note: CommitNote | None) -> bool:
        return note is not None and self._identity.topic_id not in (None, note.topic_id)
