"""Pictures of the whole window on a real broker, for the README and for looking at: python -m tests.shots.window FOLDER.

One, four and ten panes, and eight of twenty members on 100 partitions, at three sizes, light and dark. main-window.png is the README's.
"""

import asyncio
import contextlib
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtWidgets import QApplication

from kafkadesk.app.hub import Hub
from kafkadesk.app.intents import Intents
from kafkadesk.app.lessons.headless import picture, tell_step
from kafkadesk.app.window import WindowParts, build
from kafkadesk.core.compose.template import MONITOR_EVENT
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.focus import LowerView
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.base import theme
from tests.bench.peers import members

SIZES = ((1280, 640), (1366, 768), (2560, 1440))
README_SIZE = (1680, 1020)
GROUPS: dict[int, tuple[str | None, ...]] = {
    4: ("monitoring", "monitoring", "audit", None),
    1: ("monitoring",),
    10: ("monitoring", "monitoring", "monitoring", "audit", "audit", "billing", None, "alerts", "alerts", "alerts"),
}
PARTITIONS = 4
CROWD = ("crowd",) * 8  # with OTHERS of another program
OTHERS, MANY = 12, 100
SETTLE_S = 1.5  # matrix, lag and counters have caught up
WAIT_S = 30.0


async def shoot(app: QApplication, folder: Path) -> None:
    """Make all pictures."""
    desk = Desk(home=folder / ".kafka")
    await desk.local.start(tell_step)
    await desk.connected()
    for groups in (*GROUPS.values(), CROWD):
        parts = build(desk.sends.log, desk.ledger, desk.labels.label_of, groups=("monitoring", "audit", "billing", "alerts"), callouts=())
        wiring = Hub(desk, parts, Intents(parts.messages))
        parts.window.show()
        parts.window.show_desk()
        parts.producer.restore({"value": MONITOR_EVENT})
        many = groups is CROWD
        topic = "test-kafka" if len(groups) == len(GROUPS[4]) else f"test-kafka-{len(groups)}"
        await desk.create_topic(topic, MANY if many else PARTITIONS)
        with members(desk.connection.bootstrap, topic, f"{CROWD[0]}-{topic}", OTHERS) if many else contextlib.nullcontext():
            await act(desk, parts, topic, groups)
            if many:
                await desk.until(lambda: all(len(p.partitions) == MANY // (OTHERS + len(CROWD)) for p in desk.panes.values()), WAIT_S)
            await look(app, parts, folder, len(groups), LowerView.FLOW if many else LowerView.MATRIX)
        for pane in list(desk.panes):
            desk.close_pane(pane)
        wiring.close()
        await wiring.intents.close()
        parts.window.close_now()
    await desk.close()


async def act(desk: Desk, parts: WindowParts, topic: str, groups: tuple[str | None, ...]) -> None:
    """Let panes join and observe, and send what they read."""
    parts.producer.set_topic(topic)
    for group in groups:
        pane = desk.add_pane()
        if group is None:
            desk.observe(pane, topic)
        else:
            real = f"{group}-{topic}"
            desk.labels.set_label(real, group)
            await desk.join(pane, ReadPlan(topic=topic, group=real), confirmed=True)
    await desk.until(lambda: all(p.mode in (PaneMode.MEMBER, PaneMode.OBSERVING) for p in desk.panes.values()), WAIT_S)
    for plan in (SendPlan(topic=topic, value=MONITOR_EVENT, count=9, every_ms=60), SendPlan(topic=topic, value=MONITOR_EVENT, partition=7)):
        send_id = desk.send(plan)
        await desk.sends.finished(send_id)


async def look(app: QApplication, parts: WindowParts, folder: Path, panes: int, view: LowerView) -> None:
    """Take the pictures of what is there now, with one view of the lower area in front."""
    await asyncio.sleep(SETTLE_S)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for size in SIZES:
            parts.window.resize(*size)
            await asyncio.sleep(SETTLE_S / 3)
            parts.lower.show_view(view)
            await asyncio.sleep(SETTLE_S / 3)
            picture(parts.window, folder / f"{panes}-panes-{scheme}-{size[0]}x{size[1]}.png")
    theme.apply(app, "light")
    if panes == len(GROUPS[4]):
        parts.window.resize(*README_SIZE)
        await asyncio.sleep(SETTLE_S)
        picture(parts.window, folder / "main-window.png")


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(shoot(app, folder))


if __name__ == "__main__":
    main()
