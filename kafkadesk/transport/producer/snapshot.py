"""Looking through a dictionary that other threads add to and take from."""

from typing import TypeVar

V = TypeVar("V")


def values_of(shared: dict[int, V]) -> tuple[V, ...]:
    """Return the values as they are at one moment. tuple() alone may fail: the collector can run in it, and another thread then."""
    while True:
        try:
            return tuple(shared.values())
        except RuntimeError:  # changed size during iteration: a moment later it does not
            continue
