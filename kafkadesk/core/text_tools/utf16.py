"""Where a text stands in another one, in the positions that Qt counts."""

import re


def units(text: str) -> int:
    """Return how many UTF-16 units a text has: what Qt counts positions in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def matches(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return (start, length) in UTF-16 units of every place where `wanted` stands; upper and lower case are the same."""
    found: list[tuple[int, int]] = []
    if not wanted:
        return found
    seen = at = 0  # characters, and the units that they take
    plain = units(text) == len(text)
    for place in re.finditer(re.escape(wanted), text, re.IGNORECASE):
        at = place.start() if plain else at + units(text[seen : place.start()])
        seen = place.start()
        found.append((at, units(place[0])))
    return found
