"""All sends of the window and their verdicts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from itertools import islice

from kafkadesk.core.delivery import Delivery, Verdict, Waiting
from kafkadesk.core.events import SendConfirmed, SendEvent
from kafkadesk.core.text import Text

MAX_SENDS = 100_000
DROPPED = 2  # sends dropped for one added: more than one, so that a log with too many open sends shrinks to MAX_SENDS again


class DeliveryLog:
    """Sends by number, the newest MAX_SENDS of them; totals count all sends. A final verdict is never replaced."""

    def __init__(self, kept: int = MAX_SENDS) -> None:
        self._kept = kept
        self._deliveries: dict[int, Delivery] = {}
        self._in_flight: set[int] = set()  # of those entered as queued: replacing the row would cost as much as the verdict does
        self._totals: Counter[Verdict] = Counter()
        self._waiting: Mapping[int, Waiting] = {}
        self._final: list[int] = []  # a heap: the numbers of the stored sends that have their verdict

    def __len__(self) -> int:
        return len(self._deliveries)

    def add(self, delivery: Delivery) -> None:
        """Add a new send. The oldest sends with a verdict are dropped for it; open ones stay."""
        self._deliveries[delivery.number] = delivery
        self._totals[delivery.verdict] += 1
        if delivery.verdict.final:
            heappush(self._final, delivery.number)
        if len(self._deliveries) <= self._kept:
            return
        for _ in range(min(DROPPED, len(self._deliveries) - self._kept, len(self._final))):
            del self._deliveries[heappop(self._final)]

    def get(self, number: int) -> Delivery | None:
        """Return the send of this number, if it is stored."""
        known = self._deliveries.get(number)
        return None if known is None else self._current(known)

    def started(self, numbers: Iterable[int]) -> list[int]:
        """Note that sends were handed to the library; return those that this changed."""
        known, flying = self._deliveries, self._in_flight
        changed = [n for n in numbers if n not in flying and (d := known.get(n)) is not None and d.verdict is Verdict.QUEUED]
        flying.update(changed)
        self._totals[Verdict.QUEUED] -= len(changed)
        self._totals[Verdict.IN_FLIGHT] += len(changed)
        return changed

    def apply(self, event: SendEvent) -> Delivery | None:
        """Give a send the verdict that the producer reports; return the send if that changed it."""
        old = self._deliveries.get(event.number)
        if old is None or old.verdict.final:
            return None
        latency_ms = (event.at - old.sent_at) * 1000
        if isinstance(event, SendConfirmed):
            _, partition, offset, _ = event
            return self._put(old, old._replace(verdict=Verdict.CONFIRMED, partition=partition, offset=offset, latency_ms=latency_ms))
        verdict = Verdict.UNKNOWN if event.may_be_written else Verdict.REJECTED
        return self._put(old, old._replace(verdict=verdict, latency_ms=latency_ms, reason=event.reason, hint=event.hint))

    def not_confirmed(self, number: int, reason: Text) -> Delivery | None:
        """Give an open send the verdict "not confirmed"; return the send if that changed it."""
        old = self._deliveries.get(number)
        if old is None or old.verdict.final:
            return None
        return self._put(old, old._replace(verdict=Verdict.NOT_CONFIRMED, reason=reason))

    def found(self, number: int, partition: int | None, offset: int | None) -> Delivery | None:
        """Enter where reading the topic found a send of unknown outcome; (None, None): it was not found."""
        old = self._deliveries.get(number)
        if old is None or old.verdict not in (Verdict.NOT_CONFIRMED, Verdict.UNKNOWN):
            return None
        there = offset is not None
        return self._put(old, old._replace(found=there, offset=offset, partition=partition if there else old.partition))

    def looked_up(self, number: int, sentence: Text, there: bool | None, partition: int | None, offset: int | None) -> Delivery | None:
        """Enter the sentence for a send that was looked up; there: whether it is in the topic, None if that cannot be determined."""
        old = self._deliveries.get(number)
        if old is None or old.verdict not in (Verdict.NOT_CONFIRMED, Verdict.UNKNOWN):
            return None
        return self._put(old, old._replace(looked_up=sentence, found=there, offset=offset, partition=partition if there else old.partition))

    def now_waiting(self, waiting: Mapping[int, Waiting]) -> None:
        """Replace what open sends wait for."""
        self._waiting = waiting

    def waits_for(self, number: int) -> Waiting | None:
        """Return what an open send waits for, such as a leader or another attempt; None when it has its verdict or is recent."""
        delivery = self._deliveries.get(number)
        return None if delivery is None or delivery.verdict.final else self._waiting.get(number)

    def recent(self, limit: int) -> tuple[Delivery, ...]:
        """Return the newest sends, newest first."""
        return tuple(map(self._current, islice(reversed(self._deliveries.values()), limit)))

    def numbers(self, limit: int) -> list[int]:
        """Return the numbers of the newest sends, newest first."""
        return list(islice(reversed(self._deliveries), limit))

    def open(self) -> tuple[Delivery, ...]:
        """Return the sends without a verdict, oldest first."""
        return tuple(self._current(d) for d in self._deliveries.values() if not d.verdict.final)

    def totals(self) -> Counter[Verdict]:
        """Return the number of all sends by verdict."""
        return +self._totals

    def _current(self, delivery: Delivery) -> Delivery:
        return delivery._replace(verdict=Verdict.IN_FLIGHT) if delivery.number in self._in_flight else delivery

    def _put(self, old: Delivery, new: Delivery) -> Delivery:
        number = old.number
        self._deliveries[number] = new
        if old.verdict is not new.verdict:
            self._totals[Verdict.IN_FLIGHT if number in self._in_flight else old.verdict] -= 1
            self._totals[new.verdict] += 1
            if new.verdict.final:
                self._in_flight.discard(number)
                heappush(self._final, number)
        return new
