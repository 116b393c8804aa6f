"""How the library's clients get their sockets; chosen for a client by proxy_url=SCHEME, the library's own way for that."""

import socket
from typing import Any

from kafka.net.inet import KafkaNetSocket

SCHEME = "kafkadesk://"


class ClosingSocket(KafkaNetSocket):  # type: ignore[misc]  # kafka is untyped
    """Closes a socket whose connection fails: the library (3.0.12) leaves one to the garbage collector at every attempt."""

    SCHEMES = ("kafkadesk",)

    async def sock_connect(self, net: Any, sock: socket.socket, sockaddr: Any, timeout_at: float | None = None) -> socket.socket:
        """Connect as the library does."""
        try:
            await super().sock_connect(net, sock, sockaddr, timeout_at=timeout_at)
        except BaseException:
            sock.close()
            raise
        return sock
