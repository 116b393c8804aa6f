"""The flow view over drawn worlds: what is painted, what moves and for how long, what is said of what is pointed at."""

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kafkadesk.core.colors import GroupColors
from kafkadesk.core.flow.world import FlowWorld, GroupWord
from kafkadesk.core.focus import Focus
from kafkadesk.models.matrix_table import MatrixTable
from kafkadesk.widgets.base import i18n, theme
from kafkadesk.widgets.flow import flow_words
from kafkadesk.widgets.flow.flow_lanes import LaneLayer, path_of
from kafkadesk.widgets.flow.flow_scene import MOVE_S
from kafkadesk.widgets.flow.flow_view import FlowView
from kafkadesk.widgets.matrix.matrix_view import MatrixView
from tests.rigs import drawn_flow as drawn
from tests.rigs.drawn_ledger import PICTURE, PICTURE_PANES, DrawnLedger
from tests.rigs.pace import pace

T = "test-kafka"
FOUR = drawn.world_of(drawn.topic_of(T, 4, drawn.FOUR))
ALONE = drawn.world_of(drawn.topic_of(T, 4, "Consumer_1 monitoring 0-3"))
SHARED = drawn.world_of(drawn.topic_of(T, 4, "Consumer_1 monitoring 0-1\nConsumer_2 monitoring 2-3"))


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> FlowView:
    theme.apply(qapp, "light")
    made = FlowView()
    qtbot.addWidget(made)
    made.resize(560, 330)
    made.show()
    return made


def bits(view: FlowView) -> bytes:
    picture = view.canvas.grab().toImage()  # kept by a name: constBits looks into it
    return bytes(picture.constBits())


def without_motion(qtbot: QtBot, size: QSize) -> FlowView:
    made = FlowView()
    qtbot.addWidget(made)
    made.resize(size)
    made.set_motion(on=False)
    made.show()
    return made


def same_picture(qtbot: QtBot, one: FlowView, other: FlowView) -> None:
    qtbot.waitUntil(lambda: bits(one) == bits(other))


def at_rest(qtbot: QtBot, view: FlowView) -> None:
    # Shown for the first time, it is laid out anew for its room a moment later, which ends all motion.
    qtbot.waitUntil(lambda: not view.scene.moving and not view.canvas._later.isActive(), timeout=5000)


def place_of(view: FlowView, *, partition: int | None = None, member: str | None = None) -> QPoint:
    plan = view.scene.plan
    if partition is not None:
        box = next(cell for row in plan.rows for p, cell in zip(row.partitions, row.cells, strict=True) if p.number == partition)
    else:
        box = next(seat.box for seat in plan.seats if seat.key == member)
    return view.canvas.mapFromScene(QPointF(box.x + box.w / 2, box.cy))


