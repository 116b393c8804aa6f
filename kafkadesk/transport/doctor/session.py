"""What the parts of one examination share: its time, its one login, its sockets, and what is told."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping

from kafkadesk.core.cluster.profiles import Mechanism, Secrets, Security
from kafkadesk.core.doctor.judge import Finding, ProbeStep
from kafkadesk.core.doctor.pc_names import NOTHING_KNOWN
from kafkadesk.core.log.redact import conceal
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.doctor.dial import Place, connect
from kafkadesk.transport.doctor.types import UntestedError

ALL_S = 12.5  # of an examination. 15 s are promised from the click, or the start of the program, to the verdict
LEAST_S = 1.0  # with less time left a stage is not begun: its silence would prove nothing
TIME_UP = Text(QT_TRANSLATE_NOOP("core", "not tested: the time for the examination was up"))
GIVEN_UP = Text(QT_TRANSLATE_NOOP("core", "not tested: given up"))
REFUSED_ELSEWHERE = Text(QT_TRANSLATE_NOOP("core", "no login: it was refused at another address that was tried"))
IN_THE_CLEAR = Text(QT_TRANSLATE_NOOP("core", "no login: the secret would go unencrypted to an address that nothing vouches for"))
IN_CLEAR = (Mechanism.PLAIN, Mechanism.OAUTHBEARER)  # what is sent is the secret itself


class ProbeSession:
    """One examination. tell: takes each step, from any thread."""

    def __init__(self, security: Security, secrets: Secrets, names: Mapping[str, str], tell: Callable[[ProbeStep], None]) -> None:
        for secret in secrets.values():
            conceal(secret)  # from what anybody answers
        self.security, self.secrets, self.names, self.tell = security, secrets, names, tell
        self.pc = NOTHING_KNOWN  # what this PC has of names: read when the examination begins
        self.login = threading.Lock()  # one at a time, and none after a refusal
        self.refusal: Finding | None = None
        self.refused_elsewhere = False  # at an address that was only tried for a name: no more logins at such ones
        self._end = time.monotonic() + ALL_S
        self._cancelled = threading.Event()
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()

    def begin(self) -> None:
        """Count the time from now."""
        self._end = time.monotonic() + ALL_S

    @property
    def left(self) -> float:
        """Return how many seconds there are."""
        return self._end - time.monotonic()

    @property
    def spent(self) -> float:
        """Return how many seconds it has taken so far."""
        return ALL_S - self.left

    def cancelled(self) -> bool:
        """Whether it was given up."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Give it up: whoever waits at a socket is woken."""
        self._cancelled.set()
        with self._guard:
            for sock in self._open:
                with contextlib.suppress(OSError):  # it may just have ended by itself
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not that of an SSLSocket: it is used on another thread

    def share(self, most_s: float) -> float:
        """Return the seconds that something which may take most_s can have. Raises UntestedError when there are too few."""
        if self._cancelled.is_set():
            raise UntestedError(GIVEN_UP)
        if self.left < LEAST_S:
            raise UntestedError(TIME_UP)
        return min(most_s, self.left)

    def time_for(self, seconds: float) -> bool:
        """Whether there is time for a question that can be left out."""
        return self.left >= seconds and not self._cancelled.is_set()

    def rest(self, most_s: float) -> float:
        """Return the seconds for something that has begun: at least a moment, so that a deadline in the past is none in the future."""
        return max(0.0 if self._cancelled.is_set() else min(most_s, self.left), 0.001)

    def connect(self, place: Place, most_s: float) -> socket.socket:
        """Return a connection, which `cancel` does not know of before `keep`. Raises TimeoutError, OSError."""
        return connect(place, self.rest(most_s), self.cancelled)

    def keep(self, sock: socket.socket) -> socket.socket:
        """Have a socket woken when the examination is given up, until `drop`. With TLS only the wrapped one: wrapping minds being woken."""
        with self._guard:
            self._open.add(sock)
        if self._cancelled.is_set():
            self.cancel()
        return sock

    def drop(self, sock: socket.socket) -> None:
        """Close a socket."""
        with self._guard:
            self._open.discard(sock)
        sock.close()

    def may_log_in(self, *, known: bool) -> Text | None:
        """Return why there must be no login at an address that is only tried for a name; None: there may. known: see Origin.known."""
        if self.refused_elsewhere:
            return REFUSED_ELSEWHERE
        if not known and not self.security.protocol.tls and self.security.mechanism in IN_CLEAR:
            return IN_THE_CLEAR
        return None
