"""Which topic of its name: one that is deleted and recreated has another ID, and other records at the same offsets.

Inside the ledger a topic is known by a key: its name, and for each recreated one the name with its ID.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from kafkadesk.core.delivery import Delivery
from kafkadesk.core.ledger.evidence import LONG_AGO

BETWEEN = "\0"


@dataclass(slots=True)
class Identity:
    """A topic of some name. since: it was there by then; seen_at: the broker was asked then, and it still was."""

    key: str
    topic_id: str
    since: float
    seen_at: float = LONG_AGO


class Identities:
    """The topics of each name, in the order in which they were created. Times are time.monotonic() seconds."""

    def __init__(self) -> None:
        self._known: dict[str, list[Identity]] = {}

    def note(self, topic: str, topic_id: str | None, asked_at: float, at: float) -> bool:
        """Note that the topic had this ID at some moment between the two; return whether it is a recreated one."""
        known = self._known.setdefault(topic, [])
        if topic_id is None:
            return False
        same = next((identity for identity in known if identity.topic_id == topic_id), None)
        if same is not None:
            same.seen_at = max(same.seen_at, asked_at)
            return False
        key = f"{topic}{BETWEEN}{topic_id}" if known else topic
        known.append(Identity(key, topic_id, at, asked_at))
        return len(known) > 1

    def key(self, topic: str, topic_id: str | None = None) -> str:
        """Return the key of a topic; without a known ID, of the newest one."""
        known = self._known.get(topic, ())
        same = next((identity.key for identity in known if identity.topic_id == topic_id), None)
        return same or (known[-1].key if known else topic)

    def newest_two(self, topic: str) -> tuple[Identity, Identity] | None:
        """Return the topic before the newest one, and the newest one; None where it was not recreated."""
        known = self._known.get(topic, [])
        return (known[-2], known[-1]) if len(known) > 1 else None


def name_of(key: str) -> str:
    """Return the name of a topic by its key."""
    return key.partition(BETWEEN)[0]


def confirmed_at(delivery: Delivery) -> float:
    """Return when a send was confirmed, or sent if that is not known."""
    return delivery.sent_at + (delivery.latency_ms or 0.0) / 1000


def sort_out(sends: Iterable[Delivery], before: Identity, new: Identity) -> Iterator[tuple[Delivery, bool]]:
    """Yield the sends to a topic that were confirmed when it may have been recreated, and whether that is certain.

    Offsets of a log only rise, from a send to those sent after its confirmation: where they fall, another log begins.
    """
    placed = [d for d in sends if d.topic == name_of(before.key) and d.partition is not None and d.offset is not None]
    old: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for d in placed:
        old[d.partition or 0].append((confirmed_at(d), d.offset or 0))
    confirmed, highest = dict[int, list[float]](), dict[int, list[int]]()
    for partition, places in old.items():
        places.sort()
        confirmed[partition] = [at for at, _ in places]
        highest[partition] = list(accumulate((offset for _, offset in places), max))
    turned = set[int]()
    for d in sorted((d for d in placed if confirmed_at(d) > before.seen_at), key=lambda d: d.sent_at):
        partition = d.partition or 0
        earlier = bisect_left(confirmed[partition], d.sent_at)
        falls = earlier > 0 and (d.offset or 0) <= highest[partition][earlier - 1]
        if falls or partition in turned or d.sent_at >= new.since:
            turned.add(partition)
        yield d, partition in turned
