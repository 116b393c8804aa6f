"""Offsets that hold no record to show: transactions, compaction, retention. Each is explained, none is reported as lost."""

import asyncio
import uuid

import pytest

from kafkadesk.core.events import PaneTrouble, RecordsArrived, Unreadable
from kafkadesk.core.records import GapKind
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.wire import Leave, Seek, ShowUncommitted
from kafkadesk.transport.fetch.gaps import Span, explained
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, desk_on, new_topic, received
from tests.rigs.processes import Cluster, Panes, cluster_on
from tests.rigs.spoilt_logs import Transactions

EARLIEST = Start(StartKind.EARLIEST)
COMPACTED_WITHIN_S = 90


def write_transactions(broker: Broker, cluster: Cluster, topic: str) -> None:
    """0 1 | 2 3 4 aborted, 5 its marker | 6 | 7 8 committed, 9 its marker | 10 | 11 aborted, 12 its marker."""
    transactions = Transactions(broker.bootstrap, topic)
    cluster.send(topic, [b"0", b"1"])
    transactions.begin([b"2", b"3", b"4"])
    transactions.abort()
    cluster.send(topic, [b"6"])
    transactions.begin([b"7", b"8"])
    transactions.commit()
    cluster.send(topic, [b"10"])
    transactions.begin([b"11"])
    transactions.abort()


def told(panes: Panes, pane: str) -> list[tuple[int, int, str, int]]:
    return [(e.start, e.end, e.kind, e.offsets) for e in panes.events if isinstance(e, Unreadable) and e.pane == pane]


