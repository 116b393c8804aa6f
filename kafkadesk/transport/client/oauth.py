"""OAUTHBEARER: tokens by client credentials (RFC 6749, section 4.4), fetched once and kept until shortly before they end."""

import base64
import contextlib
import http.client
import json
import logging
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import Future
from typing import Any
from urllib.parse import quote, urlencode

from kafka.net.sasl.oauth import AbstractTokenProvider

from kafkadesk.core.cluster.profiles import Secrets, Security
from kafkadesk.core.errors import AuthError, ConnectError, UserError
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.sockets import TokenUnreachedError

log = logging.getLogger(__name__)

TIMEOUT_S = 2.5  # of the whole exchange, to its last byte; below the bootstrap timeout: the library's I/O thread waits for it
MAX_ANSWER_BYTES = 256 * 1024
USUAL_LIFE_S = 300.0  # of a token whose server does not say
LONGEST_LIFE_S = 86_400.0  # that is believed
ASK_AGAIN_S = 1.0  # after a token server that was not to be had; the library asks some 20 times a second
USED_PART = 0.8  # of its life; after that another one is fetched


class TokenSource(AbstractTokenProvider):  # type: ignore[misc]  # kafka is untyped
    """What the library asks for a token. Thread: any. A refused client is not tried again."""

    def __init__(self, security: Security, secrets: Secrets) -> None:
        super().__init__()
        self._security, self._secrets = security, secrets
        self._lock = threading.Lock()
        self._token = ""
        self._good_until = 0.0
        self._refused: AuthError | None = None
        self._unreached: ConnectError | None = None
        self._ask_at = 0.0
        self._attempt: threading.Thread | None = None

    def token(self) -> str:
        """Return a token that is good now. Raises AuthError when the server refuses the client, TokenUnreachedError when it cannot be had."""
        with self._lock:
            if self._refused is not None:
                raise self._refused
            if time.monotonic() >= self._good_until:
                if self._unreached is not None and time.monotonic() < self._ask_at:
                    raise TokenUnreachedError(self._unreached)
                try:
                    self._token, life_s = self._fetch_in_time()
                except AuthError as error:
                    self._refused = error
                    raise
                except ConnectError as error:
                    self._unreached, self._ask_at = error, time.monotonic() + ASK_AGAIN_S
                    raise TokenUnreachedError(error) from error
                self._good_until = time.monotonic() + life_s * USED_PART
            return self._token

    def _fetch_in_time(self) -> tuple[str, float]:
        """Fetch within TIMEOUT_S, whatever is sent meanwhile; then nothing of the attempt is left, and no other one begins before."""
        late = self._not_had(f"it did not finish its answer within {TIMEOUT_S} s")
        if self._attempt is not None and self._attempt.is_alive():
            raise late  # it waits for the system's name resolution, which nothing can end
        ended: Future[tuple[str, float]] = Future()
        exchange = _Exchange()

        def run() -> None:
            try:
                ended.set_result(self._fetch(exchange))
            except Exception as error:  # noqa: BLE001  # raised by who waits
                ended.set_exception(error)

        self._attempt = threading.Thread(target=run, name="token", daemon=True)
        self._attempt.start()
        try:
            return ended.result(TIMEOUT_S)
        except TimeoutError:
            exchange.end()
            raise late from None

    def _fetch(self, exchange: "_Exchange") -> tuple[str, float]:
        form = {"grant_type": "client_credentials"} | ({"scope": self._security.scope} if self._security.scope else {})
        user = f"{quote(self._security.client_id, safe='')}:{quote(self._secrets.client_secret, safe='')}"  # as RFC 6749, 2.3.1 says
        request = urllib.request.Request(  # noqa: S310  # http and https only: core/profiles.py
            self._security.token_url,
            data=urlencode(form).encode(),
            headers={"Authorization": f"Basic {base64.b64encode(user.encode()).decode()}", "Accept": "application/json"},
        )
        opener = urllib.request.build_opener(_NoRedirect, _Http(exchange), _Https(exchange, self._context()))
        try:
            with opener.open(request, timeout=TIMEOUT_S) as answer:
                return _token_of(json.loads(answer.read(MAX_ANSWER_BYTES)))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from error
        except (OSError, ValueError, RecursionError, http.client.HTTPException) as error:  # no JSON, no address, no HTTP
            raise self._not_had(getattr(error, "reason", None) or error) from error

    def _context(self) -> ssl.SSLContext:
        """Return a context that trusts the system's authorities and the profile's."""
        context = ssl.create_default_context()
        if self._security.ca_file:
            context.load_verify_locations(self._security.ca_file)
        return context

    def _refusal(self, error: urllib.error.HTTPError) -> UserError:
        if error.code >= 500 or error.code == 429:
            return self._not_had(f"HTTP {error.code}")
        return AuthError(
            Text(
                QT_TRANSLATE_NOOP(
                    "core", "The token server {url} refused the client {client} (HTTP {code}). KafkaDesk tried once and stopped."
                ),
                {"url": self._security.token_url, "client": self._security.client_id, "code": error.code},
            ),
            Text(QT_TRANSLATE_NOOP("core", "Check client ID, client secret, scope and address in the profile, then connect again.")),
        )

    def _not_had(self, reason: object) -> ConnectError:
        return ConnectError(
            Text(
                QT_TRANSLATE_NOOP("core", "No token from {url}: {reason}."),
                {"url": self._security.token_url, "reason": redacted(str(reason), self._secrets.values()).rstrip(".")},
            ),
            Text(QT_TRANSLATE_NOOP("core", "Is the address right, and does this PC reach the token server?")),
            retry=True,
        )


