"""Whoever looks in the help, or in the documents, for what a client said, finds the doctor."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.help import HelpWiring
from kafkadesk.app.window import build
from kafkadesk.core.doctor.error_help import place_of
from kafkadesk.core.ledger.ledger import Ledger
from kafkadesk.core.sends.deliveries import DeliveryLog
from kafkadesk.widgets.window.connection_bar import ConnectionBar
from tests import ROOT
from tests.rigs.menus import item, texts


def help_menu(bar: ConnectionBar) -> QMenu:
    return next(button.menu() for button in bar.findChildren(QPushButton) if button.text() == "?")


SAID = ("NoBrokersAvailable", "Unable to bootstrap", "KafkaTimeoutError", "getaddrinfo failed", "11001")


@pytest.mark.parametrize("said", SAID)
def test_a_message_leads_to_the_doctor(qtbot: QtBot, said: str) -> None:
    bar = ConnectionBar()
    qtbot.addWidget(bar)
    errors = item(help_menu(bar), "Ask the doctor about…").menu()
    assert isinstance(errors, QMenu)
    action = next(action for action in errors.actions() if said in action.text())
    with qtbot.waitSignal(bar.doctor_requested) as asked:
        action.trigger()
    assert asked.args is not None
    place = place_of(asked.args[0])
    assert place.what is not None
    assert place.what.render().startswith(asked.args[0])
    assert len(place.what.render()) > len(asked.args[0]) + 50, "with its paragraph of the help"
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    assert said in page


def test_the_help_is_searched_and_leads_to_the_doctor(qtbot: QtBot) -> None:
    parts = build(DeliveryLog(), Ledger(), str, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    wiring = HelpWiring(parts)
    item(help_menu(parts.bar), "Search the help").trigger()
    dialog = wiring.dialog
    assert dialog is not None
    assert dialog.list.count() > 10, "all of it, before anything is typed"
    QTest.keyClicks(dialog.edit, "[Errno 11001] getaddrinfo failed")
    assert dialog.list.count() == 1
    assert "does not know a name" in dialog.means.text()
    assert "hosts file" in dialog.finds.text()
    dialog.edit.setText("no such thing at all <b>")
    assert "does not list this" in dialog.means.text()
    dialog.look_up("getaddrinfo failed")
    with qtbot.waitSignal(parts.bar.doctor_requested) as asked:
        dialog.doctor.click()
    assert asked.args == ["getaddrinfo failed"]
    assert not dialog.isVisible()


def test_in_a_lessons_window_the_doctor_is_not_offered_and_the_reason_said(qtbot: QtBot) -> None:
    parts = build(DeliveryLog(), Ledger(), str, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    dialog = HelpWiring(parts, doctor=False).open()
    assert not dialog.doctor.isVisible()
    assert "not in a lesson's" in dialog.elsewhere.text()
    assert dialog.elsewhere.isVisible()
    button = next(b for b in parts.bar.findChildren(QPushButton) if b.text() == "Doctor")
    assert not button.isEnabled()
    assert "not in a lesson's" in button.toolTip()
    assert texts(help_menu(parts.bar)) == ["Search the help for an error…", "Keyboard…"]
    dialog.close()
