"""How long joining, sharing and taking over last, beside the bare library with the same settings."""

import asyncio
import time
from dataclasses import dataclass

from kafkadesk.core.cluster.address import parse_bootstrap
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.connection import options_for
from tests.bench.peers import BareGroup, bare_group
from tests.bench.rig import Bench, Figure

PARTITIONS = 4


@dataclass(slots=True)
class Clock:
    """Milliseconds since the last look."""

    since: float = 0.0

    def start(self) -> None:
        """Begin anew."""
        self.since = time.perf_counter()

    def read(self) -> float:
        """Return what has passed."""
        return (time.perf_counter() - self.since) * 1000


async def join(bench: Bench) -> list[Figure]:
    """The first member, the second, and what the second takes over when the first leaves."""
    topic = await bench.topic(PARTITIONS)
    group, clock = f"group-{topic}", Clock()
    async with bench.opened(2) as (first, second):
        panes = bench.desk.panes

        def shares() -> list[int]:
            return [len(panes[p].partitions) if panes[p].mode is PaneMode.MEMBER else 0 for p in (first, second)]

        clock.start()
        await bench.desk.join(first, ReadPlan(topic=topic, group=group), confirmed=True)
        await bench.wait(lambda: shares() == [PARTITIONS, 0])
        joined = clock.read()
        clock.start()
        await bench.desk.join(second, ReadPlan(topic=topic, group=group), confirmed=True)
        await bench.wait(lambda: shares() == [PARTITIONS // 2, PARTITIONS // 2])
        balanced = clock.read()
        clock.start()
        bench.desk.leave(first)
        await bench.wait(lambda: shares()[1] == PARTITIONS)
        taken_over = clock.read()
    options = options_for(parse_bootstrap(bench.bootstrap))
    bare: BareGroup = await asyncio.to_thread(
        bare_group, bench.bootstrap, topic, PARTITIONS, options.session_timeout_ms, options.heartbeat_ms
    )
    return [
        Figure(name="join asked to partitions on screen", unit="ms", value=joined, peer=bare.joined),
        Figure(name="second member balanced", unit="ms", value=balanced, peer=bare.balanced),
        Figure(name="takeover after Leave", unit="ms", value=taken_over, peer=bare.taken_over),
    ]
