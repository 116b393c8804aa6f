"""Whoever looks in the help, or in the documents, for what a client said, finds the doctor."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kafkadesk.core.deliveries import DeliveryLog
from kafkadesk.core.ledger import Ledger
from kafkadesk.help_wiring import HelpWiring
from kafkadesk.parts import build
from kafkadesk.widgets.bar_menus import HelpMenu
from kafkadesk.widgets.connection_bar import ConnectionBar

SAID = ("NoBrokersAvailable", "Unable to bootstrap", "KafkaTimeoutError", "getaddrinfo failed", "11001")


@pytest.mark.parametrize("said", SAID)
def test_a_message_leads_to_the_doctor(qtbot: QtBot, said: str) -> None:
    bar = ConnectionBar()
    qtbot.addWidget(bar)
    menu = bar.findChild(HelpMenu)
    assert menu is not None
    errors = menu.actions()[0].menu()
    assert errors is not None
    action = next(action for action in errors.actions() if said in action.text())  # type: ignore[attr-defined]
    with qtbot.waitSignal(bar.doctor_requested):
        action.trigger()
    page = (Path(__file__).parents[2] / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    assert said in page


def test_the_help_is_searched_and_leads_to_the_doctor(qtbot: QtBot) -> None:
    parts = build(DeliveryLog(), Ledger(), str, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    wiring = HelpWiring(parts)
    menu = parts.bar.findChild(HelpMenu)
    assert menu is not None
    next(action for action in menu.actions() if "Search the help" in action.text()).trigger()
    dialog = wiring.dialog
    assert dialog is not None
    assert dialog.list.count() > 10, "all of it, before anything is typed"
    QTest.keyClicks(dialog.edit, "[Errno 11001] getaddrinfo failed")
    assert dialog.list.count() == 1
    assert "does not know a name" in dialog.means.text()
    assert "hosts file" in dialog.finds.text()
    dialog.edit.setText("no such thing at all <b>")
    assert "does not know that" in dialog.means.text()
    with qtbot.waitSignal(parts.bar.doctor_requested):
        dialog.doctor.click()
    assert not dialog.isVisible()
