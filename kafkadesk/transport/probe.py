"""The doctor's probing: each endpoint by itself, a stage at a time, with own sockets, own deadlines, and one login.

The order and the classes are those of the design's failure table; what a finding means is core/doctor.py's.
"""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from kafkadesk.core.doctor import Advertised, Diagnosis, Finding, Proved, Stage, Step, advertised_class, endpoint_of, judge
from kafkadesk.core.errors import UserError
from kafkadesk.core.name_map import Pairs, address_of, mapping
from kafkadesk.core.profiles import NO_SECRETS, NO_SECURITY, Secrets, Security
from kafkadesk.transport.logs import quiet
from kafkadesk.transport.probe_about import about
from kafkadesk.transport.probe_node import Claim, settled
from kafkadesk.transport.probe_parts import UNKNOWN_NAME, Seen, StopError, first_words, note, of_cluster, said, stranger, tcp_class, visible
from kafkadesk.transport.probe_tls import tls_class
from kafkadesk.transport.probe_wire import METADATA_KEY, ClosedError, NotKafkaError, RefusedError, Wire, speaks_tls
from kafkadesk.transport.security import tls_context

DNS_S, TCP_S, TLS_S, KAFKA_S = 3.0, 3.0, 5.0, 5.0
CONFIRM_S = 2.0  # for the second question: is it TLS after all, or not?
AT_ONCE = 16

Tell = Callable[[Step], None]


