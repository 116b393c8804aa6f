"""A login is tried once.

kafka-python 3.0.12 repeats a refused login six times in two seconds, until the account is locked: its memory of refusals is
never filled, because the method that it hopes an exception from does not raise. Here the result of each connection is observed.
"""

import ssl
import time
from typing import Any

from kafka import errors as kafka_errors
from kafka.net.compat import KafkaNetClient
from kafka.net.inet import create_connection
from kafka.net.manager import KafkaConnectionManager
from kafka.net.selector import NetworkSelector
from kafka.net.transport import KafkaSSLTransport, KafkaTCPTransport

from kafkadesk.core.errors import AuthError, ConnectError, ProfileError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client import library

NOT_SO_FAST_S = 0.05
FINAL = (
    AuthError,  # of the token server
    ProfileError,
    kafka_errors.SaslAuthenticationFailedError,
    kafka_errors.UnsupportedSaslMechanismError,
    kafka_errors.IllegalSaslStateError,
    kafka_errors.KafkaConfigurationError,
    ValueError,  # SCRAM: the broker did not prove that it knows the password
)


OF_LOGINS = (kafka_errors.SaslAuthenticationFailedError, kafka_errors.UnsupportedSaslMechanismError, kafka_errors.IllegalSaslStateError)


class NotLoggedInError(kafka_errors.KafkaError):  # type: ignore[misc]  # kafka is untyped
    """A broker speaks of a login where there is none. in_words: what to tell the user."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.in_words = ConnectError(
            Text(
                QT_TRANSLATE_NOOP("core", "The broker answered that a login failed (error {code}), but this connection has none."),
                {"code": getattr(error, "errno", "?")},
            ),
            Text(QT_TRANSLATE_NOOP("core", "If this port wants a login, choose SASL in the profile. Else ask whoever runs the cluster.")),
        )


class SingleLoginManager(KafkaConnectionManager):  # type: ignore[misc]  # kafka is untyped
    """Opens no connection any more, to whatever broker, once a login was refused.

    last_error, last_server: of the latest connection, if it failed, and where it led (host:port).
    """

    def __init__(self, net: Any, **configs: Any) -> None:
        super().__init__(net, **configs)
        self.refused: BaseException | None = None
        self.last_error: BaseException | None = None
        self.last_server = ""
        self._logs_in = str(configs.get("security_protocol", "")).startswith("SASL")

    def get_connection(self, node_id: Any, *args: Any, **more: Any) -> Any:
        """As the library's; raises what the login was refused with."""
        if self.refused is not None:
            time.sleep(NOT_SO_FAST_S)  # the library's sender asks again at once, for ever; its loop has nothing else to do any more
            raise self.refused
        known = library.connection(self, node_id)
        conn = super().get_connection(node_id, *args, **more)
        if conn is not known:
            broker = self.cluster.broker_metadata(node_id)
            server = "" if broker is None else f"{broker.host}:{broker.port}"
            conn.init_future.add_callback(lambda _: self._connected())
            conn.init_future.add_errback(lambda error: self._failed(error, server))
        return conn

    async def _build_transport(self, node: Any, timeout_at: float | None = None) -> Any:
        """As the library's, with three things mended.

        A socket whose handshake fails is closed. A TLS port that stays silent is given up in time. And what was received is looked
        at before the end of the connection: a broker that refuses a login says so and hangs up; where both came at once the
        library threw its words away, took it for a lost connection, and tried again.
        """
        sock = await create_connection(
            self._net, node.host, node.port, self.config["socket_options"], proxy_url=self.config["proxy_url"], timeout_at=timeout_at
        )
        if not self.ssl_enabled:
            return self._watched(KafkaTCPTransport(self._net, sock, host=node.host))
        ssl_settings = {name: value for name, value in self.config.items() if name.startswith("ssl_")}
        try:
            sock.getpeername()  # ssl would leave its socket open where the connection was reset by now
        except OSError as error:
            sock.close()
            raise kafka_errors.KafkaConnectionError(f"Handshake failed: {error}") from error
        transport = KafkaSSLTransport(self._net, sock, host=node.host, **ssl_settings)
        try:
            await self._handshake(library.tls_socket(transport), timeout_at)
        except BaseException as error:  # also where the client is closed meanwhile
            library.close_transport(transport)
            if isinstance(error, (OSError, kafka_errors.KafkaError)):
                raise kafka_errors.KafkaConnectionError(f"Handshake failed: {error}") from error
            raise
        return self._watched(transport)

    def _watched(self, transport: Any) -> Any:
        """Return the transport. An answer that is too large to be read is not asked for again: it would be as large."""

        def abort(error: Any = None) -> Any:
            if isinstance(error, kafka_errors.InvalidReceiveError):
                self.refused = self.last_error = error
            return original(error=error)

        original = library.replace_method(transport, library.Method.ABORT, abort)
        return _data_before_end(transport)

    async def _handshake(self, sock: ssl.SSLSocket, timeout_at: float | None) -> None:
        while True:
            try:
                sock.do_handshake()
            except ssl.SSLWantReadError:
                await self._net.wait_read(sock, timeout_at=timeout_at)
            except ssl.SSLWantWriteError:
                await self._net.wait_write(sock, timeout_at=timeout_at)
            else:
                return

    def _connected(self) -> None:
        self.last_error = None

    def _failed(self, error: BaseException, server: str) -> None:
        self.last_error, self.last_server = error, server
        if isinstance(error, OF_LOGINS) and not self._logs_in:
            self.refused = self.last_error = NotLoggedInError(error)
            return
        if isinstance(error, FINAL) and (self._logs_in or not isinstance(error, ValueError)):  # else an answer that nobody can read
            self.refused = kafka_errors.SaslAuthenticationFailedError(str(error)) if isinstance(error, ValueError) else error


def _data_before_end(transport: Any) -> Any:
    """Return the transport, which no longer drops what came together with the end of the connection."""

    def received() -> tuple[bytes, BaseException | None]:
        data, error = receive()
        return (data, None) if data else (data, error)  # the end is still there at the next look

    receive = library.replace_method(transport, library.Method.SOCKET_RECEIVE, received)
    return transport


def net_client(**configs: Any) -> KafkaNetClient:
    """Return the library's network client with a manager that tries a login once."""
    net = NetworkSelector(**configs)
    return KafkaNetClient(net=net, manager=SingleLoginManager(net, **configs), **configs)
