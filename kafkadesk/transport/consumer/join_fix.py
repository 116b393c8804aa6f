"""A join that is not over when a poll ends: kafka-python (3.0.12) may forget it.

`join_group_async` keeps the JoinGroup and SyncGroup that a short poll() did not wait for, and the next poll goes on waiting for
them. But if they were answered in between, it takes "done" for "never asked": it joins again, the coordinator rebalances
everybody again, and a pane that polls for 1 ms in 50 (throttled, or with a window that is behind) may go round like that
for ever. And the next poll does not even look when the reason for the rejoin is over: a leader that rejoins because partitions
were added has its new snapshot of them as soon as it has shared them out, before the answer to its SyncGroup. It then sends no
heartbeats, and its session ends. Pinned by tests/kafka/consumer/test_workers.py (a throttled member) and test_topic_changes.py.
"""

import time
from collections.abc import Callable
from typing import Any

from kafka.errors import MemberIdRequiredError
from kafka.structs import MemberState

from kafkadesk.transport.client import library
from kafkadesk.transport.client.retriable import passes


def keep_answers(coordinator: Any) -> None:
    """Let this coordinator of a consumer finish each join, also one that is answered while nobody waits for it."""

    async def join_group_async(timeout_ms: float | None = None) -> bool:
        """Thread: kafka-python's I/O thread, as the original."""
        task = library.join_task(coordinator)
        if task is None or not task.is_done or coordinator.state is not MemberState.REBALANCING:
            return bool(await join(timeout_ms=timeout_ms))
        if task.failed() and (passes(task.exception) or isinstance(task.exception, MemberIdRequiredError)):
            return bool(await join(timeout_ms=timeout_ms))  # asking once more is right
        library.clear_join_task(coordinator)
        if task.failed():
            raise task.exception
        await library.complete_join(coordinator, task.value)
        return True

    def need_rejoin() -> bool:
        return library.join_task(coordinator) is not None or bool(needed())

    join = library.replace_method(coordinator, library.Method.JOIN_GROUP, join_group_async)
    needed = library.replace_method(coordinator, library.Method.NEED_REJOIN, need_rejoin)


def note_joins(coordinator: Any) -> Callable[[], float | None]:
    """Return what tells when this coordinator of a consumer sent its last JoinGroup, in time.monotonic() seconds."""
    asked_at: float | None = None

    async def attempted() -> Any:
        """Thread: kafka-python's I/O thread, as the original."""
        nonlocal asked_at
        asked_at = time.monotonic()
        return await attempt()

    attempt = library.replace_method(coordinator, library.Method.DO_JOIN_AND_SYNC, attempted)
    return lambda: asked_at


def free_coordinator(consumer: Any) -> None:
    """Let what is asked of the coordinator next go another way than its own connection, if a JoinGroup waits there.

    A broker answers the requests of a connection one after the other, and this one perhaps only when a dead member's session ends.
    """
    coordinator, cluster = library.coordinator(consumer), library.cluster(consumer)
    task = library.join_task(coordinator)
    node_id = coordinator.coordinator_id
    if task is None or task.is_done or node_id is None:
        return
    its_own = cluster.broker_metadata(node_id)
    for broker in cluster.brokers():
        if its_own is not None and (broker.host, broker.port) == (its_own.host, its_own.port):
            coordinator.coordinator_id = broker.node_id