class Probe:
    """One examination. Blocking; `cancel` from any thread ends it within a stage. tell: each stage, as it begins and ends; any thread.

    topic, group: what the user is after; whether this user has them is asked last, where the cluster answers (no group: for sending).
    extra: addresses that the user gave for names this PC does not know; with the bootstrap's own, all that is ever tried for them.
    """

    def __init__(
        self,
        servers: Sequence[tuple[str, int]],
        *,
        security: Security = NO_SECURITY,
        secrets: Secrets = NO_SECRETS,
        name_map: Pairs = (),
        extra: Sequence[str] = (),
        topic: str = "",
        group: str | None = None,
        tell: Tell = lambda _: None,
    ) -> None:
        quiet()
        self._servers = tuple(dict.fromkeys(servers))[:AT_ONCE]
        self._security, self._secrets = security, secrets
        self._names = mapping(name_map)
        self._extra = tuple(extra)
        self._topic, self._group = topic, group
        self._asked = threading.Lock()  # held for good by the first endpoint that asks: one answer is enough
        self._tell = tell
        self._cancelled = threading.Event()
        self._login = threading.Lock()  # one at a time, and none after a refusal
        self._refusal: Finding | None = None
        self._expected: int | None = None  # the node that is asked for

    def cancel(self) -> None:
        """Give it up."""
        self._cancelled.set()

    def run(self) -> Diagnosis:
        """Examine everything; return what was found."""
        started = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="doctor") as pool:
            first = list(pool.map(lambda server: self._endpoint(*server, advertised=False), self._servers))
            cluster = next((seen for seen in first if seen.reached), None)
            found = [finding for seen in first for finding in seen.findings]
            brokers = () if cluster is None else cluster.brokers
            known = {seen.endpoint: seen for seen in first}
            others = [broker for broker in brokers if not (broker.endpoint in known and known[broker.endpoint].reached)]
            then = list(pool.map(lambda broker: self._endpoint(broker.host, broker.port, advertised=True), others[:AT_ONCE]))
            ips = [ip for seen in first for ip in seen.ips]
            proved: tuple[Proved, ...] = ()
            if cluster is not None:
                found += of_cluster(cluster)
                for broker, seen in zip(others, then, strict=False):
                    found += [self._as_advertised(f, broker, ips) for f in seen.findings]
                    if seen.reached and seen.cluster_id not in (None, cluster.cluster_id):
                        seen.reached = False
                        found.append(stranger(broker, seen, ips))
                lost = [b for b, seen in zip(others, then, strict=False) if any(f.kind in ("D1", "D2") for f in seen.findings)]
                proved = settled(list(pool.map(lambda b: self._claims(b, ips, cluster.cluster_id), lost)))
        reached = [seen.endpoint for seen in (*first, *then) if seen.reached]
        return Diagnosis(
            verdict=judge(found, brokers, reached), findings=tuple(found), brokers=brokers, proved=proved,
            cluster_id=None if cluster is None else cluster.cluster_id, seconds=time.monotonic() - started,
        )  # fmt: skip

    # one endpoint

    def _endpoint(self, host: str, port: int, *, advertised: bool) -> Seen:
        seen = Seen(endpoint_of(host, port))
        try:
            self._go(seen, host, port, advertised=advertised)
        except StopError as stop:
            seen.findings.append(stop.finding)
        return seen

    def _go(self, seen: Seen, host: str, port: int, *, advertised: bool) -> None:
        addresses = self._stage(seen, Stage.NAME, advertised, lambda: self._resolve(seen, host, port))
        address = self._stage(seen, Stage.PORT, advertised, lambda: self._connect(seen, host, port, addresses))
        if self._security.protocol.tls:
            wire = self._stage(seen, Stage.TLS, advertised, lambda: self._handshake(seen, host, port, address))
        else:
            wire = Wire(self._open(address), KAFKA_S)
        try:
            versions = self._stage(seen, Stage.KAFKA, advertised, lambda: self._versions(seen, host, port, address, wire))
            if self._security.protocol.sasl:
                self._stage(seen, Stage.LOGIN, advertised, lambda: self._log_in(seen, host, wire))
            self._stage(seen, Stage.CLUSTER, advertised, lambda: self._cluster(seen, host, port, wire, versions))
            if (self._topic or self._group) and not advertised and self._asked.acquire(blocking=False):
                self._stage(seen, Stage.RIGHTS, advertised, lambda: self._rights(seen, wire, versions))
        finally:
            wire.close()

    def _stage(self, seen: Seen, stage: Stage, advertised: bool, work: Callable[[], Any]) -> Any:
        """Do one stage and tell of it before and after."""
        if self._cancelled.is_set():
            raise StopError(Finding(kind="X4", endpoint=seen.endpoint, evidence="given up", stage=stage))
        self._tell(Step(endpoint=seen.endpoint, stage=stage, ok=None, advertised=advertised))
        began = time.monotonic()
        try:
            result = work()
        except StopError as stop:
            self._tell(Step(endpoint=seen.endpoint, stage=stage, ok=False, note=stop.finding.evidence, advertised=advertised))
            raise
        ms = (time.monotonic() - began) * 1000
        self._tell(Step(endpoint=seen.endpoint, stage=stage, ok=True, note=note(stage, result, seen), advertised=advertised, ms=ms))
        return result

    def _fail(self, kind: str, seen: Seen, stage: Stage, evidence: str, **args: object) -> StopError:
        return StopError(Finding(kind=kind, endpoint=seen.endpoint, evidence=evidence, args=args, stage=stage))

    def _resolve(self, seen: Seen, host: str, port: int) -> list[tuple[Any, ...]]:
        """Return the addresses of a name. The system's resolver cannot be told to stop: a thread of its own is left behind."""
        answer: list[Any] = []
        target = address_of(self._names, host)

        def look_up() -> None:
            try:
                answer.append(socket.getaddrinfo(target, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        thread = threading.Thread(target=look_up, name="doctor-name", daemon=True)
        thread.start()
        thread.join(DNS_S)
        if not answer:
            raise self._fail("D2", seen, Stage.NAME, f"no answer within {DNS_S:g} s", host=host)
        found = answer[0]
        if isinstance(found, UnicodeError):
            raise self._fail("D3", seen, Stage.NAME, str(found), host=host)
        if isinstance(found, OSError):
            kind = "D1" if found.errno in UNKNOWN_NAME else "D2"
            raise self._fail(kind, seen, Stage.NAME, f"{found.strerror or found} ({found.errno})", host=host)
        return list(dict.fromkeys((family, address) for family, _, _, _, address in found))

    def _connect(self, seen: Seen, host: str, port: int, addresses: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        """Return the first address where something listens; what the others said is a finding, or the end."""
        faults: list[tuple[str, str, str]] = []
        for family, address in addresses:
            try:
                self._open((family, address)).close()
            except TimeoutError:
                faults.append(("T2", address[0], f"no answer within {TCP_S:g} s"))
            except OSError as error:
                faults.append((tcp_class(error), address[0], f"{error.strerror or error} ({error.errno})"))
            else:
                seen.ips.append(address[0])
                for _, ip, evidence in faults:
                    args = {"host": host, "ip": ip, "working": address[0]}
                    seen.findings.append(Finding(kind="T5", endpoint=seen.endpoint, evidence=evidence, args=args, stage=Stage.PORT))
                return family, address
        kind, ip, evidence = faults[0]
        raise self._fail(kind, seen, Stage.PORT, f"{ip}: {evidence}", host=host, port=port)

    @staticmethod
    def _open(address: tuple[Any, ...]) -> socket.socket:
        family, place = address
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(TCP_S)
        try:
            sock.connect(place)
        except BaseException:
            sock.close()
            raise
        return sock

    def _handshake(self, seen: Seen, host: str, port: int, address: tuple[Any, ...]) -> Wire:
        sock = self._open(address)
        sock.settimeout(TLS_S)
        try:
            context = tls_context(self._security, self._secrets)
            return Wire(context.wrap_socket(sock, server_hostname=host.rstrip(".")), KAFKA_S)
        except UserError as error:  # a file of the profile
            sock.close()
            raise self._fail("L4", seen, Stage.TLS, error.title.render()) from error
        except (OSError, ValueError) as error:
            sock.close()
            kind = tls_class(error)
            if kind is None:  # it was no TLS that answered
                kind = "X2" if self._speaks_kafka(address) else "X3" if first_words(error) else "X4"
            raise self._fail(
                kind, seen, Stage.TLS, said(error), today=datetime.now().astimezone().date().isoformat(), host=host, port=port
            ) from error

    def _speaks_kafka(self, address: tuple[Any, ...]) -> bool:
        try:
            wire = Wire(self._open(address), CONFIRM_S)
        except OSError:
            return False
        try:
            return bool(wire.versions())
        except (OSError, ClosedError, NotKafkaError, RefusedError, ValueError, struct.error):
            return False
        finally:
            wire.close()

    def _versions(self, seen: Seen, host: str, port: int, address: tuple[Any, ...], wire: Wire) -> dict[int, tuple[int, int]]:
        tls = self._security.protocol.tls
        try:
            versions = wire.versions()
        except NotKafkaError as error:
            if error.first[:1] == b"\x15":
                raise self._fail("X1", seen, Stage.KAFKA, "a TLS alert") from error
            raise self._fail("X3", seen, Stage.KAFKA, f"“{visible(error.first)}”") from error
        except TimeoutError as error:
            kind = "X1" if not tls and self._tls_there(address, host) else "X4"
            raise self._fail(kind, seen, Stage.KAFKA, f"no byte within {KAFKA_S:g} s") from error
        except ssl.SSLError as error:  # TLS 1.3: a client certificate is missed only now
            raise self._fail(tls_class(error) or "L4", seen, Stage.KAFKA, said(error)) from error
        except (ClosedError, OSError) as error:
            kind = "L4" if tls else "X1" if self._tls_there(address, host) else "X3"
            raise self._fail(kind, seen, Stage.KAFKA, said(error) or "it hung up") from error
        except (RefusedError, ValueError, KeyError, struct.error) as error:
            raise self._fail("K4", seen, Stage.KAFKA, said(error) or type(error).__name__) from error
        if METADATA_KEY not in versions:
            raise self._fail("K1", seen, Stage.KAFKA, "it has no Metadata API")
        return versions

    def _tls_there(self, address: tuple[Any, ...], host: str) -> bool:
        try:
            sock = self._open(address)
        except OSError:
            return False
        with sock:
            return speaks_tls(sock, host, CONFIRM_S)

    def _log_in(self, seen: Seen, host: str, wire: Wire) -> None:
        """Log in: once, and only after a login that went well again at another broker."""
        with self._login:
            if self._refusal is None and self._security.by_password and not self._secrets.password:  # an empty one would count as a try
                self._refusal = Finding(kind="S5", endpoint=seen.endpoint, evidence="no password is known", stage=Stage.LOGIN)
            if self._refusal is not None:
                raise StopError(self._refusal)
            try:
                wire.login(self._security, self._secrets, host)
            except RefusedError as error:
                self._refusal = self._refused(seen, error)
                raise StopError(self._refusal) from error
            except UserError as error:
                self._refusal = Finding(kind="S5", endpoint=seen.endpoint, evidence=error.title.render(), stage=Stage.LOGIN)
                raise StopError(self._refusal) from error
            except (
                ClosedError,
                ConnectionError,
                ValueError,
            ) as error:  # ValueError: SCRAM: the broker did not prove that it knows the password
                evidence = said(error) or "it hung up"
                self._refusal = Finding(kind="S3", endpoint=seen.endpoint, evidence=evidence, args=self._who(), stage=Stage.LOGIN)
                raise StopError(self._refusal) from error
            except (OSError, NotKafkaError, struct.error) as error:
                self._refusal = Finding(kind="X4", endpoint=seen.endpoint, evidence=said(error), stage=Stage.LOGIN)
                raise StopError(self._refusal) from error

    def _who(self) -> dict[str, object]:
        return {"user": self._security.username or self._security.client_id, "mechanism": str(self._security.mechanism)}

    def _refused(self, seen: Seen, error: RefusedError) -> Finding:
        kind = {33: "S1", 34: "S2"}.get(error.code, "S3")
        args = {**self._who(), "offered": error.words or "—"}
        return Finding(kind=kind, endpoint=seen.endpoint, evidence=error.words or f"error {error.code}", args=args, stage=Stage.LOGIN)

    def _cluster(self, seen: Seen, host: str, port: int, wire: Wire, versions: dict[int, tuple[int, int]]) -> None:
        try:
            answer = wire.metadata(versions)
        except (ClosedError, ConnectionError) as error:
            kind = "X4" if self._security.protocol.sasl else "S4"
            raise self._fail(kind, seen, Stage.CLUSTER, "it hung up when asked for the cluster") from error
        except (OSError, NotKafkaError, ValueError, struct.error) as error:
            raise self._fail("X4", seen, Stage.CLUSTER, said(error)) from error
        seen.cluster_id, seen.controller = answer.cluster_id, answer.controller_id
        seen.brokers = tuple(Advertised(node_id=b.node_id, host=b.host, port=b.port) for b in answer.brokers)
        if not seen.brokers:
            raise self._fail("K2", seen, Stage.CLUSTER, "the list of brokers is empty")
        seen.reached = True
        if self._expected is not None:
            with contextlib.suppress(ClosedError, NotKafkaError, OSError, ValueError, struct.error):  # a question that it need not answer
                seen.itself = wire.is_node(self._expected)

    def _rights(self, seen: Seen, wire: Wire, versions: dict[int, tuple[int, int]]) -> None:
        user = self._security.username or self._security.client_id or "ANONYMOUS"  # Kafka's name for who does not log in
        try:
            found = list(about(wire, versions, seen.endpoint, self._topic, self._group, user))
        except (ClosedError, OSError, NotKafkaError, ValueError, struct.error) as error:
            raise self._fail("X4", seen, Stage.RIGHTS, said(error) or "it hung up") from error
        if found:
            seen.findings += found[:-1]
            raise StopError(found[-1])

    # the cluster

    def _as_advertised(self, finding: Finding, broker: Advertised, ips: Sequence[str]) -> Finding:
        """Return a finding as one of an advertised endpoint."""
        kind = finding.kind if finding.kind == "T5" else advertised_class(broker.host, finding.kind, bootstrap=ips)
        mapped = address_of(self._names, broker.host)
        if mapped != broker.host and kind in ("T2", "T3", "A4", "A5"):
            kind = "H1"
        args = {**finding.args, "host": broker.host, "port": broker.port, "ip": mapped}
        return Finding(kind=kind, endpoint=broker.endpoint, evidence=finding.evidence, args=args, stage=finding.stage)

    def _claims(self, broker: Advertised, ips: Sequence[str], cluster_id: str | None) -> list[Claim]:
        """Return the addresses at which, on the advertised port, the same cluster answers; never one that was only guessed at."""
        found: list[Claim] = []
        for ip in dict.fromkeys((*ips, *self._extra)):
            if self._cancelled.is_set() or any(claim.sure for claim in found):
                break
            with_name = Probe(
                (), security=self._security, secrets=self._secrets, name_map=((broker.host, ip),), tell=lambda _: None
            )  # a probe of its own, so that nothing of it is told as found
            with_name._login, with_name._refusal, with_name._expected = self._login, self._refusal, broker.node_id
            seen = with_name._endpoint(broker.host, broker.port, advertised=True)
            if seen.reached and seen.cluster_id == cluster_id and cluster_id is not None and seen.itself is not False:
                found.append(Claim(Proved(name=broker.host, ip=ip, port=broker.port), sure=seen.itself is True))
        return found
