"""The timeline's times held against the broker's own log of the group, in a run like lesson 5: join, leave, kill."""

import asyncio
import functools
import statistics
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from kafkadesk.core.groups.rebalance import Rebalance
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic
from tests.rigs.field import Machine
from tests.rigs.group_log import said

AGREE_S = 0.03
SESSION_S = 6.0


@dataclass(frozen=True, slots=True)
class Held:
    """A rebalance as it was told, and by the broker's log. began, assigned: seconds on the same clock; whole_s: from the click until stable."""

    told: Rebalance
    began: float
    assigned: float
    whole_s: float

    @property
    def noticed_off_s(self) -> float:
        """By how much the moment of notice is off."""
        return self.told.noticed_at - self.began

    @property
    def length_off_s(self) -> float:
        """By how much the duration is off."""
        assert self.told.seconds is not None
        return self.told.seconds - (self.assigned - self.began)


async def held(desk: Desk, broker: Broker, group: str, act: Callable[[], Coroutine[Any, Any, None] | None]) -> Held:
    """Do something that makes the group rebalance; return what came of it."""
    before, clicked_at = len(desk.groups[group].rebalances), time.monotonic()
    if (begun := act()) is not None:
        await begun
    assert await desk.until(lambda: len(desk.groups[group].rebalances) > before and desk.groups[group].stable(4), WAIT_S)
    assert len(desk.groups[group].rebalances) == before + 1
    told = desk.groups[group].rebalances[-1]
    assert told.stable_at is not None
    (began,) = said(broker, group, "Preparing to rebalance", since=clicked_at)
    (assigned,) = said(broker, group, "Assignment received", since=began.at)
    return Held(told, began.at, assigned.at, told.stable_at - clicked_at)


async def cycles(desk: Desk, broker: Broker, rounds: int, kills: int) -> dict[str, list[Held]]:
    """Let a second member join and leave, then join and be killed."""
    topic = await new_topic(desk, 4)
    group = f"{topic}-g"
    await join(desk, topic, group)
    found: dict[str, list[Held]] = {"joined": [], "left": [], "was killed": []}
    for n in range(rounds + kills):
        other = desk.add_pane()
        desk.observe(other, topic)  # its process runs, as a lesson's does
        assert await desk.until(lambda: desk.panes[other].mode is PaneMode.OBSERVING, WAIT_S)  # noqa: B023
        name = desk.panes[other].name
        joining = functools.partial(desk.join, other, ReadPlan(topic=topic, group=group))
        found["joined"].append(await held(desk, broker, group, joining))
        how, act = ("left", desk.leave) if n < rounds else ("was killed", desk.kill)
        found[how].append(await held(desk, broker, group, lambda: act(other)))  # noqa: B023
        assert [h[-1].told.cause.render() for h in (found["joined"], found[how])] == [f"{name} joined", f"{name} {how}"]
        desk.close_pane(other)
    return found


def figures(found: dict[str, list[Held]]) -> str:
    """Return median and largest of each, in ms."""
    lines = []
    for how, of in found.items():
        for what, values in (
            ("whole", [h.whole_s for h in of]),
            ("notice off", [h.noticed_off_s for h in of]),
            ("length off", [h.length_off_s for h in of]),
        ):
            lines.append(
                f"{how} x{len(of)}, {what}: median {1000 * statistics.median(values):.0f}, max {1000 * max(values, key=abs):.0f} ms"
            )
    return "\n".join(lines)


def check(found: dict[str, list[Held]], slow: float) -> None:
    """Hold the times against the goals: the middle one of a row everywhere, each one as far as this computer is free to run it."""
    for how, within_s in (("joined", 0.4), ("left", 0.6), ("was killed", SESSION_S + 1)):
        assert statistics.median(h.whole_s for h in found[how]) <= within_s * slow
        for h in found[how]:
            assert h.told.detected_after_s is not None
            assert h.told.cause_at is not None
        assert statistics.median(abs(h.noticed_off_s) for h in found[how]) <= AGREE_S * slow
        assert statistics.median(abs(h.length_off_s) for h in found[how]) <= AGREE_S * slow


@pytest.mark.parametrize(("rounds", "kills"), [(3, 1), pytest.param(10, 10, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_each_rebalance_agrees_with_the_brokers_own_log(broker: Broker, rounds: int, kills: int) -> None:
    async def scenario() -> dict[str, list[Held]]:
        async with desk_on(broker.bootstrap) as desk:
            return await cycles(desk, broker, rounds, kills)

    machine = Machine()
    try:
        found = asyncio.run(scenario())
    finally:
        machine.close()
    print(f"{figures(found)}\nwork took up to {machine.stretch:.1f} times as long as on an idle computer")
    check(found, machine.stretch)
