"""How the library's clients get their sockets; chosen for a client by proxy_url=map_url(…), the library's own way for that."""

import socket
from typing import Any

from kafka.errors import KafkaConnectionError
from kafka.net.inet import KafkaNetSocket

from kafkadesk.core.cluster.name_map import SCHEME, address_of, map_of
from kafkadesk.core.errors import ConnectError


class UnknownNameError(KafkaConnectionError):  # type: ignore[misc]  # kafka is untyped
    """This PC does not know a broker's name. The library says so without the name. unknown_name: host and port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"DNS Resolution failure: {host}:{port}")
        self.unknown_name = (host, port)


class TokenUnreachedError(KafkaConnectionError):  # type: ignore[misc]  # kafka is untyped
    """No token can be had just now: to the library a connection that failed, so that it tries again. in_words: what to tell the user."""

    def __init__(self, error: ConnectError) -> None:
        super().__init__(str(error))
        self.in_words = error


class MappedSocket(KafkaNetSocket):  # type: ignore[misc]  # kafka is untyped
    """Finds a broker by the profile's name map first. TLS goes on verifying the name, not the IP: it asks the node, not the socket.

    And two things are mended that the library (3.0.12) lacks: it leaves the socket of each attempt that fails to the garbage collector,
    and learns how an attempt ended by connecting again, which on Windows begins another one.
    """

    SCHEMES = (SCHEME,)

    def __init__(self, proxy_url: str) -> None:
        super().__init__(proxy_url)
        self._names = map_of(proxy_url)

    def dns_lookup(self, host: str, port: int, raise_error: bool = False) -> Any:  # the library's own signature
        """Resolve as the library does, but for the names in the map. Raises UnknownNameError."""
        found = super().dns_lookup(address_of(self._names, host), port, raise_error)
        if not found:
            raise UnknownNameError(host, port)
        return found

    def connect_ex(self, sock: socket.socket, sockaddr: Any) -> int:
        """Return how the attempt that is under way ended, or begin one; the system's number, 0 or EISCONN: it is connected.

        To connect again after a refusal is a new attempt on Windows (Winsock, connect: "the application can call connect again for the
        same socket"): no refusal would ever be told, the processor would be busy with it until the time is up, and a name whose first
        address is dead, as localhost where ::1 is, would not be reached at all.
        """
        return sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) or sock.connect_ex(sockaddr)

    async def sock_connect(self, net: Any, sock: socket.socket, sockaddr: Any, timeout_at: float | None = None) -> socket.socket:
        try:
            await super().sock_connect(net, sock, sockaddr, timeout_at=timeout_at)
        except BaseException:
            sock.close()
            raise
        return sock
