"""Where offsets are reset to: as it is typed, and what of it is lost."""

from datetime import UTC, datetime

import pytest

from kafkadesk.core.cluster.survey import PartitionFacts, TopicFacts
from kafkadesk.core.errors import InputError
from kafkadesk.core.plans.changes import ResetOffsets, Target, TargetKind
from kafkadesk.core.plans.group_plans import plan_reset
from kafkadesk.core.plans.plan import PlanFacts
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.plans.typed import read_target
from kafkadesk.core.state import GroupInfo

NINE = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("earliest", Target(kind=TargetKind.EARLIEST)),
        (" latest ", Target(kind=TargetKind.LATEST)),
        ("4711", Target(kind=TargetKind.OFFSET, value=4711)),
        ("-100", Target(kind=TargetKind.SHIFT, value=-100)),
        ("−100", Target(kind=TargetKind.SHIFT, value=-100)),
        ("+100", Target(kind=TargetKind.SHIFT, value=100)),
        ("2026-12-01T21:00+08:00", Target(kind=TargetKind.TIME, value=round(NINE.timestamp() * 1000))),
        ("2026-12-01T13:00:00.250Z", Target(kind=TargetKind.TIME, value=round(NINE.timestamp() * 1000) + 250)),
        ("2026-12-01", Target(kind=TargetKind.TIME, value=round(datetime(2026, 12, 1).timestamp() * 1000))),  # noqa: DTZ001  # of this computer
        ("group:billing", Target(kind=TargetKind.GROUP, group="billing")),
    ],
)
def test_a_typed_target_is_read(text: str, target: Target) -> None:
    assert read_target(text) == target


@pytest.mark.parametrize("text", ["", "Earliest", "group:", "5x", "--5", "1.5", "2026-13-01", "9" * 20, "٣", "0001-01-01T00:00+23:59"])
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_target(text)


@pytest.mark.parametrize(
    ("begin", "wanted", "lost"),
    [(0, -5, False), (0, 3, False), (10, 3, True), (10, -5, True)],
)
def test_offsets_that_never_were_are_not_said_to_be_deleted(begin: int, wanted: int, lost: bool) -> None:
    log = PartitionFacts(leader=1, replicas=(1,), in_sync=(1,), begin=begin, end=20)
    group = GroupInfo(group="g", state="Empty", assignor=None, members=(), committed={"t": {0: 15}})
    facts = PlanFacts(topic=TopicFacts(name="t", partitions=(log,)), group=group, wanted={0: wanted})
    change = ResetOffsets(group="g", topic="t", to=Target(kind=TargetKind.SHIFT, value=wanted - 15))
    plan = plan_reset(change, facts, Shell(bootstrap="b:1"))
    assert plan.after == {0: max(begin, wanted)}
    assert any("deleted by retention" in str(effect) for effect in plan.effects) is lost
    assert ("10 older ones" in str(plan.effects[-1])) is (wanted == -5 and lost)
