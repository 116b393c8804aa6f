"""kafka-python's private names. Other modules reach them only through here, so that an upgrade has one file to check.

tests/unit/client/test_library.py compares each name and signature with the library. docs/decisions/010 says why they are used.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

from kafka.structs import MemberState, TopicPartition
from kafka.util import Timer

# What subclasses of the library's classes use or override, by the name of the subclass.
INHERITED: Mapping[str, frozenset[str]] = {
    "ColumnReader": frozenset(
        {
            "_consume_aborted_transactions_up_to",
            "_contains_abort_marker",
            "_is_batch_aborted",
            "_maybe_raise_next_inline_exception",
            "_next_inline_exception",
            "_unpack_records",
        }
    ),
    "SingleLoginManager": frozenset({"_build_transport", "_net"}),
}
UNPACK_RECORDS = "_unpack_records"  # looked for in tracebacks


class Method(StrEnum):
    """Private methods that are replaced on one instance."""

    COMPLETE_BATCH = "_complete_batch"
    COMPLETE_BATCH_WITH_EXCEPTION = "_complete_batch_with_exception"
    CREATE_PRODUCE_REQUESTS = "_create_produce_requests"
    DO_JOIN_AND_SYNC = "_do_join_and_sync_async"
    HANDLE_LEAVE_GROUP = "_handle_leave_group_response"
    PARSE_FETCHED_DATA = "_parse_fetched_data"
    PARTITION_DRAINED = "_on_partition_records_drain"
    PRODUCE_REQUEST = "_produce_request"
    SEND_OFFSET_COMMIT = "_send_offset_commit_request"
    SOCKET_RECEIVE = "_sock_recv"
    # these have public names, but are called by the library itself
    ABORT = "abort"
    CLASSIFY_BATCH_ERROR = "classify_batch_error"
    JOIN_GROUP = "join_group_async"
    RESET_PRODUCER_ID = "reset_producer_id"
    NEED_REJOIN = "need_rejoin"
    RUN = "run"


def replace_method(owner: Any, name: Method, replacement: Callable[..., Any]) -> Callable[..., Any]:
    """Replace a method of an object; return the original."""
    original: Callable[..., Any] = getattr(owner, name)
    setattr(owner, name, replacement)
    return original


# clients and connections


def manager(client: Any) -> Any:
    """Return the connection manager of a KafkaConsumer, a KafkaAdminClient or a KafkaNetClient."""
    return client._manager


def network(client: Any) -> Any:
    """Return the I/O loop of a KafkaConsumer or a KafkaAdminClient."""
    return client._net


def cluster(client: Any) -> Any:
    """Return what a client knows of its cluster: brokers, topics, leaders."""
    return client._manager.cluster if hasattr(client, "_manager") else client._metadata  # a KafkaProducer's


def requested_topics(metadata: Any) -> set[str]:
    """Return the topics that a producer's metadata requests ask for: the set itself."""
    topics: set[str] = metadata._topics
    return topics


def forget_coordinators(metadata: Any) -> None:
    """Have the coordinator of each group looked up again."""
    metadata._coordinators.clear()


def forbid_auto_create(client: Any) -> None:
    """Let no metadata request create a topic: kafka-python 3.0.12 accepts the setting and does not pass it on."""
    cluster(client).config["allow_auto_create_topics"] = False


def connection(connections: Any, node_id: Any) -> Any:
    """Return the connection of a manager to a broker; None: there is none."""
    return connections._conns.get(node_id)


def tls_socket(transport: Any) -> Any:
    return transport._sock


def close_transport(transport: Any) -> None:
    transport._close()


async def find_coordinator(admin: Any, group: str) -> Any:
    """Return the node ID of a group's coordinator. Thread: the I/O thread of this KafkaAdminClient."""
    return await admin._find_coordinator_id(group)


# consumers


def coordinator(consumer: Any) -> Any:
    """Return the group side of a KafkaConsumer."""
    return consumer._coordinator


def fetcher(consumer: Any) -> Any:
    """Return the fetching side of a KafkaConsumer."""
    return consumer._fetcher


def subscription(consumer: Any) -> Any:
    """Return what is assigned to a KafkaConsumer, with the position of each partition."""
    return consumer._subscription


def request_metadata(consumer: Any, timeout_ms: int) -> None:
    """Ask for the metadata and wait for the answer. Raise KafkaTimeoutError, or what the broker answered."""
    consumer._net.run(consumer._manager.wait_for, consumer._manager.cluster.request_update(), timeout_ms)


