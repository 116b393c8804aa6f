"""Lags over time: what is kept, and what is said of it."""

import pytest

from kafkadesk.core.groups.lag_history import KEPT_S, MOST_SAMPLES, LagHistory, PartitionLag, Trend

P0, P1, OTHER = ("monitoring", "orders", 0), ("monitoring", "orders", 1), ("audit", "orders", 0)


def history(*lags: int | None, start: float = 100.0) -> LagHistory:
    made = LagHistory()
    for i, lag in enumerate(lags):
        made.sample(start + i, {P0: lag, P1: 5, OTHER: None})
    return made


def words(made: LagHistory) -> str:
    return made.trend(made.of_partition(P0)).words().render()


@pytest.mark.parametrize(
    ("lags", "said"),
    [
        ((), "lag unknown: nothing committed yet"),
        ((None,), "lag unknown: nothing committed yet"),
        ((120,), "lag 120"),
        ((106, 120), "lag 120"),
        ((92, 106, 120), "lag 120, growing 14/s"),
        ((1, 3, 5, 7), "lag 7, growing 2.0/s"),
        ((148, 134, 120), "lag 120, falling 14/s, drained in about 9 s"),
        ((90_003, 90_002, 90_001), "lag 90,001, falling 1.0/s, drained in about 1500 min"),
        ((120, 120, 120), "lag 120, standing"),
        ((0, 0, 0), "lag 0, all read"),
        ((14, 7, 0), "lag 0, all read"),
        ((0, 900, 0, 900, 0, 900), "lag 900, standing"),  # read as it comes, in steps of a second: not growing
        ((0, 0, 0, 0, 100, 100, 100, 100, 100, 100, 100), "lag 100, standing"),  # what was long ago is not said
        ((5, 5, 5, None), "lag unknown: nothing committed yet"),  # a group made anew: what it once had does not count
    ],
)
def test_words(lags: tuple[int | None, ...], said: str) -> None:
    assert words(history(*lags)) == said


def test_a_group_is_the_sum_of_what_is_known() -> None:
    made = history(10, None, 30)
    assert made.groups() == ("monitoring", "audit")
    assert made.of_group("monitoring") == ([102.0], [35])  # of fewer partitions it would be another sum
    assert made.of_group("audit") == ([], [])
    assert made.of_partition(P0) == ([100.0, 102.0], [10, 30])
    assert made.trend(made.of_group("audit")) == Trend(lag=None)


def test_what_is_unknown_is_counted_beside_the_sum() -> None:
    """Another program has the partition and commits nothing: nobody knows how much of it was read."""
    made = LagHistory()
    for second in range(4):
        made.sample(float(second), {P0: 0, P1: None})
    assert made.trend_of_group("monitoring").words().render() == "lag 0; partitions of unknown lag: 1"
    made.sample(4.0, {P0: None, P1: None})
    assert made.trend_of_group("monitoring").words().render() == "lag unknown: nothing committed yet"


@pytest.mark.parametrize(
    ("place", "lag"),
    [
        ((None, 0, 9, 9), PartitionLag(lag=None)),
        ((5, 0, 9, 9), PartitionLag(lag=4)),
        ((100, 1000, 1000, 1000), PartitionLag(lag=0, deleted=900)),
        ((5, 7, 9, 9), PartitionLag(lag=2, deleted=2)),
        ((2, 0, 2, 9), PartitionLag(lag=7, held=7)),
        ((2, 0, 6, 9), PartitionLag(lag=7, held=3)),
        ((12, 0, 9, 9), PartitionLag(lag=0)),
    ],
)
def test_the_lag_of_a_partition(place: tuple[int | None, int, int, int], lag: PartitionLag) -> None:
    """Of commit, begin, begin of open transactions, end."""
    assert PartitionLag.of(*place) == lag


def test_what_was_deleted_or_is_held_back_is_said_beside_the_lag() -> None:
    assert Trend(lag=0, per_second=0.0, deleted=900).words().render() == "lag 0; deleted unread: 900"
    assert Trend(lag=7, per_second=0.0, held=7).words().render() == "lag 7, standing; held back by an open transaction: 7"


def test_partitions_and_groups_may_come_and_go() -> None:
    made = history(10, 20)
    made.sample(102.0, {P1: 7})
    assert made.groups() == ("monitoring",)
    assert made.of_group("monitoring")[1] == [15, 25, 7]
    assert made.trend(made.of_partition(P0)) == Trend(lag=None)
    made.clear()
    assert made.groups() == ()


def test_only_ten_minutes_are_kept_and_a_quiet_cluster_costs_nothing_more() -> None:
    made = history(*[7] * 2000)
    times, lags = made.of_partition(P0)
    assert (times[0], times[-1], set(lags)) == (2099.0 - KEPT_S, 2099.0, {7})
    assert len({id(sample.lags) for sample in made._samples}) == len({id(sample.places) for sample in made._samples}) == 1
    fast = LagHistory()
    for i in range(5000):
        fast.sample(i / 100, {P0: i})
    assert len(fast.of_partition(P0)[0]) == MOST_SAMPLES
