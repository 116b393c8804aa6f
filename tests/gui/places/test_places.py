"""The places *Topics* and *Groups*: what an engineer looks at and does there."""

import asyncio
import gc
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.places import GROUP_ACTIONS, PlaceState
from kafkadesk.core.cluster.survey import PartitionFacts, SettingFacts, SettingSource, Survey, TopicFacts, readers_in
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import KafkaRefusedError
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.state import GroupInfo, PaneMode
from kafkadesk.core.text import Text
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.consumer.group_guard_dialog import GroupGuardDialog
from kafkadesk.widgets.places.groups_place import GroupsPlace
from kafkadesk.widgets.places.topics_place import TopicsPlace
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, join, new_topic, received, send
from tests.rigs.loop_gap import LoopGap, least_gap_ms
from tests.rigs.window import connected_window, run_in_qt, see

GAP_MS, TYPING_MS = 60.0, 50.0


def facts(name: str, end: int = 10, partitions: int = 4, *, internal: bool = False) -> TopicFacts:
    one = PartitionFacts(leader=1, replicas=(1,), in_sync=(1,), begin=0, end=end, size=end * 100)
    return TopicFacts(
        name=name, topic_id=name, partitions=(one,) * partitions, internal=internal, settings={"cleanup.policy": "delete"}, asked_at=1.0
    )


def group(name: str, *topics: str) -> GroupInfo:
    return GroupInfo(group=name, state="Empty", assignor=None, members=(), committed={topic: {0: 3} for topic in topics})


def survey(*topics: TopicFacts, groups: tuple[GroupInfo, ...] = ()) -> Survey:
    return Survey(topics={t.name: t for t in topics}, groups={g.group: g for g in groups}, readers=readers_in(groups), complete=True)


@pytest.fixture
def place(large: TopicsPlace) -> TopicsPlace:
    QAbstractItemModelTester(large.table.table, large)
    return large


@pytest.fixture
def large(qtbot: QtBot, qapp: QApplication) -> TopicsPlace:
    """One whose model nobody tests at each change, which takes longer than all else."""
    theme.apply(qapp, "light")
    made = TopicsPlace()
    qtbot.addWidget(made)
    made.set_state(PlaceState(usable=True))
    made.resize(1200, 500)
    made.show()
    return made


def shown(place: TopicsPlace | GroupsPlace, column: int = 0) -> list[str]:
    model = place.table.table
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def type_filter(place: TopicsPlace | GroupsPlace, text: str) -> None:
    place.filter.setFocus()
    place.filter.clear()
    QTest.keyClicks(place.filter, text)
    QTest.keyClick(place.filter, Qt.Key.Key_Return)


def test_topics_are_filtered_sorted_and_marked(place: TopicsPlace) -> None:
    place.set_survey(survey(facts("orders", 5), facts("audit", 50), facts("orders.dlq", 1), facts("__consumer_offsets", 9, internal=True)))
    assert shown(place) == ["audit", "orders", "orders.dlq"]
    type_filter(place, "ORD")
    assert shown(place) == ["orders", "orders.dlq"]
    place.set_marked(frozenset({"orders.dlq"}))
    assert shown(place) == ["★ orders.dlq", "orders"]
    type_filter(place, "")
    place.table.table.sort_by(3)
    assert shown(place, 3) == ["200", "20", "4"], "the most records first"
    place.internal.click()
    assert "__consumer_offsets" in shown(place)
    place.only_marked.click()
    assert shown(place) == ["★ orders.dlq"]


def test_what_is_selected_stays_whatever_becomes_of_its_figures(qtbot: QtBot, place: TopicsPlace) -> None:
    place.set_survey(survey(facts("a", 1), facts("b", 2), facts("c", 3)))
    place.table.table.sort_by(3)
    place.table.choose("b")
    place.set_survey(survey(facts("a", 100), facts("b", 2), facts("c", 3)))
    assert shown(place) == ["a", "c", "b"]
    assert place.table.currentIndex().row() == 2
    place.filter.setText("a")
    qtbot.waitUntil(lambda: shown(place) == ["a"])
    place.filter.clear()
    qtbot.waitUntil(lambda: len(shown(place)) == 3)
    assert (place.table.name(), place.table.currentIndex().row()) == ("b", 2), "hidden by the filter, and back"


def test_what_is_not_known_yet_is_not_zero(place: TopicsPlace) -> None:
    unknown = replace(facts("new"), partitions=(PartitionFacts(leader=1, replicas=(1,), in_sync=(1,)),), settings={})
    place.set_survey(Survey(topics={"new": unknown}))
    assert [shown(place, column)[0] for column in range(3, 8)] == ["—", "—", "—", "—", "—"], "records, bytes, rate, clean-up, who reads it"


def test_a_place_with_nothing_in_it_says_why(place: TopicsPlace) -> None:
    place.set_survey(Survey())
    assert "Asking the cluster…" in place._none.text()
    place.set_survey(Survey(complete=True))
    assert "no topics yet" in place._none.text()
    place.set_survey(survey(facts("orders")))
    type_filter(place, "nothing like it")
    assert "No topic matches." in place._none.text()
    place.set_state(PlaceState())
    place.set_survey(Survey())
    assert "Not connected" in place._none.text()


