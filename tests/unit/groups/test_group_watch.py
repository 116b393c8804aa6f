"""How often the broker is asked for what nobody tells us."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from kafkadesk.core.state import TopicLogs
from kafkadesk.desk.panes.group_watch import REST_EVERY, GroupWatch


class AskedSession:
    """Notes which topics' logs and which groups are asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.admin = SimpleNamespace(logs="logs", group="group")

    async def ask(self, what: str, name: str) -> TopicLogs:
        self.asked.append((what, name))
        return TopicLogs(topic_id="id", begins={0: 0}, ends={0: 1}, stable={0: 1}, asked_at=0.0, at=0.0)


def watch(*, group_of: str | None) -> GroupWatch:
    panes: Any = SimpleNamespace(
        panes={"A": SimpleNamespace(topic="orders", group=None)},
        groups={} if group_of is None else {"g": SimpleNamespace(topics=[group_of], id="g")},
        described=lambda _: None,
    )
    connection: Any = SimpleNamespace(topics={"orders": None})
    ledger: Any = SimpleNamespace(identified=lambda *_: None, begins=lambda *_: None)
    return GroupWatch(connection, panes, ledger)


@pytest.mark.parametrize(("group_of", "times"), [(None, 2), ("orders", 2 * REST_EVERY)])
def test_the_log_of_a_topic_that_is_only_observed_is_asked_for_at_once_and_then_rarely(group_of: str | None, times: int) -> None:
    watching, session = watch(group_of=group_of), AskedSession()

    async def rounds(count: int) -> None:
        for _ in range(count):
            await watching._ask(session)  # type: ignore[arg-type]

    asyncio.run(rounds(1))
    assert ("logs", "orders") in session.asked
    session.asked.clear()
    asyncio.run(rounds(2 * REST_EVERY))
    assert session.asked.count(("logs", "orders")) == times
