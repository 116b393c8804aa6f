"""The menu of saved filters: what is offered, kept and forgotten, from a pane's filter line to the next start."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kafkadesk.app.places.places import PlaceWiring
from kafkadesk.app.places.saved_filters import SavedFilterWiring
from kafkadesk.core import settings
from kafkadesk.core.rows.saved_filters import SavedFilter, read_saved
from kafkadesk.system.files.settings import Store
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.base.saved_filters import SavedFilterButton
from tests.rigs.broker import Broker
from tests.rigs.window import connected_window, run_in_qt


def opened(button: SavedFilterButton) -> dict[str, QAction]:
    """Open the menu, and return what it offers, by its words."""
    button.filters.aboutToShow.emit()
    return {action.text(): action for action in button.filters.actions() if not action.isSeparator()}


@pytest.fixture
def line(qtbot: QtBot, qapp: QApplication) -> tuple[QLineEdit, SavedFilterButton]:
    theme.apply(qapp, "light")
    edit = QLineEdit()
    qtbot.addWidget(edit)
    return edit, SavedFilterButton(edit)


def test_what_is_no_filter_cannot_be_saved(line: tuple[QLineEdit, SavedFilterButton]) -> None:
    edit, button = line
    for text in ("", "  ", "$.a>"):
        edit.setText(text)
        assert not opened(button)["Save this filter for all profiles"].isEnabled()
    assert not opened(button)["No filter is saved yet"].isEnabled()
    edit.setText("key:a&b")
    assert opened(button)["Save this filter for all profiles"].isEnabled()
    button.set_filters([SavedFilter("key:a&b")], "p1", "Billing")
    offers = opened(button)
    assert "key:a&&b" in offers, "& is no underlined letter"
    assert not offers["Save this filter for all profiles"].isEnabled(), "it is saved"
    assert offers["Save this filter for Billing"].isEnabled()


def test_a_filter_of_one_pane_is_offered_in_another_and_forgotten(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    async def story() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, hub):
            store = Store(tmp_path / "settings.json")
            places = PlaceWiring(desk, parts, hub.intents, hub.panes, store)
            SavedFilterWiring(desk, parts, store, places)
            first, second = (parts.grid.pane(desk.add_pane()) for _ in range(2))
            assert first is not None
            assert second is not None
            first.search.look_for("key:order")
            assert first.search.bar is not None
            opened(first.search.bar.saved)["Save this filter for all profiles"].trigger()
            assert read_saved(settings.FILTERS.get(Store(tmp_path / "settings.json"))) == [SavedFilter("key:order")]
            second.search.open()
            assert second.search.bar is not None
            opened(second.search.bar.saved)["key:order"].trigger()
            assert second.search.bar.edit.text() == "key:order"
            delete = opened(second.search.bar.saved)["Delete"].menu()
            assert delete is not None
            delete.actions()[0].trigger()  # type: ignore[attr-defined]  # a QMenu
            assert settings.FILTERS.get(store) == []
            places.close()

    run_in_qt(qapp, story())
