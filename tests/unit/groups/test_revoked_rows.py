"""What becomes of a pane's rows when the group takes partitions from it; a pane's life as a few lines of text."""

from dataclasses import replace

import pytest

from kafkadesk.core.groups.revoked_rows import KEPT, RevokedRows, RowState
from kafkadesk.core.state import PaneMode, PaneState

START = PaneState(pane="p1", name="Consumer 1", topic="t")
MEMBER = replace(START, mode=PaneMode.MEMBER, group="g", partitions=(0, 1))


class Life:
    """Feeds the stays; `serial` rows came so far."""

    def __init__(self) -> None:
        self.revoked = RevokedRows()
        self.revoked.update(START, {}, 0)

    def update(self, state: PaneState, serial: int, **committed: int) -> bool:
        """committed: p0=7 for partition 0."""
        return self.revoked.update(state, {int(name[1:]): offset for name, offset in committed.items()}, serial)

    def fates(self, *rows: tuple[int, int, int]) -> str:
        """Return the fates of rows (serial, partition, offset)."""
        return " ".join(fate.value if (fate := self.revoked.state_of(*row)) else "-" for row in rows)


@pytest.fixture
def life() -> Life:
    made = Life()
    made.update(MEMBER, 0, p0=0, p1=0)
    return made


ROWS = ((0, 0, 0), (1, 1, 0), (2, 1, 1))


def test_a_partition_that_is_the_panes_own_is_not_marked(life: Life) -> None:
    assert not life.update(MEMBER, 3, p0=1, p1=1)
    assert life.fates(*ROWS) == "- - -"


def test_a_partition_that_was_taken_and_what_was_not_committed_of_it(life: Life) -> None:
    assert life.update(replace(MEMBER, partitions=(0,)), 3, p0=1, p1=1)
    assert life.fates(*ROWS) == "- taken again"
    assert life.fates((3, 1, 5)) == "-"  # it came later, in another stay of the partition


def test_nothing_is_marked_for_good_while_the_group_shares_out(life: Life) -> None:
    life.update(replace(MEMBER, mode=PaneMode.REBALANCING, partitions=()), 3, p0=1, p1=2)
    assert life.fates(*ROWS) == "- - -"
    life.update(MEMBER, 3, p0=1, p1=2)
    assert life.fates(*ROWS) == "- - -"
    life.update(replace(MEMBER, mode=PaneMode.REBALANCING, partitions=()), 3, p0=1, p1=2)
    life.update(replace(MEMBER, partitions=(1,)), 3, p0=1, p1=2)
    assert life.fates(*ROWS) == "taken - -"


def test_a_partition_that_comes_back_is_not_marked(life: Life) -> None:
    life.update(replace(MEMBER, partitions=(0,)), 3, p0=1, p1=1)
    life.update(MEMBER, 3, p0=1, p1=1)
    assert life.fates(*ROWS) == "- - -"


@pytest.mark.parametrize("mode", [PaneMode.KILLED, PaneMode.FAILED, PaneMode.IDLE])
def test_a_pane_that_leaves_or_dies_tells_what_comes_again(life: Life, mode: PaneMode) -> None:
    life.update(replace(MEMBER, partitions=(0, 1)), 3, p0=1, p1=1)
    life.update(replace(MEMBER, mode=mode, partitions=()), 3, p0=1, p1=1)
    assert life.fates(*ROWS) == "- - again"
    life.update(MEMBER, 3, p0=1, p1=2)  # it joins once more, and receives it again
    assert life.fates(*ROWS, (3, 1, 1)) == "- - again -"


def test_another_group_and_observing(life: Life) -> None:
    life.update(replace(MEMBER, group="h", partitions=(0, 1)), 3, p0=0, p1=0)
    assert life.fates(*ROWS) == "again again again"  # of the first group, which had committed nothing
    life.update(replace(MEMBER, mode=PaneMode.OBSERVING, group=None), 5)
    assert life.fates((3, 0, 0), (5, 0, 9)) == "again -"


def test_it_is_bounded(life: Life) -> None:
    for n in range(KEPT):
        life.update(replace(MEMBER, mode=PaneMode.IDLE, partitions=()), n)
        life.update(MEMBER, n)
    assert len(life.revoked._losses) == KEPT
    assert life.revoked.state_of(KEPT - 2, 1, 5) is RowState.REDELIVERED
