"""The script of docs/scripting.md, and the guard of groups, on a real broker without a window."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.panes.group_guard import ConsentNeededError
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, join, new_topic, received, send

PAGE = Path(__file__).parents[3] / "docs" / "scripting.md"


def script() -> dict[str, Any]:
    """Return what the page's script defines."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    names: dict[str, Any] = {"__name__": "script"}
    exec(compile(found.group(1), "scripting.md", "exec"), names)  # whether it runs is the test
    return names


def test_the_script_of_the_page_runs_and_a_second_time_the_guard_refuses_it(broker: Broker, capsys: pytest.CaptureFixture[str]) -> None:
    async def topic_of_ten() -> str:
        async with desk_on(broker.bootstrap) as desk:
            return await new_topic(desk, 4)

    main, topic = script()["main"], asyncio.run(topic_of_ten())
    names = {"topic": topic, "group": f"{topic}-a", "other_group": f"{topic}-b"}
    asyncio.run(main(broker.bootstrap, **names))
    assert capsys.readouterr().out == "left 10\n"
    asyncio.run(main(broker.bootstrap, **names))  # what the first one has committed is another's now
    assert f"The group {topic}-a is in use" in capsys.readouterr().out


def test_a_group_of_others_is_joined_only_with_consent(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as theirs, desk_on(broker.bootstrap) as desk:
            topic = await new_topic(theirs, 2)
            group = f"{topic}-g"
            await join(theirs, topic, group)
            await desk.connected()
            pane, plan = desk.add_pane(), ReadPlan(topic=topic, group=group)
            with pytest.raises(ConsentNeededError) as caught:
                await desk.join(pane, plan)
            assert [member.client_id for member in caught.value.others] == ["Consumer-1"]
            assert desk.panes[pane].mode is PaneMode.IDLE
            with pytest.raises(ConsentNeededError):
                await desk.switch(pane, plan)
            await desk.join(pane, plan, confirmed=True)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, WAIT_S)
            again = desk.add_pane()
            await desk.join(again, plan)  # the group is the desk's own now
            assert await desk.until(lambda: desk.panes[again].mode is PaneMode.MEMBER, WAIT_S)

    asyncio.run(scenario())


def test_what_was_chosen_for_a_pane_holds_from_its_next_reading(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 2)
            await send(desk, SendPlan(topic=topic, value="{}", count=4))
            pane = await join(desk, topic, f"{topic}-g")
            desk.choose(pane, start=EARLIEST)
            assert desk.panes[pane].start != EARLIEST
            await desk.switch(pane, replace(desk.panes[pane].next_plan, group=f"{topic}-h"))
            await received(desk, pane, 4)
            assert (desk.panes[pane].start, desk.panes[pane].next) == (EARLIEST, None)

    asyncio.run(scenario())


def test_a_topic_is_observed_from_a_record_on_in_an_idle_pane_or_a_new_one(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            await send(desk, SendPlan(topic=topic, value="{}", count=5))
            idle = desk.add_pane()
            assert await desk.observe_at(topic, 0, 3) == idle
            await received(desk, idle, 2)
            other = await desk.observe_at(topic, 0, 4)
            await received(desk, other, 1)
            assert (desk.panes[idle].received, desk.panes[other].received) == (2, 1)

    asyncio.run(scenario())
