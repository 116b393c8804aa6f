"""Which class a fault at an endpoint is, once it is known who named the endpoint and how its name came to its address."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.hosts import HostsLine
from kafkadesk.core.doctor.judge import APART, NOTES, Finding, Stage, endpoint_of
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

NOTE_MAP = QT_TRANSLATE_NOOP("core", "{ips} (name map)")
NOTE_LINE = QT_TRANSLATE_NOOP("core", "{ips} (hosts file, line {line})")
NOTE_FOUND = QT_TRANSLATE_NOOP("core", "{ips} (found as {name})")
CLUSTER = QT_TRANSLATE_NOOP("core", "cluster {id}")
OTHER_CLUSTER = QT_TRANSLATE_NOOP("core", "another cluster: {id}")
BY_LINE = QT_TRANSLATE_NOOP("core", "The address comes from line {line} of the hosts file: “{text}”.")
BY_MAP = QT_TRANSLATE_NOOP("core", "The address comes from the name map of the profile.")
DEPENDS_ON_ADDRESS = (Stage.PORT, Stage.TLS, Stage.KAFKA, Stage.CLUSTER)  # what fails there may be due to a wrong address
ASTRAY = (DoctorClass.SILENT, DoctorClass.NO_ROUTE)  # nobody is there: the address may be an old one
ADVERTISED_ASTRAY = (*ASTRAY, DoctorClass.REFUSED, DoctorClass.ADVERTISES_PRIVATE_ADDRESS, DoctorClass.ADVERTISES_CLOSED_PORT)
UNKNOWN = (DoctorClass.UNKNOWN_NAME, DoctorClass.DNS_SILENT, DoctorClass.BAD_NAME)


@dataclass(frozen=True, slots=True)
class Way:
    """How a name came to its addresses. mapped: by the profile's name map; line: by this one of the hosts file.

    found_as: the full name under which the system found a name without dots, "" if that is not told. single: it is such a name,
    and neither the map nor the hosts file has it: the network answered for it, whoever that was.
    """

    mapped: bool = False
    line: HostsLine | None = None
    found_as: str = ""
    single: bool = False

    def note(self, ips: Sequence[str]) -> str | Text:
        """Return the addresses, with what of it is worth a note beside them."""
        places = ", ".join(ips)
        if self.mapped:
            return Text(NOTE_MAP, {"ips": places})
        if self.line is not None:
            return Text(NOTE_LINE, {"ips": places, "line": self.line.number})
        return Text(NOTE_FOUND, {"ips": places, "name": self.found_as}) if self.found_as else places


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An endpoint and who named it. advertised: the cluster did; bootstrap: the addresses at which bootstrap servers were reached."""

    host: str
    port: int
    advertised: bool = False
    bootstrap: tuple[str, ...] = ()


def classed(finding: Finding, named: Named, way: Way, ips: Sequence[str]) -> Finding:
    """Return a finding with the class that it has for this endpoint. ips: the addresses that its name has."""
    if finding.kind in NOTES:
        return finding
    kind = advertised_class(named.host, finding.kind, bootstrap=named.bootstrap) if named.advertised else finding.kind
    led = way.mapped or way.line is not None
    more: Text | None = None
    if led and finding.stage in DEPENDS_ON_ADDRESS:
        if kind in (ADVERTISED_ASTRAY if named.advertised else ASTRAY):
            kind = DoctorClass.OTHER_CLUSTER
        more = Text(BY_MAP) if way.line is None else Text(BY_LINE, {"line": way.line.number, "text": way.line.text})
    args = {"host": named.host, "port": named.port, "ip": ", ".join(ips) or named.host, **finding.args}
    return replace(finding, kind=kind, args=args, more=more)


def stranger(named: Named, way: Way, ips: Sequence[str], cluster_id: str | None) -> Finding:
    """Return what it means that another cluster answers at an advertised endpoint."""
    args: dict[str, object] = {"ip": ", ".join(ips)}
    kind = advertised_class(named.host, DoctorClass.OTHER_CLUSTER, bootstrap=named.bootstrap)
    if kind == DoctorClass.OTHER_CLUSTER and way.single:
        kind, args["found"] = DoctorClass.FOUND_ELSEWHERE, way.found_as or ", ".join(ips)
    return Finding(
        kind=kind, endpoint=endpoint_of(named.host, named.port), evidence=Text(CLUSTER, {"id": cluster_id}), args=args, stage=Stage.CLUSTER
    )  # fmt: skip


def apart(clusters: Sequence[tuple[str, str | None]]) -> Finding | None:
    """Return what it means that bootstrap servers lead to different clusters; None: they do not. clusters: server and cluster ID, if told."""
    members: dict[str, list[str]] = {}
    for endpoint, cluster_id in clusters:
        if cluster_id is not None:
            members.setdefault(cluster_id, []).append(endpoint)
    if len(members) < 2:
        return None
    words = "; ".join(f"{', '.join(endpoints)} → {cluster_id}" for cluster_id, endpoints in members.items())
    other = list(members.values())[1][0]
    return Finding(kind=APART, endpoint=other, evidence=words, args={"clusters": words}, stage=Stage.CLUSTER)


def advertised_class(host: str, kind: DoctorClass, *, bootstrap: Sequence[str]) -> DoctorClass:
    """Return the class of an advertised endpoint that failed with `kind`: what the address itself tells about why.

    bootstrap: the IPs that the bootstrap servers were reached at.
    """
    away = [ip for ip in bootstrap if not _is(ip, "is_loopback")]
    if (host.lower() == "localhost" or _is(host, "is_loopback") or _is(host, "is_unspecified")) and away:
        return DoctorClass.ADVERTISES_LOCALHOST
    if kind in UNKNOWN:
        return DoctorClass.ADVERTISES_CONTAINER if looks_contained(host) else DoctorClass.ADVERTISES_UNKNOWN_NAME
    if (
        kind in (DoctorClass.SILENT, DoctorClass.NO_ROUTE)
        and (_is(host, "is_private") or _is(host, "is_link_local"))
        and any(_is(ip, "is_global") for ip in bootstrap)
    ):
        return DoctorClass.ADVERTISES_PRIVATE_ADDRESS
    return DoctorClass.ADVERTISES_CLOSED_PORT if kind == DoctorClass.REFUSED else kind


def looks_contained(host: str) -> bool:
    """Whether a name looks like one that Docker or Kubernetes gave: nobody outside knows it."""
    lower = host.lower().rstrip(".")
    return bool(
        re.fullmatch(r"[0-9a-f]{12}", lower)
        or lower in ("kafka", "broker", "kafka0", "kafka1", "host.docker.internal")
        or lower.endswith((".svc", ".svc.cluster.local", ".cluster.local", ".internal", ".docker"))
    )


def single_label(host: str) -> bool:
    """Whether a host is a name without dots, which the system completes by itself (and is not this PC's own)."""
    plain = host.rstrip(".")
    return bool(plain) and "." not in plain and ":" not in plain and plain.lower() != "localhost"


def _is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False
