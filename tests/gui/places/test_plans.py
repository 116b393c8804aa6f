"""The plan dialog: nothing happens before its button, bad input costs nothing, and what became of it is said."""

import uuid
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.core.cluster.survey import PartitionFacts, TopicFacts, own_settings
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.errors import InputError, KafkaRefusedError
from kafkadesk.core.focus import WindowPlace
from kafkadesk.core.plans.changes import DeleteTopic, NewTopic, RemoveMember, ResetOffsets, Target, TargetKind
from kafkadesk.core.plans.plan import PlanFacts
from kafkadesk.core.plans.planner import plan_of
from kafkadesk.core.plans.tools import Shell
from kafkadesk.core.plans.typed import read_number, read_partitions
from kafkadesk.core.start_position import EARLIEST
from kafkadesk.core.state import GroupInfo, GroupMember, PaneMode
from kafkadesk.core.text import Text
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.plans.plan_dialog import PlanDialog
from kafkadesk.widgets.plans.plan_options import CreateOptions, ResetOptions
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, join, new_topic, received, send
from tests.rigs.window import connected_window, run_in_qt, see

SHELL = Shell(bootstrap="localhost:9092")
RESET = ResetOffsets(group="billing", topic="orders", to=Target(kind=TargetKind.EARLIEST))


def facts(committed: dict[int, int], wanted: dict[int, int]) -> PlanFacts:
    log = PartitionFacts(leader=1, replicas=(1,), in_sync=(1,), begin=5, end=100, size=9500)
    topic = TopicFacts(name="orders", partitions=(log, log), topic_id="a")
    return PlanFacts(
        topic=topic,
        group=GroupInfo(group="billing", state="Empty", assignor=None, members=(), committed={"orders": committed}),
        wanted=wanted,
    )


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> PlanDialog:
    theme.apply(qapp, "light")
    made = PlanDialog(ResetOptions(RESET, ["billing", "web"], {"orders": 2}))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_button_says_what_it_does_and_waits_for_a_plan(dialog: PlanDialog) -> None:
    assert not dialog.go.isEnabled()
    dialog.set_plan(plan_of(RESET, facts({0: 50, 1: 5}, {0: 5, 1: 5}), SHELL), must_type=False)
    assert dialog.go.isEnabled()
    assert dialog.go.text() == "Reset 2 partitions"
    assert "45 records will be read again by whoever joins billing next." in dialog._effects.text()
    dialog.copy.click()
    assert QApplication.clipboard().text().startswith("kafka-consumer-groups.sh --bootstrap-server localhost:9092 --group billing")


def test_what_cannot_be_read_is_said_and_leaves_no_plan_to_confirm(qtbot: QtBot, dialog: PlanDialog) -> None:
    dialog.set_plan(plan_of(RESET, facts({0: 50}, {0: 5}), SHELL), must_type=False)
    options = dialog._options
    assert isinstance(options, ResetOptions)
    options.partitions.setText("0, 7")
    qtbot.waitUntil(lambda: dialog.told() == "There is no partition 7.")
    assert not dialog.go.isEnabled()
    assert dialog._effects.text() == ""
    assert options.partitions.text() == "0, 7", "nothing that was typed is lost"
    with qtbot.waitSignal(dialog.asked) as asked:
        options.partitions.setText("0")
    assert asked.args is not None
    assert asked.args[0].partitions == (0,)


def test_a_name_that_must_be_typed_is_compared_exactly(dialog: PlanDialog) -> None:
    dialog.set_plan(plan_of(DeleteTopic(topic="orders"), facts({}, {}), SHELL), must_type=True)
    for typed, ready in (("", False), ("Orders", False), ("orders ", False), ("orders", True)):
        dialog.typed.setText(typed)
        assert dialog.go.isEnabled() is ready, typed


def test_a_new_topic_is_asked_for_once_its_name_and_settings_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    options = CreateOptions(NewTopic(topic="", partitions=4))
    dialog = PlanDialog(options)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.ask()
    assert dialog.windowTitle() == "Create a topic"
    assert "The topic has no name." in dialog.told()
    assert not any(part.isVisible() for part in (dialog.go, dialog.typed, dialog.copy)), "there is nothing to confirm or to copy"
    options.name.setText("orders of today")
    qtbot.waitUntil(lambda: "cannot contain a space" in dialog.told())
    options.name.setText("orders")
    options.settings.setPlainText("retention.ms=1\nretention.ms 2")
    qtbot.waitUntil(lambda: dialog.told() == "Line 2: “retention.ms 2” is no setting: write name=value.")
    options.replicas.setValue(3)
    with qtbot.waitSignal(dialog.asked) as asked:
        options.settings.setPlainText(" retention.ms = 1\n\ncleanup.policy=compact,delete")
    settings = {"retention.ms": "1", "cleanup.policy": "compact,delete"}
    assert asked.args == [NewTopic(topic="orders", partitions=4, replicas=3, settings=settings)]


def test_a_plan_that_could_not_be_made_leaves_none_to_confirm(dialog: PlanDialog) -> None:
    dialog.set_plan(plan_of(RESET, facts({0: 50}, {0: 5}), SHELL), must_type=False)
    dialog.set_refused(KafkaRefusedError(Text("This user may not do that.")))
    assert not dialog.go.isEnabled()
    assert dialog.told() == "This user may not do that."


