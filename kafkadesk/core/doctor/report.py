"""A diagnosis as text to paste into a ticket, and as the JSON that programs read. Neither holds a secret: the doctor never has one in a finding."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kafkadesk.core.cluster.profiles import NO_SECURITY, Profile
from kafkadesk.core.doctor.judge import Diagnosis, ProbeStep

MARKS = {True: "ok", False: "FAILED", None: "…"}


@dataclass(frozen=True, slots=True)
class Examined:
    """What is examined, and for whom. where: the address; profile: its name, if any; security: how it connects; at: when it began."""

    where: str
    profile: str = ""
    security: str = ""
    topic: str = ""
    group: str | None = None
    at: datetime | None = None

    def lines(self) -> list[str]:
        """Return it in lines, in English."""
        told = (
            ("Address", self.where),
            ("Profile", self.profile),
            ("Security", self.security),
            ("Topic", self.topic),
            ("Group", self.group),
            ("Time", "" if self.at is None else self.at.strftime("%Y-%m-%d %H:%M:%S %z")),
        )
        return [f"{name}: {value}" for name, value in told if value]


def examined(where: str, profile: Profile | None, topic: str = "", group: str | None = None) -> Examined:
    """Return what is examined from now on."""
    security = NO_SECURITY if profile is None else profile.security
    login = f", {security.mechanism}" if security.protocol.sasl else ""
    name = "" if profile is None else profile.name
    return Examined(where, name, f"{security.protocol}{login}", topic, group, datetime.now().astimezone())


def to_json(diagnosis: Diagnosis) -> str:
    """Return the one object of `kafkadesk doctor --json`."""
    verdict = diagnosis.verdict
    return json.dumps(
        {
            "verdict": {"class": verdict.kind, "title": verdict.title.render(), "fix": verdict.fix.render()},
            "findings": [{"class": f.kind, "endpoint": f.endpoint, "evidence": str(f.evidence)} for f in diagnosis.findings],
            "seconds": round(diagnosis.seconds, 1),
        }
        | ({"left_out": diagnosis.left_out} if diagnosis.left_out else {}),
        ensure_ascii=False,
    )


def step_line(step: ProbeStep) -> str:
    whose = "advertised" if step.advertised else "bootstrap"
    took = "" if step.ms is None else f"  {step.ms:.0f} ms"
    mark = "–" if step.untested else MARKS[step.ok]
    return f"{step.endpoint}  {whose}  {step.stage}: {mark}{took}{f'  {step.note}' if step.note else ''}"


def to_text(diagnosis: Diagnosis, steps: Sequence[ProbeStep] = (), what: Examined | None = None) -> str:
    """Return all of it in lines, in English: whoever runs the cluster may be elsewhere."""
    verdict = diagnosis.verdict
    lines = [f"{verdict.kind}: {verdict.title.render()}", verdict.means.render(), verdict.fix.render()]
    if what is not None:
        lines += ["", "Examined:"] + [f"  {line}" for line in what.lines()]
    if diagnosis.proved:
        lines += ["", "Proved: at these addresses the same cluster answers on the advertised port:"]
        lines += [f"  {proved.ip} {proved.name}{f'  (from: {proved.origin})' if proved.origin else ''}" for proved in diagnosis.proved]
    if diagnosis.tried:
        lines += ["", "Tried for names that lead nowhere:"] + [f"  {tried}" for tried in diagnosis.tried]
    if diagnosis.findings:
        lines += ["", "Findings:"] + [f"  {f.kind} {f.endpoint}: {f.evidence}" for f in diagnosis.findings]
    if diagnosis.untested:
        lines += ["", "Not tested, there was no time left:"] + [f"  {endpoint}" for endpoint in diagnosis.untested]
    if diagnosis.cluster_id is not None:
        lines += ["", f"Cluster {diagnosis.cluster_id}"]
        lines += [f"  broker {b.node_id} says it is {b.endpoint}" for b in diagnosis.brokers]
        lines += [f"  and {diagnosis.left_out:,} more brokers, which were not examined"] if diagnosis.left_out else []
    if steps:
        lines += ["", "Tested:"] + [f"  {step_line(step)}" for step in steps if step.ok is not None or step.untested]
    lines += ["", f"{diagnosis.seconds:.1f} s"]
    return "\n".join(lines)
