"""Everything a user can do is declared once: with an id, keys that are its own, words in both languages, and a reason where it cannot be done."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.window import build
from kafkadesk.core.actions import deliveries, pane, producer, rows, window
from kafkadesk.core.actions.action import Action, Items, Menu, Slot
from kafkadesk.core.actions.every import SCOPES
from kafkadesk.core.actions.window import ACTIONS, HELP_MENU, LOCAL_MENU, RESET_LOCAL, STOP_LOCAL
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.widgets.base import i18n
from kafkadesk.widgets.base.action_map import ActionMap
from kafkadesk.widgets.base.i18n import render
from kafkadesk.widgets.window.keyboard_dialog import KeyboardDialog
from tests import ROOT

MADE_ELSEWHERE = {
    "widgets/base/action_map.py": "makes them from actions",
    "widgets/base/own_keys.py": "a key that text fields would take",
    "widgets/base/saved_filters.py": "filters that the user saved",
    "widgets/window/log_panel.py": "keys of a dialog: find, close",
    "widgets/window/stall_panel.py": "a key of a dialog: close",
    "widgets/record/record_detail.py": "keys of a dialog: find; copies of what the record has",
    "widgets/record/detail_copy.py": "copies of what the record has",
    "widgets/record/detail_tree.py": "copies of what the record has",
    "widgets/producer/kind_button.py": "the kinds of one field",
    "widgets/producer/payload_editor.py": "how the value is written, in the menu of its kinds",
}


def makes_actions(source: Path) -> bool:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            if called in ("QAction", "QShortcut", "addAction"):
                return True
    return False


def test_actions_are_made_in_one_place() -> None:
    package = ROOT / "kafkadesk"
    found = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if makes_actions(path)}
    assert found == set(MADE_ELSEWHERE)


def test_ids_are_unique_and_so_are_the_keys_in_one_place() -> None:
    ids = Counter(action.id for _, actions in SCOPES for action in actions)
    assert ids.most_common(1)[0][1] == 1
    everywhere = [keys for action in SCOPES[0][1] for keys in action.keys]
    for title, actions in SCOPES[1:]:
        here = Counter([*everywhere, *(keys for action in actions for keys in action.keys)])
        assert here.most_common(1)[0][1] == 1, title


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    i18n.install(qapp, "zh_CN")
    yield
    i18n.install(qapp, "en")


@pytest.mark.usefixtures("chinese")
def test_each_has_a_chinese_text() -> None:
    for title, actions in SCOPES:
        for text in [title, *(text for a in actions for text in (a.text, a.label, a.tip) if text is not None)]:
            names_only = text.source.replace("{name}", "").strip(" +") == ""
            assert names_only or render(text) != str(text), text


def test_the_window_binds_and_lists_its_actions(qtbot: QtBot) -> None:
    parts = build(DeliveryLog(), Ledger(), str, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    done: list[str] = []
    for action in ACTIONS:
        parts.bar.commands.bind(action, partial(done.append, action.id))
    parts.bar.set_local(running=True, disk_bytes=0)
    offers = {offer.id: offer for one in parts.window.findChildren(ActionMap) for offer in one.offers()}
    assert STOP_LOCAL.id in offers
    assert "window.start_local" not in offers
    assert offers[RESET_LOCAL.id].obstacle == "Local Kafka has no data"
    offers[RESET_LOCAL.id].trigger()
    offers[STOP_LOCAL.id].trigger()
    assert done == [STOP_LOCAL.id]
    assert {"producer.send", "producer.format", "deliveries.copy"} <= set(offers)


def test_menus_offer_only_what_is_declared() -> None:
    declared = {action for _, actions in SCOPES for action in actions}

    def inside(items: Items[object]) -> set[object]:
        found: set[object] = set()
        for entry in items:
            match entry:
                case Action():
                    found.add(entry)
                case Menu():
                    found |= inside(entry.items)
                case Slot() | None:
                    pass
        return found

    for menu in (
        LOCAL_MENU, HELP_MENU, window.APPEARANCE_MENU, window.LANGUAGE_MENU, pane.PANE_MENU, rows.ROW_MENU, producer.EDITOR_MENU, producer.TEMPLATE_MENU,
        deliveries.DELIVERY_MENU,
    ):  # fmt: skip
        assert inside(menu) <= declared  # type: ignore[arg-type]


def test_the_list_of_keys_has_all_of_them(qtbot: QtBot) -> None:
    dialog = KeyboardDialog()
    qtbot.addWidget(dialog)
    lines = dialog.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    listed = [(line.text(0), line.text(1)) for line in lines if line.childCount() == 0]
    assert ("Switch profile…", "Ctrl+K") in listed
    assert ("Send", "Ctrl+Return") in listed
    assert len(listed) == sum(len(actions) for _, actions in SCOPES)
