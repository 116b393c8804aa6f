"""Where the records of a run that nobody asked about are in the topic."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kafkadesk.core.delivery import OutgoingRecord
from kafkadesk.core.records import Record

Place = tuple[int, int] | tuple[None, None]  # partition and offset


def places_of(records: Sequence[OutgoingRecord], arrived: Iterable[Record]) -> list[Place]:
    """Return each record's place, by key and value; of several alike the first that is free."""
    spare: defaultdict[tuple[bytes | None, bytes | None], list[Place]] = defaultdict(list)
    for r in arrived:
        spare[r.key, r.value].append((r.partition, r.offset))
    return [places.pop(0) if (places := spare[record.key, record.value]) else (None, None) for record in records]
