"""Where reading begins: a Start -> an offset for each partition, as the broker sees it now."""

from collections.abc import Iterable, Mapping
from typing import Any

from kafka.structs import TopicPartition

from kafkadesk.core.start_position import Start
from kafkadesk.transport.client import library

RESOLVE_MS = 3_000


async def resolve(consumer: Any, partitions: Iterable[TopicPartition], start: Start) -> Mapping[TopicPartition, int]:
    """Return the first offset to read of each partition. Raise KafkaTimeoutError after RESOLVE_MS.

    Thread: kafka-python's I/O thread; elsewhere by library.network(consumer).run(resolve, …). The library's own blocking calls
    cannot be used in a rebalance listener, which is where a member must know its positions.
    """
    # A list: the same partitions for each of up to two questions.
    asked = list(partitions)

    async def offsets_at(timestamp: int) -> Mapping[TopicPartition, int]:
        found = await library.offsets_by_time(consumer, dict.fromkeys(asked, timestamp), RESOLVE_MS) if asked else {}
        return {tp: answer.offset for tp, answer in found.items()}

    return await start.resolve(asked, offsets_at)
