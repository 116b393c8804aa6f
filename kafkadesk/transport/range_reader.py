"""Reading a known stretch of a topic once, without a group: what arrived of a send that nobody confirmed."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from kafkadesk.core.records import Record
from kafkadesk.transport.opening import construct
from kafkadesk.transport.options import ClientOptions

POLL_MS = 100
CLOSE_MS = 1_000


def read_range(options: ClientOptions, topic: str, starts: Mapping[int, int], ends: Mapping[int, int], timeout_s: float) -> list[Record]:
    """Return committed records from starts to before ends, by partition and offset; what was read when the time is up."""
    found: list[Record] = []
    scan(options, topic, starts, ends, timeout_s, found.append)
    return sorted(found, key=lambda r: (r.partition, r.offset))


def scan(
    options: ClientOptions,
    topic: str,
    starts: Mapping[int, int],
    ends: Mapping[int, int],
    timeout_s: float,
    take: Callable[[Record], None],
    stop: threading.Event | None = None,
) -> bool:
    """Give every committed record from starts to before ends to `take`, in the order of each partition; holds none of them.

    Returns whether it came to all ends before the time was up or `stop` was set.
    """
    until = time.monotonic() + timeout_s
    wanted = {TopicPartition(topic, p): end for p, end in ends.items() if starts.get(p, 0) < end}
    if not wanted:
        return True
    consumer = construct(KafkaConsumer, options.reader_settings())
    try:
        consumer._cluster.config["allow_auto_create_topics"] = False  # the library does not pass its own setting on (3.0.12)
        consumer.assign(list(wanted))
        for tp in wanted:
            consumer.seek(tp, starts.get(tp.partition, 0))
        while wanted and time.monotonic() < until and not (stop is not None and stop.is_set()):
            for records in consumer.poll(timeout_ms=POLL_MS).values():
                for r in records:
                    if r.offset < ends[r.partition]:
                        take(_record(r))
            for tp in [tp for tp, end in wanted.items() if consumer.position(tp, timeout_ms=CLOSE_MS) >= end]:
                del wanted[tp]
                consumer.pause(tp)
        return not wanted
    finally:
        consumer.close(timeout_ms=CLOSE_MS)


def _record(r: Any) -> Record:
    """Copy a kafka-python ConsumerRecord; timestamp type 1: set by the broker."""
    stamp = r.timestamp
    return Record(
        r.topic,
        r.partition,
        r.offset,
        None if stamp is None or stamp < 0 else stamp,
        r.timestamp_type == 1,
        r.key,
        r.value,
        tuple(r.headers),
    )
