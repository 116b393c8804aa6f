"""Ctrl+Shift+P in the real window: whatever there is is found in both languages, and done by the keyboard alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.cluster.profiles import ProfileWiring
from kafkadesk.app.help import HelpWiring
from kafkadesk.app.hub import Hub
from kafkadesk.app.palette import PaletteWiring
from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.window import WindowParts
from kafkadesk.core import settings
from kafkadesk.core.cluster.profiles import Profile
from kafkadesk.core.focus import LowerView
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import i18n
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.places.groups_place import GroupsPlace
from kafkadesk.widgets.places.topics_place import TopicsPlace
from kafkadesk.widgets.window.help_search import HelpSearch
from kafkadesk.widgets.window.palette import Palette
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S, join, new_topic
from tests.rigs.window import connected_window, run_in_qt, see


@asynccontextmanager
async def with_palette(qtbot: QtBot, broker: Broker, store: Store) -> AsyncIterator[tuple[Desk, WindowParts, Hub]]:
    async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
        profiles = ProfileWiring(desk, parts, hub.intents, store)
        profiles.book.save(Profile(name="Billing EU", bootstrap="eu.example:9092"))
        places = PlaceWiring(desk, parts, hub.intents, hub.panes, store)
        wiring = PaletteWiring(desk, parts, store, guide=HelpWiring(parts), profiles=profiles, places=places)
        try:
            parts.window.activateWindow()
            yield desk, parts, hub
        finally:
            wiring.deleteLater()
            places.close()


def open_palette(parts: WindowParts) -> Palette:
    QTest.keyClick(parts.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    return next(one for one in parts.window.findChildren(Palette) if one.isVisible())


def typed(palette: Palette, text: str) -> list[str]:
    palette.edit.setText(text)
    return [found.thing.text for found in palette.rows()]


def test_everything_that_can_be_done_is_listed(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_palette(qtbot, broker, Store(tmp_path / "settings.json")) as (desk, parts, _):
            pane = desk.add_pane()
            palette = open_palette(parts)
            listed = [thing.text for thing in palette._index.things.values()]
            offers = [offer for commands in parts.window.findChildren(ActionMap) for offer in commands.offers()]
            assert len(offers) > 60
            missing = [offer.id for offer in offers if not any(text.endswith(offer.text) for text in listed)]
            assert missing == ["window.palette"]
            assert any(text.startswith(f"{desk.panes[pane].name}: ") for text in listed)
            palette.reject()

    run_in_qt(qapp, story())


def test_a_command_is_found_in_both_languages_and_done_by_keys_alone(
    qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path
) -> None:
    async def story() -> None:
        store = Store(tmp_path / "settings.json")
        async with with_palette(qtbot, broker, store) as (desk, parts, _):
            before = len(desk.panes)
            parts.producer.editor.controls.button.setFocus()
            focus = QApplication.focusWidget()
            assert focus is not None
            for text in ("add cons", "cons add", "添加消费者", "tjxfz"):
                palette = open_palette(parts)
                assert typed(palette, text)[0] == "Add consumer", text
                QTest.keyClick(palette.edit, Qt.Key.Key_Escape)
                await see("it is closed", lambda: not parts.window.findChildren(Palette))
                await see("the cursor where it was", lambda: QApplication.focusWidget() is focus)
            palette = open_palette(parts)
            QTest.keyClicks(palette.edit, "add cons")
            QTest.keyClick(palette.edit, Qt.Key.Key_Return)
            await see("one more pane", lambda: len(desk.panes) == before + 1)
            assert settings.PALETTE.get(store)[0] == "window.add_consumer"
            palette = open_palette(parts)
            assert palette.rows()[0].thing.text == "Add consumer", "what was used last stands first"
            i18n.install(qapp, "zh_CN")
            palette.reject()
            palette = open_palette(parts)
            assert typed(palette, "add cons")[0] == typed(palette, "tjxfz")[0] == "添加消费者"
            palette.reject()

    try:
        run_in_qt(qapp, story())
    finally:
        i18n.install(qapp, "en")


def test_what_cannot_be_done_says_why(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_palette(qtbot, broker, Store(tmp_path / "settings.json")) as (_, parts, _hub):
            parts.bar.set_local(running=False, disk_bytes=0)
            palette = open_palette(parts)
            assert typed(palette, "reset local")[0] == "Reset Local Kafka…"
            QTest.keyClick(palette.edit, Qt.Key.Key_Return)
            assert palette.isVisible()
            assert palette.why.text() == "Local Kafka has no data"
            assert palette.edit.accessibleDescription() == "Local Kafka has no data"
            assert typed(palette, "no such thing at all 77") == []
            assert palette.why.isVisible()
            QTest.keyClick(palette.edit, Qt.Key.Key_Return)
            assert palette.isVisible()
            palette.reject()

    run_in_qt(qapp, story())


def test_every_thing_is_found_and_led_to(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_palette(qtbot, broker, Store(tmp_path / "settings.json")) as (desk, parts, _):
            topic = await new_topic(desk, 2)
            pane = await join(desk, topic, f"{topic}-g")
            assert await desk.until(lambda: desk.panes[pane].mode is PaneMode.MEMBER, WAIT_S)
            lessons: list[str] = []
            wanted: list[str] = []
            parts.bar.lesson_requested.connect(lessons.append)
            parts.bar.profile_requested.connect(wanted.append)

            def go(text: str, key: str) -> None:
                palette = open_palette(parts)
                typed(palette, text)
                assert palette.rows()[0].thing.id == key, [found.thing.id for found in palette.rows()[:5]]
                QTest.keyClick(palette.edit, Qt.Key.Key_Return)

            assert desk.surveyor.survey.topics == {}, "the cluster is asked for nothing"
            go(f"group {topic}", f"group:{topic}-g")
            await see("the group", lambda: any(one.isVisible() for one in parts.window.findChildren(GroupsPlace)))
            await see("it is selected", lambda: parts.window.findChildren(GroupsPlace)[0].table.name() == f"{topic}-g")
            go(f"topic {topic}", f"topic:{topic}")
            await see("the topic is selected", lambda: [one.table.name() for one in parts.window.findChildren(TopicsPlace)] == [topic])
            go("view rebal", f"view:{LowerView.REBALANCES.value}")
            await see("the desk again", parts.rebalances.isVisible)
            go(f"pane {desk.panes[pane].name}", f"pane:{desk.panes[pane].name}")
            shown = parts.grid.pane(pane)
            assert shown is not None
            await see("the cursor in the pane", lambda: shown.isAncestorOf(QApplication.focusWidget() or parts.window))
            go("help NoBrokers", "help:NoBrokersAvailable")
            await see("the help", lambda: any(one.isVisible() for one in parts.window.findChildren(HelpSearch)))
            for one in parts.window.findChildren(HelpSearch):
                one.close()
            palette = open_palette(parts)
            assert "Billing EU" in typed(palette, "eu.example")
            typed(palette, "lesson ")
            first = next(found.thing.id for found in palette.rows() if found.thing.kind == "lesson")
            palette.list.setCurrentRow([found.thing.id for found in palette.rows()].index(first))
            QTest.keyClick(palette.edit, Qt.Key.Key_Return)
            await see("the lesson", lambda: lessons == [first.removeprefix("lesson:")])

    run_in_qt(qapp, story())


def test_a_screen_reader_gets_names_and_roles(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with with_palette(qtbot, broker, Store(tmp_path / "settings.json")) as (_, parts, _hub):
            palette = open_palette(parts)
            typed(palette, "keyboard")
            edit, rows = (QAccessible.queryAccessibleInterface(one) for one in (palette.edit, palette.list))
            assert (edit.role(), edit.text(QAccessible.Text.Name)) == (QAccessible.Role.EditableText, "Find anything")
            assert (rows.role(), rows.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "What was found")
            assert rows.child(0).text(QAccessible.Text.Name) == "command, Keyboard…"
            assert edit.text(QAccessible.Text.Description) == "command, Keyboard…"
            typed(palette, "help")
            QTest.keyClick(palette.edit, Qt.Key.Key_Down)
            assert palette.list.currentRow() == 1
            assert edit.text(QAccessible.Text.Description).startswith(("help, ", "command, "))
            QTest.keyClick(palette.edit, Qt.Key.Key_Up)
            QTest.keyClick(palette.edit, Qt.Key.Key_Up)
            assert palette.list.currentRow() == palette.list.count() - 1, "round to the last"
            palette.reject()

    run_in_qt(qapp, story())
