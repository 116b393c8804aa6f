"""Nobody can click in an order that breaks a promise: random actions on the real window and a real broker, reproducible by their seed."""

import asyncio
import os
from collections.abc import Callable

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.desk.desk import Desk
from kafkadesk.parts import build
from kafkadesk.widgets import i18n, theme
from kafkadesk.wiring import Wiring
from tests.broker_fixture import Broker
from tests.gui.random_actions import RandomActions

SEED = int(os.environ.get("KAFKADESK_TEST_SEED", "20261122"))


def act(qtbot: QtBot, qapp: QApplication, broker: Broker, *, count: int, seed: int, restarts: bool) -> None:
    """Do so many actions on a new window and check what must hold."""

    async def scenario() -> None:
        desk = Desk()
        parts = build(desk.sends.log, desk.ledger, desk.group_label, groups=[], callouts=[])
        qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
        wiring = Wiring(desk, parts)
        parts.window.show()
        parts.window.show_desk()
        await desk.connect(broker.bootstrap)
        await desk.connected()
        monkey = RandomActions(desk, parts, wiring, broker, seed=seed, restarts=restarts)
        try:
            await monkey.run(count)
            await monkey.check()
        except BaseException as error:
            error.add_note(f"KAFKADESK_TEST_SEED={seed}, after {len(monkey.done)} actions, the last: {', '.join(monkey.done[-20:])}")
            raise
        finally:
            monkey.close()
            await wiring.close()
            await desk.close()

    theme.apply(qapp, "light")
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            loop.run_until_complete(scenario())
    finally:
        asyncio.set_event_loop(None)
        theme.apply(qapp, "light")
        i18n.install(qapp, "en")


def test_random_actions_break_no_promise(qtbot: QtBot, qapp: QApplication, broker: Broker) -> None:
    act(qtbot, qapp, broker, count=300, seed=SEED, restarts=False)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_ten_thousand_random_actions_break_no_promise(qtbot: QtBot, qapp: QApplication, own_broker: Callable[[], Broker]) -> None:
    act(qtbot, qapp, own_broker(), count=10_000, seed=SEED, restarts=True)
