"""A desk without a window on a real broker, for tests."""

import contextlib
import uuid
from collections.abc import AsyncIterator

from kafkadesk.core.colors import NO_GROUP
from kafkadesk.core.delivery import SendPlan, Verdict
from kafkadesk.core.flow.world import FlowGroup, flow_of
from kafkadesk.core.read_plan import Assignor, CommitMode, ReadPlan
from kafkadesk.core.start_position import LATEST, Start
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from tests.rigs.wine import SLOWER

WAIT_S = 20.0 * SLOWER


@contextlib.asynccontextmanager
async def desk_on(bootstrap: str) -> AsyncIterator[Desk]:
    """A desk that is connected to `bootstrap`, and closed at the end."""
    desk = Desk()
    try:
        await desk.connect(bootstrap)
        await desk.connected()
        yield desk
    finally:
        await desk.close()


async def new_topic(desk: Desk, partitions: int = 4) -> str:
    """Create a topic of a name that is new in every test."""
    name = f"test-{uuid.uuid4().hex[:8]}"
    await desk.create_topic(name, partitions)
    return name


async def join(
    desk: Desk,
    topic: str,
    group: str,
    start: Start = LATEST,
    *,
    commit: CommitMode = CommitMode.SHOWN,
    assignor: Assignor = Assignor.RANGE,
) -> str:
    """Open a pane, join, and wait until the group is stable with it."""
    pane = desk.add_pane()
    await desk.join(pane, ReadPlan(topic=topic, group=group, start=start, commit=commit, assignor=assignor), confirmed=True)
    await stable(desk, topic, group, pane)
    return pane


async def stable(desk: Desk, topic: str, group: str, *panes: str) -> None:
    """Wait until these panes are members of a stable group."""
    partitions = desk.topics[topic].partitions
    assert await desk.until(
        lambda: all(desk.panes[p].mode is PaneMode.MEMBER for p in panes) and desk.groups[group].stable(partitions), WAIT_S
    ), (desk.groups[group], [desk.panes[p] for p in panes])


async def send(desk: Desk, plan: SendPlan, verdict: Verdict = Verdict.CONFIRMED) -> None:
    """Send a plan and see every record end in `verdict`."""
    send_id = desk.send(plan)
    assert await desk.until(lambda: desk.sends.progress[send_id].done, WAIT_S), desk.sends.progress[send_id]
    made = [d for d in desk.sends.log.recent(plan.count) if d.send_id == send_id]
    assert {d.verdict for d in made} == {verdict}, made


async def received(desk: Desk, pane: str, n: int) -> None:
    """Wait until a pane has received n records."""
    assert await desk.until(lambda: desk.panes[pane].received >= n, WAIT_S), desk.panes[pane]


def shown_group(desk: Desk, topic: str) -> FlowGroup:
    """Return the one group that the flow view shows."""
    world = flow_of(
        panes=desk.panes.values(), groups=desk.groups, topics=desk.topics, chosen=topic, ends=desk.log_ends, rates=lambda _: {},
        label=desk.labels.label_of, mark=lambda _: NO_GROUP,
    )  # fmt: skip
    (group,) = world.topics[0].groups
    return group
