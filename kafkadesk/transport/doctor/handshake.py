"""Finds out which protocol an address speaks (TLS, Kafka, another, none), and logs in once."""

import socket
import ssl
import struct
from datetime import datetime

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Finding, Stage
from kafkadesk.core.errors import UserError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.core.text_tools.hexdump import side_text
from kafkadesk.transport.client.security import tls_context
from kafkadesk.transport.client.tls_words import EXPIRED, NOT_YET_VALID, WRONG_NAME
from kafkadesk.transport.doctor.dial import Place
from kafkadesk.transport.doctor.kafka_frames import (
    METADATA_KEY,
    ClosedError,
    FrameConnection,
    NotKafkaError,
    RefusedError,
    speaks_tls,
    tls_over,
)
from kafkadesk.transport.doctor.session import ProbeSession
from kafkadesk.transport.doctor.types import HUNG_UP, NO_BYTE, SHOWN_BYTES, StopError, UntestedError, first_words, seen_of, stop, within

TCP_S, TLS_S, KAFKA_S = 3.0, 5.0, 5.0
TLS_ALERT = QT_TRANSLATE_NOOP("core", "a TLS alert")
NO_METADATA = QT_TRANSLATE_NOOP("core", "it has no Metadata API")
NO_PASSWORD = QT_TRANSLATE_NOOP("core", "no password is known")
NO_LOGIN = QT_TRANSLATE_NOOP("core", "no answer to the login")
NOT_AGAIN = QT_TRANSLATE_NOOP("core", "the next connection failed: {why}")
FAILED_ELSEWHERE = QT_TRANSLATE_NOOP("core", "not tested: the login failed at {endpoint}, and it is not tried twice")
CONFIRM_S = 2.0  # for the second question: is it TLS after all, or not?
CLIENT_CERTIFICATE = (
    "certificate required",
    "certificate_required",
    "bad certificate",
    "bad_certificate",
    "unknown ca",
    "unknown_ca",
    "certificate unknown",
)
NO_COMMON_VERSION = (
    "protocol version",
    "protocol_version",
    "unsupported_protocol",
    "no shared cipher",
    "handshake failure",
    "handshake_failure",
)


