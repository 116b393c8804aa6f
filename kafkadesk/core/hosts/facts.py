"""What is known of a hosts file besides its bytes: how it lies on the disk, its backups, and what its names resolve to."""

from dataclasses import dataclass
from datetime import datetime

from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.hosts.file import HEADER, digest


@dataclass(frozen=True, slots=True)
class Backup:
    """A hosts file as it was. taken: when it was last found so; first: how it was before KafkaDesk ever wrote."""

    sha256: str
    taken: datetime
    size: int
    first: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The file as it is now. torn: a write was cut off in it; repaired: what a repair makes of it, None where there is none, or no proof."""

    data: bytes
    missing: bool = False
    torn: bool = False
    repaired: bytes | None = None
    read_only: bool = False

    @property
    def sha256(self) -> str:
        """Return what a change must be asked with, to be sure that it meets this file."""
        return digest(self.data)

    @property
    def base(self) -> bytes:
        """Return what an edit starts from: the head of a new file where there is none."""
        return HEADER if self.missing else self.data


@dataclass(frozen=True, slots=True)
class Proof:
    """What this PC answers for a name. answers: empty when it does not know it, or did not answer in time."""

    entry: HostEntry
    answers: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the address of the entry is what a program gets first."""
        return bool(self.answers) and self.answers[0] == self.entry.ip


@dataclass(frozen=True, slots=True)
class Place:
    """Where the helper lies and how it is asked. writable: its folder where the user can write, "" if none; can_ask: consent can
    be asked for; notepad: this system has Notepad; elevated: KafkaDesk itself has the rights;
    moved: the folder that the system is set to read instead of the usual one, "" if none.
    """

    writable: str = ""
    can_ask: bool = True
    notepad: bool = False
    elevated: bool = False
    moved: str = ""
