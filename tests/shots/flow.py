"""Makes pictures of the flow view with drawn worlds: python -m tests.shots.flow FOLDER."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kafkadesk.core.flow.world import FlowWorld, GroupWord
from kafkadesk.core.focus import Focus
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.flow.flow_view import FlowView
from tests.rigs import drawn_flow as drawn

T = "test-kafka"
NARROW, USUAL, LARGE = (1030, 262), (545, 330), (1180, 560)  # its room in windows of 1366×768, 1680×1020, 2560×1440
WORLDS: dict[str, FlowWorld] = {
    "four": drawn.world_of(drawn.topic_of(T, 4, drawn.FOUR)),
    "hundred": drawn.world_of(drawn.topic_of(T, 100, drawn.LARGE)),
    "mixed": drawn.world_of(drawn.topic_of(T, 100, drawn.MIXED)),
    "ten": drawn.world_of(drawn.topic_of(T, 4, drawn.TEN_IN_ONE)),
    "observers": drawn.world_of(drawn.topic_of(T, 4, drawn.TEN_OBSERVE)),
    "foreign": drawn.world_of(drawn.topic_of(T, 4, drawn.FOREIGN)),
    "killed": drawn.world_of(drawn.topic_of(T, 4, drawn.KILLED, word=GroupWord.MISSING_ONE)),
    "rebalancing": drawn.world_of(drawn.topic_of(T, 4, drawn.REBALANCING, word=GroupWord.REBALANCING)),
    "two-topics": drawn.world_of(drawn.topic_of(T, 4, drawn.FOUR), drawn.topic_of("orders", 3, "Consumer_5 billing 0-2")),
    "nine": drawn.world_of(drawn.topic_of(T, 2, drawn.NINE_GROUPS)),
    "nobody": drawn.world_of(drawn.topic_of(T, 4, "")),
    "empty": FlowWorld(),
}


def shoot(view: FlowView, file: Path, *, dots: bool = False) -> None:
    """Save a picture, with dots under way if wanted."""
    if dots:
        for lane in view.scene.plan.lanes:
            view.records(lane.topic, lane.partitions[0], lane.member, 3)
        end = time.monotonic() + 0.45
        while time.monotonic() < end:
            QApplication.processEvents()
    for _ in range(5):
        QApplication.processEvents()
    view.grab().save(str(file))


def view_of(world: FlowWorld, size: tuple[int, int]) -> FlowView:
    """Return a view that shows a world."""
    view = FlowView()
    view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    view.setStyleSheet(f"FlowView {{ background: {theme.colors().card}; }}")
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(*size)
    view.show()
    view.set_world(world)
    for _ in range(5):
        QApplication.processEvents()
    return view


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    only = sys.argv[2:]
    app = QApplication(sys.argv[:1])
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for name, world in WORLDS.items():
            if only and name not in only:
                continue
            for size in (USUAL, NARROW, LARGE):
                view = view_of(world, size)
                shoot(view, folder / f"{name}-{scheme}-{size[0]}.png", dots=name in ("four", "hundred"))
                if name in ("four", "mixed") and size == LARGE:
                    view.light(Focus(topic=T, partition=2))
                    shoot(view, folder / f"{name}-lit-{scheme}.png")
                view.close()
    i18n.install(app, "zh_CN")
    view = view_of(WORLDS["ten"], USUAL)
    shoot(view, folder / "ten-zh.png")


if __name__ == "__main__":
    main()