def test_words_while_there_is_nothing(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(drawn.world_of(drawn.topic_of(T, 4, "")))
    assert [row.partitions[0].number for row in view.scene.plan.rows] == [0, 1, 2, 3]
    assert "Nobody reads this topic" in view.hint.text()
    assert view.hint.isVisible()
    view.set_world(FOUR)
    assert not view.hint.isVisible()
    view.set_world(FlowWorld())
    assert not view.canvas.isVisible()


def test_what_is_shown_in_words(view: FlowView) -> None:
    view.set_world(FOUR)
    assert view.caption.text() == "test-kafka · 4 partitions · 20/s"
    assert view.canvas.accessibleDescription() == (
        "test-kafka · 4 partitions · 20/s. monitoring: stable · generation 4. Consumer 1: P0, P1; Consumer 2: P2, P3. "
        "audit: stable · generation 3. Consumer 3: P0, P1, P2, P3. no group: Consumer 4: P0, P1, P2, P3."
    )


def test_nothing_runs_while_nothing_moves(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    at_rest(qtbot, view)
    before = bits(view)
    view.set_world(drawn.world_of(drawn.topic_of(T, 4, drawn.FOUR)))
    assert not view.scene.moving
    assert bits(view) == before


def test_records_travel_and_arrive(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    at_rest(qtbot, view)
    resting = bits(view)
    view.records(T, 2, "Consumer_2", 1)
    view.records(T, 2, "Consumer_3", 1)
    view.records(T, 2, "Consumer_1", 1)  # not its partition: no lane, no dot
    assert view.scene.dots == 2
    qtbot.waitUntil(lambda: bits(view) != resting)
    at_rest(qtbot, view)
    assert view.scene.dots == 0
    assert bits(view) == resting
    assert not view.sampled.isVisible()


def test_sampling_is_said_and_taken_back(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    for _ in range(4):
        view.records(T, 0, "Consumer_3", 100)
    qtbot.waitUntil(view.sampled.isVisible)
    assert re.fullmatch(r"1 of (80|100) shown", view.sampled.text())  # 400 records, 4 or 5 dots: as the clock goes
    qtbot.waitUntil(lambda: not view.sampled.isVisible(), timeout=8000)


def test_lanes_are_painted_once_while_only_numbers_change(
    qtbot: QtBot, qapp: QApplication, view: FlowView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With eight panes at full speed all 64 of them, five times a second, held the window up by 10 ms each time."""
    view.set_world(FOUR)
    at_rest(qtbot, view)
    before, drawn_anew = bits(view), []
    set_strokes = LaneLayer.set_strokes

    def counted(layer: LaneLayer, *strokes: Any, still: bool) -> None:
        drawn_anew.append(still)
        set_strokes(layer, *strokes, still=still)

    monkeypatch.setattr(LaneLayer, "set_strokes", counted)
    (topic,) = FOUR.topics
    view.set_world(drawn.world_of(replace(topic, partitions=tuple(replace(p, end=(p.end or 0) + 1000) for p in topic.partitions))))
    assert bits(view) != before, "the new log ends are there"
    assert not drawn_anew
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: bool(drawn_anew))  # in the colours of now


def test_a_rebalance_fades_old_lanes_and_draws_new_ones(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(ALONE)
    at_rest(qtbot, view)
    view.set_world(SHARED)
    assert view.scene.coming == {(T, 2, "Consumer_2"), (T, 3, "Consumer_2")}
    assert view.scene.going == {(T, 2, "Consumer_1"), (T, 3, "Consumer_1")}
    at_rest(qtbot, view)
    assert (view.scene.coming, view.scene.going) == (set(), set())
    for way in ((ALONE, SHARED), (SHARED,)):
        at_once = without_motion(qtbot, view.size())
        for world in way:
            at_once.set_world(world)
        assert not at_once.scene.moving
        same_picture(qtbot, at_once, view)  # the way there differs, not where it leads


@pytest.mark.parametrize("size", [QSize(560, 330), QSize(611, 347), QSize(703, 389), QSize(822, 455)])
def test_a_box_that_moved_is_painted_as_one_that_was_always_there(size: QSize, qtbot: QtBot, view: FlowView) -> None:
    """Whatever font and room make of its place: a picture of the box that is shifted by parts of a pixel is blurred."""
    view.resize(size)
    at_once, always = without_motion(qtbot, size), without_motion(qtbot, size)
    for shown in (view, at_once):
        shown.set_world(ALONE)
        at_rest(qtbot, shown)
        bits(shown)  # painted there, and kept as a picture
        shown.set_world(SHARED)
    always.set_world(SHARED)
    assert view.scene.moving
    view.scene.tick(time.monotonic() + MOVE_S / 2)
    bits(view)  # painted on the way
    view.scene.still()
    same_picture(qtbot, at_once, always)
    same_picture(qtbot, view, always)


def test_what_is_kept_through_a_rebalance_does_not_move(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(ALONE)
    at_rest(qtbot, view)
    view.set_world(
        drawn.world_of(drawn.topic_of(T, 4, "Consumer_1 monitoring 0-3 kept\nConsumer_2 monitoring - joining", word=GroupWord.REBALANCING))
    )
    assert (view.scene.coming, view.scene.going) == (set(), set())
    view.set_world(SHARED)
    assert view.scene.coming == {(T, 2, "Consumer_2"), (T, 3, "Consumer_2")}
    assert view.scene.going == {(T, 2, "Consumer_1"), (T, 3, "Consumer_1")}


def test_motion_off_shows_no_dots(view: FlowView) -> None:
    view.set_world(FOUR)
    changed = QSignalSpy(view.motion_changed)
    view.set_motion(on=False)
    view.records(T, 2, "Consumer_2", 1)
    assert (view.scene.dots, changed.count(), changed.at(0)) == (0, 1, [False])


def test_a_hidden_view_does_nothing(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    view.records(T, 2, "Consumer_2", 4)
    view.hide()
    assert (view.scene.dots, view.scene.moving) == (0, False)
    view.set_world(SHARED)
    view.records(T, 2, "Consumer_2", 4)
    assert not view.scene.moving
    view.show()
    assert [seat.key for seat in view.scene.plan.seats] == ["Consumer_1", "Consumer_2"]


def test_hover_points_and_click_chooses(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    pointed: list[Focus | None] = []
    chosen: list[Focus | None] = []
    view.pointed.connect(pointed.append)
    view.chosen.connect(chosen.append)
    plain = bits(view)
    QTest.mouseMove(view.canvas.viewport(), place_of(view, partition=2))
    qtbot.waitUntil(lambda: pointed == [Focus(topic=T, partition=2)])
    assert bits(view) != plain
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, member="Consumer_3"))
    assert chosen == [Focus(member="Consumer_3")]
    QTest.mouseMove(view.canvas.viewport(), QPoint(2, 2))
    QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen[1:] == [None]
    assert bits(view) == plain


def lit(view: FlowView) -> tuple[set[str], set[int]]:
    """Return the members and the partitions that stand out."""
    scene = view.scene
    return {key for (_, key), item in scene.seats.items() if item.lit}, {number for (_, number), item in scene.rows.items() if item.lit}


@pytest.mark.parametrize(
    ("focus", "members", "partitions"),
    [
        (Focus(topic=T, partition=2), {"Consumer_2", "Consumer_3", "Consumer_4"}, {2}),
        (Focus(topic=T, partition=2, offset=98), {"Consumer_2", "Consumer_3", "Consumer_4"}, {2}),
        (Focus(member="Consumer_1"), {"Consumer_1"}, {0, 1}),
        (Focus(member="somebody else"), set(), set()),
        (None, set(), set()),
    ],
)
def test_what_is_chosen_elsewhere_lights_up(view: FlowView, focus: Focus | None, members: set[str], partitions: set[int]) -> None:
    view.set_world(FOUR)
    view.light(focus)
    assert lit(view) == (members, partitions)


def test_no_lane_that_steps_back_covers_one_that_is_lit(qtbot: QtBot, view: FlowView) -> None:
    """Dim lanes of a group are painted behind a lit one of a pane without a group, which usually lies below them."""
    view.set_world(FOUR)
    at_rest(qtbot, view)
    view.light(Focus(member="Consumer_4"))
    picture = view.canvas.grab().toImage()
    scale = picture.devicePixelRatio()
    ways = [path_of(lane) for lane in view.scene.plan.lanes if lane.member == "Consumer_4"]
    assert len(ways) == 4
    for partition, way in enumerate(ways):
        for i in range(5, 96):
            at = view.canvas.mapFromScene(way.pointAtPercent(i / 100))
            seen = QColor(picture.pixel(round(at.x() * scale), round(at.y() * scale))).lightness()
            assert seen < 200, f"from partition {partition}, {i} % of the way"


def test_the_keyboard_goes_everywhere(qtbot: QtBot, view: FlowView) -> None:
    view.set_world(FOUR)
    chosen: list[Focus | None] = []
    view.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Escape):
        QTest.keyClick(view.canvas, key)
    assert chosen[:2] == [Focus(topic=T, partition=0), Focus(topic=T, partition=1)]
    assert chosen[2] is not None
    assert chosen[2].member is not None
    assert chosen[3] is not None
    assert chosen[3].member is not None
    assert chosen[4] is not None
    assert chosen[4].partition is not None
    assert chosen[5] is None


def test_what_is_chosen_is_said(view: FlowView) -> None:
    view.set_world(drawn.world_of(drawn.topic_of(T, 4, drawn.FOREIGN)))
    view.light(Focus(topic=T, partition=2))
    assert view.canvas.accessibleDescription().splitlines() == [
        "test-kafka · Partition 2", "end offset 99 · 5/s", "monitoring: rdkafka@10.0.4.17", "audit: Consumer 3"
    ]  # fmt: skip
    view.light(Focus(member="kcat@10.0.4.18"))
    assert view.canvas.accessibleDescription().splitlines() == [
        "kcat@10.0.4.18", "group monitoring", "A member of another program, on 10.0.4.18.", "idle: no partition assigned"
    ]  # fmt: skip


def test_zoom_stays_where_the_pointer_is_and_fits_again(view: FlowView) -> None:
    view.set_world(FOUR)
    plain = bits(view)
    at = place_of(view, partition=1)
    view.canvas.zoom(2.0, QPointF(at))
    assert (place_of(view, partition=1) - at).manhattanLength() <= 3
    assert bits(view) != plain
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert bits(view) == plain


def test_the_picture_is_written(view: FlowView, tmp_path: Path) -> None:
    view.set_world(FOUR)
    view.save(str(tmp_path / "flow.png"))
    image = QImage(str(tmp_path / "flow.png"))
    assert image.width() >= 1000
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 5


def test_a_picture_that_cannot_be_written_is_said(view: FlowView, tmp_path: Path) -> None:
    view.set_world(FOUR)
    view.save(str(tmp_path / "no" / "flow.png"))
    assert "could not be written" in view.caption.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_other_colours_and_a_larger_font(qtbot: QtBot, qapp: QApplication, view: FlowView, scheme: str) -> None:
    view.set_world(drawn.world_of(drawn.topic_of(T, 100, drawn.MIXED)))
    theme.apply(qapp, scheme)
    usual = qapp.font().pointSizeF()
    try:
        theme.set_points(qapp, usual * 1.5)
        qapp.processEvents()
        assert len(view.scene.plan.seats) == 23
        assert bits(view)
    finally:
        theme.set_points(qapp, usual)


@pytest.mark.allow_logs("could not be painted")
def test_a_fault_in_painting_is_logged_and_ends_nothing(
    view: FlowView, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(seat: object) -> str:
        raise KeyError(seat)

    monkeypatch.setattr(flow_words, "seat_title", fault)
    view.set_world(FOUR)
    assert bits(view)
    assert "SeatItem could not be painted" in caplog.text


@pytest.mark.parametrize("drawing", [drawn.FOUR, drawn.TEN_IN_ONE, drawn.FOREIGN, drawn.KILLED, drawn.REBALANCING])
def test_every_word_in_chinese_finds_its_place(qapp: QApplication, view: FlowView, drawing: str) -> None:
    i18n.install(qapp, "zh_CN")
    try:
        view.set_world(drawn.world_of(drawn.topic_of(T, 4, drawing, word=GroupWord.REBALANCING)))
        for focus in (Focus(topic=T, partition=2), Focus(member="Consumer_1"), None):
            view.light(focus)
            assert "{" not in view.canvas.accessibleDescription()
        assert bits(view)
    finally:
        i18n.install(qapp, "en")


def test_a_column_of_the_matrix_is_a_member(qtbot: QtBot) -> None:
    matrix = MatrixView(MatrixTable(DrawnLedger(PICTURE_PANES, PICTURE)), GroupColors())
    qtbot.addWidget(matrix)
    matrix.resize(700, 330)
    matrix.show()
    pressed: list[str] = []
    matrix.member_pressed.connect(pressed.append)
    header = matrix.cells.horizontalHeader()
    for section in (0, 4):
        at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pressed == ["id-Consumer 2"]
    plain = matrix.grab().toImage()
    for focus in (Focus(member="id-Consumer 2"), Focus(topic="test-kafka", partition=3)):
        matrix.point(focus)
        assert matrix.grab().toImage() != plain
    matrix.point(None)
    assert matrix.grab().toImage() == plain


def test_a_frame_costs_little(qtbot: QtBot, view: FlowView) -> None:
    """100 partitions, 23 members, as many dots as there may be: a frame stays far below the 33 ms until the next."""
    view.set_world(drawn.world_of(drawn.topic_of(T, 100, drawn.MIXED)))
    at_rest(qtbot, view)
    for lane in view.scene.plan.lanes:
        view.records(T, lane.partitions[0], lane.member, 4)
    costs = []
    for _ in range(12):
        QTest.qWait(20)
        before = time.thread_time()
        view.scene.tick(time.monotonic())
        view.canvas.viewport().repaint()
        costs.append((time.thread_time() - before) / pace())
    assert view.scene.dots >= 30
    assert sorted(costs)[len(costs) // 2] < 0.033
