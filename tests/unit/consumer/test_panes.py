"""Consumer panes as the desk has them: what an event of a consumer process makes of a pane."""

from typing import Any, cast

from kafkadesk.core.events import Reading, Stopped
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.panes.panes import Panes
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses


class NoProcesses:
    """Takes every command and starts nothing."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_: None


def test_a_rebalance_that_ends_after_leave_was_asked_for_does_not_make_the_pane_a_member_again() -> None:
    """Else whoever waits until it has left, as a switch does, takes it for one that was told otherwise."""
    panes = Panes(
        processes=cast("ConsumerProcesses", NoProcesses()),
        ledger=Ledger(),
        options=lambda: {"session_timeout_ms": 6000},
        emit=lambda _: None,
    )
    plan = ReadPlan(topic="t", group="g")
    pane = panes.add("Consumer 1", plan)
    panes.read(pane, plan)
    reading = Reading(pane=pane, group="g", positions={0: 0}, resumed=frozenset(), generation=1, at=1.0)
    panes.apply(reading)
    assert panes.panes[pane].mode is PaneMode.MEMBER
    panes.leave(pane)
    panes.apply(reading)
    assert panes.panes[pane].mode is PaneMode.LEAVING
    panes.apply(Stopped(pane=pane, group="g", told=True, at=2.0))
    assert panes.panes[pane].mode is PaneMode.IDLE
