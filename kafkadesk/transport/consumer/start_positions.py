"""Where reading begins: a Start -> an offset for each partition, as the broker sees it now."""

from collections.abc import Iterable
from typing import Any

from kafka.protocol.consumer import OffsetSpec
from kafka.structs import TopicPartition

from kafkadesk.core.state import Start
from kafkadesk.transport.client import library

RESOLVE_MS = 3_000


async def resolve(consumer: Any, partitions: Iterable[TopicPartition], start: Start) -> dict[TopicPartition, int]:
    """Return the first offset to read of each partition. Raise KafkaTimeoutError after RESOLVE_MS.

    Thread: kafka-python's I/O thread; elsewhere by library.network(consumer).run(resolve, …). The library's own blocking calls
    cannot be used in a rebalance listener, which is where a member must know its positions.
    """
    # A list: the same partitions for each of up to three questions.
    asked = list(partitions)

    async def offsets(timestamp: int) -> dict[TopicPartition, int]:
        found = await library.offsets_by_time(consumer, dict.fromkeys(asked, timestamp), RESOLVE_MS) if asked else {}
        return {tp: answer.offset for tp, answer in found.items()}

    match start.kind, start.value:
        case "latest", _:
            return await offsets(OffsetSpec.LATEST)
        case "earliest", _:
            return await offsets(OffsetSpec.EARLIEST)
        case "last", int(count):
            first, end = await offsets(OffsetSpec.EARLIEST), await offsets(OffsetSpec.LATEST)
            return {tp: max(first[tp], end[tp] - count) for tp in asked}
        case "offset", int(offset):
            first, end = await offsets(OffsetSpec.EARLIEST), await offsets(OffsetSpec.LATEST)
            return {tp: min(max(first[tp], offset), end[tp]) for tp in asked}
        case "time", int(ms):
            since, end = await offsets(max(0, ms)), await offsets(OffsetSpec.LATEST)
            return {tp: since.get(tp, end[tp]) for tp in asked}  # nothing that young: only what comes
        case _:
            raise ValueError(f"not a start: {start}")
