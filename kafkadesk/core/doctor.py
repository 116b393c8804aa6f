"""What the doctor says: findings at endpoints -> one root cause in words. Pure; the probing is transport/probe.py's.

Classes are those of the design's table of failures; a healthy cluster is class "OK".
"""

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kafkadesk.core.address import parse_bootstrap
from kafkadesk.core.doctor_words import WORDS
from kafkadesk.core.errors import AddressError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

OK = "OK"
MAX_LABEL = 63
NOTES = ("T5", "K3")  # worth saying, but one can work with it


class Stage(StrEnum):
    """What is tested at an endpoint, in this order."""

    NAME = "name"
    PORT = "port"
    TLS = "TLS"
    KAFKA = "Kafka"
    LOGIN = "login"
    CLUSTER = "cluster"
    RIGHTS = "topic and group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong at one endpoint. endpoint: host:port as the user or the broker said it; evidence: what was seen, as it was said.

    args: for the words of the class. stage: where it showed; None: in what the user typed, or in what the cluster says.
    """

    kind: str
    endpoint: str
    evidence: str
    args: Mapping[str, object] = field(default_factory=dict)
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of one endpoint, as it was tested. ok None: it is being tested. note: what was seen. advertised: the cluster named it."""

    endpoint: str
    stage: Stage
    ok: bool | None
    note: str = ""
    advertised: bool = False
    ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertised:
    """A broker as the cluster advertises it."""

    node_id: int
    host: str
    port: int

    @property
    def endpoint(self) -> str:
        """Return host:port."""
        return endpoint_of(self.host, self.port)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """An address that was proved: at `ip`, on the advertised port, the same cluster answers."""

    name: str
    ip: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The one root cause."""

    kind: str
    title: Text
    fix: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All that the doctor found. proved: mappings for advertised names that this PC does not know."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    brokers: tuple[Advertised, ...] = ()
    proved: tuple[Proved, ...] = ()
    cluster_id: str | None = None
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether the cluster can be used."""
        return self.verdict.kind == OK


def endpoint_of(host: str, port: int) -> str:
    """Return host:port, an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def read_servers(text: str) -> tuple[tuple[tuple[str, int], ...], Finding | None]:
    """Return the servers of an address text, or none and what is wrong with it: P, or D3 for a malformed host name."""
    try:
        return parse_bootstrap(text), None
    except AddressError as error:
        malformed = _malformed_host(text)
        if malformed is not None:
            return (), Finding(kind="D3", endpoint=malformed, evidence=error.title.render(), args={"host": malformed})
        return (), Finding(kind="P", endpoint=text[:200], evidence=error.title.render(), args={"fault": error.title})


def _malformed_host(text: str) -> str | None:
    """Return the first host whose labels no name can have, where that is all that is wrong with its token."""
    for token in text.split(","):
        host, _, port = token.strip().rpartition(":")
        labels = host.removesuffix(".").split(".")
        well_apart = re.fullmatch(r"[A-Za-z0-9_.-]+", host) and port.isascii() and port.isdigit() and 0 < int(port) < 65536
        if well_apart and ("" in labels or any(len(label) > MAX_LABEL for label in labels)):
            return host
    return None


def verdict_of(kind: str, args: Mapping[str, object] | None = None) -> Verdict:
    """Return a class in words."""
    words = WORDS[kind]
    return Verdict(kind=kind, title=Text(words.title, args or {}), fix=Text(words.fix, args or {}))


def judge(findings: Sequence[Finding], brokers: Sequence[Advertised], reached: Sequence[str]) -> Verdict:
    """Return the one root cause. reached: the endpoints, bootstrap's and advertised, at which the cluster answered.

    The bootstrap endpoint that got farthest counts: it is nearest to working. One dead bootstrap server among several is a
    finding, not a fault, once the cluster has answered.
    """
    named = {broker.endpoint for broker in brokers}
    if not brokers:
        worst = [f for f in findings if f.kind not in NOTES]
        if not worst:
            return verdict_of("X4", {"endpoint": ""})
        first = max(worst, key=lambda f: -1 if f.stage is None else list(Stage).index(f.stage))
        return _said(first)
    at_brokers = [f for f in findings if f.endpoint in named and f.kind not in NOTES]
    lost = {f.endpoint for f in at_brokers} - set(reached)
    if lost and len(lost) < len(named):
        some = next(f for f in at_brokers if f.endpoint in lost)
        args = {"reached": len(named) - len(lost), "all": len(named), "endpoints": ", ".join(sorted(lost))}
        return Verdict(
            kind="A6",
            title=Text(WORDS["A6"].title, args),
            fix=Text(QT_TRANSLATE_NOOP("core", "{first} {more}"), {"first": _said(some).title, "more": _said(some).fix}),
        )
    if lost:
        return _said(next(f for f in at_brokers if f.endpoint in lost))
    topic = next((f for f in findings if f.kind.startswith("C")), None)
    return verdict_of(OK, {"n": len(brokers)}) if topic is None else _said(topic)


def _said(finding: Finding) -> Verdict:
    return verdict_of(finding.kind, {"endpoint": finding.endpoint, "evidence": finding.evidence, **finding.args})


def advertised_class(host: str, kind: str, *, bootstrap: Sequence[str]) -> str:
    """Return the class of an advertised endpoint that failed with `kind`: what the address itself tells about why.

    bootstrap: the IPs that the bootstrap servers were reached at.
    """
    away = [ip for ip in bootstrap if not _is(ip, "is_loopback")]
    if (host.lower() == "localhost" or _is(host, "is_loopback") or _is(host, "is_unspecified")) and away:
        return "A2"
    if kind in ("D1", "D2", "D3"):
        return "A3" if looks_contained(host) else "A1"
    if kind in ("T2", "T3") and (_is(host, "is_private") or _is(host, "is_link_local")) and any(_is(ip, "is_global") for ip in bootstrap):
        return "A4"
    return "A5" if kind == "T1" else kind


def looks_contained(host: str) -> bool:
    """Whether a name looks like one that Docker or Kubernetes gave: nobody outside knows it."""
    lower = host.lower().rstrip(".")
    return bool(
        re.fullmatch(r"[0-9a-f]{12}", lower)
        or lower in ("kafka", "broker", "kafka0", "kafka1", "host.docker.internal")
        or lower.endswith((".svc", ".svc.cluster.local", ".cluster.local", ".internal", ".docker"))
    )


def _is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False
