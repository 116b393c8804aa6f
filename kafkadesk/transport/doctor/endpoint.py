"""One endpoint, a stage at a time, as far as it goes: name, port, TLS, Kafka, login, cluster, and what the user is after."""

import contextlib
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kafkadesk.core.cluster.name_map import address_of
from kafkadesk.core.doctor.classes import Named, Way, classed, single_label, stranger
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.hosts import leading, unheeded
from kafkadesk.core.doctor.judge import Advertised, Finding, ProbeStep, Stage, endpoint_of
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.socket_errors import UNKNOWN_NAME, tcp_class
from kafkadesk.transport.doctor.cluster_checks import about
from kafkadesk.transport.doctor.dial import ConnectTimeoutError, Place, dial
from kafkadesk.transport.doctor.handshake import KAFKA_S, TCP_S, Handshake
from kafkadesk.transport.doctor.kafka_frames import ClosedError, FrameConnection, NotKafkaError
from kafkadesk.transport.doctor.session import GIVEN_UP, ProbeSession
from kafkadesk.transport.doctor.types import HUNG_UP, NO_ANSWER, EndpointResult, StopError, UntestedError, seen_of, stop, within

AT = QT_TRANSLATE_NOOP("core", "{ip}: {what}")
IN_HOSTS = QT_TRANSLATE_NOOP("core", "{what}; hosts file, line {line}: {defect}")
NO_CLUSTER = QT_TRANSLATE_NOOP("core", "no answer when asked for the cluster")
HUNG_UP_ON_CLUSTER = QT_TRANSLATE_NOOP("core", "it hung up when asked for the cluster")
NO_BROKERS = QT_TRANSLATE_NOOP("core", "the list of brokers is empty")
LOGIN_BUSY = Text(QT_TRANSLATE_NOOP("core", "not tested: the login at another endpoint did not end"))
DNS_S = 3.0
MOST_ADDRESSES = 16  # of a name
MOST_BROKERS = 64  # that are examined and shown; the rest is counted
MOST_ID = 200  # characters of a cluster's ID
AI_FQDN = 0x00020000  # Windows: the full name that a short one was found as; Python's socket does not name it
NOT_ANSWERED = (ClosedError, NotKafkaError, OSError, ValueError, struct.error)


