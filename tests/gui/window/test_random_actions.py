"""Nobody can click in an order that breaks a promise: random actions on the real window and a real broker, reproducible by their seed."""

import os
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.widgets.base import i18n, theme
from tests.rigs.broker import Broker
from tests.rigs.random_actions import RandomActions
from tests.rigs.window import connected_window, run_in_qt

SEED = int(os.environ.get("KAFKADESK_TEST_SEED", "20261122"))


def act(qtbot: QtBot, qapp: QApplication, broker: Broker, *, count: int, seed: int, restarts: bool) -> None:
    """Do so many actions on a new window and check what must hold."""

    async def scenario() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, wiring):
            monkey = RandomActions(desk, parts, wiring, broker, seed=seed, restarts=restarts)
            try:
                await monkey.run(count)
                await monkey.check()
            except BaseException as error:
                error.add_note(f"KAFKADESK_TEST_SEED={seed}, after {len(monkey.done)} actions, the last: {', '.join(monkey.done[-20:])}")
                raise
            finally:
                monkey.close()

    try:
        run_in_qt(qapp, scenario())
    finally:
        theme.apply(qapp, "light")
        i18n.install(qapp, "en")


def test_random_actions_break_no_promise(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    act(qtbot, qapp, broker, count=300, seed=SEED, restarts=False)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_ten_thousand_random_actions_break_no_promise(qtbot: QtBot, qapp: QApplication, own_broker: Callable[[], Broker]) -> None:
    act(qtbot, qapp, own_broker(), count=10_000, seed=SEED, restarts=True)