def test_aborted_records_are_not_shown_and_every_offset_is_explained(broker: Broker, panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    write_transactions(broker, cluster, topic)
    group = f"tx-{uuid.uuid4().hex[:6]}"
    panes.join("a", topic, group, EARLIEST)
    panes.until(lambda: len(told(panes, "a")) == 3)
    assert panes.values("a") == [b"0", b"1", b"6", b"7", b"8", b"10"]
    assert sorted(told(panes, "a")) == [(2, 6, "aborted", 4), (9, 10, "marker", 1), (11, 13, "aborted", 2)]
    gap = panes.next(Unreadable, "a", where=lambda e: e.kind == GapKind.ABORTED)
    assert gap.reason.render() == "An aborted transaction: its producer took these 4 offsets back (marker included)."
    order = [e for e in panes.events if isinstance(e, Unreadable | RecordsArrived)]
    assert isinstance(order[0], RecordsArrived), "the gap stands behind the rows before it"
    assert order[1] == gap
    panes.until(lambda: panes.committed(group) == {0: 13})


def test_uncommitted_records_are_shown_on_request_while_reading_and_later(broker: Broker, panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    write_transactions(broker, cluster, topic)
    panes.observe("a", topic, EARLIEST)
    panes.until(lambda: len(panes.values("a")) == 6)
    panes.processes.send("a", ShowUncommitted(on=True))
    panes.processes.send("a", Seek(to=EARLIEST))
    everything = [b"0", b"1", b"2", b"3", b"4", b"6", b"7", b"8", b"10", b"11"]
    panes.until(lambda: panes.values("a")[6:] == everything)
    panes.processes.send("a", Leave())
    panes.observe("a", topic, EARLIEST)  # it holds for the next reading too
    panes.until(lambda: panes.values("a")[16:] == everything)
    panes.processes.send("a", ShowUncommitted(on=False))
    panes.processes.send("a", Seek(to=EARLIEST))
    panes.until(lambda: panes.values("a")[26:] == [b"0", b"1", b"6", b"7", b"8", b"10"])


def test_an_open_transaction_is_named_until_it_ends(broker: Broker, panes: Panes, cluster: Cluster) -> None:
    topic = cluster.topic(1)
    cluster.send(topic, [b"before"])
    transactions = Transactions(broker.bootstrap, topic)
    for pane in ("committed", "everything"):
        panes.observe(pane, topic)
    panes.processes.send("everything", ShowUncommitted(on=True))
    transactions.begin([b"open"])
    cluster.send(topic, [b"behind"])
    panes.until(lambda: panes.values("everything") == [b"open", b"behind"])
    trouble = panes.next(PaneTrouble, "committed", timeout_s=10)
    assert trouble.error is not None
    assert not trouble.fatal
    assert trouble.error.title.render() == "P0 is blocked by an open transaction since offset 1: 2 offsets wait."
    assert panes.values("committed") == []
    transactions.commit()
    panes.next(PaneTrouble, "committed", where=lambda e: e.error is None)
    panes.until(lambda: panes.values("committed") == [b"open", b"behind"])
    assert not [e for e in panes.events if isinstance(e, PaneTrouble) and e.pane == "everything"]


@pytest.mark.parametrize(
    ("spans", "parts"),
    [
        ([], [Span(3, 9, GapKind.COMPACTED)]),
        ([Span(0, 20, GapKind.ABORTED)], [Span(3, 9, GapKind.ABORTED)]),
        ([Span(3, 8, GapKind.ABORTED), Span(8, 9, GapKind.MARKER)], [Span(3, 9, GapKind.ABORTED)]),
        ([Span(3, 4, GapKind.MARKER), Span(5, 6, GapKind.MARKER)], [Span(3, 4, GapKind.MARKER), Span(4, 5, GapKind.COMPACTED), Span(5, 6, GapKind.MARKER), Span(6, 9, GapKind.COMPACTED)]),
        ([Span(0, 2, GapKind.MARKER), Span(9, 10, GapKind.MARKER)], [Span(3, 9, GapKind.COMPACTED)]),
        ([Span(3, 4, GapKind.MARKER), Span(4, 5, GapKind.MARKER), Span(5, 9, GapKind.ABORTED)], [Span(3, 5, GapKind.MARKER), Span(5, 9, GapKind.ABORTED)]),
    ],
    ids=str,
)  # fmt: skip
def test_a_gap_is_taken_apart_by_its_kinds(spans: list[Span], parts: list[Span]) -> None:
    assert explained(3, 9, spans) == parts


@pytest.mark.long  # the log cleaner looks around every 15 s
def test_offsets_that_were_compacted_away_are_counted(panes: Panes, cluster: Cluster) -> None:
    configs = {"cleanup.policy": "compact", "segment.bytes": "1048576", "min.cleanable.dirty.ratio": "0.01", "segment.ms": "100"}
    topic = cluster.topic(1, **configs)

    def settled() -> bool:
        cluster.send(topic, [b"x"] * 50, 0, key=b"same")
        panes.processes.send("a", Seek(to=EARLIEST))
        return any(kind == GapKind.COMPACTED for _, _, kind, _ in told(panes, "a"))

    panes.observe("a", topic, EARLIEST)
    panes.until(settled, COMPACTED_WITHIN_S)
    counted = panes.next(Unreadable, "a", where=lambda e: e.kind == GapKind.COMPACTED)
    assert counted.offsets >= 40
    assert "a later record with the same key took their place" in counted.reason.render()


def test_a_pane_counts_what_it_passed_over_and_shows_the_rest_on_request(broker: Broker) -> None:
    async def scenario() -> None:
        async with desk_on(broker.bootstrap) as desk:
            topic = await new_topic(desk, 1)
            with cluster_on(broker.bootstrap) as cluster:
                assert cluster.producer.partitions_for(topic) == {0}
                await asyncio.to_thread(write_transactions, broker, cluster, topic)
            rows: list[Unreadable] = []
            desk.listen(lambda event: rows.append(event) if isinstance(event, Unreadable) else None)
            pane = desk.add_pane()
            desk.observe(pane, topic, EARLIEST)
            await received(desk, pane, 6)
            assert await desk.until(lambda: desk.panes[pane].passed == {"aborted": 6, "marker": 1}, WAIT_S), desk.panes[pane]
            assert [(e.start, e.end) for e in rows] == [(2, 6), (11, 13)]  # markers have no row
            assert desk.panes[pane].unread == 0
            desk.show_uncommitted(pane, on=True)
            desk.seek(pane, EARLIEST)
            await received(desk, pane, 16)
            assert desk.panes[pane].uncommitted

    asyncio.run(scenario())
