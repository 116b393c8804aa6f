"""Values of the doctor's probe: what an endpoint showed, and why its examination stopped."""

from dataclasses import dataclass, field

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Advertised, Finding, Stage
from kafkadesk.core.log.redact import redacted
from kafkadesk.core.text import QT_TRANSLATE_NOOP, Text
from kafkadesk.transport.client.socket_errors import error_text

SHOWN_BYTES = 40  # of an answer, in a sentence
HUNG_UP = Text(QT_TRANSLATE_NOOP("core", "it hung up"))
NO_ANSWER = QT_TRANSLATE_NOOP("core", "no answer within {seconds} s")
NO_BYTE = QT_TRANSLATE_NOOP("core", "no byte within {seconds} s")


class StopError(Exception):
    """An endpoint goes no farther: why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.kind)
        self.finding = finding


class UntestedError(Exception):
    """Nothing can be said of an endpoint from here on: there was no time, or it must not be done. why: in words."""

    def __init__(self, why: Text) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(slots=True)
class EndpointResult:
    """What came out at one endpoint. addresses: of its name; ips: where it was reached. itself: whether it is the broker that was
    asked for; None: not told.

    left_out: how many brokers the cluster advertises besides.

    untested: why it was not examined to its end; None: it was, or something is wrong.
    """

    endpoint: str
    findings: list[Finding] = field(default_factory=list)
    addresses: tuple[str, ...] = ()
    ips: list[str] = field(default_factory=list)
    cluster_id: str | None = None
    controller: int | None = None
    brokers: tuple[Advertised, ...] = ()
    left_out: int = 0
    reached: bool = False
    itself: bool | None = None
    untested: Text | None = None


def first_words(error: BaseException) -> bool:
    """Whether a failed handshake met another protocol that spoke."""
    return "http" in str(error).lower() or "wrong_version" in str(error).lower()


def seen_of(error: BaseException) -> str | Text:
    """Return what is worth showing of an error: its own words, without a secret that somebody repeats in them."""
    return getattr(error, "words", None) or redacted(error_text(error))


def stop(kind: DoctorClass, endpoint: str, stage: Stage, evidence: str | Text, **args: object) -> StopError:
    """Return what ends an endpoint."""
    return StopError(Finding(kind=kind, endpoint=endpoint, evidence=evidence, args=args, stage=stage))


def within(source: str, seconds: float) -> Text:
    """Return NO_ANSWER or NO_BYTE with its time."""
    return Text(source, {"seconds": f"{seconds:.1f}"})
