"""What this PC itself knows of names and ways, as far as the doctor reads it: its hosts file, its DNS suffixes, its proxy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PcNames:
    """hosts: the hosts file's bytes. beside: those of a “hosts.txt” beside it, which an editor made and no system reads.

    suffixes: what this PC's network adds to names without dots, without a leading dot. own: this PC's own names.
    proxy: (host, port) of the HTTP proxy that programs are told to use, never with its login; direct: its exceptions, as they are written.
    windows: whether the hosts file is read by Windows' rules.
    """

    hosts: bytes = b""
    beside: bytes = b""
    suffixes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    proxy: tuple[str, int] | None = None
    direct: str = ""
    windows: bool = False


NOTHING_KNOWN = PcNames()
