"""Reading a known stretch of a topic once, without a group: what arrived of sends that nobody confirmed."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from kafkadesk.core.records import Record
from kafkadesk.core.sends.lookup_rules import TopicRead
from kafkadesk.core.sends.lookup_words import LATER
from kafkadesk.core.text import Text
from kafkadesk.transport.client import library
from kafkadesk.transport.client.construct import construct
from kafkadesk.transport.client.options import ClientOptions
from kafkadesk.transport.client.retriable import passes
from kafkadesk.transport.fetch import unpacking
from kafkadesk.transport.fetch.gaps import Gaps
from kafkadesk.transport.fetch.unreadable import BadBatch, bad_batch, goes_on_at

POLL_MS = 100
CLOSE_MS = 1_000
BLOCKED_S = 3.0  # most transactions are over by then
SILENT_S = 15.0  # without a step forward anywhere
AFTER_ERROR_S = 0.1


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
) -> TopicRead:
    """Give every committed record from starts to before ends to `take`, once, in the order of each partition; holds none of them.

    Passes over batches that cannot be read. Returns which those were, and which ends it did not come to before the time was up,
    nothing came any more, or `stop` was set.
    """
    wanted = {TopicPartition(topic, p): end for p, end in ends.items() if starts.get(p, 0) < end}
    if not wanted:
        return TopicRead()
    unpacking.limit()
    consumer = construct(KafkaConsumer, options.reader_settings())
    try:
        library.forbid_auto_create(consumer)
        consumer.assign(list(wanted))
        for tp in wanted:
            consumer.seek(tp, starts.get(tp.partition, 0))
        return _Stretch(consumer, wanted, take).read(time.monotonic() + timeout_s, stop or threading.Event())
    finally:
        consumer.close(timeout_ms=CLOSE_MS)


class _Stretch:
    """One reading. wanted: which offset to come to, of the partitions that are not there yet."""

    def __init__(self, consumer: Any, wanted: dict[Any, int], take: Callable[[Record], None]) -> None:
        self._consumer = consumer
        self._wanted = dict(wanted)
        self._ends = dict(wanted)
        self._take = take
        self._subscription = library.subscription(consumer)
        self._gaps = Gaps(consumer)
        self._next: dict[Any, int] = {}  # the library begins anew where an offset is gone: no record is given twice
        self._unread: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._failed_at: tuple[Any, int] | None = None
        self._stands: dict[Any, tuple[int, float]] = {}  # partition -> where it stands, and since when

    def read(self, until: float, stop: threading.Event) -> TopicRead:
        """Read until all ends are come to, or what scan() says."""
        while self._wanted and time.monotonic() < until and not stop.is_set() and not self._stuck():
            try:
                for tp, rows in self._consumer.poll(timeout_ms=POLL_MS).items():
                    self._rows(tp, rows)
            except Exception as error:
                bad = bad_batch(error)
                if bad is not None:
                    self._pass_over(bad)
                elif passes(error):
                    time.sleep(AFTER_ERROR_S)
                else:
                    raise
            self._gaps.forget()
            for tp in [tp for tp, end in self._wanted.items() if self._position(tp) >= end]:
                del self._wanted[tp]
                self._consumer.pause(tp)
        blocked = [(tp.partition, position) for tp in self._wanted if (position := self._blocked(tp)) is not None]
        why = Text(LATER["blocked"], {"partition": blocked[0][0], "offset": blocked[0][1]}) if blocked else None
        unread = {partition: tuple(ranges) for partition, ranges in self._unread.items()}
        return TopicRead(unread=unread, short=frozenset(tp.partition for tp in self._wanted), why=why)

    def _rows(self, tp: Any, rows: list[Any]) -> None:
        for r in rows:
            if self._next.get(tp, 0) <= r.offset < self._ends[tp]:
                self._next[tp] = r.offset + 1
                self._take(_record(r))

    def _pass_over(self, bad: BadBatch) -> None:
        """Go on behind a batch: its own word for that may be as damaged as the rest. As ConsumerLoop does."""
        tp, position = bad.partition, self._position(bad.partition)
        behind = self._gaps.behind(tp.partition, position if bad.start is None else bad.start)
        end = behind if behind is not None and behind >= position else goes_on_at(position, bad, self._ends.get(tp))
        again, self._failed_at = self._failed_at == (tp, position), (tp, position)
        if end == position and not again:  # all its records were read
            self._gaps.drop_reader(tp)
            return
        end = max(end, position + 1)
        self._consumer.seek(tp, end)
        if position < self._ends[tp]:
            self._unread[tp.partition].append((position, min(end, self._ends[tp])))

    def _stuck(self) -> bool:
        """Whether nothing that is still wanted comes: each partition stands, behind an open transaction or altogether."""
        now = time.monotonic()
        for tp in self._wanted:
            position = self._position(tp)
            if self._stands.get(tp, (-1, now))[0] != position:
                self._stands[tp] = (position, now)
        return all(
            now - self._stands[tp][1] >= (SILENT_S if self._blocked(tp) is None else BLOCKED_S) for tp in self._wanted
        )  # fmt: skip

    def _blocked(self, tp: Any) -> int | None:
        """Return the offset at which an open transaction holds a partition up."""
        stable, high = self._gaps.stable.get(tp.partition, (0, 0))
        position = self._position(tp)
        return position if position == stable < high else None

    def _position(self, tp: Any) -> int:
        place = self._subscription.position(tp)
        return 0 if place is None else int(place.offset)


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
