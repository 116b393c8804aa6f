"""Kafka over a socket of one's own, a question at a time: for the doctor, who must know at which byte it fails.

The library's clients retry, and keep the cause to their log; here each answer, or its absence, is seen.
"""

import contextlib
import io
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

from kafka.net.sasl import get_sasl_mechanism
from kafka.protocol.admin import DescribeConfigsRequest, DescribeConfigsResponse
from kafka.protocol.metadata import (
    ApiVersionsRequest,
    ApiVersionsResponse,
    FindCoordinatorRequest,
    FindCoordinatorResponse,
    MetadataRequest,
    MetadataResponse,
)
from kafka.protocol.producer import InitProducerIdRequest, InitProducerIdResponse
from kafka.protocol.sasl import SaslAuthenticateRequest, SaslAuthenticateResponse, SaslHandshakeRequest, SaslHandshakeResponse

from kafkadesk.core.cluster.profiles import Secrets, Security
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.security import security_settings

TOO_LARGE = QT_TRANSLATE_NOOP("core", "the answer has {n} bytes; KafkaDesk reads {limit} at most")
NOT_UNDERSTOOD = QT_TRANSLATE_NOOP("core", "the answer cannot be understood ({why})")
CLIENT_ID = "kafkadesk-doctor"
MAX_LENGTH = 100 * 1024 * 1024  # larger is no length: it is another protocol's text
MAX_ANSWER = 2 * 1024 * 1024  # that is read: a list of 40,000 brokers
UNSUPPORTED_VERSION = 35
METADATA_KEY = 3
TOPIC_RESOURCE = 2  # of DescribeConfigs
BROKER_RESOURCE = 4  # of DescribeConfigs
INVALID_REQUEST = 42
MOST_METADATA = 9  # of MetadataRequest; what every broker since 2.1 takes


class NotKafkaError(Exception):
    """The first bytes of an answer are not Kafka's. first: those bytes."""

    def __init__(self, first: bytes) -> None:
        self.first = redacted(first.decode("latin-1")).encode("latin-1")  # it may repeat what was sent
        super().__init__(repr(self.first))


