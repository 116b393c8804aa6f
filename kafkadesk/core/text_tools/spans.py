"""Partition numbers in short."""

from itertools import pairwise


def span_text(partitions: tuple[int, ...]) -> str:
    """Return partitions in short, for a member's box: "0 1", "0–24", "0 5 10 …"."""
    if not partitions:
        return ""
    if len(partitions) > 2 and all(b == a + 1 for a, b in pairwise(partitions)):
        return f"{partitions[0]}–{partitions[-1]}"
    shown = partitions[:6]
    return " ".join(map(str, shown)) + (f" … ({len(partitions)})" if len(partitions) > len(shown) else "")