def test_where_kafkas_tools_have_no_command_it_is_said(dialog: PlanDialog) -> None:
    member = GroupMember(member_id="m-1", client_id="shop", host="10.0.0.7", partitions={"orders": (0,)})
    info = GroupInfo(group="billing", state="Stable", assignor=None, members=(member,), committed={})
    dialog.set_plan(plan_of(RemoveMember(group="billing", member_id="m-1"), PlanFacts(group=info), SHELL), must_type=False)
    assert dialog.go.isEnabled()
    assert dialog._same.text() == "Kafka's own command line tools have no command for this."
    assert not dialog.copy.isVisible()
    dialog.set_plan(plan_of(RESET, facts({0: 50}, {0: 5}), SHELL), must_type=False)
    assert dialog.copy.isVisible()


@pytest.mark.parametrize(("text", "found"), [("", None), ("1", (1,)), ("0, 2", (0, 2)), ("5-7,1", (1, 5, 6, 7)), ("0，1", (0, 1))])
def test_partitions_are_read(text: str, found: tuple[int, ...] | None) -> None:
    assert read_partitions(text, range(8)) == found


@pytest.mark.parametrize("text", ["x", "1-", "-1", "7-99999999999", "9", "1;2", "１"])
def test_what_names_no_partitions_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_partitions(text, range(8))


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("1,000", 1000), ("-5", -5), ("−5", -5), ("+3", 3)])
def test_numbers_are_read(text: str, number: int) -> None:
    assert read_number(text, negative=True) == number


@pytest.mark.parametrize("text", ["", "-", "1e3", "9" * 20, "0x1", "--1"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_number(text, negative=True)


def test_words_are_quoted_for_the_shell() -> None:
    assert SHELL.line("kafka-topics", ["--group", "it's a group"]).endswith("'it'\"'\"'s a group'")
    windows = Shell(bootstrap="b:1", secured=True, windows=True)
    assert windows.line("kafka-topics", ["a b"]) == 'kafka-topics.bat --bootstrap-server b:1 --command-config client.properties "a b"'


def test_a_topic_is_created_and_its_settings_are_cloned_in_the_window(
    qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path
) -> None:
    async def story() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
            places = PlaceWiring(desk, parts, hub.intents, hub.panes, Store(tmp_path / "settings.json"))
            parts.window.show_desk()
            places.show(WindowPlace.TOPICS)
            view, name = places._topics, f"test-{uuid.uuid4().hex[:8]}"
            assert view is not None

            async def create(offer: str, topic: str, settings: str) -> CreateOptions:
                await see("it is offered", lambda: not any(o.obstacle for o in view.commands.offers() if o.id == offer))
                next(o for o in view.commands.offers() if o.id == offer).trigger()
                await see("the dialog", lambda: any(d.isVisible() for d in parts.window.findChildren(PlanDialog)))
                dialog = next(d for d in parts.window.findChildren(PlanDialog) if d.isVisible())
                options = dialog._options
                assert isinstance(options, CreateOptions)
                options.name.setText(topic)
                options.settings.setPlainText(options.settings.toPlainText() + settings)
                await see("its plan", lambda: dialog.go.isEnabled() and dialog.go.text() == f"Create {topic}")
                dialog.go.click()
                await see("it is done", lambda: dialog.told().startswith("Done"))
                dialog.reject()
                return options

            await create("topics.new", name, "retention.ms=3600000")
            await see("it is there", lambda: view.table.table.row_of(name) is not None)
            view.table.choose(name)
            view.show_detail()
            places._update_states()
            cloned = await create("topics.clone", f"{name}-2", "\nretention.bytes=1000000")
            assert cloned.settings.toPlainText().splitlines()[0] == "retention.ms=3600000"
            assert desk.topics[f"{name}-2"].partitions == 4
            assert set(own_settings(await desk.surveyor.settings(f"{name}-2"))) == {"retention.ms", "retention.bytes"}
            places.close()

    run_in_qt(qapp, story())


def test_offsets_are_reset_and_put_back_in_the_window(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: object) -> None:
    async def story() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
            places = PlaceWiring(desk, parts, hub.intents, hub.panes, Store(tmp_path / "settings.json"))  # type: ignore[operator]
            topic = await new_topic(desk, 2)
            group = f"{topic}-g"
            await send(desk, SendPlan(topic=topic, value="{}", count=8))
            pane = await join(desk, topic, group, start=EARLIEST)
            await received(desk, pane, 8)
            desk.leave(pane)
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.IDLE, WAIT_S)

            async def committed() -> int:
                return sum((await desk.group_info(group)).committed[topic].values())

            def dialogs() -> list[PlanDialog]:
                return [dialog for dialog in parts.window.findChildren(PlanDialog) if dialog.isVisible()]

            places.show(WindowPlace.GROUPS)
            view = places._groups
            assert view is not None
            await see("the group", lambda: desk.surveyor.survey.complete and view.table.table.row_of(group) is not None)
            places.show_group(group)
            await see("a reset is offered", lambda: not any(o.obstacle for o in view.commands.offers() if o.id == "groups.reset"))
            next(o for o in view.commands.offers() if o.id == "groups.reset").trigger()
            await see("its plan", lambda: dialogs() and dialogs()[0].go.isEnabled())
            assert await committed() == 8, "a plan changes nothing"
            dialogs()[0].go.click()
            await see("it is done", lambda: dialogs()[0].told().startswith("Done"))
            assert await committed() == 0
            dialogs()[0].undo.click()
            await see("the plan that puts it back", lambda: dialogs() and dialogs()[0].go.isEnabled())
            dialogs()[0].go.click()
            await see("it is put back", lambda: dialogs()[0].told().startswith("Done"))
            assert await committed() == 8
            dialogs()[0].reject()
            places.close()

    run_in_qt(qapp, story())
