"""Makes pictures of the consumer panes, the matrix and the lag table with fed data: python -m tests.shots.panes FOLDER."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.errors import UserError
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode, PaneState
from kafkadesk.core.text import Text
from kafkadesk.models.lag_table import LagRow
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.models.record_table import RecordTable
from kafkadesk.widgets.base import theme
from kafkadesk.widgets.consumer.consumer_grid import ConsumerGrid
from kafkadesk.widgets.consumer.consumer_pane import ConsumerPane
from kafkadesk.widgets.groups.lag_view import LagView
from kafkadesk.widgets.matrix.matrix_view import MatrixView
from tests.rigs.batches import BEGIN_MS, Made, batch_of, run_of
from tests.rigs.drawn_ledger import PICTURE, PICTURE_PANES, DrawnLedger

PARTITIONS = 4
VALUE = '{"interval":10,"producer":{"name":"producer 1","host":"10.10.10.1"},"cpu":"33.5%%","seq":%d,"msg":"Hello kafka"}'


def sends(count: int) -> list[tuple[int, int, int]]:
    """Return (number, partition, offset) of sends, spread evenly."""
    return [(n, (n - 1) % PARTITIONS, 97 + (n - 1) // PARTITIONS) for n in range(1, count + 1)]


def make_pane(state: PaneState, colors: GroupColors, records: Sequence[tuple[int, int, int]], index: int) -> ConsumerPane:
    """Return a pane that has received what it owns of `records`."""
    numbers = {(p, o): n for n, p, o in records}
    model = RecordTable(lambda _, p, o: numbers.get((p, o)), index=index)
    pane = ConsumerPane(model, state, colors)
    model.setParent(pane)
    rows = [
        Made(partition=p, offset=o, value=(VALUE % n).encode(), timestamp_ms=BEGIN_MS + 1137 * n)
        for n, p, o in records
        if p in state.partitions
    ]
    if rows:
        model.add_batch(batch_of(rows))
        model.tick()
    pane.set_state(replace(state, received=len(rows), delay_ms=12.0 if rows else None))
    return pane


def states(count: int) -> list[PaneState]:
    """Return panes in several groups, some of them in trouble when there are many."""
    groups = ["monitoring", "monitoring", "audit", None, "billing", "billing", "search", "alerts", "archive", "mail"]
    owned = [(0, 1), (2, 3), (0, 1, 2, 3), (0, 1, 2, 3), (0, 1), (2, 3), (), (0, 1, 2, 3), (), (0, 1, 2, 3)]
    if count == 1:
        groups, owned = ["monitoring"], [(0, 1, 2, 3)]
    found = []
    for i in range(count):
        group, parts = groups[i % 10], owned[i % 10]
        mode = PaneMode.OBSERVING if group is None else PaneMode.MEMBER
        ends = dict.fromkeys(parts, 100)
        found.append(
            PaneState(pane=f"pane-{i + 1}", name=f"Consumer {i + 1}", topic="test-kafka", mode=mode, group=group, partitions=parts,
                      positions=ends, end_offsets=ends, begin_offsets=dict.fromkeys(parts, 0), generation=4, rate=None)
        )  # fmt: skip
    if count >= 9:
        found[8] = replace(found[8], mode=PaneMode.KILLED, killed_at=time.monotonic(), partitions=())
        found[6] = replace(found[6], mode=PaneMode.JOINING)
    return found


def grid_of(count: int, colors: GroupColors) -> ConsumerGrid:
    """Return a grid of panes with data."""
    grid = ConsumerGrid()
    for i, state in enumerate(states(count)):
        grid.add(make_pane(state, colors, sends(10), i))
    return grid


def special_states(colors: GroupColors) -> ConsumerGrid:
    """Return panes in the states that are seldom seen."""
    base = states(4)[0]
    error = UserError(Text("The topic is gone."), Text("Choose another topic."))
    cases = [
        PaneState(pane="a", name="Idle"),
        replace(
            base,
            pane="b",
            name="Waiting",
            mode=PaneMode.OBSERVING,
            group=None,
            positions={0: 60, 1: 60},
            begin_offsets={0: 0, 1: 0},
            end_offsets={0: 60, 1: 60},
        ),
        replace(base, pane="c", name="Killed", mode=PaneMode.KILLED, killed_at=time.monotonic(), partitions=()),
        replace(base, pane="d", name="Failed", mode=PaneMode.FAILED, error=error, partitions=()),
        replace(
            base, pane="e", name="A long name for a consumer", group="a-very-long-group-name.of.somebody", start=Start(StartKind.LAST, 100)
        ),
        replace(base, pane="f", name="Paused", rate=21_000.0, resumed=frozenset({0, 1}), positions={0: 97, 1: 97}),
    ]
    grid = ConsumerGrid()
    for i, state in enumerate(cases):
        pane = make_pane(state, colors, sends(10) if i >= 4 else [], i)
        grid.add(pane)
    odd = grid.panes()[4]
    strange = [
        Made(offset=101, key=b"order-17", value=b"\xff\xfe\x00"),
        Made(offset=102, key="订单".encode(), value="你好,世界 🎉".encode()),
        Made(partition=1, offset=101, key=b"k", value=None),
        Made(partition=1, offset=102, key=b"", value=b""),
        Made(offset=103, key=b"k2", value=b"two\nlines\tand \xe2\x80\xae bidi"),
        Made(partition=1, offset=103, value=b"x" * 9000),
    ]
    odd.model.add_batch(batch_of(strange))
    odd.model.tick()
    paused = grid.panes()[5]
    paused.header.pause.setChecked(True)
    paused.model.add_batch(run_of(200, 23))
    paused.model.tick()
    return grid


def matrix(colors: GroupColors, *, ten: bool = False) -> MatrixView:
    """Return the matrix of main-window.png, or one of ten panes."""
    panes = [(s.name, s.group or "") for s in states(10)] if ten else PICTURE_PANES
    drawing = "\n".join(line + " 4 · · 5 w 4" * ten for line in PICTURE.splitlines() if line)
    view = MatrixView(MatrixTable(DrawnLedger(panes, drawing)), colors)
    view.cells.clicked.emit(view.cells.model().index(1, 4))
    return view


def lag(colors: GroupColors) -> LagView:
    """Return the lag table."""
    view = LagView(colors)
    members = ("Consumer 1", "Consumer 1", "Consumer 2", "kcat@/127.0.0.1")
    view.set_rows([
        LagRow(group="monitoring", topic="test-kafka", partition=p, member=m, committed=99 if p else None, log_end=99 + p, lag=p or None)
        for p, m in enumerate(members)
    ])  # fmt: skip
    return view


def shoot(widget: QWidget, size: tuple[int, int], file: Path) -> None:
    """Save a picture of a widget at a size."""
    widget.resize(*size)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=True)
    widget.show()
    for _ in range(5):
        QApplication.processEvents()
    widget.grab().save(str(file))
    print(file)
    widget.close()


def main(argv: Sequence[str]) -> int:
    """Make all pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(argv).folder
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["shots"])
    normal = app.font().pointSizeF()
    colors = GroupColors()
    # The grid's own room in a window of 1280×640, 1366×768, 2560×1440.
    for window, size in (("1280x640", (945, 360)), ("1366x768", (1030, 450)), ("2560x1440", (2180, 820))):
        for scheme in ("light", "dark"):
            for count in (1, 4, 10):
                theme.apply(app, scheme)
                shoot(grid_of(count, colors), size, folder / f"panes-{count}-{window}-{scheme}.png")
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        shoot(special_states(colors), (1500, 560), folder / f"states-{scheme}.png")
        shoot(matrix(colors), (600, 380), folder / f"matrix-{scheme}.png")
        shoot(matrix(colors, ten=True), (945, 300), folder / f"matrix-10-{scheme}.png")
        shoot(lag(colors), (945, 200), folder / f"lag-{scheme}.png")
    theme.apply(app, "light")
    theme.set_points(app, normal * 2)
    shoot(matrix(colors), (945, 400), folder / "matrix-200.png")
    for count in (1, 4, 10):
        shoot(grid_of(count, colors), (945, 360), folder / f"panes-{count}-1280x640-200.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
