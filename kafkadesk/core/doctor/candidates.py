"""Where a broker may be whose advertised name leads nowhere: the only addresses that the doctor tries, each to be proved.

Nothing is scanned, and nothing is made up: an address comes from the bootstrap servers, the user, the profile's map, the hosts
file's lines about that name, or this PC's own DNS suffixes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kafkadesk.core.doctor.hosts import lines_about
from kafkadesk.core.doctor.pc_names import PcNames
from kafkadesk.core.errors import UserError
from kafkadesk.core.hosts.file import find_block

MOST = 8  # for one name, from each source


class Origin(StrEnum):
    """Where an address to be tried comes from, in the order in which proved ones are preferred."""

    BOOTSTRAP = "bootstrap server"
    GIVEN = "given by the user"
    MAP = "name map"
    HOSTS = "hosts file"
    SUFFIX = "DNS suffix"

    @property
    def known(self) -> bool:
        """Whether the user has to do with it already: an unencrypted password may go there before anything is proved."""
        return self in (Origin.BOOTSTRAP, Origin.GIVEN, Origin.MAP)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An IP to be tried for a name, or the name under which this PC's network may know it."""

    target: str
    origin: Origin


def candidates(
    name: str, pc: PcNames, *, bootstrap: Iterable[str], given: Iterable[str] = (), names: Mapping[str, str] | None = None
) -> tuple[Candidate, ...]:
    """Return what is worth trying for a name, each once. bootstrap: IPs of bootstrap servers that were reached; names: the profile's map."""
    found: dict[str, Candidate] = {}
    sources: Sequence[tuple[Origin, Iterable[str]]] = (
        (Origin.BOOTSTRAP, bootstrap),
        (Origin.GIVEN, given),
        (Origin.MAP, dict.fromkeys((names or {}).values())),
        (Origin.HOSTS, dict.fromkeys(_in_hosts(name, pc))),
        (Origin.SUFFIX, _with_suffixes(name, pc)),
    )
    for origin, targets in sources:
        for target in list(targets)[:MOST]:
            found.setdefault(target, Candidate(target, origin))
    return tuple(found.values())


def _in_hosts(name: str, pc: PcNames) -> list[str]:
    """Return the addresses that lines of the hosts file give this name, heeded or not, its first part alone, and KafkaDesk's own lines."""
    short = name.partition(".")[0]
    lines = [*lines_about(pc, name), *(lines_about(pc, short) if short != name else ())]
    try:
        block = find_block(pc.hosts)
    except UserError:  # a file that is not to be edited, or a block that somebody changed: then its lines count only by their name
        block = None
    return [line.ip for line in lines if line.ip] + [entry.ip for entry in (block.entries if block is not None else ())]


def _with_suffixes(name: str, pc: PcNames) -> list[str]:
    plain = name.rstrip(".")
    return [f"{plain}.{suffix}" for suffix in pc.suffixes if not plain.lower().endswith("." + suffix.lower())]
