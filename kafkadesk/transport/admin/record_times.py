"""When single records were written: one small read each, without a consumer."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kafka import TopicPartition
from kafka import errors as kafka_errors
from kafka.consumer.fetcher import Fetcher
from kafka.protocol.consumer import FetchRequest, IsolationLevel
from kafka.record import MemoryRecords

from kafkadesk.core.groups.behind import NO_TIME, Unread
from kafkadesk.transport.admin.client import AdminClient
from kafkadesk.transport.fetch import unpacking

log = logging.getLogger(__name__)

PARTITIONS_AT_ONCE = 200
PARTITION_BYTES = 64 * 1024
ANSWER_BYTES = 8 * 1024 * 1024
ALONE = 50  # records in larger batches, in one go: the rest has to wait for the next look
BY_NAME = 12  # the highest version of a fetch that names topics by name; 4: the first that knows transactions


def record_times(client: AdminClient, leader: int, wanted: Iterable[Unread]) -> dict[Unread, int]:
    """Return the timestamp of the first committed record at or after each offset; what was not answered is not in it. Raises KafkaError.

    leader: the broker that leads all these partitions.
    """
    unpacking.limit()
    found: dict[Unread, int] = {}
    large: list[Unread] = []
    for portion in _portions(wanted):
        for record, data in _fetch(client, leader, portion).items():
            found |= _time_of(record, data)
            if data.error_code == 0 and not data.records and data.last_stable_offset > record.offset:
                large.append(record)
    for record in large[:ALONE]:  # the first partition of an answer has a whole batch, whatever its size
        for data in _fetch(client, leader, [record]).values():
            found |= _time_of(record, data)
    return found


def _portions(wanted: Iterable[Unread]) -> Iterator[Sequence[Unread]]:
    """Give them so many at once, and a partition only once in each."""
    left = list(wanted)
    while left:
        portion: dict[tuple[str, int], Unread] = {}
        rest = []
        for record in left:
            at = (record.topic, record.partition)
            if at in portion or len(portion) == PARTITIONS_AT_ONCE:
                rest.append(record)
            else:
                portion[at] = record
        yield list(portion.values())
        left = rest


def _fetch(client: AdminClient, leader: int, records: Sequence[Unread]) -> Mapping[Unread, Any]:
    topic, partition = FetchRequest.FetchTopic, FetchRequest.FetchTopic.FetchPartition
    by_topic: dict[str, list[Any]] = {}
    for record in records:
        at = partition(
            partition=record.partition, current_leader_epoch=-1, fetch_offset=record.offset, last_fetched_epoch=-1, log_start_offset=-1,
            partition_max_bytes=PARTITION_BYTES,
        )  # fmt: skip
        by_topic.setdefault(record.topic, []).append(at)
    request = FetchRequest(
        max_wait_ms=0, min_bytes=0, max_bytes=ANSWER_BYTES, isolation_level=IsolationLevel.READ_COMMITTED, session_id=0, session_epoch=-1,
        topics=[topic(topic=name, partitions=partitions) for name, partitions in by_topic.items()], forgotten_topics_data=[], rack_id="",
        min_version=4, max_version=BY_NAME,
    )  # fmt: skip
    answer = client.run(client.manager.send, request, leader)
    if answer.error_code:
        raise kafka_errors.for_code(answer.error_code)
    data = {(topic.topic, part.partition_index): part for topic in answer.responses for part in topic.partitions}
    return {record: data[(record.topic, record.partition)] for record in records if (record.topic, record.partition) in data}


def _time_of(record: Unread, data: Any) -> dict[Unread, int]:
    """Return the time of the first record in what was fetched."""
    if data.error_code == kafka_errors.OffsetOutOfRangeError.errno:
        return {record: NO_TIME}
    if data.error_code or not data.records:
        return {}
    reader = Fetcher.PartitionRecords(
        record.offset,
        TopicPartition(record.topic, record.partition),
        MemoryRecords(data.records),
        isolation_level=IsolationLevel.READ_COMMITTED,
        aborted_transactions=data.aborted_transactions,
    )
    try:
        first = next(iter(reader.take(1)), None)
    except Exception as error:  # noqa: BLE001  # whatever a damaged batch makes of it
        log.info("The record at %s is not readable: %r", record, error)
        return {record: NO_TIME}
    if first is None:
        return {}
    return {record: NO_TIME if first.timestamp is None or first.timestamp < 0 else int(first.timestamp)}
