"""The real window on a real broker, in the test's own process: for tests that look at what a user would see there."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.window import WindowParts, build
from kafkadesk.core.focus import LowerView
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base import theme
from tests.rigs.broker import Broker
from tests.rigs.desk import WAIT_S

T = TypeVar("T")
Story = Callable[[Desk, WindowParts], Awaitable[None]]


def run_in_qt(qapp: QApplication, work: Coroutine[Any, Any, T]) -> T:
    """Run it on the event loop that the app runs on, in light colours; return what it returns."""
    theme.apply(qapp, "light")
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            done: T = loop.run_until_complete(work)
            return done
    finally:
        asyncio.set_event_loop(None)


@contextlib.asynccontextmanager
async def connected_window(qtbot: QtBot, bootstrap: str) -> AsyncIterator[tuple[Desk, WindowParts, Hub]]:
    """Have a new window that is connected."""
    desk = Desk()
    parts = build(desk.sends.log, desk.ledger, desk.labels.label_of, groups=[], callouts=[])
    qtbot.addWidget(parts.window, before_close_func=lambda w: w.close_now())
    wiring = Hub(desk, parts, Intents(parts.messages))
    parts.window.show()
    parts.window.show_desk()
    try:
        await desk.connect(bootstrap)
        await desk.connected()
        yield desk, parts, wiring
    finally:
        wiring.close()
        await wiring.intents.close()
        await desk.close()


def play(qtbot: QtBot, qapp: QApplication, bootstrap: str, story: Story) -> None:
    """Run a story in a window that is connected and shows the flow view."""

    async def scenario() -> None:
        async with connected_window(qtbot, bootstrap) as (desk, parts, _):
            parts.window.resize(1366, 768)
            parts.lower.show_view(LowerView.FLOW)
            parts.flow.set_motion(on=True)
            await story(desk, parts)

    run_in_qt(qapp, scenario())


async def see(what: str, holds: object, wait_s: float = WAIT_S) -> None:
    """Wait until the window shows it."""
    assert callable(holds)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(wait_s):
            while not holds():  # noqa: ASYNC110  # what a picture shows sends no event
                await asyncio.sleep(0.02)
    assert holds(), what


async def until(holds: Callable[[], object], what: str) -> None:
    try:
        async with asyncio.timeout(WAIT_S):
            while not holds():  # noqa: ASYNC110  # what is looked at are widgets: they tell nobody
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(what)


def in_window(qtbot: QtBot, qapp: QApplication, broker: Broker, play: Callable[[Desk, WindowParts], Coroutine[Any, Any, None]]) -> None:
    """Play in a new window that is connected to the broker."""

    async def scenario() -> None:
        async with connected_window(qtbot, broker.bootstrap) as (desk, parts, _):
            await play(desk, parts)

    run_in_qt(qapp, scenario())