async def offsets_by_time(consumer: Any, timestamps: Mapping[TopicPartition, int], timeout_ms: int) -> Mapping[TopicPartition, Any]:
    """Return the offset of each partition at a time or an OffsetSpec. Thread: the consumer's I/O thread."""
    found: Mapping[TopicPartition, Any] = await consumer._fetcher._fetch_offsets_by_times_async(timestamps, timeout_ms)
    return found


def poll_once(consumer: Any, wait_s: float, most: int) -> Mapping[TopicPartition, Any]:
    """Poll, and return also when a fetch brought nothing, or what was given to end_wait_with() is done: poll() would wait on."""
    found: Mapping[TopicPartition, Any] = consumer._poll_once(Timer(wait_s * 1000), most)
    return found


async def end_wait_with(fetching: Any, future: Any) -> None:
    """Have poll_once() wait for no longer than until this future of the library is done. Thread: the I/O thread."""
    fetching._fetch_futures.append(future)


def error_is_next(consumer: Any) -> bool:
    """Whether the next poll() raises the error of a batch."""
    return consumer._fetcher._next_in_line_exception_metadata is not None


def current_reader(fetching: Any) -> Any:
    """Return the PartitionRecords that poll() reads from; None: none."""
    return fetching._next_partition_records


def isolation_level(fetching: Any) -> Any:
    """Return the isolation level of the next fetch."""
    return fetching._isolation_level


def set_isolation_level(consumer: Any, level: Any) -> None:
    """Change the isolation level, from the next fetch on."""
    consumer._fetcher._isolation_level = level


def uncompress(batch: Any) -> None:
    """Uncompress a record batch of format v2, unless that was done."""
    batch._maybe_uncompress()


def batch_size(batch: Any) -> int:
    """Return the bytes of a record batch as it is now."""
    return len(batch._buffer)


def batch_body(batch: Any) -> memoryview:
    """Return the records of an uncompressed batch of format v2."""
    return memoryview(batch._buffer)[batch._pos :]


def commit(group: Any, offsets: Mapping[TopicPartition, Any], timeout_ms: int) -> Awaitable[None]:
    """Wait until a coordinator has committed. Usable in a rebalance listener, where the public blocking call raises."""
    answer: Awaitable[None] = group._commit_offsets_sync_async(offsets, timeout_ms=timeout_ms)
    return answer


def join_task(group: Any) -> Any:
    """Return the future of the join that a coordinator is waiting for; None: none."""
    return group._join_task


def clear_join_task(group: Any) -> None:
    """Have the coordinator forget its join."""
    group._join_task = None


async def complete_join(group: Any, assignment: Any) -> None:
    """Do what a coordinator does with the answer to a join that it waited for."""
    with group._lock:
        group.rejoining = False
        group.rejoin_needed = False
        group.state = MemberState.STABLE
        group._enable_heartbeat()
    me = group._generation
    await group._on_join_complete_async(me.generation_id, me.member_id, me.protocol, assignment)


# producers


def sender(producer: Any) -> Any:
    """Return the sending thread of a KafkaProducer."""
    return producer._sender


def transaction_manager(sending: Any) -> Any:
    """Return what holds the producer ID and the sequence numbers of a sender."""
    return sending._transaction_manager


def is_connected(sending: Any, node_id: Any) -> bool:
    """Whether a sender has a connection to this broker."""
    return bool(sending._client.connected(node_id))


def produce_future(record_future: Any) -> Any:
    """Return the future of the batch that a record is in."""
    return record_future._produce_future


def fatal_errors(transactions: Any) -> Collection[type[BaseException]]:
    """Return the errors that end a producer."""
    errors: Collection[type[BaseException]] = transactions._FATAL_ERRORS
    return errors


def request_producer_id(transactions: Any) -> None:
    """Put the transaction manager into the state in which the library asks for a producer ID."""
    transactions._current_state = type(transactions._current_state).UNINITIALIZED


def in_flight(sending: Any) -> list[Any]:
    """Return the batches that a sender has taken for requests and that have no result."""
    return [batch for taken in sending._in_flight_batches.values() for _, batch in taken]


def requeue(sending: Any, batch: Any) -> None:
    """Give a batch that was taken for a request back to the accumulator."""
    sending._accumulator.reenqueue(batch)
    sending._maybe_remove_from_inflight_batches(batch)
    sending._accumulator.muted.discard(batch.topic_partition)


def abandon(producer: Any) -> None:
    """Leave a KafkaProducer whose thread does not end: nothing waits for it at the end of the program."""
    producer._unregister_cleanup()
    producer._closed = True
