"""Makes pictures of the doctor's dialog, each of a cause that it knows, no Kafka needed: python -m tests.shots.doctor FOLDER."""

import itertools
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import Advertised, Diagnosis, Finding, ProbeStep, Proved, Stage, judge, verdict_of
from kafkadesk.core.doctor.place import DoctorContext
from kafkadesk.core.doctor.report import Examined
from kafkadesk.core.hosts.entries import HostEntry
from kafkadesk.core.text import Text
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.doctor.doctor_dialog import DoctorDialog
from kafkadesk.widgets.window.help_search import HelpSearch
from tests.shots.fed import shoot

BOOT = "test-kafka:30005"
NODES = tuple(Advertised(node_id=n, host=f"kafka-node-{n}", port=30005) for n in (1, 2, 3))
EXAMINED = Examined(BOOT, "lab", "SASL_PLAINTEXT, PLAIN", at=datetime(2026, 11, 22, 14, 3, 12, tzinfo=UTC))
LAPTOP = (1366, 768)


def up_to(stage: Stage) -> list[ProbeStep]:
    """The stages of the bootstrap server that went well."""
    notes = {
        Stage.NAME: "192.168.23.200 (hosts file, line 24)",
        Stage.KAFKA: "Kafka 3.7 or newer",
        Stage.CLUSTER: "3 brokers, controller 2",
    }
    before = itertools.takewhile(lambda s: s is not stage, Stage)
    return [ProbeStep(endpoint=BOOT, stage=s, ok=True, note=notes.get(s, ""), ms=4.0) for s in before if s is not Stage.TLS]


def failed(name: str, stage: Stage, evidence: str, endpoint: str = BOOT, **args: object) -> tuple[Diagnosis, list[ProbeStep]]:
    """What came of an examination that ends with this finding at the bootstrap server."""
    kind = DoctorClass(name)
    finding = Finding(kind=kind, endpoint=endpoint, evidence=evidence, args={"host": "test-kafka", "port": 30005, **args}, stage=stage)
    step = ProbeStep(endpoint=endpoint, stage=stage, ok=False, note=evidence, ms=5_000.0, kind=kind)
    return Diagnosis(verdict=judge([finding], (), ()), findings=(finding,), seconds=5.1), [*up_to(stage), step]


def advertised(name: str, endpoints: dict[str, str], evidence: str, **more: object) -> tuple[Diagnosis, list[ProbeStep]]:
    """What came of an examination whose bootstrap server is well, and names endpoints (endpoint: host) that are not."""
    kind = DoctorClass(name)
    findings = tuple(Finding(kind=kind, endpoint=e, evidence=evidence, args={"host": h}, stage=Stage.NAME) for e, h in endpoints.items())
    steps = [ProbeStep(endpoint=e, stage=Stage.NAME, ok=False, note=evidence, ms=12.0, kind=kind, advertised=True) for e in endpoints]
    verdict = verdict_of(kind, {"endpoint": findings[0].endpoint, "evidence": evidence, **findings[0].args})
    found = Diagnosis(verdict=verdict, findings=findings, brokers=NODES, cluster_id="u3KqTfZxQ2yN", seconds=2.4, **more)  # type: ignore[arg-type]
    return found, [*up_to(Stage.RIGHTS), *steps]


def causes() -> dict[str, tuple[Diagnosis, list[ProbeStep]]]:
    """The examinations, by the class of their cause."""
    proved = tuple(Proved(name=b.host, ip=f"192.168.23.20{n}", port=b.port) for n, b in enumerate(NODES))
    healthy = Diagnosis(verdict=verdict_of(DoctorClass.OK, {"n": 3}), brokers=NODES, cluster_id="u3KqTfZxQ2yN", seconds=0.3)
    wanted = {"user": "orders-app", "mechanism": "OAUTHBEARER"}
    line = {
        "line": 24,
        "defect": Text("it begins with “#”, so it is only a comment"),
        "text": "# 192.168.23.200 test-kafka",
        "entries": (HostEntry("192.168.23.200", "test-kafka"),),
    }
    clusters = f"{BOOT} → u3KqTfZxQ2yN; other-kafka:9092 → 7TwQXb1kR4Ko"
    return {
        "C1": failed("C1", Stage.RIGHTS, "Metadata: error 3", topic="orders"),
        "H2": failed("H2", Stage.NAME, "getaddrinfo: name unknown (11001)", BOOT, **line),
        "K5": failed("K5", Stage.CLUSTER, clusters, "other-kafka:9092", clusters=clusters),
        "A1": advertised("A1", {b.endpoint: b.host for b in NODES}, "getaddrinfo: name unknown (11001)", proved=proved),
        "A2": advertised("A2", {"localhost:9092": "localhost"}, "localhost is this PC itself"),
        "C2": failed("C2", Stage.RIGHTS, "Metadata: error 29", topic="orders", user="orders-app"),
        "D1": failed("D1", Stage.NAME, "getaddrinfo: name unknown (11001)"),
        "OK": (healthy, up_to(Stage.RIGHTS)),
        "S1": failed("S1", Stage.LOGIN, "SCRAM-SHA-512", offered="SCRAM-SHA-512", mechanism="PLAIN"),
        "S3": failed("S3", Stage.LOGIN, "invalid_token: issuer is not trusted", **wanted),
        "X4": failed("X4", Stage.KAFKA, "no bytes in 5 s"),
    }


def scenes(folder: Path, label: str, size: tuple[int, int] | None) -> None:
    """Make the pictures of one scheme, language and size."""
    for kind, (diagnosis, steps) in causes().items():
        dialog = DoctorDialog()
        if size:
            dialog.resize(*size)
        place = DoctorContext(Text("orders: {why}", {"why": "…"}), "orders") if kind == "C2" else DoctorContext()
        dialog.ask_about(place)
        dialog.show()
        dialog.begin(EXAMINED, place.what)
        for number, step in enumerate(steps):
            if kind == "A1" and number == len(steps) - 1:  # what is seen while it is at work
                dialog.step(replace(step, ok=None, kind=None, ms=None, note=""))
                shoot(dialog, folder / f"doctor-live-{label}.png")
            dialog.step(step)
        dialog.set_diagnosis(diagnosis)
        shoot(dialog, folder / f"doctor-{kind}-{label}.png")
        dialog.close()
        dialog.deleteLater()


def shoot_help(folder: Path, label: str) -> None:
    """Make the picture of the help."""
    help_ = HelpSearch()
    help_.look_up("[Errno 11001] getaddrinfo failed")
    help_.show()
    shoot(help_, folder / f"help-{label}.png")
    help_.close()
    help_.deleteLater()


def main() -> int:
    """Make the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    usual = app.font().pointSizeF()
    for scheme, language, double in (("light", "en", False), ("dark", "zh_CN", False), ("light", "zh_CN", False), ("dark", "en", True)):
        theme.apply(app, scheme)
        theme.set_points(app, usual * 2 if double else usual)
        i18n.install(app, language)
        label = f"{scheme}-{language}" + ("-200" if double else "")
        scenes(folder, label, LAPTOP if double else None)
        shoot_help(folder, label)
    return 0


if __name__ == "__main__":
    sys.exit(main())
