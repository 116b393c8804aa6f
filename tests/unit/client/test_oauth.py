"""Token servers that are none: what is on the port speaks no HTTP, or answers nonsense. Each is a sentence, and no secret in it."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Protocol, Secrets, Security
from kafkadesk.transport.client.oauth import TIMEOUT_S, TokenSource
from kafkadesk.transport.client.sockets import TokenUnreachedError
from tests.rigs.clients import wait_for

SECRET = "canary-7f3a"
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@pytest.fixture
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    """A port that takes one request and sends these bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            client, _ = server.accept()
            with client:
                client.recv(65536)
                client.sendall(request.param)

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


@pytest.mark.parametrize(
    "port",
    [
        b"\0\0\0\x04kafka\r\n\r\n",
        HEAD + b"Content-Length: 500\r\n\r\n{",
        HEAD + b"\r\n" + b"[" * 100_000,
        HEAD + b'\r\n{"access_token": 7}',
    ],
    indirect=True,
    ids=["no HTTP", "cut off", "nested", "no token"],
)
def test_what_is_no_token_server_is_said_in_words(port: int) -> None:
    security = Security(
        protocol=Protocol.SASL_SSL, mechanism=Mechanism.OAUTHBEARER, client_id="me", token_url=f"http://127.0.0.1:{port}/token"
    )
    with pytest.raises(TokenUnreachedError, match="No token from") as caught:
        TokenSource(security, Secrets(client_secret=SECRET)).token()
    assert SECRET not in caught.value.in_words.sentence()


TLS_RECORD = b"\x16\x03\x03\x3f\xff"  # announces 16 KiB of a handshake
DRIPS = {"http": (b"", b"HTTP/1.1 200 OK\r\n", HEAD + b"\r\n", HEAD + b"Content-Length: 99999\r\n\r\n"), "https": (b"", TLS_RECORD)}


class Dripper:
    """A server that sends a beginning, and then a byte now and then as long as somebody listens."""

    def __init__(self, beginning: bytes) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._beginning = beginning
        self.port = self._server.getsockname()[1]
        self.clients = 0
        self.left = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self.clients += 1
            with client, contextlib.suppress(OSError):
                client.sendall(self._beginning)
                while True:
                    client.sendall(b"x")
                    if self._closed(client):
                        break
            self.left.set()

    @staticmethod
    def _closed(client: socket.socket) -> bool:
        client.settimeout(0.05)
        with contextlib.suppress(TimeoutError):
            while client.recv(65536):
                pass
            return True
        return False

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(10)


@pytest.mark.parametrize(("scheme", "beginning"), [(scheme, beginning) for scheme, all_of in DRIPS.items() for beginning in all_of])
def test_a_token_server_that_drips_is_named_in_time_and_left(scheme: str, beginning: bytes) -> None:
    server = Dripper(beginning)
    try:
        security = Security(
            protocol=Protocol.SASL_SSL,
            mechanism=Mechanism.OAUTHBEARER,
            client_id="me",
            token_url=f"{scheme}://127.0.0.1:{server.port}/token",
        )
        source, began = TokenSource(security, Secrets(client_secret=SECRET)), time.monotonic()
        for _ in range(3):  # as the library asks: some 20 times a second
            with pytest.raises(TokenUnreachedError, match=f"No token from {scheme}://127.0.0.1:{server.port}/token"):
                source.token()
        assert time.monotonic() - began < TIMEOUT_S + 2
        assert server.left.wait(10)
        assert server.clients == 1
        wait_for(lambda: not any(thread.name == "token" for thread in threading.enumerate()), "the attempt ends")
    finally:
        server.close()
