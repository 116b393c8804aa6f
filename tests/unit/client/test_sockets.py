"""How the library's clients connect: a refusal is told as one, by Windows' sockets too."""

import asyncio
import errno
import socket
import time
from typing import Any

import pytest
from kafka.errors import KafkaConnectionError, KafkaTimeoutError
from kafka.net.selector import NetworkSelector

from kafkadesk.core.cluster.name_map import map_url
from kafkadesk.transport.client.connect_error import because
from kafkadesk.transport.client.sockets import MappedSocket
from tests.rigs.fake_servers import nobody_listening

REFUSED = 10061  # Windows' number
WOULD_BLOCK = 10035


class WindowsSocket:
    """A socket as Windows has it, at a port where nothing listens: an attempt is under way, ends at once, and the next begins anew."""

    def __init__(self) -> None:
        self.attempts = 0
        self.closed = False
        self._error = 0

    def connect_ex(self, _address: object) -> int:
        self.attempts += 1
        self._error = REFUSED
        return WOULD_BLOCK

    def getsockopt(self, _level: int, option: int) -> int:
        assert option == socket.SO_ERROR
        error, self._error = self._error, 0
        return error

    def close(self) -> None:
        self.closed = True


class Net:
    """The library's loop, of which only the waiting is asked; a socket that failed is always ready."""

    async def wait_write(self, _sock: object, timeout_at: float | None = None) -> None:
        await asyncio.sleep(0)


def test_windows_tells_a_refusal_once_and_it_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errno, "EWOULDBLOCK", WOULD_BLOCK)
    monkeypatch.setitem(errno.errorcode, REFUSED, "WSAECONNREFUSED")
    sock = WindowsSocket()
    maker: Any = MappedSocket(map_url(()))
    with pytest.raises(KafkaConnectionError, match=f"{REFUSED} WSAECONNREFUSED") as told:
        asyncio.run(maker.sock_connect(Net(), sock, ("127.0.0.1", 9), timeout_at=time.monotonic() + 2))
    assert sock.attempts == 1
    assert sock.closed
    words = because(told.value, "127.0.0.1:9")
    assert words is not None
    assert words.title.render() == "127.0.0.1:9 refuses connections: this PC reaches it, but no broker listens there."


def test_this_system_connects_is_refused_and_waits() -> None:
    maker: Any = MappedSocket(map_url(()))
    net = NetworkSelector()

    def connect(address: tuple[str, int]) -> socket.socket:
        sock = socket.socket()
        sock.setblocking(False)
        made: socket.socket = net.run(maker.sock_connect, net, sock, address, time.monotonic() + 0.3)
        return made

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with connect(address) as sock:
            assert sock.getpeername() == address
    with pytest.raises(KafkaConnectionError, match="ECONNREFUSED"):
        connect(address)
    with nobody_listening() as silent, pytest.raises(KafkaTimeoutError):
        connect(silent)
    net.close()
