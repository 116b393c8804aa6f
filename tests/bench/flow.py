"""What flow view and lag view cost when they have much to show: 100 partitions, 20 members of one group, eight of them panes at full speed."""

import asyncio
import time

from kafkadesk.core.focus import LowerView
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.widgets.base.stall_recorder import StallRecorder
from tests.bench.peers import members
from tests.bench.rig import VALUE_BYTES, Bench, Figure

PARTITIONS = 100
PANES, OTHERS = 8, 12


async def flow_100(bench: Bench) -> list[Figure]:
    """Eight panes read their shares from the beginning, with one view in front and then another; the peer is a view that has little to do."""
    topic = await bench.full_topic(bench.records, VALUE_BYTES, PARTITIONS)
    group = f"many-{topic}"
    async with bench.opened(PANES) as opened:
        with members(bench.bootstrap, topic, group, OTHERS):
            bench.parts.producer.set_topic(topic)
            for pane in opened:
                await bench.desk.join(pane, ReadPlan(topic=topic, group=group), confirmed=True)
            await bench.wait(lambda: _stable(bench, group, opened))
            runs = {}
            for view in (LowerView.REBALANCES, LowerView.FLOW, LowerView.LAG):
                bench.parts.lower.show_view(view)
                runs[view] = await _read(bench, opened)
    hidden, gaps = runs[LowerView.REBALANCES]
    figures = []
    for name, (speed, stalls) in (("flow", runs[LowerView.FLOW]), ("lag", runs[LowerView.LAG])):
        figures += [
            Figure(name=f"records shown, {name} view of 100 × 20", unit="records/s", value=speed, peer=hidden),
            Figure(
                name=f"loop gap p99, {name} view of 100 × 20", unit="ms", value=stalls.percentile(0.99) or 0.0, peer=gaps.percentile(0.99)
            ),
            Figure(
                name=f"loop gap longest, {name} view of 100 × 20", unit="ms", value=stalls.percentile(1) or 0.0, peer=gaps.percentile(1)
            ),
        ]
    return figures


def _stable(bench: Bench, group: str, opened: list[str]) -> bool:
    state = bench.desk.groups.get(group)
    panes = [bench.desk.panes[pane] for pane in opened]
    return (
        state is not None
        and state.current is None
        and len(state.others) == OTHERS
        and all(pane.mode is PaneMode.MEMBER and len(pane.partitions) == PARTITIONS // (PANES + OTHERS) for pane in panes)
    )


async def _read(bench: Bench, opened: list[str]) -> tuple[float, StallRecorder]:
    """Read the panes' shares from the beginning to the end; return records a second, and the window's gaps meanwhile."""
    before = bench.received(opened)
    share = bench.records // (PANES + OTHERS)
    stalls = StallRecorder()
    stalls.start()
    started = time.monotonic()
    for pane in opened:
        bench.desk.seek(pane, Start(StartKind.EARLIEST))
    await bench.wait(lambda: all(n - before[pane] >= share for pane, n in bench.received(opened).items()))
    seconds = time.monotonic() - started
    await asyncio.sleep(0)
    stalls.stop()
    return len(opened) * share / seconds, stalls
