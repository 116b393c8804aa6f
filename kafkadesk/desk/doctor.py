"""One run of the doctor beside the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from kafkadesk.core.cluster.name_map import Pairs
from kafkadesk.core.cluster.profiles import Secrets, Security
from kafkadesk.core.doctor.doctor_class import DoctorClass
from kafkadesk.core.doctor.judge import GIVEN, Diagnosis, ProbeStep, Proved, Stage, endpoint_of, verdict_of
from kafkadesk.core.doctor.place import NOWHERE, DoctorContext


class Examination:
    """Examines in a thread. tell is called from other threads with each stage.

    name_map: what the profile knows; tried: what the user gives to be tried, instead of it where both know a name.
    """

    def __init__(
        self, servers: Sequence[tuple[str, int]], security: Security, secrets: Secrets, name_map: Pairs, tell: Callable[[ProbeStep], None],
        place: DoctorContext = NOWHERE, tried: Pairs = (),
    ) -> None:  # fmt: skip
        from kafkadesk.system.desktop.pc_facts import pc_facts
        from kafkadesk.transport.doctor.probe import Probe  # imports kafka, which takes 180 ms: not before the first paint

        self._servers, self._name_map, self._tried, self._tell = tuple(servers), name_map, tried, tell
        self._kafka: set[str] = set()  # endpoints at which Kafka answered
        known = merged(name_map, tried)
        self._probe = Probe(
            servers, security=security, secrets=secrets, name_map=known, pc=pc_facts, topic=place.topic, group=place.group, tell=self._told
        )

    async def result(self) -> Diagnosis:
        """Return what was found, and what it says for the names that the profile or the user gave."""
        return self._with_names(await asyncio.to_thread(self._probe.run))

    def cancel(self) -> None:
        """Give it up: the thread ends at once, and what it found is of no interest any more."""
        self._probe.cancel()

    def _told(self, step: ProbeStep) -> None:
        if step.stage is Stage.KAFKA and step.ok:
            self._kafka.add(step.endpoint)
        self._tell(step)

    def _with_names(self, diagnosis: Diagnosis) -> Diagnosis:
        places = dict.fromkeys((*self._servers, *((broker.host, broker.port) for broker in diagnosis.brokers)))
        ips = {name.lower(): ip for name, ip in self._tried}
        given = [
            Proved(name=host, ip=ips[host.lower()], port=port, origin=GIVEN)
            for host, port in places
            if host.lower() in ips and endpoint_of(host, port) in self._kafka
        ]
        verdict = diagnosis.verdict
        if diagnosis.well and given:
            verdict = verdict_of(
                DoctorClass.OK, {"host": ", ".join(p.name for p in given), "ip": ", ".join(p.ip for p in given)}, DoctorClass.OK_TRY
            )
        elif diagnosis.well and not verdict.told_as and {name.lower() for name, _ in self._name_map} & {host.lower() for host, _ in places}:
            verdict = verdict_of(DoctorClass.OK, verdict.title.args, DoctorClass.OK_MAP)
        return replace(diagnosis, verdict=verdict, proved=(*given, *diagnosis.proved))


def merged(known: Pairs, more: Pairs) -> Pairs:
    """Return a name map with some names given anew."""
    given = {name.lower() for name, _ in more}
    return (*(pair for pair in known if pair[0].lower() not in given), *more)