def test_settings_that_are_not_known_say_why_and_are_asked_for_with_each_look(qtbot: QtBot, place: TopicsPlace) -> None:
    place.set_survey(survey(facts("orders")))
    place.detail.setCurrentWidget(place.settings)
    with qtbot.waitSignal(place.settings_requested):
        place.table.choose("orders")
        place.show_detail()
    place.set_settings_error("orders", KafkaRefusedError(Text("This user may not do that.")))
    assert place.settings._none == "This user may not do that."
    with qtbot.assertNotEmitted(place.settings_requested):
        place.show_detail()
    assert place.settings._none == "This user may not do that.", "it stands until there is an answer"
    with qtbot.waitSignal(place.settings_requested):
        place.set_survey(survey(replace(facts("orders"), asked_at=2.0)))
    place.set_settings("orders", [SettingFacts(name="retention.ms", value="1", source=SettingSource.TOPIC)])
    assert place.settings.table.rowCount() == 1


def test_what_cannot_be_done_with_a_group_is_said_of_groups() -> None:
    changes = [action for action in GROUP_ACTIONS if action.id in ("groups.reset", "groups.offsets", "groups.delete")]
    assert {str(action.obstacle(PlaceState(usable=True))) for action in changes} == {"Select a group first."}
    share = PlaceState(name="queue", usable=True, consumers=False)
    assert not any("join" in str(action.obstacle(share)) for action in changes)
    assert all(action.obstacle(PlaceState(name="g", topics=("t",), usable=True)) is None for action in changes)


@pytest.mark.parametrize(
    "kept", [None, 7, [], {"filter": 5, "sort": 99, "widths": "x", "selected": []}, {"widths": [-1] * 8, "sort": True}]
)
def test_odd_choices_of_an_earlier_time_are_passed_over(place: TopicsPlace, kept: object) -> None:
    place.set_survey(survey(facts("orders")))
    place.restore(kept)
    assert shown(place) == ["orders"]


def test_choices_come_back(qtbot: QtBot, place: TopicsPlace) -> None:
    place.set_survey(survey(facts("orders", 5), facts("orders.dlq", 50)))
    type_filter(place, "ord")
    place.table.table.sort_by(3)
    place.table.choose("orders")
    place.table.horizontalHeader().resizeSection(0, 333)
    again = TopicsPlace()
    qtbot.addWidget(again)
    again.set_state(PlaceState(usable=True))
    again.restore(place.choice())
    again.show()
    again.set_survey(survey(facts("orders", 5), facts("orders.dlq", 50), facts("audit")))
    again._typed.stop()
    again.show_items()
    assert shown(again) == ["orders.dlq", "orders"]
    assert again.table.name() == "orders"
    assert again.table.horizontalHeader().sectionSize(0) == 333


def test_ten_thousand_topics_and_two_thousand_groups_hold_nothing_up(qtbot: QtBot, large: TopicsPlace) -> None:
    groups = tuple(group(f"group-{n}", *(f"topic-{n * 5 + i:05}" for i in range(5))) for n in range(2000))
    many = [survey(*(facts(f"topic-{n:05}", n + k) for n in range(10_000)), groups=groups) for k in range(3)]
    gc.collect()
    gc.freeze()
    looks = iter(many)

    def refresh() -> float:
        gap = LoopGap()
        large.set_survey(next(looks))
        qtbot.wait(30)
        gap.look()
        return gap.worst_ms

    assert least_gap_ms(refresh, GAP_MS) <= GAP_MS
    assert large.table.table.rowCount() == 10_000

    def typing() -> float:
        gap = LoopGap()
        type_filter(large, "topic-0999")
        gap.look()
        return gap.worst_ms

    assert least_gap_ms(typing, TYPING_MS) <= TYPING_MS
    gc.unfreeze()
    assert len(shown(large)) == 10


@asynccontextmanager
async def with_places(qtbot: QtBot, broker: Broker, store: Store) -> AsyncIterator[tuple[Desk, WindowParts, PlaceWiring]]:
    async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
        places = PlaceWiring(desk, parts, hub.intents, hub.panes, store)
        parts.window.show_desk()
        try:
            yield desk, parts, places
        finally:
            places.close()


