"""Filters that are kept: for one profile, or for all."""

from collections.abc import Iterable
from typing import NamedTuple

from kafkadesk.core.rows.filter import LONGEST

MOST = 100  # the oldest go first
ALL = ""  # in place of a profile's id


class SavedFilter(NamedTuple):
    """A filter as it is typed, and the id of its profile; ALL: it is for all."""

    text: str
    profile: str = ALL


def read_saved(found: object) -> list[SavedFilter]:
    """Return what settings.json has, as far as it is any: a list of texts and profiles, the latest first."""
    pairs = found if isinstance(found, list) else []
    return [
        SavedFilter(*pair)
        for pair in pairs[:MOST]
        if isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(part, str) for part in pair) and 0 < len(pair[0]) <= LONGEST
    ]


def with_saved(saved: Iterable[SavedFilter], new: SavedFilter) -> list[SavedFilter]:
    """Return the filters with one more, which stands first."""
    return [new, *(one for one in saved if one != new)][:MOST]


def without(saved: Iterable[SavedFilter], old: SavedFilter) -> list[SavedFilter]:
    """Return the filters without one."""
    return [one for one in saved if one != old]


def offered(saved: Iterable[SavedFilter], profile: str) -> list[SavedFilter]:
    """Return those to choose from on a profile: its own ones, then those for all."""
    return sorted((one for one in saved if one.profile in (profile, ALL)), key=lambda one: one.profile == ALL)
