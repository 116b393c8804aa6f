"""Token servers that are none: what is on the port speaks no HTTP, or answers nonsense. Each is a sentence, and no secret in it."""

import socket
import threading
from collections.abc import Iterator

import pytest

from kafkadesk.core.cluster.profiles import Mechanism, Protocol, Secrets, Security
from kafkadesk.transport.client.oauth import TokenSource, TokenUnreachedError

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
