"""Servers that are no broker, for the faults that a broker does not make: silence, other protocols, odd TLS, half answers."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

HOST = "127.0.0.1"
Talk = Callable[[socket.socket], None]


@contextlib.contextmanager
def serving(talk: Talk) -> Iterator[int]:
    """Answer each connection by `talk` on a thread of its own, until the end; gives the port."""
    server = socket.create_server((HOST, 0))
    over = threading.Event()
    threads: list[threading.Thread] = []
    open_ones: list[socket.socket] = []

    def one(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            talk(connection)
            over.wait()

    def accept() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            open_ones.append(connection)
            threads.append(threading.Thread(target=one, args=(connection,)))
            threads[-1].start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield server.getsockname()[1]
    finally:
        over.set()
        with contextlib.suppress(OSError):  # Windows has nothing to shut down there, and wakes who accepts by the close
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        accepting.join()
        for connection in open_ones:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()


@contextlib.contextmanager
def nobody_listening() -> Iterator[tuple[str, int]]:
    """Give an address that nobody can connect to, and that nobody refuses: its queue is full."""
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind((HOST, 0))
        full.listen(0)
        for _ in range(3):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)  # socket's own
            filler.connect_ex(full.getsockname())
        yield full.getsockname()


def silent(_connection: socket.socket) -> None:
    """Take the connection and say nothing."""


def saying(words: bytes) -> Talk:
    """Wait for a question, then say this whatever it was."""

    def talk(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(words)

    return talk


def hanging_up(connection: socket.socket) -> None:
    """Hang up at once."""
    connection.close()


def tls(cert: Path, *, highest: ssl.TLSVersion | None = None) -> Talk:
    """Speak TLS with this certificate and key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    if highest is not None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = highest

    def talk(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as wrapped:
            wrapped.recv(1000)

    return talk
