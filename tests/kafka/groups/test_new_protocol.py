"""A group of Kafka's new consumer protocol (KIP-848), made by Java's console consumer: told as such, warned of, joined anyway."""

import os
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kafkadesk.app.window import WindowParts
from kafkadesk.core.actions.pane import Verb
from kafkadesk.core.delivery import SendPlan
from kafkadesk.core.flow.plan import Seat
from kafkadesk.core.flow.world import FlowMember
from kafkadesk.core.start_position import Start, StartKind
from kafkadesk.core.state import PaneMode
from kafkadesk.desk.desk import Desk
from kafkadesk.widgets.consumer.group_guard_dialog import GroupGuardDialog
from kafkadesk.widgets.flow.flow_words import group_facts, member_name, seat_note
from tests.rigs.broker import Broker
from tests.rigs.desk import new_topic, received, send
from tests.rigs.foreign import console_consumer, given
from tests.rigs.window import play, see

START_S = 40.0  # Java, on a busy computer


def seats(parts: WindowParts) -> list[Seat]:
    """Return the boxes of the flow view."""
    return list(parts.flow.scene.plan.seats)


def members(parts: WindowParts) -> dict[str, FlowMember]:
    """Return the members that the flow view shows, by what they are headed with."""
    return {member_name(member): member for seat in seats(parts) for member in seat.members}


def facts(parts: WindowParts) -> str:
    """Return what stands at the group's frame."""
    (group,) = (frame.group for frame in parts.flow.scene.plan.frames if frame.group is not None)
    return group_facts(group)[0]


async def story(desk: Desk, parts: WindowParts, broker: Broker, folder: Path) -> None:
    topic = await new_topic(desk, 4)
    parts.producer.set_topic(topic)
    group = f"{topic}-g"
    with console_consumer(broker.bootstrap, topic, group, folder, new_protocol=True):
        info = await given(desk, group, topic, 4, START_S)
        assert (info.state, info.protocol, info.assignor) == ("Stable", "consumer", "uniform")
        assert [(m.client_id, m.host) for m in info.members] == [("java", "127.0.0.1")]

        pane = desk.add_pane()
        widget = next(w for w in parts.grid.panes() if w.pane == pane)
        widget.read_requested.emit(pane, Verb.JOIN, group, Start(StartKind.EARLIEST))
        await see("the warning", lambda: parts.window.findChild(GroupGuardDialog) is not None)
        dialog = parts.window.findChild(GroupGuardDialog)
        assert dialog is not None
        warned = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "Member java on 127.0.0.1" in warned
        assert "new consumer protocol (KIP-848)" in warned
        assert desk.panes[pane].mode is PaneMode.IDLE
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Join anyway").click()
        joined_at = time.monotonic()

        name = desk.panes[pane].name
        await see("both members", lambda: members(parts).keys() == {name, "java@127.0.0.1"})
        member_at = time.monotonic()  # where Wine runs it, its process takes seconds to start
        await see("that it goes on", lambda: facts(parts).startswith(f"rebalancing: {name} joined"))
        await see("who waits", lambda: seat_note(seats(parts)[0])[0] == "waits for partitions")
        await see("two partitions each", lambda: [len(m.partitions) for m in members(parts).values()] == [2, 2])
        handed_over_at = time.monotonic()
        print(f"handed over after {handed_over_at - joined_at:.1f} s")
        assert sorted(p for m in members(parts).values() for p in m.partitions) == [0, 1, 2, 3]
        await see("rest", lambda: desk.groups[group].current is None and facts(parts).startswith("stable"))
        assert facts(parts) == f"stable · epoch {desk.groups[group].generation} · new protocol (KIP-848)"
        (joined,) = desk.groups[group].rebalances
        assert joined.cause.render() == f"{name} joined"
        assert joined.after == {pane: members(parts)[name].partitions}
        assert joined.seconds is not None
        # The broker is asked once a second.
        assert handed_over_at - member_at - 1.5 < joined.seconds < handed_over_at - joined_at + 1.5
        await send(desk, SendPlan(topic=topic, value="{}", count=8))
        await received(desk, pane, 4)
        if pictures := os.environ.get("KAFKADESK_TEST_PICTURES"):
            await see("rest", lambda: not parts.flow.scene.moving)
            parts.window.grab().save(f"{pictures}/new-protocol.png")

        widget.read_requested.emit(pane, Verb.LEAVE, group, Start())
        await see("the pane gone", lambda: desk.panes[pane].mode is PaneMode.IDLE)
        await given(desk, group, topic, 4)  # it got them back


def test_a_java_group_of_the_new_protocol_is_warned_of_and_joined_anyway(
    qtbot: QtBot, qapp: QApplication, broker: Broker, tmp_path: Path
) -> None:
    play(qtbot, qapp, broker.bootstrap, lambda desk, parts: story(desk, parts, broker, tmp_path))