class UnreadableError(ValueError):
    """A whole answer that cannot be understood, or is too large to be. words: why."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.render())
        self.words = words


class ClosedError(Exception):
    """The other side hung up instead of answering."""


class RefusedError(Exception):
    """Kafka said no. code: its error code; words: what it said, or the mechanisms that it offers."""

    def __init__(self, code: int, words: str) -> None:
        self.code, self.words = code, redacted(words)  # it may repeat the password
        super().__init__(self.words)


class FrameConnection:
    """One connection. Every call raises TimeoutError, OSError, or one of the errors above.

    time_s: gives the seconds that the next question may take, to the last byte of its answer.
    """

    def __init__(self, sock: socket.socket, time_s: Callable[[], float]) -> None:
        self._sock = sock
        self._number = 0
        self._time_s = time_s
        self._end = 0.0

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def versions(self) -> dict[int, tuple[int, int]]:
        """Return lowest and highest version by API key."""
        answer = self._ask(ApiVersionsRequest, ApiVersionsResponse, 0)
        if answer.error_code not in (0, UNSUPPORTED_VERSION):
            raise RefusedError(answer.error_code, f"ApiVersions: error {answer.error_code}")
        with _understood():
            return {api.api_key: (api.min_version, api.max_version) for api in answer.api_keys}

    def metadata(self, versions: dict[int, tuple[int, int]]) -> Any:
        """Return the cluster's answer about its brokers, and no topic."""
        version = min(MOST_METADATA, versions[METADATA_KEY][1])
        return self._ask(MetadataRequest, MetadataResponse, version, topics=[], allow_auto_topic_creation=False)

    def topic(self, versions: dict[int, tuple[int, int]], name: str) -> Any:
        """Return the cluster's answer about one topic, which is not created by the question."""
        version = min(MOST_METADATA, versions[METADATA_KEY][1])
        asked = [MetadataRequest.MetadataRequestTopic(name=name)]
        answer = self._ask(MetadataRequest, MetadataResponse, version, topics=asked, allow_auto_topic_creation=False)
        with _understood():
            return answer.topics[0]

    def setting(self, topic: str, key: str) -> str | None:
        """Return a setting of a topic; None: the broker does not tell it to this user."""
        resource = DescribeConfigsRequest.DescribeConfigsResource(
            resource_type=TOPIC_RESOURCE, resource_name=topic, configuration_keys=[key]
        )
        answer = self._ask(DescribeConfigsRequest, DescribeConfigsResponse, 1, resources=[resource], include_synonyms=False)
        with _understood():
            found = answer.results[0]
            return None if found.error_code or not found.configs else str(found.configs[0].value)

    def coordinator(self, group: str) -> int:
        """Return the error of the question who coordinates a group; 0: there is somebody."""
        return int(self._ask(FindCoordinatorRequest, FindCoordinatorResponse, 1, key=group, key_type=0).error_code)

    def producer_id(self) -> int:
        """Return the error of the question for the id that an idempotent producer needs; 0: this user may have one."""
        answer = self._ask(InitProducerIdRequest, InitProducerIdResponse, 0, transactional_id=None, transaction_timeout_ms=60_000)
        return int(answer.error_code)

    def is_node(self, node_id: int) -> bool | None:
        """Return whether it is this broker that answers here; None: it does not tell this user.

        A broker describes the configuration of no broker but itself (Kafka's ConfigHelper: "Unexpected broker id").
        """
        resource = DescribeConfigsRequest.DescribeConfigsResource(
            resource_type=BROKER_RESOURCE, resource_name=str(node_id), configuration_keys=["node.id"]
        )
        answer = self._ask(DescribeConfigsRequest, DescribeConfigsResponse, 1, resources=[resource], include_synonyms=False)
        code = answer.results[0].error_code if answer.results else None
        return True if code == 0 else False if code == INVALID_REQUEST else None

    def login(self, security: Security, secrets: Secrets, host: str) -> None:
        """Log in once. Raises RefusedError: 33 with the mechanisms that are offered, 34, or 58."""
        mechanism = str(security.mechanism)
        offered = self._ask(SaslHandshakeRequest, SaslHandshakeResponse, 1, mechanism=mechanism)
        if offered.error_code:
            raise RefusedError(offered.error_code, ", ".join(map(str, offered.mechanisms or ())))
        talk = get_sasl_mechanism(mechanism)(host=host, **security_settings(security, secrets))
        while not talk.is_done():
            answer = self._ask(SaslAuthenticateRequest, SaslAuthenticateResponse, 0, auth_bytes=talk.auth_bytes())
            if answer.error_code:
                raise RefusedError(answer.error_code, answer.error_message or "")
            with _understood():
                talk.receive(answer.auth_bytes)
        if not talk.is_authenticated():
            raise RefusedError(58, "")

    def _ask(self, request: Any, response: Any, version: int, **fields: Any) -> Any:
        self._number += 1
        allowed = self._time_s()
        self._end = time.monotonic() + allowed
        self._sock.settimeout(allowed)
        asked = request(**fields)
        asked.API_VERSION = version
        asked.with_header(correlation_id=self._number, client_id=CLIENT_ID)
        frame = bytes(asked.encode(header=True))
        self._sock.sendall(struct.pack(">i", len(frame)) + frame)
        head = self._read(4)
        length = struct.unpack(">i", head)[0]
        if not 4 <= length <= MAX_LENGTH:
            raise NotKafkaError(head + self._more())
        if length > MAX_ANSWER:
            raise UnreadableError(Text(TOO_LARGE, {"n": f"{length:,}", "limit": f"{MAX_ANSWER:,}"}))
        body = self._read(length)
        with _understood():
            return response.decode(io.BytesIO(body), version=version, header=True)

    def _read(self, n: int) -> bytes:
        data = bytearray()
        while len(data) < n:
            left = self._end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left)
            part = self._sock.recv(n - len(data))
            if not part:
                if data:
                    raise NotKafkaError(bytes(data))
                raise ClosedError
            data += part
        return bytes(data)

    def _more(self) -> bytes:
        """Return what else has come: the words of another protocol."""
        try:
            return self._sock.recv(60)
        except OSError:
            return b""


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    """Raise UnreadableError for whatever an answer that is no answer makes the library or us stumble over."""
    try:
        yield
    except UnreadableError:
        raise
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        EOFError,
        struct.error,
        MemoryError,
    ) as error:
        raise UnreadableError(Text(NOT_UNDERSTOOD, {"why": redacted(f"{type(error).__name__}: {error}"[:80])})) from error


def tls_over(sock: socket.socket, context: ssl.SSLContext, host: str) -> ssl.SSLSocket:
    """Return TLS over a connection, the handshake not done yet. Raises OSError.

    ssl leaves its socket open when the connection was reset by then; so that is asked before.
    """
    sock.getpeername()
    return context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)


def speaks_tls(sock: socket.socket, host: str, timeout_s: float) -> bool:
    """Return whether TLS is spoken here, whoever the other side is: nothing is sent over it."""
    sock.settimeout(timeout_s)
    try:
        # A context that knows no authority: who it is does not matter, and Windows takes long to hand out those that it has.
        with tls_over(sock, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), host) as wrapped:
            wrapped.do_handshake()
            return True
    except ssl.SSLCertVerificationError:
        return True
    except ssl.SSLError as error:
        return "alert" in str(error).lower()  # it answered in TLS, if only to refuse
    except OSError:
        return False