class _Exchange:
    """The connection of one attempt, which another thread can end. Thread: any."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False

    def keep(self, sock: socket.socket) -> None:
        """Remember the socket that the attempt uses from now on. Raises TimeoutError when the attempt was ended."""
        with self._guard:
            self._socket = sock
            if self._over:
                raise TimeoutError

    def end(self) -> None:
        """Wake whoever waits at the socket: it finds its end there."""
        with self._guard:
            self._over = True
            if self._socket is not None:
                with contextlib.suppress(OSError):  # it may just have ended by itself
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # not an SSLSocket's own: that is used on another thread


class _Http(urllib.request.HTTPHandler):
    """Has the exchange know the connection."""

    def __init__(self, exchange: _Exchange) -> None:
        super().__init__()
        self._exchange = exchange

    def http_open(self, request: urllib.request.Request) -> Any:
        """Open a connection that the exchange can end."""
        return self.do_open(lambda host, **more: _Connection(self._exchange, None, host, **more), request)


class _Https(urllib.request.HTTPSHandler):
    """The same with TLS."""

    def __init__(self, exchange: _Exchange, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._exchange, self._tls = exchange, context

    def https_open(self, request: urllib.request.Request) -> Any:
        """Open a connection that the exchange can end."""
        return self.do_open(lambda host, **more: _Connection(self._exchange, self._tls, host, **more), request)


class _Connection(http.client.HTTPConnection):
    """One whose socket is known before TLS is spoken: a server can drip there too."""

    def __init__(self, exchange: _Exchange, tls: ssl.SSLContext | None, host: str, **more: Any) -> None:
        self.default_port = http.client.HTTP_PORT if tls is None else http.client.HTTPS_PORT
        super().__init__(host, **more)
        self._exchange, self._tls = exchange, tls

    def connect(self) -> None:
        self._create_connection = self._connected
        super().connect()
        if self._tls is not None:
            name = getattr(self, "_tunnel_host", None) or self.host
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=name, do_handshake_on_connect=False)
            self._exchange.keep(self.sock)
            self.sock.do_handshake()

    def _connected(self, *args: Any) -> socket.socket:
        sock = socket.create_connection(*args)
        self._exchange.keep(sock)
        return sock


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would take the client's secret to another server."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Return nothing to go on with: the answer then counts as refused."""


def _token_of(answer: Any) -> tuple[str, float]:
    """Return the token and its life in seconds. Raises ValueError."""
    token = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
        raise ValueError("the answer has no access_token")
    life = answer.get("expires_in")
    return token, float(min(life, LONGEST_LIFE_S)) if isinstance(life, int | float) and life > 0 else USUAL_LIFE_S
