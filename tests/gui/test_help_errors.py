"""Whoever looks in the help, or in the documents, for what a client said, finds the doctor."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
