"""Pictures of the whole window on a real broker, for the README and for looking at: python -m tests.gui.shots_window FOLDER.

One, four and ten panes, at three sizes, light and dark. main-window.png is the README's.
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtWidgets import QApplication

from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.payload import MONITOR_EVENT
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.lesson_window import picture, tell_step
from kafkadesk.parts import Parts, build
from kafkadesk.widgets import theme
from kafkadesk.wiring import Wiring

SIZES = ((1280, 640), (1366, 768), (2560, 1440))
README_SIZE = (1680, 1020)
GROUPS: dict[int, tuple[str | None, ...]] = {
    4: ("monitoring", "monitoring", "audit", None),
    1: ("monitoring",),
    10: ("monitoring", "monitoring", "monitoring", "audit", "audit", "billing", None, "alerts", "alerts", "alerts"),
}
PARTITIONS = 4
SETTLE_S = 1.5  # matrix, lag and counters have caught up
WAIT_S = 30.0


async def shoot(app: QApplication, folder: Path) -> None:
    """Make all pictures."""
    desk = Desk(home=folder / ".kafka")
    await desk.start_local(tell_step)
    await desk.connected()
    for groups in GROUPS.values():
        parts = build(desk.sends.log, desk.ledger, desk.group_label, groups=("monitoring", "audit", "billing", "alerts"), callouts=())
        wiring = Wiring(desk, parts)
        parts.window.show()
        parts.window.show_desk()
        parts.producer.restore({"value": MONITOR_EVENT})
        await act(desk, parts, groups)
        await look(app, parts, folder, len(groups))
        for pane in list(desk.panes):
            desk.close_pane(pane)
        await wiring.close()
        parts.window.close_now()
    await desk.close()


async def act(desk: Desk, parts: Parts, groups: tuple[str | None, ...]) -> None:
    """Let panes join and observe, and send what they read."""
    topic = "test-kafka" if len(groups) == len(GROUPS[4]) else f"test-kafka-{len(groups)}"
    await desk.create_topic(topic, PARTITIONS)
    parts.producer.set_topic(topic)
    for group in groups:
        pane = desk.add_pane()
        if group is None:
            desk.observe(pane, topic)
        else:
            real = f"{group}-{topic}"
            desk.label_group(real, group)
            desk.join(pane, topic, real)
    await desk.until(lambda: all(p.mode in (PaneMode.MEMBER, PaneMode.OBSERVING) for p in desk.panes.values()), WAIT_S)
    for plan in (SendPlan(topic=topic, value=MONITOR_EVENT, count=9, every_ms=60), SendPlan(topic=topic, value=MONITOR_EVENT, partition=7)):
        send_id = desk.send(plan)
        await desk.sends.finished(send_id)


async def look(app: QApplication, parts: Parts, folder: Path, panes: int) -> None:
    """Take the pictures of what is there now."""
    await asyncio.sleep(SETTLE_S)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for size in SIZES:
            parts.window.resize(*size)
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
