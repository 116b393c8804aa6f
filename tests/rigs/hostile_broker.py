"""A broker of our own making that answers what it likes; it advertises loopback addresses only."""

import contextlib
import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kafka.protocol.metadata import ApiVersionsResponse, MetadataResponse
from kafka.protocol.sasl import SaslAuthenticateResponse, SaslHandshakeResponse

from tests.rigs.fake_servers import serving

METADATA, HANDSHAKE, VERSIONS, AUTHENTICATE = 3, 17, 18, 36
Answer = Callable[[int, int], bytes]  # of version and correlation ID


def encoded(response: Any, version: int, number: int) -> bytes:
    """Return an answer as it is sent, but for its length."""
    response.API_VERSION = version
    response.with_header(correlation_id=number)
    return bytes(response.encode(header=True))


def versions(version: int, number: int) -> bytes:
    """Offer what the doctor asks for; a newer question is answered as Kafka does it: ask version 0."""
    highest = {METADATA: 9, HANDSHAKE: 1, VERSIONS: 0, AUTHENTICATE: 1}
    keys = [ApiVersionsResponse.ApiVersion(api_key=key, min_version=0, max_version=most) for key, most in highest.items()]
    return encoded(ApiVersionsResponse(error_code=35 if version else 0, api_keys=keys, throttle_time_ms=0), 0, number)


def cluster(*places: tuple[str, int], cluster_id: str = "hostile") -> Answer:
    """Advertise brokers at these places."""
    broker = MetadataResponse.MetadataResponseBroker

    def answer(version: int, number: int) -> bytes:
        brokers = [broker(node_id=n, host=host, port=port, rack=None) for n, (host, port) in enumerate(places, 1)]
        response = MetadataResponse(throttle_time_ms=0, brokers=brokers, cluster_id=cluster_id, controller_id=1, topics=[])
        return encoded(response, version, number)

    return answer


def refusing(words: str) -> Mapping[int, Answer]:
    """Refuse every PLAIN login in these words."""
    return {
        HANDSHAKE: lambda version, number: encoded(SaslHandshakeResponse(error_code=0, mechanisms=["PLAIN"]), version, number),
        AUTHENTICATE: lambda version, number: encoded(
            SaslAuthenticateResponse(error_code=58, error_message=words, auth_bytes=b"", session_lifetime_ms=0), version, number
        ),
    }


@contextlib.contextmanager
def hostile(answers: Mapping[int, Answer]) -> Iterator[int]:
    """Give a port at which each kind of request is answered like this; hangs up at others."""
    known = {VERSIONS: versions, **answers}

    def talk(connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        while head := stream.read(4):
            request = stream.read(struct.unpack(">i", head)[0])
            key, version, number = struct.unpack(">hhi", request[:8])
            if key not in known:
                connection.shutdown(socket.SHUT_RDWR)
                return
            answer = known[key](version, number)
            connection.sendall(struct.pack(">i", len(answer)) + answer)

    with serving(talk) as port:
        yield port
