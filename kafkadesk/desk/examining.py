"""One run of the doctor beside the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from kafkadesk.core.doctor import OK, Diagnosis, Proved, Step
from kafkadesk.core.doctor_place import NOWHERE, Place
from kafkadesk.core.name_map import Pairs
from kafkadesk.core.profiles import Secrets, Security


class Examination:
    """Examines in a thread. tell is called from other threads with each stage."""

    def __init__(
        self, servers: Sequence[tuple[str, int]], security: Security, secrets: Secrets, name_map: Pairs, tell: Callable[[Step], None],
        place: Place = NOWHERE,
    ) -> None:  # fmt: skip
        from kafkadesk.system.pc_facts import pc_facts
        from kafkadesk.transport.probe import Probe  # imports kafka, which takes 180 ms: not before the first paint

        self._servers = tuple(servers)
        self._probe = Probe(
            servers, security=security, secrets=secrets, name_map=name_map, pc=pc_facts, topic=place.topic, group=place.group, tell=tell
        )

    async def result(self) -> Diagnosis:
        """Return what was found."""
        return await asyncio.to_thread(self._probe.run)

    def cancel(self) -> None:
        """Give it up: the thread ends at once, and what it found is of no interest any more."""
        self._probe.cancel()

    def with_tried(self, diagnosis: Diagnosis, tried: Pairs) -> Diagnosis:
        """Return a diagnosis that counts an IP the user gave as proved, where the cluster answered there."""
        if diagnosis.verdict.kind != OK or not tried:
            return diagnosis
        ports = {host.lower(): port for host, port in (*self._servers, *((b.host, b.port) for b in diagnosis.brokers))}
        proved = tuple(Proved(name=name, ip=ip, port=ports[name.lower()]) for name, ip in tried if name.lower() in ports)
        return replace(diagnosis, proved=proved)
