"""Ask a broker who it is, in a few bytes of Kafka's protocol: the proof that Local Kafka is ready."""

import socket
import struct
from dataclasses import dataclass

METADATA_KEY = 3
METADATA_VERSION = 4  # the newest without compact encodings; Kafka 4.x still answers it
CLIENT_ID = b"kafkadesk-local"
LARGEST_ANSWER = 1024 * 1024  # bytes


class NoAnswerError(Exception):
    """Nobody there, or nobody who speaks Kafka."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAnswer:
    """What a broker said: its cluster and the brokers that clients may use (id, host, port). controller: -1 for none yet."""

    cluster_id: str | None
    brokers: tuple[tuple[int, str, int], ...]
    controller: int


def ask_cluster(port: int, timeout_s: float = 1.0) -> ClusterAnswer:
    """Ask the broker on 127.0.0.1 for its metadata, without topics; raises NoAnswerError."""
    body = struct.pack(">hhih", METADATA_KEY, METADATA_VERSION, 1, len(CLIENT_ID)) + CLIENT_ID
    body += struct.pack(">i?", 0, False)  # no topics, and none created
    try:
        with socket.create_connection(("127.0.0.1", port), timeout_s) as connection:
            connection.settimeout(timeout_s)
            connection.sendall(struct.pack(">i", len(body)) + body)
            (size,) = struct.unpack(">i", _read(connection, 4))
            if not 0 < size <= LARGEST_ANSWER:
                raise NoAnswerError(f"not Kafka's answer: {size} bytes")
            return _parse(_read(connection, size))
    except OSError as error:
        raise NoAnswerError(str(error)) from error


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise NoAnswerError("closed in the middle of an answer")
        data += piece
    return data


def _parse(data: bytes) -> ClusterAnswer:
    at = 8  # correlation id, throttle time

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > len(data):
            raise NoAnswerError("not Kafka's answer: cut short")
        return int.from_bytes(data[at - size : at], signed=True)

    def text() -> str | None:
        nonlocal at
        size = number(2)
        if size < 0:
            return None
        at += size
        return data[at - size : at].decode()

    try:
        brokers = []
        for _ in range(number(4)):
            node, host, port = number(4), text() or "", number(4)
            text()  # rack
            brokers.append((node, host, port))
        return ClusterAnswer(cluster_id=text(), brokers=tuple(brokers), controller=number(4))
    except UnicodeDecodeError as error:
        raise NoAnswerError("not Kafka's answer") from error