def test_from_the_rail_to_a_topic_its_readers_and_back_to_the_desk(
    qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path
) -> None:
    async def story() -> None:
        async with with_places(qtbot, broker, Store(tmp_path / "settings.json")) as (desk, parts, places):
            topic = await new_topic(desk, 3)
            name = f"{topic}-g"
            await send(desk, SendPlan(topic=topic, value='{"n": {{ seq }}}', count=12))
            pane = await join(desk, topic, name, start=EARLIEST)
            await received(desk, pane, 12)
            desk.leave(pane)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S)
            await send(desk, SendPlan(topic=topic, value='{"n": {{ seq }}}', count=5))
            assert desk.surveyor.survey.topics == {}, "nothing is asked for a place that nobody looks at"
            parts.rail.button(WindowPlace.TOPICS).click()
            view = places._topics
            assert view is not None
            type_filter(view, topic)
            await see(
                "the topic with its records and who reads it", lambda: shown(view, 3) == ["17"] and shown(view, 7) == [f"{name} lag 5"]
            )
            view.table.choose(topic)
            view.table.selectRow(0)
            view.show_detail()
            assert view.groups.table.rowCount() == 1
            view.detail.setCurrentWidget(view.settings)
            await see("its settings", lambda: view.settings.table.row_of("cleanup.policy") is not None)
            view.group_requested.emit(name)
            groups = places._groups
            assert groups is not None
            assert groups.isVisible()
            assert groups.offsets.table.rowCount() == 3
            await see("since when its next record waits", lambda: shown(groups, 5)[shown(groups).index(name)] not in ("—", "0 s"))
            await see("joining is offered", lambda: not any(o.obstacle for o in groups.commands.offers() if o.id == "groups.join"))
            next(o for o in groups.commands.offers() if o.id == "groups.join").trigger()
            await see("the pane reads what was left", lambda: desk.panes[pane].received == 17)
            assert parts.rail.button(WindowPlace.DESK).isChecked()
            parts.rail.button(WindowPlace.TOPICS).click()
            next(o for o in view.commands.offers() if o.id == "topics.observe").trigger()
            await see(
                "a new pane shows the newest", lambda: any(p.mode is PaneMode.OBSERVING and p.received == 17 for p in desk.panes.values())
            )

    run_in_qt(qapp, story())


def test_a_group_of_others_is_asked_about_before_a_pane_joins(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_places(qtbot, broker, Store(tmp_path / "settings.json")) as (desk, parts, places):
            topic = f"test-{uuid.uuid4().hex[:8]}"
            other = Desk()
            try:
                await other.connect(broker.bootstrap)
                await other.connected()
                await other.create_topic(topic, 2)
                await join(other, topic, f"{topic}-g", start=EARLIEST)
                await desk.until(lambda: topic in desk.topics, WAIT_S)
                places.show(WindowPlace.GROUPS)
                view = places._groups
                assert view is not None
                await see("the group", lambda: view.table.table.row_of(f"{topic}-g") is not None)
                places.show_group(f"{topic}-g")
                await see("joining is offered", lambda: not any(o.obstacle for o in view.commands.offers() if o.id == "groups.join"))
                next(o for o in view.commands.offers() if o.id == "groups.join").trigger()
                await see("the question", lambda: parts.window.findChildren(GroupGuardDialog) != [])
                parts.window.findChildren(GroupGuardDialog)[0].reject()
            finally:
                await other.close()

    run_in_qt(qapp, story())


def test_the_rows_that_are_shown_are_exported(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_places(qtbot, broker, Store(tmp_path / "settings.json")) as (desk, _, places):
            topic = await new_topic(desk, 3)
            places.show(WindowPlace.TOPICS)
            view = places._topics
            assert view is not None
            type_filter(view, topic)
            await see("the topic", lambda: shown(view, 3) == ["0"])
            view.export_requested.emit(str(tmp_path / "topics.csv"))
            await asyncio.sleep(0)
            await see("the file", (tmp_path / "topics.csv").exists)
        lines = (tmp_path / "topics.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("topic,part.,repl.,records")
        assert lines[1].startswith(f"{topic},3,1,0,")
        assert len(lines) == 2

    run_in_qt(qapp, story())


def test_favourites_are_kept_for_the_cluster(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    store = Store(tmp_path / "settings.json")

    async def story(*, first: bool) -> None:
        async with with_places(qtbot, broker, store) as (desk, _, places):
            topic = await new_topic(desk, 1) if first else ""
            places.show(WindowPlace.TOPICS)
            view = places._topics
            assert view is not None
            if first:
                await see("the topic", lambda: view.table.table.row_of(topic) is not None)
                view.table.choose(topic)
                view.show_detail()
                places._update_states()
                next(o for o in view.commands.offers() if o.id == "topics.mark").trigger()
                marked.add(topic)
            assert view.marked() == marked

    marked: set[str] = set()
    run_in_qt(qapp, story(first=True))
    run_in_qt(qapp, story(first=False))


def test_the_rail_gives_way_to_icons_where_there_is_little_room(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_places(qtbot, broker, Store(tmp_path / "settings.json")) as (_, parts, _places):
            parts.window.resize(1600, 900)
            wide = parts.rail.sizeHint().width()
            parts.window.resize(1100, 700)
            await see("it is narrower", lambda: parts.rail.sizeHint().width() < wide)
            assert parts.rail.button(WindowPlace.TOPICS).toolTip() == "Topics (Ctrl+2)"

    run_in_qt(qapp, story())


def test_no_column_of_a_table_is_without_a_cell(place: TopicsPlace) -> None:
    place.set_survey(survey(facts("orders"), groups=(group("g", "orders"),)))
    place.table.choose("orders")
    place.show_detail()
    for view in (place.table, place.partitions, place.groups):
        model = view.model()
        assert all(model.data(model.index(0, c)) not in ("", None) for c in range(model.columnCount(QModelIndex())))
