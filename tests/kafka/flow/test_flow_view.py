"""The flow view of the real window on a real broker: two groups, a rebalance, kcat as another program's member, a kill."""

import json
import os
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.app.window import WindowParts
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.flow.plan import LaneKind
from kafkadesk.core.flow.world import Standing
from kafkadesk.core.focus import Focus, LowerView
from kafkadesk.core.read_plan import ReadPlan
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.desk.desk import Desk
from tests.rigs.broker import Broker
from tests.rigs.desk import join, new_topic, send, stable
from tests.rigs.foreign import kcat_in
from tests.rigs.window import play, see


def lanes(parts: WindowParts, kind: LaneKind = LaneKind.READS) -> set[tuple[str, int]]:
    """Return the lanes that are shown: member, partition."""
    return {(lane.member, p) for lane in parts.flow.scene.plan.lanes if lane.kind is kind for p in lane.partitions}


def owned(desk: Desk, *groups: str) -> set[tuple[str, int]]:
    """Return who has what, as the groups have it."""
    return {(pane, p) for group in groups for p, pane in desk.groups[group].owners(desk.groups[group].read[0]).items()}


def told(parts: WindowParts) -> list[str]:
    """Return the causes of the rebalances in the timeline, the oldest first."""
    return [str(row.cause) for row in reversed(parts.rebalances.table.rows())]


async def story(desk: Desk, parts: WindowParts, broker: Broker, pictures: Path | None, folder: Path) -> None:
    view = parts.flow
    topic = await new_topic(desk, 4)
    parts.producer.set_topic(topic)
    monitoring, audit = f"{topic}-monitoring", f"{topic}-audit"
    await see("the topic before anybody reads it", lambda: len(view.scene.plan.rows) == 4 and view.hint.isVisible())

    first = await join(desk, topic, monitoring, Start(StartKind.EARLIEST))
    other = await join(desk, topic, audit, Start(StartKind.EARLIEST))
    await see("both groups", lambda: lanes(parts) == owned(desk, monitoring, audit) and len(lanes(parts)) == 8)

    most_dots = 0

    def look() -> None:
        nonlocal most_dots
        most_dots = max(most_dots, view.scene.dots)

    stop = desk.listen(lambda _: look())
    await send(desk, SendPlan(topic=topic, value="{}", count=12, every_ms=20))
    stop()
    assert most_dots > 0
    await see("log ends", lambda: [row.partitions[0].end for row in view.scene.plan.rows] == [3, 3, 3, 3])
    await see("rest", lambda: not view.scene.moving)

    second = desk.add_pane()
    moved: set[str] = set()
    view.scene.changed.connect(lambda _: moved.update(member for _, _, member in view.scene.coming | view.scene.going))
    await desk.join(second, ReadPlan(topic=topic, group=monitoring, start=Start(StartKind.EARLIEST)), confirmed=True)
    await stable(desk, topic, monitoring, first, second)
    await see("the new shares", lambda: lanes(parts) == owned(desk, monitoring, audit) and len(owned(desk, monitoring, audit)) == 8)
    await see("rest", lambda: not view.scene.moving)
    assert second in moved
    assert other not in moved  # the other group did not rebalance
    generation = next(f.group.generation for f in view.scene.plan.frames if f.group is not None and f.group.id == monitoring)
    assert generation == desk.groups[monitoring].generation

    selected: list[Focus | None] = []
    view.chosen.connect(selected.append)
    parts.matrix.message_selected.emit(topic, 2, 1)  # a message that is chosen elsewhere
    owner = desk.groups[monitoring].owners(topic)[2]
    assert {key for (_, key), item in view.scene.seats.items() if item.lit} == {owner, other}
    parts.grid.pane_pressed.emit(other)
    assert {key for (_, key), item in view.scene.seats.items() if item.lit} == {other}
    assert not selected  # it lights up; the user chose nothing here

    with kcat_in(broker.bootstrap, topic, monitoring):
        await see(
            "kcat with its client id", lambda: any(s.members[0].name == "kcat" and s.members[0].partitions for s in view.scene.plan.seats)
        )
        foreign = next(s.members[0] for s in view.scene.plan.seats if s.members[0].name == "kcat")
        assert (foreign.ours, foreign.host) == (False, "127.0.0.1")
        if pictures is not None:
            await see("rest", lambda: not view.scene.moving)
            parts.window.grab().save(str(pictures / "kcat.png"))
    await see("kcat gone", lambda: not any(s.members[0].name == "kcat" for s in view.scene.plan.seats))
    await stable(desk, topic, monitoring, first, second)

    desk.kill(second)
    await see("the dead member", lambda: any(m.standing is Standing.DEAD for s in view.scene.plan.seats for m in s.members))
    assert {p for member, p in lanes(parts, LaneKind.LOST) if member == second}
    await stable(desk, topic, monitoring, first)
    names = {pane: desk.panes[pane].name for pane in (first, other, second)}
    await see("the timeline", lambda: told(parts)[-1:] == [f"{names[second]} was killed"] and parts.rebalances.table.row(0).over)
    assert told(parts)[:3] == [f"{names[pane]} joined" for pane in (first, other, second)]
    assert told(parts).count("another program") == 2  # kcat came, and went
    killed, joined = parts.rebalances.table.row(0), parts.rebalances.table.rows()[-3]
    assert killed.noticed_after_s is not None
    assert 2 < killed.noticed_after_s < 9
    assert [(len(move.partitions), move.source, move.target) for move in joined.moves] == [(2, names[first], names[second])]
    assert [name for name, _ in joined.paused] == [names[first]]
    await see("the takeover", lambda: lanes(parts) == {(p, n) for p in (first, other) for n in range(4)})
    parts.rebalances.flow_requested.emit(joined)
    assert lanes(parts, LaneKind.KEPT) == {(first, p) for p in joined.moves[0].partitions}
    for name in ("rebalances.json", "rebalances.csv"):
        parts.rebalances.export_requested.emit(str(folder / name))
        await see(name, lambda name=name: (folder / name).is_file())
    assert [one["cause"] for one in json.loads((folder / "rebalances.json").read_text())] == list(reversed(told(parts)))
    assert len((folder / "rebalances.csv").read_text().splitlines()) == 1 + len(told(parts))
    parts.rebalances.export_requested.emit(str(folder / "no" / "rebalances.csv"))
    await see("why not", lambda: any("could not be written" in text for text in parts.messages.texts()))
    if pictures is not None:
        parts.window.grab().save(str(pictures / "past.png"))
        parts.lower.show_view(LowerView.REBALANCES)
        parts.rebalances.view.selectRow(0)
        parts.window.grab().save(str(pictures / "rebalances.png"))


def test_two_groups_a_rebalance_kcat_and_a_kill(qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path) -> None:
    pictures = os.environ.get("KAFKADESK_TEST_PICTURES")
    play(
        qtbot,
        qapp,
        broker.bootstrap,
        lambda desk, parts: story(desk, parts, broker, None if pictures is None else Path(pictures), tmp_path),
    )
