"""Assigns addresses to brokers, where several of a cluster answer: all have the same cluster ID, and often the same port."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kafkadesk.core.doctor.judge import Proved


@dataclass(frozen=True, slots=True)
class Claim:
    """The cluster answers at this address on a broker's advertised port. sure: that very broker said that it is the one."""

    place: Proved
    sure: bool


def settled(claims: Sequence[Sequence[Claim]]) -> tuple[Proved, ...]:
    """Return a place for each broker that has one for certain. claims: those of each broker.

    Where brokers do not tell who they are (it takes the right to describe the cluster's configuration), a place counts only if it is
    the broker's one and nobody else's: a name that leads to another broker of the cluster connects, and then each send there fails.
    """
    taken = {(claim.place.ip, claim.place.port) for own in claims for claim in own if claim.sure}
    guesses = Counter((claim.place.ip, claim.place.port) for own in claims if not any(c.sure for c in own) for claim in own)
    found = []
    for own in claims:
        certain = [claim.place for claim in own if claim.sure]
        free = [c.place for c in own if (c.place.ip, c.place.port) not in taken]
        if certain:
            found.append(certain[0])
        elif len(free) == 1 and guesses[free[0].ip, free[0].port] == 1:
            found.append(free[0])
    return tuple(found)
