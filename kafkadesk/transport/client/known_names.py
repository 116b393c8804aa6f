"""Whether this PC knows the names by which brokers want to be called: the library only falls silent where it does not."""

import socket
import threading
from collections.abc import Iterable, Mapping

from kafkadesk.core.cluster.name_map import address_of


class Names:
    """Looks names up on a thread of its own, as the system's resolver may take long. mapped: IPs of those that a profile maps."""

    def __init__(self, mapped: Mapping[str, str]) -> None:
        self._mapped = mapped
        self.unknown: tuple[str, int] | None = None  # a broker whose name was not found the last time
        self._thread: threading.Thread | None = None

    def check(self, brokers: Iterable[tuple[str, int]]) -> None:
        """Look these up now, unless it is being done already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._look, args=(list(brokers),), name="names", daemon=True)
            self._thread.start()

    def _look(self, brokers: list[tuple[str, int]]) -> None:
        unknown = None
        for host, port in brokers:
            try:
                socket.getaddrinfo(address_of(self._mapped, host), port, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):  # UnicodeError: a name that DNS cannot hold
                unknown = unknown or (host, port)
        self.unknown = unknown
