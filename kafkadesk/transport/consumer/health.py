"""Whether a pane's broker answers, and where its log ends: one small question, asked twice a second."""

import socket
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from kafka.errors import KafkaTimeoutError, UnknownTopicOrPartitionError
from kafka.protocol.consumer import OffsetSpec
from kafka.structs import TopicPartition

from kafkadesk.core.cluster.name_map import address_of, map_of
from kafkadesk.core.errors import ConnectError, UserError
from kafkadesk.core.events import PANE_LOST_AFTER_S
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import library
from kafkadesk.transport.client.connect_error import lost_because
from kafkadesk.transport.client.translate import describe, unknown_name

ASK_EVERY_S = 0.5
BEGINS_EVERY_S = 5.0  # retention does not hurry
ANSWER_MS = 2_000
DOUBTED_AFTER_S = 1.0  # without an answer; then the brokers' names are looked up


class BrokerNames:
    """Checks whether this PC can resolve the brokers' names, on a thread of its own. mapped: IPs by name, of the profile's name map."""

    def __init__(self, mapped: Mapping[str, str]) -> None:
        self._mapped = mapped
        self.unknown: tuple[str, int] | None = None  # a broker whose name was not found the last time
        self._thread: threading.Thread | None = None

    def check(self, brokers: Iterable[tuple[str, int]]) -> None:
        """Resolve these now, unless a check is running."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._resolve, args=(list(brokers),), name="names", daemon=True)
            self._thread.start()

    def _resolve(self, brokers: list[tuple[str, int]]) -> None:
        unknown = None
        for host, port in brokers:
            try:
                socket.getaddrinfo(address_of(self._mapped, host), port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):  # UnicodeError: a name that DNS cannot hold
                unknown = unknown or (host, port)
        self.unknown = unknown


class Health:
    """Asks for end offsets without ever waiting for them.

    kafka-python itself is silent when a broker is gone: poll() of assigned partitions then returns nothing, for ever.
    `notify` gets an error when answers stay away, and None when they are back; `on_answer` is called in the I/O thread: check() has news.
    """

    def __init__(
        self, consumer: Any, topic: str, notify: Callable[[UserError | None], None], on_answer: Callable[[object], object] = bool
    ) -> None:
        self.ends: dict[int, int] = {}
        self.begins: dict[int, int] = {}
        self.partitions = 0  # of the topic, as far as the broker said
        self._consumer = consumer
        self._topic = topic
        self._notify = notify
        self._on_answer = on_answer
        self._answer: Any = None  # kafka-python's future
        self._due = 0.0
        self._begins_due = 0.0
        self._heard = self._looked = time.monotonic()
        self._error: BaseException | None = None
        self._notified: Text | None = None  # the title of the error that was reported and is not over
        self._names = BrokerNames(map_of(consumer.config["proxy_url"]))
        self._doubted_at = 0.0

    @property
    def lost(self) -> bool:
        """Whether it was reported that the broker does not answer."""
        return self._notified is not None

    @property
    def answered(self) -> bool:
        """Whether answers come as they should."""
        return self._looked - self._heard < 3 * ASK_EVERY_S  # a broker answers only when a fetch before it is over, half a second later

    def due_in(self) -> float:
        """Return after how many seconds it wants to ask again, unless an answer comes before."""
        return max(0.0, self._due - time.monotonic()) if self._answer is None else ASK_EVERY_S

    def failed(self, error: BaseException) -> None:
        """Remember what another call failed with: the reason to report, if answers stay away."""
        self._error = error
        self._looked = time.monotonic()  # that call was what lasted, should it be long since the last look

    def forget(self) -> None:
        """Forget what is known, and what is being asked: the logs are others from now on."""
        self._answer = None
        self.ends, self.begins, self._begins_due = {}, {}, 0.0

    def check(self, partitions: Collection[int]) -> bool:
        """Go on asking, about these partitions. Return whether new end offsets have come."""
        now = time.monotonic()
        if now - self._looked > PANE_LOST_AFTER_S:  # not the broker was away: this process was stopped, or the computer slept
            self._heard = now
        self._looked = now
        news = False
        if self._answer is not None and self._answer.is_done:
            news = self._take(now)
        if self._answer is None and now >= self._due:
            self._due = now + ASK_EVERY_S
            self._ask(partitions)
        silent = now - self._heard
        if silent > DOUBTED_AFTER_S and self._doubted_at <= self._heard:
            self._doubted_at = now
            self._names.check((broker.host, broker.port) for broker in library.cluster(self._consumer).brokers())
        if silent > PANE_LOST_AFTER_S:
            self._report()
        return news

    def _report(self) -> None:
        """Report why nobody answers; again when another cause is found, such as a broker that is back with an expired certificate."""
        because = None if self._names.unknown is not None else lost_because(library.manager(self._consumer))
        if self._notified is None or (because is not None and because.title != self._notified):
            error = because or self._why()
            self._notified = error.title
            self._notify(error)

    def _why(self) -> UserError:
        if self._names.unknown is not None:
            return unknown_name(*self._names.unknown)
        return _silent() if self._error is None or isinstance(self._error, KafkaTimeoutError) else describe(self._error)

    def _ask(self, partitions: Collection[int]) -> None:
        cluster = library.cluster(self._consumer)
        known = cluster.partitions_for_topic(self._topic)
        self.partitions = len(known or ())
        if not known:
            cluster.request_update()
            self._error = UnknownTopicOrPartitionError(self._topic)
            return
        self._answer = library.manager(self._consumer).call_soon(self._question, partitions or (0,))  # a member without partitions asks too
        self._answer.add_both(self._on_answer)

    async def _question(self, partitions: Collection[int]) -> tuple[dict[int, int], dict[int, int] | None]:
        """Ask for end offsets and, now and then, for the oldest ones. Thread: kafka-python's I/O thread."""
        ends = await self._offsets(partitions, OffsetSpec.LATEST)
        if time.monotonic() < self._begins_due and self.begins.keys() >= set(partitions):
            return ends, None
        return ends, await self._offsets(partitions, OffsetSpec.EARLIEST)

    async def _offsets(self, partitions: Collection[int], spec: int) -> dict[int, int]:
        asked = {TopicPartition(self._topic, p): spec for p in partitions}
        found = await library.offsets_by_time(self._consumer, asked, ANSWER_MS)
        return {tp.partition: answer.offset for tp, answer in found.items()}

    def _take(self, now: float) -> bool:
        answer, self._answer = self._answer, None
        if answer.exception is not None:
            self._error = answer.exception
            return False
        self.ends, begins = answer.value
        if begins is not None:
            self.begins, self._begins_due = begins, now + BEGINS_EVERY_S
        self._heard, self._error = now, None
        if self._notified is not None:
            self._notified = None
            self._notify(None)
        return True


def _silent() -> ConnectError:
    return ConnectError(
        Text(QT_TRANSLATE_NOOP("core", "The broker does not answer this pane.")),
        Text(QT_TRANSLATE_NOOP("core", "It keeps asking, and goes on by itself when the broker is back.")),
        retry=True,
    )
