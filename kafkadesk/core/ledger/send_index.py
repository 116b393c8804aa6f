"""Index of our sends by topic, partition and offset."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

Place = tuple[str, int, int]  # topic, partition, offset


class SendIndex:
    """Numbers of sends by offset. Adding after the last one of a partition, the usual case, takes constant time."""

    def __init__(self) -> None:
        self._numbers: dict[Place, int] = {}
        self._offsets: dict[tuple[str, int], list[int]] = {}

    def __contains__(self, place: Place) -> bool:
        return place in self._numbers

    def get(self, place: Place) -> int | None:
        """Return the number of the send at that offset."""
        return self._numbers.get(place)

    def add(self, place: Place, number: int) -> None:
        """Add a send at an offset where none is known."""
        topic, partition, offset = place
        self._numbers[place] = number
        offsets = self._offsets.setdefault((topic, partition), [])
        if not offsets or offset > offsets[-1]:
            offsets.append(offset)
        else:
            offsets.insert(bisect_left(offsets, offset), offset)

    def remove(self, places: Iterable[Place]) -> None:
        """Remove sends by offset. Removing many costs little more than one where they are the first of a partition."""
        gone: dict[tuple[str, int], set[int]] = {}
        for place in places:
            del self._numbers[place]
            gone.setdefault(place[:2], set()).add(place[2])
        for partition, offsets in gone.items():
            known = self._offsets[partition]
            first = next((i for i, offset in enumerate(known) if offset not in offsets), len(known))
            del known[:first]
            if first < len(offsets):
                known[:] = [offset for offset in known if offset not in offsets]

    def between(self, topic: str, partition: int, start: int, end: int | None) -> Sequence[tuple[int, int]]:
        """Return offset and number of the sends in start..end-1 of a partition; end None: to its end."""
        offsets = self._offsets.get((topic, partition))
        if not offsets or offsets[-1] < start:
            return ()
        stop = len(offsets) if end is None else bisect_left(offsets, end)
        return [(offset, self._numbers[topic, partition, offset]) for offset in offsets[bisect_left(offsets, start) : stop]]
