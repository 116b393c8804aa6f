"""What the doctor says: findings at endpoints -> one root cause in words. Pure; the probing is transport/probe.py's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.words import WORDS, words_of
from kafkadesk.core.errors import AddressError
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text

GIVEN = "as you gave it"  # the origin of a mapping that the user typed
MAX_LABEL = 63
APART = DoctorClass.SEVERAL_CLUSTERS  # the bootstrap servers do not lead to one cluster
NOTES = (DoctorClass.ONE_ADDRESS_REFUSED, DoctorClass.NO_CONTROLLER)  # worth saying, but one can work with it
SENTENCES = QT_TRANSLATE_NOOP("core", "{first} {more}")


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
    """What is wrong at one endpoint. endpoint: host:port as the user or the broker said it; evidence: what was seen: as it
    was said, or in our words.

    args: for the words of the class. stage: where it showed; None: in what the user typed, or in what the cluster says.
    more: a sentence that the title gets besides: what is true of this endpoint and not of the class.
    """

    kind: DoctorClass
    endpoint: str
    evidence: str | Text
    args: Mapping[str, object] = field(default_factory=dict)
    stage: Stage | None = None
    more: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeStep:
    """One stage of one endpoint, as it was tested. ok None: it is being tested. note: what was seen. advertised: the cluster named it.

    kind: the class of what was found in it. A stage that takes long is told once more while it is being tested, and its note says so;
    untested: there was no time left for it, or it was not to be done, and the note says why.
    """

    endpoint: str
    stage: Stage
    ok: bool | None
    note: str | Text = ""
    advertised: bool = False
    ms: float | None = None
    kind: DoctorClass | None = None
    untested: bool = False

    @property
    def finds(self) -> bool:
        """Whether it tells the user something that is not as it should be."""
        return bool(self.kind) or self.ok is False or (self.ok is None and bool(self.note))


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
    """An address that was proved: at `ip`, on the advertised port, the same cluster answers. origin: where the doctor has it from."""

    name: str
    ip: str
    port: int
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCause:
    """The one root cause. told_as: whose words those are, where a class has several: a key of WORDS."""

    kind: DoctorClass
    title: Text
    fix: Text
    told_as: DoctorClass | None = None

    @property
    def means(self) -> Text:
        """What follows for the user."""
        return Text(words_of(self.told_as or self.kind, self.title.args).means)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All that the doctor found. proved: mappings for advertised names that this PC does not know.

    tried: what became of each address that was tried for them. untested: endpoints that there was no time for: nothing is said of them.
    left_out: how many advertised brokers were not examined, because there are so many.
    """

    verdict: RootCause
    findings: tuple[Finding, ...] = ()
    brokers: tuple[Advertised, ...] = ()
    proved: tuple[Proved, ...] = ()
    tried: tuple[str, ...] = ()
    untested: tuple[str, ...] = ()
    left_out: int = 0
    cluster_id: str | None = None
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether the cluster can be used."""
        return self.verdict.kind is DoctorClass.OK


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
            return (), Finding(kind=DoctorClass.BAD_NAME, endpoint=malformed, evidence=error.title.render(), args={"host": malformed})
        return (), Finding(kind=DoctorClass.BAD_ADDRESS, endpoint=text[:200], evidence=error.title.render(), args={"fault": error.title})


def _malformed_host(text: str) -> str | None:
    """Return the first host whose labels no name can have, where that is all that is wrong with its token."""
    for token in text.split(","):
        host, _, port = token.strip().rpartition(":")
        labels = host.removesuffix(".").split(".")
        well_apart = re.fullmatch(r"[A-Za-z0-9_.-]+", host) and port.isascii() and port.isdigit() and 0 < int(port) < 65536
        if well_apart and ("" in labels or any(len(label) > MAX_LABEL for label in labels)):
            return host
    return None


def verdict_of(kind: DoctorClass, args: Mapping[str, object] | None = None, told_as: DoctorClass | None = None) -> RootCause:
    """Return a class in words. told_as: in which, where it has several."""
    words = words_of(told_as or kind, args or {})
    return RootCause(kind=kind, title=Text(words.title, args or {}), fix=Text(words.fix, args or {}), told_as=told_as)


def judge(findings: Sequence[Finding], brokers: Sequence[Advertised], reached: Sequence[str], untested: Sequence[str] = ()) -> RootCause:
    """Return the one root cause. reached: the endpoints, bootstrap's and advertised, at which the cluster answered; untested: see Diagnosis.

    The bootstrap endpoint that got farthest counts: it is nearest to working. One dead bootstrap server among several is a
    finding, not a fault, once the cluster has answered.
    """
    named = {broker.endpoint for broker in brokers}
    if not brokers:
        worst = [f for f in findings if f.kind not in NOTES]
        if not worst:
            return _out_of_time(untested)
        first = max(worst, key=lambda f: -1 if f.stage is None else list(Stage).index(f.stage))
        way = next(
            (f for f in worst if f.kind == DoctorClass.ONLY_BY_PROXY), None
        )  # it is proved, and only ever asked for where nothing else got anywhere
        return _cause(first if way is None else way)
    apart = next((f for f in findings if f.kind == APART), None)
    if apart is not None:  # whatever else was found is true of one of the clusters only
        return _cause(apart)
    at_brokers = [f for f in findings if f.endpoint in named and f.kind not in NOTES]
    lost = {f.endpoint for f in at_brokers} - set(reached)
    if lost and len(lost) < len(named):
        some = next(f for f in at_brokers if f.endpoint in lost)
        args = {"reached": len(named & set(reached)), "all": len(named), "endpoints": ", ".join(sorted(lost))}
        return RootCause(
            kind=DoctorClass.SOME_BROKERS_LOST,
            title=Text(WORDS[DoctorClass.SOME_BROKERS_LOST].title, args),
            fix=Text(SENTENCES, {"first": _cause(some).title, "more": _cause(some).fix}),
        )
    if lost:
        return _cause(next(f for f in at_brokers if f.endpoint in lost))
    topic = next((f for f in findings if f.kind.startswith("C")), None)
    if topic is not None:
        return _cause(topic)
    unseen = sorted(named - set(reached))
    if unseen:
        places = {"reached": len(named) - len(unseen), "all": len(named), "endpoints": ", ".join(unseen)}
        return verdict_of(DoctorClass.OK, places, DoctorClass.OK_PART)
    return verdict_of(DoctorClass.OK, {"n": len(brokers)})


def _out_of_time(untested: Sequence[str]) -> RootCause:
    """Return the verdict where nothing was found wrong, and the cluster did not come to answer all the same."""
    if not untested:
        return verdict_of(DoctorClass.NO_ANSWER, {"endpoint": ""})
    return verdict_of(DoctorClass.NO_ANSWER, {"endpoints": ", ".join(untested)}, DoctorClass.NO_ANSWER_YET)


def _cause(finding: Finding) -> RootCause:
    verdict = verdict_of(finding.kind, {"endpoint": finding.endpoint, "evidence": finding.evidence, **finding.args})
    if finding.more is None:
        return verdict
    return replace(verdict, title=Text(SENTENCES, {"first": verdict.title, "more": finding.more}))