class Handshake:
    """The stages that talk over a connection to one address of an endpoint. Each raises StopError where it ends there."""

    def __init__(self, session: ProbeSession, endpoint: str, host: str, port: int, place: Place) -> None:
        self._session, self._endpoint, self._host, self._port, self._place = session, endpoint, host, port, place

    def plain(self) -> socket.socket:
        """Return a connection."""
        return self._session.keep(self._connected())

    def _connected(self) -> socket.socket:
        try:
            return self._session.connect(self._place, TCP_S)
        except OSError as error:  # it could be connected to a moment ago
            raise stop(DoctorClass.NO_ANSWER, self._endpoint, Stage.KAFKA, Text(NOT_AGAIN, {"why": seen_of(error)})) from error

    def handshake(self) -> socket.socket:
        """Return a connection with TLS."""
        session = self._session
        sock = self._connected()
        allowed = session.rest(TLS_S)
        try:
            context = tls_context(session.security, session.secrets)
            wrapped = tls_over(sock, context, self._host.rstrip("."))
            sock = session.keep(wrapped)
            sock.settimeout(allowed)
            wrapped.do_handshake()
        except UserError as error:  # a file of the profile
            session.drop(sock)
            raise stop(DoctorClass.CLIENT_CERTIFICATE_EXPECTED, self._endpoint, Stage.TLS, error.title) from error
        except (OSError, ValueError) as error:
            session.drop(sock)
            raise self._not_met(error, allowed) from error
        return sock

    def _not_met(self, error: OSError | ValueError, allowed: float) -> StopError:
        """Return what a handshake that failed means."""
        kind = tls_class(error)
        if kind is None:  # it was no TLS that answered
            other = DoctorClass.NOT_KAFKA if first_words(error) else DoctorClass.NO_ANSWER
            kind = DoctorClass.PLAINTEXT_EXPECTED if self._speaks_kafka() else other
        evidence = within(NO_BYTE, allowed) if isinstance(error, TimeoutError) else seen_of(error)
        today = datetime.now().astimezone().date().isoformat()
        return stop(kind, self._endpoint, Stage.TLS, evidence, today=today)

    def _speaks_kafka(self) -> bool:
        if not self._session.time_for(CONFIRM_S):
            return False
        try:
            sock = self._session.keep(self._session.connect(self._place, CONFIRM_S))
        except OSError:
            return False
        try:
            return bool(FrameConnection(sock, lambda: self._session.rest(CONFIRM_S)).versions())
        except (OSError, ClosedError, NotKafkaError, RefusedError, ValueError, struct.error):
            return False
        finally:
            self._session.drop(sock)

    def versions(self, wire: FrameConnection) -> dict[int, tuple[int, int]]:
        """Return lowest and highest version by API key."""
        tls = self._session.security.protocol.tls
        allowed = self._session.rest(KAFKA_S)
        try:
            versions = wire.versions()
        except NotKafkaError as error:
            if error.first[:1] == b"\x15":
                raise self._stop(DoctorClass.TLS_EXPECTED, Text(TLS_ALERT)) from error
            raise self._stop(DoctorClass.NOT_KAFKA, f"“{side_text(error.first[:SHOWN_BYTES])}”") from error
        except TimeoutError as error:
            raise self._stop(
                DoctorClass.TLS_EXPECTED if not tls and self._tls_there() else DoctorClass.NO_ANSWER, within(NO_BYTE, allowed)
            ) from error
        except ssl.SSLError as error:  # TLS 1.3: a client certificate is missed only now
            raise self._stop(tls_class(error) or DoctorClass.CLIENT_CERTIFICATE_EXPECTED, seen_of(error)) from error
        except (ClosedError, OSError) as error:
            kind = (
                DoctorClass.CLIENT_CERTIFICATE_EXPECTED if tls else DoctorClass.TLS_EXPECTED if self._tls_there() else DoctorClass.NOT_KAFKA
            )
            raise self._stop(kind, seen_of(error) or HUNG_UP) from error
        except (RefusedError, ValueError, KeyError, struct.error) as error:
            raise self._stop(DoctorClass.VERSIONS_NOT_UNDERSTOOD, seen_of(error) or type(error).__name__) from error
        if METADATA_KEY not in versions:
            raise self._stop(DoctorClass.CONTROLLER, Text(NO_METADATA))
        return versions

    def _stop(self, kind: DoctorClass, evidence: str | Text) -> StopError:
        return stop(kind, self._endpoint, Stage.KAFKA, evidence)

    def _tls_there(self) -> bool:
        if not self._session.time_for(CONFIRM_S):
            return False
        try:
            sock = self._session.connect(self._place, CONFIRM_S)
        except OSError:
            return False
        try:
            return speaks_tls(sock, self._host, self._session.rest(CONFIRM_S))
        finally:
            sock.close()

    def log_in(self, wire: FrameConnection) -> None:
        """Log in: once, and only after a login that went well again at another broker. Its turn has come: Session.login is held."""
        session = self._session
        if session.refusal is None and session.security.by_password and not session.secrets.password:  # an empty one would count as a try
            raise self._refuse(DoctorClass.NO_PASSWORD, Text(NO_PASSWORD))
        if session.refusal is not None:
            raise UntestedError(Text(FAILED_ELSEWHERE, {"endpoint": session.refusal.endpoint}))
        try:
            wire.login(session.security, session.secrets, self._host)
        except RefusedError as error:
            kind = {33: DoctorClass.OTHER_MECHANISM, 34: DoctorClass.NO_LOGIN_EXPECTED}.get(error.code, DoctorClass.LOGIN_REFUSED)
            raise self._refuse(kind, error.words or f"error {error.code}", offered=error.words or "—") from error
        except UserError as error:
            raise self._refuse(DoctorClass.NO_PASSWORD, error.title) from error
        except (ClosedError, ConnectionError, ValueError) as error:
            # ValueError: SCRAM: the broker did not prove that it knows the password
            raise self._refuse(DoctorClass.LOGIN_REFUSED, seen_of(error) or HUNG_UP) from error
        except (OSError, NotKafkaError, struct.error) as error:
            raise self._refuse(DoctorClass.NO_ANSWER, seen_of(error) or Text(NO_LOGIN)) from error

    def _refuse(self, kind: DoctorClass, evidence: str | Text, **args: object) -> StopError:
        """Return what ends this endpoint, and have no other log in."""
        security = self._session.security
        who = {"user": security.username or security.client_id, "mechanism": str(security.mechanism)}
        found = Finding(kind=kind, endpoint=self._endpoint, evidence=evidence, args={**who, **args}, stage=Stage.LOGIN)
        self._session.refusal = found
        return StopError(found)


def tls_class(error: BaseException) -> DoctorClass | None:
    """Return L1 to L5; None when it was no TLS that answered."""
    if isinstance(error, ssl.SSLCertVerificationError):
        code = error.verify_code
        if code in WRONG_NAME:
            return DoctorClass.CERTIFICATE_OF_OTHER
        return DoctorClass.CERTIFICATE_NOT_VALID if code in (EXPIRED, NOT_YET_VALID) else DoctorClass.UNKNOWN_CA
    if not isinstance(error, ssl.SSLError):
        return None
    message = str(error).lower()
    if any(word in message for word in CLIENT_CERTIFICATE):
        return DoctorClass.CLIENT_CERTIFICATE_EXPECTED
    return DoctorClass.NO_COMMON_TLS if any(word in message for word in NO_COMMON_VERSION) else None