class Endpoint:
    """An endpoint to be examined.

    at: the address or name to be tried instead of what its name leads to, and known: whether the user has to do with it (Origin.known).
    node: the broker that it should be. cluster_id: the cluster that it should be of. tell: instead of the session's.
    want: gives the topic and the group that the user is after, if this endpoint is to be asked about them.
    on_cluster: called when the cluster has answered, before the last stage.
    """

    def __init__(
        self,
        session: ProbeSession,
        named: Named,
        *,
        at: str = "",
        known: bool = True,
        node: int | None = None,
        cluster_id: str | None = None,
        tell: Callable[[ProbeStep], None] | None = None,
        want: Callable[[], tuple[str, str | None] | None] = lambda: None,
        on_cluster: Callable[[EndpointResult], None] = lambda _: None,
    ) -> None:
        self._session, self._named, self._at, self._known, self._node = session, named, at, known, node
        self._cluster_id, self._want, self._on_cluster = cluster_id, want, on_cluster
        self._tell = tell or session.tell
        self._way = Way()
        self.seen = EndpointResult(endpoint_of(named.host, named.port))

    def examine(self) -> EndpointResult:
        """Return what came out. Blocking, within the session's time."""
        try:
            self._go()
        except StopError as end:
            self.seen.findings.append(end.finding)
        except UntestedError as why:
            self.seen.untested = why.why
        return self.seen

    def _go(self) -> None:
        session, seen, host, port = self._session, self.seen, self._named.host, self._named.port
        places = self._stage(Stage.NAME, self._resolve)
        place = self._stage(Stage.PORT, lambda: self._reach(places))
        talk = Handshake(session, seen.endpoint, host, port, place)
        sock = self._stage(Stage.TLS, talk.handshake) if session.security.protocol.tls else talk.plain()
        try:
            wire = FrameConnection(sock, lambda: session.rest(KAFKA_S))
            versions = self._stage(Stage.KAFKA, lambda: talk.versions(wire))
            if session.security.protocol.sasl:
                self._log_in(talk, wire)
            self._stage(Stage.CLUSTER, lambda: self._cluster(wire, versions))
            self._on_cluster(seen)
            want = self._want()
            if want is not None:
                self._stage(Stage.RIGHTS, lambda: self._rights(wire, versions, *want))
        finally:
            session.drop(sock)

    def _stage(self, stage: Stage, work: Callable[[], Any]) -> Any:
        """Do one stage and tell of it before and after."""
        step = ProbeStep(endpoint=self.seen.endpoint, stage=stage, ok=None, advertised=self._named.advertised)
        before = len(self.seen.findings)
        began = time.monotonic()
        try:
            self._session.share(0.0)  # is there time for it at all?
            self._tell(step)
            result = work()
        except StopError as end:
            if self._session.cancelled():  # it was torn away from its socket
                raise self._untested(step, UntestedError(GIVEN_UP)) from end
            found = self._as_it_is(end.finding)
            self._tell(replace(step, ok=False, note=found.evidence, kind=found.kind))
            raise StopError(found) from end
        except UntestedError as why:
            raise self._untested(step, why) from why
        noted = self.seen.findings[before:]
        ms = (time.monotonic() - began) * 1000
        self._tell(replace(step, ok=True, note=self._note(stage, noted), ms=ms, kind=noted[0].kind if noted else None))
        return result

    def _untested(self, step: ProbeStep, why: UntestedError) -> UntestedError:
        self._tell(replace(step, untested=True, note=why.why))
        return why

    def _as_it_is(self, finding: Finding) -> Finding:
        """Return a finding with the class that it has for this endpoint; an unknown name with what the hosts file has of it."""
        if self._at:  # it is no fault that an address which was only tried is wrong
            return finding
        if finding.stage is Stage.NAME and finding.kind in (DoctorClass.UNKNOWN_NAME, DoctorClass.DNS_SILENT):
            line = unheeded(self._session.pc, self._named.host)
            if line is not None and line.defect is not None:
                args = {
                    **finding.args,
                    "line": line.number,
                    "text": line.text,
                    "defect": line.defect,
                    "entries": line.entries(self._named.host),
                }
                evidence = Text(IN_HOSTS, {"what": finding.evidence, "line": line.number, "defect": line.defect})
                return replace(finding, kind=DoctorClass.DEFECTIVE_HOSTS_LINE, args=args, evidence=evidence)
        return classed(finding, self._named, self._way, self.seen.addresses)

    def _note(self, stage: Stage, noted: Sequence[Finding]) -> str | Text:
        """Return what is worth saying of a stage that went well."""
        if noted:
            return noted[0].evidence if len(noted) == 1 else "; ".join(str(finding.evidence) for finding in noted)
        match stage:
            case Stage.NAME:
                return self._way.note(self.seen.addresses)
            case Stage.CLUSTER:
                return self.seen.cluster_id or ""
            case _:
                return ""

    # the stages

    def _resolve(self) -> list[Place]:
        """Return the addresses of a name. The system's resolver cannot be told to stop: a thread of its own is left behind."""
        host, port = self._named.host, self._named.port
        target = self._at or address_of(self._session.names, host)
        mapped = target != host
        answer: list[Any] = []

        def look_up() -> None:
            try:
                answer.append(_addresses(target, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        allowed = self._session.share(DNS_S)
        thread = threading.Thread(target=look_up, name="doctor-name", daemon=True)
        thread.start()
        thread.join(allowed)
        if not answer:
            raise stop(DoctorClass.DNS_SILENT, self.seen.endpoint, Stage.NAME, within(NO_ANSWER, allowed), host=host)
        found = answer[0]
        if isinstance(found, UnicodeError):
            raise stop(DoctorClass.BAD_NAME, self.seen.endpoint, Stage.NAME, str(found), host=host)
        if isinstance(found, OSError):
            kind = DoctorClass.UNKNOWN_NAME if found.errno in UNKNOWN_NAME else DoctorClass.DNS_SILENT
            raise stop(kind, self.seen.endpoint, Stage.NAME, f"{found.strerror or found} ({found.errno})", host=host)
        full, places = found
        self.seen.addresses = tuple(dict.fromkeys(address[0] for _, address in places))
        line = None if mapped else leading(self._session.pc, host, self.seen.addresses)
        own = host.lower().rstrip(".") in (name.lower() for name in self._session.pc.own)
        single = single_label(host) and not mapped and line is None and not own
        other = single and full.lower().rstrip(".") not in ("", host.lower().rstrip("."))
        self._way = Way(mapped=mapped, line=line, single=single, found_as=full if other else "")
        return list(places)

    def _reach(self, places: Sequence[Place]) -> Place:
        """Return the first address where something listens; what the others said is a finding, or the end."""
        best, met = dial(places, self._session.share(TCP_S), self._session.cancelled)
        faults = {number: self._fault(places[number][1][0], error) for number, error in sorted(met.items())}
        if best is None:
            raise next((StopError(fault) for fault in faults.values()), UntestedError(GIVEN_UP))
        ip = places[best][1][0]
        self.seen.ips.append(ip)
        for number, fault in faults.items():
            if number < best:
                args = {"host": self._named.host, "ip": places[number][1][0], "working": ip}
                self.seen.findings.append(replace(fault, kind=DoctorClass.ONE_ADDRESS_REFUSED, args=args))
        return places[best]

    def _fault(self, ip: str, error: OSError) -> Finding:
        if isinstance(error, ConnectTimeoutError):
            words: str | Text = Text(AT, {"ip": ip, "what": within(NO_ANSWER, error.seconds)})
        else:
            words = f"{ip}: {error.strerror or error} ({error.errno})"
        return Finding(kind=tcp_class(error), endpoint=self.seen.endpoint, evidence=words, stage=Stage.PORT)

    def _log_in(self, talk: Handshake, wire: FrameConnection) -> None:
        session = self._session
        if not session.login.acquire(timeout=session.rest(session.left)):
            raise UntestedError(LOGIN_BUSY)
        try:
            if not self._at:
                self._stage(Stage.LOGIN, lambda: talk.log_in(wire))
                return
            forbidden = session.may_log_in(known=self._known)
            if forbidden is not None:
                raise UntestedError(forbidden)
            kept = session.refusal
            try:
                talk.log_in(wire)
            finally:
                session.refused_elsewhere = session.refusal is not kept
                session.refusal = kept  # what a stranger refuses is no verdict on the password
        finally:
            session.login.release()

    def _cluster(self, wire: FrameConnection, versions: dict[int, tuple[int, int]]) -> None:
        seen = self.seen
        try:
            answer = wire.metadata(versions)
        except (ClosedError, ConnectionError) as error:
            kind = DoctorClass.NO_ANSWER if self._session.security.protocol.sasl else DoctorClass.LOGIN_EXPECTED
            raise stop(kind, seen.endpoint, Stage.CLUSTER, Text(HUNG_UP_ON_CLUSTER)) from error
        except (OSError, NotKafkaError, ValueError, struct.error) as error:
            raise stop(DoctorClass.NO_ANSWER, seen.endpoint, Stage.CLUSTER, seen_of(error) or Text(NO_CLUSTER)) from error
        seen.controller = answer.controller_id
        seen.cluster_id = None if answer.cluster_id is None else redacted(answer.cluster_id[:MOST_ID])
        named = dict.fromkeys(Advertised(node_id=b.node_id, host=b.host or "", port=b.port) for b in answer.brokers or ())
        seen.brokers = tuple(named)[:MOST_BROKERS]
        seen.left_out = len(named) - len(seen.brokers)
        if not seen.brokers:
            raise stop(DoctorClass.NO_BROKERS, seen.endpoint, Stage.CLUSTER, Text(NO_BROKERS))
        if None not in (self._cluster_id, seen.cluster_id) and seen.cluster_id != self._cluster_id:
            raise StopError(stranger(self._named, self._way, self.seen.addresses, seen.cluster_id))
        if seen.controller == -1 and not self._named.advertised:
            seen.findings.append(Finding(kind=DoctorClass.NO_CONTROLLER, endpoint=seen.endpoint, evidence="controller -1"))
        seen.reached = True
        if self._node is not None:
            with contextlib.suppress(*NOT_ANSWERED):  # a question that it need not answer
                seen.itself = wire.is_node(self._node)

    def _rights(self, wire: FrameConnection, versions: dict[int, tuple[int, int]], topic: str, group: str | None) -> None:
        security = self._session.security
        user = security.username or security.client_id or "ANONYMOUS"  # Kafka's name for who does not log in
        try:
            found = list(about(wire, versions, self.seen.endpoint, topic, group, user))
        except NOT_ANSWERED as error:
            raise stop(DoctorClass.NO_ANSWER, self.seen.endpoint, Stage.RIGHTS, seen_of(error) or HUNG_UP) from error
        if found:
            self.seen.findings += found[:-1]
            raise StopError(found[-1])


def _addresses(target: str, port: int) -> tuple[str, list[Place]]:
    """Return the full name under which a short one was found, "" if that is not told, and the addresses. Raises OSError, UnicodeError."""
    flags = 0
    if single_label(target):
        flags = AI_FQDN if sys.platform == "win32" else socket.AI_CANONNAME
    try:
        found = socket.getaddrinfo(target, port, type=socket.SOCK_STREAM, flags=flags)
    except socket.gaierror as error:
        if not flags or error.errno not in (socket.EAI_BADFLAGS, 10022):
            raise
        found = socket.getaddrinfo(target, port, type=socket.SOCK_STREAM)  # a system without that question
    places = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
    return next((name for _, _, _, name, _ in found if name), ""), places[:MOST_ADDRESSES]
