"""Consumer panes as the desk has them: what an event of a consumer process makes of a pane."""

from dataclasses import replace
from typing import Any, cast

from kafkadesk.core.events import OffsetsCommitted, PositionsMoved, Reading, Stopped
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.panes.panes import Panes
from kafkadesk.system.processes.consumer_processes import ConsumerProcesses


class NoProcesses:
    """Takes every command and starts nothing."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_: None


class Commits(Ledger):
    """Stores the commits that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def committed(self, *args: Any) -> None:
        self.seen.append(args[:3])
        super().committed(*args)


def test_what_a_closed_pane_commits_as_it_leaves_counts() -> None:
    """Else its group's last commit would be one that another program may have made."""
    ledger = Commits()
    panes = Panes(
        processes=cast("ConsumerProcesses", NoProcesses()), ledger=ledger, options=lambda: {"session_timeout_ms": 6000}, emit=lambda _: None
    )
    plan = ReadPlan(topic="t", group="g")
    pane = panes.add("Consumer 1", plan)
    panes.read(pane, plan)
    panes.apply(Reading(pane=pane, group="g", positions={0: 0}, resumed=frozenset(), generation=1, at=1.0))
    panes.close(pane)
    panes.apply(OffsetsCommitted(pane=pane, group="g", offsets={0: 1}, at=2.0))
    panes.apply(Stopped(pane=pane, group="g", told=True, at=3.0))
    assert ledger.seen == [("g", "t", {0: 1})]


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


def test_of_a_recreated_topic_no_old_end_stays() -> None:
    """A member that has no partition of the new one posts no positions that would take their place."""
    panes = Panes(
        processes=cast("ConsumerProcesses", NoProcesses()),
        ledger=Ledger(),
        options=lambda: {"session_timeout_ms": 6000},
        emit=lambda _: None,
    )
    plan = ReadPlan(topic="t", group="g")
    pane = panes.add("Consumer 1", plan)
    panes.read(pane, plan)
    reading = Reading(pane=pane, group="g", positions={0: 0, 1: 0}, resumed=frozenset(), generation=1, at=1.0, topic_id="old")
    panes.apply(reading)
    panes.apply(PositionsMoved(pane=pane, positions={0: 3, 1: 4}, end_offsets={0: 30, 1: 40}, begin_offsets={0: 1, 1: 1}, at=2.0))
    panes.apply(replace(reading, positions={1: 4}, generation=2, at=3.0))
    assert (panes.panes[pane].end_offsets, panes.panes[pane].begin_offsets) == ({1: 40}, {1: 1})
    panes.apply(replace(reading, positions={}, generation=3, at=4.0, topic_id="new"))
    assert (panes.panes[pane].end_offsets, panes.panes[pane].begin_offsets) == ({}, {})
